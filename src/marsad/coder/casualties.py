"""Room 6, casualties: who was killed, wounded, captured, missing or displaced, and how many.

Counted people (`casualty_groups`) become candidates where something says what happened to them: their own noun (قتيل), a
masdar or verb before them (مقتل، أصيب), a verb behind them (53 شخصا قتلوا), or the whole whose part they are (بينهم).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.coder.casualty_groups import Group, GroupReader
from marsad.coder.casualty_links import find_parts, inherit, merge_repeats
from marsad.coder.casualty_people import add_people
from marsad.coder.casualty_words import CasualtyWords, Sense, casualty_words
from marsad.coder.mentions import ActorMention, DateMention, NumberMention, PlaceMention
from marsad.coder.text import Document
from marsad.coder.words import Cut, proclitic_cuts

_BREAKS = {":", "؛", ";", "؟", "!"}
# Words that begin a clause of its own: what governs before them does not govern behind them.
_CLAUSES = {"ان", "انه", "انها", "انهم", "الذي", "التي", "الذين", "اللذين", "حيث", "لكن", "بينما", "فيما", "عندما", "حين", "بعدما", "كما"}
_PREPOSITIONS = {"من", "مع", "في", "فى", "علي", "ضد", "عن", "الي", "بين", "بعد", "قبل", "قرب", "برصاص", "بيد", "عبر", "لدي", "حول", "خلال"}
_MASDAR_REACH, _VERB_REACH, _BEHIND_REACH, _LIST_REACH, _BARE_LIST_REACH = 4, 14, 12, 14, 9
_TOLL_REACH = 22
_TOTAL_VERBS = ("بلغ", "وصل", "تجاوز", "يبلغ", "تبلغ", "يصل", "شمل", "تشمل", "يقترب", "تقترب", "يقارب", "فاق", "يفوق")
_TOTALS = {"الي", "القتلي", "الضحايا", "بلغ", "بلغت"}
_OUTCOME_KINDS = ("masdar", "either", "suffers", "does")


@dataclass(slots=True)
class CasualtyCandidate:
    """A claim of casualties in the making; [first, last) is its trigger."""

    first: int
    last: int
    outcome: str
    category: str
    min: int | None
    max: int | None
    approx: bool
    sentence: int
    rule: str
    affiliation: ActorMention | None = None
    perpetrator: ActorMention | None = None
    part_of: int | None = None
    flags: set[str] = field(default_factory=set)
    head: int = 0  # token of the counted noun
    group_last: int = 0  # the token after the counted people
    trigger: int | None = None  # token of the word that gives the outcome
    name: frozenset[str] = frozenset()  # the folded words of a named person


@dataclass(slots=True)
class _Governor:
    """A word that gives an outcome to people named behind it."""

    at: int
    last: int
    outcomes: list[str]
    kind: str  # masdar either suffers does bringing
    form: str
    used: bool = False
    subject: Group | None = None  # bare people behind an active verb who may be the agents


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
    inherit(doc, finder.found)
    kept = merge_repeats(doc, finder.found)
    find_parts(kept)
    return kept


class _Finder:
    """The walk through a document, sentence by sentence."""

    def __init__(
        self, doc: Document, words: CasualtyWords, groups: GroupReader, places: Sequence[PlaceMention]
    ) -> None:
        self.doc, self.norms, self.words, self.groups = doc, doc.norms, words, groups
        self.place_starts = {p.first for p in places}
        self.found: list[CasualtyCandidate] = []
        self.links = False

    def walk(self, first: int, end: int) -> None:
        """Finds the candidates of the sentence at tokens [first, end)."""
        self.governor: _Governor | None = None
        self.part: int | None = None  # the whole whose parts are being told
        self.part_at = -1
        self.list_end = -1  # the token after the last member of the list being told
        self.begin = first
        self.spent: set[int] = set()  # verbs that told of people before them
        if self._is_link(first, end) or self._is_accident(first, end):
            return
        i = first
        while i < end:
            norm = self.norms[i]
            if norm in _BREAKS:
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
        return any(self.norms[i] in accidents and self.norms[i + 1] in accidents[self.norms[i]] for i in range(first, end - 1))

    def _step(self, i: int, end: int) -> int:
        """Reads what begins at token `i`; the token to go on from."""
        if self.norms[i] == "كل" and self.norms[i + 1 : i + 2] == ["من"] and self.governor and self.governor.last == i:
            self.governor.last = i + 2  # مقتل كل من فلان وفلان
            return i + 2
        phrase = self.words.phrase(self.norms, i)
        if phrase:
            last = self._marked(i, i + 1 + len(phrase[0].rest), phrase[0].kind, phrase[0].value, end)
            if last:
                return last
        senses = self.words.read(self.norms[i])
        mark = next((s for s in senses if s.kind in ("part", "most", "rest", "some_of", "both")), None)
        if mark:
            return self._marked(i, i + 1, mark.kind, mark.value, end) or i + 1
        group = self.groups.at(i, end)
        if group and self._take(group, end):
            return group.last
        self._govern(i, i + 1, senses, group)
        return group.last if group and group.form == "number" else i + 1

    # -- what governs --------------------------------------------------------------------------------------------

    def _govern(self, i: int, last: int, senses: Sequence[Sense], group: Group | None) -> None:
        """Makes token `i` the governor if it can state an outcome."""
        if i in self.spent:
            return
        if self._toll(i, senses):
            return
        options = [s for s in senses if s.kind in (*_OUTCOME_KINDS, "bringing")]
        if not options:
            if self.norms[i] in _CLAUSES and self.governor and not self.governor.used:
                if self.governor.kind != "bringing":
                    self.governor = None
            return
        if any(not s.cut.pronoun for s in options):
            options = [s for s in options if not s.cut.pronoun]
        sense = self._choose(i, options)
        if sense is None:
            return
        if sense.kind == "masdar" and (sense.cut.pronoun or sense.cut.article):
            return
        before = self.governor
        if before and before.kind == "toll" and not before.used and not sense.value:
            return  # حصيلة القتلى بلغت: the toll governs still
        outcomes = [sense.value] if sense.value else []
        joined = sense.cut.conj or (i and self.norms[i - 1] in ("او", "و", "أو"))
        adjacent = before and (before.last == i or before.last == i - 1 and self.norms[i - 1] in ("او", "و"))
        if before and joined and adjacent and not before.used and before.outcomes and outcomes:
            outcomes = [*before.outcomes, *outcomes]
            self.governor = _Governor(before.at, last, outcomes, sense.kind, sense.form)
        else:
            self.governor = _Governor(i, last, outcomes, sense.kind, sense.form)
        if sense.cut.pronoun and sense.kind != "masdar":
            self.governor = None
        self.part = None if self.part_at < i - 12 else self.part

    def _toll(self, i: int, senses: Sequence[Sense]) -> bool:
        """عدد القتلى: the number behind counts the dead."""
        victim = next((s for s in senses if s.kind == "victim" and s.form in ("pl", "sound")), None)
        if victim is None or not any(
            c.stem in self.words.toll for w in self.norms[max(self.begin, i - 2) : i] for c in proclitic_cuts(w)
        ):
            return False
        self.governor = _Governor(i, i + 1, [victim.value], "toll", "one")
        return True

    def _choose(self, i: int, options: Sequence[Sense]) -> Sense | None:
        """One sense of a word that can be a noun or a verb: a noun behind a preposition, else a verb."""
        nominal = [s for s in options if s.kind == "masdar" or (s.kind == "bringing" and s.form == "sg")]
        verbal = [s for s in options if s.kind in ("either", "suffers", "does") or (s.kind == "bringing" and s.form != "sg")]
        before = self.norms[i - 1] if i > self.begin else ""
        doubtful = self.words.doubtful.get(options[0].cut.stem)
        if doubtful and before in doubtful:
            return None
        if nominal and (not verbal or nominal[0].cut.prep or before in _PREPOSITIONS):
            return nominal[0]
        for sense in verbal:
            needed = self.words.completed.get(sense.cut.stem)
            if needed and sense.value and not self._completed(i, needed):
                continue
            return sense
        return verbal[0] if verbal and not verbal[0].value else None

    def _completed(self, i: int, needed: tuple[str, ...]) -> bool:
        """Whether one of the words that complete the verb follows: لقي ثلاثة جنود مصرعهم."""
        window = self.norms[i + 1 : i + 24]
        return any(w.startswith(n) or w.startswith("ال" + n) for w in window for n in needed)

    # -- marks: parts, most, both --------------------------------------------------------------------------------

    def _marked(self, i: int, last: int, kind: str, value: str, end: int) -> int:
        """Acts on a marked phrase at [i, last); the token to go on from, 0 if it means nothing here."""
        kind, _, form = kind.partition(".")
        if kind in (*_OUTCOME_KINDS, "bringing"):
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
        if kind == "some_of" and self._governs(i):
            group = Group(i, last, 2, None, True, "number", "others", "unspecified", head=i)
            self._take(group, end)
            return last
        if kind in ("people", "victim"):
            cuts = self.words.read(self.norms[i])
            bounds = {"sg": (1, 1), "du": (2, 2)}.get(form, (None, None))
            group = Group(i, last, *bounds, False, form or "pl", kind, value, head=i, category=value)
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
            if candidate.rule == "joined" and index and self.found[index - 1].sentence == candidate.sentence:
                return index - 1  # قتلى وجرحى بينهم نساء: of the dead
            return index
        return None

    def _part(self, i: int, last: int, value: str, end: int) -> int:
        whole = self._whole(i, value if value in ("killed", "wounded") else "")
        if whole is None:
            return 0
        if self.found[whole].part_of is not None and value not in ("killed", "wounded") and self.part is not None:
            pass
        self.part, self.part_at, self.list_end = whole, last, last
        self.governor = None
        if value == "one":
            group = self.groups.at(last, end)
            if group and group.form == "sg":
                group.first = i
                self._take(group, end)
                return group.last
            candidate = self._candidate(Group(i, last, 1, 1, False, "sg", "others", "unspecified", head=i), self.found[whole].outcome, "part")
            candidate.part_of = whole
        return last

    def _most(self, i: int, last: int, value: str, end: int) -> int:
        """معظمهم من النساء والأطفال: parts without a number; جميعهم مدنيون: the whole's own category."""
        whole = self._whole(i)
        if whole is None:
            return 0
        j = last + (last < end and self.norms[last] == "من")
        named = []
        while j < end and len(named) < 3:
            group = self.groups.at(j, end)
            if group is None or group.kind == "bare" or (named and not group.conj):
                break
            named.append(group)
            j = group.last
        for group in named:
            if group.category == "unspecified":
                continue
            if value != "all" and group.category not in ("woman", "child") and self.found[whole].outcome != "killed":
                continue
            if value == "all":
                self.found[whole].category = group.category
            elif group.category != self.found[whole].category:
                first = i if group is named[0] else group.first
                part = self._candidate(Group(first, group.last, None, None, False, "pl", "people", group.category, group.category,
                                             head=group.head), self.found[whole].outcome, "most")  # fmt: skip
                part.part_of = whole
        return j

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
        part = self._candidate(Group(i, group.last, left, left, False, "number", "people", group.value, group.category, head=i),
                               self.found[whole].outcome, "rest")  # fmt: skip
        part.part_of = whole
        return group.last

    def _both(self, i: int, last: int) -> int:
        """بين قتيل وجريح: up to so many killed and up to so many wounded."""
        if not self.found or self.found[-1].sentence != self.doc.sentence_of[i] or i - self.found[-1].group_last > 12:
            governor = self.governor
            if governor is None or governor.kind not in ("bringing", "does") or governor.used or i - governor.last > 12:
                return 0
            self._candidate(Group(i, last, None, None, False, "pl", "victim", "killed", "combatant", head=i), "killed", "both")
        told = self.found[-1]
        if told.max is not None:
            told.min = None
        if len(self.found) > 1 and self.found[-2].first == told.first:
            return last
        told.outcome, told.rule = "killed", told.rule + "+both"
        twin = CasualtyCandidate(told.first, told.last, "wounded", told.category, told.min, told.max, told.approx, told.sentence,
                                 told.rule, part_of=told.part_of, head=told.head, group_last=told.group_last, trigger=told.trigger)  # fmt: skip
        self.found.append(twin)
        return last

    # -- counted people ------------------------------------------------------------------------------------------

    def _take(self, group: Group, end: int) -> bool:
        """Makes candidates of `group` if something tells what happened to its people."""
        outcomes, rule, trigger = self._outcomes(group, end)
        if not outcomes and group.form == "number" and self._both_ahead(group.last, end):
            outcomes, rule = ["killed"], "told"
        if not outcomes:
            if group.first <= self.list_end + 1 and not group.conj:
                self.list_end = max(self.list_end, group.last)  # مقاتلين معارضين: the same people
            elif group.conj and group.kind != "bare":
                self.list_end = -1
            return False
        if rule in ("list", "joined") and self.part is None and self._explains(group):
            self.part, self.part_at = len(self.found) - 1, group.first
        exact = len(outcomes) > 1
        for outcome in outcomes:
            candidate = self._candidate(group, outcome, rule)
            candidate.trigger = trigger
            if candidate.max is not None and "killed_and_wounded" in group.flags:
                candidate.min = None
            if exact and group.form == "number" and candidate.max is not None:
                candidate.min = None
            if self.part is not None and rule in ("part", "list", "noun", "joined"):
                candidate.part_of = self.part if self.part < len(self.found) - 1 else None
        self._double_places(group, end)
        self.list_end = group.last
        return True

    def _explains(self, group: Group) -> bool:
        """ثمانية قتلى، ستة جنود ومدنيان: a smaller count straight behind the comma splits the count before it."""
        if not self.found or group.conj or group.kind not in ("people", "unknown", "nation"):
            return False
        told = self.found[-1]
        least = told.max or told.min
        return (told.group_last == group.first - 1 and self.norms[group.first - 1] in ("،", ",", "هم", ":") and group.max is not None
                and least is not None and group.max < least and told.category in ("unspecified", group.category))  # fmt: skip

    def _both_ahead(self, j: int, end: int) -> bool:
        """Whether بين قتيل وجريح follows close behind."""
        phrases = (self.words.phrase(self.norms, k) for k in range(j, min(end, j + 7)))
        return any(p and p[0].kind == "both" for p in phrases)

    def _candidate(self, group: Group, outcome: str, rule: str) -> CasualtyCandidate:
        category = "civilian" if outcome == "displaced" and group.category == "unspecified" else group.category
        candidate = CasualtyCandidate(group.first, group.last, outcome, category, group.min, group.max, group.approx,
                                      self.doc.sentence_of[group.first], rule, head=group.head, group_last=group.last)  # fmt: skip
        candidate.flags |= group.flags | {group.kind}
        candidate.name = self._name(group)
        self.found.append(candidate)
        return candidate

    def _outcomes(self, group: Group, end: int) -> tuple[list[str], str, int | None]:
        """(outcomes, rule, trigger token) of the people; no outcomes if nothing is said to have happened to them."""
        listed = self._is_listed(group)
        in_part = self.part is not None and (self.part_at == group.first or listed)
        if group.kind == "victim":
            return self._of_victims(group, listed, in_part)
        if in_part and group.kind == "nation" and group.form in ("pl", "sound"):
            return [], "", None
        if in_part and group.form == "name" and not self._is_new(group, [self.found[self.part or 0].outcome]):
            return [], "", None
        if in_part and self.part is not None and (self.governor is None or self.governor.at < self.part_at):
            return [self.found[self.part].outcome], "part", self.found[self.part].trigger
        if self._governs(group.first, group):
            governor = self.governor
            assert governor
            governor.used = True
            self._construct_dual(governor, group)
            return (governor.outcomes or ["killed"]), governor.kind, governor.at
        if listed and group.form == "name":
            near = group.first - self.list_end <= 3 or self.found[-1:] and self.found[-1].max == 1
            listed = bool(self.found and near and group.conj and self._is_new(group, [self.found[-1].outcome]))
        if listed and self.found:
            last = self.found[-1]
            same = list(dict.fromkeys(c.outcome for c in self.found if c.first == last.first))
            year = group.kind == "bare" and 1900 <= (group.max or 0) <= 2100
            if group.kind != "bare" or self._in_place(group, end) and not year:
                return same, "list", last.trigger
        return self._told_behind(group, end)

    def _of_victims(self, group: Group, listed: bool, in_part: bool) -> tuple[list[str], str, int | None]:
        outcome = [group.value]
        if group.form != "number" and self._holds_people(group):
            self.governor = _Governor(group.first, group.last, outcome, "masdar", "one")
            return [], "", None
        governor = self.governor
        if self._behind_freeing(group) or self._known_already(group):
            return [], "", None
        if governor and governor.outcomes and group.value in ("captured", "missing", "displaced") and self._governs(group.first, group):
            governor.used = True  # مقتل سبعة رهائن
            return governor.outcomes, governor.kind, governor.at
        if group.form == "number" and not ("number_behind" in group.flags and group.definite):
            if governor:
                governor.used = True
            if "killed_and_wounded" in group.flags:
                return ["killed", "wounded"], "noun", group.head
            return outcome, "part" if in_part else "noun", group.head
        if group.definite and not (listed and self._joined_victims(group)):
            return [], "", None
        if listed and self._joined_victims(group):
            return outcome, "joined", group.head
        governor = self.governor
        if group.form in ("pl", "sound") and self._denied(group):
            return [], "", None
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        if group.form == "sg" and after.startswith("ال") and self._is_body(group):
            return [], "", None  # جثة الطفل: known already
        if governor and not governor.used and group.first - governor.last <= 3 or in_part or listed:
            if governor:
                governor.used = True
            return outcome, "noun", group.head
        if group.form == "du":
            return outcome, "noun", group.head
        return [], "", None

    def _behind_freeing(self, group: Group) -> bool:
        """Whether a word of freeing, burying, visiting stands right before: no new victims."""
        i = group.first
        one, two = self.norms[max(0, i - 1) : i], self.norms[max(0, i - 2) : i]
        if tuple(two) in self.words.freeing:
            return True
        stems = {c.stem for c in proclitic_cuts(one[0]) if c.prep != "ل"} if one else set()
        return any((s,) in self.words.freeing for s in stems)  # those to be freed are captives still

    def _known_already(self, group: Group) -> bool:
        """بعض القتلى: some of those told of, unless a word of falling or leaving brings them in."""
        if group.form != "number" or not any(c.stem in self.words.some for c in proclitic_cuts(self.norms[group.first])):
            return False
        governor = self.governor
        vague = self.norms[group.first].endswith(("بعض", "كثير", "كثيرا", "الكثير"))
        return vague and (governor is None or group.first - governor.last > 3)

    def _is_body(self, group: Group) -> bool:
        return any(c.stem in self.words.bodies for c in proclitic_cuts(self.norms[group.head]))

    def _holds_people(self, group: Group) -> bool:
        """جثث خمسة أشخاص: the people behind the bodies are counted, not the bodies."""
        if not self._is_body(group):
            return False
        other = self.groups.at(group.last, len(self.norms)) or self.groups.at(group.last + 1, len(self.norms))
        return bool(other and other.form != "pl" and not other.definite and not other.conj and other.prep in ("", "ل")
                    and other.kind in ("people", "unknown", "bare") and (other.first == group.last or other.prep == "ل"))  # fmt: skip

    def _denied(self, group: Group) -> bool:
        """Whether the clause says that nothing is known of victims, or names the victims of something (قتلى الثلاثاء)."""
        clause = self.norms[max(self.begin, group.first - 10) : group.first]
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        negated = any(w in self.words.negations or w[1:] in self.words.negations and w[0] in "وف" for w in clause if w)
        return negated or (after.startswith("ال") and not group.definite)

    def _joined_victims(self, group: Group) -> bool:
        """عشرات القتلى والجرحى: the second noun shares the count of the first."""
        last = self.found[-1] if self.found else None
        if last is None or last.group_last < group.first - 1 or group.form not in ("pl", "sound") or not group.conj:
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
        if any(w in _CLAUSES or w in _BREAKS for w in between):
            return False
        if gap <= 0 and not group.conj:
            return self.part_at == group.first
        link = any(w in ("جانب", "بجانب", "اضافه", "بالاضافه", "فضلا", "علاوه") for w in between[-3:])
        comma = link or between[-1:] in (["مع"], ["هم"], ["وهم"]) or "،" in between[-1:] or "," in between[-1:]
        if not (group.conj or comma):
            return False
        if group.form in ("pl", "sound") and (gap > 3 and not link or "بين" in between or self.part is None):
            return group.kind == "victim" and gap <= 3
        if group.form not in ("number", "pl", "sound") and not group.conj and between[-1:] in (["،"], [","]):
            return False  # فلان، أحد قادة الفصيل: the same person
        if group.form != "number" and (self.groups.is_doubtful(group) or group.kind == "nation" and not group.conj):
            return False
        reach = _LIST_REACH if group.form == "number" else _BARE_LIST_REACH
        if group.prep and group.prep != "ل":
            return False
        return gap <= reach

    def _governs(self, i: int, group: Group | None = None) -> bool:
        """Whether the governor reaches people at token `i`."""
        governor = self.governor
        if governor is None or governor.used:
            return False
        gap = i - governor.last - sum(k in self.groups.dated for k in range(governor.last, i))
        reach = {"masdar": _MASDAR_REACH, "toll": _TOLL_REACH}.get(governor.kind, _VERB_REACH)
        if gap > reach or gap < 0:
            return False
        before = self.norms[i - 1] if i > governor.last else ""
        if governor.kind == "toll":
            return group is not None and group.form == "number" and self._totals(before, group)
        if before in _PREPOSITIONS and not (gap == 1 and before in ("علي", "من") and governor.kind in ("does", "bringing")):
            return False
        if group is None:
            return True
        if group.prep and not (governor.kind == "masdar" and group.prep == "ل" and gap <= 3) and gap > 0:
            return False
        return self._suits(governor, group, gap)

    def _totals(self, before: str, group: Group) -> bool:
        """Whether a toll's number is told here: بلغت 89، ارتفع إلى 42."""
        telling = (self.norms[group.first], before)
        return before in _TOTALS or group.prep == "ب" or any(w.startswith(_TOTAL_VERBS) for w in telling)

    def _suits(self, governor: _Governor, group: Group, gap: int) -> bool:
        """Whether people of this grammar are the victims of this governor, not its agents."""
        if governor.kind == "bringing":
            return group.form == "number" and gap <= 3 and group.kind != "bare" and self._brings_people(governor)
        if group.kind == "bare" and gap > 3:
            return False
        if group.form == "number":
            return True
        if governor.kind == "toll":
            return False
        if group.form == "name":
            return gap == 0 and not (governor.kind == "does" and governor.form == "one") and self._is_new(group, governor.outcomes)
        if group.definite and (group.form != "sg" or self._told_of_one(governor)):
            return False
        if group.kind == "others" and self.norms[governor.at].endswith("سقط"):
            return False
        if group.definite and group.category == "unspecified" and group.kind != "victim":
            return False  # القبض على المتهم
        if gap and (group.kind == "nation" or self.groups.is_doubtful(group)):
            return False
        if "displaced" in governor.outcomes and governor.kind != "masdar" and group.form not in ("number", "pl"):
            return False
        if governor.kind == "masdar":
            if group.form in ("pl", "sound"):
                return gap == 0 and self._as_dual(governor, group)
            return gap <= 1
        if group.form in ("pl", "sound"):
            if group.definite:
                return False
            if governor.form == "many":
                return gap <= 1
            return gap <= 1 and not self._is_agent(group)
        if governor.kind == "does":
            return gap <= 3 and (not group.definite or gap > 0)
        return gap <= 3

    def _is_new(self, group: Group, outcomes: Sequence[str]) -> bool:
        """Whether the named person is not yet among the victims."""
        words = self._name(group)
        sentence = self.doc.sentence_of[group.first]
        if any(c.outcome in outcomes and c.max == 1 and c.sentence < sentence and not c.name and c.part_of is None for c in self.found):
            return False  # an unnamed single victim told of before is taken to be this one
        return not any(c.outcome in outcomes and c.max == 1 and c.name & words for c in self.found)

    def _name(self, group: Group) -> frozenset[str]:
        cut = {w[2:] if w.startswith("ال") else w for w in self.norms[group.first : group.last]}
        return frozenset(w for w in cut if len(w) > 2 and not self.words.read(w)) if group.form == "name" else frozenset()

    def _as_dual(self, governor: _Governor, group: Group) -> bool:
        """جرح مدنيين: an unvowelled plural behind a masdar is read as a dual where no plural adjective follows."""
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        if group.form != "sound" or group.kind != "people" or after.endswith(("ين", "ون")) or self.norms[governor.at].startswith("ل"):
            return False
        if governor.outcomes == ["captured"] and self.norms[governor.last - 1] != "علي":
            return False
        group.form, group.min, group.max = "du", 2, 2
        return True

    def _told_of_one(self, governor: _Governor) -> bool:
        """Whether a single victim of this outcome is known already: one with the article is that one again."""
        return any(c.outcome in governor.outcomes and c.max == 1 for c in self.found)

    def _brings_people(self, governor: _Governor) -> bool:
        """سقوط عشرين شخصا: the verb of falling alone tells of dead."""
        return self.norms[governor.at].lstrip("وبل").startswith(("سقوط", "سقط"))

    def _is_agent(self, group: Group) -> bool:
        """قتل مسلحون خمسة جنود: people behind the verb are its agents if others follow at once."""
        for j in range(group.last, min(group.last + 14, len(self.norms))):
            if self.norms[j] in _BREAKS or self.norms[j] in _CLAUSES or self.norms[j] == ".":
                return False
            other = self.groups.at(j, len(self.norms))
            if other is not None and other.form in ("pl", "sound") and not other.conj:
                continue  # معارضون مسلحون
            if other is not None:
                return not other.conj and not other.prep and other.form in ("number", "sg", "du") and self.norms[j - 1] not in _PREPOSITIONS
        return self.norms[group.first].endswith("ون") and group.category == "combatant"

    def _in_place(self, group: Group, end: int) -> bool:
        """Whether a place or another list member follows a bare number: 30 في إدلب."""
        j = group.last
        if j >= end:
            return True
        norm = self.norms[j]
        return norm in ("في", "فى", "من", "،", ",", ".", "و", "اخرين", "ب", "منهم") or norm[0] in "وب" or j in self.place_starts

    def _told_behind(self, group: Group, end: int) -> tuple[list[str], str, int | None]:
        """53 شخصا قتلوا، أربعة جنود لقوا مصرعهم."""
        if group.form == "name":
            return self._named_behind(group, end)
        if group.form == "sound" and self._headed(group) and self._dual_verb(group, end):
            group.form, group.min, group.max = "du", 2, 2
        if group.form in ("pl", "sound") or group.kind == "nation" and group.form != "number" and not self._headed(group):
            return [], "", None
        if group.definite and group.form != "number":
            return [], "", None
        if group.form == "sg" and not self._headed(group) or group.kind == "bare" and "partitive" not in group.flags and not self._headed(group):
            return [], "", None
        for j in range(group.last, min(end, group.last + _BEHIND_REACH)):
            norm = self.norms[j]
            if norm in _BREAKS or norm in ("ان", "بعد", "حيث", "قبل", "التي", "الذي", "الذين", "اللذين"):
                break
            if norm in self.words.lost and self.norms[j - 1] in ("عداد", "تزال", "يزالون", "زالوا", "زال", "زالت", "يزال"):
                return ["missing"], "behind", j
            senses = self.words.read(norm)
            done = next((s for s in senses if s.kind == "masdar" and s.cut.pronoun in ("هم", "هما", "ه", "ها")), None)
            if done and self.norms[j - 1] in ("تم", "جري", "يتم"):  # تم اختطافهم
                return [done.value], "behind", j
            sense = next((s for s in senses if s.kind in ("either", "suffers")), None)
            if sense is None or sense.cut.prep or sense.cut.pronoun:
                continue
            if sense.cut.conj and j > group.last + 2:
                break
            if group.form == "number" and sense.form == "one" and (group.max or 9) > 1 and norm[-1] != "ت":
                break
            if j in self.spent and not group.conj:
                break  # it told of the people named before: these words describe them
            needed = self.words.completed.get(sense.cut.stem)
            if needed and not self._completed(j, needed) or sense.value == "displaced" and group.form != "number":
                break
            if sense.kind == "either" and self._has_object(j, end):
                break  # they are the ones who killed
            outcomes = [sense.value]
            self.spent.add(j)
            self._also_behind(j, end, outcomes)
            return outcomes, "behind", j
        return [], "", None

    def _dual_verb(self, group: Group, end: int) -> bool:
        """عسكريين قتلا: the verb shows that the plural is a dual."""
        window = self.norms[group.last : min(end, group.last + 4)]
        return any(w.endswith("ا") and any(s.kind in ("either", "suffers") for s in self.words.read(w)) for w in window)

    def _named_behind(self, group: Group, end: int) -> tuple[list[str], str, int | None]:
        """الناشط فلان أصيب: the verb right behind the name."""
        for j in range(group.last, min(end, group.last + 3)):
            if self.norms[j] in ("قد", "كان", "الذي", "ايضا"):
                continue
            sense = next((s for s in self.words.read(self.norms[j]) if s.kind in ("either", "suffers")), None)
            if sense is None or sense.cut.conj or sense.cut.pronoun or sense.form != "one" or self._has_object(j, end):
                break
            needed = self.words.completed.get(sense.cut.stem)
            if needed and not self._completed(j, needed) or not self._is_new(group, [sense.value]):
                break
            self.spent.add(j)
            return [sense.value], "behind", j
        return [], "", None

    def _has_object(self, j: int, end: int) -> bool:
        """Whether people stand close behind the verb as its object."""
        for k in range(j + 1, min(end, j + 4)):
            if self.norms[k] in _PREPOSITIONS or self.norms[k] in ("،", ",") or self.norms[k].startswith("و"):
                return False
            other = self.groups.at(k, end)
            if other and other.kind != "victim":
                return not other.prep and not other.conj
        return False

    def _also_behind(self, j: int, end: int, outcomes: list[str]) -> None:
        """قتلوا أو أصيبوا: a second outcome at once behind the first."""
        k = j + 1 + (j + 1 < end and self.norms[j + 1] in ("او", "و"))
        sense = next((s for s in self.words.read(self.norms[k]) if s.kind in ("either", "suffers")), None) if k < end else None
        if sense and (k == j + 2 or sense.cut.conj) and sense.form == "many" and sense.value not in outcomes:
            nxt = self.groups.at(k + 1, end) if k + 1 < end else None
            if nxt is None or nxt.conj or nxt.prep:
                outcomes.append(sense.value)
                self.spent.add(k)

    def _construct_dual(self, governor: _Governor, group: Group) -> None:
        """قتل حارسا أمن: behind a passive verb the ending is no accusative but a dual that has lost its ن."""
        noun = self.norms[group.head]
        after = self.norms[group.last] if group.last < len(self.norms) else ""
        if governor.kind != "either" or governor.form != "one" or group.form != "sg" or group.first != governor.last:
            return
        if noun.endswith("ا") and after.isalpha() and not after.endswith("ا") and after not in _PREPOSITIONS:
            group.form, group.min, group.max = "du", 2, 2

    def _headed(self, group: Group) -> bool:
        """Whether أن or إن stands before the people, or they begin the sentence."""
        if group.first == self.begin:
            return True
        return any(w in ("ان", "وان", "بان", "حيث", "ولان") for w in self.norms[max(self.begin, group.first - 2) : group.first])

    def _double_places(self, group: Group, end: int) -> None:
        """ثلاثة في كل من حماة ودرعا: a claim for each place."""
        j = group.last
        if j + 2 >= end or not (self.norms[j] in ("في", "فى", "ب") and self.norms[j + 1] == "كل" or self.norms[j] == "بكل"):
            return
        start = j + (3 if self.norms[j] != "بكل" else 2)
        extra, k = 0, start + 1
        while k < min(end, start + 12) and self.norms[k] not in (".", "،") and not self.groups.at(k, end):
            if self.norms[k].startswith("و") and len(self.norms[k]) > 2:
                extra += 1
            k += 1
        twin = self.found[-1]
        for _ in range(extra):
            copy = CasualtyCandidate(twin.first, twin.last, twin.outcome, twin.category, twin.min, twin.max, twin.approx, twin.sentence,
                                     twin.rule + "+each", part_of=twin.part_of, head=twin.head, group_last=twin.group_last,
                                     trigger=twin.trigger)  # fmt: skip
            self.found.append(copy)


def _plain(norm: str) -> Cut:
    return Cut("", "", False, norm, "")
