"""The documents that reports were read from, kept whole and found by the SHA-256 of their bytes.

They live in the database and not in files beside it: a report and its document are one transaction, so nothing can
be there without the other whenever the process dies; one file or one dump is the whole backup; a store on a server
needs no folder that all its users share. A page takes about a fifth of its size. Tables of their own keep the other
queries as fast as they are.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from marsad import __version__
from marsad.reports.items import Found, Original
from marsad.store.clock import now
from marsad.store.errors import StoreError
from marsad.store.locking import lock
from marsad.store.tables import contents, originals, reports

__all__ = [
    "StoredOriginal",
    "content_of",
    "get_original",
    "has_original",
    "mismatches",
    "put_content",
    "put_original",
]


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """The document a report was read from: its hash, where it was read, by which version of Marsad, and when (UTC)."""

    original: Original
    sha256: str
    file: str
    line: int
    reader: str
    added: str

    def as_dict(self) -> dict[str, Any]:
        """All that is known of the document, without its bytes, for JSON."""
        kept = self.original
        document = {"sha256": self.sha256, "bytes": len(kept.data), "media_type": kept.media_type}
        fetched = {"url": kept.url, "retrieved": kept.retrieved, "headers": dict(kept.headers)}
        read = {"file": self.file, "line": self.line, "reader": self.reader, "added": self.added}
        return document | fetched | read


def put_content(connection: Connection, data: bytes) -> int:
    """The number of `data` in the archive, put there if it is new."""
    sha256 = hashlib.sha256(data).hexdigest()
    lock(connection, sha256)
    held = connection.execute(select(contents.c.number).where(contents.c.sha256 == sha256)).scalar()
    if held is not None:
        return int(held)
    row = {"sha256": sha256, "size": len(data), "packed": zlib.compress(data)}
    number: int = connection.execute(insert(contents).values(row).returning(contents.c.number)).scalar_one()
    return number


def put_original(connection: Connection, report: int, found: Found) -> None:
    """Link report number `report` to the document it was read from; nothing where that is done already."""
    original = found.original
    if original is None:
        return
    key = {"report": report, "content": put_content(connection, original.data)}
    if connection.execute(select(originals.c.number).filter_by(**key)).first():
        return
    row = key | {
        "media_type": original.media_type,
        "url": original.url,
        "retrieved": original.retrieved,
        "headers": json.dumps(original.headers, ensure_ascii=False),
        "file": found.file,
        "line": found.line,
        "reader": __version__,
        "added": now(),
    }
    connection.execute(insert(originals).values(row))


def has_original(connection: Connection, report_id: str, original: Original) -> bool:
    """Whether the report is linked to this very document."""
    sha256 = hashlib.sha256(original.data).hexdigest()
    joined = originals.join(reports, originals.c.report == reports.c.number).join(contents)
    query = select(originals.c.number).select_from(joined)
    return (
        connection.execute(query.where(reports.c.id == report_id, contents.c.sha256 == sha256)).first()
        is not None
    )


def get_original(connection: Connection, report_id: str) -> StoredOriginal:
    """The document that the report was first read from; `StoreError` where there is no such report, or none kept."""
    joined = reports.outerjoin(originals, originals.c.report == reports.c.number).outerjoin(contents)
    query = select(originals, contents.c.sha256, contents.c.packed).select_from(joined)
    row = connection.execute(
        query.where(reports.c.id == report_id).order_by(originals.c.number).limit(1)
    ).first()
    if row is None:
        raise StoreError(f"no report {report_id!r} in the store")
    if row.packed is None:
        raise StoreError(f"report {report_id!r}: no original was kept; adding it again keeps it")
    headers = tuple((name, value) for name, value in json.loads(row.headers))
    original = Original(zlib.decompress(row.packed), row.media_type, row.url, row.retrieved, headers)
    return StoredOriginal(original, row.sha256, row.file, row.line, row.reader, row.added)


def content_of(connection: Connection, number: int) -> bytes:
    """The bytes kept under `number`."""
    packed = connection.execute(select(contents.c.packed).where(contents.c.number == number)).scalar_one()
    return zlib.decompress(packed)


def mismatches(connection: Connection) -> Iterator[tuple[str, int, str | None]]:
    """Of each document its hash, its size, and what is wrong with it, or None."""
    numbers = connection.execute(select(contents.c.number).order_by(contents.c.number)).scalars().all()
    for number in numbers:
        row = connection.execute(select(contents).where(contents.c.number == number)).one()
        try:
            data = zlib.decompress(row.packed)
        except zlib.error:
            yield row.sha256, row.size, "its bytes cannot be unpacked"
            continue
        same = hashlib.sha256(data).hexdigest() == row.sha256 and len(data) == row.size
        yield row.sha256, row.size, None if same else "its bytes are not those that were hashed"
