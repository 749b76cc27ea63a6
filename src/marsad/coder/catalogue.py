"""The actor catalogue: `knowledge/actors/*.yaml` compiled to look-ups by a name's first folded word.

It is compiled once (`knowledge.compiled`), so that loading takes milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from marsad.coder.text import fold
from marsad.coder.words import proclitic_cuts
from marsad.knowledge import parse_yaml
from marsad.knowledge.compiled import compiled

_FORMAT = 8
_KINDS = {"ar": "name", "headed": "headed", "local": "local", "short": "short"}


class Actor(NamedTuple):
    """A catalogue entry; `start` and `end` are ISO dates or None, `where` the theatres of its local names."""

    id: str
    kind: str  # group state body person
    names: tuple[str, ...]
    english: tuple[str, ...]
    role: str | None
    country: str | None
    parent: str | None
    start: str | None
    end: str | None
    where: tuple[str, ...]
    theatre: str
    codes: tuple[tuple[str, str], ...]  # acled, ucdp, wikidata
    allegiance: tuple[tuple[str, str | None, str | None], ...]  # (to, from date, to date)

    def lived(self, date: str | None) -> bool:
        """Whether the actor existed on the ISO date `date`; true where either is unknown."""
        return date is None or ((self.start or "") <= date and date <= (self.end or "9999"))

    def ties(self, date: str | None) -> tuple[str, ...]:
        """Ids of what the actor belonged to on the ISO date `date`: its parent, and alliances by their dates."""
        bound = (
            to
            for to, start, end in self.allegiance
            if date is None or ((start or "") <= date and date <= (end or "9999"))
        )
        return tuple(dict.fromkeys(filter(None, (self.parent, *bound))))


class Name(NamedTuple):
    """A name found at a token: the token after it, the ids it can mean, how it was listed, letters cut before it."""

    last: int
    ids: tuple[str, ...]
    mode: str  # name headed local short
    letters: int
    conj: str
    prep: str


QUOTES = frozenset("\"'«»“”‘’„()[]/")
OPENING = frozenset("\"'«“”‘„([/")
CLOSING = frozenset("\"'»”“’)]/")


_Name = tuple[tuple[str, ...], str, tuple[str, ...]]  # the words behind the first, how it is listed, ids


class Catalogue:
    """All actors by id, and their names."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.actors = {row[0]: Actor(*row) for row in data["actors"]}
        self._names: dict[str, tuple[_Name, ...]] = data["names"]
        self.bodies: dict[tuple[str, ...], str] = data["bodies"]
        self.votes: dict[str, tuple[str, float]] = data["votes"]  # word -> state, weight
        self.adjectives: dict[str, str] = data[
            "adjectives"
        ]  # nationality adjective (folded, masculine) -> state
        self.nationals: dict[str, str] = data["nationals"]  # broken plural -> state
        self.of_groups: dict[str, str] = data["of_groups"]  # a group's adjective, as those above -> its id
        self.capitals: dict[tuple[str, ...], str] = data["capitals"]
        self.doubtful: frozenset[str] = frozenset(data["doubtful"])  # states whose name is a common word too
        self.capitals_by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words, iso in self.capitals.items():
            self.capitals_by_first[words[0]].append((words, iso))
        self._memo: dict[str, tuple[tuple[str, int, str, str], ...]] = {}
        self._seconds: dict[
            str, dict[str, tuple[_Name, ...]]
        ] = {}  # names by their first and their second word

    def starts(self, norm: str) -> tuple[tuple[str, int, str, str], ...]:
        """(first word of a name, letters cut, conjunction, preposition) for the ways that `norm` can begin a name."""
        found = self._memo.get(norm)
        if found is None:
            rows: list[Any] = []
            for cut in proclitic_cuts(norm):
                word = "ال" + cut.stem if cut.article else cut.stem
                if word in self._names and word not in (r[0] for r in rows):
                    rows.append((word, cut.letters - 2 * cut.article, cut.conj, cut.prep))
            found = self._memo[norm] = tuple(rows)
        return found

    def match(self, norms: list[str], i: int, modes: frozenset[str], clitics: bool = True) -> Name | None:
        """The longest name at token `i`, listed in one of `modes`; quotes and slashes inside it are stepped over."""
        best: Name | None = None
        starts = self._memo.get(norms[i])
        for word, letters, conj, prep in self.starts(norms[i]) if starts is None else starts:
            if letters and not clitics:
                continue
            for rest, mode, ids in self._beginning(word, norms, i + 1):
                if mode in modes:
                    last = _follow(norms, i + 1, rest)
                    if last and (best is None or last > best.last):
                        best = Name(last, ids, mode, letters, conj, prep)
        return best

    def _beginning(self, word: str, norms: list[str], j: int) -> tuple[_Name, ...]:
        """The names whose first word is `word` that what stands at token `j` doesn't rule out; '' is no second word."""
        names = self._names[word]
        if len(names) == 1 or j < len(norms) and norms[j] in QUOTES:
            return names
        seconds = self._seconds.get(word)
        if seconds is None:
            seconds = self._seconds[word] = {}
            alone = tuple(n for n in names if not n[0])
            for second in {n[0][0] for n in names if n[0]}:
                seconds[second] = (*(n for n in names if n[0] and n[0][0] == second), *alone)
            seconds[""] = alone
        return seconds.get(norms[j], seconds[""]) if j < len(norms) else seconds[""]

    def choose(self, ids: tuple[str, ...], mode: str, date: str | None, theatre: str | None) -> Actor | None:
        """The actor that a name listed in `mode` means: alive on the report's date, in the report's theatre."""
        actors = [self.actors[i] for i in ids]
        if mode == "local":
            actors = [a for a in actors if theatre in a.where]
        alive = [a for a in actors if a.lived(date)] or (actors if mode != "local" else [])
        if len(alive) > 1:
            here = [a for a in alive if a.country == theatre]
            alive = here or [a for a in alive if theatre in a.where] or alive
        return alive[0] if alive else None

    def called(self, text: str) -> dict[str, tuple[str, ...]]:
        """Ids of the actors with exactly the name `text`, in any spelling that folds alike, by how it is listed."""
        out: dict[str, tuple[str, ...]] = {}
        for words in spellings(text):
            for rest, mode, ids in self._names.get(words[0], ()) if words else ():
                if rest == words[1:]:
                    out[mode] = tuple(dict.fromkeys((*out.get(mode, ()), *ids)))
        return out

    def search(self, text: str) -> Iterator[Actor]:
        """Actors with a name that holds all the words of `text`, folded; Arabic or English."""
        words = set(fold(text).split())
        for actor in self.actors.values():
            if any(words <= set(fold(n).split()) for n in (*actor.names, *actor.english, actor.id)):
                yield actor


