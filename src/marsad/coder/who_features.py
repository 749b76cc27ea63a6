"""What speaks for an actor in a slot, and for nobody: position, valency, kind, neighbours, what stands between.

Features are readable strings; the models of `who` weigh them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from marsad.coder.classes import word_classes
from marsad.coder.decide import Feature
from marsad.coder.lexicon import FINITE
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import counts, function_words
from marsad.coder.text import Document
from marsad.coder.who_candidates import Candidate
from marsad.coder.words import stem
from marsad.knowledge import read_yaml

Words = tuple[str | None, str | None, str | None, str | None]  # what `words_around` gives
_PLACES = frozenset({"as_place", "capital"})  # flags of an actor named like a place
_COUNTED = 6  # tokens of a count before the mention
_SIDES = {"side1": "actors", "side2": "recipients"}
_PRONOUN = {
    "انه",
    "انها",
    "انهم",
    "بانه",
    "بانها",
    "بانهم",
    "لانه",
    "لانها",
    "لكنه",
    "لكنها",
    "وانه",
    "وانها",
    "وانهم",
}


def valency(proposal: Proposal, position: str) -> str | None:
    """The slot that the frame gives to a syntactic position, or None."""
    args, hit = proposal.hit.trigger.args, proposal.hit
    name = position.rstrip("&^").split(":")[0].lstrip("x")
    if name in _SIDES:
        return _SIDES[name] if "بين" in args or not args else None
    if name in ("pre", "rel"):
        if ":" in position or hit.form not in FINITE and hit.form != "phrase":
            return None
        return "recipients" if hit.trigger.passive else args.get("subj")
    if name == "gen":
        return args.get("gen")
    if name == "bare1":
        return args.get("subj") if hit.form != "masdar" else args.get("obj")
    if name == "bare2":
        return args.get("obj")
    return args.get(name)


def nobody(proposal: Proposal, found: Sequence[Candidate]) -> Iterator[Feature]:
    """What speaks for a slot that nobody of the candidates fills."""
    hit, kind = proposal.hit, proposal.type
    form = "V" if hit.form in FINITE else hit.form
    voice = form + ("p" if hit.trigger.passive else "")
    here = sum(c.back == 0 for c in found)
    definite = "d" if hit.cut.article else "p" if hit.cut.pronoun else "i"
    slots = tuple(sorted({valency(proposal, c.position.name) or "" for c in found if not c.back}))
    yield (_nobody, kind, hit.trigger.id, voice, form, definite, proposal.certainty)
    yield (_nobody_here, form, min(here, 5), min(len(found), 6), slots)


def _nobody(
    kind: str, trigger: str, voice: str, form: str, definite: str, certainty: str
) -> Iterator[str]:
    """What the trigger says of a slot that nobody fills."""
    said = [
        "nobody",
        f"nobody|{kind}",
        f"nobody|{kind}|{voice}",
        f"nobody|{trigger}",
        f"nobody|{trigger}|{form}",
        f"nobody|{voice}",
        f"nobody|{definite}|{form}",
        f"nobody|{certainty}|{kind}",
    ]
    yield from said
    yield from broader(said, kind)


def _nobody_here(form: str, here: int, every: int, slots: tuple[str, ...]) -> Iterator[str]:
    """How many candidates there are, and which slots the valency gives to those of the sentence."""
    yield f"nobody|here={here}|{form}"
    yield f"nobody|of={every}"
    yield from (f"nobody|val={slot}|{form}" for slot in slots)


def features(
    reading: Reading, proposal: Proposal, candidate: Candidate, rank: int, words: Words
) -> Iterator[Feature]:
    """What speaks for or against `candidate`, the `rank`th on its side of the trigger, in a slot of `proposal`.

    `words` are those around its mention.
    """
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    mention, position, back = candidate.mention, candidate.position, candidate.back
    name, sort, sector = position.name, mention.kind, mention.role
    role = valency(proposal, name)
    verb = "V" if hit.form in FINITE else "N" if hit.form == "masdar" else hit.form
    voice = verb + ("p" if hit.trigger.passive else "")
    back = max(-2, min(back, 3))
    near = _distance(position.distance) if not back else "b"
    side = "R" if mention.first >= hit.last else "L"
    yield (_stands, name, voice, hit.cut.conj, min(rank, 2))
    yield (_of_type, name, kind, back, rank)
    yield (_fills, role, name, back, sector)
    yield (_of_trigger, hit.trigger.id, name, sector)
    yield (_is, sort, mention.known, min(position.order, 4), side)
    yield (_does, sort, sector, kind, voice, role)
    yield (_near, near, name, voice, role)
    yield (_sort, near, name, sort, sector, voice)
    yield (_ranks, rank, name, role, sector)
    yield (_head, mention.head, kind)
    yield (_around, *words, verb, name[:4])
    if not back:
        yield from _between(reading, proposal, mention, verb)
        if mention.first - doc.sentences[proposal.sentence].first < 4:
            yield f"opens|{name}"
    # Rare ones, which a look at the mention or the trigger rules out.
    if mention.number is not None:
        yield (_counted, name, kind, voice)
    if mention.flags and not mention.flags.isdisjoint(_PLACES):
        yield (_as_place, name, kind)
    if candidate.owner is not None:  # عناصرها: the words of the report that name them are the owner's
        yield f"possessed|{name}"
    if hit.first and doc.norms[hit.first - 1] in _PRONOUN:
        yield f"annahu|{name}|{rank}"
    if mention.prep:
        yield f"glued={mention.prep}|{voice}"
    if not back and owns_site(doc, mention):
        yield (_site_owner, voice, kind)
    if hit.cut.pronoun:
        yield f"suffix|{verb}|{name}"
        if back or mention.last <= hit.first:
            yield f"suffix-earlier|{rank}"


def _counted(name: str, kind: str, voice: str) -> Iterator[str]:
    """That a number is told of it."""
    yield f"counted|{name}"
    for what in (kind, "@" + kin(kind)):
        yield f"counted|{name}|{what}|{voice}"


def _as_place(name: str, kind: str) -> Iterator[str]:
    """That its name is one of a place."""
    yield f"as-place|{name}"
    for what in (kind, "@" + kin(kind)):
        yield f"as-place|{what}"


def _site_owner(voice: str, kind: str) -> Iterator[str]:
    """That the post or stronghold before it is its own."""
    yield f"site-owner|{voice}"
    for what in (kind, "@" + kin(kind)):
        yield f"site-owner|{what}"


def _stands(name: str, voice: str, conj: str, rank: int) -> Iterator[str]:
    """Where the mention stands, to which form of trigger."""
    yield f"pos={name}"
    yield f"pos={name}|{voice}"
    yield f"pos={name}|{conj}{voice}|{rank}"


def _of_type(name: str, kind: str, back: int, rank: int) -> Iterator[str]:
    """Where it stands to which type of trigger, in which sentence."""
    for what in (kind, "@" + kin(kind)):
        yield f"pos={name}|{what}"
        yield f"back={back}|{what}"
        yield f"rank={rank}|{name}|{what}"


def _of_trigger(trigger: str, name: str, sector: str | None) -> Iterator[str]:
    """Where what sort of actor stands to which trigger."""
    yield f"id={trigger}|{name}"
    yield f"id={trigger}|{sector}"


def _fills(role: str | None, name: str, back: int, sector: str | None) -> Iterator[str]:
    """The slot that the valency gives to the position."""
    yield f"val={role}|{back}"
    yield f"val={role}|{name}"
    yield f"val={role}|{sector}"


def _is(sort: str, known: bool, order: int, side: str) -> Iterator[str]:
    """What sort of actor it is, and how many mentions lie between."""
    yield f"kind={sort}"
    yield f"known={known}"
    yield f"order={order}|{side}"


def _does(sort: str, sector: str | None, kind: str, voice: str, role: str | None) -> Iterator[str]:
    """What sort of actor at what type of event, and the slot that the valency gives it."""
    for what in (kind, "@" + kin(kind)):
        yield f"kind={sort}|{what}|{voice}"
        yield f"role={sector}|{what}"
        yield f"{sort}|{sector}|{role}|{what}"
        yield f"val={role}|{what}|{voice}"


def _near(near: str, name: str, voice: str, role: str | None) -> Iterator[str]:
    """How near it is."""
    yield f"near={near}|{name}|{voice}"
    yield f"near={near}|{role}"


def _sort(near: str, name: str, sort: str, sector: str | None, voice: str) -> Iterator[str]:
    """What sort of actor stands there."""
    yield f"near={near}|{name}|{sort}"
    yield f"role={sector}|{voice}|{name}"
    yield f"{sort}|{sector}|{name}|{voice}"
    yield f"kind={sort}|{name}"


def _ranks(rank: int, name: str, role: str | None, sector: str | None) -> Iterator[str]:
    """How many are nearer on its side."""
    yield f"rank={rank}|{name}|{role}"
    yield f"rank={rank}|{name}|{sector}"
    yield f"rank={rank}|{name[:3]}"


def _head(head: str, kind: str) -> Iterator[str]:
    """The head of its name, and what sort of word that is."""
    yield f"head={head}"
    yield f"head={word_classes().get(head)}|{kind}"
    yield f"head={word_classes().get(head)}|@{kin(kind)}"


def ruled_by(doc: Document, mention: ActorMention) -> str:
    """The stem of the word that rules the mention, over counts and quantifiers: مقتل in مقتل 16 جنديا."""
    i = mention.first - 1
    lo = max(doc.sentences[doc.sentence_of[mention.first]].first, mention.first - _COUNTED)
    while i > lo and (counts(doc.norms[i]) or (doc.norms[i] == "من" and counts(doc.norms[i - 1]))):
        i -= 1
    return stem(doc.norms[i]) if i >= lo else "<s>"


def owns_site(doc: Document, mention: ActorMention) -> bool:
    """Whether the mention is whose post, base or stronghold it is: على مقر لداعش، مواقع الجيش."""
    before = doc.norms[max(0, mention.first - 3) : mention.first]
    return any(stem(n) in function_words("sites") for n in before)


@cache
def _kin() -> dict[str, str]:
    """Event type -> the name of the types that take their sides alike."""
    return {kind: name for name, kinds in read_yaml("words/syntax.yaml")["kin"].items() for kind in kinds}


def kin(kind: str) -> str:
    """The name of the event types that take their sides as `kind` does."""
    return _kin().get(kind, "other")


def voice_of(proposal: Proposal) -> str:
    """V for a finite verb, N for a masdar, else the form's name; with p where the subject suffers it."""
    form = proposal.hit.form
    verb = "V" if form in FINITE else "N" if form == "masdar" else form
    return verb + ("p" if proposal.hit.trigger.passive else "")


