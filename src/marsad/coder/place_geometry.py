"""Points, distances and bearings on a flat map, and the codebook's place record made of them."""

from __future__ import annotations

import math
from typing import Any

from marsad.coder.gazetteer import Gazetteer, Row


def unplaced(name: str, precision: str) -> dict[str, Any]:
    """The record of a place that nothing is known of but its name."""
    return {
        "name": name, "id": None, "lat": None, "lon": None, "admin": [], "precision": precision,
        "flags": ["unresolved"],
    }  # fmt: skip


def chain(gaz: Gazetteer, row: Row, itself: bool = False) -> list[str]:
    """Names of what holds `row`, innermost first, the country last; with `itself`, the row's own name before them."""
    country = gaz.country(row.country)
    names = [*row.parents, country.name if country is not None and row.kind != "country" else ""]
    if itself:
        names.insert(0, row.name)
    return list(dict.fromkeys(n for n in names if n))


def record(
    gaz: Gazetteer, row: Row, name: str, lat: float, lon: float, precision: str, flags: list[str]
) -> dict[str, Any]:
    """The codebook's place record for a gazetteer row, called by the report's own words; degrees, 4 decimals."""
    return {
        "name": name, "id": row.id, "lat": round(lat, 4), "lon": round(lon, 4), "admin": chain(gaz, row),
        "precision": precision, "flags": list(flags),
    }  # fmt: skip


def km(a: Row, b: Row) -> float:
    """Kilometres between two places: good below a thousand."""
    return flat_km(a.lat, a.lon, b.lat, b.lon)


def flat_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points in degrees on the sphere made flat, good to a percent below 300 km."""
    dy = (lat - lat2) * 111.2
    dx = ((lon - lon2 + 180) % 360 - 180) * 111.2 * math.cos(math.radians((lat + lat2) / 2))
    return math.hypot(dx, dy)


def bearing_of(start: Row, end: Row) -> float:
    """Direction from one place to another, degrees clockwise from north."""
    dy = end.lat - start.lat
    dx = (end.lon - start.lon) * math.cos(math.radians((start.lat + end.lat) / 2))
    return math.degrees(math.atan2(dx, dy)) % 360


def offset(lat: float, lon: float, bearing: float | None, distance: float) -> tuple[float, float]:
    """The point `distance` km from a point (degrees) in direction `bearing`; the point itself for None."""
    if bearing is None:
        return lat, lon
    angle = math.radians(bearing)
    north = distance * math.cos(angle) / 111.2
    return lat + north, lon + distance * math.sin(angle) / (111.2 * math.cos(math.radians(lat)))
