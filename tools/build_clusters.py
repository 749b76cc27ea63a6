"""Builds `knowledge/weights/clusters.tsv`: words that keep the same company in conflict news, by class.

    python tools/build_clusters.py NEWS.jsonl.gz [-o FILE] [--words 16000] [--classes 400]

Words are folded and cut of conjunction and article; counts of neighbours within two words (left and right apart) are
weighed as positive pointwise mutual information, reduced to 80 dimensions and grouped by k-means with a fixed seed.
The classes let the models speak of kinds of words instead of single ones. Needs the `train` extra.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from marsad.coder.word_vectors import folded, word_vectors

DIMENSIONS = 80


def main() -> None:
    """Reads the news, writes the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("news", type=Path)
    args.add_argument("-o", default="src/marsad/knowledge/weights/clusters.tsv")
    args.add_argument("--words", type=int, default=16000)
    args.add_argument("--classes", type=int, default=400)
    opts = args.parse_args()
    vectors = word_vectors(folded(opts.news), opts.words, DIMENSIONS)
    labels = MiniBatchKMeans(opts.classes, random_state=0, n_init=3, batch_size=4096).fit_predict(
        np.stack(list(vectors.values()))
    )
    out = Path(opts.o)
    out.parent.mkdir(exist_ok=True)
    groups: dict[int, list[str]] = {}
    for word, label in zip(vectors, labels, strict=True):
        groups.setdefault(int(label), []).append(word)
    lines = [f"{n}\t{' '.join(sorted(g))}" for n, (_, g) in enumerate(sorted(groups.items()))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
