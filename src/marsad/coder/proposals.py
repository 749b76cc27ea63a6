"""Room 5, frames: proposals, the events that the report's words could state.

A proposal is a trigger of one type at one place in the text. Whether the report states that event is decided by
`eventness`; what fills its slots by `who`, `where` and `when`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from marsad.coder.decide import Linear
from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.mentions import FORCES, ActorMention, DateMention, PlaceMention, same_actor
from marsad.coder.no_deeds import tells_of_none
from marsad.coder.place_words import opens_holder
from marsad.coder.reading import Reading
from marsad.coder.scopes import Scope
from marsad.coder.syntax import control_words, function_words
from marsad.coder.telling import is_way
from marsad.coder.words import reads_as

_DOWN, _PARTS = 4, frozenset(".؛!؟?:،,")  # tokens from shooting down to the arms, and what parts them
_TOWNS = frozenset({"settlement", "neighbourhood", "site", "admin1", "admin2"})
_GIVEN = 8  # tokens from تسلم to from whom it is received
_SETTLED = _TOWNS - {"site"}
_NEAR = 6  # tokens between an armed side and its verb of entering
_CARRIED = 8  # tokens from a craft to the attack that it carries out
_AT = frozenset({"في", "فى", "من", "عن", "على", "علي", "قرب", "مع", "عند", "بين"})
_ASIDE = _AT - {"من"}  # what parts قضى from على; its subject may be one من others
_LASTING, _SUBJECT = 5, 6  # tokens before a verb of holding that say that it lasts, or what is subject to it
_SO_THAT = frozenset({"ان", "حتي", "لكي", "كي", "لم", "لن"})
# What the certainty room says of words that state no claim: not so, meant to, if, and what a denial denies.
UNSTATED = frozenset({"negated", "purpose", "conditional", "denied"})


@dataclass(slots=True)
class Proposal:
    """A possible event: its trigger, and what the deciding rooms found for it."""

    hit: Hit
    type: str
    sentence: int
    score: float = 0.0
    places: list[PlaceMention] = field(default_factory=list)
    date: DateMention | None = None
    actors: list[ActorMention] = field(default_factory=list)
    recipients: list[ActorMention] = field(default_factory=list)
    certainty: str = "asserted"
    rules: list[str] = field(default_factory=list)
    prior: float = field(init=False)  # how often the trigger states its event, 0 to 1
    frames: list[Scope] | None = None  # on whose word it is told, innermost first; None: not asked yet
    said: tuple[Linear, float] | None = None  # a model, and what its words (`eventness.words`) weigh there

    def __post_init__(self) -> None:
        self.prior = self.hit.trigger.weight

    @property
    def first(self) -> int:
        """First token of the trigger."""
        return self.hit.first

    @property
    def last(self) -> int:
        """The token after the trigger."""
        return self.hit.last


def part_in(p: Proposal, m: ActorMention) -> str:
    """Whether an actor does the deed and whether it suffers it, as the names of both."""
    return f"{any(same_actor(m, a) for a in p.actors)}{any(same_actor(m, a) for a in p.recipients)}"


def propose(reading: Reading) -> list[Proposal]:
    """All proposals of events in text order: per type, the longest and weightiest of overlapping triggers.

    What tells who holds or stands to whom, the room `standing` reads.
    """
    best: dict[tuple[int, str], Hit] = {}
    bodies = [a for a in reading.actors if a.id and a.kind in ("group", "force")]
    named, tails, opened = _named(reading, bodies), _tails(reading), {a.first for a in bodies}
    placing, clasped, flown = _placing(reading), _clasped(reading), _flown(reading)
    towns = _in_towns(reading)
    order = sorted(
        (
            h
            for h in reading.hits
            if "." not in h.trigger.type
            and h.first not in named
            and not (h.first in towns and h.last - 1 in towns)
            and not _way(reading, h)
            and not tells_of_none(reading, h)
            and not (h.trigger.type == "support" and _into(h, opened))
            and not (h.trigger.type == "ground_attack" and (h.first in tails or h.first in flown))
            and not (h.form == "masdar" and h.first in placing)
            and not (h.trigger.type == "air_strike" and h.first in clasped)
            and not _shot_down(reading, h)
            and (h.trigger.id not in _WHERE or _WHERE[h.trigger.id](reading, h))
        ),
        key=lambda h: (-(h.last - h.first), -h.trigger.weight, h.trigger.id),
    )
    taken: dict[str, set[int]] = {}
    for hit in order:
        used = taken.setdefault(hit.trigger.type, set())
        span = range(hit.first, hit.last)
        if used.isdisjoint(span):
            used.update(span)
            best[hit.first, hit.trigger.type] = hit
    found = sorted(best.values(), key=lambda h: (h.first, h.trigger.type))
    return [Proposal(h, h.trigger.type, reading.doc.sentence_of[h.first]) for h in found]


def _takes(reading: Reading, hit: Hit) -> bool:
    """Whether a verb of taking tells of that, and not who holds: behind the lead in the present, وتسيطر الجبهة.

    Nor behind words of lasting (لا تزال الجبهة تسيطر, كانت تسيطر), nor what is subject to it: تخضع لسيطرة الجبهة (of
    85 such in the codings and the training gold none).
    """
    norms, first = reading.doc.norms, hit.first
    if hit.form == "masdar":
        before = norms[max(0, first - _LASTING) : first]
        if before and before[-1].removeprefix("و") in control_words("areas"):
            return False  # مناطق سيطرة كذا
        if hit.cut.prep == "ب" and any(reads_as(n, control_words("kept")) for n in before):
            return False  # تحتفظ القوات بسيطرتها
        lo = max(0, first - _SUBJECT)
        return hit.cut.prep != "ل" or control_words("subject").isdisjoint(norms[lo:first])
    if hit.form != "imperfect":
        return True
    if not reading.doc.sentence_of[first]:
        return not any(reads_as(n, control_words("lasting")) for n in norms[max(0, first - _LASTING) : first])
    return norms[first - 1] in _SO_THAT


def _enters(reading: Reading, hit: Hit) -> bool:
    """Whether an armed side goes into the town that the tail names: دخلت قوات كذا مدينة كذا, not وقع في مدينة كذا."""
    norms, tail = reading.doc.norms, hit.tail
    if (
        norms[tail - 1] in _AT
        or norms[tail][0] in "بفل"
        or not set(norms[hit.last : tail]).isdisjoint(_PARTS)
    ):
        return False
    here = reading.actors_of(reading.doc.sentence_of[hit.first])
    return any(
        a.kind in ("group", "force", "people") and a.role in FORCES and hit.first - _NEAR <= a.first < tail
        for a in here
    )


def _falls(reading: Reading, hit: Hit) -> bool:
    """Whether it is a place that falls: سقوط الرمادي، وسقطت تلعفر، البلدة التي سقطت; not سقط في الرمادي."""
    here = reading.places_of(reading.doc.sentence_of[hit.first])
    here = [m for m in here if not m.prep and (m.place or {}).get("precision") in _TOWNS]
    norms = reading.doc.norms
    if any(m.first == hit.last or m.first == hit.last + 1 and opens_holder(norms[hit.last]) for m in here):
        return hit.form != "masdar" or not hit.cut.article
    relative = hit.form == "perfect" and norms[hit.first - 1] in function_words("relatives")
    return relative and any(0 <= hit.first - 1 - m.last <= 1 for m in here)


def _withdraws(reading: Reading, hit: Hit) -> bool:
    """Whether no people at home leave: غادرت مئات الأسر حي كذا is no withdrawal."""
    norms = reading.doc.norms
    return _residents().isdisjoint((*norms[hit.last : hit.last + 2], norms[hit.first - 1]))


def _gives(reading: Reading, hit: Hit) -> bool:
    """Whether تسلم tells who gives, not who is given: not وتسلم الجيش الميناء من الحرس."""
    behind = reading.doc.norms[hit.last : hit.last + _GIVEN]
    stop = next((k for k, n in enumerate(behind) if n in _PARTS or n in ("الي", "ل")), len(behind))
    return hit.cut.stem != "تسلم" or "من" not in behind[:stop]


def _ends(reading: Reading, hit: Hit) -> bool:
    """Whether على goes with قضى: قضت وحدة على عشرة, not قضى ثلاثة في قصف على بلدة."""
    return _ASIDE.isdisjoint(reading.doc.norms[hit.last : hit.tail])


# What must be so of a hit of these triggers for it to tell their event.
_WHERE: dict[str, Callable[[Reading, Hit], bool]] = {
    "capture/saytara": _takes,
    "ground_attack/qada_ala": _ends,
    "capture/dakhala_madina": _enters,
    "capture/saqata_makan": _falls,
    "withdrawal/ghadara": _withdraws,
    "handover/sallama": _gives,
}


@cache
def _residents() -> frozenset[str]:
    """Folded words for people at home, with and without their article."""
    return frozenset(c + w for w in control_words("residents") for c in ("", "ال"))


def _named(reading: Reading, bodies: list[ActorMention]) -> set[int]:
    """The tokens of the known `bodies`' names behind the first: قوات الدعم السريع tells of no support.

    The first may be arms or a deed of theirs, which tell of it: قصفت مدفعية الجيش; but المقاومة الإسلامية is no clash.
    """
    firsts = {
        a.first
        for a in bodies
        if a.last > a.first + 1 and reading.doc.norms[a.first] in function_words("resistance")
    }
    return firsts | {i for a in bodies for i in range(a.first + 1, a.last)}


def _shot_down(reading: Reading, hit: Hit) -> bool:
    """Whether the arms are what others shoot down: أسقطت الجبهة مروحية للجيش tells of no strike."""
    if hit.trigger.type != "air_strike" or hit.form in FINITE:
        return False
    here = reading.hits_in.get(reading.doc.sentence_of[hit.first], ())
    near = (h for h in here if h.trigger.type == "interception" and 0 <= hit.first - h.last <= _DOWN)
    return any(set(reading.doc.norms[h.last : hit.first]).isdisjoint(_PARTS) for h in near)


def _placing(reading: Reading) -> set[int]:
    """The words for a province or district before its name: قضاء خانقين tells of nobody's end."""
    spans = (range(max(0, m.first - 1), m.last) for m in reading.places)
    known = (m for m in reading.places if m.last - m.first > 1 and (m.place or {}).get("id"))
    heads = {m.first for m in known}  # سد تشرين
    return heads | {i for span in spans for i in span if opens_holder(reading.doc.norms[i])}


