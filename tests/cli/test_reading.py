"""`--map`, `--dry-run`, and what `marsad add` does with files that are not text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import GOOD, Marsad, environment


@pytest.fixture
def table(folder: Path) -> Path:
    """A table whose columns have no usual names."""
    path = folder / "reports.csv"
    path.write_text(f"ما ورد,اليوم,الجهة\n{GOOD},2014-01-08,شبكة الحي\n", encoding="utf-8")
    return path


def test_a_dry_run_shows_and_stores_nothing(run: Marsad, folder: Path) -> None:
    ran = run("add", "--dry-run", "in", "--db", "x.db")
    assert ran.returncode == 0 and ran.stdout.endswith("\n1 reports would be read\n")
    assert all(word in ran.stdout for word in ("good", "2014-01-08", "given", "شبكة الحي"))
    assert not (folder / "x.db").exists()


def test_columns_that_are_named(run: Marsad, table: Path) -> None:
    unnamed = run("add", "--dry-run", "reports.csv")
    assert unnamed.returncode == 1
    assert "reports.csv:1: no column with the text: --map text=COLUMN names it" in unnamed.stderr
    choice = ("--map", "text=ما ورد", "--map", "published=اليوم", "--map", "outlet=الجهة")
    ran = run("add", "reports.csv", "--db", "x.db", *choice)
    assert ran.returncode == 0 and ran.stdout.startswith("1 reports added")
    (stored,) = map(json.loads, run("reports", "--db", "x.db", "--format", "jsonl").stdout.splitlines())
    assert (stored["published"], stored["outlet"]) == ("2014-01-08", "شبكة الحي")
    claims = run("code", "reports.csv", *choice).stdout
    assert claims and {json.loads(line)["kind"] for line in claims.splitlines()} <= {"event", "casualties"}


def test_columns_that_are_named_when_it_is_tried_again(run: Marsad, table: Path) -> None:
    assert run("add", "reports.csv", "--db", "x.db").returncode == 1
    assert run("retry", "--db", "x.db").stdout.startswith("0 reports added; 0 failures settled, 1 left")
    ran = run("retry", "--db", "x.db", "--map", "text=ما ورد")
    assert ran.stdout.startswith("1 reports added; 1 failures settled, 0 left")


@pytest.mark.parametrize("choice", ["text", "=x", "text=", "txt=x"])
def test_choices_that_are_none(run: Marsad, table: Path, choice: str) -> None:
    ran = run("add", "--dry-run", "reports.csv", "--map", choice)
    assert ran.returncode == 2 and "FIELD=COLUMN" in ran.stderr


def test_the_start_loads_no_library_of_a_format(folder: Path) -> None:
    program = (
        "import sys; from marsad.cli import app; app(['code', 'in', '-o', 'x.jsonl'], standalone_mode=False); "
        "libraries = {'trafilatura', 'lxml', 'feedparser', 'fastwarc', 'openpyxl', 'docx', 'pdfminer'}; "
        "print(sorted(libraries & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], env=environment(), capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1:] == ["[]"], ran.stderr
