"""`marsad verify` and `original`: the documents that reports were read from."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from marsad.cli.options import Db, db_of

__all__ = ["original", "verify"]


def verify(db: Db = None) -> None:
    """Hash every stored text and every original anew, and name each that is not as it was stored.

    `marsad check` looks at the claims and their quotes as well.
    """
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.verify()
    for problem in found.problems:
        typer.echo(str(problem), err=True)
    documents = f"{found.originals} originals ({found.size:,} bytes)"
    typer.echo(f"{found.reports} texts and {documents} hashed; {len(found.problems)} wrong")
    if found.problems:
        raise typer.Exit(1)


def original(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a stored report.")],
    db: Db = None,
    about: Annotated[
        bool, typer.Option("--about", help="What is known of the document, as JSON, in place of its bytes.")
    ] = False,
) -> None:
    """Write the document that a report was read from to standard output, byte for byte as it came."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.original(report)
    if about:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    elif sys.stdout.isatty() and not found.original.media_type.startswith("text/"):
        raise typer.BadParameter(f"a document of type {found.original.media_type}: write it to a file with >")
    else:
        sys.stdout.buffer.write(found.original.data)
