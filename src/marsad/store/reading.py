"""Asking the store. Every function runs inside a reading transaction that its caller opened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    and_,
    cast,
    false,
    func,
    literal_column,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from marsad.model import Report
from marsad.store.errors import StoreError
from marsad.store.records import About, ClaimFilter, Counts, ReportFilter, StoredReport, Summary
from marsad.store.search import like_name, query_words
from marsad.store.tables import claims, failures, judgements, reports, reprints, runs

__all__ = [
    "count_claims",
    "count_reports",
    "counts",
    "get_about",
    "get_claims",
    "get_report",
    "get_reports",
    "get_text",
    "has_claim",
    "revision",
]

_OPENING = 200  # characters
_LAST = select(func.max(runs.c.number)).group_by(runs.c.report)
_REPRINTED = select(reprints.c.report).where(reprints.c.report != reprints.c.first)
_FIRST = reports.alias("first_telling")
_NEWEST = (reports.c.published.is_(None), reports.c.published.desc(), reports.c.id)


def _words(connection: Connection, query: str) -> ColumnElement[bool]:
    """Reports in which every word of `query` occurs in one of its forms; no word, no report."""
    words = query_words(query)
    if not words:
        return false()
    if connection.dialect.name == "sqlite":
        match = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in words)
        found = text("SELECT rowid FROM reports_words WHERE reports_words MATCH :match").bindparams(
            match=match
        )
        return reports.c.number.in_(found.columns(reports.c.number))
    asked = " & ".join("(" + " | ".join(f"'{form}'" for form in forms) + ")" for forms in words)
    vector = func.array_to_tsvector(func.string_to_array(reports.c.search, literal_column("' '")))
    return vector.op("@@", is_comparison=True)(cast(asked, TSQUERY))


def _report_conditions(connection: Connection, wanted: ReportFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if wanted.query and wanted.query.strip():
        conditions.append(_words(connection, wanted.query))
    if wanted.outlet:
        conditions.append(reports.c.outlet == wanted.outlet)
    if wanted.language:
        conditions.append(reports.c.language == wanted.language)
    if wanted.published_from:
        conditions.append(reports.c.published >= wanted.published_from)
    if wanted.published_to:
        conditions.append(reports.c.published <= wanted.published_to)
    if wanted.firsts:
        conditions.append(reports.c.number.not_in(_REPRINTED))
    return and_(*conditions)


def get_reports(
    connection: Connection, wanted: ReportFilter, limit: int | None, offset: int
) -> list[Summary]:
    """Summaries, the newest first."""
    page = (  # numbers first: sorting all reports must not carry their texts along
        select(reports.c.number)
        .where(_report_conditions(connection, wanted))
        .order_by(*_NEWEST)
        .limit(limit)
        .offset(offset)
    )
    of_last_run = (
        select(runs.c.claims)
        .where(runs.c.report == reports.c.number)
        .order_by(runs.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(reports, func.coalesce(of_last_run, 0).label("claims"), _first_id().label("reprint_of"))
        .where(reports.c.number.in_(page))
        .order_by(*_NEWEST)
    )
    return [_summary(row) for row in connection.execute(query)]


def _first_id() -> ScalarSelect[Any]:
    """The id of the report that first told what a report of the query reprints; null where it reprints none."""
    first = reprints.join(_FIRST, _FIRST.c.number == reprints.c.first)
    mine = (reprints.c.report == reports.c.number, reprints.c.first != reports.c.number)
    return select(_FIRST.c.id).select_from(first).where(*mine).correlate(reports).scalar_subquery()


def _summary(row: Row[Any]) -> Summary:
    return Summary(
        id=row.id,
        sha256=row.sha256,
        outlet=row.outlet,
        published=row.published,
        title=row.title,
        url=row.url,
        language=row.language,
        added=row.added,
        claims=row.claims,
        opening=row.text[:_OPENING],
        author=row.author,
        published_at=row.published_at,
        dateline=row.dateline,
        dated_by=row.dated_by,
        reprint_of=row.reprint_of,
    )


def get_about(connection: Connection) -> list[About]:
    """Id, day and outlet of every report, by id."""
    query = select(reports.c.id, reports.c.published, reports.c.outlet).order_by(reports.c.id)
    return [About(*row) for row in connection.execute(query)]


def revision(connection: Connection) -> str:
    """What changes whenever a report, a run or a judgement is added."""
    newest = [select(func.max(table.c.number)).scalar_subquery() for table in (reports, runs, judgements)]
    return "-".join(str(number or 0) for number in connection.execute(select(*newest)).one())


def count_reports(connection: Connection, wanted: ReportFilter) -> int:
    """How many reports fit."""
    query = select(func.count()).select_from(reports).where(_report_conditions(connection, wanted))
    return connection.execute(query).scalar_one()


def get_report(connection: Connection, report_id: str) -> StoredReport | None:
    """The report with this id and its last run, or None."""
    query = select(reports, _first_id().label("reprint_of")).where(reports.c.id == report_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    run = connection.execute(
        select(runs.c.coder, runs.c.coded)
        .where(runs.c.report == row.number)
        .order_by(runs.c.number.desc())
        .limit(1)
    ).first()
    report = Report(**{name: getattr(row, name) for name in Report.model_fields})
    copies = connection.execute(
        select(reports.c.id)
        .join(reprints, reprints.c.report == reports.c.number)
        .where(reprints.c.first == row.number, reprints.c.report != row.number)
        .order_by(reports.c.published, reports.c.number)
    ).scalars()
    coder, coded = run or (None, None)
    return StoredReport(report, row.sha256, row.added, coder, coded, row.reprint_of, tuple(copies))


def get_text(connection: Connection, report_id: str) -> tuple[int, str]:
    """Number and text of a stored report; `StoreError` where it is not there."""
    row = connection.execute(
        select(reports.c.number, reports.c.text).where(reports.c.id == report_id)
    ).first()
    if row is None:
        raise StoreError(f"no report {report_id!r} in the store")
    return row.number, row.text


def _claim_query(wanted: ClaimFilter, *columns: Any) -> Select[Any]:
    query = select(*columns).select_from(claims.join(reports, claims.c.report == reports.c.number))
    query = query.where(claims.c.run.in_(_LAST))
    for name in ("kind", "type", "certainty"):
        if getattr(wanted, name):
            query = query.where(claims.c[name] == getattr(wanted, name))
    if wanted.report:
        query = query.where(reports.c.id == wanted.report)
    if wanted.outlet:
        query = query.where(reports.c.outlet == wanted.outlet)
    if wanted.actor:
        query = query.where(claims.c.actors.like(like_name(wanted.actor)))
    if wanted.place:
        query = query.where(claims.c.places.like(like_name(wanted.place)))
    if wanted.start:
        query = query.where(claims.c.end >= wanted.start)
    if wanted.end:
        query = query.where(claims.c.start <= wanted.end)
    return query


def get_claims(
    connection: Connection, wanted: ClaimFilter, limit: int | None, offset: int
) -> Iterator[dict[str, Any]]:
    """Claims in the codebook's form: of the newest report first, within a report in its order."""
    query = (
        _claim_query(wanted, claims.c.body).order_by(*_NEWEST, claims.c.position).limit(limit).offset(offset)
    )
    for body in connection.execute(query).scalars():
        yield json.loads(body)


