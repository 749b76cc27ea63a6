"""What the text says of direction and distance, held against the map: a contradiction is a flag, never a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.gazetteer import Row
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_geometry import bearing_of, km

if TYPE_CHECKING:
    from marsad.coder.resolve_places import Resolver

_CONTRADICTS = 100.0  # degrees between the direction told and the map's
_FROM_KM = 3.0  # nearer than this a direction is not checked
_FROM_MIDDLE_KM = 12.0  # the same from the middle of a country or province
_SETTING = ("ريف", "محافظه", "ولايه")


def check(resolver: Resolver, mention: PlaceMention) -> None:
    """Flags a named place whose direction or distance in the text contradicts the map."""
    row = resolver.rows.get(id(mention))
    if row is None or mention.place is None or mention.bearing is None:
        return
    if mention.rule in ("direction", "around") or resolver.sort(mention) == "rural":
        return
    reference = resolver.rows.get(id(mention.of)) if mention.of else _context(resolver, mention, row)
    if reference is None or reference is row:
        return
    far = km(reference, row)
    apart = abs((bearing_of(reference, row) - mention.bearing + 180) % 360 - 180)
    middle = reference.kind in ("country", "admin1") and not mention.of
    wrong = apart > _CONTRADICTS and far > (_FROM_MIDDLE_KM if middle else _FROM_KM)
    if mention.km is not None and abs(far - mention.km) > max(25.0, 0.6 * mention.km):
        wrong = True
    if wrong and "direction_contradicts" not in mention.place["flags"]:
        mention.place["flags"].append("direction_contradicts")


def _context(resolver: Resolver, mention: PlaceMention, row: Row) -> Row | None:
    """What a bracketed direction is told from: the countryside or province that the sentence set, else the country."""
    sentence = resolver.doc.sentence_of[mention.first]
    for other in reversed(resolver.mentions):
        if other.last <= mention.first and resolver.doc.sentence_of[other.first] == sentence:
            held = resolver.rows.get(id(other))
            if held is not None and other.kind in _SETTING and held.country == row.country:
                return held
    return resolver.gaz.country(row.country)
