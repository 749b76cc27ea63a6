"""`marsad control`, `relations`, `judge` and `judgements`, on a real store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from marsad.reports import Found, scan
from marsad.store import open_store

from .conftest import Marsad


@pytest.fixture
def filled(run: Marsad, folder: Path, root: Path) -> Marsad:
    """`marsad`, over a store with the sample that tells who holds what in two cities, as a reader codes it."""
    found = scan([str(root / "samples/13-aleppo-who-holds-what.txt")])
    (report,) = [item.report for item in found if isinstance(item, Found)]
    told = (root / "tests/incidents/who-holds-what.jsonl").read_text(encoding="utf-8")
    with open_store(folder / "marsad.db") as store:
        store.add(report, lines(told), "readers")
    return run


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_control_on_a_day_as_known_on_another(filled: Marsad) -> None:
    ran = filled("control", "--at", "2014-01-08", "--format", "jsonl")
    states = {line["place"]["name"]: line["state"] for line in lines(ran.stdout)}  # type: ignore[index]
    assert states == {
        "الرقة": "partial",
        "حلب": "unknown",
        "حي الإنذارات": "unknown",
        "مبنى البريد": "held",
        "مستشفى الأطفال": "held",
    }
    early = filled("control", "--at", "2014-01-08", "--known", "2014-01-08", "--format", "jsonl")
    assert (early.returncode, early.stdout) == (0, "")
    inside = filled("control", "--at", "2014-01-08", "--place", "قاضي عسكر", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(inside.stdout))
    assert row["place"] == "مستشفى الأطفال" and row["who has left"] == "داعش"
    table = filled("control", "--at", "2014-01-08").stdout
    assert "المعارضة السورية (part)" in table


def test_relations_of_an_actor_by_id_or_name(filled: Marsad) -> None:
    asked = [
        filled("relations", "--actor", name, "--format", "jsonl").stdout for name in ("islamic-state", "داعش")
    ]
    assert asked[0] == asked[1]
    assert {line["relation"] for line in lines(asked[0])} == {"hostile"}
    assert filled("relations", "--actor", "hezbollah", "--format", "jsonl").stdout == ""
    assert "hostile" in filled("relations", "--at", "2014-01-08").stdout


def test_a_judgement_and_its_undoing(filled: Marsad) -> None:
    claims = lines(filled("claims", "--kind", "event", "--format", "jsonl").stdout)
    a, b = (str(claim["id"]) for claim in claims[:2])
    assert filled("judge", a, b, "different", "--by", "منى").stdout == "judgement 1\n"
    assert filled("judge", "--undo", "1", "--by", "سامي").stdout == "judgement 2 undoes 1\n"
    again = filled("judge", "--undo", "1", "--by", "سامي")
    assert (again.returncode, again.stderr) == (1, "marsad: judgement 1 is undone already\n")
    records = lines(filled("judgements", "--format", "jsonl").stdout)
    assert [(r["verdict"], r["undoes"], r["in_force"]) for r in records] == [
        ("different", None, False),
        (None, 1, True),
    ]


def test_incidents_can_be_judged_by_their_ids(filled: Marsad) -> None:
    first, second, *_ = lines(filled("incidents", "--format", "jsonl").stdout)
    ran = filled("judge", str(first["id"]), str(second["id"]), "same", "--by", "x")
    assert ran.stdout == "judgement 1\n"
    joined = [line["claims"] for line in lines(filled("incidents", "--format", "jsonl").stdout)]
    pair = {line["claims"][0] for line in (first, second)}  # type: ignore[index]
    assert any(pair <= set(claims) for claims in joined)  # type: ignore[call-overload]
    filled("judge", "--undo", "1", "--by", "x")
    assert lines(filled("incidents", "--format", "jsonl").stdout)[:2] == [first, second]


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge", "a", "b", "same"],  # by whom?
        ["judge", "a", "b", "--by", "x"],
        ["judge", "a", "b", "same", "--undo", "1", "--by", "x"],
        ["judge", "a", "b", "perhaps", "--by", "x"],
        ["control"],
        ["control", "--at", "2014-13-01"],
    ],
)
def test_wrong_usage_is_told(filled: Marsad, arguments: list[str]) -> None:
    assert filled(*arguments).returncode == 2


def test_claims_that_are_not_there_are_told(filled: Marsad) -> None:
    ran = filled("judge", "a", "b", "same", "--by", "x")
    assert (ran.returncode, ran.stderr) == (1, "marsad: there is no claim or incident a\n")
