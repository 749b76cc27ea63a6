"""Room 6, casualties: what a walk through a document knows at a token, and the claims it has made so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.coder.casualty_groups import Group, GroupReader
from marsad.coder.casualty_words import CasualtyWords, Sense
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.text import Document

BREAKS = {":", "؛", ";", "؟", "!"}
OUTCOME_KINDS = ("masdar", "either", "suffers", "does")


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
    striker: ActorMention | None = (
        None  # whose strike is named behind them: settled, no evidence to the models
    )
    part_of: int | None = None
    flags: set[str] = field(default_factory=set)
    head: int = 0  # token of the counted noun
    group_last: int = 0  # the token after the counted people
    trigger: int | None = None  # token of the word that gives the outcome
    name: frozenset[str] = frozenset()  # the folded words of a named person

    @property
    def bounds(self) -> str:
        """How many they are: `bare` (not told), `one` or `count`."""
        if self.min is None and self.max is None:
            return "bare"
        return "one" if self.max == 1 else "count"

    @property
    def is_open(self) -> bool:
        """Whether they are so many at least."""
        return self.min is not None and self.max is None


class Telling(NamedTuple):
    """What is said to have happened to people, the rule that found it, and the token that says it."""

    outcomes: list[str]
    rule: str
    trigger: int | None


NOTHING = Telling([], "", None)


@dataclass(slots=True)
class Governor:
    """A word that gives an outcome to people named behind it."""

    at: int
    last: int
    outcomes: list[str]
    kind: str  # masdar either suffers does bringing
    form: str
    used: bool = False
    subject: Group | None = None  # bare people behind an active verb who may be the agents


def _is_one(told: frozenset[str], name: frozenset[str], given: str) -> bool:
    """Whether two names that share a word are one person's: محمود كذا is not محمد كذا, but كذا alone may be either."""
    return given in told or told <= name or name <= told


class State:
    """Where the walk stands: what governs, which list is being told, whose parts."""

    def __init__(
        self, doc: Document, words: CasualtyWords, groups: GroupReader, places: Sequence[PlaceMention]
    ) -> None:
        self.doc, self.norms, self.words, self.groups = doc, doc.norms, words, groups
        self.place_starts = {p.first for p in places}
        self.found: list[CasualtyCandidate] = []
        self.links = False  # behind a line that leads to other reports
        self.begin_at(0)

    def begin_at(self, first: int) -> None:
        """Forgets the sentence before: a new one begins at token `first`."""
        self.begin = first
        self.governor: Governor | None = None
        self.part: int | None = None  # the whole whose parts are being told
        self.part_at = -1
        self.list_end = -1  # the token after the last member of the list being told
        self.lost = -1  # the token of men told of as lost by their own side
        self.spent: set[int] = set()  # verbs that told of people before them
        self.title = ""  # the category of the title that stands before several names

    def _incomplete(self, i: int, sense: Sense) -> bool:
        """Whether the verb means this only with a word that does not follow: لقي ثلاثة جنود مصرعهم."""
        needed, reach = self.words.completed.get((sense.cut.stem, sense.value), ((), 0))
        if not needed:
            return False
        window = self.norms[i + 1 : i + 1 + reach]
        return not any(w.startswith((n, "ال" + n)) for w in window for n in needed)

    def _name(self, group: Group) -> frozenset[str]:
        cut = self._bare_words(group) if group.form == "name" else []
        return frozenset(w for w in cut if len(w) > 2 and not self.words.read(w))

    def _bare_words(self, group: Group) -> list[str]:
        return [w.removeprefix("ال") for w in self.norms[group.first : group.last]]

    def _is_new(self, group: Group, outcomes: Sequence[str], joined: bool = False) -> bool:
        """Whether the named person is not yet among the victims; who is `joined` to the last one is another."""
        words = self._name(group)
        sentence = self.doc.sentence_of[group.first]
        if any(
            c.outcome in outcomes
            and c.max == 1
            and c.sentence < sentence
            and not c.name
            and c.part_of is None
            for c in self.found
        ):
            return False  # an unnamed single victim told of before is taken to be this one
        told = self.found[:-1] if joined else self.found
        given = next((w for w in self._bare_words(group) if w in words), "")
        return not any(
            c.outcome in outcomes and c.max == 1 and c.name & words and _is_one(c.name, words, given)
            for c in told
        )

    def _bigger(self, index: int) -> int | None:
        """The last candidate before that of `index` with the same outcome and a greater count."""
        part = self.found[index]
        for k in range(index - 1, -1, -1):
            whole = self.found[k]
            if whole.outcome == part.outcome and (whole.max or whole.min or 0) > (part.max or part.min or 0):
                return k
        return None

    def _candidate(self, group: Group, outcome: str, rule: str) -> CasualtyCandidate:
        category = (
            "civilian" if outcome == "displaced" and group.category == "unspecified" else group.category
        )
        if group.form == "name" and self.title:
            category = self.title  # القياديين فلان وفلان
        if group.first == self.lost and category == "unspecified":
            category = "combatant"  # خسر القبليون 12 رجلا
        candidate = CasualtyCandidate(
            group.first,
            group.last,
            outcome,
            category,
            group.min,
            group.max,
            group.approx,
            self.doc.sentence_of[group.first],
            rule,
            head=group.head,
            group_last=group.last,
        )
        candidate.flags |= group.flags | {group.kind}
        candidate.name = self._name(group)
        self.found.append(candidate)
        return candidate
