"""Whether the report states an event: the decision over a proposal.

Not every trigger tells an event: it may be sport or metaphor, background talk, denied, wished for, or the second
telling of an event already coded. One linear model (`event`) weighs readable features; without a model the frame's
own weight decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from marsad.coder.classes import word_classes
from marsad.coder.decide import Feature
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.tenor import step
from marsad.coder.where_features import key_of
from marsad.coder.words import stem

_WINDOW = 5
_TOLD = 20  # earlier proposals of the type that a second telling is looked for in


def context(reading: Reading, proposals: list[Proposal]) -> dict[str, list[Proposal]]:
    """Per type, the proposals that the frames themselves think likely: what a later one may be a second telling of."""
    out: dict[str, list[Proposal]] = {}
    for p in proposals:
        if p.prior >= 0.35:
            out.setdefault(p.type, []).append(p)
    return out


def features(
    reading: Reading, proposal: Proposal, likely: dict[str, list[Proposal]], others: list[Proposal]
) -> Iterator[Feature]:
    """What speaks for or against `proposal`, whose slots are filled, as an event that the report states."""
    yield from words(reading, proposal)
    yield from around(reading, proposal, likely, others)


def around(
    reading: Reading, proposal: Proposal, likely: dict[str, list[Proposal]], others: list[Proposal]
) -> Iterator[Feature]:
    """The features that `words` don't tell: what fills the slots, other tellings, rivals."""
    cut = proposal.hit.cut
    definite = "d" if cut.article else "p" if cut.pronoun else "i"
    yield from _neighbours(reading, proposal, definite)
    behind = reading.doc.norms[proposal.last : proposal.last + 2]
    yield from _tellings(proposal, likely, definite, any(n.startswith(("ال", "لل", "بال")) for n in behind))
    yield from _rivals(proposal, others)


def words(reading: Reading, proposal: Proposal) -> list[Feature]:
    """What the words alone say: the trigger, its form, its surroundings, and what the report is about."""
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    norms, sentence = doc.norms, doc.sentences[proposal.sentence]
    cut, trigger, form, classes = hit.cut, hit.trigger.id, hit.form, word_classes()
    first, last = hit.first, hit.last
    definite = "d" if cut.article else "p" if cut.pronoun else "i"
    before = [stem(norms[i]) if i >= sentence.first else "<s>" for i in range(first - 3, first)]
    behind = [stem(norms[i]) if i < sentence.last else "</s>" for i in range(last, last + 3)]
    lo, hi = max(sentence.first, first - _WINDOW), min(sentence.last, last + _WINDOW + 3)
    near = {stem(n) for n in norms[lo:hi] if len(n) > 2}
    return [
        (_tenor, reading.violent, reading.armed, step(reading.tenor), kind),
        (_trigger, trigger, form, kind, definite, int(proposal.prior * 12), cut.prep, cut.conj),
        (_word, "-3", before[0]),
        (_word, "-2", before[1]),
        (_word, "-1", before[2]),
        f"c-1={classes.get(before[2])}|{trigger}",
        f"c-1={classes.get(before[2])}|{kind}",
        f"w-1={before[2]}|{form}",
        f"w-1={before[2]}|{kind}",
        (_word, "+0", behind[0]),
        f"c+0={classes.get(behind[0])}|{trigger}",
        f"c+0={classes.get(behind[0])}|{kind}",
        f"w+0={behind[0]}|{kind}",
        f"w+0={behind[0]}|{trigger}",
        (_word, "+1", behind[1]),
        (_word, "+2", behind[2]),
        *[f"near={word}" for word in near],
        *[(_class_near, sort, kind) for sort in {classes.get(word) for word in near}],
        (_told, min(proposal.sentence, 5), proposal.certainty, form, kind),
        f"share={10 * proposal.sentence // len(doc.sentences)}",
        *[f"rule={r}" for r in proposal.rules if not r.startswith("grammar")],
    ]


def _tenor(violent: int, armed: int, subject: int, kind: str) -> Iterator[str]:
    """What the report is about."""
    yield f"subject={subject}"
    yield f"subject={subject}|{kind}"
    yield f"tenor={violent}{armed}"
    yield f"violent={violent}|{kind}"
    yield f"armed={armed}|{kind}"


def _trigger(
    trigger: str, form: str, kind: str, definite: str, prior: int, prep: str, conj: str
) -> Iterator[str]:
    """The trigger and its form."""
    yield f"type={kind}"
    yield f"id={trigger}"
    yield f"id={trigger}|{form}"
    yield f"form={form}|{definite}"
    yield f"form={form}|{kind}"
    yield f"prior={prior}"
    yield f"prior={prior}|{form}"
    yield f"prep={prep}|{form}"
    yield f"conj={conj}|{form}"


def _word(offset: str, word: str) -> Iterator[str]:
    """A word before (-1, -2, -3) or behind (+0, +1, +2) the trigger, and its class."""
    yield f"w{offset}={word}"
    yield f"c{offset}={word_classes().get(word)}"


