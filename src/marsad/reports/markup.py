"""HTML in a cell or an entry of a feed as plain text. Whole pages are read by `readers/page.py`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["plain"]

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tr ul".split()
)
_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&#?\w{2,20};")


def plain(html: str) -> str:
    """The words of `html`, a line for every block; text without tags and entities is left as it is."""
    if not _TAG.search(html):
        return html
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.words).split("\n"))
    return "\n".join(filter(None, lines))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data.replace("\n", " "))
