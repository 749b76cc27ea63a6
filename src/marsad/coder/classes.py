"""Word classes: words that keep the same company in conflict news, from `knowledge/weights/clusters.tsv`.

Made by `tools/build_clusters.py` from unlabelled news. They let a model say "a verb of fighting" where the word itself
was never seen in the gold.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_classes() -> dict[str, str]:
    """The class of each word that has one: folded stem -> class number."""
    path = files("marsad.knowledge").joinpath("weights/clusters.tsv")
    if not path.is_file():
        return {}
    out: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        number, words = line.split("\t")
        out.update(dict.fromkeys(words.split(), number))
    return out
