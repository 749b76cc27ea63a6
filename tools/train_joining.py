"""Trains the model of joining and writes `knowledge/weights/joining.json`.

    python tools/train_joining.py STORIES.jsonl [--coded FILE --texts REPORTS.jsonl.gz] [-o FILE]

STORIES.jsonl: a story a line with `reports` and `incidents`, as ../shared/stories/README.md describes them; `--coded`
holds more of them as spans of `--texts`, as quality/coding/stories.jsonl does. It learns
from the claims that Marsad codes from the reports and from those that it reads at the reader's own mentions; of the
stories of `--coded`, whose marks stand at the coder's own triggers, from the marks alone. Needs the
`train` extra; takes two minutes for 1,000 reports. To be run again when the coder has changed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from marsad.coder.decide import Models
from marsad.coder.fitting import dump
from marsad.incidents.stories import in_short, lessons, restored
from marsad.incidents.training import train

WEIGHTS = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/weights/joining.json"


def main() -> None:
    """Reads stories, trains, writes the weights."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("stories")
    args.add_argument("-o", default=str(WEIGHTS))
    args.add_argument("--coded", type=Path)
    args.add_argument("--texts", type=Path, nargs="*", default=[])
    opts = args.parse_args()
    stories = [json.loads(line) for line in Path(opts.stories).read_text(encoding="utf-8").splitlines()]
    more = list(restored(opts.coded, *opts.texts)) if opts.coded else []
    examples = [e for story in stories for lesson in lessons(story) for e in lesson.examples]
    examples += [e for story in more for e in in_short(story)]
    figures = {
        "stories": len(stories) + len(more),
        "pairs": len(examples),
        "one": sum(label for _, label in examples),
    }
    models = Models(pair=train(examples))
    models.figures = figures
    Path(opts.o).write_text(dump(models), encoding="utf-8")


if __name__ == "__main__":
    main()
