"""Fitting the coder's small models on gold claims. Needs the `train` extra (scikit-learn); coding does not.

Gold: a report a line with `claims`; a gold claim has `quote` (its trigger, letter by letter) in place of `evidence`,
and every name is a list of names that are equally right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.coder import when, where, who
from marsad.coder.claim_lessons import (
    casualty_examples,
    category_choices,
    people_examples,
    standing_examples,
    territory_examples,
    tolls,
)
from marsad.coder.code import company, fill_slots, first_look, prepare, set_priors, worth_a_look
from marsad.coder.decide import Feature, Linear, Models, flat
from marsad.coder.eventness import context, features, words
from marsad.coder.examples import PUBLISHED, examples
from marsad.coder.fitting import Example, fit, fit_shares, fit_trees
from marsad.coder.gold import NEAR, names, right_dates, right_places, same_name
from marsad.coder.grammar import believed
from marsad.coder.network_counts import PEOPLE
from marsad.coder.proposals import Proposal
from marsad.coder.ranking import Choice, fit_choice
from marsad.coder.reading import Reading, read
from marsad.coder.silence import FOLDS, Subject, fit_matter, quiet_rows, subjects
from marsad.coder.tenor import subject_words, tenor
from marsad.coder.where_features import describe as describe_places
from marsad.coder.where_features import scene_of
from marsad.coder.who_candidates import Candidate
from marsad.coder.who_pairs import beside
from marsad.model import Report


@dataclass(slots=True)
class Lesson:
    """A report read once, its proposals, and which gold claims each of them states."""

    reading: Reading
    proposals: list[Proposal]
    gold: dict[int, list[dict[str, Any]]]  # index of the proposal -> gold claims that share its trigger
    claims: list[dict[str, Any]]
    judged: frozenset[int] | None = None  # proposals that the lesson speaks of; None: all of them
    frame: str | None = None  # of an example sentence: the frame file that it stands in

    def narrowed(self, models: Models) -> Lesson:
        """The lesson with the proposals that are worth a look under `models`."""
        left = {id(p) for p in worth_a_look(self.reading, self.proposals, models)}
        index = {i: n for n, i in enumerate(i for i, p in enumerate(self.proposals) if id(p) in left)}
        judged = None if self.judged is None else frozenset(index[i] for i in self.judged if i in index)
        gold = {index[i]: c for i, c in self.gold.items() if i in index}
        left_over = [self.proposals[i] for i in index]
        return Lesson(self.reading, left_over, gold, self.claims, judged, self.frame)


def lesson(row: dict[str, Any]) -> Lesson:
    """The lesson of one gold report."""
    report = Report(
        id=row["id"],
        text=row["text"],
        published=row.get("published"),
        outlet=row.get("outlet"),
        title=row.get("title"),
        language="ar",
    )
    reading = read(report)
    proposals = prepare(reading)
    gold = match(reading, proposals, row["claims"])
    return Lesson(reading, proposals, gold, row["claims"])


def gold_rows(path: Path) -> list[dict[str, Any]]:
    """The gold reports of a JSONL file; `ValueError` names the line that is none."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            row["id"], row["text"], row["claims"]
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{path}:{number}: not a gold report: {error}") from None
        rows.append(row)
    return rows


def silence(
    quiet: Path | None, texts: Path | None, known: Collection[str]
) -> tuple[list[Lesson], list[Subject]]:
    """Lessons in claiming nothing, and in what a report is about; none where no such reports are given.

    `quiet` are reports of no conflict, `texts` reports of conflicts, those with a `known` id left out.
    """
    if quiet is None:
        return [], []
    rows, others = quiet_rows(quiet, known)
    return [lesson(row) for row in rows], subjects(others, texts, known) if texts else []


def example_lessons() -> tuple[Lesson, ...]:
    """The frame files' own example sentences as lessons: each speaks only of what it states or rules out."""
    out = []
    for example in examples():
        claims = [_example_gold(example.frame, c) for c in example.claims]
        row = {"id": example.report.id, "text": example.text, "published": PUBLISHED, "claims": claims}
        item = lesson(row)
        ruled_out = {i for i, p in enumerate(item.proposals) if p.type.split(".")[0] == example.frame}
        item.judged = frozenset(item.gold) if claims else frozenset(ruled_out)
        item.frame = example.frame
        out.append(item)
    return tuple(out)


