"""A claim of an event made ready for comparing with others."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.coder.text import fold
from marsad.incidents.counts import Count, attach, counts_of
from marsad.incidents.reprints import sketch
from marsad.incidents.spot import Spot, Spots
from marsad.incidents.unhurt import unhurt
from marsad.incidents.words import Bag, Words, bag, rarest, sentence, stems
from marsad.knowledge import read_yaml

__all__ = ["Mention", "Observer", "day_of"]

_BACKGROUND = 4  # days: what lies longer before the report is background
_NEWS = 1  # days that what a report tells without a day may be older than it
_BASES = 4  # levels of the actors' hierarchy that are looked at
_ARTICLE = ("ال", "ل")  # behind لل one of the two ل is left
_BESIDE = 60  # code points on both sides of a trigger
_LEAD = 350  # code points in which a report tells what it is about

Claim = Mapping[str, Any]
Sides = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True, eq=False)
class Telling:
    """A report as joining sees it, shared by all its mentions."""

    report: str
    published: int | None
    outlet: str | None
    sketch: array[int]  # of its text, for finding reprints
    title: Bag
    opening: Bag  # of the title and the report's first lines
    rare: tuple[str, ...]  # the rarest words of these
    words: Bag  # of all of it
    mentions: list[Mention] = field(default_factory=list)  # its event claims, in text order


@dataclass(slots=True, eq=False)
class Mention:
    """One event claim; days are ordinals (`date.toordinal`)."""

    claim: str
    telling: Telling
    order: tuple[str, str, int, str]  # (published, report, position, claim): earliest first, and unique
    type: str
    position: int  # code points before the trigger
    last: int  # where the trigger ends
    sentence: int  # where its sentence begins
    start: int | None
    end: int | None
    days: tuple[int, int] | None  # the first and the last that it may mean, for finding others
    span: (
        tuple[int, int, str] | None
    )  # its days, and how sure: `told`, `vague`, or `news` by the report's day alone
    spot: Spot | None
    who: Sides  # actors and recipients: catalogue ids, else names as reported
    sides: tuple[frozenset[str], frozenset[str]]  # the same, folded, with those they belong to
    words: Bag  # of its sentence
    beside: Bag  # of what is close to the trigger
    cues: frozenset[str]  # classes of weapons and sites, and the cues "another" and "former"
    counts: tuple[Count, ...]
    killed: frozenset[tuple[int | None, int | None]]
    wounded: frozenset[tuple[int | None, int | None]]
    definite: bool  # "the attack": said of something that was told before
    led: bool  # words before it say that it came of what was told before
    rank: int  # how many events its report tells before it
    background: bool
    lead: bool
    certainty: str
    cited: tuple[str, ...]  # its sources: catalogue ids, else names as reported
    known: bool  # its actors are in the catalogue

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.telling.report

    @property
    def published(self) -> int | None:
        """The day its report was published."""
        return self.telling.published


@lru_cache(maxsize=1 << 14)
def day_of(iso: str | None) -> int | None:
    """The ordinal of an ISO day; None for None."""
    return date.fromisoformat(iso[:10]).toordinal() if iso else None


@lru_cache(maxsize=1 << 14)
def _days(start: int | None, end: int | None, dated: bool, published: int | None) -> tuple[int, int] | None:
    if start is not None and end is not None:
        return min(start, end) - (0 if dated else _NEWS), end
    return (published - 1, published) if published is not None else None


@lru_cache(maxsize=1 << 14)
def _span(
    start: int | None, end: int | None, dated: bool, published: int | None
) -> tuple[int, int, str] | None:
    if start is not None and end is not None:
        return start, end, ("told" if dated else "news") if end - start <= 1 else "vague"
    return (published - 1, published, "news") if published is not None else None


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Stem -> the classes of words it belongs to."""
    data = read_yaml("words/joining.yaml")
    found: dict[str, set[str]] = {}
    groups = [*data["weapons"].items(), *data["sites"].items()]
    groups += [("another", data["another"]), ("former", data["former"])]
    for name, words in groups:
        for word in words:
            for stem in stems(word):
                found.setdefault(stem, set()).add(name)
    return {stem: frozenset(names) for stem, names in found.items()}


@cache
def _outcome() -> frozenset[str]:
    return frozenset(stem for word in read_yaml("words/joining.yaml")["outcome"] for stem in stems(word))


@lru_cache(maxsize=1 << 14)
def _line(identifier: str) -> tuple[str, ...]:
    """An actor of the catalogue and those it belongs to, nearest first."""
    actors, out = catalogue().actors, [identifier]
    while len(out) < _BASES and (known := actors.get(out[-1])) and known.parent and known.parent not in out:
        out.append(known.parent)
    return tuple(out)


