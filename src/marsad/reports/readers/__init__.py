"""Readers, one a format: each knows its documents by their beginning and name, and gives what is in them.

A reader is a module with two functions: `sniff(head, file)`, whether a document that begins with the bytes `head` and
is called `file` is its, and `read(source)`, the reports and remarks. It raises `Unreadable` where it cannot go on. The
first of `READERS` that knows a document reads it. Libraries are imported when a document needs them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Protocol

from marsad.reports.items import Failure
from marsad.reports.readers import (
    archive,
    feed,
    gzipped,
    json_file,
    jsonl,
    page,
    pdf,
    refused,
    table,
    telegram,
    telegram_html,
    text,
    warc,
    whatsapp,
)
from marsad.reports.source import Item, Source, Unreadable

__all__ = ["READERS", "Reader", "read"]

for _library in ("trafilatura", "htmldate", "courlan", "pdfminer"):
    # what they say of a broken document goes to whoever listens, not to standard error
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Reader(Protocol):
    """What every module of this package is."""

    def sniff(self, head: bytes, file: str) -> bool:
        """Whether a document that begins with `head` and is called `file` is of this format."""
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """The reports of the document and the remarks on them."""
        ...


READERS: tuple[Reader, ...] = (
    refused,
    warc,  # before gzip: its records are packed one by one
    archive,
    gzipped,
    pdf,
    feed,
    telegram_html,  # before other pages
    page,
    telegram,  # before other JSON
    json_file,
    jsonl,
    table,
    whatsapp,  # before other text
    text,  # knows everything: the last
)


def read(source: Source) -> Iterator[Item]:
    """The reports of a document, by the first reader that knows it; a failure where it cannot be read (to its end)."""
    seen = False
    try:
        head = source.head()
        reader = next(reader for reader in READERS if reader.sniff(head, source.file))
        for item in reader.read(source):
            seen = True
            yield item
        if not seen:
            raise Unreadable("no reports in it")
    except Unreadable as reason:
        yield Failure(source.file, reason.line, str(reason))
    except OSError as error:
        yield Failure(source.file, 1, f"cannot be read: {error.strerror or error}")
    except Exception as error:  # whatever a library raises on a broken document: it must not stop the others
        said = " ".join(str(error).split())[:200]
        yield Failure(source.file, 1, f"broken, or no document of its kind: {type(error).__name__}: {said}")
