"""What grammar settles of where it happened: where people flee to, the place that opens the sentence, what only holds.

As in `who_settled`, these speak of phrasings that the gold has too few of: they add a fixed weight to a candidate's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.coder.certainty import SPEECH
from marsad.coder.clauses import saying, verb_of
from marsad.coder.place_licence import heads_line
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, clause_start, parted
from marsad.coder.syntax import function_words
from marsad.coder.words import INTO, reads_as

if TYPE_CHECKING:
    from marsad.coder.where_features import Candidate

WEIGHT = 4.0
"""Log-odds that a settled candidate gains, or loses."""
_LEAVING = frozenset(("displacement", "withdrawal", "release"))
_NAMELESS = frozenset(("site", "site-bare"))
_TOWARDS = frozenset(("pre:نحو", "pre:باتجاه", "pre:صوب"))
_ASIDE = 3  # tokens behind a place in which another may say where it lies
_WITH = frozenset(("مع", "من", "الي", "ل", "عن", "ضد"))  # تضامنا مع كذا
_HELD_IN = frozenset(("في", "فى"))
_IN = frozenset(("في", "فى", "داخل", "قرب"))
_CLAUSE = 20  # tokens
_PARTS = frozenset((".", "،", ",", "؛"))
_SITED = frozenset(("site", "neighbourhood", "settlement"))


def settled(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> list[float]:
    """For each candidate what is added to its weight."""
    out = [0.0] * len(found)
    asides = (_goals, _passed, _origins, _left_behind, _of_other_clauses, _in_contrast, _of_outlets)
    for k in {k for rule in asides for k in rule(reading, proposal, found)}:
        out[k] -= WEIGHT
    for k in {*_opening(reading, proposal, found), *_heading(reading, proposal, found)}:
        out[k] += WEIGHT
    return out


def _goals(_: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """نزحت العائلات باتجاه كذا، انسحبوا نحو كذا: where they go is not where they leave, nor what it lies in."""
    if proposal.type not in _LEAVING:
        return
    end = -1
    for k, c in sorted(enumerate(found), key=lambda kc: kc[1].mention.first):
        if c.back or c.mention.first < proposal.last:
            continue
        goal = c.position.name.rstrip("&") in function_words("goals")
        if goal or end >= 0 and c.mention.first - end <= 1:
            end = c.mention.last
            yield k


def holding(reading: Reading, found: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """قصف قاعدة كذا في صلاح الدين، قرية كذا شمالي تكريت: what only says where the candidate right before it lies."""
    ends = {c.mention.last: k for k, c in enumerate(found) if not c.back and _fine(c)}
    for k, c in enumerate(found):
        before = c.mention.first - 1
        if c.back:
            continue
        if before in ends and reading.doc.norms[before] in _HELD_IN:
            yield k, ends[before]
        elif c.mention.bearing is not None and c.mention.first in ends and not c.mention.conj:
            yield k, ends[c.mention.first]


def _of_other_clauses(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """وفي حلب قتل رجلان بانفجار، وفي درعا قتل ستة: the place that opens another clause."""
    for k, c in enumerate(found):
        if not c.back and parted(reading, proposal.first, c.mention.first):
            yield k


def _in_contrast(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """تعرضت قرى كذا لقصف، فيما هاجم آخرون كذا: the places of the next clause, where the deed's own names one."""
    doc = reading.doc
    sentence = doc.sentences[proposal.sentence]
    opens = [i for i in range(sentence.first, sentence.last - 1) if _contrasts(doc.norms, i)]
    end = next((i for i in opens if i >= proposal.last), None)
    if end is None:
        return
    start = max((i for i in opens if i < proposal.first), default=sentence.first)
    if any(not c.back and start <= c.mention.first < end and _named(c) for c in found):
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.first > end)


def _contrasts(norms: Sequence[str], i: int) -> bool:
    """Whether token `i` opens a clause of another deed, as بينما كان يمر and كما ذكر كذا do not."""
    if norms[i] not in function_words("contrasts"):
        return False
    lemma, tells = verb_of(norms[i + 1]), norms[i + 1] in function_words("witnessing")
    told = lemma in saying() or norms[i + 1] in function_words("auxiliaries")
    return tells or lemma is not None and not told


