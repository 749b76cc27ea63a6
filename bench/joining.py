"""How fast claims are joined, how growth goes, and what one new report costs.

    python bench/joining.py [--sizes 10000 100000]

Claims are generated: every day has its incidents, most in few towns, each told by one to a dozen reports; a report
tells its news, a bit of background and tolls. The density stays the same, so that more claims are more days. Every
figure comes from a fresh process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from marsad.incidents import Joiner
from marsad.knowledge import read_yaml

SIZES = (10_000, 100_000)
NEW = 200  # reports that are joined one by one at the end
PER_DAY = 300  # claims; a busy observatory of several countries
TYPES = [
    "shelling",
    "air_strike",
    "armed_clash",
    "ground_attack",
    "explosion",
    "killing",
    "arrest",
    "protest",
]
PROVINCES, TOWNS = 40, 3000
Record = dict[str, Any]


class World:
    """Towns, words and outlets to tell of, the same for every run."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words: list[str] = read_yaml("words/common.yaml")["common"]
        self.towns = [self._town(i) for i in range(TOWNS)]
        self.weights = [1 / (i + 5) for i in range(TOWNS)]  # few towns have most of the news
        self.number = 0

    def _town(self, i: int) -> Record:
        province = i % PROVINCES
        lat, lon = (
            30 + province // 8 * 1.5 + self.random.random(),
            35 + province % 8 * 1.5 + self.random.random(),
        )
        return {
            "name": f"بلدة {self._name(i)}",
            "id": f"town:{i}",
            "lat": round(lat, 4),
            "lon": round(lon, 4),
            "admin": [f"محافظة {self._name(90000 + province)}", f"بلاد {self._name(95000 + province // 10)}"],
            "precision": "settlement",
            "flags": [],
        }

    def _name(self, i: int) -> str:
        letters = "ابتجحدرزسشصطعفقكلمنهوي"
        return "".join(letters[(i // 22**k + 7 * k) % 22] for k in range(4))

    def day(self, day: date) -> Iterator[tuple[Record, list[Record]]]:
        """The reports of a day with their claims."""
        happened = [self._happening(day) for _ in range(PER_DAY // 4)]
        claims = 0
        while claims < PER_DAY:
            told = self.random.sample(happened, k=min(len(happened), self.random.choice((1, 2, 3, 5))))
            report, found = self._report(day, told)
            claims += len(found)
            yield report, found

    def _happening(self, day: date) -> Record:
        names = [self._name(self.random.randrange(10**5)) for _ in range(3)]
        return {
            "type": self.random.choice(TYPES),
            "place": self.random.choices(self.towns, self.weights)[0],
            "day": day.isoformat(),
            "killed": self.random.choice((None, 1, 2, 3, 5, 8, 13, 30)),
            "words": " ".join([*self.random.sample(self.words, 6), *names]),
            "actor": f"actor:{self.random.randrange(60)}",
        }

    def _report(self, day: date, told: list[Record]) -> tuple[Record, list[Record]]:
        self.number += 1
        name, text = f"r{self.number}", ""
        claims: list[Record] = []
        for item in told:
            sentence = (
                f"{item['words']} {' '.join(self.random.sample(self.words, 12))} في {item['place']['name']}. "
            )
            claims += self._claims(name, item, len(text))
            text += sentence
        outlet = f"outlet {self.random.randrange(40)}"
        title = text[:60]
        report = {"id": name, "text": text, "published": day.isoformat(), "outlet": outlet, "title": title}
        return report, claims

    def _claims(self, report: str, item: Record, start: int) -> Iterator[Record]:
        span = {"start": start, "end": start + 8, "text": item["words"][:8]}
        shared = {
            "report": report,
            "place": item["place"],
            "time": {"start": item["day"], "end": item["day"]},
            "evidence": [span],
            "sources": [],
            "certainty": "asserted",
            "confidence": 0.8,
            "origin": [],
        }
        who = {"name": item["actor"], "id": item["actor"], "role": "REB", "country": None}
        event = {"kind": "event", "type": item["type"], "actors": [who], "recipients": [], "weapon": None}
        yield {**shared, **event, "id": f"{report}:{start}"}
        if item["killed"]:
            count = {"outcome": "killed", "category": "unspecified", "affiliation": None, "perpetrator": None}
            bounds = {"min": item["killed"], "max": item["killed"], "approx": False, "part_of": None}
            yield {**shared, **count, **bounds, "kind": "casualties", "id": f"{report}:{start}:k"}


def generated(claims: int) -> Iterator[tuple[Record, list[Record]]]:
    """Reports with about `claims` claims together, day by day."""
    world, day, left = World(), date(2012, 1, 1), claims
    while left > 0:
        for report, found in world.day(day):
            left -= len(found)
            yield report, found
        day += timedelta(days=1)


def child(claims: int) -> Record:
    """Seconds, peak memory in MB and incidents of one run in this process, and what one new report takes."""
    joiner, last, made = Joiner(), [], 0.0
    start, began = time.perf_counter(), time.process_time()
    source = generated(claims + NEW * 6)
    joined = 0
    while joined < claims:
        before = time.process_time()
        report, found = next(source)
        made += time.process_time() - before
        joiner.add(report, found)
        joined += len(found)
    incidents = sum(1 for _ in joiner.incidents())
    seconds, used = time.perf_counter() - start - made, time.process_time() - began - made
    for report, found in [next(source) for _ in range(NEW)]:
        before = time.process_time()
        new = joiner.add(report, found)
        list(joiner.incidents(new))
        last.append(time.process_time() - before)
    last.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    return {
        "claims": joined,
        "events": len(joiner.mentions),
        "incidents": incidents,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(used, 1),
        "peak_mb": round(peak),
        "new_median_ms": round(1000 * last[len(last) // 2], 1),
        "new_most_ms": round(1000 * last[-1], 1),
    }


def main() -> None:
    """Prints a line a size."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of claims")
    arguments.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        print(json.dumps(child(options.child)))
        return
    print(
        "joining: claims, events, incidents, seconds, of them CPU, peak MB, one new report (median, most) in CPU ms"
    )
    for size in options.sizes:
        command = [sys.executable, str(Path(__file__)), "--child", str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(" ".join(f"{value:>12,}" for value in found.values()), flush=True)


if __name__ == "__main__":
    main()
