"""Checks of the catalogues: what a person who edits them can get wrong without noticing."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from marsad.catalogues.places import countries, degrees, inside
from marsad.coder.catalogue import spellings
from marsad.coder.gazetteer import COLUMNS, key_of
from marsad.knowledge import parse_yaml, vocabulary

__all__ = ["Checked", "check_knowledge"]

_ACTOR = frozenset(
    "id ar en role country parent allegiance from to where headed local short adj acled ucdp wikidata alone".split()
)
_OUTLET = frozenset("id kind country names owner".split())
OUTLET_KINDS = frozenset("agency paper magazine channel radio site monitor network company".split())
_KINDS = frozenset("country admin1 admin2 settlement neighbourhood site area".split())
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(slots=True)
class Checked:
    """How much was checked, and what is wrong, each with where it is."""

    actors: int = 0
    places: int = 0
    outlets: int = 0
    problems: list[str] = field(default_factory=list)


def check_knowledge(folder: Path | None = None) -> Checked:
    """Checks `actors/*.yaml`, `places/*/*.tsv` and `outlets.yaml` below `folder`, the package's own by default."""
    root = folder or Path(__file__).parents[1] / "knowledge"
    done = Checked()
    known: set[str] = set()
    done.problems += [*_actors(root, done, known), *_places(root, done), *_outlets(root, done, known)]
    return done


# actors


