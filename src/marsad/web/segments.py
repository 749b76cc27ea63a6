"""The text cut at every boundary of evidence: for print, and for browsers that can't paint ranges."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

# Marks that make what follows read in another order; an unclosed one can disguise a text.
BIDI_OVERRIDES = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


class Segment(NamedTuple):
    """A run of text, and the kind of the shortest evidence that covers it, if any does."""

    text: str
    kind: str | None


def segments(text: str, claims: list[dict[str, Any]]) -> list[Segment]:
    """`text` in consecutive runs, so that no two marks ever nest or cross."""
    spans = [
        (s["start"], s["end"], c["kind"]) for c in claims for s in c["evidence"] if s["start"] < s["end"]
    ]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    kinds: dict[int, str] = {}
    at = {offset: i for i, offset in enumerate(cuts)}
    for start, end, kind in sorted(
        spans, key=lambda s: s[0] - s[1]
    ):  # the longest first: shorter ones overwrite it
        kinds.update(dict.fromkeys(range(at[start], at[end]), kind))
    return [Segment(text[a:b], kinds.get(i)) for i, (a, b) in enumerate(pairwise(cuts))]


def overrides(text: str) -> int:
    """How many marks in `text` change the order in which its letters are shown."""
    return sum(text.count(mark) for mark in BIDI_OVERRIDES)
