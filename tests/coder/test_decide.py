"""The models: what they weigh comes in any order, and the answer is the same to the last bit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.decide import Feature, Linear, Node, Pair, Trees, logistic, shipped
from marsad.settings import SettingError

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


@given(WEIGHTS, WEIGHTS, THOUSANDTHS)
def test_features_weighed_before_count_as_if_weighed_now(
    one: dict[str, float], other: dict[str, float], bias: float
) -> None:
    left, right = Linear(bias, one), Linear(-bias, other)
    weighed, _ = Pair(left, right).sums([*one, (block, *one)])
    assert left.total([*other], weighed) == left.total([*one, (block, *one), *other])


def test_trees_score_as_they_are_read_node_by_node() -> None:
    trees = shipped().among
    assert trees is not None
    rng = random.Random(7)

    def leaf(node: Node, numbers: dict[str, float]) -> float:
        while isinstance(node, tuple):
            node = node[2] if numbers.setdefault(node[0], rng.uniform(-7, 12)) <= node[1] else node[3]
        return node

    for _ in range(50):
        numbers: dict[str, float] = {}
        total = trees.bias
        for tree in trees.trees:
            total += leaf(tree, numbers)
        every = dict.fromkeys(_names(trees), 0.0) | numbers
        assert trees.score(every) == logistic(total)


def _names(trees: Trees) -> set[str]:
    """The numbers that the trees ask for."""
    found, open_ = set(), list(trees.trees)
    while open_:
        node = open_.pop()
        if isinstance(node, tuple):
            found.add(node[0])
            open_ += node[2:]
    return found


@pytest.mark.parametrize(
    "weights",
    ["[]", "{}", "{", '{"models": {"event": {"bias": "x", "weights": {}}}}', '{"models": {"event": {}}}'],
)
def test_a_weights_file_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: str
) -> None:
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MARSAD_MODEL", str(tmp_path / "w.json"))
    (tmp_path / "w.json").write_text(weights, encoding="utf-8")
    with pytest.raises(SettingError, match="not a weights file"):
        shipped.__wrapped__()
