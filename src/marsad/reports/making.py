"""From the fields of a report to a `Report`, with what has to be said about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from marsad.knowledge import vocabulary
from marsad.model import Report
from marsad.reports import dateline
from marsad.reports.encoding import normalise
from marsad.reports.items import Failure, Found, Note, Original
from marsad.reports.language import language
from marsad.reports.moments import Moment, day_in_name, moment

__all__ = ["FIELDS", "make"]

FIELDS = ("id", "text", "published", "outlet", "title", "url", "author", "dateline")
"""What a reader may tell of a report; beside them `dated_by`, how it got the day."""

_STRINGS = ("outlet", "title", "url", "author", "dateline")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_ID_LENGTH = 200


def make(
    fields: Mapping[str, Any],
    file: str,
    line: int,
    limit: int,
    name: str | None = None,
    original: Original | None = None,
) -> Iterator[Found | Failure | Note]:
    """The report of `fields`, then the notes on it; or the one reason why it is left out.

    `limit` is the largest text in bytes; `name` the id where the fields have none (else it comes from the text).
    """
    try:
        text = _text(fields.get("text"), limit)
        report_id = _id(fields.get("id"), name, text, fields.get("url"))
        rest = {key: _string(fields.get(key), key) for key in _STRINGS}
    except ValueError as error:
        yield Failure(file, line, str(error))
        return
    head = dateline.find(text)
    dated = _dated(fields, head, rest["url"], name)
    rest["dateline"] = rest["dateline"] or (head.words if head else None)
    spoken = language(text)
    report = Report(
        id=report_id,
        text=text,
        published=dated.day,
        published_at=dated.at,
        dated_by=dated.by,
        language=spoken,
        **rest,
    )
    yield Found(report, file, line, original)
    if dated.trouble:
        yield Note(file, line, dated.trouble, left_out=True)
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


def _id(value: Any, name: str | None, text: str, url: Any) -> str:
    if value is None or value == "":
        # two outlets that carry the same words are two reports
        told = f"{url}\n{text}" if isinstance(url, str) and url else text
        return name or "r" + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
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


class _Dated(NamedTuple):
    """When a report was published, how that was got, and what to say about it."""

    day: str | None
    at: str | None
    by: str | None
    trouble: str | None = None


def _dated(
    fields: Mapping[str, Any], head: dateline.Dateline | None, url: str | None, name: str | None
) -> _Dated:
    """By what is trusted most: the fields, the dateline, the path of the address, the name of the file."""
    value, trouble = fields.get("published_at") or fields.get("published"), None
    if value not in (None, ""):
        given = value if isinstance(value, Moment) else moment(value)
        if given:
            by = fields.get("dated_by")
            return _Dated(
                given.day, given.at, by if isinstance(by, str) and by in vocabulary()["datings"] else "given"
            )
        trouble = f"`published` is not a date that can be read: {value!r}"
    day, by = None, None
    if head and head.day:
        day, by = head.day, "dateline"
    elif url and (day := day_in_name(urlsplit(url).path)):
        by = "url"
    elif name and (day := day_in_name(name)):
        by = "file"
    if trouble:
        trouble += f"; {day} is taken from the {by}" if day else "; it is left null"
    elif not day:
        trouble = "no `published`: dates told from the day of the report stay null"
    return _Dated(day, None, by, trouble)
