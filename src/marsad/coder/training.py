"""Fitting the coder's small models on gold claims. Needs the `train` extra (scikit-learn); coding does not.

Gold: a report a line with `claims`; a gold claim has `quote` (its trigger, letter by letter) in place of `evidence`,
and every name is a list of names that are equally right.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.coder import when, where, who
from marsad.coder.casualties import find_casualties
from marsad.coder.code import decide_filled, fill_slots, prepare, worth_a_look
from marsad.coder.decide import Linear, Models
from marsad.coder.entities import core
from marsad.coder.eventness import context, features, words
from marsad.coder.examples import PUBLISHED, examples
from marsad.coder.grammar import believed
from marsad.coder.proposals import Proposal
from marsad.coder.ranking import Choice, fit_choice
from marsad.coder.reading import Reading, read
from marsad.coder.tolls import event_of
from marsad.coder.tolls import features as casualty_features
from marsad.coder.who_candidates import Candidate
from marsad.coder.who_pairs import beside
from marsad.model import Report

NEAR = 30  # code points between two triggers that can still be the same mention; the scorer's own figure
_KM = {
    "site": 15.0,
    "neighbourhood": 15.0,
    "settlement": 15.0,
    "area": 40.0,
    "admin2": 60.0,
    "admin1": 120.0,
    "country": 600.0,
}
Example = tuple[list[str], bool]


@dataclass(slots=True)
class Lesson:
    """A report read once, its proposals, and which gold claims each of them states."""

    reading: Reading
    proposals: list[Proposal]
    gold: dict[int, list[dict[str, Any]]]  # index of the proposal -> gold claims that share its trigger
    claims: list[dict[str, Any]]
    judged: frozenset[int] | None = None  # proposals that the lesson speaks of; None: all of them

    def narrowed(self, models: Models) -> Lesson:
        """The lesson with the proposals that are worth a look under `models`."""
        left = {id(p) for p in worth_a_look(self.reading, self.proposals, models)}
        index = {i: n for n, i in enumerate(i for i, p in enumerate(self.proposals) if id(p) in left)}
        judged = None if self.judged is None else frozenset(index[i] for i in self.judged if i in index)
        gold = {index[i]: c for i, c in self.gold.items() if i in index}
        return Lesson(self.reading, [self.proposals[i] for i in index], gold, self.claims, judged)


def lesson(row: dict[str, Any]) -> Lesson:
    """The lesson of one gold report."""
    report = Report(
        id=row["id"],
        text=row["text"],
        published=row.get("published"),
        outlet=row.get("outlet"),
        language="ar",
    )
    reading = read(report)
    proposals = prepare(reading)
    return Lesson(reading, proposals, match(reading, proposals, row["claims"]), row["claims"])


QUIET = 400  # reports that teach silence
GATE = 1000  # reports that quality/gate.py samples with seed 1: never trained on


def quiet_rows(path: Path) -> list[dict[str, Any]]:
    """Reports of a .jsonl.gz file that state nothing of a conflict, without those that the quality gate samples."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sampled = set(random.Random(1).sample(range(len(rows)), min(GATE, len(rows))))
    return [{**row, "claims": []} for i, row in enumerate(rows) if i not in sampled][:QUIET]


def example_lessons() -> tuple[Lesson, ...]:
    """The frame files' own example sentences as lessons: each speaks only of what it states or rules out."""
    out = []
    for example in examples():
        claims = [_example_gold(example.frame, c) for c in example.claims]
        row = {"id": example.report.id, "text": example.text, "published": PUBLISHED, "claims": claims}
        item = lesson(row)
        ruled_out = {i for i, p in enumerate(item.proposals) if p.type.split(".")[0] == example.frame}
        item.judged = frozenset(item.gold) if claims else frozenset(ruled_out)
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


def names(value: Any) -> list[str]:
    """The names of a gold actor: a list of equally right ones, or one."""
    return [value] if isinstance(value, str) else list(value or [])


