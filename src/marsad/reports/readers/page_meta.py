"""What a web page says of itself: title, author, outlet, address, day and hour of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from marsad.reports.moments import Moment, moment

__all__ = ["about"]

# Names of meta tags, the surest first. Days of a change are no days of publication.
_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished parsely-pub-date dc.date.issued "
    "dcterms.issued dcterms.created dc.date dcterms.date sailthru.date pubdate publishdate publish-date publish_date "
    "publication_date article.published cxenseparse:recs:publishtime date"
).split()
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+?)\s*-->")
_NO_SEARCH = {"extensive_search": False, "original_date": True}


def about(tree: Any, text: str, url: str | None) -> dict[str, Any]:
    """The fields of the report but its text, of the page that is parsed as `tree` and written as `text`."""
    from trafilatura.metadata import extract_metadata

    published = _published(tree)  # first: what follows takes the scripts out
    saved = _SAVED_FROM.search(text[:5000])
    url = url or (saved[1] if saved else None)
    said = extract_metadata(tree, url, date_config=dict(_NO_SEARCH), extensive=False)
    return {
        "title": said.title or None,
        "author": said.author or None,
        "outlet": said.sitename or None,
        "url": url or said.url or None,
        "published": published,
        "dated_by": "meta",
    }


def _published(tree: Any) -> Moment | None:
    """The first day that can be read, of what programs write for programs: linked data, meta tags, times."""
    return next(filter(None, map(moment, _said(tree))), None)


def _said(tree: Any) -> Iterator[str]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        yield from _linked(script.text or "")
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.strip().lower(), tag.get("content") or "")
    yield from (tags[name] for name in _PUBLISHED if name in tags)
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("datetime") or element.get("content") or ""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [element for element in times if element.get("pubdate") is not None]
    articles = [e for e in times if any(parent.tag == "article" for parent in e.iterancestors())]
    yield from (element.get("datetime") for element in marked or (articles or times)[:1])


def _linked(text: str) -> Iterator[str]:
    """The datePublished of the things in a piece of JSON-LD, those at the top first."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for _ in range(1000):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            published = thing.get("datePublished")
            if isinstance(published, str):
                yield published
            waiting += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]
