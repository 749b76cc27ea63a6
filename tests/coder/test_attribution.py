"""Who says so: the corpus of attributions, and what the answers promise."""

from itertools import accumulate
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.actors import find_actors
from marsad.coder.attribution import drop_own, find_attributions
from marsad.coder.digests import framed
from marsad.coder.numbers import find_numbers
from marsad.coder.scopes import Scope
from marsad.coder.sources import Speaker
from marsad.coder.speakers import outlets
from marsad.coder.text import Document, fold
from marsad.knowledge import read_yaml

CORPUS = Path(__file__).parent / "corpus"
ROWS = yaml.safe_load((CORPUS / "attribution.yaml").read_text(encoding="utf-8"))


def sources(text, word):
    doc = Document(text)
    at = max(i for i, t in enumerate(doc.tokens) if t.text == word or t.norm == fold(word))
    return find_attributions(doc, find_actors(doc, find_numbers(doc))).sources_at(at)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['at']}: {r['text'][:60]}" for r in ROWS])
def test_sources(row):
    found = sources(row["text"], row["at"])
    assert [s["name"] for s in found] == row["by"]
    if "via" in row:
        assert found[0]["via"] == row["via"]


def test_an_outlet_has_its_catalogue_id():
    found = sources("قال المحافظ لوكالة فرانس برس إن المسلحين خطفوا مهندسا.", "خطفوا")
    assert [s["id"] for s in found] == [None, "afp"]


def test_the_fullest_name_stands_for_the_short_one():
    text = "قال المرصد السوري لحقوق الإنسان إن القصف تجدد. وأفاد المرصد أن جنديا قتل."
    assert sources(text, "قتل")[0]["name"] == "المرصد السوري لحقوق الإنسان"


def test_what_a_party_says_is_its_own_act():
    said = [{"name": "حركة النهر", "id": None, "via": None}, {"name": "رويترز", "id": "reuters", "via": None}]
    assert drop_own(said, [{"name": "حركة النهر المسلحة"}]) == said[1:]
    assert drop_own(said, ["الجيش"]) == said
    assert drop_own([], ["الجيش"]) == []


def test_another_monitor_is_not_the_one_that_is_known_by_the_bare_word():
    text = "قال المرصد السوري لحقوق الإنسان إن غارة قتلت مدنيا. وقال المرصد اليمني للألغام إن لغما قتل طفلا. "
    text += "وأضاف المرصد أن لغما آخر أصاب امرأة."
    assert sources(text, "أصاب")[0]["id"] == "yemen-landmine-monitor"


def test_a_state_in_a_longer_name_does_not_speak():
    doc = Document("قالت نقابة أطباء السودان إن ثلاثة قتلوا في الخرطوم.")
    (source,) = find_attributions(doc, find_actors(doc)).sources_at(6)
    assert source["id"] is None


def test_every_token_of_any_text_can_be_asked():
    for text in ("", "قال", "«", 'قال "', "بحسب", "وفقا ل", "نقلت عن", "قال، قال: قال إن إن"):
        doc = Document(text)
        found = find_attributions(doc)
        assert all(len(found.sources_at(i)) <= 3 for i in range(len(doc.tokens)))


def test_scopes_lie_within_the_report():
    for row in ROWS:
        doc = Document(row["text"])
        assert all(
            0 <= s.first <= len(doc.tokens) and s.last <= len(doc.tokens)
            for s in find_attributions(doc).scopes
        )


def test_an_outlet_in_quotation_marks_is_known_and_the_longest_name_is_meant():
    for name, outlet in (('قناة "المسيرة"', "almasirah"), ('صحيفة "تايمز أوف إنديا"', "times-of-india")):
        assert [s["id"] for s in sources(f"ذكرت {name} أن القصف طال السوق.", "القصف")] == [outlet]


def test_outlets_have_unique_ids_and_a_known_kind():
    records = read_yaml("outlets.yaml")
    kinds = {"agency", "paper", "magazine", "channel", "radio", "site", "monitor", "network", "company"}
    assert len({r["id"] for r in records}) == len(records)
    assert {r["kind"] for r in records} <= kinds
    assert outlets()


@given(
    cuts=st.lists(st.integers(1, 6), max_size=8),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(-1, 40)), max_size=8),
)
def test_the_sentences_that_frames_reach_are_found_as_by_trying_all(
    cuts: list[int], spans: list[tuple[int, int, int]]
) -> None:
    ends = list(accumulate(cuts))
    units = list(zip([0, *ends], ends, strict=False))
    someone = Speaker("مصدر", frozenset(), "مصدر", "m")
    scopes = [Scope(first, first + size, (someone,), "report", "", None, verb) for first, size, verb in spans]
    tried = {
        k
        for k, (lo, hi) in enumerate(units)
        for s in scopes
        if s.first < hi and (s.last > lo or lo <= s.verb < hi)
    }
    assert framed(units, scopes) == tried