def _names(actors: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.get("id") or actor["name"] for actor in actors))


def _side(actors: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    out: set[str] = set()
    for actor in actors:
        out.update(_line(actor["id"]) if actor.get("id") else (fold(actor["name"]),))
    return frozenset(out)


class Observer:
    """Makes mentions of claims; equal places become one object, so that a million claims fit into memory."""

    def __init__(self) -> None:
        self._spots = Spots()
        self._interned: dict[frozenset[Any], frozenset[Any]] = {}

    def _intern(self, items: frozenset[Any]) -> frozenset[Any]:
        return self._interned.setdefault(items, items)

    def mentions(self, report: Mapping[str, Any], claims: Iterable[Claim]) -> list[Mention]:
        """The mentions of a report's event claims, in text order; `claims` are all its claims.

        An event without a place is somewhere in the country that the report's other claims name most often.
        """
        claims = list(claims)
        events = [c for c in claims if c["kind"] == "event"]
        casualties = [c for c in claims if c["kind"] == "casualties"]
        denied = unhurt(str(report["id"]), report["text"]) if events else ()
        land = self._spots.land(e["place"] for e in events if e["place"])
        words = Words(report["text"])
        counts = attach(events, [*casualties, *denied], report["text"], words)
        source = (report, words, _telling(report, words))
        found = [self._mention(e, source, counts.get(e["id"], []), land) for e in events]
        found.sort(key=lambda m: m.order)
        for rank, mention in enumerate(found):
            mention.rank = rank
        source[2].mentions = found
        return found

    def _mention(
        self,
        claim: Claim,
        source: tuple[Mapping[str, Any], Words, Telling],
        counts: Sequence[Claim],
        land: Spot | None,
    ) -> Mention:
        report, text, telling = source
        trigger = claim["evidence"][0]
        low, high = sentence(report["text"], trigger["start"], trigger["end"])
        near = max(low, trigger["start"] - _BESIDE), min(high, trigger["end"] + _BESIDE)
        words, classes = bag(text.between(low, high)), _classes()
        time, day = claim.get("time"), telling.published
        start, end = (day_of(time["start"]), day_of(time["end"])) if time else (None, None)
        dated = "time/published" not in claim["origin"]  # by words of its own
        return Mention(
            claim=claim["id"],
            telling=telling,
            order=(report.get("published") or "", telling.report, trigger["start"], claim["id"]),
            type=claim["type"],
            position=trigger["start"],
            last=trigger["end"],
            sentence=low,
            start=start,
            end=end,
            days=_days(start, end, dated, day),
            span=_span(start, end, dated, day),
            spot=self._spots.of(claim.get("place")) or land,
            who=(_names(claim["actors"]), _names(claim["recipients"])),
            sides=(self._intern(_side(claim["actors"])), self._intern(_side(claim["recipients"]))),
            words=words,
            beside=bag(text.between(*near)),
            cues=self._intern(frozenset(c for w in words.words if w in classes for c in classes[w])),
            counts=counts_of(claim, counts, report, text),
            killed=self._intern(_tolls(counts, "killed")),
            wounded=self._intern(_tolls(counts, "wounded")),
            definite=fold(trigger["text"]).lstrip("وفبلك").startswith(_ARTICLE),
            led=not _outcome().isdisjoint(
                text.between(max(low, trigger["start"] - _BESIDE // 2), trigger["start"])
            ),
            rank=0,
            background=end is not None and day is not None and end < day - _BACKGROUND,
            lead=trigger["start"] < _LEAD,
            certainty=claim["certainty"],
            cited=_names(claim["sources"]),
            known=any(actor["id"] for actor in claim["actors"]),
        )


def _telling(report: Mapping[str, Any], words: Words) -> Telling:
    title = list(stems(report.get("title") or ""))
    opening = bag([*title, *words.between(0, _LEAD)])
    return Telling(
        report=str(report["id"]),
        published=day_of(report.get("published")),
        outlet=report.get("outlet"),
        sketch=sketch(words.stems),
        title=bag(title),
        opening=opening,
        rare=rarest(opening),
        words=bag(words.stems),
    )


def _tolls(counts: Iterable[Claim], outcome: str) -> frozenset[tuple[int | None, int | None]]:
    return frozenset(
        (c["min"], c["max"])
        for c in counts
        if c["outcome"] == outcome and (c["min"] or c["max"]) and not c["part_of"]
    )
