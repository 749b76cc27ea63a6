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
from marsad.incidents.pairs import Group, kin, plain, spelt, toll_of, within, worded

__all__ = ["Scorer", "shipped"]

_CLIP = 6.0  # log-odds: no pair outweighs many others
_NOT_KIN = -4000
_SURE = round(1000 * _CLIP)
_HOPELESS = -1.2
"""Log-odds by type, place, time, tolls and actors alone under which the words are not looked at: of the stories' 1,406
links they would have made 6, and every second pair costs a fraction."""


@cache
def shipped() -> Linear:
    """The model that ships with the package."""
    path = files("marsad.knowledge").joinpath("weights/joining.json")
    return load(json.loads(path.read_text(encoding="utf-8")))["pair"]


class Scorer:
    """A model applied to pairs; it keeps what each group of features weighs together."""

    def __init__(self, model: Linear) -> None:
        self.model = model
        self._weights: dict[Group, float] = {}

    def odds(self, a: Mention, b: Mention) -> int:
        """The log-odds that two claims tell of one happening, in thousandths, clipped.

        The same whichever comes first; whole numbers, so that sums over pairs don't depend on their order.
        """
        if not kin(a.type, b.type):
            return _NOT_KIN
        if b.order < a.order:
            a, b = b, a
        total = self.model.bias
        if toll_of(a, b):
            return _SURE
        if a.telling is b.telling:
            total += self._sum(within(a, b))
        else:
            total += self._sum(plain(a, b))
            if total > _HOPELESS:
                total += self._sum(worded(a, b))
        return round(1000 * max(-_CLIP, min(_CLIP, total)))

    def _sum(self, groups: Iterable[Group]) -> float:
        known, total = self._weights, 0.0
        for group in groups:
            weight = known.get(group)
            if weight is None:
                weight = known[group] = sum(self.model.weights.get(f, 0.0) for f in spelt(group))
            total += weight
        return total
