"""Where it happened, where grammar settles it: goals, holders, places that open a sentence or the item of a list."""

from __future__ import annotations

import pytest

from marsad.coder.reading import read
from marsad.model import Report

from .coded_text import event_of


def event(text: str, type_: str, published: str = "2021-03-20") -> dict[str, object]:
    """The first event of `type_` in a report."""
    return event_of(text, type_, published)


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("اندلعت اشتباكات في بلدة طفس بدرعا. ونزحت مئات العائلات باتجاه مدينة درعا.", "displacement", "طفس"),
        ("قصف الطيران بلدة سرمين في سوريا. وفر آلاف السكان إلى عفرين في ريف حلب.", "displacement", "سرمين"),
        ("سيطر الجيش على المكلا في اليمن، وانسحب المسلحون نحو شبوة دون قتال.", "withdrawal", "المكلا"),
        ("أطلق مسلحون ستة صواريخ على قاعدة بلد في صلاح الدين بالعراق وأصيب جندي.", "shelling", "قاعدة بلد"),
        (
            "في درعا تظاهر المئات ضد الاعتقالات في سوريا، فيما شهدت بلدة الحراك إضرابا.",
            "protest",
            "درعا",
        ),
        (
            "اندلعت اشتباكات بين مجموعات مسلحة من مدينة الزاوية وأخرى من ورشفانة في منطقة جنزور.",
            "armed_clash",
            "جنزور",
        ),
        ("وصلت تعزيزات عسكرية إلى قاعدة عين الأسد قادمة من الأردن.", "deployment", "قاعدة عين الأسد"),
        ("اقتحم عشرات المستوطنين المسجد الأقصى بحماية شرطة الاحتلال.", "ground_attack", "المسجد الأقصى"),
        ("قصف الجيش السوري مدينة إدلب. وفي باريس، دعا الوزير إلى وقف القصف على حلب.", "demand", "باريس"),
        (
            "قصفت المدفعية أطراف قرية البريصة في حماة بسوريا. وقال شاهد إن جنودا أحرقوا منازل في القرية.",
            "destruction",
            "البريصة",
        ),
        (
            "جنيف - اندلع قتال في منطقة زمقاط بغرب دارفور في السودان. وأحرق مسلحون منازل في البلدة.",
            "destruction",
            "زمقاط",
        ),
        ("أطلق مسلحون ستة صواريخ على قرية سلمان شمالي تكريت في العراق.", "shelling", "سلمان"),
        (
            "حوادث درعا في سوريا:\n- نوى: قصف الجيش الأحياء.\n- داعل: اعتقلت دورية للجيش أربعة شبان.",
            "arrest",
            "داعل",
        ),
    ],
)
def test_place(text: str, type_: str, place: str) -> None:
    found = event(text, type_)["place"]
    assert isinstance(found, dict)
    assert found["name"] == place


@pytest.mark.parametrize(
    ("text", "type_", "time"),
    [
        ("أدى الهجوم الذي بدأه الجيش السوري في 2 آذار الجاري على مدينة إدلب إلى مقتل مئة مدني.", "ground_attack",
         ("2021-03-02", "2021-03-20")),
        ("أدى النزاع الذي اندلع في نوفمبر 2020 في تيغراي بإثيوبيا إلى نزوح مليوني شخص.", "displacement",
         ("2020-11-01", "2021-03-20")),
        ("قتل عشرون شخصا الخميس في غارة على بلدة سرمين السورية هي الأعنف منذ عام 2019.", "air_strike",
         ("2021-03-18", "2021-03-18")),
        ("سيطر الجيش السوري أمس على بلدة سرمين بعد اشتباكات عنيفة استمرت ثلاثة أيام.", "capture",
         ("2021-03-19", "2021-03-19")),
        ("سيطر الجيش السوري أمس على بلدة سرمين بعد اشتباكات عنيفة استمرت ثلاثة أيام.", "armed_clash",
         ("2021-03-17", "2021-03-19")),
    ],
)  # fmt: skip
def test_time(text: str, type_: str, time: tuple[str, str]) -> None:
    found = event(text, type_)["time"]
    assert isinstance(found, dict)
    assert (found["start"], found["end"]) == time


def test_what_the_writers_of_a_statement_demand_is_of_its_day() -> None:
    said = "أحرق مسلحون يوم الأربعاء سوق بلدة سرمين السورية وقتلوا تاجرا. {} المجتمع الدولي بالتحرك لحماية المدنيين."
    for verb in ("ونطالب", "إننا نطالب", "وتطالب المنظمة"):
        assert event(said.format(verb), "demand")["time"] == {"start": "2021-03-20", "end": "2021-03-20"}


def test_a_city_is_not_where_another_place_is_told_from() -> None:
    text = (
        "اقتحمت قوات إسرائيلية حيا غربي مخيم جنين. وانتشرت آليات في مدينة دوما السورية، وشهدت المدينة هدوءا."
    )
    last = read(Report(id="r", text=text, published="2021-03-20")).places[-1]
    assert (last.place or {})["name"] == "دوما"


def test_the_city_is_the_one_named_last_though_without_its_word() -> None:
    text = "قصف الجيش السوري مدينة حمص ومدينة حماة. ودخلت لجنة إلى حمص أمس، وشهدت المدينة هدوءا."
    last = read(Report(id="r", text=text, published="2021-03-20")).places[-1]
    assert last.place is not None
    assert last.place["id"] == "own:syr/homs"
