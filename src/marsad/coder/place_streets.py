"""Room 3, places: what a street is called that no gazetteer has: شارع 9، شارع 26 يوليو، شارع يوسف كذا، شارع الجيش."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad.coder.actor_words import lexis
from marsad.coder.lexicon import lexicon
from marsad.coder.place_names import SETTLED, Name
from marsad.coder.place_words import ONE, PlaceWords, Trigger
from marsad.coder.text import fold
from marsad.knowledge import read_yaml

_STREET = "شارع"
_ADJECTIVE = ("ي", "يه", "ين", "ون", "ات", "ان")  # شارع رئيسي, شارع تجاري


def street(norms: Sequence[str], i: int, trigger: Trigger, words: PlaceWords) -> Name | None:
    """The name at token `i` behind the word for a street; None where another word stands there."""
    if trigger.one != _STREET or trigger.count != ONE or i >= len(norms):
        return None
    end = _end(norms, i, words)
    return Name(i, end, i, end, (), 0) if end else None


def _end(norms: Sequence[str], i: int, words: PlaceWords) -> int:
    """The token behind the name at token `i`; 0 where there is none."""
    norm, nxt = norms[i], norms[i + 1] if i + 1 < len(norms) else ""
    if norm.isdigit():
        return i + 2 if nxt in _months() else i + 1
    if not norm.isalpha() or norm[0].isascii() or norm in words.nisba or norm in words.directions:
        return 0
    if norm.startswith("ال"):
        pointing = words.references.get(norm)
        settled = pointing is not None and pointing.sort in SETTLED
        return 0 if settled or norm.endswith(("يه", "ي")) else i + 1
    if norm in lexis().given:
        second = nxt.isalpha() and nxt not in words.unnameable and not lexicon().of_word(nxt)
        return i + 2 if second and nxt[:1] not in "وبفلي" else i + 1
    plain = norm in words.everyday or norm in words.unnameable or norm in words.triggers or len(norm) < 4
    return 0 if plain or norm.endswith(_ADJECTIVE) or lexicon().of_word(norm) else i + 1


@cache
def _months() -> frozenset[str]:
    """The months' names of one word."""
    return frozenset(fold(m) for names in read_yaml("words/dates.yaml")["months"].values() for m in names)
