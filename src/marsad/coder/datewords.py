"""Room 3, time: the lexicon of time words, compiled from `knowledge/words/dates.yaml`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from marsad.coder.text import fold
from marsad.coder.words import proclitic_cuts
from marsad.knowledge import read_yaml

Entry = tuple[tuple[str, ...], str, Any]  # the rest of the phrase, what it is, its value
_SETS = (
    "ambiguous_months", "not_today_after", "not_today_before", "pairs", "day_parts", "past", "present", "next", "this",
    "plural_units", "year_pairs", "since", "ago", "within", "roughly", "from", "until", "beginnings", "year_words",
    "year_before", "year_mark", "hijri_mark", "naming", "lasting", "lasted", "awaited", "superlatives", "throughout",
)  # fmt: skip


class TimeWords:
    """Time words by their first folded word; `at` finds the longest phrase of a kind at a token."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.sets = {name: frozenset(fold(w) for w in data[name]) for name in _SETS}
        self.modifiers = {w: which for which in ("past", "present", "next") for w in self.sets[which]}
        self._entries: dict[str, list[Entry]] = {}
        self.of = lru_cache(maxsize=1 << 14)(self._of)  # asked of every word of a report
        for kind in ("months", "hijri", "weekdays", "relative", "beside"):
            for value, words in data[kind].items():
                self._add(words, kind, value)
        for kind, short in (("units", False), ("dual_units", True)):
            for unit, words in data[kind].items():
                self._add(words, "dual" if short else "unit", unit)
        for span in data["spans"]:
            self._add(span["words"], "span", (span["from"], span["to"]))
        for months, words in data["seasons"].items():
            self._add(words, "season", tuple(int(m) for m in months.split("-")))
        for kind in ("early", "middle", "late", "first_half", "second_half"):
            self._add(data[kind], "part", kind)
        for kind in ("day_words", "night_words", "midnight_words"):
            self._add(data[kind], "lead", kind)
        self._add(data["running_days"], "running", None)
        for kind in ("since", "ago", "after", "within", "from", "this", "year_words", "year_pairs"):
            self._add(data[kind], kind, None)
        for entries in self._entries.values():
            entries.sort(key=lambda e: -len(e[0]))

    def _add(self, words: list[str], kind: str, value: Any) -> None:
        for first, *rest in (fold(w).split() for w in words):
            self._entries.setdefault(first, []).append((tuple(rest), kind, value))

    def _of(self, norm: str) -> tuple[tuple[str, Entry], ...]:
        """(proclitics with the article, phrase) for all time phrases that the word can begin."""
        found: list[tuple[str, Entry]] = []
        for cut in proclitic_cuts(norm) if len(norm) > 1 else ():
            if cut.prep != "ك":
                clitics = cut.conj + cut.prep + "ال" * cut.article
                found += [(clitics, e) for e in self._entries.get(cut.stem, ())]
        return tuple(found)

    def is_in(self, name: str, norm: str) -> bool:
        """Whether the word, with or without its proclitics, is in the set `name`."""
        words = self.sets[name]
        return norm in words or (len(norm) > 2 and any(c.stem in words for c in proclitic_cuts(norm)))


@cache
def time_words() -> TimeWords:
    """The compiled lexicon of time words."""
    return TimeWords(read_yaml("words/dates.yaml"))
