"""Room 3, numbers: counts with their bounds (ما لا يقل عن 21: 21 and no upper bound).

A number's `rule` says what it is: `count.*` counts people or things; `measure.*` is an age, a distance, a year or the
like; `ordinal` is a rank or a day of a month. Words that set bounds belong to the mention's span where they stand
next to the number.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from marsad.coder.mentions import NumberMention
from marsad.coder.numerals import Numerals, Value, numerals
from marsad.coder.text import Document, fold
from marsad.coder.words import proclitic_cuts
from marsad.knowledge import read_yaml

_PASSABLE = {"ال", "ب", "ل", '"', "«", "“", "من"}
_OPENING = {"(", "[", "/"}
_AFTER_REACH = 6  # tokens between a number and a bound word behind its noun
_WIDE_REACH = 4
Phrases = dict[str, list[tuple[list[str], str]]]


class _Finder:
    """The bound words and measured nouns, and the pass over a document."""

    def __init__(self, data: dict[str, Any], numerals_: Numerals) -> None:
        self.numerals = numerals_
        self.cues = _phrases(data["cues"])
        self.after = _phrases(data["after"])
        self.measures = _phrases(data["measures"])
        self.labels = {fold(w): kind for kind, words in data["labels"].items() for w in words}
        self.wide = {fold(w) for w in data["wide"]}
        self.either, self.until, self.origin, self.rising, self.days, self.hours = (
            {fold(w) for w in data[key]} for key in ("either", "until", "from", "rising", "days", "hours")
        )
        self._starts: dict[str, int] = {}

    def find(self, doc: Document) -> list[NumberMention]:
        found: list[NumberMention] = []
        norms, starts = doc.norms, self._starts
        at = 0
        for i, norm in enumerate(norms):
            kind = starts.get(norm)
            if kind is None:
                kind = starts[norm] = self._start(norm)
            if kind == 0 or i < at:
                continue
            end = doc.sentences[doc.sentence_of[i]].last
            mention = (kind & 2 and self._bounded(norms, i, end)) or (kind & 1 and self._plain(norms, i, end))
            if mention:
                found.append(mention)
                at = mention.last
        return found

    def _start(self, norm: str) -> int:
        """1 if the word can begin a number, 2 if a bound, 3 if either."""
        return bool(self.numerals.read(norm)) + 2 * any(c.stem in self.cues for c in proclitic_cuts(norm))

    def _bounded(self, norms: list[str], i: int, end: int) -> NumberMention | None:
        """A number with a bound word before it, beginning at token `i`."""
        for cut in proclitic_cuts(norms[i]):
            for rest, bound in self.cues.get(cut.stem, ()):
                j = i + 1 + len(rest)
                if j >= end or norms[i + 1 : j] != rest:
                    continue
                reach = _WIDE_REACH if norms[j - 1] in self.wide or cut.stem in self.wide else 1
                mention = self._after_cue(norms, i, j, end, bound, reach)
                if mention:
                    return mention
        return None

    def _after_cue(
        self, norms: list[str], first: int, j: int, end: int, bound: str, reach: int
    ) -> NumberMention | None:
        for _ in range(reach):
            while j < end and norms[j] in _PASSABLE:
                j += 1
            if j >= end:
                return None
            if bound != "between" and clitics_of(norms[j])[0]:
                return None  # 12 قتيلا على الأقل وعشرات الجرحى: the bound is the number's before it
            mention = self._bounded(norms, j, end) or self._plain(norms, j, end)
            if mention or not norms[j].isalpha():
                break
            j += 1
        else:
            return None
        if mention is None or mention.ordinal:
            return None
        if bound == "between":
            return self._between(norms, first, mention, end)
        _bind(mention, bound)
        mention.first = first
        mention.rule += "+" + bound
        return mention

    def _between(self, norms: list[str], first: int, low: NumberMention, end: int) -> NumberMention | None:
        """`low` and the number joined to it by و or إلى are the bounds: بين 10 و15، بين أربعة إلى سبعة آلاف."""
        if low.rule == "count.range":
            low.first = first
            return low
        high = self._joined(norms, low.last, end)
        if high is None:
            low, high = self._parted(norms, low, end)
        if high is None or low.min is None or high.max is None or high.max < low.min:
            return None
        least = _scaled(low.min, high.max, high.last - high.first)
        return NumberMention(
            first, high.last, least, high.max, False, high.rule.replace("count.", "count.between.")
        )

    def _joined(self, norms: list[str], j: int, end: int) -> NumberMention | None:
        """The number that و joins at token `j`."""
        if j < end and norms[j] == "و":
            j += 1
        elif j >= end or not norms[j].startswith("و"):
            return None
        return self._plain(norms, j, end) if j < end else None

    def _parted(
        self, norms: list[str], low: NumberMention, end: int
    ) -> tuple[NumberMention, NumberMention | None]:
        """بين 176 ألفا و189 ألفا, which reads as one sum: both numbers, at the و that leaves one on each side."""
        for j in range(low.first + 1, low.last):
            if norms[j].startswith("و") and (one := self._plain(norms, low.first, j)) and one.last == j:
                return one, self._joined(norms, j, end)
        return low, None

    def _plain(self, norms: list[str], i: int, end: int) -> NumberMention | None:
        value = self.numerals.at(norms, i, end)
        if value is None:
            return None
        if value.kind == "ordinal":
            return NumberMention(i, value.last, value.least, value.most, False, "ordinal", ordinal=True)
        mention = NumberMention(i, value.last, value.least, value.most, value.approx, "count." + value.kind)
        self._range(norms, mention, value, end)
        self._measure(norms, mention, value, end)
        if mention.rule.startswith("count."):
            self._bound_behind(norms, mention, end)
        return mention

    def _range(self, norms: list[str], mention: NumberMention, value: Value, end: int) -> None:
        """Widen the mention over `10 أو 12`, `من 10 إلى 12`, `10-12`."""
        j = value.last
        if j + 1 >= end or value.most is None:
            return
        link = norms[j]
        high = None
        if link in self.either or link in self.until or link in ("-", "–"):
            high = self.numerals.at(norms, j + 1, end)
        if high is None or high.most is None or high.kind == "ordinal" or high.most <= value.most:
            return
        if link in self.until and any(
            w in self.rising for w in norms[max(0, mention.first - 7) : mention.first]
        ):
            return
        mention.min = _scaled(mention.min, high.most, high.last - j - 1)
        mention.last, mention.max = high.last, high.most
        mention.rule = "count.range"
        if mention.first and norms[mention.first - 1] in self.origin and link in self.until:
            mention.first -= 1

    def _measure(self, norms: list[str], mention: NumberMention, value: Value, end: int) -> None:
        """Mark the mention as a measure where the words around it say so; a percent sign joins the span."""
        first, j = mention.first, mention.last
        before = norms[first - 1] if first else ""
        kind = self._measured(norms, j, end)
        if kind:
            mention.rule = "measure." + kind[0]
            mention.last += kind[1] * (kind[0] == "percent")
            return
        label = (
            next((self.labels[c.stem] for c in proclitic_cuts(before) if c.stem in self.labels), None)
            if before
            else None
        )
        if value.kind == "decimal":
            mention.rule = "measure.decimal"
        elif label and norms[first].isdigit() or label in ("age", "year", "clock"):
            mention.rule = f"measure.{label}"
        elif before == "[" and j < end and norms[j] == "]":
            mention.rule = "measure.note"
        elif self._is_time_noun(before) and (
            self._has_article(norms[first]) or value.most == 1
        ):  # الأيام الثلاثة
            mention.rule = "measure.duration"

    def _measured(self, norms: list[str], j: int, end: int) -> tuple[str, int] | None:
        """What the noun at token `j` measures, and how many tokens it has; None for people and things."""
        if j >= end:
            return None
        cuts = [c.stem for c in proclitic_cuts(norms[j]) if not c.conj and not c.prep]
        for word in cuts or [norms[j]]:
            for rest, kind in self.measures.get(word, ()):
                if norms[j + 1 : j + 1 + len(rest)] == rest and not (
                    kind in ("clock", "duration") and self._opens_day(norms, j)
                ):
                    return kind, 1 + len(rest)
        return None

    def _opens_day(self, norms: list[str], j: int) -> bool:
        """أصيب 12 مساء الخميس، قتل خمسة يوم الأحد، سبعة الليلة: whether a day is told behind the number, no hours.

        A number without article measures nothing that has one.
        """
        after = norms[j + 1] if j + 1 < len(norms) else ""
        evening = norms[j] == "مساء" and after.startswith(("ال", "امس"))
        if evening or after in self.days and norms[j] in self.hours:
            return True
        return norms[j].startswith("ال") and not (j and self._has_article(norms[j - 1]))

    def _is_time_noun(self, norm: str) -> bool:
        return bool(norm) and any(
            kind == "duration"
            for c in proclitic_cuts(norm)
            if c.article
            for _, kind in self.measures.get(c.stem, ())
        )

    def _has_article(self, norm: str) -> bool:
        word = self.numerals.read(norm)
        return bool(word and word.cut.article)

    def _bound_behind(self, norms: list[str], mention: NumberMention, end: int) -> None:
        """Apply a bound that follows, at once or behind the counted noun (19 مدنيا على الأقل)."""
        for j in range(mention.last, min(end, mention.last + _AFTER_REACH)):
            norm = norms[j]
            for rest, bound in self.after.get(norm, ()):
                if norms[j + 1 : j + 1 + len(rest)] == rest:
                    _bind(mention, bound)
                    mention.rule += "+" + bound
                    if j == mention.last:
                        mention.last = j + 1 + len(rest)
                    return
            word = self.numerals.read(norm)
            if (word and word.kind != "ordinals") or norm in (":", "؛", "(", ")"):
                return


def _scaled(low: int | None, high: int | None, tokens: int) -> int | None:
    """The lower bound in the unit of the upper one of so many `tokens`, told once for both: أربعة إلى سبعة آلاف."""
    if low is None or high is None or tokens < 2:
        return low
    unit = next((u for u in (1_000_000, 1000) if high >= u and high % u == 0), 1)
    return low * unit if low < unit and low * unit < high else low


def _phrases(groups: dict[str, list[str]]) -> Phrases:
    """First word -> (the rest of the phrase, its group), longest first."""
    out: Phrases = {}
    for kind, phrases in groups.items():
        for first, *rest in ([fold(w) for w in str(p).split()] for p in phrases):
            out.setdefault(first, []).append((rest, kind))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[0]))
    return out


def _bind(mention: NumberMention, bound: str) -> None:
    """Set the bounds of `mention` by the codebook's table."""
    least, most = mention.min, mention.max
    if bound == "approx":
        mention.approx = True
    elif bound == "atleast":
        mention.max = None
    elif bound == "more":
        exact = most if most is not None or mention.approx else least  # أكثر من 20 على الأقل is still 21
        mention.min, mention.max = (exact + 1 if exact is not None else least), None
    elif bound == "atmost":
        mention.min, mention.max = None, most
    elif bound == "less" and most is not None:
        mention.min, mention.max = None, most - 1


@cache
def _finder() -> _Finder:
    return _Finder(read_yaml("words/numbers.yaml"), numerals())


def find_numbers(doc: Document) -> list[NumberMention]:
    """Every number of the document in order, with bounds; see the module for what `rule` says."""
    return _finder().find(doc)


def clitics_of(norm: str) -> tuple[str, str]:
    """(conjunction, preposition) glued to the first word of a number or of its bound: لنحو is ('', 'ل')."""
    finder = _finder()
    word = finder.numerals.read(norm)
    if word:
        return word.cut.conj, word.cut.prep
    return next(((c.conj, c.prep) for c in proclitic_cuts(norm) if c.stem in finder.cues), ("", ""))


def is_count(mention: NumberMention) -> bool:
    """Whether the number counts people or things: not an age, a distance, a year, a rank."""
    return mention.rule.startswith("count.")
