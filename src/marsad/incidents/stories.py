"""Stories, reports whose incidents a reader has marked, as lessons for joining.

A story teaches twice: by the claims that Marsad codes from its reports, and by the claims that it makes at the words
that the reader marked, with its own reading of place, time and actors there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.coder.claims import Claim, event_claims
from marsad.coder.code import assemble, code, decide_filled, fill_slots, prepare, worth_a_look
from marsad.coder.decide import Models, shipped
from marsad.coder.lexicon import Hit, Trigger
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.words import Cut
from marsad.incidents.pairs import kin
from marsad.incidents.training import Example, examples, told_by
from marsad.model import Report

__all__ = ["Lesson", "lessons", "marked_claims"]

Mention = Mapping[str, Any]  # report, quote, type
Story = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Claims of a story's reports, which incident each event tells of, and the decisions they teach."""

    claims: list[Claim]
    told: dict[str, str]
    examples: list[Example]


def lessons(story: Story) -> tuple[Lesson, Lesson]:
    """What a story teaches: by the coder's own claims, and by claims at the reader's marks."""
    coded = [claim for row in story["reports"] for claim in code(_report(row))]
    told, near = told_by(story, coded), told_by(story, coded, all_near=True)
    own = Lesson(coded, told, list(examples(story, coded, told, near)))
    marked, told = marked_claims(story)
    return own, Lesson(marked, told, list(examples(story, marked, told)))


def marked_claims(story: Story) -> tuple[list[Claim], dict[str, str]]:
    """An event claim for each of a story's mentions and the coder's counts of casualties; what each event tells of."""
    claims: list[Claim] = []
    told: dict[str, str] = {}
    for row in story["reports"]:
        mine = [
            (mention, incident["id"])
            for incident in story["incidents"]
            for mention in incident["mentions"]
            if str(mention["report"]) == str(row["id"])
        ]
        events, counts = _marked(_report(row), [mention for mention, _ in mine])
        told |= {event["id"]: incident for event, (_, incident) in zip(events, mine, strict=True)}
        claims += [*events, *counts]
    return claims, told


def _report(row: Mapping[str, Any]) -> Report:
    return Report(
        id=str(row["id"]),
        text=row["text"],
        published=row.get("published"),
        outlet=row.get("outlet"),
        title=row.get("title"),
        language="ar",
    )


def _marked(report: Report, mentions: Sequence[Mention]) -> tuple[list[Claim], list[Claim]]:
    reading, models = read(report), shipped()
    proposals = worth_a_look(reading, prepare(reading), models)
    marked = [_at(reading, proposals, m) for m in mentions]
    fill_slots(reading, [*proposals, *marked], models)
    events = [{**event_claims(reading, p, False)[0], "id": f"{report.id}:{i}"} for i, p in enumerate(marked)]
    return events, [c for c in _own(reading, proposals, models) if c["kind"] == "casualties"]


def _own(reading: Reading, proposals: list[Proposal], models: Models) -> list[Claim]:
    return assemble(reading, decide_filled(reading, proposals, models), models)


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
