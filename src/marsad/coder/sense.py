"""What the network makes of one report: a row for every word, from which it speaks on triggers and slots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from marsad.coder.decide import log_odds
from marsad.coder.network import ASKED, COUNTS, OPTIONS, PARTS, STANDS, Network, Rows
from marsad.coder.network_counts import Stand
from marsad.coder.network_input import Option, Trigger, columns, trigger_of
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading

# The network's share in the mean of its word and that of the linear models or, of events, of the trees; what
# the floors allow of what cross-validation gives (docs/notes/coder.md).
SHARES = {
    "actors": 0.5, "recipients": 0.35, "place": 0.75, "date": 0.5, "event": 0.6, "seldom": 0.3,
    "toll": 0.65, "affiliation": 0.6, "perpetrator": 0.4, "standing": 0.5, "alone": 0.5,
}  # fmt: skip
SELDOM = frozenset(
    "suicide_attack group_change agreement torture interception aid handover base_established bodies_found"
    " chemical_attack sexual_violence".split()
)
"""Types of event that it has learnt from fewer than 350 of 25,675 events: it hears too little of them to outweigh."""
_SURE = 4.0  # log-odds of an event at most: of seldom types it is surer than it is right
BLOCK = (
    512  # triggers that are weighed at once: what a long report takes up grows with it, not with its square
)
_DIGITS = 4  # decimals of what the network says: the last bits hang on the machine


class Sense:
    """What the network makes of one report; `proposals` are all that its words could state, and look at each other."""

    def __init__(self, network: Network, reading: Reading, proposals: Sequence[Proposal]) -> None:
        self._network = network
        self._rows = network.words(columns(reading, proposals))
        self._sentence_of = np.array(reading.doc.sentence_of)
        self._number = {id(p): n for n, p in enumerate(proposals)}
        self._triggers = self._read("trigger", PARTS, [trigger_of(p) for p in proposals])
        self._odds = self._events(proposals)

    def odds(self, proposal: Proposal) -> float:
        """The log-odds that one of the proposals is an event that the report states, 4 either way at most."""
        return max(-_SURE, min(_SURE, self._odds[self._number[id(proposal)]]))

    def tolls(self, counts: Sequence[Trigger]) -> list[float]:
        """The log-odds that each count is one of victims whom the report states."""
        if not counts:
            return []
        own = self._read("count", COUNTS, counts)
        around = self._company(np.array([c.first for c in counts]))
        return self._decided("toll", np.concatenate([own, around], axis=1))

    def people(self, name: str, count: Trigger, options: Sequence[Option]) -> list[float]:
        """The log-odds that each of the actors around a count is its `name` (affiliation or perpetrator)."""
        own = self._read("count", COUNTS, [count])
        return [log_odds(math.exp(share)) for share in self._choices(name, own, [options])[0][:-1]]

    def stands(self, pairs: Sequence[Stand]) -> list[float]:
        """The log-odds that each pair of sides stands so to one another as the word says."""
        if not pairs:
            return []
        spans = [self._rows[list(those)] for those in zip(*(p.spans for p in pairs), strict=True)]
        names = list(zip(*(p.names for p in pairs), strict=True))
        named = self._network.named("stand", STANDS, names)
        return self._decided("stand", np.concatenate([*spans, named], axis=1))

    def _decided(self, kind: str, rows: Rows) -> list[float]:
        """The log-odds of decisions of one hidden layer: `toll` or `stand`."""
        out = self._network.layer(f"{kind}.out", np.maximum(0, self._network.layer(f"{kind}.in", rows)))
        return [round(float(x), _DIGITS) for x in out[:, 0]]

    def alone(self, layer: str, proposal: Proposal) -> list[float]:
        """The log-odds that a lone sentence tells the event of a proposal; nothing where no such layer was fitted."""
        if f"{layer}.weight" not in self._network.arrays:
            return []
        return [round(float(self._network.layer(layer, self.lone(proposal))[0]), _DIGITS)]

    def lone(self, proposal: Proposal) -> Rows:
        """The row by which a lone sentence is judged: of the trigger's first and last word, and around it."""
        row = self._rows
        return np.concatenate(
            [row[proposal.first], row[proposal.last - 1], row.max(axis=0), row.mean(axis=0)]
        )

    def _read(self, kind: str, columns: Sequence[str], those: Sequence[Trigger]) -> Rows:
        """The rows of triggers or counts: those of their first and last word, and of their names."""
        if not those:
            return self._rows[:0]
        names = list(zip(*(t.names for t in those), strict=True))
        first, last = [t.first for t in those], [t.last for t in those]
        return np.concatenate(
            [self._rows[first], self._rows[last], self._network.named(kind, columns, names)], axis=1
        )

    def _company(self, first: Any) -> Rows:
        """For words at `first` the most that their sentences' rows hold, and the mean of the report's."""
        sentences, begin = np.unique(self._sentence_of, return_index=True)
        most = np.maximum.reduceat(self._rows, begin)[np.searchsorted(sentences, self._sentence_of[first])]
        return np.concatenate([most, np.broadcast_to(self._rows.mean(axis=0), most.shape)], axis=1)

    def _events(self, proposals: Sequence[Proposal]) -> list[float]:
        if not proposals:
            return []
        network, first = self._network, np.array([p.first for p in proposals])
        lines = self._sentence_of[first]
        around = np.concatenate([self._triggers, self._company(first)], axis=1)
        seen = np.maximum(0, network.layer("event.in", around))
        others = self._others(seen, first, lines, np.array([p.type for p in proposals]))
        out = np.maximum(0, network.layer("event.mid", np.concatenate([seen, others], axis=1)))
        return [round(float(x), _DIGITS) for x in network.layer("event.out", out)[:, 0]]

    def _others(self, seen: Rows, first: Any, lines: Any, types: Any) -> Rows:
        """What each trigger hears from the others, or from those `BLOCK` away at most where a long report has many."""
        network, out = self._network, []
        asks, tells, says = (network.layer(f"event.{part}", seen) for part in ("asks", "tells", "says"))
        for begin in range(0, len(seen), BLOCK):
            low, high = max(0, begin - BLOCK), begin + 2 * BLOCK
            own = slice(begin, begin + BLOCK)
            same = types[own, None] == types[None, low:high]
            relation = related(first[own], lines[own], first[low:high], lines[low:high], same)
            heard = asks[own] @ tells[low:high].T
            heard = heard / np.float32(ASKED**0.5) + network.arrays["event.relation"][relation]
            np.fill_diagonal(heard[:, begin - low :], -1e4)  # nobody asks himself
            share = np.exp(np.pad(heard, ((0, 0), (0, 1))) - np.maximum(0, heard.max(axis=1, keepdims=True)))
            share /= share.sum(axis=1, keepdims=True)
            out.append(share[:, :-1] @ says[low:high])
        return np.concatenate(out)

    def choices(
        self, slot: str, proposals: Sequence[Proposal], options: Sequence[Sequence[Option]]
    ) -> list[list[float]]:
        """For each proposal the log of the share of each of its options, and at the end of none of them, in a slot."""
        out = []
        for begin in range(0, len(proposals), BLOCK):
            part = slice(begin, begin + BLOCK)
            at = self._triggers[[self._number[id(p)] for p in proposals[part]]]
            out += self._choices(slot, at, options[part])
        return out

    def _choices(self, slot: str, at: Rows, options: Sequence[Sequence[Option]]) -> list[list[float]]:
        network = self._network
        alone = np.maximum(0, network.layer(f"{slot}.alone", at))
        none = network.layer(f"{slot}.none", alone)[:, 0]
        every = [o for those in options for o in those]
        ends = np.cumsum([len(those) for those in options])
        names = list(zip(*(o.names for o in every), strict=True)) or [()] * len(OPTIONS)
        first, last = [o.first for o in every], [o.last for o in every]
        told = [self._rows[first], self._rows[last], network.named(slot, OPTIONS, names)]
        own = np.repeat(np.arange(len(at)), [len(those) for those in options])
        both = network.layer(f"{slot}.option", np.concatenate(told, axis=1))
        both += network.layer(f"{slot}.trigger", at)[own]
        totals = np.split(network.layer(f"{slot}.out", np.maximum(0, both))[:, 0], ends[:-1])
        return [_logs(np.append(those, no)) for those, no in zip(totals, none, strict=True)]


