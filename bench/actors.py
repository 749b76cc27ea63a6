"""Measures the actors room against gold reports: names found, with the right words, and looked up.

    python bench/actors.py GOLD.jsonl [--misses N]

GOLD.jsonl  a report a line with `text`, `published` and `claims`; their actors, recipients, sides and holders are lists
            of names that are equally right
Prints, for the distinct names of each report: how many are covered by an actor mention, how many by one of just those
words, and of those that the catalogue calls one actor by, how many mentions have that actor's id. Where a name is in
the catalogue for several actors, any of those alive on the day counts for the theatre of the report only.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.coder.actor_words import lexis
from marsad.coder.actors import theatre_of
from marsad.coder.catalogue import catalogue
from marsad.coder.reading import Reading, read
from marsad.coder.text import fold
from marsad.model import Report

_LISTS = ("actors", "recipients")
_ONES = ("actor", "affiliation", "perpetrator", "a", "b")


def gold_names(claims: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Each actor of the claims as the names that are equally right for it."""
    seen = set()
    for claim in claims:
        entries = [e for key in _LISTS for e in claim.get(key) or ()]
        entries += [claim[key] for key in _ONES if claim.get(key)]
        for entry in entries:
            names = tuple(entry) if isinstance(entry, list) else (entry,)
            names = tuple(n["name"] if isinstance(n, dict) else n for n in names)
            if names and names not in seen:
                seen.add(names)
                yield names


def plain(name: str) -> str:
    """A name without marks and the conjunction's blank, as names are compared."""
    return " ".join(fold("".join(c for c in name if c not in '"«»“”()')).split())


def meant(names: tuple[str, ...], reading: Reading, theatre: str | None) -> set[str]:
    """Ids of what the catalogue takes the gold names for, in this report; empty where it has none of them."""
    known, out = catalogue(), set()
    for name in names:
        for mode, ids in known.called(name).items():
            actor = known.choose(ids, mode, reading.report.published, theatre)
            if actor is not None:
                out.add(actor.id)
    return out


def main() -> None:
    """Reads the command line and prints the measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    total: Counter[str] = Counter()
    misses: list[str] = []
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        fields = {k: report.get(k) for k in ("text", "published", "outlet")}
        reading = read(Report(id=str(report["id"]), **fields))
        _count(report, reading, total, misses)
    for what, of in (("covered", "names"), ("same words", "names"), ("right id", "in the catalogue")):
        print(f"{what:12} {total[what]:5} of {total[of]:5} {of}  {total[what] / max(total[of], 1):.3f}")
    print("\n".join(misses[: options.misses]))


def _count(report: dict[str, Any], reading: Reading, total: Counter[str], misses: list[str]) -> None:
    theatre = theatre_of(reading.doc, lexis())
    mentions = [(plain(m.name), m.id) for m in reading.actors]
    for names in gold_names(report["claims"]):
        wanted = {plain(n) for n in names}
        same = [i for m, i in mentions if m in wanted]
        over = [
            (m, i) for m, i in mentions if any(f" {w} " in f" {m} " or f" {m} " in f" {w} " for w in wanted)
        ]
        total["names"] += 1
        total["covered"] += bool(over)
        total["same words"] += bool(same)
        ids = meant(names, reading, theatre)
        if not over:
            misses.append(f"{report['id']} not found: {' | '.join(names)}")
        elif not same:
            misses.append(f"{report['id']} other words: {' | '.join(names)}: {[m for m, _ in over][:4]}")
        if ids:
            total["in the catalogue"] += 1
            found = {i for _, i in over}
            total["right id"] += bool(found & ids)
            if not found & ids:
                misses.append(f"{report['id']} id: {' | '.join(names)}: {sorted(ids)}, read {over[:3]}")


if __name__ == "__main__":
    main()
