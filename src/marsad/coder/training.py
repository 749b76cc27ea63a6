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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.coder import when, where, who
from marsad.coder.among import numbers
from marsad.coder.casualties import find_casualties
from marsad.coder.code import decide_filled, fill_slots, prepare, set_priors, worth_a_look
from marsad.coder.decide import Linear, Models, flat, log_odds
from marsad.coder.entities import core
from marsad.coder.eventness import context, features, words
from marsad.coder.examples import PUBLISHED, examples
from marsad.coder.fitting import Example, fit, fit_trees
from marsad.coder.grammar import believed
from marsad.coder.proposals import Proposal
from marsad.coder.ranking import Choice, fit_choice
from marsad.coder.reading import Reading, read
from marsad.coder.sides import Side
from marsad.coder.standing import Pair, pairs, standing_hits
from marsad.coder.territory import changes
from marsad.coder.tolls import features as casualty_features
from marsad.coder.tolls import toll_of
from marsad.coder.victims import FIELDS, Toll, options
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


@dataclass(slots=True)
class Lesson:
    """A report read once, its proposals, and which gold claims each of them states."""

    reading: Reading
    proposals: list[Proposal]
    gold: dict[int, list[dict[str, Any]]]  # index of the proposal -> gold claims that share its trigger
    claims: list[dict[str, Any]]
    judged: frozenset[int] | None = None  # proposals that the lesson speaks of; None: all of them
    frame: str | None = None  # of an example sentence: the frame file that it stands in
    partial: bool = False  # only its events were coded: it teaches nothing else

    def narrowed(self, models: Models) -> Lesson:
        """The lesson with the proposals that are worth a look under `models`."""
        left = {id(p) for p in worth_a_look(self.reading, self.proposals, models)}
        index = {i: n for n, i in enumerate(i for i, p in enumerate(self.proposals) if id(p) in left)}
        judged = None if self.judged is None else frozenset(index[i] for i in self.judged if i in index)
        gold = {index[i]: c for i, c in self.gold.items() if i in index}
        left_over = [self.proposals[i] for i in index]
        return Lesson(self.reading, left_over, gold, self.claims, judged, self.frame, self.partial)


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
    return Lesson(reading, proposals, gold, row["claims"], partial=row.get("partial", False))


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
                out.append((list(flat(feats)), any(same_place(g, mention) for g in places)))
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
                out.append((list(flat(feats)), (date.start, date.end or date.start) in times))
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
            paired = [[*a, *flat((b,))] for a, b in zip(choice, extra, strict=True)]
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
    return [(list(flat(words(item.reading, p))), i in item.gold) for item, i, p in _judged(lessons)]


def event_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per proposal; its slots must be filled before."""
    likely = {id(item): context(item.reading, item.proposals) for item in lessons}
    return [
        (list(flat(features(item.reading, p, likely[id(item)], item.proposals))), i in item.gold)
        for item, i, p in _judged(lessons)
    ]


def tolls(item: Lesson, models: Models) -> list[tuple[Toll, dict[str, Any] | None]]:
    """The counts of a lesson, each with the gold claim that states it: near, of the same outcome and bounds."""
    reading, text = item.reading, item.reading.doc.text
    gold = [c for c in item.claims if c["kind"] == "casualties"]
    decided = decide_filled(reading, item.proposals, models)
    found = find_casualties(reading.doc, reading.numbers, reading.actors, reading.places, reading.dates)
    out = []
    for c in found:
        start, end = reading.doc.tokens[c.first].start, reading.doc.tokens[c.last - 1].end
        same = (g for g in gold if (g["outcome"], g.get("min"), g.get("max")) == (c.outcome, c.min, c.max))
        spans = ((g, text.find(g["quote"])) for g in same)
        near = (g for g, at in spans if max(start, at) - min(end, at + len(g["quote"])) <= NEAR)
        out.append((toll_of(reading, decided, c), next(near, None)))
    return out


def casualty_examples(counts: Iterable[tuple[Toll, dict[str, Any] | None]]) -> list[Example]:
    """A decision per count: whether a gold claim states it."""
    return [
        (list(casualty_features(t.reading, t.candidate, t.event)), gold is not None) for t, gold in counts
    ]


def people_examples(counts: Iterable[tuple[Toll, dict[str, Any] | None]], name: str) -> list[Example]:
    """A decision per actor around a count that the gold has: whether it is the `name` (affiliation or perpetrator)."""
    out: list[Example] = []
    for toll, gold in counts:
        if gold is not None:
            right = names(gold.get(name))
            out += [(feats, bool(right) and same_name(right, m.name)) for m, feats in options(toll)]
    return out


def standing_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per pair of names that a word of standing could join; of example sentences, those of its own frame."""
    out: list[Example] = []
    for item in lessons:
        for hit in standing_hits(item.reading):
            kind, _, value = hit.trigger.type.partition(".")
            if item.frame in (None, kind):
                gold = [
                    c
                    for c in item.claims
                    if c["kind"] == kind and value in (c.get("change"), c.get("relation"))
                ]
                for pair in pairs(item.reading, hit):
                    out.append((pair.features, any(_joins(pair, c) for c in gold)))
    return out


