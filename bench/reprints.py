"""Reprints: how many are found and how many of those are right, what each threshold would give, and how fast it is.

    python bench/reprints.py [--texts 5000] [--seed 1] [--thresholds]
    python bench/reprints.py --speed 100000

Measured through a store, as `marsad add` does it, on the invented stories of bench/retelling.py: pairs of reports that
print one wire, against pairs that tell one event in other words, follow-ups with its background paragraphs, bulletins.
Where ../shared is there: also its stories (reports marked as sharing an agency's text), and how many of its news are
reprints. `--speed` links so many texts anew in a store of that size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from retelling import Text, collection, stories

from marsad.model import Report
from marsad.reports.reprints import THRESHOLD, likeness, sign
from marsad.store import Store, open_store
from marsad.store.linking import link_all

SHARED = Path(__file__).resolve().parents[2] / "shared"


def groups(store: Store) -> dict[str, str]:
    """The first telling of every report that is in a group, itself included, by its id."""
    found = store.reprints(limit=None)
    return {one.id: text.first.id for text in found for one in (text.first, *text.reprints)}


def fill(store: Store, texts: Iterable[Report]) -> int:
    """Put reports into the store in one transaction, without comparing them; their number."""
    from sqlalchemy import insert

    from marsad.store.tables import reports

    rows = [
        one.model_dump() | {"sha256": one.sha256, "added": "2026-01-01T00:00:00Z", "search": ""}
        for one in texts
    ]
    with store._connection(writing=True) as connection:
        connection.execute(insert(reports), rows)
    return len(rows)


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs there are within groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in sizes)


def score(texts: list[Text], group: Callable[[Text], str]) -> tuple[float, float]:
    """Recall and precision of the pairs that grouping puts together."""
    right = pairs(Counter((t.wire, group(t)) for t in texts).values())
    wanted, found = pairs(Counter(t.wire for t in texts).values()), pairs(Counter(map(group, texts)).values())
    return right / max(wanted, 1), right / max(found, 1)


def measured(count: int, seed: int) -> None:
    """Recall and precision on the invented stories."""
    texts = collection(count, seed)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db") as store:
        fill(store, (Report(id=t.id, text=t.text, published=t.published) for t in texts))
        store.link_reprints()
        found = groups(store)
    recall, precision = score(texts, lambda t: found.get(t.id, t.id))
    print(f"{count} invented texts (seed {seed}): recall {recall:.3f}, precision {precision:.3f} of pairs")
    if others := Counter(t.made for t in texts if "-" in t.wire and t.id in found):
        print(f"  wrongly in a group: {dict(others)}")


def thresholds(count: int, seed: int) -> None:
    """What each threshold would give, by comparing all pairs of signatures."""
    signed = [(t, s) for t in collection(count, seed) if (s := sign(t.text))]
    alike = [
        (likeness(a.signature, b.signature), t.wire == u.wire) for (t, a), (u, b) in combinations(signed, 2)
    ]
    wanted = sum(same for _, same in alike)
    print("threshold  recall  precision (of pairs that are alike by themselves)")
    for hundredths in range(24, 62, 4):
        found = [same for share, same in alike if share >= hundredths / 100]
        print(f"{hundredths / 100:9.2f}{sum(found) / wanted:8.3f}{sum(found) / max(len(found), 1):10.3f}")


def shared_stories() -> None:
    """How many reports of ../shared's stories that are marked as reprints share their wording with an earlier one."""
    marked = caught = alarms = 0
    with (SHARED / "stories/dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            told = [(r, sign(r["text"])) for r in json.loads(line)["reports"]]
            for number, (report, one) in enumerate(told):
                earlier = [
                    likeness(one.signature, other.signature) for _, other in told[:number] if one and other
                ]
                alike = max(earlier, default=0) >= THRESHOLD
                marked, caught = marked + bool(report["reprint"]), caught + bool(report["reprint"] and alike)
                alarms += alike and not report["reprint"]
    print(
        f"stories of ../shared: {caught} of {marked} marked reports share their wording, {alarms} others do"
    )


def shared_news() -> None:
    """How many of the news of ../shared are reprints, and of what."""
    with gzip.open(SHARED / "news/conflict.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db") as store:
        fill(
            store,
            (Report(id=n["id"], text=n["text"], published=n["published"], outlet=n["outlet"]) for n in news),
        )
        store.link_reprints()
        found = store.reprints(limit=None)
    copies = sum(len(text.reprints) for text in found)
    across = sum(one.outlet != text.first.outlet for text in found for one in text.reprints)
    print(
        f"news of ../shared: {copies} of {len(news)} reports are reprints, {across} of them of another outlet's"
    )


def speed(count: int) -> None:
    """Seconds to link `count` reports, in a SQLite file."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.db") as store:
        made = (Report(id=t.id, text=t.text, published=t.published) for t in stories(count))
        fill(store, (one for one, _ in zip(made, range(count), strict=False)))
        start, used = time.perf_counter(), time.process_time()
        with store._connection(writing=True) as connection:
            linked = link_all(connection)
        seconds, cpu = time.perf_counter() - start, time.process_time() - used
        size = (Path(folder) / "a.db").stat().st_size / 1e6
    print(
        f"{linked} reports linked in {seconds:.1f} s ({cpu:.1f} s of one core); the store has {size:.0f} MB"
    )


def main() -> None:
    """Reads the command line and prints the measures."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--texts", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--thresholds", action="store_true")
    arguments.add_argument("--speed", type=int)
    options = arguments.parse_args()
    if options.speed:
        speed(options.speed)
        return
    if options.thresholds:
        thresholds(min(options.texts, 2000), options.seed)
        return
    measured(options.texts, options.seed)
    if SHARED.is_dir():
        shared_stories()
        shared_news()


if __name__ == "__main__":
    main()
