"""Reports that state nothing of a conflict, as lessons: in claiming nothing, and in telling what a report is about."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.coder.decide import Models
from marsad.coder.fitting import fit_shares
from marsad.coder.tenor import matter, subject_words
from marsad.coder.text import Document

if TYPE_CHECKING:
    from marsad.coder.training import Lesson

QUIET = 400  # reports that teach silence
FOLDS = 4  # parts of the lessons, each of which is told what a model of the others makes of it
GATE = 1000  # reports that quality/gate.py samples with seed 1: never trained on
SUBJECTS = 6000  # reports on conflicts that teach what those are about

Rows = list[dict[str, Any]]
Subject = tuple[list[str], bool]  # the words of a report, and whether it is about a conflict


def quiet_rows(path: Path, known: Collection[str] = ()) -> tuple[Rows, Rows]:
    """Reports of a .jsonl.gz file that state nothing of a conflict: those that teach silence, and the others.

    Those that the quality gate samples are in neither, nor those with a `known` id, which were coded.
    """
    rows = read_rows(path)
    sampled = set(random.Random(1).sample(range(len(rows)), min(GATE, len(rows))))
    left = [{**row, "claims": []} for i, row in enumerate(rows) if i not in sampled]
    parts = left[:QUIET], left[QUIET:]
    silent, others = ([row for row in part if row["id"] not in known] for part in parts)
    return silent, others


def subjects(quiet: Iterable[dict[str, Any]], texts: Path, coded: Collection[str]) -> list[Subject]:
    """Lessons for the tenor: `quiet` reports, and `SUBJECTS` of `texts` at most, none of them `coded`."""
    rows = [row for row in read_rows(texts) if row["id"] not in coded]
    random.Random(5).shuffle(rows)
    both = ((rows[:SUBJECTS], True), (quiet, False))
    return [(subject_words(Document(row["text"], None)), about) for found, about in both for row in found]


def read_rows(path: Path) -> Rows:
    """The reports of a .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fit_matter(lessons: Sequence[Lesson], sentences: Sequence[Lesson], strength: float) -> Models:
    """The model of what there is to code in a report, from `lessons` that were coded whole or state nothing.

    Each of them is told what a model of the others makes of it, `sentences` what that of all does.
    """
    told = [(subject_words(item.reading.doc), bool(item.claims)) for item in lessons]
    for fold in range(FOLDS):
        rest = [t for n, t in enumerate(told) if n % FOLDS != fold]
        model = Models(matter=fit_shares(rest, strength))
        for item, (words, _) in zip(lessons[fold::FOLDS], told[fold::FOLDS], strict=True):
            item.reading.matter = matter(words, model)
    models = Models(matter=fit_shares(told, strength))
    for item in sentences:
        item.reading.matter = matter(subject_words(item.reading.doc), models)
    return models