def same_name(gold: Iterable[str], name: str) -> bool:
    """Whether `name` is one of the gold names, forgiving generic heads and the article."""
    mine = core(name)
    for other in map(core, gold):
        if mine <= other or other <= mine or len(mine & other) / len(mine | other) >= 0.5:
            return True
    return False


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points in degrees."""
    p = math.pi / 180
    h = math.sin((b[0] - a[0]) * p / 2) ** 2
    h += math.cos(a[0] * p) * math.cos(b[0] * p) * math.sin((b[1] - a[1]) * p / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def same_place(gold: dict[str, Any], mention: Any) -> bool:
    """Whether a place mention is the gold place: by distance, else by name."""
    place = mention.place or {}
    if None not in (gold.get("lat"), gold.get("lon"), place.get("lat"), place.get("lon")):
        far = kilometres((gold["lat"], gold["lon"]), (place["lat"], place["lon"]))
        return far <= _KM.get(gold.get("precision") or "", 15.0)
    return same_name(names(gold.get("name")), mention.name)


def place_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per place candidate of every proposal that gold places or leaves unplaced."""
    out: list[Example] = []
    for item in lessons:
        total = where.counts(item.reading)
        for i, claims in item.gold.items():
            places = [c["place"] for c in claims if c.get("place")]
            for mention, _, _, feats in where.ranked(item.reading, item.proposals[i], total):
                out.append((feats, any(same_place(g, mention) for g in places)))
    return out


def date_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per date candidate."""
    out: list[Example] = []
    for item in lessons:
        for i, claims in item.gold.items():
            if item.proposals[i].type.startswith("relation"):
                continue
            times = [(c["time"]["start"], c["time"]["end"]) for c in claims if c.get("time")]
            for date, _, feats in when.ranked(item.reading, item.proposals[i]):
                out.append((feats, (date.start, date.end or date.start) in times))
    return out


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
            right = {slot: _right(item.gold[i], slot, found) for slot in who.SLOTS}
            choice = who.options(item.proposals[i], found)
            out["actors"].append((choice, right["actors"]))
            extra = beside(item.proposals[i], found, min(right["actors"]))
            paired = [a + b for a, b in zip(choice, extra, strict=True)]
            out["recipients"].append((paired, right["recipients"]))
    return out


def _right(claims: Iterable[dict[str, Any]], slot: str, found: Sequence[Candidate]) -> set[int]:
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
    return [(list(words(item.reading, p)), i in item.gold) for item, i, p in _judged(lessons)]


def event_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per proposal; its slots must be filled before."""
    likely = {id(item): context(item.reading, item.proposals) for item in lessons}
    return [
        (list(features(item.reading, p, likely[id(item)], item.proposals)), i in item.gold)
        for item, i, p in _judged(lessons)
    ]


def casualty_examples(lessons: Iterable[Lesson], models: Models) -> list[Example]:
    """A decision per counted victims; right where a gold claim near has the same outcome and bounds."""
    out: list[Example] = []
    for item in lessons:
        reading, text = item.reading, item.reading.doc.text
        gold = [
            (c["outcome"], c.get("min"), c.get("max"), text.find(c["quote"]), len(c["quote"]))
            for c in item.claims
            if c["kind"] == "casualties"
        ]
        decided = decide_filled(reading, item.proposals, models)
        found = find_casualties(reading.doc, reading.numbers, reading.actors, reading.places, reading.dates)
        for candidate in found:
            start = reading.doc.tokens[candidate.first].start
            end = reading.doc.tokens[candidate.last - 1].end
            right = any(
                (o, lo, hi) == (candidate.outcome, candidate.min, candidate.max)
                and max(start, at) - min(end, at + n) <= NEAR
                for o, lo, hi, at, n in gold
            )
            event = event_of(reading, decided, candidate)
            out.append((list(casualty_features(reading, candidate, event)), right))
    return out


