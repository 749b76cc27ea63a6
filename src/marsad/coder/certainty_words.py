"""Room 6, words of certainty: what governs how sure a report is of what it tells, folded for one look-up per token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad.coder.speakers import plain
from marsad.coder.text import fold
from marsad.knowledge import read_yaml

# how many tokens a word of each group reaches
REACH = {"possible": 14, "called_for": 16, "negated": 3, "conditional": 10, "purpose": 4, "alleged": 16}


@dataclass(slots=True, frozen=True)
class Words:
    """The word lists of `certainty.yaml`; of most groups the name there says what they are."""

    single: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    factive: frozenset[str]
    light: frozenset[str]
    futures: frozenset[str]
    perfect_t: frozenset[str]
    party: frozenset[str]
    no_party: frozenset[str]
    own_forces: frozenset[str]
    states: frozenset[str]
    powers: frozenset[str]  # call a state by the word of its foes: النظام
    deeds: frozenset[str]
    soft: frozenset[str]  # end a clause
    takes: dict[str, dict[str, str]]  # preposition -> words whose masdar stands behind it -> its certainty
    doubts: dict[str, tuple[tuple[str, ...], ...]]  # phrases of doubt behind a trigger, by first word
    foes: frozenset[str]
    abilities: dict[str, str]  # verbs of being able -> the preposition before what one can do
    attempts: frozenset[str]
    carrying: frozenset[str]
    provides: frozenset[str]
    terms: frozenset[str]
    pacts: frozenset[str]
    bands: frozenset[str]  # a foe's name describes who does it: مجموعة إرهابية
    accused: frozenset[str]  # participles that are also people: متهمين
    stopping: frozenset[str]  # nouns of bringing to an end, with and without a preposition
    doubting: frozenset[str]  # verbs of who somebody is believed to be: مسلحون يعتقد أنهم جهاديون


@cache
def denial_words(group: str) -> frozenset[str]:
    """The folded words of a group of `words/denial.yaml`."""
    return frozenset(fold(str(w)) for w in read_yaml("words/denial.yaml")[group])


@cache
def words_of_certainty() -> Words:
    """The word lists of the certainty of claims."""
    data = read_yaml("words/certainty.yaml")
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in REACH:
        left_out = {fold(w) for w in data[group].get("exclude", ())}
        denying = denial_words("denying") if group == "negated" else frozenset()
        for word in (*map(fold, data[group]["words"]), *denying):
            if word not in left_out:
                for conj in ("", "و", "ف"):
                    single.setdefault(conj + word, group)
        for phrase in data[group].get("phrases", ()):
            words = tuple(fold(w) for w in phrase.split())
            for conj in ("", "و"):  # وأنباء عن
                phrases.setdefault(words[-1], []).append(((conj + words[0], *words[1:]), group))
    plain_groups = ("factive", "light", "futures", "perfect_t", "soft")
    factive, light, futures, perfect_t, soft = (frozenset(map(fold, data[k])) for k in plain_groups)
    groups = ("party", "no_party", "own_forces", "states", "powers")
    party, no_party, own, states, powers = (frozenset(plain(fold(w)) for w in data[k]) for k in groups)
    deeds = frozenset(data["deeds"])
    phrases_ = {k: tuple(v) for k, v in phrases.items()}
    takes = {
        fold(prep): {c + fold(w): group for group, ws in row.items() for w in ws for c in ("", "و", "ف")}
        for prep, row in data["takes"].items()
    }
    doubts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in data["doubts"]:
        parts = tuple(map(fold, phrase.split()))
        doubts.setdefault(parts[0], []).append(parts)
    foes = frozenset(
        prefix + fold(w) for w in data["foes"] for prefix in ("", "ال", "لل", "بال", "وال", "و", "ل", "ب")
    )
    attempts = frozenset(c + fold(w) for w in data["attempts"] for c in ("", "و", "ف"))
    carrying, provides, terms = (frozenset(map(fold, data[k])) for k in ("carrying", "provides", "terms"))
    names = ("pacts", "bands", "accused", "doubting")
    pacts, bands, accused, doubting = (frozenset(map(fold, data[k])) for k in names)
    stopping = frozenset(c + fold(w) for w in data["stopping"] for c in ("", "ب", "ل", "و", "وب", "ول"))
    abilities = {fold(w): fold(prep) for prep, ws in data["abilities"].items() for w in ws}
    return Words(
        single, phrases_, factive, light, futures, perfect_t, party, no_party, own, states, powers, deeds, soft,
        takes, {k: tuple(v) for k, v in doubts.items()}, foes, abilities, attempts, carrying, provides, terms,
        pacts, bands, accused, stopping, doubting,
    )  # fmt: skip


def modal(norm: str) -> bool:
    """Whether the verb behind قد is imperfect, so that قد means perhaps."""
    if len(norm) < 4 or norm[0] not in "يت":
        return False
    return norm[0] == "ي" or not norm.endswith(("ت", "وا")) and norm not in words_of_certainty().perfect_t
