"""Room 3, time: single days: weekdays, days counted from the report's own, days of a month, Hijri days."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from marsad.coder import timespans as ts
from marsad.coder.dates_base import DASHES, DateRules, Found
from marsad.coder.numerals import numerals

_QUOTES = frozenset("«“\"'")
_AWAITED = 10  # tokens from what is planned to its day
_WAS = frozenset(("كان", "كانت", "وكان", "وكانت"))


class DayRules(DateRules):
    """Rules that end in a day or a few named days."""

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
                span = ts.weekday(self.base, weekday, "next" if offset > 0 else "")
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
        elif self._awaited(i):
            which = "next"
        span = ts.weekday(self.base, number, which)
        return self._running_on(last, span[0]) or Found(last, span, "date.weekday")

    def _awaited(self, i: int) -> bool:
        """من المقرر أن يعقد المجلس جلسة الجمعة: whether what is planned is told right before the day at token `i`."""
        before = self.norms[max(self.doc.sentences[self.doc.sentence_of[i]].first, i - _AWAITED) : i]
        marks = [k for k, n in enumerate(before) if n in self.words.sets["awaited"]]
        return bool(marks) and before[marks[-1] + 1 : marks[-1] + 2] == ["ان"] and not _WAS & set(before)

    def _running_on(self, i: int, day: date) -> Found | None:
        """الخميس، لليوم الخامس على التوالي: from the first of those days to the one told."""
        j = i + (i < self.end and self.norms[i] in ("،", ","))
        if self.base is None or j >= self.end or not self.norms[j].startswith("لل"):
            return None
        for clitics, (rest, kind, _) in self.words.of(self.norms[j]):
            if (
                kind == "running"
                and not rest
                and (found := self._at_running(j, j + 1, None, clitics))
                and found.span
            ):
                return found._replace(span=(day - (self.base - found.span[0]), day))
        return None

    def _second_weekday(self, i: int, last: int) -> Found | None:
        """ليل الأربعاء الخميس، يومي الجمعة والسبت: from the first day to the second."""
        assert self.base
        first = self._kind(i, "weekdays")
        j = last + 1 if last < self.end and self.norms[last] in DASHES else last
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

    def _explicit_after(self, i: int) -> Found | None:
        """A full date that follows a day's name, perhaps behind a comma or a bracket."""
        if i < self.end and self.norms[i] in ("،", ",", "("):
            i += 1
        if i >= self.end or not (self.norms[i][0].isdigit() or self._is_ordinal(i)):
            return None
        return self._numeric(i) or self._day_of_month(i)

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

    def _day_of_month(self, i: int) -> Found | None:
        first = self._day_number(i)
        if first is None:
            return None
        j, number = first
        low = None
        k = j + 1 if j < self.end and (self.norms[j] in DASHES or self.norms[j] in ("الي", "و")) else j
        second = (
            self._day_number(k)
            if k < self.end and (k > j or self.norms[i].isdigit() == self.norms[k].isdigit())
            else None
        )
        if second and second[1] > number:
            low, (j, number) = number, second
        skip = j
        while skip < self.end and skip < j + 2 and self.norms[skip] in ("من", "شهر", "/"):
            skip += 1
        month = self._month(skip)
        if month is None:
            return self._of_this_month(skip, low or number, number) or self._hijri_day(skip, number)
        j, m, year, which = month
        if year is None:
            if self.base is None or self._names(i):
                return None
            year = ts.infer_year(self.base, m, which, number)
        return self._in_month(j, year, m, low or number, number)

    def _names(self, i: int) -> bool:
        """ثورة 25 يناير، كتيبة "17 فبراير": whether the day at token `i` names something."""
        at = i - 2 if i > 1 and self.norms[i - 1] in _QUOTES else i - 1
        return i > 0 and self.words.is_in("naming", self.norms[at])

    @staticmethod
    def _in_month(last: int, year: int, month: int, start: int, end: int) -> Found | None:
        """A day of a month, or several; None where the month has no such day."""
        span = ts.valid(year, month, start), ts.valid(year, month, end)
        if span[0] is None or span[1] is None:
            return None
        return Found(last, (span[0], span[1]), "date.day" if start == end else "date.range")

    def _of_this_month(self, i: int, first: int, last: int) -> Found | None:
        """الثالث عشر من الشهر الجاري، التاسع والعاشر من الشهر الجاري، 23 من الشهر: the latest such day."""
        if self.base is None or i >= self.end:
            return None
        j = i if self._unit(i) == "month" else i - 1
        if self._unit(j) != "month" or not self.norms[j].startswith("ال"):
            return None
        which = self.words.modifiers.get(self.norms[j + 1]) if j + 1 < self.end else None
        if which is None and self.norms[j - 1] != "من":
            return None
        month = ts.named_unit(self.base, "month", which or "present")[0]
        latest = self.base + timedelta(days=7 if which else 0)
        if which in (None, "present") and month + timedelta(days=last - 1) > latest:
            month = ts.shift_months(month, -1)
        return self._in_month(j + 1 + bool(which), month.year, month.month, first, last)

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
