"""Who stands around a deed and has not done it: hosts and owners of what is hit, comrades, survivors, mourners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import control_words, function_words
from marsad.coder.words import analyses, reads_as, stem

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

REACH = 14  # tokens between a deed and the verb of its doer, or its other side
STRIKES = frozenset(("air_strike", "shelling", "ground_attack", "explosion", "suicide_attack"))
AT_SITES = frozenset(("capture", "ground_attack", "air_strike", "shelling", "destruction", "siege"))
OWNERS = ("group", "force")
ENDS = frozenset(".؛!؟?:")
PARTED = ENDS | frozenset("،,")
HARM = STRIKES | {"killing"}
_COUNTED = 6  # tokens from whose dead they are back to the word for the dead
_SHOT_DOWN = 6  # tokens from a verb of shooting down to what is shot down
_WITH = 6  # tokens from a verb of fighting to with whom


@lru_cache(maxsize=1 << 12)
def does(norm: str) -> bool:
    """Whether the folded word is a verb of doing with the deed as its pronoun: نفذها، شنته."""
    return any(
        c.pronoun in ("ه", "ها") and not c.conj and not c.prep and c.stem in function_words("doing")
        for c in analyses(norm)
    )


def harboured(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """استهدفت مسيرة قاعدة تتمركز فيها قوات كذا: who is in the place that is struck is not who struck it."""
    if proposal.type not in AT_SITES:
        return
    norms, end = reading.doc.norms, reading.doc.sentences[proposal.sentence].last
    for at in range(proposal.last, min(end, proposal.last + REACH)):
        if norms[at] in PARTED:
            return
        if norms[at] in function_words("harbouring") and norms[at + 1 : at + 2]:
            begin = at + 1 + (norms[at + 1] in function_words("resumptive"))
            sides = ((k, c.mention) for k, c in enumerate(found) if not c.back and c.mention.kind in OWNERS)
            yield from (k for k, m in sides if m.first == begin)
            return


def launched(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """إسقاط المسيرات التي أطلقها كذا: whose what is shot down was."""
    if proposal.type != "interception":
        return
    norms = reading.doc.norms
    for k, c in enumerate(found):
        at = c.mention.first - 1
        if (
            not c.back
            and at > proposal.last
            and does(norms[at])
            and norms[at - 1] in function_words("relatives")
        ):
            yield k


def fallen(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """عشرات القتلى من قوات كذا في كمين: whose dead are told of right before the deed."""
    norms, at = reading.doc.norms, proposal.first - 1
    if proposal.type not in STRIKES or proposal.hit.form not in ("masdar", "phrase"):
        return
    at -= norms[at] in function_words("leading")
    for k, c in enumerate(found):
        if not c.back and c.mention.last == at + 1 and norms[c.mention.first - 1] == "من":
            counted = {stem(n) for n in norms[max(0, c.mention.first - _COUNTED) : c.mention.first]}
            if counted & function_words("fallen"):
                yield k


def interceptors(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """واعترضت الدفاعات صاروخا أطلق باتجاه المدينة: who shoots it down has not launched it."""
    if proposal.type not in STRIKES:
        return
    here = (h for h in reading.hits_in.get(proposal.sentence, ()) if h.trigger.type == "interception")
    behind = {h.last for h in here if h.form in FINITE and h.first < proposal.first <= h.first + _SHOT_DOWN}
    yield from (k for k, c in enumerate(found) if not c.back and c.mention.first in behind)


def fought_beside(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """يقاتلون إلى جانب الجيش، تقاتل مع الجيش: whom they stand with is not whom they fight."""
    norms, at = reading.doc.norms, proposal.last
    if proposal.type in ("armed_clash", "ground_attack"):
        beside = reads_as(norms[proposal.first], function_words("fighting"))
        for k, c in enumerate(found):
            first = c.mention.first
            with_them = beside and norms[first - 1] == "مع" and 0 < first - at <= _WITH
            if not c.back and (with_them or norms[max(0, first - 2) : first] == ["الي", "جانب"]):
                yield k


def survivors(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """نجا المحافظ من تفجير استهدف موكبه: who has survived was the one to be hit."""
    if proposal.type in HARM:
        for k, c in enumerate(found):
            if c.mention.first < proposal.first and _behind(reading, c, function_words("survived")):
                yield k


def hosts(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """قصف على دوما، معقل كذا: whose the place is that is hit has not hit it."""
    if proposal.type in HARM:
        yield from (k for k, c in enumerate(found) if _behind(reading, c, control_words("strongholds")))


def _behind(reading: Reading, c: Candidate, words: frozenset[str]) -> bool:
    """Whether one of the words stands right before a candidate of the sentence."""
    at = c.mention.first - 1
    return not c.back and at >= 0 and reading.doc.norms[at].removeprefix("و") in words


def mourners(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """أعلنت الحركة مقتل زعيمها: who tells of the death of one's own has not killed."""
    hit, doc = proposal.hit, reading.doc
    if proposal.type != "killing" or not reads_as(doc.norms[hit.first], function_words("deaths")):
        return
    victims = [t.text for t in doc.tokens[hit.last : hit.last + 3]]
    if any(v.endswith(("ها", "هم", "ه")) for v in victims):
        before = ((k, c.mention) for k, c in enumerate(found) if not c.back)
        yield from (k for k, m in before if m.last <= hit.first and m.kind in OWNERS)
