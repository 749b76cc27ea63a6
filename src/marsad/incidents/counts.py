"""Which event of its report a count of casualties belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from marsad.coder.casualty_words import casualty_words
from marsad.coder.text import fold
from marsad.incidents.model import Voice
from marsad.incidents.words import Words, sentence, stems
from marsad.knowledge import read_yaml

__all__ = ["Count", "attach", "counts_of"]

Claim = Mapping[str, Any]

# Types whose happening can leave casualties.
_HARMFUL = frozenset(
    "armed_clash ground_attack air_strike shelling explosion suicide_attack chemical_attack killing abduction arrest"
    " capture torture riot destruction displacement bodies_found protest siege".split()
)
_MILD = frozenset("destruction protest capture siege displacement arrest abduction riot torture".split())
_FATAL = frozenset({"killing", "bodies_found", "torture"})
_FITTING = {
    "displaced": frozenset({"displacement"}),
    "captured": frozenset({"arrest", "abduction", "capture"}),
    "missing": frozenset({"abduction"}),
}
_BEHIND = 40  # an event told behind its count is as near as one told this many code points further before it
_ELSEWHERE = 400  # a count that its coder put at another place is as far as this many code points
_NOWHERE = 50  # the same for a count that was put at no place
_APART = 150  # the same for an event of another sentence
_UNFITTING = 150
_SELDOM = 150  # the same for a type that seldom is what people die of
_UNLIKE = 150  # the same for an event of another kind than the words beside the count name
_ECHO = 60  # the same for an event that these words merely take up again
_FADING = 10  # so many code points between the event and the words that take it up are as far as one
_BESIDE = 60  # code points on both sides of a count
_BREATH = 30  # code points between two counts that one "and" joins
_MIXED = 12  # code points behind a count in which "and wounded" is told
_ARTICLE = "ال"
_MANY = "ات"  # ends the words for several attacks; clashes are always several
_REACH = 500  # code points: farther from every event, a count stands alone


def attach(
    events: Sequence[Claim], counts: Iterable[Claim], text: str, words: Words
) -> dict[str, list[Claim]]:
    """Event claim id -> the counts of the same report, whose text has `words`, that belong to it.

    That is the nearest event that fits, where the words that name what people died of ("in the blast") stand for the
    event that they take up. A part belongs where its whole does, unless another event is told of its own place, and
    "and nine soldiers" where those before them do.
    """
    harmful = [e for e in events if e["type"] in _HARMFUL and e["certainty"] != "called_for"]
    found: dict[str, str] = {}
    counts = sorted(counts, key=lambda c: (c["part_of"] is not None, c["evidence"][0]["start"], c["id"]))
    out: dict[str, list[Claim]] = {}
    before: Claim | None = None
    first = _first_tellings(harmful)
    for count in counts:
        event = found.get(count["part_of"] or "")
        if event is not None and (there := [e for e in harmful if _name(e) and _name(e) == _name(count)]):
            event = _nearest(there, count, None, text) if event not in {e["id"] for e in there} else event
        if event is None and before is not None and _goes_on(before, count, text):
            event = found.get(before["id"])
        if event is None:
            fit = [e for e in harmful if e["type"] in _FATAL] if _is_ground(words, count) else harmful
            turn = _turn(text, words, count)
            fit = [e for e in fit if e["evidence"][0]["start"] > turn]
            cause = _cause(text, words, count, turn)
            if cause is not None and _is_new(words, cause[0]):
                fit = [e for e in fit if abs(e["evidence"][0]["start"] - cause[0]) <= _BREATH]
            event = _nearest(fit, count, cause, text)
        if event is not None:
            found[count["id"]] = event
            out.setdefault(first[event], []).append(count)
        before = count
    return out


@cache
def _family(kind: str) -> str:
    """The types that reporters use for each other, by a name; a type that is in none stands alone."""
    near = read_yaml("words/joining.yaml")["near"].items()
    return next((name for name, types in near if kind in types), kind)


def _first_tellings(events: Sequence[Claim]) -> dict[str, str]:
    """Event claim id -> the first of its report that has the same type, place and days: what that told, it tells on.

    What is told of attacks is not told of one of them.
    """
    first: dict[tuple[Any, ...], str] = {}
    out = {}
    for event in sorted(events, key=lambda e: (e["evidence"][0]["start"], e["id"])):
        time = event.get("time") or {}
        many = _is_many(event)
        key = (_family(event["type"]), _name(event) or event["id"], time.get("start"), time.get("end"), many)
        out[event["id"]] = first.setdefault(key, event["id"])
    return out


def _is_many(event: Claim) -> bool:
    """Whether an event is told as several: هجمات، تفجيرات."""
    return bool(event["type"] != "armed_clash" and event["evidence"][0]["text"].endswith(_MANY))


def _is_ground(words: Words, count: Claim) -> bool:
    """Whether a count's dead are why something was done: ردا على مقتل خمسة."""
    start = count["evidence"][0]["start"]
    return not _grounds().isdisjoint(words.between(max(0, start - _BREATH), start))


