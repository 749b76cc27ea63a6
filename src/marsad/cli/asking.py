"""`marsad reports`, `claims`, `failures` and `check`: what is in the store, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.options import Db, Form, Limit, Offset, Output, a_term, an_iso_day, db_of
from marsad.cli.rows import write_rows

__all__ = ["check", "claims", "failures", "reports"]

_ROWS = 50  # of a table, where no limit is given
_REPORT = ("id", "published", "outlet", "title", "language", "claims", "url", "sha256", "added")

_From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", callback=an_iso_day, help="From this day on.")
]
_To = Annotated[str | None, typer.Option("--to", metavar="DAY", callback=an_iso_day, help="Up to this day.")]
_Outlet = Annotated[str | None, typer.Option(help="Only reports of this outlet.")]
_Form = Annotated[Form, typer.Option("--format", help="The form of the answer.")]


def reports(
    query: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Words that must all occur, in any spelling.")
    ] = None,
    db: Db = None,
    outlet: _Outlet = None,
    start: _From = None,
    end: _To = None,
    form: _Form = Form.table,
    output: Output = None,
    limit: Limit = None,
    offset: Offset = 0,
) -> None:
    """List the stored reports, the newest first; --from and --to mean the day of publication."""
    from marsad.store import ReportFilter, open_store

    wanted = ReportFilter(query=query, outlet=outlet, published_from=start, published_to=end)
    with open_store(db_of(db), create=False) as store:
        found = store.reports(wanted, limit=_limit(limit, form), offset=offset)
        total = store.count_reports(wanted)
    titled = [
        s.as_dict() | ({} if form is Form.jsonl else {"title": s.title or s.opening[:60]}) for s in found
    ]
    write_rows(_REPORT if form is not Form.table else _REPORT[:6], titled, form, output)
    _say_more(len(found), offset, total, "reports", form)


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
    form: _Form = Form.table,
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
        found = store.claims(wanted, limit=_limit(limit, form), offset=offset)
        total = store.count_claims(wanted)
    with opened(output) as stream:
        write(found, stream, form.value)
    _say_more(len(found), offset, total, "claims", form)


def failures(db: Db = None, form: _Form = Form.table, limit: Limit = None) -> None:
    """List what was left out while adding, the latest first."""
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        found = store.failures(limit=_limit(limit, form))
    rows = [{"file": f.file, "line": f.line, "reason": f.reason} for f in found]
    write_rows(("file", "line", "reason"), rows, form, None)


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


def _limit(given: int | None, form: Form) -> int | None:
    return given or (_ROWS if form is Form.table else None)


def _say_more(shown: int, offset: int, total: int, what: str, form: Form) -> None:
    if form is Form.table and shown < total:
        typer.echo(
            f"{shown} of {total} {what}, from number {offset + 1}; --limit and --offset show others", err=True
        )
