"""Room 6, coverage: which of the sources that could have said something did.

Every scope around a trigger, and for a sentence without one the sources of its neighbours, is a candidate; features
that can be read aloud describe it, and a small linear model (or, without weights, a rule) says yes or no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.coder.reporting import Scope
from marsad.coder.speakers import Speaker
from marsad.coder.speech import word_set
from marsad.coder.text import Document
from marsad.coder.words import proclitic_cuts

_SHORT = 8  # a line with fewer tokens is a dateline or a title
_FAR = 3  # how many sentences back a source is still looked for
_RELATIVES = frozenset({"الذي", "التي", "الذين", "والذي", "والتي", "الذى", "التى"})
_BACKGROUND = frozenset({"بعد", "بعدما", "عقب", "منذ", "قبل", "اثر", "غداه", "خلال", "احتجاجا", "ردا"})
_CONTRAST = frozenset({"فيما", "بينما", "حين", "لكن", "الا", "غير", "كما", "حيث"})
_QUOTES = frozenset({'"', "“", "”", "«", "»"})


@dataclass(slots=True)
class Candidate:
    """A source that may have said what a trigger states: its speakers, how it was found, and what speaks for it."""

    speakers: tuple[Speaker, ...]
    scope: Scope | None
    kind: str
    features: list[str]


class Field:
    """The scopes of a report, laid out by sentence for quick look-up."""

    def __init__(self, doc: Document, units: list[tuple[int, int]], scopes: list[Scope]) -> None:
        self.doc, self.units, self.scopes = doc, units, scopes
        self.unit_of = [n for n, (lo, hi) in enumerate(units) for _ in range(lo, hi)]
        self.by_unit: list[list[Scope]] = [[] for _ in units]
        for scope in scopes:
            self.by_unit[self.unit_of[scope.verb]].append(scope)
        self.ordinal = []
        count = 0
        for lo, hi in units:
            self.ordinal.append(count)
            count += hi - lo >= _SHORT

    def candidates(self, index: int) -> list[Candidate]:
        """The candidates for a trigger at token `index`, innermost first."""
        around = [s for s in self.scopes if s.first <= index < s.last]
        if around:
            around.sort(key=lambda s: s.last - s.first)
            return [*self._around(index, around), *self._retold(index, around)]
        return list(self._neighbours(index))

    # Scopes around the trigger

    def _around(self, index: int, around: list[Scope]) -> Iterator[Candidate]:
        common = list(self._position(index))
        for depth, scope in enumerate(around):
            if not scope.speakers:
                continue
            features = [*self._of_scope(scope, index, depth, len(around)), *(f"in:{f}" for f in common)]
            own = tuple(s for s in scope.speakers if s not in scope.speakers[0].outer) or scope.speakers
            yield Candidate(own, scope, "in", features)
            rest = tuple(s for s in scope.speakers if s not in own)
            if rest:
                yield Candidate(rest, scope, "told", ["told", f"told:depth{min(depth, 2)}", *(f"told:{f}" for f in common[:2])])
            echo = tuple(s for s in scope.speakers[0].outer if s not in scope.speakers)
            if echo:
                yield Candidate(echo, scope, "echo", ["echo", f"echo:{common[0]}", f"echo:{scope.rule.split(':')[0]}"])

    def _of_scope(self, scope: Scope, index: int, depth: int, depths: int) -> Iterator[str]:
        kind = scope.rule.split(":")[0]
        yield "in"
        yield f"in:{scope.rule}"
        yield f"in:mode:{scope.mode}"
        yield f"in:{kind}:depth{min(depth, 2)}of{min(depths, 3)}"
        reach = abs(index - scope.first) if kind != "tail" else scope.last - index
        yield f"in:{kind}:reach{_bin(reach)}"
        yield f"in:speaker:{_class(scope.speakers[0])}"
        yield f"in:mode:{scope.mode}:reach{_bin(reach)}"
        lo, hi = (scope.first, index) if kind != "tail" else (index, scope.last)
        between = self.doc.norms[lo:hi]
        marks = set(between)
        if not marks.isdisjoint(_RELATIVES):
            yield f"in:{kind}:relative"
        if not marks.isdisjoint(_CONTRAST):
            yield f"in:{kind}:contrast"
        if not marks.isdisjoint(_BACKGROUND):
            yield f"in:{kind}:background"
        yield f"in:{kind}:commas{min(2, sum(n in '،,' for n in between))}"
        if self.unit_of[index] != self.unit_of[scope.verb]:
            yield "in:carried"

    def _position(self, index: int) -> Iterator[str]:
        """How the trigger stands in its sentence and the report."""
        norms = self.doc.norms
        unit = self.unit_of[index]
        lo = self.units[unit][0]
        yield f"unit{min(self.ordinal[unit], 3)}"
        if norms[lo] in word_set("own_voice"):
            yield "own_voice"
        near = norms[max(lo, index - 4) : index]
        if not _RELATIVES.isdisjoint(near):
            yield "relative_near"
        if not _BACKGROUND.isdisjoint(near):
            yield "background_near"
        yield f"prev:{_shape(norms[index - 1]) if index > lo else 'start'}"
        if sum(n in _QUOTES for n in norms[lo:index]) % 2:
            yield "quoted"

    def _retold(self, index: int, around: list[Scope]) -> Iterator[Candidate]:
        """For a lead: the sources that the next sentences give when they tell it again."""
        unit = self.unit_of[index]
        if self.ordinal[unit] > 1:
            return
        seen = [s for scope in around for s in scope.speakers]
        common = list(self._position(index))
        for other in range(unit + 1, min(unit + 3, len(self.units))):
            for scope in self.by_unit[other][:2]:
                if not scope.speakers or any(scope.speakers[0] is s for s in seen):
                    continue
                seen.append(scope.speakers[0])
                features = list(self._of_neighbour("body", scope, other, index, False, common))
                features.append(f"body:{_class(around[0].speakers[0]) if around[0].speakers else 'none'}>{_class(scope.speakers[0])}")
                yield Candidate(scope.speakers, scope, "body", features)

    # Sentences without a scope

    def _neighbours(self, index: int) -> Iterator[Candidate]:
        unit = self.unit_of[index]
        common = list(self._position(index))
        here = [s for s in self.by_unit[unit] if s.speakers]
        seen: list[Speaker] = []
        later = [s for s in here if s.verb > index]
        earlier = [s for s in here if s.verb < index]
        found = self._pick(unit)
        options = [
            ("later", min(later, key=lambda s: s.verb) if later else None, unit),
            ("earlier", max(earlier, key=lambda s: s.verb) if earlier else None, unit),
            *found,
        ]
        both = len({id(s.speakers[0]) for kind, s, _ in found if s is not None}) == 1 and sum(s is not None for _, s, _ in found) == 2
        for kind, scope, where in options:
            if scope is None or any(scope.speakers[0] is s for s in seen):
                continue
            seen.append(scope.speakers[0])
            yield Candidate(scope.speakers, scope, kind, list(self._of_neighbour(kind, scope, where, index, both, common)))

    def _pick(self, unit: int) -> list[tuple[str, Scope | None, int]]:
        """The next sentence's first frame and the last frame of the sentences before."""
        following = before = None
        after, back = unit + 1, unit - 1
        if after < len(self.units):
            starts = [s for s in self.by_unit[after] if s.speakers and s.verb - self.units[after][0] <= 3]
            following = min(starts, key=lambda s: s.verb) if starts else None
        while back >= 0 and unit - back <= _FAR:
            told = [s for s in self.by_unit[back] if s.speakers]
            if told:
                before = max(told, key=lambda s: s.verb)
                break
            back -= 1
        return [("next", following, after), ("prev", before, back)]

    def _of_neighbour(
        self, kind: str, scope: Scope, where: int, index: int, both: bool, common: list[str]
    ) -> Iterator[str]:
        unit = self.unit_of[index]
        yield kind
        for feature in common:
            yield f"{kind}:{feature}"
        yield f"{kind}:{scope.rule}"
        yield f"{kind}:mode:{scope.mode}"
        yield f"{kind}:speaker:{_class(scope.speakers[0])}"
        if both:
            yield f"{kind}:both"
        if kind in ("next", "prev", "body"):
            yield f"{kind}:gap{abs(unit - where)}"
            share, told = self._overlap(unit, where, index)
            yield f"{kind}:share{share}"
            yield f"{kind}:{'retold' if told else 'new'}"
            yield f"{kind}:{'retold' if told else 'new'}:unit{min(self.ordinal[unit], 2)}"

    def _overlap(self, unit: int, other: int, index: int) -> tuple[int, bool]:
        """How much two sentences have in common, in fifths, and whether the trigger's own word comes again."""
        norms = self.doc.norms
        mine, theirs = _roots(norms, *self.units[unit]), _roots(norms, *self.units[other])
        share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        told = any(root(norms[k]) in theirs for k in range(index, min(index + 3, self.units[unit][1])) if len(norms[k]) > 2)
        return min(4, int(share * 5)), told


