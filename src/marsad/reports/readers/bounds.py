"""How much may come out of a packed document: bytes in all, and packings within packings."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from marsad import settings
from marsad.reports.source import Unreadable

__all__ = ["bounded"]

_DEEPEST = 3  # archives within archives


def bounded(stream: io.RawIOBase, depth: int) -> io.RawIOBase:
    """`stream`, which raises `Unreadable` where it gives more than MARSAD_MAX_UNPACKED_BYTES or is packed too deep."""
    if depth >= _DEEPEST:
        raise Unreadable(f"archives within archives, more than {_DEEPEST} deep")
    return _Bounded(stream)


class _Bounded(io.RawIOBase):
    def __init__(self, stream: io.RawIOBase) -> None:
        super().__init__()
        self.stream, self.most = stream, settings.number("MARSAD_MAX_UNPACKED_BYTES")
        self.left = self.most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self.stream.read(len(view)) or b""
        except (zlib.error, EOFError, zipfile.BadZipFile, gzip.BadGzipFile) as error:
            raise Unreadable(f"broken where it is packed: {error}") from None
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable(
                f"unpacks to more than {self.most:,} bytes: MARSAD_MAX_UNPACKED_BYTES={self.most}"
            )
        view[: len(data)] = data
        return len(data)
