"""Room 6, digests: the reports of a body that counts victims, which go on in its name without saying so again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.coder.scopes import Scope
from marsad.coder.speakers import is_title, plain
from marsad.coder.speech import cues, word_set
from marsad.coder.text import Document

_OPENS = 2  # how far into the report its first verb of saying can stand, the body before it aside
_RULE = "digest"


def read_digest(doc: Document, units: Sequence[tuple[int, int]], scopes: Sequence[Scope]) -> list[Scope]:
    """Frames for the sentences without one, where the report opens with the tally of a body: وثق مركز كذا مقتل ستة.

    They step over what others say and what the report tells as background.
    """
    head = _opening(doc, units, scopes)
    if head is None:
        return []
    taken = framed(units, scopes)
    return [
        Scope(lo, hi, head.speakers[:1], "report", _RULE)
        for k, (lo, hi) in enumerate(units)
        if k and k not in taken and doc.norms[lo] not in word_set("own_voice") and hi - lo > 2
    ]


def framed(units: Sequence[tuple[int, int]], scopes: Sequence[Scope]) -> set[int]:
    """The indexes of the sentences that a frame with a speaker reaches or is opened in."""
    begins, ends = [lo for lo, _ in units], [hi for _, hi in units]
    out: set[int] = set()
    for scope in scopes:
        if scope.speakers:
            first = bisect_right(ends, scope.first)
            out.update(range(first, bisect_left(begins, scope.last)))
            opened = bisect_right(begins, scope.verb) - 1
            if opened >= first and scope.verb < ends[opened]:
                out.add(opened)
    return out


def is_digest(scopes: Sequence[Scope]) -> bool:
    """Whether the innermost of these frames goes on with the tally of a body."""
    return bool(scopes) and scopes[0].rule == _RULE


def _opening(doc: Document, units: Sequence[tuple[int, int]], scopes: Sequence[Scope]) -> Scope | None:
    """The frame that opens the report, where a body tells its tally in it; None for other reports."""
    if not units:
        return None
    lo, hi = units[0]
    head = next(
        (s for s in scopes if s.speakers and s.mode == "report" and lo <= s.verb <= lo + _OPENS), None
    )
    if head is None or is_title(head.speakers[0].head) or not _counts(head.speakers[0].head):
        return None
    norms = doc.norms[lo:hi]
    cue = cues().get(doc.norms[head.verb])
    recorded = cue is not None and not cue.guards.isdisjoint(("recorder", "count"))
    return head if recorded or any(plain(n) in word_set("tallies") for n in norms) else None


def _counts(head: str) -> bool:
    return plain(head).startswith(tuple(word_set("recorder_stems")) + tuple(word_set("monitor_stems")))
