"""Who the victims of a count were: one choice among the codebook's categories.

The casualty room reads the category where the counted noun or the words behind it tell it. Reports tell it from further
away too: the dead of a clash between two armed sides fought in it, those of a market did not. One linear model
(`category`) weighs each category by what stands around; what the room read weighs most.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.casualty_words import casualty_words
from marsad.coder.decide import Models
from marsad.coder.victims import Toll
from marsad.coder.words import reads_as, stem
from marsad.knowledge import vocabulary

_AROUND = 15  # tokens on either side of a count whose words are weighed
_BEHIND = 5


def categories() -> list[str]:
    """The codebook's categories."""
    return list(vocabulary()["categories"])


def describe(toll: Toll) -> list[list[str]]:
    """What speaks for each of the categories, in their order."""
    told = list(_features(toll))
    return [[f"same={k == toll.candidate.category}", *(f"{k}|{f}" for f in told)] for k in categories()]


def decide_category(toll: Toll, models: Models) -> str:
    """The likeliest category; without a model that which the casualty room read."""
    if "category" not in models or "civil" in toll.candidate.flags or _says(toll):
        return toll.candidate.category
    if _behind_part(toll):
        return "unspecified"
    totals = [models["category"].total(features) for features in describe(toll)]
    return categories()[totals.index(max(totals))]


def _says(toll: Toll) -> bool:
    """Whether the counted noun says itself of which category they are: 27 مدنيا، خمسة أطفال."""
    said = casualty_words().said.get(toll.candidate.category)
    return said is not None and reads_as(toll.reading.doc.norms[toll.candidate.head], said)


def _behind_part(toll: Toll) -> bool:
    """قتل عشرون بينهم أربعة جنود وأصيب ثلاثون: whether a bare number stands right behind a part of other victims.

    Its people are of that part's category in 7 of 27 such in gold and other coded reports.
    """
    c = toll.candidate
    before = [v for v in toll.victims if v.sentence == c.sentence and v.first < c.first]
    last = max(before, key=lambda v: v.first, default=None)
    return last is not None and last.part_of is not None and c.part_of is None and "bare" in c.flags


def _features(toll: Toll) -> Iterator[str]:
    """What is known of a count."""
    c, event, norms = toll.candidate, toll.event, toll.reading.doc.norms
    yield ""
    yield f"rule={c.category}"
    yield f"rule={c.category}|{c.outcome}"
    yield f"outcome={c.outcome}"
    yield f"form={c.rule}"
    yield f"part={c.part_of is not None}"
    yield f"sentence={min(c.sentence, 3)}"
    yield from (f"flag={flag}" for flag in sorted(c.flags))
    yield from (f"in={stem(n)}" for n in norms[c.first : min(c.group_last, c.first + _BEHIND)])
    yield from (f"w-{back}={stem(norms[c.first - back])}" for back in (1, 2, 3) if c.first >= back)
    behind = [stem(n) for n in norms[c.group_last : c.group_last + _BEHIND]]
    yield from (f"w+={n}" for n in behind)
    yield from (f"next={n}" for n in behind[:1])
    around = norms[max(0, c.first - _AROUND) : c.group_last + _AROUND]
    yield from (f"near={w}" for w in sorted({stem(n) for n in around if len(n) > 3}))
    if c.affiliation is not None:
        yield f"of={c.affiliation.role}"
        yield f"of={c.affiliation.kind}"
    if c.perpetrator is not None:
        yield f"by={c.perpetrator.role}"
    if event is not None:
        yield f"event={event.type}"
        yield f"event={event.type}|{c.outcome}"
        yield from (f"done-to={m.role}|{m.kind}" for m in event.recipients)
        yield from (f"done-by={m.role}" for m in event.actors)
