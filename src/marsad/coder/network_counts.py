"""What the small network reads of counts of people, and of the pairs that a word of standing could join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from marsad.coder.lexicon import Hit
from marsad.coder.mentions import ActorMention
from marsad.coder.network_input import SENTENCES, Option, Trigger, option
from marsad.coder.proposals import part_in

if TYPE_CHECKING:
    from marsad.coder.standing import Pair
    from marsad.coder.victims import Toll

PEOPLE = ("affiliation", "perpetrator")  # what is chosen of a count
_FAR = 4  # words between a side and the word of standing that are told apart


class Stand(NamedTuple):
    """A pair of sides: first and last token of the word and of each side, and names as in `network.STANDS`."""

    spans: tuple[int, ...]
    names: tuple[str, ...]


class _Count(NamedTuple):
    first: int
    last: int


def count_of(toll: Toll) -> Trigger:
    """The words of a count: those that tell it and the people."""
    c, event = toll.candidate, toll.event
    part = " part" if c.part_of is not None else ""
    bounds = f"{c.bounds}{' open' if c.is_open else ''}{part}"
    told = "none" if event is None else f"{event.type} {abs(event.sentence - c.sentence)}"
    sentence, flags = str(min(c.sentence, SENTENCES)), " ".join(sorted(c.flags))
    return Trigger(c.first, c.group_last - 1, (c.outcome, c.category, c.rule, bounds, told, sentence, flags))


def people_options(toll: Toll, found: Sequence[ActorMention]) -> list[Option]:
    """The actors around a count as options."""
    c, event, lines = toll.candidate, toll.event, toll.reading.doc.sentence_of
    at, out = _Count(c.first, c.group_last), []
    for rank, m in enumerate(found):
        slot = "" if event is None else part_in(event, m)
        role = f"{m.role}{' counted' if m.number is not None else ''} {m.prep or ''}"
        names = (m.kind, role, f"{m is c.affiliation}{m is c.perpetrator} {slot}")
        out.append(option(at, m.first, m.last, names, c.sentence - lines[m.first], rank))
    return out


def stand_of(hit: Hit, sentence: int, pair: Pair) -> Stand:
    """A pair of sides and the word of the `sentence` that could join them."""
    a, b = pair.a, pair.b
    sides = (max(0, at) for side in (a, b) for at in (side.first, side.last - 1))
    spans = (hit.first, hit.last - 1, *sides)
    names = (
        hit.trigger.type,
        hit.trigger.id,
        hit.form,
        str(min(sentence, SENTENCES)),
        a.place,
        b.place,
        f"{a.kind} {a.role}",
        f"{b.kind} {b.role}",
        f"{a.prep} {b.prep}",
        f"{min(a.gap, _FAR)} {min(b.gap, _FAR)}",
    )
    return Stand(spans, names)
