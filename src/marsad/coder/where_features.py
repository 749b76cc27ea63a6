"""What speaks for a place as that of a proposal, and for none of the places: position, precision, what stands between.

Features are readable strings; the model `place` weighs them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.coder.classes import word_classes
from marsad.coder.clauses import Verbs
from marsad.coder.decide import Feature
from marsad.coder.lexicon import FINITE
from marsad.coder.mentions import PlaceMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import Position
from marsad.coder.who_context import verbs_around
from marsad.coder.who_features import kin

_UNNAMED = 9  # sentences to a place that none of the candidates is


class Candidate(NamedTuple):
    """A place that a proposal could have: its mention, where that stands, and how many sentences before the trigger."""

    mention: PlaceMention
    position: Position
    back: int  # negative: later


def key_of(mention: PlaceMention) -> str:
    """What makes two place mentions the same place."""
    place = mention.place or {}
    return str(place.get("id") or place.get("name") or mention.name)


@dataclass(slots=True)
class Scene:
    """The places of a report: how often and when each is named, and in which country most of them lie."""

    total: Counter[str]
    most: int = 0  # mentions of the place named most often
    first: dict[str, int] = field(default_factory=dict)  # key -> how many mentions of places come before
    country: str | None = None


def scene_of(reading: Reading) -> Scene:
    """The scene of a report."""
    scene = Scene(Counter(map(key_of, reading.places)))
    scene.most = max(scene.total.values(), default=0)
    for n, mention in enumerate(reading.places):
        scene.first.setdefault(key_of(mention), n)
    countries = Counter(c for m in reading.places if (c := (m.place or {}).get("country")))
    scene.country = next((c for c, _ in countries.most_common(1)), None)
    return scene


class _Company(NamedTuple):
    """What the candidates of a proposal have in common."""

    here: int  # how many stand in the trigger's sentence
    every: int
    named: dict[
        str, list[tuple[int, int]]
    ]  # a place's name -> sentences to, and number of, the candidates it names
    within: dict[str, list[tuple[int, int]]]  # the same of those that lie inside it
    verbs: Verbs  # of the trigger's sentence


def _company(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> _Company:
    named: dict[str, list[tuple[int, int]]] = {}
    within: dict[str, list[tuple[int, int]]] = {}
    for n, c in enumerate(found):
        place = c.mention.place or {}
        if name := place.get("name"):
            named.setdefault(str(name), []).append((abs(c.back), n))
        for holder in place.get("admin") or ():
            within.setdefault(holder, []).append((abs(c.back), n))
    here = sum(not c.back for c in found)
    return _Company(here, len(found), named, within, verbs_around(reading, proposal))


def describe(
    reading: Reading, proposal: Proposal, found: Sequence[Candidate], scene: Scene
) -> list[list[Feature]]:
    """The features of each candidate, nearest first, and at the end those of no place."""
    company = _company(reading, proposal, found)
    out = []
    for rank, c in enumerate(found):
        feats = list(_single(reading, proposal, c, min(rank, 4)))
        feats += _among(reading, proposal, c, rank, company, scene)
        out.append(feats)
    return [*out, list(_nowhere(reading, proposal, found, company))]


def _side(proposal: Proposal, c: Candidate) -> str:
    """Left or right of the trigger in its sentence, or a previous or next sentence."""
    if c.back:
        return "P" if c.back > 0 else "N"
    return "R" if c.mention.first >= proposal.last else "L"


def _single(reading: Reading, proposal: Proposal, c: Candidate, rank: int) -> Iterator[Feature]:
    """What a candidate is, and where it stands to the trigger."""
    doc, hit, kind, mention = reading.doc, proposal.hit, proposal.type, c.mention
    place = mention.place or {}
    precision, name, gone, side = place.get("precision"), c.position.name, min(c.back, 4), _side(proposal, c)
    form = "V" if hit.form in FINITE else "N"
    yield (_stands, name, precision, form)
    yield (_of_type, name, precision, kind, gone)
    yield (_valency, hit.trigger.args.get(name.rstrip("&")), mention.kind)
    yield (_is, precision, mention.rule, side, rank, min(c.position.order, 3))
    yield f"back={gone}" if c.back else f"far={min(c.position.distance, 24) // 4}|{side}"
    yield f"back={gone}|{precision}"
    if c.back:
        dates = [reading.dates[k] for k in reading.dates_in.get(proposal.sentence, ())]
        yield f"span={any(d.start != d.end for d in dates)}|{gone}"
        yield f"form={hit.form}|{'d' if hit.cut.article else 'i'}|{gone}"
        yield f"id={hit.trigger.id}|back"
    yield f"sentence={min(doc.sentence_of[mention.first], 2)}|{min(proposal.sentence, 3)}"
    if mention.first:
        yield f"before={doc.norms[mention.first - 1]}"
    if mention.place and mention.place.get("lat") is None:
        yield "nowhere"


def _stands(name: str, precision: str | None, form: str) -> Iterator[str]:
    """Where the place stands to the trigger."""
    yield f"pos={name}"
    yield f"pos={name}|{precision}"
    yield f"form={form}|{name}"


def _of_type(name: str, precision: str | None, kind: str, back: int) -> Iterator[str]:
    """Where it stands to which type of trigger, and to its kin."""
    for of in (kind, "@" + kin(kind)):
        yield f"pos={name}|{of}"
        yield f"type={of}|{precision}"
        yield f"back={back}|{of}"


def _valency(slot: str | None, word: str | None) -> Iterator[str]:
    """What the frame says of its position, and its own word for what it is."""
    yield f"val={slot}"
    yield f"kind={word}"


def _is(precision: str | None, rule: str, side: str, rank: int, order: int) -> Iterator[str]:
    """What sort of place it is, and how many are nearer."""
    yield f"precision={precision}|{side}"
    yield f"precision={precision}|{rank}"
    yield f"rule={rule}|{side}"
    yield f"rank={rank}|{side}"
    yield f"order={order}|{side}"


def _among(
    reading: Reading, proposal: Proposal, c: Candidate, number: int, company: _Company, scene: Scene
) -> Iterator[Feature]:
    """How a candidate stands to the other places, to actors, and to the verbs of the sentence."""
    place, key, side = c.mention.place or {}, key_of(c.mention), _side(proposal, c)
    precision, gone, kind = place.get("precision"), min(abs(c.back), 3), proposal.type
    often, first = min(scene.total[key], 4), min(scene.first[key], 2)
    main = place.get("country") is not None and place.get("country") == scene.country
    yield (_told, often, scene.total[key] == scene.most, first, main, side, precision, gone)
    holds = _nearest(company.within.get(str(place.get("name")), ()), number)
    held = min(
        (_nearest(company.named.get(h, ()), number) for h in place.get("admin") or ()), default=_UNNAMED
    )
    yield (_chain, min(holds, 3), min(held, 3), side, gone, precision)
    yield (_beside, min(company.here, 4), min(company.every, 6), side, gone, kind)
    yield (_actor, *_in_actor(reading, c.mention), side, precision, kind)
    if not c.back:
        yield from _verbs(proposal, c, company.verbs, side)


def _nearest(those: Sequence[tuple[int, int]], mine: int) -> int:
    """Sentences to the nearest of those candidates, the `mine`th apart."""
    return min((back for back, n in those if n != mine), default=_UNNAMED)


def _told(
    often: int, most: bool, first: int, main: bool, side: str, precision: str | None, back: int
) -> Iterator[str]:
    """How often the report names it, whether it names none more often, and whether it lies where most of them do."""
    yield f"many={often}|{side}{back}"
    yield f"most={most}|{side}|{precision}"
    yield f"most={most}|{min(often, 3)}|{side}"
    yield f"first={first}|{side}|{precision}"
    yield f"main={main}|{side}|{precision}"


def _chain(holds: int, held: int, side: str, back: int, precision: str | None) -> Iterator[str]:
    """How near a place is named that lies inside it, or that it lies in."""
    for name, near in (("holds", holds), ("held", held)):
        yield f"{name}={near}|{side}"
        yield f"{name}={near}|{back}|{precision}"


def _beside(here: int, count: int, side: str, back: int, kind: str) -> Iterator[str]:
    """How many other candidates there are."""
    yield f"of={count}|{side}"
    yield f"here={here}|{side}|{back}"
    yield f"here={here}|{side}|@{kin(kind)}"


def _in_actor(reading: Reading, mention: PlaceMention) -> tuple[bool, bool]:
    """Whether the place is part of an actor's name (قوات دمشق), and whether it is all of it."""
    at = bisect_right(reading.actors, mention.first, key=lambda a: a.first)
    over = [a for a in reading.actors[max(0, at - 4) : at] if mention.last <= a.last]
    return bool(over), any(a.first == mention.first and a.last == mention.last for a in over)


