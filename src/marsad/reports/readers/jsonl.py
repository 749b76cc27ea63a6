"""JSONL: a report a line, with the names of `making.FIELDS`, or with columns that a known layout or --map names."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, Any

from marsad.reports.columns import fields_of
from marsad.reports.encoding import is_binary, is_wide
from marsad.reports.items import Failure
from marsad.reports.readers.text import decoded, on_encoding
from marsad.reports.source import Item, Source, Unreadable, first_object, opening

_SUFFIXES = {".jsonl", ".ndjson"}
LINE_FACTOR = 8
"""A line of JSON is longer than its text: escapes (\\u0627 is six bytes for two) and the other fields."""


def sniff(head: bytes, file: str) -> bool:
    """By the name, or by a first line that is a JSON object, or begins one that is longer than `head`."""
    if PurePath(file).suffix.lower() in _SUFFIXES or first_object(head) is not None:
        return True
    start = opening(head)
    return start.startswith('{"') and "\n" not in start


def read(source: Source) -> Iterator[Item]:
    """A report for every line."""
    head = source.head()
    if is_binary(head):
        raise Unreadable("not text: a binary file")
    if is_wide(head):
        yield from _recoded(source)
    else:
        yield from _lines(source.stream, source)


def _recoded(source: Source) -> Iterator[Item]:
    """A file in UTF-16 or UTF-32, which has no lines before it is decoded."""
    text, encoding = decoded(source.whole())
    yield from _lines(io.BytesIO(text.encode()), source)
    yield from on_encoding(encoding, source.file, 1)


def _lines(stream: IO[bytes], source: Source) -> Iterator[Item]:
    limit = source.options.limit
    longest = limit * LINE_FACTOR
    number, seen = 0, False
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            yield Failure(
                source.file, number, f"a line of more than {longest:,} bytes: MARSAD_MAX_REPORT_BYTES={limit}"
            )
            while line and not line.endswith(b"\n"):  # pass over the rest of it
                line = stream.readline(longest + 1)
            seen = True
        elif line.strip():
            seen = True
            yield from _line(line, number, source)
    if not seen:
        raise Unreadable("empty file")


def _line(line: bytes, number: int, source: Source) -> Iterator[Item]:
    try:
        text, encoding = decoded(line)
        record = parsed(text)
        yield from source.report(fields_of(record, source.options), line, "application/json", number)
    except Unreadable as reason:
        yield Failure(source.file, number, str(reason))
        return
    yield from on_encoding(encoding, source.file, number)


def parsed(text: str) -> dict[str, Any]:
    """The JSON object that `text` is; `Unreadable` where it is none."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"broken JSON: {error.msg} at character {error.pos}") from None
    except (ValueError, RecursionError):
        raise Unreadable("broken JSON: nested too deep, or a number too long") from None
    if not isinstance(record, dict):
        raise Unreadable("not a JSON object")
    return record
