"""Room 6, casualties: whose people they are, who did it, and repeated claims told as one."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.coder.text import Document
from marsad.coder.words import proclitic_cuts

_NEAR = 12  # tokens between a count and the one that lends it its category
_INHERITED = {"combatant", "civilian", "police"}
_LIST_SIZE = 4
_FEW = 3  # victims who are told apart by who they are

if TYPE_CHECKING:
    from marsad.coder.casualties import CasualtyCandidate
    from marsad.coder.casualty_words import CasualtyWords
    from marsad.coder.mentions import PlaceMention


def inherit(doc: Document, found: list[CasualtyCandidate], words: CasualtyWords) -> None:
    """جنديان قتلا وأصيب ثلاثة آخرون: people told by a number alone are of the kind named just before them."""
    for before, candidate in pairwise(found):
        if candidate.category != "unspecified":
            continue
        beside = doc.norms[candidate.head].startswith(words.colleagues) and "possessed" not in before.flags
        if not candidate.flags & {"bare", "others"} and not beside:
            continue
        near = before.sentence == candidate.sentence and candidate.first - before.group_last <= _NEAR
        if near and not words.foes.isdisjoint(doc.norms[before.first : before.last]):
            candidate.flags.add("foes")
        if near and before.category in _INHERITED and candidate.part_of is None:
            candidate.category = before.category
            candidate.affiliation = candidate.affiliation or before.affiliation


def settle_categories(doc: Document, found: list[CasualtyCandidate], words: CasualtyWords) -> None:
    """People told by a number alone are of their whole's kind; the kidnapped are civilians where nothing says more."""
    for candidate in found:
        if candidate.category != "unspecified":
            continue
        whole = found[candidate.part_of] if candidate.part_of is not None else None
        if whole is not None and whole.category in _INHERITED and candidate.flags & {"bare", "others"}:
            candidate.category = whole.category
        elif candidate.trigger is not None and _is_kidnapping(doc.norms[candidate.trigger], words):
            candidate.category = "civilian"


def _is_kidnapping(norm: str, words: CasualtyWords) -> bool:
    return any(s.cut.stem.startswith(words.kidnapping) for s in words.read(norm) if s.value == "captured")


def find_parts(found: list[CasualtyCandidate], elsewhere: Set[int] = frozenset()) -> None:
    """Sets `part_of` where the numbers show it: claims that sum to one before, a list of places behind a toll.

    Sentences of `elsewhere` tell of another place than the sentence before them.
    """
    for index, whole in enumerate(found):
        size = whole.max or whole.min
        if whole.part_of is not None or not size or size < 3:
            continue
        later = range(index + 1, len(found))
        loose = [i for i in later if _may_be_part(found[i], whole) or found[i].part_of == index]
        loose = [i for i in loose if "bare" in found[i].flags or found[i].part_of is None]
        for start in range(len(loose)):
            run = _run_of(found, loose[start:], size)
            sentences = {found[i].sentence for i in run}
            if run and len(sentences) == 1 and whole.sentence not in sentences and sentences <= elsewhere:
                break  # a family hit elsewhere; the tolls of several towns are parts of the country's
            if run:
                for i in run:
                    found[i].part_of = index
                break
    _list_parts(found)


def find_known(doc: Document, found: list[CasualtyCandidate]) -> None:
    """Sets `part_of` of those who are of victims told of before: التعرف على اثنين من القتلى."""
    for index, part in enumerate(found):
        words = doc.norms[part.first : part.group_last]
        known = (
            "من" in words[:-1] and words[words.index("من") + 1].startswith("ال") and "victim" in part.flags
        )
        if not known or part.part_of is not None or part.max is None or part.min != part.max:
            continue  # عدد من القتلى are of nobody told of
        wholes = (k for k in range(index - 1, -1, -1) if found[k].outcome == part.outcome)
        part.part_of = next((k for k in wholes if _size(found[k]) > _size(part)), None)


def _may_be_part(candidate: CasualtyCandidate, whole: CasualtyCandidate) -> bool:
    return (
        candidate.outcome == whole.outcome
        and candidate.part_of is None
        and bool(candidate.max or candidate.min)
    )


def _run_of(found: list[CasualtyCandidate], indexes: list[int], size: int) -> list[int]:
    """The shortest run of two or more claims from the first of `indexes` that adds up to `size`, or none."""
    total = 0
    for count, i in enumerate(indexes):
        total += found[i].max or found[i].min or 0
        if total == size and count:
            return indexes[: count + 1]
        if total > size:
            break
    return []


