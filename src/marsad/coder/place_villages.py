"""Room 3, places: names of villages that are everyday words too: قرية العشيرة، بلدة بولدي."""

from __future__ import annotations

from marsad.coder.clauses import verb_of
from marsad.coder.datewords import time_words
from marsad.coder.place_words import ONE, PlaceWords, Trigger

_VILLAGES = frozenset(("قريه", "بلده", "ضيعه", "عزبه"))
_TIMES = frozenset(("weekdays", "relative", "unit", "months", "spans"))
_ENDINGS = ("ه", "ات", "ين", "ها", "هما", "هم")  # of adjectives that agree, of plurals, of pronouns
_NAME = 4  # letters of a name


def village_name(norm: str, trigger: Trigger, words: PlaceWords) -> bool:
    """Whether a word behind the indefinite قرية or بلدة can only be its name, as no adjective of it is so written.

    One with the article is; so is one that begins with ب and is no word of every day, whatever it is without the ب.
    """
    if trigger.one not in _VILLAGES or trigger.count != ONE or len(norm) < _NAME or not norm.isalpha():
        return False
    taken = (words.unnameable, words.nisba, words.triggers, words.references, words.directions)
    if any(norm in group for group in taken):
        return False
    if norm.startswith("ال"):
        return not any(kind in _TIMES for _, (_, kind, _) in time_words().of(norm))
    return norm[:1] == "ب" and not (norm in words.everyday or norm in words.common or norm.endswith(_ENDINGS))


def ends_name(norm: str, words: PlaceWords) -> bool:
    """Whether a name ends before a word: a stop, a preposition, a direction, what holds it, a verb."""
    if not norm.isalpha() or norm in words.prepositions:
        return True
    return norm in words.directions or norm in words.holders or verb_of(norm) is not None
