"""What the store gives back, and what can be asked of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from marsad.model import Report

__all__ = [
    "Added",
    "Checked",
    "ClaimFilter",
    "Counts",
    "JudgementRecord",
    "Problem",
    "ReportFilter",
    "StoredReport",
    "Summary",
    "Verified",
]


@dataclass(frozen=True, slots=True)
class Summary:
    """A stored report without its text: `opening` is the first 200 characters, `claims` are those of the last run.

    `reprint_of` is the id of the report that first told what this one reprints, None where it reprints none.
    """

    id: str
    sha256: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    language: str | None
    added: str
    claims: int
    opening: str
    author: str | None
    published_at: str | None
    dateline: str | None
    dated_by: str | None
    reprint_of: str | None

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class About:
    """What joining has to know of a stored report."""

    id: str
    published: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A stored report; `coder` and `coded` (UTC) are of the last run, None where it was not coded yet.

    `reprint_of` is the id of the report that first told it, where that is another; `reprints` are ids of its reprints.
    """

    report: Report
    sha256: str
    added: str
    coder: str | None
    coded: str | None
    reprint_of: str | None = None
    reprints: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report's fields and the store's own, for JSON."""
        own = {"sha256": self.sha256, "added": self.added, "coder": self.coder, "coded": self.coded}
        linked = {"reprint_of": self.reprint_of, "reprints": list(self.reprints)}
        return {**self.report.model_dump(), **own, **linked}


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports: words of text or title (all of them, in any form), outlet, language, days of publication.

    `firsts` leaves reprints out, so that a wire story in twelve papers is one report.
    """

    query: str | None = None
    outlet: str | None = None
    language: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    firsts: bool = False


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims of the last runs. Every field narrows.

    `type` is an event type, an outcome, a change or a relation. `actor` and `place` are words of a name, or an id;
    a place also stands for what lies in it. `start` and `end` are ISO days: claims whose time touches that period.
    """

    report: str | None = None
    kind: str | None = None
    type: str | None = None
    certainty: str | None = None
    actor: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition changed: nothing, where the store had it all."""

    report: bool
    run: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in the store; claims are those of the last runs, all but `reports` maps from a key to a number."""

    reports: int
    claims: int
    failures: int
    kinds: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    certainties: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """A judgement on the event claims `a` and `b`, or the undoing of another record; `at` is UTC."""

    number: int
    a: str | None
    b: str | None
    verdict: str | None
    undoes: int | None
    by: str
    at: str
    in_force: bool

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the store that is not as it must be; `claim` is None where it concerns the report or the store."""

    report: str | None
    claim: str | None
    reason: str

    def __str__(self) -> str:
        where = " ".join(
            filter(None, (self.report and f"report {self.report}", self.claim and f"claim {self.claim}"))
        )
        return f"{where or 'store'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Checked:
    """How much `check` looked at, and what it found."""

    reports: int
    claims: int
    quotes: int
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Verified:
    """How many texts and documents were hashed anew, the bytes of the documents, and what was found."""

    reports: int
    originals: int
    size: int
    problems: list[Problem]
