"""Who an actor is, whose people it belongs to on a day, and whether two can be told to be different sides."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from marsad.coder.catalogue import catalogue
from marsad.coder.text import fold
from marsad.knowledge import read_yaml

__all__ = [
    "actor_key",
    "armed",
    "bare",
    "find_actor",
    "is_nobody",
    "line",
    "names_of",
    "rivals",
    "together",
    "usual_name",
]


def actor_key(actor: dict[str, Any]) -> str:
    """The catalogue's id, else the name as reported: folded and without articles, after a tilde."""
    return actor.get("id") or "~" + " ".join(map(bare, fold(actor["name"]).split()))


def bare(word: str) -> str:
    """The folded word without its article; a short one keeps it, as it may be no article: الم."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=1 << 16)
def line(key: str, day: str | None = None) -> frozenset[str]:
    """The actor and all that it belonged to on `day`: parents and allegiances, up to the top."""
    actors, found, left = catalogue().actors, set(), [key]
    while left:
        one = left.pop()
        if one in found:
            continue
        found.add(one)
        if actor := actors.get(one):
            left += [actor.parent] if actor.parent else []
            left += [to for to, start, end in actor.allegiance if _on(day, start, end)]
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def side_of(key: str, day: str | None = None) -> str:
    """The topmost of what the actor belonged to on `day`: the side that a map colours."""
    actors, seen = catalogue().actors, {key}
    while actor := actors.get(key):
        above = [actor.parent] if actor.parent else [to for to, a, b in actor.allegiance if _on(day, a, b)]
        if not above or above[0] in seen:
            break
        key = above[0]
        seen.add(key)
    return key


def _on(day: str | None, start: str | None, end: str | None) -> bool:
    return day is None or (start or "") <= day <= (end or "9999")


def together(a: str, b: str, day: str | None = None) -> bool:
    """Whether the catalogue knows the two as one side on `day`: one belongs to the other, or both to a third."""
    return bool(line(a, day) & line(b, day))


@lru_cache(maxsize=1 << 16)
def find_actor(asked: str) -> str:
    """The key of the actor that `asked` names: an id, a name of the catalogue, or a name as reported."""
    actors = catalogue().actors
    if asked in actors:
        return asked
    name = fold(asked)
    named = (a.id for a in actors.values() if name in map(fold, (*a.names, *a.english)))
    return next(named, None) or actor_key({"name": asked})


@lru_cache(maxsize=1 << 16)
def is_nobody(key: str) -> bool:
    """Whether the name is made of common nouns only (the fighters, the gunmen), so that it may mean any side."""
    return key.startswith("~") and all(word in _common() for word in key[1:].split())


@cache
def _common() -> frozenset[str]:
    words = read_yaml("words/actors.yaml")
    lists = [*words["references"].values(), words["members"], words["plurals"], words["leading"]]
    lists.append(read_yaml("words/holding.yaml")["nobody"])
    return frozenset(bare(fold(word)) for row in lists for word in row)


@lru_cache(maxsize=1 << 16)
def rivals(a: str, b: str, day: str | None = None) -> bool:
    """Whether the two are known to be different sides; of one that may be anybody nothing is known."""
    return a != b and not (is_nobody(a) or is_nobody(b) or together(a, b, day))


def armed(actor: dict[str, Any]) -> bool:
    """Whether the actor's role is one that bears arms."""
    return actor.get("role") in read_armed()


@cache
def read_armed() -> frozenset[str]:
    """The vocabulary's roles that bear arms."""
    return frozenset(read_yaml("words/holding.yaml")["armed"])


def names_of(key: str) -> tuple[str | None, str | None]:
    """The catalogue's Arabic and English name of an actor; None where it has none."""
    actor = catalogue().actors.get(key)
    if actor is None:
        return None, None
    return next(iter(actor.names), None), next(iter(actor.english), None)


def usual_name(key: str, reported: str, language: str = "ar") -> str:
    """The catalogue's name of an actor in `language`, else what reports call it."""
    arabic, english = names_of(key)
    return (english if language == "en" else arabic) or reported
