"""Room 8, places: which place on the map a mention is.

Candidates from the gazetteer are weighed by the trigger word, the country that the report is about, the places they
stand with, and their size. What the text says of direction and distance is checked against the map and never changes it
silently: a contradiction is a flag. What is in no gazetteer stays unresolved, at the place it is in where that is said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from marsad.coder.gazetteer import ANYWHERE, TRIGGERED, Gazetteer, Row, gazetteer, key_of
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.place_checks import check
from marsad.coder.place_doubts import too_great, unmistakable
from marsad.coder.place_geometry import chain, km, offset, record
from marsad.coder.place_licence import rows_held
from marsad.coder.place_mentions import name_length
from marsad.coder.place_references import GENERAL, resolve_pointing
from marsad.coder.place_unnamed import around_km, place_definite, place_unnamed
from marsad.coder.place_votes import GREAT, VILLAGES, votes_of
from marsad.coder.place_words import SITES, PlaceWords, place_words
from marsad.coder.speakers import home_of
from marsad.coder.text import Document

# Rules whose mention is no name but points to one: resolved by `place_references`.
_POINTING = {"definite", *GENERAL}
_BARE = {"known", "preposition", "list", "dateline", "named", "apposition"}
_CLOSE = 40.0  # km
_FAR = 150.0  # km: no place is told of by the direction from another so far away
_QUARTER = 10_000  # people of a quarter whose number is not known
# A bare name that a metropolis has means it before it means a small town.
_METROPOLIS, _TOWN = 2_000_000, 50_000
_PEOPLED = {"settlement", "neighbourhood"}
_HONOURING = {"شارع", "ميدان", "ساحه"}
_BORDERS = {"معبر", "منفذ"}  # named in reports of either country
_ONE_GROUND = {"ISR", "PSE"}
_HOLDING = {"ريف", "محافظه", "ولايه", "قضاء"}

# The gazetteer rows of a name, and the one that it was taken for: no country.
Anchor = tuple[tuple[int, ...], Row]


def resolve_places(
    doc: Document,
    mentions: list[PlaceMention],
    outlet: str | None = None,
    actors: Sequence[ActorMention] = (),
) -> None:
    """Sets `place` of every mention; what can be no place, or points to none (المدينة), is dropped from the list.

    `actors` tell of which country a report speaks that names none.
    """
    resolver = Resolver(doc, mentions, outlet, actors)
    resolver.run()
    resolve_pointing(resolver)
    place_definite(resolver)
    mentions[:] = [m for m in mentions if m.place is not None]


class Resolver:
    """One report's places with what speaks for one candidate over another."""

    def __init__(
        self,
        doc: Document,
        mentions: list[PlaceMention],
        outlet: str | None,
        actors: Sequence[ActorMention] = (),
    ) -> None:
        self.doc, self.mentions, self.home = doc, mentions, home_of(outlet)
        named = (a for a in actors if a.rule == "actor/name" and a.kind in ("group", "force"))
        self._groups = [a.country for a in named if a.country]
        self._speaking = {a.first for a in actors if "capital" in a.flags}
        self.gaz: Gazetteer = gazetteer()
        self.words: PlaceWords = place_words()
        self.rows: dict[int, Row] = {}  # by id(mention)
        self.votes: dict[str, float] = {}  # what speaks for each country
        self.country: str | None = None
        self.named: set[str] = set()  # countries that the report names beyond doubt
        self.anchors: Counter[Anchor] = Counter()  # how many mentions stand for each
        self._others: set[int] = set()  # by id: of places the gazetteer lacks, though it has the name
        self._anchor_of: dict[int, Anchor] = {}  # by id(mention)
        self._of_sentence: dict[int, list[PlaceMention]] = {}
        for mention in (m for m in mentions if m.first < len(doc.sentence_of)):
            self._of_sentence.setdefault(doc.sentence_of[mention.first], []).append(mention)

    def run(self) -> None:
        """Resolves names first, then what is told in terms of them."""
        told = [m for m in self._with_inner() if m.rule != "known" or m.first not in self._speaking]
        votes, sure = votes_of(self.doc, told, self._groups)
        for country, weight in votes.items():  # to what who looks a name up has said
            self.vote(country, weight)
        self.named |= sure
        if self.votes:
            self.country = max(self.votes, key=lambda c: (self.votes[c], c))
        named = [m for m in self._with_inner() if m.rows]
        named.sort(key=lambda m: (self._within(m), len(m.rows)))
        for mention in named:
            self._choose(mention)
        for mention in (m for m in named if len(m.rows) > 1):
            self._choose(mention)  # again, now that what stands around it is known
        for mention in self._with_inner():
            if not mention.rows and mention.rule == "unknown" and id(mention) not in self._others:
                self._misspelt(mention)
        for mention in self._with_inner():
            if (
                mention.place is None
                and mention.rule not in _POINTING
                and (mention.rows or mention.rule not in _BARE)
            ):
                place_unnamed(self, mention)
        for mention in (m for m in self.mentions if m.bearing is not None and m.place is not None):
            check(self, mention)

    def vote(self, country: str, weight: float) -> None:
        """Lets something speak for a country, by ISO code."""
        self.votes[country] = self.votes.get(country, 0.0) + weight

    def _within(self, mention: PlaceMention) -> bool:
        """Whether only the places around can tell what is meant: a quarter, or a village whose name a site has."""
        rows = [self.gaz.row(i) for i in mention.rows]
        return mention.kind in _HONOURING or all(
            r.kind == "neighbourhood" or r.grade == TRIGGERED for r in rows
        )

    def _with_inner(self) -> list[PlaceMention]:
        """All mentions, those first that others are named after."""
        inner = [m.of for m in self.mentions if m.of is not None]
        unique = {id(m): m for m in [*inner, *self.mentions]}
        return list(unique.values())

    def plausible(self, row: Row) -> bool:
        """Whether a place can be meant here: in a country that the report speaks of, or known the world over."""
        great = row.population >= (GREAT if row.id.startswith("own:") else 2 * GREAT)
        if not self.votes or row.kind == "country" or great:
            return True
        if row.kind == "area" and self._parts_of_country(row):
            return True
        if row.kind == "neighbourhood" and row.grade == TRIGGERED and not self.at_home(row):
            return self.near_anchor(row)
        return self.at_home(row) or row.country in self.named

    def near_anchor(self, row: Row) -> bool:
        """Whether the report names another place close by."""
        return any(a.country == row.country and km(a, row) <= _CLOSE for _, a in self.anchors)

    def at_home(self, row: Row) -> bool:
        """Whether a place is in the country of the report; Israel and Palestine are one ground."""
        return row.country == self.country or {row.country, self.country} == _ONE_GROUND

    def _parts_of_country(self, row: Row) -> bool:
        """Whether the place is called after its country: شمال مالي."""
        country = self.gaz.country(row.country)
        return country is not None and row.name.endswith(" " + country.name)

    def last_country(self, mention: PlaceMention) -> str | None:
        """The country last spoken of before `mention`, at most two sentences back."""
        sentence = self.doc.sentence_of[mention.first]
        for other in reversed(self.within(sentence - 2, sentence)):
            row = self.rows.get(id(other)) or self.rows.get(id(other.of))
            if other.last <= mention.first and row is not None and other.rule != "dateline":
                return row.country
        return None

    def within(self, first: int, last: int) -> list[PlaceMention]:
        """The mentions of sentences `first` to `last`, in text order."""
        return [m for sentence in range(first, last + 1) for m in self._of_sentence.get(sentence, ())]

    # names in the gazetteer

    def _choose(self, mention: PlaceMention) -> None:
        held = rows_held(self.doc.norms, mention.last, mention.rows, self.words) if mention.kind else None
        if held:
            mention.rows = held
        rows = [self.gaz.row(i) for i in mention.rows]
        overshadowed = not self.sort(mention) and any(r.population >= _METROPOLIS for r in rows)
        if len(rows) == 1:
            scored = [(0.0, 0, mention.rows[0])]  # nothing to weigh it against
        else:
            holders = self.holders(mention)
            scored = sorted(
                (
                    (sum(self.reasons(mention, r, holders)) - 2.0 * (overshadowed and _is_small(r)), -k, i)
                    for k, (i, r) in enumerate(zip(mention.rows, rows, strict=True))
                ),
                reverse=True,
            )
        best, _, index = scored[0]
        row = self.gaz.row(index)
        if not self.plausible(row) and not (
            mention.kind and (row.kind == "admin1" or mention.kind in _BORDERS) or unmistakable(mention, row)
        ):
            mention.rows = ()
            if mention.rule not in _BARE:
                mention.rule = "unknown"
            return
        elsewhere = held == () and self._may_be_another(row) or self._told_elsewhere(mention, row)
        elsewhere = elsewhere or too_great(mention.kind, row)
        if elsewhere or self._called_after(mention, row) and not self.near_anchor(row):
            mention.rows, mention.rule = (), "unknown"
            self._others.add(id(mention))
            return
        flags = []
        for score, _, i in scored[1:3]:
            other = self.gaz.row(i)
            if best - score < 0.5 and km(row, other) > 25 and other.kind not in ("admin1", "admin2"):
                flags.append("ambiguous")
                break
        self._settle(mention, row, flags)

    def _called_after(self, mention: PlaceMention, row: Row) -> bool:
        """Whether a site may only have its name from `row`: حاجز الحرش from a village, شارع حيفا from a city."""
        own = key_of(row.name).startswith(mention.kind or " ") or row.kind in ("site", "neighbourhood")
        if mention.kind in _HONOURING and not own:
            return True
        foreign = row.kind == "settlement" and not self.at_home(row) and row.country not in self.named
        if foreign and self.sort(mention) == "quarter":
            return True
        return (row.grade == TRIGGERED or foreign) and self.sort(mention) in SITES

    def _told_elsewhere(self, mention: PlaceMention, row: Row) -> bool:
        """Whether the text puts the mention far from `row`: بلدة نجران شمال غربي السويداء، a quarter elsewhere."""
        reference = self.rows.get(id(mention.of)) if mention.of else None
        if reference is not None and reference.country != row.country and row.kind != "country":
            return km(reference, row) > _FAR
        road = self.sort(mention) == "road" and not key_of(row.name).startswith(mention.kind or " ")
        if row.kind != "neighbourhood" or row.id.startswith("own:") and not road:
            return False  # but شارع أبي قير runs through another part of the city than that quarter
        here = (
            a for _, a in self.anchors if a.country == row.country and a.kind in _PEOPLED and a is not row
        )
        near = min((km(a, row) for a in here), default=0.0)
        return near > _FAR or road and near > 0

    def _may_be_another(self, row: Row) -> bool:
        """Whether a quarter, a site or a small place that the text puts elsewhere is another of that name.

        A place of our own list is well known: there the report contradicts the map, which `check` flags.
        """
        small = _is_small(row) or row.kind in ("site", "neighbourhood")
        return small and not row.id.startswith("own:")

    def reasons(
        self, mention: PlaceMention, row: Row, holders: list[PlaceMention]
    ) -> tuple[float, float, float, float]:
        """What the size of a place, its sort, its country and the places around the mention say for `row`.

        `holders` are those of the mention.
        """
        people = row.population if row.kind in _PEOPLED else 100_000 if row.grade == ANYWHERE else 1_000
        if row.kind == "neighbourhood":
            people = max(people, _QUARTER)
        size = 0.45 * math.log10(people + 10) + 0.5 * (row.grade - 1)
        named = self.sort(mention)
        sort = 0.0
        if named:
            fits = self.words.sorts[named]["fits"]
            sort = 2.0 - 0.7 * fits.index(row.kind) if row.kind in fits else -0.5
            if row.kind == "settlement" and named in SITES:
                sort = 0.5  # مطار تمبكتو is the town's, not the region's
            if row.kind == "neighbourhood" and mention.kind in VILLAGES:
                sort = -0.5  # قرية المزرعة is no quarter
        elif row.kind == "settlement":
            sort = 1.2  # حلب alone is the city, at the same point as its province
        elif row.kind == "country":
            sort = 3.0  # تونس alone is the country
        if not named and row.grade == TRIGGERED:
            sort -= 3.5  # a village that shares a city's name is not meant by the bare name
        total = sum(self.votes.values()) or 1
        country = 3.0 * self.votes.get(row.country, 0.0) / total
        if row.country == self.home:
            country += 0.4  # a paper names its own country's towns without saying so
        if row.country == self.country:
            country += 1.0
        elif not self.plausible(row) and not (row.kind == "admin1" and named):
            country -= 2.0
        return size, sort, country, self._company(mention, row, holders)

    def _company(self, mention: PlaceMention, row: Row, holders: list[PlaceMention]) -> float:
        """What the places around a mention say for `row`: the one that holds it, its reference, its neighbours."""
        score = 0.0
        for other in holders:
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
        near = [km(a, row) for rows, a in self.anchors if a.country == row.country and rows != mention.rows]
        if near:
            score += max(0.0, 1.2 - min(near) / 80)
        return score

    def holders(self, mention: PlaceMention) -> list[PlaceMention]:
        """Places that the sentence suggests hold `mention`: the one right behind it, or one opening before."""
        out = []
        sentence_of = self.doc.sentence_of
        for other in self.within(
            sentence_of[mention.first], sentence_of[min(mention.last + 3, len(sentence_of) - 1)]
        ):
            if other is mention:
                continue
            gap = other.first - mention.last
            if 0 <= gap <= 3:
                between = self.doc.norms[mention.last : other.first]
                if gap == 0 or other.prep in ("ب", "ل") or any(map(self._links, between)):
                    out.append(other)
            elif (
                other.last <= mention.first
                and other.kind in _HOLDING
                and (sentence_of[other.first] == sentence_of[mention.first])
            ):
                out.append(other)
        return out

    def _links(self, norm: str) -> bool:
        """Whether a word between two places can put the first in the second: في, التابعة, بمحافظة."""
        return (
            norm in self.words.holders
            or norm in ("(", "،")
            or norm[0] in "بل"
            and norm[1:] in self.words.triggers
        )

    def sort(self, mention: PlaceMention) -> str | None:
        """The sort of the mention's trigger word, as in `words.sorts`; None for a bare name."""
        return self.words.sort_of.get(mention.kind or "")

    def _settle(self, mention: PlaceMention, row: Row, flags: list[str]) -> None:
        self.rows[id(mention)] = row
        self._anchor(mention, row)
        precision = row.kind
        sort = self.sort(mention)
        lat, lon = row.lat, row.lon
        if sort == "rural":
            precision = "area"
            lat, lon = offset(lat, lon, mention.bearing, around_km(self, row))
        mention.place = record(self.gaz, row, mention.name, lat, lon, precision, flags)
        named_so = key_of(row.name).startswith(mention.kind or " ")  # قصر النيل is a quarter's own name
        if sort in ("site", "square", "base") and row.kind != "site" and not named_so:
            above = chain(self.gaz, row, itself=True)  # a site named after its town is no gazetteer place
            mention.place |= {"id": None, "precision": "site", "admin": above}

    def _anchor(self, mention: PlaceMention, row: Row) -> None:
        """Lets `row` speak for what is near it, in place of what the mention was taken for before."""
        before = self._anchor_of.pop(id(mention), None)
        if before is not None:
            self.anchors[before] -= 1
            if not self.anchors[before]:
                del self.anchors[before]
        if row.kind != "country":
            anchor = self._anchor_of[id(mention)] = mention.rows, row
            self.anchors[anchor] += 1

    # names in no gazetteer

    def _misspelt(self, mention: PlaceMention) -> None:
        """Another spelling, or a near one, in the report's country, behind a trigger only."""
        from marsad.coder.place_spelling import nearest, sounding, with_article

        sort = self.sort(mention)
        if sort not in ("settlement", "quarter", "province", "district", "camp"):
            return
        words = self.doc.norms[mention.last - name_length(mention, self.doc) : mention.last]
        if words and mention.conj and len(words) == mention.last - mention.first:
            words = [words[0][len(mention.conj) :], *words[1:]]
        name, fits = " ".join(words), self.words.sorts[sort]["fits"]
        for rows in (with_article(self.gaz, name), sounding(name, self.country) if self.country else ()):
            mention.rows = tuple(
                i for i in rows if self.at_home(self.gaz.row(i)) and self.gaz.row(i).kind in fits
            )
            if mention.rows:
                self._choose(mention)
                return
        if name in self.words.everyday or name in self.words.common:
            return  # قرية الوساطة: a word of its own
        sentence = self.doc.sentence_of[mention.first]
        near = [self.rows[id(m)] for m in self.within(sentence, sentence) if id(m) in self.rows]
        found = nearest(self.gaz, name, self.country, fits, near or [row for _, row in self.anchors])
        if found is not None and not self._told_elsewhere(mention, self.gaz.row(found)):
            mention.rows = (found,)
            self._settle(mention, self.gaz.row(found), ["misspelt"])


def _is_small(row: Row) -> bool:
    return row.kind in _PEOPLED and row.population < _TOWN
