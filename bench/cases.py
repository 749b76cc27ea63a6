"""Measures the coder on hard cases kept by hand in `bench/cases/`, a sentence each.

    python bench/cases.py [--misses]

`places.tsv`  class, text, name, lat, lon, km, note: the mention of `name` must lie within `km` of the point. Without a
              point no place may be read (but one called `name`, where a name is given); with `?` the place must say
              `unresolved` and have no point; the note `direction_contradicts` asks for that flag.
`actors.tsv`  class, published, text, name, id, note: the mention that covers `name` must have the id; where the id is
              empty no actor of the catalogue may be read there.

Prints the share that is right for each class; nothing is fitted to these rows, and failures stay in them.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marsad.coder.reading import Reading, read
from marsad.coder.text import fold
from marsad.model import Report

CASES = Path(__file__).with_name("cases")
Case = dict[str, str]


def cases(name: str) -> Iterator[Case]:
    """The rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def reading(case: Case) -> Reading:
    """What the coder's mention rooms make of a case."""
    return read(Report(id="case", text=case["text"], published=case.get("published")))


def place_is_right(case: Case) -> str | None:
    """None where the place is read as it should be, else what was read."""
    found = reading(case).places
    told = "; ".join(f"{m.name} {(m.place or {}).get('lat')},{(m.place or {}).get('lon')}" for m in found)
    wanted = fold(case["name"])
    mine = [m for m in found if wanted and (wanted in fold(m.name) or fold(m.name) in wanted)]
    if not case["lat"].strip():
        return told if len(found) > len(mine) else None
    if case["lat"] == "?":
        right = [m for m in mine if m.place and m.place["lat"] is None and "unresolved" in m.place["flags"]]
        return None if right else told or "nothing"
    for mention in mine:
        place = mention.place or {}
        near = place.get("lat") is not None and _km(case, place["lat"], place["lon"]) <= float(case["km"])
        if near and (case["note"] != "direction_contradicts" or case["note"] in place["flags"]):
            return None
    return told or "nothing"


def _km(case: Case, lat: float, lon: float) -> float:
    dy = (float(case["lat"]) - lat) * 111.2
    return math.hypot(dy, (float(case["lon"]) - lon) * 111.2 * math.cos(math.radians(lat)))


def actor_is_right(case: Case) -> str | None:
    """None where the actor is read as it should be, else what was read."""
    found = reading(case).actors
    told = "; ".join(f"{m.name} = {m.id}" for m in found)
    wanted = fold(case["name"])
    mine = [m for m in found if wanted in fold(m.name) or fold(m.name) in wanted]
    if not case["id"]:
        return told if any(m.id for m in mine) else None
    return None if any(m.id == case["id"] for m in mine) else told or "nothing"


def main() -> None:
    """Prints the measures, and with --misses every case that is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for name, judge in (("places.tsv", place_is_right), ("actors.tsv", actor_is_right)):
        total: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for case in cases(name):
            total[case["class"]] += 1
            wrong = judge(case)
            right[case["class"]] += wrong is None
            if wrong is not None and options.misses:
                print(
                    f"  {case['class']}: {case['text']} [{case['name']} {case.get('id', '')}] read: {wrong}"
                )
        for cls, n in total.items():
            print(f"{name:11} {cls:10} {right[cls]:4} of {n:4}  {right[cls] / n:.3f}")
        n, good = sum(total.values()), sum(right.values())
        print(f"{name:11} {'all':10} {good:4} of {n:4}  {good / n:.3f}")


if __name__ == "__main__":
    main()
