"""Where reports come from: files, folders and standard input, read in the order given, folders sorted."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

from marsad import settings
from marsad.model import Report
from marsad.reports import front
from marsad.reports.encoding import NotText, decode, is_binary, is_wide, normalise
from marsad.reports.items import Failure, Found, Note
from marsad.reports.making import make

__all__ = ["read", "scan"]

Item = Found | Failure | Note
_JSONL = {".jsonl", ".ndjson"}
_STDIN = "-"
# A line of JSONL is longer than its text: escapes (\u0627 is six bytes for two) and the other fields.
_LINE_FACTOR = 8
_HEAD = 8192  # bytes looked at to tell a binary file


def read(paths: Iterable[str | Path], *, limit: int | None = None) -> Iterator[Report | Failure]:
    """The reports at `paths` (files, folders, "-" for standard input), and a `Failure` for each that is left out."""
    for item in scan(paths, limit=limit):
        if isinstance(item, Found):
            yield item.report
        elif isinstance(item, Failure):
            yield item


def scan(paths: Iterable[str | Path], *, limit: int | None = None) -> Iterator[Item]:
    """Like `read`, with file and line of each report, and notes on them right after.

    An id met again with the same text is passed over, with another text it is refused. `limit` is the largest text of
    a report in bytes, from MARSAD_MAX_REPORT_BYTES where None.
    """
    known: dict[str, tuple[str, str, int]] = {}
    skipped = False
    for item in _scan(paths, limit or settings.number("MARSAD_MAX_REPORT_BYTES")):
        if isinstance(item, Found):
            sha256 = item.report.sha256
            skipped = item.report.id in known
            first = known.setdefault(item.report.id, (sha256, item.file, item.line))
            if first[0] != sha256:
                reason = f"id {item.report.id!r} was given to another text at {first[1]}:{first[2]}"
                yield Failure(item.file, item.line, reason)
        if not (skipped and isinstance(item, Found | Note)):
            yield item


def _scan(paths: Iterable[str | Path], limit: int) -> Iterator[Item]:
    for path in map(str, paths):
        if path == _STDIN:
            yield from _stdin(limit)
        elif Path(path).is_dir():
            files = _files(Path(path))
            if not files:
                yield Failure(path, 1, "a folder without files")
            for file in files:
                yield from _file(file, limit, file.relative_to(path).with_suffix("").as_posix())
        else:
            yield from _file(Path(path), limit, Path(path).stem)


def _files(folder: Path) -> list[Path]:
    """All files below `folder` in the order of their paths; hidden ones and READMEs are left aside."""
    found = (p for p in folder.rglob("*") if not any(s.startswith(".") for s in p.relative_to(folder).parts))
    return sorted(p for p in found if p.is_file() and p.stem.upper() != "README")


def _file(path: Path, limit: int, name: str) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), limit, name, jsonl=path.suffix.lower() in _JSONL)
    except OSError as error:
        yield Failure(str(path), 1, f"cannot be read: {error.strerror or error}")


def _stdin(limit: int) -> Iterator[Item]:
    yield from _stream(cast(BufferedReader, sys.stdin.buffer), "<stdin>", limit, None, jsonl=False)


def _stream(
    stream: BufferedReader, file: str, limit: int, name: str | None, *, jsonl: bool
) -> Iterator[Item]:
    """The reports of one stream: JSONL by its name or its first line, else one text."""
    if is_binary(stream.peek(_HEAD)):
        yield Failure(file, 1, "not text: a binary file")
        return
    first = stream.readline(limit * _LINE_FACTOR + 1)
    if jsonl or _is_json(first):
        if is_wide(first):
            yield from _recoded(first, stream, file, limit)
        else:
            yield from _lines(first, stream, file, limit)
        return
    data = first + stream.read(max(0, limit + 1 - len(first)))
    if len(data) > limit:
        yield Failure(file, 1, f"more than {limit:,} bytes: MARSAD_MAX_REPORT_BYTES={limit}")
        return
    yield from _one_text(data, file, limit, name)


def _is_json(line: bytes) -> bool:
    """Whether `line` begins a JSONL stream: a whole JSON object."""
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _one_text(data: bytes, file: str, limit: int, name: str | None) -> Iterator[Item]:
    if not data.strip():
        yield Failure(file, 1, "empty file")
        return
    try:
        text, encoding = decode(data)
    except NotText as reason:
        yield Failure(file, 1, str(reason))
        return
    fields, body = front.split(normalise(text))
    yield from make({**fields, "text": body}, file, 1, limit, name)
    yield from _on_encoding(encoding, file, 1)


def _recoded(first: bytes, stream: IO[bytes], file: str, limit: int) -> Iterator[Item]:
    """A JSONL file in UTF-16 or UTF-32, which has no lines before it is decoded."""
    data = first + stream.read(limit * _LINE_FACTOR)
    if stream.read(1):
        yield Failure(
            file, 1, f"UTF-16 or UTF-32 of more than {len(data):,} bytes: convert it to UTF-8 first"
        )
        return
    try:
        text, encoding = decode(data)
    except NotText as reason:
        yield Failure(file, 1, str(reason))
        return
    again = io.BytesIO(text.encode())
    yield from _lines(again.readline(), again, file, limit)
    yield from _on_encoding(encoding, file, 1)


def _lines(line: bytes, stream: IO[bytes], file: str, limit: int) -> Iterator[Item]:
    """The reports of a JSONL stream whose first line was read already."""
    number, longest, seen = 0, limit * _LINE_FACTOR, False
    while line:
        number += 1
        whole = line
        while len(line) > longest and not line.endswith(
            b"\n"
        ):  # pass over the rest of a line that is too long
            line = stream.readline(longest + 1)
        if len(whole) > longest:
            yield Failure(
                file, number, f"a line of more than {longest:,} bytes: MARSAD_MAX_REPORT_BYTES={limit}"
            )
        elif whole.strip():
            yield from _line(whole, file, number, limit)
        seen = seen or bool(whole.strip())
        line = stream.readline(longest + 1)
    if not seen:
        yield Failure(file, 1, "empty file")


def _line(line: bytes, file: str, number: int, limit: int) -> Iterator[Item]:
    try:
        text, encoding = decode(line)
        fields: Any = json.loads(text)
    except NotText as reason:
        yield Failure(file, number, str(reason))
        return
    except json.JSONDecodeError as error:
        yield Failure(file, number, f"broken JSON: {error.msg} at character {error.pos}")
        return
    except (ValueError, RecursionError):
        yield Failure(file, number, "broken JSON: nested too deep, or a number too long")
        return
    if not isinstance(fields, dict):
        yield Failure(file, number, "not a JSON object")
        return
    yield from make(fields, file, number, limit)
    yield from _on_encoding(encoding, file, number)


def _on_encoding(encoding: str, file: str, line: int) -> Iterator[Note]:
    if encoding != "utf-8":
        yield Note(file, line, f"read as {encoding}")
