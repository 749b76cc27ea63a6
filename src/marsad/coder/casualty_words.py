"""Room 6, casualties: the lexicon of what happens to people and of people counted, from `words/casualties.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from marsad.coder.inflect import imperfect_forms, perfect_forms
from marsad.coder.text import fold
from marsad.coder.words import Cut, analyses
from marsad.knowledge import read_yaml

_SOUND = ("ون", "ين", "و", "ي")
_COMPLETING = 23  # tokens behind a verb in which the word stands that makes it mean a death
_HAMZA_ENDS = ("ات", "اوا", "ووا", "اتا")  # لجأت، لجأوا، لجؤوا: no weak verb
_PLURAL_ENDS = ("وا", "ون", "تا", "ا", "ن", "ين")


class Sense(NamedTuple):
    """What a word can be. kind: masdar either suffers does bringing victim people nation others one_of."""

    kind: str
    value: str  # outcome or category
    form: str  # sg unit du pl sound (a plural or a dual, unvowelled); persons of a verb: one many
    cut: Cut


class Phrase(NamedTuple):
    """A marked phrase: its words after the first, and what it is."""

    rest: tuple[str, ...]
    kind: str
    value: str


def _needy_forms(row: dict[str, Any]) -> Iterator[str]:
    """The folded forms of the verbs and masdars of a row of `completed`."""
    for verb in map(fold, row["verbs"]):
        yield from imperfect_forms(verb) if verb.startswith("ي") else perfect_forms(verb)
    yield from map(fold, row.get("masdar", ()))


def _verb_forms(verb: list[str]) -> Iterator[str]:
    """The folded forms of a verb, [perfect, imperfect]."""
    perfect, imperfect = map(fold, verb)
    yield from perfect_forms(perfect)
    yield from imperfect_forms(imperfect)


class CasualtyWords:
    """Senses of single words (memoised) and phrases by their first word.

    The sets of folded words are the lists of these names in `words/casualties.yaml`.
    """

    toll: frozenset[str]
    negations: frozenset[str]
    links: frozenset[str]
    some: frozenset[str]
    clauses: frozenset[str]
    prepositions: frozenset[str]
    totals: frozenset[str]
    soldiers: frozenset[str]
    armies: frozenset[str]
    members: frozenset[str]
    officers: frozenset[str]
    lost: frozenset[str]
    bodies: frozenset[str]
    done_by: frozenset[str]
    open_heads: frozenset[str]
    things: frozenset[str]
    doubtful_people: frozenset[str]
    still: frozenset[str]
    ending: frozenset[str]
    after_bare: frozenset[str]
    cases: frozenset[str]
    containers: frozenset[str]
    befell: frozenset[str]
    mourning: frozenset[str]
    foes: frozenset[str]
    deeds: frozenset[str]
    bearing: frozenset[str]
    losses: frozenset[str]
    unnamed: frozenset[str]
    freed: frozenset[str]
    to_free: frozenset[str]
    nobodys: frozenset[str]
    strikes: frozenset[str]
    hurting: frozenset[str]
    sideless: frozenset[str]
    felling: frozenset[str]
    remnants: frozenset[str]
    inflicting: frozenset[str]
    civil: frozenset[str]
    personnel: frozenset[str]
    tolls: frozenset[str]
    attempts: frozenset[str]
    belongings: frozenset[str]
    outbreaks: frozenset[str]
    staff: frozenset[str]
    those: frozenset[str]
    amid: frozenset[str]
    been: frozenset[str]
    prisoners: frozenset[str]
    opening: frozenset[str]
    thereby: frozenset[str]
    rubble: frozenset[str]
    fates: frozenset[str]
    holds: frozenset[str]
    losing: frozenset[str]
    men: frozenset[str]
    unknown: frozenset[str]
    sites: frozenset[str]
    outlets: frozenset[str]
    kin: frozenset[str]
    ages: frozenset[str]
    mounts: frozenset[str]
    passing: frozenset[str]
    seized: frozenset[str]
    ailments: frozenset[str]
    conditions: frozenset[str]
    attackers: frozenset[str]
    leading: frozenset[str]
    incidents: frozenset[str]
    managing: frozenset[str]
    policing: frozenset[str]
    manners: frozenset[str]
    upon: frozenset[str]

    def __init__(self, data: dict[str, Any]) -> None:
        self._forms: dict[str, list[tuple[str, str, str]]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._memo: dict[str, tuple[Sense, ...]] = {}
        self._idle: dict[str, bool] = {}
        self._compile(data)
        self._add_nationalities()
        for phrases in self._phrases.values():
            phrases.sort(key=lambda p: -len(p.rest))
        self.completed = {
            (form, row.get("outcome", "killed")): (
                tuple(fold(w) for w in row["with"]),
                row.get("within", _COMPLETING),
            )
            for row in data["completed"]
            for form in _needy_forms(row)
        }
        for name in CasualtyWords.__annotations__:
            setattr(self, name, frozenset(fold(w) for w in data[name]))
        self.role_categories = {role: c for c, roles in data["role_categories"].items() for role in roles}
        self.freeing, self.by = ({tuple(fold(w).split()) for w in data[k]} for k in ("freeing", "by"))
        self.moving = frozenset(form for verb in data["moving"] for form in _verb_forms(verb))
        self.colleagues = tuple(fold(w) for w in data["colleagues"])
        self.households = tuple(fold(w) for w in data["households"])
        self.kidnapping = tuple(fold(w) for w in data["kidnapping"])
        self.total_verbs = tuple(fold(w) for w in data["total_verbs"])
        self.victim_categories = _by_word(data["victim_categories"])
        self.belonging = _by_word(data["belonging"])
        self.said = {category: frozenset(map(fold, words)) for category, words in data["said"].items()}
        self.doubtful = {fold(k): {fold(w) for w in ws} for k, ws in data["doubtful"].items()}
        self.only_with = {fold(k): {fold(w) for w in ws} for k, ws in data["only_with"].items()}
        self.disasters = frozenset(fold(w) for w in data["disasters"])
        self.accidents: dict[str, set[str]] = {}
        for first, second, *_ in (fold(w).split() for w in data["accidents"]):
            self.accidents.setdefault(first, set()).add(second)

    def _compile(self, data: dict[str, Any]) -> None:
        """Written forms of all verbs, nouns and phrases."""
        self._singles = {fold(noun["sg"]) for nouns in data["people"].values() for noun in nouns}
        for outcome, words in data["outcomes"].items():
            self._add_outcome(outcome, words)
        for word in data["bringing"]["masdar"]:
            self._add(word, "bringing", "", "sg")
        for verb in data["bringing"]["verbs"]:
            self._add_verb(verb, "bringing", "")
        for category, nouns in data["people"].items():
            for noun in nouns:
                self._add_noun(noun, "people", category)
        for form, words in data["others"].items():
            for word in words:
                self._add(word, "others", "unspecified", {"one": "sg", "two": "du", "many": "pl"}[form])
        for word in data["one_of"]:
            self._add(word, "one_of", "", "sg")
        for kind in ("part", "most", "rest", "both", "some_of"):
            for word in data[kind]:
                self._add(word, kind, self._phrase_value(data, word), "")
        for word, share in data["shares"].items():
            self._add(word, "share", str(share), "")

    @staticmethod
    def _phrase_value(data: dict[str, Any], word: str) -> str:
        names = {
            "part_of_those": "those",
            "part_of_killed": "killed",
            "part_of_wounded": "wounded",
            "part_of_captured": "captured",
            "part_of_missing": "missing",
            "one_part": "one",
            "all": "all",
        }
        return next((value for name, value in names.items() if word in data[name]), "")

    def _add(self, word: str, kind: str, value: str, form: str) -> None:
        first, *rest = fold(word).split()
        if rest:
            self._phrases.setdefault(first, []).append(
                Phrase(tuple(rest), f"{kind}.{form}" if form else kind, value)
            )
        elif (kind, value, form) not in self._forms.setdefault(first, []):
            self._forms[first].append((kind, value, form))

    def _add_verb(self, verb: list[str], kind: str, value: str) -> None:
        for base, forms in zip(verb, (perfect_forms, imperfect_forms), strict=False):
            stem, *rest = fold(base).split()
            hamza = _HAMZA_ENDS if base.endswith("أ") else ()
            for form in (*forms(stem), *(stem[:-1] + end for end in hamza)):
                if forms is imperfect_forms and form[0] not in "يت":  # the news speaks of others
                    continue
                if len(stem) == 3 and form == stem[:-1] + "ا" != stem:  # صفا, of صفى, is a name
                    continue
                many = form != stem and form.endswith(_PLURAL_ENDS)
                self._add(" ".join([form, *rest]), kind, value, "many" if many else "one")

    def _add_outcome(self, outcome: str, words: dict[str, Any]) -> None:
        for word in words["masdar"]:
            self._add(word, "masdar", outcome, "sg")
        for kind in ("either", "suffers", "does"):
            for verb in words[kind]:
                self._add_verb(verb, kind, outcome)
        for noun in words["victim"]:
            self._add_noun(noun, "victim", outcome)

    def _add_noun(self, noun: dict[str, Any], kind: str, value: str) -> None:
        sound = noun["pl"] == "sound" or any(p.endswith(("ين", "ون")) for p in noun["pl"])
        for single in (noun["sg"], noun.get("f")):
            if single:
                one = fold(single) + "ي" in self._singles  # قاضي المحكمة is no two judges
                for form, word in _counted_forms(single, not sound and not one):
                    self._add(word, kind, value, "unit" if noun.get("unit") and form == "sg" else form)
        stem = fold(noun["sg"])
        plurals = [stem + end for end in (*_SOUND, "ات")] if noun["pl"] == "sound" else noun["pl"]
        for plural in plurals:
            folded = fold(plural)
            form = "sound" if folded.endswith("ين") and folded == stem + "ين" else "pl"
            self._add(folded, kind, value, form)
            if form == "pl" and not folded.endswith(_SOUND) and " " not in folded:
                self._add(folded + "ا", kind, value, form)

    def _add_nationalities(self) -> None:
        """People named by their state alone: لبناني، موريتانيان، أتراك."""
        data = read_yaml("actors/states.yaml")["states"]
        states = {fold(name) for state in data for name in state.get("ar", ())}
        for state in data:
            for adjective in state.get("adj", ()):
                if not fold(adjective).endswith("ي"):
                    continue
                for form, word in _counted_forms(adjective, False):
                    if word in states:  # سوريا
                        continue
                    self._add(word, "nation", "unspecified", form)
                self._add(fold(adjective) + "ون", "nation", "unspecified", "pl")
                self._add(fold(adjective) + "ين", "nation", "unspecified", "sound")
            for plural in state.get("nouns", ()):
                self._add(plural, "nation", "unspecified", "pl")

    def is_idle(self, norm: str) -> bool:
        """Whether the folded word means nothing to the walk: no sense, no phrase, no clause; memoised."""
        known = self._idle.get(norm)
        if known is None:
            phrased = len(norm) > 1 and any(
                c.stem in self._phrases or "ال" + c.stem in self._phrases for c in analyses(norm)
            )
            marked = norm in self.clauses or norm in ("كل", "وان") or not norm.isalpha()
            known = self._idle[norm] = not (marked or phrased or self.read(norm))
        return known

    def has_object(self, norm: str) -> bool:
        """Whether the word is a verb of killing or the like with those whom it befell as its pronoun: قتلهم."""
        return any(s.kind in ("either", "does") and s.cut.pronoun and not s.cut.conj for s in self.read(norm))

    def read(self, norm: str) -> tuple[Sense, ...]:
        """All senses of the folded word, those with the least cut off first."""
        known = self._memo.get(norm)
        if known is None:
            known = self._memo[norm] = tuple(self._read(norm)) if len(norm) > 1 else ()
        return known

    def _read(self, norm: str) -> Iterator[Sense]:
        seen: set[tuple[str, str, str]] = set()
        for cut in analyses(norm):
            for entry in self._forms.get(cut.stem, ()):
                if entry not in seen and _fits(entry[0], cut):
                    seen.add(entry)
                    yield Sense(*entry, cut)

    def phrase(self, norms: list[str], i: int) -> tuple[Phrase, Cut] | None:
        """The longest phrase that begins at token `i`, with the clitics of its first word."""
        for cut in analyses(norms[i]):
            if cut.pronoun:
                continue
            for phrase in self._phrases.get(cut.stem if not cut.article else "ال" + cut.stem, ()):
                rest = phrase.rest
                if tuple(norms[i + 1 : i + 1 + len(rest)]) == rest:
                    return phrase, cut
        return None


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    """Folded word -> the group that lists it."""
    return {fold(word): group for group, words in groups.items() for word in words}


def _fits(kind: str, cut: Cut) -> bool:
    """Whether a word of this kind can carry these clitics."""
    if kind in ("either", "suffers", "does"):
        return not cut.article and not cut.prep
    if kind in ("people", "victim", "nation", "masdar", "bringing"):
        return not (cut.article and cut.pronoun)
    return not cut.pronoun


def _counted_forms(single: str, construct: bool) -> Iterator[tuple[str, str]]:
    """(form, word) for a noun's singular with its accusative and its duals, adjectives of a phrase left alone.

    The construct dual (جنديي) is left out for nouns whose plural looks the same (مقاتلي)."""
    first, *rest = fold(single).split()
    tail = " ".join(["", *rest])
    marked = first[:-1] + "ت" if first.endswith("ه") else first
    yield "sg", first + tail
    if not first.endswith(("ه", "ا", "ي")) or first.endswith("ي"):
        yield "du" if rest else "sg", first + "ا" + tail  # ضابطا شرطة are two: no adjective shares the ending
    yield "du", marked + "ان" + tail
    yield "du", marked + "ين" + tail
    if not rest and construct:
        yield "du", marked + "ي"


@cache
def casualty_words() -> CasualtyWords:
    """The compiled lexicon of casualties."""
    return CasualtyWords(read_yaml("words/casualties.yaml"))
