"""Gold claims in the form of the coder's: one name of each list, ids and provinces looked up in the catalogues."""

from __future__ import annotations

import math
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.coder.gazetteer import Row, gazetteer
from marsad.coder.place_geometry import chain
from marsad.coder.text import fold

_NEAR = 25  # km: gold points are readers' knowledge


def gold_claims(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The control, relation and event claims of a gold report."""
    kinds = ("control", "relation", "event")
    return [_claim(report, c, i) for i, c in enumerate(report["claims"]) if c["kind"] in kinds]


def _claim(report: dict[str, Any], gold: dict[str, Any], number: int) -> dict[str, Any]:
    start = report["text"].index(gold["quote"])
    made = {key: value for key, value in gold.items() if key != "quote"}
    for key in ("actor", "a", "b"):
        if key in made:
            made[key] = actor(made[key])
    for key in ("actors", "recipients", "sources"):
        made[key] = [actor(names) for names in made.get(key) or []]
    made["place"] = _place(gold["place"]) if gold.get("place") else None
    made["time"] = gold.get("time")
    made["evidence"] = [{"start": start, "end": start + len(gold["quote"]), "text": gold["quote"]}]
    return made | {"id": f"gold-{number}", "report": report["id"], "confidence": 1.0, "origin": []}


def actor(names: Any) -> dict[str, Any]:
    """The actor of the catalogue that bears one of `names`, called by the first."""
    names = [names] if isinstance(names, str) else names
    wanted = {fold(name) for name in names}
    known = catalogue().actors.values()
    found = next((a for a in known if wanted & {fold(name) for name in a.names}), None)
    return {
        "name": names[0],
        "id": found.id if found else None,
        "role": found.role if found else None,
        "country": None,
    }


def _place(gold: dict[str, Any]) -> dict[str, Any]:
    first, *others = [gold["name"]] if isinstance(gold["name"], str) else gold["name"]
    made = {"name": first, "id": None, "admin": [], "lat": gold["lat"], "lon": gold["lon"]}
    row = _first_near([first] if gold["precision"] == "site" else [first, *others], gold)
    if row is not None:
        return made | {"id": row.id, "precision": row.kind, "admin": chain(gazetteer(), row), "flags": []}
    around = _first_near([*others, *_PROVINCES.get(gold["admin"][0], ())], gold)
    admin = chain(gazetteer(), around, itself=True) if around else []
    return made | {"precision": gold["precision"], "admin": admin, "flags": ["unresolved"]}


def _first_near(names: list[str], gold: dict[str, Any]) -> Row | None:
    return next((row for name in names if (row := _nearest(name, gold))), None)


_PROVINCES = {"Aleppo": ["حلب"], "Ar-Raqqa": ["الرقة"]}


def _nearest(name: str, gold: dict[str, Any]) -> Row | None:
    """The smallest place of the gazetteer with this name near the gold's point."""
    if gold["lat"] is None:
        return None
    rows = [
        r
        for r in gazetteer().lookup(name)
        if math.hypot(r.lat - gold["lat"], r.lon - gold["lon"]) * 111 < _NEAR
    ]
    order = ("site", "neighbourhood", "settlement", "area", "admin2", "admin1", "country")
    return min(rows, key=lambda r: order.index(r.kind), default=None)
