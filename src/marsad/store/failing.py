"""What could not be read or coded: kept with its reason until a later try goes well, and after that as history."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from marsad.reports.items import Failure, Original
from marsad.store.archive import content_of, put_content
from marsad.store.clock import now
from marsad.store.locking import lock
from marsad.store.records import Letter
from marsad.store.tables import failures

__all__ = ["get_letters", "letter_original", "put_failure", "settle"]


def put_failure(connection: Connection, failure: Failure) -> bool:
    """Put a failure on the list; False where it is there: then the try is counted."""
    lock(connection, failure.file)
    key = {"file": failure.file, "line": failure.line, "reason": failure.reason}
    held = connection.execute(select(failures.c.number).filter_by(**key)).scalar()
    if held is not None:
        again = {"tries": failures.c.tries + 1, "tried": now(), "settled": None}
        connection.execute(update(failures).where(failures.c.number == held).values(again))
        return False
    kept, row = failure.original, key | {"met": now(), "path": _path(failure.file)}
    if failure.file.startswith(("http://", "https://")):
        row["url"] = failure.file
    if kept is not None:
        row |= {"url": kept.url, "content": put_content(connection, kept.data), "media_type": kept.media_type}
    connection.execute(insert(failures).values(row))
    return True


def _path(name: str) -> str | None:
    """The file on this machine that `name` is, or lies in (a member of an archive); None where there is none."""
    path = Path(name).absolute()
    for candidate in (path, *path.parents):
        if candidate.is_file():
            return str(candidate)
        if candidate.is_dir():
            return str(candidate) if candidate == path else None
    return None


def get_letters(connection: Connection, *, settled: bool, limit: int | None, offset: int) -> list[Letter]:
    """Failures, the latest first; the settled ones too if `settled`."""
    query = select(failures).order_by(failures.c.number.desc()).limit(limit).offset(offset)
    if not settled:
        query = query.where(failures.c.settled.is_(None))
    return [
        Letter(
            r.number, r.file, r.line, r.reason, r.met, r.tries, r.tried, r.path, r.url, r.content, r.settled
        )
        for r in connection.execute(query)
    ]


def letter_original(connection: Connection, number: int) -> Original | None:
    """What was fetched for failure `number`, or None where nothing was kept."""
    row = connection.execute(select(failures).where(failures.c.number == number)).one()
    if row.content is None:
        return None
    return Original(content_of(connection, row.content), row.media_type, row.url, row.met)


def settle(connection: Connection, numbers: list[int]) -> None:
    """Mark failures as settled: they leave the list and stay as history."""
    if numbers:
        connection.execute(update(failures).where(failures.c.number.in_(numbers)).values(settled=now()))
