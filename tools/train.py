"""Trains the coder's models and writes `knowledge/weights/coder.json`.

    python tools/train.py GOLD.jsonl [--quiet REPORTS.jsonl.gz] [-o FILE]

GOLD.jsonl: a report a line with `claims`. REPORTS: reports that state nothing of a conflict (sport, culture, markets);
the first 400 of them that the quality gate does not sample teach the models to stay silent. Needs the `train` extra.
Takes under a minute on two cores for 380 gold reports.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from marsad.coder.fitting import dump
from marsad.coder.training import example_lessons, lesson, quiet_rows, train

WEIGHTS = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/weights/coder.json"


def main() -> None:
    """Reads gold, trains, writes the weights."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold")
    args.add_argument("--quiet")
    args.add_argument("--more", action="append", default=[])
    args.add_argument("-o", default=str(WEIGHTS))
    opts = args.parse_args()
    lessons = [lesson(json.loads(line)) for line in Path(opts.gold).read_text(encoding="utf-8").splitlines()]
    for path in opts.more:
        lessons += [lesson(json.loads(line)) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    quiet = [lesson(row) for row in quiet_rows(Path(opts.quiet))] if opts.quiet else []
    models = train(lessons, example_lessons(), quiet)
    figures = {"reports": len(lessons), "quiet": len(quiet)}
    Path(opts.o).write_text(dump(models, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
