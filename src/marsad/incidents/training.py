"""Fitting the model of joining on stories: reports whose claims a reader has put into incidents.

Needs the `train` extra (scikit-learn). A story: `reports`, `incidents` [{`id`, `mentions` [{`report`, `quote`}]}].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.coder.decide import Linear
from marsad.coder.training import NEAR, fit
from marsad.incidents.blocks import Blocks
from marsad.incidents.mention import Mention, Observer
from marsad.incidents.pairs import features, kin

__all__ = ["Example", "examples", "told_by", "train"]

STRENGTH = 0.1  # scikit-learn's C
Claim = Mapping[str, Any]
Example = tuple[list[str], bool]


def told_by(story: Mapping[str, Any], claims: Iterable[Claim]) -> dict[str, str]:
    """Event claim id -> the incident that it tells of, where the story's reader found one at its trigger.

    A gold mention is told by the claim nearest to it, within `NEAR` code points, of a kin type if there is one.
    """
    texts = {str(r["id"]): r["text"] for r in story["reports"]}
    of_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim["kind"] == "event":
            of_report.setdefault(str(claim["report"]), []).append(claim)
    out: dict[str, str] = {}
    for incident in story["incidents"]:
        for mention in incident["mentions"]:
            start = texts[str(mention["report"])].find(mention["quote"])
            near = sorted(
                (not kin(claim["type"], mention["type"]), gap, claim["type"] != mention["type"], claim["id"])
                for claim in of_report.get(str(mention["report"]), ())
                if (gap := _gap(claim, start, start + len(mention["quote"]))) <= NEAR
            )
            if near:
                out.setdefault(near[0][3], incident["id"])
    return out


def _gap(claim: Claim, start: int, end: int) -> int:
    """Code points between a claim's trigger and a span; 0 where they touch."""
    trigger = claim["evidence"][0]
    return max(0, max(trigger["start"], start) - min(trigger["end"], end))


def examples(story: Mapping[str, Any], claims: Sequence[Claim]) -> Iterator[Example]:
    """A decision per pair of claims of a story that both tell of an incident and would be compared."""
    told = told_by(story, claims)
    observer, blocks, found = Observer(), Blocks(), []
    for report in story["reports"]:
        mine = [c for c in claims if str(c["report"]) == str(report["id"])]
        mentions = [m for m in observer.mentions(report, mine) if m.claim in told]
        near = [(m, other) for m in mentions for other in blocks.near(m)]
        near += [(m, other) for i, m in enumerate(mentions) for other in mentions[:i]]
        found += near
        for mention in mentions:
            blocks.add(mention)
    for a, b in found:
        if kin(a.type, b.type):
            first, second = _ordered(a, b)
            yield list(features(first, second)), told[a.claim] == told[b.claim]


def _ordered(a: Mention, b: Mention) -> tuple[Mention, Mention]:
    return (a, b) if a.order < b.order else (b, a)


def train(found: Sequence[Example]) -> Linear:
    """The model of a pair."""
    return fit(found, STRENGTH)
