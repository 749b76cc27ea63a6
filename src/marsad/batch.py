"""Many reports at once: coded in order, by several processes if wanted, and added to a store one by one.

A report that makes the coder fail is left out with its reason, as one that cannot be read.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any

from marsad.model import Report
from marsad.quotes import misquoted
from marsad.reports.items import Failure, Found, Note

if TYPE_CHECKING:
    from marsad.store import Store

__all__ = ["Coded", "Kept", "add_all", "code_all", "keep"]

_AHEAD = 8  # reports handed to each process before the first is asked for


@dataclass(frozen=True, slots=True)
class Coded:
    """A report and its claims in text order; None where it is not Arabic and so not coded."""

    found: Found
    claims: list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A report in the store: whether it is new there, and how many claims were added (None where none had to be)."""

    found: Found
    new: bool
    claims: int | None


Item = Found | Kept | Failure | Note
Result = list[dict[str, Any]] | str | None
Outcome = Coded | Kept | Failure | Note


def code_all(items: Iterable[Item], jobs: int = 1) -> Iterator[Outcome]:
    """`items` in their order, every found report with its claims. `jobs` is the number of processes."""
    if jobs > 1:
        yield from _code_beside(items, jobs)
        return
    for item in items:
        yield _outcome(item, _code(item.report)) if isinstance(item, Found) else item


def _code_beside(items: Iterable[Item], jobs: int) -> Iterator[Outcome]:
    # "forkserver": a progress bar runs a thread, and a fork beside a thread may hang
    context = get_context("forkserver")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent) as pool:
        waiting: deque[tuple[Item, Future[Result] | None]] = deque()
        for item in items:
            waiting.append((item, pool.submit(_code, item.report) if isinstance(item, Found) else None))
            if len(waiting) >= jobs * _AHEAD:
                yield _settled(*waiting.popleft())
        while waiting:
            yield _settled(*waiting.popleft())


def _end_with_parent() -> None:
    """End this process when the one it works for is killed: else it would wait for work for ever."""
    parent = parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _settled(item: Item, future: Future[Result] | None) -> Outcome:
    if future is None or not isinstance(item, Found):
        assert not isinstance(item, Found)
        return item
    return _outcome(item, future.result())


def _outcome(found: Found, result: Result) -> Coded | Failure:
    return _failure(found, result) if isinstance(result, str) else Coded(found, result)


def _code(report: Report) -> Result:
    """The claims of `report`, None where it is not Arabic, or the reason why the coder could not."""
    if report.language != "ar":
        return None
    from marsad.coder.code import code

    try:
        claims = code(report)
    except Exception as error:  # whatever it is: one report must not stop the others
        return f"the coder failed: {type(error).__name__}: {' '.join(str(error).split())}"
    for claim in claims:
        if reason := misquoted(report.text, claim):
            return f"the coder failed: claim {claim['id']}: {reason}"
    return claims


def add_all(
    items: Iterable[Item],
    store: Store,
    coder: str,
    *,
    jobs: int = 1,
    again: bool = False,
    coding: bool = True,
    roots: Sequence[str] = (),
) -> Iterator[Kept | Failure | Note]:
    """Code `items` and add them to `store`, each report in a transaction; failures are kept there too.

    Reports that the version `coder` has coded are not coded again, unless `again`; without `coding` none is, and they
    are when they are added another time. `roots` are the files and folders
    that the items are read from, so that what failed can be tried again under the same name.
    """
    outcomes = code_all(_uncoded(items, store, coder, again), jobs) if coding else map(_as_it_is, items)
    for item in outcomes:
        if isinstance(item, Coded):
            item = keep(item, store, coder)
        if isinstance(item, Failure):
            store.add_failure(item, roots)
        yield item


def _as_it_is(item: Item) -> Outcome:
    return Coded(item, None) if isinstance(item, Found) else item


def keep(coded: Coded, store: Store, coder: str, entry: tuple[str, str] | None = None) -> Kept | Failure:
    """Add one report that was coded. `entry` is the feed and the key of the entry in it that is done with this."""
    from marsad.store import DuplicateId, RefusedClaims

    try:
        added = store.add(coded.found.report, coded.claims, coder, found=coded.found, entry=entry)
    except (DuplicateId, RefusedClaims) as error:
        return _failure(coded.found, str(error))
    return Kept(coded.found, added.report, len(coded.claims or ()) if added.run else None)


def _failure(found: Found, reason: str) -> Failure:
    """With the document, if it was fetched: a file can be read again, a page may be gone."""
    fetched = found.original is not None and found.original.retrieved is not None
    return Failure(found.file, found.line, reason, found.original if fetched else None)


def _uncoded(items: Iterable[Item], store: Store, coder: str, again: bool) -> Iterator[Item]:
    """`items`, with reports that the store has whole, from this version of the coder, marked as kept."""
    for item in items:
        there = isinstance(item, Found) and not again and store.holds(item, coder)
        yield Kept(item, new=False, claims=None) if there and isinstance(item, Found) else item
