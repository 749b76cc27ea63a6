"""Room 6, telling: what stands between a speaker and what is said: listener, way of telling, second source."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.guards import COMMAS, OPENING, QUOTES
from marsad.coder.sources import Speaker
from marsad.coder.speakers import is_head, is_masdar, is_told_to, noun_phrase, outlet_at, outlet_like, unglue
from marsad.coder.speech import Cue, cues, word_map, word_set
from marsad.coder.subjects import Subjects

_REACH = 30  # how many tokens a verb's subject and its complement may stand apart
_SHORT = 5  # a quoted name has no more tokens than this
_NEAR = 8  # the same for a tail and its listener
_BY = frozenset({"في", "عبر", "خلال", "علي"})
_ON = frozenset({"عليه", "عليها", "علي", "منه"})


@dataclass(slots=True)
class Telling:
    """Where what is said begins (a token), who was told, by which way, and on whose word the speaker relies."""

    content: int
    listeners: list[Speaker] = field(default_factory=list)
    via: str | None = None
    inner: list[Speaker] = field(default_factory=list)


def read_telling(subjects: Subjects, at: int, hi: int, cue: Cue) -> Telling:
    """Reads from the end of the subject, token `at`, to what is said."""
    norms, telling, k = subjects.doc.norms, Telling(at), at
    that, via_words = word_set("complementisers"), word_map("via_words")
    while k < min(at + _REACH, hi):
        norm = norms[k]
        if norm in OPENING and k + _SHORT < hi:
            end = next((n for n in range(k + 2, k + _SHORT) if norms[n] in QUOTES), 0)
            if end and norms[end + 1] in COMMAS:  # a name in quotation marks, not what is said
                k = end + 1
                continue
        quoted = norm in OPENING and norms[k - 1] not in ("ل", "مع") and not _names_outlet(norms, k, hi)
        if quoted or norm in that or norm == ":":
            telling.content = k + (not quoted) if cue.lemma in word_set("that_only") else at
            break
        told_by = _inserted(subjects, k, hi)
        if told_by:
            telling.listeners.extend(subjects.named(k + 2, told_by))
            telling.content = at = k = told_by
            continue
        other = cues().get(norm)
        verb = other is not None and other.kind == "verb" and not other.pronoun and k > at
        if verb and norms[k - 1] not in word_set("relatives"):
            break
        telling.via = telling.via or _way_at(norms, k)
        telling.via = via_words.get(norm, telling.via)
        k = listener(subjects, k, at, hi, telling)
    return telling


def _inserted(subjects: Subjects, k: int, hi: int) -> int:
    """Where a name ends that is put in with its own verb, قال فلان، حسبما أفادت قناة كذا، إن; 0 where there is none."""
    norms = subjects.doc.norms
    if k + 1 >= hi or norms[k] == "ما" or norms[k] not in word_set("so_that"):
        return 0
    cue = cues().get(norms[k + 1])
    if cue is None or cue.kind != "verb" or cue.pronoun:
        return 0
    end = noun_phrase(subjects.doc, k + 2, hi)
    return end if end > k + 2 else 0


def _names_outlet(norms: list[str], k: int, hi: int) -> bool:
    return k + 1 < hi and outlet_at(norms, k + 1, hi) is not None


def listener(subjects: Subjects, k: int, at: int, hi: int, telling: Telling) -> int:
    """Notes an outlet spoken to at token `k` (لوكالة، مع قناة، بثتها قناة); returns the next token."""
    norms = subjects.doc.norms
    if norms[k] == "نقلا" and k + 1 < hi and norms[k + 1] == "عن":
        end = noun_phrase(subjects.doc, k + 2, hi)
        telling.inner.extend(subjects.named(k + 2, end) if end > k + 2 else ())
        return max(end, k + 1)
    first, clitic = _address(norms, k, at, hi)
    while first < hi and first >= 0 and norms[first] in ('"', "“", "«", "("):
        first += 1
    if first < 0 or first >= hi:
        return k + 1
    quoted = _quoted_to(norms, k, first, hi)
    if quoted:
        telling.listeners.extend(subjects.named(first, quoted))
        return quoted
    known = outlet_at(norms, first, hi, clitic)
    if known is None and (is_masdar(norms[at]) or not _outlet_head(norms[first], clitic)):
        return k + 1  # أعلن الجيش | استهداف قوة لمركز كذا
    end = noun_phrase(subjects.doc, first, hi, clitic)
    if known is not None and end > first:
        end = max(end, first + known[0])  # المصري اليوم is no paper of today
    short = end - first == 1 and subjects.sources.known_by(unglue(norms[first], clitic))
    if end - first > 1 or known is not None and end > first or short:
        telling.listeners.extend(subjects.named(first, end, clitic))
    return max(end, k + 1)


def _quoted_to(norms: list[str], k: int, first: int, hi: int) -> int:
    """Where the quoted name at `first` of whom was spoken to ends, لـ«الوطن»; 0 where it is no such name."""
    if norms[k] != "ل" or first < k + 2 or norms[first - 1] not in OPENING:
        return 0
    return next((n for n in range(first + 1, min(first + _SHORT, hi)) if norms[n] in QUOTES), 0)


def _address(norms: list[str], k: int, at: int, hi: int) -> tuple[int, str]:
    """Where the name of a listener may begin for token `k`, and its clitic; (-1, '') where none can."""
    norm = norms[k]
    if norm.startswith("ل") and len(norm) > 1 and outlet_like(norms, k, hi):
        return k, "ل"
    if k == at and is_told_to(norms, k, hi, ""):
        return k, ""
    if norm in ("ل", "مع"):
        return k + 1, ""
    if norm in word_set("received") and k + 1 < hi:
        return k + 2 if norms[k + 1] in _ON else k + 1, ""
    cue = cues().get(norm)
    if cue is None or not (cue.pronoun and k > at or cue.kind == "tail"):
        return -1, ""
    glued = (
        cue.kind == "tail" and k + 1 < hi and norms[k + 1].startswith("ل") and outlet_like(norms, k + 1, hi)
    )
    return k + 1, "ل" if glued else ""


def _outlet_head(norm: str, clitic: str) -> bool:
    word = unglue(norm, clitic).removeprefix("ال")
    return word in word_set("listeners") and word not in word_set("no_outlets")


def _way_at(norms: list[str], k: int) -> str | None:
    """The way of telling that token `k` names behind its preposition: في اتصال، عبر صفحته."""
    way = word_map("ways").get(norms[k]) if k and norms[k - 1] in _BY else None
    return None if way == "none" else way


def is_way(norms: list[str], first: int, last: int, hi: int) -> bool:
    """Whether the tokens from `first` to `last` are the way in which an outlet was told: في اتصال هاتفي مع وكالة X."""
    if _way_at(norms, first) is None:
        return False
    at = last
    while at < hi and (norms[at] in word_map("via_words") or norms[at] in ("مع", "ل", "ب")):
        at += 1
    return at < hi and (outlet_at(norms, at, hi) is not None or _outlet_head(norms[at], ""))


def told_before(subjects: Subjects, i: int, lo: int) -> tuple[Speaker, ...]:
    """The outlet spoken to, where the sentence opens with it: وفي تصريح لوكالة X، أوضح Y."""
    norms = subjects.doc.norms
    if not 2 < i - lo < 14 or norms[lo + 1] not in word_map("ways"):
        return ()
    if norms[lo].lstrip("وف") not in ("في", "ي", "خلال"):
        return ()
    telling, k = Telling(lo), lo + 1
    while k < i:
        k = listener(subjects, k, lo, i, telling)
    return tuple(telling.listeners)


def told_after(subjects: Subjects, at: int, hi: int, speaker: Speaker) -> tuple[int, list[Speaker]]:
    """Notes to whom the speaker of a tail spoke (كما قال لوكالة X); where that ends, and on whom the speaker relies.

    An outlet speaks to nobody: قناة كذا للتلفزيون الرسمي tells whose it is; but it may pass on (نقلا عن).
    """
    norms, telling, k, last = subjects.doc.norms, Telling(at), at, at
    outlet = speaker.head in word_set("listeners")
    while k < min(at + _NEAR, hi) and norms[k] not in ("،", ",", ".") and norms[k] not in cues():
        k = k + 1 if outlet and norms[k] != "نقلا" else listener(subjects, k, at, hi, telling)
        last = k if telling.listeners or telling.inner else last
    if telling.listeners:
        speaker.outer = tuple(s for s in telling.listeners if s is not speaker)
    return last, telling.inner


def issuer(norms: list[str], k: int, hi: int) -> tuple[int, str]:
    """Where the issuer of the statement at token `k` is named (بيان ل X، تقرير أصدرته X), and its clitic.

    The statement itself where none is named.
    """
    for n in range(k + 1, min(k + 5, hi)):
        norm = norms[n]
        if norm.startswith("ل") and len(norm) > 3:
            return n, "ل"
        if norm.removeprefix("ال").startswith("صادر"):
            continue
        if norm in ("ل", "من", "عن") or norm in cues() or norm in word_set("issued"):
            return n + 1, ""
        if norm in word_set("relatives"):
            return n + 2, ""
        if is_head(norm) or norm.startswith("ال"):
            return n, ""
    return k, ""
