"""Reprints linked to their first telling, as each report is added.

Reports that are printings of one text (reports/reprints.py) form a group, whatever the order they came in: who is like
one of a group joins it, and who is like two groups makes them one. The first telling of a group is the one published
first, by day, then by hour where it is known, then by the order of adding.

A bucket holds one report of each group: a text reprinted a thousand times is compared once, not a thousand times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from marsad.reports.reprints import THRESHOLD, bands, likeness, signature
from marsad.store.locking import lock
from marsad.store.tables import bands as buckets
from marsad.store.tables import reports, reprints

__all__ = ["Printing", "Reprinted", "count_unlinked", "get_reprinted", "link", "link_all"]


@dataclass(frozen=True, slots=True)
class Printing:
    """A report that prints a text; `likeness` is the share of wording it has in common with the first telling."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    likeness: float

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A text that several reports print: its first telling, and the reprints in the order of their days."""

    first: Printing
    reprints: tuple[Printing, ...]

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


_SHOWN = (reports.c.id, reports.c.published, reports.c.published_at, reports.c.outlet, reports.c.title)


def link(connection: Connection, number: int, text: str) -> None:
    """Compare the newly stored report `number` with all before it."""
    signed = signature(text)
    connection.execute(insert(reprints).values(report=number, first=number, signature=signed))
    if signed is None:
        return
    lock(connection, "reprints")
    hashes = bands(signed)
    near = connection.execute(
        select(buckets.c.band, reprints.c.first, reprints.c.signature)
        .join(reprints, reprints.c.report == buckets.c.report)
        .where(buckets.c.band.in_(hashes))
    ).all()
    judged: dict[bytes, bool] = {}
    for row in near:
        if row.signature not in judged:
            judged[row.signature] = likeness(signed, row.signature) >= THRESHOLD
    groups = {row.first for row in near if judged[row.signature]}
    held = {row.band for row in near if row.first in groups}
    new = [{"band": band, "report": number} for band in dict.fromkeys(hashes) if band not in held]
    if new:
        connection.execute(insert(buckets), new)
    if groups:
        _join(connection, {*groups, number})


def _join(connection: Connection, groups: set[int]) -> None:
    """Make one group of those whose first tellings are `groups`."""
    rows = connection.execute(
        select(reprints.c.first, reports.c.number, reports.c.published, reports.c.published_at)
        .join(reports, reports.c.number == reprints.c.first)
        .where(reprints.c.report.in_(groups), reprints.c.first == reprints.c.report)
    ).all()
    first = min(rows, key=_told).number
    moved = update(reprints).where(reprints.c.first.in_(groups - {first}))
    connection.execute(moved.values(first=first))


def _told(row: Any) -> tuple[str, float, int]:
    """What sorts by when it was told; unknown days and hours come last."""
    try:
        hour = datetime.fromisoformat(row.published_at)
    except (TypeError, ValueError):
        hour = None
    known = hour is not None and hour.tzinfo is not None
    return row.published or "~", hour.timestamp() if hour and known else float("inf"), row.number


def link_all(connection: Connection) -> int:
    """Link all reports anew, in the order of adding; their number."""
    lock(connection, "reprints")
    connection.execute(delete(buckets))
    connection.execute(delete(reprints))
    numbers = connection.execute(select(reports.c.number).order_by(reports.c.number)).scalars().all()
    for number in numbers:
        text = connection.execute(select(reports.c.text).where(reports.c.number == number)).scalar_one()
        link(connection, number, text)
    return len(numbers)


def count_unlinked(connection: Connection) -> int:
    """How many reports have not been compared: those stored before the store knew reprints."""
    query = select(func.count()).select_from(
        reports.outerjoin(reprints, reprints.c.report == reports.c.number)
    )
    return connection.execute(query.where(reprints.c.report.is_(None))).scalar_one()


def get_reprinted(connection: Connection, limit: int | None, offset: int) -> list[Reprinted]:
    """Texts with reprints, those with the most first."""
    many = func.count().label("many")
    page = (
        select(reprints.c.first, many)
        .group_by(reprints.c.first)
        .having(func.count() > 1)
        .order_by(many.desc(), reprints.c.first)
        .limit(limit)
        .offset(offset)
    )
    firsts = [row.first for row in connection.execute(page)]
    rows = connection.execute(
        select(reprints.c.first, reprints.c.report, reprints.c.signature, *_SHOWN)
        .join(reports, reports.c.number == reprints.c.report)
        .where(reprints.c.first.in_(firsts))
        .order_by(reports.c.published.is_(None), reports.c.published, reports.c.number)
    ).all()
    return [_reprinted(first, [row for row in rows if row.first == first]) for first in firsts]


def _reprinted(first: int, rows: Iterable[Any]) -> Reprinted:
    by_number = {row.report: row for row in rows}
    signed = by_number[first].signature
    printed = {
        number: Printing(r.id, r.outlet, r.published, r.title, round(likeness(signed, r.signature), 2))
        for number, r in by_number.items()
    }
    return Reprinted(printed.pop(first), tuple(printed.values()))
