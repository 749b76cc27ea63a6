"""What the rest of the report says of an actor: how often it is named, and what it does at other triggers.

A report names the sides once and then speaks of "the clashes". What an actor does elsewhere is read from the valency
of the frames alone, so one pass over the report is enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from marsad.coder.classes import word_classes
from marsad.coder.clauses import Verbs, saying, verbs_of
from marsad.coder.decide import Feature
from marsad.coder.entities import antecedents, core
from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.who_candidates import Candidate
from marsad.coder.who_features import Signs, Words, broader, kin, valency

SPEECH = frozenset({"demand", "accusation", "threat", "denial", "support"})
_LIKELY = 0.3  # weight of a trigger that most often states its event
_NEAR_USES = 24  # uses of an entity before and behind that may support it
_GOVERNED = 14  # tokens between a verb of speech and the masdar that says what is demanded or charged

Uses = dict[
    int, list[tuple[Proposal, str, int]]
]  # entity -> proposals, slot by valency, tokens away; in text order


@dataclass(slots=True)
class Cast:
    """What each entity of a report does by the valency of likely triggers, and the acts of speech in text order."""

    uses: Uses
    speech: list[Proposal]
    found: dict[int, list[Candidate]]  # id of a proposal -> its candidates
    around: dict[int, Words] = field(default_factory=dict)  # id of a mention -> its words and those around it
    signs: dict[int, Signs] = field(default_factory=dict)  # sentence -> its signs


def cast_of(proposals: Sequence[Proposal], looks: Sequence[list[Candidate]]) -> Cast:
    """The cast of a report whose proposals, in text order, have the candidates `looks`."""
    uses: Uses = {}
    for proposal, found in zip(proposals, looks, strict=True):
        if proposal.hit.trigger.weight < _LIKELY:
            continue
        for c in found:
            slot = valency(proposal, c.position.name) if not c.back else None
            if slot in ("actors", "recipients"):
                uses.setdefault(c.entity, []).append((proposal, slot, c.position.distance))
    speech = [p for p in proposals if p.type in SPEECH and p.hit.trigger.weight >= _LIKELY]
    return Cast(uses, speech, {id(p): f for p, f in zip(proposals, looks, strict=True)})


def governor(proposal: Proposal, cast: Cast) -> Proposal | None:
    """The act of speech that governs a masdar behind it: دعا X Y إلى تسليم، اتهم X Y بقتل."""
    hit = proposal.hit
    if hit.form != "masdar" or proposal.type in SPEECH:
        return None
    at = bisect_left(cast.speech, hit.first, key=lambda p: p.first)
    for p in reversed(cast.speech[max(0, at - 3) : at]):
        if p.sentence == proposal.sentence and 0 <= hit.first - p.last <= _GOVERNED:
            return p
    return None


def context(
    reading: Reading, proposal: Proposal, candidate: Candidate, cast: Cast, ruler: Proposal | None
) -> Iterator[Feature]:
    """What the report says of this candidate outside of the words around the trigger."""
    entity = reading.entities[candidate.entity]
    told = len(entity.mentions)
    size = 1 if told < 2 else 2 if told < 4 else 3 if told < 8 else 4
    where = "here" if not candidate.back else "back" if candidate.back > 0 else "ahead"
    first = reading.doc.sentence_of[reading.actors[entity.mentions[0]].first]
    yield (_named, size, where, candidate.mention.kind, min(first, 3))
    uses = _near(proposal, cast.uses.get(candidate.entity, []))
    if ruler is not None:
        slots = "+".join(sorted({slot for p, slot, _ in uses if p is ruler}))
        yield f"ruled={ruler.type}|{slots}|{candidate.position.name[:3]}"
        yield f"ruled={ruler.type}|{slots}|{proposal.hit.cut.prep}"
    if uses:
        yield from _deeds(proposal, uses, where)


def _named(size: int, where: str, sort: str, first: int) -> Iterator[str]:
    """How often and since when the report names it."""
    yield f"told={size}|{where}"
    yield f"told={size}|{sort}"
    yield f"since={first}|{where}"


def _deeds(proposal: Proposal, uses: list[tuple[Proposal, str, int]], where: str) -> Iterator[Feature]:
    """What it does elsewhere in the report, each kind of deed once."""
    kind, trigger = proposal.type, proposal.hit.trigger.id
    alike: dict[
        str, int
    ] = {}  # slot -> 2 where it fills the slot of the same word elsewhere, 1 of the same type
    near: dict[tuple[str, str, int], None] = {}
    types: dict[tuple[str, str, str], None] = {}
    for other, slot, _ in uses:
        same = 0 if other.type != kind else 2 if other.hit.trigger.id == trigger else 1
        alike[slot] = max(alike.get(slot, 0), same)
        gap = abs(proposal.sentence - other.sentence)
        if gap <= 1:
            side = "before" if other.first < proposal.first else "after"
            near[slot, side, gap] = None
            types[slot, side, other.type] = None
    yield (_does, where, kind, tuple(sorted(alike.items())))
    for deed in near:
        yield (_does_near, *deed)
    for told in types:
        yield (_does_beside, *told, kind)


def _does(where: str, kind: str, alike: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """Which slots it fills elsewhere, and how alike to this those events are."""
    for slot, same in alike:
        yield f"does={slot}|{where}"
        said = [f"does={slot}|{kind}|any"]
        if same:
            yield f"does={slot}|same|{where}"
            said.append(f"does={slot}|{kind}")
        if same == 2:
            yield f"does={slot}|word|{where}"
        yield from said
        yield from broader(said, kind)


def _does_near(slot: str, side: str, gap: int) -> Iterator[str]:
    yield f"does={slot}|{side}|{gap}"


def _does_beside(slot: str, side: str, other: str, kind: str) -> Iterator[str]:
    said = [f"does={slot}|{side}|{other}|{kind}"]
    yield from said
    yield from broader(said, kind)


def _near(proposal: Proposal, uses: list[tuple[Proposal, str, int]]) -> list[tuple[Proposal, str, int]]:
    """The uses of an entity at other proposals near `proposal`, so that long documents cost no more a page."""
    if len(uses) <= _NEAR_USES:
        return [u for u in uses if u[0] is not proposal]
    at = bisect_left(uses, proposal.first, key=lambda u: u[0].first)
    return [u for u in uses[max(0, at - _NEAR_USES) : at + _NEAR_USES] if u[0] is not proposal]


def pronoun_leads(reading: Reading, proposal: Proposal) -> list[int]:
    """The entities that the trigger's pronoun (قصفها، اعدمتهم) can mean, nearest first, each once."""
    if not proposal.hit.cut.pronoun:
        return []
    return list(dict.fromkeys(reading.entity_of[k] for k in leads_of(reading, proposal.first)))


