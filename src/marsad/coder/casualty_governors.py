"""Room 6, casualties: masdars and verbs that tell what happened to the people behind them."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.casualty_agents import Agents
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_state import OUTCOME_KINDS, Governor
from marsad.coder.casualty_words import Sense
from marsad.coder.words import INTO, proclitic_cuts, reads_as

# Prepositions that may stand right behind a governor, by its kinds.
_PASSED = {"علي": ("does", "bringing"), "من": ("does", "bringing"), "مع": ("either", "suffers")}
_ENDING = frozenset(("قضي", "قضت", "قضوا", "يقضي", "تقضي"))
_TO_ENDED = 7  # tokens from قضت over its subject to على
_THOSE_REACH = 6  # tokens from the noun of a toll to the verb of what befell those whom it counts
_WHICH = ("الذي", "التي")
_TO_WHICH = 4  # tokens from a verb to the relative clause of the place that stands behind it
_MANAGED = 8  # tokens from a verb of managing to its masdar, with a subject's name between
_CROWD = 10  # as many people as are displaced when they leave; fewer only go
_MASDAR_REACH, _VERB_REACH, _TOLL_REACH = 4, 14, 22  # tokens from the governor to the people it governs


class Governing(Agents):
    """The governor of the clause, and whether it reaches and suits counted people."""

    def _govern(self, i: int, last: int, senses: Sequence[Sense], group: Group | None) -> None:
        """Makes token `i` the governor if it can state an outcome."""
        if i in self.spent:
            return
        if self._toll(i, senses) or self._loss(i):
            return
        options = [s for s in senses if s.kind in (*OUTCOME_KINDS, "bringing")]
        if not options:
            waits = (
                self.governor and not self.governor.used and self.governor.kind not in ("bringing", "toll")
            )
            if waits and (self.norms[i] in self.words.clauses or self.norms[i] == "وان"):
                self.governor = self.governor if self._is_aside(i) else None
            return
        if any(not s.cut.pronoun for s in options):
            options = [s for s in options if not s.cut.pronoun]
        sense = self._choose(i, options)
        if sense is None:
            return
        if sense.kind == "masdar" and (sense.cut.pronoun or sense.cut.article):
            return
        if sense.kind == "masdar" and i > self.begin and reads_as(self.norms[i - 1], self.words.attempts):
            return  # محاولة اغتيال المحافظ، محاولة لاغتياله
        before = self.governor
        if before and before.kind == "toll" and not before.used and not sense.value:
            return  # حصيلة القتلى بلغت: the toll governs still
        outcomes = [sense.value] if sense.value else []
        joined = sense.cut.conj == "و" or (i and self.norms[i - 1] in ("او", "و", "أو"))
        adjacent = before and (before.last == i or before.last == i - 1 and self.norms[i - 1] in ("او", "و"))
        if before and joined and adjacent and not before.used and before.outcomes and outcomes:
            outcomes = [*before.outcomes, *outcomes]
            self.governor = Governor(before.at, last, outcomes, sense.kind, sense.form)
        else:
            self.governor = Governor(i, last, outcomes, sense.kind, sense.form)
        if sense.cut.pronoun and sense.kind != "masdar" and sense.value != "displaced":
            self.governor = None  # but غادرها ألف شخص
        self.part = None if self.part_at < i - 12 else self.part

    def _is_aside(self, i: int) -> bool:
        """قتل في الحرب التي استمرت شهرين 80 مدنيا: whether a relative clause tells but of where it was."""
        governor = self.governor
        if governor is None or governor.kind not in ("either", "suffers") or self.norms[i] not in _WHICH:
            return False
        return governor.last + 1 < i <= governor.last + _TO_WHICH and self.norms[governor.last] in INTO

    def _toll(self, i: int, senses: Sequence[Sense]) -> bool:
        """عدد القتلى: the number behind counts the dead."""
        cases = i > self.begin and self.norms[i - 1] in self.words.cases  # حالات الوفاة
        forms = ("pl", "sound", *(("unit",) if cases else ()))
        victim = next((s for s in senses if s.kind == "victim" and s.form in forms), None)
        if victim is None and self._counts_those(i):
            victim = next(
                (s for s in senses if s.kind in ("either", "suffers") and not self._incomplete(i, s)), None
            )
        if victim is None or not (self._is_tolled(i) or self._is_counted(i, victim)):
            return False
        self.governor = Governor(i, i + 1, [victim.value], "toll", "one")
        return True

    def _is_tolled(self, i: int) -> bool:
        """Whether a noun of a toll stands close before the victims at token `i`."""
        reach = _THOSE_REACH if self._counts_those(i) else 2  # عدد أبناء القرية الذين استشهدوا
        before = self.norms[max(self.begin, i - reach) : i]
        return any(c.stem in self.words.toll for w in before for c in proclitic_cuts(w))

    def _is_counted(self, i: int, victim: Sense) -> bool:
        """قال إن القتلى ستة، قدر القتلى بأكثر من 150: whether a number is said of the victims at token `i`."""
        if (
            not victim.cut.article
            or victim.cut.conj
            or victim.cut.prep
            or self.norms[i - 1] in self.words.amid
        ):
            return False
        j = i + 1
        if j not in self.groups.numbers and self.norms[j : j + 1] == ["لا"]:
            j += 2  # لا يتجاوزون 150
        told = self.groups.at(j, len(self.norms)) if j in self.groups.numbers else None
        if told is None or told.form != "number" or told.conj or told.prep not in ("", "ب"):
            return False
        headed = self.norms[i - 1] in self.words.opening or told.prep == "ب" or told.last > j + 1
        return headed and told.kind == "bare" and not self.norms[told.first].startswith("ال")

    def _counts_those(self, i: int) -> bool:
        """عدد من قتلوا، عدد الذين نزحوا: whether a toll is told of those of whom the verb at token `i` tells."""
        return self.norms[i].endswith("وا") and self.norms[i - 1] in self.words.those

    def _loss(self, i: int) -> bool:
        """فقدت الفصائل 45 مقاتلا: who bears arms and stands behind the one who lost them is dead."""
        if not reads_as(self.norms[i], self.words.bearing):
            return False
        subject = i + 1 < len(self.norms) and self.norms[i + 1].startswith("ال")
        at = self.groups.bodies.get(i + 1) or i + 1 + subject
        lost = self.groups.at(at, len(self.norms))
        if lost is None or lost.form != "number" or lost.prep or lost.conj or not self._is_force(i, lost):
            return False
        self.governor = Governor(i, at, ["killed"], "suffers", "many")
        self.lost = lost.first
        return True

    def _is_force(self, i: int, lost: Group) -> bool:
        """Whether those lost by the word at token `i` bore arms: 45 مقاتلا، تسعة من رجاله."""
        if lost.category in ("combatant", "police"):
            return True
        last = lost.last + (self.norms[lost.last : lost.last + 1] == ["من"]) + 1
        men = any(w in self.words.men for w in self.norms[lost.first + 1 : last])
        owned = any(
            w in self.words.men and w.endswith(("ه", "ها", "هم", "نا")) for w in self.norms[lost.first : last]
        )
        return owned or men and reads_as(self.norms[i], self.words.losing)

    def _choose(self, i: int, options: Sequence[Sense]) -> Sense | None:
        """One sense of a word that can be a noun or a verb: a noun behind a preposition, else a verb."""
        nominal = [
            s
            for s in options
            if s.kind == "masdar" and not self._incomplete(i, s) or (s.kind == "bringing" and s.form == "sg")
        ]
        verbal = [
            s
            for s in options
            if s.kind in ("either", "suffers", "does") or (s.kind == "bringing" and s.form != "sg")
        ]
        before = self.norms[i - 1] if i > self.begin else ""
        doubtful = self.words.doubtful.get(options[0].cut.stem)
        if doubtful and before in doubtful and not self._managed(i):
            return None
        after = self.groups.noun(i + 1, len(self.norms))
        oblique = after is not None and after.form == "sound" and not after.cut.conj  # وجرح مدنيين
        if nominal and (not verbal or nominal[0].cut.prep or before in self.words.prepositions or oblique):
            return nominal[0]
        verb = next((s for s in verbal if not self._incomplete(i, s)), None)
        if verb and verb.value == "displaced" and verb.cut.stem in self.words.prepositions:
            return verb if i + 1 in self.groups.numbers else None  # عبر ألف شخص الحدود; قتل ستة عبر الحدود
        return verb

    def _managed(self, i: int) -> bool:
        """تمكن الثوار من أسر خمسة: whether a verb of managing governs the masdar at token `i`."""
        return self.norms[i - 1] == "من" and not self.words.managing.isdisjoint(
            self.norms[max(self.begin, i - _MANAGED) : i - 1]
        )

    def _governs(self, i: int, group: Group | None = None) -> bool:
        """Whether the governor reaches people at token `i`."""
        governor = self.governor
        if governor is None or governor.used:
            return False
        gap = i - governor.last - sum(k in self.groups.dated for k in range(governor.last, i))
        gap -= i > governor.last and self.norms[governor.last] in ("،", ",")  # واستشهد، فلسطينيان
        reach = {"masdar": _MASDAR_REACH, "toll": _TOLL_REACH}.get(governor.kind, _VERB_REACH)
        if governor.kind == "masdar" and self.norms[governor.last - 1] == "علي":
            reach = reach if self.norms[i - 1] == "من" else 1  # القضاء على: its object stands right behind
        if gap > reach or gap < 0:
            return False
        before = self.norms[i - 1] if i > governor.last else ""
        if governor.kind == "toll":
            return group is not None and group.form == "number" and self._totals(before, group)
        if tuple(self.norms[max(governor.last, i - 2) : i]) in self.words.by:
            return False  # قتل على يد مواطن
        if before in self.words.belongings and group is not None and group.form != "number":
            return False  # سقطت قذيفة على بيت مواطن
        if before in self.words.prepositions and not self._passes(before, i, gap, governor):
            return False
        if group is None:
            return True
        if group.prep and not (governor.kind == "masdar" and group.prep == "ل" and gap <= 3) and gap > 0:
            return False
        return self._suits(governor, group, gap)

    def _passes(self, before: str, i: int, gap: int, governor: Governor) -> bool:
        """Whether a preposition may stand between: قضى على ثلاثة, قتل مع أربعة من مرافقيه, خطف مجموعة من سبعة عمال."""
        ended = before == "علي" and reads_as(self.norms[governor.at], _ENDING) and gap <= _TO_ENDED
        if ended and not any(n.startswith(("محكم", "المحكم", "ب")) for n in self.norms[governor.last : i]):
            governor.kind = "does"  # قضت وحدة من الجيش على عشرة
            return True
        if gap == 1:
            return governor.kind in _PASSED.get(before, ())
        return (
            before == "من" and gap <= 4 and any(w in self.words.containers for w in self.norms[i - 3 : i - 1])
        )

    def _totals(self, before: str, group: Group) -> bool:
        """Whether a toll's number is told here: بلغت 89، ارتفع إلى 42."""
        at, behind = (self.governor.at, self.governor.last) if self.governor else (group.first, group.first)
        around = (*self.norms[max(self.begin, at - 3) : at], *self.norms[behind : group.first])
        telling = (self.norms[group.first], before, *around)
        verb = any(
            w.removeprefix("و").removeprefix("ف").removeprefix("ل").startswith(self.words.total_verbs)
            for w in telling
        )
        passed = behind + (self.norms[behind : behind + 1] == ["منهم"])
        passed += passed < group.first and self.norms[passed].startswith("ال")  # عدد الجرحى المدنيين 38
        beside = self.governor is not None and passed == group.first  # عدد القتلى 38
        return verb or beside or before in self.words.totals or group.prep == "ب"

    def _suits(self, governor: Governor, group: Group, gap: int) -> bool:
        """Whether people of this grammar are the victims of this governor, not its agents."""
        if governor.kind == "bringing":
            counted = group.form == "number" and (group.kind != "bare" or gap == 0)
            return counted and gap <= 3 and self._brings_people(governor)
        if (
            governor.outcomes == ["missing"]
            and "فقد" in self.norms[governor.at]
            and governor.kind != "masdar"
        ):
            lost = self.norms[governor.at].removeprefix("و") == "فقد"
            return lost and gap == 0 and group.form == "number"  # وفقد 13; فقدت البلاد 13: she has lost them
        if "displaced" in governor.outcomes and self._withdraws(governor.at, group):
            return False
        if group.form == "number":
            return (group.kind != "bare" or gap <= 3) and not self._seize(governor, group, gap)
        if governor.kind == "toll":
            return False
        if group.form == "name":
            agent = governor.kind == "does" and governor.form == "one" and governor.subject is None
            agent = agent and not self._is_hers(governor, group)
            subject = self._doer(governor) or self._arms(governor)
            body = self.groups.bodies.get(governor.last) if governor.kind == "masdar" else subject
            acted = body == group.first  # خطف المجموعة الشاب فلانا
            aside = governor.kind != "masdar" and self._aside(subject or governor.last, group.first)
            agent = agent and not (aside and subject)  # خطفت مجموعة مجهولة في بغداد الناشطة فلانة
            return (acted or (gap == 0 or aside) and not agent) and self._is_new(group, governor.outcomes)
        gap = self._past_doer(governor, group, gap)
        if self._is_reference(governor, group) or self._is_description(governor, group, gap):
            return False
        if group.form in ("pl", "sound"):
            return self._suits_plural(governor, group, gap)
        if governor.kind == "masdar":
            return gap <= 1 and governor.outcomes != ["displaced"]
        if self._kills(governor, group, gap):
            return False
        return gap <= 3 and (governor.kind != "does" or not group.definite or gap > 0)

    def _withdraws(self, i: int, group: Group) -> bool:
        """غادر 200 مسلح المدينة: whether the verb at token `i` tells of armed or of few who leave."""
        if not reads_as(self.norms[i], self.words.moving):
            return False
        few = (group.max or group.min or 0) < _CROWD and not self._is_household(group)
        return few or group.category in ("combatant", "police", "official")

    def _is_household(self, group: Group) -> bool:
        """مئات العائلات خرجت: households that go away need no word of what they left."""
        noun = self.norms[group.head].removeprefix("ال")
        return noun.startswith(self.words.households)

    def _is_reference(self, governor: Governor, group: Group) -> bool:
        """Whether the article points back at people told of before: القبض على المتهم."""
        if self.norms[governor.at] in self.words.passing and self._is_kin(group):
            return True  # تولى السلطة بعد وفاة والده
        if not group.definite or self._is_kin(group):
            return False
        vague = group.category == "unspecified" and group.kind != "victim"
        kin = group.form == "du" and "possessed" in group.flags  # وأصيب شقيقاه
        return vague or group.form != "sg" and not kin or self._told_of_one(governor)

    def _is_kin(self, group: Group) -> bool:
        """وأصيب مرافقه، مقتل أخيه: whether one is told of by who was near to somebody else."""
        noun = self.norms[group.head]
        if group.form != "sg" or group.head != group.first or not noun.endswith(("ه", "ها", "هم", "هما")):
            return False
        theirs = (s.cut.stem for s in self.words.read(noun) if s.cut.pronoun)
        return reads_as(noun[:-1], self.words.kin) or any(stem in self.words.kin for stem in theirs)

    def _is_description(self, governor: Governor, group: Group, gap: int) -> bool:
        """Whether the word describes a thing or an act rather than names a victim: سقط آخر، تفجير انتحاري."""
        if group.kind == "others" and self.norms[governor.at].endswith("سقط"):
            return True
        before = self.norms[group.first - 1] if group.form == "sg" and group.first else ""
        agrees = group.definite or not before.startswith("ال")  # but أصيب في الهجوم أحد الحراس
        if before and agrees and reads_as(before, self.words.deeds):
            return True  # وجرح آخرين بهجوم مسلح
        if gap and (group.kind == "nation" or self.groups.is_doubtful(group)):
            return True
        fled = "displaced" in governor.outcomes and governor.kind != "masdar"
        return fled and group.form not in ("number", "pl")

    def _suits_plural(self, governor: Governor, group: Group, gap: int) -> bool:
        """Uncounted people right behind their governor."""
        if governor.kind == "masdar":
            return gap == 0 and (
                group.kind == "others" and not group.definite or self._as_dual(governor, group)
            )
        if governor.kind == "does" and gap == 0 and self.norms[group.first].endswith("ون"):
            return False  # اغتال مسلحون
        return gap <= 1 and not group.definite and (governor.form == "many" or not self._is_agent(group))

    def _as_dual(self, governor: Governor, group: Group) -> bool:
        """جرح مدنيين: an unvowelled plural behind a masdar is read as a dual where no plural adjective follows."""
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        if (
            group.form != "sound"
            or group.kind != "people"
            or after.endswith(("ين", "ون"))
            or self.norms[governor.at].startswith("ل")
        ):
            return False
        if governor.outcomes == ["captured"] and self.norms[governor.last - 1] != "علي":
            return False
        group.form, group.min, group.max = "du", 2, 2
        return True

    def _is_hers(self, governor: Governor, group: Group) -> bool:
        """اغتالت القائد فلانا: whether the verb is feminine, so that a man right behind it is its object."""
        verb, first = self.norms[governor.at].removeprefix("و"), self.norms[group.first]
        return (verb.endswith("ت") or verb.startswith("ت")) and not first.endswith("ه")

    def _titles_names(self, group: Group) -> bool:
        """مقتل القياديين فلان وفلان: a plural or dual right behind its governor that is but the title of names."""
        governor = self.governor
        titles = group.definite and group.form in ("du", "sound") and group.last in self.groups.persons
        if not titles or governor is None or governor.used or not self._governs(group.first):
            return False
        if group.first != governor.last or governor.kind not in ("masdar", "either", "suffers"):
            return False
        governor.last, self.title = group.last, group.category
        return True

    def _told_of_one(self, governor: Governor) -> bool:
        """Whether a single victim of this outcome is known already: one with the article is that one again."""
        return any(c.outcome in governor.outcomes and c.max == 1 for c in self.found)

    def _brings_people(self, governor: Governor) -> bool:
        """سقوط عشرين شخصا: the verb of falling alone tells of dead."""
        return self.norms[governor.at].lstrip("وبل").startswith(("سقوط", "سقط"))

    def _pass_subject(self, group: Group) -> None:
        """اغتال مسلحون فلانا: the verb reaches past its subject, uncounted people right behind it."""
        governor = self.governor
        if governor is None or governor.used or governor.kind not in ("does", "either"):
            return
        gap = group.first - governor.last
        subject = group.form in ("pl", "sound") or self._kills(governor, group, gap)
        subject = subject or group.form == "number" and self._seize(governor, group, gap)
        if subject and group.first == governor.last and not group.prep:
            governor.subject, governor.last = group, group.last + self._has_nation(group)

    def _construct_dual(self, governor: Governor, group: Group) -> None:
        """قتل حارسا أمن: behind a passive verb the ending is no accusative but a dual that has lost its ن."""
        noun = self.norms[group.head]
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        if (
            governor.kind != "either"
            or governor.form != "one"
            or group.form != "sg"
            or group.first != governor.last
            or "possessed" in group.flags  # أصيبت والدتهما
            or group.last in self.groups.dated  # قتل شابا يوم الخميس
            or self.norms[governor.last - 1].endswith("ت")
            and not noun.endswith("تا")  # قتلت شابا منهم
        ):
            return
        if (
            noun.endswith("ا")
            and after.isalpha()
            and not after.endswith("ا")
            and not (group.last == group.head + 1 and after.startswith("و"))
            and after not in self.words.prepositions
        ):
            group.form, group.min, group.max = "du", 2, 2
