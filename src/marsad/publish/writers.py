"""Claims written to a stream, in the form the user asks for."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from marsad.publish.flat import COLUMNS, cell, row
from marsad.publish.lines import claim_line

__all__ = ["FORMATS", "write", "write_csv", "write_jsonl", "write_table"]

Claims = Iterable[dict[str, Any]]


def write_jsonl(claims: Claims, stream: TextIO) -> None:
    """A claim a line, as the codebook has it. The same claims give the same bytes."""
    for claim in claims:
        stream.write(claim_line(claim) + "\n")


def write_csv(claims: Claims, stream: TextIO) -> None:
    """A claim a row under a header; cells that begin like a formula get an apostrophe."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in claims:
        values = row(claim)
        writer.writerow([cell(values[key]) for key in COLUMNS])


def write_table(claims: Claims, stream: TextIO) -> None:
    """A table for reading in a terminal."""
    from marsad.publish.table import print_claims  # rich is only needed here

    print_claims(claims, stream)


FORMATS = {"jsonl": write_jsonl, "csv": write_csv, "table": write_table}


def write(claims: Claims, stream: TextIO, form: str) -> None:
    """Write `claims` to `stream` in one of `FORMATS`; they are taken one by one, except for a table."""
    FORMATS[form](claims, stream)
