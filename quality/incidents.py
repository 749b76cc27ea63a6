"""Scores joining on the stories of ../shared, cross-validated by story.

    python quality/incidents.py [--folds 13] [--misses]

Every fold learns from the stories of quality/coding too, which are never scored. For each of the coder's own claims and
claims at the reader's marks: B-cubed of nothing joined, of a naive rule (same type, same town, adjacent day) and of
Marsad; each story by itself; and half of the stories pooled, under a model of the other half.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from coded import SHARED, shared_module, write_lines

from marsad.coder.decide import Linear
from marsad.incidents import join
from marsad.incidents.mention import Observer
from marsad.incidents.stories import Lesson, in_short, lessons, restored
from marsad.incidents.training import Example, train

STORIES = SHARED / "stories" / "dev.jsonl"
CODED = Path(__file__).with_name("coding") / "stories.jsonl"
TEXTS = SHARED / "news" / "conflict.jsonl.gz"
FOLDS = 13
Record = dict[str, Any]
Groups = list[Record]  # {"id", "claims", "killed"}


def alone(story: Record, claims: Sequence[Record]) -> Groups:
    """Nothing joined."""
    return [{"id": c["id"], "claims": [c["id"]]} for c in claims if c["kind"] == "event"]


def naive(story: Record, claims: Sequence[Record]) -> Groups:
    """Same type, same town by name, days adjacent (a claim without a day: that of its report)."""
    observer, found = Observer(), []
    for report in story["reports"]:
        found += observer.mentions(report, [c for c in claims if c["report"] == report["id"]])
    found.sort(key=lambda m: m.order)
    groups: list[list[Any]] = []
    for m in found:
        day = m.start if m.start is not None else m.published
        town = m.spot.name if m.spot else None
        for group in groups:
            if any((m.type, town) == key and abs(day - other) <= 1 for key, other, _ in group):
                group.append(((m.type, town), day, m.claim))
                break
        else:
            groups.append([((m.type, town), day, m.claim)])
    return [{"id": g[0][2], "claims": [c for _, _, c in g]} for g in groups]


def joined(model: Any) -> Callable[[Record, Sequence[Record]], Groups]:
    """Marsad under a model."""
    return lambda story, claims: [i.as_dict() for i in join(claims, story["reports"], model=model)]


def score(
    stories: Sequence[Record], groups: Groups, claims: Sequence[Record], misses: bool = False
) -> Record:
    """What the shared scorer says of the coder's own claims in `groups`."""
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said):
        rows = (("stories", stories), ("incidents", groups), ("claims", claims))
        paths = [str(write_lines(Path(folder) / name, records)) for name, records in rows]
        shared_module("score-incidents").main(paths + (["--misses"] if misses else []))
    *missed, last = said.getvalue().splitlines()
    if misses:
        print("\n".join(missed))
    return dict(json.loads(last))


def pooled(stories: Sequence[Record]) -> list[Record]:
    """All stories as one, incidents that are the same in several of them made one."""
    canonical: dict[str, str] = {}
    for story in stories:
        for incident in story["incidents"]:
            names = sorted({incident["id"], *(incident.get("same_as") or ())})
            root = min(canonical.get(n, n) for n in names)
            canonical |= dict.fromkeys(names, root)
    merged: dict[str, Record] = {}
    for story in stories:
        for incident in story["incidents"]:
            root = canonical[incident["id"]]
            if root in merged:
                merged[root]["mentions"] = merged[root]["mentions"] + incident["mentions"]
            else:
                merged[root] = {**incident, "id": root}
    reports = [report for story in stories for report in story["reports"]]
    return [{"story": "all", "reports": reports, "incidents": list(merged.values())}]


def marked_score(told: Mapping[str, str], groups: Groups) -> Record:
    """B-cubed where every event claim is one of the reader's mentions."""
    got = {claim: group["id"] for group in groups for claim in group["claims"]}
    return dict(shared_module("score-incidents").b_cubed(told, got, list(told)))


def measure(stories: Sequence[Record], folds: int = FOLDS, misses: bool = False) -> Record:
    """All figures, by name."""
    taught = {story["story"]: lessons(story) for story in stories}
    more = [e for story in restored(CODED, TEXTS) for e in in_short(story)]
    models: dict[str, Linear] = {}
    for fold in range(folds):
        held = {s["story"] for i, s in enumerate(stories) if i % folds == fold}
        pairs = [e for name, both in taught.items() if name not in held for x in both for e in x.examples]
        models |= dict.fromkeys(held, train([*pairs, *more]))
    out: Record = {}
    ways = {"alone": alone, "naive": naive, "marsad": None}
    for name, way in ways.items():
        by_kind: list[tuple[Groups, list[Record]]] = []
        for kind in (0, 1):
            groups: Groups = []
            claims: list[Record] = []
            for story in stories:
                lesson = taught[story["story"]][kind]
                groups += (way or joined(models[story["story"]]))(story, lesson.claims)
                claims += lesson.claims
            by_kind.append((groups, claims))
        own = score(stories, *by_kind[0], misses=misses and way is None)
        told = {c: i for both in taught.values() for c, i in both[1].told.items()}
        out[name] = {"own": own, "marked": marked_score(told, by_kind[1][0])}
    for half, found in zip(("half 1", "half 2"), pooled_score(stories, taught, more), strict=True):
        out[half] = found
    return out


def pooled_score(
    stories: Sequence[Record], taught: Mapping[str, tuple[Lesson, Lesson]], more: Sequence[Example]
) -> list[Record]:
    """Half of the stories in one run, under the model of the other half, and the other way round."""
    out = []
    for half, rest in ((stories[::2], stories[1::2]), (stories[1::2], stories[::2])):
        model = train([*(e for s in rest for x in taught[s["story"]] for e in x.examples), *more])
        every = pooled(half)
        claims = [c for s in half for c in taught[s["story"]][0].claims]
        out.append(score(every, joined(model)(every[0], claims), claims))
    return out


def fallen(floors: Mapping[str, float], found: Record) -> list[str]:
    """A sentence for each figure of Marsad's joining that is under its floor."""
    own, marked = found["marsad"]["own"], found["marsad"]["marked"]
    figures = {"given": own["given"]["f1"], "all": own["all"]["f1"], "marked": marked["f1"]}
    figures["killed"] = int(own["killed_low_high_right"].split("/")[0])
    return [
        f"incidents {name}: {figures[name]} is under its floor of {floor}"
        for name, floor in floors.items()
        if figures[name] < floor
    ]


def stories() -> list[Record]:
    """The gold stories."""
    return [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]


def rows(found: Record) -> Iterable[str]:
    """The figures as lines."""
    for name, both in found.items():
        own = both.get("own", both)
        line = f"{name:8} own given {own['given']['f1']:.3f} (P {own['given']['p']:.3f} R {own['given']['r']:.3f})"
        line += f" all {own['all']['f1']:.3f} found {own['found']:.3f} killed {own['killed_low_high_right']}"
        if "marked" in both:
            marked = both["marked"]
            line += f"; marked {marked['f1']:.3f} (P {marked['p']:.3f} R {marked['r']:.3f})"
        yield line


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--folds", type=int, default=FOLDS)
    arguments.add_argument("--misses", action="store_true", help="list the mentions that no claim tells")
    options = arguments.parse_args()
    print("\n".join(rows(measure(stories(), options.folds, options.misses))))


if __name__ == "__main__":
    main()
