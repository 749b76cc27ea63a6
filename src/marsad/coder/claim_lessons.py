"""Lessons for the rooms behind the events: standing, territory, and the victims of counts. Used in training only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from marsad.coder.casualties import find_casualties
from marsad.coder.code import decide_filled
from marsad.coder.decide import Models
from marsad.coder.fitting import Example
from marsad.coder.gold import NEAR, names, same_name, same_place
from marsad.coder.lexicon import Hit
from marsad.coder.mentions import ActorMention
from marsad.coder.ranking import Choice
from marsad.coder.sides import Side
from marsad.coder.standing import Pair, pairs, standing_hits
from marsad.coder.territory import changes
from marsad.coder.tolls import features as casualty_features
from marsad.coder.tolls import toll_of
from marsad.coder.victim_categories import categories, describe
from marsad.coder.victims import Toll, options

if TYPE_CHECKING:
    from marsad.coder.training import Lesson


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


def right_people(gold: dict[str, Any], name: str, found: Sequence[ActorMention]) -> set[int]:
    """Indexes of the actors around a count that gold gives as its `name`, that of nobody where it gives none.

    Where gold has somebody who is none of them, there is nothing to learn: the set is empty.
    """
    right = names(gold.get(name))
    return {k for k, m in enumerate(found) if same_name(right, m.name)} if right else {len(found)}


def category_choices(counts: Iterable[tuple[Toll, dict[str, Any] | None]]) -> list[Choice]:
    """A choice per count that the gold has: among the categories."""
    known = categories()
    told = [(t, g["category"]) for t, g in counts if g is not None and g.get("category") in known]
    return [(describe(toll), {known.index(category)}) for toll, category in told]


def standing_examples(lessons: Iterable[Lesson]) -> list[Example]:
    """A decision per pair of names that a word of standing could join; of example sentences, those of its own frame."""
    out: list[Example] = []
    for item in lessons:
        for hit in standing_hits(item.reading):
            if item.frame in (None, hit.trigger.type.partition(".")[0]):
                for pair in pairs(item.reading, hit):
                    out.append((pair.features, stands_in(item.claims, hit, pair)))
    return out


def stands_in(claims: Iterable[dict[str, Any]], hit: Hit, pair: Pair) -> bool:
    """Whether gold claims say that the pair stands so to one another as the word at `hit` says."""
    kind, _, value = hit.trigger.type.partition(".")
    said = (c for c in claims if c["kind"] == kind and value in (c.get("change"), c.get("relation")))
    return any(_joins(pair, c) for c in said)


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
    first, second = ("a", "b") if claim["kind"] == "relation" else ("actor", "")
    if not claim.get(first) or not same_name(names(claim[first]), a.name):
        return False
    if second:
        return b is not None and bool(claim.get(second)) and same_name(names(claim[second]), b.name)
    place = claim.get("place")
    return b is None if place is None else b is not None and same_place(place, b)
