"""JSON read piece by piece, so that an export of gigabytes takes no more memory than its largest message."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple

from marsad.reports.source import Unreadable

__all__ = ["Path", "Piece", "pieces"]

Path = tuple[str, ...]
"""Keys from the top; the entries of an array are `[]`."""

_CHUNK = 1 << 16
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_DEEPEST = 20  # containers that are opened; what is in a piece may be deeper


class Piece(NamedTuple):
    """A value, where it stands, the line (from 1) where it begins, and its own text."""

    path: Path
    line: int
    value: Any
    text: str


def pieces(stream: IO[bytes], opened: Callable[[Path], bool], longest: int) -> Iterator[Piece]:
    """The values of a JSON document in UTF-8, in their order: of containers whose path is `opened`, what is in them.

    `longest` is the largest piece, in characters. `Unreadable` where the JSON is broken, too deep or a piece too long,
    after all pieces before that.
    """
    reader = _Reader(stream, longest)
    yield from reader.value((), opened)
    if reader.peek():
        raise reader.broken("something behind the end")


class _Reader:
    def __init__(self, stream: IO[bytes], longest: int) -> None:
        self.stream, self.longest = stream, longest
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.text, self.at, self.line, self.ended = "", 0, 1, False

    def broken(self, what: str) -> Unreadable:
        return Unreadable(f"broken JSON: {what}; what follows is left out", self.line)

    def more(self) -> bool:
        """Read on; False at the end."""
        data = self.stream.read(_CHUNK if len(self.text) < _CHUNK else len(self.text))
        try:
            new = self.decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise self.broken("not UTF-8") from None
        self.ended = not data
        self.text = self.text[self.at :] + new
        self.at = 0
        return bool(data)

    def skip(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def peek(self) -> str:
        """The next character that is no space, "" at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            assert found
            self.skip(found.end())
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended or not self.more():
                return ""

    def take(self, wanted: str) -> str:
        found = self.peek()
        if not found or found not in wanted:
            raise self.broken(f"{found!r} where one of {wanted} is due" if found else "it ends too early")
        self.skip(self.at + 1)
        return found

    def whole(self) -> tuple[Any, str]:
        """The value that begins here, and its text."""
        if not self.peek():
            raise self.broken("it ends too early")
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
                if end < len(self.text) or self.ended:  # a number at the end of the buffer may go on
                    text = self.text[self.at : end]
                    self.skip(end)
                    return value, text
            except json.JSONDecodeError as error:
                if self.ended:
                    raise self.broken(error.msg) from None
            except (ValueError, RecursionError):
                raise self.broken("nested too deep, or a number too long") from None
            if len(self.text) - self.at > self.longest:
                raise self.broken(f"a value of more than {self.longest:,} characters")
            self.more()

    def value(self, path: Path, opened: Callable[[Path], bool]) -> Iterator[Piece]:
        begin = self.peek()
        if begin not in ("{", "[") or len(path) >= _DEEPEST or not opened(path):
            line = self.line
            value, text = self.whole()
            yield Piece(path, line, value, text)
            return
        self.skip(self.at + 1)
        close = "}" if begin == "{" else "]"
        if self.peek() == close:
            self.skip(self.at + 1)
            return
        while True:
            key = "[]"
            if begin == "{":
                key, _ = self.whole()
                if not isinstance(key, str):
                    raise self.broken("a key that is no string")
                self.take(":")
            yield from self.value((*path, key), opened)
            if self.take("," + close) == close:
                return