def _in_towns(reading: Reading) -> set[int]:
    """The tokens of names of several words for towns: جرف الصخر tells of no bulldozing."""
    towns = (m for m in reading.places if (m.place or {}).get("precision") in _SETTLED)
    names = ((m.last - len(m.name.split()), m.last) for m in towns)
    return {i for first, last in names if last - first > 1 for i in range(first, last)}


def _tails(reading: Reading) -> set[int]:
    """The nouns that a light verb makes strikes from the air: شن التحالف غارات tells of no raid on foot."""
    return {h.tail for h in reading.hits if h.trigger.type == "air_strike" and h.tail >= 0}


def _flown(reading: Reading) -> set[int]:
    """The nouns of attack that a craft's verb carries: شنت طائرة مسيرة هجوما is a strike from the air, once."""
    norms, out = reading.doc.norms, set[int]()
    for h in reading.hits:
        if (
            h.trigger.type == "air_strike"
            and h.form not in FINITE
            and h.first
            and norms[h.first - 1] in function_words("carrying")
        ):
            end = reading.doc.sentences[reading.doc.sentence_of[h.first]].last
            span = range(h.last, min(end, h.last + _CARRIED))
            stop = next((i for i in span if norms[i] in _PARTS), span.stop)
            out.update(range(h.last, stop))
    return out


def _clasped(reading: Reading) -> set[int]:
    """The tokens between a light verb and its strikes from the air: شنت [طائرات] كذا غارات is one."""
    strikes = (h for h in reading.hits if h.trigger.type == "air_strike")
    return {i for h in strikes for i in range(h.last, h.tail)}


def _into(hit: Hit, opened: set[int]) -> bool:
    """Whether words of support end where a known body's name opens: أعلنت الدعم السريع سيطرتها tells of none."""
    return hit.last - 1 > hit.first and hit.last - 1 in opened


def _way(reading: Reading, hit: Hit) -> bool:
    """Whether the words only say by which way somebody told an outlet: a telephone call with an agency is no talks."""
    doc = reading.doc
    hi = doc.sentences[doc.sentence_of[hit.first]].last
    return hit.trigger.type == "talks" and is_way(doc.norms, hit.first, hit.last, hi)
