"""Opening: schemas made and checked, foreign and newer databases refused, crashes without traces."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

import marsad.store
from marsad.settings import SettingError
from marsad.store import ForeignDatabase, NewerSchema, Store, StoreError, open_store
from marsad.store.tables import HEAD, TABLES, metadata

from .claims import claims_of, report


def test_single_head_and_it_is_the_one_the_code_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(marsad.store.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_that_the_code_reads(store: Store) -> None:
    def ours(name: str | None, kind: str, _: object) -> bool:  # the search index is made by guards.py
        return name in TABLES if kind == "table" else name != "reports_words"

    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []


def test_sqlite_is_tuned(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store, store._engine.connect() as connection:
        got = {
            p: connection.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in ("journal_mode", "busy_timeout", "foreign_keys")
        }
    assert got == {"journal_mode": "wal", "busy_timeout": 10_000, "foreign_keys": 1}


def test_writing_transactions_begin_immediately(tmp_path: Path) -> None:
    begun: list[str] = []
    with open_store(tmp_path / "a.db") as store:
        event.listen(store._engine, "before_cursor_execute", lambda _c, _cu, sql, *_: begun.append(sql))
        store.add_report(report())
        store.reports()
    assert [s for s in begun if s.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]


def test_a_store_that_is_not_there_is_only_made_when_adding(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database file"):
        open_store(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "x" / "a.db")
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_names_with_signs_of_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20 d.db"
    with open_store(path) as store:
        store.add_report(report())
    with open_store(path, create=False) as store:
        assert store.counts().reports == 1


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are my notes\n" * 100)
    with pytest.raises(ForeignDatabase, match=r"notes\.db: not a SQLite database"):
        open_store(tmp_path / "notes.db")
    (tmp_path / "half.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(StoreError, match=r"half\.db: not a SQLite database"):
        open_store(tmp_path / "half.db")


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE visits (url)", "CREATE TABLE alembic_version (version_num)", "CREATE TABLE reports (id)"],
)
def test_another_programs_database(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabase, match=r"other\.db: another program's database"):
        open_store(path)
    assert path.read_bytes() == before


def test_another_programs_alembic_and_a_damaged_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db"):
        pass
    for change in ("UPDATE alembic_version SET version_num = '27c6a30d7c24'", "DROP TABLE failures"):
        copy = tmp_path / f"{len(change)}.db"
        copy.write_bytes((tmp_path / "a.db").read_bytes())
        with sqlite3.connect(copy) as connection:
            connection.execute(change)
        connection.close()
        with pytest.raises(ForeignDatabase, match="not a Marsad store, or a damaged one"):
            open_store(copy)


def test_a_newer_schema(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db"):
        pass
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'marsad_9999'")
    connection.close()
    with pytest.raises(NewerSchema, match="marsad_9999; this one knows " + HEAD):
        open_store(tmp_path / "a.db")


def test_addresses_that_are_none() -> None:
    with pytest.raises(StoreError, match="SQLite file or a postgresql"):
        open_store("mysql://localhost/x")
    with pytest.raises(StoreError, match="not a database address"):
        open_store("post gres://")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="the PostgreSQL driver (marsad[postgres]) is not installed")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/x")
    assert (
        "127.0.0.1" in str(caught.value)
        and "secret" not in str(caught.value)
        and "\n" not in str(caught.value)
    )


def test_a_full_database_says_so_and_keeps_no_half_report(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(report(), claims_of(report()), "1")

        @event.listens_for(store._engine, "begin")
        def _no_room(connection) -> None:  # type: ignore[no-untyped-def]
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

        large = report("b", text=report().text + " كلمة" * 100_000)
        with pytest.raises(StoreError, match=r"a\.db: database or disk is full"):
            store.add(large, claims_of(large), "1")
        assert [s.id for s in store.reports()] == ["a"] and store.check().problems == []


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_BUSY_SECONDS", "1")
    with open_store(tmp_path / "a.db") as store:
        other = sqlite3.connect(tmp_path / "a.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="database is locked"):
            store.add_report(report())
        other.close()
        assert store.add_report(report())


def test_a_setting_that_is_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_BUSY_SECONDS", "soon")
    with pytest.raises(SettingError, match="MARSAD_BUSY_SECONDS='soon'"):
        open_store(tmp_path / "a.db")


def test_several_processes_may_make_the_same_store(target: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(open_store, [target] * 4):
            store.close()
    with open_store(target, create=False) as store:
        assert store.counts().reports == 0


def test_a_reader_at_the_wrong_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path, check_same_thread=False, isolation_level=None) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN IMMEDIATE")
        Timer(0.5, other.rollback).start()
        with open_store(str(path)) as store:
            assert store.counts().reports == 0


_ENDLESS = """
import sys
from tests_claims import claims_of, report, TEXT
from marsad.store import open_store
store = open_store(sys.argv[1])
n = 0
while True:
    one = report(f"r{n}", text=f"{TEXT} {n}" + " حشو" * 2000)
    store.add(one, claims_of(one), "1")
    n += 1
"""


def test_a_killed_process_leaves_no_half_report(target: str, tmp_path: Path) -> None:
    (tmp_path / "tests_claims.py").write_bytes(Path(__file__).with_name("claims.py").read_bytes())
    source = str(Path(marsad.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), source])}
    with open_store(target) as store:
        for kill_after in (0.0, 0.05, 0.11):
            had = store.counts().reports
            writer = subprocess.Popen([sys.executable, "-c", _ENDLESS, target], env=environment)
            until = time.monotonic() + 30
            while store.counts().reports <= had and time.monotonic() < until and writer.poll() is None:
                time.sleep(0.01)
            time.sleep(kill_after)
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
            checked = store.check()
            assert checked.problems == [] and checked.claims == 2 * checked.reports
            assert all(s.claims == 2 for s in store.reports(limit=None))
            assert checked.reports > had
