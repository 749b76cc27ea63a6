"""Where reports come from: files, folders, the web and standard input, read in the order given, folders sorted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from marsad import settings
from marsad.model import Report
from marsad.reports import readers
from marsad.reports.fetched import fetched, is_url
from marsad.reports.items import Failure, Found, Note
from marsad.reports.making import FIELDS
from marsad.reports.source import Item, Options, Source
from marsad.reports.walking import ids, is_attachment, is_hidden, page_parts

__all__ = ["Meter", "read", "reread", "scan"]

_STDIN = "-"


class Meter:
    """How far the file that is being read was read, for whoever watches from another thread."""

    def __init__(self) -> None:
        self.file, self.total = "", 0
        self._stream: IO[bytes] | None = None

    def follow(self, stream: IO[bytes], file: str, total: int) -> None:
        """A file of `total` bytes is read from now on."""
        self._stream, self.file, self.total = stream, file, total

    def done(self) -> int:
        """Bytes of the file that were read."""
        try:
            return self._stream.tell() if self._stream else 0
        except (OSError, ValueError):  # it is closed, or not a file
            return self.total


def read(paths: Iterable[str | Path], *, limit: int | None = None) -> Iterator[Report | Failure]:
    """The reports at `paths` (files, folders, web addresses, "-" for standard input), a `Failure` for each left out."""
    for item in scan(paths, limit=limit):
        if isinstance(item, Found):
            yield item.report
        elif isinstance(item, Failure):
            yield item


def scan(
    paths: Iterable[str | Path],
    *,
    limit: int | None = None,
    columns: Mapping[str, str] | None = None,
    meter: Meter | None = None,
) -> Iterator[Item]:
    """Like `read`, with file and line of each report and the document it came from, and notes on them right after.

    An id met again with the same text is passed over, with another text it is refused. `limit` is the largest text of
    a report in bytes, from MARSAD_MAX_REPORT_BYTES where None. `columns` says which column of tables gives which field
    (a name of `FIELDS`); what it leaves open is found by the columns' names.
    """
    unknown = set(columns or ()) - set(FIELDS)
    if unknown:
        raise ValueError(f"no field {min(unknown)!r}: there are {', '.join(FIELDS)}")
    options = Options(limit or settings.number("MARSAD_MAX_REPORT_BYTES"), dict(columns or {}))
    known: dict[str, tuple[str, str, int]] = {}
    skipped: Found | None = None
    for item in _scan(paths, options, meter or Meter()):
        if isinstance(item, Found):
            sha256 = item.report.sha256
            skipped = item if item.report.id in known else None
            first = known.setdefault(item.report.id, (sha256, item.file, item.line))
            if first[0] != sha256:
                reason = f"id {item.report.id!r} was given to another text at {first[1]}:{first[2]}"
                yield Failure(item.file, item.line, reason)
        if not (skipped and _on(skipped, item)):
            yield item


def _on(skipped: Found, item: Item) -> bool:
    """Whether `item` is the report that is passed over, or a remark on it."""
    return (
        item is skipped or isinstance(item, Note) and (item.file, item.line) == (skipped.file, skipped.line)
    )


def _scan(paths: Iterable[str | Path], options: Options, meter: Meter) -> Iterator[Item]:
    for path in map(str, paths):
        if path == _STDIN:
            yield from readers.read(Source(sys.stdin.buffer, "<stdin>", options))
        elif is_url(path):
            yield from fetched(path, options)
        elif Path(path).is_dir():
            yield from _folder(Path(path), options, meter)
        else:
            yield from _file(Path(path), options, Path(path).stem, meter)


def _folder(folder: Path, options: Options, meter: Meter) -> Iterator[Item]:
    """All files below `folder` in the order of their paths, but for hidden ones, READMEs, pictures and the like."""
    names = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    shown = {name: path for name, path in names.items() if not is_hidden(name)}
    if not shown:
        yield Failure(str(folder), 1, "a folder without files")
    parts, named = page_parts(shown), ids(shown)
    passed = 0
    for name, path in shown.items():
        if is_attachment(name) or parts(name):
            passed += 1
        else:
            yield from _file(path, options, named[name], meter)
    if passed:
        yield Note(str(folder), 1, f"{passed} pictures, sounds, films and parts of pages passed over")


def reread(path: Path, shown: str, name: str, options: Options) -> Iterator[Item]:
    """The reports of one file again; `shown` is what it is called, `name` the id of its report where it has none."""
    yield from _file(path, options, name, Meter(), shown)


def _file(path: Path, options: Options, name: str, meter: Meter, shown: str | None = None) -> Iterator[Item]:
    file = shown or str(path)
    try:
        with path.open("rb") as stream:
            meter.follow(stream, file, path.stat().st_size)
            yield from readers.read(Source(stream, file, options, name))
    except OSError as error:
        yield Failure(file, 1, f"cannot be read: {error.strerror or error}")
