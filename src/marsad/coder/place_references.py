"""Definite words for places named before: المدينة, البلدة, العاصمة, البلاد, المطار, and lands by their adjective."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from marsad.coder.gazetteer import Gazetteer, Row
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_geometry import offset, record, unplaced
from marsad.coder.place_names import known
from marsad.coder.place_parts import part_of
from marsad.coder.place_words import place_words
from marsad.coder.text import Document

if TYPE_CHECKING:
    from marsad.coder.resolve_places import Resolver

# Which kinds of place a definite word can stand for, by the sort of its trigger.
_STANDS_FOR = {
    "settlement": ("settlement",),
    "quarter": ("neighbourhood", "settlement"),
    "camp": ("settlement", "neighbourhood", "site"),
    "province": ("admin1",),
    "district": ("admin2", "settlement"),
}
_JUDGES = {"قضاء"}  # القضاء is the judiciary first
_SMALL = {"قريه", "بلده", "ضيعه"}  # no report is written from there
_REGION, _CITY = "منطقه", "مدينه"
GENERAL = {"homeland", "capital", "ground", "border", "tract"}
_OF_TOWNS = ("الاحياء", "الضواحي")
_FAR = 6  # sentences back
_KNOWN = 60  # mentions back that may have told what a place is


def resolve_reference(doc: Document, index: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The earlier mention that the definite word at token `index` stands for, or None.

    The same word used as a trigger wins ("بلدة X" … "البلدة"), then the latest place of that kind; sites only by the
    same word.
    """
    words = place_words()
    norm = doc.norms[index]
    stem = next(
        (s for s in (norm, norm[1:], "ال" + norm[2:], "ال" + norm[3:]) if s in words.references), None
    )
    if stem is None:
        return None
    trigger = words.references[stem]
    sentence = doc.sentence_of[index]
    allowed = _STANDS_FOR.get(trigger.sort, ())
    fallback: PlaceMention | None = None
    before = bisect_left(mentions, index, key=lambda m: m.first)
    called = {
        _key(m) for m in mentions[max(0, before - _KNOWN) : before] if m.kind == trigger.one and m.place
    }
    for at in reversed(range(before)):
        mention = mentions[at]
        if mention.last > index:
            continue
        if sentence - doc.sentence_of[mention.first] > _FAR:
            break
        inner = _inner(mention, trigger.one)
        if inner is not None and (fallback is None or trigger.one != _CITY):
            return inner
        if mention.place is None or mention.rule in ("definite", "homeland", "direction-of"):
            continue
        kind_fits = mention.place["precision"] in allowed
        so_called = mention.kind == trigger.one or kind_fits and _key(mention) in called
        if so_called and (kind_fits or not allowed) and mention.rule != "site-bare":
            return mention  # مخيم زمزم ... زمزم ... المخيم
        fits = (kind_fits or _town_of(mention, trigger.sort)) and mention.rule not in (
            "direction",
            "dateline",
        )
        if fallback is None and fits and mention.kind != "مخيم" and trigger.one not in _JUDGES:
            fallback = mention
    if fallback is None and trigger.sort in ("settlement", "province") and trigger.one not in _SMALL:
        datelines = (m for m in mentions if m.rule == "dateline" and m.place)
        fallback = next((m for m in datelines if (m.place or {})["precision"] in allowed), None)
    return fallback


def _inner(mention: PlaceMention, kind: str) -> PlaceMention | None:
    """The place that a part is told of by the same word: أطراف قرية كذا ... القرية."""
    of = mention.of
    return of if of is not None and of.place is not None and of.kind == kind else None


def _town_of(mention: PlaceMention, sort: str) -> bool:
    """Whether what the map has as a district or an area is told as a town: باتجاه دمت، منطقة كرينك ... البلدة."""
    precision = (mention.place or {}).get("precision")
    return sort == "settlement" and (
        precision == "admin2"
        and mention.kind is None
        or precision == "area"
        and mention.kind == _REGION
        and mention.rule == "unknown"
    )


def _key(mention: PlaceMention) -> object:
    place = mention.place or {}
    return place.get("id") or (place.get("name"), place.get("lat"))


