"""The chart of an incident's tolls: every voice's figure as a range on one scale, and what is known of it all."""

from __future__ import annotations

from typing import Any

from marsad.incidents.sides import usual_name
from marsad.knowledge import vocabulary
from marsad.web.strings import Words

__all__ = ["chart"]

WIDTH = 1000  # of a row's drawing, in its own units
_ROOM = 0.92  # of the width; the rest is for ranges without an upper bound

Data = dict[str, Any]


def chart(incident: Data, words: Words) -> list[Data]:
    """For each outcome that somebody gives figures for: what is known of the total, then each voice's figure.

    A row has its words, and where its range stands: `x`, `width`, whether it is `open` above, and the stem `from`
    `zero`. Every outcome has its own scale, which in Arabic runs from right to left.
    """
    made = []
    for outcome in vocabulary()["outcomes"]:
        told = [
            (toll, voice)
            for toll in incident["tolls"]
            if toll["outcome"] == outcome
            for voice in toll["voices"]
        ]
        figures = [n for _, voice in told for n in (voice["min"], voice["max"]) if n is not None]
        if not figures:
            continue
        scale = _Scale(max(figures) or 1, mirrored=words.direction == "rtl")
        told.sort(key=lambda pair: (pair[1]["published"] or "", pair[1]["report"], pair[1]["claim"]))
        rows = [_voice(toll, voice, scale, words) for toll, voice in told]
        known = incident[outcome]
        whole = (
            [_whole(known, scale, words)] if known and (known["low"], known["high"]) != (None, None) else []
        )
        made.append({"label": words.outcome(outcome), "width": WIDTH, "rows": [*whole, *rows]})
    return made


def _whole(known: Data, scale: _Scale, words: Words) -> Data:
    """The row of what all voices together give as the total."""
    return {
        "whole": True,
        "text": words.bounds(known["low"], known["high"], known["open"]),
        "best": scale.dot(known["best"]),
        **scale.bar(known["low"], None if known["open"] else known["high"]),
    }


def _voice(toll: Data, voice: Data, scale: _Scale, words: Words) -> Data:
    """The row of one voice's figure."""
    whose = (
        usual_name(toll["affiliation"], toll["affiliation"], words.language) if toll["affiliation"] else ""
    )
    people = words.label("categories", toll["category"]) if toll["category"] != "unspecified" else ""
    return {
        "whole": False,
        "who": voice["sources"][0] if voice["sources"] else voice["outlet"] or voice["report"],
        "outlet": voice["outlet"] or voice["report"],
        "when": words.day(voice["published"]) if voice["published"] else words("unknown_date"),
        "people": people,
        "whose": whose,
        "text": words.how_many(voice["min"], voice["max"], voice["approx"]),
        "report": voice["report"],
        "claim": voice["claim"],
        "quote": voice["quote"],
        "part": not voice["total"],
        "reprint": bool(voice["reprint_of"]),
        "unsure": words.label("certainties", voice["certainty"]) if voice["certainty"] != "asserted" else "",
        "best": None,
        **scale.bar(voice["min"], voice["max"]),
    }


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
