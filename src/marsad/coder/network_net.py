"""The network of `network` in PyTorch, while it learns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from marsad.coder.network import ASKED, COLUMNS, COUNTS, KEPT, LAYERS, OPTIONS, PARTS, STANDS, Rows
from marsad.coder.network_counts import PEOPLE
from marsad.coder.network_lessons import SLOTS, Sample

SIZE = 128  # numbers a word, and of a layer of the decisions
PAIRED = 96  # numbers of the layer that decides pairs of standing
WIDTHS = {
    "word": {"word": 100, "head": 12, "tail": 12, "trigger": 24, "mention": 16, "start": 4},
    "trigger": {"type": 32, "id": 24, "form": 10, "definite": 3, "certainty": 6, "sentence": 6},
    "count": {
        "outcome": 10,
        "category": 12,
        "form": 16,
        "bounds": 10,
        "event": 20,
        "sentence": 6,
        "flags": 16,
    },
    "stand": dict.fromkeys(STANDS, 12),
    "option": {"sort": 16, "role": 12, "position": 24, "back": 8, "distance": 12, "rank": 6},
}
NAMES = {
    "word": COLUMNS,
    "trigger": PARTS,
    "count": COUNTS,
    "stand": STANDS,
    **dict.fromkeys((*SLOTS, *PEOPLE), OPTIONS),
}
"""What is named of words, triggers, counts, pairs of standing, and of the options of every slot."""
DROPPED = 0.25  # share of numbers left out while learning from gold
_LONG = 4.0  # the length of a word's vector at the start
_SPREAD = 0.3  # of the numbers of the other names at the start


def tables_of(samples: Sequence[Sample], vectors: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The tables of names: of words those with a vector, of all else what occurs twice or more."""
    columns = [(kind, part) for kind, parts in NAMES.items() for part in parts]
    names = {f"{kind}.{part}": Counter[str]() for kind, part in columns if (kind, part) != ("word", "word")}
    for item in samples:
        for column in COLUMNS[1:]:
            names[f"word.{column}"].update(item.columns[column])
        named: list[tuple[str, Sequence[Named]]] = [
            ("trigger", item.triggers),
            ("count", item.counts),
            ("stand", item.stands),
        ]
        named += [
            (slot, [o for t in those for o in t.options]) for slot, those in (item.told | item.people).items()
        ]
        for kind, those in named:
            for one in those:
                for part, name in zip(NAMES[kind], one.names, strict=True):
                    names[f"{kind}.{part}"][name] += 1
    tables = {"word.word": {w: n for n, w in enumerate(vectors, 1)}}
    for key, counted in names.items():
        kept = sorted(name for name, times in counted.items() if times > 1)
        tables[key] = {name: n for n, name in enumerate(kept, 1)}
    return tables


