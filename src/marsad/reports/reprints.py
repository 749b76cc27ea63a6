"""Reprints: texts that share most of their wording, found without comparing each with each.

MinHash over word shingles: a signature keeps, for each of `_PERMUTATIONS` orders of all shingles, the first that occurs
in the text. The share of equal places of two signatures estimates how much of all their shingles two texts share
(Jaccard). Signatures are cut into bands; only texts that agree in a whole band are compared (locality-sensitive
hashing), which takes time in proportion to the number of texts.

Chosen by measurement on invented stories (`bench/reprints.py`; docs/reprints.md has the figures).
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from operator import eq

from rensa import RMinHash

from marsad.coder.text import fold

__all__ = ["THRESHOLD", "bands", "likeness", "signature"]

THRESHOLD = 0.38
"""Texts that share at least so much of their wording are printings of one text."""

_SHINGLE = 4  # words
_ROWS = 3  # of a band: two texts that share `s` agree in a band with chance s ** _ROWS
_BANDS = 42
_PERMUTATIONS = _ROWS * _BANDS
_LEAST = 12  # words; shorter texts are alike by chance ("صباح الخير")
_SEED = 2014
_WORD = re.compile(
    r"[\w\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f]+"
)  # vowel signs and joiners stay inside


def signature(text: str) -> bytes | None:
    """The signature of `text`, 4 bytes a place; None where it is too short to tell.

    Spelling of hamza, vowel signs, punctuation and line breaks make no difference.
    """
    words = [fold(word) for word in _WORD.findall(text)]
    if len(words) < _LEAST:
        return None
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    places = array("I", minhash.digest())
    if places.itemsize != 4:
        raise AssertionError("an unsigned int has 4 bytes wherever Marsad runs")
    return places.tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """How much of their wording the texts of two signatures share, from 0 to 1."""
    equal: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return 4 * equal / len(one)


def bands(signed: bytes) -> list[int]:
    """The hashes of a signature's bands, as signed 64-bit numbers."""
    width = 4 * _ROWS
    return [
        int.from_bytes(
            blake2b(signed[i : i + width], digest_size=8, salt=i.to_bytes(2)).digest(), signed=True
        )
        for i in range(0, len(signed), width)
    ]
