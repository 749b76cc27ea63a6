"""The model of joining and what it says of a pair.

The weights are `knowledge/weights/joining.json`, made by tools/train_joining.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from marsad.coder.decide import Linear, load
from marsad.incidents.mention import Mention
from marsad.incidents.pairs import kin, plain, within, worded

__all__ = ["odds", "shipped"]

_CLIP = 6.0  # log-odds: no pair outweighs many others
_NOT_KIN = -4000
_HOPELESS = -1.2
"""Log-odds by type, place, time, tolls and actors alone under which the words are not looked at: of the stories' 1,406
links they would have made 6, and every second pair costs a fraction."""


@cache
def shipped() -> Linear:
    """The model that ships with the package."""
    path = files("marsad.knowledge").joinpath("weights/joining.json")
    return load(json.loads(path.read_text(encoding="utf-8")))["pair"]


def odds(model: Linear, a: Mention, b: Mention) -> int:
    """The log-odds that two claims tell of one happening, in thousandths, clipped; the same whichever comes first.

    Whole numbers, so that sums over pairs don't depend on their order.
    """
    if not kin(a.type, b.type):
        return _NOT_KIN
    if b.order < a.order:
        a, b = b, a
    if a.telling is b.telling:
        total = model.bias + _sum(model, within(a, b))
    else:
        total = model.bias + _sum(model, plain(a, b))
        if total > _HOPELESS:
            total += _sum(model, worded(a, b))
    return round(1000 * max(-_CLIP, min(_CLIP, total)))


def _sum(model: Linear, features: Iterable[str]) -> float:
    get = model.weights.get
    return sum([get(f, 0.0) for f in features])
