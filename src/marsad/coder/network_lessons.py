"""What the network learns from: reports read, with the proposals that gold states and the options that gold takes.

Of reports coded whole also the counts of people and the pairs of standing that gold has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.coder import when, where, who, whose
from marsad.coder.claim_lessons import right_people, stands_in, tolls
from marsad.coder.code import fill_slots
from marsad.coder.decide import Models
from marsad.coder.gold import right_dates, right_places, right_sources
from marsad.coder.network_counts import PEOPLE, Stand, count_of, people_options, stand_of
from marsad.coder.network_input import (
    Option,
    Trigger,
    actor_options,
    columns,
    date_options,
    place_options,
    source_options,
    trigger_of,
)
from marsad.coder.standing import pairs, standing_hits
from marsad.coder.training import Lesson, right_names
from marsad.coder.victims import around
from marsad.coder.who_candidates import Candidate

SLOTS = ("actors", "recipients", "place", "date", "source")
LONGEST = 600  # tokens of a report that are learnt from


@dataclass(slots=True)
class Told:
    """One choice: the index of its trigger, its options, and which of them are right; the last stands for none."""

    trigger: int
    options: list[Option]
    right: set[int]


@dataclass(slots=True)
class Sample:
    """A report as the network reads it, and what gold says."""

    columns: dict[str, list[str]]
    lines: list[int]  # the sentence of each token
    triggers: list[Trigger]
    stated: list[bool]  # of each trigger: whether gold states its event
    judged: list[bool]  # of each trigger: whether gold speaks of it
    told: dict[str, list[Told]] = field(default_factory=dict)
    counts: list[Trigger] = field(default_factory=list)
    counted: list[bool] = field(default_factory=list)  # of each count: whether gold has it
    people: dict[str, list[Told]] = field(default_factory=dict)  # whose gold's counts are, and who hurt them
    stands: list[Stand] = field(default_factory=list)
    stood: list[bool] = field(default_factory=list)  # of each pair: whether gold says that it stands so


def sample(item: Lesson, models: Models | None = None) -> Sample:
    """The sample of a lesson, cut behind `LONGEST` tokens.

    `models`, which decide the events that counts go with, are given for lessons that were coded whole.
    """
    doc, size = item.reading.doc, min(len(item.reading.doc.norms), LONGEST)
    kept = [i for i, p in enumerate(item.proposals) if p.last <= size]
    triggers = [trigger_of(item.proposals[i]) for i in kept]
    out = Sample(
        {name: column[:size] for name, column in columns(item.reading, item.proposals).items()},
        list(doc.sentence_of[:size]),
        triggers,
        [i in item.gold for i in kept],
        [item.judged is None or i in item.judged for i in kept],
        {slot: [] for slot in SLOTS},
    )
    number = {i: n for n, i in enumerate(kept)}
    cast = who.looks(item.reading, item.proposals, item.gold)
    for i, claims in item.gold.items():
        if i in number:
            for slot, options, right in _choices(item, i, claims, cast[i]):
                out.told[slot].append(Told(number[i], _inside(options, size), right))
    if models is not None:
        _add_counts(out, item, models, size)
        _add_stands(out, item, size)
    return out


def _inside(options: Sequence[Option], size: int) -> list[Option]:
    """The options with their words within the first `size` tokens."""
    return [Option(min(o.first, size - 1), min(o.last, size - 1), o.names) for o in options]


def _add_counts(out: Sample, item: Lesson, models: Models, size: int) -> None:
    """The counts of a lesson, and of those that gold has the choices of people."""
    narrow = item.narrowed(models)
    fill_slots(narrow.reading, narrow.proposals, models)
    out.people = {name: [] for name in PEOPLE}
    for toll, gold in tolls(narrow, models):
        if toll.candidate.group_last > size:
            continue
        at, found = len(out.counts), around(toll)
        out.counts.append(count_of(toll))
        out.counted.append(gold is not None)
        options = _inside(people_options(toll, found), size)
        for name in PEOPLE:
            if gold is not None and (right := right_people(gold, name, found)):
                out.people[name].append(Told(at, options, right))


def _add_stands(out: Sample, item: Lesson, size: int) -> None:
    """The pairs that the words of standing of a lesson could join."""
    for hit in standing_hits(item.reading):
        sentence = item.reading.doc.sentence_of[hit.first]
        for pair in pairs(item.reading, hit):
            told = stand_of(hit, sentence, pair)
            if max(told.spans) < size:
                out.stands.append(told)
                out.stood.append(stands_in(item.claims, hit, pair))


def _choices(
    item: Lesson, i: int, claims: Sequence[dict[str, Any]], cast: Sequence[Candidate]
) -> Iterator[tuple[str, list[Option], set[int]]]:
    """The choices of a proposal that gold speaks of; where gold takes what is no option, there is none to learn."""
    proposal = item.proposals[i]
    for slot in who.SLOTS:
        yield slot, actor_options(proposal, cast), right_names(claims, slot, cast)
    told = [c for c in claims if c["kind"] != "relation"]
    if not told:
        return
    places = where.candidates(item.reading, proposal)
    if right := right_places(told, places):
        yield "place", place_options(proposal, places), right
    dates = when.candidates(item.reading, proposal)
    if right := right_dates(told, dates):
        yield "date", date_options(item.reading, proposal, dates), right
    frames = whose.candidates(whose.named_frames(item.reading), proposal)
    if right := right_sources(told, frames) if any(c.get("sources") for c in item.claims) else set():
        around = item.reading.attributions.scopes_at(proposal.first)
        yield "source", source_options(item.reading.doc, proposal, frames, around), right
