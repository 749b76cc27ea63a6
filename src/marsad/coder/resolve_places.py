"""Room 8, places: which place on the map a mention is.

Candidates from the gazetteer are weighed by the trigger word, the country that the report is about, the places they
stand with, and their size. What the text says of direction and distance is checked against the map and never changes it
silently: a contradiction is a flag. What is in no gazetteer stays unresolved, at the place it is in where that is said.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from marsad.coder.gazetteer import Gazetteer, Row, gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_words import PlaceWords, place_words
from marsad.coder.text import Document

PRECISION = {
    "site": "site", "neighbourhood": "neighbourhood", "settlement": "settlement", "area": "area",
    "admin2": "admin2", "admin1": "admin1", "country": "country",
}  # fmt: skip
_AROUND_KM = {"country": 250.0, "admin1": 30.0, "settlement": 8.0, "neighbourhood": 2.0, "site": 2.0, "area": 20.0}
_COARSE = {"country": 4, "admin1": 3, "admin2": 2, "area": 2, "settlement": 1, "neighbourhood": 0, "site": 0}
_CONTRADICTS = 100.0  # degrees between the direction told and the map's
_FROM_KM = 3.0  # nearer than this a direction is not checked

# Rules whose mention is no name but points to one: resolved by `place_references`.
_POINTING = {"definite", "homeland", "capital", "ground", "border"}


def resolve_places(doc: Document, mentions: list[PlaceMention], outlet: str | None = None) -> None:
    """Sets `place` of every mention; definite words (المدينة) that point to no earlier place are dropped from the list."""
    from marsad.coder.place_references import resolve_pointing

    resolver = Resolver(doc, mentions, outlet)
    resolver.run()
    resolve_pointing(resolver)
    mentions[:] = [m for m in mentions if m.place is not None]


class Resolver:
    """One report's places with what speaks for one candidate over another."""

    def __init__(self, doc: Document, mentions: list[PlaceMention], outlet: str | None) -> None:
        self.doc, self.mentions, self.outlet = doc, mentions, outlet
        self.gaz: Gazetteer = gazetteer()
        self.words: PlaceWords = place_words()
        self.rows: dict[int, Row] = {}  # by id(mention)
        self.votes: Counter[str] = Counter()
        self.country: str | None = None
        self.anchors: list[Row] = []

    def run(self) -> None:
        """Resolves names first, then what is told in terms of them."""
        self._vote()
        named = [m for m in self._with_inner() if m.rows]
        named.sort(key=lambda m: len(m.rows))
        for mention in named:
            self._choose(mention)
        for mention in self._with_inner():
            if not mention.rows and mention.rule == "unknown":
                self._misspelt(mention)
        for mention in self._with_inner():
            if mention.place is None and mention.rule not in _POINTING:
                self._place_unnamed(mention)
        for mention in self.mentions:
            if mention.bearing is not None and mention.place is not None:
                self._check(mention)

    def _with_inner(self) -> list[PlaceMention]:
        """All mentions, those first that others are named after."""
        inner = [m.of for m in self.mentions if m.of is not None]
        unique = {id(m): m for m in [*inner, *self.mentions]}
        return list(unique.values())

    # the country of the report

    def _vote(self) -> None:
        for norm in self.doc.norms:
            code = self.words.nisba.get(norm)
            if code:
                self.votes[code] += 0.3  # type: ignore[assignment]
        for mention in self._with_inner():
            countries = {self.gaz.row(i).country for i in mention.rows}
            if len(countries) == 1:
                row = self.gaz.row(mention.rows[0])
                weight = 1.0 if row.kind == "country" or row.population > 20000 or row.grade > 1 else 0.6
                self.votes[countries.pop()] += weight  # type: ignore[assignment]
            elif len(mention.rows) > 1:
                best = max((self.gaz.row(i) for i in mention.rows), key=lambda r: (r.kind == "country", r.grade, r.population))
                self.votes[best.country] += 0.4  # type: ignore[assignment]
        if self.votes:
            self.country = max(self.votes, key=lambda c: (self.votes[c], c))

    # names in the gazetteer

    def _choose(self, mention: PlaceMention) -> None:
        scored = sorted(((self._score(mention, self.gaz.row(i)), -k, i) for k, i in enumerate(mention.rows)), reverse=True)
        best, _, index = scored[0]
        row = self.gaz.row(index)
        flags = []
        for score, _, i in scored[1:3]:
            other = self.gaz.row(i)
            if best - score < 0.5 and km(row, other) > 25 and other.kind not in ("admin1", "admin2"):
                flags.append("ambiguous")
                break
        self._settle(mention, row, flags)

    def _score(self, mention: PlaceMention, row: Row) -> float:
        score = 0.45 * math.log10(row.population + 10) + 0.5 * (row.grade - 1)
        sort = self._sort(mention)
        if sort:
            fits = self.words.sorts[sort]["fits"]
            score += 2.0 - 0.7 * fits.index(row.kind) if row.kind in fits else -0.5
        elif row.kind == "settlement":
            score += 0.4  # حلب alone is the city, at the same point as its province
        total = sum(self.votes.values()) or 1
        score += 3.0 * self.votes[row.country] / total
        if row.country == self.country:
            score += 1.0
        score += self._company(mention, row)
        return score

    def _company(self, mention: PlaceMention, row: Row) -> float:
        """What the places around a mention say for `row`: the one that holds it, its reference, its neighbours."""
        score = 0.0
        for other in self._holders(mention):
            holder = self.rows.get(id(other))
            if holder is None or holder is row:
                continue
            if holder.kind == "country":
                score += 1.5 if holder.country == row.country else -1.5
            elif holder.name in row.parents:
                score += 2.0
            else:
                score += 1.5 - min(km(holder, row) / 60, 3.5)
        reference = self.rows.get(id(mention.of)) if mention.of else None
        if reference is not None and mention.rule not in ("direction", "around"):
            told = mention.km or 60
            score += 1.5 - min(abs(km(reference, row) - told) / max(20.0, told / 2), 4)
        near = [a for a in self.anchors if a.country == row.country and a is not row and a.kind != "country"]
        if near:
            score += max(0.0, 1.2 - min(km(a, row) for a in near) / 80)
        return score

    def _holders(self, mention: PlaceMention) -> list[PlaceMention]:
        """Places that the sentence says, or suggests, hold `mention`: the one right behind it, or one opening before."""
        out = []
        norms = self.doc.norms
        for other in self.mentions:
            if other is mention or other.first >= len(norms):
                continue
            gap = other.first - mention.last
            if 0 <= gap <= 3 and (
                other.prep in ("ب", "ل") or any(t in self.words.holders or t in ("(", "،") for t in norms[mention.last : other.first])
                or gap == 0
            ) or other.last <= mention.first and other.kind in ("ريف", "محافظه", "ولايه", "قضاء") and (
                self.doc.sentence_of[other.first] == self.doc.sentence_of[mention.first]
            ):  # fmt: skip
                out.append(other)
        return out

    def _sort(self, mention: PlaceMention) -> str | None:
        found = self.words.triggers.get((mention.kind or "").split(" ")[0], ())
        return next((t.sort for t in found if t.one == mention.kind), None)

    def _settle(self, mention: PlaceMention, row: Row, flags: list[str]) -> None:
        self.rows[id(mention)] = row
        if row.kind != "country":
            self.anchors.append(row)
        precision = PRECISION[row.kind]
        sort = self._sort(mention)
        lat, lon = row.lat, row.lon
        if sort == "rural":
            precision = "area"
            lat, lon = offset(lat, lon, mention.bearing, _AROUND_KM.get(row.kind, 10.0))
        elif sort in ("site", "square", "base") and row.kind != "site":
            precision = "site"
        mention.place = record(self.gaz, row, mention.name, lat, lon, precision, flags)

    # names in no gazetteer

    def _misspelt(self, mention: PlaceMention) -> None:
        """A near spelling in the report's country, behind a trigger only."""
        from marsad.coder.place_spelling import nearest

        sort = self._sort(mention)
        if sort not in ("settlement", "quarter", "province", "district", "camp"):
            return
        words = self.doc.norms[mention.last - _name_length(mention, self.doc) : mention.last]
        if words and mention.conj and len(words) == mention.last - mention.first:
            words = [words[0][len(mention.conj) :], *words[1:]]
        near = [self.rows[id(m)] for m in self.mentions if id(m) in self.rows and _close(self.doc, m, mention)]
        found = nearest(self.gaz, " ".join(words), self.country, self.words.sorts[sort]["fits"], near or self.anchors)
        if found is not None:
            mention.rows = (found,)
            self._settle(mention, self.gaz.row(found), ["misspelt"])

    def _place_unnamed(self, mention: PlaceMention) -> None:
        """Positions for parts of places, sites and unknown names, from the place that they are in or named after."""
        of = mention.of
        base = self.rows.get(id(of)) if of is not None else None
        sort = self._sort(mention)
        if mention.rule in ("direction", "direction-of", "around") or (of is not None and of.place is not None):
            self._part(mention, base)
            return
        precision = self.words.sorts[sort]["precision"] if sort else "settlement"
        holder = self._enclosing(mention)
        if holder is None or holder.place is None:
            mention.place = _bare(mention.name, precision)
            return
        row = self.rows.get(id(holder))
        exact = holder.place["precision"] in ("settlement", "neighbourhood", "site") and holder.place["lat"] is not None
        place = dict(holder.place) | {"name": mention.name, "id": None, "precision": precision, "flags": ["unresolved"]}
        chain = [row.name] if row is not None and row.kind != "country" else []
        place["admin"] = list(dict.fromkeys([*chain, *holder.place["admin"]]))
        inside = sort in ("quarter", "camp", "site", "base", "house", "square", "road", "front", "land", "region")
        if not (exact and inside):
            place["lat"] = place["lon"] = None
        mention.place = place

    def _part(self, mention: PlaceMention, base: Row | None) -> None:
        """شمال سوريا, محيط مطار X, قرية X (20 كلم غرب حلب): a point off the reference."""
        of = mention.of
        if base is None and of is not None and of.place is not None:
            mention.place = dict(of.place) | {"name": mention.name, "id": None, "precision": "area"}
            return
        if base is None:
            base = self.gaz.country(self.country) if self.country else None
        if base is None:
            mention.place = _bare(mention.name, "area")
            return
        distance = mention.km if mention.km is not None else _AROUND_KM.get(base.kind, 10.0)
        named = mention.rule not in ("direction", "direction-of", "around")
        if mention.bearing is None or (named and mention.km is None):
            lat, lon = base.lat, base.lon
        else:
            lat, lon = offset(base.lat, base.lon, mention.bearing, distance)
        precision = "settlement" if named and self._sort(mention) in ("settlement", "camp") else "area"
        flags = ["unresolved"] if named else []
        mention.place = record(self.gaz, base, mention.name, lat, lon, precision, flags) | {"id": None}
        mention.place["admin"] = _chain(self.gaz, base, itself=True)

    def _enclosing(self, mention: PlaceMention) -> PlaceMention | None:
        """The place that an unknown name or a site is in: right behind it, before it in the sentence, or last named."""
        def usable(m: PlaceMention) -> bool:
            return m is not mention and m.place is not None and "unresolved" not in m.place["flags"]

        behind = [m for m in self._holders(mention) if usable(m) and m.first >= mention.last]
        if behind:
            return min(behind, key=lambda m: m.first)
        sentence = self.doc.sentence_of[mention.first]
        same = [m for m in self.mentions if usable(m) and self.doc.sentence_of[m.first] == sentence]
        fine = [m for m in same if (m.place or {})["precision"] in ("settlement", "neighbourhood", "site", "area", "admin2")]
        for group in (fine, same):
            if group:
                return min(group, key=lambda m: (m.first > mention.first, abs(m.first - mention.first)))
        before = [
            m for m in self.mentions
            if usable(m) and m.first < mention.first and (m.place or {})["precision"] in ("settlement", "neighbourhood", "admin1")
        ]  # fmt: skip
        return before[-1] if before else None

    # what the text says against the map

    def _check(self, mention: PlaceMention) -> None:
        """Flags a named place whose direction or distance in the text contradicts the map."""
        row = self.rows.get(id(mention))
        if row is None or mention.rule in ("direction", "around") or self._sort(mention) == "rural" or mention.bearing is None:
            return
        reference = self.rows.get(id(mention.of)) if mention.of else self._context(mention, row)
        if reference is None or reference is row:
            return
        far = km(reference, row)
        told = bearing_of(reference, row)
        apart = abs((told - mention.bearing + 180) % 360 - 180)
        wrong = apart > _CONTRADICTS and far > _FROM_KM * (4 if reference.kind in ("country", "admin1") and not mention.of else 1)
        if mention.km is not None and abs(far - mention.km) > max(25.0, 0.6 * mention.km):
            wrong = True
        if wrong and mention.place is not None and "direction_contradicts" not in mention.place["flags"]:
            mention.place["flags"].append("direction_contradicts")

    def _context(self, mention: PlaceMention, row: Row) -> Row | None:
        """What a bracketed direction is told from: the countryside or province that the sentence set, else the country."""
        sentence = self.doc.sentence_of[mention.first]
        for other in reversed(self.mentions):
            if other.last <= mention.first and self.doc.sentence_of[other.first] == sentence:
                held = self.rows.get(id(other))
                if held is not None and other.kind in ("ريف", "محافظه", "ولايه") and held.country == row.country:
                    return held
        return self.gaz.country(row.country)


