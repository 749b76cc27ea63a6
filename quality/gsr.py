"""Event detection on the labelled sentences of the GSR (../shared/gsr), scored by ../shared/score-gsr.

What a lone sentence tells is learnt from these sentences (`marsad.coder.alone`), so every sentence is coded by a model
of the others: nine tenths, a tenth held out each time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from coded import SHARED, Record, read_lines, shared_module

from marsad.coder.alone_lessons import fit_alone, lessons, without
from marsad.coder.code import code
from marsad.coder.decide import shipped
from marsad.model import Report

KINDS = {"ASSAULT": "assault.jsonl", "PROTEST": "protest.jsonl"}
FOLDS = 10


def detection() -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and average precision for each kind of sentence."""
    sentences = [s for name in KINDS.values() for s in read_lines(SHARED / "gsr" / name)]
    claims = list(_coded(sentences))
    return {kind: shared_module("score-gsr").evaluate(sentences, claims, kind)[0] for kind in KINDS}


def _coded(sentences: list[Record]) -> Iterator[Record]:
    """The claims on every sentence, by a model of those in the other folds."""
    models = without(shipped())
    taught = list(lessons(sentences, models))
    for fold in range(FOLDS):
        held = fit_alone((t for t in taught if _fold(t.text) != fold), models)
        for sentence in {s["id"]: s for s in sentences if _fold(s["text"]) == fold}.values():
            yield from code(Report(id=sentence["id"], text=sentence["text"], language="ar"), held)


def _fold(text: str) -> int:
    return zlib.crc32(text.encode()) % FOLDS
