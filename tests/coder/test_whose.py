"""On whose word a proposal rests: the frame around it, another one, or none."""

from __future__ import annotations

import pytest

from marsad.coder import whose
from marsad.coder.code import prepare
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.model import Report

TEXT = (
    "قال ناشطون إن الطيران قصف بلدة الصفصاف. وأعلنت وزارة الدفاع أن الجيش قتل ستة مسلحين. "
    "وكانت الكتائب سيطرت على الثكنة قبل شهر."
)


@pytest.fixture
def seen() -> Reading:
    return read(Report(id="r", text=TEXT, published="2014-02-03", language="ar"))


def told(seen: Reading, type_: str) -> Proposal:
    return next(p for p in prepare(seen) if p.type == type_)


def names(p: Proposal) -> list[str]:
    return [s.name for scope in p.frames or [] for s in scope.speakers]


def test_where_no_network_reads_along_the_frame_around_holds(seen: Reading) -> None:
    for type_, by in (("air_strike", ["ناشطون"]), ("capture", [])):
        p = told(seen, type_)
        whose.fill(seen, [p])
        assert names(p) == by


def test_frames_are_asked_the_nearest_first(seen: Reading) -> None:
    found = whose.candidates(whose.named_frames(seen), told(seen, "killing"))
    assert [s.speakers[0].name for s in found] == ["وزارة الدفاع", "ناشطون"]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ([-1.0, -1.2, -1.3], ["ناشطون"]),  # the frame around is worth more than a small doubt
        ([-1.6, -0.3, -3.0], ["وزارة الدفاع"]),  # and less than a clear word
        ([-3.0, -0.1, -3.0], ["وزارة الدفاع"]),
        ([-4.0, -4.0, -0.1], []),
    ],
)
def test_the_network_overrules_a_frame_where_it_is_sure(
    seen: Reading, said: list[float], by: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    p = told(seen, "air_strike")
    monkeypatch.setattr(whose, "heard", lambda *_: [said])
    whose.fill(seen, [p])
    assert names(p) == by


def test_a_count_goes_with_an_event_of_its_own_frame(seen: Reading) -> None:
    p = told(seen, "killing")
    p.frames = [seen.attributions.scopes[-1]]
    assert whose.beside(seen, p.last, p) == p.frames
    p.frames = []  # told in the report's own voice, but for the count
    assert whose.beside(seen, p.last, p) == seen.attributions.scopes_at(p.last)
    elsewhere = told(seen, "air_strike").first
    assert whose.beside(seen, elsewhere, p) == seen.attributions.scopes_at(elsewhere) != []
