"""Scores the installed coder on the gold of ../shared, and fails where a figure is under its floor.

    python quality/gate.py [--update]

`--update` raises floors.json to what was reached now, less a margin; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import incidents
from calibration import Judged, diagram, expected_error, judged
from coded import SHARED, code, misquoted, read_lines, sample, score, write_lines
from gsr import detection

FLOORS = Path(__file__).with_name("floors.json")
# gold of 2014 to 2025, from which nothing was learnt
LATER = Path(__file__).with_name("later") / "unseen.jsonl"
SETS = {
    "seed": (SHARED / "seed/report.jsonl", SHARED / "seed/gold.jsonl"),
    "dev": (SHARED / "dev/reports.jsonl", SHARED / "dev/gold.jsonl"),
    "later": (LATER, LATER),
}  # reports and gold
OTHER = "news/other.jsonl.gz"
SAMPLE = 1000  # reports
MARGIN = 0.005  # a floor stays this much under the figure it was raised to

Rows = dict[str, dict[str, float]]


def measure(work: Path) -> dict[str, Rows]:
    """P, R and F1 a line of the scorer, for each gold set."""
    results: dict[str, Rows] = {}
    for name, (reports, gold) in SETS.items():
        claims = work / f"{name}.jsonl"
        code(reports, claims)
        results[name] = json.loads(score(gold, claims, "--json"))
    return results


def false_alarms(work: Path) -> tuple[float, int]:
    """Claims per 100 reports without a conflict word, and how many of them misquote their report."""
    reports = sample(SHARED / OTHER, SAMPLE)
    claims = code(write_lines(work / "other.jsonl", reports), work / "other-claims.jsonl")
    return 100 * len(claims) / len(reports), len(misquoted(reports, claims))


def believed(work: Path) -> list[Judged]:
    """The claims of the dev set, each with its confidence and whether it is right."""
    gold = list(read_lines(SHARED / "dev" / "gold.jsonl"))
    return judged(gold, read_lines(work / "dev.jsonl"))


def table(results: dict[str, Rows]) -> str:
    """The figures of all sets, a line each, sets side by side."""
    head = f"{'':24}" + "".join(f"{name:>9} P{'R':>7}{'F1':>7}{'gold':>6}{'coded':>6}" for name in results)
    lines = [head]
    for line in sorted({line for rows in results.values() for line in rows}, key=_order):
        cells = [_cells(rows.get(line)) for rows in results.values()]
        lines.append(f"{line:24}" + "".join(cells))
    return "\n".join(lines)


def _order(line: str) -> tuple[int, str]:
    kinds = ["event", "casualties", "control", "relation", "sources", "certainty"]
    return kinds.index(line.split(".")[0]), line


def _cells(row: dict[str, float] | None) -> str:
    if row is None:
        return " " * 37
    return f"{row['p']:11.3f}{row['r']:7.3f}{row['f1']:7.3f}{int(row['gold']):6d}{int(row['got']):6d}"


def fallen(floors: dict[str, Any], results: dict[str, Rows], rate: float) -> list[str]:
    """A sentence for each figure that is under its floor (or, for the false-alarm rate, over its ceiling)."""
    said = [
        f"{name} {line}: F1 {results[name].get(line, {}).get('f1', 0.0):.3f} is under its floor of {floor:.3f}"
        for name, lines in floors["f1"].items()
        for line, floor in lines.items()
        if results[name].get(line, {}).get("f1", 0.0) < floor
    ]
    ceiling = floors["claims_per_100_other_reports"]
    if ceiling is not None and rate > ceiling:
        said.append(f"other: {rate:.1f} claims per 100 reports, more than the {ceiling:.1f} allowed")
    return said


def raised(floors: dict[str, Any], results: dict[str, Rows], rate: float) -> dict[str, Any]:
    """The floors, moved up (the ceiling: down) to what was reached."""
    f1 = {
        name: {
            line: max(floors["f1"].get(name, {}).get(line, 0.0), round(max(row["f1"] - MARGIN, 0.0), 3))
            for line, row in rows.items()
        }
        for name, rows in results.items()
    }
    old = floors["claims_per_100_other_reports"]
    new = round(rate * 1.05 + 0.1, 1)
    return {"f1": f1, "claims_per_100_other_reports": new if old is None else min(old, new)}


def main() -> int:
    """Prints the table; the exit status is 1 where something fell."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    options = arguments.parse_args()
    if not (SHARED / "score").is_file():
        print("quality: skipped, the gold reports of ../shared are not beside this checkout")
        return 0
    floors = json.loads(FLOORS.read_text())
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
        rate, misquotes = false_alarms(Path(folder))
        confidences = believed(Path(folder))
    sentences = detection()
    print(table(results))
    print(
        f"\nclaims per 100 reports of {OTHER} ({SAMPLE} sampled): {rate:.1f}; quotes unlike their text: {misquotes}"
    )
    print("\n".join(f"GSR {kind}: F1 {row['f1']:.3f}, AP {row['ap']:.3f}" for kind, row in sentences.items()))
    error = expected_error(confidences)
    print(f"\n{diagram(confidences)}\nexpected calibration error on dev {error:.3f}")
    faults = fallen(floors, results, rate)
    faults += [
        f"GSR {kind}: F1 {sentences[kind]['f1']:.3f} is under its floor of {floor:.3f}"
        for kind, floor in floors["gsr"].items()
        if sentences[kind]["f1"] < floor
    ]
    if error > floors["calibration_error"]:
        faults.append(
            f"calibration: an error of {error:.3f}, more than the {floors['calibration_error']} allowed"
        )
    if misquotes:
        faults.append(f"other: {misquotes} claims quote words that are not at their offsets")
    if options.update and not faults:
        new = floors | raised(floors, results, rate)
        FLOORS.write_text(json.dumps(new, indent=2) + "\n")
        print(f"floors raised: {FLOORS.name}")
    joining = incidents.measure(incidents.stories())
    print("\n" + "\n".join(incidents.rows(joining)))
    faults += incidents.fallen(floors["incidents"], joining)
    print("\n".join(faults) or "every floor holds")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
