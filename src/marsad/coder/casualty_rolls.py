"""Room 6, casualties: rolls of names that say who those counted were: القتلى هم فلان وفلان، ثلاثة أطفال: فلان وفلان."""

from __future__ import annotations

from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_marks import Marks

_OPENING = frozenset((":", "هم", "هما", "هن", "وهم", "وهما", "وهن"))
_SKIPPED = frozenset((*_OPENING, "،", ",", "(", ")", "كل", "من"))
_ENDING = frozenset((".", "؛", ";", "؟", "!"))
_PAUSES = frozenset(("؛", ";"))
_VAGUE = ("unspecified", "civilian")
_NEXT = 11  # tokens from one name to the next: an age, a place, whose son
_BETWEEN = 4  # tokens of signs and كل من between those counted and the first name


class Rolls(Marks):
    """Reads rolls of names."""

    def _roll(self, i: int, end: int) -> int:
        """Makes a claim of each name of the roll that opens at token `i`; the token to go on from, 0 for none."""
        if self.norms[i] not in _OPENING:
            return 0
        whole, outcome = self._of_whom(i)
        j = i + 1
        while j < min(end, i + _BETWEEN) and self.norms[j] in _SKIPPED:
            j += 1
        names = self._names_from(j, end) if outcome else []
        told = self.found[whole] if whole is not None else None
        most = told.max if told is not None else None
        if not names or most is not None and len(names) > most and (told is None or told.part_of is None):
            return 0
        names = names[:most]  # أربعة، منهم ثلاثة أطفال: the fourth name is of no child
        for name in names:
            if any(c.outcome == outcome and c.name & self._name(name) for c in self.found):
                continue
            if told is not None and name.category in _VAGUE and told.category != "unspecified":
                name.category = told.category
            candidate = self._candidate(name, outcome, "part")
            candidate.part_of = whole
            candidate.trigger = told.trigger if told is not None else None
        self.governor, self.list_end = None, names[-1].last
        return names[-1].last

    def _of_whom(self, i: int) -> tuple[int | None, str]:
        """Those whose names begin behind token `i`, as index of the whole if counted, and what befell them."""
        at = i
        while at > self.begin and self.norms[at - 1] in _SKIPPED:
            at -= 1
        begin = self.begin
        if at == begin and begin and self.norms[begin - 1] in _PAUSES:
            at, begin = begin - 1, self.doc.sentences[self.doc.sentence_of[begin - 1]].first
        told = self.found[-1] if self.found else None
        counted = told is not None and told.max != 1 and told.first >= begin
        if told is not None and counted and self._adjoins(told.group_last, at):
            return len(self.found) - 1, told.outcome
        senses = self.words.read(self.norms[at - 1]) if at > self.begin else ()
        victims = (s for s in senses if s.kind == "victim" and s.cut.article and s.form != "sg")
        outcome = next((s.value for s in victims if s.value in ("killed", "wounded")), "")
        wholes = (
            k for k, c in enumerate(self.found) if c.outcome == outcome and c.max != 1 and c.part_of is None
        )
        return max(wholes, default=None), outcome

    def _adjoins(self, last: int, at: int) -> bool:
        """Whether only adjectives stand between those counted and token `at`: ثلاثة من النشطاء السياسيين؛ هم."""
        return last <= at <= last + 2 and all(w.startswith("ال") for w in self.norms[last:at])

    def _names_from(self, j: int, end: int) -> list[Group]:
        """The names of a roll whose first stands at token `j`; each further one is joined or behind a comma."""
        names: list[Group] = []
        reach = j + 1
        while j < min(end, reach + 1) and self.norms[j] not in _ENDING:
            group = self._name_at(j)
            joined = not names or group and (group.conj or self.norms[j - 1] in ("،", ",", "و"))
            if group and joined:
                names.append(group)
                j, reach = group.last, group.last + _NEXT
            else:
                j += 1
        return names

    def _name_at(self, j: int) -> Group | None:
        """A person named at token `j`, or right behind what he or she was: الطفلة فلانة."""
        if j not in self.groups.persons and j + 1 in self.groups.persons:
            noun = self.groups.noun(j, j + 1)
            if noun is None or noun.kind != "people" or noun.form != "sg":
                return None
            group = self.groups.at(j + 1, j + 2)
            if group is not None and group.form == "name":
                group.first, group.conj = j, noun.cut.conj
                group.category = noun.value if noun.value != "unspecified" else group.category
            return group
        group = self.groups.at(j, len(self.norms)) if j in self.groups.persons else None
        return group if group is not None and group.form == "name" else None
