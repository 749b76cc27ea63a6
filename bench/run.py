"""How fast the coder is, against the floor of reading the same text and looking its words up.

    python bench/run.py [--reports N]

Every figure comes from a fresh process and is its processor time, so that other work on the machine matters less.
Text: news of ../shared, or samples/ repeated where that is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from marsad.coder.code import code
from marsad.coder.lexicon import lexicon
from marsad.coder.text import tokenise
from marsad.model import Report
from marsad.reports import read

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared/news/conflict.jsonl.gz"
WARM_UP = 50  # reports coded before the clock starts, so that loading the knowledge is not counted
BASE = 1000  # reports of the smaller run
LONG = 100_000  # characters of a long report; the longer one has four times as many


def reports(count: int) -> Iterator[Report]:
    """`count` reports to measure on."""
    if NEWS.is_file():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            for line in islice(lines, count):
                item = json.loads(line)
                yield Report(id=item["id"], text=item["text"], published=item.get("published"))
    else:
        found = [item for item in read([ROOT / "samples"]) if isinstance(item, Report)]
        yield from islice(cycle(found), count)


def joined(length: int) -> Report:
    """One report of `length` characters, as an archive or a book may be: many that follow each other."""
    text = "\n\n".join(report.text for report in reports(length // 100))
    return Report(id="long", text=text[:length], published="2013-02-01")


def floor(report: Report) -> int:
    """Fold, tokenise and look up every word: the least that any coder of this kind does."""
    of_word = lexicon().of_word
    return sum(1 for token in tokenise(report.text) if of_word(token.norm))


def coder(report: Report) -> int:
    """How many claims the coder makes of a report."""
    return len(code(report))


WORK: dict[str, Callable[[Report], int]] = {"floor": floor, "coder": coder, "long": coder}


def child(work: str, count: int) -> dict[str, float]:
    """Seconds, text size in MB, peak memory in MB and claims, measured in this process.

    `count` reports, or for the work "long" one of that many characters.
    """
    function = WORK[work]
    loaded = time.process_time()
    batch = [joined(count)] if work == "long" else list(reports(count))
    for report in reports(WARM_UP) if work == "long" else batch[:WARM_UP]:
        function(report)
    loading = time.process_time() - loaded
    slowest = found = 0.0
    start = time.process_time()
    for report in batch:
        before = time.process_time()
        found += function(report)
        slowest = max(slowest, time.process_time() - before)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    size = sum(len(report.text.encode()) for report in batch) / 1e6
    return {
        "seconds": seconds,
        "mb": size,
        "peak": peak,
        "found": found,
        "loading": loading,
        "slowest": slowest,
    }


def measured(work: str, count: int) -> dict[str, float]:
    """What `child` measures, in a fresh process."""
    command = [sys.executable, __file__, "--child", work, "--reports", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.returncode)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def start_up(*arguments: str) -> tuple[float, float]:
    """Processor and elapsed seconds of the command `marsad` with `arguments`, the best of five.

    The modules are compiled by the first of them, as an installed package's are: also where the environment says that
    nothing compiled shall be written.
    """
    command = [str(Path(sys.executable).with_name("marsad")), *arguments]
    times = []
    with tempfile.TemporaryDirectory() as folder:
        given = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        given["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(5):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=given)
            after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            times.append((spent, end - start))
    return min(times)


def line(name: str, count: int, figures: dict[str, Any]) -> str:
    """One row of the table."""
    seconds = figures["seconds"]
    return (
        f"{name:14}{count:8d}{count / seconds:11.0f}{figures['mb'] / seconds:9.2f}{1000 * seconds / count:11.2f}"
        f"{1000 * figures['slowest']:11.0f}{figures['peak']:10.0f}{figures['found']:10.0f}"
    )


def main() -> int:
    """Prints the table; `--child` is the process that measures."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--reports", type=int, default=4000, help="reports of the larger run (default 4000)"
    )
    arguments.add_argument("--child", choices=sorted(WORK), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        print(json.dumps(child(options.child, options.reports)))
        return 0
    print(f"text: {NEWS.relative_to(ROOT.parent) if NEWS.is_file() else 'samples, repeated'}")
    print(
        f"{'':14}{'reports':>8}{'reports/s':>11}{'MB/s':>9}{'ms each':>11}{'ms most':>11}{'peak MB':>10}{'found':>10}"
    )
    lowest, small, large = (
        measured("floor", BASE),
        measured("coder", BASE),
        measured("coder", options.reports),
    )
    print(line("floor", BASE, lowest))
    print(line("coder", BASE, small))
    print(line("coder", options.reports, large))
    growth = options.reports / BASE
    print(f"\ncoder / floor: {small['seconds'] / lowest['seconds']:.1f} times the time")
    print(f"{growth:g} times the reports: {large['seconds'] / small['seconds']:.2f} times the time, ", end="")
    print(f"{large['peak'] / small['peak']:.2f} times the memory")
    long, longer = measured("long", LONG), measured("long", 4 * LONG)
    print(f"one report of {LONG} characters: {long['seconds']:.1f} s, {long['peak']:.0f} MB; ", end="")
    print(f"of 4 times as many: {longer['seconds']:.1f} s, {longer['peak']:.0f} MB")
    print(f"loading the knowledge and the first {WARM_UP} reports: {small['loading']:.2f} s")
    for given in (["--version"], ["code", str(ROOT / "samples/04-post-emoji.txt")]):
        spent, elapsed = start_up(*given)
        name = " ".join(Path(a).name for a in ("marsad", *given))
        print(f"{name}: {spent:.2f} s of processor time, {elapsed:.2f} s elapsed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