def has_claim(connection: Connection, claim_id: str) -> bool:
    """Whether any run gave a claim of this id."""
    return (
        connection.execute(select(claims.c.number).where(claims.c.id == claim_id).limit(1)).first()
        is not None
    )


def count_claims(connection: Connection, wanted: ClaimFilter) -> int:
    """How many claims fit."""
    return int(connection.execute(_claim_query(wanted, func.count())).scalar_one())


def counts(connection: Connection) -> Counts:
    """How much of what is in the store; keys in order of number, then name."""

    def by(column: ColumnElement[Any], where: ColumnElement[bool]) -> dict[str, int]:
        query = select(column, func.count()).where(column.is_not(None), where).group_by(column)
        return dict(
            sorted(((k, n) for k, n in connection.execute(query)), key=lambda pair: (-pair[1], pair[0]))
        )

    current, every = claims.c.run.in_(_LAST), true()
    kinds = by(claims.c.kind, current)
    return Counts(
        reports=connection.execute(select(func.count()).select_from(reports)).scalar_one(),
        claims=sum(kinds.values()),
        failures=connection.execute(
            select(func.count()).select_from(failures).where(failures.c.settled.is_(None))
        ).scalar_one(),
        kinds=kinds,
        types=by(claims.c.type, current),
        certainties=by(claims.c.certainty, current),
        outlets=by(reports.c.outlet, every),
        languages=by(reports.c.language, every),
    )
