"""`marsad join`, `incidents` and `tolls` as a user runs them, on the samples and on bad files."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from marsad.cli import app

from .happenings import bombing

REPORT = "قصفت قوات النظام مدينة الباب في ريف حلب يوم الأربعاء، ما أدى إلى مقتل عشرة مدنيين."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*arguments: str) -> Result:
    """`marsad` with arguments."""
    ran = CliRunner().invoke(app, arguments, prog_name="marsad")
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran


@pytest.fixture
def files(folder: Path) -> Path:
    """A folder with claims.jsonl and reports.jsonl of one bombing, in a wild order."""
    told = bombing()
    claims = [{k: v for k, v in c.items() if k != "source"} for c in reversed(told.claims)]
    lines(folder / "claims.jsonl", claims)
    lines(folder / "reports.jsonl", told.reports)
    return folder


def lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_files_in_files_out(files: Path) -> None:
    ran = run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "incidents.jsonl")
    assert (ran.exit_code, ran.stderr) == (0, "")
    found = read(files / "incidents.jsonl")
    assert len(found) == 3
    bomb = next(i for i in found if len(i["claims"]) == 4)
    assert {k: bomb["killed"][k] for k in ("low", "best", "high", "open")} == {
        "low": 12, "best": 18, "high": 18, "open": True,
    }  # fmt: skip
    assert {v["report"] for toll in bomb["tolls"] for v in toll["voices"]} == {"a", "b", "c", "d"}


def test_the_order_of_lines_changes_no_byte(files: Path) -> None:
    run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "one.jsonl")
    lines(files / "claims.jsonl", list(reversed(read(files / "claims.jsonl"))))
    lines(files / "reports.jsonl", list(reversed(read(files / "reports.jsonl"))))
    run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "two.jsonl")
    assert (files / "one.jsonl").read_bytes() == (files / "two.jsonl").read_bytes()


def test_bad_lines_are_named_and_the_rest_is_done(files: Path) -> None:
    with (files / "claims.jsonl").open("a", encoding="utf-8") as out:
        out.write('{"kind": "event"}\nno json\n[]\n')
    told = read(files / "reports.jsonl")
    lines(files / "reports.jsonl", [r for r in told if r["id"] != "d"])
    ran = run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "incidents.jsonl")
    assert ran.exit_code == 1
    assert "its report d is not among the reports" in ran.stderr
    assert "claims.jsonl:11: " in ran.stderr and "claims.jsonl:13: not a JSON object" in ran.stderr
    assert len(read(files / "incidents.jsonl")) == 3


def test_missing_files_and_overwriting_are_refused(files: Path) -> None:
    assert "no such file" in run("join", "none.jsonl", "--reports", "reports.jsonl").stderr
    ran = run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "reports.jsonl")
    assert ran.exit_code == 2 and "is one of the inputs" in ran.stderr


@pytest.mark.parametrize("wait", [0.0, 0.3, 1.0])
def test_killed_at_any_moment_the_old_file_stays_or_the_new_one_is_whole(files: Path, wait: float) -> None:
    run("join", "claims.jsonl", "--reports", "reports.jsonl", "-o", "whole.jsonl")
    (files / "out.jsonl").write_text("the old file\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "marsad",
        "join",
        "claims.jsonl",
        "--reports",
        "reports.jsonl",
        "-o",
        "out.jsonl",
    ]
    with subprocess.Popen(command, cwd=files) as process:
        time.sleep(wait)
        process.kill()
    left = (files / "out.jsonl").read_text(encoding="utf-8")
    assert left in ("the old file\n", (files / "whole.jsonl").read_text(encoding="utf-8"))


def test_incidents_and_tolls_of_a_store(folder: Path) -> None:
    front = "---\npublished: 2014-01-08\noutlet: شبكة الحي\n---\n"
    (folder / "good.txt").write_text(front + REPORT, encoding="utf-8")
    run("add", "good.txt", "--db", "s.db")
    ran = run("incidents", "--db", "s.db", "--format", "jsonl")
    (one,) = [i for i in map(json.loads, ran.stdout.splitlines()) if i["type"] == "shelling"]
    assert one["killed"]["low"] == 10
    assert run("incidents", "--db", "s.db", "--type", "protest", "--format", "jsonl").stdout == ""
    assert one["id"] in run("incidents", "--db", "s.db", "--place", "الباب").stdout
    assert one["id"] not in run("incidents", "--db", "s.db", "--from", "2015-01-01").stdout
    tolls = run("tolls", "--db", "s.db", "--id", one["id"], "--format", "csv").stdout.splitlines()
    assert tolls[0].startswith("incident,outcome,whose,low,best,high,said")
    assert len(tolls) == 2 and ",killed,civilian,10,10,10,10," in tolls[1]
