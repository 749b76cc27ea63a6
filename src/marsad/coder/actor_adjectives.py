"""The adjectives that follow an actor's head and agree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.actor_words import Phrase, Quality
from marsad.coder.catalogue import CLOSING, OPENING

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader


_PLURAL = ("ين", "ون")


def adjectives(reader: Reader, phrase: Phrase) -> bool:
    """Take the adjectives behind `phrase`, with the state and role that they give; whether there were any."""
    before = phrase.last
    head = reader.norms[phrase.first]
    body = phrase.kind in ("group", "force", "state")
    phrase.last, country, role = qualities(
        reader, before, phrase.definite, head, nisba=phrase.head != "رييس", body=body
    )
    phrase.country = phrase.country or country
    phrase.role = role or phrase.role
    return phrase.last > before


def qualities(
    reader: Reader, j: int, definite: bool, head: str, nisba: bool = True, body: bool = False
) -> tuple[int, str | None, str | None]:
    """(the token after the adjectives that begin at `j` and agree, the state and the role that they give).

    `nisba`: an unknown word of an adjective's form counts too; `body`: the head is no people, whose plural agrees.
    """
    country = role = None
    start, limit = j, reader.sentence_end(j - 1)
    norms = reader.norms
    while j < limit:
        quoted = norms[j] in OPENING and j + 2 < limit and norms[j + 2] in CLOSING
        at = j + 1 if quoted else j
        quality = reader.words.quality(norms, at)
        if norms[at] in reader.words.placing and not definite:
            break  # مسلحون | شمالي البلاد
        if quality is None:
            if nisba and definite and _is_nisba(reader, j):
                j += 1
                continue
            break
        if not _agrees(quality, definite, head, j > start, country is not None) or (
            quality.conj and _is_body(reader, j)
        ):
            break
        if not quoted and quality.words == 1 and _unlike(norms[j - 1], norms[at]):
            break  # السلطات السودانية | المعارض فلان
        if not definite and j > start and norms[at].endswith("ا") and not norms[j - 1].endswith(("ا", "ه")):
            break  # شرطي عراقي | متظاهرا
        plural = quality.ending in _PLURAL or quality.definite and norms[at].endswith(_PLURAL)
        if body and not quoted and plural and not head.endswith((*_PLURAL, "ان")):
            break  # يتهم النظام | المتمردين، الشرطة | الخارجين عن القانون
        country = country or quality.country
        role = role or quality.role
        j = at + quality.words + quoted
    return j, country, role


def _unlike(before: str, norm: str) -> bool:
    """Whether a feminine adjective stands before one that is none: the second is of somebody else."""
    return before.endswith("ه") and before.startswith("ال") and not norm.endswith(("ه", "ات", "ي"))


def _is_nisba(reader: Reader, j: int) -> bool:
    """Whether the unknown word at `j` has an adjective's form: الـ...ي, الـ...ية."""
    norm, words = reader.norms[j], reader.words
    if len(norm) < 6 or not norm.startswith("ال") or not norm.endswith(("ي", "يه", "يين", "يون")):
        return False
    if norm.removeprefix("ال") in words.ties or norm in words.abstract or norm in words.family:
        return False
    return not (words.heads(norm) or words.stops(norm))


def _is_body(reader: Reader, j: int) -> bool:
    """Whether the word at `j`, behind its conjunction, is another actor: والمعارضة."""
    return any(r.head.cls in ("group", "force") for r in reader.words.heads(reader.norms[j]))


def _agrees(quality: Quality, definite: bool, head: str, later: bool, national: bool) -> bool:
    """Whether the adjective goes with a head of this definiteness and case; a coordinated one must be the second."""
    if quality.definite != definite or (quality.conj and not (later and quality.conj == "و")):
        return False
    if quality.conj and not (quality.definite or quality.country or national):
        return False
    return (head[-2:], quality.ending) not in (("ون", "ين"), ("ين", "ون"))
