"""Who with whom: what the choice of the actor says of the recipient.

An actor before the verb leaves what follows it to the recipient, an army's adversary is rarely an army of its own
state, and where nobody did it the one who is named suffered it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.coder.decide import Feature
from marsad.coder.proposals import Proposal
from marsad.coder.who_candidates import Candidate
from marsad.coder.who_features import kin, voice_of

Facts = tuple[str, str | None, str, int]  # position, role, kind and sentences back of a candidate


def beside(proposal: Proposal, found: Sequence[Candidate], actor: int) -> list[Feature]:
    """A block of features of each candidate, and at the end of nobody, as a recipient beside the actor with that index.

    The index behind the last candidate means that nobody is the actor.
    """
    kind, voice = proposal.type, voice_of(proposal)
    a = found[actor] if actor < len(found) else None
    one = a and _facts(a)
    return [(pair, kind, voice, one, r and _facts(r), _order(proposal, a, r)) for r in (*found, None)]


def _facts(c: Candidate) -> Facts:
    return c.position.name, c.mention.role, c.mention.kind, c.back


def _order(proposal: Proposal, a: Candidate | None, r: Candidate | None) -> str:
    """Whether the two are one actor or have one name in the catalogue, and on which sides of the trigger they stand."""
    if a is None or r is None:
        return ""
    same = "self" if a is r else "same" if a.entity == r.entity else "other"
    known = "known" if a.mention.id and a.mention.id == r.mention.id else ""
    if a.back or r.back:
        return f"{same} {known}"
    order = "<" if a.mention.first < r.mention.first else ">"
    sides = "".join("L" if c.mention.first < proposal.first else "R" for c in (a, r))
    return f"{same} {known} {order}{sides}"


def pair(kind: str, voice: str, a: Facts | None, r: Facts | None, order: str) -> Iterator[str]:
    """The features of one actor and one recipient; None for nobody."""
    family = kin(kind)
    at, one = (a[0], a[1]) if a else ("-", "-")
    to, two = (r[0], r[1]) if r else ("-", "-")
    yield f"with={at}|{to}"
    yield f"with={at}|{to}|{voice}"
    yield f"with-role={one}|{two}"
    yield f"with-role={one}|{two}|{family}"
    if a and r:
        same, known, *side = order.split(" ")
        yield f"with={same}"
        yield f"with-id={known}"
        yield f"with-kind={a[2]}|{r[2]}"
        yield f"with-back={a[3]}|{r[3]}"
        yield from (f"with-order={s}|{voice}" for s in side)
    elif a:
        yield f"alone={at}|{family}"
        yield f"alone={one}|{kind}"
        yield f"alone={min(max(a[3], -1), 1)}|{voice}"
    elif r:
        yield f"by-nobody={to}|{family}"
        yield f"by-nobody={two}|{kind}"
    else:
        yield f"neither|{family}"
        yield f"neither|{kind}"
