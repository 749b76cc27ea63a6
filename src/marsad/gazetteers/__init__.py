"""Gazetteers that users download, read into the coder's own: GeoNames, Who's On First, OCHA COD-AB, plain tables.

`import_files` reads files of any of these forms and keeps their places as one table below the folder of imported
places, where `marsad.coder.gazetteer` finds it at the next start.
"""

from __future__ import annotations

from marsad.gazetteers.importing import Imported, import_files
from marsad.gazetteers.places import BadGazetteer, Place

__all__ = ["BadGazetteer", "Imported", "Place", "import_files"]
