"""Room 3, places: towns that no gazetteer has, told by where they stand: قرب كذا، في كذا بولاية كذا.

A word that no Arabic text has is a town behind في where nothing goes on with it: في كندلوغو، ...
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from marsad.coder.clauses import verb_of
from marsad.coder.gazetteer import PREPOSED, gazetteer
from marsad.coder.lexicon import lexicon
from marsad.coder.place_names import cuts, known
from marsad.coder.place_words import PlaceWords, opens_holder
from marsad.coder.words import INTO

_NEAR = frozenset(("قرب", "وقرب"))
_AT = frozenset((*INTO, "قرب", "علي", "الي", "من", "نحو"))
_BEHIND = frozenset("في علي قرب من الي ان امس اليوم مساء صباح فجر يوم بعد خلال".split())  # at a name's end
_NAME = 4  # letters of a name that stands for itself


def may_be_unlisted(norms: Sequence[str], i: int) -> bool:
    """Whether the neighbours of token `i` let it name a town that no gazetteer has; asked of every token."""
    behind = norms[i + 1] if i + 1 < len(norms) else ""
    return behind[:1] == "ب" or behind in INTO or i > 0 and (norms[i - 1] in _NEAR or norms[i - 1] in INTO)


def unlisted(norms: Sequence[str], i: int, words: PlaceWords) -> str | None:
    """The preposition glued to the unlisted town's name at token `i`, or an empty string; None where none is named."""
    if not may_be_unlisted(norms, i):
        return None
    norm, before = norms[i], norms[i - 1] if i else ""
    if before in _NEAR:
        return "" if _strange(norm, words) else None
    if before in INTO and _foreign(norm, words) and _stands_alone(norms, i + 1, words):
        return ""
    if before in INTO and _joined_to_town(norms, i + 1, words) and _strange(norm, words):
        return ""
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


def _joined_to_town(norms: Sequence[str], i: int, words: PlaceWords) -> bool:
    """Whether the word at token `i` goes on with a town that the map has: في كذا والدانا."""
    norm = norms[i] if i < len(norms) else ""
    if norm[:1] != "و" or len(norm) < _NAME or norm in words.everyday or norm[1:] in words.everyday:
        return False
    length, grade, _ = known(norms, i, gazetteer(), norm[1:])
    return grade >= PREPOSED and (length > 1 or norm[1:] not in words.common)


# of the language's own words: what hangs behind them
_SUFFIXES = ("ها", "هم", "هما", "هن", "نا", "كم", "ته", "ات", "ين", "ون", "تي")


def _foreign(norm: str, words: PlaceWords) -> bool:
    """Whether a strange word looks like no word of Arabic: no article, no ending, unknown to the news."""
    if "ال" in norm[:3] or norm.endswith(_SUFFIXES) or norm in _news() or not _strange(norm, words):
        return False
    return not any(norm.endswith(end) and norm[: -len(end)] in _news() for end in ("ه", "ك", "ي"))


@cache
def _news() -> frozenset[str]:
    """The words that the news uses most, places among them."""
    text = files("marsad.knowledge").joinpath("weights/clusters.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.split("\t", 1)[1].split())


def _stands_alone(norms: Sequence[str], i: int, words: PlaceWords) -> bool:
    """Whether nothing at token `i` goes on with the noun before it: a stop, a preposition, a side, أن, a verb."""
    if i >= len(norms):
        return True
    norm = norms[i]
    if not norm[0].isalpha() or norm in _BEHIND or norm in words.directions:
        return True
    return norm[:1] == "و" and len(norm) > 3 or verb_of(norm) is not None


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
