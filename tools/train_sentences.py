"""Trains what a lone sentence tells, and writes it into `knowledge/weights/coder.json` and the network beside it.

    python tools/train_sentences.py SENTENCES.jsonl... [-o FILE]

SENTENCES.jsonl: a labelled sentence a line, as ../shared/gsr has them: `text`, `kind` (ASSAULT or PROTEST), `label`
(yes, easy no, difficult no, ambiguous). Needs the `train` extra; half a minute for 3,500 sentences.
To be run again when the coder has changed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from marsad.coder.alone_lessons import fit_alone, lessons, without
from marsad.coder.decide import shipped
from marsad.coder.fitting import dump

WEIGHTS = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/weights/coder.json"


def main() -> None:
    """Reads sentences, trains, writes the weights."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sentences", nargs="+")
    args.add_argument("-o", default=str(WEIGHTS))
    opts = args.parse_args()
    lines = [line for path in opts.sentences for line in Path(path).read_text(encoding="utf-8").splitlines()]
    models = without(shipped())
    fitted = fit_alone(lessons(map(json.loads, lines), models), models)
    Path(opts.o).write_text(dump(fitted), encoding="utf-8")
    if fitted.network is not None:
        Path(opts.o).with_suffix(".npz").write_bytes(fitted.network.dump())


if __name__ == "__main__":
    main()
