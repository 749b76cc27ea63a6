"""RSS and Atom: an entry is a report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from marsad.reports.items import Note
from marsad.reports.markup import plain
from marsad.reports.readers.page import decode_page
from marsad.reports.source import Item, Source, Unreadable, needed, opening

_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_HTML = re.compile(r"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(rb"<(item|entry)[\s>]")


class Entry(NamedTuple):
    """An entry of a feed: what tells it from the others, the fields of its report, its XML and the line of that."""

    key: str
    fields: dict[str, Any]
    data: bytes
    line: int


def sniff(head: bytes, file: str) -> bool:
    """By its outermost element."""
    start = opening(head)
    return start.startswith("<") and bool(_ROOT.search(start)) and not _HTML.search(start)


def entries(data: bytes, url: str | None = None) -> tuple[list[Entry], str | None]:
    """The entries of a feed that was got from `url`, in its order, and what is broken in it, if anything.

    `Unreadable` where it is no feed.
    """
    with needed("feeds"):
        import feedparser
    text = decode_page(data)[0]
    # As a stream, since bytes would be tried as a file's name first; and in UTF-8, whatever the feed says it is in.
    headers = {"content-location": url or "", "content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers, resolve_relative_uris=False)
    trouble = found.get("bozo_exception")
    broken = (
        str(trouble) if trouble and not isinstance(trouble, feedparser.CharacterEncodingOverride) else None
    )
    if not found.entries and not found.get("version"):
        raise Unreadable(f"not a feed: {broken or 'no entries'}")
    pieces = list(_pieces(data))
    if len(pieces) != len(found.entries):  # in an encoding of its own, or broken
        pieces = [(data, 1)] * len(found.entries)
    outlet = plain(found.feed.get("title") or "") or None
    return [_entry(e, outlet, *piece) for e, piece in zip(found.entries, pieces, strict=True)], broken


def _pieces(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The XML of every entry that is closed, and the line where it begins."""
    at, line = 0, 1
    while start := _ENTRY.search(data, at):
        mark = b"</%s>" % start[1]
        end = data.find(mark, start.end())
        if end < 0:
            return
        line += data.count(b"\n", at, start.start())
        at = end + len(mark)
        yield data[start.start() : at], line
        line += data.count(b"\n", start.start(), at)


def _entry(entry: Any, outlet: str | None, data: bytes, line: int) -> Entry:
    body = max((c.get("value") or "" for c in entry.get("content", ())), key=len, default="")
    title = plain(entry.get("title") or "") or None
    link = entry.get("link") or None
    source = entry.get("source") or {}
    fields = {
        "text": plain(body or entry.get("summary") or "").strip() or title,
        "title": title,
        "url": link,
        "outlet": plain(source.get("title") or "") or outlet,
        "author": plain(entry.get("author") or "") or None,
        "published": entry.get("published") or None,
        "dated_by": "feed",
    }
    return Entry(entry.get("id") or link or f"{title}", fields, data, line)


def read(source: Source) -> Iterator[Item]:
    """A report for every entry."""
    found, broken = entries(source.whole(), source.origin.url)
    for entry in found:
        yield from source.report(entry.fields, entry.data, "application/xml", entry.line)
    if broken:
        yield Note(
            source.file, 1, f"a broken feed, {len(found)} entries read: {' '.join(broken.split())[:200]}"
        )
    elif not found:
        raise Unreadable("a feed without entries")
