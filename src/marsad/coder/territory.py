"""Territory: who gains and who loses a place by a capture, a withdrawal or a handover that the report states.

Each of those events names who could gain and who could lose; one linear model (`territory`) decides whether the report
says so: a capture that is only attempted, people who leave a market, arms that are handed over change no control.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from marsad.coder.claims import Claim, control_claims, places_of
from marsad.coder.decide import Models
from marsad.coder.lexicon import FINITE
from marsad.coder.mentions import FORCES, ActorMention, PlaceMention
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.syntax import control_words, function_words
from marsad.coder.who_driven import DRIVES, are_driven
from marsad.coder.words import reads_as, stem

_LEAST = 0.45
_SURE = 0.85  # a capture this likely gains: all 86 of the gold that name their place and actor do
_LIKELY = 0.6  # a withdrawal this likely, of an armed side, loses the place: 14 of 16 in later reports
_TOLD = 0.8  # the same where a masdar tells it: أقر بانسحاب قواته
_NOT_AGAINST = 0.15  # where words are plain, the model may doubt that control has changed, not deny it
# What each event can say of whom: (slot, change).
_SAYS = {
    "capture": (("actors", "gained"), ("recipients", "lost")),
    "withdrawal": (("actors", "lost"),),
    "handover": (("recipients", "gained"), ("actors", "lost")),
}
_SIEGE = "withdrawal/fakk_hisar"  # a siege lifted is a withdrawal, but the town was not theirs
_DRAWN, _SOON = "withdrawal/sahaba", 9  # سحبت السلطات، فجر الخميس، قواتها
_RAIDS = frozenset(f"ground_attack/{w}" for w in ("iqtahama", "dahama", "tawaghghala"))
_BARELY = frozenset({"capture/iqtahama_makan", "capture/dakhala", "capture/tamarkaza"})
_TAKEN = frozenset(
    f"capture/{w}"
    for w in (
        "saytara", "ahkama", "istaula", "istaada", "harrara", "intazaa", "tarada", "istaradda", "aada_saytara",
        "iada_saytara", "tawassaa", "saqata_biyad", "saqata_makan",
    )
)  # fmt: skip
_LEFT = frozenset(f"withdrawal/{w}" for w in ("insahaba", "tarajaa", "inkafaa", "taqahqara"))
_DRIVEN = "capture/tarada"
_OVER_IT = frozenset({"عليه", "عليها", "عليهما", "عليهم", "منها", "منه", "منهما"})
_REACH = 8  # tokens from a word of taking to the place that is taken
_SO_FAR = 3  # tokens from words of success to what they speak of: تمكنت أيضا من طرد كذا
_LAST = frozenset({"جيب", "معقل", "المعقل", "الجيب"})  # السيطرة على آخر جيب لتنظيم كذا
_BEHIND = 4  # tokens from a place to from whom it was taken
_OUT_OF = frozenset({"عن", "من", "خارج"})
_HANDS = frozenset({"بيد", "بايدي", "بقبضه"})
_ALSO = frozenset({"علي", "كذلك", "ايضا"})
_AHEAD = frozenset({"قبل", "قبيل", "حتي", "لحين", "حين"})
_GOVERNS = frozenset({"بعد", "عقب", "اثر", "غداه", "منذ", "في", "من", "علي", "الي", "عن", "قبل", "قبيل"})
_AFTER = ("بعد", "عقب", "اعقاب", "اثر", "غداه")
_FROM = ("من", "ايدي", "يد", "قبضه", "سيطره")


@dataclass(slots=True)
class Change:
    """A possible change of control: of one actor at one place, by one event."""

    actor: ActorMention
    place: PlaceMention | None
    change: str  # gained lost
    features: list[str]


def changes(reading: Reading, p: Proposal) -> list[Change]:
    """The changes of control that the event could state."""
    return [
        Change(actor, place, change, list(_features(reading, p, actor, place, change)))
        for slot, change in _SAYS.get(p.type, ())
        for actor in getattr(p, slot)
        for place in places_of(p)
    ]


def _features(
    reading: Reading, p: Proposal, actor: ActorMention, place: PlaceMention | None, change: str
) -> Iterator[str]:
    """What speaks for or against a change of control."""
    hit, norms = p.hit, reading.doc.norms
    kind = f"{p.type}|{change}"
    yield f"kind={kind}"
    yield f"certainty={p.certainty}|{change}"
    yield f"id={hit.trigger.id}|{change}"
    yield f"form={hit.form}|{change}"
    yield f"id={hit.trigger.id}|{hit.form}|{change}"
    yield f"prep={hit.cut.prep}|{hit.form}"
    for back in (1, 2, 3):
        yield f"w-{back}={stem(norms[p.first - back]) if p.first >= back else '<s>'}"
    for ahead in (0, 1):
        at = p.last + ahead
        yield f"w+{ahead}={stem(norms[at]) if at < len(norms) else '</s>'}|{p.type}"
    yield f"score={int(p.score * 5)}|{kind}"
    yield f"role={actor.role}|{change}"
    yield f"actor={actor.kind}|{change}"
    yield f"slots={min(len(p.actors), 3)}{min(len(p.recipients), 3)}|{change}"
    side = "left" if actor.last <= p.first else "right"
    near = reading.doc.sentence_of[actor.first] == p.sentence
    yield f"side={side}{near}|{hit.form}|{change}"
    yield f"loser={_is_loser(reading, p, actor)}|{kind}"
    precision = (place.place or {}).get("precision") if place else None
    yield f"place={precision}|{change}"
    yield f"where={place is not None and reading.doc.sentence_of[place.first] == p.sentence}|{change}"


def _is_loser(reading: Reading, p: Proposal, actor: ActorMention) -> bool:
    """Whether the text names the actor as the one who lost the place: behind من or ل, or as the one driven out."""
    before = reading.doc.norms[actor.first - 1] if actor.first else ""
    return actor.prep == "ل" or before in _FROM or p.hit.trigger.args.get("obj") == "recipients"


def _gives_up(reading: Reading, p: Proposal, actor: ActorMention) -> bool:
    """Where grammar leaves little doubt that a side has lost a place, rare as that is in the gold.

    The owner of the post that is taken (سيطروا على مقر لحركة كذا); an armed side of which a verb, or بعد and a masdar,
    tells that it left a place.
    """
    norms = reading.doc.norms
    if p.type == "capture":
        between = norms[p.last : actor.first]
        owned = actor.prep == "ل" and any(stem(n) in function_words("sites") or n in _LAST for n in between)
        driven = _driven_out(reading, p) or actor in p.recipients and _come_to_that(reading, p)
        return owned or actor.role in FORCES and (driven or _from_them(reading, p, actor))
    if p.hit.trigger.id in _LEFT and actor.role in FORCES:
        least = {"perfect": _LIKELY, "masdar": _TOLD}.get(p.hit.form)
        if least is not None and p.score >= least and p.places and _has_happened(norms, p.first):
            return True
    behind = norms[p.first - 1] if p.first else ""
    told = p.hit.form == "perfect" or behind in _AFTER
    here = any(reading.doc.sentence_of[m.first] == p.sentence for m in p.places)
    armed = (
        actor.role in FORCES
        or p.hit.trigger.id == _DRAWN
        and not _troops().isdisjoint(norms[p.last : p.last + _SOON])
    )
    return p.type == "withdrawal" and told and here and armed


def _has_happened(norms: list[str], first: int) -> bool:
    """Whether no word before the masdar puts it ahead: قبل انسحاب القوات، يتيح لهم الانسحاب."""
    return first == 0 or norms[first - 1] not in _AHEAD and not norms[first].startswith("لل")


def _from_them(reading: Reading, p: Proposal, actor: ActorMention) -> bool:
    """استعاد الجيش بلدة كذا من تنظيم كذا، انتزعها من قبضة كذا: behind the place stands from whom it was taken."""
    norms = reading.doc.norms
    of = actor.first - 1
    if norms[of] in _FROM[1:]:  # من قبضة كذا، من أيدي كذا
        of -= 1
    if of < p.last or norms[of] != "من":
        return False
    taker = any(a.first == p.last and a.last == of for a in p.actors)  # انتزعتها قوات كذا من
    if (of == p.last or taker) and (p.hit.cut.pronoun or norms[p.first].endswith(("ها", "ه", "هما"))):
        return True
    return any(p.last <= m.first and 0 < actor.first - m.last <= _BEHIND for m in p.places)


def _driven_out(reading: Reading, p: Proposal) -> bool:
    """طرد الجيش المسلحين من كذا: who drives out and who is driven out are named; not بعد طردهم من كذا."""
    if (
        p.hit.trigger.id != _DRIVEN
        or p.hit.form not in FINITE
        or not (p.actors and p.recipients and p.places)
    ):
        return False
    return p.hit.form == "imperfect" or p.first == 0 or reading.doc.norms[p.first - 1] not in _GOVERNS


def _come_to_that(reading: Reading, p: Proposal) -> bool:
    """تمكن الجيش من طرد المسلحين من كذا، بعد طردهم منها: the masdar tells what was done, not what was meant."""
    if p.hit.trigger.id not in DRIVES or not p.places:
        return False
    before = reading.doc.norms[max(0, p.first - _SO_FAR) : p.first]
    return any(reads_as(n, control_words("achieved")) for n in before)


def _takes(reading: Reading, p: Proposal, c: Change, score: float) -> bool:
    """Whether an armed side takes the very place by a plain word of taking: استولت الكتيبة على بلدة كذا، انتزعتها.

    Not استولوا على ما فيه من سلاح: what is taken stands behind the verb, and it is no place.
    """
    if p.hit.trigger.id not in _TAKEN or c.actor.role not in FORCES or c.place is None:
        return False
    if p.hit.trigger.id == _DRIVEN and not _driven_out(reading, p):
        return False  # المسلحون الذين طردوا من كذا
    if (c.place.place or {}).get("precision") == "country":
        return False  # سيطروا على رقعة كبيرة من سوريا
    norms = reading.doc.norms
    if p.hit.form == "masdar":
        if score < _NOT_AGAINST or norms[p.first].startswith(("لل", "ول")) or p.hit.cut.prep == "ل":
            return False  # للسيطرة على كذا: what for
    elif p.hit.form != "perfect" and not _driven_out(reading, p):
        return False
    if 0 <= c.place.first - p.last <= _REACH:
        return True
    over = p.last < len(norms) and norms[p.last] in _OVER_IT
    return over or bool(p.hit.cut.pronoun)


def _raid(reading: Reading, p: Proposal) -> bool:
    """اقتحمت قوة مخيم كذا وانسحبت بعد ساعات: who only raids a place had not held it."""
    if p.type != "withdrawal":
        return False
    before = [h for h in reading.hits_in.get(p.sentence, ()) if h.first < p.first]
    raids = any(h.trigger.id in _RAIDS and h.form == "perfect" for h in before)
    return raids and not any(h.trigger.type == "capture" and h.trigger.id not in _BARELY for h in before)


def _takes_things(reading: Reading, p: Proposal) -> bool:
    """استولوا على أسلحة وآليات: what stands right behind the preposition is no place; not سيطرت آليات الجيش على كذا."""
    if p.hit.trigger.id not in _TAKEN:
        return False
    norms, at = reading.doc.norms, p.last
    while at < len(norms) and (norms[at] in _ALSO or norms[at].isdigit()):
        at += 1
    if "علي" not in norms[p.last - 1 : at]:
        return False
    return at < len(norms) and not control_words("loot").isdisjoint((norms[at], norms[at].removeprefix("ال")))


def _assailants(reading: Reading, p: Proposal) -> bool:
    """انسحب المهاجمون، بعد انسحاب المهاجمين من القرية: who came to attack had not held the place."""
    if p.hit.trigger.id not in _LEFT:
        return False
    norms = reading.doc.norms
    heads = [norms[m.first].removeprefix("لل").removeprefix("ال") for m in p.actors if m.first < p.first]
    if p.last < len(norms):
        heads.append(norms[p.last].removeprefix("ال"))
    here = reading.hits_in.get(p.sentence, ())
    raids = {h.last for h in here if h.trigger.type == "ground_attack" and h.first < p.first}
    came = any(m.first in raids for m in p.actors)  # هاجم مسلحون المركز ثم انسحبوا
    return came or not control_words("assailants").isdisjoint(heads)


def _out_of_hand(reading: Reading, p: Proposal) -> bool:
    """خرجت البلدة عن سيطرة كذا، لتحرير البلدة من سيطرة كذا: whose rule it is gains nothing by it.

    Not بعد ساعات من سيطرة كذا، فضلا عن سيطرة كذا.
    """
    norms, at = reading.doc.norms, p.first - 1
    if at < 0 or norms[p.first] != "سيطره" or norms[at] not in _OUT_OF:
        return False
    start = max(reading.doc.sentences[p.sentence].first, at - _REACH)
    freed = (n.removeprefix("و").removeprefix("ل") for n in norms[start:at])
    return norms[at] == "خارج" or any(n in control_words("freeing") for n in freed)


def _were_driven(reading: Reading, p: Proposal) -> list[ActorMention]:
    """The armed sides that a passive verb tells were driven out: المسلحون الذين طردوا من كذا."""
    if p.hit.trigger.id not in DRIVES or not are_driven(reading.doc.norms, p):
        return []
    return [a for a in p.recipients if a.role in FORCES]


def _into_hand(reading: Reading, actor: ActorMention) -> bool:
    """سقطت البلدة في قبضة كذا، بيد كذا: whose hand a place falls into has not lost it; not انتزعها من قبضة كذا."""
    norms, of = reading.doc.norms, actor.first - 1
    if of < 1:
        return False
    return norms[of] in _HANDS or norms[of] in _FROM[1:] and norms[of - 1] in ("في", "الي", "تحت")


def _least_doubt(p: Proposal) -> float:
    """What the model must at least give a loss that grammar makes plain."""
    return _NOT_AGAINST if p.type == "withdrawal" else 0.0


def territory(reading: Reading, p: Proposal, models: Models) -> list[Claim]:
    """The control claims that a capture, withdrawal or handover states: gained by one side, lost by the other."""
    if p.certainty not in ("asserted", "alleged") or p.hit.trigger.id == _SIEGE or _raid(reading, p):
        return []
    if _takes_things(reading, p) or _assailants(reading, p):
        return []
    out: list[Claim] = []
    driven = _were_driven(reading, p)
    if driven:
        return control_claims(reading, p, driven, "lost", extent(reading, p, "lost"), places_of(p), p.score)
    barred = "gained" if _out_of_hand(reading, p) else ""
    for c in changes(reading, p):
        if "territory" in models:
            score = models["territory"].score(c.features)
        else:
            score = p.score if c.change == "gained" or _is_loser(reading, p, c.actor) else 0.0
        if c.change == barred or c.change == "lost" and _into_hand(reading, c.actor):
            continue
        if c.change == "lost" and score >= _least_doubt(p) and _gives_up(reading, p, c.actor):
            score = max(score, p.score)
        if c.change == "gained" and p.type == "capture":
            if p.score >= _SURE:
                score = max(score, p.score)
            elif _takes(reading, p, c, score):
                score = max(score, _LEAST)
        if score >= _LEAST:
            much = extent(reading, p, c.change)
            out += control_claims(reading, p, [c.actor], c.change, much, [c.place], score)
    return out


def extent(reading: Reading, p: Proposal, change: str) -> str:
    """`partial` where the words around the trigger speak of parts, fronts or strongholds, else `full`."""
    if change == "contested" or p.hit.trigger.id in control_words("partial_triggers"):
        return "partial"
    near = {stem(n) for n in reading.doc.norms[max(0, p.first - 1) : p.last + 4]}
    return "partial" if near & control_words("parts") else "full"


@cache
def _troops() -> frozenset[str]:
    """Folded words for armed people, also as somebody's own: قواتها، جنوده."""
    return frozenset(w + own for w in control_words("troops") for own in ("", "ه", "ها", "هم"))
