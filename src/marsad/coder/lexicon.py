"""Room 5, frames: the trigger lexicon, compiled from `knowledge/frames/*.yaml`, and where its words occur.

A trigger is a word or phrase that can state an event of a type. Its valency (`args`) says which syntactic position
fills which slot. Several types may claim one word; the decision is made later, by context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from marsad.coder.inflect import imperfect_forms, noun_forms, participle_forms, perfect_forms
from marsad.coder.text import Document, fold
from marsad.coder.words import Cut, analyses, is_misread, proclitic_cuts, stems
from marsad.knowledge import frame_files, read_yaml

_NOMINAL = {"masdar", "participle"}
FINITE = frozenset({"perfect", "imperfect", "future"})
"""Forms of a trigger that are finite verbs."""
_OF_NAMES = frozenset(f"{clitic}{word}" for word in ("بلده", "قريه") for clitic in ("", "و", "ب", "ل"))
_RULED = 5  # words around a trigger of which one may rule it out
_REACH = 12  # words after a light verb in which its object may stand
_ASIDE = frozenset(("وهو", "وهي", "وهم"))  # they begin a clause of their own
_ENDS = {*".؟!؛:", *map(fold, ("فيما", "بينما", "حيث", "مما", "عندما", "لكن", "ثم", "كما"))}


@dataclass(slots=True, frozen=True)
class Trigger:
    """An entry of a frame file: what its word can state, and its valency."""

    id: str  # "<type>/<entry>": the rule's name in a claim's origin
    type: str
    weight: float
    passive: bool = False
    certainty: str | None = None
    args: dict[str, str] = field(default_factory=dict, hash=False)
    tail: frozenset[str] = frozenset()  # one of these words must follow in the clause: أطلق ... النار
    needs: frozenset[str] = frozenset()  # groups of `words/cues.yaml`: one in the sentence or the one before
    topic: frozenset[str] = frozenset()  # the same, anywhere in the report
    never: frozenset[str] = frozenset()  # words that only look like a form of it
    not_after: frozenset[str] = (
        frozenset()
    )  # words that rule it out up to `_RULED` tokens before: فقد ... السيطرة
    after: frozenset[str] = (
        frozenset()
    )  # one of these must stand up to `_RULED` tokens before: العائلات غادرت
    not_before: frozenset[str] = frozenset()  # the same behind it: السيطرة على الحريق
    not_next: frozenset[str] = (
        frozenset()
    )  # words that rule it out right behind it: قصفت مدفعية is no air strike
    not_behind: frozenset[str] = frozenset()  # the same right before it: تدمير عبوة
    # letters with their marks that make another word of it: مسيّرة is no march
    not_written: tuple[str, ...] = ()


@dataclass(slots=True)
class Hit:
    """A trigger at tokens [first, last), in the form it is written."""

    first: int
    last: int
    trigger: Trigger
    form: str  # perfect imperfect masdar participle phrase
    cut: Cut
    tail: int = -1  # the token of the trigger's tail: شن ... غارة


class Lexicon:
    """All triggers by their written forms; look-ups are memoised per word, which news text makes cheap."""

    def __init__(self, files: Iterable[dict[str, Any]]) -> None:
        self._forms: dict[str, list[tuple[Trigger, str]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[Trigger, list[str]]]] = defaultdict(list)
        self._memo: dict[str, tuple[tuple[Trigger, str, Cut], ...]] = {}
        self._heads: dict[str, tuple[tuple[Cut, str], ...]] = {}
        self._cues: dict[str, set[str]] = defaultdict(set)
        for group, words in read_yaml("words/cues.yaml").items():
            for form in (f for w in words for f in noun_forms(fold(w))):
                self._cues[form].add(group)
        self._cue_memo: dict[str, frozenset[str]] = {}
        self.triggers: list[Trigger] = []
        for data in files:
            for entry in data["triggers"]:
                self._add(data["type"], entry)

    def _add(self, kind: str, entry: dict[str, Any]) -> None:
        never, after, before, beside, behind = (
            frozenset(map(fold, entry.get(key) or ()))
            for key in ("never", "not_after", "not_before", "not_next", "not_behind")
        )
        args = {
            fold(k) if k not in ("subj", "obj", "gen") else k: v for k, v in (entry.get("args") or {}).items()
        }
        trigger = Trigger(
            f"{kind}/{entry['id']}",
            entry.get("type", kind),
            float(entry.get("weight", 0.5)),
            bool(entry.get("passive", False)),
            entry.get("certainty"),
            args,
            frozenset(form for w in entry.get("tail") or () for form in noun_forms(fold(w))),
            frozenset(entry.get("needs") or ()),
            frozenset(entry.get("topic") or ()),
            never,
            after,
            frozenset(form for w in entry.get("after") or () for form in noun_forms(fold(w))),
            before,
            beside,
            behind,
            tuple(entry.get("not_written") or ()),
        )
        self.triggers.append(trigger)
        for form, tag in dict.fromkeys(written_forms(entry)):
            self._forms[form].append((trigger, tag))
        for phrase in entry.get("phrase") or ():
            words = [fold(w) for w in phrase.split()]
            self._phrases[words[0]].append((trigger, words))

    def of_word(self, norm: str) -> tuple[tuple[Trigger, str, Cut], ...]:
        """The triggers that the folded word can be, by its least cut reading that finds any."""
        known = self._memo.get(norm)
        if known is None:
            known = self._memo[norm] = tuple(self._read(norm))
        return known

    def _read(self, norm: str) -> Iterator[tuple[Trigger, str, Cut]]:
        seen = set()
        for cut in analyses(norm):
            for trigger, tag in self._forms.get(cut.stem, ()):
                if (trigger.id, tag) in seen or not _fits(tag, cut):
                    continue
                if trigger.never and not trigger.never.isdisjoint(c.stem for c in proclitic_cuts(norm)):
                    continue
                seen.add((trigger.id, tag))
                yield trigger, tag, cut
        if len(norm) > 4 and norm[0] in "سوف":  # the future sign: سيهاجم، وسيهاجم
            body = norm[1:] if norm[0] == "س" else norm[2:] if norm[1] == "س" else ""
            for cut in analyses(body) if body else ():
                for trigger, tag in self._forms.get(cut.stem, ()):
                    if tag == "imperfect" and not cut.conj and not cut.prep and (trigger.id, tag) not in seen:
                        seen.add((trigger.id, tag))
                        yield trigger, "future", cut

    def find(self, doc: Document) -> list[Hit]:
        """Every trigger of the document, phrases before single words at the same place."""
        hits: list[Hit] = []
        norms = doc.norms
        cues = [self._cues_in(norms[s.first : s.last]) for s in doc.sentences]
        topics = set().union(*cues)
        cues = [here | before for here, before in zip(cues, [set(), *cues], strict=False)]
        heads, words = self._heads, self._memo
        for i, norm in enumerate(norms):
            if len(norm) < 2:
                continue
            if heads.get(norm, True):
                hits += self._phrases_at(norms, i)
            found = words.get(norm)
            if found is None:
                found = self.of_word(norm)
            for t, form, cut in found:
                if t.needs and t.needs.isdisjoint(cues[doc.sentence_of[i]]):
                    continue
                if t.topic and t.topic.isdisjoint(topics):
                    continue
                if is_misread(cut, doc.tokens[i].text):
                    continue
                if t.not_written and any(marked in doc.tokens[i].text for marked in t.not_written):
                    continue
                tail = _tail_at(norms, i + 1, t.tail) if t.tail else -1
                if t.tail and tail < 0:
                    continue
                hits.append(Hit(i, i + 2 if tail == i + 1 else i + 1, t, form, cut, tail))
        return [hit for hit in hits if not _describes(norms, hit) and not _ruled_out(norms, hit)]

    def _cues_in(self, norms: list[str]) -> set[str]:
        """The cue groups that a sentence's words belong to."""
        out: set[str] = set()
        for norm in norms:
            known = self._cue_memo.get(norm)
            if known is None:
                found = (self._cues[stem] for stem in stems(norm) if stem in self._cues)
                known = self._cue_memo[norm] = frozenset(group for groups in found for group in groups)
            if known:
                out |= known
        return out

    def _phrases_at(self, norms: list[str], i: int) -> Iterator[Hit]:
        near = {n for norm in norms[i + 1 : i + 3] for n in (norm, *stems(norm))}
        for cut, head in self._phrase_heads(norms[i]):
            for trigger, words in self._phrases[head]:
                if len(words) > 1 and words[1] not in near and len(words[1]) > 1:
                    continue  # as nearly all phrases: the second word isn't there
                last = self._match(norms, i, words)
                if last:
                    yield Hit(i, last, trigger, "phrase", cut)

    def _phrase_heads(self, norm: str) -> tuple[tuple[Cut, str], ...]:
        known = self._heads.get(norm)
        if known is None:
            cuts = [c for c in analyses(norm) if not c.pronoun]
            known = tuple((c, c.stem) for c in cuts if c.stem in self._phrases)
            self._heads[norm] = known
        return known

    @staticmethod
    def _match(norms: list[str], i: int, words: list[str]) -> int:
        """The token after the phrase that begins at `i`, or 0; one foreign word may stand between two of its words."""
        at = i + 1
        for word in words[1:]:
            if len(word) == 1:  # a glued preposition: على صلة ب...
                return at if at < len(norms) and norms[at].startswith(word) else 0
            for j in (at, at + 1):
                if j < len(norms) and (norms[j] == word or word in stems(norms[j])):
                    at = j + 1
                    break
            else:
                return 0
        return at