def _logs(totals: Rows) -> list[float]:
    """The logs of the shares of what weighs `totals`."""
    totals = totals - totals.max()
    return [round(float(x), _DIGITS) for x in totals - np.log(np.exp(totals).sum())]


def related(first: Any, lines: Any, others: Any, their_lines: Any, same: Any) -> Any:
    """How each trigger stands to each of the others, by first word and sentence, as a row of `event.relation`.

    Earlier or later in its sentence, one or more sentences before, one or more behind; and whether of its type.
    """
    gap = lines[:, None] - their_lines[None]
    order = np.where(
        gap == 0, first[:, None] > others[None], np.where(gap > 0, 2 + (gap > 1), 4 + (gap < -1))
    )
    return order + 6 * same


def heard(
    reading: Reading, slot: str, proposals: Sequence[Proposal], options: Sequence[Sequence[Option]]
) -> list[list[float]]:
    """What the network says of each option of each proposal and of none of them; nothing where none has read along."""
    if reading.sense is None:
        return [[] for _ in proposals]
    return reading.sense.choices(slot, proposals, options)


def blended(name: str, weighed: Sequence[float], said: Sequence[float]) -> list[float]:
    """What the models weigh and what the network says of the same options, in their mean by `SHARES`."""
    share = SHARES[name]
    return (
        [(1 - share) * a + share * b for a, b in zip(weighed, said, strict=True)] if said else list(weighed)
    )
