"""Where it happened: the place of a proposal among the places that the report names.

One linear decision per place mention (`place`); without models, the nearest place of the sentence, then the last one
named before it. Towns in a list behind one trigger are all kept: the same thing in three towns is three events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from marsad.coder.decide import Feature, Models
from marsad.coder.lexicon import FINITE
from marsad.coder.mentions import PlaceMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import Position, positions
from marsad.coder.text import fold
from marsad.coder.words import stem
from marsad.knowledge import read_yaml

_LEAST, _LEAST_BACK = 0.3, 0.4  # the least likely place taken: of the sentence, of an earlier one
_AHEAD = 3  # sentences looked ahead: a lead names the province, the body the town
_FINE = frozenset({"site", "neighbourhood", "settlement"})  # precisions that a later sentence may add
_PLACES = 12  # distinct places looked back for; a page of text names fewer


def key_of(mention: PlaceMention) -> str:
    """What makes two place mentions the same place."""
    place = mention.place or {}
    return str(place.get("id") or place.get("name") or mention.name)


def counts(reading: Reading) -> Counter[str]:
    """How often each place is named in the report."""
    return Counter(key_of(p) for p in reading.places)


def candidates(reading: Reading, proposal: Proposal) -> list[tuple[PlaceMention, Position, int]]:
    """Place mentions of the sentence with their positions, then the places named before by their latest mention."""
    here = reading.places_in.get(proposal.sentence, [])
    found = positions(reading.doc, proposal.hit, reading.places, here)
    out = [(reading.places[k], p, 0) for k, p in sorted(found.items())]
    seen = {key_of(m) for m, _, _ in out}
    for sentence in range(proposal.sentence - 1, -1, -1):
        if len(seen) >= _PLACES:
            break
        for k in reversed(reading.places_in.get(sentence, [])):
            mention = reading.places[k]
            if key_of(mention) not in seen:
                seen.add(key_of(mention))
                out.append((mention, Position("prev", 99, len(out)), proposal.sentence - sentence))
    for ahead in range(1, _AHEAD + 1):
        for k in reading.places_in.get(proposal.sentence + ahead, []):
            mention = reading.places[k]
            if key_of(mention) not in seen and (mention.place or {}).get("precision") in _FINE:
                seen.add(key_of(mention))
                out.append((mention, Position("next", 99, len(out)), -ahead))
    return out


def features(
    reading: Reading,
    proposal: Proposal,
    mention: PlaceMention,
    position: Position,
    back: int,
    total: Counter[str],
    rank: int,
) -> Iterator[Feature]:
    """What speaks for or against `mention` as the place of `proposal`."""
    doc, hit, kind = reading.doc, proposal.hit, proposal.type
    place = mention.place or {}
    precision, name, gone = place.get("precision"), position.name, min(back, 4)
    side = "P" if back > 0 else "N" if back < 0 else "R" if mention.first >= hit.last else "L"
    form = "V" if hit.form in FINITE else "N"
    yield (_stands, name, precision, form)
    yield (_of_type, name, precision, kind, gone)
    yield (_valency, hit.trigger.args.get(name.rstrip("&")), mention.kind)
    yield (_is, precision, mention.rule, side, rank, min(position.order, 3))
    far = f"far={min(position.distance, 24) // 4}|{side}" if not back else f"back={gone}"
    yield (_far, far, gone, precision, min(total[key_of(mention)], 4))
    yield (_within, _holder(reading, mention, proposal), side, precision, form)
    if back:
        dates = [reading.dates[k] for k in reading.dates_in.get(proposal.sentence, ())]
        span = any(d.start != d.end for d in dates)
        yield f"span={span}|{gone}"
        yield f"form={hit.form}|{'d' if hit.cut.article else 'i'}|{gone}"
        yield f"id={hit.trigger.id}|back"
    sentence = doc.sentence_of[mention.first]
    yield f"sentence={min(sentence, 2)}|{min(proposal.sentence, 3)}"
    if mention.first:
        yield f"before={doc.norms[mention.first - 1]}"
    if mention.place and mention.place.get("lat") is None:
        yield "nowhere"
    if _contains_later(reading, mention, proposal.sentence):
        yield f"wider|{side}"


def _holder(reading: Reading, mention: PlaceMention, proposal: Proposal) -> str:
    """Whether the trigger's sentence names a place, and one that holds `mention`."""
    here = [reading.places[k] for k in reading.places_in.get(proposal.sentence, ())]
    chain = (mention.place or {}).get("admin") or ()
    if not here:
        return "nowhere"
    held = any(o is not mention and o.place and o.place.get("name") in chain for o in here)
    return "held" if held else "elsewhere"


def _within(holder: str, side: str, precision: str | None, form: str) -> Iterator[str]:
    """How it lies to what the trigger's sentence names."""
    yield f"holder={holder}|{side}"
    yield f"holder={holder}|{side}|{precision}"
    yield f"holder={holder}|{side}|{form}"


