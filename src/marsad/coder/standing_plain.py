"""Standing: pairs of which grammar leaves little doubt, however few of their words the gold has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coder.lexicon import Hit
from marsad.coder.mentions import FORCES
from marsad.coder.reading import Reading
from marsad.coder.standing_held import holds_plainly
from marsad.coder.standing_own import is_own
from marsad.coder.syntax import function_words

if TYPE_CHECKING:
    from marsad.coder.standing import Pair

PLAIN = 0.5  # what such a pair is at least worth
_WEIGHTY = 0.3  # a frame's weight from which on its participles say how two sides stand
_LED = frozenset({"relation/biqiyada", "relation/qada"})
_WHOLES = frozenset({"relation/damma", "relation/yatakawwan"})
_BELONGS = "relation/tabia_verb"
_STRONGHOLD = "control/maqil"
_STAYS = "control/baqiya_biyad"
_HANDS = frozenset({"بيد", "بايدي", "يد", "ايدي", "قبضه"})
_TO_HAND = 3  # tokens from a place to whose hand it stays in
_BODIES = frozenset({"group", "force"})
_LEADERS = _BODIES | {"state"}
_OVER = FORCES | {"GOV"}  # to whom an armed body belongs
_NEAR = 3  # tokens from a place to in whose hand it is
_COMMAS = frozenset({"،", ","})


def holds_others(hit: Hit) -> bool:
    """Whether the word is said of a whole, before its parts: تحالف يضم كتيبة كذا; not عضو جبهة كذا."""
    return hit.trigger.id in _WHOLES and hit.form != "masdar"


def is_plain(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """Whether the two sides stand right beside a word that says how they stand, each in its place."""
    if hit.trigger.id == _STRONGHOLD:
        return _stronghold(reading, hit, pair)
    if hit.trigger.id == _STAYS:
        return _stays(reading, hit, pair)
    if hit.trigger.type == "control.holds" and hit.form == "phrase":
        return _in_hand(hit, pair) or holds_plainly(reading, hit, pair)
    if hit.trigger.type == "control.holds":
        return holds_plainly(reading, hit, pair)
    if is_own(reading, hit):
        return True  # only the plain pair was a candidate
    if FORCES.isdisjoint((pair.a.role, pair.b.role)) and not (pair.a.known and pair.b.known):
        return False  # حزب كذا الذي يضم لجانا, النيابة العامة بقيادة نائب عام
    if holds_others(hit):
        return _holds_others(reading, hit, pair)
    if pair.b.place != "right" or pair.a.kind not in _BODIES:
        return False
    if hit.trigger.id in _LED and _led(reading, hit, pair):
        inside = pair.a.known and pair.b.last == pair.a.last  # within a known name
        return pair.b.kind in _LEADERS or inside or pair.b.kind == "person" and pair.a.role in FORCES
    if pair.b.kind not in _LEADERS:
        return False
    if hit.trigger.id == _BELONGS:
        return pair.a.role in FORCES and pair.b.role in _OVER and _belongs(reading, hit, pair)
    said = hit.trigger.type in ("relation.affiliated", "relation.allied")  # تابع is told of anything
    return (
        said
        and hit.form == "participle"
        and hit.trigger.weight >= _WEIGHTY
        and _described(reading, hit, pair)
    )


def _belongs(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """المجموعة التي تتبع لواء كذا، مجموعة تتبع لواء كذا: who belongs, the verb, and right behind it to whom."""
    norms, first = reading.doc.norms, hit.first
    if pair.b.first != hit.last:
        return False
    if first and norms[first - 1] in function_words("relatives"):
        first -= 1
        first -= first > 0 and norms[first - 1] in _COMMAS
    return pair.a.last == first


def _led(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """التحالف بقيادة السعودية، القوات التي تقودها فرنسا: who is led, and right behind the word who leads."""
    if pair.b.first != hit.last:
        return False
    if hit.form == "phrase":
        return pair.a.place == "cut" or pair.a.last == hit.first
    relative = hit.first > 0 and reading.doc.norms[hit.first - 1] in function_words("relatives")
    return relative and (pair.a.place == "cut" or pair.a.last == hit.first - 1)


def _holds_others(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """تحالف كذا الذي يضم كتيبة كذا، القوة المؤلفة من لواء كذا: whose parts stand right behind the word."""
    a, b, norms = pair.a, pair.b, reading.doc.norms
    if a.place != "right" or a.kind not in _BODIES or b.kind not in _BODIES:
        return False
    if b.place == "cut":
        beside = True
    elif b.place in ("left", "relative"):
        beside = all(n in _COMMAS or n in function_words("relatives") for n in norms[b.last : hit.first])
    else:
        beside = False
    return beside and (a.first == hit.last or a.first == hit.last + 1 and norms[hit.last] in ("من", "كلا"))


def _described(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """الحركة المرتبطة بتنظيم كذا، لجان كذا المقربة من حزب كذا: the name, its participle, and whom that takes."""
    norms, a, b = reading.doc.norms, pair.a, pair.b
    right = b.first == hit.last or b.first == hit.last + 1 and norms[hit.last] == b.prep
    if not right or hit.trigger.args.get(b.prep) != "recipients":
        return False
    if a.place == "cut":
        return True
    beside = a.last == hit.first or a.last == hit.first - 1 and norms[a.last] in _COMMAS
    definite = a.definite or norms[a.last - 1].startswith("ال")  # لجان حماية المجتمع
    return a.place == "left" and beside and bool(hit.cut.article) == definite


def _in_hand(hit: Hit, pair: Pair) -> bool:
    """الرستن التي لا تزال في يد الجيش: whose hand, right behind the word, and the place right before it."""
    a, b = pair.a, pair.b
    near = b.place in ("left", "relative") and b.rank == 0 and hit.first - b.last <= _NEAR
    return near and a.first == hit.last and a.kind in (*_BODIES, "people")


def _stays(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """بقيت كوباني بيد المقاتلين الأكراد، ظلت مدينة كذا في قبضة كذا: the verb, the place, the hand and whose it is."""
    a, b, norms = pair.a, pair.b, reading.doc.norms
    if a.kind not in (*_BODIES, "people") or b.place != "right" or not b.last < a.first <= b.last + _TO_HAND:
        return False
    return b.first - hit.last <= 1 and norms[a.first - 1] in _HANDS


def _stronghold(reading: Reading, hit: Hit, pair: Pair) -> bool:
    """الحوثيون، ومعقلهم صعدة; قرية كذا، المعقل الأخير للعشيرة."""
    a, b = pair.a, pair.b
    if hit.cut.pronoun:
        return (
            a.place == "left"
            and a.kind in (*_BODIES, "people")
            and b.place == "right"
            and b.first == hit.last
        )
    owned = a.place == "right" and a.prep == "ل" and 0 <= a.first - hit.last <= 1
    return owned and b.place == "left" and 0 <= hit.first - b.last <= 1
