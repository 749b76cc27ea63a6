"""Which words of a report are places: triggers, clitics, lists, directions, and what is none."""

from __future__ import annotations

import pytest

from marsad.coder.places import find_places
from marsad.coder.resolve_places import resolve_places
from marsad.coder.text import Document


def names(text: str) -> list[str]:
    """The names of the places that a report is found to name."""
    doc = Document(text)
    found = find_places(doc)
    resolve_places(doc, found)
    return [m.name for m in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تظاهر العشرات بمحافظة الشرقية أمس.", "الشرقية"),
        ("قتل جنديان بمدينة البيضاء في اليمن.", "البيضاء"),
        ("خرجت مسيرة بالخليل في الضفة الغربية.", "الخليل"),
        ("التقى الوفدان بلندن الثلاثاء.", "لندن"),
        ("قصف الطيران السوري عندان وحريتان.", "حريتان"),
        ("غادر الوفد للخرطوم.", "الخرطوم"),
        ("اندلع قتال بمحافظة أبين.", "أبين"),
        ("هاجم مسلحون سيارة بحي الريسة في العريش.", "حي الريسة"),
        ("سقطت قذائف على حي الزهور.", "حي الزهور"),
        ('سيطر المقاتلون على بلدة "تل الورد".', "تل الورد"),
        ("أصيب رجل في العراق قرب طلمستان، وفر المهاجمون.", "طلمستان"),
        ("سقطت قنابل على طلمستان بشمال دارفور.", "طلمستان"),
        ("عثر الجيش على مخبأ بطلمستان في ولاية البليدة الجزائرية.", "طلمستان"),
        ("قتل شرطي في شارع الجمهورية في طرابلس بليبيا.", "شارع الجمهورية"),
        ("غارة على وكر في وادي الشاي في العراق.", "وادي الشاي"),
        ("هاجم مسلحون قاعدة طلمستان العسكرية في مالي.", "قاعدة طلمستان العسكرية"),
        ("أحرق مسلحون منازل في قرية نهر الأمين شرق العراق.", "نهر الأمين"),
        ("استهدفت مسيرة سفينة في البحر الأحمر قبالة اليمن.", "البحر الأحمر"),
        ("قصف الجيش مدينة الحديدة في اليمن. وفي حيس المجاورة تضرر منزل.", "حيس"),
        ("حوادث درعا في سوريا:\n- طفس: عثر الأهالي على جثة.\n- داعل: اعتقل أربعة.", "طفس"),
        ("شددت إسرائيل الحصار على غزة، وأغلقت معابر القطاع.", "القطاع"),
    ],
)
def test_name_loses_its_clitics_and_keeps_its_article(text: str, name: str) -> None:
    assert any(found.removeprefix("مدينة ") == name for found in names(text))


@pytest.mark.parametrize(
    "text",
    [
        "أطلقت الشرطة قنابل الغاز المسيلة للدموع.",
        "بدأ شهر رمضان بين آمال عالية وخبرة هامة.",
        "قال بشار الأسد إن الحل الجديد ممكن.",
        "كان له نصيب كبير من النقد.",
        "وأدى المتظاهرون صلاة الغائب.",
        "شارك الآلاف في إحياء ذكرى الثورة.",
        "طالب بسد الاحتياجات وقواعد القانون وطريق المصالحة.",
        "ارتفع مؤشر بورصة القطن لليوم الخامس.",
        "حمل الرجل كيل الطحين إلى مساكن العمال.",
        "عاد كل منهم بحركة سريعة وبصور كثيرة.",
        "تقدمت جبهة الإنقاذ بطعن جديد.",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف الطيران مدن وبلدات الأتارب والباب وعندان.", ["الأتارب", "الباب", "عندان"]),
        ("هدوء في محافظتي دير الزور وحمص.", ["دير الزور", "حمص"]),
        ("اشتباكات في حيي جوبر والقابون بدمشق.", ["حيي جوبر", "القابون", "دمشق"]),
        ("غارات على سراقب وسرمين وبنش بريف إدلب.", ["سراقب", "سرمين", "بنش", "ريف إدلب"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_adjective_behind_a_kind_of_place_is_no_name() -> None:
    assert "هامة" not in names("سيطر الجيش السوري على قرى هامة قرب حلب.")
    assert "سورية" not in names("دخلت القوات التركية منطقة سورية حدودية.")
    assert "مجاورة" not in names("فر السكان السوريون إلى بلدات مجاورة.")


def test_blocked_tokens_are_left_alone() -> None:
    doc = Document("قاتلت قوات حلب في إدلب.")
    at = doc.norms.index("حلب")
    assert [m.name for m in find_places(doc, blocked={at})] == ["إدلب"]


def test_offsets_cover_the_name() -> None:
    doc = Document("انفجرت سيارة قرب مطار بغداد الدولي.")
    (mention,) = find_places(doc)
    assert doc.quote(mention.first, mention.last) == "مطار بغداد الدولي"


def test_seats_of_the_state_are_places_behind_a_word_of_place_only() -> None:
    assert "وزارة العدل العراقية" in names("استهدفت وزارة العدل العراقية بهجوم في بغداد.")
    assert "السفارة الليبية" in names("تظاهروا أمام السفارة الليبية بالقاهرة.")
    assert names("قالت وزارة العدل في بغداد إنه باق.") == ["بغداد"]
