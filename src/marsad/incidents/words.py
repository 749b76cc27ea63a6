"""The words of a sentence, and what it is worth that two sentences share one.

A sentence is cut out around its trigger without reading the whole report, since joining sees far more claims than
coding does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from marsad.coder.text import fold

__all__ = ["RARE", "bag", "rarest", "sentence", "shared", "similarity", "stems", "tokens", "worth"]

RARE = 9.5
"""What a word is worth that fewer than one report in 500 has: about -log2 of 1/700."""

TELLING = 7.0
"""From this worth on a word is a key: one report in 128 has it."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_END = re.compile(r"[.!?؟؛…\n]")
_FRONTS = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_ENDS = ("هما", "ها", "هم", "هن", "ات", "ين", "ون", "ان", "ا")
_REACH = 400  # code points before and behind a trigger that its sentence may take up


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    norm = fold(word)
    for front in _FRONTS:
        if norm.startswith(front) and len(norm) - len(front) >= 3:
            norm = norm[len(front) :]
            break
    else:
        if norm[0] in "وفبل" and len(norm) > 4:
            norm = norm[1:]
    for end in _ENDS:
        if norm.endswith(end) and len(norm) - len(end) >= 3:
            return norm[: -len(end)]
    return norm


def tokens(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order."""
    return [fold(m[0]) for m in _WORD.finditer(_MARKS.sub("", text))]


def stems(text: str) -> Iterator[str]:
    """The words of `text`, folded, without common clitics and endings; numbers too, single letters not."""
    plain = _MARKS.sub("", text)
    return (_stem(m[0]) for m in _WORD.finditer(plain) if len(m[0]) > 1)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence around `text[start:end]`, cut at stops and line ends."""
    low = max(0, start - _REACH)
    before = [m.end() for m in _END.finditer(text, low, start)]
    behind = _END.search(text, end, end + _REACH)
    return before[-1] if before else low, behind.start() if behind else min(len(text), end + _REACH)


@cache
def _table() -> dict[str, float]:
    lines = files("marsad.knowledge").joinpath("weights/rarity.tsv").read_text(encoding="utf-8").splitlines()
    return {word: float(value) for word, value in (line.split("\t") for line in lines)}


def worth(word: str) -> float:
    """-log2 of the share of reports that have the stem `word`; `RARE` for a word that few have."""
    return _table().get(word, RARE)


@lru_cache(maxsize=1 << 12)
def _bag(words: tuple[str, ...]) -> tuple[frozenset[str], float]:
    table = _table()
    return frozenset(words), sum(table.get(w, RARE) for w in words)


def shared(a: tuple[str, ...], b: tuple[str, ...]) -> list[str]:
    """The stems that two bags of words have in common."""
    bag = _bag(a)[0]
    return [w for w in b if w in bag]


def similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike two bags of words are, 0 to 1: the worth of what they share over that of the poorer one."""
    poorer = min(_bag(a)[1], _bag(b)[1])
    if not poorer:
        return 0.0
    table = _table()
    return sum(table.get(w, RARE) for w in shared(a, b)) / poorer


def bag(text: str) -> tuple[str, ...]:
    """The stems of `text`, each once, sorted."""
    return tuple(sorted(set(stems(text))))


def rarest(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a bag that can tell one story from another: worth `TELLING` or more, the dearest eight."""
    dear = sorted((w for w in words if worth(w) >= TELLING), key=lambda w: (-worth(w), w))
    return tuple(dear[:8])
