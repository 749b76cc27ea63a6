"""Positions for what the gazetteer does not hold: parts of places, sites without a name, unknown names.

An unknown name takes no point but that of a settlement that the text puts it in, in the report's own country; else it
stays without one and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.gazetteer import Row
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_geometry import chain, offset, record, unplaced
from marsad.coder.place_parts import part_of
from marsad.coder.place_references import resolve_reference
from marsad.coder.place_words import SITES

if TYPE_CHECKING:
    from marsad.coder.resolve_places import Resolver

_AROUND_KM = {"admin1": 30.0, "settlement": 8.0, "neighbourhood": 2.0, "site": 2.0, "area": 20.0}
_PARTS = {"direction", "direction-of", "around"}
_INSIDE = SITES | {"quarter", "camp", "road", "front"}
_FINE = {"settlement", "neighbourhood", "site", "area", "admin2"}
_EXACT = {"settlement", "neighbourhood", "site"}
_DEFINITE = ("site", "house", "square")
_WITHIN = frozenset("داخل امام قرب خارج حول محيط قباله اقتحموا اقتحم اقتحمت".split())
_ASIDE, _STOPS = 6, frozenset("، , ( ) ان علي بعد من ضد".split())  # between a site and where it is
_BACK = 4  # sentences that a site without a name may look back for its town


def around_km(resolver: Resolver, row: Row) -> float:
    """How far from the middle of `row` a part of it is put."""
    if row.kind == "country":
        reach = resolver.words.country_reach
        return float(reach.get(row.country, reach["other"]))
    return _AROUND_KM.get(row.kind, 10.0)


def place_unnamed(resolver: Resolver, mention: PlaceMention) -> None:
    """Sets `place` of a mention that no gazetteer row answers to."""
    of = mention.of
    if of is not None and of.rule == "definite" and of.place is None:
        _point(resolver, of)
    base = resolver.rows.get(id(of)) if of is not None else None
    sort = resolver.sort(mention)
    if mention.rule in _PARTS or (of is not None and of.place is not None):
        _part(resolver, mention, base)
        return
    precision = resolver.words.sorts[sort]["precision"] if sort else "settlement"
    holder = _enclosing(resolver, mention, sort in SITES or sort == "road")
    if holder is None or holder.place is None:
        mention.place = unplaced(mention.name, precision)
        return
    row = resolver.rows.get(id(holder))
    exact = holder.place["precision"] in _EXACT and holder.place["lat"] is not None and sort in _INSIDE
    flags = [] if exact and sort in SITES else ["unresolved"]
    mention.place = dict(holder.place) | {
        "name": mention.name,
        "id": None,
        "precision": precision,
        "flags": flags,
    }
    above = [row.name] if row is not None and row.kind != "country" else []
    mention.place["admin"] = list(dict.fromkeys([*above, *holder.place["admin"]]))
    if not exact:
        mention.place["lat"] = mention.place["lon"] = None


def place_definite(resolver: Resolver) -> None:
    """Sets `place` of definite sites that nothing before tells of, where they are: داخل السجن، أمام المبنى."""
    for mention in resolver.mentions:
        if mention.place is None and mention.rule == "definite" and _is_where(resolver, mention):
            mention.rule = "site-bare"
            place_unnamed(resolver, mention)


def _is_where(resolver: Resolver, mention: PlaceMention) -> bool:
    """Whether a word before a definite site says that something is there."""
    norms, at = resolver.doc.norms, mention.first
    sort = resolver.words.sort_of.get(mention.kind or "")
    if sort not in _DEFINITE or at == 0 or norms[at - 1] not in _WITHIN:
        return False
    return not resolver.doc.tokens[at - 1].text.startswith("إ")  # إمام المسجد leads its prayer


def _point(resolver: Resolver, of: PlaceMention) -> None:
    """Sets the place of the المدينة in شرق المدينة: that of the earlier mention that it stands for."""
    earlier = resolve_reference(resolver.doc, of.first, resolver.mentions)
    if earlier is not None and earlier.place is not None:
        of.place = dict(earlier.place)
        if id(earlier) in resolver.rows:
            resolver.rows[id(of)] = resolver.rows[id(earlier)]


def _enclosing(resolver: Resolver, mention: PlaceMention, site: bool) -> PlaceMention | None:
    """The place that an unknown name or a site is in: right behind it, in its sentence, or for a site before it."""
    sentence_of = resolver.doc.sentence_of

    def usable(other: PlaceMention) -> bool:
        row = resolver.rows.get(id(other))
        return (
            other is not mention and other.place is not None and row is not None and resolver.plausible(row)
        )

    behind = [m for m in resolver.holders(mention) if usable(m) and m.first >= mention.last]
    if behind:
        return min(behind, key=lambda m: m.first)
    sentence = sentence_of[mention.first]
    same = [m for m in resolver.within(sentence, sentence) if usable(m)]
    if site and (told := next((m for m in same if _told_behind(resolver, mention, m)), None)):
        return told
    fine = [m for m in same if (m.place or {})["precision"] in _FINE]
    for group in (fine, same):
        if group:
            return min(group, key=lambda m: (m.first > mention.first, abs(m.first - mention.first)))
    if not site:
        return None
    before = [
        m for m in resolver.within(sentence - _BACK, sentence)
        if m.first < mention.first and usable(m)
        and (m.place or {})["precision"] in ("settlement", "neighbourhood")
    ]  # fmt: skip
    return before[-1] if before else None


def _told_behind(resolver: Resolver, site: PlaceMention, place: PlaceMention) -> bool:
    """Whether a place stands behind a site and the words that tell whose it is: مقر لجماعة كذا بريف دمشق."""
    norms = resolver.doc.norms
    between = norms[site.last : place.first]
    if place.first < site.last or len(between) > _ASIDE or any(n in _STOPS for n in between):
        return False
    if (place.place or {})["precision"] == "country" or any(n[-1:] == "ا" for n in between):  # مقرها احتجاجا
        return False
    return place.prep == "ب" or norms[place.first - 1] == "في"


def _part(resolver: Resolver, mention: PlaceMention, base: Row | None) -> None:
    """شمال سوريا, محيط مطار X, قرية X (20 كلم غرب حلب): a point off the reference."""
    of = mention.of
    if base is None and of is not None:
        holder = of.place or unplaced(of.name, "area")
        mention.place = dict(holder) | {"name": mention.name, "id": None, "precision": "area"}
        return
    if base is None:
        code = resolver.last_country(mention) or resolver.country
        base = resolver.gaz.country(code) if code else None
    if base is None:
        mention.place = unplaced(mention.name, "area")
        return
    named = mention.rule not in _PARTS
    known = None if named or mention.km is not None else _known_part(resolver, mention, base)
    if known is not None:
        mention.place = record(resolver.gaz, known, mention.name, known.lat, known.lon, "area", [])
        return
    distance = mention.km if mention.km is not None else around_km(resolver, base)
    off = None if named and mention.km is None else mention.bearing
    lat, lon = offset(base.lat, base.lon, off, distance)
    precision = "settlement" if named and resolver.sort(mention) in ("settlement", "camp") else "area"
    flags = ["unresolved"] if named else []
    mention.place = record(resolver.gaz, base, mention.name, lat, lon, precision, flags) | {"id": None}
    mention.place["admin"] = chain(resolver.gaz, base, itself=True)


def _known_part(resolver: Resolver, mention: PlaceMention, base: Row) -> Row | None:
    """The gazetteer's own row for a part of a country, as شمال مالي for شمال البلاد and شمالي مالي."""
    if base.kind != "country" or mention.bearing is None:
        return None
    end = mention.of.first if mention.of is not None else mention.last - 1
    words = [n for n in resolver.doc.norms[mention.first : end] if n != "من"]
    if mention.conj or mention.prep:
        words[0] = words[0][len(mention.conj) + len(mention.prep) :]
    key = " ".join([*(w.removeprefix("ال").removesuffix("ي") for w in words), base.name])
    for row in resolver.gaz.lookup(key):
        if row.country == base.country and row.kind == "area":
            return row
    return part_of(resolver.gaz, mention.bearing, base) if words[0] in resolver.words.tracts else None