def fit(examples: Sequence[Example], strength: float, least: int = 3) -> Linear:
    """A logistic model over the features that occur `least` times or more; `strength` is scikit-learn's C."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    if len({label for _, label in examples}) < 2:
        return Linear(-30.0)  # nothing to learn from: never yes
    counted = Counter(f for feats, _ in examples for f in set(feats))
    index = {f: n for n, f in enumerate(sorted(f for f, c in counted.items() if c >= least))}
    rows = [sorted({index[f] for f in feats if f in index}) for feats, _ in examples]
    indptr = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        (np.ones(indptr[-1]), np.concatenate([*map(np.array, rows)]).astype(int), indptr),
        (len(rows), len(index)),
    )
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300)
    model.fit(matrix, [label for _, label in examples])
    weights = {f: round(float(model.coef_[0][n]), 3) for f, n in index.items()}
    return Linear(round(float(model.intercept_[0]), 3), {f: w for f, w in weights.items() if abs(w) >= 0.01})


STRENGTH = {"place": 0.1, "date": 0.1, "who": 0.5, "event": 0.1, "casualty": 0.1}


def fit_slots(lessons: Sequence[Lesson], sentences: Sequence[Lesson] = ()) -> Models:
    """The models that fill the slots; `sentences` (example lessons) teach who does what to whom only."""
    models = {
        "place": fit(place_examples(lessons), STRENGTH["place"]),
        "date": fit(date_examples(lessons), STRENGTH["date"]),
    }
    for slot, choices in who_choices([*lessons, *(list(sentences) * 2)]).items():
        models[f"who_{slot}"] = fit_choice(choices, STRENGTH["who"], believed(slot))
    return models


def train(
    lessons: Sequence[Lesson], sentences: Sequence[Lesson] = (), quiet: Sequence[Lesson] = ()
) -> Models:
    """All models.

    `sentences` (example lessons) teach what is an event and who does it to whom, `quiet` (reports that state nothing of
    a conflict) what is no event.
    Every model sees what the models before it made of reports that these were not fitted on.
    """
    half = len(lessons) // 2
    parts = [lessons[:half], lessons[half:]]
    extra = [*(list(sentences) * 3), *quiet]
    cast: list[Lesson] = []
    for part, rest in (parts, parts[::-1]):
        models = {"words": fit(word_examples([*rest, *extra]), STRENGTH["event"])}
        narrow = [item.narrowed(models) for item in part]
        models |= fit_slots([item.narrowed(models) for item in rest], sentences)
        for item in narrow:
            fill_slots(item.reading, item.proposals, models)
        cast += narrow
    models = {"words": fit(word_examples([*lessons, *extra]), STRENGTH["event"])}
    models |= fit_slots([item.narrowed(models) for item in lessons], sentences)
    more = [item.narrowed(models) for item in extra]
    for item in more:
        fill_slots(item.reading, item.proposals, models)
    models["event"] = fit(event_examples([*cast, *more]), STRENGTH["event"])
    silent = [item.narrowed(models) for item in quiet]
    models["casualty"] = fit(casualty_examples([*cast, *silent], models), STRENGTH["casualty"])
    return models


def dump(models: Models, figures: dict[str, Any], least: float = 0.01) -> str:
    """The weights file: a feature a line, sorted, weights under `least` left out, with the figures reached."""
    lines = []
    for name, model in sorted(models.items()):
        weights = {f: round(w, 3) for f, w in sorted(model.weights.items()) if abs(w) >= least}
        inner = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {w}" for f, w in weights.items())
        lines.append(f'{json.dumps(name)}: {{"bias": {model.bias}, "weights": {{\n{inner}\n}}}}')
    body = ",\n".join(lines)
    return f'{{"figures": {json.dumps(figures, ensure_ascii=False)},\n"models": {{\n{body}\n}}}}\n'


__all__ = ["Lesson", "dump", "example_lessons", "lesson", "train"]
