"""The documents that reports came from: kept byte for byte, and proved to be so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad import __version__
from marsad.reports import Found, Original
from marsad.store import Store, StoreError, open_store

from .claims import claims_of, report

PAGE = "<html><body><p>قصفت</p></body></html>".encode("cp1256")


def found(data: bytes = PAGE, report_id: str = "a", **fields: object) -> Found:
    return Found(report(report_id), "in/page.html", 3, Original(data, "text/html", **fields))  # type: ignore[arg-type]


def add(store: Store, one: Found) -> None:
    store.add(one.report, claims_of(one.report), "1", found=one)


def test_the_document_comes_back_with_all_that_is_known_of_it(store: Store) -> None:
    headers = (("content-type", "text/html"), ("x-ملاحظة", "نص"))
    one = found(url="https://a.example/1", retrieved="2014-01-08T10:00:00Z", headers=headers)
    add(store, one)
    held = store.original("a")
    assert held.original == one.original
    assert (held.file, held.line, held.reader) == ("in/page.html", 3, __version__)
    assert held.as_dict()["bytes"] == len(PAGE) and held.as_dict()["headers"]["x-ملاحظة"] == "نص"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.binary(max_size=5000))
def test_any_bytes_come_back_as_they_went_in(store: Store, data: bytes) -> None:
    name = f"r{hash(data)}"
    add(store, found(data, name))
    assert store.original(name).original.data == data


def test_one_document_of_many_reports_is_kept_once(store: Store) -> None:
    for name in "abc":
        add(store, found(report_id=name))
    assert store.verify().originals == 1 and store.verify().size == len(PAGE)
    assert {store.original(name).original.data for name in "abc"} == {PAGE}


def test_a_report_without_and_one_that_is_not_there(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    with pytest.raises(StoreError, match="report 'a': no original was kept"):
        store.original("a")
    with pytest.raises(StoreError, match="no report 'x'"):
        store.original("x")


def test_what_a_store_without_originals_lacks_comes_when_it_is_added_again(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    assert store.holds(Found(report(), "a.txt", 1), "1") and not store.holds(found(), "1")
    add(store, found())
    assert store.holds(found(), "1") and not store.holds(found(), "2")
    assert store.counts().reports == 1 and store.original("a").original.data == PAGE


def test_the_first_document_stays_the_original(store: Store) -> None:
    add(store, found())
    add(store, found(PAGE + b"<!-- 2 -->"))
    assert store.original("a").original.data == PAGE and store.verify().originals == 2


DAMAGE = {
    "UPDATE contents SET packed = substr(packed, 1, 10)": "its bytes cannot be unpacked",
    "UPDATE contents SET packed = (SELECT packed FROM contents WHERE number = 2) WHERE number = 1": "not those",
    "UPDATE contents SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x')": "not those that were hashed",
    "UPDATE reports SET text = text || '.'": "report a: the text is not the one that was hashed",
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_verify_finds_what_was_damaged(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        add(store, found())
        add(store, found(b"another", "b"))
        assert store.verify().problems == [] == store.check().problems
    with sqlite3.connect(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)
    connection.close()
    with open_store(path) as store:
        said = [str(problem) for problem in store.verify().problems]
        assert any(DAMAGE[statement] in line for line in said), said
        assert set(said) <= {str(problem) for problem in store.check().problems}