def broader(found: Sequence[Feature], kind: str) -> list[str]:
    """The features that name the event type, those of blocks apart, once more with its kin, who learn from it."""
    name = "@" + kin(kind)
    return [f.replace(kind, name) for f in found if isinstance(f, str) and "|" + kind in f]


def _distance(tokens: int) -> str:
    """A distance in tokens, coarser the farther."""
    return (
        str(tokens)
        if tokens < 3
        else "3"
        if tokens < 5
        else "5"
        if tokens < 9
        else "9"
        if tokens < 16
        else "16"
    )


def words_around(doc: Document, mention: ActorMention) -> Words:
    """The two words before the mention, the word that rules it, and the word behind it; None where there is none."""
    first, norms = mention.first, doc.norms
    return (
        norms[first - 2] if first > 1 else None,
        norms[first - 1] if first else None,
        ruled_by(doc, mention) if first else None,
        norms[mention.last] if mention.last < len(norms) else None,
    )


def _around(
    before2: str | None, before: str | None, ruler: str | None, after: str | None, verb: str, name: str
) -> Iterator[str]:
    """The words that stand around the mention, and their classes."""
    classes = word_classes()
    if before is not None:
        yield f"before={before}"
        yield f"before-class={classes.get(stem(before))}|{name}"
        yield f"before={before}|{verb}|{name}"
    if before2 is not None:
        yield f"before2={before2} {before}"
        yield f"before2-class={classes.get(stem(before2))}|{name}"
    if ruler is not None:
        yield from _ruled(ruler, verb, name)
    if after is not None:
        yield f"after={after}"
        yield f"after-class={classes.get(stem(after))}|{name}"


