"""`marsad reports`, `claims`, `reprints` and `check`: what is in the store, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.options import Db, Form, FormOption, Limit, Offset, Output, a_term, an_iso_day, db_of
from marsad.cli.rows import limit_of, say_more, write_rows

__all__ = ["check", "claims", "relink", "reports", "reprints"]

_REPORT = (
    *("id", "published", "outlet", "title", "language", "claims"),  # in a table
    *("reprint_of", "author", "published_at", "dateline", "dated_by", "url", "sha256", "added"),
)

_From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", callback=an_iso_day, help="From this day on.")
]
_To = Annotated[str | None, typer.Option("--to", metavar="DAY", callback=an_iso_day, help="Up to this day.")]
_Outlet = Annotated[str | None, typer.Option(help="Only reports of this outlet.")]


def reports(
    query: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Words that must all occur, in any spelling.")
    ] = None,
    db: Db = None,
    outlet: _Outlet = None,
    start: _From = None,
    end: _To = None,
    no_reprints: Annotated[
        bool,
        typer.Option("--no-reprints", help="Of a text that several reports print only the first telling."),
    ] = False,
    form: FormOption = Form.table,
    output: Output = None,
    limit: Limit = None,
    offset: Offset = 0,
) -> None:
    """List the stored reports, the newest first; --from and --to mean the day of publication."""
    from marsad.store import ReportFilter, open_store

    wanted = ReportFilter(
        query=query, outlet=outlet, published_from=start, published_to=end, firsts=no_reprints
    )
    with open_store(db_of(db), create=False) as store:
        found = store.reports(wanted, limit=limit_of(limit, form), offset=offset)
        total = store.count_reports(wanted)
    titled = [
        s.as_dict() | ({} if form is Form.jsonl else {"title": s.title or s.opening[:60]}) for s in found
    ]
    write_rows(_REPORT if form is not Form.table else _REPORT[:6], titled, form, output)
    say_more(len(found), offset, total, "reports", form)


def claims(
    db: Db = None,
    kind: Annotated[
        str | None, typer.Option(callback=a_term("kinds"), help="Only claims of this kind.")
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            callback=a_term("event_types", "outcomes", "changes", "relations"),
            help="Only this event type, outcome, change or relation.",
        ),
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Words of an actor's name, or an id.")] = None,
    place: Annotated[
        str | None, typer.Option(help="Words of a place's name or of one it lies in, or an id.")
    ] = None,
    start: _From = None,
    end: _To = None,
    certainty: Annotated[
        str | None, typer.Option(callback=a_term("certainties"), help="Only claims told with this certainty.")
    ] = None,
    outlet: _Outlet = None,
    report: Annotated[str | None, typer.Option(help="Only claims of the report with this id.")] = None,
    form: FormOption = Form.table,
    output: Output = None,
    limit: Limit = None,
    offset: Offset = 0,
) -> None:
    """List the claims of the stored reports; --from and --to mean when it was so, by the report."""
    from marsad.publish import output as opened
    from marsad.publish import write
    from marsad.store import ClaimFilter, open_store

    wanted = ClaimFilter(report, kind, type_, certainty, actor, place, start, end, outlet)
    with open_store(db_of(db), create=False) as store:
        found = store.claims(wanted, limit=limit_of(limit, form), offset=offset)
        total = store.count_claims(wanted)
    with opened(output) as stream:
        write(found, stream, form.value)
    say_more(len(found), offset, total, "claims", form)


def reprints(db: Db = None, form: FormOption = Form.table, limit: Limit = None, offset: Offset = 0) -> None:
    """List texts that several reports print, each with its first telling; those with the most reprints first."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.reprints(limit=limit_of(limit, form), offset=offset)
        unlinked = store.unlinked()
    if form is Form.jsonl:
        write_rows((), [text.as_dict() for text in found], form, None)
    else:
        printed = [(text, one) for text in found for one in (text.first, *text.reprints)]
        rows = [{"first": text.first.id} | one.as_dict() for text, one in printed]
        write_rows(("first", "id", "outlet", "published", "title", "likeness"), rows, form, None)
    if unlinked:
        typer.echo(f"{unlinked} reports have not been compared yet: marsad relink does", err=True)


def relink(db: Db = None) -> None:
    """Compare all stored reports anew and link reprints to their first telling.

    Needed once after an upgrade from a version that knew no reprints; `marsad add` compares new reports by itself.
    """
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        typer.echo(f"{store.link_reprints()} reports compared")


def check(db: Db = None) -> None:
    """Verify the store: every text against its hash, every stored quote against its text."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.check()
    for problem in found.problems:
        typer.echo(str(problem), err=True)
    typer.echo(
        f"{found.reports} reports, {found.claims} claims, {found.quotes} quotes checked; {len(found.problems)} wrong"
    )
    if found.problems:
        raise typer.Exit(1)