def _list_parts(found: list[CasualtyCandidate]) -> None:
    """Three or more counts of one sentence told as a list are parts of a bigger count told before."""
    i = 0
    while i < len(found):
        j = i + 1
        while j < len(found) and _continues(found[i], found[j]):
            j += 1
        members = found[i:j]
        if len(members) >= _LIST_SIZE and all(m.part_of is None for m in members):
            most = max(_size(m) for m in members)
            bigger = (
                k for k in range(i - 1, -1, -1) if _may_be_part(found[k], found[i]) and _size(found[k]) > most
            )
            whole = next(bigger, None)
            for member in members:
                member.part_of = whole
        i = j


def _size(candidate: CasualtyCandidate) -> int:
    return candidate.max or candidate.min or 0


def _continues(first: CasualtyCandidate, other: CasualtyCandidate) -> bool:
    return (
        other.sentence == first.sentence
        and other.outcome == first.outcome
        and other.category == first.category
    )


def merge_repeats(
    doc: Document, found: list[CasualtyCandidate], elsewhere: Mapping[int, PlaceMention]
) -> list[CasualtyCandidate]:
    """Drops claims told again in another sentence; `part_of` follows.

    Sentences of `elsewhere` open with a place of their own: of 14 such with a count told before 8 had other victims,
    of 10 whose place was not told there 7.
    """
    summed = _summed(found)
    kept: list[CasualtyCandidate] = []
    place: dict[int, int] = {}
    for index, candidate in enumerate(found):
        if index in summed:
            continue
        place_of_own = elsewhere.get(candidate.sentence)
        told = (k for k, c in enumerate(kept) if _same(doc, c, candidate))
        twin = next((k for k in told if not _is_apart(doc, kept[k], place_of_own)), None)
        if twin is None:
            place[index] = len(kept)
            kept.append(candidate)
        else:
            place[index] = twin
            _clearer(doc, kept[twin], candidate)
    for k, candidate in enumerate(kept):
        if candidate.part_of is not None:
            whole = place.get(candidate.part_of)
            candidate.part_of = whole if whole is not None and whole != k else None
    return kept


def _is_apart(doc: Document, told: CasualtyCandidate, other: PlaceMention | None) -> bool:
    """Whether the sentence of a count names nothing of another place."""
    if other is None:
        return False
    sentence = doc.sentences[told.sentence]
    return set(doc.norms[other.first : other.last]).isdisjoint(doc.norms[sentence.first : sentence.last])


def _summed(found: list[CasualtyCandidate]) -> set[int]:
    """Claims of "killed or wounded" (بين قتيل وجريح) that the report itself splits into killed and wounded."""
    exact = [c for c in found if c.min is not None and c.min == c.max]
    sums = {
        a.max + b.max
        for a in exact
        for b in exact
        if a.outcome == "killed" and b.outcome == "wounded" and a.max is not None and b.max is not None
    }
    return {i for i, c in enumerate(found) if c.rule.endswith("both") and c.max in sums}


def _clearer(doc: Document, kept: CasualtyCandidate, again: CasualtyCandidate) -> None:
    """Gives `kept` what the claim told again says more clearly: a category, the trigger if it was a mere 21 منهم."""
    if kept.category == "unspecified":
        kept.category = again.category
    loose = "bare" in kept.flags and doc.norms[kept.last : kept.last + 1] == ["منهم"]
    if loose and not again.flags & {"bare", "others"}:
        kept.first, kept.last, kept.head, kept.group_last = (
            again.first,
            again.last,
            again.head,
            again.group_last,
        )
        kept.sentence, kept.trigger, kept.flags = again.sentence, again.trigger, again.flags


def _same(doc: Document, left: CasualtyCandidate, right: CasualtyCandidate) -> bool:
    """Whether two claims of different sentences are one told again."""
    if left.sentence == right.sentence or left.outcome != right.outcome:
        return False
    if (left.min, left.max) != (right.min, right.max) or (left.min is None and left.max is None):
        return False
    if _of_others(left, right) or _of_others(right, left):
        return False
    if "people" in right.flags and right.category == "unspecified" and left.category in ("child", "woman"):
        return False  # أربعة أطفال are told before; أربعة أشخاص of another sentence are others
    vague = left.approx and left.max is None
    if vague or left.max == 1 and not left.name & right.name:
        return _noun(doc, left) == _noun(doc, right) and left.category == right.category
    return left.category == right.category or "unspecified" in (left.category, right.category)


def _of_others(left: CasualtyCandidate, right: CasualtyCandidate) -> bool:
    """Whether few civilians are of a side that the other few are not said to be of: مستوطنان، then شابان."""
    few = left.max is not None and left.max <= _FEW and left.category == right.category == "civilian"
    one, other = left.affiliation, right.affiliation
    told = "people" in right.flags and (other is None or not other.known)
    return few and one is not None and one.known and told


def _noun(doc: Document, candidate: CasualtyCandidate) -> str:
    """The counted noun without clitics and accusative ending."""
    return (
        proclitic_cuts(doc.norms[candidate.head])[-1].stem.rstrip("ا")
        if len(doc.norms[candidate.head]) > 1
        else ""
    )
