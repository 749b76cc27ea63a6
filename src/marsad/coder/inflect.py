"""Room 2, words: the written forms of a lexicon entry.

Forms are generated once, when the lexicon is compiled, on folded letters. Clitics are not generated: `words.analyses`
cuts them off. The tags say what the form can be: perfect, imperfect, future, masdar, participle.
"""

from __future__ import annotations

from collections.abc import Iterator

_PERFECT = ("", "ت", "وا", "ا", "تا", "ن", "نا", "و")  # the last one only before a pronoun: قتلوهم
_IMPERFECT = ("", "ون", "ان", "ين", "وا", "ن", "و")


def perfect_forms(base: str, hamza: bool = False) -> Iterator[str]:
    """Persons of the perfect 3ms `base`; a weak end is dropped (دعا: دعت، دعوا), a hamza is not."""
    if hamza:
        yield base[:-1] + "ووا"  # أنشؤوا
    elif base.endswith(("ا", "ي")) and len(base) > 2:
        yield base
        yield from (base[:-1] + end for end in ("ت", "وا", "تا", "و"))
        yield from (base[:-1] + weak + end for weak in "يو" for end in ("ا", "نا"))
        yield base[:-1] + "ا"
        if base.endswith("ي"):
            yield base + "ت"
            yield base[:-1] + "يوا"
        return
    yield from (base + end for end in _PERFECT)


def imperfect_forms(base: str) -> Iterator[str]:
    """Persons of the imperfect 3ms `base` (يقتل), without the future sign."""
    rest = base[1:] if base.startswith("ي") else base
    weak = rest[:-1] if rest.endswith(("و", "ي", "ا")) else None
    for prefix in "يتنا":
        yield from (prefix + rest + end for end in _IMPERFECT)
        if weak is not None:
            yield from (prefix + weak + end for end in ("ون", "ين", "وا"))
            if len(weak) > 2:  # the jussive of a short verb (ترد، نصف) looks like another word
                yield prefix + weak


def noun_forms(base: str) -> Iterator[str]:
    """Singular, dual and sound plurals of the noun or masdar `base`."""
    yield base
    stem = base[:-1] if base.endswith("ه") else base
    yield stem + "ات"
    marked = stem + "ت" if base.endswith("ه") else base
    yield from (marked + end for end in ("ان", "ين"))
    if not base.endswith("ه"):
        yield base + "ا"  # the accusative's alef: هجوما
    if base.endswith("ا"):
        yield base + "ء"


def participle_forms(base: str) -> Iterator[str]:
    """Genders and numbers of the participle `base`, with the construct forms (مقاتلو، مقاتلي)."""
    yield base
    stem = base[:-1] if base.endswith("ه") else base
    yield from (stem + end for end in ("ه", "ات", "ون", "ين", "ان", "تان", "تين", "و", "ي", "ا"))
