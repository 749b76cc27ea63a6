"""Who did it, to whom: which actors of the report fill a proposal's slots.

Each entity is judged once per proposal, by its mention nearest to the trigger: position, valency of the frame, kind
of actor, distance. A first look judges the sentence alone; a second one also knows what the first found elsewhere in
the report, because a report names the sides once and then speaks of "the clashes". With models, two linear decisions a
look (`actors`, `recipients`); without, the frame's valency alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from marsad.coder.decide import Feature, Models, pair
from marsad.coder.entities import antecedents, core, possessed
from marsad.coder.grammar import overrule
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import Position, positions
from marsad.coder.who_features import features, valency

SLOTS = ("actors", "recipients")
_BACK = 2  # sentences looked back for an actor that the sentence itself does not name


@dataclass(slots=True)
class Candidate:
    """An actor that could fill a slot: its entity, its mention nearest to the trigger, and where that stands."""

    entity: int
    mention: ActorMention
    position: Position
    back: int  # sentences between the mention and the trigger; negative: later
    features: list[Feature]
    scores: dict[str, float] = field(default_factory=dict)


def candidates(reading: Reading, proposal: Proposal) -> list[Candidate]:
    """One candidate per entity, nearest first: of the sentence, and of the two before."""
    here = reading.actors_in.get(proposal.sentence, [])
    found = positions(reading.doc, proposal.hit, reading.actors, here)
    standing = proposal.type.startswith("relation")
    best: dict[
        int, tuple[bool, int, int]
    ] = {}  # entity -> its mention's order of preference, and the mention
    for k in here:
        behind = standing and reading.actors[k].first >= proposal.last
        if k in found and (k not in reading.nested or behind):
            entity = reading.entity_of[k]
            rank = (found[k].name.startswith("x"), found[k].distance, k)
            best[entity] = min(best.get(entity, rank), rank)
    out = [Candidate(e, reading.actors[k], found[k], 0, []) for e, (_, _, k) in best.items()]
    if standing:
        out += _around_trigger(reading, proposal, here)
    for back in range(1, _BACK + 1):
        for k in reversed(reading.actors_in.get(proposal.sentence - back, [])):
            entity = reading.entity_of[k]
            if entity not in best and k not in reading.nested:
                best[entity] = (True, 0, k)
                out.append(Candidate(entity, reading.actors[k], Position("prev", 99, 0), back, []))
    out.sort(key=lambda c: (c.back != 0, abs(c.back), c.position.distance, c.entity))
    sides: dict[str, int] = {}
    pronoun = _pronoun_leads(reading, proposal)
    for c in out:
        side = "P" if c.back else "R" if c.mention.first >= proposal.last else "L"
        nth = sides[side] = sides.get(side, 0) + 1
        c.features = list(features(reading, proposal, c.mention, c.position, c.back, min(nth, 4)))
        if pronoun:
            place = pronoun.index(c.entity) if c.entity in pronoun else 3
            c.features += [
                f"pronoun={min(place, 3)}|{proposal.hit.form}",
                f"pronoun={min(place, 3)}|{proposal.type}",
            ]
        if possessed(c.mention):  # عناصرها: the words of the report that name them are the owner's
            c.features.append(f"possessed|{c.position.name}")
            c.mention = reading.actors[reading.entities[c.entity].best]
    return out


def _around_trigger(reading: Reading, proposal: Proposal, here: Sequence[int]) -> list[Candidate]:
    """The actor whose name runs on over a trigger of standing (كتائب X الموالية لـY), cut before the trigger."""
    for k in here:
        m = reading.actors[k]
        if m.first < proposal.first < m.last:
            name = " ".join(m.name.split()[: proposal.first - m.first])
            whole = replace(m, last=proposal.first, name=name, id=None, known=False)
            return [Candidate(reading.entity_of[k], whole, Position("pre", 0, 0), 0, [])]
    return []


def _pronoun_leads(reading: Reading, proposal: Proposal) -> list[int]:
    """The entities that the trigger's pronoun (قصفها، اعدمتهم) can mean, nearest first, each once."""
    if not proposal.hit.cut.pronoun:
        return []
    before = bisect_left(reading.actors, proposal.first, key=lambda m: m.first)
    found = antecedents(proposal.first, reading.actors, before)
    return list(dict.fromkeys(reading.entity_of[k] for k in found))


