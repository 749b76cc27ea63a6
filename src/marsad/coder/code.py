"""The coder: a report in, its claims out. Pure: the same report and version give the same claims.

Rules propose (frames, mentions), small linear models decide where they are shipped, and every claim keeps the names of
what fired in `origin`.
"""

from __future__ import annotations

from marsad.coder import casualties, when, where, who, whose
from marsad.coder.alone import is_judged_alone, judge, stands_alone
from marsad.coder.among import Numbers, numbers
from marsad.coder.certainty import certainty_of
from marsad.coder.claims import Claim, control_claims, event_claims, places_of, relation_claims
from marsad.coder.clauses import verb_of
from marsad.coder.decide import DIGITS, Models, log_odds, logistic, pair, shipped
from marsad.coder.eventness import around, context, features, words
from marsad.coder.lexicon import FINITE
from marsad.coder.proposals import UNSTATED, Proposal, propose
from marsad.coder.reading import Reading, read
from marsad.coder.ready import ready, settle
from marsad.coder.sense import SELDOM, Sense, blended
from marsad.coder.standing import standings
from marsad.coder.syntax import answered
from marsad.coder.tenor import PLAIN, asked, matter, subject_words, tenor
from marsad.coder.territory import extent, territory
from marsad.coder.tolls import casualty_claims
from marsad.coder.weapons import weapon_of
from marsad.knowledge import vocabulary
from marsad.model import Report

_LEAST = 0.31  # the least likely event that is claimed
_HOPEFUL = 0.0  # log-odds of the network with which a trigger is looked at whatever its words, which gold may not know
_HOPELESS = 0.1  # nearly no gold event of the training reports scores less by its words alone
_MEANS = {  # triggers that may only name the means of a deed -> its type
    "shelling/midfaiyya": "shelling",
    "shelling/qadhifa": "shelling",
    "shelling/sarukh": "shelling",
    "air_strike/tayaran": "ground_attack",
    "air_strike/tayyara": "ground_attack",
}
_ARMS = frozenset({"air_strike", "explosion", "suicide_attack"})  # what arms as the subject of a verb tell
_BOMB = "explosion/mufakhkhakha"
_BREATH = 4  # tokens between it and the suicide attack that it is told with
_DEEDS = {*_MEANS.values(), "suicide_attack"}
_WITH = 12  # tokens between a deed and what it is done with
_RETOLD = 30  # code points: two triggers of one type nearer than this state one event


def code(report: Report, models: Models | None = None) -> list[Claim]:
    """The claims of `report` in text order, in the codebook's form; none where the report is not Arabic."""
    if report.language not in (None, "ar"):
        return []
    ready()
    settle()
    reading = read(report)
    models = shipped() if models is None else models
    return assemble(reading, decide(reading, models), models)


def prepare(reading: Reading) -> list[Proposal]:
    """All proposals of a reading with their certainty."""
    proposals = propose(reading)
    for p in proposals:
        p.certainty, rule = certainty_of(reading.doc, p.hit, reading.attributions)
        if p.certainty == "called_for" and answered(reading.doc.norms, p.first):
            p.certainty, rule = "asserted", ""  # هدد بالرد على اغتيال كذا: what is to be answered has been
        if rule:
            p.rules.append(f"certainty/{rule}" if "/" not in rule else rule)
    return proposals


def fill_slots(reading: Reading, proposals: list[Proposal], models: Models) -> None:
    """Places, times and actors of all proposals."""
    where.fill(reading, proposals, models)
    when.fill(reading, proposals, models)
    who.fill(reading, proposals, models)


def worth_a_look(reading: Reading, proposals: list[Proposal], models: Models) -> list[Proposal]:
    """`proposals` without those that their words alone make hopeless: most triggers, at a fraction of the cost."""
    if "words" not in models:
        return proposals
    event = models.get("event", models["words"])
    both = pair(models["words"], event)  # the event's words are weighed along, since many come so far
    sense = None if stands_alone(reading) else reading.sense  # lone sentences have a model of their own
    out = []
    for p in proposals:
        total, weighed = both.sums(words(reading, p))
        speaks = logistic(round(models["words"].bias + total, DIGITS)) >= _HOPELESS
        if speaks or sense is not None and sense.odds(p) >= _HOPEFUL:
            p.said = event, weighed
            out.append(p)
    return out


def set_priors(proposals: list[Proposal], models: Models) -> None:
    """How often each trigger states its event in gold reports; that of its type where it never occurred there."""
    if "prior" in models:
        rates = models["prior"].weights
        for p in proposals:
            p.prior = rates.get(p.hit.trigger.id, rates.get(p.type, p.prior))


