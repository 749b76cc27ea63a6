"""Control on 8 January 2014 as a reader of the founding report would draw it, and of the project's own retelling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.coder.code import code
from marsad.incidents.control import Held, control_at
from marsad.model import Report
from marsad.reports import Found, scan

from .gold import gold_claims

READERS = [
    json.loads(line)
    for line in Path(__file__).with_name("who-holds-what.jsonl").read_text("utf-8").splitlines()
]
MISSED = pytest.param(
    "coder",
    marks=pytest.mark.xfail(
        strict=True, reason="the coder misses that one side lost the quarter or the hospital"
    ),
)
IS, OPPOSITION = "islamic-state", "syrian-opposition"
CITY, QUARTER, SECOND_CITY = "own:syr/aleppo", "own:syr/inzarat-aleppo", "own:syr/raqqa"
POST_OFFICE = "مبني بريد@own:syr/aleppo"
HOSPITAL = "مستشفي اطفال@own:syr/qadi-askar"


@pytest.fixture(scope="module", params=["gold", "coder"])
def told(request: pytest.FixtureRequest, shared: Path) -> tuple[list[dict[str, Any]], list[Report]]:
    """The founding report's claims, as its readers coded them and as the coder does."""
    gold = json.loads((shared / "seed/gold.jsonl").read_text(encoding="utf-8"))
    report = Report(**{key: gold[key] for key in ("id", "text", "published", "outlet")})
    return gold_claims(gold) if request.param == "gold" else code(report), [report]


@pytest.fixture(scope="module", params=["readers", "coder"])
def retold(request: pytest.FixtureRequest, root: Path) -> tuple[list[dict[str, Any]], list[Report]]:
    """The sample that tells of the same days in the project's own words, as a reader codes it and as the coder does."""
    found = scan([str(root / "samples/13-aleppo-who-holds-what.txt")])
    (report,) = [item.report for item in found if isinstance(item, Found)]
    return READERS if request.param == "readers" else code(report), [report]


def drawn(
    told: tuple[list[dict[str, Any]], list[Report]], day: str, known: str | None = None
) -> dict[str, Held]:
    return {held.site.key: held for held in control_at(*told, day, known)}


def holders(held: Held) -> dict[str, str]:
    return {holder.actor: holder.extent for holder in held.spell.holders}


def check(map_of_the_day: dict[str, Held]) -> None:
    """What a reader would draw."""
    city, quarter, second = (map_of_the_day[key] for key in (CITY, QUARTER, SECOND_CITY))
    # The city is all but empty of the Islamic State; who holds it now isn't said.
    assert city.spell.state == "unknown"
    assert [h.actor for h in city.spell.gone] == [IS]
    # It left the quarter; who came after it isn't said.
    assert quarter.spell.state == "unknown"
    assert [(h.actor, h.extent) for h in quarter.spell.gone] == [(IS, "full")]
    # The post office was given to "the fighters", the hospital taken by the opposition; neither changes the city.
    assert map_of_the_day[POST_OFFICE].spell.state == "held"
    assert map_of_the_day[HOSPITAL].spell.state == "held"
    assert holders(map_of_the_day[HOSPITAL]) == {OPPOSITION: "full"}
    assert [h.actor for h in map_of_the_day[HOSPITAL].spell.gone] == [IS]
    assert set(city.inside) == {QUARTER, POST_OFFICE, HOSPITAL}
    # The second city: the stronghold of one, a minor headquarters of it lost to the other.
    assert second.spell.state == "partial"
    assert holders(second) == {IS: "partial", OPPOSITION: "partial"}


@pytest.mark.parametrize("told", ["gold", MISSED], indirect=True)
def test_control_as_a_reader_would_draw_it(told: Any) -> None:
    map_of_the_day = drawn(told, "2014-01-08")
    check(map_of_the_day)
    assert [h.name for h in map_of_the_day[POST_OFFICE].spell.holders] == ["المقاتلين"]
    assert set(map_of_the_day) == {CITY, QUARTER, POST_OFFICE, HOSPITAL, SECOND_CITY}


@pytest.mark.parametrize("told", ["gold", MISSED], indirect=True)
def test_the_day_before_is_only_what_losses_imply(told: Any) -> None:
    before = drawn(told, "2014-01-07")
    assert before[HOSPITAL].spell.implied and holders(before[HOSPITAL]) == {IS: "full"}
    assert before[QUARTER].spell.implied
    assert SECOND_CITY not in before and POST_OFFICE not in before
    assert drawn(told, "2014-01-05") == {}


def test_nothing_was_known_before_it_was_said(told: Any) -> None:
    assert drawn(told, "2014-01-08", known="2014-01-07") == {}
    assert drawn(told, "2014-01-08", known="2014-01-08") == drawn(told, "2014-01-08")


def test_what_is_only_likely_is_shown_beside(shared: Path) -> None:
    gold = json.loads((shared / "seed/gold.jsonl").read_text(encoding="utf-8"))
    report = Report(**{key: gold[key] for key in ("id", "text", "published", "outlet")})
    city = drawn((gold_claims(gold), [report]), "2014-01-08")[CITY].spell
    assert [(s.actor, s.change, s.extent, s.certainty) for s in city.perhaps] == [
        (IS, "holds", "partial", "possible")
    ]


@pytest.mark.parametrize("retold", ["readers", MISSED], indirect=True)
def test_the_retelling_is_drawn_alike(retold: Any) -> None:
    check(drawn(retold, "2014-01-08"))
    assert drawn(retold, "2014-01-08", known="2014-01-08") == {}  # it was published the day after
