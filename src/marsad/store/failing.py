"""What could not be read or coded: kept with its reason until a later try goes well, and after that as history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from marsad.reports.fetched import is_url
from marsad.reports.items import Failure, Original
from marsad.store.archive import content_of, put_content
from marsad.store.clock import now
from marsad.store.locking import lock
from marsad.store.tables import failures

__all__ = ["Letter", "get_letters", "letter_original", "put_failure", "settle"]


@dataclass(frozen=True, slots=True)
class Letter:
    """Something left out. Times are UTC; `path` with `name`, `url` and `content` say how it can be tried again.

    `met` is when it first failed, `tried` when it failed last (None: once only), `settled` when a later try went well.
    """

    number: int
    file: str
    line: int
    reason: str
    met: str
    tries: int
    tried: str | None
    path: str | None
    name: str | None
    url: str | None
    content: int | None
    settled: str | None

    def as_dict(self) -> dict[str, Any]:
        """What a user is shown, for JSON."""
        return {
            name: getattr(self, name)
            for name in ("file", "line", "reason", "met", "tries", "tried", "settled")
        }


def put_failure(connection: Connection, failure: Failure, roots: Sequence[str] = ()) -> bool:
    """Put a failure on the list; False where it is there: then the try is counted.

    `roots` are the files and folders that were being read: they decide which id a report of the file would get.
    """
    lock(connection, failure.file)
    key = {"file": failure.file, "line": failure.line, "reason": failure.reason}
    held = connection.execute(select(failures.c.number).filter_by(**key)).scalar()
    if held is not None:
        again = {"tries": failures.c.tries + 1, "tried": now(), "settled": None}
        connection.execute(update(failures).where(failures.c.number == held).values(again))
        return False
    row: dict[str, Any] = key | {"met": now()}
    if is_url(failure.file):
        row["url"] = failure.file
    elif (path := _path(failure.file)) is not None:
        row |= {"path": str(path), "name": _name(path, roots)}
    if (kept := failure.original) is not None:
        content = put_content(connection, kept.data)
        row |= {"url": kept.url or row.get("url"), "content": content, "media_type": kept.media_type}
    connection.execute(insert(failures).values(row))
    return True


def _path(name: str) -> Path | None:
    """The file or folder on this machine that `name` is, or the archive it lies in; None for standard input."""
    if name == "<stdin>":
        return None
    path = Path(name).absolute()
    packed = Path(name.partition("!")[0]).absolute()
    return packed if not path.exists() and packed.is_file() else path


def _name(path: Path, roots: Sequence[str]) -> str:
    """The id that a report in `path` gets where it has none of its own: its path in the folder that is read."""
    for root in roots:
        folder = Path(root).absolute()
        if path != folder and path.is_relative_to(folder):
            return path.relative_to(folder).with_suffix("").as_posix()
    return path.stem


def get_letters(connection: Connection, *, settled: bool, limit: int | None, offset: int) -> list[Letter]:
    """Failures, the latest first; the settled ones too if `settled`."""
    query = select(failures).order_by(failures.c.number.desc()).limit(limit).offset(offset)
    if not settled:
        query = query.where(failures.c.settled.is_(None))
    columns = Letter.__dataclass_fields__
    return [Letter(**{name: getattr(row, name) for name in columns}) for row in connection.execute(query)]


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
