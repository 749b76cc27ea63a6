"""What speaks for an actor in a slot, and for nobody: position, valency, kind, neighbours, what stands between.

Features are readable strings; the models of `who` weigh them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from marsad.coder import who_blocks as blocks
from marsad.coder.classes import word_classes
from marsad.coder.decide import Feature
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import counts, function_words
from marsad.coder.text import Document
from marsad.coder.who_candidates import Candidate
from marsad.coder.words import stem
from marsad.knowledge import read_yaml

_FINITE = ("perfect", "imperfect", "future")
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
        if ":" in position or hit.form not in ("perfect", "imperfect", "future", "phrase"):
            return None
        return "recipients" if hit.trigger.passive else args.get("subj")
    if name == "gen":
        return args.get("gen")
    if name == "bare1":
        return args.get("subj") if hit.form != "masdar" else args.get("obj")
    if name == "bare2":
        return args.get("obj")
    return args.get(name)


def nobody(proposal: Proposal, found: Sequence[Candidate]) -> Iterator[str]:
    """What speaks for a slot that nobody of the candidates fills."""
    hit, kind = proposal.hit, proposal.type
    form = "V" if hit.form in _FINITE else hit.form
    voice = form + ("p" if hit.trigger.passive else "")
    here = sum(c.back == 0 for c in found)
    yield "nobody"
    yield f"nobody|{kind}"
    yield f"nobody|{kind}|{voice}"
    yield f"nobody|{hit.trigger.id}"
    yield f"nobody|{hit.trigger.id}|{form}"
    yield f"nobody|{voice}"
    yield f"nobody|here={min(here, 5)}|{form}"
    yield f"nobody|of={min(len(found), 6)}"
    yield f"nobody|{'d' if hit.cut.article else 'p' if hit.cut.pronoun else 'i'}|{form}"
    yield f"nobody|{proposal.certainty}|{kind}"
    for slot in sorted({valency(proposal, c.position.name) or "" for c in found if not c.back}):
        yield f"nobody|val={slot}|{form}"


def features(reading: Reading, proposal: Proposal, candidate: Candidate, rank: int) -> Iterator[Feature]:
    """What speaks for or against `candidate`, the `rank`th on its side of the trigger, in a slot of `proposal`."""
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    mention, position, back = candidate.mention, candidate.position, candidate.back
    name, sector, sort = position.name, mention.role, mention.kind
    role = valency(proposal, name)
    verb = "V" if hit.form in _FINITE else "N" if hit.form == "masdar" else hit.form
    voice = verb + ("p" if hit.trigger.passive else "")
    back = max(-2, min(back, 3))
    near = _distance(position.distance) if not back else "b"
    side = "R" if mention.first >= hit.last else "L"
    yield (blocks.stands, name, voice, hit.cut.conj, min(rank, 2))
    yield (blocks.fills, role, name, back, sector)
    yield f"id={hit.trigger.id}|{name}"
    yield f"id={hit.trigger.id}|{sector}"
    yield (blocks.sort_of, sort, mention.known, min(position.order, 4), side)
    yield (blocks.sector_of, sort, sector, name, voice)
    yield (blocks.nearness, near, name, voice, role)
    yield (blocks.sort_near, near, name, sort)
    yield (blocks.ranked, rank, name, role, sector)
    yield (with_kin, kind, blocks.of_type, name, back, rank)
    yield (with_kin, kind, blocks.takes, sort, sector, role, voice)
    yield f"head={mention.head}"
    yield (with_kin, kind, blocks.headed, word_classes().get(mention.head))
    if mention.number is not None:
        yield (with_kin, kind, blocks.counted, name, voice)
    if mention.flags & {"as_place", "capital"}:
        yield (with_kin, kind, blocks.as_place, name)
    if candidate.owner is not None:  # عناصرها: the words of the report that name them are the owner's
        yield f"possessed|{name}"
    if hit.first and doc.norms[hit.first - 1] in _PRONOUN:
        yield f"annahu|{name}|{rank}"
    opening = mention.first - doc.sentences[proposal.sentence].first
    if not back and opening < 4:
        yield f"opens|{name}"
    yield from _around(doc, mention, verb, name)
    if not back:
        yield from _between(reading, proposal, mention, verb)
    if mention.prep:
        yield f"glued={mention.prep}|{voice}"
    if not back and owns_site(doc, mention):
        yield (with_kin, kind, blocks.owns_site, voice)
    if hit.cut.pronoun:
        yield f"suffix|{verb}|{name}"
        if back or mention.last <= hit.first:
            yield f"suffix-earlier|{rank}"


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
    verb = "V" if form in _FINITE else "N" if form == "masdar" else form
    return verb + ("p" if proposal.hit.trigger.passive else "")


def broader(found: Iterable[Feature], kind: str) -> list[str]:
    """The features that name the event type, once more with its kin: what one type teaches, its kin learn.

    Blocks bring their own, by `with_kin`.
    """
    told, name = "|" + kind, "@" + kin(kind)
    return [f.replace(kind, name) for f in found if isinstance(f, str) and told in f]


def with_kin(kind: str, block: Callable[..., Iterator[str]], *arguments: object) -> Iterator[str]:
    """The features of a block about the event type `kind`, and once more with its kin."""
    found = list(block(kind, *arguments))
    yield from found
    yield from broader(found, kind)


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


def _around(doc: Document, mention: ActorMention, verb: str, name: str) -> Iterator[Feature]:
    """The words that stand right before and after the mention, and their classes."""
    if mention.first:
        before = doc.norms[mention.first - 1]
        yield (blocks.before, before, name[:4])
        yield f"before={before}|{verb}|{name[:4]}"
        if mention.first > 1:
            before2 = doc.norms[mention.first - 2]
            yield f"before2={before2} {before}"
            yield f"before2-class={word_classes().get(stem(before2))}|{name[:4]}"
        yield (blocks.ruled, ruled_by(doc, mention), verb, name[:4])
    if mention.last < len(doc.norms):
        yield (blocks.after, doc.norms[mention.last], name[:4])


def _between(reading: Reading, proposal: Proposal, mention: ActorMention, verb: str) -> Iterator[Feature]:
    """What stands between the mention and the trigger: other triggers, clause words, commas."""
    doc, hit = reading.doc, proposal.hit
    side = "R" if mention.first >= hit.last else "L"
    lo, hi = (hit.last, mention.first) if side == "R" else (mention.last, hit.first)
    norms = doc.norms[lo:hi]
    hits = [h for h in reading.hits_in.get(proposal.sentence, ()) if lo <= h.first < hi]
    verbs = min(len({h.first for h in hits if h.form in _FINITE}), 2)
    nouns = min(len({h.first for h in hits if h.form == "masdar"}), 2)
    commas = min(norms.count("،") + norms.count(","), 3)
    yield (blocks.crossed, verbs, nouns, side, verb, mention.kind, hit.cut.conj, commas)
    clauses = [[n for n in norms if n in words] for words in map(function_words, blocks.CLAUSES)]
    yield (blocks.clauses, tuple([min(len(found), 2) for found in clauses]), side, verb)
    for found in clauses:
        if found:
            yield from (f"between={n}|{side}" for n in set(found))
    if hit.first and side == "L":
        yield f"trigger-before={word_classes().get(stem(doc.norms[hit.first - 1]))}|{verb}|{min(hi - lo, 3)}"
