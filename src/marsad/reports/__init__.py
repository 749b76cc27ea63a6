"""Reports, read in from whatever form they come in (docs/formats.md): files, folders, the web, standard input.

`scan` gives everything in order, `Found`, `Failure` and `Note`; `read` gives reports and failures only. One bad report
never stops the rest.
"""

from __future__ import annotations

from marsad.reports.items import Failure, Found, Note, Original
from marsad.reports.scan import Meter, read, scan

__all__ = ["Failure", "Found", "Meter", "Note", "Original", "read", "scan"]
