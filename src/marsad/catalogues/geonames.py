"""GeoNames: country dumps (`SY.txt`, `SY.zip`) and the table of alternate names (`alternateNamesV2.txt`).

Columns as in GeoNames' readme: 19 in a dump, without a header; 8 or 10 in the table of names. Names in a dump's own
column have no language, so those in plain Arabic letters are taken; the table of names says which are Arabic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.catalogues.places import Place, alpha3, arabic_names, degrees

__all__ = ["arabic_alternates", "is_alternates", "is_dump", "read_dump"]

_DUMP, _ALTERNATES = 19, (8, 10)
# What a place is, by feature code, then by feature class.
_CODES = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PPLX": "neighbourhood",
    **dict.fromkeys(["PCLI", "PCL", "PCLD", "PCLS", "TERR", "ADM4", "ADM5", "ADMD", "ZN", "LTER", "PPLH", "PPLW"], ""),
}  # fmt: skip
_CLASSES = {"P": "settlement", "S": "site", "T": "area", "H": "area", "L": "area", "A": ""}
# Of buildings and spots, those that reports name: airports, bases, camps, crossings, dams, hospitals, prisons, mines.
_SITES = frozenset(
    "AIRP AIRB AIRF AIRH AIRQ INSM MILB CMP CMPRF CSTM PSTB DAM HSP PRN MN OILR PS BDG FT PRT".split()
)
_LANDS = frozenset(
    "MT MTS HLL HLLS PASS PLN PLAT DSRT ISL ISLS PEN VAL LK STM RSV OILF GASF RGN CST BAY STRT".split()
)


def is_dump(line: str) -> bool:
    """Whether a file's first line is one of a country dump."""
    cells = line.split("\t")
    return len(cells) == _DUMP and cells[0].isdigit() and degrees(cells[4], cells[5]) is not None


def is_alternates(line: str) -> bool:
    """Whether a file's first line is one of the table of alternate names."""
    cells = line.split("\t")
    return len(cells) in _ALTERNATES and cells[0].isdigit() and cells[1].isdigit()


def arabic_alternates(lines: Iterable[str]) -> dict[str, list[str]]:
    """Arabic names by GeoNames id, the preferred one first, without historic ones."""
    out: dict[str, list[str]] = {}
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 4 or cells[2] != "ar" or cells[7:8] == ["1"]:
            continue
        found = out.setdefault(cells[1], [])
        if cells[4:5] == ["1"]:
            found.insert(0, cells[3])
        else:
            found.append(cells[3])
    return out


def read_dump(lines: Iterable[str], alternates: dict[str, list[str]]) -> Iterator[Place | str]:
    """Places of a country dump; a line that is none gives the reason instead."""
    provinces: dict[str, str] = {}
    rows = [line.rstrip("\r\n").split("\t") for line in lines]
    for cells in rows:
        if len(cells) == _DUMP and cells[7] == "ADM1":
            names = arabic_names([*alternates.get(cells[0], ()), *cells[3].split(",")])
            provinces[f"{cells[8]}.{cells[10]}"] = names[0] if names else ""
    for number, cells in enumerate(rows, 1):
        if len(cells) != _DUMP:
            yield f"line {number}: {len(cells)} columns, {_DUMP} are needed"
            continue
        kind = _kind(cells[6], cells[7])
        if kind:
            yield _place(cells, kind, provinces, alternates, number)


def _kind(cls: str, code: str) -> str:
    if cls == "S" and code not in _SITES or cls in "THL" and code not in _LANDS:
        return ""
    return _CODES.get(code, _CLASSES.get(cls, ""))


def _place(
    cells: list[str], kind: str, provinces: dict[str, str], alternates: dict[str, list[str]], number: int
) -> Place | str:
    point, country = degrees(cells[4], cells[5]), alpha3().get(cells[8])
    names = arabic_names([*alternates.get(cells[0], ()), *cells[3].split(",")])
    if point is None:
        return f"line {number}: {cells[1]}: no coordinates on Earth"
    if country is None:
        return f"line {number}: {cells[1]}: {cells[8]!r} is no country code"
    if not names:
        return f"line {number}: {cells[1]}: no Arabic name"
    province = provinces.get(f"{cells[8]}.{cells[10]}", "") if kind != "admin1" else ""
    people = int(cells[14]) if cells[14].isdigit() else 0
    parents = (province,) if province else ()
    return Place(f"gn:{cells[0]}", names, *point, kind, country, cells[1], parents, people, geonames=cells[0])
