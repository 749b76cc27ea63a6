"""Decisions: small linear models over readable features, with the weights as data.

A model is a JSON file: `{"bias": b, "weights": {feature: w}, ...}`. A feature is a string, present or absent; the score
is the logistic function of the sum. Without a file the caller's rule decides. Nothing else than this module is needed
to apply a model.

News says the same few things again and again, so features that depend on the same few facts come as one `block`: its
strings are made once, and what a model makes of them is kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import ParamSpec, TypeVar, cast

Block = tuple[str, ...]
Feature = str | Block
_P = ParamSpec("_P")
_Sum = TypeVar("_Sum")
_KEPT = 1 << 13  # blocks of a sort that are kept
_SUMS = 1 << 16  # features and blocks whose sums a model keeps


def block(function: Callable[_P, Iterator[str]]) -> Callable[_P, Block]:
    """Makes a generator of features, all of whose arguments are plain values, give them as one block that is kept."""

    def whole(*args: _P.args, **kwargs: _P.kwargs) -> Block:
        return tuple(function(*args, **kwargs))

    return cast("Callable[_P, Block]", lru_cache(maxsize=_KEPT)(whole))


def flat(features: Iterable[Feature]) -> Iterator[str]:
    """The features one by one, those of blocks too."""
    for feature in features:
        if isinstance(feature, str):
            yield feature
        else:
            yield from feature


@dataclass(slots=True, eq=False)
class Linear:
    """A logistic model over present features."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    _blocks: dict[Block, float] = field(init=False, repr=False, default_factory=dict)

    def score(self, features: Iterable[Feature]) -> float:
        """The probability, 0 to 1, that the decision is yes."""
        get, known, total = self.weights.get, self._blocks.get, 0.0
        for feature in features:
            if isinstance(feature, str):
                total += get(feature, 0.0)
                continue
            found = known(feature)
            total += self._weigh(feature) if found is None else found
        return logistic(self.bias + total)

    def _weigh(self, block: Block) -> float:
        """What the features of a block weigh together, kept for the next time."""
        if len(self._blocks) >= _SUMS:
            self._blocks.clear()
        found = self._blocks[block] = sum(self.weights.get(f, 0.0) for f in block)
        return found

    def reasons(self, features: Iterable[Feature], top: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, strongest first."""
        found = [(f, self.weights[f]) for f in flat(features) if f in self.weights]
        return sorted(found, key=lambda fw: (-abs(fw[1]), fw[0]))[:top]


class Pair:
    """Two models that weigh the same features, each looked up once for both."""

    def __init__(self, left: Linear, right: Linear) -> None:
        self._biases = left.bias, right.bias
        one, other = left.weights, right.weights
        self._weights: dict[Feature, tuple[float, float]] = {
            f: (one.get(f, 0.0), other.get(f, 0.0)) for f in one.keys() | other.keys()
        }
        self._most = len(self._weights) + _SUMS

    def scores(self, features: Iterable[Feature]) -> tuple[float, float]:
        """The probabilities that the two models give."""
        left = right = 0.0
        get = self._weights.get
        for feature in features:
            found = get(feature)
            if found is None:
                if isinstance(feature, str):
                    continue
                found = self._weigh(feature)
            left += found[0]
            right += found[1]
        return logistic(self._biases[0] + left), logistic(self._biases[1] + right)

    def _weigh(self, block: Block) -> tuple[float, float]:
        """What the features of a block weigh together, kept for the next time."""
        if len(self._weights) >= self._most:
            self._weights = {f: w for f, w in self._weights.items() if isinstance(f, str)}
        known = [w for w in map(self._weights.get, block) if w is not None]
        found = self._weights[block] = sum(w for w, _ in known), sum(w for _, w in known)
        return found


@lru_cache(maxsize=8)
def pair(left: Linear, right: Linear) -> Pair:
    """The pair of two models, kept for the next report."""
    return Pair(left, right)


def logistic(total: float) -> float:
    """The probability of a sum of weights, which is cut at 30 either way."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


Models = dict[str, Linear]


def load(data: dict[str, object]) -> Models:
    """Models from the parsed form of a weights file."""
    out: Models = {}
    for name, model in data["models"].items():  # type: ignore[attr-defined]
        out[name] = Linear(float(model["bias"]), {k: float(v) for k, v in model["weights"].items()})
    return out


@cache
def shipped() -> Models:
    """The models shipped with the package; empty where none is (then the rules alone decide)."""
    path = files("marsad.knowledge").joinpath("weights/coder.json")
    return load(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}
