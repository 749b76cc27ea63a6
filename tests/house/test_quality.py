"""The gate: floors hold figures up, never let them down; quotes are compared with the text."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

QUALITY = Path(__file__).resolve().parents[2] / "quality"
ROW = {"p": 0.5, "r": 0.7, "f1": 0.6, "gold": 10, "got": 14}


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(QUALITY)
    return importlib.import_module("gate")


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(QUALITY)
    return importlib.import_module("errors")


def floors(event: float, rate: float | None = None) -> dict[str, object]:
    return {"f1": {"dev": {"event": event}}, "claims_per_100_other_reports": rate}


def test_a_figure_under_its_floor_is_named(gate: ModuleType) -> None:
    assert gate.fallen(floors(0.6), {"dev": {"event": ROW}}, 3.0) == []
    (said,) = gate.fallen(floors(0.61), {"dev": {"event": ROW}}, 3.0)
    assert said == "dev event: F1 0.600 is under its floor of 0.610"
    assert "more than the 2.0 allowed" in gate.fallen(floors(0.0, 2.0), {"dev": {"event": ROW}}, 3.0)[0]


def test_a_line_that_is_gone_has_fallen(gate: ModuleType) -> None:
    assert gate.fallen(floors(0.1), {"dev": {}}, 0.0)


def test_floors_only_rise(gate: ModuleType) -> None:
    assert gate.raised(floors(0.9, 1.0), {"dev": {"event": ROW}}, 3.0)["f1"]["dev"]["event"] == 0.9
    up = gate.raised(floors(0.1, 9.0), {"dev": {"event": ROW}}, 3.0)
    assert up["f1"]["dev"]["event"] == pytest.approx(0.595)
    assert 3.0 < up["claims_per_100_other_reports"] < 9.0


def test_the_table_has_a_line_for_each_figure(gate: ModuleType) -> None:
    table = gate.table({"seed": {"event": ROW}, "dev": {"event": ROW, "control": ROW}})
    assert [line.split()[0] for line in table.splitlines()[1:]] == ["event", "control"]


def test_committed_floors_are_sound() -> None:
    committed = json.loads((QUALITY / "floors.json").read_text())
    values = [floor for lines in committed["f1"].values() for floor in lines.values()]
    assert all(0 <= value <= 1 for value in values)


def test_quotes_unlike_the_text_are_found(gate: ModuleType) -> None:
    coded = sys.modules["coded"]
    reports = [{"id": "1", "text": "قصف الحي"}]
    good = {"report": "1", "evidence": [{"start": 0, "end": 3, "text": "قصف"}]}
    bad = {"report": "1", "evidence": [{"start": 1, "end": 4, "text": "قصف"}]}
    assert coded.misquoted(reports, [good, bad]) == [bad]


def test_errors_are_gathered_by_class_and_shown_in_context(errors: ModuleType) -> None:
    misses = "r1\tmissed\tevent\tshelling\tقصف\nr2\tmissed\tevent\tshelling\tقصف\n"
    misses += "r1\tslots\tevent\triot\tشغب\tplace time"
    found = errors.classes(misses)
    assert found["missed", "event", "shelling", ""] == [("r1", "قصف"), ("r2", "قصف")]
    assert found["slots", "event", "riot", "place time"] == [("r1", "شغب")]
    assert errors.context("أمس قصف الحي", "قصف") == "…أمس ⟦قصف⟧ الحي…"
