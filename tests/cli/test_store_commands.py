"""`marsad add`, `reports`, `claims`, `check` and the rest."""

from __future__ import annotations

import csv
import io
import json
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from marsad import __version__

from .conftest import GOOD, Marsad, environment


@pytest.fixture
def filled(run: Marsad) -> Marsad:
    """The command, after the good report was added to marsad.db."""
    assert run("add", "in").returncode == 0
    return run


def test_adding_is_idempotent(run: Marsad) -> None:
    first, second = run("add", "in", "--db", "x.db"), run("add", "in", "--db", "x.db")
    assert first.stdout.startswith("1 reports added, 0 there already; ")
    assert second.stdout == "0 reports added, 1 there already; 0 claims added\n"
    assert run("add", "in", "--db", "x.db", "--again").stdout == second.stdout
    assert (first.returncode, second.returncode) == (0, 0)


def test_the_store_gives_the_claims_that_code_gives(filled: Marsad) -> None:
    assert filled("claims", "--format", "jsonl").stdout == filled("code", "in").stdout
    assert filled("claims", "--format", "csv").stdout == filled("code", "in", "--format", "csv").stdout


def test_the_setting_names_the_store(run: Marsad, folder: Path) -> None:
    run("add", "in", MARSAD_DB="other.db")
    assert (folder / "other.db").exists() and not (folder / "marsad.db").exists()
    assert "good" in run("reports", MARSAD_DB="other.db").stdout


def test_reports(filled: Marsad) -> None:
    table = filled("reports", "الباب").stdout
    assert "good" in table and "شبكة الحي" in table and "2014-01-08" in table
    (listed,) = map(json.loads, filled("reports", "--format", "jsonl").stdout.splitlines())
    assert (listed["id"], listed["language"], listed["opening"]) == ("good", "ar", GOOD + "\n")
    (row,) = csv.DictReader(io.StringIO(filled("reports", "--format", "csv", "--outlet", "شبكة الحي").stdout))
    assert row["id"] == "good" and int(row["claims"]) == listed["claims"]
    assert filled("reports", "دمشق", "--format", "jsonl").stdout == ""
    assert filled("reports", "--from", "2014-01-09", "--format", "jsonl").stdout == ""


@pytest.mark.parametrize(
    ("filters", "some"),
    [
        (["--kind", "event"], True),
        (["--kind", "relation"], False),
        (["--type", "shelling"], True),
        (["--type", "riot"], False),
        (["--certainty", "asserted"], True),
        (["--certainty", "denied"], False),
        (["--outlet", "شبكة الحي"], True),
        (["--outlet", "غيرها"], False),
        (["--report", "good"], True),
        (["--actor", "قوات النظام"], True),
        (["--actor", "لا أحد"], False),
        (["--place", "الباب"], True),
        (["--place", "دمشق"], False),
        (["--to", "2013-12-31"], False),
    ],
)
def test_claims(filled: Marsad, filters: list[str], some: bool) -> None:
    ran = filled("claims", "--format", "jsonl", *filters)
    assert ran.returncode == 0 and bool(ran.stdout) is some


def test_pages_of_claims(filled: Marsad) -> None:
    every = filled("claims", "--format", "jsonl").stdout.splitlines()
    assert (
        filled("claims", "--format", "jsonl", "--limit", "1", "--offset", "1").stdout.splitlines()
        == every[1:2]
    )
    ran = filled("claims", "--limit", "1")
    assert f"1 of {len(every)} claims" in ran.stderr or len(every) == 1


@pytest.mark.parametrize(
    "wrong",
    [["--type", "party"], ["--kind", "x"], ["--certainty", "x"], ["--from", "8.1.2014"], ["--limit", "0"]],
)
def test_wrong_filters_are_usage_errors(run: Marsad, wrong: list[str]) -> None:
    assert run("claims", *wrong).returncode == 2