def _of_outlets(reading: Reading, _: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """قال شيخ لراديو دارفور، خطف إمام مسجد: the place in an outlet's name, and the site that somebody keeps."""
    doc = reading.doc
    for k, c in enumerate(found):
        at = c.mention.first - 1
        before = doc.norms[at] if at >= 0 else ""
        imam = "إ" in doc.tokens[at].text or not before.endswith("امام")  # أمام مسجد is where it was
        if (
            imam
            and reads_as(before, function_words("keepers"))
            or reads_as(before, function_words("stations"))
        ):
            yield k


def _fine(c: Candidate) -> bool:
    return (c.mention.place or {}).get("precision") in _SITED and c.mention.rule not in _NAMELESS


def _opening(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """وفي باريس، دعا كذا: the place that opens the sentence, where no other is told behind the deed."""
    doc = reading.doc
    start = clause_start(reading, proposal.sentence, proposal.first)
    if doc.norms[start] not in INTO:
        return
    here = sorted((c.mention.first, k) for k, c in enumerate(found) if not c.back and _named(c))
    here = [(at, k) for at, k in here if start < at and not parted(reading, at, proposal.first)]
    if not here or here[0][0] > start + 2 or here[0][0] >= proposal.first:
        return
    k = here[0][1]
    last = found[k].mention.last
    beyond = (found[j] for _, j in here[1:] if found[j].mention.first > last + _ASIDE)
    if proposal.type in SPEECH and proposal.first - last <= 1:
        yield k  # what is called for may be elsewhere
    elif all(c.position.name.startswith("من") for c in beyond) and not _said_between(
        doc.norms, last, proposal.first
    ):
        yield k


def _named(c: Candidate) -> bool:
    return c.mention.rule not in _NAMELESS


def _said_between(norms: Sequence[str], first: int, last: int) -> bool:
    return any((lemma := verb_of(n)) is not None and lemma in saying() for n in norms[first:last])


def _heading(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """ "- طفس: اجتماع": the place that opens the item of a list, where none is told behind the deed."""
    doc = reading.doc
    behind = (c for c in found if not c.back and c.mention.first >= proposal.last and _named(c))
    if any(c.position.name.rstrip("&") not in _WITH for c in behind):
        return
    for k, c in enumerate(found):
        m = c.mention
        if (
            c.back in (0, 1)
            and m.rule == "list"
            and m.last <= proposal.first
            and heads_line(doc, m.first, m.last)
        ):
            if "\n" not in doc.text[doc.tokens[m.first].start : doc.tokens[proposal.first].start]:
                yield k
            return


def _passed(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """انسحبوا نحو كذا دون قتال بعد وساطة: where others went before the deed."""
    left = [h.last for h in reading.hits_in.get(proposal.sentence, ()) if h.trigger.type in _LEAVING]
    for k, c in enumerate(found):
        if not c.back and c.position.name in _TOWARDS and any(end <= c.mention.first for end in left):
            yield k


def _origins(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """اشتباكات بين مسلحين من كذا وآخرين في كذا: where people come from, where it is said where it happened.

    Of 12 such pairs of gold and coded events the second is right in all, the first too in 5.
    """
    norms, behind = reading.doc.norms, [(k, c) for k, c in enumerate(found) if not c.back]
    behind = [(k, c) for k, c in behind if 0 <= c.mention.first - proposal.last < _CLAUSE]
    told = [c.mention.first for _, c in behind if c.position.name.rstrip("&") in _IN]
    if not any(_PARTS.isdisjoint(norms[proposal.last : at]) for at in told):
        return
    here = reading.actors_in.get(proposal.sentence, ())
    ends = {reading.actors[k].last for k in here if reading.actors[k].kind in ("people", "group", "force")}
    for k, c in behind:
        first = c.mention.first
        if any(norms[i] == "من" and i in ends for i in (first - 1, first - 2)):  # من كذا، من مدينة كذا
            yield k


def _left_behind(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """وصلت تعزيزات إلى القاعدة قادمة من كذا: where who arrives comes from; 4 of 70 deeds are there, marches apart."""
    norms = reading.doc.norms
    if proposal.type in ("protest", "displacement"):
        return
    for k, c in enumerate(found):
        before = norms[max(0, c.mention.first - 2) : c.mention.first]
        if not c.back and before[1:] == ["من"] and before[0].removeprefix("ال") in function_words("coming"):
            yield k
