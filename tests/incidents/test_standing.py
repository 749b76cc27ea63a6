"""Who stood with whom: standing and fights, here and there, in two times."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.incidents.standing import relations
from marsad.model import Report

from .gold import gold_claims
from .telling import ALEPPO, ARMY, IS, OPPOSITION, QUARTER, Telling

NUSRA = "jabhat-al-nusra"
RAQQA = ALEPPO | {"name": "الرقة", "id": "own:syr/raqqa", "lat": 35.95, "lon": 39.01}


@pytest.fixture
def told() -> Telling:
    """Two reports, a day apart."""
    made = Telling()
    made.report("one", "2014-01-08")
    made.report("two", "2014-01-09")
    return made


def lines(told: Telling, **asked: Any) -> list[tuple[str, str, str, str | None]]:
    found = relations(told.claims, told.reports.values(), **asked)
    return [(r.a, r.relation, r.b, r.place.name if r.place else None) for r in found]


def test_allied_here_neutral_there(told: Telling) -> None:
    told.relation("one", NUSRA, "allied", OPPOSITION, RAQQA)
    told.relation("one", NUSRA, "neutral", OPPOSITION, ALEPPO)
    told.relation("one", NUSRA, "part_of", "al-qaida")
    assert lines(told, at="2014-01-08", actor=NUSRA) == [
        (NUSRA, "part_of", "al-qaida", None),
        (NUSRA, "allied", OPPOSITION, "الرقة"),
        (NUSRA, "neutral", OPPOSITION, "حلب"),
    ]
    assert lines(told, at="2014-01-08", place=RAQQA["id"]) == [(NUSRA, "allied", OPPOSITION, "الرقة")]


def test_fights_tell_of_standing_between_armed_sides_only(told: Telling) -> None:
    told.event("one", "armed_clash", [IS], [OPPOSITION, "islamic-front"], QUARTER, "2014-01-08")
    told.claims[0]["recipients"].append({"name": "مدنيين", "id": None, "role": "CVL", "country": None})
    told.event("one", "armed_clash", [IS, ARMY], [], ALEPPO, "2014-01-08")  # of each other? of others?
    told.event("one", "talks", [IS], [ARMY], ALEPPO, "2014-01-08")
    told.event("one", "shelling", ["المسلحين"], [ARMY], ALEPPO, "2014-01-08")
    assert lines(told) == [
        ("islamic-front", "hostile", IS, "حلب"),  # a quarter's fight is told of its town
        (IS, "hostile", OPPOSITION, "حلب"),
    ]


def test_two_that_attack_together_stand_together(told: Telling) -> None:
    told.event("one", "ground_attack", ["hezbollah", ARMY], [OPPOSITION], ALEPPO, "2014-01-08")
    assert ("hezbollah", "allied", ARMY, "حلب") in lines(told)


def test_the_newest_word_counts_and_two_of_one_day_stay_side_by_side(told: Telling) -> None:
    told.relation("one", NUSRA, "allied", IS, day="2014-01-06")
    told.relation("one", NUSRA, "neutral", IS, day="2014-01-08")
    assert lines(told, at="2014-01-07") == [(IS, "allied", NUSRA, None)]
    assert lines(told, at="2014-01-08") == [(IS, "neutral", NUSRA, None)]
    told.relation("two", NUSRA, "hostile", IS, day="2014-01-08")
    both = relations(told.claims, told.reports.values(), at="2014-01-08")
    assert [(r.relation, r.disputed) for r in both] == [("hostile", True), ("neutral", True)]
    assert lines(told, at="2014-01-08", known="2014-01-08") == [(IS, "neutral", NUSRA, None)]


def test_an_old_fight_is_no_standing(told: Telling) -> None:
    told.event("one", "armed_clash", [IS], [OPPOSITION], ALEPPO, "2014-01-08")
    assert lines(told, at="2014-03-01") == [(IS, "hostile", OPPOSITION, "حلب")]
    assert lines(told, at="2014-06-01") == []
    assert len(lines(told)) == 1


def test_an_actor_stands_for_its_parts(told: Telling) -> None:
    told.event("one", "armed_clash", ["fsa"], [IS], ALEPPO, "2014-01-08")
    assert lines(told, actor=OPPOSITION) == [("fsa", "hostile", IS, "حلب")]
    assert lines(told, actor="ahrar-al-sham") == []


def test_what_is_denied_or_demanded_is_no_standing(told: Telling) -> None:
    told.relation("one", NUSRA, "allied", IS)
    told.claims[0]["certainty"] = "denied"
    told.event("one", "ground_attack", [IS], [ARMY], ALEPPO, "2014-01-08", certainty="called_for")
    assert lines(told) == []


def test_the_founding_report(shared: Path) -> None:
    gold = json.loads((shared / "seed/gold.jsonl").read_text(encoding="utf-8"))
    report = Report(**{key: gold[key] for key in ("id", "text", "published", "outlet")})
    found = relations(gold_claims(gold), [report], at="2014-01-08", actor=NUSRA)
    assert [(r.relation, r.b if r.a == NUSRA else r.a, r.place and r.place.name) for r in found] == [
        ("neutral", IS, None),
        ("part_of", "al-qaida", None),
        ("allied", OPPOSITION, "الرقة"),
    ]
