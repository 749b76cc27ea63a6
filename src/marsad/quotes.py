"""Whether a claim's quotes are in the text: `text[start:end] == evidence.text`, always."""

from __future__ import annotations

from typing import Any

__all__ = ["misquoted"]


def misquoted(text: str, claim: dict[str, Any]) -> str | None:
    """Why the evidence of `claim` is not to be found in `text` as it says, or None where all of it is."""
    spans = claim.get("evidence") or []
    if not spans:
        return "has no evidence"
    for span in spans:
        start, end, quote = span["start"], span["end"], span["text"]
        if not 0 <= start < end <= len(text) or text[start:end] != quote:
            return f"the quote {quote!r} is not the text from {start} to {end}"
    return None
