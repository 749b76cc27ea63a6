"""The shipped model of joining: `knowledge/weights/joining.json`, made by tools/train_joining.py."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from marsad.coder.decide import Linear, load

__all__ = ["odds", "shipped"]

_CLIP = 6.0  # log-odds: no pair outweighs many others


@cache
def shipped() -> Linear:
    """The model that ships with the package."""
    path = files("marsad.knowledge").joinpath("weights/joining.json")
    return load(json.loads(path.read_text(encoding="utf-8")))["pair"]


def odds(model: Linear, features: list[str]) -> int:
    """The log-odds of a pair in thousandths, clipped: whole numbers, so that sums don't depend on their order."""
    get = model.weights.get
    total = model.bias + sum(get(f, 0.0) for f in features)
    return round(1000 * max(-_CLIP, min(_CLIP, total)))