def decide(reading: Reading, models: Models) -> list[Proposal]:
    """The proposals that the report states, with filled slots and scores."""
    return decide_filled(reading, considered(reading, models), models)


def considered(reading: Reading, models: Models) -> list[Proposal]:
    """The proposals that are worth a look, with filled slots."""
    words = subject_words(reading.doc)
    reading.tenor, reading.matter = tenor(words, models), matter(words, models)
    proposals = prepare(reading)
    set_priors(proposals, models)
    reading.sense = Sense(models.network, reading, proposals) if models.network else None
    proposals = worth_a_look(reading, proposals, models)
    fill_slots(reading, proposals, models)
    return proposals


def decide_filled(reading: Reading, proposals: list[Proposal], models: Models) -> list[Proposal]:
    """Those of `proposals`, whose slots are filled, that the report states; every one gets its score."""
    weigh(reading, proposals, models)
    more = asked(reading, proposals, models)
    likely = [p for p in proposals if p.score >= _LEAST + (p.type not in PLAIN) * more]
    if is_judged_alone(reading, models):
        likely = judge(reading, proposals, likely, models)
    return select(reading, likely)


def weigh(reading: Reading, proposals: list[Proposal], models: Models) -> None:
    """Scores every proposal, whose slots are filled, by itself, by the company it keeps and by the network's word."""
    first_look(reading, proposals, models)
    if models.among is not None:
        for p, values in zip(proposals, company(reading, proposals), strict=True):
            p.score = models.among.score(values)
    if reading.sense is not None:
        for p in proposals:
            share = "seldom" if p.type in SELDOM else "event"
            p.score = logistic(*blended(share, [log_odds(p.score)], [reading.sense.odds(p)]))


def first_look(reading: Reading, proposals: list[Proposal], models: Models) -> None:
    """Scores every proposal by its words and slots; without models, by how often its trigger states the event."""
    likely = context(reading, proposals)
    for p in proposals:
        if "event" not in models:
            p.score = p.prior
        elif p.said and p.said[0] is models["event"]:
            p.score = models["event"].score(around(reading, p, likely, proposals), p.said[1])
        else:
            p.score = models["event"].score(features(reading, p, likely, proposals))


def company(reading: Reading, proposals: list[Proposal]) -> list[Numbers]:
    """What the second look weighs of every proposal, whose scores are those of the first look."""
    return numbers(reading, proposals, [log_odds(p.score) for p in proposals])


def _rivals(reading: Reading, a: Proposal, b: Proposal) -> bool:
    """Whether two proposals claim the same words, or tell the same type of event at once: شنت طائرات ... غارات."""
    tokens = reading.doc.tokens
    gap = max(tokens[a.first].start, tokens[b.first].start) - min(
        tokens[a.last - 1].end, tokens[b.last - 1].end
    )
    told = gap <= _RETOLD or a.hit.tail == b.first or b.hit.tail == a.first
    return gap < 0 or (a.type == b.type and told)


def _deed_of(reading: Reading, p: Proposal, deeds: list[Proposal]) -> Proposal | None:
    """The deed of its sentence that `p` only names the means of: قصفت القوات، اليوم، بالمدفعية حي كذا."""
    norms = reading.doc.norms
    if p.type in _ARMS and p.hit.form not in FINITE:  # استهدف | طيران النظام قرية كذا، استهدفت | سيارة مفخخة
        attacks = (d for d in deeds if d.type == "ground_attack" and d.hit.form in FINITE)
        attack = next((d for d in attacks if d.last == p.first), None)
        if attack is not None:
            return attack
    if p.hit.trigger.id == _BOMB:
        named = (d for d in deeds if d.type == "suicide_attack" and d.hit.form not in FINITE)  # not انفجر
        return next((d for d in named if _one_phrase(norms, d, p)), None)
    if p.hit.trigger.id not in _MEANS or p.hit.cut.prep != "ب":
        return None
    for deed in deeds:
        between = norms[deed.last : p.first]
        near = 0 <= p.first - deed.last <= _WITH and deed.hit.cut.prep != "ب"
        if (
            deed.type == _MEANS[p.hit.trigger.id]
            and near
            and not any(n[0] == "و" and verb_of(n) for n in between)
        ):
            return deed
    return None


