"""Opening a store: the database behind a file name or address, its schema checked and brought up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from marsad import settings
from marsad.store.errors import ForeignDatabase, NewerSchema, StoreError
from marsad.store.tables import FIRST_TABLES, HEAD, TABLES

__all__ = ["open_engine", "plain"]

_SQLITE_HEADER = b"SQLite format 3\x00"
_AGAIN = 0.05  # seconds until the WAL is asked for again
_LOCK = 0x4D525344  # PostgreSQL advisory lock while the schema is made


def open_engine(target: str | os.PathLike[str], *, create: bool) -> Engine:
    """An engine on the store at `target`, a SQLite file or a database address, at schema `HEAD`.

    With `create` a store that is not there is made. Raises `StoreError` with one clear line where that cannot be.
    """
    url = _url(os.fspath(target))
    name = _name(url)
    if url.get_backend_name() == "sqlite" and url.database:
        _check_file(Path(url.database), create)
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            revision = _revision(connection, name)
        if revision is None and not create:
            raise StoreError(f"{name}: there is no store in it yet")
        if revision != HEAD:
            _migrate(engine, name)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{name}: {plain(error)}") from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def plain(error: DBAPIError) -> str:
    """The database's own words, in one line."""
    words = " ".join(str(error.orig).split())
    if "file is not a database" in words:
        return "not a SQLite database"
    if "readonly" in words:
        return "cannot be written (read-only)"
    return words


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError) as error:
        raise StoreError("not a database address") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if not url.drivername.startswith(("sqlite", "postgresql+")):
        raise StoreError(f"{url.drivername}: a store is a SQLite file or a postgresql:// address")
    return url


def _name(url: URL) -> str:
    """What messages call the database at `url`; without a password."""
    return (
        url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    )


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        raise StoreError("a PostgreSQL store needs its driver: pip install 'marsad[postgres]'") from error
    if url.get_backend_name() == "sqlite":
        _tune_sqlite(engine)
    return engine


def _check_file(path: Path, create: bool) -> None:
    """Refuse what is plainly no SQLite file before SQLite touches it."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not a database file")
        if not path.exists():
            if not create:
                raise StoreError(f"{path}: no such database file")
            if not path.parent.is_dir():
                raise StoreError(f"{path}: there is no folder {path.parent}")
            return
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    if head and head != _SQLITE_HEADER:
        raise ForeignDatabase(f"{path}: not a SQLite database")


def _tune_sqlite(engine: Engine) -> None:
    """WAL, waiting writers, and transactions that begin where SQLAlchemy says so, writing ones at once."""
    wait = settings.number("MARSAD_BUSY_SECONDS") * 1000

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for a writer
        for pragma in (
            f"busy_timeout={wait}",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "synchronous=NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _revision(connection: Connection, name: str) -> str | None:
    """The schema's revision, None where the database is empty. Raises where it is foreign or newer."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    known = tables & TABLES
    if "alembic_version" not in tables or not known:
        some = ", ".join(sorted(tables)[:3])
        raise ForeignDatabase(f"{name}: another program's database (tables: {some}), not a Marsad store")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    revision = found[0] if len(found) == 1 else ""
    wanted = TABLES if revision == HEAD else FIRST_TABLES
    if not revision.startswith("marsad_") or (revision <= HEAD and not known >= wanted):
        raise ForeignDatabase(
            f"{name}: not a Marsad store, or a damaged one (schema {revision or 'unknown'})"
        )
    if revision > HEAD:
        raise NewerSchema(f"{name}: written by a newer Marsad (schema {revision}; this one knows {HEAD})")
    return str(revision)


def _write_ahead(driver: Any) -> None:
    """Turns the WAL on; SQLite itself doesn't wait here for another process that is about to write."""
    until = time.monotonic() + settings.number("MARSAD_BUSY_SECONDS")
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
        time.sleep(_AGAIN)


def _migrate(engine: Engine, name: str) -> None:
    """Bring the schema to `HEAD` in one transaction; of several processes the first does it, the others wait."""
    from alembic import command  # here, since an up-to-date store does without it
    from alembic.config import Config

    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            _write_ahead(connection.connection.dbapi_connection)
    with engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _revision(connection, name) == HEAD:
            return
        config = Config()
        config.set_main_option(
            "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
        )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
