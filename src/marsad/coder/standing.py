"""Standing: who holds which place, and how two actors stand to each other, where no event tells it.

Such a claim has two sides that one word joins: الفصائل | المدعومة من | تركيا. Every pair of names that the word could
join is a candidate; one linear model (`standing`) weighs where the two stand to the word, and the best pair is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.coder.certainty import certainty_at, certainty_of
from marsad.coder.decide import Models, log_odds, logistic
from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.network_counts import stand_of
from marsad.coder.proposals import UNSTATED, Proposal
from marsad.coder.reading import Reading
from marsad.coder.sense import blended
from marsad.coder.sides import Side, actors_left, actors_right, place_side, places_around
from marsad.coder.standing_bars import may_join, ruled_out
from marsad.coder.standing_held import HOLDS, unnamed
from marsad.coder.standing_own import is_own, own_pairs
from marsad.coder.standing_plain import PLAIN, holds_others, is_plain
from marsad.coder.syntax import control_words, function_words
from marsad.coder.tenor import step
from marsad.coder.where import listed_with
from marsad.coder.words import stem

_LEAST = {"relation": 0.2, "control": 0.25}
_LAST = 3  # tokens before a word of holding in which آخر stands
_TAKEN = frozenset(f"capture/{w}" for w in ("saytara", "ahkama", "istaula", "istaada", "harrara", "intazaa"))
_HANDS = frozenset({"control/taht_saytara", "control/biyad", "control/lisaytara"})
_FALL = 12  # tokens from سقطت to the hand into which a place falls
_LYING = frozenset({"الواقعه", "الواقع", "الخاضعه", "الخاضع", "الواقعين", "الواقعتين"})
_LIES = frozenset({"في", "فى", "عاصمه", "مركز", "كبري"})
_LIGHT = 0.1  # a frame's weight under which its words hardly ever tell a standing


@dataclass(slots=True)
class Pair:
    """A candidate: `a` stands to `b`, or holds `b`, with what speaks for and against it."""

    a: Side
    b: Side
    features: list[str]
    score: float = 0.0


def standing_hits(reading: Reading) -> list[Hit]:
    """Triggers of standing in text order; of overlapping ones of a type, the longest and weightiest."""
    hits = [
        h
        for h in reading.hits
        if "." in h.trigger.type and h.trigger.weight >= _LIGHT and not ruled_out(reading, h)
    ]
    hits.sort(key=lambda h: (-(h.last - h.first), -h.trigger.weight, h.trigger.id))
    taken: set[tuple[int, str]] = set()
    kept = []
    for hit in hits:
        span = {(i, hit.trigger.type) for i in range(hit.first, hit.last)}
        if taken.isdisjoint(span):
            taken |= span
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.first, h.trigger.type))


def pairs(reading: Reading, hit: Hit) -> list[Pair]:
    """The pairs of names that the word at `hit` could join."""
    left, right = actors_left(reading, hit), actors_right(reading, hit)
    if hit.trigger.type.startswith("control"):
        genitive = hit.form == "phrase" and hit.trigger.args.get("gen") == "actors"
        owner = _owner(reading, hit, right, genitive)
        held = _held(reading, hit)
        found = [(a, b) for a in owner or (*_before_held(reading, hit, right), *left) for b in held]
    elif is_own(reading, hit):
        found = own_pairs(reading, hit, right, left)
    elif holds_others(hit):  # تحالف يضم كتيبة كذا، ويضم التحالف كتيبة كذا: the part is `a`
        found = [(a, b) for a in right for b in (*left, *right) if b.first < a.first]
    elif hit.form == "participle":
        found = [(a, b) for a in left for b in right]
    else:
        both = [*left, *right]
        before = set(map(id, left))
        found = [
            (a, b) for a in both for b in both if not (b.gap > 1 and id(a) in before and id(b) in before)
        ]
    if not hit.trigger.type.startswith("control"):
        found = [(a, b) for a, b in found if not _is_site(reading, hit, a) and may_join(reading, hit, a, b)]
    found = [(a, b) for a, b in found if not _same(a, b)]
    if not found:
        return []
    form = _form(reading, hit)
    word = list(_of_word(reading, hit, form))  # the sides of many pairs are the same: each is described once
    ones = {id(a): list(_of_first(reading, hit, a, form)) for a, _ in found}
    others = {id(b): list(_of_second(reading, hit, b, form)) for _, b in found}
    return [Pair(a, b, [*word, *ones[id(a)], *others[id(b)], *_of_both(hit, a, b, form)]) for a, b in found]


def _owner(reading: Reading, hit: Hit, right: list[Side], genitive: bool) -> list[Side]:
    """Who alone can hold the place: تحت سيطرة الجيش، تسيطر قوات كذا على، تسيطر عليها قوات كذا."""
    norms = reading.doc.norms
    at = hit.last
    if hit.trigger.id in HOLDS and (hit.form in FINITE or hit.form == "phrase"):
        at += at < len(norms) and norms[at] in control_words("resumed")
    elif not genitive:
        return []
    first = [a for a in right if a.first == at and a.place == "right"]
    return [max(first, key=lambda a: a.last)] if first and not genitive else first


def _before_held(reading: Reading, hit: Hit, right: list[Side]) -> list[Side]:
    """The sides behind a verb of holding without those that stand behind what is held, with a preposition of their own.

    يسيطر الجيش على كذا بعد معارك مع التنظيم; but تسيطر على كذا قوات الجيش.
    """
    if hit.trigger.id not in HOLDS or hit.form not in FINITE:
        return right
    norms = reading.doc.norms

    def elsewhere(a: Side) -> bool:
        ruled = a.prep or norms[a.first - 1] in function_words("prepositions")
        return (
            a.place != "pronoun" and bool(ruled) and not {"علي", "على"}.isdisjoint(norms[hit.last : a.first])
        )

    return [a for a in right if not elsewhere(a)]


def _held(reading: Reading, hit: Hit) -> list[Side]:
    """The places that the word can be about, without what the town right before it lies in.

    كركوك الواقعة تحت سيطرة كذا; بلدة كذا في محافظة كذا، آخر معقل; كذا، عاصمة محافظة كذا، التي.
    """
    land = unnamed(reading, hit)
    if land is not None:
        return [land]
    found = places_around(reading, hit)
    norms = reading.doc.norms
    fallen = _fallen(reading, hit)
    if fallen is not None:
        return [fallen]
    at = hit.first - (norms[hit.first - 1] in _LYING) if hit.first else hit.first
    beside = [b for b in found if b.last == at < hit.first]
    if beside:
        return beside
    near = [b for b in found if b.place in ("left", "relative")]
    out = {id(b) for b in near for a in near if a.last < b.first and _lies_in(norms, a, b)}
    return [b for b in found if id(b) not in out]


def _lies_in(norms: list[str], town: Side, b: Side) -> bool:
    """Whether `b` only says where the `town` before it lies, or of what it is the capital."""
    words = [n for n in norms[town.last : b.first] if n not in ("،", ",")]
    if len(words) > 2 or not words or b.kind not in ("admin1", "admin2", "area", "country"):
        return False
    return not _LIES.isdisjoint(words)


def _was_last(reading: Reading, hit: Hit) -> bool:
    """استعاد الجيش بلدة كذا، آخر معقل للمسلحين: what somebody held last, and another has just taken."""
    if (
        hit.trigger.type != "control.holds"
        or "اخر" not in reading.doc.norms[max(0, hit.first - _LAST) : hit.first]
    ):
        return False
    here = reading.hits_in.get(reading.doc.sentence_of[hit.first], ())
    return any(h.trigger.id in _TAKEN and h.form != "imperfect" and h.first < hit.first for h in here)


def _fall(reading: Reading, hit: Hit) -> int:
    """The token of the last سقطت before a hand, which has gained the place then; -1 where there is none.

    سقطت بلدة كذا في قبضة الحركة، انتقلت إلى سيطرة كذا.
    """
    if hit.trigger.id not in _HANDS:
        return -1
    norms = reading.doc.norms
    first = max(reading.doc.sentences[reading.doc.sentence_of[hit.first]].first, hit.first - _FALL)
    falls = (
        i for i in range(hit.first - 1, first - 1, -1) if norms[i].removeprefix("و") in control_words("falls")
    )
    return next(falls, -1)


def _fallen(reading: Reading, hit: Hit) -> Side | None:
    """The town right behind سقطت, whatever it lies in: سقطت بلدة كذا بولاية كذا، شمال البلاد، في قبضة كذا."""
    fall = _fall(reading, hit)
    if fall < 0:
        return None
    here = reading.places_of(reading.doc.sentence_of[hit.first])
    town = next((p for p in here if p.first - fall in (1, 2) and p.last <= hit.first), None)
    return place_side(reading.doc.norms, town, "left", hit.first - town.last, 0) if town else None


def _same(a: Side, b: Side) -> bool:
    """Whether the two sides are one name, or lie in one another."""
    return a.mention is b.mention or (a.place != "cut" and a.first < b.last and b.first < a.last)


def _form(reading: Reading, hit: Hit) -> str:
    """The form of the word, with the pronouns that belong to it."""
    norms, trigger = reading.doc.norms, hit.trigger
    form = "verb" if hit.form in FINITE else hit.form
    if (
        hit.cut.pronoun
        or trigger.args.get("obj") == "actors"
        and norms[hit.first].endswith(("ه", "ها", "هم"))
    ):
        form += "+pronoun"
    if hit.last < len(norms) and norms[hit.last] in function_words("resumptive"):
        form += "+resumptive"
    return form


def _of_word(reading: Reading, hit: Hit, form: str) -> Iterator[str]:
    """Which word it is, what stands beside it, and what the report is about."""
    norms, trigger = reading.doc.norms, hit.trigger
    kind = trigger.type.partition(".")[0]
    behind = norms[hit.last] if hit.last < len(norms) else ""
    yield f"id={trigger.id}"
    yield f"type={trigger.type}"
    yield f"weight={int(trigger.weight * 10)}|{form}"
    yield f"subject={step(reading.tenor)}"
    yield f"tenor={reading.violent}{reading.armed}"
    yield f"before={stem(norms[hit.first - 1]) if hit.first else '<s>'}|{kind}"
    yield f"behind={stem(behind)}|{trigger.id}"
    yield f"behind={stem(behind)}|{kind}"


def _of_first(reading: Reading, hit: Hit, a: Side, form: str) -> Iterator[str]:
    """Where the first side stands to the word, and what it is."""
    trigger = hit.trigger
    kind = trigger.type.partition(".")[0]
    yield f"a={a.place}|{form}|{min(a.gap, 4)}"
    yield f"a={a.place}|{a.prep}|{form}"
    yield f"a-kind={a.kind}|{trigger.type}"
    yield f"a-role={a.role}|{trigger.type}"
    yield f"definite={hit.cut.article}|{a.definite}|{a.place}"
    yield f"agree={_number(reading.doc.norms[hit.first])}|{a.number}|{form}|{a.place}"
    if a.mention is not None:
        yield f"a-head={a.head}"
        yield f"a-head={a.head}|{kind}"


def _of_second(reading: Reading, hit: Hit, b: Side, form: str) -> Iterator[str]:
    """Where the second side stands to the word, and what it is."""
    trigger = hit.trigger
    here = reading.places_of(reading.doc.sentence_of[hit.first])
    described = any(p.last == hit.first for p in here)  # القرية التابعة لمركز كذا: a place is described
    yield f"b={b.place}|{form}|{min(b.gap, 4)}"
    yield f"b={b.place}|{b.prep}|{trigger.id}"
    yield f"b-kind={b.kind}|{trigger.type}"
    yield f"b-role={b.role}|{trigger.type}"
    yield f"b-kind={b.kind}|{form}|{trigger.type}"
    yield f"b-head={b.head}|{trigger.type.partition('.')[0]}"
    yield f"of-place={described}|{any(p.first <= b.first < p.last for p in here)}|{trigger.type}"


def _of_both(hit: Hit, a: Side, b: Side, form: str) -> Iterator[str]:
    """Where the two sides stand to the word and to one another."""
    trigger = hit.trigger
    kind = trigger.type.partition(".")[0]
    slot = f"{trigger.args.get(a.prep or a.bare)}{trigger.args.get(b.prep or b.bare)}"
    yield f"places={a.place}|{b.place}|{form}"
    yield f"places={a.place}|{b.place}|{kind}"
    yield f"places={a.place}|{b.place}|{trigger.id}"
    yield f"slots={slot}|{form}"
    yield f"slots={slot}|{kind}"
    yield f"gaps={min(a.gap, 3)}|{min(b.gap, 3)}|{form}"
    yield f"gaps={min(a.gap + b.gap, 8)}|{kind}"
    yield f"kinds={a.kind}|{b.kind}|{kind}"
    yield f"roles={a.role}|{b.role}"
    yield f"same={a.entity is not None and a.entity == b.entity}|{form}"
    yield f"rank={a.rank}|{b.rank}|{form}"
    yield f"outer={a.outer}{b.outer}|{form}"
    yield f"known={a.known}{b.known}|{kind}"


def _number(norm: str) -> str:
    return "f" if norm.endswith("ه") else "p" if norm.endswith(("ين", "ون", "وا")) else "m"


def _is_site(reading: Reading, hit: Hit, side: Side) -> bool:
    """Whether a place of somebody's stands there, which stands to nobody: نقطة أمنية تابعة لكذا، حاجز كذا التابع."""
    norms = reading.doc.norms
    first, last = (side.mention.first, side.mention.last) if side.mention else (hit.first, hit.first)
    before = norms[max(last, hit.first - 2) : hit.first]  # عناصر التنظيم حواجز أمنية | تابعة
    return any(stem(n) in function_words("sites") for n in (*norms[max(0, first - 1) : first + 1], *before))


