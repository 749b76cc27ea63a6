"""What sort of people an unnamed source is: مصدر طبي, شهود عيان, ناشطون; the list is `knowledge/sources.yaml`."""

from __future__ import annotations

from functools import cache

from marsad.coder.speakers import plain
from marsad.coder.text import fold
from marsad.knowledge import read_yaml

__all__ = ["source_class"]


@cache
def _classes() -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
    """(words for a source, class by noun, class by adjective), as speakers' words are compared."""
    data = read_yaml("sources.yaml")
    nouns: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for key, entry in data["classes"].items():
        for found, words in ((nouns, entry["nouns"]), (adjectives, entry["adjectives"])):
            for word in words:
                found.setdefault(plain(fold(word)), f"class:{key}")
    return frozenset(plain(fold(w)) for w in data["source"]), nouns, adjectives


def source_class(name: str) -> str | None:
    """The id of the class that the source `name` is of, `class:medical` for مصادر طبية; None for any other."""
    words = [plain(w) for w in fold(name).split() if w[0].isalnum()]
    if not words:
        return None
    heads, nouns, adjectives = _classes()
    if words[0] not in heads:
        return nouns.get(words[0])
    for word in words[1:4]:
        for form in (word, word.removesuffix("ه")):
            if form in adjectives:
                return adjectives[form]
    return None
