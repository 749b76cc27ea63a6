"""Runs the commands of the README's tour and puts what they print beneath them.

    python docs/tour.py [--check]

A block that begins with ```console holds commands after `$ `; all else in it is their output. They run one after
another in an empty folder with samples/ in it, on a terminal 132 columns wide. `--check` writes nothing and fails
where something else is printed now than the README says.
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
README = ROOT / "README.md"
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

        def block(match: re.Match[str]) -> str:
            commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
            said = [f"{command}\n{printed(command[2:], folder)}\n" for command in commands]
            return "```console\n" + "".join(said) + "```"

        return BLOCK.sub(block, page)


def main() -> int:
    """Refreshes the README, or says that it is behind."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    page = README.read_text(encoding="utf-8")
    now = refreshed(page)
    if not check:
        README.write_text(now, encoding="utf-8")
    elif now != page:
        print("the README's tour is behind what the commands print; run make docs")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
