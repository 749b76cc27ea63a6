"""`marsad actors`, `marsad places` and `marsad knowledge check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Marsad


def test_actors_as_of_a_day(run: Marsad) -> None:
    ran = run("actors", "الجيش", "السوري", "--on", "2025-06-01", "--format", "jsonl")
    first = json.loads(ran.stdout.splitlines()[0])
    assert (first["taken"], first["id"]) == ("*", "syr-mil-2024")
    assert run("actors", "داعش").returncode == 0
    nobody = run("actors", "الصفصافيون", "القدامى")
    assert (nobody.returncode, nobody.stderr) == (1, "no actor is called so\n")


def test_places_as_the_coder_would(run: Marsad) -> None:
    ran = run("places", "العباسية", "--in", "LB", "--format", "jsonl")
    assert json.loads(ran.stdout.splitlines()[0])["id"] == "own:lbn/abbasiyeh"
    assert run("places", "find", "ريف حلب الشمالي").returncode == 0
    wrong = run("places", "حلب", "--in", "Syria")
    assert wrong.returncode == 2 and "is no ISO 3166-1 code" in wrong.stderr


def test_an_import_is_used_by_the_next_command(
    spawn: Marsad, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.csv").write_text("name,lat,lon,country\nمزرعة الغيث,35.3,36.4,SY\n", encoding="utf-8")
    monkeypatch.setenv("MARSAD_PLACES", str(folder / "kept"))
    monkeypatch.setenv("MARSAD_CACHE", str(folder / "cache"))
    before = spawn("places", "مزرعة الغيث", "--format", "jsonl").stdout
    assert before == "" or json.loads(before.splitlines()[0])["id"] is None
    ran = spawn("places", "import", "mine.csv")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("1 places added, 0 there already, 0 left out; kept in ")
    found = json.loads(spawn("places", "مزرعة الغيث", "--format", "jsonl").stdout.splitlines()[0])
    assert (found["lat"], found["lon"]) == (35.3, 36.4)


def test_what_cannot_be_imported_is_one_line(run: Marsad, folder: Path) -> None:
    (folder / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = run("places", "import", "bad.csv", MARSAD_PLACES=str(folder / "kept"))
    assert ran.returncode == 1 and ran.stderr.startswith("marsad: bad.csv: the form is not known")
    assert not (folder / "kept").exists()


def test_knowledge_check(run: Marsad, folder: Path) -> None:
    ran = run("knowledge", "check")
    assert ran.returncode == 0 and ran.stdout.endswith("0 wrong\n")
    (folder / "actors").mkdir()
    (folder / "actors" / "x.yaml").write_text(
        "theatre: x\nactors:\n  - {id: x, en: [X], ar: [س], role: NONE}\n"
    )
    (folder / "outlets.yaml").write_text("[]\n")
    bad = run("knowledge", "check", str(folder))
    assert bad.returncode == 1 and "role 'NONE' is not in the vocabulary" in bad.stderr
