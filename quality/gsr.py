"""Event detection on the labelled sentences of the GSR (../shared/gsr), scored by ../shared/score-gsr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from coded import SHARED, code, read_lines, write_lines

KINDS = {"ASSAULT": "assault.jsonl", "PROTEST": "protest.jsonl"}


def detection(work: Path) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and average precision for each kind of sentence."""
    results = {}
    for kind, name in KINDS.items():
        sentences = SHARED / "gsr" / name
        reports = ({"id": s["id"], "text": s["text"]} for s in read_lines(sentences))
        unique = {report["id"]: report for report in reports}.values()
        claims = work / f"gsr-{name}"
        code(write_lines(work / name, unique), claims)
        command: list[str | Path] = [sys.executable, SHARED / "score-gsr", sentences, claims, kind]
        results[kind] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return results
