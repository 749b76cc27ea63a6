"""Where a person's name ends: given and second names, compounds such as عبد الرحمن, titles before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.actor_adjectives import adjectives
from marsad.coder.actor_words import Phrase
from marsad.coder.catalogue import OPENING
from marsad.coder.words import proclitic_cuts

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader

_LONGEST = 6  # tokens
_PERSONAL = frozenset(("name", "headed", "short"))
_NAMES = frozenset(("name",))
_COMPOUND = ("عبد", "ابو")


def person_end(reader: Reader, i: int, bare: bool = False, strong: bool = False) -> int:
    """The token after the person's name at `i`, or 0.

    `bare`: no title stands before it, so a given name and a second name must be seen. `strong`: a title stands before
    it, so that unknown words count as names.
    """
    words, norms = reader.words, reader.norms
    first = _bare_first(reader, i) if bare else norms[i]
    if not first or not _begins(reader, i, first, bare, strong):
        return 0
    limit = min(reader.size, i + _LONGEST, reader.sentence_end(i))
    j = i + 1
    if first in words.joints:
        if j >= limit or words.stops(norms[j]):
            return 0
        j += 1
    elif first in words.family and first not in words.given:
        return 0 if bare else j
    foreign = first not in words.given and first not in words.joints and not first.startswith("ال")
    j = _rest(reader, j, limit, foreign)
    return 0 if bare and j - i < 2 else j


def _bare_first(reader: Reader, i: int) -> str:
    """The given name that the word at `i` begins a person's name with, behind its clitics; '' if it doesn't."""
    words, norm = reader.words, reader.norms[i]
    if norm in words.given:
        return norm
    stems = (c.stem for c in proclitic_cuts(norm) if not c.article)
    return next((s for s in stems if s in words.given or s in _COMPOUND), "")


def _begins(reader: Reader, i: int, first: str, bare: bool, strong: bool) -> bool:
    """Whether a person's name begins with the word `first` at token `i`."""
    words = reader.words
    if first == "علي" and not _given_at(reader, i, first, start=not strong):
        return False
    if bare:
        return first not in words.ambiguous or _named(reader, i + 1) or _second(reader, i + 1)
    if (
        first in words.given
        or first in words.family
        or (first in (*_COMPOUND, "ابي", "بن") and i + 1 < reader.size)
    ):
        return True
    return strong and _name_like(reader, i, start=True)


def _rest(reader: Reader, j: int, limit: int, foreign: bool) -> int:
    """The token after the names from `j` on; one unknown word may be among them, two in a foreign name."""
    words, norms = reader.words, reader.norms
    unknown, units = 0, 1
    while j < limit:
        norm = norms[j]
        if norm in words.joints and j + 1 < limit and not words.stops(norms[j + 1]):
            j += 2
        elif norm == "الله":  # عوض الله, نصر الله
            j += 1
            continue
        elif norm in words.family:
            return j + 1
        elif _given_at(reader, j, norm):
            j += 1
        elif norm != "علي" and unknown <= foreign and _name_like(reader, j):
            nisba = norm.startswith("ال") and norm.endswith("ي")
            if units > 1 + foreign and not nisba:
                return j
            unknown += 1
            j += 1
        else:
            return j
        units += 1
    return j


def _given_at(reader: Reader, i: int, norm: str, start: bool = False) -> bool:
    """Whether the word `norm` at `i` is a given name; علي is one only beside other names, being mostly a preposition.

    `start`: nothing but the words themselves says that a name begins here.
    """
    words = reader.words
    if norm != "علي":
        return norm in words.given
    if _named(reader, i + 1):
        return True
    following = reader.norms[i + 1] if i + 1 < reader.size else "."
    written = reader.doc.tokens[i].text == "علي"
    return written and not start and (words.stops(following) or following.startswith("ال"))


def _named(reader: Reader, i: int) -> bool:
    """Whether the word at `i` is a known name or begins a compound one."""
    norm = reader.norms[i] if i < reader.size else "."
    return norm in reader.words.given or norm in reader.words.family or norm in _COMPOUND


def _second(reader: Reader, i: int) -> bool:
    """Whether the unknown word at `i` looks like a second name."""
    return i < reader.size and len(reader.norms[i]) > 3 and _name_like(reader, i)


def _name_like(reader: Reader, j: int, start: bool = False) -> bool:
    """Whether the unknown word at `j` can be part of a person's name."""
    words, norm = reader.words, reader.norms[j]
    if (
        norm in words.common
        or words.stops(norm)
        or len(norm) < 2
        or norm in words.quantifiers
        or norm in words.places
    ):
        return False
    if norm[0] == "و" or (norm[0] in "بلك" and start) or norm.removeprefix("ال") in words.ties:
        return False
    text = reader.doc.tokens[j].text
    if text.endswith(("ً", "ًا")) or (start and len(norm) > 4 and norm.endswith("ا")):
        return False  # an adverb or an object, not a name
    if words.heads(norm) or words.quality(reader.norms, j) or reader.known.match(reader.norms, j, _NAMES):
        return False
    if norm.startswith("ال"):
        return start or norm.endswith(("ي", "ه")) or len(norm) < 8
    return start or norm[0] not in "يتبل"


def titled(reader: Reader, phrase: Phrase) -> Phrase | None:
    """`phrase`, a title, with its adjectives and the person's name: الرئيس السوري بشار الأسد."""
    phrase.definite = True
    phrase.last = _past_titles(reader, phrase.last)
    adjectives(reader, phrase)
    if phrase.head == "د" and phrase.last < reader.size and reader.norms[phrase.last] == ".":
        phrase.last += 1
    return phrase if person_tail(reader, phrase, strong=True) else None


def person_tail(reader: Reader, phrase: Phrase, comma: bool = True, strong: bool = False) -> bool:
    """Take the name of the person who holds the office, perhaps behind a comma, and titles before it."""
    norms, first = reader.norms, phrase.last
    if first + 1 < reader.size and _named(reader, first + 1):
        first += comma and norms[first] in ("،", ",") or norms[first] in reader.words.appointed
    j = _past_titles(reader, first)
    strong = strong or j > first
    opened = j + 1 < reader.size and norms[j] in OPENING and bool(person_end(reader, j + 1, strong=strong))
    j += opened
    if j >= reader.size or j > reader.sentence_end(phrase.first):
        return False
    end = _known_person(reader, j) or person_end(reader, j, strong=strong)
    if not end and j + 1 < reader.size and _name_like(reader, j, start=True):
        end = _known_person(reader, j + 1)  # مسرور بارزاني, of whose family another is known
    if not end:
        return False
    phrase.last = reader.doc.closed(j - 1, end) if opened else end
    phrase.person = j
    phrase.kind = "person"
    phrase.rule = phrase.rule or "titled"
    return True


def _known_person(reader: Reader, j: int) -> int:
    """The token after the name of a person of the catalogue at `j`, or 0."""
    name = reader.known.match(reader.norms, j, _PERSONAL, clitics=False)
    return name.last if name and reader.known.actors[name.ids[0]].kind == "person" else 0


def _past_titles(reader: Reader, j: int) -> int:
    """The token after the titles that stand at `j`."""
    words = reader.words
    while j < reader.size and reader.norms[j] not in words.given:
        readings = (r for r in words.heads(reader.norms[j]) if r.head.cls == "title" and r.head.words == 1)
        if not any(not r.cut.prep and not r.cut.conj for r in readings):
            break
        j += 1
    return j
