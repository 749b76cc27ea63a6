"""Where a claim is, made ready for comparing: every place is read once, however many claims name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.coder.place_geometry import flat_km
from marsad.coder.text import fold
from marsad.incidents.model import IncidentPlace
from marsad.incidents.words import stems

__all__ = ["Spot", "Spots", "apart", "relation"]

_VAGUE = frozenset({"country"})
_WIDE = frozenset({"admin1", "admin2", "area"})
_SMALL_WORDS = frozenset(
    map(
        fold,
        "مدينة بلدة قرية محافظة ولاية منطقة حي ناحية قضاء ضاحية وسط شمال جنوب شرق غرب شرقي غربي شمالي جنوبي"
        " العاصمة مخيم محيط ريف أطراف قرب في مديرية مقاطعة إقليم".split(),
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A place as joining sees it; `names` are its own core names, `inside` those it lies in (without the country)."""

    key: str  # gazetteer id, else the core name
    name: str  # core name, folded
    inside: frozenset[str]
    country: str  # folded; "" where unknown
    lat: float | None
    lon: float | None
    stems: frozenset[str]  # of its core name: is it spoken of in another report?
    precision: str | None
    wide: bool  # a province, district or stretch of land
    vague: bool  # no more than a country
    place: IncidentPlace | None  # as the claim gives it


def core(name: str) -> str:
    """`name` folded, without the words that say what kind of place it is."""
    words = fold(name).replace('"', " ").split()
    left = [w for w in words if w not in _SMALL_WORDS]
    return " ".join(left or words)


class Spots:
    """Places by what they say, so that equal places are one object."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Spot] = {}

    def of(self, place: dict[str, Any] | None) -> Spot | None:
        """The spot of a claim's place; None where it has none."""
        if not place:
            return None
        admin = tuple(place.get("admin") or ())
        key = (
            place["name"],
            place.get("id"),
            place.get("precision"),
            place.get("lat"),
            place.get("lon"),
            admin,
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _spot(place, admin)
        return found

    def land(self, places: Iterable[dict[str, Any]]) -> Spot | None:
        """The country that most of `places` lie in, as a spot; None where none says."""
        votes = Counter(spot.country for p in places if (spot := self.of(p)) is not None and spot.country)
        if not votes:
            return None
        country = min(votes, key=lambda c: (-votes[c], c))
        return self._known.setdefault(
            (country,),
            Spot(country, "", frozenset(), country, None, None, frozenset(), None, False, True, None),
        )


def _spot(place: dict[str, Any], admin: tuple[str, ...]) -> Spot:
    name, precision = core(place["name"]), place.get("precision")
    lat, lon = place.get("lat"), place.get("lon")
    inside = frozenset(core(a) for a in admin[:-1]) - {name}
    country = core(admin[-1]) if admin else name if precision == "country" else ""
    vague = precision in _VAGUE or (lat is None and not inside)
    key = place.get("id") or name
    given = IncidentPlace(place["name"], place.get("id"), lat, lon, admin, precision)
    return Spot(
        key,
        name,
        inside,
        country,
        lat,
        lon,
        frozenset(stems(name)),
        precision,
        precision in _WIDE,
        vague,
        given,
    )


def apart(a: Spot, b: Spot) -> float | None:
    """Kilometres between two spots; None where unknown."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    return flat_km(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=1 << 18)
def relation(a: Spot | None, b: Spot | None) -> str:
    """How two places lie to each other, as a feature's value; `far` is the only one that excludes one happening."""
    if a is None or b is None:
        return "none" if a is b else "one"
    if a is b or a.key == b.key:
        return f"same:{a.precision}"
    if a.country and b.country and a.country != b.country:
        return "far"
    if a.name == b.name:
        return "namesake"
    if a.vague or b.vague:
        return "vague"
    if b.name in a.inside or a.name in b.inside:
        outer = b if b.name in a.inside else a
        return f"within:{outer.precision}"
    return _by_distance(a, b)


def _by_distance(a: Spot, b: Spot) -> str:
    km = apart(a, b)
    if km is None:
        words = set(a.name.split()) & set(b.name.split())
        return "words" if words else "unmeasured"
    wide = "wide" if a.wide or b.wide else "fine"
    if km < 1.5:
        return f"next:{wide}"
    for limit in (6, 20, 60):
        if km < limit:
            return f"{limit}km:{wide}"
    if km < 150 and wide == "wide":
        return "150km:wide"
    return "far"
