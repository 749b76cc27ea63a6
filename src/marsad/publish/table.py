"""Tables for a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.publish.flat import row

__all__ = ["print_claims", "print_rows", "shown"]

_WIDTH = 160  # columns where the output is no terminal
_HIDDEN = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {0x0A}
_SAFE: dict[int, str | int | None] = dict.fromkeys(_HIDDEN, " ")


def shown(value: Any) -> str:
    """`value` without characters that steer a terminal."""
    if isinstance(value, list | tuple):
        value = " · ".join(map(str, value))
    return "" if value is None else str(value).translate(_SAFE)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    """A table with a heading over each column."""
    table = Table(*columns, box=box.SIMPLE_HEAD)
    for values in rows:
        table.add_row(*(Text(shown(v)) for v in values))
    width = None if stream.isatty() else int(os.environ.get("COLUMNS") or _WIDTH)
    Console(file=stream, width=width).print(table)


def print_claims(claims: Iterable[dict[str, Any]], stream: TextIO) -> None:
    """The main fields of `claims`."""
    columns = (
        "report",
        "claim",
        "who",
        "to whom",
        "where",
        "when",
        "how many",
        "certainty",
        "sources",
        "words",
    )
    print_rows(columns, map(_claim, claims), stream)


def _claim(claim: dict[str, Any]) -> list[Any]:
    flat = row(claim)
    days = flat["start"] if flat["start"] == flat["end"] else f"{flat['start']} – {flat['end']}"
    return [
        flat["report"],
        f"{flat['kind']} {flat['type']}",
        flat["actors"],
        flat["recipients"],
        flat["place"],
        days,
        _how_many(claim),
        flat["certainty"],
        flat["sources"],
        flat["quote"],
    ]


def _how_many(claim: dict[str, Any]) -> str:
    """The bounds of a toll: 21, 21+, 10–15, ~15; a question mark where the report gives no number."""
    if claim["kind"] != "casualties":
        return ""
    low, high = claim["min"], claim["max"]
    if low is None and high is None:
        return f"? {claim['category']}"
    number = (
        f"≤{high}"
        if low is None
        else f"{low}+"
        if high is None
        else f"{low}"
        if low == high
        else f"{low}–{high}"
    )
    return f"{'~' if claim['approx'] else ''}{number} {claim['category']}"
