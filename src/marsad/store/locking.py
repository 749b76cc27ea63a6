"""One writer at a time where two would undo each other."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

__all__ = ["lock"]


def lock(connection: Connection, key: str) -> None:
    """On PostgreSQL: one writer per `key`, as SQLite has one writer altogether. Held to the end of the transaction.

    Taken in one order everywhere, lest two writers wait for each other: report or failure, "reprints", content.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(key))))
