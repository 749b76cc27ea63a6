"""What the coder got wrong in the dev set, gathered by class, the commonest first.

python quality/errors.py [--set dev|seed|train] [--only WORD] [--show N]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from coded import SHARED, code, read_lines, score

CONTEXT = 60  # code points shown on each side of a quote
TITLES = {"missed": "missed", "extra": "claimed though not in the gold", "slots": "found, with wrong fields"}

Error = tuple[str, str]  # report id, quote
Class = tuple[str, str, str, str]  # what went wrong, kind, type, fields or bounds


def classes(misses: str) -> dict[Class, list[Error]]:
    """The scorer's tab-separated misses, gathered by what went wrong, kind, type and field."""
    found: dict[Class, list[Error]] = defaultdict(list)
    for line in misses.splitlines():
        cells = line.split("\t")
        if len(cells) < 5 or cells[1] not in TITLES:
            continue
        report, what, kind, type_, quote, *rest = cells
        fields = rest[0] if rest and what == "slots" else ""
        found[what, kind, type_, fields].append((report, quote))
    return found


def context(text: str, quote: str) -> str:
    """The quote in brackets with what stands around it, on one line."""
    at = text.find(quote) if quote and quote != "None" else -1
    if at < 0:
        return quote
    end = at + len(quote)
    around = f"…{text[max(0, at - CONTEXT) : at]}⟦{quote}⟧{text[end : end + CONTEXT]}…"
    return " ".join(around.split())


def main() -> int:
    """Prints the classes with some examples each."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--set", default="dev", choices=["dev", "seed", "train"], dest="name")
    arguments.add_argument(
        "--only", default="", metavar="WORD", help="only classes naming this kind, type or field"
    )
    arguments.add_argument("--show", type=int, default=3, metavar="N", help="examples a class (default 3)")
    options = arguments.parse_args()
    folder = SHARED / options.name
    if not folder.is_dir():
        print(f"errors: skipped, ../shared/{options.name} is not beside this checkout")
        return 0
    reports = folder / ("report.jsonl" if options.name == "seed" else "reports.jsonl")
    texts = {str(r["id"]): r["text"] for r in read_lines(reports)}
    with tempfile.TemporaryDirectory() as work:
        claims = Path(work, "claims.jsonl")
        code(reports, claims)
        found = classes(score(folder / "gold.jsonl", claims, "--misses"))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    for (what, kind, type_, fields), errors in ranked:
        if options.only and options.only not in (what, kind, type_, *fields.split()):
            continue
        print(f"\n{len(errors):4d}  {kind} {type_}: {TITLES[what]}{': ' + fields if fields else ''}")
        for report, quote in errors[: options.show]:
            print(f"        {report}  {context(texts.get(report, ''), quote)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
