"""Web pages: the article without what stands around it, by trafilatura; what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from marsad.reports.encoding import BOMS, is_arabic, is_binary, is_wide
from marsad.reports.items import Note
from marsad.reports.markup import plain
from marsad.reports.readers.page_meta import about
from marsad.reports.readers.text import decoded, on_encoding
from marsad.reports.source import Item, Source, Unreadable, needed, opening

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SUFFIXES = {".html", ".htm", ".xhtml"}
_LOOKED_AT = 300_000  # characters that tell an encoding
_MOST_TAGS = 100_000  # of a page; one with five times as many takes minutes, and no article has a tenth
_BROKEN_BYTES = 0.001  # of a page in UTF-8 may be broken: cut at a wrong place, or two pages mixed


def sniff(head: bytes, file: str) -> bool:
    """By the name, or by its first tags."""
    named = PurePath(file).suffix.lower() in _SUFFIXES
    return named or (opening(head).startswith("<") and bool(_HTML.search(opening(head))))


def read(source: Source) -> Iterator[Item]:
    """The page as one report."""
    with needed("web pages"):
        import trafilatura
        from trafilatura.utils import load_html
    data = source.whole()
    if not data.strip():
        raise Unreadable("empty file")
    text, encoding, broken = decode_page(data)
    tree = load_html(text)
    if tree is None:
        raise Unreadable("not a page: no HTML in it")
    fields = about(tree, text, source.origin.url)
    article = trafilatura.bare_extraction(
        tree, url=fields["url"], include_comments=False, with_metadata=False
    )
    words = article.text if article is not None and not isinstance(article, dict) else None
    if not words or not words.strip():
        raise Unreadable("no article found in the page")
    yield from source.report({**fields, "text": words}, data, "text/html", name=source.name)
    yield from on_encoding(encoding, source.file, 1)
    if broken:
        yield Note(source.file, 1, f"{broken} places are not UTF-8: they are read as U+FFFD")


def decode_page(data: bytes) -> tuple[str, str, int]:
    """The text of a page, its encoding, and how many places could not be decoded.

    UTF-8 where it is that, whatever the page says; else the encoding that makes Arabic words of it, the declared one
    first.
    """
    if is_binary(data[:8192]):
        raise Unreadable("not text: a binary file")
    if (tags := data.count(b"<")) > _MOST_TAGS:
        raise Unreadable(f"{tags:,} tags: more than {_MOST_TAGS:,}")
    if is_wide(data) or data.startswith(BOMS[2][0]):
        return *decoded(data), 0
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    declared = found[1].decode("ascii", "ignore").lower() if found else ""
    for encoding in filter(None, (declared, "windows-1256", "iso-8859-6")):
        text = _decoded(data, encoding)
        if text is not None and is_arabic(plain(text[:_LOOKED_AT])):
            return text, encoding, 0
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken <= len(text) * _BROKEN_BYTES:
        return text, "utf-8", broken
    other = _decoded(data, declared)
    if other is None or declared.startswith("utf"):
        raise Unreadable(
            f"neither UTF-8 nor Arabic in windows-1256, and said to be in {declared or 'no encoding'}"
        )
    return other, declared, 0


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return text if isinstance(text, str) else None
