"""The gazetteer: the tables of `knowledge/places`, compiled into an index from folded names to places.

The index is compiled once (`knowledge.compiled`); where nothing can be written it is built in memory.
Tables that the user imported (`MARSAD_PLACES`, else `$XDG_DATA_HOME/marsad/places`) are compiled into the same index.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from marsad.coder.text import fold, tokenise
from marsad.knowledge import read_yaml
from marsad.knowledge.compiled import compiled, user_folder

COLUMNS = (
    "id name_ar variants name_en lat lon kind country parents population gn_id wof_id wikidata source".split()
)  # fmt: skip
ANYWHERE, PREPOSED, TRIGGERED = (
    3,
    2,
    1,
)  # what a bare name needs to be a place: nothing, a preposition, a trigger word
_VERSION = 10


class Row(NamedTuple):
    """A place: point in degrees (WGS 84), parents innermost first without the country, country as alpha-3."""

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str
    parents: tuple[str, ...]
    population: int
    grade: int


class Gazetteer:
    """Places by folded name: `names` maps words joined by a space to (grade, rows); `longest` is by first word."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._rows: list[tuple[Any, ...]] = data["rows"]
        self.names: dict[str, tuple[int, tuple[int, ...]]] = data["names"]
        self.longest: dict[str, int] = data["longest"]
        self.countries: dict[str, int] = data["countries"]

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        """The place at `index`."""
        return Row._make(self._rows[index])

    def lookup(self, name: str) -> list[Row]:
        """All places called `name`, in any spelling that folds alike."""
        _, found = self.names.get(key_of(name), (0, ()))
        return [self.row(i) for i in found]

    def country(self, code: str) -> Row | None:
        """The country with alpha-3 `code`."""
        index = self.countries.get(code)
        return None if index is None else self.row(index)


