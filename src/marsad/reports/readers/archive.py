"""Zip files: of reports in any form, of a web archive (WACZ); Word and Excel files, which are zip files too.

Nothing is unpacked to disk. What is packed is bounded before it is read: how many files, how many bytes in all, how
much one shrinks, how deep archives lie in archives.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from marsad import settings
from marsad.reports.items import Failure, Note
from marsad.reports.readers import excel, word
from marsad.reports.readers.bounds import bounded
from marsad.reports.source import Item, Origin, Source, Unreadable
from marsad.reports.walking import ids, is_attachment, is_hidden, page_parts

_SHRINKS_MOST = 200  # times; the text of reports shrinks three to fifty times
_SMALL = 1 << 20  # bytes; what is smaller may shrink as it likes
_DOCUMENTS: dict[str, Callable[[Source], Iterator[Item]]] = {
    "word/document.xml": word.read,
    "xl/workbook.xml": excel.read,
}


def sniff(head: bytes, file: str) -> bool:
    """By its mark; the second is that of an empty archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Iterator[Item]:
    """The reports in all files of the archive, in the order of their names."""
    stream = source.stream if source.depth == 0 and source.stream.seekable() else io.BytesIO(source.whole())
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _check(members)
            names = {m.filename for m in members}
            for mark, read_document in _DOCUMENTS.items():
                if mark in names:
                    stream.seek(0)
                    yield from read_document(replace(source, stream=stream))
                    return
            yield from _members(archive, members, source)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
        raise Unreadable(f"broken zip: {error}") from None


def _check(members: list[zipfile.ZipInfo]) -> None:
    most = settings.number("MARSAD_MAX_FILES")
    if len(members) > most:
        raise Unreadable(f"{len(members):,} files in one archive: MARSAD_MAX_FILES={most}")
    total, most = sum(m.file_size for m in members), settings.number("MARSAD_MAX_UNPACKED_BYTES")
    if total > most:
        raise Unreadable(f"unpacks to {total:,} bytes: MARSAD_MAX_UNPACKED_BYTES={most}")
    for member in members:
        if member.file_size > _SMALL and member.file_size > member.compress_size * _SHRINKS_MOST:
            times = member.file_size // max(1, member.compress_size)
            raise Unreadable(f"a zip bomb: {_name(member)!r} unpacks to {times:,} times its size")


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: Source) -> Iterator[Item]:
    named = sorted(((_name(member), member) for member in members), key=lambda pair: pair[0])
    if any(
        name == "datapackage.json" for name, _ in named
    ):  # WACZ: it holds the texts of its pages a second time
        crawls = [(name, member) for name, member in named if name.startswith("archive/")]
        named = crawls or named
    parts, given = page_parts(name for name, _ in named), ids(name for name, _ in named)
    passed = 0
    for name, member in named:
        file = " ".join(f"{source.file}!{name}".split())
        if reason := _refused(member, name):
            yield Failure(file, 1, reason)
        elif is_attachment(name) or parts(name):
            passed += not is_hidden(name)
        elif not is_hidden(name):
            yield from _member(archive, member, file, given[name], source)
    if passed:
        yield Note(source.file, 1, f"{passed} pictures, sounds, films and parts of pages passed over")
    if not named:
        raise Unreadable("an archive without files")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, report_id: str, source: Source
) -> Iterator[Item]:
    from marsad.reports.readers import read as read_any

    try:
        with archive.open(member) as packed:
            raw = bounded(cast(io.RawIOBase, packed), source.depth)
            with io.BufferedReader(raw) as stream:
                yield from read_any(source.inside(stream, file, report_id, Origin()))
    except (Unreadable, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Failure(file, 1, f"cannot be unpacked: {error}")


def _refused(member: zipfile.ZipInfo, name: str) -> str | None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or name[1:2] == ":" or "\0" in name:
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link to another file"
    if member.flag_bits & 1:
        return "packed with a password"
    return None


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a file, which old programs write in UTF-8 or windows-1256 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "cp1256"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