def leads_of(reading: Reading, first: int) -> list[int]:
    """The indexes of the mentions that a pronoun at token `first` can mean, nearest first."""
    before = bisect_left(reading.actors, first, key=lambda m: m.first)
    return antecedents(first, reading.actors, before)


def verbs_around(reading: Reading, proposal: Proposal) -> Verbs:
    """The finite verbs of the proposal's sentence that are no part of its trigger."""
    found = reading.verbs.get(proposal.sentence)
    if found is None:
        sentence = reading.doc.sentences[proposal.sentence]
        found = verbs_of(reading.doc.norms, sentence.first, sentence.last)
        reading.verbs[proposal.sentence] = found
    return [v for v in found if not proposal.first <= v[0] < proposal.last]


def said_by(reading: Reading, proposal: Proposal) -> list[frozenset[str]]:
    """The telling words of each source that the proposal rests on."""
    return [core(str(s["name"])) for s in reading.attributions.sources_at(proposal.first)]


def clause(
    proposal: Proposal, candidate: Candidate, verbs: Verbs, sources: list[frozenset[str]], agrees: str
) -> Iterator[Feature]:
    """Whose subject or object the candidate is, where other verbs than the trigger stand in the sentence."""
    mention, hit = candidate.mention, proposal.hit
    name = candidate.position.name
    if sources:
        words = core(mention.name)
        if any(words <= s or s <= words for s in sources):
            yield (_source, proposal.type, name, agrees == "w")
    if candidate.back:
        return
    form = "V" if hit.form in FINITE else "N"
    lo, hi = (hit.last, mention.first) if mention.first >= hit.last else (mention.last, hit.first)
    between = [lemma for i, lemma in verbs if lo <= i < hi]
    side = "R" if mention.first >= hit.last else "L"
    near = (between[0] if side == "L" else between[-1]) if between else ""
    yield (_crossed, min(len(between), 3), side, form, name, near)
    before = [verb for verb in verbs if verb[0] < hit.first]
    main = before[-1] if before else None
    own = [verb for verb in verbs if verb[0] < mention.first]
    mine = own[-1] if own else None
    if mine and mention.first - mine[0] <= 2 and (mine[0] > hit.first or hit.first > mention.first):
        yield (_of_verb, mine[1], side, form)
    if main and side == "L":
        place = "subject" if mine == main else "before" if not mine or mine[0] < main[0] else "other"
        nth = "near" if place == "subject" and mention.first - main[0] <= 2 else "far"
        yield (_main, main[1], place, nth, form)
    elif not main:
        yield f"main=none|{side}|{form}"


