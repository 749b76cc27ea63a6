"""Which language a report is in, by its letters and function words. An honest guess: None where they do not tell."""

from __future__ import annotations

import re
from functools import cache

from marsad.knowledge import read_yaml

__all__ = ["language"]

_LOOKED_AT = 20_000  # characters; the opening of a report tells its language
_ARABIC = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06fc\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670]")
_ARABIC_SHARE = 1 / 3  # a post with its English translation below it is still an Arabic report


@cache
def _function_words() -> dict[str, dict[str, frozenset[str]]]:
    data = read_yaml("languages.yaml")
    return {
        script: {code: frozenset(words) for code, words in group.items()} for script, group in data.items()
    }


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language `text` is written in, or None where that cannot be told."""
    sample = _MARKS.sub("", text[:_LOOKED_AT])
    letters = _letters(_WORD, sample)
    if not letters:
        return None
    if _letters(_ARABIC, sample) >= letters * _ARABIC_SHARE:
        return _most(sample, "arabic_script") or "ar"
    if _letters(_LATIN, sample) >= letters / 2:
        return _most(sample.lower(), "latin_script")
    return None


def _letters(runs: re.Pattern[str], sample: str) -> int:
    """How many letters are in the runs of them."""
    return sum(map(len, runs.findall(sample)))


def _most(sample: str, script: str) -> str | None:
    """The language of `script` with the most function words in `sample`; the first listed at a tie."""
    words = _WORD.findall(sample)
    counts = {code: sum(map(known.__contains__, words)) for code, known in _function_words()[script].items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else None
