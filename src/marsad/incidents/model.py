"""What joining gives: incidents, their tolls, and the judgements of people that bind it.

Plain frozen records, since a store joins millions of them; `as_dict` gives the form that is written and shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

__all__ = [
    "Contradiction",
    "Incident",
    "IncidentPlace",
    "Judgement",
    "Link",
    "Range",
    "Toll",
    "Verdict",
    "Voice",
]

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of two event claims. The machine never overrides `same` or `different`."""

    a: str  # claim ids
    b: str
    verdict: Verdict
    by: str
    at: str  # ISO time, UTC


@dataclass(frozen=True, slots=True)
class Range:
    """A number as it is known. `low` and `high` bound what was said as a total; None: nobody gave that figure."""

    low: int | None
    best: int | None
    high: int | None
    open: bool = False  # somebody says "at least": more than `high` is not excluded

    @property
    def shown(self) -> str:
        """The range for a reader: 12, 12-18, 12-18+."""
        span = f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"
        return f"{span}+" if self.open else span


@dataclass(frozen=True, slots=True)
class Voice:
    """One casualty claim, and who says it."""

    claim: str  # where a report says that nobody came to harm: that of the event
    report: str
    outlet: str | None
    sources: tuple[str, ...]  # innermost first; empty where the report itself says it
    published: str | None  # ISO date
    min: int | None
    max: int | None  # None: no upper bound was given
    approx: bool
    part_of: str | None  # id of the whole's claim
    certainty: str
    quote: str
    total: bool = False  # a figure for the whole incident; else a part, or words like "dozens"
    reprint_of: str | None = None  # the report whose text this one repeats: the two are one voice

    @property
    def said(self) -> str:
        """The figure for a reader: 21, 21+, 10-15, ~15, <=6; a question mark where none is given."""
        about = "~" if self.approx else ""
        if self.min is None:
            return "?" if self.max is None else f"{about}<={self.max}"
        if self.max is None:
            return f"{about}{self.min}+"
        return f"{about}{self.min}" if self.min == self.max else f"{about}{self.min}-{self.max}"


@dataclass(frozen=True, slots=True)
class Toll:
    """All that was said of one outcome, category and side in one incident; the rule is in docs/incidents.md."""

    outcome: str
    category: str | None  # None: the total over all categories
    affiliation: str | None  # catalogue id, else the name as reported; None: of whichever side
    low: int | None
    best: int | None
    high: int | None
    open: bool
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of one incident that cannot both be so."""

    about: str  # an outcome ("killed"), or "actors", "place", "time", "denied"
    a: str  # claim ids
    b: str
    says_a: str
    says_b: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims are in one incident: the strongest link of each claim to the rest, with its reasons."""

    a: str  # claim ids
    b: str
    score: float  # 0-1: the probability that both tell of one happening; 1 where a person said so
    reasons: tuple[tuple[str, float], ...]  # feature and what it weighed, strongest first


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """The most exact place that the claims agree on; coordinates in degrees (WGS 84)."""

    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    admin: tuple[str, ...] = ()
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """What several reports say of one happening."""

    id: str  # that of its earliest claim, by publication, report and position; so it stays when claims are added
    type: str  # the type that most voices give
    types: tuple[str, ...]  # all types given, most frequent first
    place: IncidentPlace | None
    time: dict[str, str] | None  # {"start", "end"}: ISO days, both included
    claims: tuple[str, ...]  # event claims, earliest first
    casualties: tuple[str, ...]  # casualty claims, earliest first
    reports: tuple[str, ...]
    sources: tuple[str, ...]  # outlets, then those cited, each once
    voices: int  # independent ones: a reprint is none
    actors: tuple[str, ...]  # catalogue ids, else names as reported
    recipients: tuple[str, ...]
    killed: Range | None = None
    wounded: Range | None = None
    captured: Range | None = None
    missing: Range | None = None
    displaced: Range | None = None
    tolls: tuple[Toll, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    score: float = 1.0  # the weakest link that holds it together; 1 for a single claim
    links: tuple[Link, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The form of a line of INCIDENTS.jsonl."""
        return asdict(self)
