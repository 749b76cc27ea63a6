"""Judgements: kept for ever, undone exactly, holding after reports are coded again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from marsad.model import Report
from marsad.store import Store, StoreError, open_store

from .claims import claim, place, report

TEXT = "قصفت الطائرات الباب صباحا، ثم قصفت الباب مساء، واشتبكت الكتائب مع الجيش في حلب."
EVENT: dict[str, Any] = {
    "type": "shelling", "actors": [], "recipients": [], "place": None, "time": None, "weapon": None,
}  # fmt: skip


def three(of: Report) -> list[dict[str, Any]]:
    """Three event claims of a report."""
    return [
        claim(of, "event", "قصفت الطائرات", EVENT | {"type": "air_strike", "place": place("الباب")}),
        claim(of, "event", "قصفت الباب", EVENT | {"place": place("الباب")}),
        claim(of, "event", "واشتبكت", EVENT | {"type": "armed_clash"}),
    ]


@pytest.fixture
def ids(store: Store) -> list[str]:
    """A report of three events in the store; their ids."""
    told = report(text=TEXT)
    store.add(told, three(told), "1")
    return [c["id"] for c in three(told)]


def held(store: Store) -> dict[frozenset[str], str]:
    return {frozenset((e.a, e.b)): e.verdict for e in store.edges()}


def test_a_judgement_holds_until_it_is_undone(store: Store, ids: list[str]) -> None:
    number = store.judge(ids[0], ids[1], "different", "  منى   خليل ")
    (edge,) = store.edges()
    assert (edge.verdict, edge.by) == ("different", "منى خليل")
    undoing = store.undo_judgement(number, "Sami")
    assert store.edges() == []
    store.undo_judgement(undoing, "منى خليل")  # the undoing is undone: the judgement holds again
    assert held(store) == {frozenset(ids[:2]): "different"}
    records = store.judgements()
    assert [(r.number, r.undoes, r.in_force) for r in records] == [
        (1, None, True),
        (2, 1, False),
        (3, 2, True),
    ]
    assert all(r.at.endswith("Z") for r in records)


def test_of_a_pair_the_newest_counts(store: Store, ids: list[str]) -> None:
    store.judge(ids[0], ids[1], "same", "a")
    newer = store.judge(ids[1], ids[0], "unsure", "b")
    assert held(store) == {frozenset(ids[:2]): "unsure"}
    store.undo_judgement(newer, "b")
    assert held(store) == {frozenset(ids[:2]): "same"}


def test_what_makes_no_sense_is_refused(store: Store, ids: list[str]) -> None:
    toll = {
        "outcome": "killed", "category": "civilian", "affiliation": None, "min": 1, "max": 1, "approx": False,
        "perpetrator": None, "part_of": None, "place": None, "time": None,
    }  # fmt: skip
    other = report("b")
    store.add(other, [claim(other, "casualties", "عشرة قتلى", toll)], "1")
    casualties = "b-casualties-" + str(other.text.index("عشرة"))
    for a, b, verdict, by, reason in [
        (ids[0], "none", "same", "x", "no claim or incident none"),
        (ids[0], casualties, "same", "x", "only events"),
        (ids[0], ids[0], "same", "x", "against itself"),
        (ids[0], ids[1], "maybe", "x", "no verdict: same, different, unsure"),
        (ids[0], ids[1], "same", "   ", "needs the name"),
        (ids[0], ids[1], "same", "x" * 101, "needs the name"),
    ]:
        with pytest.raises(StoreError, match=reason):
            store.judge(a, b, verdict, by)
    with pytest.raises(StoreError, match="no judgement 7"):
        store.undo_judgement(7, "x")
    number = store.judge(ids[0], ids[1], "same", "x")
    store.undo_judgement(number, "x")
    with pytest.raises(StoreError, match="undone already"):
        store.undo_judgement(number, "x")
    assert len(store.judgements()) == 2


@pytest.mark.parametrize("change", ["UPDATE judgements SET verdict = 'same'", "DELETE FROM judgements"])
def test_what_was_judged_cannot_be_changed(store: Store, ids: list[str], change: str) -> None:
    store.judge(ids[0], ids[1], "different", "x")
    with pytest.raises(DBAPIError, match="append-only"), store._engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert held(store) == {frozenset(ids[:2]): "different"}
    assert store.check().problems == []


def test_it_survives_coding_again(store: Store, ids: list[str]) -> None:
    store.judge(ids[0], ids[1], "different", "x")
    told = report(text=TEXT)
    longer = claim(told, "event", "قصفت الطائرات الباب", EVENT | {"type": "shelling"}, id="new-0")
    second = claim(told, "event", "قصفت الباب مساء", EVENT | {"place": place("الباب")}, id="new-1")
    rival = claim(told, "event", "الباب مساء", EVENT | {"type": "destruction"}, id="new-2")
    store.add_claims("a", [longer, second, rival], "2")
    assert held(store) == {frozenset(("new-0", "new-1")): "different"}
    store.add_claims("a", [longer], "3")  # a coder that misses the second: nothing to hold apart
    assert store.edges() == []
    store.add_claims("a", three(told), "4")
    assert held(store) == {frozenset(ids[:2]): "different"}


def test_a_store_of_the_first_schema_gets_the_table(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    import marsad.store
    from marsad.store.opening import _engine, _url

    path = str(tmp_path / "old.db")
    config = Config()
    folder = Path(marsad.store.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    engine = _engine(_url(path))
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "marsad_0001")
    engine.dispose()
    with open_store(path) as store:
        told = report(text=TEXT)
        store.add(told, three(told), "1")
        first, second, _ = (c["id"] for c in three(told))
        assert store.judge(first, second, "same", "x") == 1
        assert store.check().problems == []


STEP = st.one_of(
    st.tuples(
        st.just("judge"),
        st.sampled_from([(0, 1), (1, 2), (2, 0)]),
        st.sampled_from(["same", "different", "unsure"]),
    ),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=6), STEP)
def test_undoing_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, before: list[Any], last: Any
) -> None:
    """Whatever was judged before, a step and its undoing leave what holds exactly as it was."""
    with open_store(tmp_path_factory.mktemp("undo") / "a.db") as store:
        told = report(text=TEXT)
        store.add(told, three(told), "1")
        names = [c["id"] for c in three(told)]
        for step in before:
            _take(store, names, step)
        holds, edges = {r.number for r in store.judgements() if r.in_force}, store.edges()
        if (number := _take(store, names, last)) is None:
            return
        store.undo_judgement(number, "x")
        assert store.edges() == edges
        after = {r.number for r in store.judgements() if r.in_force}
        assert holds <= after and len(after - holds) == 1  # the undoing itself


def _take(store: Store, names: list[str], step: Any) -> int | None:
    """Do a step; None where the store has nothing to undo there."""
    what, on, verdict = step
    if what == "judge":
        return store.judge(names[on[0]], names[on[1]], verdict, "x")
    records = [r for r in store.judgements() if r.in_force]
    return store.undo_judgement(records[on % len(records)].number, "x") if records else None


def test_killed_in_the_middle_no_half_judgement_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    told = report(text=TEXT)
    with open_store(path) as store:
        store.add(told, three(told), "1")
    a, b, _ = (c["id"] for c in three(told))
    program = (
        "import sys; from marsad.store import open_store\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    while True: print(store.judge(sys.argv[2], sys.argv[3], 'same', 'x'), flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path, a, b], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told_of = [int(process.stdout.readline()) for _ in range(5)]
        os.kill(process.pid, signal.SIGKILL)
    with open_store(path) as store:
        assert {r.number for r in store.judgements()} >= set(told_of)
        assert store.check().problems == []
