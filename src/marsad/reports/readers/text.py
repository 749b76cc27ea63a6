"""One report as plain text, perhaps with front matter."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reports import front
from marsad.reports.encoding import NotText, decode, is_binary, normalise
from marsad.reports.items import Note
from marsad.reports.source import Item, Source, Unreadable, read_up_to


def sniff(head: bytes, file: str) -> bool:
    """Every document may be text: `read` tells."""
    return True


def read(source: Source) -> Iterator[Item]:
    """The text as one report."""
    data = whole_text(source)
    text, encoding = decoded(data)
    fields, body = front.split(normalise(text))
    yield from source.report({**fields, "text": body}, data, "text/plain", name=source.name)
    yield from on_encoding(encoding, source.file, 1)


def whole_text(source: Source) -> bytes:
    """The bytes of a text of at most MARSAD_MAX_REPORT_BYTES; `Unreadable` where it is longer, empty or binary."""
    if is_binary(source.head()):
        raise Unreadable("not text: a binary file")
    limit = source.options.limit
    data = read_up_to(source.stream, limit)
    if len(data) > limit:
        raise Unreadable(f"more than {limit:,} bytes: MARSAD_MAX_REPORT_BYTES={limit}")
    if not data.strip():
        raise Unreadable("empty file")
    return data


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data` and its encoding; `Unreadable` where it is none."""
    try:
        return decode(data)
    except NotText as reason:
        raise Unreadable(str(reason)) from None


def on_encoding(encoding: str, file: str, line: int) -> Iterator[Note]:
    """The remark that a text was in another encoding than UTF-8."""
    if encoding != "utf-8":
        yield Note(file, line, f"read as {encoding}")
