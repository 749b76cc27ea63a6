"""Room 6, casualties: who was killed, wounded, captured, missing or displaced, and how many.

Counted people (`casualty_groups`) become candidates where something says what happened to them: their own noun (قتيل),
a masdar or verb before them (مقتل، أصيب), a verb behind them (53 شخصا قتلوا), the whole whose part they are (بينهم).
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.casualty_groups import GroupReader
from marsad.coder.casualty_links import find_known, find_parts, inherit, merge_repeats, settle_categories
from marsad.coder.casualty_people import add_people
from marsad.coder.casualty_rolls import Rolls
from marsad.coder.casualty_state import BREAKS, CasualtyCandidate
from marsad.coder.casualty_words import casualty_words
from marsad.coder.mentions import ActorMention, DateMention, NumberMention, PlaceMention
from marsad.coder.text import Document
from marsad.coder.words import INTO

__all__ = ["CasualtyCandidate", "find_casualties"]

_MARKS = ("part", "most", "rest", "share", "some_of", "both")


def find_casualties(
    doc: Document,
    numbers: Sequence[NumberMention],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> list[CasualtyCandidate]:
    """Every candidate of the document in text order; `part_of` is the index of the whole in the list."""
    words = casualty_words()
    groups = GroupReader(doc, words, list(numbers), list(dates), list(actors))
    finder = _Finder(doc, words, groups, places)
    for sentence in doc.sentences:
        finder.walk(sentence.first, sentence.last)
    add_people(doc, finder.found, actors, words)
    inherit(doc, finder.found, words)
    elsewhere = _elsewhere(doc, places)
    kept = merge_repeats(doc, finder.found, elsewhere)
    find_parts(kept, elsewhere.keys())
    find_known(doc, kept)
    settle_categories(doc, kept, words)
    return kept


def _elsewhere(doc: Document, places: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """Sentences that open with a place of their own, and that place: وفي محافظة كذا، أصيب."""
    openings = {s.first: s.index for s in doc.sentences if doc.norms[s.first] in INTO}
    return {openings[first]: p for p in places for first in (p.first - 1, p.first - 2) if first in openings}


class _Finder(Rolls):
    """The walk through a document, sentence by sentence."""

    def walk(self, first: int, end: int) -> None:
        """Finds the candidates of the sentence at tokens [first, end)."""
        self.begin_at(first)
        if self._is_link(first, end) or self._is_accident(first, end):
            return
        i = first
        while i < end:
            norm = self.norms[i]
            rolled = self._roll(i, end)
            if rolled:
                i = rolled
                continue
            if self.words.is_idle(norm) and self.groups.is_quiet(i):
                i += 1
                continue
            if self._split(i, end):
                i += 1
                continue
            if norm in BREAKS:
                self.governor = None
                self.list_end = -1
            i = max(i + 1, self._step(i, end))

    def _is_link(self, first: int, end: int) -> bool:
        """Whether the sentence is the title of another report, behind a line that says so."""
        if self.norms[first] in self.words.links and end - first <= 4:
            self.links = True
        elif self.links and self.norms[end - 1] in (".", "؟", "…"):
            self.links = False
        return self.links

    def _is_accident(self, first: int, end: int) -> bool:
        """Whether the sentence tells of a crash or a collapse."""
        accidents = self.words.accidents
        return any(
            self.norms[i] in accidents and self.norms[i + 1] in accidents[self.norms[i]]
            for i in range(first, end - 1)
        )

    def _step(self, i: int, end: int) -> int:
        """Reads what begins at token `i`; the token to go on from."""
        if (
            self.norms[i] == "كل"
            and self.norms[i + 1 : i + 2] == ["من"]
            and self.governor
            and self.governor.last == i
        ):
            self.governor.last = i + 2  # مقتل كل من فلان وفلان
            return i + 2
        phrase = self.words.phrase(self.norms, i)
        person = self.groups.persons.get(i)
        named = person is not None and person.kind == "person"
        if phrase and not (named and phrase[0].kind.startswith("people")):
            last = self._marked(i, i + 1 + len(phrase[0].rest), phrase[0].kind, phrase[0].value, end)
            if last:
                return last
        senses = self.words.read(self.norms[i])
        mark = next((s for s in senses if s.kind in _MARKS), None)
        if mark:
            return self._marked(i, i + 1, mark.kind, mark.value, end) or i + 1
        group = self.groups.at(i, end)
        if group and self._titles_names(group):
            return group.last
        if group and self._take(group, end):
            return group.last
        self._govern(i, i + 1, senses, group)
        return group.last if group and group.form == "number" else i + 1
