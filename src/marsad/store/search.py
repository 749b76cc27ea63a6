"""Words as they are searched: folded, with what Arabic glues to them cut off. The same on both databases.

Of each word the index holds the folded word, the word without conjunction, preposition and article, and stems (marked
by a leading s) without a few endings. A query asks for the word without its article, or its stem; it cuts no single
letters, since "وزير" is not "زير".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from marsad.coder.text import tokenise
from marsad.coder.words import proclitic_cuts

__all__ = ["index_words", "like_name", "name_words", "query_words"]

_ENDINGS = (
    ("ات", 3),
    ("ون", 4),
    ("ين", 4),
    ("هم", 4),
    ("ها", 4),
    ("ه", 3),
    ("ا", 4),
)  # and letters left at least
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0620-\u06ff\u0750-\u077f]+")
_LONGEST = 64  # letters of a word
_MOST = 400_000  # bytes of words of one report; PostgreSQL takes a megabyte


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, ...]:
    """What the index holds of the folded `word`."""
    cuts = {c.stem for c in proclitic_cuts(word) if len(c.stem) >= (2 if c.article else 3)} | {word}
    return tuple(sorted(cuts | {"s" + _stem(cut) for cut in cuts}))


def _words(text: str) -> list[str]:
    """Folded words and numbers of `text`, without signs."""
    return [w[:_LONGEST] for token in tokenise(text) for w in _WORD.findall(token.norm)]


def index_words(*texts: str | None) -> str:
    """The searchable words of `texts`, each once, joined by spaces."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _words(text or ""):
            found.update(dict.fromkeys(_forms(word)))
    joined = " ".join(found)
    if len(joined.encode()) <= _MOST:
        return joined
    return joined.encode()[:_MOST].decode(errors="ignore").rpartition(" ")[0]


def _without_article(word: str) -> str:
    return next((c.stem for c in proclitic_cuts(word) if c.article and len(c.stem) >= 2), word)


def query_words(query: str) -> list[tuple[str, ...]]:
    """The words of `query`; of each the forms of which one has to occur."""
    out = []
    for word in _words(query):
        bare = _without_article(word)
        out.append(tuple(sorted({word, bare, "s" + _stem(bare)})))
    return out


def name_words(names: Iterable[str | None]) -> str:
    """`names` and ids as one string to be searched with `like_name`: words without article, names between bars."""
    parts = dict.fromkeys(" ".join(map(_without_article, _words(name))) for name in names if name)
    joined = " | ".join(p for p in parts if p)
    return f"| {joined} |" if joined else ""


def like_name(query: str) -> str:
    """The LIKE pattern that finds `query` as whole words of a name in what `name_words` made."""
    words = _words(query)
    return f"% {' '.join(map(_without_article, words))} %" if words else "%"
