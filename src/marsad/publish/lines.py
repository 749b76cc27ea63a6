"""A claim as a line of JSON: the codebook's fields in the codebook's order, the same bytes every time."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

__all__ = ["claim_line", "in_order"]

_PARTS = {
    "actors": "Actor",
    "recipients": "Actor",
    "actor": "Actor",
    "affiliation": "Actor",
    "perpetrator": "Actor",
    "a": "Actor",
    "b": "Actor",
    "place": "Place",
    "time": "Time",
    "evidence": "Evidence",
    "sources": "Source",
}


@cache
def _fields(name: str) -> tuple[str, ...]:
    """The fields of a model in its order."""
    from marsad import model

    return tuple(getattr(model, name).model_fields)


def in_order(claim: dict[str, Any]) -> dict[str, Any]:
    """`claim` with the codebook's fields in the codebook's order; a field that it lacks is null."""
    return {key: _part(key, claim.get(key)) for key in _fields(claim["kind"].capitalize())}


def _part(key: str, value: Any) -> Any:
    name = _PARTS.get(key)
    if name is None or not value:
        return value
    if isinstance(value, list):
        return [{field: item.get(field) for field in _fields(name)} for item in value]
    return {field: value.get(field) for field in _fields(name)}


def claim_line(claim: dict[str, Any]) -> str:
    """`claim` as one line of JSON, without a line end."""
    return json.dumps(in_order(claim), ensure_ascii=False, allow_nan=False)