def _stands(name: str, precision: str | None, form: str) -> Iterator[str]:
    """Where the place stands to the trigger."""
    yield f"pos={name}"
    yield f"pos={name}|{precision}"
    yield f"form={form}|{name}"


def _of_type(name: str, precision: str | None, kind: str, back: int) -> Iterator[str]:
    """Where it stands to which type of trigger."""
    yield f"pos={name}|{kind}"
    yield f"type={kind}|{precision}"
    yield f"back={back}|{kind}"


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


def _far(far: str, back: int, precision: str | None, often: int) -> Iterator[str]:
    """How far it is, and how often the report names it."""
    yield far
    yield f"back={back}|{precision}"
    yield f"many={often}|{back}"


def _contains_later(reading: Reading, mention: PlaceMention, sentence: int) -> bool:
    """Whether the sentence names a finer place whose administrative chain holds this one."""
    name = (mention.place or {}).get("name")
    if not name:
        return False
    others = (reading.places[k] for k in reading.places_in.get(sentence, ()))
    return any(o is not mention and o.place and name in (o.place.get("admin") or ()) for o in others)


def ranked(
    reading: Reading, proposal: Proposal, total: Counter[str]
) -> list[tuple[PlaceMention, Position, int, list[Feature]]]:
    """Candidates with their features; the rank counts by nearness."""
    found = sorted(candidates(reading, proposal), key=lambda c: (abs(c[2]), c[2] < 0, c[1].distance))
    return [
        (m, p, back, list(features(reading, proposal, m, p, back, total, min(rank, 4))))
        for rank, (m, p, back) in enumerate(found)
    ]


def fill(reading: Reading, proposal: Proposal, models: Models, total: Counter[str]) -> None:
    """Fills `proposal.places`: the best place, and those listed with it."""
    if own := _named_by_trigger(reading, proposal):
        proposal.places = [own]
        return
    scored = []
    for mention, position, back, feats in ranked(reading, proposal, total):
        score = models["place"].score(feats) if "place" in models else _rule(mention, position, abs(back))
        scored.append((score, mention, back))
    near = scored
    scored = [s for s in scored if s[0] >= (_LEAST_BACK if s[2] else _LEAST)]
    if not scored:
        return
    score, best, back = max(scored, key=lambda s: (s[0], -abs(s[2]), -abs(s[1].first - proposal.first)))
    listed = [m for s, m, b in near if m is not best and not back and not b and s >= _LEAST / 2]
    proposal.places = [best, *listed_with(reading, best, listed)]


def _named_by_trigger(reading: Reading, proposal: Proposal) -> PlaceMention | None:
    """The place whose first word is the trigger's last: "handed over the building" of "the building of the post"."""
    here = (reading.places[k] for k in reading.places_in.get(proposal.sentence, ()))
    return next((m for m in here if proposal.first < m.first < proposal.last < m.last), None)


def _rule(mention: PlaceMention, position: Position, back: int) -> float:
    """The rule's preference where no model is loaded: near, same sentence, fine rather than coarse."""
    coarse = (mention.place or {}).get("precision") in ("country", "admin1", None)
    return max(0.0, 0.9 - 0.1 * back - 0.01 * min(position.distance, 40) - 0.15 * coarse)


def listed_with(reading: Reading, best: PlaceMention, others: list[PlaceMention]) -> list[PlaceMention]:
    """Those of `others` that stand in one list with `best`: commas, و, kinds of place and brackets between them."""
    row = sorted([best, *others], key=lambda m: m.first)
    at = row.index(best)
    lo = hi = at
    while lo > 0 and _joined(reading, row[lo - 1], row[lo]):
        lo -= 1
    while hi + 1 < len(row) and _joined(reading, row[hi], row[hi + 1]):
        hi += 1
    told = {key_of(best)}
    out = []
    for mention in row[lo : hi + 1]:
        if key_of(mention) not in told:
            told.add(key_of(mention))
            out.append(mention)
    return out


def _joined(reading: Reading, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether `right` continues a list that `left` is in."""
    norms = reading.doc.norms
    between = norms[left.last : right.first]
    if "(" in between and ")" in between:  # a bracketed direction belongs to the town before it
        between = between[: between.index("(")] + between[between.index(")") + 1 :]
    if (
        any(n not in ("،", ",", "و", "«", "»", '"') and stem(n) not in _kinds() for n in between)
        or len(between) > 3
    ):
        return False
    return norms[right.first].startswith("و") or any(
        n in ("،", ",", "و") or n.startswith("و") for n in between
    )


@cache
def _kinds() -> frozenset[str]:
    """Folded words for kinds of place, which may repeat inside a list (مدينة X وبلدتي Y وZ)."""
    return frozenset(fold(w) for w in read_yaml("words/syntax.yaml")["listed_kinds"])
