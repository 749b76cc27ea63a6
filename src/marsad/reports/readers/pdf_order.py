"""The glyphs of a PDF page in reading order.

A PDF says where glyphs stand, not how they are read, and a glyph may be several letters (لا). Programs that turn text
around by letters break those; here glyphs are ordered, and each keeps its letters in their order. Of a line that is
mostly Arabic, glyphs are read from the right; runs of Latin letters and numbers in it from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

__all__ = ["paragraphs"]

_RIGHT = {"R", "AL"}
_LEFT = {"L", "EN", "AN"}
_PERCENT = {"%", "٪"}
_JOINS = {"ES", "CS", "ET"}  # between or behind the numbers of a run: 1.5, 10:30, 25%
_OPEN, _CLOSE = set("([{<«"), set(")]}>»")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_GAP = 0.2  # of a glyph's height: a wider gap is a space
_SHORT = 0.12  # of a box's width: a line that ends so far before the edge ends a paragraph


def paragraphs(page: Any) -> Iterator[str]:
    """The paragraphs of a laid-out page, from top to bottom."""
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    for box in page:
        if not isinstance(box, LTTextContainer):
            continue
        lines = []
        for line in box:
            if isinstance(line, LTTextLine):
                glyphs = [glyph for glyph in line if isinstance(glyph, LTChar) and glyph.get_text()]
                lines.append((line, *_read(glyphs)))
        yield from _joined(box, lines)


def _joined(box: Any, lines: list[tuple[Any, str, bool]]) -> Iterator[str]:
    """The lines of a box as paragraphs: a line that ends early, or the last, ends one."""
    words: list[str] = []
    for line, text, from_right in lines:
        if text:
            words.append(text)
        left = line.x0 - box.x0 if from_right else box.x1 - line.x1
        if words and left > (box.x1 - box.x0) * _SHORT:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _read(glyphs: list[Any]) -> tuple[str, bool]:
    """The text of a line, and whether it is read from the right."""
    kinds = [_kind(glyph.get_text()) for glyph in glyphs]
    from_right = sum(kind in _RIGHT for kind in kinds) > sum(kind == "L" for kind in kinds)
    glyphs = sorted(glyphs, key=lambda glyph: glyph.x0 + glyph.x1)
    pieces = _spaced(glyphs)
    if from_right:
        pieces = _turned(pieces)
    text = "".join(pieces)
    return " ".join(_plain(text).split()), from_right


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
