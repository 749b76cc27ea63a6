"""The coder's knowledge, loaded before the first report."""

from __future__ import annotations

import gc
from functools import cache
from itertools import count

from marsad.coder.actor_words import lexis
from marsad.coder.classes import word_classes
from marsad.coder.decide import shipped
from marsad.coder.gazetteer import gazetteer
from marsad.coder.lexicon import lexicon
from marsad.coder.place_words import place_words


@cache
def ready() -> None:
    """Loads the large tables and takes them out of the garbage collector's rounds.

    They live as long as the process; going over them again and again took a tenth of the coder's time.
    """
    gc.disable()  # what is loaded stays: nothing to look for meanwhile
    try:
        for table in (lexis, word_classes, shipped, gazetteer, lexicon, place_words):
            table()
        gc.freeze()
    finally:
        gc.enable()


_SETTLED = 64  # reports after which most of what is remembered of words has been met
_coded = count(1)


def settle() -> None:
    """Counts a report; at 64, 128, 256 ... takes what was remembered meanwhile out of the collector's rounds too."""
    coded = next(_coded)
    if coded >= _SETTLED and coded & (coded - 1) == 0:
        gc.collect()
        gc.freeze()
