"""Room 6, casualties: whose people they are, who did it, and repeated claims told as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.coder.mentions import ActorMention
from marsad.coder.text import Document

if TYPE_CHECKING:
    from marsad.coder.casualties import CasualtyCandidate


def add_people(doc: Document, found: list[CasualtyCandidate], actors: Sequence[ActorMention]) -> None:
    """Sets affiliation and perpetrator where the words name them."""


def merge_repeats(doc: Document, found: list[CasualtyCandidate]) -> list[CasualtyCandidate]:
    """Drops claims told again in another sentence; `part_of` follows."""
    kept: list[CasualtyCandidate] = []
    place: dict[int, int] = {}
    for index, candidate in enumerate(found):
        twin = next((k for k, c in enumerate(kept) if _same(c, candidate)), None)
        if twin is None:
            place[index] = len(kept)
            kept.append(candidate)
        else:
            place[index] = twin
            if kept[twin].category == "unspecified":
                kept[twin].category = candidate.category
    for k, candidate in enumerate(kept):
        if candidate.part_of is not None:
            whole = place.get(candidate.part_of)
            candidate.part_of = whole if whole is not None and whole != k else None
    return kept


def _same(left: CasualtyCandidate, right: CasualtyCandidate) -> bool:
    if left.sentence == right.sentence or left.outcome != right.outcome:
        return False
    if (left.min, left.max) != (right.min, right.max) or (left.min is None and left.max is None):
        return False
    return left.category == right.category or "unspecified" in (left.category, right.category)
