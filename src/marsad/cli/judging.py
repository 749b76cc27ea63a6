"""`marsad judge` and `marsad judgements`: what people say of two claims, and what they took back."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.options import Db, Form, Output, a_term, db_of
from marsad.cli.rows import write_rows

__all__ = ["judge", "judgements"]

_COLUMNS = ("number", "a", "b", "verdict", "undoes", "by", "at", "in_force")


def judge(
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges.")],
    a: Annotated[
        str | None, typer.Argument(metavar="[A]", help="An event claim's id, or an incident's.")
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="[B]", help="Another.")] = None,
    verdict: Annotated[
        str | None, typer.Argument(callback=a_term("verdicts"), help="same, different or unsure.")
    ] = None,
    undo: Annotated[
        int | None, typer.Option(metavar="N", help="Undo judgement N, or undo an undoing, instead.")
    ] = None,
    db: Db = None,
) -> None:
    """Say of two claims of events whether they tell of one happening; joining keeps to it.

    Nothing is ever deleted: an undoing is a record of its own. An incident's id stands for its earliest claim.
    """
    from marsad.incidents.stored import claim_meant
    from marsad.store import open_store

    given = [a, b, verdict]
    if (undo is None) != all(given) or (undo is not None and any(given)):
        raise typer.BadParameter("either two ids and a verdict, or --undo with the number of a judgement")
    with open_store(db_of(db), create=False) as store:
        if undo is not None:
            number = store.undo_judgement(undo, by)
        else:
            first, second = (claim_meant(store, name or "") for name in (a, b))
            number = store.judge(first, second, verdict or "", by)
    typer.echo(f"judgement {number}" + (f" undoes {undo}" if undo is not None else ""))


def judgements(
    db: Db = None,
    form: Annotated[Form, typer.Option("--format", help="The form of the answer.")] = Form.table,
    output: Output = None,
) -> None:
    """List every judgement and undoing, in the order in which they were made."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        write_rows(_COLUMNS, [record.as_dict() for record in store.judgements()], form, output)
