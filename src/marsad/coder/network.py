"""A small convolutional network that reads a report once and speaks on every decision over its claims.

It knows no features but words, what was found on them, and where an option stands. Each word becomes a row of numbers;
four layers let a row see 15 words either way; from the rows of a trigger and of an option come how likely the trigger
states its event, and how likely the option fills its slot. It speaks likewise on counts of people, on whose they are
and who hurt them, and on the pairs that a word of standing joins. The linear models and the trees decide along with it.

The weights are `knowledge/weights/coder.npz`: arrays of 16-bit floats and the tables of names as JSON. Fitted by
`network_fitting`; to apply them, NumPy is enough.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Rows = NDArray[np.float32]
COLUMNS = ("word", "head", "tail", "trigger", "mention", "start")  # names of a token
PARTS = ("type", "id", "form", "definite", "certainty", "sentence")  # names of a trigger
OPTIONS = ("sort", "role", "position", "back", "distance", "rank")  # names of an option
COUNTS = ("outcome", "category", "form", "bounds", "event", "sentence", "flags")  # names of a count of people
STANDS = (  # names of a word of standing and of the two sides that it could join
    "type", "id", "form", "sentence", "one", "other", "one_sort", "other_sort", "words", "gaps"
)  # fmt: skip
LAYERS = (1, 2, 4, 8)  # how far apart the three words stand that a layer joins
ASKED = 48  # numbers that one trigger asks another with
KEPT = 0.8  # of the sum of a layer and what it adds
_LAST = "stand.out"  # the layer that came last to what the network speaks on
STRETCH = 2048  # words of a report that are read at once: what a long one takes up does not grow with it


class Network:
    """The weights: tables of names (name -> row; 0 is any other name) and arrays."""

    def __init__(self, tables: dict[str, dict[str, int]], arrays: dict[str, Rows]) -> None:
        threadpool_limits(1)  # its matrices are too small to share out: more threads only wait for each other
        self.tables, self.arrays = tables, arrays

    @classmethod
    def load(cls, raw: bytes) -> Network:
        """The network of a weights file; ValueError or KeyError where it is none."""
        try:
            with np.load(BytesIO(raw), allow_pickle=False) as file:
                arrays = {k: file[k].astype(np.float32) for k in file.files if k != "tables"}
                if f"{_LAST}.weight" not in arrays:
                    raise ValueError(
                        f"a network without the layer {_LAST!r}, of an earlier form: fit it again"
                    )
                return cls(json.loads(bytes(file["tables"]).decode()), arrays)
        except BadZipFile as error:
            raise ValueError(f"not a network: {error}") from None

    def plain(self) -> dict[str, Any]:
        """The weights as plain values, which are read back (`of`) faster than a weights file."""
        arrays = {k: (v.shape, v.astype(np.float16).tobytes()) for k, v in self.arrays.items()}
        return {"tables": self.tables, "arrays": arrays}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Network:
        """The network that has `plain` weights."""
        arrays = {
            k: np.frombuffer(raw, np.float16).reshape(shape).astype(np.float32)
            for k, (shape, raw) in plain["arrays"].items()
        }
        return cls(plain["tables"], arrays)

    def dump(self) -> bytes:
        """The weights file."""
        out = BytesIO()
        tables = np.frombuffer(json.dumps(self.tables, ensure_ascii=False).encode(), np.uint8)
        halves: dict[str, Any] = {k: v.astype(np.float16) for k, v in self.arrays.items()}
        np.savez_compressed(out, tables=tables, **halves)
        return out.getvalue()

    def named(self, kind: str, columns: Sequence[str], names: Sequence[Sequence[str]]) -> Rows:
        """The rows of names, a list of names a column, side by side."""
        found = []
        for column, those in zip(columns, names, strict=True):
            row = self.tables[f"{kind}.{column}"].get
            found.append(self.arrays[f"{kind}.{column}"][[row(n, 0) for n in those]])
        return np.concatenate(found, axis=1)

    def layer(self, name: str, rows: Rows) -> Rows:
        """A linear layer."""
        out: Rows = rows @ self.arrays[f"{name}.weight"]
        return out + self.arrays[f"{name}.bias"]

    def words(self, names: dict[str, list[str]]) -> Rows:
        """A row for every word of a report, which knows the words around it.

        A long report is read in stretches, each with the words before and behind it that its rows can know of.
        """
        size, reach = len(names[COLUMNS[0]]), sum(LAYERS)
        parts = []
        for first in range(0, max(1, size), STRETCH):
            low, high = max(0, first - reach), first + STRETCH + reach
            rows = self._stretch({column: those[low:high] for column, those in names.items()})
            parts.append(rows[first - low : first - low + STRETCH])
        return np.concatenate(parts)

    def _stretch(self, names: dict[str, list[str]]) -> Rows:
        """The rows of the words of a stretch, as if nothing stood before it and behind."""
        rows = self.layer("words", self.named("word", COLUMNS, [names[c] for c in COLUMNS]))
        for n, apart in enumerate(LAYERS):
            padded = np.pad(rows, ((apart, apart), (0, 0)))
            three = np.concatenate([padded[: -2 * apart], rows, padded[2 * apart :]], axis=1)
            told, gate = np.split(self.layer(f"layer{n}", three), 2, axis=1)
            rows = (rows + told * (1 + np.tanh(gate / 2)) / 2) * np.float32(KEPT)  # tanh: a logistic function
        return rows
