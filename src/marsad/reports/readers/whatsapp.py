"""WhatsApp's text export (with Android's dash or the iPhone's brackets). A message with words is a report.

Days come in the order of the phone's region, in Arabic or Latin digits, with direction marks between them. Which of two
numbers is the month is told by a number above 12, by Arabic digits or halves of the day (the day is first then), else
by the messages being in order; where nothing tells, the day stays null.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import PurePath

from marsad.knowledge import read_yaml
from marsad.reports.encoding import normalise
from marsad.reports.items import Note
from marsad.reports.moments import Moment, Order, latin_digits, moment, order_of
from marsad.reports.readers.text import decoded, on_encoding
from marsad.reports.source import Item, Source, opening

_MARK = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_SEPARATOR = rf"{_MARK}*[/.\-]{_MARK}*"
_ARABIC = re.compile("[٠-٩صم]")


@cache
def _chats() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_yaml("chats.yaml")
    return data


@cache
def _head() -> re.Pattern[str]:
    """What a message begins with: groups date, hour, half, and the rest: sender and words, or a line of the system."""
    halves = "|".join(map(re.escape, _chats()["before_noon"] + _chats()["after_noon"]))
    return re.compile(
        rf"^{_MARK}*(?P<bracket>\[)?{_MARK}*(?P<date>\d{{1,4}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{1,4}}){_MARK}*[,،]?\s+"
        rf"{_MARK}*(?P<hour>\d{{1,2}}:\d{{2}}(?::\d{{2}})?){_MARK}*\s*(?P<half>{halves})?{_MARK}*"
        rf"(?(bracket)\]|\s+[-–])\s+(?P<rest>.*)$",
        re.MULTILINE,
    )


def sniff(head: bytes, file: str) -> bool:
    """By its first line, or by its second and third where a line of the system goes over two."""
    return any(_head().match(latin_digits(line)) for line in opening(head).split("\n", 3)[:3])


@dataclass(slots=True)
class _Message:
    line: int
    date: str
    hour: str
    half: str
    sender: str | None
    words: list[str]
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        """What the sender wrote; "" where it is a picture, a file or a message taken back."""
        words = self.words
        first = re.sub(_MARK, "", words[0]).strip()
        if first.endswith(tuple(_chats()["attached"])):
            words = words[1:]
        said = "\n".join(words).strip()
        return "" if re.sub(_MARK, "", said).strip("\u200b ") in _chats()["omitted"] else said


def read(source: Source) -> Iterator[Item]:
    """A report for every message with words; its id comes from its words, sender and time."""
    text, encoding = decoded(source.whole())
    messages = list(_messages(normalise(text)))
    order = _order(messages)
    chat, silent = _chat(source.file), 0
    for message in messages:
        words = message.text()
        if message.sender is None or not words:
            silent += 1
            continue
        key = "\n".join((message.date, message.hour, message.half, message.sender, words))
        fields = {
            "id": "whatsapp-" + hashlib.sha256(key.encode()).hexdigest()[:16],
            "text": words,
            "author": message.sender,
            "outlet": chat,
            "published": _moment(message, order),
        }
        yield from source.report(fields, "\n".join(message.lines).encode(), "text/plain", message.line)
    if silent:
        yield Note(source.file, 1, f"{silent} lines without words of a sender passed over")
    yield from on_encoding(encoding, source.file, 1)


def _messages(text: str) -> Iterator[_Message]:
    """The messages in their order; lines before the first are left aside."""
    message: _Message | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _head().match(latin_digits(line))
        if not found:
            if message:
                message.words.append(line)
                message.lines.append(line)
            continue
        if message:
            yield message
        rest = line[found.start("rest") :]
        sender, colon, words = rest.partition(": ")
        if not colon and rest.endswith(":"):
            sender, colon = rest[:-1], ":"
        sender = re.sub(_MARK, "", sender).strip()
        known = bool(colon) and 0 < len(sender) <= 100
        date = re.sub(_MARK, "", line[found.start("date") : found.end("date")])
        half = found["half"] or ""
        message = _Message(number, date, found["hour"], half, sender if known else None, [words], [line])
    if message:
        yield message


def _order(messages: list[_Message]) -> Order | None:
    dates = [message.date for message in messages]
    told = order_of(dates)
    if told or any(_ARABIC.search(message.date + message.half) for message in messages):
        return told or "dmy"
    backward: dict[Order, int] = {}
    for order in ("dmy", "mdy"):
        days = [found.day for found in (moment(date, order) for date in dates) if found]
        backward[order] = sum(after < before for before, after in pairwise(days))
    if backward["dmy"] == backward["mdy"]:
        return None
    return "dmy" if backward["dmy"] < backward["mdy"] else "mdy"


def _moment(message: _Message, order: Order | None) -> Moment | str:
    day = moment(message.date, order)
    if day is None:
        return message.date
    hour, *rest = map(int, message.hour.split(":"))
    if message.half in _chats()["after_noon"] and hour < 12:
        hour += 12
    elif message.half in _chats()["before_noon"] and hour == 12:
        hour = 0
    try:
        return Moment(
            day.day,
            datetime.fromisoformat(day.day)
            .replace(hour=hour, minute=rest[0], second=(rest + [0])[1])
            .isoformat(),
        )
    except ValueError:
        return day


def _chat(file: str) -> str | None:
    """The name of the chat, from that of the file."""
    stem = PurePath(file.rpartition("!")[2]).stem
    for before in _chats()["named"]:
        if stem.startswith(before):
            return stem.removeprefix(before).strip() or None
    return None
