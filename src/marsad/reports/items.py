"""What reading gives: a report that was found, a remark on one, or a failure with its place and reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from marsad.model import Report

__all__ = ["Failure", "Found", "Note", "Original"]


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes a report was read from: the smallest document that holds it, as it came.

    `url`, `retrieved` (UTC, ISO 8601) and `headers` tell how it was fetched; of a local file they are not known.
    """

    data: bytes
    media_type: str
    url: str | None = None
    retrieved: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A report, the file and line (from 1) where it starts, and the document it was read from."""

    report: Report
    file: str
    line: int
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class _Remark:
    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Failure(_Remark):
    """Something that could not be read: the report is left out, the batch goes on.

    `original` is what was fetched for it, where that would be lost otherwise.
    """

    original: Original | None = None
    left_out: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Note(_Remark):
    """A remark on a report that was read; `left_out` where something of it (its date, its claims) is missing."""

    left_out: bool = False
