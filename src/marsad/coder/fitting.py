"""Fitting the coder's small models, and their form in a weights file. Needs the `train` extra (scikit-learn)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from marsad.coder.decide import Linear, Models, Node, Trees

Example = tuple[list[str], bool]

# The second look's trees, chosen by cross-validation on gold reports: more or larger ones gained nothing.
_TREES = {"n_estimators": 120, "learning_rate": 0.06, "max_leaf_nodes": 10, "min_samples_leaf": 25}
_SHARE = 0.1  # the least weight of a word in `fit_shares`
_SAMPLED = {"subsample": 0.7, "max_features": 0.3, "random_state": 0}


def rows_of(found: Iterable[Iterable[str]], index: Mapping[str, int]) -> Any:
    """A sparse matrix with a row for each of `found`: ones in the columns that `index` gives to its features."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = [sorted({index[f] for f in feats if f in index}) for feats in found]
    indptr = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=int) for row in rows])
    return csr_matrix((np.ones(indptr[-1]), columns, indptr), (len(rows), len(index)))


def fit(examples: Sequence[Example], strength: float, least: int = 3) -> Linear:
    """A logistic model over the features that occur `least` times or more; `strength` is scikit-learn's C."""
    from sklearn.linear_model import LogisticRegression

    if len({label for _, label in examples}) < 2:
        return Linear(-30.0)  # nothing to learn from: never yes
    counted = Counter(f for feats, _ in examples for f in set(feats))
    index = {f: n for n, f in enumerate(sorted(f for f, c in counted.items() if c >= least))}
    if not index:
        return Linear(-30.0)
    matrix = rows_of((feats for feats, _ in examples), index)
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300)
    model.fit(matrix, [label for _, label in examples])
    weights = {f: round(float(model.coef_[0][n]), 3) for f, n in index.items()}
    return Linear(round(float(model.intercept_[0]), 3), {f: w for f, w in weights.items() if abs(w) >= 0.01})


def fit_shares(examples: Sequence[Example], strength: float, least: int = 20) -> Linear:
    """A logistic model over the words of texts, each weighing one by the root of how many its text has.

    Both answers weigh the same; words that occur in fewer than `least` texts are left out.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    counted = Counter(w for words, _ in examples for w in words)
    index = {w: n for n, w in enumerate(sorted(w for w, c in counted.items() if c >= least))}
    if not index or len({label for _, label in examples}) < 2:
        return Linear(0.0)  # nothing to learn from: it says nothing
    matrix = rows_of((words for words, _ in examples), index)
    matrix.data = np.repeat(np.maximum(1, np.diff(matrix.indptr)) ** -0.5, np.diff(matrix.indptr))
    model = LogisticRegression(C=strength, solver="liblinear", class_weight="balanced")
    model.fit(matrix, [label for _, label in examples])
    weights = {w: round(float(model.coef_[0][n]), 2) for w, n in index.items()}
    kept = {w: weight for w, weight in weights.items() if abs(weight) >= _SHARE}
    return Linear(round(float(model.intercept_[0]), 3), kept)


def fit_trees(examples: Sequence[tuple[Mapping[str, float], bool]]) -> Trees:
    """Boosted trees over named numbers; every example has the same numbers."""
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    names = sorted(examples[0][0])
    rows = np.array([[float(values[n]) for n in names] for values, _ in examples])
    labels = np.array([label for _, label in examples])
    model = GradientBoostingClassifier(max_depth=None, **_TREES, **_SAMPLED).fit(rows, labels)
    share = labels.mean()
    trees = [_grown(t.tree_, names, _TREES["learning_rate"]) for t in model.estimators_[:, 0]]
    return Trees(round(float(np.log(share / (1 - share))), 4), trees)


def _grown(tree: Any, names: Sequence[str], rate: float, at: int = 0) -> Node:
    """The part of a fitted tree below node `at`, its leaves scaled by the learning rate."""
    if tree.children_left[at] < 0:
        return round(float(tree.value[at][0][0]) * rate, 4)
    low = _grown(tree, names, rate, tree.children_left[at])
    high = _grown(tree, names, rate, tree.children_right[at])
    return names[tree.feature[at]], round(float(tree.threshold[at]), 4), low, high


def dump(models: Models, least: float = 0.01) -> str:
    """The weights file: a feature or tree a line, weights under `least` left out, with the figures reached."""
    lines = []
    for name, model in sorted(models.items()):
        weights = {f: round(w, 3) for f, w in sorted(model.weights.items()) if abs(w) >= least}
        inner = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {w}" for f, w in weights.items())
        lines.append(f'{json.dumps(name)}: {{"bias": {model.bias}, "weights": {{\n{inner}\n}}}}')
    return (
        "{"
        + ",\n".join(
            (
                f'"figures": {json.dumps(models.figures, ensure_ascii=False)}',
                f'"curves": {json.dumps(models.curves)}',
                *_among(models),
            )
        )
        + (',\n"models": {\n' + ",\n".join(lines) + "\n}}\n")
    )


def _among(models: Models) -> Iterator[str]:
    """The trees of the second look, one a line."""
    if models.among is not None:
        trees = ",\n".join(json.dumps(tree) for tree in models.among.trees)
        yield f'"among": {{"bias": {models.among.bias}, "trees": [\n{trees}\n]}}'
