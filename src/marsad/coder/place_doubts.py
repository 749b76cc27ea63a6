"""Room 3, places: names that are words of the language too, and names too great for what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.coder.gazetteer import Row, gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_votes import GREAT, votes_of
from marsad.coder.place_words import place_words
from marsad.coder.text import Document, fold

_HAMLET = "قريه"
_TOLD = 3  # words of a site's name that no other site has: قاعدة عين الأسد
_SHARE = 0.3  # of what speaks for the country most spoken of


def beyond_doubt(
    doc: Document, mentions: Sequence[PlaceMention], groups: Iterable[str]
) -> list[PlaceMention]:
    """`mentions` without bare words that could name a place, in a report that speaks of other countries only.

    باب العمارة in the news of Cairo is a building's door. `groups` are the countries of the groups that are named.
    """
    doubtful = {id(m) for m in mentions if m.kind is None and m.last - m.first == 1 and _doubtful(doc, m)}
    if not doubtful:
        return list(mentions)
    others = [m for m in mentions if id(m) not in doubtful]
    votes, _ = votes_of(doc, [*others, *(m.of for m in others if m.of)], groups)
    if not votes:  # سبته وسبها: joined by and to a word before it, it is a word itself
        return [m for m in mentions if id(m) not in doubtful or not m.conj]
    gaz, least = gazetteer(), _SHARE * max(votes.values())
    spoken = {country for country, weight in votes.items() if weight >= least}
    return [m for m in mentions if id(m) not in doubtful or any(gaz.row(i).country in spoken for i in m.rows)]


def _doubtful(doc: Document, mention: PlaceMention) -> bool:
    doubtful = place_words().doubtful
    return doc.norms[mention.first] in doubtful or fold(mention.name) in doubtful


def too_great(kind: str | None, row: Row) -> bool:
    """Whether what the report calls a village must be another than `row`: قرية تونس is neither city nor country."""
    return kind == _HAMLET and (row.kind == "country" or row.population >= GREAT)


def unmistakable(mention: PlaceMention, row: Row) -> bool:
    """Whether the mention has the long name of a well-known site, which is meant in news of other countries too."""
    return row.kind == "site" and row.id.startswith("own:") and mention.last - mention.first >= _TOLD
