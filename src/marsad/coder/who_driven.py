"""Who is driven out of a place: طرد needs an object, and its passive and its masdar turn the sides around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from marsad.coder.entities import agrees
from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import control_words, function_words
from marsad.coder.who_around import PARTED
from marsad.coder.who_context import leads_of

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

DRIVES = frozenset({"capture/tarada", "capture/dahara"})
"""Triggers whose object is who is driven out."""
_FROM = frozenset({"من", "منها", "منه", "منهما"})
_OWN = frozenset({"له", "لها", "لهم"})  # بعد طرد الجيش لهم: the masdar has its subject behind it
_FAR = 4  # tokens from a passive verb to the place: طردوا بدون معارك تقريبا من كذا
_MANY = ("وا", "ون")  # ends verbs of many, which have their subject before them


def driven(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """Who is driven out: بعد طردهم من كذا، الذين طردوا منها، بعد طرد المسلحين، وطردت المسلحين من كذا."""
    if proposal.hit.trigger.id not in DRIVES:
        return
    norms = reading.doc.norms
    before, passive = norms[proposal.first - 1], are_driven(norms, proposal)
    if proposal.hit.cut.pronoun or passive and before == "ان":
        pronoun = proposal.hit.cut.pronoun or "هم"
        if passive or before in control_words("driven_when"):
            who = _meant(reading, proposal.first, pronoun, {c.entity for c in found})
            yield from (k for k, c in enumerate(found) if c.entity == who)
        return
    at = proposal.last
    at += at < len(norms) and norms[at] in control_words("driven_of")
    bare = {
        c.mention.first: k for k, c in enumerate(found) if not (c.back or c.mention.prep or c.mention.conj)
    }
    if at in bare:
        last = found[bare[at]].mention.last
        if last not in bare and _OWN.isdisjoint(norms[last : last + 1]):
            yield bare[at]
    elif passive:
        at = proposal.first - (before in function_words("relatives"))
        yield from (k for k, c in enumerate(found) if not c.back and c.mention.last == at)


def are_driven(norms: Sequence[str], proposal: Proposal) -> bool:
    """Whether a verb of driving out is in the passive: طردوا من كذا، قبل أن يطردوا منها، طردوا بدون قتال من كذا."""
    norm, behind = norms[proposal.first], norms[proposal.last : proposal.last + _FAR + 1]
    if proposal.hit.cut.pronoun or proposal.hit.form not in FINITE or not behind:
        return False
    if not norm.endswith(_MANY):
        return behind[0] == "من"  # not طردت منها مسلحين
    end = next((i for i, n in enumerate(behind) if n in _FROM or n in PARTED), 0)
    return behind[end] in _FROM and (not end or behind[0] in function_words("negations"))


def _meant(reading: Reading, first: int, pronoun: str, cast: Set[int]) -> int | None:
    """The entity of `cast` that a pronoun at token `first` means: لجأوا إلى الجبال بعد طردهم، قبل أن يطردوا منها."""
    fit = (k for k in leads_of(reading, first) if agrees(reading.actors[k], pronoun))
    return next((e for k in fit if (e := reading.entity_of[k]) in cast), None)
