"""Judgements of people on pairs of event claims: kept for ever, undone by a record of their own.

A judgement names claims by their ids. When a report is coded again its claims may get other ids; the old ones are still
stored, so a judgement then holds for the claim of the newest run whose trigger lies on the same words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select

from marsad.knowledge import vocabulary
from marsad.store.clock import now
from marsad.store.errors import StoreError
from marsad.store.locking import lock
from marsad.store.records import JudgementRecord
from marsad.store.tables import claims, judgements, runs

if TYPE_CHECKING:
    from marsad.incidents.model import Judgement

__all__ = ["edges", "get_judgements", "put_judgement", "put_undoing"]

_LONGEST_NAME = 100  # characters
_KEY = "judgements"

Claim = dict[str, Any]


def put_judgement(connection: Connection, a: str, b: str, verdict: str, by: str) -> int:
    """Add a judgement on the event claims `a` and `b`; its number. `StoreError` where it makes no sense."""
    if verdict not in vocabulary()["verdicts"]:
        raise StoreError(f"{verdict!r} is no verdict: {', '.join(vocabulary()['verdicts'])}")
    if a == b:
        raise StoreError(f"claim {a} cannot be judged against itself")
    for claim in (a, b):
        _event(connection, claim)
    lock(connection, _KEY)
    return _put(connection, {"a": a, "b": b, "verdict": verdict}, by)


def put_undoing(connection: Connection, number: int, by: str) -> int:
    """Undo judgement, or undoing, `number`; the number of the record that does.

    `StoreError` where there is none in force.
    """
    lock(connection, _KEY)
    found = {record.number: record for record in get_judgements(connection)}
    if number not in found:
        raise StoreError(f"there is no judgement {number}")
    if not found[number].in_force:
        raise StoreError(f"judgement {number} is undone already")
    return _put(connection, {"undoes": number}, by)


def _put(connection: Connection, row: dict[str, Any], by: str) -> int:
    name = " ".join(by.split())
    if not name or len(name) > _LONGEST_NAME:
        raise StoreError(f"a judgement needs the name of who judges, of 1 to {_LONGEST_NAME} characters")
    values = {**row, "by": name, "at": now()}
    return int(
        connection.execute(insert(judgements).values(values).returning(judgements.c.number)).scalar_one()
    )


def get_judgements(connection: Connection) -> list[JudgementRecord]:
    """All records in the order in which they were made. One is in force unless one in force undoes it."""
    rows = connection.execute(select(judgements).order_by(judgements.c.number)).all()
    undone: set[int] = set()
    for row in reversed(rows):  # what undoes comes after what it undoes
        if row.undoes is not None and row.number not in undone:
            undone.add(row.undoes)
    return [JudgementRecord(**row._mapping, in_force=row.number not in undone) for row in rows]


def edges(connection: Connection) -> list[Judgement]:
    """What holds now: of each pair the newest judgement in force, on claims of the newest runs.

    A judgement on words that no newer run finds an event in is left out; it holds again when one does.
    """
    from marsad.incidents.model import Judgement  # with the room that joins: not needed to open a store

    newest: dict[frozenset[str], Judgement] = {}
    in_force = [r for r in get_judgements(connection) if r.in_force and r.undoes is None]
    current = _current(connection, {c for r in in_force for c in (r.a, r.b) if c})
    for record in in_force:
        a, b = current.get(record.a or ""), current.get(record.b or "")
        if a and b and a != b:
            newest[frozenset((a, b))] = Judgement(a, b, record.verdict or "", record.by, record.at)  # type: ignore[arg-type]
    return list(newest.values())


def _event(connection: Connection, claim: str) -> Row[Any]:
    """The row of an event claim of any run, the newest first."""
    row = connection.execute(
        select(claims).where(claims.c.id == claim).order_by(claims.c.run.desc()).limit(1)
    ).first()
    if row is None:
        raise StoreError(f"there is no claim or incident {claim}")
    if row.kind != "event":
        raise StoreError(f"claim {claim} is of {row.kind}: only events are joined and judged")
    return row


def _current(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """For each claim of any run the claim of its report's newest run that stands for it, where there is one."""
    found = {}
    for claim in sorted(ids):
        row = _event(connection, claim)
        newest = select(func.max(runs.c.number)).where(runs.c.report == row.report).scalar_subquery()
        if row.run == connection.execute(select(newest)).scalar_one():
            found[claim] = claim
            continue
        rows = select(claims.c.body).where(claims.c.run == newest, claims.c.kind == "event")
        events = [json.loads(body) for body in connection.execute(rows).scalars()]
        if stands := _standing_for(json.loads(row.body), events):
            found[claim] = stands
    return found


def _standing_for(old: Claim, events: Sequence[Claim]) -> str | None:
    """The event whose trigger shares the most letters with the old one's; of equals the one most alike."""
    start, end = old["evidence"][0]["start"], old["evidence"][0]["end"]

    def likeness(new: Claim) -> tuple[Any, ...]:
        span = new["evidence"][0]
        shared = min(end, span["end"]) - max(start, span["start"])
        place = (new["place"] or {}).get("name") == (old["place"] or {}).get("name")
        return shared, new["type"] == old["type"], place, new["id"]

    best = max(events, key=likeness, default=None)
    return str(best["id"]) if best and likeness(best)[0] > 0 else None
