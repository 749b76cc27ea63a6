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
    summed = _summed(found)
    kept: list[CasualtyCandidate] = []
    place: dict[int, int] = {}
    for index, candidate in enumerate(found):
        if index in summed:
            continue
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


def _summed(found: list[CasualtyCandidate]) -> set[int]:
    """Claims of "killed or wounded" (بين قتيل وجريح) that the report itself splits into killed and wounded."""
    exact = [c for c in found if c.min is not None and c.min == c.max]
    sums = {
        a.max + b.max
        for a in exact
        for b in exact
        if a.outcome == "killed" and b.outcome == "wounded" and a.max is not None and b.max is not None
    }
    return {i for i, c in enumerate(found) if c.rule.endswith("both") and c.max in sums}


def _same(left: CasualtyCandidate, right: CasualtyCandidate) -> bool:
    if left.sentence == right.sentence or left.outcome != right.outcome:
        return False
    if (left.min, left.max) != (right.min, right.max) or (left.min is None and left.max is None):
        return False
    return left.category == right.category or "unspecified" in (left.category, right.category)
