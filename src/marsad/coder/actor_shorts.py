"""Short names: a surname after the full name, an actor's short form after its full form or in its own theatre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.coder.actor_phrases import Reader
from marsad.coder.actor_words import Phrase
from marsad.coder.catalogue import Catalogue, Name

_SHORTENED = frozenset(("headed", "short", "local"))
_THEATRE = frozenset(("local",))


def with_short_names(reader: Reader, phrases: list[Phrase], theatre: str | None) -> list[Phrase]:
    """`phrases` and, between them, the short names that the report or the catalogue gives a full form for."""
    surnames, full = _introduced(reader, phrases)
    taken = {k for p in phrases for k in range(p.first, p.last)}
    extra: list[Phrase] = []
    known = reader.known
    for i, norm in enumerate(reader.norms):
        if not (known.starts(norm) or norm in surnames or norm[1:] in surnames) or i in taken:
            continue
        name = known.match(reader.norms, i, _SHORTENED)
        if name and not (name.mode == "short" or full & set(name.ids)):
            name = known.match(reader.norms, i, _THEATRE)
            name = name if name and _here(known, name, theatre) else None
        if name and not _another(reader, name):
            extra.append(_short_form(reader, i, name))
        elif surnames:
            letters = next((k for k in (0, 1) if norm[k:] in surnames and (not k or norm[0] in "وبلف")), None)
            if letters is not None:
                extra.append(_surname(i, norm, letters))
    return sorted((*phrases, *extra), key=lambda p: p.first) if extra else phrases


def _introduced(reader: Reader, phrases: list[Phrase]) -> tuple[set[str], set[str]]:
    """Surnames of the persons named in full, and ids of the actors named in full."""
    words, norms = reader.words, reader.norms
    surnames: set[str] = set()
    full: set[str] = set()
    for phrase in _all(phrases):
        if phrase.person and phrase.last - phrase.person > 1:
            last = norms[phrase.last - 1]
            if (
                len(last) > 3
                and last not in words.common
                and last not in ("الله", "الدين", "الرحمن", "العزيز")
            ):
                surnames.add(last)
        if phrase.name:
            full.update(phrase.name.ids)
    return surnames, full


def _all(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    for phrase in phrases:
        yield phrase
        yield from _all(phrase.parts)


def _here(known: Catalogue, name: Name, theatre: str | None) -> bool:
    """Whether a name that means an actor only in its own theatre stands in a report on that theatre."""
    return any(theatre in known.actors[i].where for i in name.ids)


def _another(reader: Reader, name: Name) -> bool:
    """Whether the word behind a short name makes something else of it: القاعدة الجوية."""
    norms, words = reader.norms, reader.words
    barred = words.not_names.get(norms[name.last - 1].lstrip("وبل").removeprefix("ال"), ())
    return name.last < reader.size and norms[name.last] in barred


def _short_form(reader: Reader, i: int, name: Name) -> Phrase:
    actor = reader.known.actors[name.ids[0]]
    kind = "person" if actor.kind == "person" else "group"
    head = reader.norms[i][name.letters :]
    phrase = Phrase(i, name.last, name.letters, name.conj, name.prep, kind, head, actor.role, actor.country)
    phrase.name, phrase.rule, phrase.definite = name, "short_name", True
    phrase.person = i if kind == "person" else 0
    return phrase


def _surname(i: int, norm: str, letters: int) -> Phrase:
    clitic = norm[:letters]
    conj, prep = (clitic if clitic in ("و", "ف") else ""), (clitic if clitic in ("ب", "ل") else "")
    return Phrase(
        i,
        i + 1,
        letters,
        conj,
        prep,
        "person",
        norm[letters:],
        "CVL",
        rule="surname",
        person=i,
        definite=True,
    )
