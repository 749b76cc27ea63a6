"""Look-ups by hand: what a name means to the coder, what else it could mean, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from marsad.coder.catalogue import Actor, Catalogue, catalogue
from marsad.coder.gazetteer import ANYWHERE, PREPOSED, Row
from marsad.coder.mentions import PlaceMention
from marsad.coder.places import find_places
from marsad.coder.resolve_places import Resolver
from marsad.coder.text import Document

__all__ = ["ActorFound", "PlaceFound", "look_up_actors", "look_up_places"]

_ORDER = (("local",), ("name", "headed", "short"))  # a theatre's own name goes before the general one
_MODES = {
    "name": "means it anywhere",
    "local": "means it in reports on {where} only",
    "headed": "means it behind a head word such as قوات or تنظيم",
    "short": "means it once its full name was said, or in its own theatre",
}
_GRADES = {ANYWHERE: "may stand alone", PREPOSED: "needs a preposition or more"}
_LICENCES = ("", "في ", "بلدة ")


class ActorFound(NamedTuple):
    """An actor that a name can mean; `taken` where it is what the coder takes."""

    actor: Actor
    taken: bool
    why: str


class PlaceFound(NamedTuple):
    """A place that a name can mean; `record` is the coder's where it takes this one."""

    row: Row | None
    record: dict[str, Any] | None
    score: float | None
    why: str


def look_up_actors(text: str, date: str | None = None, country: str | None = None) -> list[ActorFound]:
    """Actors called `text`, the one that the coder takes in a report of that date (ISO) and theatre (alpha-3) first.

    Where none is called exactly so, all with a name that holds its words, none of them taken.
    """
    known = catalogue()
    called = known.called(text)
    if not called:
        return [ActorFound(a, False, "a name holds these words") for a in known.search(text)]
    taken = _taken(known, called, date, country)
    found: dict[str, ActorFound] = {}
    for modes in _ORDER:
        for mode in modes:
            for i in called.get(mode, ()):
                actor = known.actors[i]
                found.setdefault(i, ActorFound(actor, actor is taken, _why(actor, mode, date, country)))
    return sorted(found.values(), key=lambda f: not f.taken)


def _taken(
    known: Catalogue, called: dict[str, tuple[str, ...]], date: str | None, country: str | None
) -> Actor | None:
    for modes in _ORDER:
        for mode in modes:
            actor = known.choose(called[mode], mode, date, country) if mode in called else None
            if actor is not None:
                return actor
    return None


def _why(actor: Actor, mode: str, date: str | None, country: str | None) -> str:
    said = [_MODES[mode].format(where=", ".join(actor.where) or "its theatre")]
    if date and not actor.lived(date):
        said.append(f"not there on {date}")
    if country and country in (actor.country, *actor.where):
        said.append(f"of {country}")
    return "; ".join(said)


def look_up_places(text: str, country: str | None = None, beside: Sequence[str] = ()) -> list[PlaceFound]:
    """What the coder takes the places in `text` for, then what else their names could mean, the likeliest first.

    A bare name that it would not read as a place is tried behind في, then behind بلدة. `country` is the report's
    theatre (alpha-3), `beside` are other places that it names.
    """
    for licence in _LICENCES:
        found = _read(licence + text, country, beside)
        if found:
            why = f"behind {licence.strip()} only" if licence else ""
            return [f._replace(why="; ".join(filter(None, [why, f.why]))) if f.record else f for f in found]
    return []


def _read(text: str, country: str | None, beside: Sequence[str]) -> list[PlaceFound]:
    doc = Document(". ".join([text, *(f"في {name}" for name in beside)]))
    mentions = find_places(doc)
    resolver = Resolver(doc, mentions, None)
    if country:
        resolver.vote(country, 3)
        resolver.named.add(country)
    candidates = {id(m): m.rows for m in mentions}
    resolver.run()
    size = len(Document(text).tokens)
    out: list[PlaceFound] = []
    for mention in mentions:
        if mention.place is not None and mention.first < size:
            out.extend(_found(resolver, mention, candidates[id(mention)] or mention.rows))
    return out


def _found(resolver: Resolver, mention: PlaceMention, rows: tuple[int, ...]) -> list[PlaceFound]:
    """What was taken for one mention, then the other bearers of its name."""
    taken = resolver.rows.get(id(mention))
    out = [PlaceFound(taken, mention.place, None, f"read by the rule {mention.rule}")]
    for i in rows:
        row = resolver.gaz.row(i)
        size, sort, country, company = resolver.reasons(mention, row, resolver.holders(mention))
        why = f"size {size:.1f}, sort {sort:+.1f}, country {country:+.1f}, neighbours {company:+.1f}"
        why += f"; {_GRADES.get(row.grade, 'needs a word such as بلدة')}"
        if row is taken or row == taken:
            out[0] = PlaceFound(row, mention.place, size + sort + country + company, f"{out[0].why}; {why}")
        else:
            out.append(PlaceFound(row, None, size + sort + country + company, why))
    return [out[0], *sorted(out[1:], key=lambda f: -(f.score or 0))]
