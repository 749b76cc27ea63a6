"""Statements of one incident that cannot both be so. They are listed, never resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from marsad.incidents.mention import Mention
from marsad.incidents.model import Contradiction
from marsad.incidents.tolls import Figure

__all__ = ["of_actors", "of_tolls"]

# Types in which both sides act, so that different actors are no contradiction.
_MUTUAL = frozenset({"armed_clash", "talks", "agreement", "release", "riot", "protest", "bodies_found"})


def of_tolls(outcome: str, figures: Sequence[Figure], reprints: Mapping[str, str]) -> Iterator[Contradiction]:
    """Totals of different voices that exclude each other: told the same day, or lower on a later one.

    A higher figure on a later day is a toll that rose. Of a voice that speaks more than once, its last total counts.
    """
    last: dict[tuple[str | None, tuple[str, ...]], Figure] = {}
    for figure in figures:
        voice = figure.counts[0].voice
        if voice.report not in reprints:
            last[(voice.outlet, voice.sources)] = figure
    for (a, x), (b, y) in combinations(last.items(), 2):
        if a[1] and a[1] == b[1]:  # one source, cited by two outlets: the later one has the newer figure
            continue
        first, second = (x, y) if x.counts[0].order <= y.counts[0].order else (y, x)
        if _excludes(first, second):
            left, right = first.counts[0].voice, second.counts[0].voice
            yield Contradiction(outcome, left.claim, right.claim, _said(first), _said(second))


def _excludes(first: Figure, second: Figure) -> bool:
    lower = second.max is not None and second.max < first.min
    higher = first.max is not None and first.max < second.min
    same_day = first.counts[0].voice.published == second.counts[0].voice.published
    return lower or (higher and same_day)


def _said(figure: Figure) -> str:
    if figure.max is None:
        return f"{figure.min}+"
    return str(figure.min) if figure.min == figure.max else f"{figure.min}-{figure.max}"


def of_actors(mentions: Sequence[Mention]) -> Iterator[Contradiction]:
    """Rival accounts of who did it: two claims name actors of the catalogue that have nothing to do with each other."""
    blamed: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        if mention.who[0] and mention.type not in _MUTUAL:
            blamed.setdefault(mention.who[0], mention)
    for (left, a), (right, b) in combinations(blamed.items(), 2):
        if a.known and b.known and not a.sides[0] & b.sides[0]:
            yield Contradiction("actors", a.claim, b.claim, ", ".join(left), ", ".join(right))