def _follow(norms: list[str], j: int, rest: tuple[str, ...]) -> int:
    """The token after `rest` when it stands at `j`, else 0."""
    n = len(norms)
    for word in rest:
        if j < n and norms[j] != word and norms[j] in QUOTES:
            j += 1
        if j >= n or norms[j] != word:
            return 0
        j += 1
    return j


@cache
def catalogue() -> Catalogue:
    """The compiled catalogue, from the cache when its sources have not changed."""
    sources = [str(_FORMAT).encode(), *(name.encode() + raw for name, raw in _sources())]
    return Catalogue(compiled("actors", sources, lambda: compile_actors(actor_files())))


def _sources() -> list[tuple[str, bytes]]:
    folder = files("marsad.knowledge").joinpath("actors")
    return sorted((f.name, f.read_bytes()) for f in folder.iterdir() if f.name.endswith(".yaml"))


def actor_files() -> list[dict[str, Any]]:
    """The parsed actor files, in the order of their names."""
    return [parse_yaml(raw) for _, raw in _sources()]


def compile_actors(parsed: list[dict[str, Any]]) -> dict[str, Any]:
    """The catalogue's plain, marshallable form of the parsed actor files."""
    names: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows: dict[str, tuple[Any, ...]] = {}
    data: dict[str, Any] = {
        "bodies": {},
        "votes": {},
        "adjectives": {},
        "nationals": {},
        "of_groups": {},
        "capitals": {},
        "doubtful": [],
    }
    for file in parsed:
        for kind in ("actors", "persons"):
            for entry in file.get(kind, ()):
                _add(entry, "person" if kind == "persons" else "group", file.get("theatre", ""), rows, names)
                data["of_groups"].update((fold(word), entry["id"]) for word in entry.get("adj", ()))
    for file in parsed:
        if "states" in file:
            _add_states(file, rows, names, data)
    by_first: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = defaultdict(list)
    for words, modes in names.items():
        for mode, ids in modes.items():
            by_first[words[0]].append((words[1:], mode, tuple(ids)))
    data["actors"] = list(rows.values())
    data["names"] = {w: tuple(sorted(v, key=lambda r: -len(r[0]))) for w, v in by_first.items()}
    return data


