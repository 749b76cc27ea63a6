"""Answers that are no claims, as a table, CSV or JSONL."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import typer

from marsad.cli.options import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["limit_of", "say_more", "write_rows"]

_ROWS = 50  # of a table, where no limit is given


def limit_of(given: int | None, form: Form) -> int | None:
    """How many rows: as many as asked for, else a screenful in a table and all elsewhere."""
    return given or (_ROWS if form is Form.table else None)


def say_more(shown: int, offset: int, total: int, what: str, form: Form) -> None:
    """One line where a table shows only some of `total`."""
    if form is Form.table and shown < total:
        typer.echo(
            f"{shown} of {total} {what}, from number {offset + 1}; --limit and --offset show others", err=True
        )


def write_rows(
    columns: Sequence[str], rows: Iterable[dict[str, Any]], form: Form, output: str | None
) -> None:
    """Write rows that are no claims: the `columns`, or as JSON everything in them."""
    from marsad.publish import output as opened
    from marsad.publish.flat import cell
    from marsad.publish.table import print_rows

    with opened(output) as stream:
        if form is Form.table:
            print_rows(columns, ([row[c] for c in columns] for row in rows), stream)
        elif form is Form.csv:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerows([columns, *([cell(row[c]) for c in columns] for row in rows)])
        else:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
