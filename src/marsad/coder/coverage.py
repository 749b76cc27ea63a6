"""Room 6, coverage: whose word a sentence rests on that has no word of saying itself.

A report's lead is retold by the next paragraph with its source. The lead takes that source where the trigger's own
word comes again there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from marsad.coder.scopes import Scope
from marsad.coder.sources import Speaker
from marsad.coder.speakers import is_title
from marsad.coder.speech import word_set
from marsad.coder.text import Document
from marsad.coder.words import proclitic_cuts

_SHORT = 8  # a line with fewer tokens is a dateline or a title
_UNNAMED = 6  # an unnamed official's description has no more words than this
_LATE = 3  # the retelling begins with its word of saying, at most after so many tokens
_BLOCK = 64  # tokens
_WEAK = frozenset("اويتمنهء")  # letters of affixes and weak roots


class Field:
    """The scopes of a report, laid out by sentence."""

    def __init__(self, doc: Document, units: list[tuple[int, int]], scopes: list[Scope]) -> None:
        self.doc, self.units, self.scopes = doc, units, scopes
        self.lead = next((n for n, (lo, hi) in enumerate(units) if hi - lo >= _SHORT), len(units))
        self._of_block: dict[int, list[Scope]] = {}  # those that lie over a block of tokens
        for scope in scopes:
            for block in range(scope.first // _BLOCK, (scope.last - 1) // _BLOCK + 1):
                self._of_block.setdefault(block, []).append(scope)
        self._told: frozenset[str] | None = None
        self._teller: Scope | None = None

    def around(self, index: int) -> list[Scope]:
        """The scopes around token `index`, innermost first; for a lead without one, the scope that retells it."""
        found = [s for s in self._of_block.get(index // _BLOCK, ()) if s.first <= index < s.last]
        if found and self.in_lead(index):
            found = [self._completed(s) for s in found]
        if found:
            return sorted(found, key=lambda s: s.last - s.first) if len(found) > 1 else found
        retold = self._retold(index)
        return [retold] if retold is not None else []

    def in_lead(self, index: int) -> bool:
        """Whether token `index` is in the report's lead."""
        return self.lead < len(self.units) and self.units[self.lead][0] <= index < self.units[self.lead][1]

    def _completed(self, scope: Scope) -> Scope:
        """A scope of the lead with whom its speaker turns out to have spoken to."""
        if not scope.speakers:
            return scope
        more = tuple(s for s in self._named_later(scope.speakers[0]) if s not in scope.speakers)
        return replace(scope, speakers=(*scope.speakers, *more)) if more else scope

    def _named_later(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """To whom an official unnamed in the lead spoke, if the next sentence names one."""
        if speaker.head not in word_set("unnamed") or len(speaker.words) > _UNNAMED:
            return ()
        if self._told is None:
            self._read_teller()
        teller = self._teller.speakers[0] if self._teller else None
        return teller.outer if teller is not None and is_title(teller.head) else ()

    def _retold(self, index: int) -> Scope | None:
        if not self.in_lead(index):
            return None
        if self._told is None:
            self._read_teller()
        if self._teller is None or not self._told:
            return None
        last = min(index + 3, self.units[self.lead][1])
        words = (n for n in self.doc.norms[index:last] if len(n) > 2)
        return self._teller if any(root(n) in self._told for n in words) else None

    def _read_teller(self) -> None:
        """Notes the first scope of the sentence behind the lead, and that sentence's roots."""
        self._told = frozenset()
        if self.lead + 1 >= len(self.units):
            return
        lo, hi = self.units[self.lead + 1]
        opening = [s for s in self.scopes if lo <= s.verb <= lo + _LATE and s.speakers and s.mode == "report"]
        self._teller = min(opening, key=lambda s: s.verb, default=None)
        self._told = frozenset(root(n) for n in self.doc.norms[lo:hi] if len(n) > 2)


@lru_cache(maxsize=1 << 14)
def root(norm: str) -> str:
    """A rough root of the folded word: clitics, weak letters and common affix letters dropped, three letters kept."""
    cuts = proclitic_cuts(norm)
    stem = cuts[-1].stem if cuts else norm
    return "".join(c for c in stem if c not in _WEAK)[:3] or stem
