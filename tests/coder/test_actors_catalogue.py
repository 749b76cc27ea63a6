"""The actor catalogue: its files against their schema, and the compiled form against its source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from marsad.coder.catalogue import actor_files, catalogue, compile_actors, spellings
from marsad.knowledge import vocabulary

FILES = actor_files()
THEATRES = [f for f in FILES if "theatre" in f]
STATES = next(f for f in FILES if "states" in f)
FIELDS = {
    *(
        "id",
        "ar",
        "en",
        "role",
        "country",
        "parent",
        "allegiance",
        "from",
        "to",
        "where",
        "adj",
        "headed",
        "local",
        "short",
    ),
    *("acled", "ucdp", "wikidata", "alone"),
}


def entries(file: dict[str, Any]) -> list[dict[str, Any]]:
    """All entries of a theatre."""
    return [*file.get("actors", ()), *file.get("persons", ())]


def as_date(value: object) -> date | None:
    """A YAML date, or None; anything else is an error."""
    if value is None or isinstance(value, date):
        return value
    raise AssertionError(f"{value!r} is not a date")


@pytest.mark.parametrize("file", THEATRES, ids=lambda f: f["theatre"])
def test_entries_follow_the_schema(file: dict[str, Any]) -> None:
    roles = vocabulary()["roles"]
    for entry in entries(file):
        assert not set(entry) - FIELDS, entry
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]), entry["id"]
        assert entry["ar"] and entry["en"], entry["id"]
        assert entry["role"] in roles, entry["id"]
        assert all(isinstance(n, str) and n.strip() == n for n in (*entry["ar"], *entry["en"])), entry["id"]
        country = entry.get("country")
        assert country is None or re.fullmatch("[A-Z]{3}", country), entry["id"]
        assert re.fullmatch(r"Q\d+", entry.get("wikidata", "Q1")), entry["id"]
        if entry.get("local"):
            assert entry.get("where") or country, f"{entry['id']}: local names need a theatre"


@pytest.mark.parametrize("file", THEATRES, ids=lambda f: f["theatre"])
def test_dates_are_possible(file: dict[str, Any]) -> None:
    for entry in entries(file):
        start, end = as_date(entry.get("from")), as_date(entry.get("to"))
        assert not (start and end) or start < end, entry["id"]
        for tie in entry.get("allegiance", ()):
            since, until = as_date(tie.get("from")), as_date(tie.get("to_date"))
            assert not (since and until) or since <= until, entry["id"]
            assert not (since and end) or since <= end, entry["id"]


def test_ids_are_unique() -> None:
    counts = Counter(e["id"] for f in THEATRES for e in entries(f))
    assert [i for i, n in counts.items() if n > 1] == []


def test_no_name_means_two_actors_of_one_theatre_at_one_time() -> None:
    for file in THEATRES:
        owners: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for entry in entries(file):
            for words in {spellings(n)[0] for n in entry["ar"]}:
                owners[words].append(entry)
        for words, found in owners.items():
            spans = sorted((str(e.get("from") or ""), str(e.get("to") or "9999")) for e in found)
            clash = any(spans[k + 1][0] <= spans[k][1] for k in range(len(spans) - 1))
            assert not clash, (file["theatre"], " ".join(words), [e["id"] for e in found])


def test_parents_and_allegiances_exist() -> None:
    known = catalogue().actors
    for actor in known.values():
        assert actor.parent is None or actor.parent in known, (actor.id, actor.parent)
        assert all(to in known for to, _, _ in actor.allegiance), actor.id


def test_states_have_their_bodies() -> None:
    known = catalogue().actors
    for state in STATES["states"]:
        assert state["iso"].lower() in known
        told = {body for body in STATES["bodies"] if f"{state['iso'].lower()}-{body}" in known}
        assert told == set(STATES["bodies"]) - set(state.get("lacks", ()))


def test_compiled_equals_source() -> None:
    data = compile_actors(FILES)
    assert {row[0] for row in data["actors"]} == set(catalogue().actors)
    assert data["names"] == catalogue()._names


def test_five_hundred_actors_besides_states_and_persons() -> None:
    assert sum(len(f.get("actors", ())) for f in THEATRES) >= 500


def test_search_finds_by_either_script() -> None:
    assert "ahrar-al-sham" in {a.id for a in catalogue().search("احرار الشام")}
    assert "ahrar-al-sham" in {a.id for a in catalogue().search("Ahrar")}
