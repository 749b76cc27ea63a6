"""Who the victims of a count were."""

from __future__ import annotations

from marsad.coder.casualties import find_casualties
from marsad.coder.decide import Linear, Models
from marsad.coder.reading import read
from marsad.coder.tolls import toll_of
from marsad.coder.victim_categories import categories, decide_category, describe
from marsad.coder.victims import Toll
from marsad.coder.words import stem
from marsad.model import Report


def toll(text: str) -> Toll:
    seen = read(Report(id="r", text=text, published="2014-02-03", language="ar"))
    (found,) = find_casualties(seen.doc, seen.numbers, seen.actors, seen.places, seen.dates)
    return toll_of(seen, [], found)


def test_without_a_model_the_words_beside_the_count_decide() -> None:
    assert decide_category(toll("قتل ثلاثة مدنيين في القصف."), Models()) == "civilian"
    assert decide_category(toll("قتل خمسة أشخاص في المواجهات."), Models()) == "unspecified"


def test_a_model_weighs_what_stands_around() -> None:
    models = Models(category=Linear(0.0, {f"combatant|near={stem('المواجهات')}": 2.0, "same=True": 1.0}))
    assert decide_category(toll("قتل خمسة أشخاص في المواجهات."), models) == "combatant"
    assert decide_category(toll("قتل خمسة أشخاص في السوق."), models) == "unspecified"


def test_every_category_of_the_codebook_is_an_option() -> None:
    options = describe(toll("قتل ثلاثة مدنيين في القصف."))
    assert len(options) == len(categories())
    assert [k for k, feats in zip(categories(), options, strict=True) if "same=True" in feats] == ["civilian"]
