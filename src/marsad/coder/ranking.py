"""Fitting the choice among candidates: a softmax over readable features. Needs the `train` extra; coding does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from marsad.coder.decide import Linear
from marsad.coder.fitting import rows_of

Choice = tuple[list[list[str]], set[int]]  # the options' features, and which options are right


def fit_choice(
    choices: Sequence[Choice], strength: float, believed: Mapping[str, float], least: int = 3
) -> Linear:
    """The weights under which the right options of each choice are likeliest, together.

    `strength` is the inverse of the penalty on squared weights; features of fewer than `least` options are left out.
    `believed` gives the weights that features have until the gold says otherwise; 0 for those it doesn't name.
    """
    import numpy as np
    from scipy.optimize import minimize

    counted = Counter(f for options, _ in choices for feats in options for f in set(feats))
    kept = {f for f, c in counted.items() if c >= least} | set(believed)
    index = {f: n for n, f in enumerate(sorted(kept))}
    if not counted:
        return Linear()
    matrix, right, starts, group = _arrays(choices, index)
    turned = matrix.T.tocsr()
    prior = np.array([believed.get(f, 0.0) for f in index])

    def loss(weights: Any) -> tuple[float, Any]:
        totals = matrix @ weights
        shares = np.exp(totals - np.maximum.reduceat(totals, starts)[group])
        every, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts) + 1e-300
        slope = turned @ (shares / every[group] - shares * right / good[group])
        off = weights - prior
        missed = float((np.log(every) - np.log(good)).sum() + off @ off / (2 * strength))
        return missed, slope + off / strength

    # scipy's L-BFGS-B spends nine tenths of its time beside the loss; conjugate gradients come as far in a third
    found = minimize(loss, prior, jac=True, method="CG", options={"maxiter": 100})
    return Linear(0.0, {f: round(float(found.x[n]), 3) for f, n in index.items() if abs(found.x[n]) >= 0.01})


def _arrays(choices: Sequence[Choice], index: dict[str, int]) -> tuple[Any, Any, Any, Any]:
    """The options as a sparse matrix, which are right, where each choice starts, and each option's choice."""
    import numpy as np

    matrix = rows_of((feats for options, _ in choices for feats in options), index)
    right = np.array([k in good for options, good in choices for k in range(len(options))], dtype=float)
    sizes = np.array([len(options) for options, _ in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return matrix, right, starts, np.repeat(np.arange(len(choices)), sizes)
