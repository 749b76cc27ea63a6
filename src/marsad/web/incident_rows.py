"""An incident in a few words, as lists and headings show it."""

from __future__ import annotations

from typing import Any

from marsad.incidents.sides import find_actor, usual_name
from marsad.incidents.sites import site_of
from marsad.knowledge import vocabulary
from marsad.web import present
from marsad.web.addresses import actor_url, incident_url, place_url
from marsad.web.strings import Words

__all__ = ["row"]

Data = dict[str, Any]


def row(one: Data, words: Words) -> Data:
    """An incident in a list."""
    return {
        "id": one["id"],
        "url": incident_url(one["id"]),
        "title": _title(one, words),
        "place": _place(one, words),
        "when": words.period(one["time"]) if one["time"] else words("unknown_date"),
        "day": one["time"]["start"] if one["time"] else None,
        "sides": _sides(one, words),
        "tolls": _tolls(one, words),
        "reports": len(one["reports"]),
        "voices": one["voices"],
    }


def _title(one: Data, words: Words) -> str:
    label = words.label("event_types", one["type"])
    return label[:1].upper() + label[1:]


def _place(one: Data, words: Words) -> Data | None:
    place = one["place"]
    if not place:
        return None
    key = site_of(place, one["reports"][0]).key
    return present.place(place | {"flags": []}, words) | {"url": place_url(key)}


def _sides(one: Data, words: Words) -> Data:
    return {
        side: [
            {"name": usual_name(name, name, words.language), "url": actor_url(find_actor(name))}
            for name in one[side]
        ]
        for side in ("actors", "recipients")
    }


def _tolls(one: Data, words: Words) -> list[Data]:
    """The bounds of each outcome that somebody gives, in words."""
    found = []
    for outcome in vocabulary()["outcomes"]:
        known = one[outcome]
        if known and (known["low"], known["high"]) != (None, None):
            text = words.bounds(known["low"], known["high"], known["open"])
            found.append({"outcome": outcome, "label": words.outcome(outcome), "text": text})
    return found
