"""Room 1, text: folding, tokens and sentences with offsets that stay true to the stored text.

A fold maps every letter to its plain form and drops vowel signs, tatweel and bidi marks. It is used for look-ups only;
offsets always refer to the stored text, in code points.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ک": "ك",
    "ی": "ي",
    "ھ": "ه",
}
_PLAIN |= {chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)}
_DROPPED = [
    *range(0x610, 0x61B),
    *range(0x64B, 0x660),
    0x640,
    0x670,
    *range(0x6D6, 0x6DD),
    *range(0x6DF, 0x6E9),
] + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_FOLD: dict[int, str | None] = {ord(k): v for k, v in _PLAIN.items()} | dict.fromkeys(_DROPPED)

_LETTER = r"\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06fa-\u06fc\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
_MARK = r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_TOKEN = re.compile(
    rf"[{_LETTER}][{_LETTER}{_MARK}]*"
    r"|[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,٫٬][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
    r"|[A-Za-z\u00c0-\u024f]+(?:['’.-][A-Za-z\u00c0-\u024f]+)*"
    rf"|\.{{2,}}|[^\s{_MARK}]"
)
_FINAL = {".", "!", "?", "؟", "…", "...", "....", "؛"}
# Words behind which a sentence goes on, whatever the line does.
_OPEN = frozenset("في فى من الي عن ان التي الذي الذين مع بين قبل خلال ضد منذ لدي".split())
_CLOSING = set("\"”»)]'’ ")


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """`word` in plain letters: alef and hamza seats, ya, ta marbuta and digits unified, vowel signs dropped."""
    plain = word.translate(_FOLD)
    if any("\ufb50" <= c <= "\ufefc" for c in plain):  # presentation forms, from old PDF and OCR text
        plain = unicodedata.normalize("NFKC", plain).translate(_FOLD)
    return plain.replace("كورد", "كرد").lower()  # كوردستان, as Kurdish papers write


@dataclass(slots=True)
class Token:
    """A word, number or sign: offsets in the stored text, its letters there, and its fold."""

    start: int
    end: int
    text: str
    norm: str


@dataclass(slots=True)
class Sentence:
    """A sentence: its token range [first, last) and its offsets in the stored text."""

    index: int
    first: int
    last: int
    start: int
    end: int


class Document:
    """A report's text, read once: tokens, sentences, and which sentence a token is in."""

    def __init__(self, text: str, published: str | None = None) -> None:
        self.text = text
        self.published = published
        self.tokens = tokenise(text)
        self.norms = [t.norm for t in self.tokens]
        self.sentences = split_sentences(text, self.tokens)
        self.sentence_of = [s.index for s in self.sentences for _ in range(s.first, s.last)]

    def closed(self, first: int, last: int) -> int:
        """`last`, or the token behind it where that one closes what tokens [first, last) have opened: قناة "الحرة" ."""
        if last < len(self.tokens) and self.tokens[last].text in _CLOSERS:
            name = self.quote(first, last)
            if paired(name) != name and paired(whole := self.quote(first, last + 1)) == whole:
                return last + 1
        return last

    def quote(self, first: int, last: int) -> str:
        """The stored text from token `first` up to, not including, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
_CLOSERS = frozenset('»”)]"')


def paired(name: str) -> str:
    """`name` without the quotation marks and brackets whose other half stands outside of it."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    for first, last in _PAIRS:
        while name.count(first) > name.count(last) or name.count(last) > name.count(first):
            extra = first if name.count(first) > name.count(last) else last
            at = name.rindex(extra) if extra == first else name.index(extra)
            name = name[:at] + name[at + 1 :]
    return name


def tokenise(text: str) -> list[Token]:
    """Words, numbers and signs of `text` in order, with code-point offsets."""
    return [Token(m.start(), m.end(), m[0], fold(m[0])) for m in _TOKEN.finditer(text)]


def split_sentences(text: str, tokens: list[Token]) -> list[Sentence]:
    """Sentences as token ranges that cover all tokens: at full stops, question marks and hard line ends."""
    found: list[Sentence] = []
    first = 0
    for i, token in enumerate(tokens):
        last = i == len(tokens) - 1
        if not last and not _ends(text, tokens, i, first):
            continue
        found.append(Sentence(len(found), first, i + 1, tokens[first].start, token.end))
        first = i + 1
    return found


def _ends(text: str, tokens: list[Token], i: int, first: int) -> bool:
    """Whether a sentence that began at token `first` ends after token `i`."""
    token, following = tokens[i], tokens[i + 1]
    gap = text[token.end : following.start]
    if "\n" in gap:
        return gap.count("\n") > 1 or _hard_line_end(text, tokens, i)
    if following.norm in _CLOSING:
        return False
    closed = token.norm in _CLOSING and i > first and tokens[i - 1].norm in _FINAL
    if token.norm not in _FINAL and not closed:
        return False
    # An initial ("د. ") or a number's point does not end a sentence.
    initial = (
        token.norm == "." and i > first and len(tokens[i - 1].norm) == 1 and tokens[i - 1].norm.isalpha()
    )
    return bool(gap) and not initial


def _hard_line_end(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a single newline after token `i` ends the sentence.

    A line broken around an inline link does not, nor one whose last word wants another: أصيب آخر في.
    """
    if tokens[i].norm in _OPEN or tokens[i].text == "على":
        return False
    if tokens[i].norm in _FINAL or tokens[i].norm in _CLOSING or tokens[i].norm in (":", "-", "–"):
        return True
    start = text.rfind("\n", 0, tokens[i].end) + 1
    if start == 0:
        return True  # a first line without a full stop is a dateline, a byline or a title
    following = text[tokens[i + 1].start :].split("\n", 1)[0]
    return not (tokens[i].end - start < 40 or len(following) < 40) or text.count("\n", 0, start) < 2
