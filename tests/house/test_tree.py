"""What every tracked file keeps to."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400  # lines of a module
# Absolute paths of somebody's machine: a home, a work folder, a scratch folder.
LOCAL = re.compile(r"(?<![\w.~$}\"'])/(?:work|farm|root|home|Users|tmp|var/tmp)/\w")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files that git tracks, as paths that exist."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files are tracked is not known")
    names = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name.decode() for name in names.split(b"\0") if name and (ROOT / name.decode()).is_file()]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_path_of_one_machine(tracked: list[Path]) -> None:
    found = [
        f"{p.relative_to(ROOT)}: {m[0]}"
        for p in tracked
        for m in LOCAL.finditer(read(p))
        if p != Path(__file__)
    ]
    assert not found


def test_modules_stay_short(tracked: list[Path]) -> None:
    code = [p for p in tracked if p.suffix in {".py", ".js", ".mjs", ".css"}]
    long = {str(p.relative_to(ROOT)): n for p in code if (n := len(read(p).splitlines())) > LONGEST}
    assert not long


def test_nothing_built_or_third_party_is_tracked(tracked: list[Path]) -> None:
    kept_out = {"node_modules", "static", ".venv", "dist", "__pycache__"}
    assert not [p for p in tracked if kept_out & set(p.relative_to(ROOT).parts) and p.suffix != ".py"]


def test_each_lock_names_one_exact_version(tracked: list[Path]) -> None:
    for lock in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock"):
        lines = [line for line in lock.read_text().splitlines() if not line.startswith("-r ")]
        assert lines and all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