def _class_near(sort: str | None, kind: str) -> Iterator[str]:
    """The class of a word around the trigger."""
    yield f"nearc={sort}"
    yield f"nearc={sort}|{kind}"


def _told(sentence: int, certainty: str, form: str, kind: str) -> Iterator[str]:
    """Where in the report the sentence stands, and how sure it is of its words."""
    yield f"sentence={sentence}|{form}"
    yield f"certainty={certainty}|{kind}"
    yield f"certainty={certainty}|{form}"


def _neighbours(reading: Reading, proposal: Proposal, definite: str) -> Iterator[str]:
    """What stands around the trigger: actors, places, numbers, dates, and what filled its slots."""
    doc, hit = reading.doc, proposal.hit
    here = reading.actors_of(proposal.sentence)
    following = next((a for a in here if a.first == hit.last), None)
    if following:
        yield f"next-actor={following.kind}"
        yield f"next-actor={following.kind}|{proposal.type}"
    preceding = next((a for a in here if a.last == hit.first), None)
    if preceding:
        yield f"previous-actor={preceding.kind}|{hit.form}"
    at = bisect_left(reading.numbers, hit.first - 6, key=lambda n: n.first)
    number = next(
        (n for n in reading.numbers[at : at + 6] if n.last == hit.first or n.first == hit.last), None
    )
    if number:
        yield f"number={'before' if number.last == hit.first else 'after'}|{hit.form}"
    yield f"slots={len(proposal.actors) > 0}{len(proposal.recipients) > 0}|{hit.form}"
    yield f"slots={len(proposal.actors) > 0}{len(proposal.recipients) > 0}|{proposal.type}"
    kinds = {m.role for m in (*proposal.actors, *proposal.recipients)}
    yield from (f"role={r}" for r in kinds)
    yield from (f"role={r}|{proposal.type}" for r in kinds)
    there = bool(proposal.places) and doc.sentence_of[proposal.places[0].first] == proposal.sentence
    yield f"placed={there}|{definite}"
    yield f"placed={there}|{hit.form}"
    yield f"placed={bool(proposal.places)}"
    dated = proposal.date is not None and proposal.date.first >= 0
    yield f"dated={dated}|{hit.form}"


def _tellings(
    proposal: Proposal, likely: dict[str, list[Proposal]], definite: str, complement: bool
) -> Iterator[str]:
    """Whether the same type was told before, how near, and at the same place."""
    same = likely.get(proposal.type, [])
    at = bisect_left(same, proposal.first, key=lambda p: p.first)
    earlier = same[max(0, at - _TOLD) : at]
    later = [p for p in same[at : at + 4] if p.first > proposal.first]
    yield f"earlier={min(len(earlier), 3)}|{definite}"
    yield f"earlier={min(len(earlier), 3)}|{proposal.type}"
    yield f"later={min(len(later), 2)}|{min(proposal.sentence, 2)}"
    if later and later[0].first - proposal.last < 12:
        yield f"soon={later[0].first - proposal.last < 4}|{proposal.hit.form}|{later[0].hit.form}"
    yield f"known-object={complement}|{min(len(earlier), 2)}|{proposal.hit.form}"
    if not earlier:
        return
    last = earlier[-1]
    yield f"gap={min(proposal.sentence - last.sentence, 4)}|{definite}"
    yield f"gap={min(proposal.sentence - last.sentence, 4)}|{proposal.hit.form}"
    if proposal.first - last.last < 10:
        yield f"close={min(proposal.first - last.last, 9) // 3}|{proposal.hit.form}"
    mine = {key_of(m) for m in proposal.places}
    theirs = {key_of(m) for p in earlier for m in p.places}
    told = "none" if not mine else "same" if mine & theirs else "other"
    yield f"place-told={told}|{definite}"
    yield f"place-told={told}|{proposal.hit.form}"
    yield f"word-told={any(p.hit.trigger.id == proposal.hit.trigger.id for p in earlier)}|{definite}"
    names = {m.name for m in proposal.actors}
    if names:
        yield f"actor-told={bool(names & {m.name for p in earlier for m in p.actors})}|{told}"


def _rivals(proposal: Proposal, others: list[Proposal]) -> Iterator[str]:
    """Other types at the same words, and other triggers right beside."""
    at = bisect_left(others, proposal.first, key=lambda p: p.first)
    for other in others[max(0, at - 8) : at + 12]:
        if other is proposal:
            continue
        if other.first < proposal.last and proposal.first < other.last:
            yield f"rival={other.type}|{proposal.type}"
            if other.last - other.first > proposal.last - proposal.first:
                yield "longer-rival"
            if other.prior > proposal.prior:
                yield f"weightier-rival|{proposal.hit.form}"
        elif other.last == proposal.first or (0 < proposal.first - other.last < 3):
            yield f"behind={other.type}|{proposal.type}"
        elif proposal.last == other.first or (0 < other.first - proposal.last < 3):
            yield f"ahead={other.type}|{proposal.type}"
