"""What the mention rooms hand on: spans of tokens with what is known of them.

`first` and `last` are token indexes into `Document.tokens`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ARMED = frozenset({"MIL", "REB", "UAF"})  # PLOVER roles of who bears arms in a war
FORCES = ARMED | {"COP"}  # the same and the police: who can take a place, hold it and leave it


@dataclass(slots=True)
class NumberMention:
    """A count in words or digits with its bounds, e.g. ما لا يقل عن 21: min 21, max None."""

    first: int
    last: int
    min: int | None
    max: int | None
    approx: bool
    rule: str
    dual: bool = False  # the counted noun itself is a dual (جنديان) or a singular that stands for one
    ordinal: bool = False


@dataclass(slots=True)
class DateMention:
    """A date or period, resolved to ISO dates (both ends included) where that is possible."""

    first: int
    last: int
    start: str | None
    end: str | None
    rule: str


@dataclass(slots=True)
class PlaceMention:
    """A place named in the report; `place` is the codebook's place record once resolved."""

    first: int
    last: int
    name: str
    kind: str | None  # the trigger word's folded stem (مدينه, بلده, حي, مستشفي …) or None
    rule: str
    place: dict[str, Any] | None = None
    prep: str = ""  # preposition glued to the first word: ب ل ك or ''
    conj: str = ""  # conjunction glued to the first word: و ف or ''
    rows: tuple[int, ...] = ()  # gazetteer rows of that name
    of: PlaceMention | None = (
        None  # the place that a part of the country, a site or a direction is named after
    )
    bearing: float | None = None  # degrees from `of`, or from the country's middle where `of` is None
    km: float | None = None  # distance from `of`


@dataclass(slots=True)
class ActorMention:
    """Someone who can act or be acted upon: a group, force, office, person, or a human noun (مدنيين)."""

    first: int
    last: int
    name: str  # the report's words without clitics
    head: str  # folded stem of the head word (قوات, مقاتل, داعش …)
    id: str | None
    role: str | None
    country: str | None
    kind: str  # group | force | state | office | person | people | pronoun
    rule: str
    known: bool = False
    number: NumberMention | None = None
    prep: str = ""  # preposition glued to the first word: ب ل ك or ''
    conj: str = ""  # conjunction glued to the first word: و ف or ''
    flags: set[str] = field(default_factory=set)


def same_actor(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions name the same one, by their words or by the catalogue."""
    return a is b or a.name == b.name or bool(a.id and a.id == b.id)
