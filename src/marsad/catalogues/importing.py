"""Importing: places of the files given, less those known already, kept as a table in the folder of imported places."""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.catalogues.files import Source, open_sources
from marsad.catalogues.places import BadGazetteer, Place, inside
from marsad.coder.gazetteer import COLUMNS, built_in, key_of
from marsad.publish import output

__all__ = ["Imported", "import_files"]

# How near, in km, a place of the same name, country and sort is the same place.
_SAME = {"admin1": 200.0, "admin2": 60.0, "area": 30.0}
_SAME_POINT = 6.0
_PEOPLED = {"settlement", "neighbourhood", "site"}


@dataclass(slots=True)
class Imported:
    """What an import came to: where the places are kept, how many, and what was left out, with reasons."""

    path: Path
    new: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)


def import_files(paths: Iterable[Path], folder: Path) -> Imported:
    """Reads gazetteer files and writes their places to a table in `folder`, named after the first of them.

    A second import of the same file replaces the first. Raises `BadGazetteer` where a file has no known form.
    """
    sources = [source for path in paths for source in open_sources(path)]
    alternates: dict[str, list[str]] = {}
    for source in sources:
        alternates |= source.alternates()
    holding = [s for s in sources if s.form != "alternates"]
    if not holding:
        raise BadGazetteer("alternate names say no places: give the country dump with them, as SY.txt")
    stem = re.sub(r"[^\w-]+", "-", holding[0].stem) or "places"
    done = Imported(folder / f"{stem}.tsv")
    rows = _rows(holding, alternates, stem, done)
    folder.mkdir(parents=True, exist_ok=True)
    with output(done.path) as stream:
        table = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writeheader()
        table.writerows(sorted(rows, key=lambda r: (r["country"], r["id"])))
    return done


def _rows(
    sources: list[Source], alternates: dict[str, list[str]], stem: str, done: Imported
) -> list[dict[str, Any]]:
    """Rows of the table, each place once; counts go to `done`."""
    taken = _Taken(built_in())
    rows = []
    for source in sources:
        for place in source.places(alternates):
            if isinstance(place, str):
                done.left_out.append(f"{source.label}: {place}")
            elif not inside(place.lat, place.lon, place.country):
                done.left_out.append(
                    f"{source.label}: {place.id}: {place.names[0]}: {place.lat},{place.lon} is not in {place.country}"
                )
            elif taken.has(place):
                done.known += 1
            else:
                taken.add(place)
                done.new += 1
                rows.append(_row(place, stem))
    return rows


def _row(place: Place, stem: str) -> dict[str, Any]:
    def clean(text: str) -> str:
        return re.sub(r"[\t\r\n|]+", " ", text).strip()

    return {
        "id": clean(place.id), "name_ar": place.names[0], "variants": "|".join(place.names[1:6]),
        "name_en": clean(place.english), "lat": f"{place.lat:.4f}", "lon": f"{place.lon:.4f}", "kind": place.kind,
        "country": place.country, "parents": "|".join(clean(p) for p in place.parents),
        "population": place.population or "", "gn_id": clean(place.geonames), "wof_id": clean(place.whosonfirst),
        "wikidata": clean(place.wikidata), "source": f"import:{stem}",
    }  # fmt: skip


class _Taken:
    """Places that are there, by name and country."""

    def __init__(self, records: Iterable[dict[str, str]]) -> None:
        self._points: dict[tuple[str, str], list[tuple[str, float, float]]] = defaultdict(list)
        for r in records:
            for name in (r["name_ar"], *r["variants"].split("|")):
                if name:
                    point = (r["kind"], float(r["lat"]), float(r["lon"]))
                    self._points[key_of(name), r["country"]].append(point)

    def has(self, place: Place) -> bool:
        """Whether a place of the same first name and sort lies at `place`."""
        found = self._points.get((key_of(place.names[0]), place.country), ())
        reach = _SAME.get(place.kind, _SAME_POINT)
        return any(
            (kind == place.kind or {kind, place.kind} <= _PEOPLED)
            and _km(place.lat, place.lon, lat, lon) <= reach
            for kind, lat, lon in found
        )

    def add(self, place: Place) -> None:
        """Remembers `place`."""
        self._points[key_of(place.names[0]), place.country].append((place.kind, place.lat, place.lon))


def _km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    return math.hypot((lat - lat2) * 111.2, (lon - lon2) * 111.2 * math.cos(math.radians(lat)))
