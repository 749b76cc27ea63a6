"""The rule that makes a history of control out of statements; written down for readers in docs/control.md.

A day's statements are taken together and change what was so before. Only what is told as having happened changes it;
what is likely, alleged or denied is shown beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from marsad.incidents.sides import is_nobody, line, rivals, together
from marsad.incidents.statements import Statement
from marsad.knowledge import read_yaml

__all__ = ["Holder", "Spell", "spells"]

_IN, _OUT = ("gained", "holds", "contested"), ("lost", "cleared")


@dataclass(frozen=True, slots=True)
class Holder:
    """A side that has the place or a part of it (`extent`); in `Spell.gone`, one that no longer has it."""

    actor: str
    name: str
    extent: str
    own_word: bool  # only that side's own word speaks for it
    said: str  # the last day of which it is said


@dataclass(frozen=True, slots=True)
class Spell:
    """From `start` to `end` (both included; None: until now) nothing is said that would change this state.

    `state` is `held` (one side, all of it), `partial` (parts of it, of one or several sides), `contested` (statements
    that cannot both be so, or fighting over it) or `unknown` (nobody is known to hold it). An `implied` spell is the
    day before a loss, which tells who had the place until then but not since when.
    """

    start: str
    end: str | None
    state: str
    holders: tuple[Holder, ...] = ()
    gone: tuple[Holder, ...] = ()
    perhaps: tuple[Statement, ...] = ()  # likely, alleged, denied
    statements: tuple[Statement, ...] = ()
    implied: bool = False

    @property
    def said(self) -> str:
        """The last day of which a statement speaks."""
        return max((s.day for s in self.statements if s.day), default=self.start)


def spells(statements: Sequence[Statement], covering: Sequence[Statement] = ()) -> tuple[Spell, ...]:
    """The history of one place from its own statements, and from those that cover it as part of a larger place.

    Those count on later days than the first own one, and not on a day that has its own.
    """
    days: dict[str, list[Statement]] = defaultdict(list)
    for own in statements:
        if own.day:
            days[own.day].append(own)
    if not days:
        return ()
    first, own_days = min(days), set(days)
    for other in covering:
        if other.day and other.day > first and other.day not in own_days:
            days[other.day].append(other)
    made: list[Spell] = []
    told: list[list[Statement]] = []  # the statements of each
    for day in sorted(days):
        said = sorted(days[day], key=lambda s: (s.published or "", s.report, s.at, s.claim))
        spell = _Day(made[-1] if made else None, said, day).spell()
        if not made and (before := _before(said, day)):
            made.append(before)
            told.append(list(before.statements))
        if made and not made[-1].implied and _alike(made[-1], spell):
            made[-1] = replace(spell, start=made[-1].start)  # it changes nothing but what was said last
            told[-1] += said
            continue
        if made:
            made[-1] = replace(made[-1], end=_previous(day))
        made.append(spell)
        told.append(said)
    return tuple(replace(spell, statements=tuple(said)) for spell, said in zip(made, told, strict=True))


def _alike(a: Spell, b: Spell) -> bool:
    def shape(spell: Spell) -> tuple[object, ...]:
        parties = (tuple((h.actor, h.extent) for h in group) for group in (spell.holders, spell.gone))
        return (spell.state, *parties, spell.perhaps)

    return shape(a) == shape(b)


def _before(said: Sequence[Statement], day: str) -> Spell | None:
    """What the first losses tell of the day before them."""
    losses = [s for s in said if s.certainty == "asserted" and s.change == "lost" and s.extent == "full"]
    if not losses:
        return None
    before = _previous(day)
    holders = tuple(_holder(actor, "full", of) for actor, of in _by_actor(losses).items())
    apart = any(rivals(a.actor, b.actor, day) for a in holders for b in holders)
    state = "partial" if apart else "held"
    return Spell(before, before, state, holders, statements=tuple(losses), implied=True)


class _Day:
    """The statements of a day, and what they make of the state before."""

    def __init__(self, before: Spell | None, said: Sequence[Statement], day: str) -> None:
        self.before, self.said, self.day = before, said, day
        firm = _last_words([s for s in said if s.certainty == "asserted"])
        self.ins = _by_actor([s for s in firm if s.change in _IN])
        self.outs = _by_actor([s for s in firm if s.change in _OUT])
        self.holders = {h.actor: h for h in before.holders} if before else {}
        self.gone = {h.actor: h for h in before.gone} if before else {}
        self.disputed = bool(before and before.state == "contested")

    def spell(self) -> Spell:
        """What is so from this day on."""
        taken = [
            a
            for a, said in self.ins.items()
            if any(s.change == "gained" and s.extent == "full" for s in said)
        ]
        if taken:
            self.disputed = False
        self._leave()
        for actor in list(self.holders):
            if actor not in self.ins:
                self._yield(actor)
        self._enter()
        self._disputes()
        holders = tuple(sorted(self.holders.values(), key=lambda h: (h.extent, h.actor)))
        gone = tuple(self.gone[actor] for actor in sorted(self.gone) if actor not in self.holders)
        weak = tuple(s for s in self.said if s.certainty in ("possible", "alleged", "denied"))
        return Spell(self.day, None, self._state(), holders, gone, weak)

    def _leave(self) -> None:
        """Who lost it, or a part of it."""
        for actor, said in self.outs.items():
            whole = any(s.change == "cleared" or s.extent == "full" for s in said)
            if not whole:
                self.holders[actor] = _holder(actor, "partial", said, self.holders.get(actor))
                continue
            extent = "full" if any(s.extent == "full" for s in said) else "partial"
            self.gone[actor] = _holder(actor, extent, said)
            for other in list(self.holders):
                if actor in line(other, self.day):  # with a side goes what belongs to it
                    del self.holders[other]

    def _yield(self, actor: str) -> None:
        """What is left to one that had it before and of whom nothing new is said."""
        held = self.holders[actor]
        for other, said in self.ins.items():
            if together(actor, other, self.day):
                continue
            whole = [s for s in said if s.extent == "full" and s.change != "contested"]
            if any(s.change == "gained" for s in whole):
                self.gone[actor] = replace(held, extent="full")
                self.holders.pop(actor, None)
            elif whole and rivals(actor, other, self.day):
                if _days_between(held.said, self.day) > _days("fresh_days"):
                    self.holders.pop(actor, None)
                else:
                    self.disputed = True
            elif not whole and held.extent == "full" and any(s.change != "contested" for s in said):
                self.holders[actor] = held = replace(held, extent="partial")

    def _enter(self) -> None:
        """Who gained it or is said to hold it."""
        for actor, said in self.ins.items():
            whole = any(s.extent == "full" for s in said)
            parted = any(s.extent == "partial" for s in self.outs.get(actor, ()))
            extent = "full" if whole and not parted else "partial"
            self.holders[actor] = _holder(actor, extent, said, self.holders.get(actor))
            self.gone.pop(actor, None)

    def _disputes(self) -> None:
        """Statements of this day that cannot both be so, and fighting over the place."""
        fought = any(s.change == "contested" for said in self.ins.values() for s in said)
        denied = any(s.extent == "full" for actor in self.ins for s in self.outs.get(actor, ()))
        clash = False
        for a, b in combinations(self.ins, 2):
            if rivals(a, b, self.day) and not _joint(self.ins[a], self.ins[b]):
                if _clash(self.ins[a], self.ins[b]):
                    clash = True
                else:
                    self.holders |= {side: replace(self.holders[side], extent="partial") for side in (a, b)}
        self.disputed = fought or denied or clash or (self.disputed and self._rivals())

    def _rivals(self) -> bool:
        return any(rivals(a, b, self.day) for a in self.holders for b in self.holders)

    def _state(self) -> str:
        if self.disputed:
            return "contested"
        if not self.holders:
            return "unknown"
        whole = any(h.extent == "full" for h in self.holders.values())
        one_side = not self._rivals() and sum(map(is_nobody, self.holders)) <= 1
        return "held" if whole and one_side else "partial"


def _joint(a: Sequence[Statement], b: Sequence[Statement]) -> bool:
    """Whether two sides took or hold it together: one and the same words say so of both."""
    return bool({(s.report, s.at) for s in a} & {(s.report, s.at) for s in b})


def _clash(a: Sequence[Statement], b: Sequence[Statement]) -> bool:
    """Whether two sides' statements cannot both be so: each has all of it, or one all and another voice a part.

    One voice that gives all of it to one side and a part to another means that the first has the rest.
    """
    whole_a, whole_b = (any(s.extent == "full" for s in said) for said in (a, b))
    if whole_a and whole_b:
        return True
    return (whole_a or whole_b) and not {s.voice for s in a} & {s.voice for s in b}


def _last_words(said: Sequence[Statement]) -> list[Statement]:
    """Without what a voice said of an actor before it said something newer of the same day."""
    newest: dict[tuple[str, str], str] = {}
    for s in said:
        newest[s.voice, s.actor] = max(newest.get((s.voice, s.actor), ""), s.published or "")
    return [s for s in said if (s.published or "") == newest[s.voice, s.actor]]


def _by_actor(said: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for s in said:
        found[s.actor].append(s)
    return dict(sorted(found.items()))


def _holder(actor: str, extent: str, said: Sequence[Statement], before: Holder | None = None) -> Holder:
    own = all(s.own_word for s in said) and (before is None or before.own_word)
    return Holder(actor, said[-1].name, extent, own, max(s.day or "" for s in said))


@cache
def _days(name: str) -> int:
    return int(read_yaml("words/holding.yaml")[name])


def _previous(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _days_between(a: str, b: str) -> int:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days
