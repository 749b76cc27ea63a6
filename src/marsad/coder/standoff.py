"""Gold without its texts: claims coded by hand whose words are given as spans of reports that stay where they are.

The reports are other people's and are not copied; who has them gets the gold back. A line a report:
`{"report": id, "sha256": of the text, "claims": [...]}`, and in a claim every string of the report is a span
`[start, end)` in code points; a name that has several equally right forms is a list of spans. Where a report was coded
up to a place only, `"until"` is how many code points were read, and the hash is theirs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

__all__ = ["detached", "joined", "reports_of", "sha256"]

Row = dict[str, Any]
_KEPT = (
    *("kind", "type", "change", "relation", "extent", "time", "certainty"),
    *("outcome", "category", "min", "max", "approx"),
)
_NAMES = ("actors", "recipients", "sources")  # lists of names
_NAME = ("actor", "a", "b", "affiliation", "perpetrator")


def detached(row: Row) -> Row:
    """The gold report `row` with spans in place of its words; a name that is not in the text is left out.

    A `row` with `until` has the first so many code points of its report as its text.
    """
    text = row["text"]
    out: Row = {"report": row["id"], "sha256": sha256(text)}
    if row.get("until"):
        out["until"] = row["until"]
    out["claims"] = [c for claim in row["claims"] if (c := _detached(text, claim))]
    return out


def _detached(text: str, claim: Row) -> Row | None:
    quote = _span(text, claim["quote"])
    if quote is None:
        return None
    out: Row = {key: claim[key] for key in _KEPT if claim.get(key) not in (None, False)}
    out["quote"] = quote
    for key in _NAMES:
        if found := [spans for name in claim.get(key) or () if (spans := _spans(text, name))]:
            out[key] = found
    for key in _NAME:
        if claim.get(key) and (spans := _spans(text, claim[key])):
            out[key] = spans
    if claim.get("place") and (spans := _spans(text, claim["place"]["name"])):
        out["place"] = spans
    if claim.get("part_of"):
        out["part_of"] = _span(text, claim["part_of"])
    return out


def _spans(text: str, name: str | list[str]) -> list[list[int]]:
    """Where the equally right forms of a name stand first in the text."""
    forms = [name] if isinstance(name, str) else name
    return [span for form in forms if (span := _span(text, form))]


def _span(text: str, words: str) -> list[int] | None:
    at = text.find(words)
    return [at, at + len(words)] if at >= 0 else None


def sha256(text: str) -> str:
    """By what a text is known that is not here."""
    return hashlib.sha256(text.encode()).hexdigest()


def joined(coded: Path, *texts: Path) -> Iterator[Row]:
    """Gold reports from a file of spans and the files of reports they belong to (JSONL, gzipped or not).

    A report that is absent, or whose text is another, is passed over.
    """
    wanted = {row["report"]: row for row in map(json.loads, coded.read_text(encoding="utf-8").splitlines())}
    for report in reports_of(texts):
        row = wanted.get(report["id"])
        text = report["text"][: row.get("until")] if row else ""
        if row and row["sha256"] == sha256(text):
            yield {**report, "text": text, "claims": [_joined(text, claim) for claim in row["claims"]]}


def reports_of(texts: Iterable[Path]) -> Iterator[Row]:
    """The reports of several files, JSONL, gzipped or not."""
    return chain.from_iterable(map(_reports, texts))


def _reports(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _joined(text: str, claim: Row) -> Row:
    def words(spans: list[Any]) -> list[str]:
        one = [spans] if isinstance(spans[0], int) else spans
        return [text[slice(*span)] for span in one]

    out = dict(claim)
    out["quote"] = text[slice(*claim["quote"])]
    for key in _NAMES:
        out[key] = [words(name) for name in claim.get(key, ())]
    for key in _NAME:
        out[key] = words(claim[key]) if claim.get(key) else None
    place, whole = claim.get("place"), claim.get("part_of")
    out["place"] = {"name": words(place)} if place else None
    out["part_of"] = text[slice(*whole)] if whole else None
    out.setdefault("certainty", "asserted")
    if claim["kind"] == "casualties":
        out = {"min": None, "max": None, "approx": False, **out}
    return out
