"""Which place a claim means, and what it lies in: the keys under which a history of control is kept.

A place of the gazetteer is known by its id. One that the gazetteer lacks (a hospital, a checkpoint) is known by its
name within the innermost known place around it; where nothing around it is known, only within its report.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from marsad.coder.gazetteer import Row, gazetteer
from marsad.coder.text import fold, tokenise
from marsad.incidents.sides import bare
from marsad.knowledge import read_yaml

__all__ = ["COVERING", "Around", "Site", "plain_name", "site_of"]

_RANK = {"site": 0, "neighbourhood": 1, "settlement": 2, "area": 3, "admin2": 4, "admin1": 5, "country": 6}
# how far a place may lie from the point of one that is said to hold it, in km
_REACH = {"neighbourhood": 15, "settlement": 40, "area": 120, "admin2": 150, "admin1": 400, "country": 3000}
COVERING = frozenset({"settlement", "neighbourhood"})
"""Kinds of place of which the whole is taken literally: who takes all of a town has its quarters."""


class Around(NamedTuple):
    """A place of the gazetteer in which another lies."""

    key: str
    name: str
    precision: str


@dataclass(frozen=True, slots=True)
class Site:
    """A place as histories know it; `around` is what it lies in, innermost first."""

    key: str
    name: str
    id: str | None
    lat: float | None
    lon: float | None
    admin: tuple[str, ...]
    precision: str | None
    around: tuple[Around, ...]

    @property
    def within(self) -> tuple[str, ...]:
        """Keys of what it lies in, innermost first."""
        return tuple(place.key for place in self.around)

    @property
    def town(self) -> Around:
        """The town of a quarter or a building; the place itself where it is none of these."""
        small = self.precision in ("site", "neighbourhood", None)
        found = next((place for place in self.around if place.precision == "settlement"), None)
        return found if small and found else Around(self.key, self.name, self.precision or "site")

    def as_dict(self) -> dict[str, Any]:
        """The codebook's place with its key and what it lies in."""
        return {
            "key": self.key, "name": self.name, "id": self.id, "lat": self.lat, "lon": self.lon,
            "admin": list(self.admin), "precision": self.precision,
            "around": [place._asdict() for place in self.around],
        }  # fmt: skip


def site_of(place: dict[str, Any], report: str) -> Site:
    """The site that a claim's `place` in `report` means."""
    admin = tuple(place.get("admin") or ())
    precision = place.get("precision")
    lat, lon = place.get("lat"), place.get("lon")
    around = _around(admin, precision or "site", lat, lon)
    key = place.get("id")
    if not key:
        where = around[0].key if around else fold(admin[0]) if admin else f"report:{report}"
        key = f"{plain_name(place['name'])}@{where}"
    return Site(key, place["name"], place.get("id"), lat, lon, admin, precision, around)


@cache
def plain_name(name: str) -> str:
    """`name` folded, without articles, the word for its kind replaced by the commonest one: المشفى as مستشفى."""
    words = " ".join(bare(token.norm) for token in tokenise(name))
    for word, usual in _synonyms():
        if f" {word} " in f" {words} ":
            return f" {words} ".replace(f" {word} ", f" {usual} ").strip()
    return words


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    rows = read_yaml("words/holding.yaml")["sites"]
    folded = [[" ".join(map(bare, fold(name).split())) for name in row] for row in rows]
    return tuple((other, row[0]) for row in folded for other in row[1:])


@cache
def _around(
    admin: tuple[str, ...], precision: str, lat: float | None, lon: float | None
) -> tuple[Around, ...]:
    """The gazetteer's places that the names `admin` mean, each larger than the one before."""
    gaz = gazetteer()
    country = (
        next((row.country for row in gaz.lookup(admin[-1]) if row.kind == "country"), None) if admin else None
    )
    rank, found = _RANK[precision], []
    for name in admin:
        rows = [
            row
            for row in gaz.lookup(name)
            if _RANK[row.kind] > rank and country in (None, row.country) and _near(row, lat, lon)
        ]
        # A quarter lies in the town of that name, a town in the province: the next larger kind is meant.
        row = min(rows, key=lambda row: (_RANK[row.kind], -row.population, row.id), default=None)
        if row is not None:
            rank = _RANK[row.kind]
            found.append(Around(row.id, row.name, row.kind))
    return tuple(found)


def _near(row: Row, lat: float | None, lon: float | None) -> bool:
    if lat is None or lon is None:
        return True
    north = (row.lat - lat) * 111.2
    east = (row.lon - lon) * 111.2 * math.cos(math.radians(lat))
    return math.hypot(north, east) <= _REACH.get(row.kind, 0)
