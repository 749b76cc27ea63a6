"""A reader's mentions of incidents as claims: Marsad's own reading of place, time and actors at the words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from marsad.coder.claims import Claim, event_claims
from marsad.coder.code import assemble, decide_filled, fill_slots, prepare, worth_a_look
from marsad.coder.decide import Models, shipped
from marsad.coder.lexicon import Hit, Trigger
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.words import Cut
from marsad.incidents.pairs import kin
from marsad.model import Report

__all__ = ["mention_claims"]

Mention = Mapping[str, Any]  # report, quote, type


def mention_claims(row: Mapping[str, Any], mentions: Sequence[Mention]) -> tuple[list[Claim], list[Claim]]:
    """An event claim for each of a report's gold mentions, in their order, and the coder's own counts of casualties."""
    report = Report(
        id=str(row["id"]), text=row["text"], published=row["published"], outlet=row["outlet"], language="ar"
    )
    reading, models = read(report), shipped()
    proposals = worth_a_look(reading, prepare(reading), models)
    marked = [_at(reading, proposals, m) for m in mentions]
    fill_slots(reading, [*proposals, *marked], models)
    events = [_claim(reading, p, m, i) for i, (p, m) in enumerate(zip(marked, mentions, strict=True))]
    return events, [c for c in _own(reading, proposals, models) if c["kind"] == "casualties"]


def _own(reading: Reading, proposals: list[Proposal], models: Models) -> list[Claim]:
    return assemble(reading, decide_filled(reading, proposals, models), models)


def _claim(reading: Reading, proposal: Proposal, mention: Mention, number: int) -> Claim:
    """The claim at a mention; the second mention of one trigger takes its second place, if it has one."""
    claims = event_claims(reading, proposal, False)
    return {**claims[0], "id": f"{reading.report.id}:{number}", "quote": mention["quote"]}


def _at(reading: Reading, proposals: Sequence[Proposal], mention: Mention) -> Proposal:
    """The proposal at the words of a mention, with its type: an own one if it overlaps, else made from the words."""
    first, last = _tokens(reading, mention["quote"])
    best = max(_overlapping(proposals, first, last, mention["type"]), key=lambda kp: kp[0], default=None)
    if best is not None:
        return replace(
            best[1], type=mention["type"], places=[], actors=[], recipients=[], rules=list(best[1].rules)
        )
    head = Trigger(f"{mention['type']}/marked", mention["type"], 0.5)
    hit = Hit(first, last, head, "masdar", Cut("", "", False, reading.doc.norms[first], ""))
    return Proposal(hit, mention["type"], reading.doc.sentence_of[first])


def _overlapping(
    proposals: Sequence[Proposal], first: int, last: int, kind: str
) -> Iterator[tuple[tuple[bool, bool, int], Proposal]]:
    for p in proposals:
        if p.first < last and first < p.last and "." not in p.type:
            yield (p.type == kind, kin(p.type, kind), -p.first), p


def _tokens(reading: Reading, quote: str) -> tuple[int, int]:
    start = reading.doc.text.find(quote)
    end = start + len(quote)
    inside = [i for i, t in enumerate(reading.doc.tokens) if t.start < end and start < t.end]
    return inside[0], inside[-1] + 1
