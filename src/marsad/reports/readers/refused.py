"""Formats that are known and not read: what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reports.source import Item, Source, Unreadable

_REASONS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an Office file of before 2007: save it as .docx or .xlsx",
    b"{\\rtf": "RTF: save it as .docx or as text",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first",
    b"Rar!\x1a\x07": "a RAR archive: unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it first",
    b"\xfd7zXZ\x00": "packed with xz: unpack it first",
    b"BZh9": "packed with bzip2: unpack it first",
    b"\x89PNG": "a binary file: a picture",
    b"\xff\xd8\xff": "a binary file: a picture",
    b"GIF8": "a binary file: a picture",
    b"SQLite format 3\x00": "an SQLite file: export a table as CSV",
}


def sniff(head: bytes, file: str) -> bool:
    """Whether `head` is the beginning of one of these formats."""
    return head.startswith(tuple(_REASONS))


def read(source: Source) -> Iterator[Item]:
    """Says what to do instead."""
    head = source.head()
    raise Unreadable(next(reason for mark, reason in _REASONS.items() if head.startswith(mark)))
    yield
