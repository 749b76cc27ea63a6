"""Room 2: cutting clitics, and the written forms of a verb or noun."""

import pytest

from marsad.coder.inflect import imperfect_forms, noun_forms, participle_forms, perfect_forms
from marsad.coder.words import analyses, bare, proclitic_cuts, stem


@pytest.mark.parametrize(
    ("word", "conj", "prep", "article", "rest"),
    [
        ("وبالمقاتلين", "و", "ب", True, "مقاتلين"),
        ("للمقاتلين", "", "ل", True, "مقاتلين"),
        ("فالحي", "ف", "", True, "حي"),
        ("لداعش", "", "ل", False, "داعش"),
    ],
)
def test_clitics_are_cut(word: str, conj: str, prep: str, article: bool, rest: str) -> None:
    assert (conj, prep, article, rest) in [(c.conj, c.prep, c.article, c.stem) for c in proclitic_cuts(word)]


def test_the_whole_word_comes_first() -> None:
    assert analyses("بلده")[0].stem == "بلده"


def test_a_pronoun_gives_ta_marbuta_back() -> None:
    assert "سيطره" in [c.stem for c in analyses("سيطرتهم")]


def test_bare_drops_letters_with_their_vowel_signs() -> None:
    assert bare("وَلِلجيش", 2) == "لجيش"


def test_stem_names_a_neighbour_without_conjunction_and_article() -> None:
    assert stem("والمدينه") == stem("مدينه") == "مدينه"


def test_weak_verbs_drop_their_end() -> None:
    assert {"دعا", "دعت", "دعوا"} <= set(perfect_forms("دعا"))
    assert {"نفت", "نفوا", "نفا"} <= set(perfect_forms("نفي"))
    assert {"يدعو", "تدعو", "يدعون"} <= set(imperfect_forms("يدعو"))


def test_nouns_and_participles_have_their_plurals() -> None:
    assert {"هجوم", "هجومين", "هجوما"} <= set(noun_forms("هجوم"))
    assert {"غاره", "غارات", "غارتين"} <= set(noun_forms("غاره"))
    assert {"مقاتل", "مقاتلو", "مقاتلين", "مقاتله"} <= set(participle_forms("مقاتل"))
