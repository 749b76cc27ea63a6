"""Reports from the web: a document is fetched, then read as a file would be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.reports import readers
from marsad.reports.items import Failure, Original
from marsad.reports.source import Item, Options, Origin, Source, Unreadable, needed

if TYPE_CHECKING:
    from marsad.reports.fetching import Answer, Fetcher

__all__ = ["fetched", "is_url", "opened", "read_answer", "read_original"]


def is_url(name: str) -> bool:
    """Whether `name` is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def opened() -> Fetcher:
    """A `Fetcher`; `Unreadable` where the libraries for it are not installed."""
    with needed("web addresses"):
        from marsad.reports.fetching import Fetcher

        return Fetcher()


def fetched(url: str, options: Options) -> Iterator[Item]:
    """The reports of the document at `url`, or the one reason why there are none."""
    try:
        with opened() as fetcher:
            answer = _got(fetcher, url)
    except Unreadable as reason:
        yield Failure(url, 1, str(reason))
        return
    yield from read_answer(answer, url, options)


def _got(fetcher: Fetcher, url: str) -> Answer:
    from marsad.reports.fetching import Unfetched

    try:
        return fetcher.get(url)
    except Unfetched as reason:
        raise Unreadable(str(reason).removeprefix(f"{url}: ")) from reason


def read_answer(answer: Answer, url: str, options: Options) -> Iterator[Item]:
    """The reports of a document that was got from `url`. Failures hold the document: it may be gone tomorrow."""
    original = Original(answer.data, answer.media_type, answer.url, answer.retrieved, answer.headers)
    yield from read_original(original, url, options)


def read_original(original: Original, file: str, options: Options) -> Iterator[Item]:
    """The reports of a document that was fetched at some time."""
    origin = Origin(original.url, original.media_type, original.retrieved, original.headers)
    stream = io.BufferedReader(io.BytesIO(original.data))
    for item in readers.read(Source(stream, file, options, origin=origin)):
        yield replace(item, original=original) if isinstance(item, Failure) else item