def _describes(norms: list[str], hit: Hit) -> bool:
    """Whether what looks like a masdar is an adjective or a name: القوات المهاجمة are those that attack."""
    norm = norms[hit.first]
    if hit.first and hit.form not in FINITE and norms[hit.first - 1] in _OF_NAMES:
        return not hit.cut.article and not hit.cut.conj  # بلدة معركة
    if hit.form != "masdar" or not hit.first or not norm.startswith("الم") or not norm.endswith("ه"):
        return False
    return norms[hit.first - 1].startswith(("ال", "لل", "وال", "بال", "فال", "كال", "ولل"))


def _ruled_out(norms: list[str], hit: Hit) -> bool:
    """Whether the words around a hit say something else than its trigger: losing control, control of a fire."""
    trigger = hit.trigger
    if trigger.not_behind and hit.first and norms[hit.first - 1] in trigger.not_behind:
        return True
    if trigger.not_next and hit.last < len(norms) and _is(norms[hit.last], trigger.not_next):
        return True
    if not (trigger.not_after or trigger.not_before or trigger.after):
        return False
    before = norms[max(0, hit.first - _RULED) : hit.first][::-1]
    behind = norms[hit.last : hit.last + _RULED]
    if trigger.after and not _in_clause(before, trigger.after):
        return True
    return _in_clause(before, trigger.not_after) or _in_clause(behind, trigger.not_before)