def _actors(root: Path, done: Checked, known: set[str]) -> Iterator[str]:
    """What is wrong with the actors; their ids are added to `known`."""
    ids: Counter[str] = Counter()
    entries: list[tuple[str, dict[str, Any]]] = []
    made: set[str] = set()  # ids of states and their bodies
    for path in sorted((root / "actors").glob("*.yaml")):
        try:
            data = parse_yaml(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            yield f"{path.name}: not YAML: {error}"
            continue
        for state in data.get("states", ()):
            code = state["iso"].lower()
            made |= {code, *(f"{code}-{body}" for body in data["bodies"])}
        found = [*data.get("actors", ()), *data.get("persons", ())]
        entries += [(path.name, entry) for entry in found]
        ids.update(str(entry.get("id")) for entry in found)
        yield from _clashes(path.name, found)
    done.actors = len(entries)
    known |= set(ids) | made
    for name, entry in entries:
        for problem in _actor(entry, known):
            yield f"{name}: {entry.get('id')}: {problem}"
    yield from (f"actors: {i}: the id is given {n} times" for i, n in ids.items() if n > 1)


def _actor(entry: dict[str, Any], known: set[str]) -> Iterator[str]:
    """What is wrong with one entry of the actors."""
    unknown = sorted(set(entry) - _ACTOR)
    if unknown:
        yield f"unknown fields: {', '.join(unknown)}"
    if not _ID.fullmatch(str(entry.get("id"))):
        yield "an id is small letters, digits and single hyphens"
    if not entry.get("ar") or not entry.get("en"):
        yield "an Arabic and an English name are needed"
    if entry.get("role") not in vocabulary()["roles"]:
        yield f"role {entry.get('role')!r} is not in the vocabulary"
    if entry.get("country") and entry["country"] not in countries():
        yield f"country {entry['country']!r} is no alpha-3 code"
    if entry.get("local") and not (entry.get("where") or entry.get("country")):
        yield "local names need a theatre: `where` or `country`"
    ties = entry.get("allegiance") or ()
    for to in filter(None, (entry.get("parent"), *(tie.get("to") for tie in ties))):
        if to not in known:
            yield f"{to!r}, which it belongs to, is nobody's id"
    yield from _dates(entry, ties)


def _dates(entry: dict[str, Any], ties: Iterable[dict[str, Any]]) -> Iterator[str]:
    spans = [(entry.get("from"), entry.get("to")), *((t.get("from"), t.get("to_date")) for t in ties)]
    for start, end in spans:
        wrong = [d for d in (start, end) if d is not None and not isinstance(d, date)]
        if wrong:
            yield f"{wrong[0]!r} is no date like 2014-01-08"
        elif start and end and start >= end:
            yield f"it ends on {end}, before it begins on {start}"
    own = spans[0]
    for start, _ in spans[1:]:
        if isinstance(start, date) and isinstance(own[1], date) and start > own[1]:
            yield f"an allegiance of {start} begins after the actor's end"


def _clashes(file: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Names that mean two actors of one theatre at one time."""
    owners: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for entry in entries:
        span = (str(entry.get("from") or ""), str(entry.get("to") or "9999"), str(entry.get("id")))
        for words in {spellings(str(name))[0] for name in entry.get("ar") or ()}:
            owners[words].append(span)
    for words, spans in owners.items():
        spans.sort()
        for (_, end, one), (start, _, other) in itertools.pairwise(spans):
            if start <= end:
                yield f"{file}: «{' '.join(words)}» means both {one} and {other} at one time"


# places


def _places(root: Path, done: Checked) -> Iterator[str]:
    ids: Counter[str] = Counter()
    rows: list[tuple[str, dict[str, str]]] = []
    for path in sorted((root / "places").glob("*/*.tsv")):
        name = f"{path.parent.name}/{path.name}"
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines or lines[0].split("\t") != list(COLUMNS):
            yield f"{name}: the columns are not {' '.join(COLUMNS)}"
            continue
        for number, line in enumerate(lines[1:], 2):
            if line.count("\t") != len(COLUMNS) - 1:
                yield f"{name}:{number}: {line.count(chr(9)) + 1} columns, {len(COLUMNS)} are needed"
        found = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows += [(f"{name}:{n}", row) for n, row in enumerate(found, 2) if None not in row.values()]
    done.places = len(rows)
    ids.update(row["id"] for _, row in rows)
    for where, row in rows:
        for problem in _place(row):
            yield f"{where}: {row['id']}: {problem}"
    yield from (f"places: {i}: the id is given {n} times" for i, n in ids.items() if n > 1)
    yield from _twins(rows)


def _place(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with one row of the places."""
    point = degrees(row["lat"], row["lon"])
    if point is None:
        yield f"{row['lat']!r}, {row['lon']!r} is no point on Earth"
    if row["kind"] not in _KINDS:
        yield f"kind {row['kind']!r} is none of {', '.join(sorted(_KINDS))}"
    if row["country"] not in countries():
        yield f"country {row['country']!r} is no alpha-3 code"
    elif point is not None and row["kind"] != "country" and not inside(*point, row["country"]):
        yield f"{row['lat']}, {row['lon']} lies outside {row['country']}"
    if not row["name_ar"].strip():
        yield "an Arabic name is needed"
    if row["population"] and not row["population"].isdigit():
        yield f"population {row['population']!r} is no number"
    if not row["source"]:
        yield "where the fact comes from is not said"


def _twins(rows: Iterable[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """Rows of one name, sort and country at the same point."""
    seen: dict[tuple[str, ...], str] = {}
    for where, row in rows:
        spot = (key_of(row["name_ar"]), row["kind"], row["country"], row["lat"][:5], row["lon"][:5])
        if spot in seen:
            yield f"{where}: {row['id']}: the same place as {seen[spot]}"
        seen.setdefault(spot, where)


# outlets


def _outlets(root: Path, done: Checked, known: set[str]) -> Iterator[str]:
    records: list[dict[str, Any]] = parse_yaml((root / "outlets.yaml").read_text(encoding="utf-8"))
    done.outlets = len(records)
    counts = Counter(str(r.get("id")) for r in records)
    yield from (f"outlets.yaml: {i}: the id is given {n} times" for i, n in counts.items() if n > 1)
    known |= set(counts)
    owners: dict[str, str] = {}
    for record in records:
        label = f"outlets.yaml: {record.get('id')}"
        if set(record) - _OUTLET or not _ID.fullmatch(str(record.get("id"))):
            yield f"{label}: fields are {', '.join(sorted(_OUTLET))}, an id is small letters, digits and hyphens"
        if record.get("kind") not in OUTLET_KINDS:
            yield f"{label}: kind {record.get('kind')!r} is none of {', '.join(sorted(OUTLET_KINDS))}"
        if record.get("country") and record["country"] not in countries():
            yield f"{label}: country {record['country']!r} is no alpha-3 code"
        if record.get("owner") and record["owner"] not in known:
            yield f"{label}: the owner {record['owner']!r} is nobody's id"
        for name in record.get("names") or ():
            taken = owners.setdefault(key_of(str(name)), str(record["id"]))
            if taken != record["id"]:
                yield f"{label}: «{name}» is {taken} too"
