"""Sentences without their report: what they say themselves decides whether they tell an event."""

from __future__ import annotations

import pytest

from marsad.coder import alone
from marsad.coder.alone_lessons import fit_alone, lessons, without
from marsad.coder.code import code, considered, weigh
from marsad.coder.decide import Linear, Models, shipped
from marsad.coder.reading import Reading, read
from marsad.model import Report

TOLD = (
    "وأعلنت مصادر أمنية أن خمسة جنود قتلوا وأصيب تسعة آخرون أمس "
    "في انفجار سيارة مفخخة استهدفت حاجزا للجيش غرب الموصل."
)
IN_PASSING = (
    "وكانت الهجمات على أنابيب النفط وتفجيرات العاصمة من أسباب تراجع الاستثمار الأجنبي في البلاد "
    "خلال الأعوام الماضية."
)


def sentence(text: str, **more: str) -> Reading:
    return read(Report(id="s", text=text, language="ar", **more))


def types(text: str, models: Models | None = None, **more: str) -> set[str]:
    claims = code(Report(id="s", text=text, language="ar", **more), models)
    return {c["type"] for c in claims if c["kind"] == "event"}


@pytest.mark.parametrize(
    ("text", "more", "stands"),
    [
        (TOLD, {}, True),
        (TOLD, {"published": "2013-03-19"}, False),
        (TOLD, {"title": "قتلى في الموصل"}, False),
        ("انفجرت سيارة مفخخة غرب الموصل.", {}, False),  # too few words to ask anything of them
        (" ".join([TOLD] * 4), {}, False),
    ],
)
def test_what_stands_alone(text: str, more: dict[str, str], stands: bool) -> None:
    assert alone.stands_alone(sentence(text, **more)) is stands


def test_a_toll_and_a_day_tell_an_event_that_a_passing_word_does_not() -> None:
    assert "explosion" in types(TOLD)
    assert "explosion" not in types(IN_PASSING)


def test_it_decides_only_where_the_sentence_stands_alone_and_on_its_own_types() -> None:
    never = shipped().changed(**dict.fromkeys(alone.MODELS.values(), Linear(-20.0)))
    assert types(TOLD, never) == set()
    assert "explosion" in types(TOLD, never, published="2013-03-19")
    text = "وطالب المتحدث باسم المعارضة مجلس الأمن أمس بالتدخل الفوري لوقف القصف على المدينة المحاصرة."
    assert "demand" in types(text, never)


def test_the_likeliest_proposal_of_a_sentence_is_its_lesson() -> None:
    rows = [
        {"text": TOLD, "kind": "ASSAULT", "label": "yes"},
        {"text": TOLD, "kind": "ASSAULT", "label": "difficult no"},  # told before
        {"text": IN_PASSING, "kind": "ASSAULT", "label": "difficult no"},
        {"text": IN_PASSING, "kind": "PROTEST", "label": "easy no"},  # nothing of the kind in it
        {"text": TOLD + " ", "kind": "ASSAULT", "label": "ambiguous"},
    ]
    models = without(shipped())
    assert not set(alone.MODELS.values()) & models.keys()
    taught = list(lessons(rows, models))
    assert [(t.text, t.stated) for t in taught] == [(TOLD, True), (IN_PASSING, False)]
    assert {"toll=killed", "type=explosion"} <= set(taught[0].features)
    fitted = fit_alone(taught * 6, models)
    model, network = fitted["alone_assault"], fitted.network
    assert model.score(taught[0].features) > 0.5 > model.score(taught[1].features)
    assert network is not None
    assert "alone_protest.weight" not in network.arrays  # nothing was told of protests
    told, passing = (network.layer("alone_assault", t.row)[0] for t in taught if t.row is not None)
    assert told > 0 > passing
    assert types(TOLD, fitted) == {"explosion"}
    assert "explosion" not in types(IN_PASSING, fitted)


def test_of_several_proposals_none_is_likelier_than_the_likeliest() -> None:
    reading = sentence(f"{TOLD[:-1]} بعد قصف على الحاجز.")
    proposals = considered(reading, shipped())
    weigh(reading, proposals, shipped())
    found = alone.judged(proposals)
    first = max(found, key=lambda p: p.score)
    assert len(found) > 1
    alone.judge(reading, proposals, [], shipped())
    assert first.score == max(p.score for p in found)


def test_a_lone_sentence_is_claimed_with_the_probability_that_its_model_gives() -> None:
    reading = sentence(TOLD)
    proposals = considered(reading, shipped())
    weigh(reading, proposals, shipped())
    kept = {p.type: p.score for p in alone.judge(reading, proposals, [], shipped())}
    claims = code(reading.report, shipped())
    told = {c["type"]: c["confidence"] for c in claims if c["kind"] == "event" and c["type"] in kept}
    assert told["explosion"] == pytest.approx(kept["explosion"], abs=1e-3)


def test_its_reasons_are_the_features_that_it_weighs() -> None:
    reading = sentence(TOLD)
    proposals = considered(reading, shipped())
    weigh(reading, proposals, shipped())
    p = next(p for p in alone.judged(proposals) if p.type == "explosion")
    found = alone.features(reading, p, proposals)
    assert len(found) == len(set(found))
    assert set(shipped()[alone.model_of(p)].weights) & set(found)
