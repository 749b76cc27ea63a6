"""Standing: to whom somebody belongs by a word that has him for its pronoun: لانتمائه إلى كذا، يعتقد أنهم من كذا."""

from __future__ import annotations

from marsad.coder.lexicon import Hit
from marsad.coder.mentions import FORCES
from marsad.coder.reading import Reading
from marsad.coder.sides import Side, is_tie

_OWN = frozenset({"relation/intama", "relation/sila_word", "relation/wala"})
_THEY = "relation/hum_min"
# Whom the pronoun can mean, by the kinds of mention, the likeliest first.
_MEANS = {
    "هم": ("people", "group", "force"),
    "هما": ("people", "person"),
    "ها": ("group", "force", "state"),
    "ه": ("person", "people", "group", "force"),
}
_BODIES = frozenset({"group", "force", "state"})
_BACK = 18  # tokens from the word back to whom its pronoun means


def is_own(reading: Reading, hit: Hit) -> bool:
    """Whether the word has its own side as a pronoun: انتماؤه، صلتهم, but not صلة الرجل."""
    if hit.trigger.id == _THEY:
        return True
    return hit.trigger.id in _OWN and hit.form == "masdar" and _pronoun(reading, hit) != ""


def _pronoun(reading: Reading, hit: Hit) -> str:
    if hit.trigger.id != _THEY and hit.cut.pronoun:
        return hit.cut.pronoun
    norm = reading.doc.norms[hit.first]
    return next((p for p in ("هما", "هم", "ها", "ه") if norm.endswith(p)), "")


def own_pairs(reading: Reading, hit: Hit, right: list[Side], left: list[Side]) -> list[tuple[Side, Side]]:
    """Whom the pronoun means, and right behind the word to whom he belongs."""
    behind = [b for b in right if b.place == "right" and _beside(reading, hit, b)]
    kinds = _MEANS.get(_pronoun(reading, hit), ())
    means = [a for a in left if a.kind in kinds and hit.first - a.last <= _BACK and not _tied(reading, a)]
    if not behind or not means:
        return []
    nearest = min(means, key=lambda a: (hit.first - a.last, a.first))
    return [(nearest, max(behind, key=lambda b: b.last))]


def _beside(reading: Reading, hit: Hit, b: Side) -> bool:
    """Whether the name stands right behind the word and its preposition."""
    if b.kind not in _BODIES or not (b.role in FORCES or b.known or b.role in ("GOV", "OPP", "PRM", "SPY")):
        return False
    if hit.trigger.id == _THEY:
        return b.first == hit.last
    prep = (
        reading.doc.norms[b.first - 1] if b.first == hit.last + 1 else b.prep if b.first == hit.last else ""
    )
    return hit.trigger.args.get(prep) == "recipients"


def _tied(reading: Reading, a: Side) -> bool:
    return a.mention is not None and is_tie(reading.doc.norms, a.mention)
