"""Room 6, frames of reporting: reads a report sentence by sentence and opens, nests and closes scopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.coder.mentions import ActorMention
from marsad.coder.speakers import (
    Sources,
    Speaker,
    gender_of,
    is_head,
    is_masdar,
    is_title,
    make_speaker,
    named_ali,
    noun_phrase,
    outlet_at,
    outlet_like,
    skip_adverbials,
    unglue,
)
from marsad.coder.speech import Cue, cues, match_phrase, word_map, word_set
from marsad.coder.text import Document

_QUOTES = frozenset({'"', "“", "”", "«", "»"})
_REACH = 30  # how many tokens a verb and its complement may stand apart
_RELATIVES = frozenset({"الذي", "التي", "الذين", "والذي", "والتي"})
_SO_THAT = frozenset({"ما", "كما", "مثلما", "حسبما", "وفقما", "وكما", "لما"})


@dataclass(slots=True)
class Scope:
    """Tokens [first, last) told on the word of `speakers` (innermost first), in the given mode of speech."""

    first: int
    last: int
    speakers: tuple[Speaker, ...]
    mode: str
    rule: str
    via: str | None = None
    verb: int = -1


@dataclass(slots=True)
class _Frame:
    """What stands between a verb of saying and what is said."""

    content: int
    listeners: list[Speaker]
    via: str | None
    inner: list[Speaker]


def read_frames(doc: Document, units: list[tuple[int, int]], actors: Sequence[ActorMention]) -> list[Scope]:
    """The scopes of the sentences `units` of `doc`, in order of their beginning."""
    reader = _Reader(doc, actors)
    for first, last in units:
        reader.sentence(first, last)
    return reader.scopes


def read_units(doc: Document) -> list[tuple[int, int]]:
    """Sentences as token ranges; lines that a page broke in the middle of a sentence are joined again."""
    units: list[tuple[int, int]] = []
    for sentence in doc.sentences:
        if units and _broken_line(doc, *units[-1]):
            units[-1] = (units[-1][0], sentence.last)
        else:
            units.append((sentence.first, sentence.last))
    return units


def _broken_line(doc: Document, first: int, last: int) -> bool:
    """Whether the line of tokens [first, last) breaks off without an end, and the next one is not a new paragraph."""
    if last >= len(doc.tokens) or last - first < 6 or not doc.norms[last - 1][-1].isalnum() and doc.norms[last - 1] != "،":
        return False
    return doc.text[doc.tokens[last - 1].end : doc.tokens[last].start].count("\n") == 1


class _Reader:
    def __init__(self, doc: Document, actors: Sequence[ActorMention] = ()) -> None:
        self.doc = doc
        self.actors = sorted((a.first, a.last) for a in actors if not a.prep and a.kind not in ("people", "pronoun"))
        self.norms = doc.norms
        self.scopes: list[Scope] = []
        self.sources = Sources()
        self.current: tuple[Speaker, ...] = ()
        self.mode = "report"
        self.open: list[Scope] = []
        self.lead: tuple[Speaker, ...] = ()
        self.tail_end = 0
        self.quoted: Scope | None = None

    def sentence(self, lo: int, hi: int) -> None:
        """Reads the sentence of tokens [lo, hi)."""
        self.open, self.lead, self.tail_end = [], (), lo
        lo = self._carry_quote(lo, hi)
        known, norms, i = cues(), self.norms, lo
        while i < hi:
            cue = known.get(norms[i])
            n = match_phrase("tail_phrases", norms, i, hi)
            if n:
                i = max(self._tail(i, i + n, lo, hi), i + 1)
            elif cue is None:
                i += 1
            elif cue.kind == "verb":
                i = max(self._verb(i, cue, lo, hi), i + 1)
            elif cue.kind == "tail":
                i = max(self._tail(i, i + 1, lo, hi), i + 1)
            else:
                i = max(self._participle(i, cue, lo, hi), i + 1)
        self._close(hi, hi)

    # Scopes

    def _close(self, at: int, hi: int) -> None:
        """Ends all open scopes at token `at`; one that is in the middle of a quotation stays open over the sentence end."""
        for scope in self.open:
            scope.last = at
            if at == hi and scope is self.open[0] and self._starts_quoted(scope.first) and self._in_quote(scope.first, hi):
                self.quoted = scope
        self.open = []

    def _starts_quoted(self, first: int) -> bool:
        return any(n in _QUOTES for n in self.norms[first : first + 3])

    def _in_quote(self, first: int, last: int) -> bool:
        """Whether a quotation opened in [first, last) is still open at `last`."""
        depth = 0
        for norm in self.norms[first:last]:
            if norm in ("“", "«"):
                depth = 1
            elif norm in ("”", "»"):
                depth = 0
            elif norm == '"':
                depth = 1 - depth
        return depth == 1

    def _carry_quote(self, lo: int, hi: int) -> int:
        """Carries a quotation left open over into the sentence; returns the token to go on from."""
        scope, self.quoted = self.quoted, None
        cue = cues().get(self.norms[lo])
        if scope is None or cue is not None and cue.conj:
            return lo
        end = next((k + 1 for k in range(lo, hi) if self.norms[k] in ('"', "”", "»")), 0)
        if not end:
            if self.doc.sentence_of[lo] - self.doc.sentence_of[scope.first] > 6:
                return lo
            scope.last, self.quoted = hi, scope
            return hi
        scope.last = end
        self.lead = scope.speakers
        return end

    def _push(self, first: int, speakers: tuple[Speaker, ...], mode: str, rule: str, via: str | None, verb: int) -> None:
        scope = Scope(first, len(self.norms), speakers, mode, rule, via, verb=verb)
        self.scopes.append(scope)
        self.open.append(scope)
        if not self.lead:
            self.lead = speakers

    # Frames

    def _verb(self, i: int, cue: Cue, lo: int, hi: int) -> int:
        norms = self.norms
        before = norms[i - 1] if i > lo else ""
        if before in _SO_THAT and i - 1 > lo and not self._that_follows(i, hi) and cue.mode == "report":
            if before != "ما" or cue.pronoun or norms[i - 2] == "علي":
                return self._tail(i - 1, i, lo, hi)
            return i + 1
        if before in ("عدم", "بعدم", "رفض", "دون", "يدعي", "ان", "لان") and before not in ("ان",):
            return i + 1
        if cue.pronoun or "never" in cue.guards or before in ("لم", "لن", "لا", "ولم", "ولا", "ان") and before != "ان":
            return i + 1
        inside = next((s for s in reversed(self.open) if self._in_quote(s.first, i)), None)
        if inside is not None and (cue.conj or not self._that_follows(i, hi)):
            return i + 1
        start = skip_adverbials(self.doc, i + 1, hi)
        end = start if cue.gender == "p" or self._complement(start, hi, cue) else noun_phrase(self.doc, start, hi)
        if cue.gender == "f" and end > start and self._is_object(start):
            end = start  # وأكدت تدمير كذا
        if "from" in cue.guards or "to" in cue.guards:
            return self._relayed(i, cue, start, end, hi)
        if "document" in cue.guards:
            return self._document(i, cue, hi)
        if not self._guarded(i, cue, start, end, lo, hi):
            return i + 1
        subject = self._subjects(start, end) if end > start else self._implied(i, cue, lo)
        if not subject:
            return i + 1
        if end > start:
            end = self._apposed(start, end, hi, subject[0])
        frame = self._frame(end, hi, cue)
        return self._enter(i, cue, subject, frame, lo, hi)

    def _is_object(self, start: int) -> bool:
        """Whether the noun behind a feminine verb cannot be its subject: indefinite, masculine and no known name."""
        norm = self.norms[start]
        if norm.startswith("ال") or is_head(norm) or gender_of(norm) == "f" or norm in _QUOTES:
            return False
        return is_masdar(norm)

    def _enter(self, i: int, cue: Cue, subject: tuple[Speaker, ...], frame: _Frame, lo: int, hi: int) -> int:
        joined = cue.conj or (i > lo and self.norms[i - 1] in ("كما", "فيما", "بينما", "حين", "وقد", "وقت"))
        if joined and not any(self._in_quote(s.first, i) for s in self.open):
            self._close(i, hi)
        nested = bool(self.open)
        for speaker in subject[:1]:
            if frame.listeners:
                speaker.outer = tuple(s for s in frame.listeners if s is not speaker)
        chain = (*frame.inner, *subject, *(o for s in subject[:1] for o in s.outer if o not in subject))
        if not nested:
            chain = (*chain, *(s for s in self._told_before(i, lo) if s not in chain))
            self.current = chain
        if False:
            chain = ()
        self._push(frame.content, chain, cue.mode, f"say:{cue.lemma}", frame.via, i)
        return frame.content

    def _told_before(self, i: int, lo: int) -> tuple[Speaker, ...]:
        """The outlet spoken to, where the sentence opens with it: وفي تصريح لوكالة X، أوضح Y."""
        if not 2 < i - lo < 14 or self.norms[lo].lstrip("وف") not in ("في", "ي", "خلال"):
            return ()
        frame, k = _Frame(lo, [], None, []), lo + 1
        if self.norms[k] not in word_map("ways"):
            return ()
        while k < i:
            k = self._listener(k, lo, i, frame)
        return tuple(frame.listeners)

    def _that_follows(self, i: int, hi: int) -> bool:
        """Whether a complement of the verb at `i` follows in its clause."""
        words = word_set("complementisers")
        for k in range(i + 1, min(i + 26, hi)):
            if self.norms[k] in words or self.norms[k] in _QUOTES or self.norms[k] == ":":
                return self.norms[k] in words or k > i + 1 or self.norms[k] == ":"
            if self.norms[k] in cues() and cues()[self.norms[k]].kind == "verb":
                return False
        return False

    def _guarded(self, i: int, cue: Cue, start: int, end: int, lo: int, hi: int) -> bool:
        """Whether the verb is one of saying here, where its form alone does not tell."""
        guards = cue.guards
        if not guards:
            return cue.perfect or i == lo or cue.lemma in ("قال",) or self._that_follows(i, hi) or end > start
        if "conj" in guards and not (cue.conj or i == lo):
            return False
        if "that" in guards and not self._that_follows(i, hi):
            return False
        if "quote" in guards and not any(n in _QUOTES or n == ":" for n in self.norms[i + 1 : i + 15]):
            return False
        if "on" in guards and not any(n in ("علي", "ان") for n in self.norms[i + 1 : i + 13]):
            return False
        if "to_" in guards and not any(n == "الي" for n in self.norms[i + 1 : i + 16]):
            return False
        if "about" in guards and not any(n in ("عن", "ان") for n in self.norms[i + 1 : i + 13]):
            return False
        if "blame" in guards and not any("سوول" in n or "سيول" in n or "لايم" in n for n in self.norms[i + 1 : i + 16]):
            return False
        if "danger" in guards and not any(n in ("من", "ان", "انه") for n in self.norms[i + 1 : i + 12]):
            return False
        if "count" in guards and not any(n in _COUNTS for n in self.norms[start : start + 10]):
            return False
        if "outlet" in guards:
            return end > start and self._is_outlet(start, end) or self._outlet_before(i, lo)
        if "issue" in guards:
            return any(n in ("بيانا", "تقريرا", "بيان", "تقريره", "تقريرها") for n in self.norms[i + 1 : i + 14])
        return True

    def _outlet_before(self, i: int, lo: int) -> bool:
        """Whether an outlet's or monitor's name ends right before the verb at `i` (المرصد وثق، الشبكة قد وثقت)."""
        at = i - 1 if i > lo and self.norms[i - 1] == "قد" else i
        for first in range(max(lo, at - 7), at):
            if self._is_outlet(first, first + 1) and noun_phrase(self.doc, first, at) == at:
                return True
        return False

    def _is_outlet(self, start: int, end: int) -> bool:
        head = self.norms[start]
        words = ("صحيف", "وكال", "قنا", "شبك", "موقع", "لجان", "مرصد", "ناشط", "نشطاء", "تلفزيون", "مجل", "اذاع", "وسايل")
        plain = head[2:] if head.startswith("ال") else head
        return plain.startswith(words) or any(outlet_at(self.norms, k, end) for k in range(start, end))

    def _complement(self, start: int, hi: int, cue: Cue) -> bool:
        """Whether what follows the verb is its complement, so that no subject is named behind it."""
        if start >= hi:
            return True
        norm = self.norms[start]
        if norm == "علي" and cue.lemma not in ("شدد", "اكد", "حض", "حث") and named_ali(self.doc, start):
            return False
        if norm in word_set("complementisers") or norm in (":", ".", "الي", "عن", "علي", "في"):
            return True
        if norm == "ل" or norm.startswith("ل") and outlet_like(self.norms, start, hi):
            return True
        if norm in ('"', "“", "«"):
            return not self._quoted_speaker(start, hi)
        return norm.startswith("ب") and cue.lemma in ("افاد", "طالب", "هدد", "ندد", "صرح", "ادلي", "توعد", "تعهد")

    def _quoted_speaker(self, start: int, hi: int) -> bool:
        """Whether the quotation marks at `start` hold a speaker's name, not what is said."""
        norms = self.norms
        end = next((k for k in range(start + 1, min(start + 9, hi)) if norms[k] in ('"', "”", "»")), -1)
        if start + 1 < hi and outlet_at(norms, start + 1, hi):
            return True
        if end < 0 or end + 1 >= hi:
            return False
        if is_head(norms[start + 1]):
            return True
        return end - start < 5 and any(n in word_set("complementisers") or n == "عن" for n in norms[end + 1 : end + 9])

    def _subjects(self, start: int, end: int, clitic: str = "") -> tuple[Speaker, ...]:
        """The speakers named by tokens [start, end): two where they are named apart (مصادر وشهود)."""
        norms = self.norms
        while start < end and norms[start] in _WAS:
            start += 1
        if start >= end or unglue(norms[start], clitic).removeprefix("ال") in word_set("not_sources"):
            return ()
        cuts = [start]
        if end == start + 1 and norms[start] in word_set("documents") and self.current:
            return self.current
        for k in range(start + 1, end):
            if norms[k][0] == "و" and len(norms[k]) > 3 and (is_head(norms[k][1:]) or norms[k] in ("واخري", "واخرون")):
                cuts.append(k)
        found = []
        for first, last in zip(cuts, [*cuts[1:], end], strict=True):
            glued = clitic if first == start else "و"
            speaker = make_speaker(self.doc, first, last, glued)
            if norms[first] in ("واخري", "واخرون") and found:
                speaker.name = " ".join([found[0].name.split()[0], *speaker.name.split()[1:]])
                speaker.head = found[0].head
                speaker.words = (speaker.words - {"اخري", "اخرون"}) | {speaker.head}
            if speaker.words:
                found.append(self.sources.resolve(speaker))
        return tuple(found)

    def _apposed(self, first: int, end: int, hi: int, speaker: Speaker) -> int:
        """Reads a name behind a title, or a title behind a name (X، الناطق باسم Y،); returns where it ends."""
        norms = self.norms
        if end + 2 >= hi or norms[end] not in ("،", ",", "-", "–"):
            return end
        last = noun_phrase(self.doc, end + 1, hi)
        closed = last < hi and (norms[last] in ("،", ",", "-", "–", "في", ":", '"') or norms[last] in word_set("complementisers"))
        if last - end < 3 or not closed:
            return end
        other = make_speaker(self.doc, end + 1, last)
        titled, also = is_title(norms[first]), is_title(norms[end + 1])
        if titled == also or (titled and last - end > 6) or (not titled and is_head(norms[first])):
            return end
        speaker.words |= other.words
        if titled:
            speaker.person, speaker.name = other.words, other.name
        else:
            speaker.person = frozenset(make_speaker(self.doc, first, end).words)
        return last

    def _implied(self, i: int, cue: Cue, lo: int) -> tuple[Speaker, ...]:
        """The subject of a verb that names none behind it: a noun phrase before it, or the speaker so far."""
        before = self.norms[i - 1] if i > lo else ""
        if i > lo and not cue.conj and before not in ("وقد", "كما", "فيما", "حيث"):
            named = self._phrase_before(i - 1 if before in _RELATIVES or before == "قد" else i, lo)
            if named:
                return named
        if cue.lemma in ("ذكر", "اشار") and not cue.perfect and i == lo:
            self.current = ()
            return ()
        if self.current and (cue.gender == "p" or self.current[0].gender == cue.gender):
            return self.current
        other = self.sources.agreeing(cue.gender)
        if other is not None and (cue.conj or i == lo):
            return (other, *other.outer)
        return self.current

    def _phrase_before(self, i: int, lo: int) -> tuple[Speaker, ...]:
        """The noun phrase that ends before token `i`, where it can be a speaker."""
        norms = self.norms
        for first in range(max(lo, i - 8), i):
            word = norms[first][1:] if norms[first][0] in "وف" and is_head(norms[first][1:]) else norms[first]
            starts = first == lo or norms[first - 1] in _BREAKS
            if (starts or is_head(word)) and noun_phrase(self.doc, first, i) == i:
                return self._subjects(first, i, "و" if word != norms[first] else "")
        for first in range(max(lo, i - 18), i - 2):  # لكن المرصد الذي يراقب كذا قال
            if norms[first - 1] in _BREAKS or first == lo:
                end = noun_phrase(self.doc, first, i)
                if end > first and norms[end] in _RELATIVES and (is_head(norms[first]) or self._is_outlet(first, end)):
                    return self._subjects(first, end)
        return ()

    def _frame(self, at: int, hi: int, cue: Cue) -> _Frame:
        """Reads from the end of the subject to what is said: listeners, the way of telling, the complement's start."""
        norms = self.norms
        frame = _Frame(at, [], None, [])
        ways, via_words = word_map("ways"), word_map("via_words")
        k = at
        while k < min(at + _REACH, hi):
            norm = norms[k]
            if norm in word_set("complementisers") or norm in (":",):
                frame.content = k + 1 if cue.lemma in _THAT_ONLY else at
                return frame
            if norm in ('"', "“", "«") and norms[k - 1] not in ("ل", "مع") and not self._names_outlet(k, hi):
                frame.content = k if cue.lemma in _THAT_ONLY else at
                return frame
            cue_here = cues().get(norm)
            if cue_here and cue_here.kind == "verb" and not cue_here.pronoun and k > at and norms[k - 1] not in _RELATIVES:
                break
            if norm in ways and k and norms[k - 1] in ("في", "عبر", "خلال", "علي") and ways[norm] != "none":
                frame.via = frame.via or ways[norm]
            frame.via = via_words.get(norm, frame.via)
            k = self._listener(k, at, hi, frame)
        return frame

    def _names_outlet(self, k: int, hi: int) -> bool:
        return k + 1 < hi and outlet_at(self.norms, k + 1, hi) is not None

    def _listener(self, k: int, at: int, hi: int, frame: _Frame) -> int:
        """Notes an outlet spoken to at token `k` (لوكالة، مع قناة، بثتها قناة); returns the next token."""
        norms = self.norms
        norm = norms[k]
        first, clitic = k, ""
        cue = cues().get(norm)
        if norm == "نقلا" and k + 1 < hi and norms[k + 1] == "عن":
            end = noun_phrase(self.doc, k + 2, hi)
            frame.inner.extend(self._subjects(k + 2, end) if end > k + 2 else ())
            return max(end, k + 1)
        if norm in ("ل", "مع") or cue is not None and cue.pronoun and k > at:
            first = k + 1
        elif cue is not None and cue.kind == "tail" and k > at - 1 and norm != "نقلا":
            first = k + 1
            if first < hi and norms[first].startswith("ل") and len(norms[first]) > 4:
                clitic = "ل" if outlet_like(norms, first, hi) else ""
        elif norm in _RECEIVED and k + 1 < hi:
            first = k + 2 if norms[k + 1] in ("عليه", "عليها", "علي", "منه") else k + 1
        elif norm.startswith("ل") and outlet_like(norms, k, hi):
            clitic = "ل"
        else:
            return k + 1
        while first < hi and norms[first] in ('"', "“", "«", "("):
            first += 1
        if first >= hi or not (self._outlet_head(first, clitic) or outlet_at(norms, first, hi, clitic)):
            return k + 1
        end = noun_phrase(self.doc, first, hi, clitic)
        named = end > first and (end - first > 1 or outlet_at(norms, first, hi, clitic) is not None)
        if named:
            frame.listeners.extend(self._subjects(first, end, clitic))
        return max(end, k + 1)

    def _outlet_head(self, k: int, clitic: str) -> bool:
        word = unglue(self.norms[k], clitic)
        return word.removeprefix("ال") in word_set("listeners") and word not in ("الصحفيين", "الصحافيين", "صحفيين", "صحافيين")

    def _relayed(self, i: int, cue: Cue, start: int, end: int, hi: int) -> int:
        """نقلت X عن Y (قوله) أن: Y is the innermost source."""
        norms = self.norms
        word = "عن" if "from" in cue.guards else "الي"
        at = next((k for k in range(start, min(end + 14, hi)) if norms[k] == word or norms[k] == "لسان"), -1)
        if at < 0 or (end > start and at < end and False):
            if "from" in cue.guards and end > start and self._is_outlet(start, end) and self._that_follows(i, hi):
                return self._enter(i, cue, self._subjects(start, end), self._frame(end, hi, cue), i, hi)
            return i + 1
        outer = self._subjects(start, min(end, at)) if min(end, at) > start else ()
        if end > start and not self._is_outlet(start, end) and not self._that_follows(at, hi):
            return i + 1
        inner_end = noun_phrase(self.doc, at + 1, hi)
        if inner_end == at + 1:
            return i + 1
        inner = self._subjects(at + 1, inner_end)
        frame = self._frame(inner_end, hi, cue)
        frame.listeners = [*outer, *frame.listeners]
        return self._enter(i, cue, inner, frame, i, hi)

    def _document(self, i: int, cue: Cue, hi: int) -> int:
        """جاء في بيان X أن: the issuer of the document speaks."""
        norms = self.norms
        k = i + 2
        if k + 1 >= hi or norms[i + 1] != "في" or norms[k].removeprefix("ال") not in word_set("carriers"):
            return i + 1
        at, clitic = self._behind_carrier(k, hi)
        end = noun_phrase(self.doc, at, hi, clitic)
        if end == at or not self._that_follows(i + 1, hi):
            return i + 1
        return self._enter(i, cue, self._subjects(at, end, clitic), self._frame(end, hi, cue), i, hi)

    def _participle(self, i: int, cue: Cue, lo: int, hi: int) -> int:
        if any(self._in_quote(s.first, i) for s in self.open):
            return i + 1
        norms = self.norms
        if i > lo and norms[i - 1] in ("كان", "كانت", "غير", "ليس"):
            return i + 1
        speakers = self.lead
        if not speakers:
            start = skip_adverbials(self.doc, lo + 1, hi)
            end = noun_phrase(self.doc, start, i)
            if end > start and is_head(norms[start]):
                speakers = self._subjects(start, end)
            else:
                named = next(((a, b) for a, b in self.actors if lo <= a < min(i, lo + 8)), None)
                speakers = self._subjects(*named) if named else ()
        speakers = speakers or self.current
        if not speakers or not any(n in _OPENERS or n in word_set("complementisers") for n in norms[i + 1 : i + 4]):
            return i + 1
        self._close(i, hi)
        self.current = speakers
        self._push(i + 1, speakers, cue.mode, f"participle:{cue.lemma}", None, i)
        return i + 1

    def _tail(self, i: int, at: int, lo: int, hi: int) -> int:
        """بحسب X، وفقا لما ذكره X، كما أفاد X: told before it, or behind it where it opens the sentence."""
        norms = self.norms
        k, clitic = at, ""
        while k < hi and norms[k] in ("ما", "لما", "عن", "الي"):
            k += 1
        cue = cues().get(norms[k]) if k < hi else None
        if cue is not None and cue.kind == "verb":
            k = skip_adverbials(self.doc, k + 1, hi)
            if k < hi and norms[k] in ("عن", "به"):
                k += 1
        if k < hi and norms[k].startswith("ل") and not (cue is not None and cue.kind == "verb"):
            clitic = "ل" if norms[k] not in ("لجان", "لجنه", "لوموند", "لوفيجارو", "لوبوان") else ""
        word = unglue(norms[k], clitic) if k < hi else ""
        if word.removeprefix("ال") in word_set("carriers") and k + 1 < hi:
            k, clitic = self._behind_carrier(k, hi)
        if k >= hi:
            return i + 1
        if norms[k] == "ل" and k + 1 < hi:
            k, clitic = k + 1, ""
        while k < hi and norms[k] in _QUOTES:
            k += 1
        end = noun_phrase(self.doc, k, hi, clitic)
        speakers: tuple[Speaker, ...]
        if cue is not None and "from" in cue.guards and end + 1 < hi and norms[end] == "عن" and end > k:
            inner_end = noun_phrase(self.doc, end + 1, hi)
            if inner_end > end + 1:
                outer = self._subjects(k, end, clitic)
                inner = self._subjects(end + 1, inner_end)
                inner[0].outer = tuple(s for s in outer if s is not inner[0])
                k, end, clitic = end + 1, inner_end, ""
        if end == k:
            if not (norms[at - 1].startswith(("قول", "تعبير", "وصف")) or norms[at].startswith(("قول", "وصف", "تعبير")) or norms[at] in word_set("carriers")) or not self.current:
                return i + 1
            speakers = self.current
        else:
            speakers = self._subjects(k, end, clitic)
            end = self._apposed(k, end, hi, speakers[0]) if speakers else end
        if not speakers:
            return i + 1
        end = self._told_to(end, hi, speakers[0])
        chain = (*speakers, *(o for o in speakers[0].outer if o not in speakers))
        if i <= lo + 1:
            self._push(end, chain, "report", "tail:front", None, i)
            self.current = chain
            return end
        first = max([self.tail_end, lo, *(s.first for s in self.open)])
        self.scopes.append(Scope(first, i, chain, "report", "tail", None, verb=i))
        self.tail_end = end
        self.current = chain
        self.lead = self.lead or chain
        return end

    def _told_to(self, at: int, hi: int, speaker: Speaker) -> int:
        """Notes to whom the speaker of a tail spoke (كما قال لوكالة X، في اتصال مع X); returns where that ends."""
        frame, k, last = _Frame(at, [], None, []), at, at
        while k < min(at + 8, hi) and self.norms[k] not in ("،", ",", ".") and self.norms[k] not in cues():
            k = self._listener(k, at, hi, frame)
            last = k if frame.listeners else last
        if frame.listeners:
            speaker.outer = tuple(s for s in frame.listeners if s is not speaker)
        return last

    def _behind_carrier(self, k: int, hi: int) -> tuple[int, str]:
        """The speaker behind بيان or تصريحات: (token, clitic); the carrier itself where none is named."""
        norms = self.norms
        n = k + 1
        while n < hi and n < k + 4:
            norm = norms[n]
            cue = cues().get(norm)
            if norm.startswith("ل") and len(norm) > 3:
                return n, "ل"
            if norm == "ل" or cue is not None:
                return n + 1, ""
            if norm in ("من", "عن", "صادر"):
                return n + 1, ""
            if norm in _RELATIVES:
                return n + 2, ""
            if norm.startswith(("اصدر", "نشر", "اذاع", "وزع", "بث")) and norm.endswith("ه"):
                return n + 1, ""
            if is_head(norm) or norm.startswith("ال") and not norm.startswith("الصادر"):
                return n, ""
            n += 1
        return k, ""


_WAS = frozenset({"كان", "كانت", "وكان", "وكانت", "كانوا", "وكانوا", "وقد", "قد"})
_BREAKS = frozenset({"كان", "كانت", "وكان", "وكانت", "وكانوا", "وقد", "،", ",", "لكن", "ولكن", "ان", "بان", "الا", "فيما", "بينما", "حين", "-", "–", "(", '"', "غير", "اما", ":", "حيث"})
_THAT_ONLY = frozenset({"قال", "اضاف", "صرح", "تابع", "اردف"})
_RECEIVED = frozenset({"حصلت", "حصل", "تلقت", "تلقته", "تسلمت", "تلقي", "وصل", "وصلت", "حصلتا", "خص", "خصت", "اطلعت", "اطلع"})
_COUNTS = frozenset({"عدد", "ان", "مقتل", "مصرع", "حصيله", "بان", "عدد", "ببضع", "بنحو"})
_OPENERS = frozenset({"الي", "ان", "انه", "انها", "بان", "علي", "في", "عن", '"', "“", "«", ":", "من", "ب"})
