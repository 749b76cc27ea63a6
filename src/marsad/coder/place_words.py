"""The places room's word lists, folded and indexed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.coder.gazetteer import key_of
from marsad.coder.text import fold
from marsad.knowledge import read_yaml

ONE, TWO, MANY = 1, 2, 9
SITES = frozenset(("site", "base", "house", "square"))  # sorts of places with a point of their own
_OWNERS = ("ه", "ها", "هم", "هما", "هن")


@dataclass(slots=True, frozen=True)
class Trigger:
    """A word behind which a name is a place: `words` as written (folded), `one` its singular, `count` of names."""

    words: tuple[str, ...]
    surface: str  # the first word in its own letters, hamzas and all
    one: str
    count: int
    sort: str
    keep: bool
    weak: bool


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Runs of folded words by their first, longest first."""


@dataclass(slots=True, frozen=True)
class PlaceWords:
    """All word lists of `knowledge/words/places.yaml`."""

    triggers: dict[str, tuple[Trigger, ...]]  # by first word, longest first
    sorts: dict[str, dict[str, Any]]
    directions: dict[str, int]
    middles: frozenset[str]
    kilometres: frozenset[str]
    metres: frozenset[str]
    numerals: dict[str, int]
    prepositions: frozenset[str]
    loose: frozenset[str]
    happenings: frozenset[str]
    holders: frozenset[str]
    holding: frozenset[str]
    beside: frozenset[str]
    forces: frozenset[str]
    terrain: frozenset[str]
    capital: frozenset[str]
    homeland: frozenset[str]
    grounds: frozenset[str]
    border: frozenset[str]
    tracts: frozenset[str]
    bordering: frozenset[str]
    lying: dict[str, int]  # as `directions`: adjectives behind a tract
    heads: frozenset[str]
    never: frozenset[str]
    unnameable: frozenset[str]  # `never` and `prepositions`
    common: frozenset[str]
    doubtful: frozenset[str]
    everyday: frozenset[str]
    phrases: Phrases
    nisba: dict[str, str]  # folded adjective, with and without the article, both genders -> alpha-3
    capitals: dict[str, str]  # alpha-3 -> folded name
    borders: dict[str, list[float]]  # "AAA BBB" -> degrees north and east
    country_reach: dict[str, float]  # km by alpha-3; `other` for the rest
    references: dict[str, Trigger]  # المدينة -> the trigger مدينة
    owned: dict[str, str]  # house or room with a pronoun -> the kind of place
    sort_of: dict[str, str]  # of each kind of place (`Trigger.one`), as in `sorts`
    shorts: dict[str, tuple[str, str]]  # short name -> a name that tells of it, and its own
    seats: dict[str, frozenset[str]]  # of the state: words before, ministries, missions
    bodies: Phrases  # that meet somewhere: seats too, behind a word that says where
    buildings: Phrases  # of the state: places wherever they are named
    zones: Phrases  # between sides


def _set(data: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in data[name])


def _owned(data: dict[str, list[str]]) -> dict[str, str]:
    """The forms that words for houses have with a pronoun behind them, by form."""
    forms = ((kind, fold(w)) for kind, those in data.items() for w in those)
    stems = ((kind, form[:-1] + "ت" if form.endswith("ه") else form) for kind, form in forms)
    return {stem + owner: fold(kind) for kind, stem in stems for owner in _OWNERS}


def _phrases(phrases: Iterable[str]) -> Phrases:
    """`phrases` folded."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(key_of(phrase).split(" "))
        out.setdefault(parts[0], []).append(parts)
    return {w: tuple(sorted(p, key=len, reverse=True)) for w, p in out.items()}


@cache
def place_words() -> PlaceWords:
    """The word lists of the places room."""
    data = read_yaml("words/places.yaml")
    triggers: dict[str, list[Trigger]] = {}
    references: dict[str, Trigger] = {}
    for entry in data["triggers"]:
        one = key_of(entry["one"])
        for count, forms in (
            (ONE, [entry["one"]]),
            (TWO, entry.get("two", ())),
            (MANY, entry.get("many", ())),
        ):
            for form in forms:
                words = tuple(key_of(form).split(" "))
                surface = form.split(" ")[0]
                keep, weak = entry.get("keep", False), entry.get("weak", False)
                made = Trigger(words, surface, one, count, entry["sort"], keep, weak)
                triggers.setdefault(words[0], []).append(made)
                if count == ONE and len(words) == 1:
                    references["ال" + words[0]] = made
    nisba: dict[str, str] = {}
    for code, forms in data["nisba"].items():
        for form in forms:
            stem = fold(form)
            for word in (stem, stem + "ه", "ال" + stem, "ال" + stem + "ه"):
                nisba.setdefault(word, code)
    directions = {fold(w): d for w, d in data["directions"].items()}
    return PlaceWords(
        triggers={w: tuple(sorted(t, key=lambda t: -len(t.words))) for w, t in triggers.items()},
        sorts=data["sorts"],
        directions=directions,
        lying={w: d for w, d in directions.items() if w.endswith(("ي", "ه"))}
        | {fold(w): d for w, d in data["lying"].items()},
        numerals={fold(w): n for w, n in data["numerals"].items()},
        phrases=_phrases(data["phrases"]),
        nisba=nisba,
        capitals={code: key_of(name) for code, name in data["capitals"].items()},
        borders=data["borders"],
        country_reach=data["country_reach"],
        references=references,
        owned=_owned(data["owned"]),
        sort_of={t.one: t.sort for those in triggers.values() for t in those},
        shorts={fold(k): (key_of(by), key_of(name)) for k, (by, name) in data["shorts"].items()},
        seats={name: _set(data["seats"], name) for name in ("before", "ministries", "missions")},
        bodies=_phrases(data["seats"]["bodies"]),
        buildings=_phrases(data["seats"]["buildings"]),
        zones=_phrases(data["zones"]),
        unnameable=_set(data, "never") | _set(data, "prepositions"),
        everyday=frozenset(_everyday()),
        **{
            name: _set(data, name)
            for name in "middles kilometres metres prepositions loose happenings holders holding beside forces terrain"
            " capital homeland grounds border tracts bordering heads never common doubtful".split()
        },
    )


def opens_holder(norm: str) -> bool:
    """Whether a word brings in what a town lies in: قضاء الشوف، بمحافظة درعا."""
    holding = place_words().holding
    return norm in holding or norm[:1] == "ب" and norm[1:] in holding


def _everyday() -> list[str]:
    """Folded words that news uses often and that name no place, one a line."""
    return files("marsad.knowledge").joinpath("words/everyday.txt").read_text(encoding="utf-8").split()