def _add(
    entry: dict[str, Any],
    kind: str,
    theatre: str,
    rows: dict[str, tuple[Any, ...]],
    names: dict[tuple[str, ...], dict[str, list[str]]],
) -> None:
    """Compile one entry; names in `ar` count as they stand, the others need a head, a theatre or a full name."""
    text = {k: str(entry[k]) if entry.get(k) else None for k in ("from", "to")}
    where = tuple(entry.get("where") or ([entry["country"]] if entry.get("country") else []))
    ties = tuple(
        (a["to"], str(a["from"]) if a.get("from") else None, str(a["to_date"]) if a.get("to_date") else None)
        for a in entry.get("allegiance") or ()
    )
    codes = tuple((k, str(entry[k])) for k in ("acled", "ucdp", "wikidata") if entry.get(k))
    rows[entry["id"]] = (
        *(entry["id"], kind, tuple(entry.get("ar") or ()), tuple(entry.get("en") or ()), entry.get("role")),
        *(entry.get("country"), entry.get("parent"), text["from"], text["to"], where, theatre, codes, ties),
    )
    for field, mode in _KINDS.items():
        for name in entry.get(field) or ():
            for words in spellings(name):
                ids = names[words][mode]
                if entry["id"] not in ids:
                    ids.append(entry["id"])


def spellings(name: str) -> list[tuple[str, ...]]:
    """The folded words of `name`, the same with عبد الله and أبو بكر written as one word, and ديموقراطي."""
    words = tuple(fold(w) for w in name.replace("-", " - ").split())
    out = [words]
    if any("ديمقراط" in w for w in words):
        out.append(tuple(w.replace("ديمقراط", "ديموقراط") for w in words))
    for i in range(len(words) - 1):
        if words[i] in ("عبد", "ابو") or words[i + 1] in ("الله", "الدين"):
            joined = (*words[:i], words[i] + words[i + 1], *words[i + 2 :])
            out.append(joined)
    return out


def _add_states(
    file: dict[str, Any],
    rows: dict[str, tuple[Any, ...]],
    names: dict[tuple[str, ...], dict[str, list[str]]],
    data: dict[str, Any],
) -> None:
    """Compile the table of states, each with its bodies; a body that a theatre describes itself is left as it is."""
    for key, body in file["bodies"].items():
        for word in body["words"]:
            data["bodies"].setdefault(tuple(fold(w).removeprefix("ال") for w in word.split()), key)
    for state in file["states"]:
        code = state["iso"].lower()
        if code not in rows:
            _add(
                {"id": code, "en": [state["en"]], "ar": state["ar"], "role": "GOV", "country": state["iso"]},
                "state",
                "states",
                rows,
                names,
            )
        for key, body in file["bodies"].items():
            if f"{code}-{key}" not in rows and key not in state.get("lacks", ()):
                entry = {
                    "id": f"{code}-{key}",
                    "en": [body["en"].format(en=state["en"])],
                    "role": body["role"],
                }
                _add({**entry, "country": state["iso"], "parent": code}, "body", "states", rows, names)
        _add_votes(state, data)


def _add_votes(state: dict[str, Any], data: dict[str, Any]) -> None:
    iso, weight = state["iso"], float(state.get("vote", 1))
    if state.get("bare") is False:
        data["doubtful"].append(iso.lower())
    for adjective in state["adj"]:
        data["adjectives"].setdefault(fold(adjective), iso)
    for noun in state.get("nouns", ()):
        data["nationals"].setdefault(fold(noun), iso)
    for name in state["capital"]:
        data["capitals"].setdefault(tuple(fold(w) for w in name.split()), iso)
    for name in (*state["ar"], *state["capital"], *state["cities"]):
        word = fold(name)
        if " " not in word:
            data["votes"].setdefault(word, (iso, weight if name in state["ar"] else 1.5 * weight))
