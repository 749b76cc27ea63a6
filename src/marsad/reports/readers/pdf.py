"""PDF with text. Its glyphs come as they are drawn; lines are put in reading order from where the glyphs stand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from marsad.reports.readers.pdf_order import paragraphs
from marsad.reports.source import Item, Source, Unreadable, needed

_PAGES = 2000


def sniff(head: bytes, file: str) -> bool:
    """By its mark, which may stand behind some bytes of another program."""
    return b"%PDF-" in head[:1024]


def read(source: Source) -> Iterator[Item]:
    """The document as one report. Its day is not the one of its properties, which tell when the file was made."""
    with needed("PDF files"):
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFSyntaxError
    data = source.whole()
    pages, lines = 0, list[str]()
    try:
        layout = LAParams(boxes_flow=None, detect_vertical=False)
        for page in extract_pages(io.BytesIO(data), maxpages=_PAGES + 1, laparams=layout):
            pages += 1
            if pages > _PAGES:
                raise Unreadable(f"more than {_PAGES:,} pages")
            lines += paragraphs(page)
    except PDFPasswordIncorrect:
        raise Unreadable("locked with a password") from None
    except PDFSyntaxError as error:
        raise Unreadable(f"broken PDF: {error}") from None
    if not pages:
        raise Unreadable("broken PDF: no pages")
    text = "\n".join(lines).strip()
    if not text:
        raise Unreadable(f"no text on its {pages} pages: a scanned document; run it through OCR first")
    fields: dict[str, Any] = {"text": text, **_properties(data)}
    yield from source.report(fields, data, "application/pdf", name=source.name)


def _properties(data: bytes) -> dict[str, str | None]:
    """Title and author, where the document tells them."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    found: dict[str, str | None] = {}
    for info in PDFDocument(PDFParser(io.BytesIO(data))).info:
        for key, field in (("Title", "title"), ("Author", "author")):
            value = info.get(key)
            if isinstance(value, bytes) and field not in found:
                found[field] = decode_text(value).replace("\0", "").strip() or None
    return found
