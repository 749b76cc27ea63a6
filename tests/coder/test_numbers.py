"""Numbers: the corpus of phrasings, and where mentions begin and end."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from marsad.coder.numbers import find_numbers, is_count
from marsad.coder.text import Document

CORPUS = Path(__file__).parent / "corpus"


def rows(name):
    for row in yaml.safe_load((CORPUS / name).read_text(encoding="utf-8")):
        for phrase in row["says"]:
            yield pytest.param(row, str(phrase), id=str(phrase))


@pytest.mark.parametrize(("row", "phrase"), list(rows("numbers.yaml")))
def test_bounds(row, phrase):
    first = find_numbers(Document(phrase))[0]
    assert is_count(first)
    assert (first.min, first.max, first.approx) == (row["min"], row["max"], row.get("approx", False))


@pytest.mark.parametrize(("row", "phrase"), list(rows("numbers_not_counts.yaml")))
def test_what_is_no_count(row, phrase):
    found = find_numbers(Document(phrase))
    assert not any(is_count(m) for m in found)
    assert [m.rule.split("+")[0] for m in found] == ([row["rule"]] if row["rule"] else [])


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("قتل ما لا يقل عن 21 مقاتلا", ["ما لا يقل عن 21"]),
        ("مقتل خمسة جنود وإصابة 10 على الأقل", ["خمسة", "10 على الأقل"]),
        ("مئة قتيل وعشرة جرحى", ["مئة", "وعشرة"]),
        ("من 9000 قتيل إلى أكثر من 70,000", ["9000", "أكثر من 70,000"]),
        ("ارتفعت الحصيلة من 10 إلى 15 قتيلا", ["10", "15"]),
        ("70 ألف قتيل و300 جريح", ["70 ألف", "300"]),
    ],
)
def test_spans(text, spans):
    doc = Document(text)
    assert [doc.quote(m.first, m.last) for m in find_numbers(doc)] == spans


def test_mentions_do_not_overlap_and_stay_in_their_sentence():
    doc = Document("قتل نحو 20 شخصا بينهم ثلاثة أطفال. وأصيب أكثر من خمسين. 3 أو 4 مفقودون.")
    found = find_numbers(doc)
    assert [m.min for m in found] == [20, 3, 51, 3]
    for left, right in pairwise(found):
        assert left.last <= right.first
    assert all(doc.sentence_of[m.first] == doc.sentence_of[m.last - 1] for m in found)
