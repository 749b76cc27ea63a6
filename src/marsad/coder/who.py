"""Who did it, to whom: which actors of the report fill a proposal's slots.

A slot is one choice among the candidates and nobody: a report nearly always gives an event one actor and one recipient,
or none. A linear model a slot gives every choice its weight, the choices share the probability between them, and who
stands coordinated with the chosen one (A وB) comes along. Rules of grammar speak as features, so that they win where
they were right in the gold. Without models the frame's valency alone decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import product

from marsad.coder.actor_references import feminine
from marsad.coder.decide import Feature, Models, pair, shares
from marsad.coder.entities import core
from marsad.coder.grammar import judgements
from marsad.coder.mentions import ActorMention
from marsad.coder.network_input import actor_options
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.sense import blended, heard
from marsad.coder.who_candidates import Candidate, candidates
from marsad.coder.who_context import (
    Cast,
    agreement,
    cast_of,
    clause,
    context,
    governor,
    pronoun_leads,
    said_by,
    shape,
    verbs_around,
)
from marsad.coder.who_features import features, kin, nobody, signs_of, valency, words_of
from marsad.coder.who_pairs import beside
from marsad.coder.who_settled import settled

SLOTS = ("actors", "recipients")
_ALIKE = {*product(("group", "force", "people", "state"), ("group", "force", "state")), ("people", "people")}
_ONE_WAY = frozenset(
    "air_strike shelling ground_attack explosion suicide_attack killing arrest abduction capture siege demand"
    " accusation threat sanction support denial".split()
)
_JOINED = 0.003  # of the chosen one's probability: what a coordinated partner needs
_NOBODY = 0.6  # log: recipients are left out more often than wrongly named; nobody counts that much less


def looks(
    reading: Reading, proposals: Sequence[Proposal], only: Container[int] | None = None
) -> dict[int, list[Candidate]]:
    """The candidates of the proposals, with their features; of those alone whose index is in `only`, where given."""
    found = [candidates(reading, p) for p in proposals]
    cast = cast_of(proposals, found)
    out = {}
    for i, proposal in enumerate(proposals):
        if only is None or i in only:
            describe(reading, proposal, found[i], cast)
            out[i] = found[i]
    return out


def describe(reading: Reading, proposal: Proposal, found: list[Candidate], cast: Cast) -> None:
    """Gives the candidates of a proposal their features."""
    ruler = governor(proposal, cast)
    ruled = cast.found[id(ruler)] if ruler else []
    judged = judgements(reading, proposal, found, ruler, ruled)
    sides: dict[str, int] = {}
    leads = pronoun_leads(reading, proposal)
    verbs, sources = verbs_around(reading, proposal), said_by(reading, proposal)
    agrees = agreement(reading, proposal)
    form = shape(proposal, found, agrees)
    around = cast.around
    signs = cast.signs.get(proposal.sentence)
    if signs is None:
        signs = cast.signs[proposal.sentence] = signs_of(reading, proposal.sentence)
    for k, c in enumerate(found):
        side = "P" if c.back else "R" if c.mention.first >= proposal.last else "L"
        nth = sides[side] = sides.get(side, 0) + 1
        words = around.get(id(c.mention))
        if words is None:
            words = around[id(c.mention)] = words_of(reading.doc, c.mention)
        feats = c.features = features(reading, proposal, c, min(nth, 4), words, signs)
        feats += clause(proposal, c, verbs, sources, agrees)
        name = c.position.name
        gender = ("f" if feminine(c.mention) else "m") if agrees and not c.back else ""
        feats.append((_agrees, form, name, min(nth, 2), agrees, gender, gender and c.mention.kind))
        feats += context(reading, proposal, c, cast, ruler)
        if leads:
            place = min(leads.index(c.entity) if c.entity in leads else 3, 3)
            feats.append((_leads, place, proposal.hit.form, proposal.type))
        for rule, said in judged.items():
            feats += [f"grammar/{rule}|{slot}={word}" for slot, word in said[k].items()]


def _agrees(form: str, name: str, nth: int, agrees: str, gender: str, sort: str) -> Iterator[str]:
    """What stands beside the trigger, and whether the actor agrees with it; `gender` is '' where no verb asks."""
    yield f"shape={form}|{name}"
    yield f"shape={form}|{name}|{nth}"
    if gender:
        yield f"agrees={agrees}{gender}|{name}"
        yield f"agrees={agrees}|{sort}|{name}"


def _leads(place: int, form: str, kind: str) -> Iterator[str]:
    """Which of those that the trigger's pronoun can mean it is."""
    yield f"pronoun={place}|{form}"
    yield f"pronoun={place}|{kind}"
    yield f"pronoun={place}|@{kin(kind)}"


