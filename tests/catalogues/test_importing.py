"""Gazetteers as users download them: read in every form, kept once, found by the coder, and refused with a reason."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.catalogues import BadGazetteer, import_files
from marsad.catalogues.places import alpha3, arabic_names, countries, degrees, inside
from marsad.catalogues.tables import middle
from marsad.coder.gazetteer import COLUMNS, compile_tables

# Two invented villages and a province, as GeoNames would have them.
DUMP = [
    f"{n}\t{name}\t{name}\t{arabic}\t{lat}\t{lon}\t{cls}\t{code}\tSY\t\t05\t\t\t\t{people}\t\t300\tAsia/Damascus\t2020-01-01"
    for n, name, arabic, lat, lon, cls, code, people in [
        (
            9990001,
            "Tell Safsaf",
            "Tall Safsaf,تل الصفصاف الأعلى,تل صفصاف",
            35.1234,
            36.5678,
            "P",
            "PPL",
            1200,
        ),
        (9990002, "Hama", "محافظة حماة", 35.0, 37.0, "A", "ADM1", 0),
        (9990003, "Ghost", "", 35.2, 36.6, "P", "PPL", 0),
        (9990004, "Far Away", "قرية البعد الأقصى", 10.0, 10.0, "P", "PPL", 0),
    ]
]


def dump(path: Path) -> Path:
    path.write_text("".join(row + "\n" for row in DUMP), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_geonames_dump_gives_its_arabic_places(tmp_path: Path) -> None:
    done = import_files([dump(tmp_path / "SY.txt")], tmp_path / "kept")
    kept = rows(done.path)
    assert [r["name_ar"] for r in kept] == ["تل الصفصاف الأعلى"]
    assert kept[0]["parents"] == "حماة" and kept[0]["population"] == "1200" and kept[0]["country"] == "SYR"
    assert done.new == 1 and done.known == 1  # the province is there already
    reasons = "\n".join(done.left_out)
    assert "line 3: Ghost: no Arabic name" in reasons and "is not in SYR" in reasons


def test_a_zip_and_the_table_of_names_are_read_together(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.write(dump(tmp_path / "SY.txt"), "SY.txt")
        archive.writestr("readme.txt", "about")
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t9990003\tar\tخربة الشبح\t1\t\t\t\n2\t9990003\ten\tGhost\t\t\t\t\n3\t9990003\tar\tالشبح القديم\t\t\t\t1\n",
        encoding="utf-8",
    )
    done = import_files([tmp_path / "SY.zip", names], tmp_path / "kept")
    assert {r["name_ar"] for r in rows(done.path)} == {"تل الصفصاف الأعلى", "خربة الشبح"}
    with pytest.raises(BadGazetteer, match="give the country dump"):
        import_files([names], tmp_path / "kept")


def test_whos_on_first_as_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "whosonfirst-data-admin-sy-latest.db"
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE spr (id INTEGER, name TEXT, placetype TEXT, country TEXT, latitude REAL, longitude REAL,"
        " is_current INTEGER, is_deprecated INTEGER);"
        "CREATE TABLE names (id INTEGER, language TEXT, privateuse TEXT, name TEXT);"
        "CREATE TABLE ancestors (id INTEGER, ancestor_id INTEGER, ancestor_placetype TEXT);"
        "CREATE TABLE concordances (id INTEGER, other_id TEXT, other_source TEXT);"
        "INSERT INTO spr VALUES (1, 'Hamah', 'region', 'SY', 35.0, 37.0, 1, 0),"
        " (2, 'Safsaf', 'locality', 'SY', 35.1, 36.6, 1, 0),"
        " (3, 'Old', 'locality', 'SY', 35.1, 36.6, 0, 0);"
        "INSERT INTO names VALUES (1, 'ara', 'preferred', 'حماة'), (2, 'ara', 'variant', 'صفصاف'),"
        " (2, 'ara', 'preferred', 'كفر الصفصاف');"
        "INSERT INTO ancestors VALUES (2, 1, 'region'); INSERT INTO concordances VALUES (2, 'Q1', 'wd:id');"
    )
    base.commit()
    base.close()
    kept = rows(import_files([path], tmp_path / "kept").path)
    assert [(r["name_ar"], r["variants"], r["parents"], r["wikidata"]) for r in kept] == [
        ("كفر الصفصاف", "صفصاف", "حماة", "Q1")
    ]


def test_cod_as_csv_and_as_geojson(tmp_path: Path) -> None:
    table = tmp_path / "syr_adm3.csv"
    table.write_text(
        "adm1_ar,adm1_pcode,adm2_ar,adm2_pcode,adm3_ar,adm3_en,adm3_pcode,center_lat,center_lon\n"
        "حماة,SY05,محردة,SY0505,ناحية الصفصافة,Safsafa,SY050599,35.2,36.5\n"
        "حماة,SY05,محردة,SY0505,,Nameless,SY050598,35.2,36.5\n",
        encoding="utf-8",
    )
    done = import_files([table], tmp_path / "kept")
    kept = rows(done.path)
    assert (kept[0]["id"], kept[0]["kind"], kept[0]["parents"]) == ("cod:SY050599", "admin2", "محردة|حماة")
    assert "SY050598: no Arabic name" in done.left_out[0]
    square = [[36.0, 35.0], [36.2, 35.0], [36.2, 35.2], [36.0, 35.2], [36.0, 35.0]]
    shape = {
        "type": "Feature",
        "properties": {
            "ADM2_AR": "قضاء الصفصاف",
            "ADM2_EN": "Safsaf",
            "ADM2_PCODE": "SY0599",
            "ADM1_AR": "حماة",
        },
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    outline = tmp_path / "syr_adm2.geojson"
    outline.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8")
    kept = rows(import_files([outline], tmp_path / "kept").path)
    assert (float(kept[0]["lat"]), float(kept[0]["lon"])) == pytest.approx((35.1, 36.1), abs=1e-4)


def test_a_table_of_ones_own_is_found_by_the_coder(tmp_path: Path) -> None:
    table = tmp_path / "field-office.csv"
    table.write_text(
        "name,lat,lon,country,population\nالغياثية,35.3,36.4,SY,\nخطأ,,36.4,SY,\nبلا بلد,35.3,36.4,XX,\n",
        encoding="utf-8",
    )
    done = import_files([table], tmp_path / "kept")
    assert done.new == 1 and len(done.left_out) == 2
    again = import_files([table], tmp_path / "kept")
    assert again.path == done.path and len(rows(again.path)) == 1  # the second import replaces the first
    index = compile_tables(rows(done.path))
    assert index["names"]["الغياثيه"][0] == 1  # only behind a word such as قرية


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.csv", "a,b,c\n1,2,3\n", "the form is not known"),
        ("x.txt", "", "the form is not known"),
        ("x.geojson", '{"type": "FeatureCollection", "features": []}', "without P-codes"),
        ("x.json", "{broken", "not GeoJSON"),
    ],
)
def test_what_is_no_gazetteer_is_named(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadGazetteer, match=reason) as caught:
        import_files([tmp_path / name], tmp_path / "kept")
    assert name in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04broken", b"\x1f\x8bbroken", b"SQLite format 3\x00broken", b"\xff\xfe\xff"]
)
def test_broken_files_are_errors_not_crashes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken").write_bytes(content)
    with pytest.raises(BadGazetteer, match="broken"):
        import_files([tmp_path / "broken"], tmp_path / "kept")


def test_the_shared_places_come_in(shared: Path, tmp_path: Path) -> None:
    done = import_files([shared / "places" / "whosonfirst.tsv.gz"], tmp_path)
    with gzip.open(shared / "places" / "whosonfirst.tsv.gz", "rt", encoding="utf-8") as lines:
        records = sum(1 for _ in lines) - 1
    assert done.new > 30_000 and done.known > 16_000
    assert done.new + done.known + len(done.left_out) <= records
    kept = rows(done.path)
    assert len(kept) == done.new and tuple(kept[0]) == tuple(COLUMNS)
    assert all(inside(float(r["lat"]), float(r["lon"]), r["country"]) for r in kept)


@given(st.text(max_size=12), st.text(max_size=12))
def test_coordinates_are_on_earth_or_none(lat: str, lon: str) -> None:
    point = degrees(lat, lon)
    assert point is None or (abs(point[0]) <= 90 and abs(point[1]) <= 180)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_arabic_names_hold_arabic_letters_only(raw: list[str]) -> None:
    for name in arabic_names(raw):
        assert len(name) > 1 and all(c in " '-" or "ء" <= c <= "ي" for c in name)


@pytest.mark.parametrize(
    ("geometry", "point"),
    [
        ({"type": "Point", "coordinates": [36.5, 35.5]}, (36.5, 35.5)),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}, (1, 1)),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, None),
        ({}, None),
    ],
)
def test_the_middle_of_a_shape(geometry: dict[str, Any], point: tuple[float, float] | None) -> None:
    assert middle(geometry) == (pytest.approx(point) if point else None)


def test_countries_have_both_codes_and_a_box() -> None:
    assert alpha3()["sy"] == alpha3()["SYR"] == "SYR"
    assert all(c.south < c.north and c.west < c.east for c in countries().values())
    assert inside(36.2, 37.15, "SYR") and not inside(36.2, 37.15, "YEM")
