"""Places that reports tell without a name of the map: border lands, parts, seats, streets, houses, zones."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.coder.reading import read
from marsad.model import Report


def places(text: str) -> dict[str, dict[str, Any]]:
    """The places of a report by name."""
    found = read(Report(id="r", text=text, published="2014-03-02", language="ar")).places
    return {m.name: m.place or {} for m in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("دارت معارك في قرى حدودية مع تركيا شمال سوريا.", "قرى حدودية مع تركيا"),
        ("قتل راع في المناطق الحدودية بين العراق وسوريا.", "المناطق الحدودية بين العراق وسوريا"),
        ("اشتبك جيشا السودان وجنوب السودان على الحدود بين البلدين.", "الحدود بين البلدين"),
        ("نشر لبنان جنوده على الحدود الشمالية مع سوريا.", "الحدود الشمالية مع سوريا"),
        ("ضبط الجيش اليمني مهربين قرب الحدود.", "الحدود"),
        ("سقطت صواريخ على المناطق الشمالية في سوريا.", "المناطق الشمالية في سوريا"),
        ("سيطر المسلحون في سوريا على بلدات جنوبية.", "بلدات جنوبية"),
        ("قال ضابط في مالي إن الهجوم وقع في الشمال.", "الشمال"),
        ("دخل الجنود الجزء الغربي من مدينة سبها.", "الجزء الغربي من مدينة سبها"),
        ("قصف الطيران بلدات لبنانية عدة.", "بلدات لبنانية"),
        ("أضرب أسرى في السجون الإسرائيلية.", "السجون الإسرائيلية"),
        ("تظاهر عمال أمام مجلس النواب في عمان بالأردن.", "مجلس النواب"),
        ("تقدم المتمردون نحو القصر الجمهوري في بانغي.", "القصر الجمهوري"),
        ("أحرق محتجون ديوان عام المحافظة في المنيا بمصر.", "ديوان عام المحافظة"),
        ("قطع باعة شارع 12 في القاهرة.", "شارع 12"),
        ("تجمع طلاب في شارع يوسف حمدان بالقاهرة.", "شارع يوسف حمدان"),
        ("انسحبت الدورية من شارع السد في حماة.", "شارع السد"),
        ("اغتيل محام أمام منزله في بنغازي.", "منزله"),
        ("اندلع شجار داخل السجن في حمص.", "السجن"),
        ("استولى مسلحون على مقر للشرطة في الرقة.", "مقر"),
        ("انسحبت الكتيبة من المنطقة منزوعة السلاح.", "المنطقة منزوعة السلاح"),
        ("فرضت السلطات حظر التجول في مدن القناة.", "مدن القناة"),
        ("فتحت الشرطة النار على محتجين في كوناكري.", "كوناكري"),
        ("قتل جنديان في كمين غرب العراق.", "غرب العراق"),
    ],
)
def test_told_without_a_name_of_the_map(text: str, name: str) -> None:
    assert name in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "تجمع أنصاره أمام قيادة المنطقة الشمالية العسكرية.",
        "انتشرت الدبابات في شارع رئيسي وفي شارع يؤدي إلى الساحة.",
        "عرضت الصور بمكتبة قديمة.",
        "شدد على إمام المسجد أن يدعو إلى الهدوء.",
        "قال مجلس النواب إن البنك المركزي حذر من الأزمة.",
        "اتخذوا المكان كقاعدة لهم.",
        "انتقد صمت الغرب في الغرب والشرق.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert places(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "انتشروا على الحدود مع",
        "قتل جنديان في قرى حدودية مع",
        "قتل جنديان في الشمال",
        "عادوا من الحدود بين سوريا",
    ],
)
def test_a_text_may_end_anywhere(text: str) -> None:
    assert all(text.find(name) >= 0 for name in places(text))


def test_land_at_a_border_lies_where_reports_mean_the_border_to_be() -> None:
    place = places("قصف قرى حدودية مع لبنان في سوريا.")["قرى حدودية مع لبنان"]
    assert (place["precision"], place["lat"], place["lon"]) == ("area", 34.4, 36.48)


def test_a_border_that_no_pair_of_countries_tells_has_no_point() -> None:
    place = places("خطف راع في السودان في منطقة حدودية بين الولايتين.")["منطقة حدودية بين الولايتين"]
    assert place["lat"] is None
    assert place["admin"] == ["السودان"]


def test_some_towns_of_the_south_are_not_the_south() -> None:
    some = places("طرد الجيش اليمني المسلحين من عدة بلدات جنوبية.")["بلدات جنوبية"]
    whole = places("طرد الجيش اليمني المسلحين من المدن الجنوبية في اليمن.")["المدن الجنوبية في اليمن"]
    assert some["lat"] is None
    assert whole["lat"] is not None


def test_towns_of_a_country_are_no_nearer_than_the_country() -> None:
    assert places("قصف الطيران بلدات لبنانية.")["بلدات لبنانية"]["precision"] == "country"


def test_the_other_part_is_a_part_of_the_same_place() -> None:
    text = "دخل الجنود الجزء الشرقي من الموصل في العراق. وبقي المسلحون في الجزء الغربي."
    found = places(text)
    east, west = found["الجزء الشرقي من الموصل"], found["الجزء الغربي"]
    assert west["lat"] == east["lat"]
    assert west["lon"] < east["lon"]


def test_a_site_lies_where_the_words_behind_its_owner_put_it() -> None:
    text = 'في حلب سيطر مقاتلون على مقر لـ"جيش الشعب" في حمص.'
    assert places(text)["مقر"]["admin"][0] == "حمص"
