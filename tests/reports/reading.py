"""What tests of readers ask: the reports of files, and what was said of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from marsad.model import Report
from marsad.reports import Failure, Found, Note, readers, scan
from marsad.reports.source import Item, Options, Source


def found(*paths: Path, columns: dict[str, str] | None = None) -> list[Found]:
    """Everything that was found at `paths`."""
    return [item for item in scan(paths, columns=columns) if isinstance(item, Found)]


def reports(*paths: Path, columns: dict[str, str] | None = None) -> list[Report]:
    """The reports at `paths`."""
    return [item.report for item in found(*paths, columns=columns)]


def one(path: Path) -> Report:
    """The only report at `path`, of which nothing is left out."""
    assert [item.reason for item in scan([path]) if isinstance(item, Failure)] == []
    (report,) = reports(path)
    return report


def failures(*paths: Path) -> list[str]:
    """Why something was left out, each as `name:line: reason` without the folder."""
    said = [item for item in scan(paths) if isinstance(item, Failure)]
    return [f"{item.file.rpartition('/')[2]}:{item.line}: {item.reason}" for item in said]


def notes(*paths: Path) -> list[str]:
    """The remarks that are no failures."""
    return [item.reason for item in scan(paths) if isinstance(item, Note)]


def document(data: bytes, file: str) -> Iterator[Item]:
    """What is in a document called `file`."""
    stream = io.BufferedReader(io.BytesIO(data))
    yield from readers.read(Source(stream, file, Options(5_000_000)))
