"""Who's On First: a country's SQLite distribution (tables `spr`, `names`, `concordances`, `ancestors`) or a table.

The table is one with the columns `wof_id`, `name_ar`, `lat`, `lon`, `placetype`, `country`, and, where it has them,
`names_ar` (`|` between), `name_en`, `region_id`, `county_id`, `population`, `gn_id`, `wikidata`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from marsad.catalogues.places import BadGazetteer, Place, alpha3, arabic_names, degrees

__all__ = ["read_sqlite", "read_table"]

_KINDS = {
    "region": "admin1", "county": "admin2", "localadmin": "admin2", "locality": "settlement",
    "borough": "neighbourhood", "neighbourhood": "neighbourhood", "campus": "site",
}  # fmt: skip


def read_table(rows: Iterable[dict[str, str]]) -> Iterator[Place | str]:
    """Places of a table of records; one that cannot be used gives the reason instead."""
    kept = [row for row in rows if row.get("placetype") in _KINDS]
    titles = {
        r["wof_id"]: (arabic_names([r.get("name_ar") or ""]) or [""])[0]
        for r in kept
        if r["placetype"] in ("region", "county")
    }
    for row in kept:
        names = arabic_names([row.get("name_ar") or "", *(row.get("names_ar") or "").split("|")])
        holders = [titles.get(row.get(k) or "", "") for k in ("county_id", "region_id")]
        yield _place(row, names, tuple(h for h in dict.fromkeys(holders) if h and h not in names[:1]))


def _place(row: dict[str, str], names: list[str], parents: tuple[str, ...]) -> Place | str:
    label = f"{row['wof_id']} ({row.get('name_en') or '?'})"
    point, country = degrees(row.get("lat"), row.get("lon")), alpha3().get(row.get("country") or "")
    if point is None:
        return f"{label}: no coordinates on Earth"
    if country is None:
        return f"{label}: {row.get('country')!r} is no country code"
    if not names:
        return f"{label}: no Arabic name"
    people = row.get("population") or "0"
    return Place(
        f"wof:{row['wof_id']}", names, *point, _KINDS[row["placetype"]], country, row.get("name_en") or "", parents,
        int(people) if people.isdigit() else 0, row.get("gn_id") or "", row["wof_id"], row.get("wikidata") or "",
    )  # fmt: skip


def read_sqlite(path: Path) -> Iterator[Place | str]:
    """Places of a SQLite distribution, current records only."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            yield from read_table(_records(base))
    except sqlite3.Error as error:
        raise BadGazetteer(f"{path}: not a Who's On First database: {error}") from error


def _records(base: sqlite3.Connection) -> list[dict[str, str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for wof_id, name, preferred in base.execute(
        "SELECT id, name, privateuse = 'preferred' FROM names WHERE language = 'ara' ORDER BY rowid"
    ):
        names[str(wof_id)].insert(0 if preferred else len(names[str(wof_id)]), name)
    above: dict[str, dict[str, str]] = defaultdict(dict)
    for wof_id, holder, placetype in base.execute(
        "SELECT id, ancestor_id, ancestor_placetype FROM ancestors"
    ):
        above[str(wof_id)][f"{placetype}_id"] = str(holder)
    other: dict[str, dict[str, str]] = defaultdict(dict)
    for wof_id, source, key in base.execute("SELECT id, other_source, other_id FROM concordances"):
        other[str(wof_id)][{"gn:id": "gn_id", "wd:id": "wikidata"}.get(source, source)] = str(key)
    rows = []
    for wof_id, name, placetype, country, lat, lon in base.execute(
        "SELECT id, name, placetype, country, latitude, longitude FROM spr WHERE is_current != 0 AND is_deprecated != 1"
    ):
        found = names.get(str(wof_id), [])
        rows.append(
            {
                "wof_id": str(wof_id), "name_ar": found[0] if found else "", "names_ar": "|".join(found[1:]),
                "name_en": name, "placetype": placetype, "country": country, "lat": str(lat), "lon": str(lon),
                **above[str(wof_id)], **other[str(wof_id)],
            }
        )  # fmt: skip
    return rows
