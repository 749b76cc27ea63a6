"""Who with whom: what the choice of the actor says of the recipient.

An actor before the verb leaves what follows it to the recipient, an army's adversary is rarely an army of its own
state, and where nobody did it the one who is named suffered it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.coder.proposals import Proposal
from marsad.coder.who_candidates import Candidate
from marsad.coder.who_features import kin, voice_of


def beside(proposal: Proposal, found: Sequence[Candidate], actor: int) -> list[list[str]]:
    """Features of each candidate, and at the end of nobody, as a recipient beside the actor with that index.

    The index behind the last candidate means that nobody is the actor.
    """
    a = found[actor] if actor < len(found) else None
    return [list(_pair(proposal, a, r)) for r in (*found, None)]


def _pair(proposal: Proposal, a: Candidate | None, r: Candidate | None) -> Iterator[str]:
    kind, family, voice = proposal.type, kin(proposal.type), voice_of(proposal)
    at, to = (c.position.name if c else "-" for c in (a, r))
    one, two = (c.mention.role if c else "-" for c in (a, r))
    yield f"with={at}|{to}"
    yield f"with={at}|{to}|{voice}"
    yield f"with-role={one}|{two}"
    yield f"with-role={one}|{two}|{family}"
    if a and r:
        yield f"with={'self' if a is r else 'same' if a.entity == r.entity else 'other'}"
        yield f"with-id={bool(a.mention.id) and a.mention.id == r.mention.id}"
        yield f"with-kind={a.mention.kind}|{r.mention.kind}"
        yield f"with-back={a.back}|{r.back}"
        if not a.back and not r.back:
            order = a.mention.first < r.mention.first
            sides = (c.mention.first < proposal.first for c in (a, r))
            yield f"with-order={order}|{'|'.join(map(str, sides))}|{voice}"
    elif a:
        yield f"alone={at}|{family}"
        yield f"alone={one}|{kind}"
        yield f"alone={min(max(a.back, -1), 1)}|{voice}"
    elif r:
        yield f"by-nobody={to}|{family}"
        yield f"by-nobody={two}|{kind}"
    else:
        yield f"neither|{family}"
        yield f"neither|{kind}"
