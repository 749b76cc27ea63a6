"""Room 3, time: arithmetic of news dates. Days are `datetime.date`; a span is (first day, last day), both included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Span = tuple[date, date]
_STEPS = (
    (-1, "ahead"),
    (0, "0"),
    (1, "1"),
    (3, "2-3"),
    (7, "week"),
    (31, "month"),
    (366, "year"),
)  # days ago, at most
_HALVES = ("first_half", "second_half")
_PAIR = 2  # days: اليومين الماضيين are those before the report's own
_NEAR_FUTURE = 45  # days: a bare "3 April" in late March is the coming one


def day(base: date, offset: int) -> Span:
    """The day `offset` days after `base`."""
    moved = base + timedelta(days=offset)
    return moved, moved


def weekday(base: date, number: int, which: str = "") -> Span:
    """The latest such weekday, `base` included; strictly before it for "past", after it for "next". Monday is 0."""
    back = (base.weekday() - number) % 7
    if which == "next":
        return day(base, 7 - back)
    return day(base, -(back or 7) if which == "past" else -back)


def month_span(year: int, month: int) -> Span:
    """The whole month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """The whole year."""
    return date(year, 1, 1), date(year, 12, 31)


def shift_months(base: date, months: int) -> date:
    """`base` moved by whole months, its day cut to the month's length."""
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))


def infer_year(base: date, month: int, which: str = "", number: int | None = None) -> int:
    """The year of a month (with a day, if given) named without one: the latest that is past, a near day excepted."""
    if which == "next":
        this_month = month == base.month and number is not None and number > base.day
        return base.year + (month <= base.month and not this_month)
    if which == "present":
        return base.year
    if month == base.month and number is None:
        return base.year - (which == "past")
    if number is None:
        return base.year - (month > base.month)
    ahead = (valid(base.year, month, number) or base) - base
    if ahead.days > 0 and (which == "past" or ahead.days > _NEAR_FUTURE):
        return base.year - 1
    return base.year


def valid(year: int, month: int, number: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def week(base: date, offset: int = 0) -> Span:
    """The week, Sunday to Saturday, `offset` weeks from that of `base`."""
    sunday = base - timedelta(days=(base.weekday() + 1) % 7) + timedelta(weeks=offset)
    return sunday, sunday + timedelta(days=6)


def part(span: Span, which: str) -> Span:
    """A half, or the early, middle or late part, of a week, month or year (codebook: days 1-10, 11-20, 21-end)."""
    first, last = span
    if which in _HALVES:
        return _half(span, which)
    length = (last - first).days + 1
    if length == 7:
        return {"early": (first, day(first, 1)[0]), "middle": (day(first, 2)[0], day(first, 4)[0])}.get(
            which, (day(last, -2)[0], last)
        )
    if length <= 31:
        tenth, twentieth = day(first, 9)[0], day(first, 19)[0]
        return {"early": (first, tenth), "middle": (day(tenth, 1)[0], twentieth)}.get(
            which, (day(twentieth, 1)[0], last)
        )
    thirds = {"early": (1, 4), "middle": (5, 8), "late": (10, 12)}[which]
    return date(first.year, thirds[0], 1), month_span(first.year, thirds[1])[1]


def _half(span: Span, which: str) -> Span:
    """A half of a week, a month or, in whole months, a year."""
    first, last = span
    days = (last - first).days + 1
    second = date(first.year, 7, 1) if days > 31 else day(first, 15 if days > 7 else days // 2)[0]
    return (first, day(second, -1)[0]) if which == "first_half" else (second, last)


def within_reach(unit: str, count: int) -> bool:
    """Whether `count` units from a report's day is still a time that news tells of: within a thousand years."""
    per_year = {"hour": 8766, "day": 365, "week": 52, "month": 12, "year": 1}[unit]
    return count < 1000 * per_year


def since(base: date, unit: str, count: int) -> Span:
    """From `count` units ago to the report's day, which counts as one: منذ ثلاثة أيام is three days with today."""
    if unit == "hour":
        return day(base, -(count // 24))[0], base
    if unit in ("day", "week"):
        return day(base, 1 - count * (7 if unit == "week" else 1))[0], base
    return shift_months(base, -count * (12 if unit == "year" else 1)), base


def ago(base: date, unit: str, count: int) -> Span:
    """The time `count` units before the report: a day for days and weeks, the whole month or year for longer ones."""
    if unit == "hour":
        return day(base, -(count // 24))
    if unit in ("day", "week"):
        return day(base, -count * (7 if unit == "week" else 1))
    if unit == "month":
        moved = shift_months(base, -count)
        return month_span(moved.year, moved.month)
    return year_span(base.year - count)


def last_units(base: date, unit: str, count: int) -> Span:
    """The last `count` units up to the report's day: الأيام الثلاثة الماضية, of which the report's is one."""
    if unit == "hour":
        return day(base, -max(1, -(-count // 24)))[0], base
    if unit == "day" and count > _PAIR:
        return day(base, 1 - count)[0], base
    if unit in ("day", "week"):
        return day(base, -count * (7 if unit == "week" else 1))[0], base
    return shift_months(base, -count * (12 if unit == "year" else 1)), base


def next_units(base: date, unit: str, count: int) -> Span:
    """The coming `count` units from the report's day."""
    if unit in ("hour", "day", "week"):
        days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
        return base, day(base, days)[0]
    return base, shift_months(base, count * (12 if unit == "year" else 1))


def named_unit(base: date, unit: str, which: str) -> Span:
    """The past, present or next day, week, month or year as a calendar unit; the present one ends with `base`."""
    step = {"past": -1, "present": 0, "next": 1}[which]
    if unit == "week":
        span = week(base, step)
    elif unit == "month":
        moved = shift_months(base, step)
        span = month_span(moved.year, moved.month)
    elif unit == "year":
        span = year_span(base.year + step)
    else:
        span = day(base, step)
    return (span[0], base) if which == "present" else span


def days_ago(start: str | None, published: str | None) -> int | None:
    """How many days before the report's day a date lies; None where one of them is unknown or no date."""
    try:
        return (date.fromisoformat(published or "") - date.fromisoformat(start or "")).days
    except ValueError:
        return None


def how_long_ago(start: str | None, published: str | None) -> str:
    """How long before the report's day a date lies, in steps."""
    days = days_ago(start, published)
    if days is None:
        return "unknown"
    return next((name for most, name in _STEPS if days <= most), "longer")
