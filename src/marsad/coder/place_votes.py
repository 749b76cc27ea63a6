"""Room 8, places: which country a report is about, by what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from marsad.coder.gazetteer import ANYWHERE, gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_words import place_words
from marsad.coder.text import Document

GREAT = 300_000  # people: a city of that size is named far from its country
_HONOURING = {"site", "square", "house", "road"}  # sorts of places that are called after others: برج الشروق
VILLAGES, _CITY = frozenset(("بلده", "قريه")), 100_000  # words for a place that has fewer people than that
_OF_GROUP = 0.05  # of the vote of a place: what a group says of the country that the report is about


def votes_of(
    doc: Document, mentions: Sequence[PlaceMention], groups: Iterable[str]
) -> tuple[dict[str, float], set[str]]:
    """What speaks for each country, by ISO code, and the countries that are named beyond doubt.

    `groups` are the countries of the groups that the report names.
    """
    gaz, words = gazetteer(), place_words()
    votes: dict[str, float] = defaultdict(float)
    named: set[str] = set()
    theirs = set(groups)

    def vote(country: str, weight: float, sure: bool) -> None:
        votes[country] += weight
        if sure:
            named.add(country)

    for norm in doc.norms:
        if norm in words.nisba:
            vote(words.nisba[norm], 0.3, True)
    for country in groups:
        vote(country, _OF_GROUP, True)
    for mention in mentions:
        rows = [gaz.row(i) for i in mention.rows]
        sort = words.sort_of.get(mention.kind or "")
        honouring = sort in _HONOURING or sort == "quarter" and all(row.kind == "settlement" for row in rows)
        if len({row.country for row in rows}) == 1:
            row = rows[0]
            village = mention.kind in VILLAGES and row.population >= _CITY  # بلدة نجران is no city
            sure = row.kind == "country" or row.grade == ANYWHERE and not honouring and not village
            meant = row.grade > 1 and mention.kind and not village
            vote(row.country, 1.0 if sure else 0.6 if meant else 0.4, sure)
        elif len(rows) > 1:
            best = max(rows, key=lambda r: (r.kind == "country", r.grade, r.population))
            great = best.grade == ANYWHERE and best.population >= GREAT and not honouring
            if not great:  # بارا of the Sudan where its forces are told of
                best = next((r for r in rows if r.country in theirs), best)
            vote(best.country, 0.8 if great else 0.4, great)
    return votes, named
