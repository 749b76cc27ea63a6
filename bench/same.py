"""Whether two states of the coder make the same claims: for changes that must change nothing, as those for speed.

    python bench/same.py TEXTS[:COUNT]... [--keep FILE] [--against FILE]

TEXTS      a .jsonl or .jsonl.gz of reports; COUNT codes the first so many of them
--keep     write a line per report with the digest of its claims
--against  compare with such a file; every report that differs is named, and the exit status is 1
Prints one digest for each of the TEXTS and the processor time that a report took.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from marsad.coder.code import code
from marsad.model import Report


def reports(path: str, count: int | None) -> Iterator[Report]:
    """The first `count` reports of a file, all where it is None."""
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open() as lines:
        for line in islice(lines, count):
            item = json.loads(line)
            yield Report(**{k: item.get(k) for k in ("id", "text", "published", "outlet")})


def digest(claims: object) -> str:
    """A short digest of everything that the claims say."""
    plain = json.dumps(claims, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def main() -> int:
    """Codes, prints the digests, compares where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--keep")
    parser.add_argument("--against")
    options = parser.parse_args()
    found: list[str] = []
    for texts in options.texts:
        path, _, count = texts.partition(":")
        lines, spent, claims = [], 0.0, 0
        for report in reports(path, int(count) if count else None):
            before = time.process_time()
            made = code(report)
            spent += time.process_time() - before
            claims += len(made)
            lines.append(f"{path}\t{report.id}\t{digest(made)}")
        each = 1000 * spent / max(len(lines), 1)
        print(f"{digest(lines)}  {path}: {len(lines)} reports, {claims} claims, {each:.2f} ms each")
        found += lines
    if options.keep:
        Path(options.keep).write_text("\n".join(found) + "\n", encoding="utf-8")
    if not options.against:
        return 0
    before_lines = Path(options.against).read_text(encoding="utf-8").splitlines()
    changed = [line for line in found if line not in set(before_lines)]
    for line in changed[:40]:
        print("differs:", *line.split("\t")[:2])
    print(f"{len(changed)} of {len(found)} reports differ from {options.against}")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main())
