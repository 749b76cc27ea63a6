"""Room 6, casualties: whose people the victims are, and who did it, where the words around the count name them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.coder.casualty_words import CasualtyWords
from marsad.coder.mentions import ActorMention
from marsad.coder.text import Document
from marsad.coder.words import proclitic_cuts

if TYPE_CHECKING:
    from marsad.coder.casualties import CasualtyCandidate

_BODIES = ("group", "force", "state")
_AGENTS = ("group", "force", "state", "people", "person", "office")
_ARMED = {"MIL", "REB", "UAF"}
_NOUN_REACH, _BY_REACH, _ATTACK_REACH, _SUBJECT_REACH = 7, 14, 16, 8
_LINKS = {"من", "في", "فى", "صفوف", "بين", "و", '"', "«", "“", "كل", "ل", "من بين", "تابع", "الي"}
_ENDS = {".", "؛", ":", "؟", "!"}


def add_people(
    doc: Document, found: list[CasualtyCandidate], actors: Sequence[ActorMention], words: CasualtyWords
) -> None:
    """Sets affiliation and perpetrator where the words name them."""
    if not actors:
        return
    people = _People(doc, list(actors), words)
    for candidate in found:
        candidate.affiliation = people.affiliation(candidate)
        candidate.perpetrator = people.perpetrator(candidate)


class _People:
    """The actors of a document around its counts."""

    def __init__(self, doc: Document, actors: list[ActorMention], words: CasualtyWords) -> None:
        self.doc, self.norms, self.words = doc, doc.norms, words
        self.actors = sorted(actors, key=lambda a: (a.first, -a.last))
        self.firsts = [a.first for a in self.actors]
        self.sentence_of = doc.sentence_of

    def between(self, first: int, last: int) -> list[ActorMention]:
        """Mentions that begin in [first, last), in order."""
        return self.actors[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]

    # -- affiliation ---------------------------------------------------------------------------------------------

    def affiliation(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The body whose people are counted: a body named in the noun phrase, in صفوف, or the army of the report."""
        end = self.doc.sentences[candidate.sentence].last
        covering = [a for a in self.between(candidate.first, candidate.group_last + 2) if a.kind in ("people", "person", "office")]
        for mention in covering:
            body = self._body_inside(mention)
            if body:
                return body
        body = self._body_behind(candidate, end)
        if body:
            return body
        if candidate.category == "police":
            return self._nearest(candidate, lambda a: a.role == "COP" and a.kind in _BODIES)
        if candidate.category == "combatant":
            armed = next((a for a in covering if a.kind == "people" and a.role in ("REB", "UAF")), None)
            if armed is not None:
                return armed
            if any(a.role == "MIL" for a in covering):
                return self._nearest(candidate, lambda a: a.role == "MIL" and a.kind in _BODIES)
        return None

    def _body_inside(self, mention: ActorMention) -> ActorMention | None:
        inner = [a for a in self.between(mention.first, mention.last) if a is not mention and a.last <= mention.last]
        return next((a for a in inner if a.kind in ("group", "force")), None)

    def _body_behind(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        """A body tied to the count by من, في صفوف or its like."""
        for mention in self.between(candidate.group_last, min(end, candidate.group_last + _NOUN_REACH)):
            between = self.norms[candidate.group_last : mention.first]
            if any(w in _ENDS or w in ("،", ",", "بينهم", "في هجوم") for w in between):
                return None
            tied = mention.prep == "ل" or bool(between) and (between[-1] in ("من", "صفوف") or "صفوف" in between)
            member = between and any(c.stem in self.words.members for c in proclitic_cuts(between[-1]))
            if mention.kind in _BODIES[:2] and (tied or member):
                return mention
            if mention.kind == "people" and tied:
                return self._body_inside(mention) or (mention if mention.role in _ARMED else None)
        return None

    def _nearest(self, candidate: CasualtyCandidate, fits) -> ActorMention | None:  # type: ignore[no-untyped-def]
        near = [a for a in self.actors if fits(a) and abs(self.sentence_of[a.first] - candidate.sentence) <= 3]
        return min(near, key=lambda a: abs(a.first - candidate.first), default=None)

    # -- perpetrator ---------------------------------------------------------------------------------------------

    def perpetrator(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """Who did it: behind برصاص or على يد, as the subject of an active verb, or of the attack told of."""
        end = self.doc.sentences[candidate.sentence].last
        return self._by(candidate, end) or self._subject(candidate) or self._attacker(candidate, end)

    def _by(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        for i in range(candidate.group_last, min(end, candidate.group_last + _BY_REACH)):
            if self.norms[i] in _ENDS:
                return None
            two, one = tuple(self.norms[max(0, i - 1) : i + 1]), (self.norms[i],)
            if two in self.words.by or one in self.words.by:
                agents = self.between(i + 1, i + 4)
                return next((a for a in agents if a.kind in _AGENTS), None)
        return None

    def _subject(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The subject of the active verb: between it and the counted people, or right before it."""
        trigger = candidate.trigger
        if trigger is None or candidate.rule.split("+")[0] not in ("does", "either") or trigger >= candidate.first:
            return None
        inside = [a for a in self.between(trigger + 1, candidate.first) if a.kind in _AGENTS and not a.prep]
        if inside:
            before = self.norms[inside[0].first - 1]
            return inside[0] if inside[0].first <= trigger + 3 and before not in ("في", "فى", "من", "علي", "برصاص") else None
        active = candidate.rule.startswith("does") or self.norms[trigger].endswith(("وا", "ت"))
        if not active:
            return None
        first = self.doc.sentences[candidate.sentence].first
        near = [
            a
            for a in self.between(max(first, trigger - _SUBJECT_REACH), trigger)
            if a.kind in _AGENTS and a.last <= trigger and "nested" not in a.flags and not a.prep
        ]
        return near[-1] if near and not set(self.norms[near[-1].last : trigger]) & (_ENDS | {"،", ",", "في", "فى"}) else None

    def _attacker(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        """في هجوم شنه مسلحون."""
        for i in range(candidate.group_last, min(end, candidate.group_last + _ATTACK_REACH)):
            norm = self.norms[i]
            if norm in _ENDS:
                return None
            if norm[-1] == "ه" and norm[:-1] in self.words.done_by or norm.endswith("ها") and norm[:-2] in self.words.done_by:
                return next((a for a in self.between(i + 1, i + 4) if a.kind in _AGENTS), None)
        return None