def _name_length(mention: PlaceMention, doc: Document) -> int:
    """How many tokens of the mention are the name proper, without the trigger that is kept."""
    kept = mention.kind is not None and doc.norms[mention.first].endswith((mention.kind or "").split(" ")[0])
    return mention.last - mention.first - (len((mention.kind or "").split(" ")) if kept else 0)


def _close(doc: Document, a: PlaceMention, b: PlaceMention) -> bool:
    return doc.sentence_of[a.first] == doc.sentence_of[b.first]


def _bare(name: str, precision: str) -> dict[str, Any]:
    return {"name": name, "id": None, "lat": None, "lon": None, "admin": [], "precision": precision, "flags": ["unresolved"]}


def _chain(gaz: Gazetteer, row: Row, itself: bool = False) -> list[str]:
    """Names of what holds `row`, innermost first, the country last; with `itself`, the row's own name before them."""
    country = gaz.country(row.country)
    names = [*row.parents, country.name if country is not None and row.kind != "country" else ""]
    if itself:
        names.insert(0, row.name)
    return list(dict.fromkeys(n for n in names if n))


def record(
    gaz: Gazetteer, row: Row, name: str, lat: float, lon: float, precision: str, flags: list[str]
) -> dict[str, Any]:
    """The codebook's place record for a gazetteer row, called by the report's own words; degrees, 4 decimals."""
    return {
        "name": name, "id": row.id, "lat": round(lat, 4), "lon": round(lon, 4), "admin": _chain(gaz, row),
        "precision": precision, "flags": list(flags),
    }  # fmt: skip


def km(a: Row, b: Row) -> float:
    """Kilometres between two places, on a flat map: good below a thousand."""
    dy = (a.lat - b.lat) * 111.2
    dx = ((a.lon - b.lon + 180) % 360 - 180) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(dx, dy)


def bearing_of(start: Row, end: Row) -> float:
    """Direction from one place to another, degrees clockwise from north."""
    dy = end.lat - start.lat
    dx = (end.lon - start.lon) * math.cos(math.radians((start.lat + end.lat) / 2))
    return math.degrees(math.atan2(dx, dy)) % 360


def offset(lat: float, lon: float, bearing: float | None, distance: float) -> tuple[float, float]:
    """The point `distance` km from a point (degrees) in direction `bearing`; the point itself for None."""
    if bearing is None:
        return lat, lon
    angle = math.radians(bearing)
    north, east = distance * math.cos(angle) / 111.2, distance * math.sin(angle) / (111.2 * math.cos(math.radians(lat)))
    return lat + north, lon + east
