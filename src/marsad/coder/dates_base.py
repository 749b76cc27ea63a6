"""Room 3, time: what the date rules share: the document, the base day, and the small parts of a date."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import NamedTuple

from marsad.coder import timespans as ts
from marsad.coder.datewords import TimeWords
from marsad.coder.mentions import NumberMention
from marsad.coder.numerals import numerals
from marsad.coder.text import Document
from marsad.coder.timespans import Span

DASHES = {"/", "-", "–", "ـ", "\\"}


class Found(NamedTuple):
    """A time phrase that ends before token `last`; no span where it says nothing definite."""

    last: int
    span: Span | None
    rule: str


class DateRules(ABC):
    """The date grammar over one document; `base` is the report's own day. Rules are methods `_at_<kind>`."""

    anchor: tuple[int, Span | None] | None = None  # the sentence and span of the date found last

    def __init__(
        self, doc: Document, words: TimeWords, numbers: list[NumberMention], base: date | None
    ) -> None:
        self.doc, self.words, self.norms = doc, words, doc.norms
        self.numbers = {m.first: m for m in numbers}
        self.end = len(self.norms)
        self.base = base

    @abstractmethod
    def moment(self, i: int) -> Found | None:
        """A date or named period at token `i`, without prefixes."""

    def _matches(self, i: int, rest: tuple[str, ...]) -> bool:
        return tuple(self.norms[i + 1 : i + 1 + len(rest)]) == rest

    def _kind(self, i: int, kind: str) -> int | None:
        """The value of the single word at `i` as a `kind`, or None."""
        if i >= self.end:
            return None
        return next(
            (int(v) for _, (rest, k, v) in self.words.of(self.norms[i]) if k == kind and not rest), None
        )

    def _at_kind(self, i: int, kind: str) -> tuple[int, int] | None:
        for _, (rest, k, value) in self.words.of(self.norms[i]) if i < self.end else ():
            if k == kind and (not rest or self._matches(i, rest)):
                return i + 1 + len(rest), int(value)
        return None

    def _unit(self, i: int) -> str | None:
        if not 0 <= i < self.end:
            return None
        return next(
            (str(v) for _, (rest, k, v) in self.words.of(self.norms[i]) if k == "unit" and not rest), None
        )

    def _number_at(self, i: int) -> tuple[int | None, int]:
        """(the number at token `i` or None, the token after it); the article written apart is passed over."""
        if i < self.end and self.norms[i] == "ال":
            i += 1
        mention = self.numbers.get(i)
        if mention is None or mention.ordinal or mention.min is None:
            return None, i
        return mention.max or mention.min, mention.last

    def _is_ordinal(self, i: int) -> bool:
        word = numerals().read(self.norms[i])
        return bool(word and word.kind in ("ordinals", "units", "ten", "tens"))

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """(end, day) of a day of the month at `i`, in digits or as an ordinal."""
        if i >= self.end:
            return None
        norm = self.norms[i]
        if norm.isdigit():
            return (i + 1, int(norm)) if len(norm) <= 2 and 1 <= int(norm) <= 31 else None
        value = numerals().at(self.norms, i, self.end) if self._is_ordinal(i) else None
        if value is None or value.least is None or not 1 <= value.least <= 31:
            return None
        return value.last, value.least

    def _year(self, i: int) -> int | None:
        norm = self.norms[i]
        return int(norm) if len(norm) == 4 and norm.isdigit() and 1900 <= int(norm) <= 2100 else None

    def _month_name(self, i: int) -> tuple[int, int, str] | None:
        if i >= self.end:
            return None
        for clitics, (rest, kind, value) in self.words.of(self.norms[i]):
            if kind == "months" and (not rest or self._matches(i, rest)):
                return i + 1 + len(rest), int(value), clitics
        return None

    def _month(self, i: int) -> tuple[int, int, int | None, str] | None:
        """(end, month, year or None, past/present/next) of a month's name with its second name and year at `i`."""
        named = self._month_name(i)
        if named is None:
            return None
        j, month, _ = named
        k = j + 1 if j < self.end and self.norms[j] in ("/", "(", "-", "\\") else j
        double = self._month_name(k) if k < self.end else None
        if double and double[1] == month:
            j = double[0] + (
                self.norms[k - 1] == "(" and double[0] < self.end and self.norms[double[0]] == ")"
            )
        year_at = j
        while (
            year_at < self.end
            and year_at < j + 2
            and (
                self.norms[year_at] in ("،", ",", "من", "/")
                or self.norms[year_at] in self.words.sets["year_words"]
            )
        ):
            year_at += 1
        if year_at < self.end and (year := self._year(year_at)):
            year_at += 1
            return (
                year_at + (year_at < self.end and self.norms[year_at] in self.words.sets["year_mark"]),
                month,
                year,
                "",
            )
        which = self.words.modifiers.get(self.norms[j], "") if j < self.end else ""
        relative_year = self._of_year(j + (self.norms[j] == "من")) if not which and j < self.end else None
        if relative_year:
            return relative_year[0], month, relative_year[1], ""
        return j + bool(which), month, None, which

    def _of_year(self, i: int) -> tuple[int, int] | None:
        """(end, year) of العام الماضي at `i`, behind a month's name."""
        if (
            self.base is None
            or i + 1 >= self.end
            or self._unit(i) != "year"
            or not self.norms[i].startswith("ال")
        ):
            return None
        which = self.words.modifiers.get(self.norms[i + 1])
        return (i + 2, ts.named_unit(self.base, "year", which)[0].year) if which else None

    def _lasted(self, i: int, last: int, unit: str, dual: bool) -> Found | None:
        """بعد ثلاثة أيام من القتال، محادثات استمرت خمسة أيام: so many days that end with the day told last, or today.

        The unit stands at token `i`, what follows it at `last`.
        """
        if self.base is None:
            return None
        behind = self.norms[last : last + 2]
        goes_on = len(behind) == 2 and behind[0] == "من" and behind[1] in self.words.sets["lasting"]
        counted = (
            None if dual else next((m for m in self.numbers.values() if m.last == i and not m.ordinal), None)
        )
        first = counted.first if counted else i
        if not goes_on and not (first and self.norms[first - 1] in self.words.sets["lasted"]):
            return None
        plural = self.norms[i] in self.words.sets["plural_units"]
        count = 2 if dual else (counted.max or 0) if counted else int(not plural)
        single = unit == "day" and count == 1  # بعد يوم من المعارك is the day after
        if (
            not count
            or single
            or unit in ("month", "year")
            and not goes_on
            or not ts.within_reach(unit, count)
        ):
            return None
        return Found(last, ts.since(self._told_day(i), unit, count), "date.since")

    def _told_day(self, i: int) -> date:
        """The day that the sentence of token `i` told last, within a week of the report's own; else that."""
        assert self.base
        named = self.anchor[1] if self.anchor and self.anchor[0] == self.doc.sentence_of[i] else None
        near = named is not None and named[0] == named[1] and 0 <= (self.base - named[1]).days <= 7
        return named[1] if named is not None and near else self.base

    def _count_of_unit(self, i: int) -> tuple[int, str, int] | None:
        """(end, unit, count) of ثلاثة أيام، يومين، أسبوع; 0 for أيام alone and ages; نحو is passed over."""
        for j in range(i, min(i + 4, self.end)):
            mention = self.numbers.get(j)
            if mention and (unit := self._unit(mention.last)):
                vague = mention.max is None and mention.approx
                count = 0 if vague else mention.max or (mention.min or 1) - ("more" in mention.rule)
                return mention.last + 1, unit, count if ts.within_reach(unit, count) else 0
            for clitics, (rest, kind, unit_) in self.words.of(self.norms[j]):
                if rest or kind not in ("unit", "dual") or (clitics and j == i):
                    continue
                if kind == "dual":
                    return self._past_adjective(j + 1), unit_, 2
                if (
                    ("ال" in clitics and j == i)
                    or j + 1 < self.end
                    and (self._year(j + 1) or self.norms[j + 1] in self.words.modifiers)
                ):
                    return None
                behind = self._past_adjective(j + 1)
                if (
                    unit_ == "day"
                    and self._kind(j + 1, "weekdays") is not None
                    or (behind == j + 1 and self._day_number(j + 1))
                ):
                    return None
                plural = self.norms[j] in self.words.sets["plural_units"]
                return behind, unit_, 0 if plural else 1
            if self.norms[j] not in self.words.sets["roughly"]:
                return None
        return None

    def _past_adjective(self, j: int) -> int:
        """The token after واحد or فقط that may follow a unit."""
        return j + (j < self.end and self.norms[j] in ("واحد", "واحده", "تقريبا"))
