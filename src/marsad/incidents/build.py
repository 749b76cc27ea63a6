"""The record of an incident, made of its claims."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from marsad.incidents.contradictions import of_actors, of_tolls
from marsad.incidents.counts import Count
from marsad.incidents.mention import Mention
from marsad.incidents.model import Contradiction, Incident, IncidentPlace, Link
from marsad.incidents.reprints import originals
from marsad.incidents.tolls import tolls, totals

__all__ = ["build"]

_FINE = {
    None: 0,
    "country": 1,
    "admin1": 2,
    "admin2": 3,
    "area": 4,
    "settlement": 5,
    "neighbourhood": 6,
    "site": 7,
}
Term = TypeVar("Term")


def build(mentions: Sequence[Mention], links: Sequence[Link], reprint_of: Mapping[str, str]) -> Incident:
    """The incident of a cluster of claims, which come earliest first; `reprint_of` holds reprints known beforehand."""
    tellings = {m.report: m.telling for m in mentions}
    reprints = originals(((name, t.sketch) for name, t in tellings.items()), reprint_of)
    own = [m for m in mentions if m.report not in reprints] or list(mentions)
    counts = sorted((c for m in mentions for c in m.counts), key=lambda c: c.order)
    ranges, toll = tolls(counts, reprints)
    told = {m.claim for m in mentions}
    types = _by_votes((m.type, m.report) for m in own)
    others = _by_votes((m.type, m.report) for m in mentions)
    outlets = dict.fromkeys(t.outlet for t in tellings.values() if t.outlet)
    cited = dict.fromkeys(
        s for m in mentions for s in (*m.cited, *(s for c in m.counts for s in c.voice.sources))
    )
    return Incident(
        id=identity(mentions[0]),
        type=types[0],
        types=tuple(dict.fromkeys((*types, *others))),
        place=_place(own),
        time=_time(own),
        claims=tuple(m.claim for m in mentions),
        casualties=tuple(dict.fromkeys(c.voice.claim for c in counts if c.voice.claim not in told)),
        reports=tuple(tellings),
        sources=tuple(dict.fromkeys((*outlets, *cited))),
        voices=len(tellings.keys() - reprints.keys()),
        actors=_by_votes((name, m.report) for m in own for name in m.who[0]),
        recipients=_by_votes((name, m.report) for m in own for name in m.who[1]),
        killed=ranges.get("killed"),
        wounded=ranges.get("wounded"),
        captured=ranges.get("captured"),
        missing=ranges.get("missing"),
        displaced=ranges.get("displaced"),
        tolls=toll,
        contradictions=_contradictions(mentions, counts, reprints),
        score=min((link.score for link in links), default=1.0),
        links=tuple(links),
    )


def identity(first: Mention) -> str:
    """The id of the incident whose earliest claim is `first`: it stays as long as no earlier claim joins."""
    text = "\x1f".join(map(str, first.order))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _by_votes(votes: Iterable[tuple[Term, str]]) -> tuple[Term, ...]:
    """Values by the number of reports that give them; of equally many the one given first."""
    given = list(dict.fromkeys(votes))
    counted = Counter(value for value, _ in given)
    order = {value: i for i, value in enumerate(dict.fromkeys(value for value, _ in given))}
    return tuple(sorted(counted, key=lambda v: (-counted[v], order[v])))


def _place(mentions: Sequence[Mention]) -> IncidentPlace | None:
    """The place that most reports give; of equally many the most exact, then the first."""
    spots = [(m.spot, m.report) for m in mentions if m.spot and m.spot.place]
    if not spots:
        return None
    votes = Counter(spot.key for spot, _ in dict.fromkeys(spots))
    best = max(spots, key=lambda sr: (votes[sr[0].key], _FINE[sr[0].precision]))[0]
    return best.place


def _time(mentions: Sequence[Mention]) -> dict[str, str] | None:
    """The days that most reports give; of equally many the shortest span, then the first."""
    given = [((m.start, m.end), m.report) for m in mentions if m.start is not None and m.end is not None]
    if not given:
        return None
    votes = Counter(days for days, _ in dict.fromkeys(given))
    start, end = max(votes, key=lambda days: (votes[days], days[0] - days[1]))
    return {"start": date.fromordinal(start).isoformat(), "end": date.fromordinal(end).isoformat()}


def _contradictions(
    mentions: Sequence[Mention], counts: Sequence[Count], reprints: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    found: list[Contradiction] = []
    for outcome in sorted({c.outcome for c in counts}):
        found += of_tolls(outcome, totals(c for c in counts if c.outcome == outcome), reprints)
    return (*found, *of_actors(mentions))
