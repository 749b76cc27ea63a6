"""Room 9, claims: counted victims put into the codebook's form.

A count takes place and time from the event that it belongs to: the nearest decided one of its sentence, else the
nearest before it. Whose people the victims are and who hurt them is decided in `victims`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from marsad.coder import whose
from marsad.coder.attribution import sources_of
from marsad.coder.casualties import CasualtyCandidate
from marsad.coder.casualty_words import casualty_words
from marsad.coder.certainty import certainty_of_count
from marsad.coder.claims import Claim, actor_record, evidence, finish, time_of
from marsad.coder.classes import word_classes
from marsad.coder.decide import Models, log_odds, logistic
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.network_counts import count_of
from marsad.coder.proposals import UNSTATED, Proposal
from marsad.coder.reading import Reading, parted
from marsad.coder.sense import blended
from marsad.coder.tenor import step
from marsad.coder.toll_places import own_places, place_of
from marsad.coder.victim_categories import decide_category
from marsad.coder.victims import Toll, decide_people
from marsad.coder.words import reads_as, stem

_LEAST = 0.38
_JOINED = 4  # tokens between two counts of one breath
_LEAD = 2  # sentences of a report that say what it is about
_LED = 5  # tokens from a verb of leading to victims to their count
_BREATH = 6  # the same between the dead and the wounded of one deed
_WITHOUT_MODEL = 0.8  # the share of right counts that the rules alone reach on the gold
# Types whose happening can leave casualties; the others don't lend their place or agent to a count.
_HARMFUL = frozenset(
    "armed_clash ground_attack air_strike shelling explosion suicide_attack chemical_attack killing abduction arrest"
    " capture torture riot destruction displacement bodies_found protest siege".split()
)


def casualty_claims(
    reading: Reading, proposals: list[Proposal], found: list[CasualtyCandidate], models: Models
) -> list[Claim]:
    """A claim per candidate, parts pointing at their whole's id."""
    claims: list[Claim | None] = []
    last: tuple[CasualtyCandidate, dict[str, ActorMention | None]] | None = None
    victims: dict[int, list[CasualtyCandidate]] = {}  # of each sentence
    for candidate in found:
        if candidate.outcome in ("killed", "wounded"):
            victims.setdefault(candidate.sentence, []).append(candidate)
    nature = bool(found) and _by_nature(reading)
    told: dict[tuple[int, str], list[float]] = {}  # the scores of a count's claims so far: of each place one
    tolls = [toll_of(reading, proposals, candidate) for candidate in found]
    _lend_events(tolls)
    said = reading.sense.tolls([count_of(toll) for toll in tolls]) if reading.sense else []
    for n, (toll, end) in enumerate(zip(tolls, _ends(reading, found), strict=True)):
        candidate, event = toll.candidate, toll.event
        certainty, rule = certainty_of_count(reading.doc, candidate, reading.attributions)
        same = told.setdefault((candidate.first, candidate.outcome), [])
        score = _WITHOUT_MODEL
        if candidate.rule.endswith("+each"):
            score = max(same, default=0.0)
        elif "casualty" in models:
            score = models["casualty"].score(features(reading, candidate, event))
            score = logistic(*blended("toll", [log_odds(score)], said[n : n + 1]))
        nobody = nature and event is None or _speaks(reading, candidate) or candidate.first in reading.asked
        if certainty in UNSTATED or score < _LEAST or nobody:
            claims.append(None)
            continue
        near = (victims.get(candidate.sentence - back, ()) for back in (0, 1))
        toll.victims = [v for those in near for v in those]
        place = place_of(toll, end, len(same))
        same.append(score)
        category = decide_category(toll, models)
        people = decide_people(toll, models, category)
        if last and _in_one_breath(reading, *last, candidate):
            people = _shared(last[1], people)
        last = candidate, people
        claims.append(_claim(toll, (place, _when(toll, end)), category, people, (certainty, rule, score)))
    _relate(reading, found, claims)
    return [c for c in claims if c is not None]


