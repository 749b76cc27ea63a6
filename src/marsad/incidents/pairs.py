"""Whether two claims tell of one happening: what speaks for and against, as features of a readable linear model.

Features are strings; their weights are in `knowledge/weights/joining.json` (tools/train_joining.py). They look at the
two claims and their reports only, never at other reports, so that a pair's score stays when reports are added.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from marsad.incidents.mention import Mention
from marsad.incidents.spot import relation
from marsad.incidents.words import RARE, Bag, held, likeness, share, similarity
from marsad.knowledge import read_yaml

__all__ = ["Group", "features", "kin", "plain", "spelt", "told_apart", "toll_of", "within", "worded"]

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


_DEADLY = frozenset(
    "armed_clash ground_attack air_strike shelling explosion suicide_attack chemical_attack".split()
)


def toll_of(a: Mention, b: Mention) -> bool:
    """Whether one sentence tells the killing `b` as what came of the attack `a`: its toll, no killing of its own."""
    told = a.telling is b.telling and a.sentence == b.sentence and a.position < b.position
    return told and b.type == "killing" and b.led and a.type in _DEADLY


def told_apart(a: Mention, b: Mention) -> bool:
    """Whether one report tells two claims apart in words: "another" in a sentence of its own, and of another place.

    119 of 120 such pairs of the gold stories are two happenings.
    """
    if a.telling is not b.telling or a.sentence == b.sentence:
        return False
    later = a if a.position > b.position else b
    return "another" in later.cues and _close(relation(a.spot, b.spot)) in _ELSEWHERE


_ELSEWHERE = frozenset({"20km", "60km", "150km", "far"})


Features = tuple[str, ...]
Group = tuple[Any, ...]
"""Features that come together: themselves, or the function that makes them with its arguments, since pairs are many and
what a group weighs is worked out once for each combination of values."""


def features(a: Mention, b: Mention) -> Iterator[str]:
    """What there is to say of the pair; the same whichever comes first."""
    groups = within(a, b) if a.telling is b.telling else (*plain(a, b), *worded(a, b))
    for group in groups:
        yield from spelt(group)


def spelt(group: Group) -> Features:
    """The features of a group."""
    return group[0](*group[1:]) if group and callable(group[0]) else group


def plain(a: Mention, b: Mention) -> tuple[Group, ...]:
    """What the facts of two reports' claims say: types, places, times, tolls, actors, kinds of weapons and sites."""
    one, other = (a.type, b.type) if a.type <= b.type else (b.type, a.type)
    low, high = (a.rank, b.rank) if a.rank <= b.rank else (b.rank, a.rank)
    toll = _tolls(a.killed, b.killed, a.wounded, b.wounded)
    published = _gap(a.telling.published, b.telling.published)
    leads, background = a.lead + b.lead, a.background + b.background
    return (
        (_facts, one, other, relation(a.spot, b.spot), _when(a, b)),
        (_telling, toll, leads, low if low < 3 else 3, high if high < 3 else 3, background, published),
        (_sides, _met(a, b, 0), _met(a, b, 1), _turned(a, b)),
        _cues(a.cues, b.cues),
    )


def _facts(one: str, other: str, where: str, when: str) -> Features:
    tie, close = _tie(one, other), where.partition(":")[0]
    kind = one if one == other else f"{one}+{other}"
    return (
        f"tie={tie}",
        f"type={kind}",
        f"place={where}",
        f"time={when}",
        f"place-time={close}|{when}",
        f"type-time={tie}|{when}",
        f"type-place={tie}|{close}",
    )


def _telling(toll: str, leads: int, low: int, high: int, background: int, published: str) -> Features:
    return (
        f"toll={toll}",
        f"lead={leads}",
        f"ranks={low}+{high}",
        f"background={background}",
        f"published={published}",
    )


def worded(a: Mention, b: Mention) -> tuple[Group, ...]:
    """What two reports' words say: of the sentences, beside the triggers, of the openings, of each other's place."""
    tie, close = _tie(a.type, b.type), _close(relation(a.spot, b.spot))
    alike, rare = likeness(a.words, b.words, RARE)
    beside, dear = likeness(a.beside, b.beside, _DEAR)
    title = (share(a.words, b.telling.title) + share(b.words, a.telling.title)) / 2
    story = _step(similarity(a.telling.opening, b.telling.opening))
    return (
        (_sentences, _step(alike), min(3, rare), close),
        (_triggers, _step(beside), min(3, dear), tie),
        (_stories, story, _step(title), a.lead + b.lead, tie),
        (_mentioned, _here(a, b), _spoken(a, b), close),
    )


@cache
def _close(where: str) -> str:
    return where.partition(":")[0]


def _sentences(alike: int, rare: int, close: str) -> Features:
    return f"words={alike}", f"words-place={alike}|{close}", f"rare={rare}"


def _triggers(alike: int, dear: int, tie: str) -> Features:
    return f"near-words={alike}", f"near-words-type={alike}|{tie}", f"near-rare={dear}"


def _stories(alike: int, title: int, leads: int, tie: str) -> Features:
    return (
        f"story={alike}",
        f"story-lead={alike}|{leads}",
        f"story-type={alike}|{tie}",
        f"told-in-title={title}",
    )


def _mentioned(here: str, spoken: str, close: str) -> Features:
    return f"here={here}", f"here-place={here}|{close}", f"spoken={spoken}", f"spoken-place={spoken}|{close}"


