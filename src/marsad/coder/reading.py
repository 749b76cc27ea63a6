"""What the rooms 1 to 6 make of one report, gathered for the rooms that decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.coder.actor_references import resolve_references
from marsad.coder.actors import find_actors
from marsad.coder.attribution import Attributions, find_attributions
from marsad.coder.clauses import Verbs, verb_of
from marsad.coder.dates import find_dates
from marsad.coder.entities import Entity, group_entities, possessed
from marsad.coder.lexicon import Hit, lexicon, masdar_preps
from marsad.coder.mentions import ARMED, ActorMention, DateMention, NumberMention, PlaceMention
from marsad.coder.numbers import find_numbers
from marsad.coder.place_doubts import beyond_doubt
from marsad.coder.place_words import ONE, place_words
from marsad.coder.places import find_places
from marsad.coder.resolve_places import resolve_places
from marsad.coder.text import Document
from marsad.coder.timespans import days_ago
from marsad.coder.words import AND_IN, COMMAS, INTO
from marsad.model import Report

if TYPE_CHECKING:
    from marsad.coder.sense import Sense

_VIOLENT = frozenset(
    "armed_clash ground_attack air_strike shelling explosion suicide_attack chemical_attack killing abduction"
    " capture bodies_found riot torture".split()
)
_SEASON = 45  # days
_AT_ONCE = 2  # tokens from the beginning of what is told to the speaker's own forces


def _step(count: int) -> int:
    return min(4, count.bit_length())


@dataclass(slots=True)
class Reading:
    """A report with everything that was found in it, before any claim is decided."""

    report: Report
    doc: Document
    numbers: list[NumberMention]
    dates: list[DateMention]
    actors: list[ActorMention]
    places: list[PlaceMention]
    entities: list[Entity]
    attributions: Attributions
    hits: list[Hit]
    entity_of: dict[int, int] = field(init=False)  # index of a mention -> index of its entity
    nested: set[int] = field(init=False)  # indexes of actor mentions inside longer ones
    actors_in: dict[int, list[int]] = field(init=False)  # sentence -> indexes of its actor mentions
    places_in: dict[int, list[int]] = field(init=False)
    dates_in: dict[int, list[int]] = field(init=False)
    hits_in: dict[int, list[Hit]] = field(init=False)
    violent: int = field(
        init=False
    )  # how many likely triggers of violence the report has, and armed actors, as
    armed: int = field(init=False)  # steps: 0, 1, 2 (2-3), 3 (4-7), 4 (8 and more)
    asked: frozenset[int] = field(init=False)  # tokens of questions that doubt what they say
    names: dict[int, object] = field(init=False, default_factory=dict)  # of actors, kept by `who_candidates`
    verbs: dict[int, Verbs] = field(init=False, default_factory=dict)  # of sentences, kept by `who_context`
    openings: dict[int, list[int]] = field(init=False, default_factory=dict)  # kept by `clause_openings`
    tenor: float = field(
        init=False, default=0.0
    )  # log-odds that it is about a conflict, set by who has the models
    matter: float = field(init=False, default=0.0)  # that there is anything in it to code, set likewise
    sense: Sense | None = field(init=False, default=None)  # what the network makes of it, set likewise

    def __post_init__(self) -> None:
        of = self.doc.sentence_of
        self.entity_of = {k: e.index for e in self.entities for k in e.mentions}
        self.nested = nested(self.actors)
        self.actors_in, self.places_in, self.dates_in, self.hits_in = {}, {}, {}, {}
        for k, actor in enumerate(self.actors):
            self.actors_in.setdefault(of[actor.first], []).append(k)
        for k, place in enumerate(self.places):
            self.places_in.setdefault(of[place.first], []).append(k)
        for k, date in enumerate(self.dates):
            self.dates_in.setdefault(of[date.first], []).append(k)
        violent = {h.first for h in self.hits if h.trigger.type in _VIOLENT and h.trigger.weight >= 0.4}
        self.violent = _step(len(violent))
        self.armed = _step(sum(a.role in ARMED for a in self.actors))
        self.asked = asked(self.doc)
        self.hits = [h for h in self.hits if h.first not in self.asked]
        for hit in self.hits:
            self.hits_in.setdefault(of[hit.first], []).append(hit)

    def actors_of(self, sentence: int) -> list[ActorMention]:
        """The actors named in a sentence, in order."""
        return [self.actors[k] for k in self.actors_in.get(sentence, ())]

    def places_of(self, sentence: int) -> list[PlaceMention]:
        """The places named in a sentence, in order."""
        return [self.places[k] for k in self.places_in.get(sentence, ())]


def asked(doc: Document) -> frozenset[int]:
    """The tokens of questions: هل استعاد الجيش المدينة؟ says nothing of it (in 59 such in coded reports no deed is)."""
    out: set[int] = set()
    for sentence in doc.sentences:
        norms = doc.norms[sentence.first : sentence.last]
        at = next((k for k, n in enumerate(norms) if n in ("هل", "وهل", "فهل")), len(norms))
        end = next((k for k in range(at, len(norms)) if norms[k] in ("؟", "?")), at)
        out.update(range(sentence.first + at, sentence.first + end))
    return frozenset(out)


def clause_openings(reading: Reading, sentence: int) -> list[int]:
    """The tokens behind commas at which clauses open with where they are: قتل 20 في إدلب، وفي درعا قتل ستة."""
    known = reading.openings.get(sentence)
    if known is None:
        span, norms = reading.doc.sentences[sentence], reading.doc.norms
        opens = (i for i in range(span.first + 1, span.last) if norms[i] in AND_IN and norms[i - 1] in COMMAS)
        known = reading.openings[sentence] = [i for i in opens if _tells(reading, sentence, i)]
    return known


def clause_start(reading: Reading, sentence: int, token: int) -> int:
    """Where the clause of a token of the sentence begins: at the last opening before it, else with the sentence."""
    opened = reversed(clause_openings(reading, sentence))
    return next((i for i in opened if i <= token), reading.doc.sentences[sentence].first)


def _tells(reading: Reading, sentence: int, first: int) -> bool:
    """Whether what happened is told right behind the place at token `first`.

    Not in اندلعت مواجهات في البيرة، وفي بيت أمر وأبو ديس، أصيب خلالها عشرة.
    """
    place, norms = opened_with(reading, sentence, first), reading.doc.norms
    if place is None:
        return False
    end = place.last
    for p in reading.places_of(sentence):
        end = p.last if end <= p.first <= end + 1 else end  # and another, or in what it lies
    behind = norms[end] if end < len(norms) else "."
    return verb_of(behind) is not None or bool(masdar_preps(behind))


def parted(reading: Reading, one: int, other: int) -> bool:
    """Whether a clause of the same sentence that opens with where it is lies between two tokens."""
    sentence = reading.doc.sentence_of[one]
    if reading.doc.sentence_of[other] != sentence:
        return False
    low, high = sorted((one, other))
    return any(low < i <= high for i in clause_openings(reading, sentence))


def opened_with(reading: Reading, sentence: int, first: int) -> PlaceMention | None:
    """The place named right behind the "in" at token `first`."""
    return next((p for p in reading.places_of(sentence) if first < p.first <= first + 2), None)


def nested(actors: Sequence[ActorMention]) -> set[int]:
    """Indexes of mentions that lie inside a longer one: النظام in قوات النظام names nobody else."""
    out: set[int] = set()
    end = -1
    for k in sorted(range(len(actors)), key=lambda k: (actors[k].first, -actors[k].last)):
        if actors[k].last <= end:
            out.add(k)
        else:
            end = actors[k].last
    return out


def outside(doc: Document, actors: list[ActorMention], places: list[PlaceMention]) -> list[ActorMention]:
    """`actors` without those whose words are part of a longer place name, or a place.

    شمال سوريا، في جبهة حيس، بالشيخ زويد.
    """
    cover = {i: (p.first, p.last) for p in places for i in range(p.first, p.last)}

    def part(m: ActorMention) -> bool:
        lo, hi = cover.get(m.first, (m.first, m.first))
        return m.last <= hi and hi - lo > m.last - m.first

    def front(m: ActorMention) -> bool:
        unknown = m.id is None and m.rule == "actor/group_name"
        return unknown and cover.get(m.first) == (m.first, m.last) and doc.norms[m.first - 1] in INTO

    def town(m: ActorMention) -> bool:
        there = m.prep == "ب" or doc.norms[m.first - 1] in INTO
        return m.kind == "person" and m.id is None and cover.get(m.first) == (m.first, m.last) and there

    return [m for m in actors if not (front(m) if m.kind in ("group", "force") else part(m) or town(m))]


def name_after_owners(doc: Document, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> None:
    """Names bare sites after whose they are, who stay actors: قرب مقر حزب البعث is at no "مقر"."""
    owners: dict[int, ActorMention] = {}
    for a in actors:
        if not a.prep and not a.conj and (a.first not in owners or a.last > owners[a.first].last):
            owners[a.first] = a
    for p in places:
        owner = owners.get(p.last)
        if owner is None or not p.rule.startswith("site") or p.last - p.first > 1 or p.place is None:
            continue
        if doc.sentence_of[p.first] == doc.sentence_of[owner.first]:
            first, last = doc.tokens[p.first].end - len(p.name), doc.tokens[owner.last - 1].end
            p.name = p.place["name"] = " ".join(doc.text[first:last].split())


def own_forces(actors: list[ActorMention], attributions: Attributions) -> None:
    """Gives قواتنا، مقاتلونا the id of whom the speaker speaks for."""
    for mention in actors:
        ours = mention.role in ARMED and "possessed" in mention.flags and mention.name.endswith("نا")
        if ours and mention.id is None:
            speaker = attributions.speaker_at(mention.first)
            mention.id = speaker.actor if speaker is not None else None


def _speakers_own(actors: list[ActorMention], attributions: Attributions) -> Iterator[tuple[int, int]]:
    """Of قواته right behind ذكر الجيش أن: its index, and that of the last mention of whom the speaker speaks for."""
    last: dict[str, int] = {}
    for k, mention in enumerate(actors):
        scope = next(iter(attributions.scopes_at(mention.first)), None) if possessed(mention) else None
        if scope is not None and mention.first - scope.first <= _AT_ONCE and scope.speakers:
            owner = last.get(scope.speakers[0].actor or "")
            if owner is not None:
                yield k, owner
        if mention.id and mention.kind in ("group", "force", "state"):
            last[mention.id] = k


def _own_words(doc: Document, actor: ActorMention) -> range:
    """Tokens of an actor's name that are no place: all of it, but for what stands behind في in it."""
    place = next((i for i in range(actor.first + 1, actor.last) if doc.norms[i] == "في"), actor.last)
    return range(actor.first, place)


