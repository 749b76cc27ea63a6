"""The claims of a text, for tests of one thing that they say."""

from __future__ import annotations

from typing import Any

from marsad.coder.code import code
from marsad.model import Report


def claims_of(text: str, published: str = "2024-08-20") -> list[dict[str, Any]]:
    """The claims of a report of that day."""
    return code(Report(id="r", text=text, published=published, language="ar"))


def event_of(text: str, type_: str | None = None, published: str = "2024-08-20") -> dict[str, Any]:
    """The first event of `type_`, or of any."""
    events = (c for c in claims_of(text, published) if c["kind"] == "event")
    return next(c for c in events if type_ in (None, c["type"]))


def names(actors: list[dict[str, Any]]) -> list[str]:
    """The names of actors, recipients or sources."""
    return [a["name"] for a in actors]
