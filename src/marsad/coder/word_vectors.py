"""Words as rows of numbers by the company they keep in unlabelled news. Needs the `train` extra (SciPy).

Counts of neighbours within two words, left and right apart, weighed as positive pointwise mutual information and
reduced by a singular value decomposition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from marsad.coder.silence import read_rows
from marsad.coder.text import tokenise
from marsad.coder.words import stem

VECTORS = 30_000, 100  # of the network: how many words, and how many numbers each
_WINDOW = 2
_CONTEXTS = 4000  # the commonest words, which the others are told by
_RARER = 0.75  # power of a neighbour's count, which makes rare ones weigh less


class News(NamedTuple):
    """Reports that nobody coded: the folded words of each, and a vector for every common word, commonest first."""

    texts: list[list[str]]
    vectors: dict[str, Any]


def news_of(*paths: Path) -> News:
    """The reports of some .jsonl.gz files as the network reads them before it learns from gold."""
    texts = folded(*paths)
    return News(texts, word_vectors(texts, *VECTORS))


def folded(*paths: Path) -> list[list[str]]:
    """The folded words of every report of some .jsonl.gz files."""
    return [[t.norm for t in tokenise(row["text"])] for path in paths for row in read_rows(path)]


def word_vectors(news: Iterable[Sequence[str]], most: int, size: int) -> dict[str, Any]:
    """A vector of `size` numbers, of length 1, for the stem of each of the `most` commonest Arabic words of `news`.

    The commonest come first.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import svds

    texts = [[stem(w) for w in text] for text in news]
    counts = Counter(w for text in texts for w in text if len(w) > 1 and not w[0].isascii())
    words = [w for w, _ in counts.most_common(most)]
    contexts = min(_CONTEXTS, len(words))
    pairs = _pairs(texts, {w: i for i, w in enumerate(words)}, contexts)
    keys = np.array(list(pairs), dtype=np.int64)
    values = np.array(list(pairs.values()), dtype=np.float64)
    rows = np.bincount(keys[:, 0], values, len(words))
    cols = np.bincount(keys[:, 1], values, 2 * contexts) ** _RARER
    pmi = np.log(values * cols.sum() / (rows[keys[:, 0]] * cols[keys[:, 1]]))
    keep = pmi > 0
    matrix = csr_matrix((pmi[keep], (keys[keep, 0], keys[keep, 1])), (len(words), 2 * contexts))
    left, strength, _ = svds(matrix, size, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return dict(zip(words, vectors.astype(np.float32), strict=True))


def _pairs(texts: Iterable[Sequence[str]], index: dict[str, int], contexts: int) -> Counter[tuple[int, int]]:
    """How often each word has each context word behind it and, as `contexts` more, before it."""
    out: Counter[tuple[int, int]] = Counter()
    for text in texts:
        ids = [index.get(w, -1) for w in text]
        for apart in range(1, _WINDOW + 1):
            for a, b in zip(ids, ids[apart:], strict=False):
                if a >= 0 and 0 <= b < contexts:
                    out[a, b] += 1
                if b >= 0 and 0 <= a < contexts:
                    out[b, contexts + a] += 1
    return out
