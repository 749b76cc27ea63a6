"""Words that say that nobody came to harm: دون سقوط ضحايا. An event told with them has a toll of zero, not of none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from marsad.knowledge import read_yaml

__all__ = ["unhurt"]

_WORDS_BETWEEN = 7


@cache
def _pattern() -> re.Pattern[str]:
    data = read_yaml("words/joining.yaml")["unhurt"]
    deny, between = ("|".join(data[name]) for name in ("deny", "between"))
    harm = "|".join(word for words in data["harm"].values() for word in words)
    return re.compile(rf"\b(?:{deny})\s+(?:(?:{between})\s+){{0,{_WORDS_BETWEEN}}}(?P<harm>{harm})\b")


@cache
def _harm() -> dict[str, list[str]]:
    return dict(read_yaml("words/joining.yaml")["unhurt"]["harm"])


def unhurt(report: str, text: str) -> Iterator[dict[str, Any]]:
    """A count of zero for each outcome that a report denies, in the form of a casualty claim; `id` has to be given."""
    harm = _harm()
    for found in _pattern().finditer(text):
        for outcome in ("killed", "wounded"):
            if found["harm"] in harm[outcome] or found["harm"] in harm["any"]:
                yield {
                    "id": f"{report}:{found.start()}:{outcome}", "report": report, "kind": "casualties",
                    "outcome": outcome, "category": "unspecified", "affiliation": None, "min": 0, "max": 0,
                    "approx": False, "part_of": None, "place": None, "time": None, "sources": [],
                    "certainty": "asserted", "origin": ["unhurt"],
                    "evidence": [{"start": found.start(), "end": found.end(), "text": found[0]}],
                }  # fmt: skip
