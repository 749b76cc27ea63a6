"""Codes files with the installed `marsad` command and scores the claims, as a user would."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
MARSAD = Path(sys.executable).with_name("marsad")

Record = dict[str, Any]


def read_lines(path: Path) -> Iterator[Record]:
    """The JSON objects of a `.jsonl` or `.jsonl.gz` file."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line) for line in lines if line.strip())


def write_lines(path: Path, records: Iterable[Record]) -> Path:
    """Writes one JSON object a line; returns `path`."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return path


def code(reports: Path, claims: Path) -> list[Record]:
    """The claims that `marsad code` finds in `reports`, also left in the file `claims`.

    Reports it leaves out by its own rules (another language, say) are no fault here; one that it fails on is.
    """
    done = subprocess.run([MARSAD, "code", reports, "-o", claims], capture_output=True, text=True)
    failures = [line for line in done.stderr.splitlines() if "the coder failed" in line]
    if failures or not claims.is_file():
        said = failures or done.stderr.splitlines()
        raise SystemExit("\n".join([f"marsad code {reports}: {len(said)} failures, the first:", *said[:5]]))
    return list(read_lines(claims))


def score(gold: Path, claims: Path, *options: str) -> str:
    """What the scorer of ../shared prints."""
    command: list[str | Path] = [sys.executable, SHARED / "score", gold, claims, *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def shared_module(name: str) -> Any:
    """The program `name` of ../shared as a module: it has no ending by which Python would know it."""
    loader = SourceFileLoader(f"shared_{name.replace('-', '_')}", str(SHARED / name))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    loader.exec_module(module)
    return module


def sample(path: Path, size: int) -> list[Record]:
    """The same `size` reports of the file each time, spread over all of it."""
    reports = list(read_lines(path))
    chosen = sorted(random.Random(1).sample(range(len(reports)), min(size, len(reports))))
    return [reports[i] for i in chosen]


def misquoted(reports: Iterable[Record], claims: Iterable[Record]) -> list[Record]:
    """The claims with a quote that is not the slice of the report's text that it says it is."""
    texts = {str(report["id"]): report["text"] for report in reports}
    return [
        claim
        for claim in claims
        if any(texts[claim["report"]][e["start"] : e["end"]] != e["text"] for e in claim["evidence"])
    ]
