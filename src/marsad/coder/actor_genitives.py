"""What an actor's head is construct to: a known name, a noun with the article, another head, a proper name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.actor_adjectives import adjectives, qualities
from marsad.coder.actor_persons import person_end
from marsad.coder.actor_words import Head, Phrase
from marsad.coder.catalogue import OPENING
from marsad.coder.lexicon import masdar_preps

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader

_BEHIND_HEAD = frozenset(("name", "headed", "short"))


def genitive(reader: Reader, phrase: Phrase, head: Head, depth: int) -> bool:
    """Take the genitive behind `phrase`; whether there is one."""
    j = phrase.last
    limit = reader.sentence_end(j - 1)
    if j >= limit:
        return False
    norm, words = reader.norms[j], reader.words
    if norm in OPENING:
        end = reader.quoted(j)
        if end:
            inner = _inner(reader, j + 1, head, depth)
            if inner and inner.last <= end:
                _absorb(phrase, inner)
            phrase.last = end
            return definite(reader, phrase)
    inner = _inner(reader, j, head, depth)
    if inner:
        _absorb(phrase, inner)
        if phrase.definite:
            adjectives(reader, phrase)  # قادة المعارضة | السوريين
        return True
    if norm.startswith("ال") and len(norm) > 3 and not words.stops(norm):
        phrase.last = j + 1 + (reader.norms[j + 1 : j + 2] == ["بالله"])  # لواء المعتز بالله
        return definite(reader, phrase)
    if head.cls == "force" and norm in words.tasks and j + 1 < limit and reader.norms[j + 1].startswith("ال"):
        phrase.last = j + 2
        return definite(reader, phrase)
    return _proper_genitive(reader, phrase, head, limit)


def _proper_genitive(reader: Reader, phrase: Phrase, head: Head, limit: int) -> bool:
    """Take a place or a proper name behind `phrase`."""
    j, words = phrase.last, reader.words
    norm = reader.norms[j]
    placed = norm in words.places and head.cls in ("people", "force", "office")
    if (placed or head.cls == "people" and norm in words.grounds) and j + 1 < limit:
        end = proper(reader, j + 1)
        if end:
            phrase.last = end
            return True
    quality = words.quality(reader.norms, j)
    if quality and not quality.definite and not head.construct:
        return False
    if head.named or head.construct or head.base in words.owners:
        if head.cls == "office" and norm in words.common:
            return False
        end = proper(reader, j)
        if end:
            phrase.last = end
            phrase.rule = f"{head.cls}_name"
            return True
    return False


def definite(reader: Reader, phrase: Phrase) -> bool:
    """Make `phrase` definite and take the adjectives behind it; always true."""
    phrase.definite = True
    adjectives(reader, phrase)
    return True


def _inner(reader: Reader, j: int, head: Head, depth: int) -> Phrase | None:
    """The name at `j` that a head's genitive is; short and headed names count here."""
    if head.base in reader.words.leading:
        name = reader.known.match(reader.norms, j, _BEHIND_HEAD, clitics=False)
        if name:
            return reader.named(j, name, depth + 1)
    inner = reader.at(j, inside=True, depth=depth + 1)
    if inner is None:
        return None
    if inner.kind == "people" and not inner.definite and inner.last == j + 1 and head.cls == "people":
        return None
    if inner.rule == "person" and head.cls not in ("office", "people", "group"):
        return inner if head.base in reader.words.leading else None
    return inner


def _absorb(phrase: Phrase, inner: Phrase) -> None:
    phrase.parts.append(inner)
    phrase.last = inner.last
    phrase.country = phrase.country or inner.country
    phrase.definite = phrase.definite or inner.definite


def proper(reader: Reader, j: int) -> int:
    """The token after the proper name at `j`: one word, or a construct with its genitive; 0 if there is none."""
    norms, words = reader.norms, reader.words
    norm, limit = norms[j], reader.sentence_end(j)
    if words.stops(norm) or any(r.cut.prep or r.cut.conj for r in words.heads(norm)):
        return 0
    if "ب" in masdar_preps(norm):
        return 0  # قامت سيارة شرطة | بدهس متظاهر
    if norm in words.given or norm in words.joints:
        end = person_end(reader, j, strong=True)
        if end:
            return end
    end = j + 1
    if end < limit and not words.stops(norms[end]):
        idafa = not norm.startswith("ال") and norms[end].startswith("ال")
        construct = not words.quality(norms, end) or norm.endswith(("اء", "ار"))
        end += norm in words.joints or (idafa and construct)
    return qualities(reader, end, True, norm)[0]
