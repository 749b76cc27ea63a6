"""Room 3, time: dates and periods resolved against the report's own date.

A mention's `rule` names the phrase's form: date.day, date.month, date.year, date.weekday, date.relative, date.since,
date.ago, date.last, date.unit, date.part, date.season, date.hijri, date.range. Without the report's date only absolute
dates are found.
"""

from __future__ import annotations

from datetime import date, timedelta

from marsad.coder import timespans as ts
from marsad.coder.clauses import verb_of
from marsad.coder.dates_base import DASHES, Found
from marsad.coder.dates_periods import PeriodRules
from marsad.coder.datewords import TimeWords, time_words
from marsad.coder.mentions import DateMention, NumberMention
from marsad.coder.numbers import find_numbers
from marsad.coder.numerals import numerals
from marsad.coder.text import Document


def find_dates(doc: Document, numbers: list[NumberMention] | None = None) -> list[DateMention]:
    """Every date and period of the document in order; give `numbers` if they are known already."""
    words, read = time_words(), numerals().read

    def counts(norm: str) -> bool:
        """Whether a day or a count of days can begin with the word: الخامس, الـ 24 ساعة."""
        return norm == "ال" or read(norm) is not None

    parser: _Parser | None = None
    found: list[DateMention] = []
    at = 0
    for i, norm in enumerate(doc.norms):
        if i < at or not (words.of(norm) or norm[0].isdigit() or (norm[0] == "ا" and counts(norm))):
            continue
        if parser is None:
            base = _published(doc)
            own = _own_day(doc, words, base) if base else None
            parser = _Parser(doc, words, find_numbers(doc) if numbers is None else numbers, own)
        hit = parser.phrase(i)
        if hit is None:
            continue
        at = hit.last
        parser.anchor = (doc.sentence_of[i], hit.span)
        start, end = (d.isoformat() for d in hit.span) if hit.span else (None, None)
        found.append(DateMention(i, hit.last, start, end, hit.rule))
    return _without_old_durations(doc, words, found)


def _without_old_durations(doc: Document, words: TimeWords, found: list[DateMention]) -> list[DateMention]:
    """`found` without how long something went on that its sentence dates earlier: استمر ثمانية أيام ... في نوفمبر."""
    lasting = [d for d in found if goes_on(doc.norms, d, words)]
    if not lasting:
        return found
    old = set()
    for duration in lasting:
        sentence = doc.sentence_of[duration.first]
        beside = (d for d in found if doc.sentence_of[d.first] == sentence and d is not duration and d.end)
        if any((d.end or "") < (duration.start or "") for d in beside):
            old.add(id(duration))
    return [d for d in found if id(d) not in old]


def goes_on(norms: list[str], date: DateMention, words: TimeWords) -> bool:
    """Whether the phrase only says for how long: أيام of ثلاثة أيام من القتال، خلال أسبوع."""
    if date.rule != "date.since":
        return False
    norm = norms[date.first]
    return norm in words.sets["throughout"] or any(
        e[1] in ("unit", "dual") for c, e in words.of(norm) if "ال" not in c
    )


def report_day(doc: Document) -> str | None:
    """The day that the report itself calls today, as an ISO date; the day of publication where it does not say."""
    base = _published(doc)
    return _own_day(doc, time_words(), base).isoformat() if base else None


def _published(doc: Document) -> date | None:
    try:
        return date.fromisoformat(doc.published[:10]) if doc.published else None
    except ValueError:
        return None


def _own_day(doc: Document, words: TimeWords, base: date) -> date:
    """The report's day: reports written a day or two before they are published say so (اليوم الخميس، أمس الأربعاء)."""
    norms = doc.norms
    for i in range(len(norms) - 1):
        first = words.of(norms[i])
        if not first:
            continue
        offset = next((v for _, (rest, kind, v) in first if kind == "relative" and not rest and v <= 0), None)
        number = next((v for _, (_, kind, v) in words.of(norms[i + 1]) if kind == "weekdays"), None)
        if offset is None or number is None or norms[i + 1].startswith("و"):
            continue
        late = (base.weekday() + offset - number) % 7
        return base - timedelta(days=late) if late <= 2 else base
    return base


_FUTURE = 10  # tokens from a verb of the future to within what time it will be


