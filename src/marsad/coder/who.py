"""Who did it, to whom: which actors of the report fill a proposal's slots.

Each entity is judged once per proposal, by its mention nearest to the trigger: position, valency of the frame, kind
of actor, distance. With models, two linear decisions (`actors`, `recipients`); without, the frame's valency alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.decide import Models
from marsad.coder.mentions import ActorMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import Position, positions

SLOTS = ("actors", "recipients")
_SIDES = {"side1": "actors", "side2": "recipients"}
_BACK = 2  # sentences looked back for an actor that the sentence itself does not name


def valency(proposal: Proposal, position: str) -> str | None:
    """The slot that the frame gives to a syntactic position, or None."""
    args, hit = proposal.hit.trigger.args, proposal.hit
    name = position.rstrip("&").split(":")[0].lstrip("x")
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


def candidates(reading: Reading, proposal: Proposal) -> list[tuple[ActorMention, Position, int]]:
    """One mention per entity with its position and how many sentences back it is, nearest sentence first."""
    doc, sentence = reading.doc, reading.doc.sentences[proposal.sentence]
    found = positions(doc, proposal.hit, reading.actors, sentence.first, sentence.last)
    out = []
    for entity in reading.entities:
        here = [(k, found[k]) for k in entity.mentions if k in found]
        if here:
            k, position = min(here, key=lambda kp: (kp[1].name.startswith("x"), kp[1].distance))
            out.append((reading.actors[k], position, 0))
            continue
        earlier = [k for k in entity.mentions if reading.actors[k].last <= sentence.first]
        if earlier:
            back = proposal.sentence - doc.sentence_of[reading.actors[earlier[-1]].first]
            if 0 < back <= _BACK:
                out.append((reading.actors[earlier[-1]], Position("prev", 99, 0), back))
    return out


def features(
    reading: Reading, proposal: Proposal, mention: ActorMention, position: Position, back: int, rank: int
) -> Iterator[str]:
    """What speaks for or against `mention` in a slot of `proposal`; readable, one string each."""
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    name = position.name
    role = valency(proposal, name)
    verb = "V" if hit.form in ("perfect", "imperfect", "future") else "N" if hit.form == "masdar" else hit.form
    voice = verb + ("p" if hit.trigger.passive else "")
    yield f"pos={name}"
    yield f"pos={name}|{voice}"
    yield f"pos={name}|{kind}"
    yield f"val={role}|{back}"
    yield f"val={role}|{name}"
    yield f"id={hit.trigger.id}|{name}"
    yield f"kind={mention.kind}"
    yield f"kind={mention.kind}|{name}"
    yield f"role={mention.role}|{kind}"
    yield f"role={mention.role}|{voice}|{name}"
    yield f"known={mention.known}"
    far = min(position.distance, 20) // 4 if not back else 9
    yield f"far={far}|{name[:3]}"
    yield f"order={min(position.order, 4)}|{'R' if mention.first >= hit.last else 'L'}"
    yield f"rank={rank}"
    yield f"back={back}|{kind}"
    yield f"head={mention.head}"
    if mention.number is not None:
        yield f"counted|{name}"
    if mention.first:
        yield f"before={doc.norms[mention.first - 1]}"
        yield f"before={doc.norms[mention.first - 1]}|{verb}"
        if mention.first > 1:
            yield f"before2={doc.norms[mention.first - 2]} {doc.norms[mention.first - 1]}"
    if mention.prep:
        yield f"glued={mention.prep}|{voice}"
    if mention.last < len(doc.norms):
        yield f"after={doc.norms[mention.last]}"
    if hit.cut.pronoun:
        yield f"suffix|{verb}|{name}"
        if back or mention.last <= hit.first:
            yield f"suffix-earlier|{rank}"


def ranked(reading: Reading, proposal: Proposal) -> list[tuple[ActorMention, Position, int, list[str]]]:
    """Candidates with their features; the rank counts same-sentence mentions on the same side, nearest first."""
    found = candidates(reading, proposal)
    sides: dict[str, int] = {}
    out = []
    for mention, position, back in sorted(found, key=lambda c: (c[2], c[1].distance)):
        side = "P" if back else "R" if mention.first >= proposal.last else "L"
        rank = sides[side] = sides.get(side, 0) + 1
        out.append((mention, position, back, list(features(reading, proposal, mention, position, back, min(rank, 4)))))
    return out


def fill(reading: Reading, proposal: Proposal, models: Models) -> None:
    """Fills `proposal.actors` and `proposal.recipients`."""
    chosen: dict[str, list[tuple[float, ActorMention]]] = {slot: [] for slot in SLOTS}
    for mention, position, back, feats in ranked(reading, proposal):
        if "actors" in models:
            scores = {slot: models[slot].score(feats) for slot in SLOTS}
        else:
            role = valency(proposal, position.name) if not back else None
            scores = {slot: 0.6 * (role == slot) for slot in SLOTS}
        slot = max(scores, key=lambda s: scores[s])
        if scores[slot] >= 0.5:
            chosen[slot].append((scores[slot], mention))
    for slot in SLOTS:
        mentions = [m for _, m in sorted(chosen[slot], key=lambda c: c[1].first)]
        setattr(proposal, slot, _without_nested(mentions))


def _without_nested(mentions: list[ActorMention]) -> list[ActorMention]:
    """`mentions` without those that lie inside another one."""
    return [
        m
        for m in mentions
        if not any(o is not m and o.first <= m.first and m.last <= o.last and (o.last - o.first) > (m.last - m.first) for o in mentions)
    ]
