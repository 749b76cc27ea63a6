"""Cross-validation of the coder's models on gold reports, grouped by report.

    python quality/cross_validate.py [GOLD.jsonl] [--folds 5] [--rules] [--misses FILE]

Trains on all folds but one, codes that one, and scores all together with the gold's own scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from marsad.coder.code import assemble, decide
from marsad.coder.training import Lesson, example_lessons, lesson, quiet_rows, train

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
QUIET = SHARED / "news" / "other.jsonl.gz"


def scorer() -> Any:
    """The shared scorer as a module."""
    loader = SourceFileLoader("shared_score", str(SHARED / "score"))
    spec = importlib.util.spec_from_loader("shared_score", loader)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    loader.exec_module(module)
    return module


def code_lesson(item: Lesson, models: dict) -> list[dict]:  # type: ignore[type-arg]
    """The claims of a lesson's report under `models`."""
    return assemble(item.reading, decide(item.reading, models), models)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", nargs="?", default=str(SHARED / "train" / "gold.jsonl"))
    args.add_argument("--folds", type=int, default=5)
    args.add_argument("--rules", action="store_true")
    args.add_argument("--misses")
    args.add_argument("--more", action="append", default=[], help="gold that every fold may learn from")
    args.add_argument("--also", default=str(SHARED / "dev" / "gold.jsonl"))
    opts = args.parse_args()
    rows = read_rows(Path(opts.gold))
    t0 = time.time()
    lessons = [lesson(row) for row in rows]
    sentences = example_lessons()
    quiet = [lesson(row) for row in quiet_rows(QUIET)] if QUIET.is_file() else []
    more = [lesson(row) for path in opts.more for row in read_rows(Path(path))]
    print(
        f"read {len(rows)} in {time.time() - t0:.1f}s; covered",
        sum(len(x) for y in lessons for x in y.gold.values()),
        file=sys.stderr,
    )
    claims = []
    for fold in range(opts.folds):
        held = [x for i, x in enumerate(lessons) if i % opts.folds == fold]
        models = (
            {}
            if opts.rules
            else train(
                [*(x for i, x in enumerate(lessons) if i % opts.folds != fold), *more], sentences, quiet
            )
        )
        claims += [c for x in held for c in code_lesson(x, models)]
        print(f"fold {fold} {time.time() - t0:.1f}s", file=sys.stderr)
    show(rows, claims, opts.misses)
    if opts.also:
        dev = read_rows(Path(opts.also))
        models = {} if opts.rules else train([*lessons, *more], sentences, quiet)
        show(
            dev,
            [c for r in dev for c in code_lesson(lesson(r), models)],
            opts.misses and opts.misses + ".also",
        )
        seed = read_rows(SHARED / "seed" / "gold.jsonl")
        show(
            seed,
            [c for r in seed for c in code_lesson(lesson(r), models)],
            opts.misses and opts.misses + ".seed",
        )


def read_rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    """The gold reports of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def show(rows: list[dict], claims: list[dict], misses: str | None) -> None:  # type: ignore[type-arg]
    """Prints the score table; writes the misses."""
    module = scorer()
    tallies, missed = module.score(rows, claims)
    for key, tally in tallies.items():
        r = tally.row()
        print(f"{key:24}{r['p']:7.3f}{r['r']:7.3f}{r['f1']:7.3f}{r['gold']:7d}{r['got']:7d}")
    print()
    if misses:
        Path(misses).write_text("\n".join("\t".join(map(str, m)) for m in missed), encoding="utf-8")


if __name__ == "__main__":
    main()