@cache
def _grounds() -> frozenset[str]:
    return frozenset(stem for word in read_yaml("words/joining.yaml")["therefore"] for stem in stems(word))


def _goes_on(before: Claim, count: Claim, text: str) -> bool:
    """Whether a count is joined to the one before it by "and"."""
    one, other = before["evidence"][0], count["evidence"][0]
    return bool(0 <= other["start"] - one["end"] <= _BREATH and _is_joined(other, text))


def _is_joined(trigger: Mapping[str, Any], text: str) -> bool:
    """Whether "and" stands before a count: ومدني، و26 جنديا (whose words begin behind it), not وزيران."""
    start = trigger["start"]
    if start and text[start - 1] == "و" and (start < 2 or not text[start - 2].isalpha()):
        return True
    first = fold(trigger["text"]).partition(" ")[0]
    return first.startswith("و") and all(sense.cut.conj for sense in casualty_words().read(first))


def _turn(text: str, words: Words, count: Claim) -> int:
    """Where a count's sentence turns to another time before it ("a day after"); what is told up to there is not meant.

    -1 where it does not.
    """
    trigger = count["evidence"][0]
    low, _ = sentence(text, trigger["start"], trigger["end"])
    told = list(words.placed(low, trigger["start"]))
    after, units = _turns()
    return max(
        (at for (at, word), (_, next_) in pairwise(told) if word in after and next_ in units), default=-1
    )


@cache
def _turns() -> tuple[frozenset[str], frozenset[str]]:
    data = read_yaml("words/joining.yaml")["turn"]
    after, units = (frozenset(stem for word in data[k] for stem in stems(word)) for k in ("after", "units"))
    return after, units


def _cause(text: str, words: Words, count: Claim, turn: int) -> tuple[int, frozenset[str]] | None:
    """The word in a count's sentence, nearest to it, that names what people died of: where it is, and what it names."""
    trigger = count["evidence"][0]
    low, high = sentence(text, trigger["start"], trigger["end"])
    found = []
    causes = _causes()
    for at, stem in words.placed(max(low, turn), high):
        if stem in causes and not trigger["start"] <= at < trigger["end"]:
            gap = trigger["start"] - at if at < trigger["start"] else at - trigger["end"]
            found.append((gap, at, causes[stem]))
    if not found:
        return None
    _, at, types = min(found, key=lambda gap_at_types: gap_at_types[:2])
    return at, types


def _is_new(words: Words, at: int) -> bool:
    """قتل شخصان في هجوم مماثل: whether the word behind what people died of says that it is none told before."""
    behind = next((stem for place, stem in words.placed(at, at + _BREATH) if place > at), "")
    return behind in _others()


@cache
def _others() -> frozenset[str]:
    return frozenset(stem for word in read_yaml("words/joining.yaml")["others"] for stem in stems(word))


@cache
def _causes() -> dict[str, frozenset[str]]:
    """Stem -> the types of event that the word names."""
    out: dict[str, frozenset[str]] = {}
    for row in read_yaml("words/joining.yaml")["causes"]:
        out |= dict.fromkeys((s for word in row["words"] for s in stems(word)), frozenset(row["types"]))
    return out


def _nearest(
    events: Sequence[Claim], count: Claim, cause: tuple[int, frozenset[str]] | None, text: str
) -> str | None:
    bounds = sentence(text, count["evidence"][0]["start"], count["evidence"][0]["end"])
    best = min(((_distance(e, count, cause, bounds), e["id"]) for e in events), default=None)
    return best[1] if best and best[0] <= _REACH else None


