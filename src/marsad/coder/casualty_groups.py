"""Room 6, casualties: finding counted people: a noun phrase with a number, or one that is a number by its form."""

from __future__ import annotations

from marsad.coder.actor_words import lexis
from marsad.coder.casualty_categories import PARTS, QUOTES, Categories, Group
from marsad.coder.casualty_words import CasualtyWords, Sense
from marsad.coder.datewords import time_words
from marsad.coder.mentions import ActorMention, DateMention, NumberMention
from marsad.coder.numbers import clitics_of, is_count
from marsad.coder.place_words import place_words
from marsad.coder.text import Document
from marsad.coder.weapons import weapon_at
from marsad.coder.words import Cut, proclitic_cuts

__all__ = ["Group", "GroupReader"]

_NOUN_KINDS = ("victim", "people", "others")
_SEVERAL = ("pl", "sound", "du")  # an unvowelled مسلحين is both of the last two
_POST = 3  # words of an officer's post in which that of the police stands
_AND_ALL = ("وجميع", "وكل", "وكافه")
_ACCUSATIVE = ("ا", "ه", "ين", "ان")


class GroupReader(Categories):
    """Finds the counted people that begin at a token."""

    def __init__(
        self,
        doc: Document,
        words: CasualtyWords,
        numbers: list[NumberMention],
        dates: list[DateMention],
        actors: list[ActorMention],
    ) -> None:
        super().__init__(doc, words)
        dated = {i for d in dates for i in range(d.first, d.last)}
        self.dated = dated
        self.numbers = {
            m.first: m for m in numbers if is_count(m) and m.first not in dated and m.last - 1 not in dated
        }
        bodies = [a for a in actors if a.kind in ("group", "force", "state")]
        self.bodies = {a.first: a.last for a in bodies if not a.prep}
        self.inside = {i for a in bodies for i in range(a.first + 1, a.last)}
        self.deeds = {a.first for a in actors if a.rule == "actor/deed"}  # أصاب صاروخ حوثي منزلا
        self.persons = {
            a.first: a
            for a in actors
            if a.first not in self.inside
            and "weak" not in a.flags
            and (a.kind == "person" or a.kind == "office" and "definite" in a.flags)
        }
        self.not_counts = {i for m in numbers if not is_count(m) for i in range(m.first, m.last)}

    def is_quiet(self, i: int) -> bool:
        """Whether no number and no name begins at token `i`, nor a number right behind it."""
        return i not in self.numbers and i not in self.persons and i + 1 not in self.numbers

    def at(self, i: int, end: int) -> Group | None:
        """The counted people that begin at token `i` of a clause that ends at `end`, or None."""
        if i >= end or i in self.dated or i in self.not_counts or i in self.deeds:
            return None
        mention = self.numbers.get(i)
        if mention and self.norms[i] == "واحد" and self._is_one_of(i, end):
            mention = None
        if mention is None and i in self.persons:
            return self._named(self.persons[i])
        if mention is None and i in self.inside and self.norms[i].startswith("ال"):
            return None  # ميليشيات الحوثي
        if mention and "vague" in mention.rule and self._is_toll_of(mention, end):
            return None  # عدد من قتلوا: a toll, whose number follows
        if mention and self.norms[i].isdigit() and self._is_numeral(i, end):
            return None
        group = self._numbered(mention, end) if mention else self._worded(i, end)
        if group is not None:
            group.category = self._category(group, end)
        return group

    def _is_numeral(self, i: int, end: int) -> bool:
        """كتيبة 302 صاعقة، ثورة 25 يناير: whether the number is a name's or a day's."""
        if i and self.norms[i - 1].removeprefix("ال") in lexis().units:
            return True
        return i + 1 < end and any(k == "months" for _, (_, k, _) in time_words().of(self.norms[i + 1]))

    def _is_toll_of(self, mention: NumberMention, end: int) -> bool:
        j, partitive = self._past_of(mention.last, end)
        return partitive and j < end and self.norms[j].endswith("وا") and self._tells(j)

    def _tells(self, j: int) -> bool:
        return any(s.kind in ("either", "suffers") and not s.cut.conj for s in self.words.read(self.norms[j]))

    def _named(self, person: ActorMention) -> Group:
        """A person by name or office: one."""
        senses = [
            s
            for s in self.words.read(self.norms[person.first])
            if s.kind == "people" and s.value != "unspecified"
        ]
        category = (
            senses[0].value if senses else self.words.role_categories.get(person.role or "", "unspecified")
        )
        if not senses:
            category = self._called(person) or category
        post = self.words.phrase(self.norms, person.first)
        if post and post[0].kind.startswith("people"):
            category = post[0].value  # رئيس الأركان فلان
        if category == "combatant" and self._polices(person.last):
            category = "police"
        return Group(person.first, person.last, 1, 1, False, "name", "people", category, category, definite=True,
                     conj=person.conj, prep=person.prep, head=person.first)  # fmt: skip

    def _called(self, person: ActorMention) -> str:
        """What the words beside a name call the person: فلان، القيادي في كذا; العميد أبو فلان."""
        behind = person.last + (self.norms[person.last : person.last + 1] in (["،"], [","]))
        before = person.first - 1 - (self.norms[person.first - 1 : person.first] in (["ابو"], ["ام"]))
        for i in (before, behind):
            if not 0 <= i < len(self.norms) or not self.norms[i].startswith("ال"):
                continue
            for s in self._senses(i):
                if s.kind == "people" and s.form == "sg" and s.cut.article and s.value != "unspecified":
                    return s.value
        return ""

    def _polices(self, j: int) -> bool:
        """النقيب فلان، معاون مباحث القسم: whether the post behind an officer's name is one of the police."""
        j += self.norms[j : j + 1] in (["،"], [","])
        for norm in self.norms[j : j + _POST]:
            if norm in self.words.prepositions or not norm.isalpha():
                return False
            if norm in self.words.policing:
                return True
        return False

    def noun(self, i: int, end: int) -> Sense | None:
        """The first people or victim sense of token `i`."""
        if i >= end:
            return None
        senses = self._senses(i)
        return next((s for s in senses if s.kind in _NOUN_KINDS), None) or next(
            (s for s in senses if s.kind == "nation" and not s.cut.article and not s.cut.pronoun), None
        )

    def _numbered(self, mention: NumberMention, end: int) -> Group | None:
        conj, prep = self._clitics(mention.first)
        j, partitive = self._past_of(mention.last, end)
        noun = self.noun(j, end)
        if partitive and noun and noun.form == "du" and self.norms[j].endswith("ان"):
            noun = None  # 36 من طالبان
        group = Group(
            mention.first,
            mention.last,
            mention.min,
            mention.max,
            mention.approx,
            "number",
            "bare",
            "unspecified",
            conj=conj,
            prep=prep,
            head=mention.first,
        )
        case = self._case(j, end)
        if case:
            group.kind, group.value, group.last, group.head = "victim", case, j + 2, j + 1
        elif noun and not noun.cut.conj and noun.cut.prep in ("", "ل"):
            group.kind, group.value, group.last, group.head = noun.kind, noun.value, j + 1, j
            self._both_nouns(group, end)
        elif j < end and j not in self.dated and self._is_thing(j):
            return None  # but قتل خمسة يوم الأحد
        elif j < end and self._is_unknown_noun(j, mention, partitive):
            group.kind, group.last, group.head = "unknown", j + 1, j
        elif "vague" in mention.rule and not partitive and not self._ends_phrase(j, end):
            return None  # عدة، بعض before a thing
        elif self._is_model(mention.first):
            return None
        elif partitive and not self._is_people_from(j, end):
            group.flags.add("partitive")
        return group

    def _is_model(self, i: int) -> bool:
        """بقذيفة الياسين 105: whether the figure at token `i` belongs to a weapon's name."""
        named = i > 1 and self.norms[i].isdigit() and self.norms[i - 1].startswith("ال")
        return named and weapon_at(self.norms, i - 2, i)[0] == i - 1

    def _case(self, j: int, end: int) -> str:
        """The outcome of cases that are counted in place of people: 15 حالة إصابة."""
        if j + 1 >= end or self.norms[j] not in self.words.cases:
            return ""
        if self.norms[j + 1] in self.words.ailments:
            return "wounded"
        senses = (s for s in self.words.read(self.norms[j + 1]) if not s.cut.conj and not s.cut.prep)
        return next((s.value for s in senses if s.kind in ("masdar", "victim") and s.value), "")

    def _both_nouns(self, group: Group, end: int) -> None:
        """A second noun of the same count: 34 جنديا وشرطيا."""
        nxt = self.noun(group.last, end)
        if nxt and group.kind == "people" and nxt.kind == "victim" and self.norms[group.last].endswith("ا"):
            group.last += nxt.cut.conj == "و" and nxt.form == "sg" and group.min != 1  # 360 مريضا ومصابا
        elif nxt and nxt.cut.conj == "و" and nxt.kind == "victim" == group.kind and nxt.form == "sg":
            if nxt.value != group.value and group.max is not None:  # 100 قتيل وجريح
                group.flags.add("killed_and_wounded")
                group.last += 1
        elif nxt and nxt.cut.conj == "و" and nxt.kind == "people" == group.kind and nxt.form == "sg":
            after = self.norms[group.last]
            one = self.norms[group.last + 1 : group.last + 2] in (["واحدا"], ["واحده"], ["واحد"])
            if after.endswith("ا") and group.min != 1 and not one and not nxt.cut.pronoun:
                group.last += 1

    def _past_of(self, j: int, end: int) -> tuple[int, bool]:
        """The token after quotation marks and a partitive من."""
        partitive = False
        if j < end and self.norms[j] == ")" and self.norms[j - 2] == "(":
            j += 1  # مقتل (15) مدنيا
        while j < end and (self.norms[j] in QUOTES or self.norms[j] == "من"):
            partitive = partitive or self.norms[j] == "من"
            j += 1
        ends_in_of = j and self.norms[j - 1] == "من"
        return j, partitive or bool(ends_in_of)

    def _clitics(self, i: int) -> tuple[str, str]:
        """(conjunction, preposition) glued to or standing before token `i`."""
        conj, prep = clitics_of(self.norms[i])
        if conj or prep or not i:
            return conj, prep
        before = self.norms[i - 2] if self.norms[i - 1] == "(" and i > 1 else self.norms[i - 1]  # و(5) نساء
        if before in ("و", "ف"):
            return before, ""
        if before in ("ل", "ب", "لل", "ول", "وب"):
            return before[:-1], before[-1]
        return "", ""

    def _is_thing(self, j: int) -> bool:
        """Whether a thing is counted; but سبعة بعمليات are seven people."""
        return self.norms[j] in self.words.things or any(
            c.stem in self.words.things or c.stem.removesuffix("ا") in self.words.things
            for c in proclitic_cuts(self.norms[j])
            if c.prep != "ب"
        )

    def _is_unknown_noun(self, j: int, mention: NumberMention, partitive: bool) -> bool:
        """An unlisted noun that agrees with the number: 12 فلسطينيا، خمسة صوماليين."""
        norm = self.norms[j]
        if len(norm) < 4 or not norm.isalpha() or norm.startswith("و"):
            return False
        if (
            norm.endswith("وا")
            or norm in self.words.tolls
            or any(s.kind == "part" for s in self.words.read(norm))
        ):
            return False  # و25 جرحوا، إلى 57 حصيلة القتلى، اثنان أحدهما طفل
        if partitive or any(c.prep == "ب" and c.stem in place_words().triggers for c in proclitic_cuts(norm)):
            return False  # إصابة ثلاثة ببلدة كذا
        if mention.max is None and mention.approx:
            return norm.startswith("ال")
        return norm.endswith(_ACCUSATIVE) and not norm.startswith(("ال", "بال", "لل"))

    def _is_people_from(self, j: int, end: int) -> bool:
        return self.noun(j, end) is not None

    def _ends_phrase(self, j: int, end: int) -> bool:
        """Whether no noun follows that the quantity could count: a sign, a preposition, a joined word."""
        if j >= end or not self.norms[j].isalpha():
            return True
        norm = self.norms[j]
        noun = self.noun(j, end)
        joined = norm[0] in "وبل" and len(norm) > 3
        return (
            norm in self.words.after_bare
            or norm.endswith("وا")
            and self._tells(j)  # العشرات قتلوا
            or norm in PARTS
            or joined
            and (noun is None or noun.cut.prep == "ب" or bool(noun.cut.conj))  # مقتل العشرات وإصابة المئات
        )

    def _has_article(self, i: int) -> bool:
        return any(c.article for c in proclitic_cuts(self.norms[i]))

    def _past_adjective(self, group: Group) -> NumberMention | None:
        """الجنود الفرنسيين الأربعة: the definite number behind the adjective of a definite plural."""
        j = group.last
        adjective = self.norms[j] if j + 1 < len(self.norms) else ""
        plural = group.definite and group.form in ("pl", "sound") and not group.conj
        if not plural or not adjective.startswith("ال") or not self.norms[j + 1].startswith("ال"):
            return None
        return (
            self.numbers.get(j + 1)
            if self.noun(j, j + 1) is None or adjective.endswith(("ين", "ون"))
            else None
        )

    def _worded(self, i: int, end: int) -> Group | None:
        if self.norms[i] == "واحد":
            return self._one_of(i, Sense("one_of", "", "sg", Cut("و", "", False, "احد", "")), end)
        if self._is_state(i):
            return None
        for sense in self._senses(i):
            if sense.kind == "one_of":
                return self._one_of(i, sense, end)
            if sense.kind == "others" and self._is_no_other(i):
                return None
            if sense.kind in _NOUN_KINDS and sense.form != "unit":  # إصابة is a victim only behind a number
                return self._noun_group(i, sense, end)
        noun = self.noun(i, end)
        if noun and noun.kind == "nation" and not noun.cut.prep:
            return self._noun_group(i, noun, end)
        after = self.numbers.get(i + 1)
        if (
            after
            and after.min == 2 == after.max
            and len(self.norms[i]) > 5
            and self.norms[i].endswith(("ين", "ان"))
        ):  # وسعوديين اثنين
            conj = "و" if self.norms[i].startswith("و") else ""
            return Group(i, after.last, 2, 2, False, "number", "unknown", "unspecified", conj=conj, head=i)
        return None

    def _is_no_other(self, i: int) -> bool:
        """آخر فلول كذا, and حادث اغتيال ثالث: whether the word at `i` tells of no other person."""
        behind = self.norms[i + 1] if i + 1 < len(self.norms) else ""
        return behind in self.words.remnants or i > 1 and self.norms[i - 2] in self.words.incidents

    def _is_state(self, i: int) -> bool:
        """أصيب بحالة اختناق، حالته حرجة: a case that tells how somebody is counts nobody."""
        return any(
            c.stem in self.words.cases and (c.prep or c.pronoun or c.article)
            for c in proclitic_cuts(self.norms[i])
        )

    def _is_one_of(self, i: int, end: int) -> bool:
        """وأحد المارة, which folds to the number one, is "and one of"."""
        noun = self.noun(i + 1, end)
        return self.doc.tokens[i].text[1] == "أ" or bool(noun and noun.cut.article and noun.form in _SEVERAL)

    def _one_of(self, i: int, sense: Sense, end: int) -> Group | None:
        """أحد المارة، أحد جنوده."""
        noun = self.noun(i + 1, end)
        if noun is None or noun.form not in _SEVERAL or noun.kind == "others":
            return None
        return Group(i, i + 2, 1, 1, False, "sg", noun.kind, noun.value, conj=sense.cut.conj, prep=sense.cut.prep,
                     head=i + 1)  # fmt: skip

    def _noun_group(self, i: int, sense: Sense, end: int) -> Group:
        dual = sense.form == "sg" and sense.cut.pronoun and sense.cut.stem.endswith("ا")
        form = "du" if dual else sense.form  # طفلاها: an accusative takes no pronoun
        size = {"sg": 1, "du": 2}.get(form)
        group = Group(i, i + 1, size, size, False, form, sense.kind, sense.value, head=i)
        group.definite, group.conj, group.prep = sense.cut.article, sense.cut.conj, sense.cut.prep
        if i and self.norms[i - 1] in _AND_ALL:
            group.conj = "و"
        if sense.cut.pronoun:
            group.definite = True
            group.flags.add("possessed")
        senses = [s for s in self.words.read(self.norms[i]) if s.kind == sense.kind]
        if any(s.form == "sound" for s in senses) and group.form == "du":
            group.form, group.min, group.max = "sound", None, None
        after = self.numbers.get(i + 1) or self._past_adjective(group)
        if (
            after
            and after.min is not None
            and "vague" not in after.rule
            and not self._clitics(after.first)[0]
        ):
            # شخص واحد، جنديين اثنين، الجنود الخمسة; but شرطي واثنين are two counts
            follow = self.noun(after.last, end)
            agrees = (
                after.min <= 2 or group.definite and self.norms[after.first].startswith("ال")
            )  # عدد القتلى 38
            if agrees and not (follow and not follow.cut.conj):
                group.min, group.max, group.last, group.form = after.min, after.max, after.last, "number"
                group.flags.add("number_behind")
        elif (
            group.max is not None
            and self.norms[i + 1 : i + 2] == ["علي"]
            and self.norms[i + 2 : i + 3] == ["الاقل"]
        ):
            group.max, group.last = None, i + 3
        return group
