"""Who is driven out of a place, and loses it: by the verb, its passive and its masdar, with and without a pronoun."""

from __future__ import annotations

import pytest

from .coded_text import claims_of, event_of, names

_DAY = "2019-08-20"


def told(text: str) -> tuple[list[str], list[str], set[tuple[str, str]]]:
    """Actors and recipients of the first capture, and the changes of control as (change, side)."""
    capture = event_of(text, "capture", _DAY)
    changes = {(c["change"], c["actor"]["name"]) for c in claims_of(text, _DAY) if c["kind"] == "control"}
    return names(capture["actors"]), names(capture["recipients"]), changes


@pytest.mark.parametrize(
    ("text", "actors", "driven"),
    [
        ("أعلن الجيش أنه تمكن من طرد مسلحي التنظيم من بلدة تلبيسة بعد معارك عنيفة.", ["الجيش"], "مسلحي التنظيم"),
        ("ولجأ مقاتلو التنظيم إلى البادية بعد طردهم من مدينة الطبقة على يد القوات الكردية.", ["القوات الكردية"],
         "مقاتلو التنظيم"),
        ("وقتل مسلحون من حركة الشباب الذين طردوا من مدينة كيسمايو قبل عام أربعة جنود.", [], "مسلحون من حركة الشباب"),
        ("وشنت القوات الحكومية هجوما واسعا وطردت مسلحي الحركة من بلدة تلبيسة.", ["القوات الحكومية"], "مسلحي الحركة"),
        ("وأدت المعارك إلى طرد معظم المسلحين من بلدة تلبيسة.", [], "المسلحين"),
        ("وطرد الجيش المسلحين من مدينة تلبيسة أمس.", ["الجيش"], "المسلحين"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)  # fmt: skip
def test_who_is_driven_out_suffers_it_and_loses_the_place(text: str, actors: list[str], driven: str) -> None:
    acted, suffered, changes = told(text)
    assert acted == actors
    assert suffered == [driven]
    assert ("lost", driven) in changes
    assert ("gained", driven) not in changes


def test_what_is_only_meant_changes_nothing() -> None:
    assert not told("وحاول الجيش طرد المسلحين من مدينة تلبيسة وقتل ثلاثة منهم، ثم سيطر على بلدة الرستن.")[
        2
    ] & {("lost", "المسلحين")}
