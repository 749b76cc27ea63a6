"""Where counted victims were hurt whose report tells of no event: where their sentence says so, else nowhere."""

from __future__ import annotations

import pytest

from .coded_text import claims_of


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "أعلنت القوات المسلحة التركية تحييد 14 عنصرا من حزب العمال الكردستاني في شمال العراق.",
            ["شمال العراق"],
        ),
        ("وقال مدير مستشفى الشفاء إن 30 جثة وصلت منذ الصباح.", [None]),
    ],
)
def test_where_a_count_without_an_event_was_hurt(text: str, places: list[str | None]) -> None:
    claims = claims_of(text)
    assert not [c for c in claims if c["kind"] == "event"]
    found = [c["place"] and c["place"]["name"] for c in claims if c["kind"] == "casualties"]
    assert found == places


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("أفاد الدفاع المدني بانتشال جثامين 15 شهيدا من تحت أنقاض منزل في حي الزيتون بغزة.", 15),
        ("وعثر الأهالي على جثث سبعة قتلى في بلدة الرستن.", 7),
        ("عثر على مقبرة جماعية تضم رفات 35 شخصا في مدينة ترهونة.", 35),
    ],
)
def test_the_dead_behind_bodies_are_counted_once(text: str, low: int) -> None:
    claims = claims_of(text)
    assert [c["min"] for c in claims if c["kind"] == "casualties"] == [low]


def test_a_count_in_a_clause_of_its_own_is_where_that_says() -> None:
    text = (
        "أعلنت السلطات السورية القبض على ضابط متهم بارتكاب مجازر في الغوطة الشرقية، فيما قتل عنصران من الأمن العام"
        " برصاص مجهولين في مدينة جبلة."
    )
    claims = claims_of(text, "2025-08-20")
    toll = next(c for c in claims if c["kind"] == "casualties" and c["outcome"] == "killed")
    assert toll["place"]["name"] == "جبلة"
