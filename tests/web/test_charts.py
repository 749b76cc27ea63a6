"""Where bars stand: time and tolls on a line, mirrored where one reads from right to left."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from marsad.web.strings import Words
from marsad.web.timeline import WIDTH, timeline
from marsad.web.tolls import chart

SPELLS = [
    {"start": None, "end": "2014-01-07", "said": "2014-01-08"},
    {"start": "2014-01-08", "end": "2014-03-01", "said": "2014-02-01"},
    {"start": "2014-03-02", "end": None, "said": "2014-03-02"},
]


def drawn(language: str) -> Any:
    shown = [{"from": s["start"] or s["end"], "side": n} for n, s in enumerate(SPELLS)]
    dots = [{"day": "2014-01-20", "url": "/", "label": "x"}]
    return timeline(SPELLS, shown, dots, Words(language))


def test_bars_follow_one_another_to_the_end_of_the_line() -> None:
    bars = drawn("en")["bars"]
    for left, right in pairwise(bars):
        assert left["x"] + left["width"] == pytest.approx(right["x"], abs=2)
    assert bars[0]["x"] == 0 and bars[-1]["x"] + bars[-1]["width"] == pytest.approx(WIDTH, abs=0.2)
    assert [bar["open"] for bar in bars] == [False, False, True]


def test_in_arabic_time_runs_from_right_to_left() -> None:
    english, arabic = drawn("en"), drawn("ar")
    for left, right in zip(english["bars"], arabic["bars"], strict=True):
        assert left["x"] + left["width"] == pytest.approx(WIDTH - right["x"], abs=2)
    assert english["dots"][0]["x"] + arabic["dots"][0]["x"] == pytest.approx(WIDTH)
    assert "يناير" in arabic["ticks"][0]["label"]


def test_a_single_day_is_no_sliver_and_no_day_no_line() -> None:
    (bar,) = timeline(
        [{"start": "2014-01-08", "end": None, "said": "2014-01-08"}],
        [{"from": "2014-01-08", "side": 0}],
        [],
        Words("en"),
    )["bars"]
    assert bar["width"] > WIDTH / 2
    assert timeline([], [], [], Words("en")) is None


def voice(low: int | None, high: int | None, **given: Any) -> dict[str, Any]:
    return {
        "claim": f"{low}-{high}", "report": "r", "outlet": "o", "sources": [], "published": "2014-01-08",
        "min": low, "max": high, "approx": False, "part_of": None, "certainty": "asserted", "quote": "q",
        "total": True, "reprint_of": None,
    } | given  # fmt: skip


def incident(*voices: dict[str, Any]) -> dict[str, Any]:
    toll = {"outcome": "killed", "category": "civilian", "affiliation": None, "voices": voices}
    known = {"low": 10, "best": 12, "high": 20, "open": True}
    none = dict.fromkeys(("wounded", "captured", "missing", "displaced"))
    return {"tolls": [toll], "killed": known, **none}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_ranges_stand_on_one_scale(language: str) -> None:
    told = incident(voice(10, 10), voice(None, 20), voice(12, None), voice(None, None))
    (drawing,) = chart(told, Words(language))
    rows = {row.get("claim", "whole"): row for row in drawing["rows"]}
    whole, exact, at_most, at_least = (rows[name] for name in ("whole", "10-10", "None-20", "12-None"))
    none = rows["None-None"]
    assert whole["whole"] and whole["open"] and whole["best"] is not None
    assert exact["width"] < at_most["width"] and at_least["open"] and none["width"] == 0
    for row in (whole, exact, at_most, at_least):
        assert row["x"] >= 0 and row["x"] + row["width"] <= WIDTH
    edge = whole["x"] if language == "ar" else whole["x"] + whole["width"]
    assert edge == pytest.approx(0 if language == "ar" else WIDTH, abs=0.2)


def test_an_outcome_without_figures_has_no_chart() -> None:
    assert chart(incident(voice(None, None)), Words("en")) == []
