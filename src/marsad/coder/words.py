"""Room 2, words: what may be cut off a written word before it is looked up.

Arabic glues conjunctions, prepositions, the article and the future sign to the front of a word, and pronouns to its
end. `analyses` gives every way to cut a folded word, the least cut first, so that a lexicon can be asked with the stem.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

_CONJ = ("", "و", "ف")
_PREP = ("", "ب", "ل", "ك")
_CLITIC = frozenset((*_CONJ, *_PREP))
ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")


class Cut(NamedTuple):
    """A folded word cut into conjunction, preposition, article, stem and pronoun ('' where there is none)."""

    conj: str
    prep: str
    article: bool
    stem: str
    pronoun: str

    @property
    def letters(self) -> int:
        """How many letters stand before the stem."""
        return len(self.conj) + (
            len(self.prep) + 2 * self.article if not (self.prep == "ل" and self.article) else 2
        )


def is_misread(cut: Cut, written: str) -> bool:
    """Whether the pronoun cut off is a ta marbuta, which folds to ه: الكتيبة is no كتيبته, قبضة no "his arrest"."""
    return cut.pronoun == "ه" and written.endswith("ة")


INTO = ("في", "وفي", "ففي", "فى", "وفى", "ففى")
"""How a phrase opens that tells where."""
AND_IN = frozenset(n for n in INTO if n[0] in "وف" and len(n) > 2)
"""How a clause does so."""
COMMAS = frozenset(("،", ",", "؛"))


def reads_as(norm: str, words: Container[str]) -> bool:
    """Whether the folded word, or what is left of it without proclitics, is one of `words`."""
    return any(cut.stem in words for cut in proclitic_cuts(norm))


@lru_cache(maxsize=1 << 14)
def proclitic_cuts(norm: str) -> tuple[Cut, ...]:
    """Ways to cut proclitics off the folded word `norm`, the whole word first; stems have two letters or more."""
    if len(norm) >= 2 and norm[0] not in _CLITIC and not norm.startswith("ال"):
        return (Cut("", "", False, norm, ""),)
    out = []
    for conj in _CONJ:
        if not norm.startswith(conj):
            continue
        rest = norm[len(conj) :]
        for prep in _PREP:
            if not rest.startswith(prep):
                continue
            body = rest[len(prep) :]
            if len(body) >= 2:
                out.append(Cut(conj, prep, False, body, ""))
            if prep == "ل" and body.startswith("ل") and len(body) >= 3:  # للمقاتلين: ل + ال
                out.append(Cut(conj, prep, True, body[1:], ""))
            if body.startswith("ال") and len(body) >= 4:
                out.append(Cut(conj, prep, True, body[2:], ""))
    return tuple(sorted(out, key=lambda c: len(norm) - len(c.stem)))


@lru_cache(maxsize=1 << 13)
def analyses(norm: str) -> tuple[Cut, ...]:
    """All cuts of `norm`, with and without a pronoun at the end; ta marbuta and final hamza are restored before one."""
    out = list(proclitic_cuts(norm))
    if not norm.endswith(ENCLITICS):
        return tuple(out)
    for conj, prep, article, whole, _ in proclitic_cuts(norm):
        if article:
            continue
        for pronoun in ENCLITICS:
            stem = whole[: -len(pronoun)]
            if len(stem) >= 2 and whole.endswith(pronoun):
                out.append(Cut(conj, prep, False, stem, pronoun))
                if stem.endswith("ت"):
                    out.append(Cut(conj, prep, False, stem[:-1] + "ه", pronoun))
                elif stem.endswith(("اي", "او")) and len(stem) > 3:  # لقائه، لقاؤهم: لقاء
                    out.append(Cut(conj, prep, False, stem[:-1] + "ء", pronoun))
    return tuple(out)


@lru_cache(maxsize=1 << 14)
def stems(norm: str) -> frozenset[str]:
    """The stems that `norm` can have, by all its cuts."""
    return frozenset(cut.stem for cut in analyses(norm))


def bare(surface: str, letters: int) -> str:
    """`surface` without its first `letters` letters and the vowel signs on them."""
    i = 0
    while letters and i < len(surface):
        i += 1
        while i < len(surface) and ("\u064b" <= surface[i] <= "\u0652" or surface[i] == "ـ"):
            i += 1
        letters -= 1
    return surface[i:]


@lru_cache(maxsize=1 << 14)
def stem(norm: str) -> str:
    """The folded word without conjunction and article: a stable name for a neighbour."""
    if len(norm) > 3 and norm[0] in "وف" and not norm.startswith("ول"):
        norm = norm[1:]
    for cut in proclitic_cuts(norm):
        if cut.article and not cut.conj:
            return cut.stem
    return norm
