"""Reprints: a report that shares most of its text with an earlier one is no voice of its own.

A report is kept as a sketch: the smallest hashes of its runs of words. The share of one sketch that is found in
another estimates how much of the shorter text the longer one repeats.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

__all__ = ["originals", "overlap", "sketch"]

_RUN = 4  # words
_SIZE = 64  # hashes kept of a report: the share is good to about 0.06
_SHARED = 0.25  # of the shorter report: agency text under first lines of the outlet's own

Sketch = Sequence[int]


def sketch(words: Sequence[str]) -> array[int]:
    """The smallest hashes of the runs of four of a text's `words`, sorted."""
    runs = {crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(max(1, len(words) - _RUN + 1))}
    return array("I", heapq.nsmallest(_SIZE, runs))


def overlap(a: Sketch, b: Sketch) -> float:
    """The share of the shorter text's runs that the other one has, 0 to 1, estimated."""
    if not a or not b:
        return 0.0
    full = [one[-1] for one in (a, b) if len(one) == _SIZE]  # the others hold every run of their text
    limit = min(full, default=max(a[-1], b[-1]))  # up to here both sketches are complete
    left, right = {x for x in a if x <= limit}, {x for x in b if x <= limit}
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def originals(reports: Iterable[tuple[str, Sketch]], known: Mapping[str, str]) -> dict[str, str]:
    """Report -> the report it repeats, for those that repeat one; `reports` come earliest first.

    `known` says so for reports whose origin somebody told; theirs is taken if it is among `reports`, and no circle.
    """
    reports = list(reports)
    names = {name for name, _ in reports}
    out: dict[str, str] = {}
    for i, (name, mine) in enumerate(reports):
        if known.get(name) in names and _origin(known[name], out) != name:
            out[name] = known[name]
            continue
        for earlier, theirs in reports[:i]:
            if overlap(mine, theirs) >= _SHARED and (origin := _origin(earlier, out)) != name:
                out[name] = origin
                break
    return out


def _origin(report: str, out: Mapping[str, str]) -> str:
    """The report that `report` repeats in the end: known ones may come later than what repeats them."""
    while report in out:
        report = out[report]
    return report
