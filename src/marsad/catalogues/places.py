"""What every reader of a gazetteer yields, and what they share: clean names, countries, numbers."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from marsad.coder.text import fold

__all__ = ["BadGazetteer", "Country", "Place", "alpha3", "arabic_names", "countries", "degrees", "inside"]


class BadGazetteer(Exception):
    """A file that cannot be read as a gazetteer; the message names it and says why."""


@dataclass(slots=True)
class Place:
    """A place as a source has it: a point in degrees (WGS 84), country as alpha-3, parents innermost first."""

    id: str
    names: list[str]  # Arabic, the usual one first
    lat: float
    lon: float
    kind: str  # admin1 admin2 settlement neighbourhood site area
    country: str
    english: str = ""
    parents: tuple[str, ...] = ()
    population: int = 0
    geonames: str = ""
    whosonfirst: str = ""
    wikidata: str = ""


class Country(NamedTuple):
    """A country's codes and the box around it, in degrees."""

    alpha2: str
    alpha3: str
    south: float
    west: float
    north: float
    east: float


@cache
def countries() -> dict[str, Country]:
    """Countries of `knowledge/countries.tsv` by alpha-3 code."""
    text = files("marsad.knowledge").joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        r["iso3"]: Country(r["iso2"], r["iso3"], *(float(r[k]) for k in ("south", "west", "north", "east")))
        for r in rows
    }


@cache
def alpha3() -> dict[str, str]:
    """Alpha-3 codes by alpha-2, by alpha-3 and in either case."""
    out = {}
    for country in countries().values():
        for code in (country.alpha2, country.alpha3):
            out[code] = out[code.lower()] = country.alpha3
    return out


def inside(lat: float, lon: float, country: str) -> bool:
    """Whether a point is in the box around `country` (alpha-3); true where no box is known."""
    box = countries().get(country)
    return box is None or (box.south <= lat <= box.north and box.west <= lon <= box.east)


_HEAD = re.compile("^(?:محافظة|محافظه|ولاية|مدينة|شعبية|بلدية|قرية|مديرية|قضاء|ناحية|أمانة|بلدة) ")
_PLAIN = re.compile("^[ء-غـ-ْ' -]+$")  # Arabic letters proper: no Persian, Urdu or Pashto ones


def arabic_names(raw: list[str]) -> list[str]:
    """The Arabic names of `raw`, cleaned, each once by its fold, without administrative heads (مدينة حلب)."""
    out: dict[str, str] = {}
    for text in raw:
        name = re.sub(r"\s*\(.*?\)", "", text).strip(" \u200e\u200f،").replace("ـ", "")
        name = re.sub("[ً-ْ]", "", _HEAD.sub("", name)).strip()
        if len(name) > 1 and _PLAIN.match(name):
            out.setdefault(fold(name), name)
    return list(out.values())


def degrees(lat: str | None, lon: str | None) -> tuple[float, float] | None:
    """A point from its written coordinates; None where they are missing or none on Earth."""
    try:
        point = float((lat or "").replace(",", ".")), float((lon or "").replace(",", "."))
    except ValueError:
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 and point != (0.0, 0.0) else None
