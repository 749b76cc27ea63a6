"""The dateline: the words of place and day at the head of an Arabic report.

Two forms are known: places and a day before a dash, a colon or the line's end (حلب، سوريا، 08 يناير 2014 --), and a
place with an agency in brackets before a dash (بغداد (ا ف ب) -). A day in running text is no dateline.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from marsad.reports.moments import date_words, day_of_words, latin_digits

__all__ = ["Dateline", "find"]

_LINES = 3  # the dateline stands in one of the first lines that are not empty: behind a title, an author
_LONGEST = 120  # characters of a line that are looked at
_WORD = r"[^\W\d_]+"
_PLACE = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_BRACKETS = r"\([^()\n]{2,30}\)"
_DASH = r"[-–—ـ]+"
_UNDATED = re.compile(
    rf"{_PLACE}(?:[ ]*[،,][ ]*{_PLACE}){{0,2}}(?:[ ]*\({_PLACE}\))?[ ]*{_BRACKETS}(?=\s*{_DASH})"
)
# Words before a day that make it part of a sentence.
_RUNNING = re.compile(r"(?:في|فى|منذ|حتى|من|إلى|الى|قبل|بعد|بتاريخ|خلال|يوم)\s*$")


class Dateline(NamedTuple):
    """The words, and the day (ISO) where they tell one."""

    words: str
    day: str | None


@cache
def _lead() -> re.Pattern[str]:
    """What may stand before the day: up to four places or agencies, each behind it a comma, a dash or a bracket."""
    return re.compile(rf"(?:(?:{_PLACE}|{_BRACKETS})[ ]*[،,/:|–—-]*[ ]*){{0,4}}")


def find(text: str) -> Dateline | None:
    """The dateline at the head of `text`, or None."""
    lines = [line.strip() for line in text[: _LINES * 500].split("\n") if line.strip()][:_LINES]
    dated = (_dated(line[:_LONGEST]) for line in lines)
    return next(filter(None, dated), None) or next(filter(None, map(_undated, lines)), None)


def _dated(line: str) -> Dateline | None:
    plain = latin_digits(line)
    found = date_words().search(plain)
    day = day_of_words(found) if found else None
    if not found or not day:
        return None
    before, after = plain[: found.start()], plain[found.end() :]
    if _RUNNING.search(before) or not _lead().fullmatch(before) or _is_running(before):
        return None
    if not re.match(rf"\s*(?:$|[|:.،]|\)|{_DASH}|{_BRACKETS}\s*(?:$|[:|]|{_DASH}))", after):
        return None
    bracketed = re.match(rf"\s*{_BRACKETS}", after)
    end = found.end() + (bracketed.end() if bracketed else 0)
    return Dateline(line[:end].strip(), day)


def _is_running(before: str) -> bool:
    """Whether the words before a day are more than places: too many without a comma, dash or bracket between them."""
    *parts, last = re.split(r"[،,/:|()–—-]", before)
    return len(last.split()) > 2 or any(len(part.split()) > 4 for part in parts)


def _undated(line: str) -> Dateline | None:
    found = _UNDATED.match(line[:_LONGEST])
    return Dateline(found[0], None) if found else None