def territory_examples(lessons: Iterable[Lesson], models: Models) -> list[Example]:
    """A decision per change of control that a decided event could state."""
    out: list[Example] = []
    for item in lessons:
        gold = [c for c in item.claims if c["kind"] == "control"]
        for p in decide_filled(item.reading, item.proposals, models):
            for c in changes(item.reading, p):
                side = Side(c.place, -1, -1, "")
                pair = Pair(Side(c.actor, -1, -1, ""), side, [])
                right = any(g["change"] == c.change and _joins(pair, g) for g in gold)
                out.append((c.features, right))
    return out


def _joins(pair: Pair, claim: dict[str, Any]) -> bool:
    """Whether the pair has the two sides of a gold claim of control or relation."""
    a, b = pair.a.mention, pair.b.mention
    if a is None:
        return False
    if claim["kind"] == "relation":
        return b is not None and same_name(names(claim["a"]), a.name) and same_name(names(claim["b"]), b.name)
    if not same_name(names(claim["actor"]), a.name):
        return False
    place = claim.get("place")
    return b is None if place is None else b is not None and same_place(place, b)


STRENGTH = {
    "place": 0.1,
    "date": 0.1,
    "who": 0.5,
    "event": 0.1,
    "casualty": 0.1,
    "standing": 0.2,
    "territory": 0.5,
}


def fit_slots(lessons: Sequence[Lesson], sentences: Sequence[Lesson] = ()) -> Models:
    """The models that fill the slots; `sentences` (example lessons) teach who does what to whom only."""
    models = Models(
        place=fit(place_examples(lessons), STRENGTH["place"]),
        date=fit(date_examples(lessons), STRENGTH["date"]),
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
    lessons: Sequence[Lesson], sentences: Sequence[Lesson] = (), quiet: Sequence[Lesson] = ()
) -> Models:
    """All models.

    `sentences` (example lessons) and `quiet` (reports that state nothing of a conflict) teach what is an event,
    `sentences` also who does it to whom.
    Every model sees what the models before it made of reports that these were not fitted on.
    """
    parts = [lessons[0::2], lessons[1::2]]
    extra = [*(list(sentences) * 3), *quiet]
    counted = count_triggers(lessons)
    set_rates(lessons)
    set_rates([*sentences, *quiet], counted)
    cast: list[Lesson] = []
    for part, rest in (parts, parts[::-1]):
        models = Models(words=fit(word_examples([*rest, *extra]), STRENGTH["event"]))
        narrow = [item.narrowed(models) for item in part]
        models |= fit_slots([item.narrowed(models) for item in rest], sentences)
        for item in narrow:
            fill_slots(item.reading, item.proposals, models)
        cast += narrow
    models = Models(prior=rates(counted), words=fit(word_examples([*lessons, *extra]), STRENGTH["event"]))
    models |= fit_slots([item.narrowed(models) for item in lessons], sentences)
    for item in (more := [item.narrowed(models) for item in extra]):
        fill_slots(item.reading, item.proposals, models)
    silent = more[len(more) - len(quiet) :]
    models["event"] = fit(event_examples([*cast, *more]), STRENGTH["event"])
    models.among = fit_trees(company_examples([*cast, *silent], more[: len(more) - len(quiet)]))
    whole = [item for item in cast if not item.partial]
    models["standing"] = fit(standing_examples([*whole, *sentences, *quiet]), STRENGTH["standing"], least=2)
    models["territory"] = fit(territory_examples(whole, models), STRENGTH["territory"])
    counts = [t for item in whole for t in tolls(item, models)]
    silence = [t for item in silent for t in tolls(item, models)]
    models["casualty"] = fit(casualty_examples([*counts, *silence]), STRENGTH["casualty"])
    for name in FIELDS:
        models[name] = fit(people_examples(counts, name), STRENGTH[name])
    return models


_FOLDS = 4


def company_examples(
    lessons: Sequence[Lesson], sentences: Sequence[Lesson]
) -> list[tuple[Mapping[str, float], bool]]:
    """A second look at every proposal; the first look of each lesson is by a model fitted on other lessons."""
    out: list[tuple[Mapping[str, float], bool]] = []
    for fold in range(_FOLDS):
        rest = [item for n, item in enumerate(lessons) if n % _FOLDS != fold]
        first = fit(event_examples([*rest, *sentences]), STRENGTH["event"])
        for item in lessons[fold::_FOLDS]:
            likely = context(item.reading, item.proposals)
            seen = [features(item.reading, p, likely, item.proposals) for p in item.proposals]
            odds = [log_odds(first.score(feats)) for feats in seen]
            values = numbers(item.reading, item.proposals, odds)
            out += [(v, i in item.gold) for i, v in enumerate(values)]
    return out


__all__ = ["Lesson", "example_lessons", "lesson", "train"]
