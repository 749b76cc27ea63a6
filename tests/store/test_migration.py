"""A store of an older schema is brought up to date with all that is in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, column, create_engine, insert, table, text
from sqlalchemy.engine import Engine

import marsad.store
from marsad.publish import claim_line
from marsad.reports import Failure, Found, Original
from marsad.store import ForeignDatabase, open_store
from marsad.store.tables import HEAD

from .claims import TEXT, claims_of, report


def old_store(target: str) -> Engine:
    """A store as version 0.1 made it, with a report, its two claims and a failure."""
    postgres = "://" in target
    engine = create_engine(
        target.replace("postgresql:", "postgresql+psycopg:") if postgres else f"sqlite:///{target}"
    )
    config = Config()
    config.set_main_option("script_location", str(Path(marsad.store.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "marsad_0001")
        one = report()
        row = {
            "number": 1,
            "id": "a",
            "sha256": one.sha256,
            "text": TEXT,
            "outlet": one.outlet,
            "language": "ar",
        }
        _put(
            connection,
            "reports",
            row | {"published": "2014-01-08", "added": "2026-01-01T00:00:00Z", "search": "قصفت"},
        )
        lines = [claim_line(claim) for claim in claims_of(one)]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        run = {"number": 1, "report": 1, "coder": "0.1", "coded": "2026-01-01T00:00:00Z", "claims": 2}
        _put(connection, "runs", run | {"digest": digest})
        for position, (claim, line) in enumerate(zip(claims_of(one), lines, strict=True)):
            own = {"id": claim["id"], "kind": claim["kind"], "type": "shelling", "certainty": "asserted"}
            rest = {"actors": "", "places": "", "origin": "", "body": line, "position": position}
            _put(connection, "claims", {"number": position + 1, "run": 1, "report": 1} | own | rest)
        failure = {
            "number": 1,
            "file": "x.txt",
            "line": 1,
            "reason": "empty file",
            "met": "2026-01-01T00:00:00Z",
        }
        _put(connection, "failures", failure)
        if postgres:
            for name in ("reports", "runs", "claims", "failures"):
                connection.execute(text(f"SELECT setval('{name}_number_seq', 10)"))
    return engine


def _put(connection: Connection, name: str, row: dict[str, object]) -> None:
    connection.execute(insert(table(name, *map(column, row))).values(row))


def test_an_old_store_is_upgraded_with_its_data(target: str) -> None:
    old_store(target).dispose()
    with open_store(target, create=False) as store:
        assert store.check().problems == [] and store.check().claims == 2
        held = store.report("a")
        assert held is not None and held.report.text == TEXT and held.report.author is None
        assert store.claims() == claims_of(report())
        (letter,) = store.failed()
        assert (letter.file, letter.reason, letter.tries, letter.settled) == ("x.txt", "empty file", 1, None)
        assert store.unlinked() == 1
        store.add(
            report("b"), claims_of(report("b")), "1", found=Found(report("b"), "b", 1, Original(b"b", "x"))
        )
        store.add_failure(Failure("x.txt", 1, "empty file"))
        assert store.failed()[0].tries == 2
        assert store.link_reprints() == 2 and store.unlinked() == 0
        assert [one.first.id for one in store.reprints()] == ["a"]
    with open_store(target, create=False) as again:
        assert again.check().problems == [] and again.counts().reports == 2


def test_an_old_store_that_lacks_a_table_is_refused(tmp_path: Path) -> None:
    engine = old_store(str(tmp_path / "a.db"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE failures"))
    engine.dispose()
    with pytest.raises(ForeignDatabase, match="damaged"):
        open_store(tmp_path / "a.db")


def test_an_upgrade_that_breaks_off_leaves_the_old_store_as_it_was(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = old_store(target)

    def broken(*_: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("marsad.store.guards.install", broken)
    with pytest.raises(RuntimeError, match="the power is gone"):
        open_store(target)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "marsad_0001"
        assert connection.execute(text("SELECT count(*) FROM failures")).scalar() == 1
    engine.dispose()
    monkeypatch.undo()
    with open_store(target) as store:
        assert store.check().problems == []
        with store._engine.connect() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
