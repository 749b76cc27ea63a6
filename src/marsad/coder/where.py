"""Where it happened: the place of a proposal among the places that the report names.

One choice among the candidates and none of them: a linear model (`place`) gives every choice its weight, and the
choices share the probability between them. Without models, the nearest place of the sentence, then the last one named
before it. Towns in a list behind one trigger are all kept: the same thing in three towns is three events.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad.coder.decide import Models, shares
from marsad.coder.mentions import PlaceMention
from marsad.coder.network_input import place_options
from marsad.coder.place_words import opens_holder
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading
from marsad.coder.sense import blended, heard
from marsad.coder.syntax import Position, answered, positions
from marsad.coder.text import fold
from marsad.coder.where_features import Candidate, describe, key_of, scene_of
from marsad.coder.where_settled import WEIGHT, holding, settled
from marsad.coder.words import stem
from marsad.knowledge import read_yaml

_NOWHERE = 0.6  # the probability of no place from which on none is given
_LEAST = 0.2  # of the probability that is left, what the likeliest place needs
_LISTED = 0.02  # of the chosen one's probability: what another town of its list needs
_AHEAD = 3  # sentences looked ahead: a lead names the province, the body the town
_FINE = frozenset({"site", "neighbourhood", "settlement"})  # precisions that a later sentence may add
_AGAIN = ("وفي", "وفى")
# what may stand between two places of a list
_BETWEEN = frozenset(("،", ",", "و", "«", "»", '"', "وعلي", *_AGAIN))
_ON_AGAIN = frozenset({"وعلي", "ومن"})
_ASIDE = 7  # tokens that may stand between two places of a list where their preposition stands again
_AT = frozenset(("من", "في", "فى"))
_ACTING = ("group", "force")
_PLACES = 12  # distinct places looked back for; a page of text names fewer


def candidates(reading: Reading, proposal: Proposal) -> list[Candidate]:
    """Place mentions of the sentence, the places named before by their latest mention, finer ones named later.

    Nearest first.
    """
    here = reading.places_in.get(proposal.sentence, [])
    found = positions(reading.doc, proposal.hit, reading.places, here)
    since = proposal.first if answered(reading.doc.norms, proposal.first) else 0
    fit = (k for k in sorted(found) if not _is_side(reading, k) and reading.places[k].first >= since)
    out = [Candidate(reading.places[k], found[k], 0) for k in fit]
    seen = {key_of(reading.places[k]) for k in found}
    for sentence in range(proposal.sentence - 1, -1, -1):
        if len(seen) >= _PLACES:
            break
        for k in reversed(reading.places_in.get(sentence, [])):
            mention = reading.places[k]
            if key_of(mention) not in seen:
                seen.add(key_of(mention))
                out.append(Candidate(mention, Position("prev", 99, len(out)), proposal.sentence - sentence))
    for ahead in range(1, _AHEAD + 1):
        for k in reading.places_in.get(proposal.sentence + ahead, []):
            mention = reading.places[k]
            fine = (mention.place or {}).get("precision") in _FINE
            if fine and key_of(mention) not in seen and not _of_teller(reading, mention.first):
                seen.add(key_of(mention))
                out.append(Candidate(mention, Position("next", 99, len(out)), -ahead))
    return sorted(out, key=lambda c: (abs(c.back), c.back < 0, c.position.distance))


def _of_teller(reading: Reading, first: int) -> bool:
    """Whether the place at token `first` tells where a speaker is: قال الرائد فلان من بلدة كذا، أفاد مراسلنا في كذا."""
    if not _AT.intersection(reading.doc.norms[max(0, first - 2) : first]):
        return False
    return first in reading.attributions.naming


def _is_side(reading: Reading, k: int) -> bool:
    """Whether the place is a state that acts beside another: قصف قوات النظام وروسيا."""
    place = reading.places[k]
    if place.rule != "known" or place.conj != "و" or (place.place or {}).get("precision") != "country":
        return False
    here = reading.actors_in.get(reading.doc.sentence_of[place.first], ())
    return any(reading.actors[a].last == place.first and reading.actors[a].kind in _ACTING for a in here)


def fill(reading: Reading, proposals: Sequence[Proposal], models: Models) -> None:
    """Fills the `places` of every proposal: the likeliest place, and those listed with it."""
    scene = scene_of(reading)
    every = [candidates(reading, p) for p in proposals]
    options = [place_options(p, found) for p, found in zip(proposals, every, strict=True)]
    said = heard(reading, "place", proposals, options)
    for proposal, found, adds in zip(proposals, every, said, strict=True):
        if own := _named_by_trigger(reading, proposal):
            proposal.places = [own]
        elif not found:
            continue
        elif "place" in models:
            linear = [models["place"].total(f) for f in describe(reading, proposal, found, scene)]
            rules = [*settled(reading, proposal, found), 0.0]
            pairs = list(holding(reading, found))
            chances = shares(_ruled(blended("place", linear, adds), rules, pairs))
            linear = _ruled(linear, rules, pairs)
            proposal.places = _likeliest(reading, found, chances, shares(linear))
        else:
            rule = [_rule(c) for c in found]
            proposal.places = _likeliest(reading, found, [*rule, 1 - max(rule)], rule)


def _ruled(weights: Sequence[float], rules: Sequence[float], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """`weights` with what the rules add; of `pairs`, the second takes over what the first, which holds it, weighs."""
    out = [weight + rule for weight, rule in zip(weights, rules, strict=True)]
    for holder, held in pairs:
        out[held] = max(out[held], out[holder])
        out[holder] -= WEIGHT
    return out


def _likeliest(
    reading: Reading, found: Sequence[Candidate], chances: Sequence[float], listed: Sequence[float]
) -> list[PlaceMention]:
    """The likeliest place with those listed with it, unless none, the last of `chances`, is too likely.

    What is listed goes by the chances that the linear model gives: the network learns to choose one.
    """
    *chances, nowhere = chances
    best = max(range(len(found)), key=chances.__getitem__)
    if nowhere < _NOWHERE and chances[best] >= _LEAST * (1 - nowhere):
        return _with_list(reading, found, listed, best)
    return []


def _with_list(
    reading: Reading, found: Sequence[Candidate], chances: Sequence[float], best: int
) -> list[PlaceMention]:
    """The `best` candidate, and those of its sentence that stand in one list with it."""
    chosen = found[best].mention
    if found[best].back:
        return [chosen]
    others = [
        c.mention
        for k, c in enumerate(found)
        if k != best and not c.back and chances[k] >= _LISTED * chances[best]
    ]
    return [chosen, *listed_with(reading, chosen, others)]


def _named_by_trigger(reading: Reading, proposal: Proposal) -> PlaceMention | None:
    """The place whose first word is the trigger's last: "handed over the building" of "the building of the post"."""
    here = reading.places_of(proposal.sentence)
    return next((m for m in here if proposal.first < m.first < proposal.last < m.last), None)


