"""HTML in a cell or an entry of a feed as plain text. Whole pages are read by `readers/page.py`.

One pass without going back, so that what is never closed takes no longer than other text: `html.parser` of some
versions of Python needs minutes for a page of comments that are opened and not closed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape

__all__ = ["plain"]

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tr ul".split()
)
_SILENT = {name: re.compile(f"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!|&#?\w{2,20};")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)[^<>]*>|<[!?][^<>]*>")
_CDATA = "<![CDATA["


def plain(html: str) -> str:
    """The words of `html`, a line for every block; text without tags and entities is left as it is."""
    if not _MARKUP.search(html):
        return html
    text = "".join(_words(html)).replace("]]>", "")
    with suppress(ValueError):  # the number of a character may be thousands of digits long
        text = unescape(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _words(html: str) -> list[str]:
    """What stands between the tags, and a line's end for each tag of a block."""
    words: list[str] = []
    at = 0
    while (start := html.find("<", at)) >= 0:
        words.append(html[at:start].replace("\n", " "))
        if html.startswith("<!--", start):
            end = html.find("-->", start)
            at = end + 3 if end >= 0 else len(html)
        elif html.startswith(_CDATA, start):
            at = start + len(_CDATA)
        elif tag := _TAG.match(html, start):
            name = (tag["name"] or "").lower()
            if name in _BLOCKS:
                words.append("\n")
            at = tag.end()
            if name in _SILENT and not tag["end"]:
                closed = _SILENT[name].search(html, at)
                at = closed.end() if closed else len(html)
        else:
            words.append("<")
            at = start + 1
    words.append(html[at:].replace("\n", " "))
    return words
