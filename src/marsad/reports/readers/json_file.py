"""JSON files of records: an array, or an object with an array under a usual key (Bayanat, Uwazi and the like)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from marsad.reports.columns import fields_of
from marsad.reports.items import Failure
from marsad.reports.json_stream import Path, Piece, pieces
from marsad.reports.readers.jsonl import LINE_FACTOR
from marsad.reports.source import Item, Source, Unreadable, first_object, opening

_ARRAYS = {"items", "rows", "data", "results", "records", "reports", "bulletins", "entities", "articles"}
_WHOLE = {"item", "bulletin", "report"}  # one record wrapped in an object


def sniff(head: bytes, file: str) -> bool:
    """By the name, unless the first line is a record by itself: that is JSONL."""
    if PurePath(file).suffix.lower() != ".json":
        return opening(head).startswith(("[{", "[\n", "[ {")) and b'"' in head
    first = first_object(head)
    return first is None or bool((_ARRAYS | _WHOLE) & set(first))


def read(source: Source) -> Iterator[Item]:
    """A report for every record."""
    longest = source.options.limit * LINE_FACTOR
    alone = _is_record(source.head())
    seen = False
    for piece in pieces(source.stream, lambda path: not alone and _opened(path), longest):
        record = piece.value
        if isinstance(record, dict) and piece.path in ((), ("[]",)) or _in_array(piece.path):
            seen = True
            yield from _report(piece, source)
    if not seen:
        raise Unreadable("no records: an array of objects is needed, or an object with one under a usual key")


def _is_record(head: bytes) -> bool:
    """Whether an object is a record itself, not a wrapping of some."""
    start = opening(head)
    return start.startswith("{") and not any(f'"{key}"' in start[:2000] for key in _ARRAYS | _WHOLE)


def _opened(path: Path) -> bool:
    return path in ((),) or len(path) == 1 and path[0] in _ARRAYS


def _in_array(path: Path) -> bool:
    return len(path) == 2 and path[0] in _ARRAYS and path[1] == "[]" or len(path) == 1 and path[0] in _WHOLE


def _report(piece: Piece, source: Source) -> Iterator[Item]:
    if not isinstance(piece.value, dict):
        yield Failure(source.file, piece.line, "not a JSON object")
        return
    try:
        fields = fields_of(piece.value, source.options)
    except Unreadable as reason:
        yield Failure(source.file, piece.line, str(reason))
        return
    yield from source.report(fields, piece.text.encode(), "application/json", piece.line)
