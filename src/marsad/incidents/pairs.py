"""Whether two claims tell of one happening: what speaks for and against, as features of a readable linear model.

Features are strings; their weights are in `knowledge/weights/joining.json` (tools/train_joining.py). They look at the
two claims and their reports only, never at other reports, so that a pair's score stays when reports are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from marsad.incidents.mention import Mention
from marsad.incidents.spot import relation
from marsad.incidents.words import RARE, Bag, likeness, similarity
from marsad.knowledge import read_yaml

__all__ = ["features", "kin", "plain", "within", "worded"]

_STEPS = (0.08, 0.15, 0.25, 0.35, 0.5, 0.7)
_DEAR = 80  # what a word is worth that one report in 250 has
_LONG = 45  # days; of a longer span it says little that it covers a day


@cache
def _families(group: str) -> dict[str, frozenset[str]]:
    """Event type -> the families of `kin` or `near` that it is in."""
    found: dict[str, set[str]] = {}
    for family, types in read_yaml("words/joining.yaml")[group].items():
        for kind in types:
            found.setdefault(kind, set()).add(family)
    return {kind: frozenset(families) for kind, families in found.items()}


@cache
def kin(a: str, b: str) -> bool:
    """Whether two types of event may name one happening."""
    return a == b or _related("kin", a, b)


def _related(group: str, a: str, b: str) -> bool:
    families = _families(group)
    return not families.get(a, frozenset()).isdisjoint(families.get(b, frozenset()))


@cache
def _tie(a: str, b: str) -> str:
    """How two types are tied: `same`, `near` (used for each other), or merely `kin`."""
    return "same" if a == b else "near" if _related("near", a, b) else "kin"


def features(a: Mention, b: Mention) -> Iterator[str]:
    """What there is to say of the pair; the same whichever comes first."""
    if a.report == b.report:
        yield from within(a, b)
    else:
        yield from plain(a, b)
        yield from worded(a, b)


def plain(a: Mention, b: Mention) -> Iterator[str]:
    """What the facts of two reports' claims say: types, places, times, tolls, actors, kinds of weapons and sites."""
    tie, where, when = _tie(a.type, b.type), relation(a.spot, b.spot), _when(a, b)
    close, leads = where.partition(":")[0], a.lead + b.lead
    yield f"tie={tie}"
    yield f"type={_kind(a, b)}"
    yield f"place={where}"
    yield f"time={when}"
    yield f"place-time={close}|{when}"
    yield f"type-time={tie}|{when}"
    yield f"type-place={tie}|{close}"
    yield f"toll={_tolls(a, b)}"
    yield f"lead={leads}"
    low, high = sorted((min(a.rank, 3), min(b.rank, 3)))
    yield f"ranks={low}+{high}"
    yield f"background={a.background + b.background}"
    yield f"published={_gap(a.published, b.published)}"
    yield from _sides(a, b)
    yield from _cues(a, b)


def worded(a: Mention, b: Mention) -> Iterator[str]:
    """What two reports' words say: of the sentences, beside the triggers, of the openings, of each other's place."""
    tie, close = _tie(a.type, b.type), relation(a.spot, b.spot).partition(":")[0]
    share, rare = likeness(a.words, b.words, RARE)
    alike = _step(share)
    yield f"words={alike}"
    yield f"words-place={alike}|{close}"
    yield f"rare={min(3, rare)}"
    share, dear = likeness(a.beside, b.beside, _DEAR)
    beside = _step(share)
    yield f"near-words={beside}"
    yield f"near-words-type={beside}|{tie}"
    yield f"near-rare={min(3, dear)}"
    story = _step(similarity(a.telling.opening, b.telling.opening))
    yield f"story={story}"
    yield f"story-lead={story}|{a.lead + b.lead}"
    yield f"story-type={story}|{tie}"
    told = (likeness(a.words, b.telling.title, RARE)[0] + likeness(b.words, a.telling.title, RARE)[0]) / 2
    yield f"told-in-title={_step(told)}"
    here, spoken = _here(a, b), _spoken(a, b)
    yield f"here={here}"
    yield f"here-place={here}|{close}"
    yield f"spoken={spoken}"
    yield f"spoken-place={spoken}|{close}"