Support = dict[
    int, list[tuple[Proposal, str, float]]
]  # entity -> proposals that it fills a slot of, with the score


def support_of(proposals: Sequence[Proposal], filled: Sequence[Sequence[Candidate]]) -> Support:
    """What the first look found: which entity fills which slot of which likely proposal."""
    out: Support = {}
    for proposal, found in zip(proposals, filled, strict=True):
        if proposal.hit.trigger.weight < 0.3:
            continue
        for c in found:
            for slot, score in c.scores.items():
                if score >= 0.35:
                    out.setdefault(c.entity, []).append((proposal, slot, score))
    return out


_SPEECH = frozenset({"demand", "accusation", "threat", "denial", "support"})
_NEAR_USES = 24  # uses of an entity before and behind that may support it
_GOVERNED = 14  # tokens between a verb of speech and the masdar that says what is demanded or charged


def governor(proposal: Proposal, proposals: Sequence[Proposal]) -> Proposal | None:
    """The act of speech that governs a masdar behind it: دعا X Y إلى تسليم، اتهم X Y بقتل."""
    hit = proposal.hit
    if hit.form != "masdar" or proposal.type in _SPEECH:
        return None
    at = bisect_left(proposals, hit.first, key=lambda p: p.first)
    for p in reversed(proposals[max(0, at - 2 * _GOVERNED) : at]):
        near = p.sentence == proposal.sentence and 0 <= hit.first - p.last <= _GOVERNED
        if near and p.type in _SPEECH and p.hit.trigger.weight >= 0.3:
            return p
    return None


def support_features(
    proposal: Proposal, candidate: Candidate, support: Support, ruler: Proposal | None
) -> Iterator[str]:
    """What the first look says of this entity here and at the report's other proposals."""
    if ruler is not None:
        uses = near_support(proposal, support.get(candidate.entity, []))
        slots = {slot: score for other, slot, score in uses if other is ruler}
        slot = max(slots, key=lambda s: slots[s]) if slots else None
        yield f"ruled={ruler.type}|{slot}"
        yield f"ruled={ruler.type}|{slot}|{proposal.hit.cut.prep}|{candidate.position.name[:3]}"
    for slot, score in candidate.scores.items():
        yield f"first={slot}|{int(score * 10)}"
        yield f"first={slot}|{int(score * 5)}|{candidate.back != 0}"
    seen = set()
    for other, slot, score in near_support(proposal, support.get(candidate.entity, [])):
        sure = "s" if score >= 0.6 else "w"
        if other.type == proposal.type:
            seen |= {f"told={slot}|same|{sure}", f"told={slot}|same|{candidate.back != 0}"}
            seen.add(f"told={slot}|{proposal.type}")
            if other.hit.trigger.id == proposal.hit.trigger.id:
                seen.add(f"told={slot}|word|{candidate.back != 0}")
        gap = proposal.sentence - other.sentence
        if abs(gap) <= 1:
            side = "before" if other.first < proposal.first else "after"
            seen.add(f"told={slot}|{side}|{abs(gap)}|{sure}")
            seen.add(f"told={slot}|{side}|{other.type}|{proposal.type}")
        seen.add(f"told={slot}|anywhere")
    yield from sorted(seen)


def near_support(
    proposal: Proposal, uses: list[tuple[Proposal, str, float]]
) -> list[tuple[Proposal, str, float]]:
    """The uses of an entity at other proposals near `proposal`, so that long documents cost no more a page."""
    at = bisect_left(uses, proposal.first, key=lambda u: u[0].first)
    return [u for u in uses[max(0, at - _NEAR_USES) : at + _NEAR_USES] if u[0] is not proposal]


def look(reading: Reading, proposals: Sequence[Proposal], models: Models) -> list[list[Candidate]]:
    """The first look: candidates of every proposal, scored by position and valency alone."""
    out = []
    for proposal in proposals:
        found = candidates(reading, proposal)
        for c in found:
            c.scores = _scores(proposal, c, models, "first_")
        out.append(found)
    return out


