"""Who stands in the words around a deed that others tell of: the accused, who comments, whose condition it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from marsad.coder.certainty import SPEECH
from marsad.coder.clauses import saying, verb_of
from marsad.coder.entities import agrees
from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import function_words
from marsad.coder.who_around import HARM, PARTED, REACH, does
from marsad.coder.words import reads_as

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

_ACCUSES = "accusation/ittahama"
_LISTED = 5  # tokens between the first thing that the accused has done and the next: بخرق الهدنة وقتل جنديين
_CURBS = 4  # tokens from who stops a march to it: منعت قوات الأمن مسيرة
_OBJECT = 3  # tokens from a masdar to its object: أسر 12 من مقاتلي كذا
_LATTER = ("الاخير", "الاخيره")
_REPLY = 2  # tokens between who replies and what with
_HELD = 3  # tokens from a word of torture to whose prison it was in


def curbers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """منعت قوات الأمن مسيرة: who forbids, stops or breaks up a march does not march."""
    norms = reading.doc.norms
    if proposal.type != "protest" or proposal.hit.form in FINITE:
        return
    for k, c in enumerate(found):
        first, last = c.mention.first, c.mention.last
        near = not c.back and first > 0 and 0 <= proposal.first - last <= _CURBS
        if near and reads_as(norms[first - 1], function_words("curbing")):
            yield k


def joined_objects(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """أسر 12 من مقاتلي كذا وتدمير آليات: the object of the masdar before a joined one does not do what that tells."""
    hit = proposal.hit
    if hit.form != "masdar" or hit.cut.conj != "و" or proposal.type in SPEECH:
        return
    here = reading.hits_in.get(proposal.sentence, ())
    ends = [h.last for h in here if h.form == "masdar" and h.trigger.args.get("gen") == "recipients"]
    for k, c in enumerate(found):
        m = c.mention
        if not c.back and m.last == hit.first and any(0 <= m.first - end <= _OBJECT for end in ends):
            yield k


def accused(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """اتهم الجيش المتمردين بقصف المدينة: the second of two between اتهم and what he is accused of has done it."""
    if proposal.hit.form != "masdar" or proposal.type in SPEECH:
        return
    norms, here = reading.doc.norms, reading.hits_in.get(proposal.sentence, ())
    asks = (h.last for h in here if h.trigger.id == _ACCUSES and h.form in FINITE and not h.cut.pronoun)
    at = max((last for last in asks if 0 < proposal.first - last <= REACH), default=None)
    if at is None or not PARTED.isdisjoint(norms[at : proposal.first]):
        return
    between = [
        (c.mention.first, c.mention.last, k) for k, c in enumerate(found) if not c.back and not c.mention.prep
    ]
    between = sorted(m for m in between if at <= m[0] and m[1] <= proposal.first)
    if len(between) < 2 or between[0][0] != at:
        return
    behind = [m for m in between if m[0] == between[0][1]]  # right behind the accuser
    gap = norms[behind[-1][1] : proposal.first] if behind else []
    charged = (
        norms[proposal.first][0] == "ب" if not gap else gap[0][0] == "ب" and norms[proposal.first][0] == "و"
    )
    if behind and charged and len(gap) <= _LISTED:
        yield behind[-1][2]


def conditions(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """هدد باجتياح غزة إذا لم تفرج الحركة عنهم: who is named behind a condition does not do what stands before it."""
    doc, at = reading.doc, proposal.last
    end = doc.sentences[proposal.sentence].last
    marks = (
        i for i in range(at, end) if doc.norms[i] in ("اذا", "ما") and doc.norms[i + 1 : i + 2] == ["لم"]
    )
    if (mark := next(marks, None)) is not None:
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.first > mark)


def commenters(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """لم تعلق إسرائيل على الغارة، رحبت طهران بالتفجير: who comments on a deed has not done it on that account."""
    if proposal.type not in HARM or proposal.hit.form in FINITE:
        return
    norms, at = reading.doc.norms, proposal.first
    on = norms[at - 1] == "علي" or norms[at][0] == "ب"
    for k, c in enumerate(found):
        m = c.mention
        if c.back or m.first < 1 or not on or not 0 <= at - m.last <= 1:
            continue
        if norms[m.first - 1].removeprefix("و") in function_words("commenting"):
            yield k


def jailers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """تحت التعذيب في سجون كذا: in whose prisons people are tortured."""
    if proposal.type != "torture":
        return
    norms, at = reading.doc.norms, proposal.last
    near = range(at, min(at + _HELD, len(norms)))
    prison = next((i for i in near if norms[i] in function_words("prisons")), None)
    if prison is not None and norms[at] in ("في", "فى", "داخل"):
        yield from (k for k, c in enumerate(found) if not c.back and prison < c.mention.first <= prison + 1)


def flyers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """هاجم الجيش بدعم من طيران كذا: whom planes back has not flown them."""
    if proposal.type == "air_strike" and not function_words("backing").isdisjoint(
        reading.doc.norms[max(0, proposal.first - 2) : proposal.first]
    ):
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.last < proposal.first)


def repliers(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """ورد الجيش بقصف مواقعها: who replies with a deed does it."""
    norms, at = reading.doc.norms, proposal.first
    if proposal.hit.form != "masdar" or proposal.hit.cut.prep != "ب" or proposal.type in SPEECH:
        return
    for k, c in enumerate(found):
        m = c.mention
        near = not c.back and not m.prep and 0 <= at - m.last <= _REPLY and m.first > 0
        if near and norms[m.first - 1] in function_words("replying"):
            yield k


def latter(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """اتهمت أنقرة دمشق، ونفت الأخيرة ذلك: the last one named before whom the word can mean."""
    norms, first = reading.doc.norms, proposal.first
    beside = (proposal.last, first - 1, first - 2)  # ونفت الأخيرة, وكان الأخير قد استولى عليها
    word = next((i for i in beside if 0 <= i < len(norms) and norms[i] in _LATTER), None)
    if proposal.hit.form not in FINITE or word is None:
        return
    near = [
        (c.mention.last, k) for k, c in enumerate(found) if not c.back and "nested" not in c.mention.flags
    ]
    near = [n for n in near if n[0] <= min(first, word)]
    pronoun = "ها" if norms[word] == "الاخيره" else "ه"
    meant = (k for _, k in sorted(near, reverse=True) if agrees(found[k].mention, pronoun))
    yield from islice(meant, 1)


def holders(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """دعا إلى تحرير البلدة التي يحتلها كذا: who holds or besieges the place of a deed has not done that deed."""
    if proposal.hit.form != "masdar":
        return
    norms, at = reading.doc.norms, proposal.last
    sites = {m.last for m in reading.places_of(proposal.sentence)}
    for k, c in enumerate(found):
        i = c.mention.first - 1
        i -= norms[i] in function_words("resumptive")  # التي يسيطر عليها كذا
        told = not c.back and at < i - 1 and norms[i - 1] in function_words("relatives") and i - 1 in sites
        lemma = verb_of(norms[i])
        if told and lemma is not None and lemma not in saying() and not does(norms[i]):
            yield k


def besieged(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """خرج المقاتلون المحاصرون: who is called besieged; not المتظاهرين المحاصرين لها."""
    hit, norms = proposal.hit, reading.doc.norms
    behind = norms[hit.last] if hit.last < len(norms) else "."
    if proposal.type != "siege" or hit.form != "participle" or behind.startswith("ل"):
        return
    if norms[hit.first].endswith(("ون", "ين")):
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.last == hit.first)
