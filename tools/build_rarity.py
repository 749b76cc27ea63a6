"""Counts in how many reports each word occurs and writes `knowledge/weights/rarity.tsv`.

    python tools/build_rarity.py REPORTS.jsonl.gz... [-o FILE]

Only words in one report of 500 or more are kept, with -log2 of that share, to a tenth: what a word is worth when two
sentences have it in common. Every other word is worth more than any of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marsad.incidents.words import stems

OUT = Path(__file__).resolve().parents[1] / "src/marsad/knowledge/weights/rarity.tsv"
LEAST = 1 / 500  # share of reports


def texts(paths: list[str]) -> Iterator[str]:
    """The texts of all reports in gzipped JSONL files."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def main() -> None:
    """Reads reports, writes the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("reports", nargs="+")
    args.add_argument("-o", default=str(OUT))
    opts = args.parse_args()
    held: Counter[str] = Counter()
    reports = 0
    for text in texts(opts.reports):
        held.update(set(stems(text)))
        reports += 1
    rows = sorted(
        (round(-math.log2(n / reports), 1), word) for word, n in held.items() if n / reports >= LEAST
    )
    Path(opts.o).write_text("".join(f"{word}\t{worth}\n" for worth, word in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