def _rule(c: Candidate) -> float:
    """The rule's preference where no model is loaded: near, same sentence, fine rather than coarse."""
    coarse = (c.mention.place or {}).get("precision") in ("country", "admin1", None)
    return max(0.0, 0.9 - 0.1 * abs(c.back) - 0.01 * min(c.position.distance, 40) - 0.15 * coarse)


def listed_with(reading: Reading, best: PlaceMention, others: list[PlaceMention]) -> list[PlaceMention]:
    """Those of `others` that stand in one list with `best`: commas, و, kinds of place and brackets between them."""
    row = sorted([best, *others], key=lambda m: m.first)
    row = [m for m in row if m is best or not _holds_before(reading, m)]
    at = row.index(best)
    lo = hi = at
    while lo > 0 and _joined(reading, row[lo - 1], row[lo]):
        lo -= 1
    while hi + 1 < len(row) and _joined(reading, row[hi], row[hi + 1]):
        hi += 1
    told = {key_of(best)}
    out = []
    for mention in row[lo : hi + 1]:
        if key_of(mention) not in told:
            told.add(key_of(mention))
            out.append(mention)
    return out


def _holds_before(reading: Reading, m: PlaceMention) -> bool:
    """Whether the mention only says in what the town right before it lies: جون قضاء الشوف، طالش بمحافظة ترتر.

    So with a preposition of its own: كفرنبل في ريف إدلب.
    """
    before, word = reading.doc.norms[m.first - 1], reading.doc.norms[m.first]
    here = reading.places_of(reading.doc.sentence_of[m.first])
    opened = opens_holder(word if m.first > 1 and before in ("في", "فى") else before)
    return opened and any(o.last == m.first - 1 for o in here)


def _joined(reading: Reading, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether `right` continues a list that `left` is in."""
    norms = reading.doc.norms
    between = norms[left.last : right.first]
    if between and opens_holder(between[0]):
        between = between[2:]  # جون قضاء الشوف، ورأس أسطا
    if "(" in between and ")" in between:  # a bracketed direction belongs to the town before it
        between = between[: between.index("(")] + between[between.index(")") + 1 :]
    if _goes_on(norms, left, between):
        return True
    if any(n not in _BETWEEN and _kinds().isdisjoint((stem(n), n.removeprefix("و"))) for n in between):
        return False
    if len(between) > 3:
        return False
    again = any(n in _AGAIN for n in between)
    if again and "country" in ((p.place or {}).get("precision") for p in (left, right)):
        return False  # في الأراضي السورية وفي منطقة كذا
    if right.bearing is not None and right.conj != "و" and not any(n.startswith("و") for n in between):
        return False  # في مأرب، شرقي البلاد: where the town lies
    return right.conj == "و" or any(n in ("،", ",", "و") or n.startswith("و") for n in between)


def _goes_on(norms: list[str], left: PlaceMention, between: list[str]) -> bool:
    """على قندهار ثاني كبرى المدن، وعلى لشكركاه: the same preposition behind an aside takes the list up again."""
    if len(between) > _ASIDE:
        return False
    at = next((i for i in range(len(between) - 1, -1, -1) if between[i] in _ON_AGAIN), -1)
    if at < 0 or any(stem(n) not in _kinds() for n in between[at + 1 :]):
        return False
    return between[at][1:] in norms[max(0, left.first - 2) : left.first]


@cache
def _kinds() -> frozenset[str]:
    """Folded words for kinds of place, which may repeat inside a list (مدينة X وبلدتي Y وZ)."""
    return frozenset(fold(w) for w in read_yaml("words/syntax.yaml")["listed_kinds"])
