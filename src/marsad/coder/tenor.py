"""What a report is about as a whole: a conflict, or sport, courts, markets and culture.

One linear model over the words of the report, fitted on news with and without conflict words; no reader's gold is
needed for it. It lets the other decisions ask more of a claim where nothing around it speaks of a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from marsad.coder.mentions import ARMED
from marsad.coder.text import Document

if TYPE_CHECKING:
    from marsad.coder.decide import Models
    from marsad.coder.proposals import Proposal
    from marsad.coder.reading import Reading

_ABOUT = 0.6
"""Log-odds that a report must show to count as one on a conflict. By reports held out of training, asking more of those
below it halves the claims on reports without conflict words, and costs 0.004 of the F1 of events."""
_FEW = 20  # known words: a report of so few counts half, since a post of one sentence shows little of its subject
_SHORT, _MORE = 75, 0.54
"""A report of fewer words shows little of its subject and has nothing around a claim that speaks for it, so that it
must be plainer: of 1,000 reports without a conflict word 100 have 41.7 claims."""
_ENOUGH = 2
"""Steps (two or three) of likely triggers of violence and of armed actors at which a report is on a conflict, whatever
its other words: a live blog's do not. Cross-validated F1 of events from 0.635 to 0.641."""
_MANY = (
    4  # steps of armed actors with which one such trigger is enough to ask half: tenor knows one year's words
)
_DEEDS = frozenset(
    "armed_clash ground_attack air_strike shelling explosion suicide_attack chemical_attack killing abduction"
    " capture bodies_found riot torture arrest release withdrawal siege handover interception".split()
)
PLAIN = frozenset({"air_strike", "shelling", "chemical_attack", "suicide_attack"})
"""Types that are told of little else, and need no company: of 1,000 reports without a conflict word 1 has such a claim
that was asked more of, of 6,221 others 34, of which 31 are right."""
_SURE = 0.8
"""A deed of an armed actor that is told so surely makes a report one on a conflict: of 30 longer reports of 2014 to
2025 that its other words speak against 17 have one, of 789 reports without a conflict word 3."""
_LIKELY = 0.4  # the same of a short report: 47 of 114 of those years, 2 of 140 without a conflict word
_STRANGER = 1.1  # what is asked where there is none such, for each unit of tenor
_PEACEFUL = 2.0  # the same where nothing speaks of violence
_STRANGE = 1.5  # how foreign its other words may be where such a trigger and an armed actor are told together
_STEPS = 4


def subject_words(doc: Document) -> list[str]:
    """The words of a document without their article, each once, in order of the alphabet."""
    words = {n[2:] if n.startswith("ال") and len(n) > 4 else n for n in doc.norms}
    return sorted(w for w in words if len(w) > 2)


def tenor(words: Sequence[str], models: Models) -> float:
    """How surely a report of these subject words is about a conflict: log-odds; 0 without a model.

    They are drawn to 0 where it is short.
    """
    return _drawn(words, models, "tenor", _ABOUT)


def matter(words: Sequence[str], models: Models) -> float:
    """How surely a reader would find anything to code in a report of these subject words: log-odds as of `tenor`.

    Accidents, private crime and courts have the words of a conflict, but not its matter.
    """
    return _drawn(words, models, "matter", 0.0)


def _drawn(words: Sequence[str], models: Models, name: str, least: float) -> float:
    """What the subject words of a report say by the model `name`, beyond `least`."""
    if name not in models:
        return 0.0
    model = models[name]
    weights = [model.weights[w] for w in words if w in model.weights]
    known = len(weights)
    total = model.bias + sum(weights) / sqrt(max(1, known)) - least
    return round(total * known / (known + _FEW), 3)


def asked(reading: Reading, proposals: Iterable[Proposal], models: Models) -> float:
    """What an event's probability must have beyond the usual: in a short report, and in one about something else.

    It is not asked of `PLAIN` types.
    """
    if "tenor" not in models:
        return 0.0
    if min(reading.violent, reading.armed) >= _ENOUGH:
        return 0.0
    deed = max((p.score for p in proposals if p.type in _DEEDS and _armed(p)), default=0.0)
    if len(reading.doc.norms) < _SHORT:
        if deed >= _LIKELY:
            return 0.0
        speaks = reading.violent or reading.armed >= _ENOUGH
        least = -_STRANGE if reading.violent and reading.armed else 0.0
        return 0.0 if speaks and reading.tenor >= least else _MORE
    if deed >= _SURE:
        return 0.0
    half = reading.violent and reading.armed >= _MANY
    least = _STRANGER if reading.violent else _PEACEFUL
    return max(0.0, -reading.tenor) * (0.5 if half else least)


def _armed(proposal: Proposal) -> bool:
    """Whether an armed actor did it, or suffered it."""
    return any(m.role in ARMED for m in (*proposal.actors, *proposal.recipients))


def step(odds: float) -> int:
    """Log-odds as a whole number from -4 to 4."""
    return max(-_STEPS, min(_STEPS, round(odds)))
