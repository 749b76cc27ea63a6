"""Whose deed a joined verb tells of that has no subject of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.coder.certainty import SPEECH
from marsad.coder.chains import goes_with, main_subject
from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.who_around import HARM
from marsad.coder.who_context import agreement

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

_DEEDS = HARM | {"capture", "destruction", "arrest", "abduction", "release"}


def chained(reading: Reading, proposal: Proposal, found: Sequence[Candidate]) -> Iterator[int]:
    """The subject of the main clause before a joined verb that has none of its own and agrees with it."""
    hit = proposal.hit
    active = hit.form in FINITE and not hit.trigger.passive and hit.trigger.args.get("subj") == "actors"
    if not active or hit.cut.conj not in ("و", "ف") or proposal.type not in _DEEDS:
        return
    here = {
        c.mention.first: k for k, c in enumerate(found) if not (c.back or c.mention.prep or c.mention.conj)
    }
    if proposal.last in here:
        return
    first = reading.doc.sentences[proposal.sentence].first
    hits = reading.hits_in.get(proposal.sentence, ())
    verbs = {h.first: h for h in hits if h.form == "perfect" and h.trigger.type not in SPEECH}

    def opens(i: int) -> bool:
        hit = verbs.get(i)
        if hit is None or hit.trigger.passive or hit.cut.pronoun or hit.cut.stem.endswith(("وا", "ون")):
            return False
        return not hit.cut.conj or i == first  # behind وهاجمت another may stand than the subject

    named = {at: found[k].mention for at, k in here.items()}
    subject = main_subject(reading.doc.norms, first, proposal.first, named, opens)
    if subject is not None and goes_with(agreement(reading, proposal), subject):
        yield here[subject.first]
