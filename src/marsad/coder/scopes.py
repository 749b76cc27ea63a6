"""Room 6, scopes: ranges of a report told on somebody's word, and the bookkeeping of which are open."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.coder.guards import QUOTES, open_quote
from marsad.coder.sources import Speaker
from marsad.coder.speech import cues
from marsad.coder.text import Document

_LONGEST_QUOTE = 6  # sentences
_SHORT_LINE = 6  # tokens
_MESSAGES = 3  # lines without a full stop that make a text a list of messages
_FULL = frozenset((".", "؟", "?", "!", "…", "،", "؛"))


@dataclass(slots=True)
class Scope:
    """Tokens [first, last) told on the word of `speakers` (innermost first), in the given mode of speech."""

    first: int
    last: int
    speakers: tuple[Speaker, ...]
    mode: str
    rule: str
    via: str | None = None
    verb: int = -1  # the token of the word of saying
    told: tuple[Speaker, ...] = ()  # to whom these words were said: نفى مصدر لوكالة كذا


def read_units(doc: Document) -> list[tuple[int, int]]:
    """Sentences as token ranges; lines that a page broke in the middle of a sentence are joined again."""
    units: list[tuple[int, int]] = []
    messages = _are_messages(doc)
    for sentence in doc.sentences:
        if units and not messages and _broken_line(doc, *units[-1]):
            units[-1] = (units[-1][0], sentence.last)
        else:
            units.append((sentence.first, sentence.last))
    return units


def _are_messages(doc: Document) -> bool:
    """Whether every line is a message of its own, as in a channel's posts: several long ones, none with a full stop."""
    ends = [
        doc.norms[s.last - 1]
        for s in doc.sentences[:-1]
        if s.last - s.first >= _SHORT_LINE
        and "\n" in doc.text[doc.tokens[s.last - 1].end : doc.tokens[s.last].start]
    ]
    return len(ends) >= _MESSAGES and not any(end in _FULL for end in ends)


def _broken_line(doc: Document, first: int, last: int) -> bool:
    """Whether the line of tokens [first, last) breaks off without an end and goes on in the same paragraph."""
    if last >= len(doc.tokens) or last - first < _SHORT_LINE:
        return False
    end = doc.norms[last - 1]
    if end == "؛":
        return True
    if not end[-1].isalnum() and end != "،":
        return False
    return doc.text[doc.tokens[last - 1].end : doc.tokens[last].start].count("\n") == 1


class Scopes:
    """The scopes found so far, those still open in the sentence, and a quotation that runs on."""

    def __init__(self, doc: Document) -> None:
        self.doc, self.norms = doc, doc.norms
        self.found: list[Scope] = []
        self.open: list[Scope] = []
        self._quoted: Scope | None = None

    def push(self, scope: Scope) -> None:
        """Opens a scope; it reaches to the end of its sentence unless it is closed."""
        self.found.append(scope)
        self.open.append(scope)

    def close(self, at: int) -> None:
        """Ends all open scopes at token `at`."""
        for scope in self.open:
            scope.last = at
        self.open = []

    def end_sentence(self, hi: int) -> None:
        """Ends all open scopes; a quotation that is not closed yet runs on."""
        if self.open and self._starts_quoted(self.open[0].first) and self.in_quote(self.open[0].first, hi):
            self._quoted = self.open[0]
        self.close(hi)

    def inside_quote(self, i: int) -> bool:
        """Whether token `i` stands in a quotation that an open scope began."""
        return any(self.in_quote(s.first, i) for s in self.open)

    def _starts_quoted(self, first: int) -> bool:
        return any(n in QUOTES for n in self.norms[first : first + 3])

    def in_quote(self, first: int, last: int) -> bool:
        """Whether a quotation opened in [first, last) is still open at `last`."""
        return open_quote(self.norms[first:last])

    def carry(self, lo: int, hi: int) -> tuple[int, tuple[Speaker, ...]]:
        """Carries an open quotation into the sentence [lo, hi): (the token to go on from, who is quoted)."""
        scope, self._quoted = self._quoted, None
        cue = cues().get(self.norms[lo])
        if scope is None or cue is not None and cue.conj:
            return lo, ()
        end = next((k + 1 for k in range(lo, hi) if self.norms[k] in ('"', "”", "»")), 0)
        if end:
            scope.last = end
            return end, scope.speakers
        if self.doc.sentence_of[lo] - self.doc.sentence_of[scope.first] > _LONGEST_QUOTE:
            return lo, ()
        scope.last, self._quoted = hi, scope
        return hi, scope.speakers
