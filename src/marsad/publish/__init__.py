"""Publishing: claims as JSONL, CSV or a table, in files that are there whole or not at all."""

from __future__ import annotations

from marsad.publish.atomic import Unwritable, output
from marsad.publish.lines import claim_line
from marsad.publish.writers import FORMATS, write

__all__ = ["FORMATS", "Unwritable", "claim_line", "output", "write"]
