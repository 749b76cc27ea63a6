"""The models: what they weigh comes in any order, and the answer is the same to the last bit."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.decide import Feature, Linear, Pair

THOUSANDTHS = st.integers(-4000, 4000).map(lambda n: n / 1000)
WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=3), THOUSANDTHS, max_size=40)


def block(*names: str) -> Iterator[str]:
    yield from names


@given(WEIGHTS, WEIGHTS, THOUSANDTHS, st.randoms())
def test_sums_do_not_hang_on_the_order_of_features(
    one: dict[str, float], other: dict[str, float], bias: float, rng: random.Random
) -> None:
    left, right = Linear(bias, one), Linear(-bias, other)
    features: list[Feature] = [*one, *other, (block, *one)]
    mixed = rng.sample(features, len(features))
    assert left.total(mixed) == left.total(features)
    assert Pair(left, right).totals(mixed) == Pair(left, right).totals(features)


def test_many_thirds_add_up_alike_from_both_ends() -> None:
    names = [f"f{i}" for i in range(200)]
    model = Linear(0.0, {name: (i % 7 - 3) / 1000 + 0.1 for i, name in enumerate(names)})
    assert model.total(names) == model.total(names[::-1])
