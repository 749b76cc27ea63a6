"""What grammar says of who fills a slot: sides of بين, governed masdars, relative clauses, owners of posts.

Each rule says yes or no of the candidates that it speaks of. The models hear it as a feature, so that a rule weighs
what it was worth in the gold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import function_words
from marsad.coder.who_features import owns_site, valency

if TYPE_CHECKING:
    from marsad.coder.who_candidates import Candidate

SURE, NEVER = "yes", "no"
_BELIEF = 2.0
# Whose deed the masdar behind an act of speech is: who is asked or charged does it, who threatens does it.
_RULED_BY = {"demand": "recipients", "accusation": "recipients", "threat": "actors"}
_TAKEN = {
    "capture",
    "ground_attack",
    "shelling",
    "air_strike",
    "destruction",
    "siege",
    "explosion",
    "suicide_attack",
}
Scores = dict[str, str]


@dataclass(slots=True, frozen=True)
class Case:
    """What a rule judges: a proposal, its candidates with what is said of them, the act of speech that governs it."""

    reading: Reading
    proposal: Proposal
    found: Sequence[Candidate]
    scores: list[Scores]
    ruler: Proposal | None
    ruled: Sequence[Candidate]


def judgements(
    reading: Reading,
    proposal: Proposal,
    found: Sequence[Candidate],
    ruler: Proposal | None,
    ruled: Sequence[Candidate],
) -> dict[str, list[Scores]]:
    """What each rule that fits says of each candidate: by the rule's name, `yes` or `no` by slot.

    `ruler` is the act of speech that governs the proposal, `ruled` its candidates.
    """
    out: dict[str, list[Scores]] = {}
    for name, rule in _RULES:
        case = Case(reading, proposal, found, [{} for _ in found], ruler, ruled)
        if rule(case):
            out[name] = case.scores
    return out


def _role(proposal: Proposal, candidate: Candidate) -> str | None:
    """The slot that the frame gives to where the candidate stands in the sentence."""
    return None if candidate.back else valency(proposal, candidate.position.name)


def _sides(case: Case) -> bool:
    """اشتباكات بين A وB: A on the one side, what follows on the other, nobody else."""
    names = [c.position.name for c in case.found]
    if (
        "side1" not in names
        or "side2" not in names
        or "بين" not in case.proposal.hit.trigger.args
        or case.proposal.type == "riot"
    ):
        return False
    for name, score in zip(names, case.scores, strict=True):
        head = name.endswith(":head")
        score["actors"] = SURE if name.startswith("side1") and not head else NEVER
        score["recipients"] = SURE if name.startswith("side2") and not head else NEVER
    return True


def _governed(case: Case) -> bool:
    """دعا X Y إلى تسليم، اتهم X Y بقتل: the deed is Y's, unless the masdar names its own agent."""
    slot = _RULED_BY.get(case.ruler.type) if case.ruler else None
    agents = [c.mention for c in case.ruled if case.ruler and slot and _role(case.ruler, c) == slot]
    before = case.reading.doc.norms[case.proposal.first - 1] if case.proposal.first else ""
    if not agents or not (case.proposal.hit.cut.prep or before in ("الي", "علي", "ب")):
        return False
    if any(c.position.name == "gen" and _role(case.proposal, c) == "actors" for c in case.found):
        return False
    spans = [(m.first, m.last) for m in agents]
    for c, score in zip(case.found, case.scores, strict=True):
        same = any(c.mention.first < hi and lo < c.mention.last for lo, hi in spans)
        if same:
            score.update(actors=SURE, recipients=NEVER)
        elif c.mention.first < case.proposal.first:
            score["actors"] = NEVER
    return True


def _owner(case: Case) -> bool:
    """سيطر A على مقر لـB: who owns the post that is taken or hit is not who does it."""
    if case.proposal.type not in _TAKEN:
        return False
    fits = False
    for c, score in zip(case.found, case.scores, strict=True):
        behind = c.mention.first >= case.proposal.last and not c.back
        if behind and owns_site(case.reading.doc, c.mention) and c.position.name.lstrip("x") == "ل":
            score.update(actors=NEVER, recipients=SURE)
            fits = True
    return fits


def _relative(case: Case) -> bool:
    """الفصيل الذي تشكل: a verb right behind a relative pronoun is said of what the pronoun describes.

    Not where the clause has a pronoun of its own (التي قصفها، التي يسيطر عليها): there the described is its object.
    """
    hit, norms = case.proposal.hit, case.reading.doc.norms
    if hit.form not in ("perfect", "imperfect") or hit.cut.pronoun or not hit.first:
        return False
    behind = norms[hit.last] if hit.last < len(norms) else ""
    if norms[hit.first - 1] not in function_words("relatives") or behind in function_words("resumptive"):
        return False
    slot = "recipients" if hit.trigger.passive else hit.trigger.args.get("subj", "actors")
    described = [c for c in case.found if not c.back and c.position.name == "rel"]
    if slot not in ("actors", "recipients") or not described:
        return False
    nearest = min(described, key=lambda c: c.position.distance)
    for c, score in zip(case.found, case.scores, strict=True):
        score[slot] = SURE if c is nearest else NEVER
    return True


_RULES = (
    ("sides", _sides),
    ("governed", _governed),
    ("owner", _owner),
    ("relative", _relative),
)


def believed(slot: str) -> dict[str, float]:
    """The weights that the rules' words have before the gold is seen: a rule is right until the gold says otherwise."""
    words = ((SURE, _BELIEF), (NEVER, -_BELIEF))
    return {f"grammar/{name}|{slot}={word}": weight for name, _ in _RULES for word, weight in words}