def resolve_pointing(resolver: Resolver) -> None:
    """Sets `place` of mentions that point to a place by a definite word or an adjective of a country."""
    for mention in resolver.mentions:
        if mention.place is None and mention.rule == "definite":
            earlier = resolve_reference(resolver.doc, mention.first, resolver.mentions)
            if earlier is not None and earlier.place is not None:
                mention.place = dict(earlier.place)
                if id(earlier) in resolver.rows:
                    resolver.rows[id(mention)] = resolver.rows[id(earlier)]
        elif mention.place is None and mention.rule in GENERAL:
            mention.place = _general(resolver, mention)


def _general(resolver: Resolver, mention: PlaceMention) -> dict[str, Any] | None:
    """The record of العاصمة السورية, البلاد, الأراضي اللبنانية, الحدود السورية التركية; None where it can't be told."""
    words, gaz = resolver.words, resolver.gaz
    said = resolver.doc.norms[mention.first : mention.last]
    codes = [words.nisba[n] for n in said if n in words.nisba]
    if mention.rule == "border":
        codes += _countries(said, gaz)
    code = codes[0] if codes else resolver.last_country(mention) or resolver.country
    country = gaz.country(code) if code else None
    if country is None or code is None:
        return None
    if mention.rule == "capital":
        found = gaz.names.get(words.capitals.get(code, ""), (0, ()))[1]
        rows = [gaz.row(i) for i in found if gaz.row(i).country == code and gaz.row(i).kind == "settlement"]
        if not rows:
            return None
        row = max(rows, key=lambda r: r.population)
        resolver.rows[id(mention)] = row
        return record(gaz, row, mention.name, row.lat, row.lon, "settlement", [])
    if mention.rule == "homeland":
        resolver.rows[id(mention)] = country
        return record(gaz, country, mention.name, country.lat, country.lon, "country", [])
    if mention.rule == "tract":
        return _tract(resolver, mention, country)
    if mention.rule == "border":
        point = _border(resolver, country, codes)
        if point is None:
            return _somewhere_in(country, mention)
        lat, lon = point
    else:
        reach = resolver.words.country_reach
        away = float(reach.get(code, reach["other"]))
        lat, lon = offset(country.lat, country.lon, mention.bearing, away)
    wide = mention.rule == "ground" and mention.bearing is None
    place = record(gaz, country, mention.name, lat, lon, "country" if wide else "area", [])
    return place if wide else place | {"id": None}


def _tract(resolver: Resolver, mention: PlaceMention, country: Row) -> dict[str, Any]:
    """The record of المناطق الشمالية: the map's own row of that part of the country, else without a point."""
    whole = (mention.kind or "").startswith("ال") and mention.kind not in _OF_TOWNS  # not عدة بلدات جنوبية
    row = part_of(resolver.gaz, mention.bearing, country) if whole else None
    if row is None:
        return _somewhere_in(country, mention)
    return record(resolver.gaz, row, mention.name, row.lat, row.lon, "area", [])


def _somewhere_in(country: Row, mention: PlaceMention) -> dict[str, Any]:
    """The record of land of which only the country is known."""
    return unplaced(mention.name, "area") | {"admin": [country.name]}


def _countries(norms: Sequence[str], gaz: Gazetteer) -> list[str]:
    """The countries that a border's words name: بين سوريا ولبنان، مع تركيا."""
    out = []
    for k, norm in enumerate(norms):
        for word in (norm, norm.removeprefix("و")):
            rows = map(gaz.row, known(norms, k, gaz, word)[2])
            out += [row.country for row in rows if row.kind == "country"]
    return list(dict.fromkeys(out))


def _border(resolver: Resolver, country: Row, codes: list[str]) -> tuple[float, float] | None:
    """The point of a border: that of the two countries named or spoken of; None where no such pair is on the list."""
    spoken = sorted(resolver.votes, key=resolver.votes.__getitem__, reverse=True)
    for other in dict.fromkeys([*codes[1:], *spoken]):
        for one in dict.fromkeys([*codes[:1], country.country, *spoken]):
            point = resolver.words.borders.get(" ".join(sorted((one, other))))
            if point is not None and (not codes or codes[0] in (one, other)):
                return point[0], point[1]
    return None
