"""How the commands that read reports read them: the options, the progress, and a look at what would be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.console import Remarks, watched

if TYPE_CHECKING:
    from marsad.reports import Failure, Found, Note

__all__ = ["DryRun", "Map", "columns_of", "scanned", "show"]

Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="The column of a table that gives a field of the report, as in --map text=النص; several times if needed. "
        "Fields: text, published, outlet, title, url, author, id. What is left open is found by the columns' names.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be read, and store nothing.")]
_COLUMNS = ("report", "published", "by", "outlet", "language", "opening")
_OPENING = 60  # characters of the text that are shown


def columns_of(given: list[str] | None) -> dict[str, str]:
    """The choices of --map as field -> column; wrong usage where one is none."""
    from marsad.reports.making import FIELDS

    chosen = {}
    for choice in given or ():
        field, equals, column = choice.partition("=")
        if not equals or not column or field not in FIELDS:
            fields = ", ".join(FIELDS)
            raise typer.BadParameter(
                f"{choice!r} is not FIELD=COLUMN with a field of {fields}", param_hint="'--map'"
            )
        chosen[field] = column
    return chosen


def scanned(inputs: list[str], columns: dict[str, str], doing: str) -> Iterator[Found | Failure | Note]:
    """The reports and remarks of `inputs`, while a bar shows how far the file was read if somebody watches."""
    from marsad.reports import Meter, scan

    meter = Meter()
    return watched(scan(inputs, columns=columns, meter=meter), doing, meter)


def show(inputs: list[str], columns: dict[str, str], remarks: Remarks) -> None:
    """Print the reports of `inputs` as a table, a line each, and store nothing."""
    from marsad.publish import output
    from marsad.publish.table import print_rows
    from marsad.reports import Found

    rows = []
    for item in scanned(inputs, columns, "Reading"):
        if not isinstance(item, Found):
            remarks.say(item)
            continue
        report = item.report
        opening = " ".join(report.text[: 2 * _OPENING].split())[:_OPENING]
        day = report.published_at or report.published
        rows.append((report.id, day, report.dated_by, report.outlet, report.language, opening))
    with output(None) as stream:
        print_rows(_COLUMNS, rows, stream)
    typer.echo(f"{len(rows)} reports would be read")
