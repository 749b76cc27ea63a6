"""Room 3, time: months, years, seasons, parts of them, and counted periods (الأيام الثلاثة الماضية)."""

from __future__ import annotations

from datetime import date

from marsad.coder import timespans as ts
from marsad.coder.dates_base import Found
from marsad.coder.dates_days import DayRules

_TO = ("الي", "حتي", "-", "–")


class PeriodRules(DayRules):
    """Rules that end in a week, a month, a year or a count of them."""

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
        """يونيو ويوليو الماضيين، من يونيو إلى أغسطس 2013: from the first month to the end of the second."""
        j, month, year, which = first
        k = j + (j < self.end and self.norms[j] in ("و", *_TO))
        joined = k > j or j < self.end and self.norms[j].startswith("و")
        if self.base is None or year or which or k >= self.end or not joined:
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
        if clitics and self.norms[i].lstrip("وفبل") in self.words.sets["ambiguous_months"]:
            return False  # من باب كذا is not من آب
        known = before in self.words.sets["year_before"] or self._unit(i - 1) == "month"
        return known or bool(clitics) and clitics != "و"

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
        """في 2011، (2011)، 2006-2007، 2011 و2012: four digits that count nothing."""
        year = self._year(i)
        before = self.norms[i - 1] if i else ""
        if year is None:
            return None
        j = i + 1
        if (
            j + 1 < self.end
            and self.norms[j] in ("-", "/", "–", "و")
            and (second := self._year(j + 1))
            and second > year
        ):
            return Found(j + 2, (ts.year_span(year)[0], ts.year_span(second)[1]), "date.year")
        after = self.norms[j] if j < self.end else "."
        if after in self.words.sets["year_mark"]:
            return Found(j + 1, ts.year_span(year), "date.year")
        since = self.words.is_in("since", before) and self._unit(j) is None
        if since or self.words.is_in("year_before", before) and not self._counts(after):
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

    def _at_unit(self, i: int, last: int, unit: str, clitics: str) -> Found | None:
        """الأسبوع الماضي، الأيام الثلاثة الماضية; a month's or year's word before its name is passed over."""
        if unit == "month" and (month_named := self._month(last)):
            j, month, year, _ = month_named
            year = year or (ts.infer_year(self.base, month, month_named[3]) if self.base else None)
            return Found(j, ts.month_span(year, month), "date.month") if year else None
        if unit == "month" and (hijri := self._kind(last, "hijri")):
            return self._at_hijri(last, last + 1, hijri, "")
        if "ال" not in clitics and (lasted := self._lasted(i, last, unit, dual=False)):
            return lasted
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
        if number and not ts.within_reach(unit, number):
            return Found(j + 1, None, "date.vague")
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
        if "ال" not in clitics:
            return self._lasted(i, last, unit, dual=True)
        if self.base is None or which is None:
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
        if not unit or not which or number is None or not ts.within_reach(unit, number):
            return None
        span = (
            ts.next_units(self.base, unit, number)
            if which == "next"
            else ts.last_units(self.base, unit, number)
        )
        return Found(j + 2, span, "date.last")
