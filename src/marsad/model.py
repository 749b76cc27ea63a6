"""Reports and claims, as `knowledge/vocabulary.yaml` (the codebook) defines them.

The models are derived from the vocabulary: no enumeration is written here. The coder works on plain dicts in the
same form, which is faster; `Claim.validate_python` checks one.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, WithJsonSchema

from marsad.knowledge import vocabulary

__all__ = [
    "Actor",
    "Casualties",
    "Claim",
    "Control",
    "Event",
    "Evidence",
    "Place",
    "Relation",
    "Report",
    "Source",
    "Time",
]


def _term(group: str) -> Any:
    """The type of a field whose values are the keys of `group` in the vocabulary."""
    allowed = list(vocabulary()[group])

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {group}: {', '.join(allowed)}")
        return value

    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", "enum": allowed})]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Report(_Record):
    """One document: a news item, a statement, a post. Offsets elsewhere are code points into `text`."""

    id: str
    text: str
    published: str | None = Field(None, description="ISO date, YYYY-MM-DD")
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = Field(None, description="ISO 639-1")
    author: str | None = None
    published_at: str | None = Field(None, description="ISO 8601 date-time, with its zone where one is given")
    dateline: str | None = Field(None, description="the words of place and day at the head of the report")
    dated_by: _term("datings") | None = Field(None, description="how the day of publication was got")

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the stored text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Evidence(_Record):
    """A span of the report: half-open code-point offsets, and the words there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Source(_Record):
    """Who is cited, innermost first in a claim's `sources`."""

    name: str
    id: str | None = None
    via: str | None = Field(None, description="the channel of the statement, e.g. phone, email, statement")


class Actor(_Record):
    """Who acts or is acted upon, in the report's words."""

    name: str
    id: str | None = None
    role: _term("roles") | None = None
    country: str | None = Field(None, description="ISO 3166-1 alpha-3")


class Place(_Record):
    """Where, resolved against the gazetteer as far as that is possible."""

    name: str
    id: str | None = None
    lat: float | None = Field(None, ge=-90, le=90, description="degrees, WGS 84")
    lon: float | None = Field(None, ge=-180, le=180, description="degrees, WGS 84")
    admin: list[str] = Field(default_factory=list, description="names, innermost first, the country last")
    precision: _term("precisions") | None = None
    flags: list[_term("flags")] = Field(default_factory=list)


class Time(_Record):
    """A span of days, both included, as ISO dates."""

    start: str
    end: str


class _Claim(_Record):
    report: str
    id: str


class Event(_Claim):
    """Who did what to whom."""

    kind: Literal["event"]
    type: _term("event_types")
    actors: list[Actor]
    recipients: list[Actor]
    place: Place | None
    time: Time | None
    weapon: str | None
    evidence: list[Evidence] = Field(min_length=1)
    sources: list[Source]
    certainty: _term("certainties")
    confidence: float = Field(ge=0, le=1)
    origin: list[str]


class Casualties(_Claim):
    """Who was killed, wounded, captured, missing or displaced; how many at least and at most."""

    kind: Literal["casualties"]
    outcome: _term("outcomes")
    category: _term("categories")
    affiliation: Actor | None
    min: int | None = Field(ge=0)
    max: int | None = Field(ge=0)
    approx: bool
    perpetrator: Actor | None
    part_of: str | None = Field(description="id of the claim whose part this is")
    place: Place | None
    time: Time | None
    evidence: list[Evidence] = Field(min_length=1)
    sources: list[Source]
    certainty: _term("certainties")
    confidence: float = Field(ge=0, le=1)
    origin: list[str]


class Control(_Claim):
    """Who holds, gains or loses what."""

    kind: Literal["control"]
    actor: Actor
    place: Place | None
    change: _term("changes")
    extent: _term("extents")
    time: Time | None
    evidence: list[Evidence] = Field(min_length=1)
    sources: list[Source]
    certainty: _term("certainties")
    confidence: float = Field(ge=0, le=1)
    origin: list[str]


class Relation(_Claim):
    """How two actors stand to each other."""

    kind: Literal["relation"]
    a: Actor
    b: Actor
    relation: _term("relations")
    place: Place | None
    time: Time | None
    evidence: list[Evidence] = Field(min_length=1)
    sources: list[Source]
    certainty: _term("certainties")
    confidence: float = Field(ge=0, le=1)
    origin: list[str]


Claim: TypeAdapter[Event | Casualties | Control | Relation] = TypeAdapter(
    Annotated[Event | Casualties | Control | Relation, Field(discriminator="kind")]
)
