"""The words of a report and its sentences, and what it is worth that two of them share one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.coder.text import fold

__all__ = [
    "RARE",
    "Bag",
    "Words",
    "bag",
    "likeness",
    "rarest",
    "sentence",
    "share",
    "similarity",
    "stems",
    "worth",
]

RARE = 95
"""What a word is worth that fewer than one report in 500 has: about -log2 of 1/700, in tenths."""

TELLING = 70
"""From this worth on a word is a key: one report in 128 has it."""

_MARK = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARK}])+")
_END = re.compile(r"[.!?؟؛…\n]")
_FRONTS = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_ENDS = ("هما", "ها", "هم", "هن", "ات", "ين", "ون", "ان", "ا")
_REACH = 400  # code points before and behind a trigger that its sentence may take up


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    """The folded word without common clitics and endings."""
    norm = fold(word)
    for front in _FRONTS:
        if norm.startswith(front) and len(norm) - len(front) >= 3:
            norm = norm[len(front) :]
            break
    else:
        if norm[:1] in ("و", "ف", "ب", "ل") and len(norm) > 4:
            norm = norm[1:]
    for end in _ENDS:
        if norm.endswith(end) and len(norm) - len(end) >= 3:
            return norm[: -len(end)]
    return norm


def stems(text: str) -> Iterator[str]:
    """The words of `text`, folded, without common clitics and endings; numbers too, single letters not."""
    return (_stem(m[0]) for m in _WORD.finditer(text))


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """Stems, each once and sorted, and what they are worth together; as a tuple, since a million sets would be big."""

    words: tuple[str, ...]
    worth: int


def bag(words: Iterable[str]) -> Bag:
    """The bag of some stems."""
    once = tuple(sorted(set(words)))
    table = _table()
    return Bag(once, sum(table.get(w, RARE) for w in once))


class Words:
    """A text read once: its stems in order, and the bag of any stretch of it."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.stems = [_stem(m[0]) for m in found]
        self._starts = [m.start() for m in found]

    def between(self, low: int, high: int) -> list[str]:
        """The stems of the words that begin in `text[low:high]`."""
        return self.stems[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def placed(self, low: int, high: int) -> Iterator[tuple[int, str]]:
        """The same, each with where it begins."""
        first, last = bisect_left(self._starts, low), bisect_left(self._starts, high)
        return zip(self._starts[first:last], self.stems[first:last], strict=True)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence around `text[start:end]`, cut at stops and line ends."""
    low = max(0, start - _REACH)
    before = [m.end() for m in _END.finditer(text, low, start)]
    behind = _END.search(text, end, end + _REACH)
    return before[-1] if before else low, behind.start() if behind else min(len(text), end + _REACH)


@cache
def _table() -> dict[str, int]:
    lines = files("marsad.knowledge").joinpath("weights/rarity.tsv").read_text(encoding="utf-8").splitlines()
    return {word: round(10 * float(value)) for word, value in (line.split("\t") for line in lines)}


def worth(word: str) -> int:
    """-log2 of the share of reports that have the stem `word`, in tenths; `RARE` for a word that few have.

    Whole numbers, so that sums don't depend on the order of a set.
    """
    return _table().get(word, RARE)


@lru_cache(maxsize=1 << 15)
def _set(one: Bag) -> frozenset[str]:
    return frozenset(one.words)


def held(one: Bag, words: frozenset[str]) -> int:
    """How many of `words` are in a bag."""
    return len(words & _set(one))


def _values(a: Bag, b: Bag) -> list[int]:
    """What the stems are worth that two bags have in common."""
    get = _table().get
    return [get(word, RARE) for word in _set(a) & _set(b)]


def likeness(a: Bag, b: Bag, least: int) -> tuple[float, int]:
    """How alike two bags are, 0 to 1, and how many words worth `least` or more they share.

    The first is the worth of what they share over that of the poorer one.
    """
    values = _values(a, b)
    if not values:
        return 0.0, 0
    return sum(values) / min(a.worth, b.worth), sum(map(least.__le__, values))


def share(a: Bag, b: Bag) -> float:
    """How alike two bags are, 0 to 1."""
    values = _values(a, b)
    return sum(values) / min(a.worth, b.worth) if values else 0.0


@lru_cache(maxsize=1 << 15)
def similarity(a: Bag, b: Bag) -> float:
    """The same, kept, for the bags of whole reports that many pairs of claims ask about."""
    return share(a, b)


def rarest(one: Bag) -> tuple[str, ...]:
    """The words of a bag that can tell one story from another: worth `TELLING` or more, the dearest eight."""
    dear = sorted((w for w in one.words if worth(w) >= TELLING), key=lambda w: (-worth(w), w))
    return tuple(dear[:8])
