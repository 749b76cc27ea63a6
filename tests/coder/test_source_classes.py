"""Unnamed sources have the id of their class, and sources that are named have none of it."""

from __future__ import annotations

import pytest

from marsad.coder.attribution import find_attributions
from marsad.coder.source_classes import source_class
from marsad.coder.text import Document
from marsad.knowledge import read_yaml


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("مصدر طبي", "class:medical"),
        ("مصادر طبية", "class:medical"),
        ("المصادر الأمنية", "class:security"),
        ("مصدر في الشرطة", None),
        ("مصدر أمني رفيع", "class:security"),
        ("مصدر مسؤول", "class:official"),
        ("شهود عيان", "class:witness"),
        ("ناشطون", "class:activist"),
        ("ناشطين معارضين", "class:activist"),
        ("سكان محليون", "class:resident"),
        ("مسؤولون أمريكيون", "class:official"),
        ("وكالة الصفصاف", None),
        ("", None),
    ],
)
def test_the_class_of_a_source(name: str, cls: str | None) -> None:
    assert source_class(name) == cls


def test_a_claims_source_has_it() -> None:
    doc = Document("قالت مصادر طبية إن عشرة قتلوا في القصف.")
    last = len(doc.norms) - 3
    assert [s["id"] for s in find_attributions(doc).sources_at(last)] == ["class:medical"]


def test_no_word_is_of_two_classes() -> None:
    classes = read_yaml("sources.yaml")["classes"].values()
    for field in ("nouns", "adjectives"):
        words = [w for c in classes for w in c[field]]
        assert len(words) == len(set(words))
    assert all(c["en"] and c["ar"] for c in classes)
