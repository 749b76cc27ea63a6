"""Room 6, how sure: what governs a trigger in its clause.

There is no parser: the walk goes from the trigger to the left, over its own clause, and the first governing word wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad.coder.attribution import Attributions
from marsad.coder.text import Document, fold
from marsad.knowledge import read_yaml

_REACH = {"possible": 14, "called_for": 16, "negated": 3, "conditional": 10, "purpose": 4, "alleged": 16}
_STOPS = frozenset({".", "؛", "!", "?", "؟"})
_FUTURE = ("سي", "ست", "سن", "وسي", "وست", "وسن")
_PERFECT_T = frozenset({"تم", "تمت", "توفي", "تعرض", "تمكن", "توجه", "تسلم", "تبني", "تلقي", "تعهد", "تقدم", "تحول", "تولي"})


SPEECH = frozenset({"accusation", "denial", "demand", "threat", "support"})


@dataclass(slots=True, frozen=True)
class _Words:
    single: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    factive: frozenset[str]


@cache
def _words() -> _Words:
    data = read_yaml("words/certainty.yaml")
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in _REACH:
        left_out = {fold(w) for w in data[group].get("exclude", ())}
        for word in data[group]["words"]:
            if fold(word) not in left_out:
                for conj in ("", "و", "ف"):
                    single.setdefault(conj + fold(word), group)
        for phrase in data[group].get("phrases", ()):
            words = tuple(fold(w) for w in phrase.split())
            phrases.setdefault(words[-1], []).append((words, group))
    return _Words(single, {k: tuple(v) for k, v in phrases.items()}, frozenset(fold(w) for w in data["factive"]))


def certainty_at(
    doc: Document, first: int, last: int, attributions: Attributions, event: str | None = None
) -> tuple[str, str]:
    """The certainty of a claim whose trigger is tokens [first, last), and the id of the rule that says so.

    `event` is the claim's event type, where it has one: an act of speech is done, whatever is demanded or charged in it.
    Besides the codebook's values there are `negated`, `denied`, `conditional` and `purpose`: such a thing is not coded.
    """
    norms = doc.norms
    if event not in SPEECH and norms[first].startswith(_FUTURE) and len(norms[first]) > 4 and norms[first] not in _NOT_FUTURE:
        return "called_for", "certainty:future"
    if event in SPEECH:
        return "asserted", "certainty:speech"
    found = _walk(doc, first)
    if found is not None:
        return found
    return _by_scope(first, attributions)


_NOT_FUTURE = frozenset({"سيطر", "سيطرت", "سيطروا", "سيطره", "سيطرته", "سيطرتها", "سيطرتهم", "سياره", "سيارات", "ستره", "ستين", "وسيطر", "وسيطرت", "وسيطره", "سياسيه", "سياسه", "ستاير", "ستون", "سنوات", "سنه", "سيناء", "سيدتان", "سيدات", "سيده", "سيدتين", "ستيفنز", "سيلفا", "سلمي", "سنوي", "سنويه", "سيف", "سته", "وسته", "وسيدتان", "سيارتين", "سيارتان"})


def _walk(doc: Document, first: int) -> tuple[str, str] | None:
    """The nearest governing word to the left of the trigger, within its clause."""
    norms, words = doc.norms, _words()
    lo = doc.sentences[doc.sentence_of[first]].first
    commas = 0
    for k in range(first - 1, max(lo, first - 20) - 1, -1):
        norm = norms[k]
        if norm in _STOPS or norm in words.factive:
            return None
        if norm in ("،", ","):
            commas += 1
        group = words.single.get(norm)
        for phrase, phrase_group in words.phrases.get(norm, ()):
            if tuple(norms[k - len(phrase) + 1 : k + 1]) == phrase:
                group = phrase_group
        if norm in ("قد", "فقد") and _modal(norms[k + 1]):
            group = "possible"
        if norm.startswith(_FUTURE) and norm not in _NOT_FUTURE and len(norm) > 4 and first - k <= 4 and not commas:
            group = "called_for"
        if group is None or first - k > _REACH[group]:
            continue
        if commas and group in ("negated", "purpose", "conditional"):
            continue
        return ("denied" if norm.startswith(("نف", "ينف", "تنف")) else group), f"certainty:{group}:{norm}"
    return None


def _modal(norm: str) -> bool:
    """Whether the verb behind قد is imperfect, so that قد means perhaps."""
    return len(norm) > 3 and (norm[0] == "ي" or norm[0] == "ت" and not norm.endswith("ت") and norm not in _PERFECT_T)


def _by_scope(first: int, attributions: Attributions) -> tuple[str, str]:
    scopes = attributions.scopes_at(first)
    if scopes and scopes[0].mode == "charge" and not scopes[0].weak:
        return "alleged", f"certainty:scope:{scopes[0].rule}"
    return "asserted", "certainty:plain"
