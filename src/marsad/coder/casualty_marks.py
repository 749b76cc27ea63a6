"""Room 6, casualties: marked phrases: parts (بينهم), most (معظمهم), the rest (الباقي), both (بين قتيل وجريح)."""

from __future__ import annotations

from dataclasses import replace

from marsad.coder.casualty_categories import QUOTES
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_lists import Outcomes
from marsad.coder.casualty_state import OUTCOME_KINDS, CasualtyCandidate, Governor
from marsad.coder.casualty_words import Sense
from marsad.coder.clauses import verb_of
from marsad.coder.words import Cut

_CONDITION = 3  # tokens behind one of the wounded in which it is told how he is
_FATES = ("killed", "wounded")
OUTCOMES = ("killed", "wounded", "captured", "missing")  # of victims whose noun names a whole


class Marks(Outcomes):
    """Acts on marked phrases."""

    def _marked(self, i: int, last: int, kind: str, value: str, end: int) -> int:
        """Acts on a marked phrase at [i, last); the token to go on from, 0 if it means nothing here."""
        kind, _, form = kind.partition(".")
        if kind in (*OUTCOME_KINDS, "bringing"):
            cut_sense = self.words.read(self.norms[i])
            sense = Sense(kind, value, form, cut_sense[0].cut if cut_sense else _plain(self.norms[i]))
            self._govern(i, last, [sense], None)
            return last
        if kind == "part":
            return self._part(i, last, value, end)
        if kind == "most":
            return self._most(i, last, value, end)
        if kind == "both":
            return self._both(i, last)
        if kind == "rest":
            return self._rest(i, last, end)
        if kind == "share":
            return self._share(i, last, int(value), end)
        if kind == "some_of" and self._governs(i):
            group = Group(i, last, 2, None, True, "number", "others", "unspecified", head=i)
            self._take(group, end)
            return last
        if kind in ("people", "victim"):
            cuts = self.words.read(self.norms[i])
            size = {"sg": 1, "du": 2}.get(form)
            group = Group(i, last, size, size, False, form or "pl", kind, value, head=i, category=value)
            if cuts:
                group.conj = cuts[0].cut.conj
            elif self.norms[i].startswith("و"):
                group.conj = "و"
            self._take(group, end)
            return last
        return 0

    def _whole(self, i: int, outcome: str = "") -> int | None:
        """The last candidate before token `i` that can be a whole, in this sentence or, if named, in one before."""
        for index in range(len(self.found) - 1, -1, -1):
            candidate = self.found[index]
            if outcome and candidate.outcome != outcome or candidate.part_of is not None and outcome:
                continue
            begins = i - self.begin <= 2 and self.begin and self.norms[self.begin - 1] not in (".", "؟", "!")
            if not outcome and (candidate.first < self.begin and not begins or i - candidate.group_last > 30):
                return None
            if candidate.max == 1:
                continue
            joined = candidate.rule == "joined" and not outcome
            if joined and index and self.found[index - 1].sentence == candidate.sentence:
                return index - 1  # قتلى وجرحى بينهم نساء: of the dead
            return index
        return None

    def _last_told(self, i: int) -> int | None:
        """Those of the sentence before token `i` who were counted first: وقتل خمسون. وبين هؤلاء 17 طفلا."""
        before = self.doc.sentence_of[i] - 1
        told = (k for k, c in enumerate(self.found) if c.sentence == before and c.max != 1)
        return next((k for k in told if self.found[k].part_of is None), None)

    def _split(self, i: int, end: int) -> bool:
        """Whether the colon at token `i` parts a count from its own parts: 97 قتيلا، هم: 68 مقاتلا و29 مدنيا."""
        if self.norms[i] != ":" or not self.found:
            return False
        told, at = self.found[-1], i
        while at > told.group_last and self.norms[at - 1] in ("هم", "وهم", "،"):
            at -= 1
        first = self.groups.at(i + 1, end) if at == told.group_last and i + 1 < end else None
        if first is None or first.form != "number" or first.max is None:
            return False
        return first.max < (told.max or told.min or 0) and self._part(i, i, "", end) > 0

    def _some(self, i: int, last: int, end: int) -> int:
        """141 قتيلا، 103 منهم جنود: a number right before "of them" is a part; the noun behind tells who; 0 if not."""
        told = self.found[-1] if self.found else None
        if told is None or told.group_last != i or "bare" not in told.flags or not told.max:
            return 0
        whole = self._bigger(len(self.found) - 1)
        if whole is None or self.found[whole].sentence != told.sentence:
            return 0
        told.part_of = self.part = whole
        self.part_at = self.list_end = last
        self.governor = None
        noun = self.groups.at(last, end)
        if noun and noun.form in ("pl", "sound") and not noun.conj and not noun.prep and not noun.definite:
            told.category, told.group_last = noun.category, noun.last
            return noun.last
        return last

    def _part(self, i: int, last: int, value: str, end: int) -> int:
        some = self._some(i, last, end) if self.norms[i].startswith("من") else 0
        if some or value == "one" and self._one(i, last, end):
            return some or last
        if value == "one" and i and verb_of(self.norms[i - 1]) is not None:
            return 0  # هجومان، استهدف أحدهما حاجزا
        named = value if value in OUTCOMES else ""
        whole = self._whole(i, named)
        if whole is None and value == "those":
            whole = self._last_told(i)
        if whole is None:
            named = named or (self._victims_at(i - 1) if i > self.begin else "")  # القتلى بينهم طفلان
            whole = self._whole(i, named) if named else None
        if whole is None:
            return self._of_unknown(i, last, named)
        quoted = last + (last < end and self.norms[last] == ":")  # بينهم: 4 أطفال
        last, quoted = quoted, quoted + (quoted < end and self.norms[quoted] in (*QUOTES, "("))
        self.part, self.part_at, self.list_end = whole, quoted, quoted
        self.governor = None
        if value == "one":
            group = self.groups.at(last, end)
            if group and group.form == "sg":
                group.first = self.part_at = i
                self._take(group, end)
                return group.last
            outcome = self.found[whole].outcome
            if outcome != "wounded" or self.words.conditions.isdisjoint(self.norms[last : last + _CONDITION]):
                self._of_them(i, last, outcome).part_of = whole
        return last

    def _of_unknown(self, i: int, last: int, outcome: str) -> int:
        """وبين القتلى قائد الفوج: some of victims whom nobody has counted."""
        if not outcome:
            return 0
        self.governor = Governor(i, last, [outcome], "masdar", "sg")
        return last

    def _share(self, i: int, last: int, share: int, end: int) -> int:
        """ثلاثون شخصا، نصفهم من الأطفال: a part that the number of the whole gives."""
        whole = self._whole(i)
        told = self.found[whole] if whole is not None else None
        group = self.groups.at(last + (self.norms[last : last + 1] == ["من"]), end)
        if told is None or group is None or group.kind != "people" or group.form not in ("pl", "sound"):
            return 0
        other = self.groups.at(group.last, end)
        if other is not None and other.conj and other.kind == "people":
            return 0  # نصفهم من النساء والأطفال
        if told.max is None or told.max != told.min or told.max % share:
            return 0
        group.first, group.form, group.min, group.max = i, "number", told.max // share, told.max // share
        part = self._candidate(group, told.outcome, "part")
        part.part_of, part.trigger = whole, told.trigger
        return group.last

    def _one(self, i: int, last: int, end: int) -> bool:
        """أصيب ثلاثة، توفي أحدهم، أحدهما توفي: one whose fate a word beside tells; whether there is such a word."""
        before, behind = self.governor, self.words.read(self.norms[last]) if last < end else []
        if before and before.outcomes and not before.used and before.last == i and before.kind != "does":
            if self.groups.at(last, end):
                return False  # قتل أحدهم شرطيا
            outcome, trigger = before.outcomes[0], before.at
        else:
            fate = next((s for s in behind if s.kind in ("suffers", "either") and s.value in _FATES), None)
            if fate is None:
                return False
            outcome, trigger = fate.value, last
        whole = self._whole(i)
        one = self._of_them(i, last, outcome)
        one.trigger, self.governor = trigger, None
        one.part_of = whole if whole is not None and self.found[whole].outcome == outcome else None
        return True

    def _of_them(self, i: int, last: int, outcome: str) -> CasualtyCandidate:
        """One of those told before, by the words at tokens [i, last)."""
        group = Group(i, last, 1, 1, False, "sg", "others", "unspecified", head=i)
        return self._candidate(group, outcome, "part")

    def _most(self, i: int, last: int, value: str, end: int) -> int:
        """معظمهم من النساء والأطفال: parts without a number; جميعهم مدنيون: the whole's own category."""
        whole = self._whole(i)
        if whole is None:
            return 0
        whole = self._dead_beside(whole) if value != "all" else whole
        j = last + (last < end and self.norms[last] == "من")
        named: list[Group] = []
        while j < end and len(named) < 3:
            group = self.groups.at(j, end)
            if group is None or group.kind == "bare" or (named and not group.conj):
                break
            named.append(group)
            j = group.last
        for group in named:
            if group.category == "unspecified":
                continue
            if (
                value != "all"
                and group.category not in ("woman", "child")
                and self.found[whole].outcome != "killed"
            ):
                continue
            if value == "all":
                self.found[whole].category = group.category
            elif group.category != self.found[whole].category:
                first = i if group is named[0] else group.first
                plain = Group(
                    first, group.last, None, None, False, "pl", "people", group.category, group.category
                )
                plain.head = group.head
                part = self._candidate(plain, self.found[whole].outcome, "most")
                part.part_of = whole
        return j

    def _dead_beside(self, whole: int) -> int:
        """47 قتيلا و129 جريحا، معظمهم مدنيون: of the dead, who were told right before."""
        told = self.found[whole]
        before = self.found[whole - 1] if whole else told
        beside = before.outcome == "killed" and before.sentence == told.sentence and before.part_of is None
        joined = told.outcome == "wounded" and told.first <= before.group_last + 1 and before.max != 1
        return whole - 1 if beside and joined else whole

    def _rest(self, i: int, last: int, end: int) -> int:
        """الباقي مدنيون: what the parts leave of the whole."""
        whole = self.part if self.part is not None else self._whole(i)
        if whole is None or self.found[whole].max is None:
            return 0
        group = self.groups.at(last, end) or self.groups.at(min(last + 1, end - 1), end)
        told = sum(c.max or 0 for c in self.found if c.part_of == whole)
        left = (self.found[whole].max or 0) - told
        if group is None or group.kind == "bare" or left <= 0:
            return 0
        rest = Group(
            i,
            group.last,
            left,
            left,
            False,
            "number",
            "people",
            group.value,
            group.category,
            head=group.head,
        )
        part = self._candidate(rest, self.found[whole].outcome, "rest")
        part.part_of = whole
        return group.last

    def _both(self, i: int, last: int) -> int:
        """بين قتيل وجريح: up to so many killed and up to so many wounded; a bare number only right before it."""
        if (
            not self.found
            or "bare" in self.found[-1].flags
            and i > self.found[-1].group_last
            or self.found[-1].sentence != self.doc.sentence_of[i]
            or i - self.found[-1].group_last > 12
        ):
            governor = self.governor
            if (
                governor is None
                or governor.kind not in ("bringing", "does")
                or governor.used
                or i - governor.last > 12
            ):
                return 0
            self._candidate(
                Group(i, last, None, None, False, "pl", "victim", "killed", "combatant", head=i),
                "killed",
                "both",
            )
        told = self.found[-1]
        if told.max is not None:
            told.min = None
        if len(self.found) > 1 and self.found[-2].first == told.first:
            return last
        told.outcome, told.rule = "killed", told.rule + "+both"
        twin = replace(told, outcome="wounded", flags=set(told.flags))
        self.found.append(twin)
        return last


def _plain(norm: str) -> Cut:
    return Cut("", "", False, norm, "")
