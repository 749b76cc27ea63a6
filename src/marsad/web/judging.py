"""Judging from the pages and over JSON: the only thing that a request can change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from marsad.web.joined import Joined
from marsad.web.pages import BadRequest

__all__ = ["LARGEST", "judge", "page_after", "read_form", "read_json"]

LARGEST = 10_000  # bytes of a request

Fields = Mapping[str, Any]


def judge(joined: Joined, fields: Fields) -> dict[str, Any]:
    """Keep a judgement (`a`, `b`, `verdict`) or the undoing of one (`undo`), `by` somebody; the number it got.

    `a` and `b` are ids of event claims or of incidents, whose earliest claims are then meant.

    Raises BadRequest where a field is missing, and the store's own error where it makes no sense.
    """
    by = _text(fields, "by")
    if fields.get("undo") not in (None, ""):
        return {"number": joined.store.undo_judgement(_number(fields["undo"]), by)}
    incidents = joined.incidents()
    a, b = (
        incidents[name].claims[0] if name in incidents else name
        for name in (_text(fields, "a"), _text(fields, "b"))
    )
    return {"number": joined.store.judge(a, b, _text(fields, "verdict"), by)}


def read_json(body: bytes) -> Fields:
    """The fields of a request in JSON."""
    try:
        fields = json.loads(body)
    except ValueError as error:
        raise BadRequest("the request is not JSON") from error
    if not isinstance(fields, dict):
        raise BadRequest("the request is not a JSON object")
    return fields


def read_form(body: bytes) -> Fields:
    """The fields of a form as a browser sends it."""
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=20, errors="strict")
    except ValueError as error:
        raise BadRequest("the request is not a form") from error
    return {name: values[0] for name, values in fields.items()}


def page_after(fields: Fields) -> str:
    """The page of ours that a form wants to be led back to; never another site's."""
    back = str(fields.get("back") or "")
    ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if ours else "/judgements"


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadRequest(f"{name} is missing")
    return value.strip()


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    raise BadRequest(f"undo={value!r}: the number of a judgement is needed")
