"""The catalogues of actors, places and outlets by hand: looked up, checked, and added to.

`look_up_actors` and `look_up_places` answer as the coder would; `check_knowledge` finds what an edit broke;
`import_files` reads gazetteers as users download them (GeoNames, Who's On First, OCHA COD-AB, plain tables) and keeps
their places as one table in the folder of imported places, where the coder finds it at the next start.
"""

from __future__ import annotations

from marsad.catalogues.checking import Checked, check_knowledge
from marsad.catalogues.importing import Imported, import_files
from marsad.catalogues.lookups import ActorFound, PlaceFound, look_up_actors, look_up_places
from marsad.catalogues.places import BadGazetteer, Place

__all__ = [
    "ActorFound",
    "BadGazetteer",
    "Checked",
    "Imported",
    "Place",
    "PlaceFound",
    "check_knowledge",
    "import_files",
    "look_up_actors",
    "look_up_places",
]
