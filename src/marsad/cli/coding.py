"""`marsad code` and `marsad add`: reports in, claims out or into the store."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from marsad.cli.console import Remarks
from marsad.cli.options import Db, Form, Inputs, Jobs, Output, db_of
from marsad.cli.reading import DryRun, Map, columns_of, scanned, show

__all__ = ["add", "code"]


def code(
    inputs: Inputs,
    output: Output = None,
    form: Annotated[Form, typer.Option("--format", help="The form of the claims.")] = Form.jsonl,
    jobs: Jobs = 1,
    columns: Map = None,
) -> None:
    """Code reports: a claim a line, in the codebook's form.

    A report that cannot be read or coded is left out, with one line on standard error; the others are done. The file
    OUT is there whole or not at all.
    """
    from marsad.publish import output as opened
    from marsad.publish import write

    _not_an_input(output, inputs)
    remarks = Remarks()
    signal.signal(signal.SIGTERM, _stop)
    with opened(output) as stream:
        write(_claims(inputs, columns_of(columns), jobs, remarks), stream, form.value)
    remarks.exit()


def _stop(number: int, _frame: object) -> None:
    """Asked to end: leave by the same door as an error, so that no unfinished file stays."""
    raise SystemExit(128 + number)


def _claims(
    inputs: list[str], columns: dict[str, str], jobs: int, remarks: Remarks
) -> Iterator[dict[str, Any]]:
    from marsad.batch import Coded, code_all
    from marsad.reports import Failure, Note

    for item in code_all(scanned(inputs, columns, "Coding"), jobs):
        if isinstance(item, Failure | Note):
            remarks.say(item)
        elif isinstance(item, Coded):
            yield from item.claims or ()


def _not_an_input(output: str | None, inputs: list[str]) -> None:
    """Refuse to write claims over the reports they come from."""
    if output and Path(output).is_file():
        for path in inputs:
            if Path(path).exists() and Path(path).samefile(output):
                raise typer.BadParameter(f"{output} is one of the inputs", param_hint="'--output'")


def add(
    inputs: Inputs,
    db: Db = None,
    jobs: Jobs = 1,
    again: Annotated[
        bool, typer.Option(help="Code anew what this version has coded; changed claims are appended.")
    ] = False,
    no_code: Annotated[
        bool, typer.Option("--no-code", help="Only keep the reports; adding them another time codes them.")
    ] = False,
    columns: Map = None,
    dry_run: DryRun = False,
) -> None:
    """Code reports and keep them with their claims in a store, which is made where there is none.

    What is there already is not added twice. Each report is one transaction: stopped half-way, all reports so far are
    whole.
    """
    remarks, new, there, appended = Remarks(), 0, 0, 0
    if dry_run:
        show(inputs, columns_of(columns), remarks)
        remarks.exit()
        return
    from marsad import __version__
    from marsad.batch import Kept, add_all
    from marsad.reports import Failure, Note
    from marsad.store import open_store

    found = scanned(inputs, columns_of(columns), "Adding")
    with open_store(db_of(db)) as store:
        items = add_all(found, store, __version__, jobs=jobs, again=again, coding=not no_code, roots=inputs)
        for item in items:
            if isinstance(item, Failure | Note):
                remarks.say(item)
            elif isinstance(item, Kept):
                new, there, appended = new + item.new, there + (not item.new), appended + (item.claims or 0)
    typer.echo(f"{new} reports added, {there} there already; {appended} claims added")
    remarks.exit()
