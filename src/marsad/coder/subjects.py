"""Room 6, subjects: who speaks, named behind the verb, before it, or earlier in the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from marsad.coder.guards import COMMAS, is_outlet
from marsad.coder.mentions import ActorMention
from marsad.coder.sources import Sources, Speaker, make_speaker
from marsad.coder.speakers import (
    is_handed_out,
    is_head,
    is_masdar,
    is_title,
    noun_phrase,
    states_event,
    unglue,
)
from marsad.coder.speech import Cue, cues, word_set
from marsad.coder.syntax import function_words
from marsad.coder.text import Document

Chain = tuple[Speaker, ...]
_BEHIND = 8  # how far before a verb its subject can begin
_CLAUSE = 18  # the same with a relative clause between
_WHO_IS = ("وهو", "وهي")
_APPOSED = 6  # a person's name behind a title has no more tokens than this


class Subjects:
    """The sources named so far and the one whose words are being told."""

    def __init__(self, doc: Document, actors: Sequence[ActorMention] = ()) -> None:
        self.doc = doc
        self.actors = [
            a for a in actors if a.id and a.rule != "actor/deed" and not a.flags & {"tied", "as_place"}
        ]
        self.partners = set(_partners(actors))
        self.sources = Sources()
        self.current: Chain = ()
        self.names: list[tuple[int, int]] = []  # where speakers are named, as token ranges

    def named(self, start: int, end: int, clitic: str = "") -> Chain:
        """The speakers named by tokens [start, end): two where they are named apart (مصادر وشهود)."""
        norms = self.doc.norms
        while start < end and norms[start] in word_set("was"):
            start += 1
        if start >= end or unglue(norms[start], clitic).removeprefix("ال") in word_set("not_sources"):
            return ()
        if end == start + 1 and norms[start] in word_set("documents") and self.current:
            return self.current
        self.names.append((start, end))
        cuts = [start, *(k for k in range(start + 1, end) if self._parts(k) or _joined(norms, start, k))]
        found: list[Speaker] = []
        for first, last in zip(cuts, [*cuts[1:], end], strict=True):
            if norms[first] == "و":
                first += 1
            speaker = make_speaker(self.doc, first, last, clitic if first == start else "و")
            speaker.actor = self._actor(first, last)
            if norms[first] in word_set("others") and found:
                _take_head(speaker, found[0])
            if speaker.words:
                found.append(self.sources.resolve(speaker))
        return tuple(found)

    def _parts(self, k: int) -> bool:
        """Whether another body begins at `k`; not in القيادة العامة للجيش والقوات المسلحة."""
        return k in self.partners and not self.doc.norms[k - 1].startswith("لل")

    def _actor(self, first: int, last: int) -> str | None:
        """The catalogue's actor that tokens [first, last) name: the first of the longest mentions in them.

        A state inside a longer name doesn't speak: نقابة أطباء السودان.
        """
        at = bisect_left(self.actors, first, key=lambda a: a.first)
        near = (a for a in self.actors[at : at + last - first] if a.last <= last)
        # وسائل إعلام كذا الرسمية
        official = any(n.startswith(("رسمي", "الرسمي")) for n in self.doc.norms[first:last])
        inside = [a for a in near if a.kind != "state" or a.first == first or official]
        return max(inside, key=lambda a: a.last - a.first).id if inside else None

    def apposed(self, first: int, end: int, hi: int, speaker: Speaker) -> int:
        """Reads a name behind a title, or a title behind a name (X، الناطق باسم Y، or X وهو متحدث باسم Y،).

        Returns where it ends.
        """
        norms = self.doc.norms
        if end + 2 >= hi or norms[end] not in COMMAS and norms[end] not in _WHO_IS:
            return end
        last = noun_phrase(self.doc, end + 1, hi)
        if last - end < 3 or last >= hi or not _closes(norms[last]):
            return end
        titled = is_title(norms[first])
        also = is_title(norms[end + 1]) and not (titled and norms[end + 1] in word_set("ranks"))
        if titled == also or (titled and last - end > _APPOSED) or (not titled and is_head(norms[first])):
            return end
        if states_event(norms[end + 1]) or is_masdar(norms[end + 1]):
            return end
        other = make_speaker(self.doc, end + 1, last)
        speaker.person = other.words if titled else make_speaker(self.doc, first, end).words
        speaker.words |= other.words
        speaker.actor = speaker.actor or self._actor(end + 1, last)
        if titled:
            speaker.name = other.name
        return last

    def implied(self, i: int, cue: Cue, lo: int) -> Chain:
        """The subject of a verb that names none behind it: a noun phrase before it, or the speaker so far."""
        before = self.doc.norms[i - 1] if i > lo else ""
        fronted = self._fronted(i, lo) if not cue.conj else ()
        if fronted:
            return fronted
        if i > lo and not cue.conj and before not in word_set("joins"):
            at = i - (before in word_set("relatives"))
            while at > lo and self.doc.norms[at - 1] in word_set("was"):
                at -= 1
            at -= at < i and at > lo and self.doc.norms[at - 1] in COMMAS
            at -= at > lo and self.doc.norms[at - 1].removesuffix("ا") in word_set("carriers")
            named = self.before(at, lo)
            of_another = self.doc.norms[i + 1 : i + 2] and self.doc.norms[i + 1] in function_words(
                "resumptive"
            )
            if named or before in word_set("relatives") and not of_another:  # الذي ادعى فيه أن
                return named
        if cue.lemma in word_set("own_voice_verbs") and not cue.perfect and i == lo:
            self.current = ()  # يذكر أن: the report speaks
            return ()
        if self.current and cue.gender in ("p", self.current[0].gender):
            return self.current
        other = self.sources.agreeing(cue.gender)
        if other is not None:
            return (other, *other.outer)
        return self.current

    def _fronted(self, i: int, lo: int) -> Chain:
        """المرصد كذا، أفاد أن: the body that opens the sentence, parted from its verb at `i` by a comma."""
        norms, first, at = self.doc.norms, lo, i
        while first < i and norms[first] in word_set("was"):
            first += 1
        while at > first and norms[at - 1] in word_set("was"):
            at -= 1
        if at < first + 2 or norms[at - 1] not in ("،", ","):
            return ()
        end = noun_phrase(self.doc, first, at - 1)
        body = is_head(norms[first]) and not is_title(norms[first]) or is_outlet(norms, first, end)
        return self.named(first, end) if end == at - 1 > first and body else ()

    def before(self, i: int, lo: int) -> Chain:
        """The speakers whose name ends before token `i`, or is parted from it by a relative clause only."""
        norms, breaks = self.doc.norms, word_set("breaks")
        handed = is_handed_out(norms[i])  # ألقى المتظاهرون | بيانا
        for first in range(max(lo, i - _BEHIND), i):
            if handed and norms[first] in cues():
                continue
            joined = norms[first][0] in "وف" and is_head(norms[first][1:])
            starts = first == lo or norms[first - 1] in breaks or handed and norms[first - 1] in cues()
            if (starts or joined or is_head(norms[first])) and noun_phrase(self.doc, first, i) == i:
                return self.named(first, i, norms[first][0] if joined else "")
        for first in range(max(lo, i - _CLAUSE), i - 2):  # لكن المرصد الذي يراقب كذا قال
            if first == lo or norms[first - 1] in breaks:
                end = noun_phrase(self.doc, first, i)
                apart = end > first and norms[end] in word_set("relatives")
                if apart and (is_head(norms[first]) or is_outlet(norms, first, end)):
                    return self.named(first, end)
        return ()


def _partners(actors: Sequence[ActorMention]) -> Iterator[int]:
    """The tokens at which a body is named that و joins to another right before it: الرياض وواشنطن."""
    bodies = [a for a in actors if a.kind in ("state", "force", "group") and "nested" not in a.flags]
    ends = {a.last for a in bodies}
    yield from (a.first for a in bodies if a.conj == "و" and a.first in ends)


def _joined(norms: list[str], start: int, k: int) -> bool:
    """Whether و joins another speaker at `k` to the one at `start`: مصادر وشهود, جندي ومتحدث باسم كذا."""
    norm = norms[k] if norms[k] != "و" else "".join(norms[k : k + 2])
    if norm[0] != "و" or len(norm) < 4:
        return False
    if norm in word_set("others") or is_head(norm[1:]) and not is_title(norm[1:]):
        return True
    return norm[1:] in word_set("unnamed") and k == start + 1 and norms[start] in word_set("men")


def _closes(norm: str) -> bool:
    return norm in COMMAS or norm in ("في", ":", '"') or norm in word_set("complementisers")


def with_outer(chain: Chain, speaker: Speaker | None) -> Chain:
    """The speakers of the chain and whom the speaker spoke to, or who passes the words on."""
    return (*chain, *(s for s in speaker.outer if s not in chain)) if speaker else chain


def _take_head(speaker: Speaker, model: Speaker) -> None:
    """وأخرى طبية behind مصادر أمنية: sources too."""
    speaker.name = " ".join([model.name.split()[0], *speaker.name.split()[1:]])
    speaker.head = model.head
    speaker.words = (speaker.words - {w.removeprefix("و") for w in word_set("others")}) | {model.head}
