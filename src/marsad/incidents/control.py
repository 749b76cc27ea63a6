"""Who held what: control claims as a history of each place, in two times: when it was so, and when it was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from marsad.coder.text import fold
from marsad.incidents.holding import Holder, Spell, spells
from marsad.incidents.sides import names_of
from marsad.incidents.sites import COVERING, Site, plain_name, site_of
from marsad.incidents.statements import About, Claim, Statement, by_id, statement

__all__ = ["Held", "History", "control_at", "histories"]


@dataclass(frozen=True, slots=True)
class History:
    """What was said of who held a place: its spells in order, and statements of which no day is known."""

    site: Site
    spells: tuple[Spell, ...]
    undated: tuple[Statement, ...] = ()

    def at(self, day: str) -> Spell | None:
        """The spell that covers the ISO day; None before the first."""
        return next((s for s in self.spells if s.start <= day and (s.end is None or day <= s.end)), None)

    def as_dict(self) -> dict[str, Any]:
        """The whole history, for JSON."""
        spells = [spell_dict(spell) for spell in self.spells]
        return {
            "place": self.site.as_dict(),
            "spells": spells,
            "undated": [s.as_dict() for s in self.undated],
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A place on a day: its spell then, and the places inside it of which something is said (their keys)."""

    site: Site
    spell: Spell
    inside: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """A line of `marsad control`."""
        return {"place": self.site.as_dict(), **spell_dict(self.spell), "inside": list(self.inside)}


def spell_dict(spell: Spell) -> dict[str, Any]:
    """A spell for JSON. The start of an implied one is null: since when it was so is not known."""
    return {
        "state": spell.state,
        "start": None if spell.implied else spell.start,
        "end": spell.end,
        "said": spell.said,
        "implied": spell.implied,
        "holders": [_holder_dict(holder) for holder in spell.holders],
        "gone": [_holder_dict(holder) for holder in spell.gone],
        "perhaps": [s.as_dict() for s in spell.perhaps],
        "statements": [s.as_dict() for s in spell.statements],
    }


def _holder_dict(holder: Holder) -> dict[str, Any]:
    arabic, english = names_of(holder.actor)
    return {**asdict(holder), "ar": arabic, "en": english}


def histories(
    claims: Iterable[Claim], reports: Iterable[About], known: str | None = None
) -> dict[str, History]:
    """The history of every place that control claims name, by its key.

    With `known`, as it could be told on that ISO day: from reports published by then; one without a date does not
    count. Other kinds of claim, and what is only demanded or planned, are left out.
    """
    about = by_id(reports)
    sites: dict[str, Site] = {}
    said: dict[str, list[Statement]] = defaultdict(list)
    for claim in claims:
        if claim["kind"] != "control" or not claim["place"] or claim["certainty"] == "called_for":
            continue
        one = statement(claim, about)
        if known is not None and (one.published is None or one.published > known):
            continue
        site = site_of(claim["place"], claim["report"])
        sites[site.key] = min(sites.get(site.key, site), site, key=lambda s: (len(s.name), s.name, s.admin))
        said[site.key].append(one)
    return {key: _history(sites[key], said, sites) for key in sorted(said)}


def _history(site: Site, said: dict[str, list[Statement]], sites: dict[str, Site]) -> History:
    own = said[site.key]
    covering = [
        s
        for key in site.within
        if key in sites and sites[key].precision in COVERING
        for s in said[key]
        if s.extent == "full" and s.change in ("gained", "lost", "cleared") and s.certainty == "asserted"
    ]
    undated = sorted((s for s in own if s.day is None), key=lambda s: (s.report, s.at, s.claim))
    return History(site, spells(own, covering), tuple(undated))


def control_at(
    claims: Iterable[Claim],
    reports: Iterable[About],
    day: str,
    known: str | None = None,
    place: str | None = None,
) -> list[Held]:
    """Every place that something is known of on `day`, as it was known on `known` (by default: as it is known now).

    `place` is an id or words of a name; it also stands for what lies in it. Larger places come first, each followed
    by what is inside it.
    """
    found = histories(claims, reports, known)
    now = {key: spell for key, history in found.items() if (spell := history.at(day))}
    inside: dict[str, list[str]] = defaultdict(list)
    for key in now:
        if holder := next((k for k in found[key].site.within if k in now), None):
            inside[holder].append(key)
    chosen = [key for key in now if place is None or is_in(found[key].site, place)]
    held = {key: Held(found[key].site, now[key], tuple(inside[key])) for key in chosen}
    return _in_order(held)


def is_in(site: Site, place: str) -> bool:
    """Whether `place`, an id or words of a name, means the site or what it lies in."""
    if place in (site.key, site.id, *site.within):
        return True
    asked = f" {plain_name(place)} "
    return any(asked in f" {plain_name(name)} " for name in (site.name, *site.admin)) and bool(
        fold(place).strip()
    )


def _in_order(held: dict[str, Held]) -> list[Held]:
    """Places by name, each followed by those inside it."""
    out: list[Held] = []

    def put(key: str) -> None:
        out.append(held[key])
        for inner in sorted(held[key].inside, key=lambda k: held[k].site.name if k in held else ""):
            if inner in held:
                put(inner)

    inner = {key for one in held.values() for key in one.inside}
    for key in sorted(held, key=lambda k: (held[k].site.name, k)):
        if key not in inner:
            put(key)
    return out
