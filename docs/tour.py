"""Runs the commands of the README's tour and of other pages, and puts what they print beneath them.

    python docs/tour.py [--check]

A block that begins with ```console holds commands after `$ `; all else in it is their output. They run one after
another in an empty folder with samples/ and docs/examples/ in it, on a terminal 132 columns wide. `--check` writes
nothing and fails where something else is printed now than a page says.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NAMES = ("README.md", "docs/formats.md", "docs/archive.md", "docs/watch.md", "docs/reprints.md")
PAGES = tuple(ROOT / name for name in _NAMES)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(command: str, folder: Path) -> str:
    """What the shell command prints in `folder`, both streams, without trailing blanks."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "132", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stdout}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines).strip("\n")


def refreshed(page: str) -> str:
    """The page with the output of each command as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "samples").symlink_to(ROOT / "samples")
        (folder / "examples").symlink_to(ROOT / "docs/examples")

        def block(match: re.Match[str]) -> str:
            commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
            said = [f"{command}\n{printed(command[2:], folder)}\n" for command in commands]
            return "```console\n" + "".join(said) + "```"

        return BLOCK.sub(block, page)


def main() -> int:
    """Refreshes the pages, or says which are behind."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    behind = []
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        now = refreshed(page)
        if not check:
            path.write_text(now, encoding="utf-8")
        elif now != page:
            behind.append(str(path.relative_to(ROOT)))
    if behind:
        print(f"behind what the commands print: {', '.join(behind)}; run make docs")
    return 1 if behind else 0


if __name__ == "__main__":
    raise SystemExit(main())
