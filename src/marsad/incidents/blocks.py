"""Blocking: which claims are worth comparing with a new one.

A claim is filed under where and when it may have happened. Where: the grid cell of its coordinates, its own name, the
names it lies in, its country. When: its days, or its months where it names a longer time. A claim that names a town
looks at its cell and the cells around, at claims of a wider place it lies in and, if it is a province itself, at
everything inside. One that names no more than a country is compared with that country's claims of its own days only.

Since places are often read or named too differently, claims of two reports that open with the same rare words, and
were published within days, are compared as well, if they can mean the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from marsad.incidents.mention import Mention, Telling

__all__ = ["Blocks"]

_CELL = 0.25  # degrees
_EXACT = 4  # days: a longer time is filed by its months
_MONTHS = 6  # of a time that is longer still, the first and the last months
_SLACK = 1  # days by which two reports may date one happening apart
_FRESH = 3  # days between two reports of one story
_BITS = 21  # of a key that say when: days to the year 5000, and whether it is a month

Where = tuple[object, ...]


class _Files:
    """Things by place (or word) and time; keys are numbers, since a million claims have millions of them."""

    def __init__(self) -> None:
        self._numbers: dict[Where, int] = {}
        self._filed: dict[int, list[Mention]] = {}

    def _key(self, where: Where, when: int) -> int:
        return self._numbers.setdefault(where, len(self._numbers)) << _BITS | when

    def put(self, where: Where, when: int, mention: Mention) -> None:
        """Files a claim."""
        self._filed.setdefault(self._key(where, when), []).append(mention)

    def take(self, where: Where, when: int, mention: Mention) -> None:
        """Takes a claim out."""
        key = self._key(where, when)
        self._filed[key].remove(mention)
        if not self._filed[key]:
            del self._filed[key]

    def get(self, where: Where, times: Iterable[int]) -> Iterator[Mention]:
        """What is filed at a place at any of the times."""
        number = self._numbers.get(where)
        if number is not None:
            for when in times:
                yield from self._filed.get(number << _BITS | when, ())


class Blocks:
    """The index of all claims."""

    def __init__(self) -> None:
        self._files = _Files()
        self._story: tuple[Telling, list[Mention]] | None = (
            None  # what was last found by words, and for which report
        )

    def add(self, mention: Mention) -> None:
        """Files a claim."""
        if self._story is not None and self._story[0] is not mention.telling:
            self._story = None
        for where, when in _filing(mention):
            self._files.put(where, when, mention)

    def remove(self, mention: Mention) -> None:
        """Takes a claim out of the files."""
        self._story = None
        for where, when in _filing(mention):
            self._files.take(where, when, mention)

    def near(self, mention: Mention) -> list[Mention]:
        """The filed claims worth comparing with this one, each once, earliest first; never those of its own report."""
        times = _searched_times(mention)
        found = {m.claim: m for where in _searched(mention) for m in self._files.get(where, times)}
        for m in self._by_words(mention.telling):
            if _meet(mention, m):
                found[m.claim] = m
        return sorted((m for m in found.values() if m.telling is not mention.telling), key=lambda m: m.order)

    def _by_words(self, telling: Telling) -> list[Mention]:
        """The claims of reports that open with rare words of this one, once for all claims of a report."""
        if self._story is None or self._story[0] is not telling:
            found = {first.telling.report: first.telling for first in self._first(telling)}
            self._story = telling, [m for other in found.values() for m in other.mentions]
        return self._story[1]

    def _first(self, telling: Telling) -> Iterator[Mention]:
        """Under a word only the first claim of a report is filed: it leads to all of them."""
        for word, days in _told(telling, _FRESH):
            yield from self._files.get(word, days)


def _month(month: int) -> int:
    return 1 << (_BITS - 1) | month


def _months(first: int, last: int) -> list[int]:
    low, high = date.fromordinal(first), date.fromordinal(last)
    months = list(range(low.year * 12 + low.month, high.year * 12 + high.month + 1))
    return months if len(months) <= _MONTHS else [*months[: _MONTHS // 2], *months[-_MONTHS // 2 :]]


def _times(m: Mention) -> list[int]:
    """When a claim is filed: its days, or the months of a longer time; a claim of no time under one of its own."""
    days = m.days
    if days is None:
        return [_month(0)]
    first, last = days
    return list(range(first, last + 1)) if last - first < _EXACT else [*map(_month, _months(first, last))]


def _searched_times(m: Mention) -> list[int]:
    """When claims are filed that may mean the same: by days, exact ones with slack, and by months.

    Two claims find each other both ways or not at all.
    """
    days = m.days
    if days is None:
        return [_month(0)]
    first, last = days
    months = _months(first, last)
    if last - first < _EXACT:
        return [*range(first - _SLACK, last + _SLACK + 1), *map(_month, months)]
    return [*(day for n in months for day in range(_first_of(n), _first_of(n + 1))), *map(_month, months)]


def _first_of(month: int) -> int:
    """The first day of a month that `_months` numbers."""
    return date(month // 12 - (month % 12 == 0), (month - 1) % 12 + 1, 1).toordinal()


def _meet(a: Mention, b: Mention) -> bool:
    """Whether two claims can mean the same days, but for `_SLACK`."""
    x, y = a.days, b.days
    return x is None or y is None or max(x[0], y[0]) - min(x[1], y[1]) <= _SLACK


def _told(telling: Telling, slack: int) -> Iterator[tuple[Where, range]]:
    """The rare words that a report opens with, and the days around its own."""
    day = telling.published
    if day is not None:
        days = range(day - slack, day + slack + 1)
        yield from ((("told", word), days) for word in telling.rare)


def _filing(m: Mention) -> Iterator[tuple[Where, int]]:
    times = _times(m)
    for where in _places(m):
        yield from ((where, when) for when in times)
    if m.rank == 0:
        yield from ((word, days[0]) for word, days in _told(m.telling, 0))


def _places(m: Mention) -> Iterator[Where]:
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


def _searched(m: Mention) -> Iterator[Where]:
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
