"""Reports, read in: whatever form they come in (docs/formats.md lists them), from files, folders and standard input.

`scan` gives everything in order, `Found`, `Failure` and `Note`; `read` gives reports and failures only; `document`
reads one document that is in memory already. One bad report never stops the rest.
"""

from __future__ import annotations

from marsad.reports.items import Failure, Found, Note, Original
from marsad.reports.scan import Meter, document, read, scan
from marsad.reports.source import Origin

__all__ = ["Failure", "Found", "Meter", "Note", "Origin", "Original", "document", "read", "scan"]