def _example_gold(frame: str, claim: dict[str, Any]) -> dict[str, Any]:
    """An example's claim in the gold's form."""
    kind = claim.get("kind", "event")
    out = {**claim, "kind": kind, "quote": claim["trigger"]}
    out.setdefault("type", frame)
    out["place"] = {"name": claim["place"]} if claim.get("place") else None
    return out


def type_of(claim: dict[str, Any]) -> str | None:
    """The proposal type that states a gold claim, None for casualties."""
    if claim["kind"] == "event":
        return str(claim["type"])
    if claim["kind"] == "control":
        return f"control.{claim['change']}"
    return f"relation.{claim['relation']}" if claim["kind"] == "relation" else None


def match(
    reading: Reading, proposals: list[Proposal], claims: list[dict[str, Any]]
) -> dict[int, list[dict[str, Any]]]:
    """Gold claims by the one proposal that states them best: same type, overlapping or nearest trigger."""
    text, tokens = reading.doc.text, reading.doc.tokens
    groups: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    for claim in claims:
        kind, at = type_of(claim), text.find(claim.get("quote") or "\0")
        if kind and at >= 0:
            groups.setdefault((kind, at, at + len(claim["quote"])), []).append(claim)
    pairs = []
    for key in groups:
        for i, p in enumerate(proposals):
            start, end = tokens[p.first].start, tokens[p.last - 1].end
            gap = max(start, key[1]) - min(end, key[2])
            if p.type == key[0] and gap <= NEAR:
                pairs.append((max(gap, 0), -p.hit.trigger.weight, abs(start - key[1]), i, key))
    out: dict[int, list[dict[str, Any]]] = {}
    used: set[tuple[str, int, int]] = set()
    for *_, i, key in sorted(pairs):
        if i not in out and key not in used:
            used.add(key)
            out[i] = groups[key]
    return out


def place_choices(lessons: Iterable[Lesson]) -> list[Choice]:
    """A choice per proposal that gold speaks of: among its places and none, which comes last.

    Where gold has a place that is none of the candidates, nothing is learnt.
    """
    out: list[Choice] = []
    for item in lessons:
        scene = scene_of(item.reading)
        for i, claims in _told(item):
            found = where.candidates(item.reading, item.proposals[i])
            if right := right_places(claims, found):
                out.append(_choice(describe_places(item.reading, item.proposals[i], found, scene), right))
    return out


def date_choices(lessons: Iterable[Lesson]) -> list[Choice]:
    """A choice per proposal that gold speaks of: among its dates and none, which comes last; as with places."""
    out: list[Choice] = []
    for item in lessons:
        for i, claims in _told(item):
            found = when.candidates(item.reading, item.proposals[i])
            if right := right_dates(claims, found):
                out.append(_choice(when.describe(item.reading, item.proposals[i], found), right))
    return out


def _choice(options: Sequence[Iterable[Feature]], right: set[int]) -> Choice:
    """A choice by the features of its options."""
    return [list(flat(f)) for f in options], right


