"""Standing: who plainly holds what, and land without a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.mentions import ARMED, PlaceMention
from marsad.coder.place_geometry import unplaced
from marsad.coder.reading import Reading
from marsad.coder.sides import Side
from marsad.coder.sources import written
from marsad.coder.syntax import control_words, function_words

if TYPE_CHECKING:
    from marsad.coder.standing import Pair

_RULES = frozenset({"control/yusaytir"})
HOLDS = _RULES | {"control/mutamarkiz"}
_ON = frozenset({"علي", "في"})
_STOPS = frozenset("،,.؛!?؟:()")
_NEAR, _REACH = 5, 6  # tokens to the place that is held, tokens of its phrase


def holds_plainly(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """A verb of holding with its subject and what it holds, each in its place.

    تسيطر قوات كذا على بلدة كذا، قوات كذا ما زالت تسيطر على كذا، بلدة كذا التي تسيطر عليها قوات كذا.
    """
    if hit.trigger.id not in HOLDS or not (hit.form in FINITE or hit.form == "phrase"):
        return False
    a, b, norms = pair.a, pair.b, reading.doc.norms
    if a.role not in ARMED and not (a.kind == "state" and hit.trigger.id in _RULES) or b.mention is None:
        return False
    if hit.first and norms[hit.first - 1] in control_words("unfulfilled") or hit.last >= len(norms):
        return False
    if norms[hit.last] in control_words("resumed"):
        near = b.rank == 0 and b.place in ("left", "relative") and hit.first - b.last <= _NEAR
        return near and a.first == hit.last + 1 and b.kind != "country"
    if b.place != "right" or b.rank:
        return False
    at = hit.last
    if a.place == "right" and a.first == hit.last:
        at = next((i for i in range(a.last, min(a.last + _NEAR, b.first)) if norms[i] in _ON), len(norms))
    elif not (a.place in ("left", "cut") and (a.last == hit.first or a.place == "cut")):
        return False
    return _held_at(norms, at, b)


def _held_at(norms: list[str], at: int, b: Side) -> bool:
    """Whether the place stands behind the على or في at `at`, in its phrase."""
    if not at < b.first <= at + _REACH or norms[at] not in _ON:
        return False
    between = norms[at + 1 : b.first]
    if any(n in _STOPS or n in control_words("clauses") or n in function_words("relatives") for n in between):
        return False
    return b.kind != "country" or not control_words("shares").isdisjoint(between)


def unnamed(reading: Reading, hit: Hit) -> Side | None:
    """Land without a name that is held, where no place is named behind على: تسيطر على مناطق ريفية واسعة."""
    if hit.trigger.id not in _RULES:
        return None
    norms, end = reading.doc.norms, reading.doc.sentences[reading.doc.sentence_of[hit.first]].last
    at = next((i for i in range(hit.last, min(hit.last + _REACH, end)) if norms[i] == "علي"), end)
    if any(n in _STOPS for n in norms[hit.last : at]):
        return None
    last = next(
        (
            i
            for i in range(at + 1, min(at + 2 + _REACH, end))
            if norms[i] in _STOPS
            or norms[i] in control_words("clauses")
            or norms[i] in function_words("relatives")
        ),
        min(at + 2 + _REACH, end),
    )
    if _named(reading, at + 1, last):
        return None
    first = next((i for i in range(at + 1, min(at + _NEAR, last)) if norms[i] in _lands()), last)
    return _land(reading, first, last, "right") if first < last else None


def _named(reading: Reading, first: int, last: int) -> bool:
    """Whether a place is named there that is more than the word for a piece of land."""
    here = reading.places_in.get(reading.doc.sentence_of[first], ()) if first < last else ()
    return any(first <= reading.places[k].first < last for k in here)


def _land(reading: Reading, first: int, last: int, place: str) -> Side:
    """The side for the words of a piece of land with their adjectives."""
    norms = reading.doc.norms
    end, definite = first + 1, norms[first].startswith("ال")
    while end < last and norms[end].startswith("ال") == definite and (definite or norms[end].endswith("ه")):
        end += 1
    name = written(reading.doc, first, end, "")
    mention = PlaceMention(first, end, name, norms[first], "standing/unnamed", unplaced(name, "area"))
    return Side(mention, first, end, place, kind="area", role=norms[first])


@cache
def _lands() -> frozenset[str]:
    """Folded words for pieces of land, bare and with the article."""
    return frozenset(form for w in control_words("lands") for form in (w, f"ال{w}"))