def _distance(
    event: Claim, count: Claim, cause: tuple[int, frozenset[str]] | None, bounds: tuple[int, int]
) -> int:
    """How far a count is from an event, in code points with what speaks against it added; `bounds`: its sentence."""
    at, where = event["evidence"][0]["start"], count["evidence"][0]["start"]
    away: int = abs(where - at) + (_BEHIND if where < at else 0)
    if cause is not None and event["type"] in cause[1]:
        away = min(away, abs(where - cause[0]) + _ECHO + abs(at - cause[0]) // _FADING)
    elif cause is not None:
        away += _UNLIKE
    away += 0 if bounds[0] <= at < bounds[1] else _APART
    if _name(event) != _name(count):
        away += _ELSEWHERE if _name(count) else _NOWHERE
    fitting = _FITTING.get(count["outcome"])
    if fitting is not None and event["type"] not in fitting:
        away += _UNFITTING
    if fitting is None and event["type"] in _MILD:
        away += _SELDOM
    return away


def _name(claim: Claim) -> str | None:
    place = claim.get("place")
    return place["name"] if place else None


@dataclass(frozen=True, slots=True)
class Count:
    """One casualty claim under joining: whom it counts, who says so, and where in its report."""

    outcome: str
    category: str
    affiliation: str | None  # catalogue id, else the name as reported
    position: int
    sentence: int  # where its sentence begins
    partial: bool  # told as part of others, whether or not the report gives their sum
    joined: bool  # "and" stands before it
    named: bool  # one person, told by name or office, not by a number
    wider: bool  # of a whole country, or of a longer time than one happening
    voice: Voice

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Earliest first: publication, report, position, claim."""
        return (self.voice.published or "", self.voice.report, self.position, self.voice.claim)


def counts_of(
    event: Claim, claims: Sequence[Claim], report: Mapping[str, Any], words: Words
) -> tuple[Count, ...]:
    """The counts that casualty claims of `report`, whose text has `words`, state of an event.

    Whose parts are spread over a country is so too. That nobody came to harm is the event claim's own word.
    """
    said = {"id": event["id"], "sources": event["sources"]}
    several = _is_many(event)
    found = [
        _count_of({**c, **said} if "unhurt" in c["origin"] else c, report, words, several) for c in claims
    ]
    spread = {c.voice.part_of for c in found if c.wider}
    return tuple(replace(c, wider=True) if c.voice.claim in spread else c for c in found)


def _count_of(claim: Claim, report: Mapping[str, Any], words: Words, several: bool) -> Count:
    trigger = claim["evidence"][0]
    mixed = _mixed(claim, report["text"])
    voice = Voice(
        claim=claim["id"],
        report=str(report["id"]),
        outlet=report.get("outlet"),
        sources=tuple(s["id"] or s["name"] for s in claim["sources"]),
        published=report.get("published"),
        min=None if mixed else claim["min"],
        max=claim["max"],
        approx=claim["approx"],
        part_of=claim["part_of"],
        certainty=claim["certainty"],
        quote=trigger["text"],
    )
    return Count(
        outcome=claim["outcome"],
        category=claim["category"],
        affiliation=_side(claim["affiliation"]),
        position=trigger["start"],
        sentence=sentence(report["text"], trigger["start"], trigger["end"])[0],
        partial=claim["part_of"] is not None or "casualties/part" in claim["origin"] or _taken_out(trigger),
        joined=_is_joined(trigger, report["text"]),
        named=claim["min"] == claim["max"] == 1 and _is_named(trigger["text"]),
        wider=_wider(report["text"], words, trigger, several),
        voice=voice,
    )


_DEAD_AND_HURT = re.compile(r"(?:قتيل|قتلى|ضحي|ضحايا)\w*\s+و(?:جريح|جرحى|مصاب)")


def _mixed(claim: Claim, text: str) -> bool:
    """Whether one number counts dead and wounded together: سقوط 210 قتلى وجرحى."""
    trigger = claim["evidence"][0]
    counted = claim["outcome"] in ("killed", "wounded") and claim["min"] is not None
    found = _DEAD_AND_HURT.search(text, trigger["start"], trigger["end"] + _MIXED) if counted else None
    return found is not None and found.start() < trigger["end"]


def _taken_out(trigger: Mapping[str, Any]) -> bool:
    """Whether a count is told as some of the dead or wounded: سبعة من القتلى."""
    return _OF_THEM.search(trigger["text"]) is not None


_OF_THEM = re.compile(r"\sمن (?:ال|بين ال)(?:قتلى|ضحايا|جرحى|مصابين|شهداء)")


@lru_cache(maxsize=1 << 12)
def _is_named(text: str) -> bool:
    """Whether the words for one person are a name or an office (المحافظ), not "a man", "a policeman", "one"."""
    found = fold(text).split()
    if not found or found[0].startswith("ال"):
        return True
    return not any(casualty_words().read(word.removeprefix("و")) for word in found)


def _side(actor: Mapping[str, Any] | None) -> str | None:
    """Whose people: an actor's catalogue id, else its name; civilians as such are no side."""
    if actor is None or (actor["id"] is None and actor["role"] == "CVL"):
        return None
    return str(actor["id"] or actor["name"])


def _wider(text: str, words: Words, trigger: Mapping[str, Any], several: bool) -> bool:
    """Whether words beside a count say that it is of more than one happening, or than the `several` of its event."""
    low, high = sentence(text, trigger["start"], trigger["end"])
    told = list(words.placed(max(low, trigger["start"] - _BESIDE), min(high, trigger["end"] + _BESIDE)))
    stems_of = _wide_words()
    found = {stem for _, stem in told}
    if not found.isdisjoint(stems_of["longer"]) or not (several or found.isdisjoint(stems_of["everywhere"])):
        return True
    return any(
        unit in stems_of["long_units"]
        and (word in stems_of["during"] or (word in stems_of["in"] and not text.startswith(_ARTICLE, at)))
        for (_, word), (at, unit) in pairwise(told)
    )


@cache
def _wide_words() -> dict[str, frozenset[str]]:
    data = read_yaml("words/joining.yaml")
    names = ("everywhere", "longer", "during", "in", "long_units")
    return {name: frozenset(stem for word in data[name] for stem in stems(word)) for name in names}
