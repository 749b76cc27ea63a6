"""Claims gathered by place, for the map and for the list beside it."""

from __future__ import annotations

from typing import Any

from marsad.web import present
from marsad.web.strings import Words

Claim = dict[str, Any]


def gather(claims: list[Claim]) -> list[dict[str, Any]]:
    """Places with the claims made of them, the most often named first: `place` as in the claim, `claims`."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for claim in claims:
        place = claim["place"]
        if not place:
            continue
        key = (place["id"] or place["name"], place["lat"], place["lon"], place["precision"])
        entry = found.setdefault(key, {"place": place, "flags": [], "claims": []})
        entry["claims"].append(claim)
        entry["flags"] += [flag for flag in place["flags"] if flag not in entry["flags"]]
    return sorted(found.values(), key=lambda entry: (-len(entry["claims"]), entry["place"]["name"]))


def shown(entry: dict[str, Any], words: Words, most: int) -> dict[str, Any]:
    """A gathered place as the pages show it, with the titles of at most `most` claims."""
    place = entry["place"] | {"flags": entry["flags"]}
    claims: list[Claim] = entry["claims"]
    return {
        **present.place(place, words),
        "lat": place["lat"],
        "lon": place["lon"],
        "precision": place["precision"] or "area",
        "ids": " ".join(c["id"] for c in claims[:most]),
        "count": len(claims),
        "left_out": max(0, len(claims) - most),
        "claims": [_line(c, words) for c in claims[:most]],
    }


def _line(claim: Claim, words: Words) -> dict[str, Any]:
    return {
        "id": claim["id"],
        "report": claim["report"],
        "kind": claim["kind"],
        "title": present.title(claim, words),
        "quote": claim["evidence"][0]["text"],
    }
