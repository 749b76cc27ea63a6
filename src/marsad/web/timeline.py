"""Time as a line: where bars and dots of an SVG stand. In Arabic it runs from right to left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marsad.web.strings import Words

__all__ = ["WIDTH", "timeline"]

WIDTH = 1000  # of the drawing, in its own units
_LEAST = 7  # days that a line shows at least, so that a single day is no sliver
_TICKS = 6


def timeline(
    spells: list[dict[str, Any]], shown: list[dict[str, Any]], dots: list[dict[str, Any]], words: Words
) -> Any:
    """Bars of `spells` (as `shown` says them) and `dots` with a `day`, or None where there is neither."""
    days = [day for s in spells for day in (s["start"] or s["end"], s["end"], s["said"]) if day]
    days += [dot["day"] for dot in dots]
    if not days:
        return None
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    last = max(last + timedelta(max(1, (last - first).days // 12)), first + timedelta(_LEAST))
    scale = _Scale(first, last, mirrored=words.direction == "rtl")
    bars = []
    for spell, view in zip(spells, shown, strict=True):
        start = date.fromisoformat(view["from"])
        end = date.fromisoformat(spell["end"]) + timedelta(1) if spell["end"] else last
        x, width = scale.span(start, end)
        bars.append(
            {"x": x, "width": width, "side": view["side"], "view": view, "open": spell["end"] is None}
        )
    return {
        "width": WIDTH,
        "bars": bars,
        "dots": [dot | {"x": scale.at(date.fromisoformat(dot["day"]))} for dot in dots],
        "ticks": [{"x": scale.at(day), "label": words.day(day.isoformat())} for day in _ticks(first, last)],
    }


class _Scale:
    """Days to units of the drawing."""

    def __init__(self, first: date, last: date, mirrored: bool) -> None:
        self.first, self.days, self.mirrored = first, (last - first).days, mirrored

    def at(self, day: date) -> float:
        x = WIDTH * (day - self.first).days / self.days
        return round(WIDTH - x if self.mirrored else x, 1)

    def span(self, start: date, end: date) -> tuple[float, float]:
        a, b = sorted((self.at(start), self.at(end)))
        return a, max(round(b - a, 1), 2)


def _ticks(first: date, last: date) -> list[date]:
    """A few days at even steps."""
    step = max(1, (last - first).days // _TICKS)
    return [first + timedelta(step * i) for i in range(1, (last - first).days // step)]
