"""When it happened: the date of a proposal among the dates that the report gives.

One linear decision per date (`date`), the report's own day among them; without models, the nearest date of the
sentence. Where nothing is likely enough the time stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.classes import word_classes
from marsad.coder.decide import Feature, Models
from marsad.coder.mentions import DateMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import function_words
from marsad.coder.words import stem


def own_day(reading: Reading) -> DateMention | None:
    """The report's publication day as a candidate that no words name."""
    day = reading.doc.published
    return DateMention(-1, -1, day, day, "published") if day else None


def candidates(reading: Reading, proposal: Proposal) -> list[tuple[DateMention, int]]:
    """Resolved dates with how many sentences back they stand (negative: later), and the report's own day."""
    sentences = sorted({0, 1, *range(max(0, proposal.sentence - 3), proposal.sentence + 2)})
    near = [(reading.dates[k], proposal.sentence - s) for s in sentences for k in reading.dates_in.get(s, ())]
    out = [(date, back) for date, back in near if date.start is not None]
    own = own_day(reading)
    return [*out, (own, 0)] if own else out


def features(
    reading: Reading, proposal: Proposal, date: DateMention, back: int, rank: int, here: int
) -> Iterator[Feature]:
    """What speaks for or against `date` as the time of `proposal`."""
    doc, hit = reading.doc, proposal.hit
    form = hit.form
    if date.first < 0:
        before = doc.norms[hit.first - 1] if hit.first else "<s>"
        told = min(len(reading.attributions.sources_at(hit.first)), 1)
        yield (_own, min(here, 2), proposal.type, form, min(proposal.sentence, 3), min(len(reading.dates), 3))
        yield (_own_words, before, form == "imperfect", min(here, 1), told)
        yield f"own|{hit.trigger.id}"
        return
    side = "P" if back > 0 else "F" if back < 0 else "R" if date.first >= hit.last else "L"
    lo, hi = sorted((date.first, hit.first))
    between = doc.norms[lo:hi] if side in "RL" else []
    clauses = function_words("subordinators"), function_words("relatives")
    crossed = sum(n in clauses[0] or n in clauses[1] for n in between)
    commas = between.count("،") + between.count(",")
    distance = abs(date.first - hit.last) if side in "RL" else 99
    same = "day" if date.start == date.end else "span"
    yield (_stands, side, min(crossed, 2), min(commas, 2), min(distance, 30) // 5, rank, min(here, 2))
    yield (_kind, date.rule, side, same, proposal.type, form)
    yield f"back={max(-1, min(back, 4))}|{min(doc.sentence_of[date.first], 2)}"
    yield f"published={date.start == date.end == doc.published}|{side}"
    if date.first:
        yield f"before={doc.norms[date.first - 1]}"
    if side == "L" and not function_words("temporal").isdisjoint(between):
        yield "behind-temporal"


def _own(here: int, kind: str, form: str, sentence: int, dates: int) -> Iterator[str]:
    """What speaks for the report's own day."""
    yield "own"
    yield f"own|here={here}"
    yield f"own|{kind}"
    yield f"own|{form}|{min(here, 1)}"
    yield f"own|sentence={sentence}|{min(here, 1)}"
    yield f"own|any={dates}"


def _own_words(before: str, present: bool, here: int, told: int) -> Iterator[str]:
    """What the word before the trigger says of the report's own day."""
    yield f"own|before={before}"
    yield f"own|before-class={word_classes().get(stem(before))}|{here}"
    yield f"own|present={present or before in function_words('present')}|{here}"
    yield f"own|told={told}|{here}"


def _stands(side: str, crossed: int, commas: int, far: int, rank: int, here: int) -> Iterator[str]:
    """Where the date stands to the trigger, and what stands between."""
    yield f"side={side}"
    yield f"side={side}|crossed={crossed}|commas={commas}"
    yield f"far={far}|{side}"
    yield f"rank={rank}|{side}"
    yield f"here={here}|{side}"


def _kind(rule: str, side: str, same: str, kind: str, form: str) -> Iterator[str]:
    """What sort of date it is, and of which type of event."""
    yield f"rule={rule}"
    yield f"rule={rule}|{side}"
    yield f"same={same}|{kind}"
    yield f"same={same}|{form}"


def ranked(reading: Reading, proposal: Proposal) -> list[tuple[DateMention, int, list[Feature]]]:
    """Candidates with their features, nearest first."""
    found = candidates(reading, proposal)
    here = sum(back == 0 and d.first >= 0 for d, back in found)
    order = sorted(found, key=lambda c: (abs(c[1]), c[0].first < 0, abs(c[0].first - proposal.first)))
    return [
        (d, back, list(features(reading, proposal, d, back, min(rank, 3), here)))
        for rank, (d, back) in enumerate(order)
    ]


def fill(reading: Reading, proposal: Proposal, models: Models, least: float = 0.12) -> None:
    """Fills `proposal.date`."""
    best: tuple[float, DateMention] | None = None
    found = ranked(reading, proposal)
    undated = not any(back == 0 and d.first >= 0 for d, back, _ in found)
    for date, back, feats in found:
        score = models["date"].score(feats) if "date" in models else 0.6 * (back == 0 and date.first >= 0)
        if date.first < 0 and undated and _going_on(reading, proposal):
            score = max(score, _PRESENT)
        if score >= least and (best is None or score > best[0]):
            best = (score, date)
    proposal.date = best[1] if best else None


_PRESENT = 0.3  # what the rule of the present tense is worth against dates of other sentences


def _going_on(reading: Reading, proposal: Proposal) -> bool:
    """Whether the report tells it in the present tense (تدور اشتباكات): its own day is meant.

    Indefinite happenings only; "تشهد البلاد الحرب" tells of no day.
    """
    before = reading.doc.norms[max(0, proposal.first - 2) : proposal.first]
    present = any(n.removeprefix("و") in function_words("present") for n in before)
    return present and proposal.hit.form == "masdar" and not proposal.hit.cut.article
