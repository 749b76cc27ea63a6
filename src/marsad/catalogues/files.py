"""Opening a gazetteer file: what form it has is told by what is in it, not by its name."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.catalogues import geonames, tables, whosonfirst
from marsad.catalogues.places import BadGazetteer, Place

__all__ = ["Source", "open_sources"]

_LARGEST = 4_000_000_000  # bytes of text unpacked from one member of an archive
_DATA = (".txt", ".csv", ".tsv", ".json", ".geojson")
_FORMS = (
    "a GeoNames country dump, GeoNames' alternateNamesV2.txt, Who's On First (SQLite, or a table with wof_id), OCHA"
    " COD-AB (CSV with P-codes and points, or GeoJSON), or a table with a header that names name, lat, lon and country"
)


class Source:
    """One file's text with its form: `dump`, `alternates`, `wof`, `cod`, `own`; or a Who's On First database."""

    def __init__(self, label: str, text: str, database: Path | None = None) -> None:
        self.label, self.database = label, database
        self.stem = Path(label).name.split(".")[0]
        self._text = text
        self.form = "wof-sqlite" if database else self._form()

    def _form(self) -> str:
        first = self._text[: self._text.find("\n") if "\n" in self._text else None].lstrip("\ufeff")
        if geonames.is_dump(first):
            return "dump"
        if geonames.is_alternates(first):
            return "alternates"
        if first.lstrip().startswith("{"):
            return "cod-geojson"
        header = first.split(_separator(first))
        if "wof_id" in header:
            return "wof"
        if tables.is_cod(header):
            return "cod"
        if tables.is_own(header):
            return "own"
        raise BadGazetteer(f"{self.label}: the form is not known; known are {_FORMS}")

    def alternates(self) -> dict[str, list[str]]:
        """Arabic names by GeoNames id; empty for any other form."""
        return geonames.arabic_alternates(self._text.split("\n")) if self.form == "alternates" else {}

    def places(self, alternates: dict[str, list[str]]) -> Iterator[Place | str]:
        """The places, and a line of reason for each record that cannot be used."""
        if self.database:
            return whosonfirst.read_sqlite(self.database)
        if self.form == "dump":
            lines = (line for line in self._text.split("\n") if line)
            return geonames.read_dump(lines, alternates)
        if self.form == "wof":
            return whosonfirst.read_table(self._rows())
        if self.form == "cod":
            return tables.read_cod(self._rows())
        if self.form == "cod-geojson":
            return tables.read_cod(self._features())
        if self.form == "own":
            return tables.read_own(self._rows(), self.stem)
        return iter(())

    def _rows(self) -> Iterator[dict[str, Any]]:
        text = self._text.lstrip("\ufeff")
        first = text[: text.find("\n")]
        separator = _separator(first)
        if separator == "\t":
            return csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        return csv.DictReader(io.StringIO(text), delimiter=separator)

    def _features(self) -> list[dict[str, Any]]:
        try:
            rows = tables.features(json.loads(self._text))
        except (ValueError, TypeError, AttributeError, IndexError) as error:
            raise BadGazetteer(f"{self.label}: not GeoJSON: {error}") from error
        if not any(tables.is_cod(row) for row in rows):
            raise BadGazetteer(f"{self.label}: GeoJSON without P-codes; known are {_FORMS}")
        return rows


def _separator(header: str) -> str:
    return max("\t;,", key=header.count)


def open_sources(path: Path) -> Iterator[Source]:
    """The sources in a file; in an archive, each member that holds data."""
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
        if start.startswith(b"SQLite format 3"):
            yield Source(str(path), "", path)
        elif start.startswith(b"PK"):
            yield from _members(path)
        else:
            raw = gzip.decompress(path.read_bytes()) if start.startswith(b"\x1f\x8b") else path.read_bytes()
            yield Source(str(path), _text(str(path), raw))
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise BadGazetteer(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _members(path: Path) -> Iterator[Source]:
    with zipfile.ZipFile(path) as archive:
        wanted = [
            m for m in archive.infolist()
            if m.filename.lower().endswith(_DATA) and "readme" not in m.filename.lower()
        ]  # fmt: skip
        if not wanted:
            raise BadGazetteer(
                f"{path}: an archive without a {', '.join(_DATA)} file; save a sheet as CSV first"
            )
        for member in wanted:
            if member.file_size > _LARGEST:
                raise BadGazetteer(f"{path}: {member.filename} unpacks to {member.file_size:,} bytes")
            yield Source(f"{path}:{member.filename}", _text(member.filename, archive.read(member)))


def _text(label: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadGazetteer(f"{label}: not UTF-8 text, at byte {error.start}") from error
