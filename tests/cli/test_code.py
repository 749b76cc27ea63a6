"""`marsad code`, with the bad inputs of the real world."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from marsad.model import Claim, Report

from .conftest import GOOD, Marsad, environment

LINE = json.dumps({"id": "a", "text": GOOD, "published": "2014-01-08"}, ensure_ascii=False) + "\n"


def test_claims_a_line(run: Marsad) -> None:
    ran = run("code", "in")
    assert (ran.returncode, ran.stderr) == (0, "")
    claims = [json.loads(line) for line in ran.stdout.splitlines()]
    assert claims and {c["report"] for c in claims} == {"good"}
    for claim in claims:
        Claim.validate_python(claim)
        assert all(GOOD[e["start"] : e["end"]] == e["text"] for e in claim["evidence"])


def test_the_same_input_gives_the_same_bytes(spawn: Marsad, folder: Path) -> None:
    many = [LINE.replace('"a"', f'"{n}"') for n in range(30)] + ["broken\n"]
    (folder / "many.jsonl").write_text("".join(many), encoding="utf-8")
    first, second = spawn("code", "many.jsonl", "in"), spawn("code", "many.jsonl", "in", "--jobs", "2")
    assert (
        first.stdout == second.stdout
        and first.stderr == second.stderr
        and first.returncode == second.returncode == 1
    )
    assert list(dict.fromkeys(json.loads(x)["report"] for x in first.stdout.splitlines()))[:3] == [
        "0",
        "1",
        "2",
    ]


@pytest.mark.parametrize("given", [LINE, GOOD])
def test_standard_input(spawn: Marsad, given: str) -> None:
    ran = spawn("code", "-", stdin=given)
    assert ran.stdout and json.loads(ran.stdout.splitlines()[0])["kind"]


def test_formats(run: Marsad) -> None:
    rows = list(csv.DictReader(io.StringIO(run("code", "in", "--format", "csv").stdout)))
    lines = run("code", "in").stdout.splitlines()
    assert [r["id"] for r in rows] == [json.loads(line)["id"] for line in lines]
    assert "certainty" in run("code", "in", "--format", "table").stdout
    assert run("code", "in", "--format", "xml").returncode == 2


def _bad(folder: Path) -> dict[str, tuple[int, str]]:
    """Bad files beside the good one; for each the line and words that standard error must have."""
    there = folder / "in"
    (there / "b_empty.txt").write_bytes(b"")
    (there / "c_binary.txt").write_bytes(b"\x7fELF\x00\x01" * 999)
    (there / "d_1256.txt").write_bytes(f"---\npublished: 2014-01-08\n---\n{GOOD}".encode("cp1256"))
    (there / "e_utf16.txt").write_bytes(f"---\npublished: 2014-01-08\n---\n{GOOD}".encode("utf-16"))
    (there / "f_json.jsonl").write_text('{"id": "x", "text\n' + LINE.replace('"a"', '"f"'), encoding="utf-8")
    (there / "g_undated.txt").write_text(GOOD, encoding="utf-8")
    (there / "h_english.txt").write_text(
        "---\npublished: 2014-01-08\n---\nThe army shelled the town on Sunday."
    )
    (there / "i_large.txt").write_text(GOOD * 150_000, encoding="utf-8")
    (there / "j_bidi.txt").write_text(
        f"---\npublished: 2014-01-08\n---\n\u202b{GOOD}\u202c", encoding="utf-8"
    )
    (there / "k_twice.jsonl").write_text(
        LINE.replace('"a"', '"good"').replace("عشرة", "تسعة"), encoding="utf-8"
    )
    return {
        "b_empty.txt": (1, "empty file"),
        "c_binary.txt": (1, "binary"),
        "d_1256.txt": (1, "read as windows-1256"),
        "e_utf16.txt": (1, "read as utf-16"),
        "f_json.jsonl": (1, "broken JSON"),
        "g_undated.txt": (1, "no `published`"),
        "h_english.txt": (1, "language en: kept, not coded"),
        "i_large.txt": (1, "MARSAD_MAX_REPORT_BYTES"),
        "j_bidi.txt": (1, "bidi control U+202B at character 0"),
        "k_twice.jsonl": (1, "id 'good' was given to another text at in/good.txt:1"),
    }


def test_every_bad_input_has_one_line_and_the_rest_is_done(run: Marsad, folder: Path) -> None:
    expected = _bad(folder)
    assert (folder / "in" / "i_large.txt").stat().st_size > 20_000_000
    ran = run("code", "in/good.txt", "in", "-o", "out.jsonl")
    assert ran.returncode == 1 and ran.stdout == ""
    said = ran.stderr.splitlines()
    assert len(said) == len(expected)
    for line, (name, (number, words)) in zip(said, expected.items(), strict=True):
        assert line.startswith(f"in/{name}:{number}: ") and words in line
    coded = {
        json.loads(line)["report"] for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert coded == {"good", "d_1256", "e_utf16", "f", "g_undated", "j_bidi"}


def test_the_same_bad_inputs_into_a_store(run: Marsad, folder: Path) -> None:
    _bad(folder)
    ran = run("add", "in/good.txt", "in")
    assert ran.returncode == 1 and ran.stdout.startswith("7 reports added, 0 there already; ")
    again = run("add", "in/good.txt", "in")
    assert again.returncode == 1 and again.stdout == "0 reports added, 7 there already; 0 claims added\n"
    listed = [json.loads(line) for line in run("failed", "--format", "jsonl").stdout.splitlines()]
    assert {Path(f["file"]).name for f in listed} == {
        "b_empty.txt", "c_binary.txt", "f_json.jsonl", "i_large.txt", "k_twice.jsonl",
    }  # fmt: skip
    assert run("check").returncode == 0


@pytest.mark.parametrize("output", ["no/such/folder/out.jsonl", "in"])
def test_an_unwritable_output_is_one_line(run: Marsad, output: str) -> None:
    ran = run("code", "in", "-o", output)
    assert ran.returncode == 1 and ran.stdout == ""
    assert ran.stderr.startswith(f"marsad: {output}: cannot be written: ") and ran.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_without_permission(run: Marsad, folder: Path) -> None:
    folder.chmod(0o500)
    ran = run("code", "in", "-o", "out.jsonl")
    folder.chmod(0o700)
    assert ran.returncode == 1 and "out.jsonl: cannot be written: Permission denied" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk(run: Marsad) -> None:
    ran = run("code", "in", "-o", "/dev/full")
    assert (ran.returncode, ran.stderr) == (
        1,
        "marsad: /dev/full: cannot be written: No space left on device\n",
    )


def test_an_output_that_is_an_input_is_refused(run: Marsad, folder: Path) -> None:
    ran = run("code", "in/good.txt", "-o", "in/good.txt")
    assert ran.returncode == 2 and GOOD in (folder / "in" / "good.txt").read_text(encoding="utf-8")


def test_a_missing_input(run: Marsad) -> None:
    ran = run("code", "nothing.txt", "in")
    assert ran.returncode == 1 and ran.stderr == "nothing.txt:1: cannot be read: No such file or directory\n"
    assert ran.stdout


def test_settings_that_are_wrong(run: Marsad) -> None:
    ran = run("code", "in", MARSAD_MAX_REPORT_BYTES="5MB")
    assert (
        ran.returncode == 2 and ran.stderr.count("\n") == 1 and "MARSAD_MAX_REPORT_BYTES='5MB'" in ran.stderr
    )
    assert run("code", "in", MARSAD_MAX_REPORT_BYTES="10").returncode == 1


@pytest.mark.parametrize("command", ["code", "add"])
def test_a_report_on_which_the_coder_fails_is_left_out(
    run: Marsad, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    room = importlib.import_module("marsad.coder.code")
    real = room.code

    def fails(report: Report) -> list[dict[str, Any]]:
        if report.id == "a":
            raise KeyError("a rule\nwent wrong")
        return real(report)  # type: ignore[no-any-return]

    monkeypatch.setattr(room, "code", fails)
    (folder / "a.jsonl").write_text(LINE, encoding="utf-8")
    ran = run(command, "a.jsonl", "in")
    assert ran.returncode == 1 and ran.stdout
    assert ran.stderr.startswith("a.jsonl:1: the coder failed: KeyError: ") and ran.stderr.count("\n") == 1


def test_a_quote_that_is_not_in_the_text_is_refused(run: Marsad, monkeypatch: pytest.MonkeyPatch) -> None:
    room = importlib.import_module("marsad.coder.code")
    real = room.code

    def shifted(report: Report) -> list[dict[str, Any]]:
        return [
            c | {"evidence": [e | {"start": e["start"] + 1} for e in c["evidence"]]} for c in real(report)
        ]

    monkeypatch.setattr(room, "code", shifted)
    ran = run("code", "in")
    assert ran.returncode == 1 and ran.stdout == "" and "is not the text from" in ran.stderr


def test_progress_is_shown_on_a_terminal_only(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "marsad", "code", "in"]
    watched = environment() | {"TERM": "xterm"}
    with subprocess.Popen(command, env=watched, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        out = running.communicate(timeout=120)[0]
    shown = b""
    with suppress(OSError):  # the other end is closed
        while chunk := os.read(ours, 4096):
            shown += chunk
    os.close(ours)
    assert running.returncode == 0 and b"Coding" in shown
    assert out == subprocess.run(command, env=environment(), capture_output=True, timeout=120).stdout


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_stopped_half_way_nothing_half_written_stays(folder: Path, name: str) -> None:
    (folder / "out.jsonl").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "marsad", "code", "-", "-o", "out.jsonl"]
    with subprocess.Popen(
        command,
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job may ignore it
    ) as running:
        assert running.stdin
        running.stdin.write(LINE.encode())
        running.stdin.flush()
        until = time.monotonic() + 60
        while not list(folder.glob(".out.jsonl.*")) and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(getattr(signal, name))
        assert running.wait(timeout=60) != 0
    assert sorted(p.name for p in folder.iterdir()) == ["in", "out.jsonl"]
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "old"
