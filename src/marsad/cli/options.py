"""Options that several commands share, and their checks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

__all__ = [
    "Db",
    "Form",
    "FormOption",
    "Inputs",
    "Jobs",
    "Limit",
    "Offset",
    "Output",
    "a_term",
    "an_iso_day",
    "db_of",
]


class Form(StrEnum):
    """In what form claims or reports are written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="IN...", help="Files of reports in any form, or folders of them; - for standard input."
    ),
]
Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        help="The store: a SQLite file or a postgresql:// address. [default: MARSAD_DB, else marsad.db]",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="OUT", help="The file to write. [default: standard output]"),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="How many processes code reports side by side.")
]
FormOption = Annotated[Form, typer.Option("--format", help="The form of the answer.")]
Limit = Annotated[
    int | None, typer.Option(min=1, help="At most so many. [default: 50 in a table, else all there are]")
]
Offset = Annotated[int, typer.Option(min=0, help="Leave out so many at the start.")]


def db_of(given: str | None) -> str:
    """The store that is meant: the option, or the setting."""
    from marsad import settings

    return given or settings.text("MARSAD_DB")


def an_iso_day(value: str | None) -> str | None:
    """`value`, if it is a day like 2014-01-08."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day like 2014-01-08") from None


def a_term(*groups: str) -> object:
    """A check that a value is a key of one of the vocabulary's `groups`."""

    def check(value: str | None) -> str | None:
        if value is None:
            return None
        from marsad.knowledge import vocabulary

        known = [term for group in groups for term in vocabulary()[group]]
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}")
        return value

    return check