def _actor(inside: bool, whole: bool, side: str, precision: str | None, kind: str) -> Iterator[str]:
    """Whether it is part of an actor's name."""
    yield f"in-actor={inside}|{side}"
    yield f"in-actor={inside}|{precision}|{side}"
    yield f"is-actor={whole}|{side}|@{kin(kind)}"


def _verbs(proposal: Proposal, c: Candidate, verbs: Verbs, side: str) -> Iterator[Feature]:
    """The finite verbs between a place of the sentence and the trigger, and the one right before it."""
    mention, form = c.mention, "V" if proposal.hit.form in FINITE else "N"
    lo, hi = (proposal.last, mention.first) if side == "R" else (mention.last, proposal.first)
    between = [lemma for at, lemma in verbs if lo <= at < hi]
    near = (between[0] if side == "L" else between[-1]) if between else ""
    own = next((lemma for at, lemma in reversed(verbs) if at < mention.first <= at + 2), "")
    yield (_crossed, min(len(between), 3), near, own, side, form, c.position.name)


def _crossed(count: int, near: str, own: str, side: str, form: str, name: str) -> Iterator[str]:
    """The verbs between it and the trigger, and the one that it stands behind."""
    yield f"finite={count}|{side}|{form}"
    yield f"finite={count}|{name}"
    if near:
        yield f"over={word_classes().get(near)}|{side}|{form}"
    if own:
        yield f"of-verb={word_classes().get(own)}|{side}"


