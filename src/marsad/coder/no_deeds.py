"""Room 5, frames: words for deeds that tell of none, by what stands before them.

A bomb that is defused has not gone off, who is set free is not being abducted, and the occupation (الاحتلال) is a side.
How often the gold has such a word as an event stands in `docs/notes/coder.md`.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.coder.lexicon import FINITE, Hit
from marsad.coder.reading import Reading
from marsad.coder.syntax import function_words

_PARTS = frozenset(".؛!؟?:،,")
_SEIZED, _FREED = 4, 4  # tokens from a word of seizing or freeing to its object
_NAMED = 3  # the same inside the name of a mission


def tells_of_none(reading: Reading, hit: Hit) -> bool:
    """Whether the words around the hit make it no deed."""
    if hit.form in FINITE or not hit.first:
        return False
    rule = _BY_TYPE.get(hit.trigger.type)
    return (rule is not None and rule(reading, hit)) or _purpose(reading, hit)


def _near(reading: Reading, hit: Hit, reach: int, group: str) -> bool:
    """Whether a word of `group` stands at most `reach` tokens before the hit, in its clause."""
    norms, words = reading.doc.norms, function_words(group)
    for i in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
        if norms[i] in _PARTS:
            return False
        if norms[i] in words or norms[i][0] in "وف" and norms[i][1:] in words:
            return True
    return False


def _seized(reading: Reading, hit: Hit) -> bool:
    """ضبطت الشرطة سيارة مفخخة، إبطال مفعول عبوة: a bomb that was found or destroyed; not دمرت شاحنة ملغومة المبنى."""
    destroys = reading.doc.norms[hit.first - 1] in function_words("destroying")
    return not destroys and _near(reading, hit, _SEIZED, "seizing")


def _crashed(reading: Reading, hit: Hit) -> bool:
    """سقوط طائرة حربية: planes that crash."""
    return _near(reading, hit, 1, "crashing")


def _freed(reading: Reading, hit: Hit) -> bool:
    """حرر الجيش ستين رهينة: who is set free; not who كانوا محتجزين, nor من محاولة اختطاف."""
    held = reading.doc.norms[hit.first - 1].startswith(("كان", "محاول"))
    return not held and _near(reading, hit, _FREED, "freeing")


def _mission(reading: Reading, hit: Hit) -> bool:
    """بعثة الأمم المتحدة لدعم ليبيا: what a body is called after."""
    return hit.cut.prep == "ل" and _near(reading, hit, _NAMED, "missions")


def _purpose(reading: Reading, hit: Hit) -> bool:
    """معمل لتفخيخ السيارات، منصة لإطلاق الصواريخ: what a thing is for, and what that is done with."""
    norms, devices = reading.doc.norms, function_words("devices")
    if norms[hit.first - 1][0] == "ل" and norms[hit.first - 2] in devices:
        return True
    return hit.form == "masdar" and hit.cut.prep == "ل" and _near(reading, hit, 2, "devices")


def _name(reading: Reading, hit: Hit) -> bool:
    """جرافات الاحتلال، هاجمت المقاومة: a definite noun that names a side."""
    if hit.form != "masdar" or not hit.cut.article:
        return False
    here = reading.actors_of(reading.doc.sentence_of[hit.first])
    return any((a.first, a.last) == (hit.first, hit.last) for a in here)


_BY_TYPE: dict[str, Callable[[Reading, Hit], bool]] = {
    "explosion": _seized,
    "air_strike": _crashed,
    "armed_clash": _name,
    "capture": _name,
    "abduction": _freed,
    "support": _mission,
    "aid": _mission,
}
