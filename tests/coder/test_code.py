"""The coder whole: form, offsets, order, sameness."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.code import code, prepare
from marsad.coder.examples import examples
from marsad.coder.explain import explain_report
from marsad.coder.reading import read
from marsad.model import Claim, Report

TEXT = (
    "قال المرصد السوري لحقوق الإنسان إن اشتباكات عنيفة دارت أمس بين مقاتلي الجيش الحر وقوات النظام في مدينة إدلب،"
    " ما أدى إلى مقتل ما لا يقل عن سبعة مقاتلين وإصابة نحو 15 مدنيا.\n"
    "وسيطر مقاتلو المعارضة على حاجز للجيش قرب المدينة، بحسب المرصد."
)


def report(text: str = TEXT, language: str | None = "ar") -> Report:
    return Report(id="r1", text=text, published="2015-06-10", language=language)


def test_every_quote_is_the_text_at_its_offsets() -> None:
    claims = code(report())
    assert claims
    for claim in claims:
        for span in claim["evidence"]:
            assert TEXT[span["start"] : span["end"]] == span["text"]


def test_claims_have_the_codebooks_form() -> None:
    for claim in code(report()):
        Claim.validate_python(claim)
        assert next(iter(claim)) == "report"
        assert list(claim)[-5:] == ["evidence", "sources", "certainty", "confidence", "origin"]


@pytest.mark.xfail(strict=True, reason="the party after the second and is missed")
def test_two_relations_in_one_phrase_have_two_ids() -> None:
    claims = code(report("نفذت قوات من الجيش بالتعاون مع قوات الشرطة والحشد الشعبي حملة في المدينة."))
    pairs = [(c["a"]["name"], c["b"]["name"]) for c in claims if c["kind"] == "relation"]
    assert len(pairs) == len(set(pairs)) == 2
    assert len({c["id"] for c in claims}) == len(claims)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert json.dumps(code(report())) == json.dumps(code(report()))


def test_ids_are_unique() -> None:
    ids = [c["id"] for c in code(report())]
    assert len(ids) == len(set(ids))


def test_bounds_and_sources_are_kept() -> None:
    tolls = {
        (c["outcome"], c["min"], c["max"], c["approx"]) for c in code(report()) if c["kind"] == "casualties"
    }
    assert ("killed", 7, None, False) in tolls
    assert ("wounded", 15, 15, True) in tolls
    clash = next(c for c in code(report()) if c.get("type") == "armed_clash")
    assert [s["name"] for s in clash["sources"]] == ["المرصد السوري لحقوق الإنسان"]
    assert clash["time"] == {"start": "2015-06-09", "end": "2015-06-09"}


def test_a_report_in_another_language_is_not_coded() -> None:
    assert code(report("Ten people were killed in Idlib.", "en")) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "😀", "١٢٣", "«", "اشتباكات"])
def test_odd_texts_do_no_harm(text: str) -> None:
    code(report(text))


SIGNS = ["(", ")", "«", "“", "،", ".", "بين", "الذي", "الذي قد", "42", "و", "\n", "هي", "أحدهم", "وفي"]
WORDS = TEXT.split() + SIGNS + sorted({w for e in examples() for w in e.report.text.split()})


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(WORDS)), max_size=60))
def test_any_order_of_words_keeps_offsets(words: list[str]) -> None:
    text = " ".join(words)
    for claim in code(report(text)):
        for span in claim["evidence"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_explain_shows_each_sentence_and_claim() -> None:
    lines = list(explain_report(report()))
    assert sum(line.startswith("[") for line in lines) == 2
    assert any("claim" in line and "armed_clash" in line for line in lines)
    assert any("armed_clash/" in line for line in lines)


def test_a_telephone_call_with_an_agency_is_no_talks() -> None:
    text = "وقال مدير المركز في اتصال هاتفي مع وكالة فرانس برس إن بلدة الصفصاف قصفت أمس."
    assert "talks" not in {p.type for p in prepare(read(Report(id="a", text=text)))}
    text = "بحث الرئيسان في اتصال هاتفي بينهما أمس وقف إطلاق النار."
    assert "talks" in {p.type for p in prepare(read(Report(id="b", text=text)))}


def test_dawn_is_no_explosion_and_a_hospital_no_date() -> None:
    text = "دخلت فصائل المعارضة المسلحة دمشق فجر الأحد وأفرجت عن المعتقلين في سجن صيدنايا."
    claims = code(Report(id="r", text=text, published="2024-12-08", language="ar"))
    assert "explosion" not in {c.get("type") for c in claims}
    text = "قصف الحوثيون مستشفى 22 مايو في الحديدة وقتلوا ثلاثة مدنيين."
    claims = code(Report(id="r", text=text, published="2018-12-18", language="ar"))
    assert "2018-05-22" not in {c["time"]["start"] for c in claims if c["time"]}


@pytest.mark.parametrize(
    "sample", sorted((Path(__file__).parents[2] / "samples").glob("*.txt")), ids=lambda p: p.stem
)
@settings(max_examples=12, deadline=None)
@given(share=st.floats(0, 1), size=st.integers(1, 40))
def test_a_report_may_break_off_anywhere(sample: Path, share: float, size: int) -> None:
    words = sample.read_text(encoding="utf-8").split()
    at = round(share * len(words))
    code(report(" ".join(words[max(0, at - size) : at])))


# What looks at the next word must not need one.
@pytest.mark.parametrize(
    "text",
    [
        "انفجرت عبوة في كندروش",
        "وبذلك يرتفع إلى أربعة عدد",
        "ليرتفع إلى 19 عدد الذين",
        "ووقع الهجوم بعد ثلاثة أيام من",
        "وتدخل وجهاء البلدة لمنع",
        "قتل الناشط سامر، 17 عاما، الذي قد",
        "سقوط أحدهم",
    ],
)
def test_a_report_that_ends_in_a_beginning(text: str) -> None:
    code(report(text))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "قالت المتحدثة باسم قوات سوريا الديمقراطية إن قواتها سيطرت على بلدة الكرامة.",
            "قوات سوريا الديمقراطية",
        ),
        ("أكد الناطق باسم الحوثيين يحيى سريع أن قواتهم قصفت مطار أبها.", "الحوثيين"),
    ],
)
def test_the_forces_of_who_speaks_are_those_of_the_body(text: str, actor: str) -> None:
    events = [c for c in code(report(text)) if c["kind"] == "event"]
    assert [[a["name"] for a in e["actors"]] for e in events] == [[actor]]


def test_a_day_that_names_a_town_is_none_and_a_mere_day_is_one_in_its_season() -> None:
    town = read(Report(id="r", text="هاجم مسلحون حاجزا في مدينة 6 أكتوبر.", published="2013-02-10"))
    assert [p.name for p in town.places] == ["مدينة 6 أكتوبر"] and not town.dates
    text = "في 6 أكتوبر اقتحمت الشرطة الميدان."
    day, winter = (read(Report(id="r", text=text, published=p)) for p in ("2013-10-08", "2013-02-10"))
    assert not day.places and len(day.dates) == 1
    assert [p.name for p in winter.places] == ["6 أكتوبر"] and not winter.dates


def test_the_date_of_a_relative_clause_is_not_the_main_verbs() -> None:
    text = "استعاد تنظيم الدولة أمس بلدة الراعي التي خسرها الأسبوع الماضي."
    capture = next(c for c in code(report(text)) if c.get("type") == "capture")
    assert capture["time"] == {"start": "2015-06-09", "end": "2015-06-09"}


def test_what_is_to_be_answered_has_been() -> None:
    text = "هدد الحزب بالرد على اغتيال قائده في بيروت."
    killing = next(c for c in code(report(text)) if c.get("type") == "killing")
    assert killing["certainty"] == "asserted"


def test_a_count_without_an_event_has_the_one_date_of_its_sentence() -> None:
    text = "تواصلت المعارك في درعا. وقتل 34 شخصا في شهر مارس الماضي."
    count = next(c for c in code(report(text)) if c["kind"] == "casualties")
    assert count["time"] == {"start": "2015-03-01", "end": "2015-03-31"}


@pytest.mark.parametrize(
    "text", ["هل استعاد الجيش الليبي مدينة درنة؟", "وهل قتل عشرة جنود في غارة على درنة؟"]
)
def test_a_question_states_nothing(text: str) -> None:
    assert not code(report(text))
