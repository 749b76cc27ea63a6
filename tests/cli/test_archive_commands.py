"""`marsad failed`, `retry`, `verify`, `original`, `reprints` and `relink`."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import GOOD, Marsad, environment


@pytest.fixture
def mixed(run: Marsad, folder: Path) -> Marsad:
    """The command, after a folder with a good and a broken report was added."""
    (folder / "in" / "deep").mkdir()
    (folder / "in" / "deep" / "late.txt").write_text("")
    assert run("add", "in").returncode == 1
    return run


def failed(run: Marsad, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("failed", "--format", "jsonl", *options).stdout.splitlines()]


def test_what_was_left_out_is_listed_with_its_reason(mixed: Marsad) -> None:
    (letter,) = failed(mixed)
    assert (letter["file"], letter["line"], letter["reason"]) == ("in/deep/late.txt", 1, "empty file")
    assert "empty file" in mixed("failed").stdout
    (row,) = csv.DictReader(io.StringIO(mixed("failed", "--format", "csv").stdout))
    assert row["file"] == "in/deep/late.txt" and row["tries"] == "1"


def test_another_try_counts_and_settles(mixed: Marsad, folder: Path) -> None:
    ran = mixed("retry")
    assert (ran.returncode, ran.stderr) == (1, "in/deep/late.txt:1: empty file\n")
    assert ran.stdout == "0 reports added; 0 failures settled, 1 left\n"
    assert failed(mixed)[0]["tries"] == 2
    (folder / "in" / "deep" / "late.txt").write_text(f"---\npublished: 2014-01-08\n---\n{GOOD} ثم هدأ القصف.")
    ran = mixed("retry")
    assert (ran.returncode, ran.stdout) == (0, "1 reports added; 1 failures settled, 0 left\n")
    assert failed(mixed) == []
    (letter,) = failed(mixed, "--all")
    assert letter["settled"] and letter["tries"] == 2
    # under the id that the whole folder gives it: adding that again adds nothing
    assert mixed("add", "in").stdout == "0 reports added, 2 there already; 0 claims added\n"
    assert mixed("retry").stdout == "0 reports added; 0 failures settled, 0 left\n"


def test_from_another_folder_it_is_still_found(
    mixed: Marsad, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in" / "deep" / "late.txt").write_text(f"---\npublished: 2014-01-08\n---\n{GOOD} ثم هدأ القصف.")
    monkeypatch.chdir(folder / "in" / "deep")
    ran = mixed("retry", "--db", "../../marsad.db")
    assert (ran.returncode, ran.stdout) == (0, "1 reports added; 1 failures settled, 0 left\n")


def test_a_file_that_is_gone_and_standard_input_stay_on_the_list(
    mixed: Marsad, spawn: Marsad, folder: Path
) -> None:
    (folder / "in" / "deep" / "late.txt").unlink()
    spawn("add", "-", stdin="")
    ran = mixed("retry")
    assert ran.returncode == 1 and len(failed(mixed)) == 2
    assert (
        "in/deep/late.txt:1: no longer there" in ran.stderr
        and "<stdin>:1: cannot be tried again" in ran.stderr
    )


def test_the_original_comes_back_byte_for_byte(run: Marsad, folder: Path) -> None:
    data = f"---\r\npublished: 2014-01-08\r\n---\r\n{GOOD}\r\n".encode("utf-16")
    (folder / "in" / "wide.txt").write_bytes(data)
    run("add", "in")
    command = [sys.executable, "-m", "marsad", "original", "wide"]
    with (folder / "back").open("wb") as back:
        subprocess.run(command, stdout=back, check=True, env=environment())
    assert (folder / "back").read_bytes() == data
    about = json.loads(run("original", "wide", "--about").stdout)
    assert (about["file"], about["bytes"], about["url"]) == ("in/wide.txt", len(data), None)
    assert run("original", "none").stderr == "marsad: no report 'none' in the store\n"


def test_verify(run: Marsad, folder: Path) -> None:
    run("add", "in")
    ran = run("verify")
    assert (
        ran.returncode == 0
        and ran.stdout.startswith("1 texts and 1 originals (")
        and "; 0 wrong" in ran.stdout
    )
    with sqlite3.connect(folder / "marsad.db") as connection:
        connection.execute("DROP TRIGGER contents_no_update")
        connection.execute("UPDATE contents SET size = size + 1")
    connection.close()
    ran = run("verify")
    assert ran.returncode == 1 and "its bytes are not those that were hashed" in ran.stderr


def test_reprints(run: Marsad, folder: Path) -> None:
    wire = f"{GOOD} وقال مسعفون إن القصف استمر ساعات وإن عدد الضحايا مرشح للارتفاع خلال اليوم."
    reports = [
        {"id": "wire", "text": wire, "published": "2014-01-08", "outlet": "وكالة"},
        {"id": "copy", "text": "عاجل.\n" + wire.replace("أ", "ا"), "published": "2014-01-09"},
        {
            "id": "other",
            "text": "افتتح الوزير معرض الزهور في حديقة البلدية أمام جمهور كبير من الأهالي والطلاب.",
        },
    ]
    (folder / "three.jsonl").write_text("".join(json.dumps(one) + "\n" for one in reports))
    run("add", "three.jsonl")
    (text,) = map(json.loads, run("reprints", "--format", "jsonl").stdout.splitlines())
    assert (text["first"]["id"], [one["id"] for one in text["reprints"]]) == ("wire", ["copy"])
    rows = list(csv.DictReader(io.StringIO(run("reprints", "--format", "csv").stdout)))
    assert [(row["first"], row["id"]) for row in rows] == [("wire", "wire"), ("wire", "copy")]
    listed = [json.loads(line) for line in run("reports", "--format", "jsonl").stdout.splitlines()]
    assert {one["id"]: one["reprint_of"] for one in listed} == {"wire": None, "copy": "wire", "other": None}
    voices = run("reports", "--no-reprints", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["id"] for line in voices} == {"wire", "other"}
    assert run("relink").stdout == "3 reports compared\n"
