"""Room 6, how sure: what is denied, refused, claimed or only aimed at. A denial is coded, not what is denied."""

from __future__ import annotations

from marsad.coder.certainty_words import denial_words
from marsad.coder.clauses import verb_of
from marsad.coder.lexicon import masdar_preps
from marsad.coder.syntax import function_words
from marsad.coder.text import Document
from marsad.coder.words import reads_as

STOPS = frozenset({".", "؛", "!", "?", "؟"})
_ENDS = STOPS | {"،", ","}  # of a clause
_RESPONSIBLE = ("مسووليته", "مسيوليته")  # his, hers, theirs
_NEAR = 3  # tokens from a word of denying to what is denied, whatever stands between
_REACH = 10  # tokens from a governing word to its deed


def for_taking(doc: Document, first: int) -> bool:
    """معارك للسيطرة على المدينة: for a capture, not one (of 340 such in the codings and the gold 7 are one)."""
    return "ل" in masdar_preps(doc.norms[first])


def refused(doc: Document, first: int) -> bool:
    """رفض الحوثيون الانسحاب من الميناء: what is the object of refusing."""
    return _is_object(doc, first, denial_words("refusing"))


def lifted(doc: Document, first: int) -> bool:
    """فك الجيش الحصار عن المدينة: a siege that is over."""
    return _is_object(doc, first, denial_words("lifting"))


def _is_object(doc: Document, first: int, verbs: frozenset[str]) -> bool:
    """Whether the trigger is the object of one of the verbs, in its clause."""
    k = _nearest(doc, first, verbs)
    return k >= 0 and is_denied(doc.norms, k, first)


def _nearest(doc: Document, first: int, words: frozenset[str]) -> int:
    """The token of the nearest of the words before the trigger, in its clause; -1 where there is none."""
    norms = doc.norms
    for k in range(first - 1, _far(doc, first) - 1, -1):
        if _is_one(norms[k], words):
            return k
        if norms[k] in _ENDS:
            return -1
    return -1


def _far(doc: Document, first: int) -> int:
    """The first token of the sentence that is looked at before the trigger."""
    return max(doc.sentences[doc.sentence_of[first]].first, first - _REACH)


def denies(norm: str) -> bool:
    """Whether a word of negation is one of denying: نفى، كذبت، لا صحة."""
    return _is_one(norm, denial_words("denying")) or _is_one(norm, denial_words("unfounded"))


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
    behind = norms[first - 1] in function_words("prepositions")
    return "" in masdar_preps(norms[first]) and not behind and not any(verb_of(n) for n in between)


def not_done(doc: Document, first: int) -> bool:
    """كاد قناص أن يقتل كذا، لولا وصول كذا لقتل المسلحون كذا: what nearly was, or would have been."""
    if _nearest(doc, first, denial_words("nearly")) >= 0:
        return True
    return doc.norms[first].startswith("ل") and "لولا" in doc.norms[_far(doc, first) : first]


def planned(doc: Document, first: int) -> bool:
    """قائمة باغتيال مئة شخصية، يخطط لاغتيال مسؤولين: the masdar right behind a word of planning."""
    norms = doc.norms
    cuts = masdar_preps(norms[first])
    if not cuts & {"ب", "ل"} and not ("" in cuts and norms[first - 1] in ("الي", "في", "فى")):
        return False
    return _nearest(doc, first, denial_words("planning")) >= max(0, first - _NEAR)


def claimed(norms: list[str], first: int) -> bool:
    """أعلنت الجبهة مسؤوليتها عن اغتيال كذا: whether the words right before a deed claim it."""
    return first > 1 and norms[first - 1] == "عن" and norms[first - 2].startswith(_RESPONSIBLE)


def news_denied(doc: Document, last: int) -> bool:
    """نفى ما تردد عن كذا، لا صحة لأنباء عن كذا: whether the hearsay whose last word is token `last` is denied."""
    if _nearest(doc, last, denial_words("denying")) >= 0:
        return True
    k = _nearest(doc, last, denial_words("unfounded"))
    return k > 0 and doc.norms[k - 1].removeprefix("و") == "لا"


def is_sentence(doc: Document, first: int) -> bool:
    """قضت محكمة بإعدام سبعة: a sentence of death that nobody has carried out."""
    if not reads_as(doc.norms[first], denial_words("executions")):
        return False
    before = doc.norms[_far(doc, first) : first]
    carried_out = any(reads_as(n, denial_words("carried_out")) for n in before)
    return not carried_out and any(reads_as(n, denial_words("courts")) for n in before)


def is_fire(norm: str) -> bool:
    """Whether the word is the first of إطلاق النار, which behind وقف is a truce."""
    return norm.removeprefix("ل").startswith("اطلاق")