def within(a: Mention, b: Mention) -> Iterator[str]:
    """What speaks for and against two claims of one report being the same happening."""
    if a.position > b.position:
        a, b = b, a
    where, when = relation(a.spot, b.spot), _when(a, b)
    close = where.split(":")[0]
    kind = _tie(a.type, b.type)
    away = b.position - a.last
    step = next((str(s) for s in (0, 8, 30, 80, 200, 500, 1200) if away <= s), "far")
    yield "self"
    yield f"self-type={_kind(a, b)}"
    yield f"self-place={where}|{kind}"
    yield f"self-time={when}"
    yield f"self-away={step}"
    yield f"self-away={step}|{kind}"
    yield f"self-sentence={a.sentence == b.sentence}|{kind}|{close}"
    yield f"self-words={_step(similarity(a.words, b.words))}|{kind}"
    yield f"self-toll={_tolls(a, b)}"
    yield f"self-another={'another' in b.cues}|{kind}"
    yield f"self-background={a.background + b.background}"
    yield f"self-definite={a.definite}{b.definite}|{kind}"
    yield f"self-lead={a.lead + b.lead}"
    yield from (f"self-{f}" for f in _sides(a, b))
    yield from (f"self-{f}" for f in _cues(a, b))


def _kind(a: Mention, b: Mention) -> str:
    return a.type if a.type == b.type else "+".join(sorted((a.type, b.type)))


def _step(share: float) -> str:
    for i, limit in enumerate(_STEPS):
        if share < limit:
            return str(i)
    return str(len(_STEPS))


def _gap(a: int | None, b: int | None) -> str:
    if a is None or b is None:
        return "none"
    days = abs(a - b)
    return str(days) if days < 3 else "week" if days < 8 else "month" if days < 32 else "later"


def _span(m: Mention) -> tuple[int, int, str] | None:
    """The days a claim may mean, and how sure: `told`, `vague`, or `news` where only the report's day is known."""
    if m.start is not None and m.end is not None:
        return m.start, m.end, ("told" if m.dated else "news") if m.end - m.start <= 1 else "vague"
    return (m.published - 1, m.published, "news") if m.published is not None else None


def _when(a: Mention, b: Mention) -> str:
    x, y = _span(a), _span(b)
    if x is None or y is None:
        return "none"
    sure = "+".join(sorted((x[2], y[2])))
    gap = max(x[0], y[0]) - min(x[1], y[1])
    if gap <= 0:
        return f"meet:{sure}" if max(x[1] - x[0], y[1] - y[0]) <= _LONG else "meet:long"
    return f"{gap}:{sure}" if gap <= 2 else f"week:{sure}" if gap <= 7 else "apart"


def _spoken(a: Mention, b: Mention) -> str:
    """Whether each report speaks of the place that the other one gives."""
    said = sorted(_knows(y, x) for x, y in ((a, b), (b, a)))
    return "+".join(said)


def _here(a: Mention, b: Mention) -> str:
    """The same of the two sentences."""
    return "+".join(sorted(_holds(y.words, x) for x, y in ((a, b), (b, a))))


def _holds(words: Bag, other: Mention) -> str:
    names = other.spot.stems if other.spot else frozenset()
    return "any" if not names else "no" if names.isdisjoint(words.words) else "yes"


def _knows(one: Mention, other: Mention) -> str:
    """Whether the report of `one` speaks of the place of `other`: yes, in part, no; `any` where there is none."""
    names = other.spot.stems if other.spot else frozenset()
    if not names:
        return "any"
    held = sum(name in one.telling.words.words for name in names)
    return "yes" if held == len(names) else "part" if held else "no"


def _tolls(a: Mention, b: Mention) -> str:
    for left, right, name in ((a.killed, b.killed, "killed"), (a.wounded, b.wounded, "wounded")):
        if left and right:
            if left & right:
                few = min((low or 0 for low, _ in left & right), default=0) < 3
                return f"{name}:same:{'few' if few else 'many'}"
            if name == "killed":
                return f"killed:{_ratio(left, right)}"
    return "one" if (a.killed or a.wounded) and (b.killed or b.wounded) else "none"


def _ratio(
    left: frozenset[tuple[int | None, int | None]], right: frozenset[tuple[int | None, int | None]]
) -> str:
    """How far two tolls are apart: `near` within half as much again, else `far`."""
    sizes = [sorted(high or low or 1 for low, high in side) for side in (left, right)]
    best = min(max(x, y) / min(x, y) for x in sizes[0] for y in sizes[1])
    return "near" if best <= 1.5 else "apart" if best <= 3 else "far"


def _sides(a: Mention, b: Mention) -> Iterator[str]:
    for i, name in enumerate(("actors", "recipients")):
        left, right = a.sides[i], b.sides[i]
        if left and right:
            yield f"{name}={'shared' if left & right else 'rival'}"
    if (a.sides[0] & b.sides[1]) or (a.sides[1] & b.sides[0]):
        yield "sides=turned"


def _cues(a: Mention, b: Mention) -> Iterator[str]:
    both = a.cues & b.cues
    yield from (f"both={c}" for c in sorted(both))
    yield f"cues={min(3, len(both - {'another', 'former'}))}"
    for cue in ("another", "former"):
        if (cue in a.cues) != (cue in b.cues):
            yield f"only={cue}"
