"""Room 6, whose word a proposal rests on: the frame that it stands in, unless the network is surer of another.

Frames say how far a word of saying reaches. Reports also go on in a speaker's name without saying so again, and stop
to tell background in their own; of that the network knows more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from marsad.coder.digests import is_digest
from marsad.coder.network_input import source_options
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.scopes import Scope
from marsad.coder.sense import heard
from marsad.coder.sources import Speaker

_MOST = 12  # frames of a report that a proposal is held against: the nearest
_FRAMED = 1.0  # log-odds that the frame around a trigger is worth beside what the network says


def named_frames(reading: Reading) -> dict[int, Scope]:
    """The frames of the report that name a speaker, by where they say so, in text order."""
    named = {said_at(s): s for s in reading.attributions.scopes if s.speakers and not is_digest([s])}
    return {at: named[at] for at in sorted(named)}


def candidates(named: dict[int, Scope], p: Proposal) -> list[Scope]:
    """Of the frames by where they say so, the nearest to the trigger, the nearest first."""
    places = list(named)
    at = bisect_left(places, p.first)
    around = places[max(0, at - _MOST) : at + _MOST]
    return [named[at] for at in sorted(around, key=lambda at: (abs(at - p.first), at))[:_MOST]]


def said_at(scope: Scope) -> int:
    """The token of the word of saying; where the frame has none, that where it begins."""
    return scope.verb if scope.verb >= 0 else scope.first


def fill(reading: Reading, proposals: Iterable[Proposal]) -> None:
    """Gives every proposal the frames that it rests on, innermost first; none where the report itself says it."""
    kept = list(proposals)
    around = {id(p): reading.attributions.scopes_at(p.first) for p in kept}
    named = named_frames(reading)
    found = {id(p): candidates(named, p) for p in kept}
    options = [source_options(reading.doc, p, found[id(p)], around[id(p)]) for p in kept]
    for p, said in zip(kept, heard(reading, "source", kept, options), strict=True):
        frames = around[id(p)]
        p.frames = _likeliest(found[id(p)], frames, said) if said and not is_digest(frames) else frames


def _likeliest(found: list[Scope], around: list[Scope], said: list[float]) -> list[Scope]:
    """The frames around, if their innermost speaker is the likeliest; else the likeliest frame, or none."""
    framed = next((speaker for scope in around for speaker in scope.speakers), None)
    best: dict[Speaker | None, tuple[float, Scope | None]] = {None: (said[-1], None)}
    for scope, odds in zip(found, said, strict=False):
        if scope.speakers[0] not in best or odds > best[scope.speakers[0]][0]:
            best[scope.speakers[0]] = odds, scope
    weighed = {speaker: odds + _FRAMED * (speaker is framed) for speaker, (odds, _) in best.items()}
    likeliest = max(weighed, key=lambda speaker: weighed[speaker])
    if likeliest is framed:
        return around
    other = best[likeliest][1]
    return [other] if other else []


def beside(reading: Reading, index: int, event: Proposal | None) -> list[Scope]:
    """The frames that token `index` rests on: those of an event told in the same frames."""
    around = reading.attributions.scopes_at(index)
    if event is None or not event.frames:
        return around
    told = [said_at(s) for s in reading.attributions.scopes_at(event.first)]
    return event.frames if told == [said_at(s) for s in around] else around
