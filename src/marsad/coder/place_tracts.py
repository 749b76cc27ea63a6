"""Room 3, places: land told only by where it lies: قرى حدودية مع كذا، المناطق الشمالية، الحدود بين البلدين."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marsad.coder.gazetteer import PREPOSED, Gazetteer
from marsad.coder.place_names import known
from marsad.coder.place_parts import mean_bearing
from marsad.coder.place_words import PlaceWords
from marsad.coder.words import INTO

_BOTH = frozenset("البلدين الدولتين الجانبين المحافظتين الولايتين الاقليمين الطرفين".split())
_NEAR = frozenset("علي عند قرب عبر عن نحو الي وعلي".split())
_WINDS = frozenset(("الشمال", "الجنوب"))  # الغرب and الشرق are parts of the world
_MOST = 3  # adjectives in a row


class Tract(NamedTuple):
    """Land that ends before token `last`; `bearing` in degrees clockwise from north, where it is told."""

    last: int
    bearing: float | None
    border: bool = False  # whether it lies at a border


def tract(norms: Sequence[str], i: int, stem: str, gaz: Gazetteer, words: PlaceWords) -> Tract | None:
    """The land at token `i`, its word read as `stem`: a noun of the list and what says where it lies."""
    if stem in _WINDS:
        return _wind(norms, i, stem, gaz, words)
    if stem not in words.tracts:
        return None
    definite = stem.startswith("ال")
    told: list[str] = []
    j = i + 1
    while j < len(norms) and len(told) < _MOST:
        adjective = norms[j].removeprefix("و") if told and norms[j][:1] == "و" else norms[j]
        lies = adjective in words.bordering or adjective in words.lying
        if not lies or adjective.startswith("ال") != definite:
            break
        told.append(adjective)
        j += 1
    if not told:
        return Tract(i + 2, None) if not definite and _national(norms, i + 1, words) else None
    if j < len(norms) and (norms[j] in words.forces or _names_more(norms, j, told, gaz)):
        return None  # المنطقة الشمالية العسكرية is a command
    if told[0] in words.bordering:
        return Tract(border_end(norms, j, gaz, words), None, True)
    bearings = [float(words.lying[w]) for w in told if w in words.lying]
    bearing = bearings[0] if len(bearings) != 2 else mean_bearing(*bearings)
    return Tract(j + 1 if j < len(norms) and norms[j] in words.nisba else j, bearing)


def _national(norms: Sequence[str], i: int, words: PlaceWords) -> bool:
    """Whether the word at token `i` says in which country indefinite land lies: بلدات لبنانية."""
    norm = norms[i] if i < len(norms) else ""
    return norm in words.nisba and not norm.startswith("ال") and norm.endswith("ه")


def _names_more(norms: Sequence[str], j: int, told: Sequence[str], gaz: Gazetteer) -> bool:
    """Whether a place's own name goes on behind the adjectives: مناطق شمالي حلب, where they are directions."""
    masculine = not told[-1].endswith("ه")
    return masculine and not told[-1].startswith("ال") and known(norms, j, gaz)[0] > 0


def _wind(norms: Sequence[str], i: int, stem: str, gaz: Gazetteer, words: PlaceWords) -> Tract | None:
    """The Tract of في الجنوب، في الشمال الشرقي; none where a place follows that it is a part of."""
    if i == 0 or norms[i - 1] not in INTO:
        return None
    j, bearing = i + 1, float(words.directions[stem])
    second = words.directions.get(norms[j]) if j < len(norms) else None
    if second is not None:
        j, bearing = j + 1, mean_bearing(bearing, second)
    behind = norms[j] if j < len(norms) else "."
    more = behind == "من" or behind in words.nisba or behind.startswith("ال") or known(norms, j, gaz)[0]
    return None if more else Tract(j, bearing)


def border_end(norms: Sequence[str], j: int, gaz: Gazetteer, words: PlaceWords) -> int:
    """The token behind what tells a border from token `j` on: adjectives of countries, مع كذا, بين كذا وكذا."""
    start = j
    told = (words.nisba, words.lying, ("-", "–"))
    while j < len(norms) and j - start < _MOST and any(norms[j] in those for those in told):
        j += 1
    if j > start and norms[j - 1] in ("-", "–"):
        j -= 1
    behind = norms[j] if j < len(norms) else ""
    if behind == "مع":
        return _plainly(norms, j + 1, gaz) or j
    return behind == "بين" and _between(norms, j + 1, gaz) or j


def _between(norms: Sequence[str], j: int, gaz: Gazetteer) -> int:
    """The token behind البلدين, or behind سوريا ولبنان, at token `j`; 0 where neither stands there."""
    if j < len(norms) and norms[j] in _BOTH:
        return j + 1
    j = _plainly(norms, j, gaz)
    joined = 0 < j < len(norms) and norms[j][:1] == "و"
    return _plainly(norms, j, gaz, norms[j][1:]) if joined else 0


def _plainly(norms: Sequence[str], j: int, gaz: Gazetteer, stem: str | None = None) -> int:
    """The token behind a name at token `j` (its word read as `stem`) that is a place by itself; 0 where none is."""
    length, grade, _ = known(norms, j, gaz, stem)
    return j + length if length and grade >= PREPOSED else 0


def bare_border(norms: Sequence[str], i: int, prep: str) -> bool:
    """Whether الحدود at token `i` stands for a border by the word before it: على الحدود, not الحدود بينهما."""
    return prep == "ب" or i > 0 and (norms[i - 1] in _NEAR or norms[i - 1] in INTO)