class Net:
    """The network in PyTorch, while it learns; `layers` and `names` are kept by the names of their arrays."""

    def __init__(self, tables: dict[str, dict[str, int]], vectors: Mapping[str, Any]) -> None:
        self.names: dict[str, Any] = {}
        self.layers: dict[str, Any] = {}
        self.dropped = DROPPED
        for kind in NAMES:
            for column, width in WIDTHS.get(kind, WIDTHS["option"]).items():
                self._name(f"{kind}.{column}", len(tables[f"{kind}.{column}"]) + 1, width)
        with torch.no_grad():
            self.names["word.word"].weight[1:] = _LONG * torch.from_numpy(np.stack(list(vectors.values())))
        self._layer("words", sum(WIDTHS["word"].values()), SIZE)
        for n in range(len(LAYERS)):
            self._layer(f"layer{n}", 3 * SIZE, 2 * SIZE)
        trigger = 2 * SIZE + sum(WIDTHS["trigger"].values())
        count = 2 * SIZE + sum(WIDTHS["count"].values())
        option = 2 * SIZE + sum(WIDTHS["option"].values())
        for slot in (*SLOTS, *PEOPLE):
            own = count if slot in PEOPLE else trigger
            self._layer(f"{slot}.alone", own, SIZE)
            self._layer(f"{slot}.none", SIZE, 1)
            self._layer(f"{slot}.option", option, SIZE)
            self._layer(f"{slot}.trigger", own, SIZE)
            self._layer(f"{slot}.out", SIZE, 1)
        self._layer("toll.in", count + 2 * SIZE, SIZE)
        self._layer("toll.out", SIZE, 1)
        self._layer("stand.in", 6 * SIZE + sum(WIDTHS["stand"].values()), PAIRED)
        self._layer("stand.out", PAIRED, 1)
        self._layer("event.in", trigger + 2 * SIZE, SIZE)
        for name in ("asks", "tells", "says"):
            self._layer(f"event.{name}", SIZE, ASKED)
        self._layer("event.mid", SIZE + ASKED, SIZE)
        self._layer("event.out", SIZE, 1)
        self.relation = nn.Parameter(torch.zeros(12))

    def parameters(self) -> list[Any]:
        """All that is learnt."""
        parts = [*self.names.values(), *self.layers.values()]
        return [self.relation, *(p for part in parts for p in part.parameters())]

    def _name(self, name: str, rows: int, width: int) -> None:
        self.names[name] = nn.Embedding(rows, width)
        nn.init.normal_(self.names[name].weight, std=0.05 if name == "word.word" else _SPREAD)

    def _layer(self, name: str, width: int, size: int) -> None:
        self.layers[name] = nn.Linear(width, size)

    def steps(self, pace: float, decay: float, more: Sequence[Any] = ()) -> tuple[Any, list[float]]:
        """What moves the weights, `more` of them too, and at which pace: rows of words slower than all else."""
        words = self.names["word.word"].weight
        rest = [*(p for p in self.parameters() if p is not words), *more]
        groups = [{"params": rest, "weight_decay": decay}, {"params": [words], "weight_decay": 0.0}]
        return torch.optim.AdamW(groups, lr=pace, fused=True), [pace, pace * 0.3]

    def step(self, loss: Any, steps: Any) -> None:
        """One step against a loss."""
        steps.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)
        steps.step()

    def drop(self, rows: Any) -> Any:
        """`rows` with some numbers left out."""
        return functional.dropout(rows, self.dropped)

    def layer(self, name: str, rows: Any) -> Any:
        """A linear layer."""
        return self.layers[name](rows)

    def named(self, kind: str, ids: Any) -> Any:
        """The rows of names, a column of `ids` each, side by side."""
        return torch.cat([self.names[f"{kind}.{c}"](ids[..., n]) for n, c in enumerate(NAMES[kind])], -1)

    def words(self, ids: Any) -> Any:
        """Rows for the words of a batch of reports: reports x tokens x SIZE."""
        there = (ids.sum(-1, keepdim=True) > 0).float()
        rows = self.layer("words", self.drop(self.named("word", ids)))
        for n, apart in enumerate(LAYERS):
            padded = functional.pad(rows * there, (0, 0, apart, apart))
            three = torch.cat([padded[:, : -2 * apart], rows * there, padded[:, 2 * apart :]], -1)
            told, gate = self.layer(f"layer{n}", three).chunk(2, -1)
            rows = (rows + self.drop(told * torch.sigmoid(gate))) * KEPT
        return rows

    def events(self, rows: Any, triggers: Any, lines: Any, first: Any, relation: Any) -> Any:
        """The log-odds of the triggers of one report, whose words have `rows` and stand in the sentences `lines`.

        `first` are the triggers' first words, `relation` is how they stand to each other (`sense.related`).
        """
        around = torch.cat([triggers, self.company(rows, lines, first)], -1)
        seen = torch.relu(self.layer("event.in", self.drop(around)))
        asks = self.layer("event.asks", seen) @ self.layer("event.tells", seen).T / ASKED**0.5
        asks = asks + self.relation[relation] - 1e4 * torch.eye(len(seen))
        share = torch.softmax(functional.pad(asks, (0, 1)), 1)[:, :-1]
        out = torch.cat([seen, share @ self.layer("event.says", seen)], -1)
        return self.layer("event.out", self.drop(torch.relu(self.layer("event.mid", out))))[:, 0]

    def company(self, rows: Any, lines: Any, first: Any) -> Any:
        """For words at `first` the most that their sentences' rows hold, and the mean of the report's."""
        sentences, wide = int(lines.max()) + 1, lines[:, None].expand(-1, SIZE)
        most = torch.full((sentences, SIZE), -1e4).scatter_reduce(0, wide, rows, "amax")[lines[first]]
        return torch.cat([most, rows.mean(0, keepdim=True).expand_as(most)], -1)

    def decided(self, kind: str, rows: Any) -> Any:
        """The log-odds of decisions of one hidden layer: `toll` or `stand`."""
        seen = torch.relu(self.layer(f"{kind}.in", self.drop(rows)))
        return self.layer(f"{kind}.out", self.drop(seen))[:, 0]

    def totals(self, slot: str, triggers: Any, rows: Any, ids: Any, own: Any) -> tuple[Any, Any]:
        """What each option weighs, whose words have `rows` and whose trigger is number `own`; and none, by trigger."""
        option = self.layer(f"{slot}.option", self.drop(torch.cat([rows, self.named(slot, ids)], -1)))
        both = torch.relu(option + self.layer(f"{slot}.trigger", triggers)[own])
        alone = torch.relu(self.layer(f"{slot}.alone", triggers))
        return (
            self.layer(f"{slot}.out", self.drop(both))[:, 0],
            self.layer(f"{slot}.none", self.drop(alone))[:, 0],
        )


class Named(Protocol):
    """What has names, which the tables turn into rows."""

    @property
    def names(self) -> tuple[str, ...]: ...


def rows_of(kind: str, columns: Sequence[str], names: Sequence[Sequence[str]], tables: Any) -> Any:
    """The rows of names in the tables: names x columns."""
    found = [
        [tables[f"{kind}.{c}"].get(n, 0) for n in those] for c, those in zip(columns, names, strict=True)
    ]
    return torch.tensor(found, dtype=torch.long).reshape(len(columns), -1).T


def arrays_of(net: Net) -> dict[str, Rows]:
    """The weights of a net as the arrays that `network` reads: of layers, inputs x outputs."""
    out = {"event.relation": net.relation.detach().numpy().copy()}
    for name, layer in net.layers.items():
        out[f"{name}.weight"] = layer.weight.detach().numpy().T.copy()
        out[f"{name}.bias"] = layer.bias.detach().numpy().copy()
    for name, names in net.names.items():
        out[name] = names.weight.detach().numpy().copy()
    return out
