"""Signatures of texts: what makes no difference to them, and that they stay what stores hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.reports.reprints import likeness, sign

TEXT = "قال سكان في بلدة تل الورد إن القصف الذي بدأ قبيل الفجر أصاب ثلاثة منازل قريبة من السوق القديم وأحرق متجرا"


def test_signatures_are_those_of_stores_that_are_there() -> None:
    """Stores keep signatures. Should another version of rensa give others, stores have to be linked anew."""
    signed = sign(TEXT)
    assert signed is not None and len(signed.signature) == 126 and len(set(signed.bands)) == 42
    assert signed.signature[:8].hex() == "654b9e258633a9c0"
    assert signed.bands[0] == -6304696128919169301


def test_spelling_points_and_lines_make_no_difference() -> None:
    other = TEXT.replace("أ", "ا").replace("إ", "ا").replace(" الذي ", "\n الّذي، ").replace("ة", "ه")
    assert other != TEXT and sign(other) == sign(TEXT)


def test_a_text_too_short_to_tell_has_none() -> None:
    assert sign("صباح الخير يا حلب") is None and sign("") is None


@given(st.lists(st.sampled_from("قصف سقط بلدة حي طفل جيش نهر جسر سوق دار".split()), min_size=20, max_size=60))
def test_likeness_is_symmetric_and_bounded(words: list[str]) -> None:
    one, other = sign(TEXT), sign(" ".join(words))
    assert one is not None and other is not None
    share = likeness(one.signature, other.signature)
    assert 0 <= share == likeness(other.signature, one.signature) <= 1
    assert likeness(one.signature, one.signature) == 1
    assert min(other.bands) >= -(2**63) and max(other.bands) < 2**63
