"""Room 3, time: dates and periods resolved against the report's own date.

A mention's `rule` names the phrase's form: date.day, date.month, date.year, date.weekday, date.relative, date.since,
date.ago, date.last, date.unit, date.part, date.season, date.hijri, date.range. Without the report's date only absolute
dates are found.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from marsad.coder import timespans as ts
from marsad.coder.datewords import TimeWords, time_words
from marsad.coder.mentions import DateMention, NumberMention
from marsad.coder.numbers import find_numbers
from marsad.coder.numerals import numerals
from marsad.coder.text import Document
from marsad.coder.timespans import Span

_SIGNS = {"/", "-", "–", "،", ",", "(", "\\", ")"}
_DASH = {"/", "-", "–", "ـ", "\\"}


class Found(NamedTuple):
    """A time phrase that ends before token `last`."""

    last: int
    span: Span | None
    rule: str


def find_dates(doc: Document, numbers: list[NumberMention] | None = None) -> list[DateMention]:
    """Every date and period of the document in order; give `numbers` if they are known already."""
    words = time_words()
    parser: _Parser | None = None
    found: list[DateMention] = []
    at = 0
    for i, norm in enumerate(doc.norms):
        if i < at or not (words.of(norm) or norm[0].isdigit() or norm[0] == "ا"):
            continue
        parser = parser or _Parser(doc, words, find_numbers(doc) if numbers is None else numbers)
        hit = parser.phrase(i)
        if hit is None:
            continue
        at = hit.last
        start, end = (d.isoformat() for d in hit.span) if hit.span else (None, None)
        found.append(DateMention(i, hit.last, start, end, hit.rule))
    return found


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


class _Parser:
    """The date grammar over one document."""

    def __init__(self, doc: Document, words: TimeWords, numbers: list[NumberMention]) -> None:
        self.doc, self.words, self.norms = doc, words, doc.norms
        self.numbers = {m.first: m for m in numbers}
        self.end = len(self.norms)
        self.base = _published(doc)
        if self.base:
            self.base = _own_day(doc, words, self.base)

    # -- phrases -------------------------------------------------------------------------------------------------

    def phrase(self, i: int) -> Found | None:
        """The time phrase that begins at token `i`, prefixes such as منذ and بين included."""
        self.end = self.doc.sentences[self.doc.sentence_of[i]].last
        if self.norms[i][0].isdigit():
            return self.moment(i)
        for _, (rest, kind, _value) in self.words.of(self.norms[i]):
            if rest and not self._matches(i, rest):
                continue
            found = None
            if kind == "since":
                found = self._since(i + 1)
            elif kind == "ago":
                found = self._ago(i + 1)
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

    def _matches(self, i: int, rest: tuple[str, ...]) -> bool:
        return tuple(self.norms[i + 1 : i + 1 + len(rest)]) == rest

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
            named = next((f for j in range(i + 1, min(i + 8, self.end)) if (f := self.moment(j))), None)
        if named is None or named.span is None or named.span[0] > self.base:
            return None
        return Found(named.last, (named.span[0], self.base), "date.since")

    def _ago(self, i: int) -> Found | None:
        counted = self._count_of_unit(i)
        if counted is None or self.base is None:
            return None
        last, unit, count = counted
        if last < self.end and self.norms[last] in ("من", "علي"):  # two days before something else
            return Found(last, None, "date.ago")
        return Found(last, ts.ago(self.base, unit, count) if count else None, "date.ago")

    def _within(self, i: int) -> Found | None:
        """خلال 24 ساعة; the phrases with "last" are found by `moment`."""
        found = self.moment(i)
        if found or self.base is None:
            return found
        counted = self._count_of_unit(i)
        if counted and counted[1] == "hour" and counted[2] >= 24:
            return Found(counted[0], ts.last_units(self.base, "hour", counted[2]), "date.last")
        return None

    def _from(self, i: int) -> Found | None:
        """From one date to another; a first day without a month takes that of the second."""
        low = self.moment(i)
        loose = None if low else self._day_number(i)
        j = low.last if low else loose[0] if loose else self.end
        if j >= self.end or (low and low.span is None):
            return None
        k = (
            j + 1
            if self.words.is_in("until", self.norms[j]) or self.norms[j] in _DASH or self.norms[j] == "و"
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

    # -- days ----------------------------------------------------------------------------------------------------

    def _at_relative(self, i: int, last: int, offset: int, clitics: str) -> Found | None:
        if self.base is None:
            return None
        if offset == 0 and not self._is_today(i, last, clitics):
            return None
        explicit = self._explicit_after(last)
        if explicit and explicit.span and abs((explicit.span[0] - self.base).days - offset) <= 3:
            return Found(explicit.last, explicit.span, "date.day")
        span = ts.day(self.base, offset)
        while last < self.end:  # أمس الثلاثاء، أمس مساء
            weekday = self._kind(last, "weekdays") if not self.norms[last].startswith("و") else None
            if weekday is not None:  # the day's name is the surer of the two
                span = ts.weekday(self.base, weekday)
            elif self.norms[last] not in self.words.sets["day_parts"]:
                break
            last += 1
        again = self._and_relative(i, last)
        if again and again.span and again.span[0] < span[0]:
            return again._replace(span=(again.span[0], span[1]), rule="date.range")
        return Found(last, span, "date.relative")

    def _and_relative(self, i: int, last: int) -> Found | None:
        """The second of two days named together: يومي أمس وأمس الأول."""
        paired = i and self.norms[i - 1] in self.words.sets["pairs"]
        return self.moment(last) if paired and last < self.end and self.norms[last].startswith("و") else None

    def _at_running(self, i: int, last: int, _value: None, clitics: str) -> Found | None:
        """لليوم السادس على التوالي، في يومها الثالث."""
        number = numerals().at(self.norms, last, self.end) if last < self.end else None
        if self.base is None or number is None or number.kind != "ordinal" or not number.least:
            return None
        if self.norms[i].endswith("يوم") and clitics.lstrip("و") != "لال":
            return None
        return Found(number.last, (ts.day(self.base, 1 - number.least)[0], self.base), "date.since")

    def _is_today(self, i: int, last: int, clitics: str) -> bool:
        """اليوم as today: not a counted day (اليوم السادس), nor "that day"."""
        if "ل" in clitics.replace("ال", "") or (
            i and self.norms[i - 1] in self.words.sets["not_today_before"]
        ):
            return False
        following = self.norms[last] if last < self.end else ""
        number = numerals().read(following) if following else None
        return following not in self.words.sets["not_today_after"] and not (
            number and number.kind == "ordinals" and number.cut.article
        )

    def _at_weekdays(self, i: int, last: int, number: int, clitics: str) -> Found | None:
        explicit = self._explicit_after(last)
        if explicit:
            return explicit
        if self.base is None:
            return None
        second = self._second_weekday(i, last)
        if second:
            return second
        while last < self.end and self.norms[last] in self.words.sets["day_parts"]:
            last += 1
        which = self.words.modifiers.get(self.norms[last], "") if last < self.end else ""
        if which:
            last += 1
        return Found(last, ts.weekday(self.base, number, which), "date.weekday")

    def _second_weekday(self, i: int, last: int) -> Found | None:
        """ليل الأربعاء الخميس، يومي الجمعة والسبت: from the first day to the second."""
        assert self.base
        first = self._kind(i, "weekdays")
        j = last + 1 if last < self.end and self.norms[last] in _DASH else last
        second = self._kind(j, "weekdays")
        if first is None or second is None or first == second:
            return None
        glued = self.norms[j].startswith("و")
        before = self.norms[max(0, i - 2) : i]
        if j == last and glued and not any(w in self.words.sets["pairs"] for w in before):
            return None
        j += 1
        which = self.words.modifiers.get(self.norms[j], "") if j < self.end else ""
        end = ts.weekday(self.base, second, which)[0]
        return Found(j + bool(which), (ts.weekday(end, first, "past")[0], end), "date.weekday")

    def _kind(self, i: int, kind: str) -> int | None:
        """The value of the single word at `i` as a `kind`, or None."""
        if i >= self.end:
            return None
        return next(
            (int(v) for _, (rest, k, v) in self.words.of(self.norms[i]) if k == kind and not rest), None
        )

    def _explicit_after(self, i: int) -> Found | None:
        """A full date that follows a day's name, perhaps behind a comma or a bracket."""
        if i < self.end and self.norms[i] in ("،", ",", "("):
            i += 1
        if i >= self.end or not (self.norms[i][0].isdigit() or self._is_ordinal(i)):
            return None
        return self._numeric(i) or self._day_of_month(i)

    def _is_ordinal(self, i: int) -> bool:
        word = numerals().read(self.norms[i])
        return bool(word and word.kind in ("ordinals", "units", "ten", "tens"))

    def _at_lead(self, i: int, last: int, kind: str, clitics: str) -> Found | None:
        """مساء الجمعة، ليلة أمس، بعد منتصف ليل الأربعاء."""
        found = self.moment(last)
        if (
            found is None
            or found.span is None
            or not found.rule.startswith(("date.day", "date.weekday", "date.relative"))
        ):
            return found if found and found.rule.startswith(("date.day", "date.range")) else None
        start, end = found.span
        if kind == "midnight_words" and start == end and self.base and self.base > end:
            end += timedelta(days=1)
        return Found(found.last, (start, end), found.rule)

    def _at_span(self, i: int, last: int, offsets: tuple[int, int], clitics: str) -> Found | None:
        if self.base is None:
            return None
        return Found(
            last, (ts.day(self.base, offsets[0])[0], ts.day(self.base, offsets[1])[0]), "date.relative"
        )

    # -- days of a month -----------------------------------------------------------------------------------------

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

    def _day_of_month(self, i: int) -> Found | None:
        first = self._day_number(i)
        if first is None:
            return None
        j, number = first
        low = None
        k = j + 1 if j < self.end and (self.norms[j] in _DASH or self.norms[j] in ("الي", "و")) else j
        second = (
            self._day_number(k)
            if k < self.end and (k > j or self.norms[i].isdigit() == self.norms[k].isdigit())
            else None
        )
        if second and second[1] > number:
            low, (j, number) = number, second
        skip = j
        while skip < self.end and skip < j + 2 and self.norms[skip] in ("من", "شهر", "في", "/"):
            skip += 1
        month = self._month(skip)
        if month is None:
            return self._of_this_month(skip, number) or self._hijri_day(skip, number)
        j, m, year, which = month
        if year is None:
            if self.base is None or (i and self.words.is_in("naming", self.norms[i - 1])):
                return None
            year = ts.infer_year(self.base, m, which, number)
        end = ts.valid(year, m, number)
        start = ts.valid(year, m, low) if low else end
        if end is None or start is None:
            return None
        return Found(j, (start, end), "date.range" if low else "date.day")

    def _of_this_month(self, i: int, number: int) -> Found | None:
        """الثالث عشر من الشهر الجاري."""
        if self.base is None or i + 1 >= self.end:
            return None
        j = i if self._unit(i) == "month" else i - 1
        which = self.words.modifiers.get(self.norms[j + 1]) if self._unit(j) == "month" else None
        if which is None:
            return None
        first = ts.named_unit(self.base, "month", which)[0]
        found = ts.valid(first.year, first.month, number)
        if found and which == "present" and found > self.base + timedelta(days=7):
            found = ts.shift_months(found, -1)
        return Found(j + 2, (found, found), "date.day") if found else None

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

    def _month_name(self, i: int) -> tuple[int, int, str] | None:
        if i >= self.end:
            return None
        for clitics, (rest, kind, value) in self.words.of(self.norms[i]):
            if kind == "months" and (not rest or self._matches(i, rest)):
                return i + 1 + len(rest), int(value), clitics
        return None

    def _year(self, i: int) -> int | None:
        norm = self.norms[i]
        return int(norm) if len(norm) == 4 and norm.isdigit() and 1900 <= int(norm) <= 2100 else None

    # -- months, years, periods ----------------------------------------------------------------------------------

    def _at_months(self, i: int, last: int, month: int, clitics: str) -> Found | None:
        named = self._month(i)
        if named is None:
            return None
        if several := self._month_and_month(named):
            return several
        j, month, year, which = named
        alone = j == last and not which and year is None
        if alone and (not i or not self._announces_month(i, clitics)):
            return None
        if year is None:
            if self.base is None:
                return None
            year = ts.infer_year(self.base, month, which)
        return Found(j, ts.month_span(year, month), "date.month")

    def _month_and_month(self, first: tuple[int, int, int | None, str]) -> Found | None:
        """يونيو ويوليو الماضيين: from the first month to the end of the second."""
        j, month, year, which = first
        k = j + (j < self.end and self.norms[j] == "و")
        if self.base is None or year or which or k >= self.end or not self.norms[j].startswith("و"):
            return None
        second = self._month(k)
        if second is None or (second[2] is None and not second[3]):
            return None
        last_year = second[2] or ts.infer_year(self.base, second[1], second[3])
        start = ts.month_span(last_year - (month > second[1]), month)[0]
        return Found(second[0], (start, ts.month_span(last_year, second[1])[1]), "date.range")

    def _announces_month(self, i: int, clitics: str) -> bool:
        """Whether what stands before a bare month's name makes it a month and no other word."""
        before = self.norms[i - 1]
        known = before in self.words.sets["year_before"] or self._unit(i - 1) == "month"
        return known or (
            bool(clitics)
            and self.norms[i].lstrip("وفبل") not in self.words.sets["ambiguous_months"]
            and clitics != "و"
        )

    def _at_year_words(self, i: int, last: int, _value: None, clitics: str) -> Found | None:
        j = last + (last < self.end and self.norms[last] in ("(",))
        year = self._year(j) if j < self.end else None
        if year is None:
            return None
        return Found(j + 1, ts.year_span(year), "date.year")

    def _at_year_pairs(self, i: int, last: int, _value: None, clitics: str) -> Found | None:
        """عامي 2006 و2007."""
        first = self._year(last) if last < self.end else None
        if first is None:
            return None
        j = last + 1
        j += j < self.end and self.norms[j] in ("و", "-", "/")
        second = self._year(j) if j < self.end else None
        span = (ts.year_span(first)[0], ts.year_span(second or first)[1])
        return Found(j + 1 if second else last + 1, span, "date.year") if span[0] <= span[1] else None

    def _bare_year(self, i: int) -> Found | None:
        """في 2011، (2011)، 2006-2007: four digits that count nothing."""
        year = self._year(i)
        before = self.norms[i - 1] if i else ""
        if year is None:
            return None
        j = i + 1
        if (
            j + 1 < self.end
            and self.norms[j] in ("-", "/", "–")
            and (second := self._year(j + 1))
            and second > year
        ):
            return Found(j + 2, (ts.year_span(year)[0], ts.year_span(second)[1]), "date.year")
        after = self.norms[j] if j < self.end else "."
        if after in self.words.sets["year_mark"]:
            return Found(j + 1, ts.year_span(year), "date.year")
        if self.words.is_in("year_before", before) and not self._counts(after):
            return Found(j, ts.year_span(year), "date.year")
        return None

    @staticmethod
    def _counts(norm: str) -> bool:
        """Whether a word after four digits looks like a counted noun (2000 قتيل): indefinite, no particle."""
        return len(norm) > 3 and norm.isalpha() and not norm.startswith(("ال", "وال", "بال", "لل"))

    def _at_part(self, i: int, last: int, which: str, clitics: str) -> Found | None:
        """مطلع الشهر الجاري، أواخر عام 2012، منتصف آذار."""
        found = None
        for j in (last, last + 1):
            if j < self.end and (j == last or self.norms[last] in ("شهر", "من")):
                found = found or self._period(j)
        if found is None or found.span is None:
            return None
        return Found(found.last, ts.part(found.span, which), "date.part")

    def _period(self, i: int) -> Found | None:
        """A week, month or year to take a part of."""
        named = self._month(i)
        if named:
            j, month, year, which = named
            year = year or (ts.infer_year(self.base, month, which) if self.base else None)
            return Found(j, ts.month_span(year, month), "date.month") if year else None
        if year := self._year(i):
            return Found(i + 1, ts.year_span(year), "date.year")
        found = self.moment(i)
        if found and found.rule in ("date.unit", "date.year", "date.season", "date.month"):
            unit = self._unit(i)
            if (
                self.base and found.rule == "date.unit" and found.span and found.span[1] == self.base
            ):  # this year: whole
                first = found.span[0]
                whole = {"week": ts.week(first), "month": ts.month_span(first.year, first.month)}
                return found._replace(span=whole.get(unit or "", ts.year_span(first.year)))
            return found
        if self.base and self._unit(i) in ("month", "year", "week") and self.norms[i].startswith("ال"):
            first = ts.named_unit(self.base, self._unit(i) or "", "present")[0]
            whole_span = ts.week(first) if self._unit(i) == "week" else ts.month_span(first.year, first.month)
            return Found(
                i + 1, ts.year_span(first.year) if self._unit(i) == "year" else whole_span, "date.unit"
            )
        return None

    def _at_season(self, i: int, last: int, months: tuple[int, int], clitics: str) -> Found | None:
        j = last + (last < self.end and self.norms[last] in self.words.sets["year_words"])
        year = self._year(j) if j < self.end else None
        if year is None:
            which = self.words.modifiers.get(self.norms[last]) if last < self.end else None
            if which is None or self.base is None or "ال" not in clitics:
                return None
            j, year = last, ts.infer_year(self.base, months[0], which)
            if which == "past" and ts.month_span(year, months[1])[1] >= self.base and months[0] < months[1]:
                year -= 1
        first = date(year, months[0], 1)
        return Found(
            j + 1, (first, ts.month_span(year + (months[1] < months[0]), months[1])[1]), "date.season"
        )

    def _unit(self, i: int) -> str | None:
        if not 0 <= i < self.end:
            return None
        return next(
            (str(v) for _, (rest, k, v) in self.words.of(self.norms[i]) if k == "unit" and not rest), None
        )

    def _at_unit(self, i: int, last: int, unit: str, clitics: str) -> Found | None:
        """الأسبوع الماضي، الأيام الثلاثة الماضية; a month's or year's word before its name is passed over."""
        if unit == "month" and (named := self._month(last)):
            j, month, year, which = named
            year = year or (ts.infer_year(self.base, month, which) if self.base else None)
            return Found(j, ts.month_span(year, month), "date.month") if year else None
        if unit == "month" and (hijri := self._kind(last, "hijri")):
            return self._at_hijri(last, last + 1, hijri, "")
        if self.base is None or "ال" not in clitics and unit != "year":
            return None
        number, j = self._number_at(last)
        which = self.words.modifiers.get(self.norms[j]) if j < self.end else None
        plural = (
            self.norms[i].removeprefix("و").removeprefix("ب").removeprefix("ال")
            in self.words.sets["plural_units"]
        )
        if which is None:
            return None
        if number:
            span = (
                ts.next_units(self.base, unit, number)
                if which == "next"
                else ts.last_units(self.base, unit, number)
            )
            return Found(j + 1, span, "date.last")
        if plural or unit in ("hour", "day"):
            return Found(j + 1, None, "date.vague")
        return Found(j + 1, ts.named_unit(self.base, unit, which), "date.unit")

    def _at_this(self, i: int, last: int, _value: None, clitics: str) -> Found | None:
        """هذا الأسبوع."""
        unit = self._unit(last)
        if (
            self.base is None
            or unit not in ("week", "month", "year")
            or not self.norms[last].startswith("ال")
        ):
            return None
        return Found(last + 1, ts.named_unit(self.base, unit, "present"), "date.unit")

    def _at_dual(self, i: int, last: int, unit: str, clitics: str) -> Found | None:
        """اليومين الماضيين."""
        which = self.words.modifiers.get(self.norms[last]) if last < self.end else None
        if self.base is None or which is None or "ال" not in clitics:
            return None
        span = ts.next_units(self.base, unit, 2) if which == "next" else ts.last_units(self.base, unit, 2)
        return Found(last + 1, span, "date.last")

    def _counted_last(self, i: int) -> Found | None:
        """الـ 24 ساعة الماضية، الأربع والعشرين ساعة الأخيرة."""
        if self.base is None:
            return None
        number, j = self._number_at(i)
        unit = self._unit(j) if number and j > i else None
        which = self.words.modifiers.get(self.norms[j + 1]) if unit and j + 1 < self.end else None
        if not unit or not which or number is None:
            return None
        span = (
            ts.next_units(self.base, unit, number)
            if which == "next"
            else ts.last_units(self.base, unit, number)
        )
        return Found(j + 2, span, "date.last")

    def _number_at(self, i: int) -> tuple[int | None, int]:
        """(the number at token `i` or None, the token after it); the article written apart is passed over."""
        if i < self.end and self.norms[i] == "ال":
            i += 1
        mention = self.numbers.get(i)
        if mention is None or mention.ordinal or mention.min is None:
            return None, i
        return mention.max or mention.min, mention.last

    def _count_of_unit(self, i: int) -> tuple[int, str, int] | None:
        """(end, unit, count) of ثلاثة أيام، يومين، أسبوع; count 0 for أيام alone. Words like نحو are passed over."""
        for j in range(i, min(i + 4, self.end)):
            mention = self.numbers.get(j)
            if mention and (unit := self._unit(mention.last)):
                vague = mention.max is None and mention.approx
                return (
                    mention.last + 1,
                    unit,
                    0 if vague else mention.max or (mention.min or 1) - ("more" in mention.rule),
                )
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
                if unit_ == "day" and self._kind(j + 1, "weekdays") is not None or self._day_number(j + 1):
                    return None
                plural = self.norms[j] in self.words.sets["plural_units"]
                return self._past_adjective(j + 1), unit_, 0 if plural else 1
            if self.norms[j] not in self.words.sets["roughly"]:
                return None
        return None

    def _past_adjective(self, j: int) -> int:
        """The token after واحد or فقط that may follow a unit."""
        return j + (j < self.end and self.norms[j] in ("واحد", "واحده", "تقريبا"))

    # -- other calendars and digits ------------------------------------------------------------------------------

    def _hijri_day(self, i: int, number: int) -> Found | None:
        month = self._at_kind(i, "hijri")
        if month is None:
            return None
        j, value = month
        year_at = j + (j < self.end and self.norms[j] in self.words.sets["year_words"])
        norm = self.norms[year_at] if year_at < self.end else ""
        year = int(norm) if norm.isdigit() and 1300 <= int(norm) <= 1500 else None
        if year is None:
            which = self.words.modifiers.get(self.norms[j], "") if j < self.end else ""
            if self.base is None:
                return None
            today = Gregorian.fromdate(self.base).to_hijri()
            year = today.year - (value > today.month or (which == "past" and value == today.month))
            year_at = j - 1 + bool(which)
        try:
            found = date(*Hijri(year, value, number).to_gregorian().datetuple())
        except (ValueError, OverflowError):
            return None
        return Found(year_at + 1, (found, found), "date.hijri")

    def _at_kind(self, i: int, kind: str) -> tuple[int, int] | None:
        for _, (rest, k, value) in self.words.of(self.norms[i]) if i < self.end else ():
            if k == kind and (not rest or self._matches(i, rest)):
                return i + 1 + len(rest), int(value)
        return None

    def _at_hijri(self, i: int, last: int, month: int, clitics: str) -> Found | None:
        """رمضان الماضي، شهر رمضان 1434."""
        norm = self.norms[last] if last < self.end else ""
        year = int(norm) if norm.isdigit() and 1300 <= int(norm) <= 1500 else None
        which = self.words.modifiers.get(norm, "")
        if year is None:
            if self.base is None or not which:
                return None
            today = Gregorian.fromdate(self.base).to_hijri()
            year = today.year - (month > today.month or (which == "past" and month == today.month))
        try:
            length = Hijri(year, month, 1).month_length()
            span = tuple(date(*Hijri(year, month, n).to_gregorian().datetuple()) for n in (1, length))
        except (ValueError, OverflowError):
            return None
        return Found(last + 1, (span[0], span[1]), "date.hijri")

    def _numeric(self, i: int) -> Found | None:
        """2014/01/08, 8-1-2014, 08.01.2014: day first unless the year is."""
        parts, j = self.norms[i].split("."), i + 1
        if len(parts) == 1:
            while (
                len(parts) < 3
                and j + 1 < self.end
                and self.norms[j] in ("/", "-")
                and self.norms[j + 1].isdigit()
            ):
                parts.append(self.norms[j + 1])
                j += 2
        if len(parts) != 3 or not all(p.isdigit() for p in parts) or sorted(map(len, parts))[2] != 4:
            return None
        a, b, c = map(int, parts)
        found = ts.valid(a, b, c) if len(parts[0]) == 4 else ts.valid(c, b, a) or ts.valid(c, a, b)
        if found is None or not 1900 <= found.year <= 2100:
            return None
        return Found(j, (found, found), "date.day")
