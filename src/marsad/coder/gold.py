"""Gold claims: how their names and places are compared with what the coder finds. Used in training only.

A gold name is a list of names that are equally right, or one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.coder.entities import core
from marsad.coder.mentions import DateMention
from marsad.coder.where_features import Candidate

NEAR = 30  # code points between two triggers that can still be the same mention; the scorer's own figure
_KM = {
    "site": 15.0,
    "neighbourhood": 15.0,
    "settlement": 15.0,
    "area": 40.0,
    "admin2": 60.0,
    "admin1": 120.0,
    "country": 600.0,
}


def names(value: Any) -> list[str]:
    """The names of a gold actor: a list of equally right ones, or one."""
    return [value] if isinstance(value, str) else list(value or [])


def same_name(gold: Iterable[str], name: str) -> bool:
    """Whether `name` is one of the gold names, forgiving generic heads and the article."""
    mine = core(name)
    for other in map(core, gold):
        if mine <= other or other <= mine or len(mine & other) / len(mine | other) >= 0.5:
            return True
    return False


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points in degrees."""
    p = math.pi / 180
    h = math.sin((b[0] - a[0]) * p / 2) ** 2
    h += math.cos(a[0] * p) * math.cos(b[0] * p) * math.sin((b[1] - a[1]) * p / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def same_place(gold: dict[str, Any], mention: Any) -> bool:
    """Whether a place mention is the gold place: by distance, else by name."""
    place = mention.place or {}
    if None not in (gold.get("lat"), gold.get("lon"), place.get("lat"), place.get("lon")):
        far = kilometres((gold["lat"], gold["lon"]), (place["lat"], place["lon"]))
        return far <= _KM.get(gold.get("precision") or "", 15.0)
    return same_name(names(gold.get("name")), mention.name)


def right_places(claims: Iterable[dict[str, Any]], found: Sequence[Candidate]) -> set[int]:
    """Indexes of the candidates that are gold's place; that of none where gold has none.

    Empty where gold's place is no candidate: then nothing is learnt.
    """
    gold = [c["place"] for c in claims if c.get("place")]
    right = {k for k, c in enumerate(found) if any(same_place(g, c.mention) for g in gold)}
    return right if gold else {len(found)}


def right_dates(claims: Iterable[dict[str, Any]], found: Sequence[tuple[DateMention, int]]) -> set[int]:
    """Indexes of the candidates that are gold's time, as of places."""
    gold = [(c["time"]["start"], c["time"]["end"]) for c in claims if c.get("time")]
    right = {k for k, (d, _) in enumerate(found) if (d.start, d.end or d.start) in gold}
    return right if gold else {len(found)}
