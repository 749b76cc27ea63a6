"""Where a person's name ends: given names, second names, compounds such as عبد الرحمن and أبو بكر."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.actor_adjectives import adjectives
from marsad.coder.actor_words import Phrase
from marsad.coder.catalogue import OPENING
from marsad.coder.words import proclitic_cuts

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader

_LONGEST = 6
_PERSONAL = frozenset(("name", "headed", "short"))


def person_end(reader: Reader, i: int, bare: bool = False, strong: bool = False) -> int:
    """The token after the person's name at `i`, or 0.

    `bare`: no title stands before it, so a given name and a second name must be seen. `strong`: a title stands before
    it, so that unknown words count as names.
    """
    words, norms = reader.words, reader.norms
    first = norms[i]
    if bare and first not in words.given:
        compound = ("عبد", "ابو")
        first = next(
            (
                c.stem
                for c in proclitic_cuts(first)
                if not c.article and (c.stem in words.given or c.stem in compound)
            ),
            "",
        )
        if not first:
            return 0
    if (
        not bare
        and not strong
        and first not in words.given
        and first not in words.family
        and not _joint(reader, i)
    ):
        return 0
    if norms[i] == "علي" and not given_at(reader, i, start=not strong):
        return 0
    if bare and first in words.ambiguous and not _named(reader, i + 1):
        return 0
    if strong and not _name_like(reader, i, start=True):
        return 0
    j, limit = i + 1, min(reader.size, i + _LONGEST, reader.sentence_end(i))
    if first in words.joints and j < limit:
        if words.stops(norms[j]):
            return 0
        j += 1
    unknown, units = 0, 1
    foreign = (
        norms[i] not in words.given
        and norms[i] not in words.family
        and not first.startswith("ال")
        and norms[i] not in words.joints
    )
    if norms[i] in words.family:
        return j
    while j < limit:
        if (
            norms[j] in words.joints
            and j + 1 < limit
            and not words.stops(norms[j + 1])
            and norms[j] not in ("حمد",)
        ):
            j += 2
        elif norms[j] in words.family:
            return j + 1
        elif given_at(reader, j):
            j += 1
        elif norms[j] == "علي":
            break
        elif unknown < 1 + foreign and units < 2 + foreign and _name_like(reader, j):
            unknown += 1
            j += 1
        elif unknown < 1 and norms[j].startswith("ال") and norms[j].endswith("ي") and _name_like(reader, j):
            unknown += 1
            j += 1
        else:
            break
        units += 1
    return 0 if bare and j - i < 2 else j


def given_at(reader: Reader, i: int, start: bool = False) -> bool:
    """Whether a given name stands at `i`; علي is one only beside other names, since it is mostly a preposition.

    `start`: nothing but the words themselves says that a name begins here.
    """
    words, norm = reader.words, reader.norms[i]
    if norm != "علي":
        return norm in words.given
    if _named(reader, i + 1):
        return True
    following = reader.norms[i + 1] if i + 1 < reader.size else "."
    return (
        reader.doc.tokens[i].text == "علي"
        and not start
        and (words.stops(following) or following.startswith("ال"))
    )


def _named(reader: Reader, i: int) -> bool:
    """Whether the word at `i` is a known name or begins a compound one."""
    norm = reader.norms[i] if i < reader.size else "."
    return norm in reader.words.given or norm in reader.words.family or norm in ("عبد", "ابو")


def _joint(reader: Reader, i: int) -> bool:
    """Whether a compound name (أبو محمد, عبد الله) begins at `i`."""
    return (
        reader.norms[i] in ("عبد", "ابو", "ابي", "بن")
        and i + 1 < reader.size
        and not reader.words.stops(reader.norms[i + 1])
    )


def _name_like(reader: Reader, j: int, start: bool = False) -> bool:
    """Whether the unknown word at `j` can be part of a person's name."""
    words, norm = reader.words, reader.norms[j]
    if norm in words.given or norm in words.family:
        return True
    if (
        words.stops(norm)
        or len(norm) < 3
        or norm in words.quantifiers
        or norm.startswith(("با", "وا", "لا"))
        and start
    ):
        return False
    if norm in words.ties or norm.removeprefix("ال") in words.ties:
        return False
    if (
        words.heads(norm)
        or words.quality(reader.norms, j)
        or reader.known.match(reader.norms, j, frozenset(("name",)))
    ):
        return False
    if norm.startswith("ال"):
        return start or norm.endswith(("ي", "ه")) or len(norm) < 8
    return not norm.startswith(("ي", "ت", "ب", "ل")) or start


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
    if (
        comma
        and first + 1 < reader.size
        and norms[first] in ("،", ",")
        and norms[first + 1] in reader.words.given
    ):
        first += 1
    j = _past_titles(reader, first)
    strong = strong or j > first
    opened = j + 1 < reader.size and norms[j] in OPENING and bool(person_end(reader, j + 1, strong=strong))
    j += opened
    if j >= reader.size or j > reader.sentence_end(phrase.first):
        return False
    name = reader.known.match(norms, j, _PERSONAL, clitics=False)
    known = name is not None and reader.known.actors[name.ids[0]].kind == "person"
    end = name.last if known and name else person_end(reader, j, strong=strong)
    if not end:
        return False
    phrase.last = reader.closed(j - 1, end) if opened else end
    phrase.person = j
    phrase.kind = "person"
    phrase.rule = phrase.rule or "titled"
    return True


def _past_titles(reader: Reader, j: int) -> int:
    """The token after the titles that stand at `j`."""
    words = reader.words
    while j < reader.size and reader.norms[j] not in words.given:
        readings = words.heads(reader.norms[j])
        if not any(
            r.head.cls == "title" and r.head.words == 1 and not r.cut.prep and not r.cut.conj
            for r in readings
        ):
            break
        j += 1
    return j