def _said(reading: Reading, hit: Hit) -> str:
    """What the word says of its pair, by what stands before it."""
    if _was_last(reading, hit):
        return "control.lost"
    return "control.gained" if _fall(reading, hit) >= 0 else hit.trigger.type


def best_pair(reading: Reading, hit: Hit, models: Models) -> Pair | None:
    """The likeliest pair that the word joins, None where there is none; without a model the nearest one."""
    found = pairs(reading, hit)
    sentence = reading.doc.sentence_of[hit.first]
    said = reading.sense.stands([stand_of(hit, sentence, p) for p in found]) if reading.sense else []
    for n, pair in enumerate(found):
        if "standing" in models:
            weighed = log_odds(models["standing"].score(pair.features))
            # whom a pronoun means, the network can't know
            named = "pronoun" not in (pair.a.place, pair.b.place)
            pair.score = logistic(*blended("standing", [weighed], said[n : n + 1] if named else []))
        else:
            pair.score = hit.trigger.weight / (1 + 0.1 * (pair.a.gap + pair.b.gap))
    best = max(found, key=lambda p: p.score, default=None)
    if best is None or best.score >= _LEAST[hit.trigger.type.partition(".")[0]]:
        return best
    plain = next((p for p in found if is_plain(reading, hit, p)), None)
    if plain is not None:
        plain.score = PLAIN
    return plain or best