def options(proposal: Proposal, found: Sequence[Candidate]) -> list[list[Feature]]:
    """The features of each candidate, and at the end those of nobody."""
    return [*(c.features for c in found), list(nobody(proposal, found))]


def fill(reading: Reading, proposals: Sequence[Proposal], models: Models) -> None:
    """Fills `actors` and `recipients` of every proposal."""
    cast = list(looks(reading, proposals).values())
    options = [actor_options(p, found) for p, found in zip(proposals, cast, strict=True)]
    acted, suffered = (heard(reading, slot, proposals, options) for slot in SLOTS)
    for i, (proposal, found) in enumerate(zip(proposals, cast, strict=True)):
        if "who_actors" in models:
            chosen = choose(
                proposal, found, models, (acted[i], suffered[i]), settled(reading, proposal, found)
            )
        else:
            chosen = by_valency(proposal, found)
        for slot, those in zip(SLOTS, chosen, strict=True):
            setattr(proposal, slot, distinct([c.named for c in those]))
            proposal.rules += [r for r in _rules_for(slot, those) if r not in proposal.rules]


def _rules_for(slot: str, those: Sequence[Candidate]) -> Iterator[str]:
    """The rules of grammar that spoke for the chosen ones: what a claim's origin names."""
    for c in those:
        words = [f for f in c.features if isinstance(f, str) and f.startswith("grammar/")]
        yield from (f.split("|")[0] for f in words if f.endswith(f"|{slot}=yes"))


