"""Room 6, casualties: what tells of people: their own noun, a governor, the list or the whole they belong to."""

from __future__ import annotations

from dataclasses import replace

from marsad.coder.casualty_behind import FALLEN, Behind
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_state import BREAKS, NOTHING, Governor, Telling
from marsad.coder.words import proclitic_cuts, reads_as

_OWNERS = 4  # tokens from the people counted to the second of those whose people they are
_LIST_REACH, _BARE_LIST_REACH = 14, 9  # tokens between two members of a list, with and without a number
_KEPT = 14  # tokens from those set free to the verb that tells who held them
_FREED = 7  # tokens from a word of freeing to those who are freed


class Outcomes(Behind):
    """Finds the outcomes of counted people, and makes candidates of them."""

    def _outcomes(self, group: Group, end: int) -> Telling:
        """(outcomes, rule, trigger token) of the people; no outcomes if nothing is said to have happened to them."""
        listed = self._is_listed(group)
        in_part = self.part is not None and (self.part_at == group.first or listed)
        if group.kind == "victim":
            return self._died_since(group) or self._of_victims(group, listed, in_part)
        counted = group.form == "number"
        tolled = (self._tolled_behind(group) or self._tolled_within(group)) if counted else ""
        if tolled:
            return Telling([tolled], "toll", group.last)
        if in_part and group.kind == "nation" and group.form in ("pl", "sound"):
            return NOTHING
        if in_part and group.form == "name" and not self._is_new(group, [self.found[self.part or 0].outcome]):
            return NOTHING
        if in_part and self.part is not None and (self.governor is None or self.governor.at < self.part_at):
            return Telling([self.found[self.part].outcome], "part", self.found[self.part].trigger)
        if self._governs(group.first, group):
            governor = self.governor
            assert governor
            governor.used = True
            self._construct_dual(governor, group)
            told = governor.outcomes or [self._state_behind(group) or "killed"]
            return Telling(told, governor.kind, governor.at)
        if listed and group.form == "name":
            near = group.first - self.list_end <= 3 or self.found[-1:] and self.found[-1].max == 1
            listed = bool(
                self.found and near and group.conj and self._is_new(group, [self.found[-1].outcome], True)
            )
        own = self._verb_behind(group, end) if group.form == "number" and group.kind == "bare" else NOTHING
        if own.outcomes:
            return own
        if listed and self.found:
            last = self.found[-1]
            same = list(dict.fromkeys(c.outcome for c in self.found if c.first == last.first))
            year = group.kind == "bare" and 1900 <= (group.max or 0) <= 2100
            if group.kind != "bare" or self._in_place(group, end) and not year:
                behind = self._state_behind(group, "pl", "sound")  # 14 قتيلا و16 آخرين مصابين
                return Telling([behind] if behind else same, "list", last.trigger)
        return self._told_after(group, end)

    def _told_after(self, group: Group, end: int) -> Telling:
        """What a verb behind the people tells of them, or of those who held them."""
        told = self._told_behind(group, end)
        return told if told.outcomes else self._kept(group, end)

    def _kept(self, group: Group, end: int) -> Telling:
        """أفرج عن 26 امرأة كانت تحتجزهم: who is set free was captured, where the report tells by whom."""
        if group.form not in ("number", "name") or not self._set_free(group):
            return NOTHING
        for j in range(group.last, min(end, group.last + _KEPT)):
            if self.norms[j] in BREAKS:
                break
            senses = (s for s in self.words.read(self.norms[j]) if s.kind in ("either", "does"))
            if any(s.value == "captured" and s.cut.pronoun and not s.cut.conj for s in senses):
                return Telling(["captured"], "masdar", j)
        return NOTHING

    def _state_behind(self, group: Group, *forms: str, skip: int = 0) -> str:
        """سقوط عشرات المتظاهرين جرحى: what the word behind the people says of them, in one of `forms`; or ''."""
        at = group.last + skip
        after = self._state_nouns(at) if at < len(self.norms) else ()
        states = (s for s in after if s.value in ("killed", "wounded") and (not forms or s.form in forms))
        return next((s.value for s in states), "")

    def _of_victims(self, group: Group, listed: bool, in_part: bool) -> Telling:
        """People whose noun says what happened to them: قتلى، جرحى، أسرى."""
        governor = self.governor
        hurt = (
            self._state_behind(group) or self._state_behind(group, skip=1)
            if group.value == "displaced"
            else ""
        )
        if hurt and group.form == "number":
            return Telling([hurt], "noun", group.last)  # 25 لاجئا سوريا مصابين
        if group.form != "number" and self._holds_people(group):
            self.governor = Governor(group.first, group.last, [group.value], "masdar", "one")
            return NOTHING
        if (
            self._behind_freeing(group)
            or self._freed(group)
            or self._known_already(group)
            or self._said_of(group)
        ):
            return NOTHING
        if self._tolled(group):
            self.governor = Governor(group.first, group.last, [group.value], "toll", "one")
            return NOTHING
        passing = group.value in ("captured", "missing", "displaced") or self._finished(group)
        if governor and governor.outcomes and passing and self._governs(group.first, group):
            governor.used = True  # مقتل سبعة رهائن
            return Telling(governor.outcomes, governor.kind, governor.at)
        if group.form == "number" and not ("number_behind" in group.flags and group.definite):
            if governor:
                governor.used = True
            both = "killed_and_wounded" in group.flags
            return Telling(
                ["killed", "wounded"] if both else [group.value], "part" if in_part else "noun", group.head
            )
        return self._of_uncounted(group, listed, in_part)

    def _finished(self, group: Group) -> bool:
        """أعدم التنظيم 22 جريحا، بعد وفاة ثلاثة جرحى، توفي جريح: whether who was wounded before is killed or dies."""
        governor = self.governor
        if governor is None or governor.outcomes != ["killed"] or group.value != "wounded" or group.conj:
            return False
        if any(s.cut.stem.startswith(FALLEN) for s in self.words.read(self.norms[governor.at])):
            return False  # سقط عشرات الجرحى
        counted = group.form == "number"
        if governor.last == group.first:
            return counted or group.form in ("sg", "du") and group.head == group.first and not group.definite
        return counted and governor.kind in ("does", "either")

    def _of_uncounted(self, group: Group, listed: bool, in_part: bool) -> Telling:
        """Victims without a number: a claim only where something brings them in, or behind others of their list."""
        if listed and self._joined_victims(group):
            return Telling([group.value], "joined", group.head)
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        known = group.form == "sg" and after.startswith("ال") and self._is_body(group)  # جثة الطفل
        one = group.form == "sg" and group.head == group.first + 1  # وفاة أحد المصابين
        known = known or one and self.norms[group.head].startswith("ال") and group.value != "captured"
        if group.definite or known or group.form in ("pl", "sound") and self._denied(group):
            return NOTHING
        governor = self.governor
        if governor and not governor.used and group.first - governor.last <= 3 or in_part or listed:
            if governor:
                governor.used = True
            return Telling([group.value], "noun", group.head)
        return Telling([group.value], "noun", group.head) if group.form == "du" else NOTHING

    def _tolled(self, group: Group) -> bool:
        """بلغ عدد القتلى خمسة والجرحى 38: the toll goes on to other victims, whose number stands behind them."""
        governor, j = self.governor, group.last
        if governor is None or governor.kind != "toll" or not (group.conj and group.definite):
            return False
        if group.form not in ("pl", "sound"):
            return False
        behind = j + 1 if self.norms[j : j + 1] == ["الي"] else j
        return behind in self.groups.numbers

    def _behind_freeing(self, group: Group) -> bool:
        """Whether a word of freeing, burying, visiting stands right before: no new victims."""
        i = group.first
        one, two = self.norms[max(0, i - 1) : i], self.norms[max(0, i - 2) : i]
        if tuple(two) in self.words.freeing:
            return True
        if one and group.form == "number" and reads_as(one[0], self.words.bodies):
            return False  # على جثث سبعة قتلى
        stems = {c.stem for c in proclitic_cuts(one[0]) if c.prep != "ل"} if one else set()
        return any((s,) in self.words.freeing for s in stems)  # those to be freed are captives still

    def _freed(self, group: Group) -> bool:
        """أفرج التنظيم عن 15 أسيرا: a word of freeing in the clause before; those to be freed are captives still."""
        return group.value == "captured" and self._set_free(group)

    def _set_free(self, group: Group) -> bool:
        """Whether a word of freeing stands in the clause before the people."""
        for i in range(group.first - 1, max(self.begin, group.first - _FREED) - 1, -1):
            if self.norms[i] in BREAKS or not self.norms[i].isalpha():
                return False
            if self.norms[i].removeprefix("و") in self.words.freed:
                return self.norms[i - 1] not in self.words.to_free
        return False

    def _known_already(self, group: Group) -> bool:
        """بعض القتلى: some of those told of, unless a word of falling or leaving brings them in."""
        if group.form != "number" or not any(
            c.stem in self.words.some for c in proclitic_cuts(self.norms[group.first])
        ):
            return False
        governor = self.governor
        vague = self.norms[group.first].endswith(("بعض", "كثير", "كثيرا", "الكثير"))
        return vague and (governor is None or group.first - governor.last > 3)

    def _is_body(self, group: Group) -> bool:
        return reads_as(self.norms[group.head], self.words.bodies)

    def _holds_people(self, group: Group) -> bool:
        """جثث خمسة أشخاص: the people behind the bodies are counted, not the bodies."""
        if not self._is_body(group):
            return False
        other = self.groups.at(group.last, len(self.norms)) or self.groups.at(group.last + 1, len(self.norms))
        if other is None or other.form == "pl" or other.conj or other.prep not in ("", "ل"):
            return False
        if other.form == "name":  # على جثة المواطن فلان
            return group.form == "sg" and other.first == group.last
        if other.definite:
            return False
        near = other.first == group.last or other.prep == "ل"
        dead = other.kind == "victim" and other.form == "number"  # جثامين 15 شهيدا
        return near and (dead or other.kind in ("people", "unknown", "bare"))

    def _denied(self, group: Group) -> bool:
        """Whether nothing is known of victims, or the word names the victims of something (قتلى الثلاثاء)."""
        clause = self.norms[max(self.begin, group.first - 10) : group.first]
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        negated = any(
            w in self.words.negations or w[1:] in self.words.negations and w[0] in "وف" for w in clause if w
        )
        return negated or (after.startswith("ال") and not group.definite)

    def _joined_victims(self, group: Group) -> bool:
        """عشرات القتلى والجرحى: the second noun shares the count of the first."""
        last = self.found[-1] if self.found else None
        if (
            last is None
            or last.group_last < group.first - 1
            or group.form not in ("pl", "sound")
            or not group.conj
        ):
            return False
        if last.outcome == group.value:
            return False
        if last.max is None:
            group.min, group.max, group.approx = last.min, None, last.approx
        return True

    def _is_listed(self, group: Group) -> bool:
        """Whether the people continue the list being told."""
        if self.list_end < 0:
            return False
        gap = group.first - self.list_end
        between = self.norms[self.list_end : group.first]
        if any(w in self.words.clauses or w in BREAKS for w in between):
            return False
        if "وان" in between and not any(reads_as(w, self.words.tolls) for w in between):
            return False  # قتل 20 وأن 960 أخرجوا سالمين; but وإن العدد قد يرتفع إلى 60
        if self._describes(group):
            return False
        if gap <= 0 and not group.conj:
            return self.part_at == group.first
        link = any(w in ("جانب", "بجانب", "اضافه", "بالاضافه", "فضلا", "علاوه") for w in between[-3:])
        comma = (
            link
            or between[-1:] in (["مع"], ["هم"], ["وهم"], ["الي"])
            or "،" in between[-1:]
            or "," in between[-1:]
        )
        if not (group.conj or comma):
            return False
        if group.form in ("pl", "sound") and (gap > 3 and not link or "بين" in between or self.part is None):
            return group.kind == "victim" and gap <= 3
        if group.form not in ("number", "pl", "sound") and not group.conj and between[-1:] in (["،"], [","]):
            return False  # فلان، أحد قادة الفصيل: the same person
        beside = self._is_attacker_beside(group, gap, link)
        if group.form != "number" and (
            self.groups.is_doubtful(group) and not beside or group.kind == "nation" and not group.conj
        ):
            return False
        if group.form == "sg" and "بين" in self.norms[max(0, group.first - 2) : group.first]:
            return False  # عشرات بين مدني وعسكري
        reach = _LIST_REACH if group.form == "number" else _BARE_LIST_REACH
        if group.prep and group.prep != "ل":
            return False
        return gap <= reach

    def _is_attacker_beside(self, group: Group, gap: int, link: bool) -> bool:
        """قتل مدنيان إضافة إلى منفذ الهجوم، وانتحاري: whether the attacker is told to be one of the dead, too."""
        killed = bool(self.found) and self.found[-1].outcome == "killed"
        attacks = reads_as(self.norms[group.head], self.words.attackers)
        return killed and attacks and (link or group.conj == "و" and gap <= 0)

    def _describes(self, group: Group) -> bool:
        """فلان، القيادي السابق في كذا وأحد عناصر كذا: whether the words go on telling who the named person was."""
        told = self.found[-1] if self.found else None
        one = self.norms[group.first] in ("واحد", "واحدي") and group.head == group.first + 1
        titled = group.form == "sg" and group.definite and group.conj == "و"  # المراسل والمصور
        behind = self.norms[told.group_last : told.group_last + 2] if told is not None and told.name else []
        return (one or titled) and len(behind) == 2 and behind[0] in ("،", ",") and behind[1].startswith("ال")

    def _in_place(self, group: Group, end: int) -> bool:
        """Whether a place or another list member follows a bare number: 30 في إدلب."""
        j = group.last
        if j >= end:
            return True
        norm = self.norms[j]
        if norm == "علي" and j + 1 < end and self.norms[j + 1] in ("يد", "ايدي", "ايدى"):
            return True  # و12 على يد كذا
        if self.words.has_object(norm) or j in self.groups.dated:
            return True  # و8 قتلهم كذا، وثمانية الجمعة
        return (
            norm in ("في", "فى", "من", "،", ",", ".", "و", "اخرين", "ب", "منهم")
            or not norm.isalnum()
            or norm[0] in "وب"
            or j in self.place_starts
        )

    def _take(self, group: Group, end: int) -> bool:
        """Makes candidates of `group` if something tells what happened to its people."""
        outcomes, rule, trigger = self._outcomes(group, end)
        if self._got_away(group, outcomes, rule):
            return False
        if not outcomes and group.form == "number" and self._both_ahead(group.last, end):
            outcomes, rule = ["killed"], "told"
        if not outcomes:
            self._pass_subject(group)
            if group.first <= self.list_end + 1 and not group.conj:
                self.list_end = max(self.list_end, group.last)  # مقاتلين معارضين: the same people
            elif group.conj and group.kind != "bare" and not self._shares_owners(group):
                self.list_end = -1
            return False
        named = group.first > 0 and self.norms[group.first - 1] in ("هم", "وهم")
        if (rule in ("list", "joined") or named) and self.part is None and self._explains(group):
            self.part, self.part_at = len(self.found) - 1, group.first
        exact = len(outcomes) > 1
        for outcome in outcomes:
            candidate = self._candidate(group, outcome, rule)
            candidate.trigger = trigger
            if candidate.max is not None and "killed_and_wounded" in group.flags:
                candidate.min = None
            if exact and group.form == "number" and candidate.max is not None:
                candidate.min = None
            if self.part is not None and (rule in ("part", "list", "noun", "joined") or named):
                candidate.part_of = self.part if self.part < len(self.found) - 1 else None
            elif trigger is not None and self.norms[trigger - 1] in self.words.amid:
                candidate.part_of = self._bigger(len(self.found) - 1)  # كانوا بين القتلى
        self._double_places(group, end)
        self.list_end = group.last
        return True

    def _got_away(self, group: Group, outcomes: list[str], rule: str) -> bool:
        """فر عشرات السجناء، أطلقت سراح 82 تلميذة خطفن: who escaped from a prison or was freed is no victim."""
        if outcomes == ["captured"]:
            return rule == "behind" and self._set_free(group)
        fled = self.norms[group.head : group.last + 2]  # عشرة من المحكومين
        return outcomes == ["displaced"] and any(reads_as(w, self.words.prisoners) for w in fled)

    def _shares_owners(self, group: Group) -> bool:
        """ستة من الجيش والمسلحين الموالين له، وثلاثة من ...: also theirs were those counted before."""
        near = 0 <= group.first - self.list_end <= _OWNERS
        return near and group.definite and group.form in ("pl", "sound")

    def _explains(self, group: Group) -> bool:
        """ثمانية قتلى، ستة جنود ومدنيان: a smaller count straight behind the comma splits the count before it."""
        if not self.found or group.conj or group.kind not in ("people", "unknown", "nation"):
            return False
        told = self.found[-1]
        least = told.max or told.min
        beside = told.group_last == group.first - 1 and self.norms[group.first - 1] in ("،", ",", "هم", ":")
        smaller = group.max is not None and least is not None and group.max < least
        return beside and smaller and told.category in ("unspecified", group.category)

    def _both_ahead(self, j: int, end: int) -> bool:
        """Whether بين قتيل وجريح follows close behind."""
        phrases = (self.words.phrase(self.norms, k) for k in range(j, min(end, j + 7)))
        return any(p and p[0].kind == "both" for p in phrases)

    def _double_places(self, group: Group, end: int) -> None:
        """ثلاثة في كل من حماة ودرعا: a claim for each place."""
        j = group.last
        if j + 2 >= end or not (
            self.norms[j] in ("في", "فى", "ب") and self.norms[j + 1] == "كل" or self.norms[j] == "بكل"
        ):
            return
        start = j + (3 if self.norms[j] != "بكل" else 2)
        extra, k = 0, start + 1
        while k < min(end, start + 12) and self.norms[k] not in (".", "،") and not self.groups.at(k, end):
            if self.norms[k].startswith("و") and len(self.norms[k]) > 2:
                extra += 1
            k += 1
        twin = self.found[-1]
        self.found += [replace(twin, rule=twin.rule + "+each", flags=set(twin.flags)) for _ in range(extra)]
