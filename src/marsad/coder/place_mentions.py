"""Place mentions in the making: their words without clitics, kept in the order in which they are found."""

from __future__ import annotations

from marsad.coder.mentions import PlaceMention
from marsad.coder.text import Document, paired
from marsad.coder.words import bare


class Found:
    """The mentions found in one report so far."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.mentions: list[PlaceMention] = []

    def add(
        self,
        first: int,
        last: int,
        kind: str | None,
        rule: str,
        conj: str,
        prep: str,
        rows: tuple[int, ...] = (),
    ) -> PlaceMention:
        """A new mention at tokens [first, last), whose first word has the clitics `conj` and `prep` glued to it."""
        mention = self.make(first, last, kind, rule, conj, prep, rows)
        self.mentions.append(mention)
        return mention

    def make(
        self, first: int, last: int, kind: str | None, rule: str, conj: str, prep: str, rows: tuple[int, ...]
    ) -> PlaceMention:
        """As `add`, for a mention that only others are told by."""
        mention = PlaceMention(
            first, self.doc.closed(first, last), "", kind, rule, prep=prep, conj=conj, rows=rows
        )
        self.name(mention)
        return mention

    def name(self, mention: PlaceMention) -> None:
        """Sets the mention's name: the report's words without conjunction and preposition, the article kept."""
        text = self.doc.quote(mention.first, mention.last)
        conj, prep = mention.conj, mention.prep
        if prep == "ل" and self.doc.norms[mention.first][len(conj) :].startswith("لل"):
            mention.name = "ال" + bare(text, len(conj) + 2)  # للخرطوم: the article has lost its alef
        else:
            mention.name = paired(bare(text, len(conj) + len(prep)))


def name_length(mention: PlaceMention, doc: Document) -> int:
    """How many tokens of the mention are the name proper, without the trigger that is kept."""
    kept = mention.kind is not None and doc.norms[mention.first].endswith((mention.kind or "").split(" ")[0])
    return mention.last - mention.first - (len((mention.kind or "").split(" ")) if kept else 0)
