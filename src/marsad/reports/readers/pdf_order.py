"""The glyphs of a PDF page in reading order.

A PDF says where glyphs stand, not how they are read, and a glyph may be several letters (لا). Programs that turn text
around by letters break those; here glyphs are ordered, and each keeps its letters in their order. Of a line that is
mostly Arabic, glyphs are read from the right; runs of Latin letters and numbers in it from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

__all__ = ["paragraphs"]

_RIGHT = {"R", "AL"}
_LEFT = {"L", "EN", "AN"}
_PERCENT = {"%", "٪"}
_JOINS = {"ES", "CS", "ET"}  # between or behind the numbers of a run: 1.5, 10:30, 25%
_OPEN, _CLOSE = set("([{<«"), set(")]}>»")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_GAP = 0.2  # of a glyph's height: a wider gap is a space
_MOST_LINES = 2000  # of a page; one with more is no prose, and each line is compared with all others
_LINES_APART = 2.5  # of a line's height: what lies further below is another paragraph


class _Line(NamedTuple):
    """A line of a page in reading order, and the box around it (points, from the lower left corner)."""

    text: str
    from_right: bool
    x0: float
    x1: float
    y0: float
    y1: float

    def begins(self) -> float:
        """The edge where reading begins."""
        return self.x1 if self.from_right else self.x0

    def first_word(self) -> float:
        """About how wide its first word is."""
        return (self.x1 - self.x0) * (len(self.text.split(" ", 1)[0]) + 1) / len(self.text)


def paragraphs(page: Any) -> Iterator[str]:
    """The paragraphs of a laid-out page, from top to bottom."""
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    lines = []
    for box in _in_rows([box for box in page if isinstance(box, LTTextContainer)]):
        for line in box:
            if isinstance(line, LTTextLine):
                read = _read([glyph for glyph in line if isinstance(glyph, LTChar) and glyph.get_text()])
                lines += [read] if read else []
    words: list[str] = []
    for line, after in zip_longest(lines, lines[1:]):
        words.append(line.text)
        if not after or len(lines) > _MOST_LINES or not _goes_on(line, after, lines):
            yield " ".join(words)
            words = []


def _in_rows(boxes: list[Any]) -> list[Any]:
    """The boxes of a page from top to bottom; of those beside each other the right one first if it is Arabic."""
    rows: list[list[Any]] = []
    for box in sorted(boxes, key=lambda box: -box.y1):
        first = rows[-1][0] if rows else None
        if first and min(first.y1, box.y1) - max(first.y0, box.y0) > min(first.height, box.height) / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [
        box for row in rows for box in sorted(row, key=lambda box: -box.x1 if _is_arabic(row) else box.x0)
    ]


def _is_arabic(boxes: list[Any]) -> bool:
    kinds = [unicodedata.bidirectional(letter) for box in boxes for letter in box.get_text()[:200]]
    return sum(kind in _RIGHT for kind in kinds) > kinds.count("L")


def _goes_on(line: _Line, after: _Line, lines: list[_Line]) -> bool:
    """Whether a paragraph goes on: the first word of the line below would not have fitted in its column."""
    height = line.y1 - line.y0
    below = 0 < line.y0 - after.y0 < _LINES_APART * height
    if not below or line.from_right != after.from_right or not _aligned(line, after):
        return False
    column = [other for other in lines if other.from_right == line.from_right and _aligned(line, other)]
    edge = min(other.x0 for other in column) if line.from_right else max(other.x1 for other in column)
    left = line.x0 - edge if line.from_right else edge - line.x1
    return left < after.first_word()


def _aligned(line: _Line, other: _Line) -> bool:
    return abs(line.begins() - other.begins()) < line.y1 - line.y0


def _read(glyphs: list[Any]) -> _Line | None:
    """The glyphs of a line in reading order; None where they are only spaces."""
    kinds = [_kind(glyph.get_text()) for glyph in glyphs]
    from_right = sum(kind in _RIGHT for kind in kinds) > sum(kind == "L" for kind in kinds)
    pieces = _spaced(sorted(glyphs, key=lambda glyph: glyph.x0 + glyph.x1))
    text = " ".join(_plain("".join(_turned(pieces) if from_right else pieces)).split())
    seen = [glyph for glyph in glyphs if not glyph.get_text().isspace()]
    if not text or not seen:
        return None
    x0, y0 = min(glyph.x0 for glyph in seen), min(glyph.y0 for glyph in seen)
    return _Line(text, from_right, x0, max(g.x1 for g in seen), y0, max(g.y1 for g in seen))


def _plain(text: str) -> str:
    """`text` with letters as such, not the forms they have at the beginning, middle or end of a word."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" else c
        for c in text
    ).replace("\0", "")


def _kind(text: str) -> str:
    """The bidirectional class of a glyph: that of its first letter."""
    return unicodedata.bidirectional(text[0])


def _spaced(glyphs: list[Any]) -> list[str]:
    """The letters of glyphs, with a space where a gap is wide and none is written."""
    pieces: list[str] = []
    edge: float | None = None
    for glyph in glyphs:
        text = glyph.get_text()
        if (
            edge is not None
            and glyph.x0 - edge > _GAP * glyph.height
            and not text.isspace()
            and not pieces[-1].isspace()
        ):
            pieces.append(" ")
        pieces.append(text)
        edge = max(edge or glyph.x1, glyph.x1)
    return pieces


def _turned(pieces: list[str]) -> list[str]:
    """Pieces that stand from left to right, in the order they are read from the right."""
    pieces = pieces[::-1]
    kinds = [_kind(piece) for piece in pieces]
    out: list[str] = []
    i = 0
    while i < len(pieces):
        j = max(i + 1, _run(kinds, pieces, i))
        out += pieces[i:j][::-1]
        i = j
    # Some programs write a bracket as it looks, others as it is meant: what opens comes first.
    first = next((piece for piece in out if piece in _OPEN or piece in _CLOSE), None)
    return [piece.translate(_MIRRORED) for piece in out] if first in _CLOSE else out


def _run(kinds: list[str], pieces: list[str], start: int) -> int:
    """Where the run of Latin letters and numbers that begins at `start` ends; `start` where none begins."""
    sign = kinds[start] == "ET" and kinds[start + 1 : start + 2] == ["EN"]
    if kinds[start] not in _LEFT and not sign:
        return start
    end, latin = start, False
    for i in range(start, len(kinds)):
        kind = kinds[i]
        latin = latin or kind == "L"
        if kind in _LEFT or (kind == "ET" and pieces[i] not in _PERCENT):
            end = i + 1
        elif kind in _RIGHT or not (latin or kind in _JOINS):
            break
    return end
