"""Fitting the network of `network` with PyTorch, which only this needs: minutes on one core.

The arrays have the names and shapes that `network` reads. A sum of the losses of all decisions is brought down by
AdamW with one cycle of the learning rate; the same seed gives the same weights on the same machine.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from marsad.coder.network import ASKED, COLUMNS, KEPT, LAYERS, OPTIONS, PARTS, Network, Rows
from marsad.coder.network_lessons import SLOTS, Sample
from marsad.coder.sense import related
from marsad.coder.word_vectors import stems, word_vectors

WORDS = 30_000  # that have a row of their own
SIZE = 128  # numbers a word, and of a layer of the decisions
WIDTHS = {
    "word": {"word": 100, "head": 12, "tail": 12, "trigger": 24, "mention": 16, "start": 4},
    "trigger": {"type": 32, "form": 10, "definite": 3, "certainty": 6, "sentence": 6},
    "option": {"sort": 16, "role": 12, "position": 24, "back": 8, "distance": 12, "rank": 6},
}
DROPPED = 0.35  # share of numbers left out while learning
UNKNOWN = 0.05  # share of words read as unknown ones while learning
EVENTS = 2.0  # what the loss of events weighs; that of a slot weighs 1
PACE, DECAY, BATCH, EPOCHS = 2e-3, 0.02, 16, 9


def vectors_of(*paths: Path) -> dict[str, Any]:
    """Where the rows of words begin: learnt from the reports of some .jsonl.gz files, coded or not."""
    return word_vectors(stems(*paths), WORDS, WIDTHS["word"]["word"])


def tables_of(samples: Sequence[Sample], vectors: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The tables of names: of words those with a vector, of all else what occurs twice or more."""
    names: dict[str, Counter[str]] = {}
    for item in samples:
        for column in COLUMNS[1:]:
            names.setdefault(f"word.{column}", Counter()).update(item.columns[column])
        for trigger in item.triggers:
            for part, name in zip(PARTS, trigger.names, strict=True):
                names.setdefault(f"trigger.{part}", Counter())[name] += 1
        for slot in SLOTS:
            for option in (o for t in item.told[slot] for o in t.options):
                for part, name in zip(OPTIONS, option.names, strict=True):
                    names.setdefault(f"{slot}.{part}", Counter())[name] += 1
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
        self.drop = nn.Dropout(DROPPED)
        for kind, slots in (("word", ("word",)), ("trigger", ("trigger",)), ("option", SLOTS)):
            for slot in slots:
                for column, width in WIDTHS[kind].items():
                    self._name(f"{slot}.{column}", len(tables[f"{slot}.{column}"]) + 1, width)
        with torch.no_grad():
            self.names["word.word"].weight[1:] = torch.from_numpy(np.stack(list(vectors.values())))
        self._layer("words", sum(WIDTHS["word"].values()), SIZE)
        for n in range(len(LAYERS)):
            self._layer(f"layer{n}", 3 * SIZE, 2 * SIZE)
        trigger = 2 * SIZE + sum(WIDTHS["trigger"].values())
        option = 2 * SIZE + sum(WIDTHS["option"].values())
        for slot in SLOTS:
            self._layer(f"{slot}.alone", trigger, SIZE)
            self._layer(f"{slot}.none", SIZE, 1)
            self._layer(f"{slot}.option", option, SIZE)
            self._layer(f"{slot}.trigger", trigger, SIZE)
            self._layer(f"{slot}.out", SIZE, 1)
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
        nn.init.normal_(self.names[name].weight, std=0.05 if name == "word.word" else 1.0)

    def _layer(self, name: str, width: int, size: int) -> None:
        self.layers[name] = nn.Linear(width, size)

    def layer(self, name: str, rows: Any) -> Any:
        """A linear layer."""
        return self.layers[name](rows)

    def named(self, kind: str, ids: Any) -> Any:
        """The rows of names, a column of `ids` each, side by side."""
        columns = {"word": COLUMNS, "trigger": PARTS}.get(kind, OPTIONS)
        return torch.cat([self.names[f"{kind}.{c}"](ids[..., n]) for n, c in enumerate(columns)], -1)

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

    def events(self, rows: Any, triggers: Any, item: _Ids) -> Any:
        """The log-odds of the triggers of one report, whose words have `rows`."""
        lines = item.lines[item.first]
        sentences = int(item.lines.max()) + 1
        wide = item.lines[:, None].expand(-1, SIZE)
        most = torch.full((sentences, SIZE), -1e4).scatter_reduce(0, wide, rows, "amax")[lines]
        whole = rows.mean(0, keepdim=True).expand_as(most)
        seen = torch.relu(self.layer("event.in", self.drop(torch.cat([triggers, most, whole], -1))))
        asks = self.layer("event.asks", seen) @ self.layer("event.tells", seen).T / ASKED**0.5
        asks = asks + self.relation[item.related] - 1e4 * torch.eye(len(seen))
        share = torch.softmax(functional.pad(asks, (0, 1)), 1)[:, :-1]
        out = torch.cat([seen, share @ self.layer("event.says", seen)], -1)
        return self.layer("event.out", self.drop(torch.relu(self.layer("event.mid", out))))[:, 0]

    def totals(self, slot: str, triggers: Any, rows: Any, ids: Any, own: Any) -> tuple[Any, Any]:
        """What each option weighs, whose words have `rows` and whose trigger is number `own`; and none, by trigger."""
        option = self.layer(f"{slot}.option", self.drop(torch.cat([rows, self.named(slot, ids)], -1)))
        both = torch.relu(option + self.layer(f"{slot}.trigger", triggers)[own])
        alone = torch.relu(self.layer(f"{slot}.alone", triggers))
        return (
            self.layer(f"{slot}.out", self.drop(both))[:, 0],
            self.layer(f"{slot}.none", self.drop(alone))[:, 0],
        )


