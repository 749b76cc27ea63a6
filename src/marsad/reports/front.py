"""Front matter: `key: value` lines between two --- lines at the head of a text file."""

from __future__ import annotations

__all__ = ["KEYS", "split"]

KEYS = ("id", "published", "outlet", "url", "title")
_LONGEST = 50  # lines; a text that merely begins with a rule is not searched to its end


def split(text: str) -> tuple[dict[str, str], str, int]:
    """The fields at the head of `text`, the text after them, and the line (from 1) where that starts.

    A block whose lines are not all `key: value` is no front matter, and stays text. Keys other than `KEYS` are ignored.
    """
    lines = text.split("\n", _LONGEST)
    if lines[0].rstrip() != "---":
        return {}, text, 1
    fields: dict[str, str] = {}
    length = len(lines[0]) + 1
    for number, line in enumerate(lines[1:_LONGEST], 2):
        length += len(line) + 1
        if line.rstrip() == "---":
            blank = len(text[length:]) - len(text[length:].lstrip("\n"))
            return fields, text[length + blank :], number + 1 + blank
        key, colon, value = line.partition(":")
        if line.strip() and (not colon or not key.strip().isidentifier()):
            break
        if key.strip() in KEYS:
            fields[key.strip()] = _unquoted(value.strip())
    return {}, text, 1


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
