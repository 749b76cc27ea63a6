"""Room 6, casualties: verbs behind the people whose fate they tell: 53 شخصا قتلوا."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.casualty_governors import Governing
from marsad.coder.casualty_groups import Group
from marsad.coder.casualty_state import BREAKS, NOTHING, Telling
from marsad.coder.casualty_words import Sense
from marsad.coder.words import reads_as

_REACH = 12  # tokens from the people to the verb
_PARTS = 22  # the same over their parts
_AGE = 9  # tokens from a name over an age to the relative clause
_BESIDE = {"،", ",", "(", ")", '"', "«", "»"}
_WHO = {"الذي", "التي", "والذي", "والتي"}
_WHO_MANY = frozenset(("الذين", "اللذين", "اللذان", "اللتين", "اللاتي", "اللواتي"))
_DONE = ("killed", "wounded", "captured")
FALLEN = "سقط"  # said of the dead and the wounded alike
_TO_THOSE = 4  # tokens from the noun of a toll to the verb that tells whom it counts
_STILL = 6  # tokens from لا يزال to the word of what they are


class Behind(Governing):
    """Looks past the people for the verb that tells of them."""

    def _told_behind(self, group: Group, end: int) -> Telling:
        """53 شخصا قتلوا، أربعة جنود لقوا مصرعهم."""
        if group.form == "name":
            return self._named_behind(group, end)
        if group.form == "sound" and self._headed(group) and self._dual_verb(group, end):
            group.form, group.min, group.max = "du", 2, 2
        if "number_behind" in group.flags and (told := self._known_fate(group, end)).outcomes:
            return told
        if not self._may_be_subject(group):
            return NOTHING
        for j in range(group.last, min(end, group.last + _REACH)):
            norm = self.norms[j]
            if norm in BREAKS or norm in self.words.ending:
                break
            state = (
                self._state_at(j) or self._held(group, j) or self._fallen(group, j) or self._among(group, j)
            )
            if state:
                return Telling([state], "behind", j)
            if self._is_buried(group, j):
                return Telling(["missing"], "behind", j)
            senses = [s for s in self.words.read(norm) if s.kind in ("either", "suffers")]
            sense = next((s for s in senses if not self._incomplete(j, s)), next(iter(senses), None))
            if sense is None or sense.cut.prep or sense.cut.pronoun:
                continue
            if not self._tells_of(group, j, sense, end):
                break
            outcomes = [sense.value]
            self.spent.add(j)
            self._also_behind(j, end, outcomes)
            return Telling(outcomes, "behind", j)
        return self._past_parts(group, end)

    def _verb_behind(self, group: Group, end: int) -> Telling:
        """سبعة قتلوا و25 جرحوا: the plural verb right behind a bare number tells of it."""
        j = group.last
        for words in (["منهم"], ["علي", "الاقل"], ["قد"]):  # 762 منهم على الأقل قتلوا، وعشرين ألفا قد هجروا
            j += len(words) if self.norms[j : j + len(words)] == words else 0
        senses = self.words.read(self.norms[j]) if j < end else ()
        told = next((s for s in senses if s.kind in ("either", "suffers") and s.form == "many"), None)
        if told is None or told.cut.conj or told.cut.prep or told.cut.pronoun or self._has_object(j, end):
            return NOTHING
        if told.value == "displaced" and (self._incomplete(j, told) or self._withdraws(j, group)):
            return NOTHING
        self.spent.add(j)
        return Telling([told.value], "behind", j)

    def _tolled_within(self, group: Group) -> str:
        """تجاوز عدد القتلى ستين: the victims named between a number and the verb that bounds it; or ''."""
        within = range(group.first + 1, group.head)
        counted = (k for k in within if reads_as(self.norms[k - 1], self.words.toll))
        return next((outcome for k in counted if (outcome := self._victims_at(k))), "")

    def _tolled_behind(self, group: Group) -> str:
        """ارتفعت إلى 57 حصيلة القتلى: the victims that a toll behind a bare number counts; or ''."""
        j = group.last
        toll = self.norms[j] if j < len(self.norms) else ""
        if group.kind != "bare" or toll.startswith("و") or not reads_as(toll, self.words.tolls):
            return ""  # 234 وعدد الجرحى: the next toll
        near = range(j + 2, min(len(self.norms), j + 2 + _TO_THOSE))
        those = next((k for k in near if self._counts_those(k)), None)
        if those is not None:  # إلى 63 عدد من قتلوا، إلى خمسة عدد الجنود الفرنسيين الذين قتلوا
            fates = (s for s in self.words.read(self.norms[those]) if s.kind in ("either", "suffers"))
            return next((s.value for s in fates if not self._incomplete(those, s)), "")
        victims = self.words.read(self.norms[j + 1]) if j + 1 < len(self.norms) else ()
        told = (
            s.value for s in victims if s.kind == "victim" and s.form in ("pl", "sound") and not s.cut.conj
        )
        return next(told, "")

    def _known_fate(self, group: Group, end: int) -> Telling:
        """الجنود الأربعة الذين سقطوا: the plural verb of the relative clause behind people with their number."""
        j = group.last
        if j + 1 >= end or self.norms[j] not in _WHO_MANY:
            return NOTHING
        j += 1 + (self.norms[j + 1] == "قد")
        senses = self.words.read(self.norms[j]) if j < end else ()
        told = next((s for s in senses if s.value in _DONE and s.form == "many" and not s.cut.conj), None)
        passive = (
            told and (told.cut.pronoun or told.kind in ("either", "suffers")) and not self._has_object(j, end)
        )
        if told is None or not passive or self._incomplete(j, told):
            return NOTHING
        self.spent.add(j)
        return Telling([told.value], "behind", j)

    def _is_buried(self, group: Group, j: int) -> bool:
        """لا يزال خمسة عمال تحت الأنقاض: whether they are under what fell, and nobody got them out."""
        under = group.form == "number" and self.norms[j - 1] == "تحت" and self.norms[j] in self.words.rubble
        return under and self.norms[j - 2] != "من"

    def _past_parts(self, group: Group, end: int) -> Telling:
        """47 شخصا على الأقل بينهم 30 مدنيا وثلاثة عناصر قتلوا: the plural verb behind the parts of the people."""
        if group.form != "number" or group.kind == "bare":
            return NOTHING
        near = range(group.last, min(end, group.last + 4))
        mark = next((k for k in near if any(s.kind == "part" for s in self.words.read(self.norms[k]))), end)
        for j in range(mark + 1, min(end, mark + _PARTS)):
            senses = [s for s in self.words.read(self.norms[j]) if s.kind in ("either", "suffers")]
            if self.norms[j] in BREAKS or any(s.form == "one" for s in senses):
                break
            sense = next((s for s in senses if not s.cut.conj and not s.cut.pronoun), None)
            if sense and sense.form == "many" and not self._has_object(j, end):
                self.spent.add(j)
                return Telling([sense.value], "behind", j)
        return NOTHING

    def _may_be_subject(self, group: Group) -> bool:
        """Whether people of this grammar can have their verb behind them: counted, or at the head of their clause."""
        if group.form == "number":
            return group.kind != "bare" or "partitive" in group.flags or self._headed(group)
        if group.definite:
            return False
        if group.form in ("pl", "sound"):
            return group.kind == "people" and self._headed(group) and self._befalls(group.last)
        return group.form == "du" and group.kind != "nation" or self._headed(group)

    def _befalls(self, j: int) -> bool:
        """أن مدنيين قتلوا: whether a plural verb of death or the like stands at token `j`."""
        senses = self.words.read(self.norms[j]) if j < len(self.norms) else ()
        return any(s.kind in ("either", "suffers") and s.form == "many" and not s.cut.conj for s in senses)

    def _state_at(self, j: int) -> str:
        """The outcome that token `j` states without a verb of its own: المفقودين، تم اختطافهم، تعرضوا للاغتيال."""
        norm, before = self.norms[j], self.norms[j - 1]
        if norm in self.words.lost and (before in self.words.still or self._still(j)):
            return "missing"
        if before in self.words.amid and norm.startswith("ال"):  # كانوا بين القتلى
            return self._amid(j)
        if norm in self.words.fates:  # لا يزال مصيرهم مجهولا
            near = self.norms[max(self.begin, j - 1) : j + 5]
            return "" if self.words.unknown.isdisjoint(near) else "missing"
        if norm in self.words.holds and before == "في" and self._still(j):
            return "captured"  # لا يزال تسعة منهم في قبضة كذا
        if before in self.words.befell:
            senses = (s for s in self.words.read(norm) if s.kind == "masdar" and s.cut.prep == "ل")
            return next((s.value for s in senses), "")
        if norm == "القبض" and self._seized(j):
            return "captured"
        if before not in ("تم", "جري", "يتم"):
            return ""
        return next((s.value for s in self.words.read(norm) if s.kind == "masdar" and s.cut.pronoun), "")

    def _seized(self, j: int) -> bool:
        """52 متهما تم إلقاء القبض عليهم، ألقي القبض عليهم: whether token `j` tells that those before were seized."""
        if self.norms[j + 1 : j + 2] == [] or self.norms[j + 1] not in self.words.upon:
            return False
        at = j - 1 - (self.norms[j - 1] in ("القاء", "بالقاء"))
        return self.norms[at].removeprefix("و") in self.words.seized

    def _fallen(self, group: Group, j: int) -> str:
        """عشرون من أعضائه وقعوا في الأسر: the outcome of a verb of several words right behind counted people."""
        if group.form != "number" or j > group.last + 2 or not self.norms[j].endswith("وا"):
            return ""
        phrase = self.words.phrase(self.norms, j)
        return phrase[0].value if phrase and phrase[0].kind == "suffers.many" else ""

    def _still(self, j: int) -> bool:
        """لا يزال 19 من أصحابها مفقودين: whether the adverb of a state stands close before."""
        return not self.words.still.isdisjoint(self.norms[max(self.begin, j - _STILL) : j])

    def _amid(self, j: int) -> str:
        """The outcome of those among whom the people are said to have been: كان بين القتلى، كانوا ضمن الضحايا."""
        at = j - 2 - (self.norms[j - 2 : j - 1] == ["من"])
        if not reads_as(self.norms[at], self.words.been):
            return ""
        return self._victims_at(j)

    def _among(self, group: Group, j: int) -> str:
        """إن قائد الكتيبة من بين القتلى: the outcome of those among whom the people are, no verb between."""
        at = j - (self.norms[j - 1] == "من")
        if (
            self.norms[j] not in self.words.amid
            or at != group.last
            or group.form not in ("sg", "number", "name")
        ):
            return ""
        return self._victims_at(j + 1)

    def _victims_at(self, j: int) -> str:
        """The outcome of the victims that token `j` names as known: القتلى; an empty string where it names none."""
        senses = self.words.read(self.norms[j]) if j < len(self.norms) else ()
        victims = (s for s in senses if s.kind == "victim" and s.cut.article and s.form in ("pl", "sound"))
        return next((s.value for s in victims), "")

    def _held(self, group: Group, j: int) -> str:
        """21 مراقبا محتجزين: captives by the word behind the count."""
        if group.form != "number" or j > group.last + 1:
            return ""
        captives = (s for s in self._state_nouns(j) if s.value == "captured" and s.form in ("pl", "sound"))
        return next((s.value for s in captives), "")

    def _state_nouns(self, j: int) -> Iterator[Sense]:
        """The victims' nouns without article and conjunction that token `j` can be: محتجزين، جرحى behind people."""
        for sense in self.words.read(self.norms[j]):
            if sense.kind == "victim" and not sense.cut.article and not sense.cut.conj:
                yield sense

    def _tells_of(self, group: Group, j: int, sense: Sense, end: int) -> bool:
        """Whether the verb at token `j` has the people before it as its sufferers."""
        if sense.cut.conj and (j > group.last + 2 or sense.form == "one" and group.form != "sg"):
            return False
        singular = sense.form == "one" and not self.norms[j].endswith("ت")
        if group.form == "number" and singular and (group.max or 9) > 1:
            return False
        if j in self.spent and not group.conj:
            return False  # it told of the people named before: these words describe them
        if sense.value == "displaced" and (group.form != "number" or self._withdraws(j, group)):
            return False
        if self._incomplete(j, sense) and not (sense.value == "displaced" and self._is_household(group)):
            return False
        return not (sense.kind == "either" and self._has_object(j, end))  # else they are the ones who killed

    def _dual_verb(self, group: Group, end: int) -> bool:
        """عسكريين قتلا: the verb shows that the plural is a dual."""
        window = self.norms[group.last : min(end, group.last + 4)]
        return any(
            w.endswith("ا")
            and not w.endswith("وا")
            and any(s.kind in ("either", "suffers") for s in self.words.read(w))
            for w in window
        )

    def _named_behind(self, group: Group, end: int) -> Telling:
        """الناشط فلان أصيب: the verb right behind the name."""
        for j in range(group.last, min(end, group.last + 3)):
            if self.norms[j] in ("قد", "كان", "الذي", "ايضا"):
                continue
            among = self._amid(j + 1) or self._among(group, j) if self.norms[j] in self.words.amid else ""
            if among:
                return Telling([among], "behind", j + 1)
            if self.norms[j] == "من":
                continue
            sense = next((s for s in self.words.read(self.norms[j]) if s.kind in ("either", "suffers")), None)
            if (
                sense is None
                or sense.cut.conj
                or sense.cut.pronoun
                or sense.form != "one"
                or self._has_object(j, end)
            ):
                break
            if self._incomplete(j, sense) or not self._is_new(group, [sense.value]):
                break
            self.spent.add(j)
            return Telling([sense.value], "behind", j)
        return self._relative(group, end)

    def _relative(self, group: Group, end: int) -> Telling:
        """فلان، 17 عاما، الذي استشهد أمس: the verb of the relative clause behind a name and an age."""
        j, last = group.last, min(end - 1, group.last + _AGE)
        while j < last and (
            self.norms[j] in _BESIDE or self.norms[j].isdigit() or self.norms[j] in self.words.ages
        ):
            j += 1
        if j >= last or self.norms[j] not in _WHO:
            return NOTHING
        j += 1 + (self.norms[j + 1] in ("قد", "كان", "كانت"))
        senses = self.words.read(self.norms[j]) if j < end else ()
        done = (s for s in senses if s.value in _DONE and s.form == "one")
        told = next((s for s in done if self._befell_one(s, j, end)), None)
        if told is None or not self._is_new(group, [told.value]):
            return NOTHING
        self.spent.add(j)
        return Telling([told.value], "behind", j)

    def _befell_one(self, sense: Sense, j: int, end: int) -> bool:
        """الذي قتل، الذي قتله الجنود; but not الذي قتل ثلاثة, nor الذي قضى عشر سنوات."""
        if sense.cut.conj or sense.cut.prep or self._incomplete(j, sense):
            return False
        if sense.cut.pronoun:
            return sense.kind in ("either", "does")
        counted = j + 1 < end and (j + 1 in self.groups.numbers or j + 1 in self.groups.not_counts)
        return sense.kind in ("either", "suffers") and not counted and not self._has_object(j, end)

    def _has_object(self, j: int, end: int) -> bool:
        """Whether people stand close behind the verb as its object."""
        for k in range(j + 1, min(end, j + 4)):
            if (
                self.norms[k] in self.words.prepositions
                or (self.norms[k],) in self.words.by  # قتلوا بنيران مقاتلين
                or self.norms[k] in self.words.clauses  # أصيبوا بينما اقتيد 150
                or self.norms[k] in ("،", ",")
                or self.norms[k].startswith("و")
                or any(s.kind in ("part", "most") for s in self.words.read(self.norms[k]))
            ):
                return False  # قتلوا بينهم ضابط
            other = self.groups.at(k, end)
            if other and other.kind != "victim":
                return not other.prep and not other.conj
        return False

    def _also_behind(self, j: int, end: int, outcomes: list[str]) -> None:
        """قتلوا أو أصيبوا: a second outcome at once behind the first."""
        k = j + 1 + (j + 1 < end and self.norms[j + 1] in ("او", "و"))
        sense = (
            next((s for s in self.words.read(self.norms[k]) if s.kind in ("either", "suffers")), None)
            if k < end
            else None
        )
        if sense and (k == j + 2 or sense.cut.conj) and sense.form == "many" and sense.value not in outcomes:
            nxt = self.groups.at(k + 1, end) if k + 1 < end else None
            if nxt is None or nxt.conj or nxt.prep:
                outcomes.append(sense.value)
                self.spent.add(k)

    def _headed(self, group: Group) -> bool:
        """Whether أن or إن stands before the people, or they begin the sentence."""
        if group.first == self.begin:
            return True
        return any(
            w in ("ان", "وان", "بان", "حيث", "ولان")
            for w in self.norms[max(self.begin, group.first - 2) : group.first]
        )

    def _died_since(self, group: Group) -> Telling | None:
        """49 من المحتجزين قتلوا، مصابا رابعا توفي: the verb behind who was held or hurt tells of a death."""
        if group.value == "killed" or not group.counted:
            return None
        form = "one" if group.max == 1 else "many"
        for j in range(group.last, min(len(self.norms), group.last + 2)):
            senses = self.words.read(self.norms[j])
            told = next((s for s in senses if s.kind in ("either", "suffers") and s.value == "killed"), None)
            if told and told.cut.stem.startswith(FALLEN):
                return None  # 20 مصابا سقطوا
            if told and told.form == form and told.cut == told.cut._replace(conj="", prep="", pronoun=""):
                self.spent.add(j)
                return None if self._incomplete(j, told) else Telling(["killed"], "behind", j)
        return None

    def _said_of(self, group: Group) -> bool:
        """نعى القائد فلانا الذي ارتقى شهيدا: whether the noun only says how the one before died."""
        at = group.first - 2
        return group.form == "sg" and at >= 0 and self.norms[at] in _WHO and self._tells_death(at + 1)

    def _tells_death(self, i: int) -> bool:
        return any(s.kind == "suffers" and s.value == "killed" for s in self.words.read(self.norms[i]))