def _lend_events(tolls: list[Toll]) -> None:
    """وبين القتلى طفلان, with no event in the sentence: some of those told before are of the event of their whole."""
    for toll in tolls:
        at, event = toll.candidate.part_of, toll.event
        whole = tolls[at] if at is not None and toll.candidate.rule == "part" else None
        apart = whole is not None and whole.candidate.sentence < toll.candidate.sentence
        if whole is not None and apart and (event is None or event.sentence != toll.candidate.sentence):
            toll.event = whole.event


def _relate(reading: Reading, found: list[CasualtyCandidate], claims: list[Claim | None]) -> None:
    """Points parts at their whole, and lends them and the counts of one breath what the other tells."""
    for candidate, claim in zip(found, claims, strict=True):
        at = candidate.part_of
        whole = claims[at] if at is not None else None
        if claim is not None and at is not None and whole is not None and _is_part(claim, whole):
            claim["part_of"] = whole["id"]
            _hurt_with_whole(candidate, claim, found[at], whole)
            if claim["affiliation"] is None and candidate.flags & {"bare", "others"}:
                claim["affiliation"] = whole["affiliation"]  # 14 جنديا بينهم 11 قتلوا في هجوم
    for (one, first), (other, second) in pairwise(zip(found, claims, strict=True)):
        if first is None or second is None or one.part_of != other.part_of:
            continue
        if _hurt_together(reading, one, other):
            _share_doer(first, second)


def _hurt_with_whole(candidate: CasualtyCandidate, part: Claim, of: CasualtyCandidate, whole: Claim) -> None:
    """Who hurt a part of the victims is who hurt them all: 97 قتيلا بقصف الجيش، بينهم تسعة مسعفين.

    In the gold 198 parts of 215 whose whole has a perpetrator have the same.
    """
    told = whole["perpetrator"]
    if part["category"] in ("child", "woman") and "by" not in candidate.flags:
        part["perpetrator"] = told
    elif part["perpetrator"] is None and told is not None and candidate.sentence - of.sentence <= 1:
        part["perpetrator"] = None if _is(told, part["affiliation"]) else told


def _hurt_together(reading: Reading, one: CasualtyCandidate, other: CasualtyCandidate) -> bool:
    """Whether dead and wounded are told in one breath, with no other clause between: قتل عشرة وأصيب ثلاثون."""
    if {one.outcome, other.outcome} != {"killed", "wounded"} or one.sentence != other.sentence:
        return False
    between = reading.doc.norms[one.group_last : other.first]
    near = other.first == one.first or 0 <= other.first - one.group_last <= _BREATH
    return near and casualty_words().clauses.isdisjoint(between)


def _share_doer(first: Claim, second: Claim) -> None:
    """Gives one of two counts of a breath the perpetrator of the other, unless they are people of two sides."""
    told, other = (first, second) if second["perpetrator"] is None else (second, first)
    doer, sides = told["perpetrator"], (first["affiliation"], second["affiliation"])
    if doer is None or other["perpetrator"] is not None or any(_is(doer, side) for side in sides):
        return
    fighting = [c["category"] in ("combatant", "police") for c in (first, second)]
    if fighting[0] == fighting[1] or "unspecified" in (first["category"], second["category"]):
        other["perpetrator"] = doer


def _is(doer: dict[str, Any], side: dict[str, Any] | None) -> bool:
    """Whether two actors of claims are the same one."""
    return side is not None and (
        doer["name"] == side["name"] or bool(doer["id"]) and doer["id"] == side["id"]
    )


def _in_one_breath(
    reading: Reading, one: CasualtyCandidate, people: dict[str, ActorMention | None], other: CasualtyCandidate
) -> bool:
    """Whether a second count is of the first's side: عشرات القتلى والجرحى، مقتل خمسة من كذا وإصابة عنصر آخر."""
    if one.outcome == other.outcome or one.sentence != other.sentence:
        return False
    another = any(n.startswith(("اخر", "اخري")) for n in reading.doc.norms[other.head : other.head + 2])
    side = people["affiliation"]
    own = other.affiliation is None or other.affiliation.first <= other.head < other.affiliation.last
    if another and own and 0 <= other.first - (side.last if side else one.group_last) <= _JOINED:
        return True
    bare = other.affiliation in (None, one.affiliation) and {"victim", "bare", "others"} & other.flags
    near = other.first == one.first or 0 <= other.first - one.group_last <= 1
    return bool(bare) and near


