"""Word (.docx): paragraphs and tables in their order; author and title from the document's properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from marsad.reports.source import Item, Source, Unreadable, needed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(source: Source) -> Iterator[Item]:
    """The document as one report. Its day is not the one of its properties, which tell when the file was made."""
    with needed("Word files"):
        from docx import Document
    data = source.whole()
    document = Document(io.BytesIO(data))
    text = "\n".join(_lines(document)).strip()
    if not text:
        raise Unreadable("no text: perhaps a scanned document")
    about = document.core_properties
    fields = {"text": text, "title": about.title or None, "author": about.author or None}
    yield from source.report(fields, data, MEDIA_TYPE, name=source.name)


def _lines(container: Any) -> Iterator[str]:
    """The paragraphs of a document or cell; a row of a table is a line."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {
                    id(cell._tc): " ".join(_lines(cell)) for cell in row.cells
                }  # merged cells come several times
                yield " | ".join(filter(None, cells.values()))
        else:
            yield block.text
