"""Days and hours as people and programs write them, in ISO form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from hijridate import Hijri

from marsad.knowledge import read_yaml

__all__ = [
    "Moment",
    "Order",
    "date_words",
    "day_in_name",
    "day_of_words",
    "latin_digits",
    "moment",
    "order_of",
]

Order = Literal["dmy", "mdy"]
_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_TIME = r"\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:[T ]({_TIME}))?")
_NUMERIC = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[T, ]+(\d{1,2}:\d{2}(?::\d{2})?))?")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d{1,2})\2(\d{1,2})(?!\d)")


class Moment(NamedTuple):
    """A day (ISO), and the hour with its zone where they are told (ISO 8601)."""

    day: str
    at: str | None = None


def latin_digits(text: str) -> str:
    """`text` with Arabic and Persian digits as Latin ones; as many characters as before."""
    return text.translate(_LATIN)


def moment(value: Any, order: Order | None = None) -> Moment | None:
    """The day and hour that `value` means: a date or datetime, or ISO, RFC 2822, numeric or Arabic words as text.

    Days written as 02/03/2014 need `order`, unless a number above 12 settles it. None where nothing is sure.
    """
    if isinstance(value, datetime):
        told = value.tzinfo or value.time() != time()  # spreadsheets write a day as its midnight
        return Moment(value.date().isoformat(), value.isoformat() if told else None)
    if isinstance(value, date):
        return Moment(value.isoformat())
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = latin_digits(value).strip()
    return _iso(text) or _numeric(text, order) or _rfc2822(text) or _words(text)


def unix(seconds: float) -> Moment:
    """The moment of a count of seconds since 1970, UTC. `ValueError` where there is no such day."""
    try:
        return Moment(*_both(datetime.fromtimestamp(seconds, UTC)))
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from None


def order_of(values: Iterable[str]) -> Order | None:
    """Whether days or months come first in numeric dates, told by the first number above 12; None where none is."""
    for value in values:
        found = _NUMERIC.match(latin_digits(value).strip())
        if found and len(found[3]) != 1 and len(found[1]) <= 2:
            first, second = int(found[1]), int(found[2])
            if 12 < first <= 31 and second <= 12:
                return "dmy"
            if 12 < second <= 31 and first <= 12:
                return "mdy"
    return None


def _both(moment_: datetime) -> tuple[str, str]:
    return moment_.date().isoformat(), moment_.isoformat()


def _iso(text: str) -> Moment | None:
    found = _ISO.fullmatch(text)
    try:
        if not found:
            return None
        day = date.fromisoformat(found[1]).isoformat()
        if not found[2]:
            return Moment(day)
        hour = re.sub(r"\s*(?:UTC|GMT)$", "Z", found[2].replace(",", ".")).replace(" ", "")
        return Moment(day, datetime.fromisoformat(f"{day}T{hour}").isoformat())
    except ValueError:
        return None


def _numeric(text: str, order: Order | None) -> Moment | None:
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    numbers = [int(found[n]) for n in (1, 2, 3)]
    if len(found[1]) == 4:
        year, month, day = numbers
    elif len(found[3]) in (2, 4):
        order = order or order_of([text])
        if order is None and numbers[0] != numbers[1]:
            return None
        day, month = numbers[:2] if order != "mdy" else (numbers[1], numbers[0])
        year = numbers[2] + 2000 * (numbers[2] < 100)
    else:
        return None
    try:
        iso = date(year, month, day).isoformat()
        return Moment(iso, datetime.fromisoformat(f"{iso}T{found[4]:0>5}").isoformat() if found[4] else None)
    except ValueError:
        return None


def _rfc2822(text: str) -> Moment | None:
    try:
        found = parsedate_to_datetime(text if ":" in text else f"{text} 00:00:00")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not 1900 <= found.year <= 2200:
        return None
    return Moment(*_both(found)) if ":" in text else Moment(found.date().isoformat())


@cache
def date_words() -> re.Pattern[str]:
    """A day in Arabic words or in numbers, perhaps behind its weekday: 8 كانون الثاني/يناير 2014, 7 ربيع الأول 1435.

    Groups: day, month, year; or iso; or first, second, last (the numbers of a date that ends in its year).
    """
    words = read_yaml("words/dates.yaml")
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    weekdays = "|".join(re.escape(word) for names in words["weekdays"].values() for word in names)
    return re.compile(
        rf"(?:(?:يوم\s+)?(?:{weekdays})\s*[،,]?\s*)?"
        rf"(?:(?P<day>\d{{1,2}})\s*[-/]?\s*(?P<month>{months})(?:\s*[-/(]\s*(?:{months})\)?)?\s*[،,/-]?\s*(?:عام\s+)?"
        r"(?P<year>\d{4})|(?P<iso>\d{4}[-/]\d{1,2}[-/]\d{1,2})"
        r"|(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<last>\d{4}))(?!\d)\s*(?:هـ|م(?!\w))?"
    )


@cache
def _months() -> dict[str, tuple[int, bool]]:
    """Names of months: their number, and whether they are of the Hijri year."""
    words = read_yaml("words/dates.yaml")
    return {
        name: (int(number), kind == "hijri")
        for kind in ("hijri", "months")
        for number, names in words[kind].items()
        for name in names
    }


def day_of_words(found: re.Match[str]) -> str | None:
    """The ISO day of a match of `date_words`; None where there is no such day, or its order is not sure."""
    if not found["month"]:
        numeric = _numeric(found["iso"] or f"{found['first']}/{found['second']}/{found['last']}", None)
        return numeric.day if numeric else None
    number, hijri = _months()[found["month"]]
    year, day = int(found["year"]), int(found["day"])
    try:
        if hijri:
            return date(*Hijri(year, number, day).to_gregorian().datetuple()).isoformat()
        return date(year, number, day).isoformat() if 1900 <= year <= 2200 else None
    except (ValueError, OverflowError):
        return None


def _words(text: str) -> Moment | None:
    found = date_words().match(text)
    day = day_of_words(found) if found else None
    if not found or not day:
        return None
    hour = re.fullmatch(r"[\s،,|–-]*(\d{1,2}:\d{2})?", text[found.end() :])
    if not hour:
        return None
    try:
        return Moment(day, datetime.fromisoformat(f"{day}T{hour[1]:0>5}").isoformat() if hour[1] else None)
    except ValueError:
        return None


def day_in_name(name: str) -> str | None:
    """The one day (year first) written in the path of an address or the name of a file; None where several are."""
    days = set()
    for found in _IN_NAME.finditer(name):
        if found[2] or len(found[0]) == 8:
            try:
                days.add(date(int(found[1]), int(found[3]), int(found[4])).isoformat())
            except ValueError:
                continue
    return days.pop() if len(days) == 1 else None
