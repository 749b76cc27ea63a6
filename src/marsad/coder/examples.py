"""The example sentences of the frame files: what the tests run, and lessons for the models beside the gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.knowledge import frame_files
from marsad.model import Report

PUBLISHED = "2015-06-10"  # a Wednesday: the day on which every example sentence is told


@dataclass(slots=True, frozen=True)
class Example:
    """A sentence of a frame file: the claims it states, or none of the file's type."""

    frame: str
    number: int
    text: str
    claims: tuple[dict[str, Any], ...]

    @property
    def report(self) -> Report:
        """The sentence as a report of its own."""
        return Report(id=f"{self.frame}-{self.number}", text=self.text, published=PUBLISHED, language="ar")


def examples() -> Iterator[Example]:
    """All example sentences, in the order of the files."""
    for data in frame_files():
        for n, item in enumerate(data.get("examples") or ()):
            yield Example(data["type"], n, item["text"], tuple(item.get("claims") or ()))
