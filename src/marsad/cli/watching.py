"""`marsad watch`: feeds polled, what is new coded and kept."""

from __future__ import annotations

import json
import signal
from typing import Annotated, Any

import typer

from marsad.cli.options import Db, db_of

__all__ = ["watch"]


def watch(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS", help="A TOML file with the feeds to poll.")],
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due, then end; for cron.")] = False,
) -> None:
    """Poll feeds, code what is new in them, and keep it. A line of JSON on standard output says what was done.

    Where it stands is in the store: stopped or killed at any moment, it goes on where it was and adds nothing twice.
    """
    from marsad import __version__
    from marsad.reports.fetched import opened
    from marsad.store import open_store
    from marsad.watching import Watcher, read_list

    wanted = read_list(feeds)
    signal.signal(signal.SIGTERM, _stop)
    with open_store(db_of(db)) as store, opened() as fetcher:
        watcher = Watcher(wanted, store, fetcher, __version__, _log)
        try:
            watcher.once() if once else watcher.run()
        except KeyboardInterrupt:
            raise typer.Exit(0) from None


def _log(record: dict[str, Any]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _stop(number: int, _frame: object) -> None:
    """Asked to end: what is under way is undone by the store, everything before is kept."""
    raise SystemExit(0)
