"""Blocking: which claims are worth comparing with a new one.

A claim is filed under where and when it may have happened. Where: the grid cell of its coordinates, its own name, the
names it lies in, its country. When: its days; its months where it names a longer time. A claim that names a town looks
at its cell and the cells around, at claims of a wider place it lies in and, if it is a province itself, at everything
inside. One that names no more than a country is compared with that country's claims of its own days only.

Since places are often read or named too differently, claims of two reports that open with the same rare words, and
were published within days, are compared as well, if they can mean the same days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marsad.incidents.mention import Mention

__all__ = ["Blocks"]

_CELL = 0.25  # degrees
_EXACT = 4  # days: a longer time is filed by its months
_MONTHS = 6  # of a time that is longer still, the first and the last months
_SLACK = 1  # days by which two reports may date one happening apart

_FRESH = 3  # days between two reports of one story

Key = tuple[object, ...]


class Blocks:
    """The index from keys to the claims filed there."""

    def __init__(self) -> None:
        self._filed: dict[Key, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Files a claim."""
        for key in _filing(mention):
            self._filed.setdefault(key, []).append(mention)

    def remove(self, mention: Mention) -> None:
        """Takes a claim out of the files."""
        for key in _filing(mention):
            self._filed[key].remove(mention)
            if not self._filed[key]:
                del self._filed[key]

    def near(self, mention: Mention) -> list[Mention]:
        """The filed claims worth comparing with this one, each once, earliest first; never those of its own report."""
        found: dict[str, Mention] = {}
        for key in _looking(mention):
            for other in self._filed.get(key, ()):
                if other.report != mention.report:
                    found[other.claim] = other
        for key in _told(mention, _FRESH):
            for other in self._filed.get(key, ()):
                if other.report != mention.report and _meet(mention, other):
                    found[other.claim] = other
        return sorted(found.values(), key=lambda m: m.order)


def _days(m: Mention) -> tuple[int, int] | None:
    """First and last day that the claim may mean; without a time the day of the report and the one before."""
    if m.start is not None and m.end is not None:
        return min(m.start, m.end), m.end
    return (m.published - 1, m.published) if m.published is not None else None


def _months(first: int, last: int) -> list[int]:
    low, high = date.fromordinal(first), date.fromordinal(last)
    months = list(range(low.year * 12 + low.month, high.year * 12 + high.month + 1))
    return months if len(months) <= _MONTHS else [*months[: _MONTHS // 2], *months[-_MONTHS // 2 :]]


def _times(m: Mention, slack: int) -> list[tuple[str, int]]:
    """The time part of a claim's keys: days (`d`) or months (`m`); `slack` widens an exact time on both sides."""
    days = _days(m)
    if days is None:
        return [("m", 0)]
    first, last = days
    if last - first < _EXACT:
        return [("d", day) for day in range(first - slack, last + slack + 1)]
    return [("m", month) for month in _months(first, last)]


def _meet(a: Mention, b: Mention) -> bool:
    """Whether two claims can mean the same days, but for `_SLACK`."""
    x, y = _days(a), _days(b)
    return x is None or y is None or max(x[0], y[0]) - min(x[1], y[1]) <= _SLACK


def _told(m: Mention, slack: int) -> Iterator[Key]:
    """Keys of the rare words that the report opens with."""
    if m.published is None:
        return
    for word in m.telling.rare:
        yield from (("told", word, day) for day in range(m.published - slack, m.published + slack + 1))


def _filing(m: Mention) -> Iterator[Key]:
    yield from _told(m, 0)
    times = _times(m, 0)
    exact = times[0][0] == "d"
    if exact:  # the months too, under a name of their own, for those that name no day
        days = _days(m)
        assert days is not None
        times = [*times, *(("dm", month) for month in _months(*days))]
    for where in _places(m):
        yield from ((*where, *time) for time in times)


def _places(m: Mention) -> Iterator[Key]:
    spot = m.spot
    if spot is None or spot.vague:
        yield "land", spot.country if spot else ""
        return
    yield "at", spot.name
    yield from (("in", name) for name in sorted(spot.inside))
    yield "of", spot.country
    cell = _cell(m)
    if cell is not None:
        yield "cell", *cell


def _cell(m: Mention) -> tuple[int, int] | None:
    if m.spot is None or m.spot.lat is None or m.spot.lon is None:
        return None
    return int(m.spot.lat // _CELL), int(m.spot.lon // _CELL)


def _looking(m: Mention) -> Iterator[Key]:
    times = _times(m, _SLACK)
    exact = times[0][0] == "d"
    if exact:
        days = _days(m)
        assert days is not None
        times = [*times, *(("m", month) for month in _months(*days))]
    else:
        times = [*times, *(("dm", month) for _, month in times)]
    for where in _searched(m):
        yield from ((*where, *time) for time in times)


def _searched(m: Mention) -> Iterator[Key]:
    spot = m.spot
    if spot is None:
        yield "land", ""
        return
    yield "land", spot.country
    if spot.vague:
        yield "of", spot.country
        return
    yield "at", spot.name
    yield "in", spot.name
    yield from (("at", name) for name in sorted(spot.inside))
    cell = _cell(m)
    if cell is not None:
        yield from (("cell", cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