def _source(kind: str, name: str, we: bool) -> Iterator[str]:
    """That the sentence is told on its word."""
    yield "source"
    yield f"source|{kind}"
    yield f"source|@{kin(kind)}"
    yield f"source|{name}"
    if we:
        yield "source|we"


def _crossed(count: int, side: str, form: str, name: str, near: str) -> Iterator[str]:
    """The verbs between it and the trigger."""
    yield f"finite={count}|{side}|{form}"
    yield f"finite={count}|{name}"
    if near:
        yield f"over={near}|{side}|{form}"
        yield f"over={word_classes().get(near)}|{side}|{form}|{name[:4]}"


def _of_verb(lemma: str, side: str, form: str) -> Iterator[str]:
    """The verb right before it, whose subject it may be."""
    yield f"of-verb={lemma}|{form}"
    yield f"of-verb={'says' if lemma in saying() else word_classes().get(lemma)}|{side}|{form}"
    yield f"of-other-verb|{side}|{form}"


def _main(lemma: str, place: str, nth: str, form: str) -> Iterator[str]:
    """The last verb before the trigger, and whether it is its subject."""
    yield f"main={lemma}|{place}|{form}"
    yield f"main={'says' if lemma in saying() else ''}|{place}|{nth}|{form}"
    yield f"main={word_classes().get(lemma)}|{place}|{form}"


_ENDS = {"وا": "p", "ون": "p", "ين": "p", "ان": "d", "ا": "d", "ت": "f"}


def agreement(reading: Reading, proposal: Proposal) -> str:
    """The number and gender that a verb shows: p, d, f or m, w for we; '' for other triggers."""
    hit = proposal.hit
    if hit.form not in FINITE:
        return ""
    word = reading.doc.norms[hit.first][len(hit.cut.conj) :]
    word = word.removesuffix(hit.cut.pronoun) if hit.cut.pronoun else word
    if hit.form == "perfect":
        if len(word) == 3 and word.endswith("ا"):
            return "m"  # دعا, no dual
        return next((v for e, v in _ENDS.items() if word.endswith(e) and e not in ("ون", "ين", "ان")), "m")
    word = word.removeprefix("س")
    if word.startswith("ن"):
        return "w"  # we: the speaker's own deed
    if word.endswith(("ون", "وا")):
        return "p"  # not ين: يدين
    return "f" if word.startswith("ت") else "m"


def shape(proposal: Proposal, found: Sequence[Candidate], agrees: str) -> str:
    """What stands right before and right behind the trigger, in few words: who comes first in the sentence."""
    here = [c for c in found if not c.back]
    left = [proposal.first - c.mention.last for c in here if c.mention.last <= proposal.first]
    right = [c.mention.first - proposal.last for c in here if c.mention.first >= proposal.last]
    return f"{_step(left)}{agrees or '.'}{_step(right)}"


def _step(gaps: Sequence[int]) -> str:
    """The smallest of the gaps, in steps; - where there is none."""
    return "-" if not gaps else "0" if min(gaps) == 0 else "1" if min(gaps) < 3 else "2"
