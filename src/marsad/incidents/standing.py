"""Who stood with whom, where and when: from what reports say of standing, and from who fought whom.

Allied in one town, neutral in the next: what is said of a place holds there, what is said of no place in general.
Belonging (part of, affiliated) and stance (allied, hostile, neutral) are told apart: a newer word on one says nothing
of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from typing import Any

from marsad.incidents.sides import actor_key, armed, is_nobody, line, names_of
from marsad.incidents.sites import Around, site_of
from marsad.incidents.statements import About, Claim, by_id, quote_of, voice_of
from marsad.knowledge import read_yaml, vocabulary

__all__ = ["DIRECTED", "Standing", "Tie", "relations"]

DIRECTED = frozenset({"part_of", "affiliated"})


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim that tells how two stand. `fight`: the claim is of a fight, not of standing."""

    claim: str
    report: str
    published: str | None
    outlet: str | None
    voice: str
    day: str | None  # ISO; the end of the claim's time, else the report's day
    fight: bool
    certainty: str
    quote: str

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Standing:
    """How `a` stands to `b` at a place (None: in general), and the claims that say so, the oldest first.

    Of allied, hostile and neutral the two have no order: `a` sorts before `b`. `disputed`: another relation of the two
    is told of the same place and day.
    """

    a: str
    b: str
    names: tuple[str, str]  # as reported
    relation: str
    place: Around | None
    ties: tuple[Tie, ...]
    disputed: bool = False

    @property
    def first(self) -> str | None:
        """The first day that it is told of."""
        return min((t.day for t in self.ties if t.day), default=None)

    @property
    def last(self) -> str | None:
        """The last day that it is told of."""
        return max((t.day for t in self.ties if t.day), default=None)

    def as_dict(self) -> dict[str, Any]:
        """A line of `marsad relations`."""
        sides = zip(("a", "b"), (self.a, self.b), self.names, strict=True)
        return {
            **{side: _side(key, name) for side, key, name in sides},
            "relation": self.relation,
            "place": self.place._asdict() if self.place else None,
            "first": self.first,
            "last": self.last,
            "basis": sorted({"fight" if tie.fight else "standing" for tie in self.ties}),
            "voices": len({tie.voice for tie in self.ties}),
            "disputed": self.disputed,
            "ties": [tie.as_dict() for tie in self.ties],
        }


def _side(key: str, name: str) -> dict[str, str | None]:
    arabic, english = names_of(key)
    return {"key": key, "name": name, "ar": arabic, "en": english}


def relations(
    claims: Iterable[Claim],
    reports: Iterable[About],
    at: str | None = None,
    known: str | None = None,
    actor: str | None = None,
    place: str | None = None,
) -> list[Standing]:
    """All that was told of who stands with whom; with `at`, only what was so on that ISO day.

    `known` leaves out what was published later. `actor` is a key, or an actor's parts too; `place` is a key.
    """
    about = by_id(reports)
    groups: dict[tuple[Any, ...], list[Tie]] = defaultdict(list)
    names: dict[str, str] = {}
    for claim in claims:
        for a, b, relation in _told(claim):
            tie = _tie(claim, about)
            if known is not None and (tie.published is None or tie.published > known):
                continue
            if at is not None and (tie.day is None or tie.day > at):
                continue
            pair = [(actor_key(side), side["name"]) for side in (a, b)]
            pair = pair if relation in DIRECTED else sorted(pair)
            for key, name in pair:
                names[key] = min(names.get(key, name), name, key=lambda n: (len(n), n))
            where = site_of(claim["place"], claim["report"]).town if claim["place"] else None
            groups[pair[0][0], pair[1][0], where, relation].append(tie)
    made = [
        Standing(a, b, (names[a], names[b]), relation, where, tuple(sorted(ties, key=_order)))
        for (a, b, where, relation), ties in groups.items()
        if _wanted(a, b, where, actor, place)
    ]
    return sorted(_current(made, at) if at else made, key=_line_order)


def _order(tie: Tie) -> tuple[str, ...]:
    return (tie.day or "", tie.published or "", tie.report, tie.claim)


def _line_order(one: Standing) -> tuple[str, ...]:
    return (one.a, one.b, one.place.name if one.place else "", one.relation)


def _wanted(a: str, b: str, where: Around | None, actor: str | None, place: str | None) -> bool:
    if place is not None and (where is None or where.key != place):
        return False
    return actor is None or actor in line(a) or actor in line(b)


def _told(claim: Claim) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """The pairs of actors of whom the claim says how they stand."""
    if claim["certainty"] not in ("asserted", "possible", "alleged"):
        return
    if claim["kind"] == "relation":
        yield claim["a"], claim["b"], claim["relation"]
    elif claim["kind"] == "event" and claim["certainty"] == "asserted" and claim["type"] in _fights():
        yield from _sides(claim)


def _sides(claim: Claim) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """Who is hostile to whom in a fight, and who fights side by side.

    Where a clash names only one list, whether they fought each other or a third is not told.
    """
    first, second = ([a for a in claim[key] if _counts(a)] for key in ("actors", "recipients"))
    for a, b in product(first, second):
        if actor_key(a) != actor_key(b):
            yield a, b, "hostile"
    clash = claim["type"] == "armed_clash"
    for side in (first, second) if clash and first and second else () if clash else (first,):
        for a, b in combinations(side, 2):
            if not line(actor_key(a)) & line(actor_key(b)):
                yield a, b, "allied"


def _counts(actor: dict[str, Any]) -> bool:
    return armed(actor) and not is_nobody(actor_key(actor))


@cache
def _fights() -> frozenset[str]:
    """Event types of armed force, by the vocabulary's crosswalk."""
    types = vocabulary()["event_types"].items()
    return frozenset(name for name, term in types if (term["plover"] or {}).get("category") == "ASSAULT")


def _tie(claim: Claim, reports: dict[str, About]) -> Tie:
    report = reports.get(claim["report"])
    published = report.published if report else None
    return Tie(
        claim=claim["id"],
        report=claim["report"],
        published=published,
        outlet=report.outlet if report else None,
        voice=voice_of(claim, report),
        day=claim["time"]["end"] if claim["time"] else published,
        fight=claim["kind"] == "event",
        certainty=claim["certainty"],
        quote=quote_of(claim),
    )


def _current(made: list[Standing], at: str) -> list[Standing]:
    """Of each pair and place what was last told; what was told of the same last day stays side by side, disputed."""
    groups: dict[tuple[Any, ...], list[Standing]] = defaultdict(list)
    for one in made:
        groups[one.a, one.b, one.place, one.relation in DIRECTED].append(one)
    out: list[Standing] = []
    for group in groups.values():
        newest = max(one.last or "" for one in group)
        last = [one for one in group if one.last == newest]
        if all(tie.fight for one in last for tie in one.ties) and newest < _back(at):
            continue  # the fight is long over, and nothing was said of standing
        out += [
            Standing(one.a, one.b, one.names, one.relation, one.place, one.ties, len(last) > 1)
            for one in last
        ]
    return out


@cache
def _back(day: str) -> str:
    """The day up to which a last fight before `day` is too long ago to tell of standing."""
    days = int(read_yaml("words/holding.yaml")["fight_days"])
    return (date.fromisoformat(day) - timedelta(days)).isoformat()
