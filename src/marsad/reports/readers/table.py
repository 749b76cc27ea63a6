"""CSV, and what it has in common with a sheet of Excel: a row is a report, a column a field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import PurePath
from typing import Any

from marsad.reports.columns import choose
from marsad.reports.encoding import BOMS, NotText, decode, is_binary
from marsad.reports.items import Note
from marsad.reports.moments import moment, order_of
from marsad.reports.readers.text import on_encoding
from marsad.reports.source import Item, Source, Unreadable

_SUFFIXES = {".csv", ".tsv", ".tab"}
_DELIMITERS = ",;\t|"
_SAMPLE = 1000  # rows that tell whether days or months come first
_WIDEST = 2000  # columns
Row = tuple[int, Sequence[Any]]


def sniff(head: bytes, file: str) -> bool:
    """By the name."""
    return PurePath(file).suffix.lower() in _SUFFIXES


def read(source: Source) -> Iterator[Item]:
    """A report for every row below the first, which names the columns."""
    head = source.head()
    if is_binary(head):
        raise Unreadable("not text: a binary file")
    encoding = _encoding(head)
    csv.field_size_limit(max(source.options.limit, 1 << 17))
    # bytes that are no text stay in their row, as code points that are refused there
    stream = io.TextIOWrapper(source.stream, encoding, errors="surrogateescape", newline="")
    try:
        first = stream.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        rows = _rows(chain([first], stream), delimiter)
        yield from reports(source, rows)
    finally:
        stream.detach()
    yield from on_encoding(encoding.removesuffix("-sig"), source.file, 1)


def _encoding(head: bytes) -> str:
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    cut = head[: head.rfind(b"\n") + 1] or head
    try:
        return "utf-8" if decode(cut)[1] == "utf-8" else "cp1256"
    except NotText:
        return "utf-8"


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """The rows that are not empty, each with the line where it begins."""
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"broken CSV: {error}; what follows is left out", line) from None


def reports(source: Source, rows: Iterator[Row]) -> Iterator[Item]:
    """A report for every row of a table; the first row names the columns."""
    at, header = next(rows, (1, ()))
    names = tuple(str(name if name is not None else "").strip() for name in header)
    if not any(names):
        raise Unreadable("empty file")
    if len(names) > _WIDEST:
        raise Unreadable(f"{len(names):,} columns: more than {_WIDEST:,}")
    columns = choose(names, tuple(source.options.columns.items()))
    if "text" not in columns.of:
        raise Unreadable(
            f"no column with the text: --map text=COLUMN names it, of {', '.join(map(repr, names))[:500]}", at
        )
    yield Note(source.file, at, str(columns))
    sample: list[Row] = []
    broken: Unreadable | None = None
    try:
        sample.extend(islice(rows, _SAMPLE))
    except Unreadable as reason:  # the rows before are read all the same
        broken, rows = reason, iter(())
    dated = columns.of.get("published")
    order = (
        order_of(str(dict(zip(names, row, strict=False)).get(dated, "")) for _, row in sample)
        if dated
        else None
    )
    for line, row in chain(sample, rows):
        fields = columns.fields(dict(zip(names, row, strict=False)))
        if "published" in fields:
            fields["published"] = moment(fields["published"], order) or fields["published"]
        yield from source.report(fields, _as_csv(names, row), "text/csv", line)
    if broken:
        raise broken


def _as_csv(names: Sequence[str], row: Sequence[Any]) -> bytes:
    """One row as a table of its own."""
    out = io.StringIO()
    csv.writer(out).writerows([names, ["" if cell is None else cell for cell in row]])
    return out.getvalue().encode("utf-8", "surrogateescape")
