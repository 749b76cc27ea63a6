"""When it happened: the date of a proposal among the dates that the report gives.

One choice among the dates, the report's own day and none of them: a linear model (`date`) gives every choice its
weight, and the choices share the probability between them; without models, the nearest date of the sentence. Where that
it has no time is likely enough, it stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as day_of
from datetime import timedelta

from marsad.coder.certainty import SPEECH
from marsad.coder.classes import word_classes
from marsad.coder.clauses import verb_of
from marsad.coder.dates import goes_on
from marsad.coder.datewords import time_words
from marsad.coder.decide import Feature, Models, shares
from marsad.coder.guards import open_quote
from marsad.coder.lexicon import FINITE
from marsad.coder.mentions import DateMention
from marsad.coder.network_input import date_options
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.sense import blended, heard
from marsad.coder.speech import word_set
from marsad.coder.syntax import function_words
from marsad.coder.timespans import how_long_ago
from marsad.coder.where_features import nothing
from marsad.coder.where_settled import WEIGHT
from marsad.coder.who_features import kin
from marsad.coder.words import stem

_LONG = 31  # days
_SINCE = frozenset({"من", "علي"})  # between a span and the deed that it goes back to
_BEFORE = 8  # tokens from بعد to how long it went on
_LASTED = 4  # tokens from what went on to for how long
_BEGUN = 4  # tokens from an offensive to the verb of its beginning
_FROM_BEGUN = 12  # tokens from an offensive to the day on which it began
_FRESH = 3  # days in which what has begun may be over
_COMPARED = 6  # tokens from a superlative to how far its comparison goes
_SAID_ON = ("date.weekday", "date.relative")  # the days on which something was said, as a rule
_CALLED = 6  # tokens from what is called for to its day
_WEEK = timedelta(days=7)
_CLAUSE = 12  # tokens from a relative to the date of its verb
_PARTS = frozenset("،,.؛:")
_NEVER = 0.9  # the probability of no date at which none is given: where a time is stated, leaving it out is the worse


def own_day(reading: Reading) -> DateMention | None:
    """The report's publication day as a candidate that no words name."""
    day = reading.doc.published
    return DateMention(-1, -1, day, day, "published") if day else None


def candidates(reading: Reading, proposal: Proposal) -> list[tuple[DateMention, int]]:
    """Resolved dates with how many sentences back they stand (negative: later), and the report's own day.

    Nearest first.
    """
    sentences = sorted({0, 1, *range(max(0, proposal.sentence - 3), proposal.sentence + 2)})
    near = [(reading.dates[k], proposal.sentence - s) for s in sentences for k in reading.dates_in.get(s, ())]
    out = [(date, back) for date, back in near if date.start and not _apart(reading, date, back)]
    out = [(date, back) for date, back in out if not _of_another(reading, proposal, date)]
    own = own_day(reading)
    out += [(own, 0)] if own else []
    return sorted(out, key=lambda c: (abs(c[1]), c[0].first < 0, abs(c[0].first - proposal.first)))


def _apart(reading: Reading, date: DateMention, back: int) -> bool:
    """Whether the date is another matter's: a long span of a later sentence (منذ عام), or somebody's birth.

    So is that of a later sentence which goes back: وكانت المدينة قد تعرضت للقصف يوم كذا.
    """
    doc = reading.doc
    later = back < 0 and doc.sentence_of[date.first] + back > 0  # what a lead leaves out may follow so
    if later and doc.norms[doc.sentences[doc.sentence_of[date.first]].first] in function_words("background"):
        return True
    if (
        back < 0
        and date.rule == "date.since"
        and date.start
        and date.end
        and _days(date.start, date.end) > _LONG
    ):
        return True
    if date.rule == "date.since" and _compares(doc.norms, date.first):
        return True
    return bool(date.first) and doc.norms[date.first - 1] in function_words("births")


def _compares(norms: Sequence[str], first: int) -> bool:
    """الأعنف في القطاع منذ عام 2021: whether منذ only says how far a comparison goes."""
    words = time_words()
    if not words.is_in("since", norms[first]):
        return False
    before = norms[max(0, first - _COMPARED) : first]
    stop = max((k + 1 for k, n in enumerate(before) if n in _PARTS or n.startswith("المستمر")), default=0)
    return any(
        n in words.sets["superlatives"] and before[k : k + 1] != ["من"]
        for k, n in enumerate(before[stop:], stop + 1)
    )


def _of_another(reading: Reading, proposal: Proposal, date: DateMention) -> bool:
    """سيطروا على الحي بعد اشتباكات استمرت يومين: whether the date says for how long something before it went on.

    Or how long before another deed was: أفرج عنه بعد ثلاثة أشهر من اعتقاله, which dates the arrest (of 36 such deeds in
    the codings and the gold 5 have the date, all of the report's own day).
    """
    norms = reading.doc.norms
    if _in_relative(reading, proposal, date):
        return True
    if date.last != proposal.first:
        here = reading.hits_in.get(reading.doc.sentence_of[date.first], ())
        if date.rule == "date.ago" and norms[date.last - 1] in _SINCE:
            before = date.start != reading.doc.published
            return before and any(h.first == date.last and h.form == "masdar" for h in here)
        besieged = (h for h in here if h.trigger.type == "siege" and h.form == "participle")
        if date.rule == "date.since" and any(
            date.first == h.last and h.first != proposal.first for h in besieged
        ):
            return True  # قصفت كذا المدينة المحاصرة منذ عام 2012
    if (
        not goes_on(norms, date, time_words())
        or "بعد" not in norms[max(0, date.first - _BEFORE) : date.first]
    ):
        return False
    return not (0 <= date.first - proposal.last <= _LASTED or 0 <= proposal.first - date.last <= 1)


