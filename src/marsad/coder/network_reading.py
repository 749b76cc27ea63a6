"""What the network learns before gold: it guesses words left out of news that nobody coded. Needs PyTorch."""

from __future__ import annotations

import random
from collections.abc import Sequence, Sized
from typing import Any, TypeVar

import torch
from torch import nn
from torch.nn import functional

from marsad.coder.network import COLUMNS
from marsad.coder.network_net import SIZE, WIDTHS, Net, rows_of
from marsad.coder.words import stem

LONGEST = 300  # words of a report that are read: the beginning, where the news is
LEFT_OUT = 0.15  # share of words to guess
GUESSED = 8000  # the commonest words, one of which is guessed
DROPPED, PACE, DECAY, BATCH, PASSES = 0.1, 2e-3, 0.01, 24, 3
Item = TypeVar("Item", bound=Sized)


def read_news(net: Net, news: Sequence[Sequence[str]], tables: Any, order: random.Random) -> None:
    """Teaches the layers of `Net.words` by going `PASSES` times over `news`, the folded words of reports."""
    guess, odds = nn.Linear(SIZE, WIDTHS["word"]["word"]), nn.Parameter(torch.zeros(GUESSED))
    read = [_ids(text[:LONGEST], tables) for text in news if text]
    batches = [batch for _ in range(PASSES) for batch in batched(read, BATCH, order)]
    steps, paces = net.steps(PACE, DECAY, [*guess.parameters(), odds])
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, paces, total_steps=len(batches) + 1, pct_start=0.1)
    words = net.names["word.word"].weight
    dropped, net.dropped = net.dropped, DROPPED
    for batch in batches:
        size = max(map(len, batch))
        ids = torch.stack([functional.pad(item, (0, 0, 0, size - len(item))) for item in batch])
        right = ids[..., 0].clone()
        out = (torch.rand(right.shape) < LEFT_OUT) & (right > 0) & (right <= GUESSED)
        ids[..., :3] *= ~out[..., None]  # the word, its beginning and its end
        if out.any():
            said = guess(net.words(ids)[out]) @ words[1 : GUESSED + 1].T
            net.step(functional.cross_entropy(said + odds[: said.shape[1]], right[out] - 1), steps)
        pace.step()
    net.dropped = dropped


def _ids(text: Sequence[str], tables: Any) -> Any:
    """The words of a text as rows of the tables, with nothing found on them."""
    plain = {"word": [stem(w) for w in text], "head": [w[:2] for w in text], "tail": [w[-2:] for w in text]}
    return rows_of("word", COLUMNS, [plain.get(c, [""] * len(text)) for c in COLUMNS], tables)


def batched(items: list[Item], size: int, order: random.Random) -> list[list[Item]]:
    """`items` in batches of like length, in a random order."""
    order.shuffle(items)
    wide = 20 * size
    rows = [sorted(items[k : k + wide], key=len) for k in range(0, len(items), wide)]
    flat = [item for row in rows for item in row]
    out = [flat[k : k + size] for k in range(0, len(flat), size)]
    order.shuffle(out)
    return out
