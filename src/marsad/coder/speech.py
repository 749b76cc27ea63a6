"""Room 6, words of saying: every written form of a reporting verb, participle or tail, for one look-up per token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from marsad.coder.actor_words import lexis
from marsad.coder.inflect import imperfect_forms, participle_forms, perfect_forms
from marsad.coder.text import Token, fold
from marsad.knowledge import read_yaml

_MASDAR = re.compile("ب(إ..ا.|است.{2,3}ا.|[اإ]ن..ا.|[اإ].ت.ا.|ت..ي.)$")
MODES = ("report", "charge", "condemn", "demand", "threat", "deny", "guess")
_OBJECT = ("ه", "ها")  # ما أعلنته، تصريحات نقلتها


@dataclass(slots=True, frozen=True)
class Cue:
    """A word of saying: `kind` is verb, participle or tail; `mode` what kind of speech; `gender` m, f or p (plural)."""

    kind: str
    mode: str
    lemma: str
    gender: str
    conj: bool = False
    pronoun: bool = False
    perfect: bool = True
    guards: frozenset[str] = frozenset()


@cache
def data() -> dict[str, Any]:
    """The parsed word list of this room."""
    words: dict[str, Any] = read_yaml("words/attribution.yaml")
    return words


@cache
def word_set(name: str) -> frozenset[str]:
    """The folded words of the list `name`."""
    return frozenset(fold(str(w)) for w in data()[name])


@cache
def word_map(name: str) -> dict[str, str]:
    """The mapping `name` with folded keys; a mapping of lists is turned round (word -> group)."""
    out: dict[str, str] = {}
    for key, value in data()[name].items():
        if isinstance(value, list):
            out.update((fold(str(w)), str(key)) for w in value)
        else:
            out[fold(str(key))] = fold(str(value)) if name == "tail_with" else str(value)
    return out


@cache
def phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The folded phrases of the list `name`, by first word, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in data()[name]:
        words = tuple(fold(w) for w in str(phrase).split())
        out.setdefault(words[0], []).append(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()}


@cache
def ahead(guard: str) -> tuple[int, frozenset[str]] | None:
    """The words of which one must follow behind a verb with this guard, and within how many tokens; or None."""
    entry = data()["ahead"].get(guard)
    return (int(entry["within"]), frozenset(fold(w) for w in entry["words"])) if entry else None


def match_phrase(name: str, norms: list[str], i: int, last: int) -> int:
    """How many tokens a phrase of list `name` takes at token `i` (0: none begins there)."""
    for words in phrases(name).get(norms[i], ()):
        if i + len(words) <= last and tuple(norms[i : i + len(words)]) == words:
            return len(words)
    return 0


@cache
def cues() -> dict[str, Cue]:
    """Folded written form -> cue, conjunctions included."""
    out: dict[str, Cue] = {}
    left_out = {fold(w) for w in data()["not_forms"]}
    for form, cue in _forms():
        if form in left_out:
            continue
        joined = replace(cue, conj=True)
        for conj in ("", "و", "ف"):
            if conj + form not in left_out:
                out.setdefault(conj + form, joined if conj else cue)
    return out


def _forms() -> Iterator[tuple[str, Cue]]:
    words = data()
    guards = {fold(k): frozenset(v) for k, v in words["guards"].items()}
    for mode in MODES:
        for perfect, imperfect in words[mode]:
            lemma = fold(perfect)
            cue = Cue("verb", mode, lemma, "m", guards=guards.get(lemma, frozenset()))
            yield from _verb(lemma, fold(imperfect), cue)
    for mode, singulars in words["participles"].items():
        for singular in singulars:
            base = fold(singular)
            for form in participle_forms(base):
                if form not in (base, base + "و", base + "ي", base + "ان"):
                    gender = (
                        "f" if form.endswith(("ه", "تين", "تان")) else "p" if form.endswith("ين") else "m"
                    )
                    yield form, Cue("participle", mode, base, gender)
    for group in ("tail_words", "tail_with"):
        for word in words[group]:
            yield fold(word), Cue("tail", "report", fold(word), "m")


def _verb(lemma: str, imperfect: str, cue: Cue) -> Iterator[tuple[str, Cue]]:
    for form in perfect_forms(lemma):
        if form == lemma or form == lemma[:-1] + "ا":
            gender = "m"
        elif form.endswith(("ت", "تا")):
            gender = "f"
        elif form.endswith(("وا", "ا")) and not form.endswith("نا"):
            gender = "p"
        else:
            continue
        yield form, replace(cue, gender=gender)
        if gender != "p":
            stem = lemma[:-1] + "ا" if form == lemma and lemma.endswith("ي") else form
            yield from ((stem + end, replace(cue, gender=gender, pronoun=True)) for end in _OBJECT)
    for form in imperfect_forms(imperfect):
        if form.startswith(("ي", "ت")):
            plural = form.endswith(("ون", "ان")) and not imperfect.endswith(("ون", "ان"))
            gender = "p" if plural else "f" if form.startswith("ت") else "m"
            if (
                form.endswith(("ين", "وا", "ن"))
                and form != "ت" + imperfect[1:]
                and form != imperfect
                and not plural
            ):
                continue
            yield form, replace(cue, gender=gender, perfect=False)


def by_deed(token: Token) -> bool:
    """Whether the word is ب and a masdar by its form, which is no part of a name: بإلزام، باستغلال، بتكثيف."""
    return bool(_MASDAR.match(token.text)) and not lexis().heads(token.norm)


def is_own_act(token: Token) -> bool:
    """Whether a word behind a verb of saying is an act of who said it: أعلن استقالته، أكدت مشاركتها، يؤكد قيامهم."""
    text, norm = token.text, token.norm
    ending = next((e for e in ("هما", "هم", "ها", "ته") if text.endswith(e)), "")
    definite = text.startswith("ال") and not text.startswith("الت")
    if not ending or definite or text[0] in "بلو" or len(text) < 5:
        return False
    stem = norm[: -len(ending)] + ("ت" if ending == "ته" else "")
    return stem not in word_set("kin")