def second_look(
    reading: Reading, proposals: Sequence[Proposal], first: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Candidates again, now with what the first look found elsewhere in the report; later mentions may help."""
    support = support_of(proposals, first)
    out = []
    for proposal, before in zip(proposals, first, strict=True):
        scores = {c.entity: c.scores for c in before}
        ruler = governor(proposal, proposals)
        found = []
        for c in before:
            c = Candidate(c.entity, c.mention, c.position, c.back, c.features, scores[c.entity])
            c.features = [*c.features, *support_features(proposal, c, support, ruler)]
            found.append(c)
        out.append(found)
    return out


def _scores(proposal: Proposal, candidate: Candidate, models: Models, stage: str) -> dict[str, float]:
    """The probability of each slot; without models, the frame's valency in the same sentence."""
    if f"{stage}actors" in models:
        both = pair(*(models[f"{stage}{slot}"] for slot in SLOTS))
        return dict(zip(SLOTS, both.scores(candidate.features), strict=True))
    role = valency(proposal, candidate.position.name) if not candidate.back else None
    return {slot: 0.6 * (role == slot) for slot in SLOTS}


def settle(
    reading: Reading, proposals: Sequence[Proposal], models: Models
) -> Iterator[tuple[Proposal, list[Candidate], list[dict[str, float]]]]:
    """Every proposal with its candidates and their last scores, acts of speech first: they rule what follows them."""
    looks = second_look(reading, proposals, look(reading, proposals, models))
    order = sorted(range(len(proposals)), key=lambda i: (proposals[i].type not in _SPEECH, i))
    for i in order:
        proposal, found = proposals[i], looks[i]
        scores = [_scores(proposal, c, models, "") for c in found]
        rule = overrule(reading, proposal, found, scores, governor(proposal, proposals))
        if rule:
            proposal.rules.append(rule)
        yield proposal, found, scores


def fill(reading: Reading, proposals: Sequence[Proposal], models: Models) -> None:
    """Fills `actors` and `recipients` of every proposal."""
    for proposal, found, scores in settle(reading, proposals, models):
        chosen: dict[str, list[tuple[float, ActorMention]]] = {slot: [] for slot in SLOTS}
        for c, score in zip(found, scores, strict=True):
            slot = max(score, key=lambda s: score[s])
            if score[slot] >= LEAST[slot]:
                chosen[slot].append((score[slot], c.mention))
        if not chosen["actors"] and not chosen["recipients"]:
            chosen["actors"] = _subject(proposal, found, scores)
        if proposal.type.startswith("relation"):
            _one_left(chosen)
        for slot in SLOTS:
            likely = sorted(chosen[slot], key=lambda sm: (-sm[0], sm[1].first))
            setattr(proposal, slot, distinct([m for _, m in likely]))


def _subject(
    proposal: Proposal, found: list[Candidate], scores: list[dict[str, float]]
) -> list[tuple[float, ActorMention]]:
    """The likeliest subject of an active verb that nobody was found for: somebody of its sentence does it."""
    hit = proposal.hit
    if (
        hit.form not in ("perfect", "imperfect")
        or hit.trigger.passive
        or hit.trigger.args.get("subj") != "actors"
    ):
        return []
    here = [(s["actors"], c.mention) for c, s in zip(found, scores, strict=True) if not c.back]
    best = max(here, key=lambda sm: sm[0], default=None)
    return [best] if best and best[0] >= _SUBJECT else []


_SUBJECT = 0.25


def _one_left(chosen: dict[str, list[tuple[float, ActorMention]]]) -> None:
    """Keeps the likeliest first side of a relation: participles and relative clauses describe one antecedent."""
    chosen["actors"] = sorted(chosen["actors"], key=lambda sm: -sm[0])[:1]


LEAST = {"actors": 0.4, "recipients": 0.33}


def distinct(mentions: list[ActorMention]) -> list[ActorMention]:
    """`mentions`, likeliest first, without those that lie inside another or name an actor already named."""
    out: list[ActorMention] = []
    for m in mentions:
        if not any(_same(m, o) for o in out):
            out.append(m)
    return sorted(out, key=lambda m: m.first)


def _same(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions of a slot are one actor: overlapping words, or one's telling words are the other's."""
    if a.first < b.last and b.first < a.last:
        return True
    if abs(a.first - b.last) <= 1 or abs(b.first - a.last) <= 1:
        return False  # named side by side, they are two
    mine, theirs = core(a.name), core(b.name)
    return mine <= theirs or theirs <= mine
