"""Where a person's name ends: given names, second names, compounds such as عبد الرحمن and أبو بكر."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.words import proclitic_cuts

if TYPE_CHECKING:
    from marsad.coder.actor_phrases import Reader

_LONGEST = 6


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
            (c.stem for c in proclitic_cuts(first) if not c.article and (c.stem in words.given or c.stem in compound)), ""
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
    if not given_at(reader, i, strong) and norms[i] == "علي":
        return 0
    if strong and not _name_like(reader, i, start=True):
        return 0
    j, limit = i + 1, min(reader.size, i + _LONGEST, reader.sentence_end(i))
    if first in words.joints and j < limit:
        if words.stops(norms[j]):
            return 0
        j += 1
    unknown, units = 0, 1
    foreign = norms[i] not in words.given and norms[i] not in words.family and not first.startswith("ال") and norms[i] not in words.joints
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


def given_at(reader: Reader, i: int, strong: bool = False) -> bool:
    """Whether a given name stands at `i`; على is one only where it is written علي, or another name follows."""
    words, norm = reader.words, reader.norms[i]
    if norm != "علي":
        return norm in words.given
    following = reader.norms[i + 1] if i + 1 < reader.size else ""
    if following in words.given or following in words.family or following in ("عبد", "ابو"):
        return True
    return reader.doc.tokens[i].text == "علي" and (strong or reader.words.stops(following or "."))


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
