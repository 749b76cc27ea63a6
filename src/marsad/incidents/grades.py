"""What UCDP and Airwars record of an incident, derived from its tolls and voices."""

from __future__ import annotations

from datetime import date
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.incidents.model import Incident, Toll

__all__ = ["airwars", "ucdp"]

# UCDP's where_prec: 1 a known point, 2 near one, 3 second-order and 4 first-order division, 6 a country.
_WHERE = {"site": 1, "neighbourhood": 1, "settlement": 1, "area": 2, "admin2": 3, "admin1": 4, "country": 6}
_DATES = ((1, 1), (6, 2), (7, 3), (31, 4))  # days up to -> date_prec; 5 beyond: a year
_CIVILIANS = frozenset({"civilian", "child", "woman", "activist", "journalist", "medic", "aid_worker"})
_FIGHTERS = frozenset({"combatant", "police"})


def ucdp(one: Incident) -> dict[str, int | None]:
    """UCDP GED's low, best and high of deaths, where_prec and date_prec; None where there is nothing to say."""
    killed = one.killed
    return {
        "low": killed.low if killed else None,
        "best": killed.best if killed else None,
        "high": killed.high if killed else None,
        "where_prec": _WHERE.get(one.place.precision or "") if one.place else None,
        "date_prec": _date_precision(one),
    }


def _date_precision(one: Incident) -> int | None:
    if one.time is None:
        return None
    days = (date.fromisoformat(one.time["end"]) - date.fromisoformat(one.time["start"])).days + 1
    return next((grade for most, grade in _DATES if days <= most), 5)


def airwars(one: Incident) -> dict[str, Any]:
    """Airwars's grade of civilian harm, and the bounds of civilians killed and wounded, summed over their kinds.

    `confirmed`: a side that acted says so itself; `contested`: rival accounts of who acted; `discounted`: all counted
    dead are fighters; `fair`: two or more independent voices; `weak`: one.
    """
    return {
        "grade": _grade(one),
        **{
            f"civilians_{outcome}_{bound}": _sum(one, outcome, bound)
            for outcome in ("killed", "wounded")
            for bound in ("min", "max")
        },
    }


def _grade(one: Incident) -> str:
    counted = [t for t in one.tolls if t.outcome in ("killed", "wounded") and t.high is not None]
    if counted and all(t.category in _FIGHTERS for t in counted):
        return "discounted"
    if any(c.about == "actors" for c in one.contradictions):
        return "contested"
    if any(_own_word(one, source) for source in one.sources):
        return "confirmed"
    return "fair" if one.voices >= 2 else "weak"


def _own_word(one: Incident, source: str) -> bool:
    """Whether a source is one of those who acted, or speaks for one."""
    known = catalogue().actors.get(source)
    return known is not None and (source in one.actors or (known.parent or "") in one.actors)


def _sum(one: Incident, outcome: str, bound: str) -> int | None:
    found = [_bound(t, bound) for t in one.tolls if t.outcome == outcome and t.category in _CIVILIANS]
    given = [value for value in found if value is not None]
    return sum(given) if given else None


def _bound(toll: Toll, bound: str) -> int | None:
    return toll.low if bound == "min" else toll.high
