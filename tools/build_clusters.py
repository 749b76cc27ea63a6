"""Builds `knowledge/weights/clusters.tsv`: words that keep the same company in conflict news, by class.

    python tools/build_clusters.py NEWS.jsonl.gz [-o FILE] [--words 16000] [--classes 400]

Words are folded and cut of conjunction and article; counts of neighbours within two words (left and right apart) are
weighed as positive pointwise mutual information, reduced to 80 dimensions and grouped by k-means with a fixed seed.
The classes let the models speak of kinds of words instead of single ones. Needs the `train` extra.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from marsad.coder.text import tokenise
from marsad.coder.words import stem

WINDOW = 2
DIMENSIONS = 80


def sentences(path: str) -> list[list[str]]:
    """The stems of each report."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [[stem(t.norm) for t in tokenise(json.loads(line)["text"])] for line in lines]


def main() -> None:
    """Reads the news, writes the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("news")
    args.add_argument("-o", default="src/marsad/knowledge/weights/clusters.tsv")
    args.add_argument("--words", type=int, default=16000)
    args.add_argument("--classes", type=int, default=400)
    opts = args.parse_args()
    texts = sentences(opts.news)
    counts = Counter(w for text in texts for w in text if len(w) > 1 and not w[0].isascii())
    words = [w for w, _ in counts.most_common(opts.words)]
    index = {w: i for i, w in enumerate(words)}
    contexts = min(4000, len(words))
    pairs: Counter[tuple[int, int]] = Counter()
    for text in texts:
        ids = [index.get(w, -1) for w in text]
        for i, a in enumerate(ids):
            if a < 0:
                continue
            for d in range(1, WINDOW + 1):
                if i + d < len(ids) and ids[i + d] >= 0:
                    b = ids[i + d]
                    if b < contexts:
                        pairs[a, b] += 1
                    if a < contexts:
                        pairs[b, contexts + a] += 1
    keys = np.array(list(pairs), dtype=np.int64)
    values = np.array(list(pairs.values()), dtype=np.float64)
    rows = np.bincount(keys[:, 0], values, len(words))
    cols = np.bincount(keys[:, 1], values, 2 * contexts) ** 0.75
    pmi = np.log(values * cols.sum() / (rows[keys[:, 0]] * cols[keys[:, 1]]))
    keep = pmi > 0
    matrix = csr_matrix((pmi[keep], (keys[keep, 0], keys[keep, 1])), (len(words), 2 * contexts))
    u, s, _ = svds(matrix, DIMENSIONS, random_state=0)
    vectors = u * np.sqrt(s)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = MiniBatchKMeans(opts.classes, random_state=0, n_init=3, batch_size=4096).fit_predict(vectors)
    out = Path(opts.o)
    out.parent.mkdir(exist_ok=True)
    groups: dict[int, list[str]] = {}
    for word, label in zip(words, labels, strict=True):
        groups.setdefault(int(label), []).append(word)
    lines = [f"{n}\t{' '.join(sorted(g))}" for n, (_, g) in enumerate(sorted(groups.items()))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
