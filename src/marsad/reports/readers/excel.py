"""Excel (.xlsx): every sheet with a first row that names the columns is a table."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marsad.reports.items import Failure, Note
from marsad.reports.readers.table import Row, reports
from marsad.reports.source import Item, Source, Unreadable, needed


def read(source: Source) -> Iterator[Item]:
    """The reports of all sheets; a sheet without a column of texts is a remark beside others, else a failure."""
    with needed("Excel files"):
        import defusedxml  # noqa: F401  (openpyxl parses with it where it is there)
        from openpyxl import load_workbook
    warnings.filterwarnings("ignore", module=r"openpyxl\.")  # styles it does not know, dates that are none
    book = load_workbook(io.BytesIO(source.whole()), read_only=True, data_only=True, keep_links=False)
    try:
        seen, troubles = False, []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            inner = replace(source, file=f"{source.file}!{' '.join(sheet.title.split())}")
            try:
                for item in reports(inner, _rows(sheet)):
                    seen = seen or not isinstance(item, Note)
                    yield item
            except Unreadable as reason:
                troubles.append(Failure(inner.file, reason.line, str(reason)))
        for trouble in troubles:
            yield Note(trouble.file, trouble.line, trouble.reason) if seen else trouble
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(cell not in (None, "") for cell in row):
            yield number, row
