"""What was left out: kept with its reason, counted, settled, never lost."""

from __future__ import annotations

from pathlib import Path

from marsad.reports import Failure, Original
from marsad.store import Store


def test_a_failure_is_kept_once_and_its_tries_are_counted(store: Store) -> None:
    assert store.add_failure(Failure("x.txt", 1, "empty file")) is True
    assert store.add_failure(Failure("x.txt", 1, "empty file")) is False
    store.add_failure(Failure("y.jsonl", 7, "broken JSON"))
    last, first = store.failed()
    assert (last.file, last.line, last.reason, last.tries, last.tried) == (
        "y.jsonl",
        7,
        "broken JSON",
        1,
        None,
    )
    assert (first.file, first.tries) == ("x.txt", 2) and first.tried is not None
    assert store.counts().failures == 2 and len(store.failed(limit=1)) == 1


def test_what_is_settled_leaves_the_list_and_stays_as_history(store: Store) -> None:
    failure = Failure("x.txt", 1, "empty file")
    store.add_failure(failure)
    store.settle(store.failed())
    assert store.failed() == [] and store.counts().failures == 0
    (kept,) = store.failed(settled=True)
    assert kept.reason == "empty file" and kept.settled is not None
    store.add_failure(failure)  # it fails again later
    (back,) = store.failed()
    assert (back.number, back.tries, back.settled) == (kept.number, 2, None)


def test_where_a_failure_can_be_tried_again(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text("")
    (folder / "y.zip").write_text("")
    root = str(tmp_path / "in")
    for name in (f"{folder}/x.txt", f"{folder}/y.zip!a/b.txt", "<stdin>", "https://a.example/1"):
        store.add_failure(Failure(name, 1, "no"), [root])
    web, stdin, packed, plain = store.failed()
    assert (plain.path, plain.name) == (f"{folder}/x.txt", "deep/x")
    assert (packed.path, packed.name) == (f"{folder}/y.zip", "deep/y")
    assert (stdin.path, stdin.url) == (None, None)
    assert (web.path, web.url) == (None, "https://a.example/1")


def test_what_was_fetched_and_could_not_be_read_is_kept(store: Store) -> None:
    page = Original(b"<html></html>", "text/html", "https://a.example/2")
    store.add_failure(Failure("https://a.example/1", 1, "no article found", page))
    (letter,) = store.failed()
    kept = store.fetched(letter)
    assert kept is not None and (kept.data, kept.url, kept.media_type) == (page.data, page.url, "text/html")
    store.add_failure(Failure("z.txt", 1, "no"))
    assert store.fetched(store.failed()[0]) is None
