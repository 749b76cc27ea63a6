"""Claims gathered by place, for the map and for the list beside it."""

from __future__ import annotations

from typing import Any

from marsad.web import present
from marsad.web.strings import Words

Claim = dict[str, Any]


def gather(claims: list[Claim], most: int | None = None) -> list[dict[str, Any]]:
    """Places, the most often named first: `place` as in the claim, all `flags`, `count`, and `most` of the claims.

    `days` has the first days of the claims, and how many claims are of each; a claim without a time is of none.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for claim in claims:
        place = claim["place"]
        if not place:
            continue
        key = (place["id"] or place["name"], place["lat"], place["lon"], place["precision"])
        entry = found.setdefault(key, {"place": place, "flags": [], "count": 0, "days": {}, "claims": []})
        entry["count"] += 1
        if time := claim["time"]:
            entry["days"][time["start"]] = entry["days"].get(time["start"], 0) + 1
        if most is None or entry["count"] <= most:
            entry["claims"].append(claim)
        entry["flags"] += [flag for flag in place["flags"] if flag not in entry["flags"]]
    return sorted(found.values(), key=lambda entry: (-entry["count"], entry["place"]["name"]))


def shown(entry: dict[str, Any], words: Words) -> dict[str, Any]:
    """A gathered place as the pages show it, with the titles of its claims."""
    place = entry["place"] | {"flags": entry["flags"]}
    claims: list[Claim] = entry["claims"]
    return {
        **present.place(place, words),
        "lat": place["lat"],
        "lon": place["lon"],
        "precision": place["precision"] or "area",
        "ids": " ".join(c["id"] for c in claims),
        "count": entry["count"],
        "days": " ".join(f"{day}*{n}" for day, n in sorted(entry["days"].items())),
        "left_out": entry["count"] - len(claims),
        "claims": [_line(c, words) for c in claims],
    }


def _line(claim: Claim, words: Words) -> dict[str, Any]:
    return {
        "id": claim["id"],
        "report": claim["report"],
        "kind": claim["kind"],
        "title": present.title(claim, words),
        "quote": claim["evidence"][0]["text"],
    }
