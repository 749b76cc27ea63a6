"""Stories, reports whose incidents a reader has marked, as lessons for joining.

A story teaches twice: by the claims that Marsad codes from its reports, and by the claims that it makes at the words
that the reader marked, with its own reading of place, time and actors there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from marsad.coder.claims import Claim, event_claims
from marsad.coder.code import assemble, code, decide_filled, fill_slots, prepare, worth_a_look
from marsad.coder.decide import Models, shipped
from marsad.coder.lexicon import Hit, Trigger
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.standoff import reports_of, sha256
from marsad.coder.words import Cut
from marsad.incidents.pairs import kin
from marsad.incidents.training import Example, examples, place_of, told_by
from marsad.model import Report

__all__ = ["Lesson", "in_short", "lessons", "marked_claims", "restored"]

PAIRS = 71
"""Decisions that a coded story teaches at most: a third of a gold one's, since a long one that tells one thing all over
would outweigh all."""

Row = dict[str, Any]
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
    return own, by_marks(story)


def by_marks(story: Story) -> Lesson:
    """What a story teaches by claims at the reader's marks alone."""
    marked, told = marked_claims(story)
    return Lesson(marked, told, list(examples(story, marked, told)))


def in_short(story: Story) -> list[Example]:
    """At most `PAIRS` of the decisions that a story's marks teach, spread evenly over it."""
    found = by_marks(story).examples
    return found[:: -(-len(found) // PAIRS)] if found else found


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
    first, last = _tokens(reading, mention)
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


def _tokens(reading: Reading, mention: Mention) -> tuple[int, int]:
    start = place_of(mention, reading.doc.text)
    end = start + len(mention["quote"])
    inside = [i for i, t in enumerate(reading.doc.tokens) if t.start < end and start < t.end]
    return inside[0], inside[-1] + 1


def restored(coded: Path, *texts: Path) -> Iterator[Row]:
    """Stories from a file that holds only spans, with the reports that they belong to (JSONL, gzipped or not).

    A line a story: `reports` [{`report`, `sha256`}], `incidents` [{`id`, `type`, `killed`, `mentions` [{`report`,
    `type`, `quote` [start, end)}]}]. A report that is absent, or whose text is another,
    is passed over, mentions and all.
    """
    rows = [json.loads(line) for line in coded.read_text(encoding="utf-8").splitlines()]
    hashes = {r["report"]: r["sha256"] for row in rows for r in row["reports"]}
    known = {r["id"]: r for r in reports_of(texts) if hashes.get(r["id"]) == sha256(r["text"])}
    for row in rows:
        told = [{**i, "mentions": list(_with_words(i["mentions"], known))} for i in row["incidents"]]
        reports = [known[r["report"]] for r in row["reports"] if r["report"] in known]
        yield {**row, "reports": reports, "incidents": told}


def _with_words(mentions: Sequence[Mention], known: Mapping[str, Row]) -> Iterator[Row]:
    for mention in mentions:
        if report := known.get(mention["report"]):
            start, end = mention["quote"]
            yield {**mention, "start": start, "quote": report["text"][start:end]}