def key_of(name: str) -> str:
    """`name` as a key: folded words joined by one space."""
    return " ".join(t.norm for t in tokenise(name))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built-in and imported, from the cache if it is up to date."""
    tables = [*sorted(_tables()), *_imported()]
    words = files("marsad.knowledge").joinpath("words/places.yaml").read_bytes()
    sources = [str(_VERSION).encode(), words, _everyday(), *(table for _, table in tables)]
    return Gazetteer(compiled("places", sources, lambda: compile_tables(_records(tables))))


def built_in() -> Iterator[dict[str, str]]:
    """The records of the tables that come with the package."""
    return _records(sorted(_tables()))


def imported_folder() -> Path:
    """Where the tables lie that the user imported."""
    return user_folder("MARSAD_PLACES", "XDG_DATA_HOME", "~/.local/share", "marsad/places")


def _tables() -> Iterator[tuple[str, bytes]]:
    """(name, content) of every table below the places folder."""
    for theatre in files("marsad.knowledge").joinpath("places").iterdir():
        if theatre.is_dir():
            for table in theatre.iterdir():
                if table.name.endswith(".tsv"):
                    yield f"{theatre.name}/{table.name}", table.read_bytes()


def _imported() -> list[tuple[str, bytes]]:
    """(name, content) of every table that the user imported; none where there is no such folder."""
    try:
        return [(f.name, f.read_bytes()) for f in sorted(imported_folder().glob("*.tsv"))]
    except OSError:
        return []


def _records(tables: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, str]]:
    for _, content in tables:
        yield from csv.DictReader(content.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _everyday() -> bytes:
    return files("marsad.knowledge").joinpath("words/everyday.txt").read_bytes()


def compile_tables(records: Iterable[dict[str, str]]) -> dict[str, Any]:
    """The index over `records` (dicts with the tables' columns), as plain data for `Gazetteer`."""
    words = read_yaml("words/places.yaml")
    common = {key_of(w) for w in words["common"]}
    cautious = {key_of(w) for w in words["cautious"]}
    everyday = set(_everyday().decode().split())
    rows: list[tuple[Any, ...]] = []
    names: dict[str, list[int]] = defaultdict(list)
    countries: dict[str, int] = {}
    once: dict[Any, Any] = {}  # what many rows have, kept once: half the memory
    for record in records:
        index = len(rows)
        people = int(record["population"] or 0)
        parents = tuple(once.setdefault(p, p) for p in record["parents"].split("|") if p)
        kind, country = (once.setdefault(record[k], record[k]) for k in ("kind", "country"))
        grade = _grade(record["kind"], people, record["source"])
        rows.append(
            (record["id"], record["name_ar"], float(record["lat"]), float(record["lon"]), kind,
             country, once.setdefault(parents, parents), people, grade)
        )  # fmt: skip
        if record["kind"] == "country":
            countries[record["country"]] = index
        called = [key_of(n) for n in (record["name_ar"], *record["variants"].split("|")) if n]
        for name in sorted({spelling for key in called for spelling in spellings(key)}):
            names[name].append(index)
    longest: dict[str, int] = defaultdict(int)
    for name in names:
        parts = name.split(" ")
        longest[parts[0]] = max(longest[parts[0]], len(parts))
    graded = {}
    for name, found in names.items():
        grade = max(rows[i][8] for i in found)
        if " " in name:
            grade = max(grade, PREPOSED)  # two words together are seldom anything else
        plain = " " not in name and len(name) >= 5 and not name.startswith("ال") and name not in everyday
        if plain and any(rows[i][0].startswith("own:") and rows[i][8] > TRIGGERED for i in found):
            grade = ANYWHERE  # عندان: kept by hand, and no word that news uses otherwise
        ceiling = TRIGGERED if name in common or len(name) < 3 else PREPOSED if name in cautious else ANYWHERE
        row = (min(grade, ceiling), tuple(found))
        graded[name] = once.setdefault(row, row)
    return {"rows": rows, "names": graded, "longest": dict(longest), "countries": countries}


# A town of the theatres is news at a size at which a far one is only a homonym of a word (كيل, جيهان).
_CITY = {"geonames": 600_000, "geonames-far": 600_000}
# A town of a country at peace is seldom meant by a bare name behind a preposition.
_TOWN = {"geonames-far": 600_000}


def _grade(kind: str, people: int, source: str) -> int:
    """How little a bare name of this sort needs to be taken for the place."""
    if source == "own-quarter":  # المشهد, الذهب: quarters are called after anything
        return TRIGGERED
    if source.startswith("import"):  # nobody has looked through these for everyday words
        return PREPOSED if kind in ("admin1", "admin2") else TRIGGERED
    if kind in ("country", "admin1") or (kind == "settlement" and people >= _CITY.get(source, 60_000)):
        return ANYWHERE
    if source == "own" or kind == "admin2" or people >= _TOWN.get(source, 2000):
        return PREPOSED
    return TRIGGERED


# Spellings that reports use for one another, on folded names.
_JOINED = {"دير", "كفر", "ابو", "خان", "بيت", "معره", "عبد", "تل", "بور", "راس", "عين", "ام", "جلال", "اسلام"}
_CASES = {"ابو": ("ابي", "ابا"), "بنو": ("بني",), "بني": ("بنو",), "ذو": ("ذي",), "ذي": ("ذو",)}


def spellings(key: str) -> set[str]:
    """`key` and the forms in which it is also written: joined words, cases of ابو, a dropped article inside."""
    out = {key}
    parts = key.split(" ")
    for i in range(len(parts) - 1):
        if parts[i] in _JOINED:
            out.add(" ".join([*parts[:i], parts[i] + parts[i + 1], *parts[i + 2 :]]))
    for form in _CASES.get(parts[0], ()) if len(parts) > 1 else ():
        out.add(" ".join([form, *parts[1:]]))
    if key.endswith("اء") and len(key) > 4:
        out.add(key[:-1])  # صنعا for صنعاء
    return {fold(k) for k in out}
