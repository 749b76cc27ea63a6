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
from functools import cache
from importlib.resources import files


@dataclass(slots=True)
class Linear:
    """A logistic model over present features."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def score(self, features: Iterable[str]) -> float:
        """The probability, 0 to 1, that the decision is yes."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.total(features)))))

    def total(self, features: Iterable[str]) -> float:
        """The bias and the weights of the features, added up."""
        get = self.weights.get
        return self.bias + sum(get(f, 0.0) for f in features)

    def reasons(self, features: Iterable[str], top: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, strongest first."""
        found = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(found, key=lambda fw: (-abs(fw[1]), fw[0]))[:top]


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
