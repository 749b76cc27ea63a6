"""The words of the pages in the reader's language, and how the vocabulary's labels are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.knowledge import vocabulary

LANGUAGES = ("ar", "en")
DEFAULT = "ar"


@cache
def strings() -> dict[str, dict[str, str]]:
    """Every string of the pages by its key, in each of LANGUAGES."""
    text = files(__package__).joinpath("strings.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = yaml.safe_load(text)
    return data


@dataclass(frozen=True, slots=True)
class Words:
    """The pages' words in one language."""

    language: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def other(self) -> str:
        """The language that a reader can switch to."""
        return next(name for name in LANGUAGES if name != self.language)

    @property
    def comma(self) -> str:
        return "،" if self.language == "ar" else ","

    @property
    def arrow(self) -> str:
        """From who acts to whom, in the direction of reading."""
        return "←" if self.language == "ar" else "→"

    def __call__(self, key: str, **values: object) -> str:
        """The string `key` with `values` filled in; KeyError where there is none."""
        return strings()[key][self.language].format(**values)

    def label(self, group: str, term: str | None) -> str:
        """The vocabulary's label of `term`, or the term itself where the vocabulary has none."""
        entry: dict[str, Any] = vocabulary().get(group, {}).get(term, {})
        return str(entry.get(self.language) or term or "")

    def definition(self, group: str, term: str | None) -> str:
        """What `term` means, in a sentence, or nothing."""
        entry: dict[str, Any] = vocabulary().get(group, {}).get(term, {})
        return str(entry.get("definition", {}).get(self.language, ""))

    def outcome(self, term: str) -> str:
        """People of an outcome, in the plural: killed, wounded."""
        return self(term) if term in strings() else self.label("outcomes", term)

    def number(self, value: int) -> str:
        return f"{value:,}"

    def day(self, iso: str) -> str:
        """An ISO date in words; what is no date comes back as it is."""
        parts = iso.split("-")
        if len(parts) != 3 or not all(p.isdigit() for p in parts) or not 1 <= int(parts[1]) <= 12:
            return iso
        return f"{int(parts[2])} {self(f'month_{int(parts[1])}')} {parts[0]}"

    def period(self, time: dict[str, str]) -> str:
        """A codebook time in words: a day, or the first and last day."""
        first, last = time["start"], time["end"]
        return self.day(first) if first == last else self("period", a=self.day(first), b=self.day(last))

    def how_many(self, low: int | None, high: int | None, approx: bool) -> str:
        """Bounds in words, adding none that the report doesn't give."""
        rough = "_about" if approx else ""
        if low is None and high is None:
            return self("number_not_given")
        if low is None or high is None:
            value = high if low is None else low
            assert value is not None
            return self(("at_most" if low is None else "at_least") + rough, n=self.number(value))
        if low == high:
            return self("about" if approx else "exactly", n=self.number(low))
        return self("between" + rough, a=self.number(low), b=self.number(high))

    def bounds(self, low: int | None, high: int | None, open_above: bool) -> str:
        """The bounds of a toll that several voices give, and whether more is not excluded."""
        if open_above and low == high:
            return self.how_many(low, None, False)
        text = self.how_many(low, high, False)
        return self("or_more", n=text) if open_above and high is not None else text
