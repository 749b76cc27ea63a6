"""Reports, read in: text files with optional front matter, JSONL, folders and standard input.

`scan` gives everything in order, `Found`, `Failure` and `Note`; `read` gives reports and failures only. One bad report
never stops the rest.
"""

from __future__ import annotations

from marsad.reports.items import Failure, Found, Note, Original
from marsad.reports.scan import read, scan

__all__ = ["Failure", "Found", "Note", "Original", "read", "scan"]
