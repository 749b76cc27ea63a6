"""Whose people the victims of a count are, and who did it: one decision over every actor named around.

The casualty room reads both where the words beside the count say it (برصاص الشرطة، ثلاثة من عناصر الجيش). Most reports
tell it from further away: the agent of the attack that the toll belongs to, the side in whose ranks the dead are. Two
linear models (`perpetrator`, `affiliation`) weigh each actor; where none is likely enough the field stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.coder.casualties import CasualtyCandidate
from marsad.coder.casualty_words import casualty_words
from marsad.coder.decide import Models, log_odds, logistic
from marsad.coder.entities import possessed
from marsad.coder.mentions import ActorMention, same_actor
from marsad.coder.network_counts import PEOPLE, count_of, people_options
from marsad.coder.proposals import Proposal, part_in
from marsad.coder.reading import Reading, parted
from marsad.coder.sense import blended
from marsad.coder.syntax import control_words, function_words
from marsad.coder.words import reads_as, stem

_LEAST = {"affiliation": 0.16, "perpetrator": 0.13}
_BYSTANDERS = {"civilian", "child", "woman", "journalist", "medic"}
_FIGHTING = {"combatant", "police"}  # categories of victims who may have hurt others
_TOLD_OF = {"group", "force", "state"}  # kinds of actors who do what somebody tells
_HURTING = {"MIL", "REB", "UAF", "GOV", "COP", "SPY", "PRM"}  # roles of who may hurt people
_UNDER_ARMS = {"MIL", "COP", "PRM", "UAF"}
_STATES_OWN = {"MIL", "COP", "GOV", "PRM", "SPY"}
_SIDED = ("group", "force", "people", "state")
_STATELESS = {"REB", "UAF"}
_OFFICES = {"GOV", "NGO", "IGO", "MED", "JUD", "LEG"}  # roles of who tells of others' dead
_TELLERS = {"NGO", "MED"}  # roles of those who count victims, and hurt none
_OF_ITS_OWN = {"explosion", "capture"}  # what nobody but its own actors has hurt people by
_BY_HAND = {"killing", "suicide_attack", "torture", "destruction"}
_DOUBT = 0.3  # probability of a doer under which such a deed has none but its own actors either
_STRIKING = {"air_strike", "shelling", "ground_attack", "killing"}  # what two sides may exchange
_GIVEN = 8  # tokens from the exchange to what is exchanged, and from those hurt to the exchange
_FROM_AFAR = {"air_strike", "shelling"}
_BACK = 2  # sentences back in which actors are looked for
_TO_DEED = 3  # tokens from a deed to whose it was
_CLAIMS = ("تبن", "وتبن", "مسوولي", "مسيولي")  # how words of claiming a deed begin
_SHARES = frozenset(("نصفهم", "ثلثهم", "ثلثاهم", "ربعهم", "بعضهم"))  # of those counted before
_BESIDE = ("قرب", "امام", "عند", "علي", "في", "فى", "داخل", "خارج", "بجوار")
_SIDES = 4  # tokens behind a count in which it is said to be of both sides
_MOST = 14  # actors looked at for one count, the nearest first


@dataclass(slots=True)
class Toll:
    """A count with what is known around it."""

    reading: Reading
    candidate: CasualtyCandidate
    event: Proposal | None
    events: Sequence[Proposal]  # harmful events told in the sentences around, in text order
    victims: Sequence[CasualtyCandidate] = ()  # the killed and wounded of its sentence and the one before


def around(toll: Toll) -> list[ActorMention]:
    """The actors that could be meant: of the sentence, of those before, of the event."""
    reading, sentence, first = toll.reading, toll.candidate.sentence, toll.candidate.first
    sentences = range(sentence, max(-1, sentence - _BACK - 1), -1)
    near = [k for s in sentences for k in reading.actors_in.get(s, ())]
    near = [k for k in near if not parted(reading, first, reading.actors[k].first)]
    near.sort(key=lambda k: abs(reading.actors[k].first - first))
    found = {id(reading.actors[k]): reading.actors[k] for k in near[:_MOST]}
    slots = (toll.event.actors, toll.event.recipients) if toll.event else ()
    for m in (toll.candidate.affiliation, toll.candidate.perpetrator, *(m for ms in slots for m in ms)):
        if m is not None:
            found.setdefault(id(m), m)
    return list(found.values())


def options(toll: Toll) -> list[tuple[ActorMention, list[str]]]:
    """The actors that could be meant, with what speaks for each."""
    nested = {id(toll.reading.actors[k]) for k in toll.reading.nested}
    return [(m, list(_features(toll, m, id(m) in nested))) for m in around(toll)]


def _features(toll: Toll, m: ActorMention, nested: bool) -> Iterator[str]:
    """What speaks for or against `m` as the one whose people were hurt, or who hurt them."""
    reading, c, event = toll.reading, toll.candidate, toll.event
    norms = reading.doc.norms
    back = c.sentence - reading.doc.sentence_of[m.first]
    ruled = f"{m is c.affiliation}{m is c.perpetrator}"
    side = "in" if m.first < c.group_last and c.first < m.last else "L" if m.last <= c.first else "R"
    gap = c.first - m.last if side == "L" else m.first - c.group_last
    where = f"{side}{min(back, 3)}"
    before = norms[m.first - 1] if m.first else ""
    prep = m.prep or (before if before in function_words("prepositions") else "")
    slot = "none" if event is None else part_in(event, m)
    yield f"ruled={ruled}"
    yield f"ruled={ruled}|{m.kind}"
    yield f"ruled={ruled}|{c.category}"
    yield f"given={c.affiliation is not None}{c.perpetrator is not None}|{ruled}"
    yield f"where={where}"
    yield f"where={where}|{min(max(gap, 0), 20) // 3}"
    yield f"where={where}|{prep}"
    yield f"where={where}|{m.kind}"
    yield f"where={where}|{c.rule}"
    yield f"before={stem(before)}|{side}"
    yield f"slot={slot}"
    yield f"slot={slot}|{where}"
    yield f"role={m.role}|{c.category}"
    yield f"role={m.role}|{c.outcome}"
    yield f"kind={m.kind}|{c.outcome}"
    yield f"head={stem(m.head)}"
    yield f"nested={nested}"
    yield f"known={m.known}|{where}"
    yield f"weak={'weak' in m.flags}"
    yield f"rule={m.rule}"
    if event is not None:
        yield f"slot={slot}|{event.type}"
        yield f"slot={slot}|{event.type}|{m.role}"
        yield f"slot={slot}|{c.category}"
        yield f"apart={event.sentence - c.sentence}|{slot}"
        yield f"score={int(event.score * 4)}|{slot}"
    else:
        yield f"no-event|{where}"
    doers = [a for e in toll.events for a in e.actors]
    hurt = [a for e in toll.events for a in e.recipients]
    yield f"does={min(3, sum(same_actor(m, a) for a in doers))}|hurt={min(3, sum(same_actor(m, a) for a in hurt))}"
    if side == "R" and not back:
        yield f"between={' '.join(stem(n) for n in norms[c.group_last : m.first][:2])}" if gap <= 2 else "far"
    yield f"part={c.part_of is not None}|{side}"


def decide_people(toll: Toll, models: Models, category: str) -> dict[str, ActorMention | None]:
    """The affiliation and perpetrator of a count of `category`.

    Without models what the casualty room and the event say.
    """
    c, event = toll.candidate, toll.event
    if not set(PEOPLE) <= models.keys():
        doer = c.perpetrator
        if doer is None and event and event.sentence == c.sentence and event.type != "armed_clash":
            doer = event.actors[0] if len(event.actors) == 1 else None
        return {"affiliation": c.affiliation, "perpetrator": doer}
    out: dict[str, ActorMention | None] = {}
    behind = toll.reading.doc.norms[c.first : c.group_last + _SIDES]
    found = [] if function_words("sides") & {stem(n) for n in behind} else options(toll)  # قتلى من الطرفين
    said = _said(toll, [m for m, _ in found])
    for name in PEOPLE:  # the affiliation first: a side's own people are not what it is said to have hurt
        if name == "perpetrator" and ("by" in c.flags or c.striker):
            out[name] = c.striker or c.perpetrator  # three by the hand of the police
            continue
        if name == "affiliation" and not c.flags.isdisjoint(("own", "mixed")):
            out[name] = c.affiliation  # تكبد الحوثيون عشرين قتيلا
            continue
        own = out.get("affiliation")
        sides = [own, _named(toll.reading, own)] if own else []  # قواتها, and whose they are
        if own and event and toll.reading.doc.norms[own.first] in function_words("attackers"):
            sides += event.actors  # قتل سبعة من المهاجمين
        able = (
            o
            for o in found
            if not any(same_actor(o[0], s) for s in sides) and not _unable(toll, o[0], name, category)
        )
        weighed = [(models[name].score(feats), m) for m, feats in able]
        scored = [(_chance(name, p, said[name].get(id(m))), m) for p, m in weighed]
        score, best = max(scored, key=lambda s: s[0], default=(0.0, None))
        if name == "affiliation":  # grammar says so: the network sees where names stand only, and isn't asked
            theirs = ((p, m) for p, m in weighed if _is_one_of(toll, m) and p >= _LEAST[name])
            counted = next(theirs, None)
            if counted and not (best and counted[1].first <= best.first < counted[1].last):
                score, best = counted
        out[name] = best if score >= _LEAST[name] else None
        if name == "perpetrator" and best and best is not c.perpetrator and _aside(toll, best, score):
            out[name] = None
        if name == "perpetrator" and own is None and best is not c.perpetrator:
            out[name] = None if best and _of_a_clash(event, best, category) else out[name]
    return {name: m and _named(toll.reading, m) for name, m in out.items()}


def _said(toll: Toll, found: Sequence[ActorMention]) -> dict[str, dict[int, float]]:
    """By field the log-odds that the network gives each actor around a count; none where none has read along."""
    sense = toll.reading.sense
    if sense is None or not found:
        return {name: {} for name in PEOPLE}
    count, choices = count_of(toll), people_options(toll, found)
    said = {name: sense.people(name, count, choices) for name in PEOPLE}
    return {name: {id(m): x for m, x in zip(found, odds, strict=True)} for name, odds in said.items()}


def _chance(name: str, weighed: float, said: float | None) -> float:
    """The probability of an actor by the model's and the network's word."""
    return weighed if said is None else logistic(*blended(name, [log_odds(weighed)], [said]))


def _aside(toll: Toll, m: ActorMention, score: float) -> bool:
    """Whether `m` is told of around a deed that left the victims, but has not done it, as far as the gold knows.

    Of a blast or a capture 1 in 24 such had, of a murder or torture that little speaks for 3 in 30, of those whom a
    clash is told of 1 in 11.
    """
    event = toll.event
    if event is None:
        return False
    if _exchanged(toll, event):
        return True
    if any(same_actor(m, a) for a in event.actors):
        return (
            event.type == "armed_clash" and toll.reading.doc.sentence_of[m.first] == toll.candidate.sentence
        )
    before = toll.reading.doc.sentence_of[m.first] < toll.candidate.sentence
    doubtful = event.type in _BY_HAND or event.type in ("ground_attack", "armed_clash") and before
    return event.type in _OF_ITS_OWN or doubtful and score < _DOUBT


def _exchanged(toll: Toll, event: Proposal) -> bool:
    """تبادل الجيش والمسلحون القصف، في قصف متبادل: two sides did it, and nobody says whose hurt whom."""
    if event.type not in _STRIKING:
        return False
    doc, c = toll.reading.doc, toll.candidate
    near = {*doc.norms[max(doc.sentences[event.sentence].first, event.first - _GIVEN) : event.last + 2]}
    near.update(doc.norms[c.group_last : min(doc.sentences[c.sentence].last, c.group_last + _GIVEN)])
    return not function_words("exchanged").isdisjoint(near)


def _of_a_clash(event: Proposal | None, m: ActorMention, category: str) -> bool:
    """Whether `m` is but one side of a clash, which left victims of `category` whose side nobody tells."""
    if event is None:
        return False
    fought = event.type == "armed_clash" and category not in _BYSTANDERS
    rioted = event.type == "riot" and category == "unspecified"
    sides = (*event.actors, *event.recipients) if fought or rioted else ()
    return len(sides) > 1 and any(same_actor(m, s) or s.first <= m.first < s.last for s in sides)


def _named(reading: Reading, m: ActorMention) -> ActorMention:
    """The mention that names who is meant: for عناصرها whose they are."""
    if not possessed(m):
        return m
    here = reading.actors_in[reading.doc.sentence_of[m.first]]
    owner = next((reading.entities[reading.entity_of[k]].best for k in here if reading.actors[k] is m), None)
    return m if owner is None else reading.actors[owner]


def _unable(toll: Toll, m: ActorMention, name: str, category: str) -> bool:
    """Whether `m` can't be it: who tells of victims hurts none, nor whose source does (مصادر الشرطة).

    Whose planes or guns hit others has lost none; one family is nobody's side; bystanders are of no armed one, and a
    state's forces are no "militants".
    """
    event, c = toll.event, toll.candidate
    if _led_up(toll, m):
        return True
    if name == "perpetrator":
        mourns = "mourned" in c.flags and m.last <= c.first
        land = m.kind == "state" and not m.flags.isdisjoint({"as_place", "nested"})
        land = land or m.kind in ("person", "office") and "nested" in m.flags  # قوات الرئيس فلان
        informs = m.first in toll.reading.attributions.informants
        blamed = toll.reading.attributions.blamed(m.first, c.first)  # وحمّلت الحركة إسرائيل المسؤولية
        tells = m.known and m.role in _TELLERS or _only_tells(toll, m)
        tells = tells or _tells_of_another(toll, m) or _within_own(toll, m)
        tells = tells or _of_a_part(toll, m) or _holds(toll, m)
        return mourns or land or informs or blamed or tells or _is_victim(toll, m) or _is_finder(toll, m)
    norms = toll.reading.doc.norms
    apart = m is not c.affiliation and not c.first <= m.first <= c.group_last + 1
    if norms[m.last - 1] == "واحده" or apart and toll.reading.attributions.blamed(m.first, c.first):
        return True  # من عائلة واحدة، واتهم الرئيس الحوثيين
    if category in _BYSTANDERS and m.role in _UNDER_ARMS and not (m is c.affiliation and c.first <= m.first):
        return True
    if _is_no_side(toll, m, category):
        return True
    words, counted = casualty_words(), norms[c.first : c.last]
    if m.role in _STATES_OWN and ("foes" in c.flags or not words.foes.isdisjoint(counted)):
        return True  # مقتل 15 مسلحا: no state calls its own so
    official = category == "police" or not words.soldiers.isdisjoint(counted)
    if m.role in _STATELESS and official and (m is not c.affiliation or m.last <= c.first):
        return True  # قتلت الجماعة 60 جنديا, خمسة من طالبان وشرطيان
    if category in (*_BYSTANDERS, "unspecified") and _at_site(norms, m):
        return True  # قتل مدني قرب حاجز للجيش
    doers = [d for d in (c.perpetrator, c.striker) if d is not None]
    if any(d.first <= m.first < d.last for d in doers) or _struck(norms, m):
        return True  # في قصف لقوات كذا، برصاص قناص من كذا: who hurt them
    if event is None or event.type not in _FROM_AFAR or m is c.affiliation:
        return False
    return any(same_actor(m, a) for a in event.actors)


def _at_site(norms: Sequence[str], m: ActorMention) -> bool:
    """Whether the mention only says whose the site is at which people were hurt: أمام مقر للبيشمركة."""
    at = m.first - 1
    return (
        m.prep == "ل" and at > 0 and stem(norms[at]) in function_words("sites") and norms[at - 1] in _BESIDE
    )


def _led_up(toll: Toll, m: ActorMention) -> bool:
    """Whether the count only leads up to what the mention does: بعد ساعات من مقتل جنديين، اعتقلت الشرطة عشرة.

    Of 21 such counts in gold and other coded reports one has who hurt them behind.
    """
    doc, c = toll.reading.doc, toll.candidate
    sentence = doc.sentences[c.sentence]
    opening = doc.norms[sentence.first]
    if function_words("temporal").isdisjoint((opening, opening[1:])):
        return False
    ends = next((i for i in range(c.group_last, sentence.last) if doc.norms[i] in ("،", ",")), sentence.last)
    return c.first < ends < m.first and not any(n.startswith(_CLAIMS) for n in doc.norms[ends : m.last + 3])


def _is_no_side(toll: Toll, m: ActorMention, category: str) -> bool:
    """Whether nobody is of its side: مهاجرين, مركز احتجاز, جنود alone, and an office that tells of others."""
    c, words, norms = toll.candidate, casualty_words(), toll.reading.doc.norms
    himself = m.kind == "person" and c.first < m.last and m.first < c.group_last
    of_none = m.last == m.first + 1 and reads_as(norms[m.first], words.nobodys)
    if himself or of_none or reads_as(norms[m.first], words.sideless):
        return True  # مقتل القيادي فلان، وتدمير عدد من الآليات
    alone = m.last == m.first + 1 and (m.id is None or m.first == c.head)
    if alone and reads_as(norms[m.first], words.soldiers):
        return True
    harmless = category in _BYSTANDERS or category == "unspecified"
    if harmless and m.kind != "person" and reads_as(norms[m.first], words.sites):
        return True
    return m is not c.affiliation and m.role in _OFFICES and m.first in toll.reading.attributions.naming


def _holds(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention only says whose the place is: قصف على دوما، معقل كذا."""
    before = toll.reading.doc.norms[m.first - 1] if m.first else ""
    return before in control_words("strongholds")


