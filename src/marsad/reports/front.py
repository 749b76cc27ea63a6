"""Front matter: `key: value` lines between two --- lines at the head of a text file."""

from __future__ import annotations

__all__ = ["KEYS", "split"]

KEYS = ("id", "published", "outlet", "url", "title", "author", "dateline")
_LONGEST = 50  # lines; a text that merely begins with a rule is not searched to its end


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields at the head of `text`, and the text after them.

    A block whose lines are not all `key: value` is no front matter, and stays text. Keys other than `KEYS` are ignored.
    """
    lines = text.split("\n", _LONGEST)
    if lines[0].rstrip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    length = len(lines[0]) + 1
    for line in lines[1:_LONGEST]:
        length += len(line) + 1
        if line.rstrip() == "---":
            return fields, text[length:].lstrip("\n")
        key, colon, value = line.partition(":")
        if line.strip() and (not colon or not key.strip().isidentifier()):
            break
        if key.strip() in KEYS:
            fields[key.strip()] = _unquoted(value.strip())
    return {}, text


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