def test_check(filled: Marsad, folder: Path) -> None:
    ran = filled("check")
    assert ran.returncode == 0 and ran.stdout.startswith("1 reports, ") and ran.stdout.endswith("; 0 wrong\n")
    with sqlite3.connect(folder / "marsad.db") as connection:
        connection.execute("DROP TRIGGER reports_no_update")
        connection.execute("UPDATE reports SET text = replace(text, 'قصفت', 'قصقت')")
    connection.close()
    ran = filled("check")
    assert ran.returncode == 1 and "report good: the text is not the one that was hashed" in ran.stderr


@pytest.mark.parametrize("command", [["reports"], ["claims"], ["check"], ["failed"]])
def test_a_store_that_is_not_there(run: Marsad, folder: Path, command: list[str]) -> None:
    ran = run(*command, "--db", "none.db")
    assert (ran.returncode, ran.stderr) == (1, "marsad: none.db: no such database file\n")
    assert not (folder / "none.db").exists()


@pytest.mark.parametrize("command", [["add", "in"], ["reports"], ["claims"], ["check"]])
def test_foreign_databases(run: Marsad, folder: Path, command: list[str]) -> None:
    (folder / "text.db").write_text("not a database " * 100)
    connection = sqlite3.connect(folder / "other.db")
    connection.execute("CREATE TABLE visits (url)")
    connection.close()
    before = (folder / "other.db").read_bytes()
    for name, reason in (("text.db", "not a SQLite database"), ("other.db", "another program's database")):
        ran = run(*command, "--db", name)
        assert ran.returncode == 1 and ran.stderr.startswith(f"marsad: {name}: {reason}")
        assert ran.stderr.count("\n") == 1
    assert (folder / "other.db").read_bytes() == before


def test_a_database_that_cannot_grow(run: Marsad, spawn: Marsad, folder: Path) -> None:
    """As on a full disk: the reports before are whole, one line says what happened."""
    run("add", "in")
    many = "".join(
        json.dumps({"id": f"r{n}", "text": f"{GOOD} {n} " + "حشو " * 20_000}) + "\n" for n in range(20)
    )
    (folder / "many.jsonl").write_text(many)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        ran = spawn("add", "many.jsonl")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1].startswith("marsad: marsad.db: ")
    checked = run("check")
    assert checked.returncode == 0 and 1 < int(checked.stdout.split()[0]) < 21


def test_schema(run: Marsad) -> None:
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in run("code", "in").stdout.splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_explain(run: Marsad, folder: Path) -> None:
    ran = run("explain", "in/good.txt")
    assert ran.returncode == 0 and "good" in ran.stdout and "قصفت" in ran.stdout
    (folder / "empty.txt").write_text("")
    assert run("explain", "empty.txt").stderr == "empty.txt:1: empty file\n"


def test_serve_refuses_what_cannot_be_served(run: Marsad) -> None:
    assert run("serve", "--db", "none.db").returncode == 1
    assert run("serve", "--port", "0").returncode == 2
    ran = run("serve", "--host", "0.0.0.0")
    assert ran.returncode == 1 and "no login" in ran.stderr


def test_version_is_said_at_once(spawn: Marsad) -> None:
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        assert spawn("--version").stdout == f"marsad {__version__}\n"
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.3 or min(taken) < 6 * _bare_start()


def _bare_start() -> float:
    """How long Python itself takes to start here, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


def test_every_command_has_help(run: Marsad) -> None:
    for command in (
        "code",
        "add",
        "reports",
        "claims",
        "failed",
        "retry",
        "verify",
        "original",
        "reprints",
        "relink",
        "watch",
        "check",
        "schema",
        "explain",
        "serve",
    ):
        assert command in run("--help").stdout
        assert run(command, "--help").returncode == 0
    assert run().returncode == 2
    assert run("nonsense").returncode == 2


def test_a_reader_that_stops_early_is_no_error(run: Marsad, folder: Path) -> None:
    many = "".join(json.dumps({"id": f"r{n}", "text": GOOD}) + "\n" for n in range(400))
    (folder / "many.jsonl").write_text(many)
    command = f"{sys.executable} -m marsad code many.jsonl 2>err | head -1; true"
    seen = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, timeout=120)
    assert seen.stdout.count(b"\n") == 1
    said = (folder / "err").read_text(encoding="utf-8")
    assert all(line.startswith("many.jsonl:") for line in said.splitlines())
