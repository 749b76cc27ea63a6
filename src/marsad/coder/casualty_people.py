"""Room 6, casualties: whose people the victims are, and who did it, where the words around the count name them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from marsad.coder.casualty_categories import PARTS
from marsad.coder.casualty_doers import AGENTS, BODIES, ENDS, NOUN_REACH, SUBJECT_REACH, Doers
from marsad.coder.casualty_words import CasualtyWords
from marsad.coder.catalogue import OPENING, catalogue
from marsad.coder.entities import agrees, antecedents, pronoun_of
from marsad.coder.mentions import ARMED, ActorMention, same_actor
from marsad.coder.syntax import counts
from marsad.coder.text import Document, fold
from marsad.coder.words import bare, proclitic_cuts, reads_as

if TYPE_CHECKING:
    from marsad.coder.casualties import CasualtyCandidate

_POLICE = {"الامن", "الداخلي"}  # in the names of police that its role doesn't tell
_HELPING = ("NGO", "IGO")  # roles of bodies whose staff helps
_OF_THEM = (["منهم"], ["منهن"])
_FOR = ("في", "فى", "لدي", "مع", "لصالح", "")  # between a journalist and whose: صحفيا يعمل في قناة كذا
_OUT_OF = 5  # tokens from those counted back to the word before their side
_LATTER = ("الاخيره", "الاخير")


def add_people(
    doc: Document, found: list[CasualtyCandidate], actors: Sequence[ActorMention], words: CasualtyWords
) -> None:
    """Sets affiliation and perpetrator where the words name them."""
    if not actors:
        return
    people = _People(doc, list(actors), words, {i for c in found for i in range(c.first, c.group_last)})
    for candidate in found:
        if people.mourned(candidate):
            candidate.flags.add("mourned")
        candidate.affiliation = None if "mixed" in candidate.flags else people.affiliation(candidate)
        _share(doc, candidate, found, words)
        people.add_tolled(candidate)
        if people.is_(candidate.head, words.staff):
            candidate.flags.add("staff")
        _sharpen(candidate, words)
        candidate.perpetrator = people.perpetrator(candidate)
        if candidate.perpetrator is candidate.affiliation:
            candidate.perpetrator = None  # ضربوا متظاهرات واعتقلوا اثنتين منهن
        candidate.striker = None if candidate.perpetrator else people.striker(candidate)


def _share(
    doc: Document, part: CasualtyCandidate, found: list[CasualtyCandidate], words: CasualtyWords
) -> None:
    """Who are some of a body's people are of that body: 41 من عناصر الشرطة، بينهم 12 ضابطا، وفلان."""
    whole = found[part.part_of] if part.part_of is not None else None
    if whole is not None and part.name and part.category == "civilian" and part.rule == "part":
        counted = doc.norms[whole.first : whole.group_last + 1]
        fighters = (words.said["combatant"], words.men, words.soldiers)
        if any(reads_as(n, those) for n in counted if n not in PARTS for those in fighters):
            part.category = "combatant"
    if whole is None or whole.affiliation is None or whole.affiliation.kind not in BODIES[:2]:
        return
    own = part.affiliation
    near = own is not None and part.first <= own.first <= part.group_last + NOUN_REACH
    named = own is not None and own.kind in BODIES and near and doc.sentence_of[own.first] == part.sentence
    if part.category in ("combatant", "unspecified") and not named:
        part.affiliation = whole.affiliation


def _sharpen(candidate: CasualtyCandidate, words: CasualtyWords) -> None:
    """People of an armed body are its fighters, of the police its officers, of a helping one its helpers: عنصر في كذا.

    So where their own noun says no more.
    """
    body = candidate.affiliation
    if body is None or body.kind not in (*BODIES[:2], "people"):
        return
    if not words.unnamed.isdisjoint(fold(body.name).split()):
        return
    if candidate.category == "unspecified" and body.role in ARMED and "others" not in candidate.flags:
        candidate.category = "combatant"
    elif (
        candidate.category in ("unspecified", "combatant")
        and (body.role == "COP" or set(fold(body.name).split()) >= _POLICE)
        and "ranks" not in candidate.flags
    ):
        candidate.category = "police"
    elif (
        body.role in _HELPING
        and candidate.category in ("unspecified", "civilian")
        and "staff" in candidate.flags
    ):
        candidate.category = "aid_worker"
    elif candidate.category in ("unspecified", "combatant") and not words.civil.isdisjoint(
        fold(body.name).split()
    ):
        candidate.category = "aid_worker"  # عنصر من الدفاع المدني
        candidate.flags.add("civil")