def _roots(norms: list[str], lo: int, hi: int) -> set[str]:
    return {root(n) for n in norms[lo:hi] if len(n) > 2}


@lru_cache(maxsize=1 << 16)
def root(norm: str) -> str:
    """A rough root of the folded word: clitics, weak letters and common affix letters dropped, three letters kept."""
    cuts = proclitic_cuts(norm)
    stem = cuts[-1].stem if cuts else norm
    return "".join(c for c in stem if c not in "اويتمنهء")[:3] or stem


def _bin(n: int) -> str:
    return "0-3" if n < 4 else "4-9" if n < 10 else "10-19" if n < 20 else "20-34" if n < 35 else "35+"


def _shape(norm: str) -> str:
    """The word before a trigger, where it is one that matters; else its class."""
    if norm in _RELATIVES or norm in _BACKGROUND or norm in _CONTRAST or norm in _QUOTES or norm in ("،", "ان", "في", "من", "الي", "علي", "عن"):
        return norm
    return "ال" if norm.startswith("ال") else "word"


_CLASSES = {
    "outlet": ("صحيف", "وكال", "قنا", "مجل", "موقع", "شبك", "اذاع", "تلفزيون", "صحف", "وسايل", "مراسل"),
    "monitor": ("مرصد", "لجان", "منظم", "هيي", "مركز", "ناشط", "نشطاء", "شاهد", "شهود", "سكان", "اهالي"),
    "unnamed": ("مصدر", "مصادر", "مسوول", "تقارير", "تقرير", "انباء"),
    "state": ("وزير", "وزار", "رييس", "متحدث", "ناطق", "حكوم", "شرط", "جيش", "قياد", "سلطات", "مدير"),
}


def _class(speaker: Speaker) -> str:
    if speaker.kind:
        return "monitor" if speaker.kind == "monitor" else "outlet"
    return next((name for name, heads in _CLASSES.items() if speaker.head.startswith(heads)), "other")
