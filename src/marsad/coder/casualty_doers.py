"""Room 6, casualties: who did it, where the words around the count name them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from marsad.coder.casualty_words import CasualtyWords
from marsad.coder.chains import goes_with, main_subject
from marsad.coder.clauses import may_be_verb, verb_of
from marsad.coder.mentions import ActorMention
from marsad.coder.text import Document
from marsad.coder.words import AND_IN, reads_as

if TYPE_CHECKING:
    from marsad.coder.casualties import CasualtyCandidate

BODIES = ("group", "force", "state")
AGENTS = ("group", "force", "state", "people", "person", "office")
ENDS = {".", "؛", ":", "؟", "!"}
NOUN_REACH, SUBJECT_REACH = 7, 8
_NEAR = 4  # tokens from a deed to whose it was
_BY_REACH, _ATTACK_REACH = 14, 16
_WAS = frozenset(("كان", "كانت", "كانوا"))
_TO_OBJECT = 4  # tokens between a verb and its object


class Around:
    """The actors of a document around its counts."""

    def __init__(
        self, doc: Document, actors: list[ActorMention], words: CasualtyWords, hurt: set[int]
    ) -> None:
        self.doc, self.norms, self.words, self.hurt = doc, doc.norms, words, hurt
        self.actors = sorted((a for a in actors if not self._is_victims(a)), key=lambda a: (a.first, -a.last))
        self.firsts = [a.first for a in self.actors]
        self.sentence_of = doc.sentence_of

    def _is_victims(self, mention: ActorMention) -> bool:
        """Whether the mention is a victims' noun (الجرحى، جثث مجهولة): those hurt, not whose people they are."""
        if mention.kind != "people" or mention.id or mention.last - mention.first > 2:
            return False
        return any(s.kind == "victim" for s in self.words.read(self.norms[mention.first]))

    def between(self, first: int, last: int) -> list[ActorMention]:
        """Mentions that begin in [first, last), in order."""
        return self.actors[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]

    def named(self, first: int, last: int) -> list[ActorMention]:
        """Those that begin in [first, last) and stand for themselves: no part of a name, behind no preposition."""
        return [a for a in self.between(first, last) if not a.prep and "nested" not in a.flags]

    def mourned(self, candidate: CasualtyCandidate) -> bool:
        """Whether the verb tells of its subject's own dead: نعى الحزب القيادي فلانا."""
        return candidate.trigger is not None and self.is_(candidate.trigger, self.words.mourning)

    def is_(self, i: int, words: frozenset[str]) -> bool:
        """Whether a token is one of the words, with or without what is glued to it."""
        return reads_as(self.norms[i], words)


