"""Room 9, claims: where counted victims were hurt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from marsad.coder.casualties import CasualtyCandidate
from marsad.coder.casualty_words import casualty_words
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_words import place_words
from marsad.coder.reading import Reading, clause_start, opened_with
from marsad.coder.syntax import function_words
from marsad.coder.victims import Toll
from marsad.coder.words import COMMAS, INTO, reads_as

_PLAIN = ("trigger", "unknown", "preposition")  # how a place is named that a count may be of
_LED = 9  # tokens between a place and the last of the counts that it brings in
_TO_DEED = 8  # tokens from a count to the deed, and from that to its place
_IN = (("في", "كل", "من"), ("فى", "كل", "من"), ("بكل", "من"), ("في",), ("فى",))
_WITHIN = frozenset((*INTO, "داخل", "قرب"))
_SEEN = 3  # tokens from the place that saw a count to the count


def place_of(toll: Toll, end: int, number: int) -> PlaceMention | None:
    """Where the people of a count were hurt: where the words at `end` behind it say so, else where its event was.

    11 في درعا; of قتيل في كل من إدلب ودير الزور, which is a count for each, that of the `number`th.
    """
    own = list(own_places(toll.reading, toll.candidate.sentence, end))
    if own:
        return own[min(number, len(own) - 1)]
    led = _led_by(toll)
    if led:
        return led
    if toll.event is None or toll.event.sentence != toll.candidate.sentence:
        fronted = _fronted(toll.reading, toll.candidate)
        if fronted:
            return fronted
        named = _named_behind(toll)
        if named:
            return named
        if _sums_up(toll):
            return None
    if toll.event is None:
        return _told_here(toll)
    own_clause = (_inside(toll) or _witness(toll)) if _is_apart(toll) else None
    return own_clause or (toll.event.places[0] if toll.event.places else None)


def _is_apart(toll: Toll) -> bool:
    """Whether a comma parts a count from its event: اعتقلوا قائدا في الغوطة، فيما قتل عنصران في جبلة.

    Then the place told with "in" right behind the count is right in 17 of 19, the event's in 6.
    """
    event, c = toll.event, toll.candidate
    if event is None or event.sentence != c.sentence:
        return False
    low, high = sorted((event.first, c.first))
    return not COMMAS.isdisjoint(toll.reading.doc.norms[low:high])


def _inside(toll: Toll) -> PlaceMention | None:
    """The first place behind a count, where it is told with "in" and in the count's own clause."""
    reading, c = toll.reading, toll.candidate
    behind = reading.places_of(c.sentence)
    place = next((p for p in behind if p.first >= c.group_last), None)
    if place is None or not _goes_on(reading, c.group_last, place.first):
        return None
    return place if _is_within(reading, place) else None


def _witness(toll: Toll) -> PlaceMention | None:
    """The place that "saw" the count, the subject of its clause's verb: محيط القصر شهد إصابة 88."""
    reading, c = toll.reading, toll.candidate
    before = reading.places_of(c.sentence)
    place = next((p for p in reversed(before) if p.last <= c.first), None)
    if place is None or c.first - place.last > _SEEN or not _goes_on(reading, place.last, c.first):
        return None
    norms = reading.doc.norms
    near = (*norms[max(0, place.first - 2) : place.first], *norms[place.last : c.first])
    return place if any(n.removeprefix("و") in function_words("witnessing") for n in near) else None


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Whether the clause of a count reaches from token `first` to `last`: no comma, no other count between."""
    at = bisect_left(reading.numbers, first, key=lambda n: n.first)
    counted = at < len(reading.numbers) and reading.numbers[at].first < last
    return not counted and COMMAS.isdisjoint(reading.doc.norms[first:last])


def _is_within(reading: Reading, place: PlaceMention) -> bool:
    """Whether the place is told with "in", also before its trigger word: في جبلة، في مدينة جبلة، بجبلة."""
    norms, first = reading.doc.norms, place.first
    return bool(
        place.prep == "ب"
        or norms[first - 1] in _WITHIN
        or place.kind is not None
        and norms[first - 2] in _WITHIN
    )


def _told_here(toll: Toll) -> PlaceMention | None:
    """Where the sentence of a count without an event says so: the first place that is told with "in" behind it.

    Over no comma, unless it is the only place there: right in 0.8 of some 110 such counts of gold and coded reports.
    """
    reading, c = toll.reading, toll.candidate
    here = reading.places_of(c.sentence)
    for p in here:
        near = p.first >= c.group_last and _goes_on(reading, c.group_last, p.first)
        if _is_within(reading, p) and (near or len(here) == 1):
            return p
    return None


def _led_by(toll: Toll) -> PlaceMention | None:
    """The place that brings its count in: طرابلس (16 قتيلا و22 جريحا)، - النبطية: 6 شهداء، نينوى حيث قتل 113."""
    reading, c = toll.reading, toll.candidate
    norms, first = reading.doc.norms, reading.doc.sentences[c.sentence].first
    near = reading.places_of(c.sentence)
    for place in reversed([p for p in near if p.last <= c.first]):
        between = norms[place.last : c.first]
        if not between or len(between) > _LED:
            return None
        if between[0] == "(" and ")" not in between:
            return place
        if between[0] == ":" and place.first <= first + 1 or between[0] in ("حيث", "التي"):
            return place
    return None


def _sums_up(toll: Toll) -> bool:
    """Whether the count is of a whole war, not of where another sentence's deed was: 3559 منذ بدء العدوان."""
    sentence = toll.reading.doc.sentences[toll.candidate.sentence]
    norms = toll.reading.doc.norms[sentence.first : sentence.last]
    return any(one == "منذ" and reads_as(two, casualty_words().outbreaks) for one, two in pairwise(norms))


def _named_behind(toll: Toll) -> PlaceMention | None:
    """The place of the deed that the sentence names behind a count: استشهاد 24 في غارة استهدفت بلدة كذا."""
    reading, c, deeds = toll.reading, toll.candidate, casualty_words().deeds
    norms, end = reading.doc.norms, reading.doc.sentences[c.sentence].last
    reach = range(c.group_last, min(end, c.group_last + _TO_DEED))
    deed = next((k for k in reach if reads_as(norms[k], deeds)), end)
    near = reading.places_of(c.sentence)
    return next((p for p in near if deed < p.first <= deed + _TO_DEED and p.rule in _PLAIN), None)


def _fronted(reading: Reading, candidate: CasualtyCandidate) -> PlaceMention | None:
    """The place that a count's sentence or clause opens with: وفي مدينة جنين، أصيب شابان."""
    first = clause_start(reading, candidate.sentence, candidate.first)
    if reading.doc.norms[first] not in INTO:
        return None
    return opened_with(reading, candidate.sentence, first)


def own_places(reading: Reading, sentence: int, start: int) -> Iterator[PlaceMention]:
    """The places named at token `start` behind a count, joined by "and"."""
    norms = reading.doc.norms
    words = next((w for w in _IN if tuple(norms[start : start + len(w)]) == w), ())
    at = first = start + len(words)
    for k in reading.places_in.get(sentence, ()):
        place = reading.places[k]
        led = place.first == at + 1 and reads_as(norms[at], place_words().triggers)  # مدينة كذا، وبلدة كذا
        if place.first != at and not led:
            continue
        within = bool(words) or place.prep == "ب" or led and norms[at].startswith("ب")  # ثلاثة ببلدة كذا
        if not within or at > first and place.conj != "و":
            return
        yield place
        at = place.last