def by_valency(proposal: Proposal, found: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Who stands in the sentence where the frame wants an actor or a recipient."""
    roles = [(valency(proposal, c.position.name), c) for c in found if not c.back]
    return [c for r, c in roles if r == "actors"], [c for r, c in roles if r == "recipients"]


def choose(
    proposal: Proposal,
    found: Sequence[Candidate],
    models: Models,
    said: tuple[Sequence[float], Sequence[float]],
    sure: tuple[Sequence[float], Sequence[float]],
) -> tuple[list[Candidate], list[Candidate]]:
    """The likeliest pair of an actor and a recipient, not the same one twice, each with its coordinated partners.

    `said` is what the network says of each candidate, and at the end of nobody, in the two slots; `sure` what grammar
    settles of each in them. The partners go by the linear model alone: the network learns to choose one.
    """
    acted, suffered = said
    none, both = len(found), pair(*(models[f"who_{slot}"] for slot in SLOTS))
    totals = [both.totals(feats) for feats in options(proposal, found)]
    acts, suffers = [*sure[0], 0.0], [*sure[1], 0.0]
    mine = [t + g for (t, _), g in zip(totals, acts, strict=True)]
    alone = [t + g for (_, t), g in zip(totals, suffers, strict=True)]
    first = shares([t + g for t, g in zip(blended("actors", mine, acted), acts, strict=True)])
    best, rows = (-1.0, none, none, alone), _rows(found)
    for one in sorted(range(none + 1), key=lambda k: -first[k]):
        if first[one] <= best[0]:
            break  # no recipient makes up for it
        extra = [models["who_recipients"].total(blocks) for blocks in beside(proposal, found, one)]
        theirs = [a + b for a, b in zip(alone, extra, strict=True)]
        weighed = [t + g for t, g in zip(blended("recipients", theirs, suffered), suffers, strict=True)]
        weighed[none] -= _NOBODY
        second = shares(weighed)
        others = (k for k in range(none) if one == none or _apart(found, one, k, proposal, rows))
        two = max((*others, none), key=second.__getitem__)
        best = max(best, (first[one] * second[two], one, two, theirs), key=lambda b: b[0])
    _, one, two, theirs = best
    mine[one] -= acts[one]  # what settles the choice says nothing of those beside
    theirs = [t - s * (k == two) for k, (t, s) in enumerate(zip(theirs, suffers, strict=True))]
    return _joined(found, one, two, shares(mine)), _joined(found, two, one, shares(theirs))


def _joined(found: Sequence[Candidate], chosen: int, other: int, share: Sequence[float]) -> list[Candidate]:
    """The chosen candidate and those coordinated with it; none where nobody was chosen."""
    if chosen == len(found):
        return []
    head = found[chosen]
    out = [head]
    others = (k for k in range(len(found)) if k not in (chosen, other))
    for k in sorted(others, key=lambda k: abs(found[k].mention.first - head.mention.first)):
        c = found[k]
        listed = any(_beside(o, c) for o in out)
        before = listed or any(_beside(c, o) for o in out)
        if not _coordinated(head, c, before):
            continue
        if share[k] > _JOINED * share[chosen] or listed:
            out.append(c)
    return out


def _coordinated(a: Candidate, b: Candidate, listed: bool) -> bool:
    """Whether two candidates are parts of one list: A وB; `listed`: `b` stands beside one of the parts."""
    one, two = a.position.name, b.position.name
    bodies = {a.mention.kind, b.mention.kind} <= {"group", "force", "state"}
    if one == two == "pre" and bodies and listed:
        return True  # القوات التركية والجيش الوطني سيطرا
    if a.back != b.back or one.rstrip("&") != two.rstrip("&"):
        return False
    return "&" in one or "&" in two or one.lstrip("x") in ("side1", "side2")


def _apart(found: Sequence[Candidate], one: int, two: int, proposal: Proposal, rows: Sequence[int]) -> bool:
    """Whether one can do to the other what is told: they are two, and of a strike not named as one side: كذا وكذا."""
    a, b = found[one], found[two]
    sides = "side" in a.position.name or "side" in b.position.name
    one_way = proposal.type in _ONE_WAY and "تبادل" not in proposal.hit.cut.stem
    return a.entity != b.entity and (sides or not one_way or rows[one] != rows[two])


def _rows(found: Sequence[Candidate]) -> list[int]:
    """For each candidate the list that it is named in, by where the list begins: واشنطن وباريس ولندن."""
    begins: dict[int, int] = {}  # token behind a mention -> where its list begins
    out = [0] * len(found)
    for first, k in sorted((c.mention.first, k) for k, c in enumerate(found)):
        m = found[k].mention
        out[k] = begins.get(first, first) if m.conj == "و" else first
        begins.setdefault(m.last, out[k])
    return out


def _joins(a: Candidate, b: Candidate) -> bool:
    """Whether `b` is named right behind `a`, joined by و: القوات العراقية والبشمركة."""
    return not a.back and b.mention.first == a.mention.last and b.mention.conj == "و"


def _beside(a: Candidate, b: Candidate) -> bool:
    """Whether `b` is named right behind `a`, joined by و, and of its sort: مع كتائب كذا والجيش."""
    one, two = a.mention, b.mention
    near = _joins(a, b) and not two.flags & {"possessed", "weak"}
    return near and one.number is None and (one.kind, two.kind) in _ALIKE


def distinct(mentions: list[ActorMention]) -> list[ActorMention]:
    """`mentions`, likeliest first, without those that lie inside another or name an actor already named."""
    out: list[ActorMention] = []
    for m in mentions:
        if not any(_same(m, o) for o in out):
            out.append(m)
    return sorted(out, key=lambda m: m.first)


def _same(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions of a slot are one actor: overlapping words, or one's telling words are the other's."""
    if a.first < b.last and b.first < a.last:
        return True
    if abs(a.first - b.last) <= 1 or abs(b.first - a.last) <= 1:
        return False  # named side by side, they are two
    mine, theirs = core(a.name), core(b.name)
    return mine <= theirs or theirs <= mine
