"""Room 1: offsets stay true to the stored text, whatever is in it."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.coder.text import Document, fold, tokenise

ARABIC = st.text(
    alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي أإآىةؤئـًٌَُِّْ“”«»،.؟!\n0123٤٥abc😀\u200f\u202b", max_size=200
)


@given(ARABIC)
def test_tokens_are_slices_of_the_text(text: str) -> None:
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text


@given(ARABIC)
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    doc = Document(text)
    covered = [i for s in doc.sentences for i in range(s.first, s.last)]
    assert covered == list(range(len(doc.tokens)))
    assert len(doc.sentence_of) == len(doc.tokens)


@given(ARABIC)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_fold_unifies_what_writers_vary() -> None:
    assert fold("أُصِيبَ") == fold("اصيب")
    assert fold("مستشفى") == fold("مستشفي")
    assert fold("المدينــة") == fold("المدينه")
    assert fold("٤٢") == "42"


def test_an_initial_does_not_end_a_sentence() -> None:
    doc = Document("قال د. سامر الحلبي إن الوضع هادئ. وغادر بعد ذلك.")
    assert len(doc.sentences) == 2


def test_a_line_broken_around_a_link_is_one_sentence() -> None:
    text = (
        "عنوان الخبر\nأعلنت الهيئة اليوم أنها ستنقل جميع العائلات من"
        "\nملف النازحين\nإلى المركز الجديد قرب المدينة الشمالية."
    )
    doc = Document("سطر أول طويل بما يكفي ليكون جملة كاملة في هذا الخبر.\n" + text)
    assert "ملف النازحين\nإلى المركز" in "|".join(doc.text[s.start : s.end] for s in doc.sentences)
