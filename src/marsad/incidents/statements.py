"""Control claims as statements: who says of whom what, since which day, known since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from marsad.incidents.sides import actor_key, together

__all__ = ["About", "Statement", "by_id", "quote_of", "statement", "voice_of"]

Claim = dict[str, Any]


class About(Protocol):
    """What has to be known of a report: a `Report` or a store's `Summary` will do."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Statement:
    """One control claim. `day` is when it was so, `published` when it was said; ISO days, None where not known."""

    claim: str
    report: str
    published: str | None
    outlet: str | None
    voice: str  # the innermost who is cited, else the outlet, else the report
    own_word: bool  # a party says it of itself
    actor: str  # catalogue id, else the folded name after a tilde
    name: str  # as reported
    change: str
    extent: str
    certainty: str
    day: str | None
    quote: str
    at: int  # offset of the quote in the report

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


def statement(claim: Claim, reports: Mapping[str, About]) -> Statement:
    """The statement that a control claim makes; a report that is not among `reports` has no date and no outlet."""
    report = reports.get(claim["report"])
    published = report.published if report else None
    return Statement(
        claim=claim["id"],
        report=claim["report"],
        published=published,
        outlet=report.outlet if report else None,
        voice=voice_of(claim, report),
        own_word=_own_word(claim, published),
        actor=actor_key(claim["actor"]),
        name=claim["actor"]["name"],
        change=claim["change"],
        extent=claim["extent"] or "full",
        certainty=claim["certainty"],
        day=_day(claim, published),
        quote=quote_of(claim),
        at=claim["evidence"][0]["start"],
    )


def quote_of(claim: Claim) -> str:
    """The words of the evidence in the report's order, with dots for what stands between them."""
    spans = sorted(claim["evidence"], key=lambda span: (span["start"], span["end"]))
    return " … ".join(span["text"] for span in spans)


def voice_of(claim: Claim, report: About | None) -> str:
    """Whose word the claim is: the innermost source, else the outlet, else the report."""
    for source in claim["sources"]:
        return actor_key(source)
    return report.outlet if report and report.outlet else f"report:{claim['report']}"


def _own_word(claim: Claim, day: str | None) -> bool:
    """Whether a cited source is the very side that the claim speaks of."""
    side = actor_key(claim["actor"])
    return any(together(actor_key(source), side, day) for source in claim["sources"])


def _day(claim: Claim, published: str | None) -> str | None:
    """Since when it was surely so: the end of the span of a change, the start of a state; else the report's day."""
    time = claim["time"]
    if time is None:
        return published
    return str(time["start" if claim["change"] in ("holds", "contested") else "end"])


def by_id(reports: Iterable[About]) -> dict[str, About]:
    """Reports by their id."""
    return {report.id: report for report in reports}
