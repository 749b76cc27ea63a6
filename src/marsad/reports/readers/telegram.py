"""Telegram Desktop's JSON export (result.json): of one chat, or of all of them. A message with words is a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from marsad.reports.items import Note
from marsad.reports.json_stream import Path, pieces
from marsad.reports.moments import Moment, moment
from marsad.reports.readers.jsonl import LINE_FACTOR
from marsad.reports.source import Item, Source, opening

_CHATS = {"chats", "left_chats"}
_ZONES = timedelta(hours=15)  # no zone is further from UTC


def sniff(head: bytes, file: str) -> bool:
    """One chat begins with its name, type, id and messages; all chats with a preamble of Telegram's."""
    start = opening(head)
    one = '"messages"' in start and '"type"' in start and '"id"' in start
    every = any(f'"{key}"' in start for key in ("personal_information", *_CHATS)) and '"about"' in start
    return start.startswith("{") and (one or every)


def read(source: Source) -> Iterator[Item]:
    """A report for every message with words, named by chat and message."""
    chat: dict[str, Any] = {}
    silent, in_messages = 0, False
    for piece in pieces(source.stream, _opened, source.options.limit * LINE_FACTOR):
        message = piece.value
        if piece.path[-2:] != ("messages", "[]"):
            if in_messages:
                chat, in_messages = {}, False
            chat[piece.path[-1] if piece.path else ""] = message
            continue
        in_messages = True
        words = _words(message.get("text")) if isinstance(message, dict) else ""
        if not words.strip() or message.get("type") != "message":
            silent += 1
            continue
        fields = _fields(message, chat) | {"text": words}
        yield from source.report(fields, piece.text.encode(), "application/json", piece.line)
    if silent:
        yield Note(source.file, 1, f"{silent} messages without words passed over")


def _opened(path: Path) -> bool:
    """The containers on the way to the messages."""
    return not path or path[-1] in {"messages", "list", *_CHATS} or path[-2:] == ("list", "[]")


def _words(text: Any) -> str:
    """The words of a message: a string, or a list of strings and of marked pieces with a `text`."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    return "".join(
        p if isinstance(p, str) else str(p.get("text", "")) for p in parts if isinstance(p, str | dict)
    )


def _fields(message: dict[str, Any], chat: dict[str, Any]) -> dict[str, Any]:
    name = chat.get("name") if isinstance(chat.get("name"), str) else None
    sender = message.get("forwarded_from") or message.get("author") or message.get("from")
    return {
        "id": f"telegram-{chat.get('id', name)}/{message.get('id')}",
        "outlet": name,
        "author": sender if isinstance(sender, str) and sender != name else None,
        "published": _moment(message),
    }


def _moment(message: dict[str, Any]) -> Moment | str | None:
    """When it was posted, in the zone of the machine that exported it: that told by both of its clocks."""
    local = message.get("date")
    if not isinstance(local, str):
        return None
    try:
        here = datetime.fromisoformat(local)
        there = datetime.fromtimestamp(int(message["date_unixtime"]), UTC).replace(tzinfo=None)
        offset = here - there
        zone = timezone(offset) if abs(offset) < _ZONES else None
        return moment(here.replace(tzinfo=zone))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return moment(local) or local