def _nowhere(
    reading: Reading, proposal: Proposal, found: Sequence[Candidate], company: _Company
) -> Iterator[Feature]:
    """What speaks for none of the places."""
    hit, back = proposal.hit, sum(c.back > 0 for c in found)
    definite, sentence = "d" if hit.cut.article else "i", min(proposal.sentence, 3)
    yield (nothing, proposal.type, hit.trigger.id, min(company.here, 3), proposal.certainty)
    yield f"none|here={min(company.here, 3)}|{proposal.type}"
    yield (_none_here, min(company.here, 2), min(back, 3), hit.form, definite, sentence)
    yield f"none|first={found[0].position.name if found else None}"


def nothing(kind: str, trigger: str, here: int, certainty: str) -> Iterator[str]:
    """What the trigger says of an event without place or without time; `here` are those that its sentence names."""
    yield "none"
    yield f"none|{trigger}"
    yield f"none|{certainty}"
    yield f"none|here={here}"
    yield f"none|here={here}|@{kin(kind)}"
    yield f"none|{kind}"
    yield f"none|@{kin(kind)}"


def _none_here(here: int, back: int, form: str, definite: str, sentence: int) -> Iterator[str]:
    """How many places there are, to what form of trigger."""
    yield f"none|here={here}|back={back}"
    yield f"none|here={here}|{form}|{definite}"
    yield f"none|here={here}|sentence={sentence}"