def _shared(
    first: dict[str, ActorMention | None], own: dict[str, ActorMention | None]
) -> dict[str, ActorMention | None]:
    """Whose people both counts of one breath are, and who hurt those of the second."""
    side, doer = first["affiliation"], own["perpetrator"]
    unknown = doer is None or side is not None and (doer.name == side.name or doer.id and doer.id == side.id)
    return {"affiliation": side, "perpetrator": first["perpetrator"] if unknown else doer}


def _by_nature(reading: Reading) -> bool:
    """Whether the report opens with what nature did: ضرب زلزال جنوب البلاد."""
    lead = reading.doc.sentences[:_LEAD][-1].last if reading.doc.sentences else 0
    return any({n, stem(n)} & casualty_words().disasters for n in reading.doc.norms[:lead])


def _speaks(reading: Reading, candidate: CasualtyCandidate) -> bool:
    """Whether the people are named as who tells: حسبما أفاد شهود وطبيب."""
    counted = candidate.max is not None and candidate.max > 1
    return not counted and candidate.head in reading.attributions.speaking


def _is_part(claim: Claim, whole: Claim) -> bool:
    """Whether a claim can be a part of another: the wounded are none of the killed."""
    return whole is not claim and whole["outcome"] == claim["outcome"]


def toll_of(reading: Reading, proposals: list[Proposal], candidate: CasualtyCandidate) -> Toll:
    """The count with its event and the harm told around it."""
    at = bisect_left(proposals, candidate.first, key=lambda p: p.first)
    near = [p for p in proposals[max(0, at - 30) : at + 30] if -3 <= p.sentence - candidate.sentence <= 1]
    return Toll(reading, candidate, event_of(reading, proposals, candidate), [p for p in near if _harms(p)])


def _harms(p: Proposal) -> bool:
    return p.type in _HARMFUL and p.certainty != "called_for"


def event_of(reading: Reading, proposals: list[Proposal], candidate: CasualtyCandidate) -> Proposal | None:
    """The decided event that the count belongs to, or None."""
    sentence = reading.doc.sentence_of[candidate.first]
    at = bisect_left(proposals, candidate.first, key=lambda p: p.first)
    near = proposals[max(0, at - 30) : at + 30]
    harmful = [p for p in near if _harms(p)]
    here = [p for p in harmful if p.sentence == sentence]
    own = [p for p in here if not parted(reading, p.first, candidate.first)]
    if here and not own:
        return None  # قتل 20 بقصف في إدلب، وفي درعا قتل ستة
    led = [p for p in own if p.last <= candidate.first] if _is_led_to(reading, candidate) else []
    if led:
        return led[-1]  # قصف الجيش القرية ما أدى لمقتل خمسة، ورد المسلحون بقصف الحاجز
    if own:
        return min(own, key=lambda p: abs(p.first - candidate.first))
    if reading.doc.norms[reading.doc.sentences[sentence].last - 1] == "؛":  # أصيب مواطن؛ جراء قصف
        behind = next((p for p in harmful if p.sentence == sentence + 1), None)
        if behind:
            return behind
    before = [p for p in harmful if 0 < sentence - p.sentence <= 2]
    return max(before, key=lambda p: p.first) if before else None


def _is_led_to(reading: Reading, candidate: CasualtyCandidate) -> bool:
    """Whether the words right before a count say that it comes of what was told before: ما أدى لاستشهاد امرأة."""
    before = reading.doc.norms[max(0, candidate.first - _LED) : candidate.first]
    return any(reads_as(n, casualty_words().leading) for n in before)


