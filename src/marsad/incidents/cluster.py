"""Clusters of claims from the scores of their pairs.

Greedy average linkage on log-odds with constraints: the two clusters whose pairs speak most for being one are merged,
as long as their mean is above zero and nothing forbids it. The result depends on the set of pairs only, not on their
order: ties are broken by the claims' own order.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

__all__ = ["Pair", "cluster", "components"]

Item = TypeVar("Item")

UNSCORED = -1000
"""Log-odds, in thousandths, of a pair that was not compared, as in a large neighbourhood all that are no links."""


class Pair(NamedTuple):
    """Two items, by their numbers, and the log-odds that they are one."""

    a: int
    b: int
    odds: int  # thousandths


class _Groups:
    """Clusters under merging: for each its members and, for each neighbour, the sum and number of scored pairs."""

    def __init__(self, items: Sequence[int], pairs: Iterable[Pair], apart: Iterable[tuple[int, int]]) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in items}
        self.near: dict[int, dict[int, tuple[int, int]]] = {i: {} for i in items}
        self.apart: dict[int, set[int]] = {i: set() for i in items}
        for a, b, odds in pairs:
            self.near[a][b] = self.near[b][a] = (odds, 1)
        for a, b in apart:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def mean(self, a: int, b: int) -> float:
        """The mean log-odds over all pairs between two clusters."""
        total, scored = self.near[a].get(b, (0, 0))
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + (pairs - scored) * UNSCORED) / pairs

    def merge(self, a: int, b: int) -> None:
        """Puts cluster `b` into `a`."""
        self.members[a] += self.members.pop(b)
        for other, (total, scored) in self.near.pop(b).items():
            del self.near[other][b]
            if other != a:
                old = self.near[a].get(other, (0, 0))
                self.near[a][other] = self.near[other][a] = (old[0] + total, old[1] + scored)
        for other in self.apart.pop(b):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)


def cluster(
    items: Sequence[int],
    pairs: Iterable[Pair],
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Clusters of `items`; numbers are the order that breaks ties, smaller is earlier.

    `together` is merged first, unless `apart` forbids it, which always holds.
    """
    groups = _Groups(sorted(items), pairs, apart)
    at = {i: i for i in groups.members}
    for a, b in together:
        _join(groups, at, at[a], at[b])
    heap = [
        (-groups.mean(a, b), a, b)
        for a, near in groups.near.items()
        for b in near
        if a < b and groups.mean(a, b) > 0
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in groups.members or b not in groups.members or -score != groups.mean(a, b):
            continue
        kept = _join(groups, at, a, b)
        if kept is None:
            continue
        for other in groups.near[kept]:
            mean = groups.mean(kept, other)
            if mean > 0:
                heapq.heappush(heap, (-mean, min(kept, other), max(kept, other)))
    return sorted(sorted(members) for members in groups.members.values())


def _join(groups: _Groups, at: dict[int, int], a: int, b: int) -> int | None:
    """Merges two clusters into the earlier; None where they are one already or must stay apart."""
    a, b = min(a, b), max(a, b)
    if a == b or b in groups.apart[a]:
        return None
    for member in groups.members[b]:
        at[member] = a
    groups.merge(a, b)
    return a


def components(items: Iterable[Item], near: Callable[[Item], Iterable[Item]]) -> Iterator[list[Item]]:
    """The connected components that `items` are in; `near` gives the neighbours of an item."""
    seen: set[Item] = set()
    for item in items:
        if item in seen:
            continue
        todo, found = [item], []
        seen.add(item)
        while todo:
            at = todo.pop()
            found.append(at)
            for other in near(at):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        yield found
