"""Cross-validation of the coder's models on gold reports, grouped by report.

    python quality/cross_validate.py [GOLD.jsonl] [--folds 5] [--coded FILE --texts FILE] [--claims FILE]
                                     [--calibrate WEIGHTS] [--network [--events FILE]]

Trains on all folds but one, codes that one, and scores all together with the gold's own scorer, with calibration.
`--coded` is gold that every fold may learn from (quality/coding), `--claims` keeps the claims; `--calibrate` writes
how scores become confidences, learnt from the held-out claims, into a weights file; `--network` fits a network on all
that is no gold, `--events` as well, and lets it go on to learn the gold of every fold's others, which needs PyTorch.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from calibration import curves, diagram, expected_error, judged
from coded import SHARED, Record, shared_module, write_lines

from marsad.coder.code import assemble, decide
from marsad.coder.decide import Models, load
from marsad.coder.fitting import dump
from marsad.coder.standoff import joined
from marsad.coder.training import Lesson, example_lessons, gold_rows, lesson, silence, train
from marsad.coder.word_vectors import News, news_of

QUIET = SHARED / "news" / "other.jsonl.gz"
CODING = Path(__file__).with_name("coding")
TEXTS = SHARED / "news" / "conflict.jsonl.gz"


def code_lesson(item: Lesson, models: Models) -> list[Record]:
    """The claims of a lesson's report under `models`."""
    return assemble(item.reading, decide(item.reading, models), models)


def held_out(
    lessons: list[Lesson],
    more: list[Lesson],
    events: list[Lesson],
    folds: int,
    texts: Path | None,
    news: News | None,
) -> list[Record]:
    """The claims of every lesson by models that have not seen it.

    Where there is `news` to read, with a network, which learns from `events` too.
    """
    sentences = example_lessons()
    quiet, about = silence(
        QUIET if QUIET.is_file() else None, texts, {item.reading.report.id for item in [*more, *events]}
    )
    begun = None
    if news:
        from marsad.coder.network_fitting import begin_on_lessons, go_on  # needs PyTorch

        others = train(more, sentences, quiet, about)
        begun = begin_on_lessons(more, [*events, *sentences, *quiet], others, news)
    claims: list[Record] = []
    for fold in range(folds):
        started = time.time()
        rest = [item for n, item in enumerate(lessons) if n % folds != fold]
        models = train([*rest, *more], sentences, quiet, about)
        if begun:
            models.network = go_on(begun, rest, models)
        claims += [c for item in lessons[fold::folds] for c in code_lesson(item, models)]
        print(f"fold {fold + 1} of {folds}: {time.time() - started:.0f} s", file=sys.stderr)
    return claims


def main() -> None:
    """Reads the gold, prints the table and the reliability of the confidences."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", nargs="?", type=Path, default=SHARED / "train" / "gold.jsonl")
    args.add_argument("--folds", type=int, default=5)
    args.add_argument("--coded", type=Path, default=CODING / "claims.jsonl")
    args.add_argument("--events", type=Path, default=CODING / "events.jsonl")
    args.add_argument("--texts", type=Path, default=TEXTS)
    args.add_argument("--claims", type=Path)
    args.add_argument("--calibrate", type=Path, metavar="WEIGHTS")
    args.add_argument("--network", action="store_true")
    opts = args.parse_args()
    rows = gold_rows(opts.gold)
    texts = opts.texts if opts.texts.is_file() else None
    given = [path for path in (opts.texts, QUIET) if path.is_file()]
    news = news_of(*given) if opts.network else None
    more = [lesson(row) for row in joined(opts.coded, *given)]
    events = [lesson(row) for row in joined(opts.events, *given)] if news else []
    claims = held_out([lesson(row) for row in rows], more, events, opts.folds, texts, news)
    if opts.claims:
        write_lines(opts.claims, claims)
    tallies, _ = shared_module("score").score(json.loads(json.dumps(rows)), [dict(claim) for claim in claims])
    for key, tally in tallies.items():
        r = tally.row()
        print(f"{key:24}{r['p']:7.3f}{r['r']:7.3f}{r['f1']:7.3f}{r['gold']:7d}{r['got']:7d}")
    found = judged(rows, claims)
    if opts.calibrate:
        weights = load(json.loads(opts.calibrate.read_text(encoding="utf-8")))
        weights.curves = curves(found)
        opts.calibrate.write_text(dump(weights), encoding="utf-8")
    print(f"\n{diagram(found)}\nexpected calibration error {expected_error(found):.3f}")


if __name__ == "__main__":
    main()
