"""Decisions: small linear models over readable features, and small trees over numbers, with the weights as data.

A model is a JSON file: `{"bias": b, "weights": {feature: w}, ...}`. A feature is a string, present or absent; the score
is the logistic function of the sum. Without a file the caller's rule decides. Nothing else than this module is needed
to apply a model.

News says the same few things again and again, so features that hang on the same few facts can come as a block: the
function that makes them with its arguments, `(function, *arguments)`. What a block weighs is worked out once and kept.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Any

from marsad import settings
from marsad.coder.network import Network
from marsad.knowledge.compiled import compiled

Block = tuple[Any, ...]  # a function that yields features, and its arguments
Feature = str | Block
_KEPT = 1 << 13  # blocks that a model keeps: some 3 MB; news asks for a few hundred new ones a report
DIGITS = 9
"""Decimals of a sum of weights: features may come in any order, and the last bits of a sum hang on it. The trees that
weigh the sums compare them with bounds, so that such a bit has moved a confidence."""


def flat(features: Iterable[Feature]) -> Iterator[str]:
    """The features one by one, those of blocks too."""
    for feature in features:
        if isinstance(feature, str):
            yield feature
        else:
            yield from feature[0](*feature[1:])


@dataclass(slots=True, eq=False)
class Linear:
    """A logistic model over present features."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    _known: dict[Feature, float] = field(init=False, repr=False, default_factory=dict)

    def score(self, features: Iterable[Feature], weighed: float = 0.0) -> float:
        """The probability, 0 to 1, that the decision is yes; `weighed` is what other features weigh together."""
        return logistic(self.total(features, weighed))

    def total(self, features: Iterable[Feature], weighed: float = 0.0) -> float:
        """The bias and the weights of the features, added up, with what others weigh together."""
        known, weight, total = self._known.get, self.weights.get, weighed
        for feature in features:
            if feature.__class__ is str:
                total += weight(feature, 0.0)
            else:
                found = known(feature)
                total += self._weigh(feature) if found is None else found  # type: ignore[arg-type]
        return round(self.bias + total, DIGITS)

    def _weigh(self, block: Block) -> float:
        """What the features of a block weigh together, kept for the next time."""
        if len(self._known) >= _KEPT:
            self._known.clear()
        weight, total = self.weights.get, 0.0
        for feature in block[0](*block[1:]):
            total += weight(feature, 0.0)
        self._known[block] = total
        return total

    def reasons(self, features: Iterable[Feature], top: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most, with their weights, strongest first."""
        found = [(f, self.weights[f]) for f in flat(features) if f in self.weights]
        return sorted(found, key=lambda fw: (-abs(fw[1]), fw[0]))[:top]


class Pair:
    """Two models that weigh the same features, each looked up once for both."""

    def __init__(self, left: Linear, right: Linear) -> None:
        self._biases = left.bias, right.bias
        mine, theirs = left.weights, right.weights
        every = dict.fromkeys(chain(mine, theirs))
        zero = repeat(0.0)
        both = zip(map(mine.get, every, zero), map(theirs.get, every, zero), strict=True)
        self._weights: dict[Feature, tuple[float, float]] = dict(zip(every, both, strict=True))
        self._blocks: dict[Feature, tuple[float, float]] = {}

    def totals(self, features: Iterable[Feature]) -> tuple[float, float]:
        """The bias and the weights of the features, added up, for each model."""
        left, right = self.sums(features)
        return round(self._biases[0] + left, DIGITS), round(self._biases[1] + right, DIGITS)

    def sums(self, features: Iterable[Feature]) -> tuple[float, float]:
        """The weights of the features, added up, for each model."""
        weight, block, left, right = self._weights.get, self._blocks.get, 0.0, 0.0
        for feature in features:
            if feature.__class__ is str:
                found = weight(feature)
                if found is None:
                    continue
            else:
                found = block(feature)
                if found is None:
                    found = self._weigh(feature)  # type: ignore[arg-type]
            left += found[0]
            right += found[1]
        return left, right

    def _weigh(self, block: Block) -> tuple[float, float]:
        """What the features of a block weigh together in each model, kept for the next time."""
        if len(self._blocks) >= _KEPT:
            self._blocks.clear()
        get, left, right = self._weights.get, 0.0, 0.0
        for feature in block[0](*block[1:]):
            found = get(feature)
            if found is not None:
                left += found[0]
                right += found[1]
        self._blocks[block] = left, right
        return left, right


@lru_cache(maxsize=8)
def pair(left: Linear, right: Linear) -> Pair:
    """The pair of two models, kept for the next report."""
    return Pair(left, right)


def logistic(total: float) -> float:
    """The probability of a sum of weights, which is cut at 30 either way."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def shares(totals: Sequence[float]) -> list[float]:
    """The probability of each option whose features weigh `totals`; they sum to 1."""
    most = max(totals)
    powers = [math.exp(t - most) for t in totals]
    every = sum(powers)
    return [p / every for p in powers]


def log_odds(chance: float) -> float:
    """The log-odds of a probability, which is cut where they would pass 9 either way."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


Node = (
    float | tuple[str, float, Any, Any]
)  # a leaf, or (number, bound, where it is at most the bound, where more)


@dataclass(slots=True, eq=False)
class Trees:
    """Small decision trees over named numbers, whose leaves add up to log-odds."""

    bias: float = 0.0
    trees: list[Node] = field(default_factory=list)
    _names: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _numbered: list[Any] = field(init=False, repr=False, default_factory=list)  # the trees, names as numbers

    def score(self, numbers: Mapping[str, float]) -> float:
        """The probability, 0 to 1, that the decision is yes; every number that a tree asks for must be given."""
        if len(self._numbered) != len(self.trees):
            self._numbered = [self._number(node) for node in self.trees]
        values, total = [numbers[name] for name in self._names], self.bias
        for node in self._numbered:
            while node.__class__ is tuple:
                at, bound, low, high = node
                node = low if values[at] <= bound else high
            total += node
        return logistic(total)

    def _number(self, node: Node) -> Any:
        """A tree with each number's place in `_names` in place of its name, which is quicker to look up."""
        if not isinstance(node, tuple):
            return node
        at = self._names.setdefault(node[0], len(self._names))
        return at, node[1], self._number(node[2]), self._number(node[3])

    def reasons(self, numbers: Mapping[str, float], top: int = 4) -> list[tuple[str, float]]:
        """The numbers that moved the sum most, with by how much, strongest first."""
        moved: dict[str, float] = {}
        for node in self.trees:
            while isinstance(node, tuple):
                taken = node[2] if numbers[node[0]] <= node[1] else node[3]
                moved[node[0]] = moved.get(node[0], 0.0) + _middle(taken) - _middle(node)
                node = taken
        return sorted(moved.items(), key=lambda fw: (-abs(fw[1]), fw[0]))[:top]


def _middle(node: Node) -> float:
    """The mean of a tree's leaves."""
    return (_middle(node[2]) + _middle(node[3])) / 2 if isinstance(node, tuple) else node


def _node(data: Any) -> Node:
    """A tree from its form in a weights file: a number, or [number's name, bound, at most, more]."""
    if not isinstance(data, list):
        return float(data)
    return sys.intern(data[0]), float(data[1]), _node(data[2]), _node(data[3])


class Models(dict[str, Linear]):
    """The linear models by name, and the second look at events (`among`), None where none was trained."""

    among: Trees | None = None
    network: Network | None = None  # speaks along with them; None where there is none
    curves: dict[
        str, list[list[float]]
    ]  # kind of claim -> points (score, share right) that confidences go by
    figures: dict[str, Any]  # what was reached when the weights were accepted

    def __init__(self, *args: Any, **kwargs: Linear) -> None:
        super().__init__(*args, **kwargs)
        self.curves, self.figures = {}, {}

    def changed(self, **models: Linear | None) -> Models:
        """The same models but for those named; None leaves one out."""
        out = Models({name: m for name, m in {**self, **models}.items() if m is not None})
        out.among, out.network = self.among, self.network
        out.curves, out.figures = self.curves, self.figures
        return out

    def confidence(self, kind: str, score: float) -> float:
        """The share of held-out claims of the kind that were right at `score`; the score itself where none is known."""
        points = self.curves.get(kind)
        if not points:
            return score
        if score <= points[0][0]:
            return points[0][1]
        for (left, low), (right, high) in pairwise(points):
            if score <= right:
                return low + (high - low) * (score - left) / (right - left)
        return points[-1][1]


def load(data: dict[str, Any]) -> Models:
    """Models from the parsed form of a weights file; ValueError, KeyError or TypeError where it is none."""
    return _models(_checked(data))


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    """The parsed form of a weights file with its weights as numbers."""
    models = {
        name: {"bias": float(model["bias"]), "weights": {k: float(v) for k, v in model["weights"].items()}}
        for name, model in data["models"].items()
    }
    return {**data, "models": models}


def _models(data: dict[str, Any]) -> Models:
    out = Models()
    for name, model in data["models"].items():
        out[name] = Linear(model["bias"], model["weights"])
    if "among" in data:
        out.among = Trees(float(data["among"]["bias"]), [_node(t) for t in data["among"]["trees"]])
    out.curves, out.figures = data.get("curves", {}), data.get("figures", {})
    return out


def _beside(weights: Path) -> Network | None:
    """The network that lies beside a weights file, under its name with .npz; None where there is none."""
    path = weights.with_suffix(".npz")
    if not path.is_file():
        return None
    raw = path.read_bytes()
    return Network.of(compiled("network", [raw], lambda: Network.load(raw).plain()))


@cache
def shipped() -> Models:
    """The models that MARSAD_MODEL names, else those shipped; empty where there are none (the rules alone decide)."""
    given = settings.text("MARSAD_MODEL")
    path = Path(given or str(files("marsad.knowledge").joinpath("weights/coder.json")))
    if not path.is_file():
        if given:
            raise settings.SettingError(f"MARSAD_MODEL={given!r}: there is no such file")
        return Models()
    try:
        raw = path.read_bytes()
        models = _models(compiled("weights", [raw], lambda: _checked(json.loads(raw))))
        models.network = _beside(path)
        return models
    except (ValueError, KeyError, TypeError) as error:
        raise settings.SettingError(f"MARSAD_MODEL={given!r}: not a weights file: {error}") from None
