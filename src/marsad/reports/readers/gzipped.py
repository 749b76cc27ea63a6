"""A single document packed with gzip."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import cast

from marsad.reports.readers.bounds import bounded
from marsad.reports.source import Item, Source


def sniff(head: bytes, file: str) -> bool:
    """By its mark."""
    return head.startswith(b"\x1f\x8b")


def read(source: Source) -> Iterator[Item]:
    """What is in the document that is packed."""
    from marsad.reports.readers import read as read_any

    packed = gzip.GzipFile(fileobj=source.stream)
    stream = io.BufferedReader(bounded(cast(io.RawIOBase, packed), source.depth))
    name = source.name.removesuffix(".gz") if source.name else None
    yield from read_any(source.inside(stream, source.file.removesuffix(".gz"), name))
