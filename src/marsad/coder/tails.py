"""Room 6, tails: the name in an attribution that stands behind what is told (بحسب X، وفقا لما ذكره X)."""

from __future__ import annotations

from typing import NamedTuple

from marsad.coder.guards import QUOTES
from marsad.coder.sources import Speaker
from marsad.coder.speakers import noun_phrase, skip_adverbials, unglue
from marsad.coder.speech import cues, word_set
from marsad.coder.subjects import Subjects
from marsad.coder.telling import issuer


class TailName(NamedTuple):
    """Where a tail names its speaker: tokens [first, end), the clitic, a mere pronoun (قوله), who passes it on."""

    first: int
    end: int
    clitic: str
    pronoun: bool
    outer: tuple[Speaker, ...]


def tail_name(subjects: Subjects, at: int, hi: int) -> TailName | None:
    """The speaker's name of the tail whose own words end at token `at`; None where nobody is named."""
    doc, norms = subjects.doc, subjects.doc.norms
    k = at
    while k < hi and norms[k] in ("ما", "لما", "عن", "الي"):
        k += 1
    cue = cues().get(norms[k]) if k < hi else None
    verb = cue is not None and cue.kind == "verb"
    if verb:
        k = skip_adverbials(doc, k + 1, hi)
        k += k < hi and norms[k] in ("عن", "به")
    k, clitic = _name_at(norms, k, hi, verb)
    if k >= hi:
        return None
    end = noun_phrase(doc, k, hi, clitic)
    if end == k:
        words = word_set("sayings") | word_set("carriers")
        spoken = norms[at - 1] in word_set("sayings") or at < hi and norms[at] in words
        return TailName(k, k, "", True, ()) if spoken else None
    if cue is not None and "from" in cue.guards and end + 1 < hi and norms[end] == "عن":
        inner_end = noun_phrase(doc, end + 1, hi)
        if inner_end > end + 1:  # حسب ما نقلت X عن Y
            return TailName(end + 1, inner_end, "", False, subjects.named(k, end, clitic))
    return TailName(k, end, clitic, False, ())


def _name_at(norms: list[str], k: int, hi: int, verb: bool) -> tuple[int, str]:
    """Where the name begins from token `k` on, past بيان and quotation marks, and its clitic."""
    clitic = ""
    if k < hi and not verb and norms[k].startswith("ل") and norms[k] not in word_set("proper_l"):
        clitic = "ل"
    if k + 1 < hi and unglue(norms[k], clitic).removeprefix("ال") in word_set("carriers"):
        k, clitic = issuer(norms, k, hi)
    if k + 1 < hi and norms[k] == "ل":
        k, clitic = k + 1, ""
    while k < hi and norms[k] in QUOTES:
        k += 1
    return k, clitic
