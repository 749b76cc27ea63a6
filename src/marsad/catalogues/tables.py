"""Tables with a header: OCHA's common operational datasets (COD-AB, with P-codes) and CSV of a user's own.

COD-AB has `ADM1_AR`, `ADM1_EN`, `ADM1_PCODE` and so on down to the level of the row, in either case, and its points in
columns such as `center_lat` or as polygons of GeoJSON. A table of one's own needs a name, a latitude and a longitude;
`docs/places.md` lists the headers that are understood.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.catalogues.places import Place, alpha3, arabic_names, degrees

__all__ = ["features", "is_cod", "is_own", "read_cod", "read_own"]

_LAT = ("lat", "latitude", "y", "center_lat", "point_y", "lat_y")
_LON = ("lon", "lng", "long", "longitude", "x", "center_lon", "point_x", "lon_x")
_OWN = {
    "name": ("name_ar", "arabic", "name", "الاسم"),
    "english": ("name_en", "english", "latin"),
    "variants": ("variants", "names_ar", "aliases"),
    "country": ("country", "iso3", "iso2", "country_code"),
    "kind": ("kind", "type", "placetype"),
    "parents": ("parents", "parent", "admin"),
    "population": ("population", "pop"),
    "id": ("id", "pcode", "code"),
}
_KINDS = {
    "admin1": "admin1", "governorate": "admin1", "province": "admin1", "region": "admin1", "state": "admin1",
    "admin2": "admin2", "district": "admin2", "county": "admin2", "admin3": "admin2", "subdistrict": "admin2",
    "neighbourhood": "neighbourhood", "neighborhood": "neighbourhood", "quarter": "neighbourhood",
    "site": "site", "camp": "settlement", "area": "area",
}  # fmt: skip
_COD_KINDS = {1: "admin1", 2: "admin2", 3: "admin2", 4: "settlement"}


def is_cod(header: Iterable[str]) -> bool:
    """Whether a header is one of COD-AB."""
    return any(h.lower().endswith("_pcode") and h.lower().startswith("adm") for h in header)


def is_own(header: Iterable[str]) -> bool:
    """Whether a header has a name and a point."""
    heads = {h.strip().lower() for h in header}
    return all(heads & set(group) for group in (_LAT, _LON, _OWN["name"]))


def _first(row: dict[str, str], heads: Iterable[str]) -> str:
    return next((row[h] for h in heads if row.get(h)), "")


def _lower(row: dict[str, Any]) -> dict[str, str]:
    return {str(k).strip().lower(): str(v).strip() if v is not None else "" for k, v in row.items() if k}


def read_cod(rows: Iterable[dict[str, Any]]) -> Iterator[Place | str]:
    """Administrative places with their P-codes; what cannot be used gives the reason instead."""
    for number, raw in enumerate(rows, 1):
        row = _lower(raw)
        level = max((n for n in range(1, 5) if row.get(f"adm{n}_pcode")), default=0)
        if level:
            yield _cod_place(row, level, number)


def _cod_place(row: dict[str, str], level: int, number: int) -> Place | str:
    def named(n: int) -> list[str]:
        heads = (f"adm{n}_ar", f"adm{n}_name1", f"adm{n}_name", f"adm{n}_name2")
        return arabic_names([row[h] for h in heads if row.get(h)])

    pcode, names = row[f"adm{level}_pcode"], named(level)
    point, country = (
        degrees(_first(row, _LAT), _first(row, _LON)),
        alpha3().get(pcode[:2]) or alpha3().get(pcode[:3]),
    )
    if country is None:
        return f"row {number}: P-code {pcode!r} begins with no country code"
    if not names:
        return f"row {number}: {pcode}: no Arabic name"
    if point is None:
        return f"row {number}: {pcode}: no point; take the file with centres or the GeoJSON"
    holders = [above[0] for n in range(level - 1, 0, -1) if (above := named(n))]
    english = row.get(f"adm{level}_en") or row.get(f"adm{level}_name") or ""
    return Place(
        f"cod:{pcode}", names, *point, _COD_KINDS[level], country, english, tuple(dict.fromkeys(holders))
    )


def read_own(rows: Iterable[dict[str, Any]], stem: str) -> Iterator[Place | str]:
    """Places of a table of one's own; ids are those it has, behind the name of the file."""
    for number, raw in enumerate(rows, 1):
        row = _lower(raw)
        name, point = _first(row, _OWN["name"]), degrees(_first(row, _LAT), _first(row, _LON))
        names = arabic_names([name, *_first(row, _OWN["variants"]).split("|")])
        country = alpha3().get(_first(row, _OWN["country"]).upper(), "")
        kind = _KINDS.get(_first(row, _OWN["kind"]).lower(), "settlement")
        if not names:
            yield f"row {number}: {name!r} is no Arabic name"
        elif point is None:
            yield f"row {number}: {name}: no coordinates on Earth"
        elif not country:
            yield f"row {number}: {name}: country {_first(row, _OWN['country'])!r} is no ISO 3166-1 code"
        else:
            people = _first(row, _OWN["population"]).replace(",", "")
            parents = tuple(p.strip() for p in _first(row, _OWN["parents"]).split("|") if p.strip())
            yield Place(
                f"{stem}:{_first(row, _OWN['id']) or number}", names, *point, kind, country,
                _first(row, _OWN["english"]), parents, int(people) if people.isdigit() else 0,
            )  # fmt: skip


def features(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The properties of GeoJSON features, each with the middle of its geometry as `lat` and `lon`."""
    rows = []
    for feature in data.get("features") or ():
        row = dict(feature.get("properties") or {})
        point = middle(feature.get("geometry") or {})
        if point is not None:
            row.setdefault("lon", point[0])
            row.setdefault("lat", point[1])
        rows.append(row)
    return rows


def middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """(longitude, latitude) of the middle of a GeoJSON geometry: a point itself, else that of its largest ring."""
    shape: str | None = geometry.get("type")
    coordinates: Any = geometry.get("coordinates")
    if shape == "Point" and coordinates:
        return float(coordinates[0]), float(coordinates[1])
    rings = (
        [coordinates[0]]
        if shape == "Polygon"
        else [p[0] for p in coordinates]
        if shape == "MultiPolygon"
        else []
    )
    best = max((_centroid(ring) for ring in rings if len(ring) > 3), default=None)
    return best[1:] if best else None


def _centroid(ring: list[list[float]]) -> tuple[float, float, float]:
    """(area, longitude, latitude) of a ring, by the shoelace formula on the plane."""
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area / 2), x / (3 * area), y / (3 * area)
