"""What the small network reads: a report's words with what was found on them, its triggers, and what may fill a slot.

Everything is named by strings, which the network's tables turn into rows; a name that training never met is row 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from marsad.coder.mentions import DateMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.scopes import Scope
from marsad.coder.text import Document
from marsad.coder.timespans import how_long_ago
from marsad.coder.where_features import Candidate as Place
from marsad.coder.who_candidates import Candidate
from marsad.coder.words import stem

_FAR = 12  # steps of the distance between a trigger and an option, each half again as far
SENTENCES = 11  # sentences of a report that are told apart


class Trigger(NamedTuple):
    """The words of a proposal: first and last token, and its names as in `network.PARTS`."""

    first: int
    last: int
    names: tuple[str, ...]


class Spanned(Protocol):
    """What an option may belong to: words at tokens [first, last)."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


class Option(NamedTuple):
    """A mention that may fill a slot: first and last token, and its names as in `network.OPTIONS`."""

    first: int
    last: int
    names: tuple[str, ...]


def columns(reading: Reading, proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    """The names of every token, a list a column of `network.COLUMNS`."""
    doc = reading.doc
    triggers, mentions, starts = ([""] * len(doc.norms) for _ in range(3))
    for p in proposals:
        triggers[p.first] = p.type
    for date in reading.dates:
        _mark(mentions, date.first, date.last, "date")
    for number in reading.numbers:
        _mark(mentions, number.first, number.last, "number")
    for place in reading.places:
        _mark(mentions, place.first, place.last, str((place.place or {}).get("precision")))
    for k, actor in enumerate(reading.actors):
        if k not in reading.nested:
            _mark(mentions, actor.first, actor.last, f"{actor.kind} {actor.role}")
    for sentence in doc.sentences:
        starts[sentence.first] = "start"
    return {
        "word": [stem(n) for n in doc.norms],
        "head": [n[:2] for n in doc.norms],
        "tail": [n[-2:] for n in doc.norms],
        "trigger": triggers,
        "mention": mentions,
        "start": starts,
    }


def _mark(column: list[str], first: int, last: int, name: str) -> None:
    column[first:last] = [name] * (last - first)


def trigger_of(proposal: Proposal) -> Trigger:
    """The trigger of a proposal."""
    hit, cut = proposal.hit, proposal.hit.cut
    form = hit.form + (" passive" if hit.trigger.passive else "")
    definite = "the" if cut.article else "its" if cut.pronoun else "and" if cut.conj else ""
    sentence = str(min(proposal.sentence, SENTENCES))
    names = (proposal.type, hit.trigger.id, form, definite, proposal.certainty, sentence)
    return Trigger(proposal.first, proposal.last - 1, names)


def actor_options(proposal: Proposal, found: Sequence[Candidate]) -> list[Option]:
    """The candidates of `who` as options."""
    out = []
    for rank, c in enumerate(found):
        m = c.mention
        role = f"{m.role}{' counted' if m.number is not None else ''}{' possessed' if c.owner else ''}"
        names = (m.kind, role, c.position.name[:6])
        out.append(option(proposal, m.first, m.last, names, c.back, rank))
    return out


def place_options(proposal: Proposal, found: Sequence[Place]) -> list[Option]:
    """The candidates of `where` as options."""
    out = []
    for rank, c in enumerate(found):
        sort, name = str((c.mention.place or {}).get("precision")), c.position.name[:6]
        out.append(option(proposal, c.mention.first, c.mention.last, (sort, "", name), c.back, rank))
    return out


def date_options(
    reading: Reading, proposal: Proposal, found: Sequence[tuple[DateMention, int]]
) -> list[Option]:
    """The candidates of `when` as options; the report's own day stands nowhere."""
    out = []
    for rank, (d, back) in enumerate(found):
        span = "day" if d.start == d.end else "span"
        names = (
            f"{d.rule} {span}",
            how_long_ago(d.start, reading.doc.published),
            "" if d.first >= 0 else "published",
        )
        out.append(option(proposal, d.first, d.last, names, back, rank))
    return out


def source_options(
    doc: Document, proposal: Proposal, found: Sequence[Scope], around: Sequence[Scope]
) -> list[Option]:
    """The frames of the report as options, each at its word of saying; the trigger stands in those `around`."""
    reaching = {s.verb: n for n, s in enumerate(around)}
    out = []
    for rank, s in enumerate(found):
        at = s.verb if s.verb >= 0 else s.first
        reach = str(reaching.get(s.verb, "no")) if s.verb >= 0 else "no"
        names = (s.mode, s.rule.split(":")[0], reach)
        out.append(option(proposal, at, at + 1, names, proposal.sentence - doc.sentence_of[at], rank))
    return out


def option(
    proposal: Spanned, first: int, last: int, names: tuple[str, str, str], back: int, rank: int
) -> Option:
    """A mention at tokens [first, last), `back` sentences before what it may belong to, the `rank`th of them."""
    gap = (
        0 if first < 0 else first - proposal.last + 1 if first >= proposal.last else last - 1 - proposal.first
    )
    side = "" if first < 0 else "behind" if gap > 0 else "before"
    far = f"{side} {min(((abs(gap) + 1) ** 2).bit_length(), _FAR)}"
    told = (*names, str(max(-3, min(back, 4))), far, str(min(rank, 7)))
    return Option(max(first, 0), max(last - 1, 0), told)