def _one_phrase(norms: list[str], a: Proposal, b: Proposal) -> bool:
    """Whether two triggers are told in a breath: هجوم انتحاري بسيارة مفخخة، سيارة مفخخة يقودها انتحاري."""
    first, second = sorted((a, b), key=lambda p: p.first)
    between = norms[first.last : second.first]
    joined = second.hit.cut.conj or any(not n[0].isalpha() or n[0] == "و" for n in between)
    return len(between) <= _BREATH and not joined


def _without_means(reading: Reading, proposals: list[Proposal]) -> list[Proposal]:
    """`proposals` without those that name the means of another, or with what was from the air: one deed is told.

    Guns make no second shelling, a bomber's car no second blast; a raid by drones is a strike from the air. The one
    kept is as likely as the likelier.
    """
    deeds: dict[int, list[Proposal]] = {}
    for p in proposals:
        if p.type in _DEEDS:
            deeds.setdefault(p.sentence, []).append(p)
    dropped = set()
    for p in proposals:
        deed = _deed_of(reading, p, deeds.get(p.sentence, []))
        if deed is not None:
            kept, other = (p, deed) if deed.type == "ground_attack" else (deed, p)
            kept.score = max(deed.score, p.score)
            dropped.add(id(other))
    return [p for p in proposals if id(p) not in dropped]


def select(reading: Reading, proposals: list[Proposal]) -> list[Proposal]:
    """Likely proposals that are stated; of those that rival for the same words, the likelier."""
    kept: list[Proposal] = []
    taken: dict[int, list[Proposal]] = {}
    told = set[int]()  # words of second tellings: قصف بالبراميل is one strike, and no shelling besides
    for p in sorted(_without_means(reading, proposals), key=lambda p: (-p.score, p.first)):
        if p.certainty in UNSTATED:
            continue
        near = [k for s in (p.sentence - 1, p.sentence, p.sentence + 1) for k in taken.get(s, ())]
        rivals = [k for k in near if _rivals(reading, k, p)]
        if not rivals and told.isdisjoint(range(p.first, p.last)):
            kept.append(p)
            taken.setdefault(p.sentence, []).append(p)
        elif any(k.type == p.type for k in rivals):
            told.update(range(p.first, p.last))
    return sorted(kept, key=lambda p: (p.first, p.type))


def assemble(reading: Reading, proposals: list[Proposal], models: Models) -> list[Claim]:
    """The claims of the decided proposals and of the counts of casualties."""
    speech = {k for k, v in vocabulary()["event_types"].items() if v.get("speech")}
    claims: list[Claim] = []
    whose.fill(reading, proposals)
    for p in proposals:
        claims += event_claims(reading, p, p.type in speech, weapon_of(reading, p, proposals))
        claims += territory(reading, p, models)
    for p in standings(reading, models):
        kind, _, value = p.type.partition(".")
        if kind == "control":
            much = extent(reading, p, value)
            claims += control_claims(reading, p, p.actors, value, much, places_of(p), p.score)
        else:
            claims += relation_claims(reading, p, value)
    found = casualties.find_casualties(
        reading.doc, reading.numbers, reading.actors, reading.places, reading.dates
    )
    claims += casualty_claims(reading, proposals, found, models)
    lone = is_judged_alone(reading, models)
    for claim in claims:
        score, kind = claim["confidence"], claim["kind"]
        claim["confidence"] = round(score if lone and kind == "event" else models.confidence(kind, score), 3)
    return _unique(claims)


def _unique(claims: list[Claim]) -> list[Claim]:
    """Claims in text order without repeats; what is said to be clear of a side, it is not said to lose as well."""
    seen: dict[object, Claim] = {}
    for claim in claims:
        seen.setdefault(_statement(claim), claim)
    for key in list(seen):
        if isinstance(key, tuple) and key[:2] == ("control", "cleared"):
            seen.pop(("control", "lost", *key[2:]), None)
    return sorted(seen.values(), key=lambda c: (c["evidence"][0]["start"], c["kind"], c["id"]))


def _statement(claim: Claim) -> object:
    """What makes a claim a repeat: of control who, where and which change; of relations the pair; else the id."""
    if claim["kind"] == "control":
        return ("control", claim["change"], _who(claim["actor"]), _where(claim["place"]))
    if claim["kind"] == "relation":
        return ("relation", claim["relation"], _who(claim["a"]), _who(claim["b"]))
    return claim["id"]


def _who(actor: dict[str, object]) -> object:
    return actor["id"] or actor["name"]


def _where(place: dict[str, object] | None) -> object:
    return place and (place["id"] or place["name"])
