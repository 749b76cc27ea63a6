"""Joining claims into incidents, one report at a time or many.

Pairs of claims that speak for one happening are links; the connected claims are a neighbourhood, which is clustered by
itself. A new report touches its own neighbourhood only, and the incidents depend on the set of claims alone, not on
their order: pair scores look at two claims and nothing else, and every tie is broken by the claims' own order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.coder.decide import Linear
from marsad.incidents.blocks import Blocks
from marsad.incidents.build import build
from marsad.incidents.cluster import Pair, cluster, components
from marsad.incidents.judging import bindings
from marsad.incidents.mention import Mention, Observer
from marsad.incidents.model import Incident, Judgement, Link
from marsad.incidents.pairs import features, told_apart
from marsad.incidents.weights import Scorer, shipped

__all__ = ["Joiner"]

_TOLD_APART = -2200
"""Thousandths of log-odds: two claims of one report scored lower than this are two happenings for all reports.

So are those that it tells apart in words (`told_apart`)."""

_NONE: Mapping[str, int] = {}
_LARGE = 30  # claims: in a larger neighbourhood only links and pairs of one report are scored


class Joiner:
    """Claims under joining. Not safe to share between threads."""

    def __init__(self, model: Linear | None = None) -> None:
        self._scorer = Scorer(shipped() if model is None else model)
        self.mentions: dict[str, Mention] = {}
        self._observer = Observer()
        self._blocks = Blocks()
        self._links: dict[str, dict[str, int]] = {}
        self._of_report: dict[str, list[Mention]] = {}

    def add(self, report: Mapping[str, Any], claims: Iterable[Mapping[str, Any]]) -> list[str]:
        """Takes in a report and all its claims; gives the ids of its event claims. A known report is replaced."""
        identifier = str(report["id"])
        self.remove(identifier)
        found = self._observer.mentions(report, claims)
        self._of_report[identifier] = found
        for mention in found:
            self.mentions[mention.claim] = mention
            for other in self._blocks.near(mention):
                self._link(mention, other)
        for i, mention in enumerate(found):
            for other in found[:i]:
                self._link(mention, other)
            self._blocks.add(mention)
        return [m.claim for m in found]

    def remove(self, report: str) -> None:
        """Takes a report's claims out; unknown ones are no error."""
        for mention in self._of_report.pop(report, ()):
            del self.mentions[mention.claim]
            self._blocks.remove(mention)
            for other in self._links.pop(mention.claim, {}):
                del self._links[other][mention.claim]

    def score(self, a: Mention, b: Mention) -> int:
        """Thousandths of the log-odds that two claims tell of one happening."""
        known = self._links.get(a.claim, _NONE).get(b.claim)
        return self._scorer.odds(a, b) if known is None else known

    def _link(self, a: Mention, b: Mention) -> None:
        if (score := self._scorer.odds(a, b)) > 0:
            self._links.setdefault(a.claim, {})[b.claim] = score
            self._links.setdefault(b.claim, {})[a.claim] = score

    def incidents(
        self,
        claims: Iterable[str] | None = None,
        judgements: Iterable[Judgement] = (),
        reprint_of: Mapping[str, str] | None = None,
    ) -> Iterator[Incident]:
        """The incidents, earliest first; with `claims`, only those in the neighbourhoods of these event claims."""
        together, apart = bindings(judgements)
        sure = {frozenset(pair) for pair in together}
        for members in self.clusters(claims, together, apart):
            yield build(members, self._explained(members, sure), reprint_of or {})

    def _explained(self, members: Sequence[Mention], sure: set[frozenset[str]]) -> list[Link]:
        """For every claim but the first, its strongest link to an earlier one."""
        out = []
        for i, mention in enumerate(members[1:], 1):
            earlier = members[:i]
            judged = next((o for o in earlier if frozenset((o.claim, mention.claim)) in sure), None)
            if judged is not None:
                out.append(Link(judged.claim, mention.claim, 1.0, (("judgement", 1.0),)))
                continue
            links = self._links.get(mention.claim, _NONE)
            best = max(earlier, key=lambda o: links.get(o.claim, 0))
            probability = 1 / (1 + math.exp(-self.score(best, mention) / 1000))
            reasons = self._scorer.model.reasons(features(best, mention))
            out.append(Link(best.claim, mention.claim, round(probability, 3), tuple(reasons)))
        return out

    def clusters(
        self,
        claims: Iterable[str] | None = None,
        together: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
    ) -> list[list[Mention]]:
        """The incidents as clusters of claims, each earliest first, themselves earliest first.

        With `claims`, only the neighbourhoods of these. `together` and `apart` are people's judgements: pairs of
        claim ids; unknown ids are passed over.
        """
        same = [p for p in together if p[0] in self.mentions and p[1] in self.mentions]
        other = [p for p in apart if p[0] in self.mentions and p[1] in self.mentions]
        judged: dict[str, list[str]] = {}
        for a, b in same:
            judged.setdefault(a, []).append(b)
            judged.setdefault(b, []).append(a)
        start = self.mentions if claims is None else claims
        out: list[list[Mention]] = []
        for names in components(start, lambda n: (*self._links.get(n, ()), *judged.get(n, ()))):
            out += self._split([self.mentions[n] for n in names], same, other)
        return sorted(out, key=lambda members: members[0].order)

    def _split(
        self, found: list[Mention], together: Sequence[tuple[str, str]], apart: Sequence[tuple[str, str]]
    ) -> list[list[Mention]]:
        if len(found) == 1:
            return [found]
        found.sort(key=lambda m: m.order)
        number = {m.claim: i for i, m in enumerate(found)}
        pairs = self._pairs(found, number)
        judged = [(number[a], number[b]) for a, b in apart if a in number and b in number]
        united = [(number[a], number[b]) for a, b in together if a in number and b in number]
        sets = cluster(range(len(found)), (), together=united, apart=judged) if united else ()
        bound = {i: n for n, members in enumerate(sets) for i in members}
        divided = [
            (p.a, p.b)
            for p in pairs
            if found[p.a].report == found[p.b].report
            and (p.odds < _TOLD_APART or told_apart(found[p.a], found[p.b]))
            and bound.get(p.a, -1) != bound.get(p.b, -2)
        ]
        groups = cluster(range(len(found)), pairs, together=united, apart=[*judged, *divided])
        return [[found[i] for i in group] for group in groups]

    def _pairs(self, found: Sequence[Mention], number: Mapping[str, int]) -> list[Pair]:
        """The scored pairs of a neighbourhood: all, or where it is large the links and those of one report."""
        if len(found) <= _LARGE:
            return [
                Pair(i, j, self.score(a, b)) for j, b in enumerate(found) for i, a in enumerate(found[:j])
            ]
        pairs = []
        for b in found:
            links = self._links.get(b.claim, {})
            pairs += [Pair(number[a], number[b.claim], score) for a, score in links.items()]
            own = (a for a in self._of_report[b.report] if a.claim in number and a.claim not in links)
            pairs += [Pair(number[a.claim], number[b.claim], self.score(a, b)) for a in own if a is not b]
        return sorted(p for p in pairs if p.a < p.b)
