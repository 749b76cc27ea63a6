"""Decisions: small linear models over readable features, with the weights as data.

A model is a JSON file: `{"bias": b, "weights": {feature: w}, ...}`. A feature is a string, present or absent; the score
is the logistic function of the sum. Without a file the caller's rule decides. Nothing else than this module is needed
to apply a model.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(slots=True, eq=False)
class Linear:
    """A logistic model over present features."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def score(self, features: Iterable[str]) -> float:
        """The probability, 0 to 1, that the decision is yes."""
        return logistic(self.bias + sum(filter(None, map(self.weights.get, features))))

    def reasons(self, features: Iterable[str], top: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, strongest first."""
        found = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(found, key=lambda fw: (-abs(fw[1]), fw[0]))[:top]


class Pair:
    """Two models that weigh the same features, each looked up once for both."""

    def __init__(self, left: Linear, right: Linear) -> None:
        self._biases = left.bias, right.bias
        names = left.weights.keys() | right.weights.keys()
        self._weights = {f: (left.weights.get(f, 0.0), right.weights.get(f, 0.0)) for f in names}

    def scores(self, features: Iterable[str]) -> tuple[float, float]:
        """The probabilities that the two models give."""
        left = right = 0.0
        for one, other in filter(None, map(self._weights.get, features)):
            left += one
            right += other
        return logistic(self._biases[0] + left), logistic(self._biases[1] + right)


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
