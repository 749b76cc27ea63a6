"""Gold without its texts: claims coded by hand whose words are given as spans of reports that stay where they are.

The reports are other people's and are not copied; who has them gets the gold back. A line a report:
`{"report": id, "sha256": of the text, "claims": [...]}`, and in a claim every string of the report is a span
`[start, end)` in code points.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["detached", "joined"]

Row = dict[str, Any]
_NAMES = ("actors", "recipients")  # lists of names
_NAME = ("actor", "a", "b")


def detached(row: Row) -> Row:
    """The gold report `row` without its counts, spans in place of its words; a name not in the text is left out."""
    text = row["text"]
    claims = [_detached(text, claim) for claim in row["claims"] if claim["kind"] != "casualties"]
    return {"report": row["id"], "sha256": _sha256(text), "claims": [c for c in claims if c]}


def _detached(text: str, claim: Row) -> Row | None:
    quote = _span(text, claim["quote"])
    if quote is None:
        return None
    kept = ("kind", "type", "change", "relation", "extent", "time", "certainty")
    out: Row = {key: claim[key] for key in kept if claim.get(key)}
    out["quote"] = quote
    for key in _NAMES:
        spans = [_span(text, _first(name)) for name in claim.get(key) or ()]
        if found := [span for span in spans if span]:
            out[key] = found
    for key in _NAME:
        if claim.get(key):
            out[key] = _span(text, _first(claim[key]))
    if claim.get("place"):
        out["place"] = _span(text, _first(claim["place"]["name"]))
    return out


def _first(name: str | list[str]) -> str:
    return name if isinstance(name, str) else name[0]


def _span(text: str, words: str) -> list[int] | None:
    at = text.find(words)
    return [at, at + len(words)] if at >= 0 else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def joined(coded: Path, texts: Path) -> Iterator[Row]:
    """Gold reports from a file of spans and the reports they belong to (JSONL, gzipped or not).

    A report that is absent, or whose text is another, is passed over. The rows are marked `partial`: they hold events,
    control and relations, and no counts.
    """
    wanted = {row["report"]: row for row in map(json.loads, coded.read_text(encoding="utf-8").splitlines())}
    opened = gzip.open if texts.suffix == ".gz" else open
    with opened(texts, "rt", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            row = wanted.get(report["id"])
            if row and row["sha256"] == _sha256(report["text"]):
                claims = [_joined(report["text"], claim) for claim in row["claims"]]
                yield {**report, "claims": claims, "partial": True}


def _joined(text: str, claim: Row) -> Row:
    out = dict(claim)
    out["quote"] = text[slice(*claim["quote"])]
    for key in _NAMES:
        out[key] = [[text[slice(*span)]] for span in claim.get(key, ())]
    for key in _NAME:
        if claim.get(key):
            out[key] = [text[slice(*claim[key])]]
    place = claim.get("place")
    out["place"] = {"name": [text[slice(*place)]]} if place else None
    out.setdefault("certainty", "asserted")
    return out
