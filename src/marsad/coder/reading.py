"""What the rooms 1 to 6 make of one report, gathered for the rooms that decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.actors import find_actors
from marsad.coder.attribution import Attributions, find_attributions
from marsad.coder.dates import find_dates
from marsad.coder.entities import Entity, group_entities
from marsad.coder.lexicon import Hit, lexicon
from marsad.coder.mentions import ActorMention, DateMention, NumberMention, PlaceMention
from marsad.coder.numbers import find_numbers
from marsad.coder.places import find_places
from marsad.coder.resolve_places import resolve_places
from marsad.coder.text import Document
from marsad.model import Report


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
    hits: list[Hit] = field(default_factory=list)


def outside(actors: list[ActorMention], places: list[PlaceMention]) -> list[ActorMention]:
    """`actors` without those whose words are part of a longer place name: مستشفى الأطفال، شمال سوريا."""
    spans = [(p.first, p.last) for p in places]

    def part(m: ActorMention) -> bool:
        return any(lo <= m.first and m.last <= hi and hi - lo > m.last - m.first for lo, hi in spans)

    return [m for m in actors if m.kind in ("group", "force") or not part(m)]


def read(report: Report) -> Reading:
    """Reads `report` room by room; pure, no side effects."""
    doc = Document(report.text, report.published)
    numbers = find_numbers(doc)
    actors = find_actors(doc, numbers)
    blocked = {i for a in actors if a.kind in ("group", "force") and a.known for i in range(a.first, a.last)}
    places = find_places(doc, blocked=blocked)
    resolve_places(doc, places, report.outlet)
    actors = outside(actors, places)
    return Reading(
        report,
        doc,
        numbers,
        find_dates(doc),
        actors,
        places,
        group_entities(actors),
        find_attributions(doc, actors),
        lexicon().find(doc),
    )
