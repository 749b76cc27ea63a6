"""What speaks for an actor in a slot, and for nobody: position, valency, kind, neighbours, what stands between.

Features are readable strings; the models of `who` weigh them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

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


@lru_cache(maxsize=1 << 12)
def _plain(position: str) -> str:
    """The name of a position without its marks."""
    return position.rstrip("&^").split(":")[0].lstrip("x")


def valency(proposal: Proposal, position: str) -> str | None:
    """The slot that the frame gives to a syntactic position, or None."""
    args, hit = proposal.hit.trigger.args, proposal.hit
    name = _plain(position)
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


def _nobody(kind: str, trigger: str, voice: str, form: str, definite: str, certainty: str) -> Iterator[str]:
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
    reading: Reading, proposal: Proposal, candidate: Candidate, rank: int, words: Words, signs: Signs
) -> list[Feature]:
    """What speaks for or against `candidate`, the `rank`th on its side of the trigger, in a slot of `proposal`.

    `words` are those of its mention and around it, `signs` those of the proposal's sentence.
    """
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    mention, position, trigger = candidate.mention, candidate.position, hit.trigger.id
    name, sort, sector = position.name, mention.kind, mention.role
    role = valency(proposal, name)
    verb = "V" if hit.form in FINITE else "N" if hit.form == "masdar" else hit.form
    voice = verb + ("p" if hit.trigger.passive else "")
    back = max(-2, min(candidate.back, 3))
    near = "b" if back else _distance(position.distance)
    side = "R" if mention.first >= hit.last else "L"
    at = name[:4]
    found: list[Feature] = [
        (_stands, name, voice, hit.cut.conj, rank, min(position.order, 4), side, near),
        (_of_type, name, kind, back, rank),
        (_fills, role, name, back, sector, sort, mention.known, near, voice),
        (_does, sort, sector, kind, voice, role),
        (_ranks, rank, name, role, sector),
        (_head, words.head, kind),
        f"id={trigger}|{name}",
        f"id={trigger}|{sector}",
        *words.features,
    ]
    found += [f"{beside}{at}" for beside in words.classes]
    if words.before:
        found.append(f"before={words.before}|{verb}|{at}")
        found.append((_ruled, words.ruler, verb, at))
    if not back:
        found += _between(reading, proposal, mention, verb, signs)
        if mention.first - doc.sentences[proposal.sentence].first < 4:
            found.append(f"opens|{name}")
        if owns_site(doc, mention):
            found.append((_site_owner, voice, kind))
    if mention.number is not None:
        found.append((_counted, name, kind, voice))
    if mention.flags and not mention.flags.isdisjoint(_PLACES):
        found.append((_as_place, name, kind))
    if candidate.owner is not None:  # عناصرها: the words of the report that name them are the owner's
        found.append(f"possessed|{name}")
    if hit.first and doc.norms[hit.first - 1] in _PRONOUN:
        found.append(f"annahu|{name}|{rank}")
    if mention.prep:
        found.append(f"glued={mention.prep}|{voice}")
    if hit.cut.pronoun:
        found.append(f"suffix|{verb}|{name}")
        if back or mention.last <= hit.first:
            found.append(f"suffix-earlier|{rank}")
    return found


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


def _stands(name: str, voice: str, conj: str, rank: int, order: int, side: str, near: str) -> Iterator[str]:
    """Where the mention stands to which form of trigger, how near, and how many are nearer."""
    yield f"pos={name}"
    yield f"pos={name}|{voice}"
    yield f"pos={name}|{conj}{voice}|{min(rank, 2)}"
    yield f"order={order}|{side}"
    yield f"near={near}|{name}|{voice}"
    yield f"rank={rank}|{name[:3]}"


def _of_type(name: str, kind: str, back: int, rank: int) -> Iterator[str]:
    """Where it stands to which type of trigger, in which sentence."""
    for what in (kind, "@" + kin(kind)):
        yield f"pos={name}|{what}"
        yield f"back={back}|{what}"
        yield f"rank={rank}|{name}|{what}"


def _fills(
    role: str | None, name: str, back: int, sector: str | None, sort: str, known: bool, near: str, voice: str
) -> Iterator[str]:
    """What sort of actor it is, and the slot that the valency gives to its position."""
    yield f"kind={sort}"
    yield f"known={known}"
    yield f"val={role}|{back}"
    yield f"val={role}|{name}"
    yield f"val={role}|{sector}"
    yield f"near={near}|{role}"
    yield f"near={near}|{name}|{sort}"
    yield f"role={sector}|{voice}|{name}"
    yield f"{sort}|{sector}|{name}|{voice}"
    yield f"kind={sort}|{name}"


def _does(sort: str, sector: str | None, kind: str, voice: str, role: str | None) -> Iterator[str]:
    """What sort of actor at what type of event, and the slot that the valency gives it."""
    for what in (kind, "@" + kin(kind)):
        yield f"kind={sort}|{what}|{voice}"
        yield f"role={sector}|{what}"
        yield f"{sort}|{sector}|{role}|{what}"
        yield f"val={role}|{what}|{voice}"


def _ranks(rank: int, name: str, role: str | None, sector: str | None) -> Iterator[str]:
    """How many are nearer on its side."""
    yield f"rank={rank}|{name}|{role}"
    yield f"rank={rank}|{name}|{sector}"


def _head(sort: str | None, kind: str) -> Iterator[str]:
    """What sort of word the head of its name is."""
    yield f"head={sort}|{kind}"
    yield f"head={sort}|@{kin(kind)}"


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


class Words(NamedTuple):
    """What the words of a mention and around it say at every trigger: read once a report."""

    features: tuple[str, ...]
    head: str | None  # the class of the head of its name
    classes: tuple[str, ...]  # beginnings of features: the classes of the words before and behind it
    before: str  # the word before it and the word that rules it; '' at the beginning of the report
    ruler: str


def words_of(doc: Document, mention: ActorMention) -> Words:
    """The words of a mention and around it."""
    first, norms, classes = mention.first, doc.norms, word_classes()
    beside = []
    said = [f"head={mention.head}"]
    if first > 1:
        said.append(f"before2={norms[first - 2]} {norms[first - 1]}")
        beside.append(f"before2-class={classes.get(stem(norms[first - 2]))}|")
    if first:
        said.append(f"before={norms[first - 1]}")
        beside.append(f"before-class={classes.get(stem(norms[first - 1]))}|")
    if mention.last < len(norms):
        said.append(f"after={norms[mention.last]}")
        beside.append(f"after-class={classes.get(stem(norms[mention.last]))}|")
    before, ruler = (norms[first - 1], ruled_by(doc, mention)) if first else ("", "")
    return Words(tuple(said), classes.get(mention.head), tuple(beside), before, ruler)


def _ruled(rule: str, verb: str, name: str) -> Iterator[str]:
    """The word that rules the mention."""
    yield f"of={rule}|{verb}"
    yield f"of={rule}|{name}"
    yield f"of-class={word_classes().get(rule)}|{verb}|{name}"


class Signs(NamedTuple):
    """The tokens of a sentence that tell of clauses, in text order: read once a report."""

    verbs: list[int]  # triggers that are finite verbs
    nouns: list[int]  # triggers that are masdars
    commas: list[int]
    clauses: list[int]  # words of `_CLAUSES`


def signs_of(reading: Reading, sentence: int) -> Signs:
    """The signs of a sentence."""
    norms, here = reading.doc.norms, reading.doc.sentences[sentence]
    hits, tokens = reading.hits_in.get(sentence, ()), range(here.first, here.last)
    return Signs(
        sorted({h.first for h in hits if h.form in FINITE}),
        sorted({h.first for h in hits if h.form == "masdar"}),
        [i for i in tokens if norms[i] in ("،", ",")],
        [i for i in tokens if _clause_groups(norms[i])],
    )


def _within(tokens: Sequence[int], lo: int, hi: int) -> int:
    """How many of the tokens, which are in order, are in [lo, hi)."""
    return max(0, bisect_left(tokens, hi) - bisect_left(tokens, lo))


def _between(
    reading: Reading, proposal: Proposal, mention: ActorMention, verb: str, signs: Signs
) -> Iterator[Feature]:
    """What stands between the mention and the trigger: other triggers, clause words, commas."""
    norms, hit = reading.doc.norms, proposal.hit
    side = "R" if mention.first >= hit.last else "L"
    lo, hi = (hit.last, mention.first) if side == "R" else (mention.last, hit.first)
    verbs, nouns = min(_within(signs.verbs, lo, hi), 2), min(_within(signs.nouns, lo, hi), 2)
    commas = min(_within(signs.commas, lo, hi), 3)
    yield (_crossed, verbs, nouns, side, verb, mention.kind, hit.cut.conj, commas)
    at = bisect_left(signs.clauses, lo)
    found = [norms[i] for i in signs.clauses[at : max(at, bisect_left(signs.clauses, hi))]]
    counted = [0] * len(_CLAUSES)
    for norm in found:
        for group in _clause_groups(norm):
            counted[group] += 1
    yield (_clauses, tuple([min(n, 2) for n in counted]), side, verb)
    for norm in set(found):
        yield from [f"between={norm}|{side}"] * len(_clause_groups(norm))
    if hit.first and side == "L":
        yield f"trigger-before={word_classes().get(stem(norms[hit.first - 1]))}|{verb}|{min(hi - lo, 3)}"


_CLAUSES = (
    "subordinators",
    "relatives",
    "temporal",
    "agentives",
)  # words of these groups begin a clause or phrase


@lru_cache(maxsize=1 << 14)
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
