"""Another try for what was left out: from the file if it is there, from what was fetched, or from the web anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad import settings
from marsad.batch import Kept, add_all
from marsad.reports.fetched import fetched, read_original
from marsad.reports.items import Failure, Note
from marsad.reports.scan import reread, scan
from marsad.reports.source import Item, Options

if TYPE_CHECKING:
    from marsad.store import Letter, Store

__all__ = ["Settled", "retry_all"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How many letters left the list after one document was tried again."""

    letters: int


def retry_all(
    store: Store, coder: str, *, jobs: int = 1, columns: Mapping[str, str] | None = None
) -> Iterator[Kept | Failure | Note | Settled]:
    """Try everything on the list again, each document once; what does not fail as before leaves the list.

    `columns` says which column of tables gives which field, as for `scan`; what it leaves open is found by their names.
    """
    options = Options(settings.number("MARSAD_MAX_REPORT_BYTES"), dict(columns or {}))
    waiting: dict[str, list[Letter]] = {}
    for letter in reversed(store.failed(limit=None)):
        waiting.setdefault(letter.path or letter.url or letter.file, []).append(letter)
    for letters in waiting.values():
        attempts = _attempts(store, letters[0], options)
        if not attempts:
            reason = "no longer there" if letters[0].path else "cannot be tried again"
            yield Note(letters[0].file, letters[0].line, f"{reason}; it stays on the list", left_out=True)
        for attempt in attempts:
            failures: set[tuple[str, int, str]] = set()
            for item in add_all(attempt(), store, coder, jobs=jobs):
                if isinstance(item, Failure):
                    failures.add((item.file, item.line, item.reason))
                yield item
            settled = [one for one in letters if (one.file, one.line, one.reason) not in failures]
            store.settle(settled)
            yield Settled(len(settled))
            if not failures:
                break


def _attempts(store: Store, letter: Letter, options: Options) -> list[Callable[[], Iterable[Item]]]:
    """The ways to try it again, the most faithful first; none where nothing is left to try."""
    found: list[Callable[[], Iterable[Item]]] = []
    path = Path(letter.path) if letter.path else None
    if path is not None and path.is_dir():
        found.append(lambda: scan([path], columns=options.columns))
    elif path is not None and path.is_file():
        found.append(lambda: reread(path, _shown(letter, path), letter.name or path.stem, options))
    if (original := store.fetched(letter)) is not None:
        found.append(lambda: read_original(original, letter.file, options))
    if url := letter.url:
        found.append(lambda: fetched(url, options))
    return found


def _shown(letter: Letter, path: Path) -> str:
    """What the file was called when it failed; the letter may be about a member of it."""
    archive, packed, _ = letter.file.partition(f"{path.name}!")
    return archive + path.name if packed else letter.file
