"""Which actors of the report could fill a slot of a proposal: of its sentence, of those around it, inside its trigger.

One candidate per actor and name: a report may call one army by three names, and the nearest is not always the one
that the sentence speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from marsad.coder.decide import Feature
from marsad.coder.entities import core, possessed
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import Position, positions

_BACK, _AHEAD = 2, 2  # sentences before and behind that may name who the sentence itself does not
_MOST = 8  # candidates that a proposal weighs: the nearest


@dataclass(slots=True)
class Candidate:
    """An actor that could fill a slot: its entity, its mention nearest to the trigger, and where that stands."""

    entity: int
    mention: ActorMention
    position: Position
    back: int  # sentences between the mention and the trigger; negative: later
    features: list[Feature] = field(default_factory=list)
    owner: ActorMention | None = None  # whose people they are, where a pronoun names them: عناصرها

    @property
    def named(self) -> ActorMention:
        """The mention that names the candidate: of عناصرها, the owner's."""
        return self.owner or self.mention


def candidates(reading: Reading, proposal: Proposal) -> list[Candidate]:
    """The candidates of a proposal, nearest first: of the sentence, then of those before and behind."""
    here = reading.actors_in.get(proposal.sentence, [])
    found = positions(reading.doc, proposal.hit, reading.actors, here)
    found |= dict(_inside(reading, proposal, here))
    best: dict[
        object, tuple[bool, int, int]
    ] = {}  # key -> its mention's order of preference, and the mention
    for k in here:
        if k in found and (k not in reading.nested or _counts_inside(reading, proposal, k)):
            key, rank = _key(reading, k), (found[k].name.startswith("x"), found[k].distance, k)
            best[key] = min(best.get(key, rank), rank)
    out = [_candidate(reading, k, found[k], 0) for _, _, k in best.values()]
    out.sort(key=lambda c: (c.position.distance, c.entity, c.mention.first))
    seen = dict.fromkeys(best, 0)
    for step in (1, -1, 2, -2):
        if -_AHEAD <= step <= _BACK and len(out) < _MOST:
            out += islice(_of_sentence(reading, proposal.sentence - step, step, seen), _MOST - len(out))
    return out[:_MOST]


def _of_sentence(reading: Reading, sentence: int, back: int, seen: dict[object, int]) -> Iterator[Candidate]:
    """The candidates of another sentence that are not `seen` nearer; the nearest to the trigger's first."""
    mentions = reading.actors_in.get(sentence, [])
    for k in reversed(mentions) if back > 0 else mentions:
        key = _key(reading, k)
        if key not in seen and k not in reading.nested:
            seen[key] = back
            yield _candidate(reading, k, Position("prev" if back > 0 else "next", 99, 0), back)


def _candidate(reading: Reading, k: int, position: Position, back: int) -> Candidate:
    mention, entity = reading.actors[k], reading.entity_of[k]
    out = Candidate(entity, mention, position, back)
    if possessed(mention):
        out.owner = reading.actors[reading.entities[entity].best]
    return out


def _key(reading: Reading, k: int) -> object:
    """What makes two mentions one candidate: the actor and the words that name it."""
    key = reading.names.get(k)
    if key is None:
        mention = reading.actors[k]
        key = reading.entity_of[k], None if possessed(mention) else core(mention.name)
        reading.names[k] = key
    return key


def _inside(reading: Reading, proposal: Proposal, here: Sequence[int]) -> Iterator[tuple[int, Position]]:
    """Mentions that share words with the trigger: تفجير انتحاري، عنف المستوطنين، قصف الطيران."""
    for k in here:
        m = reading.actors[k]
        if m.first < proposal.last and proposal.first < m.last:
            edge = "head" if m.first <= proposal.first else "tail"
            yield k, Position(f"in:{edge}", 0, 0)


def _counts_inside(reading: Reading, proposal: Proposal, k: int) -> bool:
    """Whether a mention inside a longer one counts: where the longer one shares words with the trigger."""
    m = reading.actors[k]
    if m.first < proposal.last:
        return False
    around = reading.actors[max(0, k - 4) : k]
    return any(o.first < proposal.last and m.last <= o.last and proposal.first <= o.first for o in around)
