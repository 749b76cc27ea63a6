"""Polls feeds, reads what is new in them, codes it and adds it to the store.

Where it stands is in the store: an entry is marked as done in the very transaction that adds its report, and what a
feed's answer said of itself (ETag, Last-Modified) is kept only once all its entries are done. Killed at any moment, a
watcher goes on where it was, and adds nothing twice.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from marsad import settings
from marsad.batch import Coded, Kept, code_all, keep
from marsad.model import Report
from marsad.reports.fetched import read_answer
from marsad.reports.fetching import Answer, Fetcher, Unfetched
from marsad.reports.items import Failure, Found
from marsad.reports.readers.feed import Entry, entries
from marsad.reports.source import Item, Options, Origin, Source, Unreadable
from marsad.store import EntryState, FeedState, Store
from marsad.store.clock import now
from marsad.watching.feeds import Feed, Watchlist
from marsad.watching.pace import Pace

__all__ = ["Watcher"]

_TRIES = 6  # of an entry whose page cannot be got, before it goes on the list of failures
_NAP = 60.0  # seconds, the longest sleep between two looks at what is due
_FROM_FEED = ("author", "title", "outlet")

Log = Callable[[dict[str, Any]], None]


class Watcher:
    """One process that watches. `log` is given a record of everything that was done."""

    def __init__(
        self, feeds: Watchlist, store: Store, fetcher: Fetcher, coder: str, log: Log, pace: Pace | None = None
    ) -> None:
        self._feeds, self._store, self._fetcher, self._coder = feeds, store, fetcher, coder
        self._log = log
        self._pace = pace or Pace(feeds.delay)
        self._options = Options(settings.number("MARSAD_MAX_REPORT_BYTES"))

    def run(self) -> None:
        """Watch until the process is ended."""
        while True:
            self.once()
            due = min(self._store.feed(feed.url).due for feed in self._feeds.feed)
            self._pace.sleep(min(max(due - self._pace.now(), 1.0), _NAP))

    def once(self) -> None:
        """Poll every feed that is due."""
        for feed in self._feeds.feed:
            state = self._store.feed(feed.url)
            if state.due <= self._pace.now():
                self._poll(feed, state)

    def _poll(self, feed: Feed, state: FeedState) -> None:
        try:
            answer = self._get(feed.url, state.etag, state.modified)
            found, broken = _entries(answer) if answer.status == 200 else ([], None)
        except (Unfetched, Unreadable) as reason:
            failures = state.failures + 1
            wait = reason.retry_after if isinstance(reason, Unfetched) else None
            due = self._pace.later(self._feeds.pause(feed), failures, wait)
            self._store.keep_feed(replace(state, due=due, failures=failures))
            self._say("failed", feed, reason=str(reason), failures=failures, due=due)
            return
        # First without ETag: killed among the entries, the next poll must get them all again.
        soon = FeedState(feed.url, polled=now(), due=self._pace.now())
        if answer.status == 200:
            self._store.keep_feed(soon)
            self._entries(feed, found, answer)
            soon = replace(soon, etag=answer.header("etag"), modified=answer.header("last-modified"))
        else:
            soon = replace(soon, etag=state.etag, modified=state.modified)
        due, waiting = self._pace.later(self._feeds.pause(feed)), self._store.pending(feed.url)
        if waiting is not None:  # a whole answer is needed again, for what could not be got this time
            soon = replace(soon, etag=None, modified=None)
        self._store.keep_feed(replace(soon, due=due))
        self._say("polled", feed, status=answer.status, entries=len(found), broken=broken, due=due)

    def _get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        self._pace.wait_for(url, self._fetcher.delay(url))
        return self._fetcher.get(url, etag=etag, modified=modified)

    def _entries(self, feed: Feed, found: list[Entry], answer: Answer) -> None:
        for entry in reversed(found):  # feeds begin with the newest
            state = self._store.entry(feed.url, entry.key)
            if state.done is None and state.due <= self._pace.now():
                self._entry(feed, entry, state, answer)

    def _entry(self, feed: Feed, entry: Entry, state: EntryState, answer: Answer) -> None:
        try:
            items = self._read(feed, entry, answer)
        except Unfetched as reason:
            self._unfetched(feed, entry, state, reason)
            return
        done = (feed.url, entry.key)
        outcomes = [
            keep(item, self._store, self._coder, done) if isinstance(item, Coded) else item
            for item in code_all(item for item in items if isinstance(item, Found | Failure))
        ]
        for outcome in outcomes:
            if isinstance(outcome, Kept):
                report = outcome.found.report
                self._say(
                    "added" if outcome.new else "there",
                    feed,
                    report=report.id,
                    url=report.url,
                    claims=outcome.claims,
                )
            elif isinstance(outcome, Failure):
                self._left_out(feed, outcome)
        if not any(isinstance(outcome, Kept) for outcome in outcomes):
            self._store.keep_entry(*done, EntryState(now(), state.tries + 1))

    def _read(self, feed: Feed, entry: Entry, answer: Answer) -> list[Item]:
        """The report of an entry: of the page it links to, or of the entry itself where the list says so."""
        link = entry.fields["url"]
        if feed.read == "page" and link:
            page = self._get(link)
            return [self._dressed(item, feed, entry) for item in read_answer(page, link, self._options)]
        origin = Origin(answer.url, answer.media_type, answer.retrieved, answer.headers)
        source = Source(io.BufferedReader(io.BytesIO(entry.data)), feed.url, self._options, origin=origin)
        fields = entry.fields | ({"outlet": feed.outlet} if feed.outlet else {})
        return list(source.report(fields, entry.data, "application/xml", entry.line))

    def _dressed(self, item: Item, feed: Feed, entry: Entry) -> Item:
        """A report of a page, with what the feed says of it where the page says nothing."""
        if not isinstance(item, Found):
            return item
        told = self._told(entry)
        known = item.report.model_dump()
        fields = {name: known[name] or getattr(told, name, None) for name in _FROM_FEED}
        if feed.outlet:
            fields["outlet"] = feed.outlet
        if known["published"] is None and told is not None:
            fields |= {name: getattr(told, name) for name in ("published", "published_at", "dated_by")}
        return replace(item, report=item.report.model_copy(update=fields))

    def _told(self, entry: Entry) -> Report | None:
        """What the feed says of an entry, as a report."""
        source = Source(io.BufferedReader(io.BytesIO()), entry.key, self._options)
        made: Iterator[Item] = source.report(entry.fields, b"", "application/xml", entry.line)
        return next((item.report for item in made if isinstance(item, Found)), None)

    def _unfetched(self, feed: Feed, entry: Entry, state: EntryState, reason: Unfetched) -> None:
        tries = state.tries + 1
        if reason.temporary and tries < _TRIES:
            due = self._pace.later(self._feeds.pause(feed) / 2, tries, reason.retry_after)
            self._store.keep_entry(feed.url, entry.key, EntryState(None, tries, due))
            self._say("postponed", feed, url=entry.fields["url"], reason=str(reason), tries=tries, due=due)
            return
        self._left_out(feed, Failure(entry.fields["url"], 1, str(reason)))
        self._store.keep_entry(feed.url, entry.key, EntryState(now(), tries))

    def _left_out(self, feed: Feed, failure: Failure) -> None:
        self._store.add_failure(failure)
        self._say("left out", feed, url=failure.file, reason=failure.reason)

    def _say(self, event: str, feed: Feed, **fields: Any) -> None:
        known = {key: value for key, value in fields.items() if value is not None}
        self._log({"at": now(), "event": event, "feed": feed.url, **known})


def _entries(answer: Answer) -> tuple[list[Entry], str | None]:
    """The entries of a feed that was got; `Unreadable` whatever is wrong with it: one feed must not stop the others."""
    try:
        return entries(answer.data, answer.url)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            f"not a feed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        ) from error
