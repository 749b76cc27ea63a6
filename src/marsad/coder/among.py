"""A proposal among the others of its report: the numbers that the second look at events weighs.

A report tells the same event again and again, in words that each could state it. Which of them the reader would mark
hangs on the others: how likely they are, where they stand, whether they name the same place and sides. The first look
(`eventness`) knows words; this one knows the company they keep.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from marsad.coder.lexicon import lexicon
from marsad.coder.proposals import UNSTATED, Proposal
from marsad.coder.reading import Reading
from marsad.coder.text import Document
from marsad.coder.where_features import key_of
from marsad.knowledge import vocabulary

Numbers = dict[str, float]
_ABSENT = -7.0  # the log-odds of a proposal that is not there
_REACH = 40  # proposals before and behind that are looked at: a long document costs no more a page
_BREATH = 30  # code points: two triggers nearer than this are told in one breath
_FAR = 300  # tokens, for "there is none"
_TOLD = -1.2  # log-odds from which an earlier proposal counts as told
_FORMS = ("perfect", "imperfect", "masdar", "participle", "phrase")
_FAMILIES = ("ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "speech")


@cache
def family(kind: str) -> str:
    """The group of types that a type is told with: `speech`, or its PLOVER category."""
    entry = vocabulary()["event_types"][kind]
    return "speech" if entry.get("speech") else str((entry.get("plover") or {}).get("category", kind))


@dataclass(slots=True)
class _Known:
    """A proposal with what is asked of it again and again."""

    proposal: Proposal
    odds: float
    chance: float
    start: int
    end: int
    family: str
    places: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]


def numbers(reading: Reading, proposals: Sequence[Proposal], odds: Sequence[float]) -> list[Numbers]:
    """The numbers of every proposal; `odds` are the log-odds that the first look gave them, in the same order."""
    known = [_known(reading, p, z) for p, z in zip(proposals, odds, strict=True)]
    titled = title_types(reading.report.title)
    total = sum(k.chance for k in known)
    out = []
    for i, mine in enumerate(known):
        near = [k for k in known[max(0, i - _REACH) : i + _REACH + 1] if k is not mine]
        values = _own(reading, mine, titled, total)
        values |= _same_type(mine, near) | _others(mine, near)
        out.append(values)
    return out


def _known(reading: Reading, p: Proposal, odds: float) -> _Known:
    tokens = reading.doc.tokens
    return _Known(
        p,
        odds,
        1 / (1 + exp(-odds)),
        tokens[p.first].start,
        tokens[p.last - 1].end,
        family(p.type),
        frozenset(map(key_of, p.places)),
        frozenset(m.name for m in p.actors),
        frozenset(m.name for m in p.recipients),
    )


def title_types(title: str | None) -> dict[str, float] | None:
    """The types whose triggers the title has, with the greatest weight of each; None without a title."""
    if not title:
        return None
    out: dict[str, float] = {}
    for hit in lexicon().find(Document(title, None)):
        out[hit.trigger.type] = max(out.get(hit.trigger.type, 0.0), hit.trigger.weight)
    return out


def _own(reading: Reading, mine: _Known, titled: dict[str, float] | None, total: float) -> Numbers:
    """What is said of the proposal alone and of the report; not its length, which differs between outlets."""
    p, doc = mine.proposal, reading.doc
    sentence, cut = doc.sentences[p.sentence], p.hit.cut
    at = bisect_left(reading.numbers, p.first - 6, key=lambda n: n.first)
    counted = any(
        abs(n.first - p.last) < 3 or abs(n.last - p.first) < 3 for n in reading.numbers[at : at + 6]
    )
    dated = p.date is not None and p.date.first >= 0
    values: Numbers = {
        "odds": mine.odds,
        "prior": p.prior,
        "others": total - mine.chance,
        "sentence": p.sentence,
        "share": p.first / len(doc.norms),
        "from-start": p.first - sentence.first,
        "to-end": sentence.last - p.last,
        "article": cut.article,
        "pronoun": bool(cut.pronoun),
        "conjunction": bool(cut.conj),
        "preposition": bool(cut.prep),
        "words": p.last - p.first,
        "places": len(p.places),
        "actors": len(p.actors),
        "recipients": len(p.recipients),
        "placed-here": bool(p.places) and doc.sentence_of[p.places[0].first] == p.sentence,
        "dated": dated,
        "dated-here": dated and p.date is not None and doc.sentence_of[p.date.first] == p.sentence,
        "titled": -1 if titled is None else titled.get(p.type, 0.0),
        "sources": len(reading.attributions.sources_at(p.first)),
        "violent": reading.violent,
        "armed": reading.armed,
        "tenor": reading.tenor,
        "matter": reading.matter,
        "asserted": p.certainty == "asserted",
        "unstated": p.certainty in UNSTATED,
        "counted": counted,
    }
    values |= {f"form={form}": p.hit.form == form for form in _FORMS}
    values |= {f"family={group}": mine.family == group for group in _FAMILIES}
    return values


def _same_type(mine: _Known, near: Sequence[_Known]) -> Numbers:
    """What the other proposals of the type say: the best before and behind, and the last that was surely told."""
    p = mine.proposal
    same = [k for k in near if k.proposal.type == p.type]
    before = [k for k in same if k.proposal.first < p.first]
    behind = [k for k in same if k.proposal.first > p.first]
    best = max(before, key=_odds, default=None)
    next_best = max(behind, key=_odds, default=None)
    told = [k for k in before if k.odds > _TOLD]
    values: Numbers = {
        "better": sum(k.odds > mine.odds for k in same),
        "earlier": _most(before),
        "later": _most(behind),
        "breath": _most([k for k in same if _gap(mine, k) <= _BREATH]),
        "here": _most([k for k in same if k.proposal.sentence == p.sentence]),
        "sum-earlier": sum(k.chance for k in before),
        "sum-later": sum(k.chance for k in behind),
        "count-earlier": len(before),
        "count-later": len(behind),
        "earlier-word": -1 if best is None else best.proposal.hit.trigger.id == p.hit.trigger.id,
    }
    return (
        values
        | _beside("earlier", mine, best)
        | _beside("later", mine, next_best)
        | _beside("last", mine, told[-1] if told else None)
    )


def _beside(name: str, mine: _Known, other: _Known | None) -> Numbers:
    """How far the other telling stands, and whether it has the same place and sides."""
    if other is None:
        return {f"{name}-gap": _FAR, f"{name}-place": -2, f"{name}-sides": -2}
    one, two = sorted((mine, other), key=lambda k: k.start)
    place = 0
    if mine.places and other.places:
        place = 1 if mine.places & other.places else -1
    sides = len(mine.actors & other.actors) + len(mine.recipients & other.recipients)
    apart = bool(mine.actors and other.actors) and not mine.actors & other.actors
    gap = min(two.proposal.first - one.proposal.last, _FAR)
    return {f"{name}-gap": gap, f"{name}-place": place, f"{name}-sides": sides - 0.5 * apart}


def _others(mine: _Known, near: Sequence[_Known]) -> Numbers:
    """What the proposals of other types say: at the same words, right beside, in the sentence, of the family."""
    p = mine.proposal
    here = [k for k in near if k.proposal.sentence == p.sentence]
    over = [k for k in near if k.start < mine.end and mine.start < k.end]
    kin = [k for k in near if k.family == mine.family and k.proposal.type != p.type]
    return {
        "better-here": sum(k.odds > mine.odds for k in here),
        "better-anywhere": sum(k.odds > mine.odds for k in near),
        "over": _most(over),
        "beside": _most([k for k in here if k.proposal.type != p.type and 0 <= _gap(mine, k) <= _BREATH]),
        "kin-here": _most([k for k in kin if k.proposal.sentence == p.sentence]),
        "kin-earlier": _most([k for k in kin if k.proposal.first < p.first]),
        "kin": _most(kin),
        "sum-here": sum(k.chance for k in here),
    }


def _odds(known: _Known) -> float:
    return known.odds


def _most(known: Sequence[_Known], of: Callable[[_Known], float] = _odds) -> float:
    return max(map(of, known), default=_ABSENT)


def _gap(a: _Known, b: _Known) -> int:
    """Code points between two triggers; negative where they overlap."""
    return max(a.start, b.start) - min(a.end, b.end)
