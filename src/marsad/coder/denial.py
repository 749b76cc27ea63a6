"""Room 6, how sure: what is denied, refused or only aimed at. The codebook codes a denial, not what is denied."""

from __future__ import annotations

from functools import lru_cache

from marsad.coder.certainty_words import denial_words
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
    return _is_object(doc, first, denial_words("refusing"))


def lifted(doc: Document, first: int) -> bool:
    """فك الجيش الحصار عن المدينة: a siege that is over."""
    return _is_object(doc, first, denial_words("lifting"))


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
    return _is_one(norm, denial_words("denying"))


def _is_one(norm: str, words: frozenset[str]) -> bool:
    """Whether the word, or what is left of it without و or ف, is one of the words."""
    bare = norm.removeprefix("و")
    return bare in words or bare.removeprefix("ف") in words


def is_denied(norms: list[str], k: int, first: int) -> bool:
    """Whether the word of denying at `k` denies the trigger: نفت قيادة الجيش سيطرة كذا على المدينة، نفت أن تكون قصفتها.

    Not where only a part in it is denied (نفى مسؤوليته عن مقتل كذا), nor where it tells when or what of.
    """
    between = norms[k + 1 : first]
    if any(reads_as(n, denial_words("shares")) for n in between):
        return False
    if first - k <= _NEAR or "ان" in between or any(n in denial_words("news") for n in between):
        return True  # نفى الأنباء عن مقتل كذا
    bare = any(form == "masdar" and not cut.prep for _, form, cut in lexicon().of_word(norms[first]))
    behind = norms[first - 1] in function_words("prepositions")
    return bare and not behind and not any(verb_of(n) for n in between)


def not_done(doc: Document, first: int) -> bool:
    """كاد قناص أن يقتل كذا، لولا وصول كذا لقتل المسلحون كذا: what nearly was, or would have been."""
    norms = doc.norms
    before = norms[max(doc.sentences[doc.sentence_of[first]].first, first - _REACH) : first]
    clause = before[_last(before, STOPS | {"،", ","}) :]
    return (
        any(_is_one(n, denial_words("nearly")) for n in clause)
        or "لولا" in before
        and norms[first].startswith("ل")
    )


def is_sentence(doc: Document, first: int) -> bool:
    """قضت محكمة بإعدام سبعة: a sentence of death that nobody has carried out."""
    norms = doc.norms
    if not reads_as(norms[first], denial_words("executions")):
        return False
    before = norms[max(doc.sentences[doc.sentence_of[first]].first, first - _REACH) : first]
    return any(reads_as(n, denial_words("courts")) for n in before) and not any(
        reads_as(n, denial_words("carried_out")) for n in before
    )


def _last(norms: list[str], words: frozenset[str] | set[str]) -> int:
    """The index behind the last of some words."""
    return next((k + 1 for k in range(len(norms) - 1, -1, -1) if norms[k] in words), 0)


def is_fire(norm: str) -> bool:
    """Whether the word is the first of إطلاق النار, which behind وقف is a truce."""
    return norm.removeprefix("ل").startswith("اطلاق")
