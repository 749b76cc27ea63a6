"""What people's judgements bind: which claims must be in one incident, and which must not."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.incidents.model import Judgement

__all__ = ["bindings"]

Pairs = list[tuple[str, str]]


def bindings(judgements: Iterable[Judgement]) -> tuple[Pairs, Pairs]:
    """Pairs of claims judged the same, the latest judgement first, and pairs judged different.

    Of several judgements of a pair the latest counts; `unsure` leaves the pair to the machine. Where a chain of `same`
    meets a `different`, `different` holds and the oldest `same` of the chain gives way.
    """
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.by, j.verdict)):
        latest[min(judgement.a, judgement.b), max(judgement.a, judgement.b)] = judgement
    newest = sorted(latest.items(), key=lambda pj: (pj[1].at, pj[0]), reverse=True)
    same = [pair for pair, judgement in newest if judgement.verdict == "same"]
    return same, sorted(pair for pair, judgement in newest if judgement.verdict == "different")
