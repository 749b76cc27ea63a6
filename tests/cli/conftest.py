"""The command as a user runs it, on real files: in this process, or in one of its own where that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

import marsad
from marsad.cli import app

GOOD = "قصفت قوات النظام مدينة الباب في ريف حلب يوم الأربعاء، ما أدى إلى مقتل عشرة مدنيين."


class Ran(NamedTuple):
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


Marsad = Callable[..., Ran]


def environment() -> dict[str, str]:
    """The environment of a process that is to find this very package."""
    source = str(Path(marsad.__file__).parents[1])
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the command runs in, with a folder `in` that has one good report."""
    (tmp_path / "in").mkdir()
    front = "---\npublished: 2014-01-08\noutlet: شبكة الحي\n---\n"
    (tmp_path / "in" / "good.txt").write_text(front + GOOD + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for name in [name for name in os.environ if name.startswith("MARSAD_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Marsad:
    """Runs `marsad` with arguments in `folder`; further keywords are settings."""

    def call(*arguments: str, **settings: str) -> Ran:
        ran = CliRunner().invoke(app, arguments, env=settings, prog_name="marsad")
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    return call


@pytest.fixture
def spawn(folder: Path) -> Marsad:
    """As `run`, in a process of its own; `stdin` is text."""

    def call(*arguments: str, stdin: str = "") -> Ran:
        command = [sys.executable, "-m", "marsad", *arguments]
        ran = subprocess.run(
            command, env=environment(), input=stdin.encode(), capture_output=True, timeout=120
        )
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    return call