def _told(item: Lesson) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The proposals of a lesson that state gold events or changes of control, with those."""
    for i, claims in item.gold.items():
        told = [c for c in claims if c["kind"] != "relation"]
        if told:
            yield i, told


def slot_names(claim: dict[str, Any], slot: str) -> list[list[str]]:
    """The gold names of a slot; `actors` is a control claim's actor and a relation's `a`, `recipients` its `b`."""
    if claim["kind"] == "event":
        return [names(n) for n in claim.get(slot) or []]
    key = {"control": {"actors": "actor"}, "relation": {"actors": "a", "recipients": "b"}}[claim["kind"]].get(
        slot
    )
    return [names(claim[key])] if key and claim.get(key) else []


def who_choices(lessons: Iterable[Lesson]) -> dict[str, list[Choice]]:
    """By slot, a choice per proposal that gold speaks of: among its candidates and nobody, who comes last.

    A recipient is chosen beside the gold actor.
    """
    out: dict[str, list[Choice]] = {slot: [] for slot in who.SLOTS}
    for item in lessons:
        for i, found in who.looks(item.reading, item.proposals, item.gold).items():
            right = {slot: right_names(item.gold[i], slot, found) for slot in who.SLOTS}
            choice = [list(flat(feats)) for feats in who.options(item.proposals[i], found)]
            out["actors"].append((choice, right["actors"]))
            extra = beside(item.proposals[i], found, min(right["actors"]))
            paired = [[*a, *flat(b)] for a, b in zip(choice, extra, strict=True)]
            out["recipients"].append((paired, right["recipients"]))
    return out


def right_names(claims: Iterable[dict[str, Any]], slot: str, found: Sequence[Candidate]) -> set[int]:
    """Indexes of the candidates that gold names in a slot; where it names none of them, that of nobody."""
    gold = [n for c in claims for n in slot_names(c, slot)]
    return {k for k, c in enumerate(found) if any(same_name(n, c.named.name) for n in gold)} or {len(found)}


def _judged(lessons: Iterable[Lesson]) -> Iterator[tuple[Lesson, int, Proposal]]:
    for item in lessons:
        for i, p in enumerate(item.proposals):
            if item.judged is None or i in item.judged:
                yield item, i, p


def word_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per proposal by its words alone."""
    return [(list(flat(words(item.reading, p))), i in item.gold) for item, i, p in _judged(lessons)]


def event_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per proposal; its slots must be filled before."""
    likely = {id(item): context(item.reading, item.proposals) for item in lessons}
    return [
        (list(flat(features(item.reading, p, likely[id(item)], item.proposals))), i in item.gold)
        for item, i, p in _judged(lessons)
    ]


STRENGTH = {
    "tenor": 3.0,
    "matter": 3.0,
    "place": 0.05,
    "date": 0.1,
    "who": 1.0,
    "words": 0.1,
    "event": 0.1,
    "casualty": 0.1,
    "category": 0.1,
    "standing": 0.2,
    "territory": 0.5,
    "affiliation": 0.05,
    "perpetrator": 0.3,
}


def fit_slots(lessons: Sequence[Lesson], sentences: Sequence[Lesson] = ()) -> Models:
    """The models that fill the slots; `sentences` (example lessons) teach who does what to whom only."""
    models = Models(
        place=fit_choice(place_choices(lessons), STRENGTH["place"], {}),
        date=fit_choice(date_choices(lessons), STRENGTH["date"], {}),
    )
    for slot, choices in who_choices([*lessons, *(list(sentences) * 2)]).items():
        models[f"who_{slot}"] = fit_choice(choices, STRENGTH["who"], believed(slot))
    return models


def count_triggers(lessons: Iterable[Lesson]) -> Counter[str]:
    """How often each trigger and each type was proposed, and (behind a `+`) how often gold states it."""
    out: Counter[str] = Counter()
    for item in lessons:
        for i, p in enumerate(item.proposals):
            for key in (p.hit.trigger.id, p.type):
                out[key] += 1
                out[f"{key}+"] += i in item.gold
    return out


def rates(counted: Counter[str]) -> Linear:
    """How often a trigger states its event: its share, drawn towards that of its type where it is seldom seen."""
    weights = {}
    for key, total in counted.items():
        if not key.endswith("+") and total > 0:
            kind = key.split("/")[0]
            whole = (counted[f"{kind}+"] + 1) / (counted[kind] + 4)
            weights[key] = whole if key == kind else (counted[f"{key}+"] + 4 * whole) / (total + 4)
    return Linear(0.0, {k: round(v, 3) for k, v in sorted(weights.items())})


def set_rates(lessons: Iterable[Lesson], counted: Counter[str] | None = None) -> None:
    """Gives every proposal its trigger's rate among all other lessons, or in `counted`, which lacks these lessons."""
    items = list(lessons)
    whole = count_triggers(items) if counted is None else counted
    for item in items:
        others = whole if counted is not None else whole - count_triggers([item])
        set_priors(item.proposals, Models({"prior": rates(others)}))


