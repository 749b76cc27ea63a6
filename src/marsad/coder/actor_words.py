"""What a word can be in an actor's name: heads, offices, titles, adjectives, nationalities, names, stops.

Compiled from `knowledge/words/{actors,names,stops}.yaml`; each written word is read once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from marsad.coder.catalogue import Catalogue, Name, catalogue
from marsad.coder.inflect import imperfect_forms, perfect_forms
from marsad.coder.text import fold
from marsad.coder.words import Cut, analyses, proclitic_cuts
from marsad.knowledge import read_yaml

_SMP = ("", "ا", "ان", "ين", "ون", "و", "ي", "ات")
_ADJ = ("", "ه", "ين", "ون", "ان", "ا", "ات", "و", "ي", "تين", "تان", "تي")


class Head(NamedTuple):
    """A word that can head an actor's name; `cls` is force, group, people, office or title."""

    cls: str
    base: str
    role: str | None
    body: str | None
    named: bool
    part: bool
    open: bool
    weak: bool
    words: int = 1  # how many tokens the head takes
    construct: bool = False  # a form that must be followed by a genitive: مقاتلو
    free: bool = False  # a form that no genitive can follow: مقاتلون, جنديا


class HeadReading(NamedTuple):
    """A head as it is written: with the cut that laid it bare."""

    head: Head
    cut: Cut


class Quality(NamedTuple):
    """An adjective as it is written: the state it names, or the role it gives."""

    definite: bool
    country: str | None
    role: str | None
    words: int
    ending: str
    conj: str


@dataclass(slots=True)
class Phrase:
    """A name as read: tokens [first, last), the clitics before it, and what its words say."""

    first: int
    last: int
    letters: int
    conj: str
    prep: str
    kind: str
    head: str
    role: str | None = None
    country: str | None = None
    body: str | None = None
    name: Name | None = None
    rule: str = ""
    pronoun: str = ""
    definite: bool = False
    person: int = 0  # where the person's own name begins, 0 if there is none
    core: int = 0  # where words of its ties begin (المدعوم من تركيا), 0 if there are none
    flags: set[str] = field(default_factory=set)
    parts: list[Phrase] = field(default_factory=list)


