"""Room 3, places: seats of the state as places where an attack or a crowd is: أمام وزارة العدل، قرب السفارة الليبية.

Elsewhere they are actors that speak and act, so that a word before them must say that a place is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.coder.place_names import cuts
from marsad.coder.place_words import PlaceWords


def seats(norms: Sequence[str], words: PlaceWords) -> Iterator[tuple[int, int, str]]:
    """Tokens [first, last) of each seat that is told of as a place, and its kind, a trigger word of sites."""
    before, ministries, missions = (words.seats[k] for k in ("before", "ministries", "missions"))
    for i in range(1, len(norms) - 1):
        seat = norms[i] in ministries or norms[i] in missions
        if not seat or not any(stem in before for _, _, stem in cuts(norms[i - 1])):
            continue
        behind = norms[i + 1]
        if norms[i] in ministries and behind.startswith("ال") and behind not in words.nisba:
            national = i + 2 < len(norms) and norms[i + 2] in words.nisba
            yield i, i + 2 + national, "مقر"
        elif norms[i] in missions and behind in words.nisba:
            yield i, i + 2, norms[i].removeprefix("ال")
