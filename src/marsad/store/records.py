"""What the store gives back, and what can be asked of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from marsad.model import Report
from marsad.reports.items import Original

__all__ = [
    "Added",
    "Checked",
    "ClaimFilter",
    "Counts",
    "EntryState",
    "FeedState",
    "Letter",
    "Printing",
    "Problem",
    "ReportFilter",
    "Reprinted",
    "StoredOriginal",
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


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """The document a report was read from: its hash, where it was read, by which version of Marsad, and when (UTC)."""

    original: Original
    sha256: str
    file: str
    line: int
    reader: str
    added: str

    def as_dict(self) -> dict[str, Any]:
        """All that is known of the document, without its bytes, for JSON."""
        kept = self.original
        document = {"sha256": self.sha256, "bytes": len(kept.data), "media_type": kept.media_type}
        fetched = {"url": kept.url, "retrieved": kept.retrieved, "headers": dict(kept.headers)}
        read = {"file": self.file, "line": self.line, "reader": self.reader, "added": self.added}
        return document | fetched | read


@dataclass(frozen=True, slots=True)
class Letter:
    """Something left out. Times are UTC; `path` with `name`, `url` and `content` say how it can be tried again.

    `met` is when it first failed, `tried` when it failed last (None: once only), `settled` when a later try went well.
    """

    number: int
    file: str
    line: int
    reason: str
    met: str
    tries: int
    tried: str | None
    path: str | None
    name: str | None
    url: str | None
    content: int | None
    settled: str | None

    def as_dict(self) -> dict[str, Any]:
        """What a user is shown, for JSON."""
        return {
            name: getattr(self, name)
            for name in ("file", "line", "reason", "met", "tries", "tried", "settled")
        }


@dataclass(frozen=True, slots=True)
class Printing:
    """A report that prints a text; `likeness` is the share of wording it has in common with the first telling."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    likeness: float

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A text that several reports print: its first telling, and the reprints in the order of their days."""

    first: Printing
    reprints: tuple[Printing, ...]

    def as_dict(self) -> dict[str, Any]:
        """All fields, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where polling stands with a feed: what its last answer said of itself, and when it is due (seconds since 1970)."""

    url: str
    etag: str | None = None
    modified: str | None = None
    polled: str | None = None
    due: float = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class EntryState:
    """Where it stands with an entry: when it was read or given up, how often it was tried, when it is due again."""

    done: str | None = None
    tries: int = 0
    due: float = 0
