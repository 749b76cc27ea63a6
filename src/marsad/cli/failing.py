"""`marsad failed` and `retry`: what was left out, and another try."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.console import Remarks, watched
from marsad.cli.options import Db, Form, FormOption, Jobs, Limit, Offset, db_of
from marsad.cli.reading import Map, columns_of
from marsad.cli.rows import limit_of, write_rows

__all__ = ["failed", "retry"]

_COLUMNS = ("file", "line", "reason", "met", "tries", "tried", "settled")


def failed(
    db: Db = None,
    history: Annotated[
        bool, typer.Option("--all", help="Also what was left out once and has been read since.")
    ] = False,
    form: FormOption = Form.table,
    limit: Limit = None,
    offset: Offset = 0,
) -> None:
    """List what was left out while adding, with the reason, the latest first."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.failed(settled=history, limit=limit_of(limit, form), offset=offset)
    write_rows(_COLUMNS if history else _COLUMNS[:5], [letter.as_dict() for letter in found], form, None)


def retry(db: Db = None, columns: Map = None, jobs: Jobs = 1) -> None:
    """Try again what was left out: files that are still there, web addresses, and what was fetched from them.

    What can be read now is added and leaves the list of `marsad failed`; `marsad failed --all` still shows it.
    """
    from marsad import __version__
    from marsad.batch import Kept
    from marsad.reports import Failure, Note
    from marsad.retrying import Settled, retry_all
    from marsad.store import open_store

    remarks, new, settled, chosen = Remarks(), 0, 0, columns_of(columns)
    with open_store(db_of(db), create=False) as store:
        for item in watched(retry_all(store, __version__, jobs=jobs, columns=chosen), "Trying again"):
            if isinstance(item, Failure | Note):
                remarks.say(item)
            elif isinstance(item, Kept):
                new += item.new
            elif isinstance(item, Settled):
                settled += item.letters
        left = store.counts().failures
    typer.echo(f"{new} reports added; {settled} failures settled, {left} left")
    remarks.exit()
