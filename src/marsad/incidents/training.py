"""Fitting the model of joining on stories: reports whose claims a reader has put into incidents.

Needs the `train` extra (scikit-learn). A story: `reports`, `incidents` [{`id`, `mentions` [{`report`, `quote`, perhaps
`start`}]}].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.coder.decide import Linear
from marsad.coder.fitting import fit
from marsad.coder.gold import NEAR
from marsad.incidents.blocks import Blocks
from marsad.incidents.mention import Mention, Observer
from marsad.incidents.pairs import features, kin

__all__ = ["Example", "examples", "place_of", "told_by", "train"]

STRENGTH = 0.07  # scikit-learn's C
LEAN = 0.25
"""Log-odds added to the bias: a claim left alone costs more recall than a wrong company costs precision (measured)."""
APART = {"time=apart": -4.0}
"""Added to a learnt weight: claims of two reports more than a week apart are hardly ever compared by themselves, so
that lessons say little of them, but a neighbourhood compares all of its claims."""

Claim = Mapping[str, Any]
Told = Mapping[str, str]  # event claim id -> incident
Example = tuple[list[str], bool]


def told_by(story: Mapping[str, Any], claims: Iterable[Claim], *, all_near: bool = False) -> dict[str, str]:
    """Event claim id -> the incident that it tells of, where the story's reader found one at its trigger.

    A gold mention is told by the claim nearest to it, within `NEAR` code points, of a kin type if there is one; with
    `all_near` by every claim of a kin type there.
    """
    texts = {str(r["id"]): r["text"] for r in story["reports"]}
    of_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim["kind"] == "event":
            of_report.setdefault(str(claim["report"]), []).append(claim)
    out: dict[str, str] = {}
    for incident in story["incidents"]:
        for mention in incident["mentions"]:
            start = place_of(mention, texts[str(mention["report"])])
            near = sorted(
                (not kin(claim["type"], mention["type"]), gap, claim["type"] != mention["type"], claim["id"])
                for claim in of_report.get(str(mention["report"]), ())
                if (gap := _gap(claim, start, start + len(mention["quote"]))) <= NEAR
            )
            for strange, _, _, claim in near if all_near else near[:1]:
                if not (all_near and strange):
                    out.setdefault(claim, incident["id"])
    return out


def place_of(mention: Mapping[str, Any], text: str) -> int:
    """Where the words of a reader's mention begin in its report; where it does not say so, where they stand first."""
    return int(mention["start"]) if "start" in mention else text.find(mention["quote"])


def _gap(claim: Claim, start: int, end: int) -> int:
    """Code points between a claim's trigger and a span; 0 where they touch."""
    trigger = claim["evidence"][0]
    return int(max(0, max(trigger["start"], start) - min(trigger["end"], end)))


def examples(
    story: Mapping[str, Any], claims: Sequence[Claim], told: Told, near: Told | None = None
) -> Iterator[Example]:
    """A decision per pair of claims of a story that would be compared and both tell of an incident.

    `told` speaks of claims of different reports, `near` (else `told`) of those of one report: a coder often has
    several claims for one mention of the reader's.
    """
    near = {**(near or {}), **told}
    observer, blocks = Observer(), Blocks()
    pairs: list[tuple[Mention, Mention, Told]] = []
    for report in story["reports"]:
        mine = [c for c in claims if str(c["report"]) == str(report["id"])]
        mentions = observer.mentions(report, mine)
        pairs += [(other, m, told) for m in mentions for other in blocks.near(m)]
        pairs += [(other, m, near) for i, m in enumerate(mentions) for other in mentions[:i]]
        for mention in mentions:
            blocks.add(mention)
    for a, b, known in pairs:
        if a.claim in known and b.claim in known and kin(a.type, b.type):
            first, second = (a, b) if a.order < b.order else (b, a)
            yield list(features(first, second)), known[a.claim] == known[b.claim]


def train(found: Sequence[Example]) -> Linear:
    """The model of a pair."""
    model = fit(found, STRENGTH)
    apart = {name: round(model.weights.get(name, 0.0) + more, 3) for name, more in APART.items()}
    return Linear(round(model.bias + LEAN, 3), {**model.weights, **apart})
