"""Measures the trigger lexicon against gold: what it proposes, what it misses, how often each entry is right.

    python tools/frames_recall.py GOLD.jsonl [--misses TYPE|all] [--triggers TYPE|all] [--write]

A gold event counts as covered when a trigger of its type stands within 30 code points of its quote. `--write` sets each
entry's `weight` to the share of its occurrences that gold codes as its type, drawn towards the written one where
occurrences are few.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import marsad.knowledge
from marsad.coder.lexicon import Lexicon
from marsad.coder.text import Document
from marsad.knowledge import frame_files

NEAR = 30
PRIOR = 6.0  # occurrences that the written weight is worth


def main() -> None:
    """Reads the arguments, prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", default="")
    parser.add_argument("--triggers", default="")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.gold.open(encoding="utf-8")]
    lexicon = Lexicon(frame_files())
    found, total, misses, hits, right = measure(lexicon, rows)
    for kind in sorted(total, key=lambda k: -total[k]):
        print(f"{kind:18} {found[kind]:4}/{total[kind]:<4} {found[kind] / total[kind]:.3f}")
    covered, events = sum(found.values()), sum(total.values())
    print(f"{'all':18} {covered:4}/{events:<4} {covered / events:.3f}")
    print("proposals", sum(hits.values()), "a report", round(sum(hits.values()) / len(rows), 1))
    for kind in misses:
        if args.misses in (kind, "all"):
            print(f"\n== {kind}", *misses[kind], sep="\n")
    for trigger in sorted(lexicon.triggers, key=lambda t: (t.type, -hits[t.id])):
        if args.triggers in (trigger.type, "all"):
            share = right[trigger.id] / hits[trigger.id] if hits[trigger.id] else 0
            print(
                f"{trigger.id:40} {right[trigger.id]:4}/{hits[trigger.id]:<5} {share:.2f}  written {trigger.weight}"
            )
    if args.write:
        write(hits, right)


def measure(lexicon: Lexicon, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    """(covered, gold) events a type; missed quotes a type; occurrences and right ones a trigger."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        doc = Document(row["text"])
        spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for hit in lexicon.find(doc):
            span = (doc.tokens[hit.first].start, doc.tokens[hit.last - 1].end, hit.trigger.id)
            if span not in spans[hit.trigger.type]:
                spans[hit.trigger.type].append(span)
                hits[hit.trigger.id] += 1
        seen: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for claim in row["claims"]:
            at = row["text"].find(claim.get("quote") or "\0")
            if claim["kind"] != "event" or at < 0:
                continue
            kind, end = claim["type"], at + len(claim["quote"])
            total[kind] += 1
            near = [s for s in spans[kind] if max(at, s[0]) - min(end, s[1]) <= NEAR]
            found[kind] += bool(near)
            if not near:
                around = (
                    row["text"][max(0, at - 60) : at]
                    + "["
                    + claim["quote"]
                    + "]"
                    + row["text"][end : end + 60]
                )
                misses[kind].append(f"{row['id']} " + around.replace("\n", " "))
            seen[kind].add((at, end))
        for kind, quotes in seen.items():
            for start, end, name in spans[kind]:
                right[name] += any(max(start, a) < min(end, b) for a, b in quotes)
    return found, total, misses, hits, right


def write(hits: Counter[str], right: Counter[str]) -> None:
    """Sets the weights in the frame files, one entry a line."""
    folder = Path(marsad.knowledge.__file__).parent / "frames"
    for path in sorted(folder.glob("*.yaml")):
        if path.stem in ("control", "relation"):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "\n".join(reweighed(line, path.stem, hits, right) for line in lines) + "\n", encoding="utf-8"
        )


def reweighed(line: str, kind: str, hits: Counter[str], right: Counter[str]) -> str:
    """An entry's line with the measured weight; other lines as they are."""
    entry = re.match(r"\s+- \{id: (\w+),.*weight: ([0-9.]+)", line)
    if not entry:
        return line
    name, old = f"{kind}/{entry[1]}", float(entry[2])
    new = (right[name] + PRIOR * old) / (hits[name] + PRIOR)
    if not hits[name]:
        return line
    return line.replace(f"weight: {entry[2]}", f"weight: {min(max(new, 0.01), 0.95):.2f}", 1)


if __name__ == "__main__":
    main()