def _in_clause(norms: list[str], words: frozenset[str]) -> bool:
    """Whether one of `words` stands among `norms` before the clause ends."""
    return any(_is(norm, words) for norm in takewhile(lambda n: n not in _ENDS, norms))


def _is(norm: str, words: frozenset[str]) -> bool:
    """Whether the written word, or a reading of it without clitics, is one of `words`."""
    return norm in words or not words.isdisjoint(stems(norm))


def _tail_at(norms: list[str], after: int, tail: frozenset[str]) -> int:
    """The token of a trigger's tail, which follows in its clause; -1 without one."""
    for i, norm in enumerate(norms[after : after + _REACH], after):
        if norm in _ENDS or norm in _ASIDE:
            return -1
        if _is(norm, tail):
            return i
    return -1


def _fits(tag: str, cut: Cut) -> bool:
    """Whether a form can carry these clitics: verbs take no article, and only ل before the imperfect."""
    if tag in _NOMINAL:
        return not (cut.article and cut.pronoun)
    return not cut.article and (not cut.prep or (tag == "imperfect" and cut.prep == "ل"))


def written_forms(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """All (folded form, tag) pairs of a frame file's entry."""
    for written in entry.get("verb") or ():
        word = fold(written)
        imperfect = word.startswith("ي")
        forms = imperfect_forms(word) if imperfect else perfect_forms(word, written.endswith("أ"))
        yield from ((form, "imperfect" if imperfect else "perfect") for form in forms)
    for word in map(fold, entry.get("forms") or ()):
        yield word, "imperfect" if word[0] == "ي" else "perfect"
    for word in map(fold, [*(entry.get("masdar") or ()), *(entry.get("noun") or ())]):
        yield from ((form, "masdar") for form in noun_forms(word))
    for word in map(fold, entry.get("participle") or ()):
        yield from ((form, "participle") for form in participle_forms(word))


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon of all frame files."""
    return Lexicon(frame_files())


@lru_cache(maxsize=1 << 14)
def masdar_preps(norm: str) -> frozenset[str]:
    """The prepositions, "" for none, with which the folded word is read as the masdar of a trigger."""
    return frozenset(cut.prep for _, form, cut in lexicon().of_word(norm) if form == "masdar")
