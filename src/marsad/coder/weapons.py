"""With what: the weapon that a sentence names beside an event, in the report's own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.sources import written
from marsad.coder.text import fold
from marsad.coder.words import proclitic_cuts
from marsad.knowledge import read_yaml

_BEFORE, _BEHIND = 5, 12  # tokens before and behind the trigger in which its weapon may stand
_LONGEST = 5  # words of a weapon's name
_ONLY_BY = frozenset({"destruction", "interception"})  # there a bare weapon may be what is destroyed
_ENDS = frozenset(".؛!?؟:")


class _Words(NamedTuple):
    types: frozenset[str]
    heads: frozenset[str]
    bound: dict[str, frozenset[str]]
    tails: frozenset[str]


@cache
def _words() -> _Words:
    data = read_yaml("words/weapons.yaml")
    bound = {fold(k): frozenset(fold(w) for w in ws) for k, ws in data["bound"].items()}
    heads = frozenset(fold(w) for w in data["heads"]) - bound.keys()
    return _Words(frozenset(data["types"]), heads, bound, frozenset(fold(w) for w in data["tails"]))


@lru_cache(maxsize=1 << 14)
def _head(norm: str) -> tuple[str, str]:
    """The weapon's head that the folded word is, and the clitic before it; two empty strings where it is none."""
    words = _words()
    for cut in proclitic_cuts(norm):
        for stem in (cut.stem, cut.stem.removesuffix("ا")):
            if stem in words.heads or stem in words.bound:
                return stem, cut.conj + cut.prep
    return "", ""


@lru_cache(maxsize=1 << 14)
def _bare(norm: str) -> str:
    return next((c.stem for c in proclitic_cuts(norm) if c.article and not c.conj), norm)


def weapon_at(norms: Sequence[str], i: int, end: int) -> tuple[int, str]:
    """Where the weapon's name that begins at token `i` ends, and its clitic; (i, '') where none begins."""
    head, clitic = _head(norms[i])
    if not head:
        return i, ""
    last = i + 1
    while last < min(end, i + _LONGEST) and _bare(norms[last]) in _words().tails:
        last += 1
    needed = _words().bound.get(head)
    if needed and not any(_bare(n) in needed for n in norms[i + 1 : last]):
        return i, ""
    return last, clitic


def weapon_of(
    reading: Reading, p: Proposal, others: Sequence[Proposal]
) -> tuple[str, tuple[int, int]] | None:
    """The weapon nearest to the trigger of `p` with no other event of `others` between, and its tokens; or None."""
    if p.type not in _words().types:
        return None
    doc = reading.doc
    sentence = doc.sentences[p.sentence]
    lo, hi = max(sentence.first, p.first - _BEFORE), min(sentence.last, p.last + _BEHIND)
    near = [o for o in others if o is not p and o.sentence == p.sentence and o.type != p.type]
    order = sorted(range(lo, hi), key=lambda k: (k < p.first, abs(k - p.first)))  # behind it first
    for k in order:
        last, clitic = weapon_at(doc.norms, k, sentence.last)
        if last == k:
            continue
        a, b = min(k, p.first), max(k, p.first)
        parted = any(a < o.first < b for o in near) or any(n in _ENDS for n in doc.norms[a:b])
        if not parted and (p.type not in _ONLY_BY or clitic.endswith("ب")):
            return written(doc, k, last, clitic), (k, last)
    return None
