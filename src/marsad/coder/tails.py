"""Room 6, tails: the name in an attribution that stands behind what is told (بحسب X، وفقا لما ذكره X)."""

from __future__ import annotations

from typing import NamedTuple

from marsad.coder.clauses import may_be_verb, verb_of
from marsad.coder.guards import COMMAS, QUOTES, skip_adverbials
from marsad.coder.sources import Speaker
from marsad.coder.speakers import noun_phrase, unglue
from marsad.coder.speech import cues, word_set
from marsad.coder.subjects import Subjects
from marsad.coder.telling import issuer

_STEPPED_OVER = COMMAS | QUOTES


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


def inserted(norms: list[str], i: int, end: int, began: int, hi: int) -> tuple[int, int] | None:
    """The tokens of the clause that the tail [i, end) is put into, told by it: أسفر، بحسب X، عن مقتل ثلاثة.

    None where the tail closes its clause. The clause began at token `began` or later, its sentence ends at `hi`.
    """
    before, behind = i - 1, end
    while before > began and norms[before] in COMMAS:
        before -= 1
    while behind < hi and norms[behind] in _STEPPED_OVER:
        behind += 1
    if behind >= hi or before < began or norms[behind][0] in "وف" and norms[behind] != "في":
        return None
    first = next((k + 1 for k in range(before, began - 1, -1) if norms[k] in COMMAS), began)
    wanted = norms[behind] in ("الي", "عن") and any(verb_of(n) for n in norms[first : before + 1])
    set_off = norms[i - 1] in COMMAS and norms[end] in COMMAS
    broken = set_off and (verb_of(norms[behind]) is not None or may_be_verb(norms[before]))
    if not wanted and not broken and verb_of(norms[before]) is None:
        return None
    ends = word_set("contrasts") | {"كما"}
    return first, next((k for k in range(behind, hi) if norms[k] in ends), hi)


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
