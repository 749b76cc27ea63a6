"""Labelled sentences as lessons for `alone`; needs the `train` extra. A sentence: `text`, `kind` (PLOVER), `label`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.coder.alone import features, judged, stands_alone
from marsad.coder.code import considered, weigh
from marsad.coder.decide import Linear, Models
from marsad.coder.fitting import Example, fit
from marsad.coder.reading import read
from marsad.model import Report

__all__ = ["fit_alone", "lessons"]

# scikit-learn's C; 0.2 gave assaults the same F1 within 0.01, protests, which are few, within 0.04
_STRENGTH = 0.1


def lessons(rows: Iterable[Mapping[str, Any]], models: Models) -> Iterator[tuple[str, Example]]:
    """Text and decision of each sentence: the likeliest proposal of its kind states an event, or it does not.

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
            yield row["text"], (features(reading, likeliest, proposals), row["label"] == "yes")


def fit_alone(examples: Iterable[Example]) -> Linear:
    """The model of `alone`."""
    return fit(list(examples), _STRENGTH)
