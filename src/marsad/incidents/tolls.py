"""Tolls of an incident, by the rule that docs/incidents.md gives.

1. A figure is a *total* unless it is part of another, is words like "dozens", or is smaller than another figure of the
   same source in the same report. Parts that one sentence adds up without naming their sum are one total.
2. `low` is the smallest total that anybody gives, `high` the largest; "at least" makes the toll open, no larger.
3. `best` is the first total of the latest report that is no reprint.
4. Nothing is averaged, and nothing is added up over reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from marsad.incidents.counts import Count
from marsad.incidents.model import Range, Toll, Voice

__all__ = ["Figure", "spans", "tolls", "totals"]

_UNSTATED = frozenset({"called_for", "denied"})
_ONE_BREATH = 60  # code points between two parts that one sentence adds up


class Figure(NamedTuple):
    """A total as somebody gives it: bounds, and the counts it is made of (several where they are added up)."""

    min: int
    max: int | None
    counts: tuple[Count, ...]


def totals(counts: Iterable[Count]) -> list[Figure]:
    """The totals among counts of one outcome, earliest first."""
    found: list[Figure] = []
    stated = sorted((c for c in counts if c.voice.certainty not in _UNSTATED), key=lambda c: c.order)
    for _, group in groupby(stated, key=lambda c: c.voice.report):
        found += _of_report(list(group))
    return found


def _of_report(counts: Sequence[Count]) -> list[Figure]:
    """The totals of one report: per source the largest, and no single dead beside a larger figure."""
    present = {c.voice.claim for c in counts}
    whole = [c for c in counts if c.voice.part_of not in present and not _vague(c.voice)]
    by_source: dict[tuple[str, ...], Figure] = {}
    for figure in _added(whole):
        source = figure.counts[0].voice.sources
        held = by_source.get(source)
        if held is None or _size(figure) > _size(held):
            by_source[source] = figure
    most = max(map(_size, by_source.values()), default=0)
    return [f for f in by_source.values() if _size(f) > 1 or most <= 1]


def _vague(voice: Voice) -> bool:
    """Whether a count bounds nothing: "dozens", "some", or no number at all."""
    return (voice.min is None and voice.max is None) or (voice.approx and voice.max is None)


def _added(counts: Sequence[Count]) -> list[Figure]:
    """Figures of one report; neighbouring parts of different kinds of people, without a whole, are added up."""
    out: list[Figure] = []
    for count in counts:
        mine = Figure(_low(count.voice), count.voice.max, (count,))
        if out and _continues(out[-1].counts[-1], count):
            before = out.pop()
            high = None if before.max is None or mine.max is None else before.max + mine.max
            mine = Figure(before.min + mine.min, high, (*before.counts, count))
        out.append(mine)
    return out


def _continues(before: Count, count: Count) -> bool:
    kinds = {before.category, count.category}
    return (
        0 < count.position - before.position <= _ONE_BREATH
        and before.voice.sources == count.voice.sources
        and "unspecified" not in kinds
        and (len(kinds) == 2 or before.affiliation != count.affiliation)
    )


def _low(voice: Voice) -> int:
    return voice.min if voice.min is not None else 0


def _size(figure: Figure) -> int:
    return figure.max if figure.max is not None else figure.min


def spans(figures: Sequence[Figure], reprints: Mapping[str, str]) -> Range | None:
    """Low, best and high of some totals, which come earliest first; None where there is none."""
    if not figures:
        return None
    own = [f for f in figures if f.counts[0].voice.report not in reprints] or figures
    last = own[-1].counts[0].voice
    best = next(f for f in own if (f.counts[0].voice.report, f.counts[0].voice.published) == (last.report, last.published))
    return Range(
        low=min(f.min for f in figures),
        best=_size(best),
        high=max(map(_size, figures)),
        open=any(f.max is None for f in figures),
    )


def tolls(counts: Sequence[Count], reprints: Mapping[str, str]) -> tuple[dict[str, Range], tuple[Toll, ...]]:
    """The range of each outcome, and a toll per outcome, category and side with all its voices."""
    ranges: dict[str, Range] = {}
    out: list[Toll] = []
    for outcome in sorted({c.outcome for c in counts}):
        mine = [c for c in counts if c.outcome == outcome]
        figures = totals(mine)
        found = spans(figures, reprints)
        if found is not None:
            ranges[outcome] = found
        whole = {c.voice.claim for f in figures for c in f.counts}
        for key in sorted({(c.category, c.affiliation) for c in mine}, key=str):
            group = sorted((c for c in mine if (c.category, c.affiliation) == key), key=lambda c: c.order)
            out.append(_toll(outcome, *key, group, whole, reprints))
    return ranges, tuple(out)


def _toll(
    outcome: str,
    category: str,
    affiliation: str | None,
    group: Sequence[Count],
    whole: set[str],
    reprints: Mapping[str, str],
) -> Toll:
    found = spans(totals(_alone(group)), reprints) or Range(None, None, None)
    voices = tuple(
        replace(c.voice, total=c.voice.claim in whole, reprint_of=reprints.get(c.voice.report)) for c in group
    )
    return Toll(outcome, category, affiliation, found.low, found.best, found.high, found.open, voices)


def _alone(group: Iterable[Count]) -> list[Count]:
    """Counts of one kind of people by themselves: what was part of a larger whole is a whole among its own."""
    group = list(group)
    present = {c.voice.claim for c in group}
    return [c if c.voice.part_of in present else replace(c, voice=replace(c.voice, part_of=None)) for c in group]
