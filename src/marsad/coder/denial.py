"""Room 6, how sure: what is denied, refused or only aimed at. The codebook codes a denial, not what is denied."""

from __future__ import annotations

from functools import lru_cache

from marsad.coder.certainty_words import words_of_certainty
from marsad.coder.clauses import verb_of
from marsad.coder.lexicon import lexicon
from marsad.coder.syntax import function_words
from marsad.coder.text import Document
from marsad.coder.words import reads_as

STOPS = frozenset({".", "؛", "!", "?", "؟"})
_NEAR = 3  # tokens from a word of denying to what is denied, whatever stands between
_REACH = 10  # tokens from a verb of refusing to what is refused


@lru_cache(maxsize=1 << 12)
def for_taking(norm: str) -> bool:
    """معارك للسيطرة على المدينة: for a capture, not one (of 340 such in the codings and the gold 7 are one)."""
    return any(form == "masdar" and cut.prep == "ل" for _, form, cut in lexicon().of_word(norm))


def refused(doc: Document, first: int) -> bool:
    """رفض الحوثيون الانسحاب من الميناء: what is the object of refusing."""
    return _is_object(doc, first, words_of_certainty().refusing)


def lifted(doc: Document, first: int) -> bool:
    """فك الجيش الحصار عن المدينة: a siege that is over."""
    return _is_object(doc, first, words_of_certainty().lifting)


def _is_object(doc: Document, first: int, verbs: frozenset[str]) -> bool:
    """Whether the trigger is the object of one of the verbs, in its clause."""
    norms = doc.norms
    lo = max(doc.sentences[doc.sentence_of[first]].first, first - _REACH)
    for k in range(first - 1, lo - 1, -1):
        if _is_one(norms[k], verbs):
            return is_denied(norms, k, first)
        if norms[k] in STOPS or norms[k] in ("،", ","):
            return False
    return False


def denies(norm: str) -> bool:
    """Whether a word of negation is one of denying: نفى، كذبت، لا صحة."""
    return _is_one(norm, words_of_certainty().denying)


def _is_one(norm: str, words: frozenset[str]) -> bool:
    """Whether the word, or what is left of it without و or ف, is one of the words."""
    bare = norm.removeprefix("و")
    return bare in words or bare.removeprefix("ف") in words


def is_denied(norms: list[str], k: int, first: int) -> bool:
    """Whether the word of denying at `k` denies the trigger: نفت قيادة الجيش سيطرة كذا على المدينة، نفت أن تكون قصفتها.

    Not where only a part in it is denied (نفى مسؤوليته عن مقتل كذا), nor where it tells when or what of.
    """
    between = norms[k + 1 : first]
    if any(reads_as(n, words_of_certainty().shares) for n in between):
        return False
    if first - k <= _NEAR or "ان" in between or any(n in words_of_certainty().news for n in between):
        return True  # نفى الأنباء عن مقتل كذا
    bare = any(form == "masdar" and not cut.prep for _, form, cut in lexicon().of_word(norms[first]))
    behind = norms[first - 1] in function_words("prepositions")
    return bare and not behind and not any(verb_of(n) for n in between)
