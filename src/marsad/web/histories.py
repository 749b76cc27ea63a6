"""What the pages of control, places and actors hold: the content of their JSON twins."""

from __future__ import annotations

from collections import Counter
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.incidents.control import History, spell_dict
from marsad.incidents.model import Incident
from marsad.incidents.sides import find_actor, is_nobody, names_of, side_of
from marsad.incidents.sites import Site
from marsad.web.incidents import newest, summary
from marsad.web.joined import Joined
from marsad.web.pages import NotFound, Query, day_of, text_of

Data = dict[str, Any]

PLACES = 1_000  # on one page
INCIDENTS = 200


def control(joined: Joined, query: Query) -> Data:
    """Who held what `at` a day (by default the last that anything is told of), as `known` on another."""
    known = day_of(query, "known")
    found = joined.histories(known)
    days = sorted({day for h in found.values() for spell in h.spells for day in (spell.start, spell.said)})
    at = day_of(query, "at") or (days[-1] if days else None)
    chosen = sorted(found.values(), key=lambda h: (-len(h.spells), h.site.name, h.site.key))
    chosen = sorted((h for h in chosen if h.spells), key=lambda h: h.site.name)[:PLACES]
    return {
        "at": at,
        "known": known,
        "days": days,
        "total": sum(bool(h.spells) for h in found.values()),
        "sides": _sides(chosen),
        "places": [_held(history, at) for history in chosen],
    }


def _held(history: History, at: str | None) -> Data:
    now = history.at(at) if at else None
    return {
        "place": history.site.as_dict(),
        "now": spell_dict(now) if now else None,
        "spells": [spell_dict(spell) for spell in history.spells],
    }


def _sides(histories: list[History]) -> list[Data]:
    """The sides that hold most, the most frequent first; each is the top of those that belong to it."""
    number: Counter[str] = Counter()
    names: dict[str, str] = {}
    for history in histories:
        for spell in history.spells:
            for holder in spell.holders:
                if not is_nobody(holder.actor):
                    side = side_of(holder.actor, spell.start)
                    number[side] += 1
                    names.setdefault(side, holder.name)
    ordered = sorted(number, key=lambda side: (-number[side], side))
    return [{"key": side, "name": names[side], **_named(side)} for side in ordered]


def _named(key: str) -> dict[str, str | None]:
    arabic, english = names_of(key)
    return {"ar": arabic, "en": english}


def place(joined: Joined, key: str, query: Query) -> Data:
    """A place: its history, incidents there, what is inside it, and who stood with whom there.

    NotFound where nothing is told of it.
    """
    known = day_of(query, "known")
    found = joined.histories(known)
    incidents = _incidents_at(joined, key)
    history = found.get(key) or _without_history(joined, key, incidents)
    inside = [h for h in found.values() if key in h.site.within and h.spells]
    if history is None and not inside:
        raise NotFound(key)
    site = history.site if history else _from_inside(inside[0].site, key)
    return {
        **(history or History(site, ())).as_dict(),
        "known": known,
        "sides": _sides([*([history] if history else []), *inside]),
        "inside": [_held(h, h.spells[-1].start) for h in sorted(inside, key=lambda h: h.site.name)],
        "incidents": [summary(one) for one in incidents[:INCIDENTS]],
        "incidents_left_out": max(0, len(incidents) - INCIDENTS),
        "relations": [s.as_dict() for s in joined.standings() if s.place and s.place.key == key],
    }


def _incidents_at(joined: Joined, key: str) -> list[Incident]:
    """Incidents at a place and inside it, the newest first."""
    found, sites = joined.incidents(), joined.incident_sites()
    here = [found[name] for name, site in sites.items() if key == site.key or key in site.within]
    return sorted(here, key=newest, reverse=True)


def _without_history(joined: Joined, key: str, incidents: list[Incident]) -> History | None:
    """A place of which only incidents are told."""
    sites = joined.incident_sites()
    site = next((sites[one.id] for one in incidents if sites[one.id].key == key), None)
    if site is None and incidents:
        site = _from_inside(sites[incidents[0].id], key)
    return History(site, ()) if site else None


def _from_inside(inner: Site, key: str) -> Site:
    """A place of which only what lies in it is told."""
    at = inner.within.index(key)
    here, *above = inner.around[at:]
    admin = tuple(place.name for place in above)
    return Site(here.key, here.name, here.key, None, None, admin, here.precision, tuple(above))


def actors(joined: Joined, query: Query) -> Data:
    """Actors by how many claims name them, at most `PLACES` of them; `q` narrows by words of a name."""
    asked = text_of(query, "q")
    number = joined.actors()
    rows = [
        {"key": key, "claims": n, "names": dict(names.most_common(3)), **_named(key)}
        for key, (n, names) in number
    ]
    if asked:
        rows = [row for row in rows if _is_called(row, asked.casefold())]
    return {"q": asked, "total": len(rows), "actors": rows[:PLACES]}


def _is_called(row: Data, words: str) -> bool:
    names = [*row["names"], row["ar"] or "", row["en"] or "", row["key"]]
    return any(words in name.casefold() for name in names)


def actor(joined: Joined, key: str, query: Query) -> Data:
    """An actor: its names, whose it is, how it stands to others and what it has had. NotFound where nobody names it."""
    at = day_of(query, "at")
    number = dict(joined.actors())
    known = catalogue().actors.get(key)
    if key not in number and known is None:
        raise NotFound(key)
    claims, names = number.get(key, (0, Counter()))
    told = joined.standings_at(at) if at else joined.standings()
    incidents = sorted(
        (i for i in joined.incidents().values() if _takes_part(i, key)), key=newest, reverse=True
    )
    parts = sorted(a.id for a in catalogue().actors.values() if a.parent == key and a.id in number)
    return {
        "key": key,
        "at": at,
        **_named(key),
        "names": dict(names.most_common()),
        "claims": claims,
        "catalogue": _catalogued(known) if known else None,
        "parts": [{"key": part, **_named(part)} for part in parts],
        "relations": [s.as_dict() for s in told if key in (s.a, s.b)],
        "places": _places_of(joined, key),
        "incidents": [summary(one) for one in incidents[:INCIDENTS]],
        "incidents_left_out": max(0, len(incidents) - INCIDENTS),
    }


def _takes_part(incident: Incident, key: str) -> bool:
    return any(name == key or find_actor(name) == key for name in (*incident.actors, *incident.recipients))


def _catalogued(known: Any) -> Data:
    return {
        "role": known.role,
        "country": known.country,
        "parent": {"key": known.parent, **_named(known.parent)} if known.parent else None,
        "start": known.start,
        "end": known.end,
        "names": list(known.names),
        "codes": dict(known.codes),
    }


def _places_of(joined: Joined, key: str) -> list[Data]:
    """The spells in which the actor has a place or a part of it, by place."""
    out = []
    for history in sorted(joined.histories().values(), key=lambda h: h.site.name):
        spells = [s for s in history.spells if any(h.actor == key for h in s.holders)]
        out += [{"place": history.site.as_dict(), **spell_dict(spell)} for spell in spells]
    return out