def _of_a_part(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention hurt a part of the people, told of in between: 300 مدني، 200 منهم على يد كذا."""
    c = toll.candidate
    parts = (
        v for v in toll.victims if v.part_of is not None and "bare" in v.flags and v.outcome == c.outcome
    )
    if c.part_of is not None:
        return False
    shares = not _SHARES.isdisjoint(toll.reading.doc.norms[c.group_last : max(c.group_last, m.first)])
    return shares or any(
        c.group_last <= v.first and (v.group_last <= m.first or v.perpetrator is m) for v in parts
    )


def _within_own(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention only says whose body the victims' own is: عشرة من قوات النظام."""
    own = toll.candidate.affiliation
    return own is not None and own is not m and own.first <= m.first < own.last


def _struck(norms: list[str], m: ActorMention) -> bool:
    """Whether the words before say that it was the mention's deed: بقصف صاروخي لقوات كذا."""
    before = norms[max(0, m.first - _TO_DEED) : m.first]
    return m.prep == "ل" and any(reads_as(n, casualty_words().strikes) for n in before)


def _only_tells(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention is an office or a person that only speaks: قال المركز الإعلامي إن مفرزة من قواته قتلت كذا."""
    spoken = m.kind in ("office", "person") or "weak" in m.flags
    return spoken and m.first in toll.reading.attributions.naming


def _tells_of_another(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention speaks of what another did: وأعلن الجيش أن العدو استهدف سيارة وأصاب ثلاثة."""
    reading = toll.reading
    for scope in reading.attributions.scopes_at(toll.candidate.first):
        if scope.verb < m.first < scope.first:
            here = reading.actors_of(reading.doc.sentence_of[scope.first])
            told = [a for a in here if scope.first <= a.first <= scope.first + 2 and a.kind in _TOLD_OF]
            return any(not same_actor(a, m) and not a.prep and a.role in _HURTING for a in told)
    return False


def _is_finder(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention found the bodies that are counted, or some of the sentence."""
    found = (e for e in toll.events if e.type == "bodies_found" and e.sentence == toll.candidate.sentence)
    return any(same_actor(a, m) for e in found for a in e.actors)


def _is_victim(toll: Toll, m: ActorMention) -> bool:
    """Whether the mention is of others who were hit: قتل قيادي في كذا، كما قتل عنصر من كذا بغارة.

    Where two sides fought, each is who killed the other's.
    """
    others = [v for v in toll.victims if v is not toll.candidate]
    theirs = [v for v in others if m.first < v.group_last and v.first < m.last]
    if m.kind == "people" and any(v.category not in _FIGHTING for v in theirs):
        return True  # قتل 14 رجلا. وأصيب تسعة
    if toll.event is None or toll.event.type not in _FROM_AFAR:
        return False
    here = [v for v in others if v.sentence == toll.candidate.sentence]
    return any(v in here for v in theirs) or any(v.affiliation and same_actor(m, v.affiliation) for v in here)


def _is_one_of(toll: Toll, m: ActorMention) -> bool:
    """Whether `m` are the people one or some of whom are counted: أحد المسلحين، ستة مقاتلين من الحركة."""
    c = toll.candidate
    if m is c.affiliation and c.max == 1 and c.head == c.first + 1 == m.first:
        return True
    norms = toll.reading.doc.norms
    partitive = c.head < m.first <= c.group_last + 1 and norms[m.first - 1] == "من"
    return partitive and m.kind in _SIDED and m.role in _UNDER_ARMS and "possessed" not in m.flags
