"""A sentence that stands alone, as collections of sentences and quotations have them: is what it names an event told?

In a report the words around say so. A sentence without its report, its title and its day has to say it itself: who, to
whom, when, with which toll. How much of that readers ask for is learnt from sentences that several of them labelled
(../shared/gsr: assaults and protests; Halterman et al., the Open Event Data Alliance), and holds for these types only.
A linear model and a layer of the network for each of the two speak in their mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.coder.among import family
from marsad.coder.casualties import find_casualties
from marsad.coder.decide import Models, log_odds, logistic
from marsad.coder.proposals import UNSTATED, Proposal
from marsad.coder.reading import Reading
from marsad.coder.sense import blended
from marsad.coder.words import stem

__all__ = ["FAMILIES", "MODELS", "features", "is_judged_alone", "judge", "judged", "stands_alone"]

FAMILIES = ("ASSAULT", "PROTEST")  # PLOVER's categories that the labelled sentences speak of
MODELS = {name: f"alone_{name.lower()}" for name in FAMILIES}  # the linear model, and the layer, of each
_MOST = 3  # sentences: a longer text is a report, though a bare one
_FEWEST = 12  # words: a shorter sentence has room for the event only, and nothing is asked of it
_ODDS = 6  # log-odds beyond which one is as sure as another
_ROOT = 3  # letters at a word's beginning, which words of one root mostly share
_LEAST = 0.23  # the least likely event that is claimed
_LIKELY = 0.1  # the least likely that is looked at: far less than a report asks


def stands_alone(reading: Reading) -> bool:
    """Whether the text is a sentence or so without a title and a day."""
    report = reading.report
    bare = report.published is None and report.title is None
    return bare and len(reading.doc.sentences) <= _MOST and len(reading.doc.norms) >= _FEWEST


def is_judged_alone(reading: Reading, models: Models) -> bool:
    """Whether the text is a sentence by itself, and there are models of such."""
    return set(MODELS.values()) <= models.keys() and stands_alone(reading)


def judged(proposals: Sequence[Proposal], of: Sequence[str] = FAMILIES) -> list[Proposal]:
    """The likely proposals of what the labelled sentences speak of: some of PLOVER's categories."""
    return [p for p in proposals if p.score >= _LIKELY and p.certainty not in UNSTATED and _family(p) in of]


def _family(p: Proposal) -> str | None:
    return None if "." in p.type else family(p.type)


def model_of(p: Proposal) -> str:
    """The name of the model that judges a proposal of one of the `FAMILIES`."""
    return MODELS[str(_family(p))]


def judge(
    reading: Reading, proposals: Sequence[Proposal], likely: Sequence[Proposal], models: Models
) -> list[Proposal]:
    """Those of `proposals`, whose slots are filled, that their sentence tells; each gets a new score.

    Of types that the labelled sentences say nothing of, those that are `likely` so far.
    """
    found, others = judged(proposals), [p for p in likely if _family(p) not in FAMILIES]
    weighed = [models[model_of(p)].total(features(reading, p, proposals)) for p in found]
    said = [reading.sense.alone(model_of(p), p) if reading.sense else [] for p in found]
    scores = [logistic(*blended("alone", [a], b)) for a, b in zip(weighed, said, strict=True)]
    first: dict[str, float] = {}  # what the likeliest proposal of each family gets: the lessons are of these
    for p, score in sorted(zip(found, scores, strict=True), key=lambda ps: -ps[0].score):
        p.score = min(score, first.setdefault(model_of(p), score))
    return [p for p in found if p.score >= _LEAST] + others


def features(reading: Reading, p: Proposal, proposals: Sequence[Proposal]) -> list[str]:
    """What a lone sentence says of a proposal."""
    return [*_of(reading, p, proposals), *_said(reading)]


def _of(reading: Reading, p: Proposal, proposals: Sequence[Proposal]) -> Iterator[str]:
    yield f"odds={max(-_ODDS, min(_ODDS, round(log_odds(p.score))))}"
    yield f"type={p.type}"
    yield f"trigger={p.hit.trigger.id}"
    yield f"form={p.hit.form}"
    yield f"who={bool(p.actors)}"
    yield f"whom={bool(p.recipients)}"
    yield f"sides={bool(p.actors)}{bool(p.recipients)}"
    yield f"where={bool(p.places)}"
    yield f"when={p.date.rule if p.date else None}"
    yield f"certainty={p.certainty}"
    yield f"framed={bool(reading.attributions.scopes_at(p.first))}"
    yield f"company={min(3, sum(other.score > _LIKELY for other in proposals))}"
    yield f"stands={min(4, p.first // 5)}"


def _said(reading: Reading) -> Iterator[str]:
    counts = find_casualties(reading.doc, reading.numbers, reading.actors, reading.places, reading.dates)
    yield from (f"toll={outcome}" for outcome in sorted({c.outcome for c in counts}))
    yield f"length={min(6, len(reading.doc.norms) // 10)}"
    said = {stem(norm) for norm in reading.doc.norms}
    yield from (f"word={word}" for word in sorted(said))
    yield from (f"begins={head}" for head in sorted({w[:_ROOT] for w in said if len(w) > _ROOT}))
