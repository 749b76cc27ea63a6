"""Labelled sentences as lessons for `alone`; needs the `train` extra. A sentence: `text`, `kind` (PLOVER), `label`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from marsad.coder.alone import FAMILIES, MODELS, features, judged, stands_alone
from marsad.coder.code import considered, weigh
from marsad.coder.decide import Models
from marsad.coder.fitting import fit
from marsad.coder.network import Network, Rows
from marsad.coder.reading import read
from marsad.model import Report

__all__ = ["Told", "fit_alone", "lessons", "without"]

# scikit-learn's C: of the features, 0.05 to 0.3 gave the same F1 within 0.02, of the layer 0.001 and 0.003 within 0.01
_STRENGTH, _LAYER = 0.1, 0.001


class Told(NamedTuple):
    """A labelled sentence: its words and kind, what the likeliest proposal of the kind is judged by, and the label."""

    text: str
    kind: str
    features: list[str]
    row: Rows | None  # None where no network has read along
    stated: bool


def lessons(rows: Iterable[Mapping[str, Any]], models: Models) -> Iterator[Told]:
    """The lesson of each sentence: the likeliest proposal of its kind states an event, or it does not.

    The scores by `models` say which is likeliest. Sentences labelled as ambiguous, told before, too short, or without a
    proposal teach nothing; "difficult no" is no.
    """
    seen = set()
    for row in rows:
        key = row["kind"], row["text"]
        if row["label"] == "ambiguous" or key in seen:
            continue
        seen.add(key)
        reading = read(Report(id="sentence", text=row["text"], language="ar"))
        if not stands_alone(reading):
            continue
        proposals = considered(reading, models)
        weigh(reading, proposals, models)
        found = [p for p in judged(proposals, (row["kind"],)) if p.certainty != "called_for"]
        if found:
            likeliest = max(found, key=lambda p: p.score)
            lone = reading.sense.lone(likeliest) if reading.sense else None
            said = features(reading, likeliest, proposals)
            yield Told(row["text"], row["kind"], said, lone, row["label"] == "yes")


def without(models: Models) -> Models:
    """The models but for those of lone sentences."""
    return models.changed(**dict.fromkeys(MODELS.values()))


def fit_alone(told: Iterable[Told], models: Models) -> Models:
    """`models` with those of `alone`, and where there is a network with their layers in it."""
    items = list(told)
    kinds = {kind: [t for t in items if t.kind == kind] for kind in FAMILIES}
    linear = {
        MODELS[k]: fit([(t.features, t.stated) for t in those], _STRENGTH) for k, those in kinds.items()
    }
    out = models.changed(**linear)
    if models.network is not None:
        arrays = {k: v for k, v in models.network.arrays.items() if k.split(".")[0] not in linear}
        for kind, those in kinds.items():
            arrays |= _layer(MODELS[kind], those)
        out.network = Network(models.network.tables, arrays)
    return out


def _layer(name: str, told: list[Told]) -> dict[str, Rows]:
    """A logistic layer over the rows of sentences, of one output; none where there is nothing to tell apart."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    rows = np.array([t.row for t in told if t.row is not None], np.float64)
    labels = [t.stated for t in told if t.row is not None]
    if len(set(labels)) < 2:
        return {}
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=_LAYER, max_iter=1000).fit(scaler.transform(rows), labels)
    weight = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - float(scaler.mean_ @ weight)
    arrays = {"weight": weight[:, None], "bias": np.array([bias])}
    return {f"{name}.{part}": values.astype(np.float32) for part, values in arrays.items()}
