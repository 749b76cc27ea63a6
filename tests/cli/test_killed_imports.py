"""An import that is killed again and again: running it once more completes it, with nothing lost or doubled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.store import open_store

from .conftest import GOOD, environment

COUNT = 40


def sources(folder: Path) -> dict[str, str]:
    """The same reports as JSONL, as a folder of text files and as a zip; a broken line or file among them."""
    texts = {
        f"r{n:03d}": f"{GOOD} وكان ذلك اليوم رقم {n} من الحصار. " + "وقال السكان ذلك. " * 30
        for n in range(COUNT)
    }
    lines = [
        json.dumps({"id": name, "published": "2014-01-08", "text": text}) for name, text in texts.items()
    ]
    (folder / "many.jsonl").write_text("\n".join([*lines[:20], "{broken", *lines[20:]]) + "\n")
    many = folder / "many"
    many.mkdir()
    with zipfile.ZipFile(folder / "many.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts.items():
            (many / f"{name}.txt").write_text(f"---\npublished: 2014-01-08\n---\n{text}", encoding="utf-8")
            packed.write(many / f"{name}.txt", f"{name}.txt")
        packed.writestr("r020x.txt", "")
    (many / "r020x.txt").write_text("")
    return texts


@pytest.mark.parametrize(
    ("source", "options", "kills"),
    [("many.jsonl", ["--jobs", "2"], 2), ("many", ["--no-code"], 6), ("many.zip", ["--no-code"], 6)],
)
def test_nothing_is_lost_or_doubled(
    tmp_path: Path, kill_once_it_adds: Callable[..., int], source: str, options: list[str], kills: int
) -> None:
    texts, rng = sources(tmp_path), random.Random(source)
    command = [sys.executable, "-m", "marsad", "add", source, *options]
    with open_store(tmp_path / "marsad.db") as store:
        stopped = []
        for _ in range(kills):
            how = {"cwd": tmp_path, "env": environment(), "stderr": subprocess.DEVNULL}
            stopped.append(kill_once_it_adds(store, command, rng.uniform(0, 0.05), **how))
            assert store.check().problems == []
        assert stopped[0] < COUNT, "no kill fell into the import"
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
        assert done.returncode == 1 and f"{COUNT - stopped[-1]} reports added" in done.stdout, done.stderr
        held = {s.id: store.report(s.id) for s in store.reports(limit=None)}
        assert {name: one.report.text for name, one in held.items() if one} == texts
        coded = "--no-code" not in options
        assert all(one is not None and bool(one.coder) is coded for one in held.values())
        assert all(store.original(name).original.data for name in texts)
        assert len(store.failed()) == 1 and store.check().problems == [] and store.unlinked() == 0
