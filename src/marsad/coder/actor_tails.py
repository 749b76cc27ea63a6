"""The phrases that may follow an actor's name and belong to it: من + group, تابع ل, باسم, لتحرير ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.actor_adjectives import qualities
from marsad.coder.actor_genitives import definite, proper
from marsad.coder.actor_words import Head, Lexis, Phrase
from marsad.coder.catalogue import OPENING, QUOTES

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader

_BODIES = ("force", "group")
_ANYONE = ("force", "group", "people", "state")
_BEHIND_MEMBERS = frozenset(("name", "headed"))
_TO_THEM = frozenset(("له", "لها", "لهم", "به", "بها", "بهم", "منه", "منها", "منهم", "معه", "معها", "معهم"))
_LINKS = frozenset(("عن", "علي", "في", "من"))


def attach(reader: Reader, phrase: Phrase, head: Head, depth: int) -> None:
    """Take up to three phrases that follow and belong to `phrase`."""
    for _ in range(3):
        j = phrase.last
        if j >= reader.sentence_end(j - 1) or not _one(reader, phrase, head, depth, reader.norms[j]):
            return


def _one(reader: Reader, phrase: Phrase, head: Head, depth: int, norm: str) -> bool:
    """Take the phrase behind `phrase`, which begins with the word `norm`; whether one was taken."""
    j, words = phrase.last, reader.words
    member = phrase.head in words.members
    if norm == "من" and _is_one_side(words, reader.norms[j + 1 : j + 3]):
        return False
    if norm == "من" and head.part and (not phrase.definite or member):
        return _take(reader, phrase, j + 1, depth, _ANYONE)
    if norm == "في" and (head.cls == "office" or member):
        return _take(reader, phrase, j + 1, depth, _BODIES, named=any(p.name for p in phrase.parts))
    if norm == "باسم" and phrase.head in words.speakers:
        return _take(reader, phrase, j + 1, depth, ()) or _plain(reader, phrase, j + 1)
    if norm[0] == "ل" and head.cls == "office" and _take(reader, phrase, j, depth, _BODIES, prep="ل"):
        return True  # القائد العام للحرس الثوري
    if norm in words.purposes and head.cls in ("group", "force", "office"):
        return _purpose(reader, phrase, j)
    if norm[0] == "ل" and len(norm) > 3 and head.cls in ("force", "group") and not phrase.definite:
        return _take(reader, phrase, j, depth, _BODIES, prep="ل")
    end = tie(reader, j, phrase.definite, phrase.parts, depth)
    if end > j:
        phrase.core = phrase.core or j
    phrase.last = max(phrase.last, end)
    return end > j


def _is_one_side(words: Lexis, behind: list[str]) -> bool:
    """من جهة أخرى and من جهة ومن كذا only tell two sides apart, من جهة مجهولة is somebody."""
    side, some = (*behind, "", "")[:2]
    return side in words.asides and some.removeprefix("ال") not in words.unnamed


def _take(
    reader: Reader,
    phrase: Phrase,
    j: int,
    depth: int,
    kinds: tuple[str, ...],
    prep: str = "",
    named: bool = False,
) -> bool:
    """Take the name at `j` when it is of one of `kinds` (any, where none is named) and has the preposition `prep`.

    `named`: only a body of the catalogue, since whose people they are is told already.
    """
    while j < reader.size and reader.norms[j] in reader.words.quantifiers:
        j += 1
    if j >= reader.sentence_end(phrase.last - 1) or depth > 2:
        return False
    inner = _inner(reader, j, depth, inside=not prep, leads=phrase.head in reader.words.leading)
    if inner is None or (kinds and inner.kind not in kinds) or inner.prep != prep or inner.conj:
        return False
    if named and inner.name is None:
        return False
    phrase.parts.append(inner)
    phrase.last = inner.last
    phrase.country = phrase.country or inner.country
    return True


def _inner(reader: Reader, j: int, depth: int, inside: bool, leads: bool) -> Phrase | None:
    """The name at `j` inside another; where the words before it lead to one, also by a name that needs its head."""
    name = reader.known.match(reader.norms, j, _BEHIND_MEMBERS) if leads else None
    return reader.named(j, name, depth + 1) if name else reader.at(j, inside=inside, depth=depth + 1)


def _plain(reader: Reader, phrase: Phrase, j: int) -> bool:
    """Take any noun with the article at `j` and its adjectives."""
    if j >= reader.size or not reader.norms[j].startswith("ال"):
        return False
    phrase.last = j + 1
    return definite(reader, phrase)


def _purpose(reader: Reader, phrase: Phrase, j: int) -> bool:
    """Take what a body is for: لتحرير أزواد, للدفاع عن الثورة, لحقوق الإنسان."""
    norms, limit = reader.norms, reader.sentence_end(j)
    end = j + 1
    if end < limit and norms[end] in _LINKS:
        end += 1
    if end >= limit:
        return False
    if norms[end].startswith("ال"):
        end = qualities(reader, end + 1, True, "")[0]
    elif not norms[j].startswith("لل") and not reader.words.stops(norms[end]):
        end = proper(reader, end) or end
    if norms[end - 1] in _LINKS:
        return False
    phrase.last = end
    return True


def tie(reader: Reader, j: int, is_definite: bool, parts: list[Phrase], depth: int) -> int:
    """The token after 'تابعة لـ X', 'المرتبط بالقاعدة' at `j`; `j` itself where there is no such phrase."""
    if j >= reader.sentence_end(j - 1) or depth > 2:
        return j
    norm = reader.norms[j]
    preps = reader.words.ties.get(norm.removeprefix("ال")) if norm.startswith("ال") == is_definite else None
    k = j + 1
    if not preps or k >= reader.size:
        return j
    if reader.norms[k] in _TO_THEM:
        return k + 1
    glued = reader.norms[k] not in preps
    k += not glued
    k += not glued and k < reader.size and reader.norms[k] in OPENING  # التابعة لـ"الجيش الوطني"
    if k >= reader.size or (reader.norms[k] in QUOTES and reader.norms[k] not in OPENING):
        return j
    inner = _inner(reader, k, depth, inside=not glued, leads=True)  # القاعدة is no military base here
    if inner is None or inner.conj or (glued and inner.prep not in preps):
        return j
    if norm.removeprefix("ال") not in reader.words.belonging:
        inner.flags.add("tied")  # loyal to it, against it, backed by it: not part of it
    parts.append(inner)
    return inner.last