class _Parser(PeriodRules):
    """The whole grammar: phrases with a word before the date (منذ، قبل، خلال، من … إلى), then the date itself."""

    def phrase(self, i: int) -> Found | None:
        """The time phrase that begins at token `i`, prefixes such as منذ and بين included."""
        self.end = self.doc.sentences[self.doc.sentence_of[i]].last
        if self.norms[i][0].isdigit():
            return self.moment(i)
        for _, (rest, kind, value) in self.words.of(self.norms[i]):
            if rest and not self._matches(i, rest):
                continue
            found = None
            if kind == "since":
                found = self._since(i + 1)
            elif kind == "ago":
                found = self._ago(i + 1)
            elif kind == "after":
                found = self._after(i + 1)
            elif kind == "beside" and (told := self._told(i)) and not self.moment(i + 1):
                found = Found(i + 1, ts.day(told, value), "date.relative")
            elif kind == "within":
                found = self._within(i + 1)
            elif kind == "from":
                found = self._from(i + 1)
            if found:
                return found
        return self.moment(i)

    def moment(self, i: int) -> Found | None:
        """A date or named period at token `i`, without prefixes."""
        if i >= self.end:
            return None
        norm = self.norms[i]
        if norm[0].isdigit():
            return self._numeric(i) or self._day_of_month(i) or self._bare_year(i) or self._counted_last(i)
        for clitics, (rest, kind, value) in self.words.of(norm):
            last = i + 1 + len(rest)
            if last > self.end or (rest and not self._matches(i, rest)):
                continue
            handler = getattr(self, "_at_" + kind, None)
            found: Found | None = handler(i, last, value, clitics) if handler else None
            if found:
                return found
        return self._day_of_month(i) or self._counted_last(i)

    def _since(self, i: int) -> Found | None:
        if self.base is None:
            named = self.moment(i)
            return Found(named.last, None, "date.since") if named else None
        counted = self._count_of_unit(i)
        if counted:
            last, unit, count = counted
            return Found(last, ts.since(self.base, unit, count) if count else None, "date.since")
        named = self.moment(i)
        if named is None and i < self.end and self.words.is_in("beginnings", self.norms[i]):
            reach = range(i + 1, min(i + 8, self.end))
            named = next((f for j in reach if (f := self.moment(j) or self._so_long_ago(j))), None)
        if named is None or named.span is None or named.span[0] > self.base:
            return None
        return Found(named.last, (named.span[0], self.base), "date.since")

    def _so_long_ago(self, i: int) -> Found | None:
        """منذ اندلاع الحرب قبل 18 شهرا."""
        found = self._ago(i + 1) if self.norms[i] in self.words.sets["ago"] else None
        return found if found and found.span else None

    def _ago(self, i: int) -> Found | None:
        counted = self._count_of_unit(i)
        if counted is None or self.base is None:
            return None
        last, unit, count = counted
        if last < self.end and self.norms[last] in ("من", "علي"):  # two days before something else
            return Found(last, None, "date.ago")
        return Found(last, ts.ago(self.base, unit, count) if count else None, "date.ago")

    def _after(self, i: int) -> Found | None:
        """قررت أمس … بعد خمسة أيام على: so long before the last day that the sentence named, or the report's own."""
        counted = self._count_of_unit(i)
        if counted is None or self.base is None or not counted[2]:
            return None
        last, unit, count = counted
        if last >= self.end or self.norms[last] not in ("من", "علي"):
            return self._later(i, counted)
        single = count == 1 and (unit == "day" or self.norms[last - 1] in ("واحد", "واحده"))
        lasting = self.words.sets["lasting"]
        if (
            self.norms[last] == "من"
            and not single
            and not lasting.isdisjoint(self.norms[last + 1 : last + 2])
        ):
            return None  # so long it went on
        return Found(last + 1, ts.ago(self._told(i) or self.base, unit, count), "date.ago")

    def _later(self, i: int, counted: tuple[int, str, int]) -> Found | None:
        """خطفوه في 12 حزيران ثم أفرجوا عنه بعد يومين: so long behind the day that the sentence told last."""
        last, unit, count = counted
        named = self.anchor[1] if self.anchor and self.anchor[0] == self.doc.sentence_of[i] else None
        if named is None or named[0] != named[1] or unit not in ("day", "week") or self.base is None:
            return None
        span = ts.day(named[0], count * (7 if unit == "week" else 1))
        return Found(last, span, "date.relative") if span[0] <= self.base else None

    def _told(self, i: int) -> date | None:
        """The day of what the sentence of token `i` told last; the report's own where it named none."""
        named = self.anchor[1] if self.anchor and self.anchor[0] == self.doc.sentence_of[i] else None
        return named[0] if named else self.base

    def _within(self, i: int) -> Found | None:
        """خلال 24 ساعة; the phrases with "last" are found by `moment`."""
        found = self.moment(i)
        if found or self.base is None:
            return found
        counted = self._count_of_unit(i)
        if not counted or not counted[2]:
            return None
        last, unit, count = counted
        if unit != "hour" and (self.norms[i - 1] not in self.words.sets["throughout"] or self._to_come(i)):
            return None
        if unit != "hour":
            return Found(last, ts.since(self._told_day(i), unit, count), "date.since")
        return Found(last, ts.last_units(self.base, "hour", count), "date.last") if count >= 24 else None

    def _to_come(self, i: int) -> bool:
        """سيبدأ التصدير خلال أسبوعين: whether a verb before token `i` is of the future."""
        before = self.norms[max(self.doc.sentences[self.doc.sentence_of[i]].first, i - _FUTURE) : i]
        cut = (n.removeprefix("و") for n in before)
        return any(n[:1] == "س" and n[1:2] in "يتن" and verb_of(n[1:]) is not None for n in cut if len(n) > 3)

    def _from(self, i: int) -> Found | None:
        """From one date to another; a first day without a month takes that of the second."""
        low = self.moment(i)
        loose = None if low else self._day_number(i)
        j = low.last if low else loose[0] if loose else self.end
        if j >= self.end or (low and low.span is None):
            return None
        k = (
            j + 1
            if self.words.is_in("until", self.norms[j]) or self.norms[j] in DASHES or self.norms[j] == "و"
            else j
        )
        if k == j and not self.norms[j].startswith("و") or k >= self.end:
            return None
        high = self.moment(k)
        if high is None or high.span is None:
            return low if low and low.span else None
        start = (
            low.span[0]
            if low and low.span
            else ts.valid(high.span[0].year, high.span[0].month, loose[1] if loose else 1)
        )
        if start is None or start > high.span[1]:
            return None
        return Found(high.last, (start, high.span[1]), "date.range")
