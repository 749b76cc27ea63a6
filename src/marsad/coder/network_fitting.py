"""Fitting the network of `network` with PyTorch, which only this needs: about an hour and a half on one core.

First it reads news that nobody coded (`network_reading`), then the losses of all decisions on gold are brought down
together by AdamW with one cycle of the learning rate. The same seed gives the same weights on the same machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from marsad.coder.decide import Models
from marsad.coder.network import COLUMNS, COUNTS, OPTIONS, PARTS, STANDS, Network
from marsad.coder.network_counts import PEOPLE
from marsad.coder.network_lessons import SLOTS, Sample, Told, sample
from marsad.coder.network_net import Net, arrays_of, rows_of, tables_of
from marsad.coder.network_reading import batched, read_news
from marsad.coder.sense import related
from marsad.coder.training import Lesson
from marsad.coder.word_vectors import News

UNKNOWN = 0.05  # share of words read as unknown ones while learning
EVENTS = 8.0  # what the loss of events weighs; that of a slot and of counts weighs 1
PAIRS = 4.0  # that of pairs of standing, few of which stand
PACE, DECAY, BATCH, EPOCHS = 2e-3, 0.02, 16, 8
AGAIN, SLOWER = 2, 5  # how often the most careful readings are learnt again, and how much slower
SEEN_LATE = 4  # how often each of them, where a network was begun without them


class _Ids:
    """A sample with its names as rows of the tables; as long as its report."""

    def __init__(self, item: Sample, tables: dict[str, dict[str, int]]) -> None:
        self.words = rows_of("word", COLUMNS, [item.columns[c] for c in COLUMNS], tables)
        self.lines = torch.tensor(item.lines)
        self.first = torch.tensor([t.first for t in item.triggers], dtype=torch.long)
        self.last = torch.tensor([t.last for t in item.triggers], dtype=torch.long)
        self.triggers = rows_of("trigger", PARTS, _turned([t.names for t in item.triggers], PARTS), tables)
        types = np.array([t.names[0] for t in item.triggers])
        first = self.first.numpy()
        lines = np.array(item.lines)[first]
        self.related = torch.from_numpy(related(first, lines, first, lines, types[:, None] == types))
        self.stated = torch.tensor(item.stated, dtype=torch.float)
        self.judged = torch.tensor(item.judged, dtype=torch.float)
        self.counts = rows_of("count", COUNTS, _turned([t.names for t in item.counts], COUNTS), tables)
        self.at = torch.tensor([[t.first, t.last] for t in item.counts], dtype=torch.long).reshape(-1, 2)
        self.counted = torch.tensor(item.counted, dtype=torch.float)
        self.stands = rows_of("stand", STANDS, _turned([t.names for t in item.stands], STANDS), tables)
        self.spans = torch.tensor([t.spans for t in item.stands], dtype=torch.long).reshape(-1, 6)
        self.stood = torch.tensor(item.stood, dtype=torch.float)
        self.told = {}
        nobody: dict[str, list[Told]] = {name: [] for name in PEOPLE}
        for slot, told in (nobody | item.told | item.people).items():
            options = [o for t in told for o in t.options]
            self.told[slot] = (
                torch.tensor([t.trigger for t in told], dtype=torch.long),
                torch.tensor([len(t.options) for t in told], dtype=torch.long),
                torch.tensor([[o.first, o.last] for o in options], dtype=torch.long).reshape(-1, 2),
                rows_of(slot, OPTIONS, _turned([o.names for o in options], OPTIONS), tables),
                [t.right for t in told],
            )

    def __len__(self) -> int:
        return len(self.words)


def _turned(names: Sequence[Sequence[str]], columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*names, strict=True)) or [() for _ in columns]


def _loss(net: Net, batch: Sequence[_Ids]) -> Any:
    """The losses of a batch of reports, added up."""
    size = max(len(item.words) for item in batch)
    words = torch.stack([functional.pad(item.words, (0, 0, 0, size - len(item.words))) for item in batch])
    words[..., 0] *= (torch.rand(words.shape[:2]) >= UNKNOWN).long()
    rows = net.words(words)
    triggers, counts, events, tolls, stands = [], [], [], [], []
    for n, item in enumerate(batch):
        own = torch.cat([rows[n][item.first], rows[n][item.last], net.named("trigger", item.triggers)], -1)
        triggers.append(net.drop(own))
        if len(own):
            odds = net.events(rows[n][: len(item.words)], triggers[-1], item.lines, item.first, item.related)
            events.append(
                functional.binary_cross_entropy_with_logits(odds, item.stated, item.judged, reduction="sum")
            )
        told = torch.cat([rows[n][item.at].flatten(1), net.named("count", item.counts)], -1)
        counts.append(net.drop(told))
        if len(told):
            company = net.company(rows[n][: len(item.words)], item.lines, item.at[:, 0])
            tolls.append(net.decided("toll", torch.cat([told, company], -1)))
        if len(item.stands):
            pairs = torch.cat([rows[n][item.spans].flatten(1), net.named("stand", item.stands)], -1)
            stands.append(net.decided("stand", pairs))
    loss = EVENTS * sum(events) / max(1.0, sum(float(item.judged.sum()) for item in batch))
    loss = (
        loss
        + _odds_loss(tolls, [item.counted for item in batch])
        + PAIRS * _odds_loss(stands, [item.stood for item in batch])
    )
    for slots, own in ((SLOTS, triggers), (PEOPLE, counts)):
        for slot in slots:
            loss = loss + _slot_loss(net, slot, batch, rows, own)
    return loss


def _odds_loss(odds: Sequence[Any], right: Sequence[Any]) -> Any:
    """The mean over decisions of how unlikely what is right was."""
    return (
        functional.binary_cross_entropy_with_logits(torch.cat([*odds]), torch.cat([*right])) if odds else 0.0
    )


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


class Begun(NamedTuple):
    """A network that has still to learn what was read with most care; others can go on from it, each from the same."""

    net: Net
    tables: dict[str, dict[str, int]]
    seed: int

    def on(self, best: Sequence[Sample]) -> Network:
        """The network that has learnt `best` too, `AGAIN` times and slowly, so that hasty readings count less."""
        torch.manual_seed(self.seed)
        net = deepcopy(self.net)
        if learnt := _ids(best, self.tables):
            _learn(net, learnt, AGAIN, PACE / SLOWER, random.Random(self.seed))
        return Network(self.tables, arrays_of(net))


def begin(samples: Iterable[Sample], news: News, seed: int = 0, epochs: int = EPOCHS) -> Begun:
    """A network fitted on `samples`; its rows of words begin as the vectors of `news`, whose texts it reads before."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    items = list(samples)
    tables = tables_of(items, news.vectors)
    net = Net(tables, news.vectors)
    if news.texts:
        read_news(net, news.texts, tables, order)
    if learnt := _ids(items, tables):
        _learn(net, learnt, epochs, PACE, order)
    return Begun(net, tables, seed)


