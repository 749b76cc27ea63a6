"""Rows that are no claims, in the forms that the commands offer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.cli.options import Form

__all__ = ["write_rows"]


def write_rows(
    columns: Sequence[str], rows: Iterable[dict[str, Any]], form: Form, output: str | None
) -> None:
    """Write `rows` to the file `output` or standard output: the `columns`, or as JSON everything in them."""
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