def _in_relative(reading: Reading, proposal: Proposal, date: DateMention) -> bool:
    """استعاد الجيش البلدة التي سقطت الشهر الماضي: whether the date is that of a relative clause behind the verb.

    Of 147 such dates of gold and other coded reports 16 are the verb's own too.
    """
    doc = reading.doc
    if proposal.hit.form not in FINITE or not proposal.last <= date.first:
        return False
    if doc.sentence_of[date.first] != proposal.sentence:
        return False
    between = doc.norms[proposal.last : date.first]
    at = max((k for k, n in enumerate(between) if n in function_words("relatives")), default=-1)
    tail = between[at + 1 :]
    if at < 0 or len(tail) > _CLAUSE or not _PARTS.isdisjoint(tail) or not any(map(verb_of, tail)):
        return False
    before = range(proposal.last + at - 2, proposal.last + at)  # قتل في الهجوم الذي وقع أمس
    hits = reading.hits_in.get(proposal.sentence, ())
    return not any(h.last - 1 in before and h.first != proposal.first for h in hits)


def _to_now(reading: Reading, proposal: Proposal, date: DateMention) -> DateMention:
    """`date`, up to the report's day where it is the one on which an offensive or a war began that goes on.

    What it has led to goes on with it: أدى النزاع الذي اندلع في نوفمبر إلى نزوح كثيرين.
    """
    doc = reading.doc
    if (
        date.first < 0
        or not date.end
        or not doc.published
        or doc.sentence_of[date.first] != proposal.sentence
    ):
        return date
    start = max(doc.sentences[proposal.sentence].first, date.first - _FROM_BEGUN)
    before = doc.norms[start : date.first]
    begun = [k for k, n in enumerate(before) if n in function_words("begun")]
    if not begun or _days(date.end, doc.published) <= _FRESH:
        return date
    at = next(
        (k for k in range(max(0, begun[-1] - _BEGUN), begun[-1] + 2) if _is_undertaking(before[k : k + 1])),
        -1,
    )
    own = proposal.first <= start + at < proposal.last
    led = proposal.first > date.last and not function_words("leading_to").isdisjoint(
        doc.norms[date.last : proposal.first]
    )
    if at < 0 or not own and not led:
        return date
    return DateMention(date.first, date.last, date.start, doc.published, "date.since")


def _is_undertaking(norms: Sequence[str]) -> bool:
    return bool(norms) and stem(norms[0]) in function_words("undertakings")


def _performs(reading: Reading, proposal: Proposal) -> bool:
    """نطالب المجتمع الدولي بكذا: whether who writes the report speaks by it, which is on its own day.

    So do bodies that tell of themselves in its last lines: وتدين المنظمة الهجوم.
    """
    if proposal.type not in SPEECH or proposal.hit.form != "imperfect" or not reading.doc.published:
        return False
    first, norms = proposal.hit.first, reading.doc.norms
    start = reading.doc.sentences[proposal.sentence].first
    if open_quote(norms[start:first]) or reading.attributions.sources_at(first):
        return False
    if norms[first].removeprefix(proposal.hit.cut.conj).startswith("ن"):
        return True
    return first == start and not word_set("body_references").isdisjoint(norms[first + 1 : first + 2])


def _days(start: str, end: str) -> int:
    return (day_of.fromisoformat(end) - day_of.fromisoformat(start)).days


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
    side = _side(date, back, hit.last)
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
    yield f"own|@{kin(kind)}"


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


def _both(reading: Reading, proposal: Proposal, date: DateMention, back: int) -> Iterator[Feature]:
    """What is asked of dates and of the report's own day alike: how long ago, to what form of trigger, behind what."""
    hit, doc = proposal.hit, reading.doc
    side = "O" if date.first < 0 else _side(date, back, hit.last)
    definite, sentence = "d" if hit.cut.article else "i", min(proposal.sentence, 4)
    before = doc.norms[hit.first - 1] if hit.first else "<s>"
    ago = how_long_ago(date.start, doc.published)
    yield (_since, ago, side, proposal.type, hit.form, definite, min(sentence, 3), proposal.certainty)
    yield (_to, side, proposal.type, hit.form, definite, hit.cut.prep)
    yield f"id={hit.trigger.id}|{side}"
    yield f"sentence={sentence}|{side}|{definite}"
    yield f"behind={before}|{side}"
    yield f"behind-class={word_classes().get(stem(before))}|{side}"