def within(a: Mention, b: Mention) -> Iterator[Group]:
    """What speaks for and against two claims of one report being the same happening."""
    if a.position > b.position:
        a, b = b, a
    where, when, kind = relation(a.spot, b.spot), _when(a, b), _tie(a.type, b.type)
    close = _close(where)
    away = b.position - a.last
    step = next((str(s) for s in (0, 8, 30, 80, 200, 500, 1200) if away <= s), "far")
    one, other = sorted((a.type, b.type))
    yield (
        "self",
        f"self-type={one if one == other else f'{one}+{other}'}",
        f"self-place={where}|{kind}",
        f"self-time={when}",
        f"self-away={step}",
        f"self-away={step}|{kind}",
        f"self-sentence={a.sentence == b.sentence}|{kind}|{close}",
        f"self-words={_step(share(a.words, b.words))}|{kind}",
        f"self-toll={_tolls(a.killed, b.killed, a.wounded, b.wounded)}",
        f"self-another={'another' in b.cues}|{kind}",
        f"self-led={b.led}|{kind}|{a.sentence == b.sentence}",
        f"self-background={a.background + b.background}",
        f"self-definite={a.definite}{b.definite}|{kind}",
        f"self-lead={a.lead + b.lead}",
    )
    sides = _sides(_met(a, b, 0), _met(a, b, 1), _turned(a, b))
    yield tuple(f"self-{f}" for f in (*sides, *_cues(a.cues, b.cues)))


def _step(share: float) -> int:
    return bisect_right(_STEPS, share)


def _gap(a: int | None, b: int | None) -> str:
    if a is None or b is None:
        return "none"
    days = abs(a - b)
    return str(days) if days < 3 else "week" if days < 8 else "month" if days < 32 else "later"


def _when(a: Mention, b: Mention) -> str:
    x, y = a.span, b.span
    if x is None or y is None:
        return "none"
    left, right = x[0] if x[0] > y[0] else y[0], x[1] if x[1] < y[1] else y[1]
    return _gapped(left - right, max(x[1] - x[0], y[1] - y[0]) > _LONG, x[2], y[2])


@lru_cache(maxsize=1 << 12)
def _gapped(gap: int, long: bool, one: str, other: str) -> str:
    sure = "+".join(sorted((one, other)))
    if gap <= 0:
        return "meet:long" if long else f"meet:{sure}"
    return f"{gap}:{sure}" if gap <= 2 else f"week:{sure}" if gap <= 7 else "apart"


def _spoken(a: Mention, b: Mention) -> str:
    """Whether each report speaks of the place that the other one gives."""
    x, y = _knows(b.telling.words, a), _knows(a.telling.words, b)
    return f"{x}+{y}" if x < y else f"{y}+{x}"


def _here(a: Mention, b: Mention) -> str:
    """Whether each sentence does."""
    x, y = _knows(b.words, a), _knows(a.words, b)
    return f"{x}+{y}" if x < y else f"{y}+{x}"


def _knows(words: Bag, other: Mention) -> str:
    """Whether some words name the place of `other`: yes, in part, no; `any` where it has none."""
    names = other.spot.stems if other.spot else frozenset()
    if not names:
        return "any"
    found = held(words, names)
    return "yes" if found == len(names) else "part" if found else "no"


Bounds = frozenset[tuple[int | None, int | None]]


@lru_cache(maxsize=1 << 16)
def _tolls(killed: Bounds, other_killed: Bounds, wounded: Bounds, other_wounded: Bounds) -> str:
    for left, right, name in ((killed, other_killed, "killed"), (wounded, other_wounded, "wounded")):
        if left and right:
            if left & right:
                few = min((low or 0 for low, _ in left & right), default=0) < 3
                return f"{name}:same:{'few' if few else 'many'}"
            if name == "killed":
                return f"killed:{_ratio(left, right)}"
    return "one" if (killed or wounded) and (other_killed or other_wounded) else "none"


def _ratio(left: Bounds, right: Bounds) -> str:
    """How far two tolls are apart: `near` within half as much again, else `far`."""
    sizes = [sorted(high or low or 1 for low, high in side) for side in (left, right)]
    best = min(max(x, y) / min(x, y) for x in sizes[0] for y in sizes[1])
    return "near" if best <= 1.5 else "apart" if best <= 3 else "far"


def _met(a: Mention, b: Mention, side: int) -> bool | None:
    """Whether the two share actors (0) or recipients (1); None where one of them has none."""
    left, right = a.sides[side], b.sides[side]
    return not left.isdisjoint(right) if left and right else None


def _turned(a: Mention, b: Mention) -> bool:
    """Whether who acts in the one suffers in the other."""
    return not (a.sides[0].isdisjoint(b.sides[1]) and a.sides[1].isdisjoint(b.sides[0]))


def _sides(actors: bool | None, recipients: bool | None, turned: bool) -> Features:
    found = [
        f"{name}={'shared' if met else 'rival'}"
        for name, met in (("actors", actors), ("recipients", recipients))
        if met is not None
    ]
    return (*found, "sides=turned") if turned else tuple(found)


@lru_cache(maxsize=1 << 16)
def _cues(left: frozenset[str], right: frozenset[str]) -> Features:
    both = left & right
    return (
        *(f"both={c}" for c in sorted(both)),
        f"cues={min(3, len(both - {'another', 'former'}))}",
        *(f"only={cue}" for cue in ("another", "former") if (cue in left) != (cue in right)),
    )
