"""Directions and distances in words: شمال غرب, إلى الشرق من, 20 كلم جنوب."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from marsad.coder.gazetteer import Gazetteer, Row
from marsad.coder.place_words import PlaceWords

_WINDS = {0.0: "شمال", 90.0: "شرق", 180.0: "جنوب", 270.0: "غرب"}


class Direction(NamedTuple):
    """A direction that ends before token `last`; `bearing` in degrees clockwise from north, None for the middle."""

    last: int
    bearing: float | None


def direction(norms: Sequence[str], i: int, words: PlaceWords, stem: str | None = None) -> Direction | None:
    """The direction at token `i` (its word read as `stem`), one word or two, as شمال شرقي; None where there is none."""
    first = words.directions.get(norms[i] if stem is None else stem) if i < len(norms) else None
    if first is None:
        if i + 1 < len(norms) and norms[i] in ("الي", "نحو") and norms[i + 1] in words.directions:
            return direction(norms, i + 1, words)
        return None
    second = words.directions.get(norms[i + 1]) if i + 1 < len(norms) else None
    if second is None or (second - first) % 180 == 0:
        return Direction(i + 1, float(first))
    return Direction(i + 2, mean_bearing(first, second))


def mean_bearing(a: float, b: float) -> float:
    """The direction half-way between two, in degrees."""
    x = math.cos(math.radians(a)) + math.cos(math.radians(b))
    y = math.sin(math.radians(a)) + math.sin(math.radians(b))
    return math.degrees(math.atan2(y, x)) % 360


def distance_before(norms: Sequence[str], i: int, words: PlaceWords) -> tuple[float | None, int]:
    """(kilometres, token after) of a distance at token `i`, with or without نحو or على بعد; else (None, i)."""
    j = i
    while (
        j < len(norms)
        and j - i < 4
        and norms[j] in ("علي", "بعد", "نحو", "حوالي", "قرابه", "مسافه", "تبعد", "يبعد")
    ):
        j += 1
    if j >= len(norms):
        return None, i
    value = _value(norms[j], words)
    if value is None or j + 1 >= len(norms):
        return None, i
    if norms[j + 1] in words.kilometres:
        j += 2
        return value, j + 1 if j < len(norms) and norms[j] in ("مترا", "متر", "مترات") else j
    if norms[j + 1] in words.metres:
        return value / 1000, j + 2
    return None, i


def _value(norm: str, words: PlaceWords) -> float | None:
    if norm.isdigit():
        return float(norm)
    try:
        return (
            float(norm.replace(",", ".").replace("٫", "."))
            if norm[:1].isdigit()
            else words.numerals.get(norm)
        )
    except ValueError:
        return None


def part_of(gaz: Gazetteer, bearing: float | None, country: Row) -> Row | None:
    """The gazetteer's own row for the part of a country that lies in a direction: شمال مالي; None where it has none."""
    name = f"{_WINDS[bearing]} {country.name}" if bearing in _WINDS else ""
    rows = gaz.lookup(name) if name else ()
    return next((r for r in rows if r.country == country.country and r.kind == "area"), None)