def _side(date: DateMention, back: int, last: int) -> str:
    """Left or right of the trigger that ends before token `last`, or a previous or following sentence."""
    if back:
        return "P" if back > 0 else "F"
    return "R" if date.first >= last else "L"


def _since(
    ago: str, side: str, kind: str, form: str, definite: str, sentence: int, certainty: str
) -> Iterator[str]:
    """How long before the report the date lies."""
    yield f"ago={ago}|{side}"
    yield f"ago={ago}|{kind}"
    yield f"ago={ago}|@{kin(kind)}"
    yield f"ago={ago}|{form}|{definite}"
    yield f"ago={ago}|sentence={sentence}"
    yield f"ago={ago}|{certainty}"


def _to(side: str, kind: str, form: str, definite: str, prep: str) -> Iterator[str]:
    """To what trigger the date stands where."""
    yield f"form={form}|{definite}|{side}"
    yield f"prep={prep}|{form}|{side}"
    yield f"@{kin(kind)}|{side}|{definite}"


def _never(reading: Reading, proposal: Proposal, here: int) -> Iterator[Feature]:
    """What speaks for no date."""
    hit, norms = proposal.hit, reading.doc.norms
    before = norms[hit.first - 1] if hit.first else "<s>"
    yield (nothing, proposal.type, hit.trigger.id, here, proposal.certainty)
    yield (_none_of, here, hit.form, "d" if hit.cut.article else "i", min(proposal.sentence, 4))
    yield f"none|behind={before}"
    yield f"none|behind-class={word_classes().get(stem(before))}"
    yield f"none|any={min(len(reading.dates), 3)}"


def _none_of(here: int, form: str, definite: str, sentence: int) -> Iterator[str]:
    """How many dates its sentence has, to what form of trigger."""
    yield f"none|{form}|{definite}"
    yield f"none|here={here}|{form}|{definite}"
    yield f"none|here={here}|sentence={sentence}"


def _kind(rule: str, side: str, same: str, kind: str, form: str) -> Iterator[str]:
    """What sort of date it is, and of which type of event."""
    yield f"rule={rule}"
    yield f"rule={rule}|{side}"
    yield f"same={same}|{kind}"
    yield f"same={same}|@{kin(kind)}"
    yield f"same={same}|{form}"


def describe(
    reading: Reading, proposal: Proposal, found: Sequence[tuple[DateMention, int]]
) -> list[list[Feature]]:
    """The features of each candidate, nearest first, and at the end those of no date."""
    here = sum(back == 0 and d.first >= 0 for d, back in found)
    out = [
        [*features(reading, proposal, d, back, min(rank, 3), here), *_both(reading, proposal, d, back)]
        for rank, (d, back) in enumerate(found)
    ]
    return [*out, list(_never(reading, proposal, min(here, 2)))]


def fill(reading: Reading, proposals: Sequence[Proposal], models: Models) -> None:
    """Fills the `date` of every proposal."""
    every = [candidates(reading, p) for p in proposals]
    options = [date_options(reading, p, found) for p, found in zip(proposals, every, strict=True)]
    said = heard(reading, "date", proposals, options)
    for proposal, found, adds in zip(proposals, every, said, strict=True):
        if "date" in models:
            linear = [models["date"].total(f) for f in describe(reading, proposal, found)]
            weights = blended("date", linear, adds)
            if _performs(reading, proposal):
                weights[next(k for k, (date, _) in enumerate(found) if date.first < 0)] += WEIGHT
            chosen = _likeliest(found, shares(weights))
            proposal.date = chosen and _ahead(reading, proposal, _to_now(reading, proposal, chosen))
        else:
            proposal.date = next((d for d, back in found if back == 0 and d.first >= 0), None)


def _ahead(reading: Reading, proposal: Proposal, date: DateMention) -> DateMention | None:
    """`date`, unless it is a day just past and what is called for is still to come: دعا الخميس إلى هدنة has none.

    A bare weekday right behind is the next one: دعت إلى التظاهر الجمعة. Of 62 such days in gold and coded reports 34
    were no time of the event, 7 the day a week later, 16 its own.
    """
    doc = reading.doc
    if proposal.certainty != "called_for" or not (date.start and date.end and doc.published):
        return date
    if date.end >= doc.published or date.rule not in _SAID_ON:
        return date
    behind = proposal.last <= date.first <= proposal.last + _CALLED
    if not behind or date.rule != "date.weekday" or doc.norms[date.last - 1] in time_words().modifiers:
        return None
    start, end = (str(day_of.fromisoformat(d) + _WEEK) for d in (date.start, date.end))
    return replace(date, start=start, end=end)


def _likeliest(found: Sequence[tuple[DateMention, int]], chances: Sequence[float]) -> DateMention | None:
    """The likeliest of the dates, unless none, the last of `chances`, is too likely; mentions of one date add up."""
    every: dict[tuple[str | None, str | None], float] = {}
    for (date, _), chance in zip(found, chances[:-1], strict=True):
        every[date.start, date.end] = every.get((date.start, date.end), 0.0) + chance
    if not every or chances[-1] >= _NEVER:
        return None
    best = max(every, key=every.__getitem__)
    return next(d for d, _ in found if (d.start, d.end) == best)
