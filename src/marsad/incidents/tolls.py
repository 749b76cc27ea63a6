"""Tolls of an incident, by the rule that docs/incidents.md gives.

1. A figure is a *total* unless it is words like "dozens", is told as likely only, as part of others, of dead and
   wounded together, or of a whole country or a longer time; and unless the same report has a larger figure for people
   of all kinds, and this one counts one kind of them or is less than a tenth of it. One person told by name is part of
   whatever is more. What a report adds up or counts side by side, without naming the sum, is one total.
2. `low` is the smallest total that anybody gives, `high` the largest; "at least" makes the toll open, no larger. Zero
   is what somebody says, never what nobody says.
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

_UNSTATED = frozenset({"called_for", "denied", "possible"})
_PEOPLE = "unspecified"
_KINDS = {"civilian": "civilians", "child": "civilians", "woman": "civilians", "police": "police"}
_SMALL = 10  # a figure of less than a tenth of another one in the report is of something else
_ONE_BREATH = 60  # code points between two parts that one sentence adds up


class Figure(NamedTuple):
    """A total as somebody gives it: bounds, and the counts it is made of (several where they are added up)."""

    min: int
    max: int | None
    counts: tuple[Count, ...]


def totals(counts: Iterable[Count]) -> list[Figure]:
    """The totals among counts of one outcome, earliest first."""
    found: list[Figure] = []
    stated = [c for c in counts if c.voice.certainty not in _UNSTATED]
    present = {c.voice.claim for c in stated}
    stated = [replace(c, partial=False) if _is_whole(c, present) else c for c in stated]
    stated.sort(key=lambda c: c.order)
    for _, group in groupby(stated, key=lambda c: c.voice.report):
        found += _of_report(list(group))
    if any(_size(f) > 1 for f in found):
        return [f for f in found if not f.counts[0].named]
    return found


def _is_whole(count: Count, present: set[str]) -> bool:
    """Whether a part is all that is known of a happening: what it is part of is told of another one."""
    return count.partial and count.voice.part_of is not None and count.voice.part_of not in present


def _of_report(counts: Sequence[Count]) -> list[Figure]:
    """The totals of one report."""
    figures = _added([c for c in counts if not c.partial and not c.wider and _bounded(c.voice)])
    figures = _over_sides(figures)
    most = max(map(_size, figures), default=0)
    people = max((_size(f) for f in figures if f.counts[0].category == _PEOPLE), default=0)
    return [
        f
        for f in figures
        if _size(f) >= max(people, min(most, 1))
        or (f.counts[0].category == _PEOPLE and _size(f) * _SMALL > most)
    ]


def _over_sides(figures: list[Figure]) -> list[Figure]:
    """Where a report counts each side's people and gives no figure for all, the largest of each side are added up."""
    sides: dict[str, Figure] = {}
    for figure in figures:
        side = figure.counts[0].affiliation or _KINDS.get(figure.counts[0].category)
        if side is None:
            return figures
        if side not in sides or _size(figure) > _size(sides[side]):
            sides[side] = figure
    if len(sides) < 2 or _told_again(list(sides.values())):
        return figures
    high = [f.max for f in sides.values()]
    counts = tuple(c for f in sides.values() for c in f.counts)
    return [
        Figure(
            sum(f.min for f in sides.values()), None if None in high else sum(h for h in high if h), counts
        )
    ]


def _told_again(figures: Sequence[Figure]) -> bool:
    """Whether figures of two sides are one, told again in other words: two of the forces, later two soldiers."""
    return len({_size(f) for f in figures}) == 1 and len({f.counts[0].sentence for f in figures}) > 1


def _bounded(voice: Voice) -> bool:
    """Whether a count says at least how many; "dozens" and "some" say nothing that could be compared."""
    return voice.min is not None and not (voice.approx and voice.max is None)


def _added(counts: Sequence[Count]) -> list[Figure]:
    """Figures of one report; neighbouring parts of different people, without a whole, are added up."""
    out: list[Figure] = []
    for count in counts:
        mine = Figure(count.voice.min or 0, count.voice.max, (count,))
        if out and _continues(out[-1].counts[-1], count):
            before = out.pop()
            high = None if before.max is None or mine.max is None else before.max + mine.max
            mine = Figure(before.min + mine.min, high, (*before.counts, count))
        out.append(mine)
    return out


def _continues(before: Count, count: Count) -> bool:
    """Whether two counts of a sentence are of different people: joined by "and", or of another kind or side."""
    near = before.sentence == count.sentence and count.position - before.position <= _ONE_BREATH
    if not near or before.voice.sources != count.voice.sources:
        return False
    kinds = {before.category, count.category}
    other = len(kinds) == 2 or before.affiliation != count.affiliation
    return count.joined or (other and _PEOPLE not in kinds)


def _size(figure: Figure) -> int:
    return figure.max if figure.max is not None else figure.min


def spans(figures: Sequence[Figure], reprints: Mapping[str, str]) -> Range | None:
    """Low, best and high of some totals, which come earliest first; None where there is none."""
    if not figures:
        return None
    own = [f for f in figures if f.counts[0].voice.report not in reprints] or figures
    last = own[-1].counts[0].voice
    best = next(
        f
        for f in own
        if (f.counts[0].voice.report, f.counts[0].voice.published) == (last.report, last.published)
    )
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
    voices = tuple(_heard(c.voice, c.voice.claim in whole, reprints.get(c.voice.report)) for c in group)
    return Toll(outcome, category, affiliation, found.low, found.best, found.high, found.open, voices)


def _heard(voice: Voice, total: bool, reprint_of: str | None) -> Voice:
    return replace(voice, total=total, reprint_of=reprint_of) if total or reprint_of else voice


def _alone(group: Iterable[Count]) -> list[Count]:
    """Counts of one kind of people by themselves: what was part of a larger whole is a whole among its own."""
    group = list(group)
    present = {c.voice.claim for c in group}
    return [replace(c, partial=False) if c.partial and c.voice.part_of not in present else c for c in group]