def features(reading: Reading, candidate: CasualtyCandidate, event: Proposal | None) -> Iterator[str]:
    """What speaks for or against a count as victims of the conflict, and as a toll of its own."""
    doc, outcome, classes = reading.doc, candidate.outcome, word_classes()
    subject = step(reading.tenor)
    yield f"subject={subject}"
    yield f"subject={subject}|{outcome}"
    matter = step(reading.matter)
    yield f"matter={matter}"
    yield f"matter={matter}|{outcome}"
    yield f"matter={matter}|{event is not None}"
    yield f"tenor={reading.violent}{reading.armed}"
    yield f"violent={reading.violent}|{outcome}"
    yield f"armed={reading.armed}|{outcome}"
    yield f"outcome={outcome}|{candidate.category}"
    yield f"rule={candidate.rule}"
    yield f"rule={candidate.rule}|{outcome}"
    yield f"part={candidate.part_of is not None}"
    bounds = candidate.bounds
    yield f"bounds={bounds}|{outcome}"
    yield f"bounds={bounds}|{candidate.rule}"
    yield f"open={candidate.is_open}"
    yield f"owned={candidate.affiliation is not None}|{bounds}"
    yield f"done-by={candidate.perpetrator is not None}"
    yield f"sentence={min(candidate.sentence, 4)}|{bounds}"
    yield from (f"flag={flag}|{bounds}" for flag in sorted(candidate.flags))
    if event is None:
        yield "no-event"
    else:
        apart = abs(event.sentence - candidate.sentence)
        yield f"event={event.type}|{apart}"
        yield f"event={event.type}|{outcome}"
        yield f"event-score={int(event.score * 5)}|{apart}"
    lo, hi = max(0, candidate.first - 3), min(len(doc.norms), candidate.last + 3)
    near = {stem(n) for n in doc.norms[lo:hi] if len(n) > 2}
    yield from (f"near={w}" for w in sorted(near))
    yield from (f"class={c}" for c in sorted({classes.get(w, "") for w in near}))


def _ends(reading: Reading, found: list[CasualtyCandidate]) -> list[int]:
    """The token behind each count, and behind those of another outcome joined to it: أربعة قتلى وتسعة جرحى | بدرعا.

    A count that is told with its own place is joined to no other.
    """
    ends = [c.group_last for c in found]
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        near = one.outcome != other.outcome and 0 <= other.first - one.group_last <= _JOINED
        if near and not any(own_places(reading, one.sentence, one.group_last)):
            ends[i] = ends[i + 1]
    return ends


def _when(toll: Toll, end: int) -> dict[str, str] | None:
    """When the people of a count were hurt: by a date at `end`, right behind it, else when its event was.

    Where no event is told of in its sentence, by the one date there: right in 397 of 580 gold and other coded counts.
    """
    here = [toll.reading.dates[k] for k in toll.reading.dates_in.get(toll.candidate.sentence, ())]
    here = [date for date in here if date.start is not None]
    event = toll.event
    alone = len(here) == 1 and (event is None or event.sentence != toll.candidate.sentence)
    date = next((d for d in here if d.first == end), here[0] if alone else None)
    if date is not None and date.start is not None:
        return {"start": date.start, "end": date.end or date.start}
    return time_of(event) if event else None


def _claim(
    toll: Toll,
    where_when: tuple[PlaceMention | None, dict[str, str] | None],
    category: str,
    people: dict[str, ActorMention | None],
    decided: tuple[str, str, float],
) -> dict[str, Any]:
    (place, time), (certainty, rule, score) = where_when, decided
    reading, candidate, event = toll.reading, toll.candidate, toll.event
    affiliation, perpetrator = people["affiliation"], people["perpetrator"]
    fields = {
        "outcome": candidate.outcome,
        "category": category,
        "affiliation": actor_record(affiliation) if affiliation else None,
        "min": candidate.min,
        "max": candidate.max,
        "approx": candidate.approx,
        "perpetrator": actor_record(perpetrator) if perpetrator else None,
        "part_of": None,
        "place": place.place if place else None,
        "time": time,
    }
    mentions = [m for m in (affiliation, perpetrator, place) if m]
    sentence = reading.doc.sentence_of[candidate.first]
    near = [(m.first, m.last) for m in mentions if reading.doc.sentence_of[m.first] == sentence]
    spans = evidence(reading, (candidate.first, candidate.last), near)
    origin = [f"casualties/{candidate.rule}", *([rule] if rule else [])]
    sources = sources_of(whose.beside(reading, candidate.first, event))
    return finish(reading, "casualties", fields, spans, (sources, certainty, score, origin))