def _singular(stem: str) -> str:
    """A counted adjective without its case and number: حوثيا، حوثيين."""
    return next((stem.removesuffix(end) for end in ("ين", "ون", "ان", "ا") if stem.endswith(end)), stem)


class _People(Doers):
    """The actors of a document around its counts."""

    """Whose people the victims are, and who did it."""

    # -- affiliation ---------------------------------------------------------------------------------------------

    def affiliation(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """The body whose people are counted: a body named with them, the army of the report, or their own name."""
        end = self.doc.sentences[candidate.sentence].last
        own = self._group_of(candidate)
        if own:
            candidate.flags.add("own")
            return own
        covering = [
            a
            for a in self.between(candidate.first, candidate.group_last + 1)
            if a.kind in ("people", "person", "office") and a.last > candidate.head
        ]
        for mention in covering:
            body = self._body_inside(mention)
            if body:
                return body
        named = covering[0] if covering else None
        body = self._body_behind(candidate, max(candidate.group_last, named.last if named else 0), end)
        told = None if body else self._out_of(candidate) or self.mourner(candidate)
        told = told or (None if body else self._bearer(candidate) or self._torn(candidate))
        if told:
            candidate.flags.add("own")
        return (
            body
            or told
            or self._owner(candidate)
            or self._in_ranks(candidate, end)
            or self._by_kind(candidate, named)
        )

    def add_tolled(self, candidate: CasualtyCandidate) -> None:
        """يرتفع عدد الجنود الفرنسيين الذين قتلوا إلى أربعة: who they are whom the toll counts."""
        if candidate.rule != "toll" or candidate.category != "unspecified":
            return
        first = self.doc.sentences[candidate.sentence].first
        told = (i for i in range(candidate.first - 1, first - 1, -1) if self.is_(i, self.words.tolls))
        at = next(told, candidate.first) + 1
        kinds = (
            [s for s in self.words.read(self.norms[at]) if s.kind == "people"] if at < candidate.first else []
        )
        if not kinds or not (kinds[0].cut.article or kinds[0].cut.pronoun) or kinds[0].value == "unspecified":
            return
        candidate.category = kinds[0].value
        counted = next(iter(self.between(at, at + 1)), None)
        candidate.affiliation = candidate.affiliation or counted and (self._body_inside(counted) or counted)

    def _out_of(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """وقتل من الفصائل خمسة، واستشهد من قواتنا تسعة: the side out of which they are counted."""
        near = range(candidate.first - 1, max(candidate.first - _OUT_OF, 0), -1)
        at = next((i for i in near if self.norms[i] == "من"), 0)
        if not at or candidate.rule not in ("either", "suffers") or candidate.trigger != at - 1:
            return None
        theirs = (a for a in self.between(at + 1, at + 2) if a.kind in (*BODIES, "people"))
        return next((a for a in theirs if a.last == candidate.first and a.kind != "state"), None)

    def _group_of(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """سبعة عشر حوثيا: the group whose adjective counts its own people."""
        known, head = catalogue(), self.norms[candidate.head]
        ids = (known.of_groups.get(_singular(cut.stem)) for cut in proclitic_cuts(head) if not cut.prep)
        group = next((known.actors[i] for i in ids if i), None)
        if group is None:
            return None
        name = bare(self.doc.tokens[candidate.head].text, int(head.startswith("و")))
        at = (candidate.head, candidate.head + 1)
        return ActorMention(
            *at, name, head, group.id, group.role, group.country, "group", "casualties:group", known=True
        )

    def _by_kind(self, candidate: CasualtyCandidate, named: ActorMention | None) -> ActorMention | None:
        """Police belong to the police, soldiers to the army that is named; others are known by their own name."""
        if candidate.category == "police":
            return self._nearest(candidate, lambda a: a.role == "COP" and a.kind in BODIES)
        if candidate.category in ("combatant", "unspecified") and self.is_(
            candidate.head, self.words.soldiers
        ):
            country = named.country if named else None
            armies = [a for a in self.actors if a.role == "MIL" and a.kind in BODIES and self._is_army(a)]
            own = [a for a in armies if country is None or a.country == country]
            if own:
                return min(own, key=lambda a: abs(a.first - candidate.first))
        if (
            named is not None
            and named.kind == "people"
            and (candidate.category == "combatant" or "nation" in candidate.flags)
        ):
            return named
        if (
            named is not None
            and candidate.category in ("civilian", "activist", "unspecified")
            and named.last > named.first + 1
        ):
            return None if self._nobodys(named) else named
        if named is not None and candidate.category == "civilian" and "weak" not in named.flags:
            return None if self._nobodys(named) else named
        return self._own_name(candidate) if "nation" in candidate.flags else None

    def _nobodys(self, mention: ActorMention) -> bool:
        """Whether the mention only says that they are civilians: مدنيين عزل."""
        return all(self.is_(i, self.words.nobodys) for i in range(mention.first, mention.last))

    def _own_name(self, candidate: CasualtyCandidate) -> ActorMention:
        """The counted nationals by their own word: لبنانيان."""
        cuts = [c for c in proclitic_cuts(self.norms[candidate.head]) if c.stem in self.norms[candidate.head]]
        letters = cuts[0].letters if self.norms[candidate.head][0] == "و" and cuts else 0
        letters = 1 if self.norms[candidate.head].startswith("و") and not letters else letters
        name = bare(self.doc.tokens[candidate.head].text, letters)
        head = self.norms[candidate.head]
        at = (candidate.head, candidate.head + 1)
        return ActorMention(*at, name, head, None, "CVL", None, "people", "casualties:nation")

    def _is_army(self, mention: ActorMention) -> bool:
        return any(
            self.is_(i, self.words.armies) for i in range(mention.first, min(mention.last, mention.first + 2))
        )

    def _owner(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """جنودها: the body or person named before, to whom the pronoun goes back."""
        if "bare" in candidate.flags and self.norms[candidate.last : candidate.last + 1] in _OF_THEM:
            return self._meant(candidate)
        if "possessed" not in candidate.flags and not self._has_pronoun(candidate):
            return None
        first = self.doc.sentences[max(0, candidate.sentence - 1)].first
        near = [
            a
            for a in reversed(self.between(first, candidate.first))
            if a.kind in (*BODIES, "person", "office")
        ]
        if (doer := self.goes_on(candidate)) is not None:  # هاجم مسلحون الحاجز وقتلوا ثلاثة من عناصره
            near = [a for a in near if not (doer.first <= a.first < doer.last or same_actor(a, doer))]
        subjects = [a for a in near if not a.prep]
        pronoun = pronoun_of(self.norms[candidate.head])
        order = sorted(near, key=lambda a: (self.sentence_of[a.first] < candidate.sentence, bool(a.prep)))
        meant = [a for a in order if agrees(a, pronoun)] if pronoun else []
        return next(iter([*meant, *subjects]), None)  # هاجم التنظيم القوات فقتلت أربعة من عناصره

    def _meant(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """صدت هجوما للتنظيم وأسرت ثلاثة منهم: those to whom the pronoun goes back."""
        at = candidate.last
        lead = antecedents(at, self.actors, bisect_left(self.firsts, at), frozenset((*BODIES[:2], "people")))
        trigger = candidate.trigger if candidate.trigger is not None else at
        joined = self.norms[trigger].startswith("و")  # قام العدو بإعدام 17 منهم: who did it
        doer = self.goes_on(candidate)
        others = [self.actors[k] for k in lead]
        if doer is not None:
            others = [a for a in others if not same_actor(a, doer)]
        meant = (a for a in others if joined or a.last != trigger)
        body = next(meant, None) if candidate.part_of is None else None
        if body is None or any(k in self.hurt for k in range(body.first, candidate.first)):
            return None  # وأسروا 24 جنديا وقتلوا 17 منهم: of the soldiers
        return body

    def _has_pronoun(self, candidate: CasualtyCandidate) -> bool:
        senses = self.words.read(self.norms[candidate.head])
        return (
            bool(senses)
            and all(s.cut.pronoun for s in senses if s.kind == "people")
            and any(s.kind == "people" for s in senses)
        )

    def _bearer(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """تكبد الحوثيون عشرات القتلى: the subject of the verb of losing; خسائر الحوثيين: whose losses."""
        first = self.doc.sentences[candidate.sentence].first
        for i in range(candidate.first - 1, max(first, candidate.first - NOUN_REACH) - 1, -1):
            if self.norms[i].removeprefix("و") in self.words.losses:
                at = i + 1 + (self.norms[i + 1] == "من")  # القتلى من الشرطة
                theirs = [a for a in self.between(at, at + 1) if not a.prep and a.role in (*ARMED, "COP")]
                return theirs[0] if theirs else None
            inflicts, bears = (self.is_(i, words) for words in (self.words.inflicting, self.words.bearing))
            if not inflicts and not bears:
                continue
            near = self.named(i + 1, candidate.first)
            if inflicts and near:
                return near[-1]
            if bears and (loser := self.joined_to(i)):
                return loser  # هاجم الجيش التنظيم وخسر عشرة من جنوده
            if bears:
                before = [
                    a for a in self.between(max(first, i - SUBJECT_REACH), i) if a.last == i and not a.prep
                ]
                behind = [a for a in near if a.first == i + 1]  # فقد is also a particle
                return next((a for a in [*behind, *before] if a.kind in (*BODIES, "people")), None)
        return None

    def _torn(self, candidate: CasualtyCandidate) -> ActorMention | None:
        """أوقعوا أفرادها بين قتيل وجريح: the force that the pronoun before goes back to, or that the verb names."""
        at = candidate.first - 1
        if not candidate.rule.startswith("both") or at < 0:
            return None
        doer, hurt = self.felled(candidate)
        if hurt is not None or doer is not None:
            candidate.flags.add("own")  # whoever else is named is not theirs
            return hurt and (self._body_inside(hurt) or hurt)
        if not self.norms[at].endswith(("ها", "هم", "ه")):
            return None
        lead = antecedents(at, self.actors, bisect_left(self.firsts, at), frozenset(BODIES[:2]))
        return self.actors[lead[0]] if lead else None

    def _in_ranks(self, candidate: CasualtyCandidate, end: int) -> ActorMention | None:
        """في صفوف X or في صفوفها, anywhere near in the sentence."""
        first = self.doc.sentences[candidate.sentence].first
        for i in range(max(first, candidate.first - 10), min(end, candidate.group_last + 10)):
            if not self.norms[i].lstrip("ب").startswith("صفوف"):
                continue
            if self.norms[i + 1 : i + 2] and self.norms[i + 1] in _LATTER:
                before = [a for a in self.between(first, i) if a.kind in BODIES and "nested" not in a.flags]
                return before[-1] if before else None  # في صفوف الأخيرة
            if self.norms[i].endswith(("ها", "هم", "ه")):
                lead = antecedents(i, self.actors, bisect_left(self.firsts, i))
                return self.actors[lead[0]] if lead else None
            return next((a for a in self.between(i + 1, i + 3) if a.kind in AGENTS), None)
        return None

    def _body_inside(self, mention: ActorMention) -> ActorMention | None:
        inner = [
            a
            for a in self.between(mention.first, mention.last)
            if a is not mention and a.last <= mention.last
        ]
        return next((a for a in inner if a.kind in ("group", "force")), None)

    def _body_behind(self, candidate: CasualtyCandidate, start: int, end: int) -> ActorMention | None:
        """A body tied to the count by من, في or its like."""
        armed = candidate.category in ("combatant", "police", "official", "activist", "unspecified")
        for mention in self.between(candidate.group_last, min(end, start + NOUN_REACH)):
            if "nested" in mention.flags and mention.first > candidate.group_last:
                continue  # the second half of a name is tied to its first
            between = [n for n in self.norms[candidate.group_last : mention.first] if n not in OPENING]
            if any(w in ENDS or w in PARTS or w in ("،", ",", "حين") for w in between):
                return None
            inner = range(candidate.group_last, mention.first)
            if any((self.norms[i],) in self.words.by for i in inner):
                return None  # برصاص قناص من قوات كذا
            if any(i in self.hurt and counts(self.norms[i].removeprefix("و")) for i in inner):
                return None  # 90 متظاهرا وسبعة من رجال الشرطة
            if any(self.is_(i, self.words.deeds) for i in inner):
                return None  # جراء قصف لقوات كذا: whose deed it was
            last = between[-1] if between else ""
            beside = last == "بين" and len(between) <= 2  # قتلى وجرحى بين أفراد الكتيبة
            among = beside and self.norms[mention.first].startswith(tuple(self.words.personnel))
            tied = mention.prep == "ل" or last == "من" or "صفوف" in between or among
            outlet = mention.role == "MED" or self.is_(mention.first, self.words.outlets)
            works = outlet and candidate.category == "journalist" and last in _FOR
            inside = (
                works
                or armed
                and (last in ("في", "فى") or mention.prep == "ب")
                and mention.first - start <= 2
            )
            member = (
                bool(last)
                and self.is_(mention.first - 1, self.words.members)
                or mention.first == candidate.group_last
                and not mention.conj  # ستة مدنيين وشرطي واحد
            )
            if mention.kind in BODIES[:2] and (tied or member or inside):
                return mention
            if mention.kind == "people" and (tied or member):
                return self._body_inside(mention) or mention
        return None

    def _nearest(
        self, candidate: CasualtyCandidate, fits: Callable[[ActorMention], bool]
    ) -> ActorMention | None:
        near = [
            a for a in self.actors if fits(a) and abs(self.sentence_of[a.first] - candidate.sentence) <= 3
        ]
        return min(near, key=lambda a: abs(a.first - candidate.first), default=None)