class _Ids:
    """A sample with its names as rows of the tables."""

    def __init__(self, item: Sample, tables: dict[str, dict[str, int]]) -> None:
        self.words = _rows("word", COLUMNS, [item.columns[c] for c in COLUMNS], tables)
        self.lines = torch.tensor(item.lines)
        self.first = torch.tensor([t.first for t in item.triggers], dtype=torch.long)
        self.last = torch.tensor([t.last for t in item.triggers], dtype=torch.long)
        self.triggers = _rows("trigger", PARTS, _turned([t.names for t in item.triggers], PARTS), tables)
        types = np.array([t.names[0] for t in item.triggers])
        first = self.first.numpy()
        self.related = torch.from_numpy(related(first, np.array(item.lines)[first], types[:, None] == types))
        self.stated = torch.tensor(item.stated, dtype=torch.float)
        self.judged = torch.tensor(item.judged, dtype=torch.float)
        self.told = {}
        for slot, told in item.told.items():
            options = [o for t in told for o in t.options]
            self.told[slot] = (
                torch.tensor([t.trigger for t in told], dtype=torch.long),
                torch.tensor([len(t.options) for t in told], dtype=torch.long),
                torch.tensor([[o.first, o.last] for o in options], dtype=torch.long).reshape(-1, 2),
                _rows(slot, OPTIONS, _turned([o.names for o in options], OPTIONS), tables),
                [t.right for t in told],
            )


def _turned(names: Sequence[Sequence[str]], columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*names, strict=True)) or [() for _ in columns]


def _rows(kind: str, columns: Sequence[str], names: Sequence[Sequence[str]], tables: Any) -> Any:
    found = [
        [tables[f"{kind}.{c}"].get(n, 0) for n in those] for c, those in zip(columns, names, strict=True)
    ]
    return torch.tensor(found, dtype=torch.long).reshape(len(columns), -1).T


