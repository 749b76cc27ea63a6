"""Room 9, claims: what was decided, put into the codebook's form.

Field order is the codebook's, ids are stable hashes of what the claim says, and every quote is cut from the stored
text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.coder.attribution import drop_own, sources_of
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading

Claim = dict[str, Any]


def actor_record(mention: ActorMention) -> dict[str, Any]:
    """The codebook's actor."""
    return {"name": mention.name, "id": mention.id, "role": mention.role, "country": mention.country}


def evidence(
    reading: Reading, trigger: tuple[int, int], others: Iterable[tuple[int, int]]
) -> list[dict[str, Any]]:
    """Evidence spans: the trigger first, then other token ranges in text order, without repeats and overlaps."""
    doc = reading.doc
    ranges = [trigger]
    for first, last in sorted(set(others)):
        if all(last <= lo or first >= hi for lo, hi in ranges):
            ranges.append((first, last))
    spans = [(doc.tokens[lo].start, doc.tokens[hi - 1].end) for lo, hi in ranges]
    return [{"start": lo, "end": hi, "text": doc.text[lo:hi]} for lo, hi in spans]


def claim_id(report: str, parts: Sequence[object]) -> str:
    """A stable id: the same report and statement give the same id."""
    text = "\x1f".join([report, *map(str, parts)])
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def finish(
    reading: Reading,
    kind: str,
    fields: dict[str, Any],
    spans: list[dict[str, Any]],
    stated: tuple[list[dict[str, Any]], str, float, list[str]],
) -> Claim:
    """A whole claim; `stated` is sources, certainty, confidence and origin."""
    sources, certainty, confidence, origin = stated
    place = (fields.get("place") or {}).get("name")
    key = [kind, *(fields.get(k) for k in ("type", "outcome", "category", "change", "relation")), place]
    key += [spans[0]["start"], spans[0]["end"], (fields.get("actor") or fields.get("a") or {}).get("name")]
    key += [fields["b"]["name"]] if "b" in fields else []
    return {
        "report": reading.report.id,
        "id": claim_id(reading.report.id, key),
        "kind": kind,
        **fields,
        "evidence": spans,
        "sources": sources,
        "certainty": certainty,
        "confidence": round(confidence, 3),
        "origin": origin,
    }


def time_of(proposal: Proposal) -> dict[str, str] | None:
    """The codebook's time, or None."""
    date = proposal.date
    if date is None or date.start is None:
        return None
    return {"start": date.start, "end": date.end or date.start}


def places_of(proposal: Proposal) -> Sequence[PlaceMention | None]:
    """The proposal's places, or one unknown place."""
    return proposal.places or [None]


def _spans(
    reading: Reading, proposal: Proposal, place: PlaceMention | None, others: Sequence[tuple[int, int]] = ()
) -> list[dict[str, Any]]:
    mentions: list[ActorMention | PlaceMention] = [*proposal.actors, *proposal.recipients]
    mentions += [place] if place else []
    near = [m for m in mentions if reading.doc.sentence_of[m.first] == proposal.sentence]
    spans = [*((m.first, m.last) for m in near), *others]
    return evidence(reading, (proposal.first, proposal.last), spans)


def _origin(proposal: Proposal) -> list[str]:
    rules = [proposal.hit.trigger.id, *proposal.rules]
    if proposal.places:
        rules.append(f"place/{proposal.places[0].rule}")
    if proposal.date is not None:
        rules.append(f"time/{proposal.date.rule}")
    return rules


def _stated(
    reading: Reading, proposal: Proposal, own_words: bool
) -> tuple[list[dict[str, Any]], str, float, list[str]]:
    around = reading.attributions.scopes_at
    frames = around(proposal.first) if proposal.frames is None else proposal.frames
    told = reading.attributions.told_at(proposal.first, proposal.last) if own_words else ()
    sources = sources_of(frames, told)
    if own_words:
        sources = drop_own(sources, [actor_record(m) for m in proposal.actors])
    certainty, time, published = proposal.certainty, time_of(proposal), reading.report.published
    if certainty == "asserted" and time and published and time["start"] > published[:10]:
        certainty = "called_for"  # dated behind the day of the report: planned
    return sources, certainty, proposal.score, _origin(proposal)


def event_claims(
    reading: Reading,
    proposal: Proposal,
    own_words: bool,
    weapon: tuple[str, tuple[int, int]] | None = None,
) -> list[Claim]:
    """One event claim per place of the proposal; `own_words` where the event is itself an act of speech.

    `weapon` is its name in the report's words and the tokens that name it.
    """
    out = []
    for place in places_of(proposal):
        fields = {
            "type": proposal.type,
            "actors": [actor_record(m) for m in proposal.actors],
            "recipients": [actor_record(m) for m in proposal.recipients],
            "place": place.place if place else None,
            "time": time_of(proposal),
            "weapon": weapon[0] if weapon else None,
        }
        out.append(
            finish(
                reading,
                "event",
                fields,
                _spans(reading, proposal, place, [weapon[1]] if weapon else []),
                _stated(reading, proposal, own_words),
            )
        )
    return out


def control_claims(
    reading: Reading,
    proposal: Proposal,
    actors: Sequence[ActorMention],
    change: str,
    extent: str,
    places: Sequence[PlaceMention | None],
    score: float,
) -> list[Claim]:
    """One control claim per actor and place."""
    out = []
    sources, certainty, _, origin = _stated(reading, proposal, False)
    for place in places:
        for actor in actors:
            fields = {
                "actor": actor_record(actor),
                "place": place.place if place else None,
                "change": change,
                "extent": extent,
                "time": time_of(proposal),
            }
            spans = _spans(reading, proposal, place)
            out.append(finish(reading, "control", fields, spans, (sources, certainty, score, origin)))
    return out


def relation_claims(reading: Reading, proposal: Proposal, relation: str) -> list[Claim]:
    """One relation claim per pair of the proposal's two sides."""
    out = []
    for a in proposal.actors:
        for b in proposal.recipients:
            within = (
                a.first < proposal.first < b.first < a.last
            )  # ميليشيات مقربة من الحشد are not الحشد, whose id they bear
            if a.name == b.name or (a.id and a.id == b.id and not within):
                continue
            fields = {
                "a": actor_record(a),
                "b": actor_record(b),
                "relation": relation,
                "place": proposal.places[0].place if proposal.places and relation == "allied" else None,
                "time": None,
            }
            spans = _spans(reading, proposal, None)
            out.append(finish(reading, "relation", fields, spans, _stated(reading, proposal, False)))
    return out
