"""Standing: what grammar rules out of the pairs that a word could join."""

from __future__ import annotations

from bisect import bisect_left

from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.reading import Reading
from marsad.coder.sides import Side
from marsad.coder.text import fold

_BACKERS = frozenset({"relation/muayyid_affiliated", "relation/muayyid"})
_FANS = "relation/muayyid_affiliated"
_THEY = "relation/hum_min"
_MEMBERS = "relation/min_ada"
_ALLY = "relation/tahalafa"
_SUBJECT = "control/lisaytara"  # الخاضعة لسيطرة كذا; not معارك للسيطرة على كذا
_NO_MORE = 8  # tokens from لم تعد to who held the place
_AGAIN = (["تعد"], ["يعد"], ["يعودوا"])
_PLURAL = ("ين", "ون")
_WITH = 5  # tokens behind تحالف in which its مع stands


def ruled_out(reading: Reading, hit: Hit) -> bool:
    """Whether the word says nothing of standing here, whoever stands around it."""
    norms, trigger = reading.doc.norms, hit.trigger
    if trigger.id == _ALLY and hit.form == "perfect" and norms[hit.first].endswith("تحالف"):
        return fold("مع") not in norms[hit.last : hit.last + _WITH]  # أطلق تحالف الجماعات سراح
    if trigger.id == _THEY and hit.last - hit.first > 2:
        return True  # على أنه فرد من القوات
    if trigger.id == _MEMBERS and _counted(reading, hit.first):
        return True  # سلم الجيش خمسين من عناصر كذا
    if trigger.id == _FANS and hit.form == "masdar":
        return _in_a_name(reading, hit)
    if trigger.type == "control.holds":
        return trigger.id == _SUBJECT and norms[hit.first].startswith("لل") or _no_longer(norms, hit.first)
    return False


def _counted(reading: Reading, first: int) -> bool:
    """Whether a number stands right before token `first`."""
    at = bisect_left(reading.numbers, first, key=lambda n: n.first) - 1
    return at >= 0 and reading.numbers[at].last == first


def _no_longer(norms: list[str], first: int) -> bool:
    """لم تعد البلدة تحت سيطرة كذا: whether it was so, and is no more."""
    before = norms[max(0, first - _NO_MORE) : first]
    return any(n.removeprefix("و") == "لم" and before[k + 1 : k + 2] in _AGAIN for k, n in enumerate(before))


def _in_a_name(reading: Reading, hit: Hit) -> bool:
    """أنصار within the name of a known group: جماعة أنصار الله."""
    here = reading.actors_of(reading.doc.sentence_of[hit.first])
    return any(m.known and m.first <= hit.first and hit.last < m.last for m in here)


def may_join(reading: Reading, hit: Hit, a: Side, b: Side) -> bool:
    """Whether grammar lets the word join the two: its number fits who is described, and و does not cut it off."""
    if hit.trigger.id in _BACKERS and hit.cut.conj and not hit.cut.pronoun and a.place == "left":
        return False  # اشتباكات بين الشرطة وأنصار كذا: others than the police
    if hit.form == "participle" and a.place in ("left", "cut") and a.mention is not None:
        plural = reading.doc.norms[hit.first].endswith(_PLURAL)
        if plural and reading.doc.norms[a.first].endswith("ه") and a.kind in ("group", "force"):
            return False  # الموظفين بالمحافظة المحسوبين على كذا
    # يقاتل في سوريا إلى جانب كذا: the state is where, not whom
    return not (hit.form in FINITE and b.kind == "state" and b.place == "right" and b.prep == "في")