def _loss(net: Net, batch: Sequence[_Ids]) -> Any:
    """The losses of a batch of reports, added up."""
    size = max(len(item.words) for item in batch)
    words = torch.stack([functional.pad(item.words, (0, 0, 0, size - len(item.words))) for item in batch])
    words[..., 0] *= (torch.rand(words.shape[:2]) >= UNKNOWN).long()
    rows = net.words(words)
    triggers, events = [], []
    for n, item in enumerate(batch):
        own = torch.cat([rows[n][item.first], rows[n][item.last], net.named("trigger", item.triggers)], -1)
        triggers.append(net.drop(own))
        if len(own):
            odds = net.events(rows[n][: len(item.words)], triggers[-1], item)
            events.append(
                functional.binary_cross_entropy_with_logits(odds, item.stated, item.judged, reduction="sum")
            )
    loss = EVENTS * sum(events) / max(1.0, sum(float(item.judged.sum()) for item in batch))
    for slot in SLOTS:
        loss = loss + _slot_loss(net, slot, batch, rows, triggers)
    return loss


def _slot_loss(net: Net, slot: str, batch: Sequence[_Ids], rows: Any, triggers: Sequence[Any]) -> Any:
    """The mean over the choices of a slot of how unlikely what is right was."""
    told = [item.told[slot] for item in batch]
    chosen = torch.cat([triggers[n][t[0]] for n, t in enumerate(told)])
    if not len(chosen):
        return 0.0
    many = torch.cat([t[1] for t in told])
    spans = torch.cat([rows[n][t[2]].flatten(1) for n, t in enumerate(told)])
    own = torch.repeat_interleave(torch.arange(len(chosen)), many)
    weighs, none = net.totals(slot, chosen, spans, torch.cat([t[3] for t in told]), own)
    grid = torch.full((len(chosen), int(many.max()) + 1), -1e4)
    grid[own, torch.cat([torch.arange(int(m)) for m in many])] = weighs
    grid[torch.arange(len(chosen)), many] = none
    right = torch.full_like(grid, -1e5)
    for n, those in enumerate(r for t in told for r in t[4]):
        right[n, list(those)] = 0.0
    return (torch.logsumexp(grid, 1) - torch.logsumexp(grid + right, 1)).mean()


def fit_network(
    samples: Iterable[Sample], vectors: Mapping[str, Any], seed: int = 0, epochs: int = EPOCHS
) -> Network:
    """A network fitted on `samples`; `vectors` (word -> 100 numbers) is where the rows of words begin."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    items = list(samples)
    tables = tables_of(items, vectors)
    learnt = [_Ids(item, tables) for item in items if item.triggers]
    net = Net(tables, vectors)
    words = net.names["word.word"].weight
    rest = [p for p in net.parameters() if p is not words]
    paces = [PACE, PACE * 0.3]
    groups = [{"params": rest, "weight_decay": DECAY}, {"params": [words], "weight_decay": 0.0}]
    steps = torch.optim.AdamW(groups, lr=PACE)
    total = epochs * -(-len(learnt) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, paces, total_steps=total + 1, pct_start=0.15)
    for _ in range(epochs):
        for batch in _batches(learnt, order):
            loss = _loss(net, batch)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
            pace.step()
    return Network(tables, arrays_of(net))


def _batches(items: list[_Ids], order: random.Random) -> list[list[_Ids]]:
    """The reports in batches of like length, in a random order."""
    order.shuffle(items)
    size = 20 * BATCH
    rows = [sorted(items[k : k + size], key=lambda i: len(i.words)) for k in range(0, len(items), size)]
    flat = [item for row in rows for item in row]
    out = [flat[k : k + BATCH] for k in range(0, len(flat), BATCH)]
    order.shuffle(out)
    return out


def arrays_of(net: Net) -> dict[str, Rows]:
    """The weights of a net as the arrays that `network` reads: of layers, inputs x outputs."""
    out = {"event.relation": net.relation.detach().numpy().copy()}
    for name, layer in net.layers.items():
        out[f"{name}.weight"] = layer.weight.detach().numpy().T.copy()
        out[f"{name}.bias"] = layer.bias.detach().numpy().copy()
    for name, names in net.names.items():
        out[name] = names.weight.detach().numpy().copy()
    return out
