"""Other spellings of place names, asked for only behind a trigger word: with or without the article, in other
letters for the sounds that Arabic has none for (غاو, جاو, قاو), and slips of one or two letters.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

from rapidfuzz.distance import OSA

from marsad.coder.gazetteer import Gazetteer, Row, gazetteer

_SHORTEST, _LONG = 5, 9
# Countries whose places have one Arabic spelling.
_ARAB = frozenset(
    "SYR IRQ YEM LBY SDN LBN PSE JOR SAU KWT QAT ARE BHR OMN EGY TUN DZA MAR MRT ESH SOM DJI".split()
)


@cache
def _spellings(country: str) -> dict[int, list[tuple[str, tuple[int, ...]]]]:
    """(name, rows) of a country's places by the name's length."""
    gaz = gazetteer()
    out: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for name, (_, rows) in gaz.names.items():
        here = tuple(i for i in rows if gaz.row(i).country == country)
        if here:
            out[len(name)].append((name, here))
    return out


# Letters that papers use for one another in foreign names; the weak ones are written or not.
_SOUNDS = str.maketrans("جغقطصثضذظىه", "كككتسسدززيا")
_WEAK = str.maketrans("", "", "اويءئؤة ")
_BONES = 3  # a skeleton of fewer letters fits too much


def skeleton(name: str) -> str:
    """The folded `name` without its vowels, each sound in one letter: the same for تشيتاجونج and شيتاغونغ."""
    plain = name.replace("تش", "ش").translate(_SOUNDS)
    bones = plain[:1] + plain[1:].translate(_WEAK)
    return "".join(c for i, c in enumerate(bones) if not i or c != bones[i - 1])


@cache
def _skeletons(country: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """(name, row) of a country's places by skeleton."""
    out: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for names in _spellings(country).values():
        for name, rows in names:
            out[skeleton(name)].extend((name, i) for i in rows)
    return {bones: tuple(found) for bones, found in out.items()}


def sounding(name: str, country: str) -> tuple[int, ...]:
    """Rows of `country` called like `name` (folded) but for the letters chosen for foreign sounds."""
    bones = skeleton(name)
    if len(bones) < _BONES or country in _ARAB:
        return ()
    found = _skeletons(country).get(bones, ())
    return tuple(dict.fromkeys(i for other, i in found if abs(len(other) - len(name)) <= 3))


def with_article(gaz: Gazetteer, name: str) -> tuple[int, ...]:
    """Rows of the folded `name` with the article where it has none, without where it has one: قابون, القابون."""
    other = name[2:] if name.startswith("ال") else "ال" + name
    return gaz.names.get(other, (0, ()))[1]


@cache
def _near(name: str, country: str) -> tuple[tuple[int, int], ...]:
    """(distance, row) of names within reach: one edit from five letters on, two from nine."""
    reach = 0 if len(name) < _SHORTEST else 1 if len(name) < _LONG else 2
    out: list[tuple[int, int]] = []
    for length in range(len(name) - reach, len(name) + reach + 1):
        for other, rows in _spellings(country).get(length, ()) if reach else ():
            distance = OSA.distance(name, other, score_cutoff=reach)
            if distance <= reach and name[0] == other[0]:
                out.extend((distance, i) for i in rows)
    return tuple(out)


def nearest(gaz: Gazetteer, name: str, country: str | None, kinds: list[str], near: list[Row]) -> int | None:
    """The row that `name` (folded) most likely misspells in `country`: few edits, near the places it stands with."""
    if country is None:
        return None
    best, answer = 0.0, None
    for distance, i in _near(name, country):
        row = gaz.row(i)
        if row.kind not in kinds:
            continue
        score = 2.5 - distance - 0.2 * kinds.index(row.kind) + 0.1 * math.log10(row.population + 1)
        if near:
            score -= min(min(_km(row, other) for other in near) / 100, 1.5)
        if score > best:
            best, answer = score, i
    return answer


def _km(a: Row, b: Row) -> float:
    return math.hypot((a.lat - b.lat) * 111.2, (a.lon - b.lon) * 111.2 * math.cos(math.radians(a.lat)))
