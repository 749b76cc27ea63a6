"""Where `marsad watch` stands with each feed and each of its entries."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, func, insert, select

from marsad.store.clock import now
from marsad.store.tables import entries, feeds

__all__ = ["EntryState", "FeedState", "done", "get_entry", "get_feed", "pending", "put_entry", "put_feed"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where polling stands with a feed: what its last answer said of itself; `due` is in seconds since 1970."""

    url: str
    etag: str | None = None
    modified: str | None = None
    polled: str | None = None
    due: float = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class EntryState:
    """Where it stands with an entry: when it was read or given up, how often it was tried, when it is due again."""

    done: str | None = None
    tries: int = 0
    due: float = 0


def get_feed(connection: Connection, url: str) -> FeedState:
    """The state of a feed; that of a new one where it was never polled."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
    return FeedState(**row._mapping) if row else FeedState(url)


def put_feed(connection: Connection, state: FeedState) -> None:
    """Keep the state of a feed."""
    kept = asdict(state)
    if connection.execute(feeds.update().where(feeds.c.url == state.url).values(kept)).rowcount == 0:
        connection.execute(insert(feeds).values(kept))


def _key(entry: str) -> str:
    return hashlib.sha256(entry.encode("utf-8", "surrogatepass")).hexdigest()


def get_entry(connection: Connection, feed: str, entry: str) -> EntryState:
    """The state of an entry; that of a new one where it was never met."""
    where = (entries.c.feed == feed, entries.c.entry == _key(entry))
    row = connection.execute(select(entries.c.done, entries.c.tries, entries.c.due).where(*where)).first()
    return EntryState(*row) if row else EntryState()


def put_entry(connection: Connection, feed: str, entry: str, state: EntryState) -> None:
    """Keep the state of an entry."""
    key = {"feed": feed, "entry": _key(entry)}
    connection.execute(delete(entries).filter_by(**key))
    connection.execute(insert(entries).values(**key, **asdict(state)))


def done(connection: Connection, feed: str, entry: str) -> None:
    """Mark an entry as read, in the transaction that adds its report: a crash forgets both or neither."""
    tries = get_entry(connection, feed, entry).tries + 1
    put_entry(connection, feed, entry, EntryState(now(), tries, 0))


def pending(connection: Connection, feed: str) -> float | None:
    """When the next entry of the feed is to be tried again, in seconds since 1970; None where none is."""
    query = select(func.min(entries.c.due)).where(entries.c.feed == feed, entries.c.done.is_(None))
    due: float | None = connection.execute(query).scalar()
    return due
