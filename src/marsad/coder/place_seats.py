"""Room 3, places: seats of the state as places where an attack or a crowd is: أمام وزارة العدل، قرب السفارة الليبية.

Elsewhere they are actors that speak and act, so that a word before them must say that a place is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.coder.place_names import cuts
from marsad.coder.place_words import Phrases, PlaceWords

_KIND, _ZONE = "مقر", "منطقه"


class Seat(NamedTuple):
    """A seat at tokens [first, last), the first of which has the clitics; `kind` is a trigger word of sites."""

    first: int
    last: int
    kind: str
    conj: str = ""
    prep: str = ""


def seats(norms: Sequence[str], words: PlaceWords) -> Iterator[Seat]:
    """Each seat that is told of as a place."""
    for i in range(1, len(norms) - 1):
        length, kind, clitic = _seat(norms, i, words)
        if length:
            conj, prep = (clitic, "") if clitic == "و" else ("", clitic)
            yield Seat(i, i + length, kind, conj, prep)


def _seat(norms: Sequence[str], i: int, words: PlaceWords) -> tuple[int, str, str]:
    """How many tokens the seat at token `i` has, its kind and clitic; no token where none is meant as a place there."""
    for phrases, kind in ((words.buildings, _KIND), (words.zones, _ZONE)):
        length, clitic = _listed(norms, i, phrases)
        if length:
            return length, kind, clitic
    seat = norms[i] in words.seats["ministries"] or norms[i] in words.seats["missions"]
    body, clitic = (0, "") if seat else _listed(norms, i, words.bodies)
    before = words.seats["before"]
    if not (seat or body) or not any(stem in before for _, _, stem in cuts(norms[i - 1])):
        return 0, "", ""
    behind = norms[i + 1]
    if norms[i] in words.seats["ministries"] and behind.startswith("ال") and behind not in words.nisba:
        return 2 + (i + 2 < len(norms) and norms[i + 2] in words.nisba), _KIND, ""
    if norms[i] in words.seats["missions"] and behind in words.nisba:
        return 2, norms[i].removeprefix("ال"), ""
    return body, _KIND, clitic


def _listed(norms: Sequence[str], i: int, phrases: Phrases) -> tuple[int, str]:
    """How many tokens the longest of `phrases` at token `i` has, and its clitic; no token where there is none."""
    for clitic in ("", "ب", "و"):
        first = norms[i][len(clitic) :] if norms[i].startswith(clitic) else ""
        for phrase in phrases.get(first, ()):
            if phrase[1:] == tuple(norms[i + 1 : i + len(phrase)]):
                return len(phrase), clitic
    return 0, ""
