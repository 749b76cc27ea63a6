"""The store: reports, the claims coded from them, and what was left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from marsad.model import Report
from marsad.reports.items import Failure, Found, Original
from marsad.store import archive, checking, failing, feeding, judging, linking, reading, writing
from marsad.store.archive import StoredOriginal
from marsad.store.errors import StoreError
from marsad.store.failing import Letter
from marsad.store.feeding import EntryState, FeedState
from marsad.store.linking import Reprinted
from marsad.store.opening import open_engine, plain
from marsad.store.records import (
    About,
    Added,
    Checked,
    ClaimFilter,
    Counts,
    JudgementRecord,
    ReportFilter,
    StoredReport,
    Summary,
    Verified,
)

if TYPE_CHECKING:
    from marsad.incidents.model import Judgement

__all__ = ["Store", "open_store"]


def open_store(target: str | os.PathLike[str], *, create: bool = True) -> Store:
    """The store in the SQLite file `target`, or at a postgresql:// address; made where it is not there.

    Raises `StoreError` with one clear line: a foreign or newer database, a missing file (without `create`), a
    database that cannot be reached or written.
    """
    return Store(open_engine(target, create=create))


class Store:
    """A store that is open. Safe to share between threads. Every method is a transaction; errors are `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _connection(self, *, writing: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.execution_options(writing=writing).begin() as connection:
                yield connection
        except DBAPIError as error:
            name = self._engine.url.render_as_string(hide_password=True).removeprefix("sqlite:///")
            raise StoreError(f"{name}: {plain(error)}") from error

    # Adding

    def add(
        self,
        report: Report,
        claims: Sequence[dict[str, Any]] | None,
        coder: str,
        *,
        found: Found | None = None,
        entry: tuple[str, str] | None = None,
    ) -> Added:
        """Add a report with its claims, in one transaction. What is there already is not added again.

        `coder` is the version of the coder that gave the claims; claims of another version are appended as a new run,
        and the last run counts. None as `claims`: the report is not to be coded. The document that `found` was read
        from goes into the archive; `entry` (a feed and the key of an entry in it) is marked as done.
        Raises `DuplicateId` where the id is that of another text.
        """
        with self._connection(writing=True) as connection:
            number, new = writing.put_report(connection, report)
            if found is not None:
                archive.put_original(connection, number, found)
            if entry is not None:
                feeding.done(connection, *entry)
            run = claims is not None and writing.put_claims(connection, number, report.text, coder, claims)
            return Added(new, run)

    def add_report(self, report: Report) -> bool:
        """Add a report that is not to be coded. False where it is there already; `DuplicateId` with another text."""
        return self.add(report, None, "").report

    def add_claims(self, report_id: str, claims: Sequence[dict[str, Any]], coder: str) -> bool:
        """Append a run of the coder version `coder` over a stored report. False where the last run gave the same."""
        with self._connection(writing=True) as connection:
            number, text = reading.get_text(connection, report_id)
            return writing.put_claims(connection, number, text, coder, claims)

    def add_failure(self, failure: Failure, roots: Sequence[str] = ()) -> bool:
        """Keep what was left out, with its reason. False where it is kept already: then the try is counted.

        `roots` are the files and folders that were being read.
        """
        with self._connection(writing=True) as connection:
            return failing.put_failure(connection, failure, roots)

    def settle(self, letters: Sequence[Letter]) -> None:
        """Take letters off the list of what was left out; they stay as history."""
        with self._connection(writing=True) as connection:
            failing.settle(connection, [letter.number for letter in letters])

    def link_reprints(self) -> int:
        """Compare all reports with each other anew and link reprints to their first telling; how many reports."""
        with self._connection(writing=True) as connection:
            return linking.link_all(connection)

    def keep_feed(self, state: FeedState) -> None:
        """Remember where polling stands with a feed."""
        with self._connection(writing=True) as connection:
            feeding.put_feed(connection, state)

    def keep_entry(self, feed: str, entry: str, state: EntryState) -> None:
        """Remember where it stands with an entry of a feed."""
        with self._connection(writing=True) as connection:
            feeding.put_entry(connection, feed, entry, state)

    def judge(self, a: str, b: str, verdict: str, by: str) -> int:
        """Keep what `by` says of the event claims `a` and `b`: same, different or unsure. The judgement's number."""
        with self._connection(writing=True) as connection:
            return judging.put_judgement(connection, a, b, verdict, by)

    def undo_judgement(self, number: int, by: str) -> int:
        """Undo a judgement, or an undoing, by a record of its own. That record's number."""
        with self._connection(writing=True) as connection:
            return judging.put_undoing(connection, number, by)

    # Asking

    def report(self, report_id: str) -> StoredReport | None:
        """The report with this id, or None."""
        with self._connection() as connection:
            return reading.get_report(connection, report_id)

    def reports(
        self, wanted: ReportFilter | None = None, *, limit: int | None = 50, offset: int = 0
    ) -> list[Summary]:
        """Summaries of the reports that fit, the newest first."""
        with self._connection() as connection:
            return reading.get_reports(connection, wanted or ReportFilter(), limit, offset)

    def count_reports(self, wanted: ReportFilter | None = None) -> int:
        """How many reports fit."""
        with self._connection() as connection:
            return reading.count_reports(connection, wanted or ReportFilter())

    def about(self) -> list[About]:
        """Id, day of publication and outlet of every report: what histories of control and relations need of them."""
        with self._connection() as connection:
            return reading.get_about(connection)

    def claims(
        self, wanted: ClaimFilter | None = None, *, limit: int | None = None, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Claims of the last runs that fit, in the codebook's form: of the newest report first, then in its order.

        The claims of one report: `claims(ClaimFilter(report=report_id))`.
        """
        with self._connection() as connection:
            return list(reading.get_claims(connection, wanted or ClaimFilter(), limit, offset))

    def has_claim(self, claim_id: str) -> bool:
        """Whether any run gave a claim of this id."""
        with self._connection() as connection:
            return reading.has_claim(connection, claim_id)

    def count_claims(self, wanted: ClaimFilter | None = None) -> int:
        """How many claims fit."""
        with self._connection() as connection:
            return reading.count_claims(connection, wanted or ClaimFilter())

    def judgements(self) -> list[JudgementRecord]:
        """Every judgement and undoing, in the order in which they were made."""
        with self._connection() as connection:
            return judging.get_judgements(connection)

    def edges(self) -> list[Judgement]:
        """The judgements that hold now, a pair once, on claims of the last runs: what joining has to keep to."""
        with self._connection() as connection:
            return judging.edges(connection)

    def revision(self) -> str:
        """What changes whenever a report, a run or a judgement is added: what was computed before is then old."""
        with self._connection() as connection:
            return reading.revision(connection)

    def coded_by(self, report: Report) -> str | None:
        """The coder version of the last run over `report`; None where this very text is not stored and coded."""
        with self._connection() as connection:
            held = reading.get_report(connection, report.id)
        return held.coder if held and held.sha256 == report.sha256 else None

    def holds(self, found: Found, coder: str) -> bool:
        """Whether this very report, claims of the version `coder` and the document it was read from are all there."""
        if self.coded_by(found.report) != coder:
            return False
        if found.original is None:
            return True
        with self._connection() as connection:
            return archive.has_original(connection, found.report.id, found.original)

    def original(self, report_id: str) -> StoredOriginal:
        """The document the report was read from. `StoreError` where the report is not there, or has none."""
        with self._connection() as connection:
            return archive.get_original(connection, report_id)

    def failed(self, *, settled: bool = False, limit: int | None = 50, offset: int = 0) -> list[Letter]:
        """What was left out while adding, the latest first; with `settled` also what was read later."""
        with self._connection() as connection:
            return failing.get_letters(connection, settled=settled, limit=limit, offset=offset)

    def fetched(self, letter: Letter) -> Original | None:
        """What was fetched and could not be read, or None where nothing was kept."""
        with self._connection() as connection:
            return failing.letter_original(connection, letter.number)

    def feed(self, url: str) -> FeedState:
        """Where polling stands with the feed at `url`."""
        with self._connection() as connection:
            return feeding.get_feed(connection, url)

    def entry(self, feed: str, entry: str) -> EntryState:
        """Where it stands with an entry of a feed."""
        with self._connection() as connection:
            return feeding.get_entry(connection, feed, entry)

    def pending(self, feed: str) -> float | None:
        """When the next entry of the feed is to be tried again, in seconds since 1970; None where none is."""
        with self._connection() as connection:
            return feeding.pending(connection, feed)

    def reprints(self, *, limit: int | None = 50, offset: int = 0) -> list[Reprinted]:
        """Texts with reprints, those with the most first."""
        with self._connection() as connection:
            return linking.get_reprinted(connection, limit, offset)

    def unlinked(self) -> int:
        """How many reports have not been compared: those stored before the store knew reprints."""
        with self._connection() as connection:
            return linking.count_unlinked(connection)

    def counts(self) -> Counts:
        """How much of what is in the store."""
        with self._connection() as connection:
            return reading.counts(connection)

    def check(self) -> Checked:
        """Every stored text against its hash, every quote against its text, every claim against the codebook."""
        with self._connection() as connection:
            return checking.check(connection)

    def verify(self) -> Verified:
        """Every stored text and every original hashed anew."""
        with self._connection() as connection:
            return checking.verify(connection)
