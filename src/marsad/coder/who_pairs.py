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


def beside(proposal: Proposal, found: Sequence[Candidate], actor: int) -> list[list[Feature]]:
    """The features of each candidate, and at the end of nobody, as a recipient beside the actor with that index.

    The index behind the last candidate means that nobody is the actor.
    """
    kind, voice = proposal.type, voice_of(proposal)
    family = kin(kind)
    a = found[actor] if actor < len(found) else None
    at, one = (a.position.name, a.mention.role) if a else ("-", "-")
    out: list[list[Feature]] = []
    for r in (*found, None):
        to, two = (r.position.name, r.mention.role) if r else ("-", "-")
        said: list[Feature] = [(_places, at, to, voice), (_roles, one, two, family)]
        if a and r:
            said.append((_both, a.mention.kind, r.mention.kind, a.back, r.back))
            said.append((_ordered, _order(proposal, a, r), voice))
        elif a:
            said.append((_alone, at, one, a.back, kind, voice))
        elif r:
            said.append((_by_nobody, to, two, kind))
        else:
            said.append((_neither, kind))
        out.append(said)
    return out


def _order(proposal: Proposal, a: Candidate, r: Candidate) -> str:
    """Whether the two are one actor or have one name in the catalogue, and on which sides of the trigger they stand."""
    same = "self" if a is r else "same" if a.entity == r.entity else "other"
    known = "known" if a.mention.id and a.mention.id == r.mention.id else ""
    if a.back or r.back:
        return f"{same} {known}"
    order = "<" if a.mention.first < r.mention.first else ">"
    sides = "".join("L" if c.mention.first < proposal.first else "R" for c in (a, r))
    return f"{same} {known} {order}{sides}"


def _places(at: str, to: str, voice: str) -> Iterator[str]:
    """Where the two stand; - for nobody."""
    yield f"with={at}|{to}"
    yield f"with={at}|{to}|{voice}"


def _roles(one: str | None, two: str | None, family: str) -> Iterator[str]:
    """What sort of actors the two are."""
    yield f"with-role={one}|{two}"
    yield f"with-role={one}|{two}|{family}"


def _both(one: str, two: str, back: int, back2: int) -> Iterator[str]:
    """What names the two, and in which sentences."""
    yield f"with-kind={one}|{two}"
    yield f"with-back={back}|{back2}"


def _ordered(order: str, voice: str) -> Iterator[str]:
    """What `_order` says of the two."""
    same, known, *side = order.split(" ")
    yield f"with={same}"
    yield f"with-id={known}"
    yield from (f"with-order={s}|{voice}" for s in side)


def _alone(at: str, one: str | None, back: int, kind: str, voice: str) -> Iterator[str]:
    """An actor without a recipient."""
    yield f"alone={at}|{kin(kind)}"
    yield f"alone={one}|{kind}"
    yield f"alone={min(max(back, -1), 1)}|{voice}"


def _by_nobody(to: str, two: str | None, kind: str) -> Iterator[str]:
    """A recipient without an actor."""
    yield f"by-nobody={to}|{kin(kind)}"
    yield f"by-nobody={two}|{kind}"


def _neither(kind: str) -> Iterator[str]:
    """Neither of them."""
    yield f"neither|{kin(kind)}"
    yield f"neither|{kind}"
