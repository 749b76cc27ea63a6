"""The hard cases of `bench/cases/`: well formed, enough of them, and as many right as were."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"
FLOORS = {"places.tsv": 0.95, "actors.tsv": 0.95}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cases", BENCH / "cases.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_and_each_once(bench: ModuleType) -> None:
    rows = [c for name in FLOORS for c in bench.cases(name)]
    assert len(rows) >= 400
    twice = [k for k, n in Counter((c["text"], c["name"]) for c in rows).items() if n > 1]
    assert not twice
    assert all(c["class"] and c["text"].endswith(".") and None not in c.values() for c in rows)
    assert all(not c["name"] or c["name"] in c["text"] for c in rows)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_as_many_are_right_as_were(bench: ModuleType, name: str) -> None:
    judge = {"places.tsv": bench.place_is_right, "actors.tsv": bench.actor_is_right}[name]
    rows = list(bench.cases(name))
    wrong = [(c["text"], told) for c in rows if (told := judge(c)) is not None]
    assert len(wrong) <= (1 - FLOORS[name]) * len(rows), wrong
