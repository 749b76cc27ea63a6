"""Measures the places rooms against gold reports.

    python bench/places.py GOLD.jsonl [--misses N] [--text OTHER.jsonl.gz]

GOLD.jsonl  a report a line with `text` and `claims`; their places have `name`, `lat`, `lon`, `precision`
--text      reports without conflict: bare names found there are printed, to be looked through
Prints how many of the named places are found under one of their names, how many of these are put within reach
(15 km for settlements and sites, 40 for areas, 120 for provinces, 600 for countries), and for how many any mention is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from marsad.coder.mentions import PlaceMention
from marsad.coder.place_words import place_words
from marsad.coder.reading import read
from marsad.coder.text import Document, fold
from marsad.model import Report

REACH = {
    "site": 15,
    "settlement": 15,
    "neighbourhood": 15,
    "area": 40,
    "admin2": 40,
    "admin1": 120,
    "country": 600,
}


def words_of(name: str) -> list[str]:
    """The folded words of a name that tell it apart: no article, no trigger word."""
    heads = set(place_words().triggers) | {"في"}
    words = [fold(w) for w in name.replace("«", " ").replace("»", " ").replace('"', " ").split()]
    core = [w for w in words if w not in heads]
    return [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in (core or words)]


def same(a: str, b: str) -> bool:
    """Whether one name's words are all in the other's."""
    x, y = set(words_of(a)), set(words_of(b))
    return bool(x and y) and (x <= y or y <= x)


def far(gold: dict[str, Any], place: dict[str, Any]) -> float:
    """Kilometres between a gold place and a resolved one; infinite where one has no point."""
    if gold.get("lat") is None or place.get("lat") is None:
        return math.inf
    dy = (gold["lat"] - place["lat"]) * 111.2
    dx = (gold["lon"] - place["lon"]) * 111.2 * math.cos(math.radians(gold["lat"]))
    return math.hypot(dx, dy)


def places_of(report: dict[str, Any]) -> list[PlaceMention]:
    """The places that the coder reads in a report, names of actors left out."""
    fields = {k: report.get(k) for k in ("text", "published", "outlet")}
    return read(Report(id=str(report["id"]), **fields)).places


def main() -> None:
    """Reads the command line and prints the measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--text")
    options = parser.parse_args()
    total: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    with Path(options.gold).open(encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            _count(report, places_of(report), total, misses)
    for precision in [*REACH, "all"]:
        parts = [precision] if precision != "all" else list(REACH)
        n, hit, near, points, reach = (
            sum(total[p, what] for p in parts) for what in ("gold", "found", "near", "points", "reach")
        )
        shares = f"found {hit / max(n, 1):.3f}  of these near {near / max(points, 1):.3f}"
        print(f"{precision:14} gold {n:4}  {shares}  any mention near {reach / max(n, 1):.3f}")
    print("\n".join(misses[: options.misses]))
    if options.text:
        _bare(options.text)


def _count(report: dict[str, Any], found: list[PlaceMention], total: Counter[Any], misses: list[str]) -> None:
    seen = set()
    for claim in report["claims"]:
        gold = claim.get("place")
        if not gold:
            continue
        names = gold["name"] if isinstance(gold["name"], list) else [gold["name"]]
        key = (tuple(names), gold.get("lat"), gold.get("lon"))
        if key in seen:
            continue
        seen.add(key)
        precision = gold["precision"]
        total[precision, "gold"] += 1
        mine = [
            m
            for m in found
            if any(same(n, m.name) or same(n, (m.place or {}).get("name", "")) for n in names)
        ]
        near = min((far(gold, m.place or {}) for m in mine), default=math.inf)
        reach = min((far(gold, m.place or {}) for m in found), default=math.inf)
        total[precision, "reach"] += reach <= REACH[precision]
        if mine:
            total[precision, "found"] += 1
            total[precision, "points"] += gold.get("lat") is not None
            total[precision, "near"] += near <= REACH[precision]
        if near > REACH[precision] and gold.get("lat") is not None:
            what = "far" if mine else "unfound"
            got = [
                (
                    m.name,
                    m.rule,
                    round(far(gold, m.place or {}), 0) if (m.place or {}).get("lat") else None,
                    (m.place or {}).get("id"),
                )
                for m in mine
            ][:3]
            misses.append(
                f"{'-' if reach <= REACH[precision] else '!'} {what} "
                f"{report['id']} {precision}"
                f" {gold.get('country')} {names} {gold['lat']},{gold['lon']} {got}"
            )


def _bare(path: str) -> None:
    """Prints names found without a trigger in reports without conflict, most frequent first."""
    names: Counter[str] = Counter()
    sentences = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            sentences += len(Document(report["text"]).sentences)
            found = places_of(report | {"id": "text"})
            names.update(f"{m.name}/{m.rule}/{(m.place or {}).get('id')}" for m in found)
            if sentences > 2000:
                break
    print(sentences, "sentences")
    print("\n".join(f"{n} {name}" for name, n in names.most_common()))


if __name__ == "__main__":
    main()
