"""Reprints linked to their first telling, as each report is added.

Reports that are printings of one text (reports/reprints.py) form a group, whatever the order they came in: who is like
one of a group joins it, and who is like two groups makes them one. The first telling of a group is the one published
first, by day, then by hour where it is known, then by the order of adding.

A bucket holds one of several texts that are the same, and no more than `_CROWD`: a bulletin that comes daily for years,
or the foot of a paper's pages, must not make every comparison longer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from marsad.reports.reprints import THRESHOLD, Signed, likeness, sign
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


_CROWD = 100  # reports in one bucket; a phrase that so many share tells nothing
_BATCH = 10_000  # rows
_TOLD = (reports.c.number, reports.c.published, reports.c.published_at)
_SHOWN = (reports.c.id, reports.c.published, reports.c.published_at, reports.c.outlet, reports.c.title)


class _Near(NamedTuple):
    """A report in one of the buckets of a new one: the bucket, the first telling of its group, its signature."""

    band: int
    first: int
    signature: bytes


def _judged(signed: Signed, near: Sequence[_Near]) -> tuple[set[int], list[int]]:
    """The groups that a report with this signature belongs to, and the buckets that it is to be put into."""
    alike = {one.signature: likeness(signed.signature, one.signature) >= THRESHOLD for one in near}
    groups = {one.first for one in near if alike[one.signature]}
    full = {band for band, many in Counter(one.band for one in near).items() if many >= _CROWD}
    full |= {one.band for one in near if one.signature == signed.signature}
    return groups, [band for band in dict.fromkeys(signed.bands) if band not in full]


def link(connection: Connection, number: int, text: str) -> None:
    """Compare the newly stored report `number` with all before it."""
    signed = sign(text)
    kept = signed and signed.signature
    connection.execute(insert(reprints).values(report=number, first=number, signature=kept))
    if signed is None:
        return
    lock(connection, "reprints")
    rows = connection.execute(
        select(buckets.c.band, reprints.c.first, reprints.c.signature)
        .join(reprints, reprints.c.report == buckets.c.report)
        .where(buckets.c.band.in_(signed.bands))
    )
    groups, free = _judged(signed, [_Near(*row) for row in rows])
    if free:
        connection.execute(insert(buckets), [{"band": band, "report": number} for band in free])
    if groups:
        _join(connection, {*groups, number})


def _join(connection: Connection, groups: set[int]) -> None:
    """Make one group of those whose first tellings are `groups`."""
    rows = connection.execute(select(*_TOLD).where(reports.c.number.in_(groups)))
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
    """Link all reports anew, in the order of adding; their number. As `link` does one by one, but in memory."""
    lock(connection, "reprints")
    connection.execute(delete(buckets))
    connection.execute(delete(reprints))
    told: dict[int, tuple[str, float, int]] = {}
    first: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    signatures: dict[int, bytes | None] = {}
    filled: defaultdict[int, list[int]] = defaultdict(list)
    rows = connection.execute(select(*_TOLD, reports.c.text).order_by(reports.c.number))
    for row in rows.yield_per(1000):
        number, signed = row.number, sign(row.text)
        told[number], first[number], members[number] = _told(row), number, [number]
        signatures[number] = signed and signed.signature
        if signed is None:
            continue
        near = [
            _Near(band, first[n], signatures[n] or b"") for band in signed.bands for n in filled.get(band, ())
        ]
        groups, free = _judged(signed, near)
        for band in free:
            filled[band].append(number)
        groups.add(number)
        earliest = min(groups, key=told.__getitem__)
        for group in groups - {earliest}:
            for member in members[group]:
                first[member] = earliest
            members[earliest] += members.pop(group)
    linked = [{"report": n, "first": first[n], "signature": signatures[n]} for n in first]
    put = [{"band": band, "report": n} for band in sorted(filled) for n in filled[band]]
    for table, values in ((reprints, linked), (buckets, put)):
        for start in range(0, len(values), _BATCH):
            connection.execute(insert(table), values[start : start + _BATCH])
    return len(first)


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