def fit_on_lessons(
    careful: Sequence[Lesson], whole: Sequence[Lesson], others: Sequence[Lesson], models: Models, news: News
) -> Network:
    """A network that learnt from these lessons after it had read `news`; `models` decide the events of counts.

    `others` were not coded whole. At the end it learns `careful`, twice, and `whole` once more.
    """
    learnt = [sample(item, models) for item in (*careful, *whole)]
    return begin([*learnt, *map(sample, others)], news).on([*learnt[: len(careful)], *learnt])


def begin_on_lessons(
    whole: Sequence[Lesson], others: Sequence[Lesson], models: Models, news: News
) -> tuple[Begun, list[Sample]]:
    """A network that has learnt all but the most careful lessons, from which every fold goes on; and `whole` again."""
    learnt = [sample(item, models) for item in whole]
    return begin([*learnt, *map(sample, others)], news), learnt


def go_on(begun: tuple[Begun, list[Sample]], careful: Sequence[Lesson], models: Models) -> Network:
    """The network begun without `careful`, which it then learns `SEEN_LATE` times beside the rest once."""
    net, whole = begun
    return net.on([*([sample(item, models) for item in careful] * SEEN_LATE), *whole])


def _ids(samples: Iterable[Sample], tables: dict[str, dict[str, int]]) -> list[_Ids]:
    return [_Ids(item, tables) for item in samples if item.triggers]


def _learn(net: Net, learnt: list[_Ids], epochs: int, pace: float, order: random.Random) -> None:
    """Goes `epochs` times over what there is to learn."""
    steps, paces = net.steps(pace, DECAY)
    total = epochs * -(-len(learnt) // BATCH)
    course = torch.optim.lr_scheduler.OneCycleLR(steps, paces, total_steps=total + 1, pct_start=0.15)
    for _ in range(epochs):
        for batch in batched(learnt, BATCH, order):
            net.step(_loss(net, batch), steps)
            course.step()