def _fall_denied(reading: Reading, hit: Hit) -> bool:
    """نفى المحافظ سقوط المدينة بيد كذا: whether it is denied that the place fell into the hand that the word names."""
    fall = _fall(reading, hit)
    return fall >= 0 and certainty_at(reading.doc, fall, fall + 1, reading.attributions)[0] in UNSTATED


def standings(reading: Reading, models: Models) -> list[Proposal]:
    """The standings that the report states, as filled proposals.

    `actors` is who holds or stands, `recipients` to whom, `places` what is held.
    """
    out = []
    for hit in standing_hits(reading):
        kind = hit.trigger.type.partition(".")[0]
        certainty, rule = certainty_of(reading.doc, hit, reading.attributions)
        if certainty in UNSTATED or _fall_denied(reading, hit):
            continue
        pair = best_pair(reading, hit, models)
        if pair is None or pair.score < _LEAST[kind]:
            continue
        said = _said(reading, hit)
        p = Proposal(hit, said, reading.doc.sentence_of[hit.first], pair.score)
        p.certainty = certainty
        p.rules = [f"standing/{pair.a.place}-{pair.b.place}", rule]
        p.actors = [m for m in (pair.a.mention, *pair.a.joined) if isinstance(m, ActorMention)]
        if kind == "relation":
            p.recipients = [m for m in (pair.b.mention, *pair.b.joined) if isinstance(m, ActorMention)]
        elif isinstance(pair.b.mention, PlaceMention):
            best = pair.b.mention
            others = [
                reading.places[k]
                for k in reading.places_in.get(reading.doc.sentence_of[best.first], ())
                if reading.places[k] is not best
            ]
            p.places = [best, *listed_with(reading, best, others)]
        out.append(p)
    return out
