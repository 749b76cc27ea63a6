"""Room 3, places: towns that no gazetteer has, told by where they stand: قرب كذا، في كذا بولاية كذا."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.clauses import verb_of
from marsad.coder.lexicon import lexicon
from marsad.coder.place_names import cuts
from marsad.coder.place_words import PlaceWords, opens_holder
from marsad.coder.words import INTO

_NEAR = frozenset(("قرب", "وقرب"))
_AT = frozenset((*INTO, "قرب", "علي", "الي", "من", "نحو"))
_NAME = 4  # letters of a name that stands for itself


def may_be_unlisted(norms: Sequence[str], i: int) -> bool:
    """Whether the neighbours of token `i` let it name a town that no gazetteer has; asked of every token."""
    behind = norms[i + 1] if i + 1 < len(norms) else ""
    return behind[:1] == "ب" or behind in INTO or i > 0 and norms[i - 1] in _NEAR


def unlisted(norms: Sequence[str], i: int, words: PlaceWords) -> str | None:
    """The preposition glued to the unlisted town's name at token `i`, or an empty string; None where none is named."""
    if not may_be_unlisted(norms, i):
        return None
    norm, before = norms[i], norms[i - 1] if i else ""
    if before in _NEAR:
        return "" if _strange(norm, words) else None
    if i + 1 == len(norms) or not _is_held(norms, i + 1, words):
        return None
    if before in _AT and _strange(norm, words):
        return ""
    return (
        "ب"
        if norm[0] == "ب" and before not in _AT and _strange(norm[1:], words) and _strange(norm, words)
        else None
    )


def _is_held(norms: Sequence[str], i: int, words: PlaceWords) -> bool:
    """Whether the words at token `i` say in what lies what stands before: بولاية، بشمال، في ريف."""
    norm = norms[i]
    if norm[:1] == "ب" and (opens_holder(norm) or norm[1:] in words.directions):
        return True
    behind = norms[i + 1] if i + 1 < len(norms) else ""
    return norm in INTO and (opens_holder(behind) or behind in words.directions)


def _strange(norm: str, words: PlaceWords) -> bool:
    """Whether a word is none of the language's own, so that it can be a name."""
    if len(norm) < _NAME or not norm.isalpha() or norm[0].isascii() or norm.startswith("لل"):
        return False
    own = (words.everyday, words.unnameable, words.triggers, words.nisba, words.references)
    if any(norm in group for group in own) or lexicon().of_word(norm) or verb_of(norm) is not None:
        return False
    return not any(
        (conj or prep) and (stem in words.everyday or stem in words.triggers)
        for conj, prep, stem in cuts(norm)
    )
