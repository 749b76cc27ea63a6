"""A document on its way to a reader: an open stream, what it is called, and the limits it is read under."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, Any, cast

from marsad import settings
from marsad.reports.encoding import BOMS
from marsad.reports.items import Failure, Found, Note, Original
from marsad.reports.making import make

__all__ = [
    "Item",
    "Options",
    "Origin",
    "Source",
    "Unreadable",
    "first_object",
    "needed",
    "opening",
    "read_up_to",
]

Item = Found | Failure | Note
_LABEL = 1000  # characters of a document's name in remarks
_CHUNK = 1 << 16
_HEAD = 8192  # bytes that tell what a document is


class Unreadable(ValueError):
    """A document that cannot be read, or not to its end: the message says why; `line` is where, from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@contextmanager
def needed(what: str) -> Iterator[None]:
    """Around the import of a library of the extra `ingest`: says what to install where it is missing."""
    try:
        yield
    except ImportError as error:
        raise Unreadable(
            f"{what} need {error.name or 'more libraries'}: pip install 'marsad[ingest]'"
        ) from None


@dataclass(frozen=True, slots=True)
class Origin:
    """How a document was fetched; nothing is known of a local file."""

    url: str | None = None
    media_type: str | None = None
    retrieved: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the largest text in bytes, and which column of a table gives which field of a report."""

    limit: int
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """An open document: `file` names it in remarks, `name` is the id of its report where nothing gives one."""

    stream: IO[bytes]
    file: str
    options: Options
    name: str | None = None
    origin: Origin = Origin()
    depth: int = 0  # archives around it

    def head(self) -> bytes:
        """The first bytes; the stream stays where it is."""
        return cast(io.BufferedReader, self.stream).peek(_HEAD)[:_HEAD]

    def whole(self) -> bytes:
        """All bytes. `Unreadable` where there are more than MARSAD_MAX_DOCUMENT_BYTES."""
        most = settings.number("MARSAD_MAX_DOCUMENT_BYTES")
        data = read_up_to(self.stream, most)
        if len(data) > most:
            raise Unreadable(f"more than {most:,} bytes: MARSAD_MAX_DOCUMENT_BYTES={most}")
        return data

    def report(
        self, fields: Mapping[str, Any], data: bytes, media_type: str, line: int = 1, name: str | None = None
    ) -> Iterator[Item]:
        """The report of `fields`, read from the document `data`; then the remarks on it.

        `name` is its id where it has none of its own: only a document that is one report has a name.
        """
        origin = self.origin
        original = Original(
            data, origin.media_type or media_type, origin.url, origin.retrieved, origin.headers
        )
        known = {"url": origin.url} | {key: value for key, value in fields.items() if value is not None}
        yield from make(known, self.file, line, self.options.limit, name, original)

    def inside(
        self, stream: IO[bytes], member: str, name: str | None, origin: Origin | None = None
    ) -> Source:
        """A document packed in this one; `stream` is buffered. `member` is made one line."""
        member, deeper = " ".join(member.split())[:_LABEL], self.depth + 1
        return replace(
            self, stream=stream, file=member, name=name, origin=origin or self.origin, depth=deeper
        )


def read_up_to(stream: Any, most: int) -> bytes:
    """The rest of `stream`, or somewhat more than `most` bytes of it. (`read(most)` would take that memory at once.)"""
    data = bytearray()
    while len(data) <= most and (more := stream.read(_CHUNK)):
        data += more
    return bytes(data)


def opening(head: bytes) -> str:
    """The beginning of a document as text, whatever its encoding, without mark and leading space; for sniffing."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return head.decode(name, "ignore").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8", "ignore").lstrip()


def first_object(head: bytes) -> dict[str, Any] | None:
    """The JSON object that the first line of `head` is; None where it is none, or longer than `head`."""
    line = opening(head).split("\n", 1)[0]
    try:
        found = json.loads(line) if line.startswith("{") else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