class Lexis:
    """Word classes by folded form; the reading of each written word is made once."""

    def __init__(
        self, data: dict[str, Any], names: dict[str, Any], stops: dict[str, Any], known: Catalogue
    ) -> None:
        self.known = known
        self._heads: dict[str, list[Head]] = {}
        self._long: dict[str, list[tuple[tuple[str, ...], Head]]] = {}
        self._adjectives: dict[str, tuple[str | None, str | None]] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        self.given = frozenset(fold(n) for n in names["given"])
        self.family = frozenset(fold(n) for n in names["family"])
        self.ambiguous = frozenset(fold(n) for n in names["ambiguous"])
        self.common = frozenset(names["common"])
        self.joints, self.manners = _folded(data["joints"]), _folded(data["manners"])
        self.squads, self.premises = _folded(data["squads"]), _folded(data["premises"])
        self.quantifiers = _folded(data["quantifiers"])
        self.placing = _folded(data["placing"])
        self.tasks, self.appointed = _folded(data["tasks"]), _folded(data["appointed"])
        self.owners = _folded(data["owners"])
        self.leading = _folded(data["leading"])
        self.deeds, self.arms = _folded(data["deeds"]), _folded(data["arms"])
        self._targets = _folded(data["targets"])
        self.means = _folded(data["means"])
        self.before_national = _folded(data["before_national"])
        self.members = _folded(data["members"])
        self.speakers = _folded(data["speakers"])
        self.abstract = _folded(data["abstract"])
        self.crews = _folded(data["crews"])
        self.plurals = _folded(data["plurals"])
        self.feminines, self.masculines = _folded(data["feminines"]), _folded(data["masculines"])
        self.epicenes = _folded(data["epicenes"])
        self.purposes = _folded(data["purposes"])
        self.fire = _folded(data["fire"])
        self.asides, self.unnamed = _folded(data["asides"]), _folded(data["unnamed"])
        self.verbal = _folded(data["verbal"])
        self.ties = {
            fold(word) + end: frozenset(fold(p) for p in row["preps"])
            for row in reversed(data["ties"])
            for word in row["words"]
            for end in _ADJ
        }
        self.belonging = frozenset(fold(w) + end for w in data["belonging"] for end in _ADJ)
        self.units = _folded(data["units"])
        self.crowds = _folded(data["crowds"])
        self.gathering = frozenset(c + w for w in _folded(data["gathering"]) for c in ("", "و", "ف"))
        self.references = {fold(w): kind for kind, words in data["references"].items() for w in words}
        self._stops = _folded(stops["never"]) | {f for w in stops["perfect"] for f in perfect_forms(fold(w))}
        self._stops |= _folded(stops["forms"])
        self.installations = _folded(data["installations"])
        self.places, self.grounds = _folded(data["places"]), _folded(data["grounds"])
        self._stops |= {f for w in stops["imperfect"] for f in imperfect_forms(fold(w))}
        self._uncut = _folded(data["uncut"])
        self.not_names = {fold(h): _folded(words) for h, words in data["not_names"].items()}
        self._weak = _folded(data["weak"])
        self._add_heads(data)
        self._add_adjectives(data["adjectives"])
        self.nationality = frozenset(w for w, (iso, _) in self._adjectives.items() if iso)
        self._head_memo: dict[str, tuple[HeadReading, ...]] = {}
        self._quality_memo: dict[str, tuple[tuple[Cut, str, str | None, str | None], ...]] = {}
        self._stop_memo: dict[str, bool] = {}
        self.live = lru_cache(maxsize=1 << 14)(self._live)  # asked of every word of a report
        self._vote_memo: dict[str, tuple[str, float] | None] = {}

    def _add_heads(self, data: dict[str, Any]) -> None:
        for row in data["heads"]:
            for word in row["words"]:
                smp = row.get("form") == "smp"
                for end in _SMP if smp else ("",):
                    self._add_head(
                        fold(word) + end, row["kind"], row, smp and end in ("و", "ي"), smp and len(end) > 1
                    )
        for row in data["offices"]:
            for word in row["words"]:
                self._add_head(fold(word), "office", row)
        for word in data["titles"]:
            self._add_head(fold(word), "title", {})

    def _add_head(
        self, form: str, cls: str, row: dict[str, Any], construct: bool = False, free: bool = False
    ) -> None:
        words = tuple(form.split())
        head = Head(
            *(cls, form, row.get("role"), row.get("body"), bool(row.get("named")), bool(row.get("part"))),
            *(
                bool(row.get("open")),
                form in self._weak,
                len(words),
                construct,
                free or _is_free(form, self._heads),
            ),
        )
        if len(words) > 1:
            self._long.setdefault(words[0], []).append((words[1:], head))
        elif cls not in (h.cls for h in self._heads.get(form, ())):
            self._heads.setdefault(form, []).append(head)

    def _add_adjectives(self, data: dict[str, Any]) -> None:
        roles = {fold(w): role for role, words in data["role"].items() for w in words}
        for word in (*data["plain"], *roles):
            stem = fold(word)
            if " " in stem:
                self._add_phrase(stem)
                continue
            for end in _ADJ:
                self._adjectives.setdefault(stem + end, (None, roles.get(stem)))
        for stem, iso in self.known.adjectives.items():
            if " " in stem:
                self._add_phrase(stem)
                continue
            for end in _ADJ:
                self._adjectives[stem + end] = (iso, None)
        for noun, iso in self.known.nationals.items():
            self._adjectives[noun] = (iso, None)
        self._groups = {stem + end: group for stem, group in self.known.of_groups.items() for end in _ADJ}
        for form in self._groups:
            self._adjectives.setdefault(form, (None, None))

    def _add_phrase(self, phrase: str) -> None:
        *first, last = phrase.split()
        for end in _ADJ if last.endswith("ي") else ("",):
            words = (*first, last + end)
            self._phrases.setdefault(words[0], []).append(words)

    def heads(self, norm: str) -> tuple[HeadReading, ...]:
        """The heads that the written word can be, by its least cut reading."""
        found = self._head_memo.get(norm)
        if found is None:
            found = ()
            for cut in (Cut("", "", False, norm, ""),) if norm in self._uncut else analyses(norm):
                if (cut.stem in self._heads or cut.stem in self._long) and not _odd(cut):
                    heads = (*(h for _, h in self._long.get(cut.stem, ())), *self._heads.get(cut.stem, ()))
                    found = tuple(HeadReading(h, cut) for h in heads)
                    break
            self._head_memo[norm] = found
        return found

    def long_head(self, norms: list[str], i: int, head: Head) -> bool:
        """Whether the words of the multi-word `head` stand at token `i`."""
        for rest, known in self._long.get(head.base.split()[0], ()):
            if known is head:
                got = tuple(n.removeprefix("ال") for n in norms[i + 1 : i + 1 + len(rest)])
                return got == tuple(r.removeprefix("ال") for r in rest)
        return False

    def quality(self, norms: list[str], i: int) -> Quality | None:
        """The adjective at token `i`, if any."""
        norm = norms[i]
        found = self._quality_memo.get(norm)
        if found is None:
            rows = []
            for cut in proclitic_cuts(norm):
                if not cut.prep and (cut.stem in self._adjectives or cut.stem in self._phrases):
                    rows.append((cut, cut.stem, *self._adjectives.get(cut.stem, (None, None))))
                    break
            found = self._quality_memo[norm] = tuple(rows)
        for cut, stem, country, role in found:
            for words in self._phrases.get(stem, ()):
                if tuple(n.removeprefix("ال") for n in norms[i + 1 : i + len(words)]) == tuple(
                    w.removeprefix("ال") for w in words[1:]
                ):
                    iso = country or self.known.adjectives.get(" ".join(words).removesuffix("ه"))
                    return Quality(
                        cut.article or norms[i + 1].startswith("ال"), iso, role, len(words), "", cut.conj
                    )
            if stem in self._adjectives:
                return Quality(cut.article, country, role, 1, stem[-2:], cut.conj)
        return None

    def stops(self, norm: str) -> bool:
        """Whether the word can't be part of a name: a verb, particle, sign or number."""
        found = self._stop_memo.get(norm)
        if found is None:
            found = not norm[0].isalpha() or norm in self._stops or len(norm) < 2
            if not found and norm not in self.given:
                found = (norm[0] in "وف" and norm[1:] in self._stops) or (
                    norm[0] == "س" and norm[1:] in self._stops
                )
                found = found or norm.startswith(("وال", "بال", "فال", "لل", "وب", "ول"))
            self._stop_memo[norm] = found
        return found

    def _live(self, norm: str) -> bool:
        """Whether any actor's name can begin with the written word: most words are dismissed here."""
        return norm[0].isalnum() and bool(
            self.heads(norm)
            or self.known.starts(norm)
            or any(c.stem in self.given or c.stem in ("عبد", "ابو") for c in proclitic_cuts(norm))
            or self.national(norm)
            or self.of_group(norm)
            or self.target(norm)
            or norm in self.crowds
            or {norm, norm[1:]} & self.known.capitals_by_first.keys()
        )

    def target(self, norm: str) -> bool:
        """Whether the word is an indefinite thing that is hit: موقعا، بمبنى."""
        cuts = proclitic_cuts(norm.removesuffix("ا")) if len(norm) > 2 else ()
        return any(c.stem in self._targets and not c.article for c in cuts)

    def national(self, norm: str) -> tuple[Cut, str] | None:
        """The reading of a word as a state's adjective or a nationality, and the state; None where it is none."""
        for cut in proclitic_cuts(norm):
            country = self._adjectives.get(cut.stem, (None, None))[0]
            if country and (cut.article or not cut.prep):
                return cut, country
        return None

    def of_group(self, norm: str) -> tuple[Cut, str] | None:
        """The reading of a word as a group's adjective (حوثي، الحوثية), and the group's id; None where it is none."""
        for cut in proclitic_cuts(norm):
            found = self._groups.get(cut.stem)
            if found and not cut.prep:
                return cut, found
        return None

    def vote(self, norm: str) -> tuple[str, float] | None:
        """The state that the word speaks for, with its weight."""
        if norm not in self._vote_memo:
            self._vote_memo[norm] = self._vote(norm)
        return self._vote_memo[norm]

    def _vote(self, norm: str) -> tuple[str, float] | None:
        for cut in proclitic_cuts(norm):
            word = "ال" + cut.stem if cut.article else cut.stem
            if word in self.known.votes:
                return self.known.votes[word]
            iso = (self._adjectives.get(cut.stem) or (None,))[0]
            if iso and (cut.article or cut.stem[-1] in "هن"):
                return iso, self.weight(iso)
        return None

    def weight(self, iso: str) -> float:
        """How much a word for the state says that it is the report's theatre; less for states that act in many."""
        names = self.known.actors[iso.lower()].names if iso.lower() in self.known.actors else ("",)
        return self.known.votes.get(fold(names[0]), (iso, 1.0))[1]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)


def _is_free(form: str, heads: dict[str, list[Head]]) -> bool:
    """Whether the written plural, dual or accusative shows that no genitive follows."""
    return form.endswith(("ين", "ون", "تان")) or (
        form != "طرفا" and form.endswith("ا") and form[:-1] in heads
    )


def _odd(cut: Cut) -> bool:
    """Readings that are not worth having: a preposition ك, or one on an indefinite word of two letters."""
    return cut.prep == "ك" or (len(cut.stem) < 3 and bool(cut.prep or cut.pronoun or cut.conj))


@cache
def lexis() -> Lexis:
    """The word classes, compiled once."""
    names = read_yaml("words/names.yaml") | read_yaml("words/common.yaml")
    return Lexis(read_yaml("words/actors.yaml"), names, read_yaml("words/stops.yaml"), catalogue())
