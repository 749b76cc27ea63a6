"""Room 4, clauses: the finite verbs of a sentence, whose subjects and objects its mentions are.

No parser: a verb is a written form of a listed verb (frames, words of saying, words that end a name). Its subject is
the first mention behind it, or the last before it with no other verb between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from marsad.coder.inflect import imperfect_forms, perfect_forms
from marsad.coder.speech import MODES
from marsad.coder.speech import data as speech_data
from marsad.coder.text import fold
from marsad.coder.words import ENCLITICS
from marsad.knowledge import frame_files, read_yaml

Verbs = list[tuple[int, str]]  # token and lemma, in text order
# Written like a listed verb, but nearly always something else.
_NOT = frozenset(
    fold(w)
    for w in "بين قبل عبر مثل ضم رد علم كتب ضرب قتل قصف حكم قرر حل سلم قدم رأى مر عد جرح أسر دعم نقل".split()
)
_LEAST = 3  # letters of a written verb
THAT = frozenset(("ان", "انه", "انها", "انهم", "انهما"))
"""Folded words for that, with the subject of what is said."""


@cache
def _forms() -> dict[str, str]:
    """Written form -> lemma of every listed verb."""
    stops = read_yaml("words/stops.yaml")
    written = [*stops["perfect"], *stops["imperfect"]]
    written += [v for f in frame_files() for t in f["triggers"] for v in t.get("verb") or ()]
    written += [w for pair in _saying() for w in pair]
    out = {fold(w): fold(w) for w in stops["forms"]}
    for verb in written:
        base = fold(verb)
        made = imperfect_forms(base) if base.startswith("ي") else perfect_forms(base, verb.endswith("أ"))
        for form in made:
            out.setdefault(form, base)
    return out


def _saying() -> Iterator[Sequence[str]]:
    """The verbs of saying, perfect and imperfect."""
    for mode in MODES:
        yield from speech_data()[mode]


@cache
def saying() -> frozenset[str]:
    """The folded verbs of saying, as lemmas."""
    return frozenset(fold(w) for pair in _saying() for w in pair)


@lru_cache(maxsize=1 << 14)
def verb_of(norm: str) -> str | None:
    """The lemma of the folded word where it is written like a listed verb, with و، ف، س before and a pronoun behind."""
    forms = _forms()
    for start in ("", "و", "ف", "س", "وس", "فس"):
        if not norm.startswith(start):
            continue
        body = norm[len(start) :]
        if len(body) >= _LEAST and body not in _NOT and body in forms:
            return forms[body]
        for end in ENCLITICS:
            if (
                body.endswith(end)
                and len(body) - len(end) >= _LEAST
                and len(end) > 1
                and body[: -len(end)] in forms
            ):
                return forms[body[: -len(end)]]
    return None


def may_be_verb(norm: str) -> bool:
    """Whether the folded word is written like a listed verb, be it also a noun: قتل، قصف."""
    return verb_of(norm) is not None or norm.lstrip("وف") in _NOT


def verbs_of(norms: Sequence[str], first: int, last: int) -> Verbs:
    """The finite verbs among tokens [first, last)."""
    return [(i, lemma) for i in range(first, last) if (lemma := verb_of(norms[i]))]


def parted_by_that(norms: Sequence[str], first: int, last: int) -> bool:
    """Whether a second clause of what is said begins in [first, last): قتلوا على الأرجح، وإن الجيش قصف."""
    return any(n[0] == "و" and n[1:] in THAT for n in norms[first:last])
