"""The chart of an incident's tolls: every voice's figure as a range on one scale, and what is known of it all."""

from __future__ import annotations

from typing import Any

from marsad.knowledge import vocabulary
from marsad.web.strings import Words

__all__ = ["chart"]

WIDTH = 1000  # of a row's drawing, in its own units
_ROOM = 0.92  # of the width; the rest is for ranges without an upper bound

Data = dict[str, Any]


def chart(tolls: list[Data], words: Words) -> list[Data]:
    """For each outcome that somebody gives figures for: what is known of the total, and each voice's figure.

    A row has its words, and where its range stands: `x`, `width`, whether it is `open` above, and the stem `from`
    `zero`. Every outcome has its own scale, which in Arabic runs from right to left.
    """
    made = []
    for outcome in vocabulary()["outcomes"]:
        told = [toll for toll in tolls if toll["outcome"] == outcome]
        figures = [v for toll in told for v in toll["voices"] if (v["min"], v["max"]) != (None, None)]
        if not figures:
            continue
        top = max(n for v in figures for n in (v["min"], v["max"]) if n is not None) or 1
        scale = _Scale(top, mirrored=words.direction == "rtl")
        rows = [row for toll in told for row in _rows(toll, scale, words)]
        made.append(
            {
                "label": words.outcome(outcome),
                "outcome": outcome,
                "width": WIDTH,
                "rows": rows,
                "top": words.number(top),
            }
        )
    return made


def _rows(toll: Data, scale: _Scale, words: Words) -> list[Data]:
    """The row of the toll as a whole where it has bounds, then one a voice."""
    who = words.label("categories", toll["category"]) if toll["category"] else words("in_all")
    rows = []
    if (toll["low"], toll["high"]) != (None, None):
        text = words.bounds(toll["low"], toll["high"], toll["open"])
        rows.append(
            {
                "whole": True,
                "who": who,
                "text": text,
                "best": scale.dot(toll["best"]),
                **scale.bar(toll["low"], None if toll["open"] else toll["high"]),
            }
        )
    for voice in sorted(toll["voices"], key=lambda v: (v["published"] or "", v["report"], v["claim"])):
        text = words.how_many(voice["min"], voice["max"], voice["approx"])
        rows.append(
            {
                "whole": False,
                "who": voice["sources"][0] if voice["sources"] else voice["outlet"] or voice["report"],
                "when": words.day(voice["published"]) if voice["published"] else words("unknown_date"),
                "people": who,
                "text": text,
                "report": voice["report"],
                "claim": voice["claim"],
                "quote": voice["quote"],
                "part": bool(voice["part_of"]),
                "reprint": bool(voice["reprint_of"]),
                "unsure": words.label("certainties", voice["certainty"])
                if voice["certainty"] != "asserted"
                else "",
                "best": None,
                **scale.bar(voice["min"], voice["max"]),
            }
        )
    return rows


class _Scale:
    """Numbers of people to units of the drawing."""

    def __init__(self, top: int, mirrored: bool) -> None:
        self.top, self.mirrored = top, mirrored

    def _at(self, number: float) -> float:
        x = WIDTH * _ROOM * number / self.top
        return round(WIDTH - x if self.mirrored else x, 1)

    def dot(self, number: int | None) -> float | None:
        """Where a number stands."""
        return None if number is None else self._at(number)

    def bar(self, low: int | None, high: int | None) -> Data:
        """Where a range stands; without bounds it has no width."""
        if low is None and high is None:
            return {"x": 0, "width": 0, "open": False, "zero": 0, "from": 0}
        edge = 0 if self.mirrored else WIDTH
        ends = [self._at(low or 0), edge if high is None else self._at(high)]
        width = max(round(abs(ends[1] - ends[0]), 1), 8)
        where = {"x": min(*ends, WIDTH - width), "width": width, "open": high is None}
        return where | {"zero": self._at(0), "from": ends[0]}