def _behind_town(doc: Document, actor: ActorMention) -> bool:
    """Whether a group's name is that of the town which it is called after: بلدة رأس كامبوني."""
    if not actor.first:
        return False
    words = place_words().triggers.get(doc.norms[actor.first - 1], ())
    return any(t.sort == "settlement" and t.count == ONE for t in words)


def _days_and_towns(
    doc: Document, dates: list[DateMention], places: list[PlaceMention]
) -> tuple[list[DateMention], list[PlaceMention]]:
    """`dates` without those in a place's name, كوبري 6 أكتوبر, and `places` without bare days.

    في 6 أكتوبر is a day in its season only, and the town in the news of February.
    """
    days = {(d.first, d.last) for d in dates if _in_season(d, doc.published)}
    places = [p for p in places if (p.first, p.last) not in days or p.kind]
    taken = {i for p in places if p.last > p.first + 1 for i in range(p.first, p.last)}
    return [d for d in dates if d.first not in taken or d.last - d.first < 2], places


def _in_season(date: DateMention, published: str | None) -> bool:
    """Whether a date lies within `_SEASON` days of the report's, or may do so."""
    away = days_ago(date.start, (published or "")[:10])
    return away is None or abs(away) <= _SEASON


def read(report: Report) -> Reading:
    """Reads `report` room by room; pure, no side effects."""
    doc = Document(report.text, report.published)
    numbers = find_numbers(doc)
    actors = find_actors(doc, numbers)
    named = [a for a in actors if a.kind in ("group", "force") and a.known and not _behind_town(doc, a)]
    blocked = {i for a in named for i in _own_words(doc, a)}
    places = beyond_doubt(doc, find_places(doc, blocked=blocked), [a.country for a in named if a.country])
    resolve_places(doc, places, report.outlet, actors)
    actors = outside(doc, actors, places)
    name_after_owners(doc, places, actors)
    resolve_references(doc, actors)
    attributions = find_attributions(doc, actors)
    own_forces(actors, attributions)
    dates, places = _days_and_towns(doc, find_dates(doc, numbers), places)
    spans = (range(d.first, d.last) for d in dates if d.rule != "date.since")  # منذ بدء العملية tells of it
    dated = {i for span in spans for i in span}  # فجر الأحد is dawn, no explosion
    return Reading(
        report,
        doc,
        numbers,
        dates,
        actors,
        places,
        group_entities(actors, dict(_speakers_own(actors, attributions))),
        attributions,
        [hit for hit in lexicon().find(doc) if hit.first not in dated],
    )
