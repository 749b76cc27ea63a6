"""What was stored stays as it is, and `check` says where it did not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from marsad.store import Store, open_store

from .claims import claims_of, report

CHANGES = [
    "UPDATE claims SET body = '{}'",
    "UPDATE claims SET certainty = 'denied'",
    "DELETE FROM claims",
    "UPDATE runs SET coder = 'x'",
    "DELETE FROM runs",
    "UPDATE reports SET text = 'x'",
    "UPDATE reports SET sha256 = 'x'",
    "UPDATE reports SET id = 'x'",
    "DELETE FROM reports",
]


@pytest.fixture
def filled(store: Store, target: str) -> Callable[[str], Any]:
    """Runs a statement on a filled store from outside."""
    store.add(report(), claims_of(report()), "1")
    address = (
        target.replace("postgresql:", "postgresql+psycopg:") if "://" in target else f"sqlite:///{target}"
    )
    engine = create_engine(address)

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    return run


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_stored_cannot_be_changed(filled: Callable[[str], Any], store: Store, change: str) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|never changed"):
        filled(change)
    assert store.check().problems == [] and store.check().claims == 2


@pytest.mark.parametrize("table", ["claims", "runs", "reports"])
def test_replacing_and_truncating_are_no_way_round(
    filled: Callable[[str], Any], store: Store, target: str, table: str
) -> None:
    postgres = "://" in target
    with pytest.raises(DBAPIError):
        filled(f"TRUNCATE {table} CASCADE" if postgres else f"REPLACE INTO {table} SELECT * FROM {table}")
    assert store.check().problems == []


def _break(path: Path, *statements: str) -> list[str]:
    """Change a store behind its guards, and put those back; what `check` says of it then."""
    with sqlite3.connect(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()
    with open_store(path) as store:
        return [str(p) for p in store.check().problems]


OTHER_WORD = "UPDATE reports SET text = replace(text, 'قصفت', 'قصقت')"
OTHER_TYPE = "UPDATE claims SET body = replace(body, 'shelling', 'party')"
OTHER_WHOLE = """UPDATE claims SET body = replace(body, '"part_of": null', '"part_of": "x"')"""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (OTHER_WORD, "report a: the text is not the one that was hashed"),
        (OTHER_WORD, "report a claim a-event-0: the quote 'قصفت' is not"),
        (OTHER_TYPE, "report a claim a-event-0: not in the codebook's form"),
        (OTHER_WHOLE, "is part of x, which is not there"),
        (
            "UPDATE claims SET body = replace(body, '0.75', '0.95')",
            "report a: the claims of run 1 are not those",
        ),
        ("UPDATE claims SET body = '{' WHERE position = 0", "report a claim a-event-0: not JSON"),
        (
            "UPDATE claims SET id = 'x' WHERE position = 0",
            "report a claim x: its body is that of another claim",
        ),
        ("DELETE FROM claims WHERE position = 1", "report a: the claims of run 1 are not those"),
    ],
)
def test_check_finds_what_was_changed(tmp_path: Path, statement: str, said: str) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(report(), claims_of(report()), "1")
        checked = store.check()
        assert (checked.reports, checked.claims, checked.quotes, checked.problems) == (1, 2, 2, [])
    found = _break(tmp_path / "a.db", statement)
    assert any(said in line for line in found), found


def test_check_finds_a_missing_guard(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(report(), claims_of(report()), "1")
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("DROP TRIGGER claims_no_update")
    connection.close()
    with open_store(tmp_path / "a.db") as store:
        assert "claims_no_update is missing" in str(store.check().problems[0])
