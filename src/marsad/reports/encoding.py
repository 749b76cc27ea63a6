"""From bytes to text: which encoding a report is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

__all__ = ["BOMS", "NotText", "decode", "is_arabic", "is_binary", "is_wide", "normalise"]

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CONTROLS_IN_TEXT = (
    0.005  # scraped text has a stray control character now and then; a binary file is full of them
)
_ARABIC = re.compile(r"[\u0621-\u064a]")
# The commonest Arabic words. Other 8-bit text read as windows-1256 has Arabic letters, but not these words.
_COMMON = re.compile(r"(?<!\w)(?:في|من|على|إلى|الى|عن|أن|ان|ال\w{2,}|وال\w{2,}|بال\w{2,}|لل\w{2,})(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")


class NotText(ValueError):
    """Bytes that cannot be read as text; the message says why."""


def is_wide(head: bytes) -> bool:
    """Whether a file that begins with `head` is marked as UTF-16 or UTF-32."""
    return any(head.startswith(mark) for mark, name in BOMS if name != "utf-8-sig")


def is_binary(head: bytes) -> bool:
    """Whether a file that begins with `head` is no text in any encoding that is read."""
    return b"\0" in head and not is_wide(head)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the encoding it was read in: utf-8, utf-16, utf-32 or windows-1256.

    A mark at the start decides; without one it is UTF-8, or windows-1256 where the words that come out are Arabic.
    Raises `NotText` with the reason, and the line where that helps.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return _strict(data, name), name.removesuffix("-sig")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1256(data, error), "windows-1256"
    return _checked(text), "utf-8"


def normalise(text: str) -> str:
    """`text` with its line ends as \\n and letters composed (NFC). Done once, before any offset exists.

    Where NFC would only put vowel signs in another order the text stays as it came: look-ups ignore those signs, and
    a quote should equal the words of the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", text)
    return composed if len(composed) != len(text) else text


def is_arabic(text: str) -> bool:
    """Whether most letters of `text` are Arabic and its words are Arabic words, not other text misread."""
    words = _WORD.findall(text)
    arabic, letters = len(_ARABIC.findall(text)), sum(map(len, words))
    return arabic > letters / 2 and len(_COMMON.findall(text)) >= max(1, len(words) / 20)


def _strict(data: bytes, name: str) -> str:
    try:
        return _checked(data.decode(name))
    except UnicodeDecodeError as error:
        raise NotText(
            f"marked as {name.removesuffix('-sig').upper()}, but broken at byte {error.start}"
        ) from None


def _checked(text: str) -> str:
    """`text`, if it is not a binary file that happens to decode."""
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) * _CONTROLS_IN_TEXT:
        raise NotText("not text: a binary file")
    return text


def _windows_1256(data: bytes, error: UnicodeDecodeError) -> str:
    """`data` read as windows-1256 where that gives Arabic words, else `NotText`."""
    text = data.decode("cp1256")
    if _CONTROL.search(text):
        raise NotText("not text: a binary file")
    if is_arabic(text):
        return text
    line = data.count(b"\n", 0, error.start) + 1
    raise NotText(f"neither UTF-8 (broken at byte {error.start}, line {line}) nor Arabic in windows-1256")