class Doers(Around):
    """Who did it: one answer to a count, or none."""

    def perpetrator(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """Who did it: behind برصاص or على يد, as the subject of an active verb, or of the attack told of."""
        if "mourned" in candidate.flags:
            return None
        end = self.doc.sentences[candidate.sentence].last
        return (
            self._who_did(candidate)
            or self._by(candidate, end)
            or self._inflicter(candidate)
            or self._feller(candidate)
            or self._going_on(candidate)
            or self._subject(candidate)
            or self._attacker(candidate, end)
        )

    def _who_did(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """ثمانية قتلهم التنظيم: the subject of the verb right behind the people, who are its object."""
        j = candidate.group_last
        if j >= len(self.norms) or not self.words.has_object(self.norms[j]):
            return None
        doer = next((a for a in self.between(j + 1, j + 2) if a.kind in AGENTS), None)
        if doer is not None:
            candidate.flags.add("by")
        return doer

    def felled(self, candidate: CasualtyCandidate) -> tuple[ActorMention | None, ActorMention | None]:
        """أوقع المقاتلون جنود القوة بين قتيل وجريح: who hurt them, and who they were; None for who isn't named."""
        if not candidate.rule.startswith("both"):
            return None, None
        verbs = range(max(0, candidate.first - NOUN_REACH), candidate.first)
        verb = next((i for i in verbs if self.is_(i, self.words.felling)), None)
        if verb is None:
            return None, None
        named = [a for a in self.named(verb + 1, candidate.first) if "possessed" not in a.flags]
        if named and named[0].first == verb + 1 and not self.norms[verb].endswith("وا"):
            return named[0], next(iter(named[1:]), None)
        return self.joined_to(verb), next(iter(named), None)

    def _going_on(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """صد الجيش هجوما وقتل عشرة: the subject with which the joined verb goes on."""
        doer = self.goes_on(candidate)
        if doer is not None:
            candidate.flags.add("by")
        return doer

    def _feller(self, candidate: CasualtyCandidate) -> ActorMention | None:
        doer, _ = self.felled(candidate)
        if doer is not None:
            candidate.flags.add("by")
        return doer

    def goes_on(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The subject of the main clause, where an active verb is joined to it that has none of its own."""
        trigger = candidate.trigger
        active = candidate.rule.split("+")[0] in ("does", "either")
        return (
            self.joined_to(trigger) if active and trigger is not None and trigger < candidate.first else None
        )

    def joined_to(self, verb: int) -> ActorMention | None:
        """With whose deed the joined `verb` goes on, which agrees with him; None where it has a subject of its own."""
        first = self.doc.sentences[self.sentence_of[verb]].first
        if self.norms[verb][0] not in "وف":
            return None
        bare = (m for m in reversed(self.between(first, verb + 2)) if not m.prep and not m.conj)
        named = {m.first: m for m in bare if m.first not in self.hurt}  # قضى شرطيان وأصيب ستة
        if verb + 1 in named:
            return None

        def opens(i: int) -> bool:
            norm = self.norms[i]
            if norm.endswith(("وا", "ون")) or i > first and norm[0] in "وف":
                return False
            return verb_of(norm) is not None and not self.is_(i, _WAS) or i == first and may_be_verb(norm)

        told = main_subject(self.norms, first, verb, named, opens)
        ending = self.norms[verb]
        shown = "p" if ending.endswith("وا") else "f" if ending.endswith("ت") else "m"
        if told is None or not goes_with(shown, told) or shown == "m" and told.kind not in BODIES:
            return None  # قتل رجل وأصيب ثلاثة: of a man's wounds none tells so
        return told

    def _inflicter(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """كبد الجيش المهاجمين عشرات القتلى: the subject of the verb of inflicting, whose object has the losses."""
        first = self.doc.sentences[candidate.sentence].first
        reach = range(candidate.first - 1, max(first, candidate.first - NOUN_REACH) - 1, -1)
        verb = next((i for i in reach if self.is_(i, self.words.inflicting)), -1)
        behind = self.named(verb + 1, candidate.first)
        if verb < 0 or len(behind) < 2 or behind[0].first != verb + 1 or behind[0].kind not in AGENTS:
            return None
        candidate.flags.add("by")
        return behind[0]

    def mourner(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The body that tells of its own dead."""
        body = self._subject(candidate) if "mourned" in candidate.flags else None
        return body if body is not None and body.kind in BODIES[:2] else None

    def _by(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        for i in range(candidate.group_last, min(end, candidate.group_last + _BY_REACH)):
            if self.norms[i] in ENDS or self.norms[i] in AND_IN and self.norms[i - 1] in ("،", ","):
                return None  # قتل ستة في درعا، وفي حلب قتل رجلان برصاص قناص
            two, one = tuple(self.norms[max(0, i - 1) : i + 1]), (self.norms[i],)
            if two in self.words.by or one in self.words.by:
                agents = self.between(i + 1, i + 4)
                doer = next((a for a in agents if a.kind in AGENTS), None)
                if doer is not None and "بين" in self.norms[i + 1 : doer.first]:
                    return None  # في قصف متبادل بين كذا وكذا
                if doer is not None and i <= candidate.group_last + 1:
                    candidate.flags.add("by")
                return doer
        return None

    def _subject(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The subject of the active verb: between it and the counted people, or right before it."""
        trigger = candidate.trigger
        if (
            trigger is None
            or candidate.rule.split("+")[0] not in ("does", "either")
            or trigger >= candidate.first
        ):
            return None
        inside = [a for a in self.between(trigger + 1, candidate.first) if a.kind in AGENTS and not a.prep]
        inside = [a for a in inside if a.kind != "people" or a.first not in self.hurt]  # قتلت زوجته وابنته
        if inside:
            before = self.norms[inside[0].first - 1]
            if inside[0].first == trigger + 1 and max(a.last for a in inside) == candidate.first:
                candidate.flags.add("by")  # قتل التنظيم عشرين مدنيا
            return (
                inside[0]
                if inside[0].first <= trigger + 3 and before not in ("في", "فى", "من", "علي", "برصاص")
                else None
            )
        active = candidate.rule.startswith("does") or self.norms[trigger].endswith(("وا", "ت"))
        if not active:
            return self._before(candidate, trigger)
        first = self.doc.sentences[candidate.sentence].first
        named = self.named(max(first, trigger - SUBJECT_REACH), trigger)
        near = [a for a in named if a.kind in AGENTS and a.last <= trigger]
        near = [a for a in near if a.kind != "people" or a.first not in self.hurt]
        return (
            near[-1]
            if near and not set(self.norms[near[-1].last : trigger]) & (ENDS | {"،", ",", "في", "فى"})
            else None
        )

    def _before(self, candidate: CasualtyCandidate, trigger: int) -> ActorMention | None:
        """كان التنظيم قد قتل الأحد ثمانية جنود: the noun before the verb, whose object stands behind it."""
        told = self.norms[trigger + 1 : candidate.first]
        if (
            len(told) > _TO_OBJECT
            or self.norms[candidate.first].startswith("و")
            or not self._dates_only(told)
        ):
            return None
        last = trigger - (self.norms[trigger - 1] == "قد")
        first = max(self.doc.sentences[candidate.sentence].first, last - SUBJECT_REACH)
        for m in self.named(first + 1, last):
            if m.last == last and m.kind in AGENTS and self.norms[m.first - 1] in self.words.opening:
                candidate.flags.add("by")
                return m
        return None

    @staticmethod
    def _dates_only(told: list[str]) -> bool:
        """Whether of the prepositions only في stands there, before a day of a month."""
        if "مع" in told or any(w in ENDS or w in ("،", ",") for w in told):
            return False
        return all(
            told[k + 1 : k + 2] and told[k + 1].isdigit() for k, w in enumerate(told) if w in ("في", "فى")
        )

    def striker(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """في غارة إسرائيلية، بقصف عنيف لقوات كذا: whose deed it was that is named behind the count."""
        end = self.doc.sentences[candidate.sentence].last
        reach = range(candidate.group_last, min(end, candidate.group_last + _BY_REACH))
        deed = next((i for i in reach if self.norms[i] in ENDS or self.is_(i, self.words.strikes)), -1)
        if deed < 0 or self.norms[deed] in ENDS:
            return None
        for m in self.between(deed + 1, min(end, deed + _NEAR)):
            against = any(self.is_(i, self.words.prepositions) for i in range(deed + 1, m.first))
            if m.rule == "actor/deed" or m.prep == "ل" and m.kind == "force" and not against:
                return m
        return None

    def _attacker(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        """في هجوم شنه مسلحون."""
        for i in range(candidate.group_last, min(end, candidate.group_last + _ATTACK_REACH)):
            norm = self.norms[i]
            if norm in ENDS:
                return None
            if (
                norm[-1] == "ه"
                and norm[:-1] in self.words.done_by
                or norm.endswith("ها")
                and norm[:-2] in self.words.done_by
            ):
                doer = next((a for a in self.between(i + 1, i + 4) if a.kind in AGENTS), None)
                if doer is not None and doer.first == i + 1:
                    candidate.flags.add("by")
                return doer
        return None
