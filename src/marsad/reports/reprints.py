"""Reprints: texts that share most of their wording, found without comparing each with each.

MinHash over word shingles: a signature keeps, for each of `_PERMUTATIONS` orders of all shingles, the first that occurs
in the text. The share of equal places of two signatures estimates how much of all their shingles two texts share
(Jaccard). Signatures are cut into bands; only texts that agree in a whole band are compared (locality-sensitive
hashing), which takes time in proportion to the number of texts.

Chosen by measurement on invented stories (`bench/reprints.py`; docs/reprints.md has the figures).
"""

from __future__ import annotations

import re
from hashlib import blake2b
from struct import pack
from typing import NamedTuple

from rensa import RMinHash

from marsad.coder.text import fold

__all__ = ["THRESHOLD", "Signed", "likeness", "sign"]

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


class Signed(NamedTuple):
    """What is compared of a text: a byte for each place of its signature, and the hashes of its bands (64 bits)."""

    signature: bytes
    bands: list[int]


def sign(text: str) -> Signed | None:
    """The signature of `text` and its bands; None where it is too short to tell.

    Spelling of hamza, vowel signs, punctuation and line breaks make no difference.
    """
    words = [fold(word) for word in _WORD.findall(text)]
    if len(words) < _LEAST:
        return None
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    places: list[int] = minhash.digest()
    packed = pack(f"<{_PERMUTATIONS}I", *places)
    return Signed(bytes(place & 0xFF for place in places), _bands(packed))


def _bands(packed: bytes) -> list[int]:
    width = 4 * _ROWS
    starts = range(0, len(packed), width)
    digests = (blake2b(packed[i : i + width], digest_size=8, salt=i.to_bytes(2)).digest() for i in starts)
    return [int.from_bytes(digest, signed=True) for digest in digests]


def likeness(one: bytes, other: bytes) -> float:
    """How much of their wording the texts of two signatures share, from 0 to 1.

    Of each place a signature keeps the last byte, of which one in 256 is equal by chance.
    """
    differing = int.from_bytes(one) ^ int.from_bytes(other)
    equal = differing.to_bytes(len(one)).count(0) / len(one)
    return max(0.0, (equal - 1 / 256) / (1 - 1 / 256))
