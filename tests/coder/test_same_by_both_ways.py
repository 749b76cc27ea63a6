"""What is looked up by a shorter way is what the longer way finds, on the reports for looking and the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.coder import eventness
from marsad.coder.catalogue import Name, _follow, catalogue
from marsad.coder.code import fill_slots, first_look, prepare, set_priors, worth_a_look
from marsad.coder.decide import shipped
from marsad.coder.reading import read as read_report
from marsad.coder.tenor import subject_words, tenor
from marsad.coder.text import Document
from marsad.model import Report
from marsad.reports import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [r for r in read([SAMPLES]) if isinstance(r, Report)]


def test_names_by_their_second_word_are_those_of_the_whole_list(reports: list[Report]) -> None:
    known = catalogue()
    modes = frozenset(("name", "headed", "local", "short"))
    for report in reports:
        norms = Document(report.text).norms
        for i, norm in enumerate(norms):
            best: Name | None = None
            for word, letters, conj, prep in known.starts(norm):
                for rest, mode, ids in known._names[word]:
                    last = _follow(norms, i + 1, rest)
                    if last and (best is None or last > best.last):
                        best = Name(last, ids, mode, letters, conj, prep)
            assert known.match(norms, i, modes) == best


def test_words_weighed_at_the_first_look_need_no_second_weighing(reports: list[Report]) -> None:
    models = shipped()
    for report in reports:
        reading = read_report(report)
        reading.tenor = tenor(subject_words(reading.doc), models)
        proposals = prepare(reading)
        set_priors(proposals, models)
        proposals = worth_a_look(reading, proposals, models)
        fill_slots(reading, proposals, models)
        first_look(reading, proposals, models)
        likely = eventness.context(reading, proposals)
        for p in proposals:
            every = eventness.features(reading, p, likely, proposals)
            assert p.score == models["event"].score(every)
