"""What the pages of control, places and actors hold: the content of their JSON twins."""

from __future__ import annotations

from collections import Counter
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.incidents.control import History, spell_dict
from marsad.incidents.sides import is_nobody, names_of, side_of
from marsad.web.joined import Joined
from marsad.web.pages import NotFound, Query, day_of, text_of

Data = dict[str, Any]

PLACES = 1_000  # on one page


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
    """A place: its history, what is inside it, and who stood with whom there. NotFound where nothing is told of it."""
    known = day_of(query, "known")
    found = joined.histories(known)
    history = found.get(key)
    if history is None:
        raise NotFound(key)
    inside = [h for h in found.values() if key in h.site.within and h.spells]
    return {
        **history.as_dict(),
        "known": known,
        "sides": _sides([history, *inside]),
        "inside": [_held(h, h.spells[-1].start) for h in sorted(inside, key=lambda h: h.site.name)],
        "relations": [s.as_dict() for s in joined.standings() if s.place and s.place.key == key],
    }


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
    }


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
