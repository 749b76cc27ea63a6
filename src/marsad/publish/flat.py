"""Claims as rows for spreadsheets: one line a claim, several values in a cell joined by a bar."""

from __future__ import annotations

from typing import Any

__all__ = ["COLUMNS", "cell", "row"]

COLUMNS = (
    "report", "id", "kind", "type",
    "actors", "actor_ids", "recipients", "recipient_ids",
    "category", "min", "max", "approx", "part_of", "extent", "weapon",
    "place", "place_id", "lat", "lon", "admin", "precision", "flags",
    "start", "end",
    "quote", "quote_start", "quote_end",
    "sources", "certainty", "confidence", "origin",
)  # fmt: skip
"""`type` is the event type, outcome, change or relation. `actors` are those who did it, hold it or are `a`;
`recipients` those to whom it was done, whose people the casualties are, or `b`."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """`value` as a spreadsheet cell that no program takes for a formula; null is empty, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = " | ".join(str(v) for v in value)
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return value


def row(claim: dict[str, Any]) -> dict[str, Any]:
    """The columns of `claim`, values not yet made safe for a spreadsheet."""
    place, time = claim.get("place") or {}, claim.get("time") or {}
    doers, done_to = _sides(claim)
    trigger = claim["evidence"][0]
    return {
        **{key: claim.get(key) for key in COLUMNS},
        "type": next(claim[k] for k in ("type", "outcome", "change", "relation") if k in claim),
        "actors": [a["name"] for a in doers],
        "actor_ids": [a.get("id") or "" for a in doers],
        "recipients": [a["name"] for a in done_to],
        "recipient_ids": [a.get("id") or "" for a in done_to],
        "place": place.get("name"),
        "place_id": place.get("id"),
        **{key: place.get(key) for key in ("lat", "lon", "admin", "precision", "flags")},
        "start": time.get("start"),
        "end": time.get("end"),
        "quote": trigger["text"],
        "quote_start": trigger["start"],
        "quote_end": trigger["end"],
        "sources": [f"{s['name']} ({s['via']})" if s.get("via") else s["name"] for s in claim["sources"]],
    }


def _sides(claim: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Who did it, and to whom."""
    first = claim.get("actors") or [claim.get(key) for key in ("actor", "perpetrator", "a")]
    second = claim.get("recipients") or [claim.get(key) for key in ("affiliation", "b")]
    return [a for a in first if a], [a for a in second if a]
