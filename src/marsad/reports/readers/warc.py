"""WARC: pages as a crawler kept them, read record by record, so that gigabytes take no more memory than one page."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from marsad import settings
from marsad.reports.items import Failure, Note
from marsad.reports.source import Item, Origin, Source, Unreadable, needed

_MARK = b"WARC/"
_OK = (None, 200)
# Kinds of content that hold no report: parts of pages.
_PARTS = ("image/", "audio/", "video/", "font/", "text/css", "application/javascript", "text/javascript",
          "application/x-javascript", "application/font", "application/vnd.ms-fontobject")  # fmt: skip


def sniff(head: bytes, file: str) -> bool:
    """By its first record, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(_MARK)


def read(source: Source) -> Iterator[Item]:
    """The reports of all pages that were fetched well; pictures, scripts and the like are passed over and counted."""
    with needed("WARC files"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    passed: Counter[str] = Counter()
    number, last = 0, ""
    try:
        for record in ArchiveIterator(source.stream, record_types=kinds, parse_http=False):
            number, last = number + 1, record.headers.get("WARC-Target-URI") or f"record {number + 1}"
            yield from _record(record, last.strip("<>"), source, passed)
    except (OSError, ValueError) as error:
        where = f"behind record {number} ({last})" if number else "at its beginning"
        raise Unreadable(
            f"broken {where}: {' '.join(str(error).split())[:200]}; what follows is left out"
        ) from None
    if not number:
        raise Unreadable("no pages in it")
    if passed:
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items()))
        yield Note(source.file, 1, f"records passed over: {said}")


def _record(record: Any, url: str, source: Source, passed: Counter[str]) -> Iterator[Item]:
    from marsad.reports.readers import read as read_any

    file = f"{source.file}!{url}"
    try:
        record.parse_http(auto_decode="all")
        headers = record.http_headers if record.is_http else None
        status = headers.status_code if headers is not None else None
        kind = ((headers or record.headers).get("Content-Type") or "").split(";")[0].strip().lower()
        if status not in _OK or kind.startswith(_PARTS):
            passed[f"with status {status}" if status not in _OK else kind] += 1
            return
        most = settings.number("MARSAD_MAX_DOCUMENT_BYTES")
        data = record.reader.read(most + 1)
    except (OSError, ValueError) as error:
        yield Failure(file, 1, f"a broken record: {' '.join(str(error).split())[:200]}")
        return
    if len(data) > most:
        yield Failure(file, 1, f"more than {most:,} bytes: MARSAD_MAX_DOCUMENT_BYTES={most}")
        return
    if not data:
        passed["empty"] += 1
        return
    retrieved = record.record_date
    origin = Origin(
        url=url if "://" in url else None,
        media_type=kind or None,
        retrieved=retrieved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if retrieved else None,
        headers=tuple(headers.to_tuples()) if headers is not None else (),
    )
    yield from read_any(source.inside(io.BufferedReader(io.BytesIO(data)), file, None, origin))
