"""Room 6, frames of reporting: reads a report sentence by sentence and opens, nests and closes scopes."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.actor_references import feminine
from marsad.coder.actor_words import lexis
from marsad.coder.guards import (
    addressed,
    begins_anew,
    believed,
    contrasted,
    guarded,
    heads_item,
    is_complement,
    is_object,
    is_outlet,
    quoted_body,
    recorded_by,
    skip_adverbials,
    that_follows,
    topic,
)
from marsad.coder.lexicon import lexicon
from marsad.coder.mentions import ActorMention
from marsad.coder.scopes import Scope, Scopes
from marsad.coder.sources import is_medium
from marsad.coder.speakers import (
    is_head,
    is_masdar,
    is_purpose,
    is_title,
    noun_phrase,
    plain,
)
from marsad.coder.speech import Cue, cues, is_own_act, match_phrase, word_set
from marsad.coder.subjects import Chain, Subjects, with_outer
from marsad.coder.tails import inserted, tail_name
from marsad.coder.telling import Telling, issuer, read_telling, told_after, told_before
from marsad.coder.text import Document

_RELAY = 14  # how far behind the outlet عن or إلى can stand
_ACTS = frozenset({"charge", "demand", "threat", "condemn"})
_PARENTHETIC, _SIGNABLE = 5, 4  # tokens that an inserted clause and a signed message have at least
_DASHES = frozenset(("-", "–", "—", "|"))
# what may stand before a post's speaker
_URGENT = frozenset(("عاجل", "|", "#", "/", "-", "–", "•", "🔴", "🟢"))
_SIGNED = 10  # tokens that a speaker before a colon takes at most
_DEED = 3  # how far before نسب the deed can stand that is laid at someone's door
_MAIN = 8  # how far into a sentence its subject can stand


def read_frames(
    doc: Document, units: list[tuple[int, int]], actors: Sequence[ActorMention]
) -> tuple[list[Scope], list[tuple[int, int, bool]]]:
    """The scopes of the sentences `units` (token ranges) of `doc` in order, and where speakers are named.

    Of the latter, whether it is in the tail of what is told.
    """
    reader = _Reader(doc, actors)
    for first, last in units:
        reader.sentence(first, last)
    return reader.scopes.found, [
        *((*n, False) for n in reader.subjects.names),
        *((*n, True) for n in reader.names),
    ]


class _Reader:
    def __init__(self, doc: Document, actors: Sequence[ActorMention]) -> None:
        self.doc, self.norms = doc, doc.norms
        self.scopes = Scopes(doc)
        self.subjects = Subjects(doc, actors)
        self.actors = sorted(
            (a.first, a.last) for a in actors if not a.prep and a.kind not in ("people", "pronoun")
        )
        self.ends = {a.last for a in actors}
        self.groups = {a.first for a in actors if a.kind in ("group", "force") and not a.prep and not a.conj}
        # where the bodies end that the catalogue knows: هيئة تحرير الشام, though تحرير ends other names
        self.named = {a.first: a.last for a in actors if a.first in self.groups and a.known}
        kinds = ("group", "force", "state", "people")
        self.bodies = {a.first for a in actors if not a.prep and not a.conj and a.kind in kinds}
        self.states = {a.last for a in actors if a.kind == "state" and "nested" not in a.flags}
        known = [a for a in actors if a.first in self.bodies and a.head in lexis().references]
        self.masculine = {a.first for a in known if a.kind != "people" and not feminine(a)}
        self.bodies -= {i for a in actors for i in range(a.first + 1, a.last)}
        self.lead: Chain = ()  # whose word the sentence began with
        self.tail_end = 0
        self.names: list[tuple[int, int]] = []  # where tails name their speakers

    def sentence(self, lo: int, hi: int) -> None:
        """Reads the sentence of tokens [lo, hi)."""
        self.tail_end = lo
        lo, self.lead = self.scopes.carry(lo, hi)
        known, norms, i = cues(), self.norms, self._opening(lo, hi)
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
                self._participle(i, cue, lo, hi)
                i += 1
        self._signature(lo, hi)
        self.scopes.end_sentence(hi)

    def _opening(self, lo: int, hi: int) -> int:
        """مراسل X: قتل ثلاثة: the token behind the colon of a speaker who opens the sentence [lo, hi); else `lo`."""
        lo = next((k for k in range(lo, hi) if self.norms[k] not in _URGENT), lo)
        colon = next((k for k in range(lo + 1, min(lo + _SIGNED, hi - 1)) if self.norms[k] == ":"), -1)
        if colon < 0 or noun_phrase(self.doc, lo, colon) != colon:
            return lo
        if not (is_head(self.norms[lo]) or is_outlet(self.norms, lo, colon) or lo in self.groups):
            return lo
        if heads_item(self.norms, lo, colon):
            return colon + 1
        chain = self.subjects.named(lo, colon)
        if chain:
            self.subjects.current = chain
            self._push(colon + 1, chain, "report", "colon", None, lo)
        return colon + 1

    def _signature(self, lo: int, hi: int) -> None:
        """سقوط ثلاثة قتلى في القصف - نقابة الأطباء: a message that its speaker signs, if it has none yet."""
        end = hi - (self.norms[hi - 1] == ".")
        dash = next((k for k in range(end - 2, lo + _SIGNABLE, -1) if self.norms[k] in _DASHES), -1)
        if dash < 0 or self.lead or noun_phrase(self.doc, dash + 1, end) != end:
            return
        if is_head(self.norms[dash + 1]) or is_outlet(self.norms, dash + 1, end):
            chain = self.subjects.named(dash + 1, end)
            self.scopes.found += (
                [Scope(lo, dash, chain, "report", "tail:signed", None, dash)] if chain else []
            )

    def _push(self, first: int, chain: Chain, mode: str, rule: str, via: str | None, verb: int) -> None:
        self.scopes.push(Scope(first, len(self.norms), chain, mode, rule, via, verb))
        self.lead = self.lead or chain

    def _verb(self, i: int, cue: Cue, lo: int, hi: int) -> int:
        """A verb of saying at token `i`; returns the token to go on from."""
        norms = self.norms
        before = norms[i - 1] if i > lo else ""
        that = that_follows(norms, i, hi)
        if before == "ما" and cue.lemma == "وصف":
            return i + 1  # ما وصفه الجيش بكذا: how he calls it, not what he tells
        if before in word_set("so_that") and i - 1 > lo and not that and cue.mode == "report":
            told = before != "ما" or cue.pronoun or norms[i - 2] == "علي"
            return self._tail(i - 1, i, lo, hi) if told else i + 1
        if self._silent(i, cue, before, that) or before in word_set("so_that") and self._goes_on(i, cue, hi):
            return i + 1
        if norms[i + 1 : i + 2] in (["ذلك"], ["بذلك"]) and cue.mode == "report":
            return self._told_so(i, lo, hi)
        fronted = topic(self.doc, i, lo)
        start, end = fronted or self._subject_span(i, cue, hi)
        if "from" in cue.guards or "to" in cue.guards:
            return self._relayed(i, cue, start, end, lo, hi)
        if "document" in cue.guards:
            return self._document(i, cue, hi)
        unnamed = cue.mode == "guess" and end == start and believed(norms, i, before)
        if unnamed or not guarded(self.doc, i, cue, start, end, lo, hi):
            return i + 1
        chain = self._subject(start, end, hi) if end > start else self.subjects.implied(i, cue, lo)
        if not chain:
            return i + 1
        if fronted:
            end = i + 1
        elif end > start:
            end = self.subjects.apposed(start, end, hi, chain[0])
        return self._enter(i, cue, chain, read_telling(self.subjects, end, hi, cue), lo, hi)

    def _told_so(self, i: int, lo: int, hi: int) -> int:
        """ذكرت ذلك قناة X: what stands before it is told by them, the sentence before where it opens its own."""
        end = noun_phrase(self.doc, i + 2, hi)
        chain = self.subjects.named(i + 2, end) if end > i + 2 else ()
        opens = i - lo < 2
        if not chain or opens and lo == 0:
            return i + 1
        first = self.doc.sentences[self.doc.sentence_of[lo - 1]].first if opens else max(self.tail_end, lo)
        self.subjects.current = chain
        self.scopes.found.append(Scope(first, lo if opens else i, chain, "report", "tail:so", None, i))
        self.tail_end, self.lead = end, self.lead or chain
        return end

    def _silent(self, i: int, cue: Cue, before: str, that: bool) -> bool:
        """Whether the verb opens no frame here: negated, with an object pronoun, or within what is quoted."""
        if cue.pronoun and cue.mode == "charge" and before in word_set("relatives") and self.subjects.current:
            self._push(
                i + 1, self.subjects.current, cue.mode, f"say:{cue.lemma}", None, i
            )  # التي اتهمها بكذا
            return True
        if cue.pronoun or "never" in cue.guards or before in word_set("unsaid"):
            return True
        return (cue.conj or not that) and self.scopes.inside_quote(i)

    def _subject_span(self, i: int, cue: Cue, hi: int) -> tuple[int, int]:
        """The tokens [start, end) behind the verb at `i` that name its subject; empty where none is named there."""
        apart = self.norms[i + 1 : i + 2] in (["فيه"], ["فيها"]) and i + 2 < hi
        apart = apart and (is_head(self.norms[i + 2]) or i + 2 in self.groups)
        start = i + 1 + apart  # الذي أفادت فيه لجان كذا, not ينفي فيه مشاركته
        start = skip_adverbials(self.doc, start, hi)
        quoted = quoted_body(self.norms, self.groups, start, hi)
        if quoted:
            return start + 1, quoted
        if self.norms[start : start + 2] == ["كل", "من"]:
            start += 2  # كل من الوزير والمحافظ
        if cue.gender == "p" or is_complement(
            self.doc, start, hi, cue
        ):  # behind a plural verb stands no subject
            return start, start
        end = max(noun_phrase(self.doc, start, hi), self.named.get(start, 0))
        if end > start and self._is_object(start, cue):
            return start, start
        end = self._before_object(start, end, cue) if cue.mode != "report" else end
        end = self._past_body(start, end)
        if end == start + 1 and is_own_act(self.doc.tokens[start]):
            return start, start
        return start, end

    def _is_object(self, start: int, cue: Cue) -> bool:
        """Whether who is named at `start` is not the verb's subject: طالبت | مجلس الأمن بكذا, اتهم | كتيبة كذا."""
        if self.norms[start].isdigit() and not any(map(is_head, self.norms[start + 1 : start + 2])):
            return True  # أحصى 123 قتيلا
        if cue.gender == "m":
            named = cue.mode == "charge" and start in self.groups and self.norms[start - 1] in cues()
            return named and self.norms[start] in word_set("units")
        return is_object(self.norms[start]) or cue.mode in _ACTS and start in self.masculine

    def _past_body(self, start: int, end: int) -> int:
        """Where the last body ends that is named in [start, end), if what follows is told: وفرنسا | الهجومين."""
        named = self.named.get(start, end)
        if named < end and is_masdar(self.norms[named]):
            return named
        told = (k for k in range(start + 1, end) if k in self.states and self.norms[k].startswith("ال"))
        plain = (k for k in told if not is_title(self.norms[k]) and self.norms[k] not in word_set("ranks"))
        return next((k for k in plain if lexis().quality(self.norms, k) is None), end)

    def _goes_on(self, i: int, cue: Cue, hi: int) -> bool:
        """كما وثقت حادثتي اعتداء: whether the monitor of the sentence documents more, and no other is named."""
        if "outlet" not in cue.guards:
            return False
        start, end = self._subject_span(i, cue, hi)
        return not (end > start and is_outlet(self.norms, start, end))

    def _subject(self, start: int, end: int, hi: int) -> Chain:
        """The speakers named by [start, end); for تقرير الوكالة، بيان صادر عن X the issuer of the document."""
        if recorded_by(self.norms, end, hi) and plain(self.norms[start]) in word_set("carriers"):
            start, end = end + 2, noun_phrase(self.doc, end + 2, hi)  # الأرقام التي سجلتها البعثة
        if end > start + 1 and self.norms[start].removeprefix("ال") in word_set("issued_by"):
            if self.norms[end - 1].removeprefix("ال").startswith("صادر") and self.norms[end] in ("عن", "من"):
                end = noun_phrase(self.doc, end + 1, hi)
            at, clitic = issuer(self.norms, start, end)
            if at > start:
                return self.subjects.named(at, end, clitic)
        return self.subjects.named(start, end)

    def _before_object(self, start: int, end: int, cue: Cue) -> int:
        """Where the subject ends and who is charged or called upon begins: اتهم الوزير | الحركة، دعا الوزير | لكذا."""
        if turned := addressed(self.norms, start, end, cue):
            return turned
        end = next((k for k in range(start + 1, end) if is_purpose(self.norms[k])), end)
        definite = (a for a, b in self.actors if start < a < end <= b and self.norms[a - 1].startswith("ال"))
        beside = (k for k in range(start + 1, end) if k in self.bodies and k in self.ends)
        return next(definite, next(beside, end))  # beside: اتهمت روسيا | الولايات المتحدة

    def _enter(self, i: int, cue: Cue, chain: Chain, telling: Telling, lo: int, hi: int) -> int:
        """Opens the scope of the verb at `i`: inside the open ones, or in their place where it is joined to them."""
        joined = (
            cue.conj
            or i > lo
            and self.norms[i - 1] in word_set("joins")
            or bool(chain)
            and contrasted(self.norms, i, lo, chain[0].head)
        )
        if joined and not self.scopes.inside_quote(i):
            self.scopes.close(i)
        if chain and telling.listeners:
            chain[0].outer = tuple(s for s in telling.listeners if s is not chain[0])
        chain = with_outer((*telling.inner, *chain), chain[0] if chain else None)
        if self.scopes.open and chain and chain[0].head in word_set("carriers"):
            return telling.content  # X said that reports say: X says so
        if not self.scopes.open and not cue.conj and self._parenthetic(i, lo, telling.content):
            self.scopes.found.append(Scope(self.tail_end, i, chain, "report", "tail:that", telling.via, i))
        if not self.scopes.open:
            chain = (*chain, *(s for s in told_before(self.subjects, i, lo) if s not in chain))
            self.subjects.current = chain
        self._push(telling.content, chain, cue.mode, f"say:{cue.lemma}", telling.via, i)
        self.scopes.found[-1].told = tuple(s for s in telling.listeners if is_medium(s))
        if cue.mode in _ACTS:
            self._limit(telling.content, hi)
        return telling.content

    def _parenthetic(self, i: int, lo: int, content: int) -> bool:
        """Whether what stands before the verb is told by it too: انفجرت سيارة، قال مصدر إنها مفخخة."""
        if i - lo < _PARENTHETIC or self.norms[i - 1] not in ("،", ","):
            return False
        return any(n in word_set("that_it") for n in self.norms[content - 1 : content + _PARENTHETIC])

    def _limit(self, first: int, hi: int) -> None:
        """Ends the scope of an act of speech where the report goes on to tell facts of its own."""
        ends = word_set("act_ends")
        at = next(
            (k for k in range(first, hi) if self.norms[k] in ends or begins_anew(self.norms, k, first)), -1
        )
        if at >= 0:
            self.scopes.open.pop().last = at

    def _relayed(self, i: int, cue: Cue, start: int, end: int, lo: int, hi: int) -> int:
        """نقلت X عن Y (قوله) أن: Y is the innermost source."""
        norms = self.norms
        words = ("عن", "لسان") if "from" in cue.guards else ("الي",)
        at = next((k for k in range(start, min(end + _RELAY, hi)) if norms[k] in words), -1)
        outlet = end > start and is_outlet(norms, start, end)
        if at < 0:
            if "from" not in cue.guards or not outlet or not that_follows(norms, i, hi):
                return i + 1
            telling = read_telling(self.subjects, end, hi, cue)
            return self._enter(i, cue, self.subjects.named(start, end), telling, lo, hi)
        inner_end = noun_phrase(self.doc, at + 1, hi)
        deed = "to" in cue.guards and any(lexicon().of_word(n) for n in norms[max(lo, i - _DEED) : i])
        if deed and not that_follows(norms, inner_end - 1, min(inner_end + 2, hi)):
            return i + 1  # هجوم جديد نسب إلى جهاديين: no words of theirs
        if inner_end == at + 1 or end > start and not outlet and not that_follows(norms, at, hi):
            return i + 1
        outer = self.subjects.named(start, min(end, at)) if min(end, at) > start else ()
        inner = self.subjects.named(at + 1, inner_end)
        inner_end = self.subjects.apposed(at + 1, inner_end, hi, inner[0]) if inner else inner_end
        telling = read_telling(self.subjects, inner_end, hi, cue)
        telling.listeners = [*outer, *telling.listeners]
        return self._enter(i, cue, inner or outer, telling, lo, hi)

    def _document(self, i: int, cue: Cue, hi: int) -> int:
        """جاء في بيان X أن: the issuer of the document speaks."""
        norms, k = self.norms, i + 2
        if k + 1 >= hi or norms[i + 1] != "في" or norms[k].removeprefix("ال") not in word_set("carriers"):
            return i + 1
        at, clitic = issuer(norms, k, hi)
        end = noun_phrase(self.doc, at, hi, clitic)
        if end == at or not that_follows(norms, i + 1, hi):
            return i + 1
        telling = read_telling(self.subjects, end, hi, cue)
        telling.via = telling.via or "statement"
        return self._enter(i, cue, self.subjects.named(at, end, clitic), telling, i, hi)

    def _participle(self, i: int, cue: Cue, lo: int, hi: int) -> None:
        """مشيرا إلى، مؤكدا أن: the speaker of the sentence goes on."""
        norms = self.norms
        behind = norms[i + 1 : i + 4]
        if not any(n in word_set("openers") or n in word_set("complementisers") for n in behind):
            return
        if i > lo and norms[i - 1] in ("كان", "كانت", "غير", "ليس") or self.scopes.inside_quote(i):
            return
        chain = self.lead or self._main_subject(i, lo, hi) or self.subjects.current
        if chain:
            self.scopes.close(i)
            self.subjects.current = chain
            self._push(i + 1, chain, cue.mode, f"participle:{cue.lemma}", None, i)
            self.scopes.found[-1].told = tuple(s for s in self.lead[1:] if is_medium(s))

    def _main_subject(self, i: int, lo: int, hi: int) -> Chain:
        """Who acts in a sentence without a verb of saying: رفض الوزير كذا، مؤكدا أن."""
        start = skip_adverbials(self.doc, lo + 1, hi)
        end = noun_phrase(self.doc, start, i)
        if end > start and is_head(self.norms[start]):
            return self.subjects.named(start, end)
        named = next(((a, b) for a, b in self.actors if lo <= a < min(i, lo + _MAIN)), None)
        return self.subjects.named(*named) if named else ()

    def _tail(self, i: int, at: int, lo: int, hi: int) -> int:
        """بحسب X، وفقا لما ذكره X، كما أفاد X: told before it, or behind it where it opens the sentence."""
        norms, name = self.norms, tail_name(self.subjects, at, hi)
        if name is None:
            return i + 1
        first, end, clitic, pronoun, outer = name
        chain = self.subjects.current if pronoun else self.subjects.named(first, end, clitic)
        if not chain:
            return i + 1
        self.names.append((first, end))
        if not pronoun:
            end = self.subjects.apposed(first, end, hi, chain[0])
        if outer:
            chain[0].outer = tuple(s for s in outer if s is not chain[0])
        end, inner = told_after(self.subjects, end, hi, chain[0])
        chain = (*inner, *with_outer(chain, chain[0]))
        self.subjects.current = chain
        if i <= lo + 1:
            self._push(end, chain, "report", "tail:front", None, i)
            return end
        began = max([self.tail_end, lo, *(s.first for s in self.scopes.open)])
        goes_on = inserted(norms, i, end, began, hi)
        told, rule = (goes_on, "tail:inserted") if goes_on else ((began, i), "tail")
        self.scopes.found.append(Scope(*told, chain, "report", rule, None, i))
        self.tail_end, self.lead = end, self.lead or chain
        return end
