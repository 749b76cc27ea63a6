"""From the fields of a report to a `Report`, with what has to be said about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from marsad.model import Report
from marsad.reports.encoding import normalise
from marsad.reports.items import Failure, Found, Note
from marsad.reports.language import language

__all__ = ["make"]

_FIELDS = ("outlet", "title", "url")
_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_ID_LENGTH = 200


def make(
    fields: Mapping[str, Any], file: str, line: int, limit: int, name: str | None = None
) -> Iterator[Found | Failure | Note]:
    """The report of `fields`, then the notes on it; or the one reason why it is left out.

    `limit` is the largest text in bytes; `name` the id where the fields have none (else it comes from the text).
    """
    try:
        text = _text(fields.get("text"), limit)
        report_id = _id(fields.get("id"), name, text)
        rest = {key: _string(fields.get(key), key) for key in _FIELDS}
    except ValueError as error:
        yield Failure(file, line, str(error))
        return
    published, trouble = _published(fields.get("published"))
    spoken = language(text)
    report = Report(id=report_id, text=text, published=published, language=spoken, **rest)
    yield Found(report, file, line)
    if trouble:
        yield Note(file, line, trouble, left_out=True)
    if spoken != "ar":
        yield Note(file, line, f"language {spoken or 'unknown'}: kept, not coded", left_out=True)
    if found := _BIDI.search(text):
        yield Note(
            file, line, f"bidi control U+{ord(found[0]):04X} at character {found.start()}: kept as it is"
        )


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise ValueError("no `text`" if value is None else "`text` is not a string")
    if not value.strip():
        raise ValueError("empty: no text")
    found = _UNSTORABLE.search(value)
    if found:
        raise ValueError(
            f"`text` has U+{ord(found[0]):04X} at character {found.start()}, which is no character"
        )
    text = normalise(value)
    if len(text) > limit or len(text.encode()) > limit:
        raise ValueError(f"{len(text.encode()):,} bytes of text: more than MARSAD_MAX_REPORT_BYTES={limit}")
    return text


def _id(value: Any, name: str | None, text: str) -> str:
    if value is None or value == "":
        return name or "r" + hashlib.sha256(text.encode()).hexdigest()[:16]
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("`id` is neither a string nor a number")
    found = str(value)
    if len(found) > _ID_LENGTH or not found.isprintable() or found != found.strip():
        raise ValueError(
            f"`id` cannot be used: at most {_ID_LENGTH} printable characters, no space around them"
        )
    return found


def _string(value: Any, key: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"`{key}` is not a string")
    if _UNSTORABLE.search(value):
        raise ValueError(f"`{key}` has a code point that is no character")
    return normalise(value).strip() or None


def _published(value: Any) -> tuple[str | None, str | None]:
    """The day of `value` (an ISO date or datetime), and what to say where there is none."""
    if value is None or value == "":
        return None, "no `published`: dates told from the day of the report stay null"
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[1] if found else "").isoformat(), None
    except ValueError:
        return None, f"`published` is not an ISO date: {value!r}; it is left null"