def train(
    lessons: Sequence[Lesson],
    sentences: Sequence[Lesson] = (),
    quiet: Sequence[Lesson] = (),
    about: Sequence[Subject] = (),
) -> Models:
    """All models.

    `sentences` (example lessons) and `quiet` (reports that state nothing of a conflict) teach what is an event,
    `sentences` also who does it to whom; `about` teaches what a report is about (of none of the other reports).
    Every model sees what the models before it made of reports that these were not fitted on.
    """
    subject = Models(tenor=fit_shares(about, STRENGTH["tenor"])) if about else Models()
    for item in (*lessons, *sentences, *quiet):
        item.reading.tenor = tenor(subject_words(item.reading.doc), subject)
    subject |= fit_matter([*lessons, *quiet], sentences, STRENGTH["matter"])
    parts = [lessons[0::2], lessons[1::2]]
    extra = [*(list(sentences) * 3), *quiet]
    counted = count_triggers(lessons)
    set_rates(lessons)
    set_rates([*sentences, *quiet], counted)
    cast: list[Lesson] = []
    for part, rest in (parts, parts[::-1]):
        models = Models(words=fit(word_examples([*rest, *extra]), STRENGTH["words"]))
        narrow = [item.narrowed(models) for item in part]
        models |= fit_slots([item.narrowed(models) for item in rest], sentences)
        for item in narrow:
            fill_slots(item.reading, item.proposals, models)
        cast += narrow
    models = Models(prior=rates(counted), words=fit(word_examples([*lessons, *extra]), STRENGTH["words"]))
    models |= subject
    models |= fit_slots([item.narrowed(models) for item in lessons], sentences)
    for item in (more := [item.narrowed(models) for item in extra]):
        fill_slots(item.reading, item.proposals, models)
    silent = more[len(more) - len(quiet) :]
    models["event"] = fit(event_examples([*cast, *more]), STRENGTH["event"])
    models.among = fit_trees(company_examples([*cast, *silent], more[: len(more) - len(quiet)]))
    models["standing"] = fit(
        standing_examples([*cast, *(list(sentences) * 4), *quiet]), STRENGTH["standing"], least=2
    )
    models["territory"] = fit(territory_examples(cast, models), STRENGTH["territory"])
    counts = [t for item in cast for t in tolls(item, models)]
    silence = [t for item in silent for t in tolls(item, models)]
    models["casualty"] = fit(casualty_examples([*counts, *silence]), STRENGTH["casualty"])
    for name in PEOPLE:
        models[name] = fit(people_examples(counts, name), STRENGTH[name])
    models["category"] = fit_choice(category_choices(counts), STRENGTH["category"], {}, least=5)
    return models


def company_examples(
    lessons: Sequence[Lesson], sentences: Sequence[Lesson]
) -> list[tuple[Mapping[str, float], bool]]:
    """A second look at every proposal; the first look of each lesson is by a model fitted on other lessons.

    `sentences` (example lessons, each as often as it counts) teach that a report may be one sentence long.
    """
    texts = {item.reading.report.text for item in sentences}
    number = {text: n for n, text in enumerate(sorted(texts))}
    folds = [n % FOLDS for n in range(len(lessons))]
    folds += [number[item.reading.report.text] % FOLDS for item in sentences]
    items = [*lessons, *sentences]
    out: list[tuple[Mapping[str, float], bool]] = []
    for fold in range(FOLDS):
        rest = [item for item, its in zip(items, folds, strict=True) if its != fold]
        first = Models(event=fit(event_examples(rest), STRENGTH["event"]))
        for item in (item for item, its in zip(items, folds, strict=True) if its == fold):
            first_look(item.reading, item.proposals, first)
            values = company(item.reading, item.proposals)
            judged = range(len(values)) if item.judged is None else item.judged
            out += [(values[i], i in item.gold) for i in judged]
    return out


__all__ = ["Lesson", "example_lessons", "lesson", "train"]
