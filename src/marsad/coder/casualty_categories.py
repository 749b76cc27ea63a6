"""Room 6, casualties: counted people as a noun phrase, and what category its words make them."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.casualty_words import CasualtyWords, Sense
from marsad.coder.text import Document
from marsad.coder.words import is_misread, proclitic_cuts, reads_as

QUOTES = {'"', "«", "»", "“", "”", "''", "'"}
PARTS = {"بينهم", "منهم", "بينها", "معظمهم", "اغلبهم", "جميعهم", "نصفهم", "ثلثهم", "ربعهم", "هم", "ضمنهم"}
_STOPS = {".", ":", "؛", "؟", "!", "…", "..."}
_FORCES = frozenset(("قوات", "رجال", "عناصر", "افراد", "جنود"))
_ARMED = frozenset(("combatant", "police"))
_JOINED = 5  # letters of "and" with one of another kind
_REACH = 7  # tokens after a head in which its people are told (من عناصر الشرطة)


@dataclass(slots=True)
class Group:
    """People counted at tokens [first, last): bounds, grammar and what is known of them."""

    first: int
    last: int
    min: int | None
    max: int | None
    approx: bool
    form: str  # number sg du pl sound name
    kind: str  # victim people others unknown bare
    value: str  # outcome of a victim noun, else category
    category: str = "unspecified"
    definite: bool = False
    conj: str = ""
    prep: str = ""
    head: int = 0  # the noun's token
    flags: set[str] = field(default_factory=set)

    @property
    def counted(self) -> bool:
        """Whether the words give a number of any kind."""
        return self.form in ("number", "sg", "du")


class Categories:
    """Reads the category of counted people from their head and the words behind it."""

    def __init__(self, doc: Document, words: CasualtyWords) -> None:
        self.doc, self.norms, self.words = doc, doc.norms, words
        self._read: dict[int, list[Sense]] = {}

    def _category(self, group: Group, end: int) -> str:
        """The most telling category of the head and of the words that say whose people they are."""
        own = group.value if group.kind == "people" else "unspecified"
        if group.kind == "victim":
            stems = (c.stem for c in proclitic_cuts(self.norms[group.head]))
            own = next(
                (self.words.victim_categories[s] for s in stems if s in self.words.victim_categories), own
            )
        if group.form == "number" and self.norms[group.head] in self.words.unnamed:
            own = "unspecified"
        telling = own
        if own == "unspecified" or self._is_open(group.head):
            telling = self._belonging(group, end) or own
        if group.form == "number" and self._is_mixed(group, end):
            group.flags.add("mixed")
            return "unspecified"
        return telling

    def _is_mixed(self, group: Group, end: int) -> bool:
        """38 شخصا من المتظاهرين وقوات الأمن: whether some who bear arms and some who don't are counted in one."""
        j = group.last + (self.norms[group.last : group.last + 1] == ["من"])
        first = j if self.norms[j - 1] == "من" else j - 1
        other = first + 1 + reads_as(self.norms[first], self.words.members) if first < end else end
        if other >= end or self.norms[other][0] != "و" or len(self.norms[other]) < _JOINED:
            return False
        kinds = {self._kind(self.norms[first]), self._kind(self.norms[other][1:])}
        return None not in kinds and len({k in _ARMED for k in kinds}) > 1

    def _kind(self, norm: str) -> str | None:
        """The category that a word behind a count says, with the article or as a body: المتظاهرين، قوات."""
        if not norm.startswith("ال") and norm not in _FORCES:
            return None
        return "combatant" if norm in _FORCES else self._said_by(norm)

    def _is_open(self, i: int) -> bool:
        return reads_as(self.norms[i], self.words.open_heads)

    def _belonging(self, group: Group, end: int) -> str | None:
        """What the words behind the head say: شخصا مدنيا، عناصر الشرطة، ثلاثة من رجال الأمن، قتلى في صفوف القوات."""
        j, last = group.last, min(end, group.last + _REACH)
        if "partitive" in group.flags or self.norms[group.last - 1] == "من":
            return self._whose(j, last)
        if j < last and self._is_open(group.head):
            built = self._construct(j)
            if built:
                return built
        adjective = self._adjective(j, last)
        if adjective:
            return adjective
        for k in range(j, min(last, j + 3)):
            norm = self.norms[k]
            if (norm,) in self.words.by:
                return None  # رجل برصاص قناص من قوات كذا
            if norm == "من":
                return self._whose(k + 1, last)
            if norm == "صفوف" or (norm == "بين" and self.norms[k + 1 : k + 2] == ["صفوف"]):
                return self._whose(k + 1 + (norm == "بين"), last)
            if norm in ("في", "فى", "ب") and self._is_officer(group.head) and k + 1 < last:
                return self._said_by(self.norms[k + 1])
            if norm in _STOPS or norm in PARTS or not norm.isalpha() and norm not in QUOTES or norm[0] == "و":
                return None
        return None

    def _is_officer(self, i: int) -> bool:
        return reads_as(self.norms[i], self.words.officers)

    def _whose(self, j: int, last: int) -> str | None:
        """The category that is named behind من: عناصر الشرطة، الجيش، المدنيين."""
        general = None
        while j < last:
            norm = self.norms[j]
            if norm in QUOTES or norm in ("من", "بين", "صفوف", "ال"):
                j += 1
                continue
            if reads_as(norm, self.words.members):
                general, j = "combatant", j + 1
                continue
            return self._said_by(norm) or general
        return general

    def _construct(self, j: int) -> str | None:
        """The second half of عناصر الشرطة, رجال أمن, أفراد من الجيش."""
        norm = self.norms[j]
        if norm.startswith(("و", "ب", "ف")) and self._said_by(norm) is None:
            return None
        found = self._said_by(norm)
        return found if found != "unspecified" else None

    def _adjective(self, j: int, last: int) -> str | None:
        """مدنيا، مسلحا behind شخصا or قتيلا; a nationality may stand between."""
        for k in (j, j + 1):
            if k >= last:
                return None
            senses = [s for s in self._senses(k) if not s.cut.conj and not s.cut.prep and not s.cut.pronoun]
            people = next((s for s in senses if s.kind == "people" and s.value != "unspecified"), None)
            if people:
                return None if self.norms[k] in self.words.unnamed else people.value
            if not any(s.kind in ("nation", "others") for s in senses):
                return None
        return None

    def _said_by(self, norm: str) -> str | None:
        if norm in self.words.unnamed:
            return None
        for cut in proclitic_cuts(norm):
            if cut.conj:
                continue
            found = self.words.belonging.get(
                "ال" + cut.stem if cut.article else cut.stem
            ) or self.words.belonging.get(cut.stem)
            if found:
                return found
        return next((s.value for s in self.words.read(norm) if s.kind == "people" and not s.cut.conj), None)

    def _senses(self, i: int) -> list[Sense]:
        """The senses of token `i`; ta marbuta is no pronoun (مسلحة), and أمام is no إمام."""
        known = self._read.get(i)
        if known is None:
            known = self._read[i] = self._read_senses(i)
        return known

    def _read_senses(self, i: int) -> list[Sense]:
        senses = self.words.read(self.norms[i])
        if self.norms[i] == "امام" and self.doc.tokens[i].text.startswith("أ"):
            return []
        senses = tuple(s for s in senses if not is_misread(s.cut, self.doc.tokens[i].text))
        needed = [self.words.only_with.get(s.cut.stem) for s in senses]
        near = set(self.norms[i + 1 : i + 4]) if any(needed) else set()
        return [s for s, words in zip(senses, needed, strict=True) if words is None or words & near]

    def is_doubtful(self, group: Group) -> bool:
        """Whether the word is people only right behind what governs it."""
        return reads_as(self.norms[group.head], self.words.doubtful_people)
