"""WARC: pages as a crawler kept them, read record by record, so that gigabytes take no more memory than one page."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from typing import IO, Any, cast

from marsad import settings
from marsad.reports.items import Failure, Note
from marsad.reports.source import Item, Origin, Source, Unreadable, needed, read_up_to

_MARK = b"WARC/"
_OK = (None, 200)
_CHUNK = 1 << 16
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
    stream: Any = source.stream if source.stream.seekable() else _Forward(source.stream)
    passed: Counter[str] = Counter()
    number, last = 0, ""
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=False):
            number, last = number + 1, _url(record) or f"record {number + 1}"
            yield from _record(record, last, source, passed)
    except Unreadable:
        raise
    except BaseException as error:
        if not isinstance(error, OSError | ValueError) and type(error).__module__ != "pyo3_runtime":
            raise  # of all that is no ordinary error only a panic of the library is its answer to broken bytes
        where = f"behind record {number} ({last})" if number else "at its beginning"
        raise Unreadable(
            f"broken {where}: {' '.join(str(error).split())[:200]}; what follows is left out"
        ) from None
    if not number:
        raise Unreadable("no pages in it")
    if passed:
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items()))
        yield Note(source.file, 1, f"records passed over: {said}")


class _Forward:
    """A stream that cannot go back, with the place and the skipping that the library asks for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.at += len(data)
        return data

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        target = offset + (self.at if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < self.at:
            raise OSError("a stream that cannot go back")
        while self.at < target and self.read(min(target - self.at, _CHUNK)):
            pass
        return self.at


def _url(record: Any) -> str:
    return "".join((record.headers.get("WARC-Target-URI") or "").strip("<>").split())[:2000]


def _record(record: Any, url: str, source: Source, passed: Counter[str]) -> Iterator[Item]:
    from fastwarc.warc import WarcRecord

    from marsad.reports.readers import read as read_any

    file, most = f"{source.file}!{url}", settings.number("MARSAD_MAX_DOCUMENT_BYTES")
    too_large = f"more than {most:,} bytes: MARSAD_MAX_DOCUMENT_BYTES={most}"
    try:
        length = record.content_length
        block = record.reader.read(min(length, most + 1))
        if length > most or len(block) < length:
            yield Failure(
                file, 1, too_large if length > most else f"cut short: {len(block):,} of {length:,} bytes"
            )
            return
        page = WarcRecord()
        page.is_http = record.is_http
        page.set_bytes_content(block)
        page.parse_http(auto_decode="all")
        headers = page.http_headers if page.is_http else None
        kind = _kind(headers if headers is not None else record.headers)
        status = headers.status_code if headers is not None else None
        if status not in _OK or kind.startswith(_PARTS):
            passed[f"with status {status}" if status not in _OK else kind] += 1
            return
        data = read_up_to(page.reader, most)
    except (OSError, ValueError) as error:
        yield Failure(file, 1, f"a broken record: {' '.join(str(error).split())[:200]}")
        return
    if len(data) > most:
        yield Failure(file, 1, too_large)
    elif not data:
        passed["empty"] += 1
    else:
        origin = _origin(record, headers, url, kind)
        stream = cast(IO[bytes], io.BufferedReader(io.BytesIO(data)))
        yield from read_any(source.inside(stream, file, None, origin))


def _kind(headers: Any) -> str:
    """The kind of content, as text/html."""
    return (headers.get("Content-Type") or "").split(";")[0].strip().lower()


def _origin(record: Any, headers: Any, url: str, kind: str) -> Origin:
    fetched = record.record_date
    return Origin(
        url=url if "://" in url else None,
        media_type=kind or None,
        retrieved=fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if fetched else None,
        headers=tuple(headers.to_tuples()) if headers is not None else (),
    )