def _ruled(rule: str, verb: str, name: str) -> Iterator[str]:
    """The word that rules the mention."""
    yield f"of={rule}|{verb}"
    yield f"of={rule}|{name}"
    yield f"of-class={word_classes().get(rule)}|{verb}|{name}"


def _between(reading: Reading, proposal: Proposal, mention: ActorMention, verb: str) -> Iterator[Feature]:
    """What stands between the mention and the trigger: other triggers, clause words, commas."""
    doc, hit = reading.doc, proposal.hit
    side = "R" if mention.first >= hit.last else "L"
    lo, hi = (hit.last, mention.first) if side == "R" else (mention.last, hit.first)
    norms = doc.norms[lo:hi]
    hits = [h for h in reading.hits_in.get(proposal.sentence, ()) if lo <= h.first < hi]
    verbs = {h.first for h in hits if h.form in FINITE}
    nouns = {h.first for h in hits if h.form == "masdar"}
    commas = min(norms.count("،") + norms.count(","), 3)
    yield (_crossed, min(len(verbs), 2), min(len(nouns), 2), side, verb, mention.kind, hit.cut.conj, commas)
    found: tuple[set[str], ...] = tuple(set() for _ in _CLAUSES)
    counted = [0] * len(_CLAUSES)
    for norm in norms:
        for group in _clause_groups(norm):
            found[group].add(norm)
            counted[group] += 1
    yield (_clauses, tuple([min(n, 2) for n in counted]), side, verb)
    for group, n in enumerate(counted):
        if n:
            yield from [f"between={norm}|{side}" for norm in found[group]]
    if hit.first and side == "L":
        yield f"trigger-before={word_classes().get(stem(doc.norms[hit.first - 1]))}|{verb}|{min(hi - lo, 3)}"


_CLAUSES = (
    "subordinators",
    "relatives",
    "temporal",
    "agentives",
)  # words of these groups begin a clause or phrase


@lru_cache(maxsize=1 << 16)
def _clause_groups(norm: str) -> tuple[int, ...]:
    """The groups of `_CLAUSES`, by number, that the word is in."""
    return tuple(n for n, group in enumerate(_CLAUSES) if norm in function_words(group))


def _crossed(
    verbs: int, nouns: int, side: str, verb: str, sort: str, conj: str, commas: int
) -> Iterator[str]:
    """How many other triggers and commas lie between."""
    yield f"verbs={verbs}|nouns={nouns}|{side}|{verb}"
    yield f"verbs={verbs}|{side}|{sort}|{conj}"
    yield f"commas={commas}|{side}"


def _clauses(counts: tuple[int, ...], side: str, verb: str) -> Iterator[str]:
    """How many words of each group lie between."""
    yield from (f"{group}={n}|{side}|{verb}" for group, n in zip(_CLAUSES, counts, strict=True))
