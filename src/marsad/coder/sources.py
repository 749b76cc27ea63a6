"""Room 6, sources: whom a report cites, and which source named before a short reference goes back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.coder.catalogue import QUOTES
from marsad.coder.speakers import is_head, is_title, outlet_at, plain, unglue
from marsad.coder.speech import word_set
from marsad.coder.text import Document, fold
from marsad.coder.words import bare

_NAME = 3  # a person's own name has no more words than this behind a title


@dataclass(slots=True, eq=False)
class Speaker:
    """A source of the report: its fullest name, catalogue id and kind, and the words it may be referred to by."""

    name: str
    words: frozenset[str]
    head: str
    gender: str
    id: str | None = None
    kind: str | None = None
    person: frozenset[str] = frozenset()  # the words of a person's own name, where a title stands beside it
    actor: str | None = None  # the catalogue's actor that speaks, or for whom its spokesman or office speaks
    outer: tuple[Speaker, ...] = ()  # whom the speaker spoke to, or who passes the words on


def make_speaker(doc: Document, first: int, last: int, clitic: str = "") -> Speaker:
    """The speaker named by tokens [first, last), `clitic` glued to the first."""
    head_word = unglue(doc.norms[first], clitic)
    norms = [head_word, *doc.norms[first + 1 : last]]
    while len(norms) > 1 and norms[-1] in word_set("same"):
        norms, last = norms[:-1], last - 1
    words = [plain(n) for n in norms if n[0].isalnum()]
    head = words[0] if words else ""
    letters = [n for n in norms if n not in QUOTES]  # قناة "كذا" is known as قناة كذا
    found = (outlet_at(letters, k, len(letters)) for k in range(len(letters)))
    hits = [] if is_title(head) else [h for h in found if h]
    hit = max(hits, key=lambda h: h[0], default=None)  # of two as long the first
    record = hit[1] if hit else {}
    name = written(doc, first, last, clitic)
    person = _person(words) if record.get("id") is None else frozenset()
    return Speaker(
        name, frozenset(words), head, gender_of(head_word), record.get("id"), record.get("kind"), person
    )


def _person(words: list[str]) -> frozenset[str]:
    """The words that may be a person's own name: those before a title, or the last ones behind a title."""
    if not words or is_head(words[0]) and not is_title(words[0]):
        return frozenset()
    if is_title(words[0]):
        return frozenset(words[max(1, len(words) - _NAME) :]) | _behind_rank(words)
    behind = next((k for k, w in enumerate(words) if is_title(w)), len(words))
    return frozenset(words[:behind])


def _behind_rank(words: list[str]) -> frozenset[str]:
    """The words right behind an officer's rank, where a title follows them: العقيد محمد الجبوري، الضابط في كذا."""
    if "ال" + words[0] not in word_set("ranks"):
        return frozenset()
    end = next((k for k in range(1, len(words)) if is_title(words[k]) or words[k] == "في"), 0)
    return frozenset(words[1:end]) if 1 < end <= _NAME + 1 else frozenset()


_OPENED = re.compile(r'^(?:[^"]*"[^"]*")*[^"]*[ ـ]"[^"]*$')  # a quotation opened before a word and not closed


def written(doc: Document, first: int, last: int, clitic: str) -> str:
    """The name as the report writes it, without the clitic and without signs around it."""
    text = doc.quote(first, last)
    norm = doc.norms[first]
    if clitic and norm.startswith(clitic):
        article = "الل" if "ل" + norm[2:] in word_set("proper_l") else "ال"
        text = article + bare(text, 2) if clitic == "ل" and norm.startswith("لل") else bare(text, len(clitic))
    name = " ".join(text.split()).strip(" ،,-–\"«“'ـ")
    for opening, closing in ("«»", "“”"):
        if name.endswith(closing) and opening not in name:
            name = name.removesuffix(closing)  # بيان لـ«كذا»
    return f'{name}"' if _OPENED.search(name) else name  # قناة "الجزيرة" keeps both


def gender_of(norm: str) -> str:
    """m or f: how a verb would agree with the head word `norm`."""
    word = plain(norm)
    feminine = word_set("feminine")
    return "f" if norm in feminine or word in feminine or word.endswith(("ه", "اء", "ات")) else "m"


def is_medium(speaker: Speaker) -> bool:
    """Whether a source is an outlet, which passes on what it is told."""
    return speaker.kind is not None and speaker.kind != "monitor" or speaker.head in word_set("listeners")


def _is_body(speaker: Speaker, outlet: bool) -> bool:
    """Whether a source can be meant by الوكالة (`outlet`) or by المنظمة."""
    media = is_medium(speaker)
    if outlet or media:
        return outlet and media
    return not is_title(speaker.head) and speaker.head not in word_set("states")


class Sources:
    """The sources a report has named so far; a short reference goes back to the fullest name."""

    def __init__(self) -> None:
        self.known: list[Speaker] = []

    def resolve(self, found: Speaker) -> Speaker:
        """The source named before that `found` refers to, or `found` itself, now known."""
        for old in reversed(self.known):
            if self._same(old, found):
                self.known.remove(old)
                self.known.append(old)
                old.actor = old.actor or found.actor
                if len(found.words) > len(old.words) and old.words <= found.words:
                    old.name, old.words = found.name, found.words
                return old
        referred = self._referred(found)
        if referred is not None:
            return referred
        self.known.append(found)
        return found

    def known_by(self, norm: str) -> bool:
        """Whether a definite word (الصحيفة) names the head of a source that was named before."""
        return norm.startswith("ال") and any(s.head == plain(norm) for s in self.known)

    def _referred(self, found: Speaker) -> Speaker | None:
        """The latest person or body that a definite short name (المسؤول الليبي، المنظمة الأممية) stands for."""
        if len(found.words) > 2 or found.id or not found.name.startswith("ال"):
            return None
        head = fold(found.name.split()[0])
        if head in word_set("person_references"):
            return next((s for s in reversed(self.known) if is_title(s.head) or s.person), None)
        if head in word_set("body_references"):
            outlet = head in word_set("outlet_references")
            fits = (s for s in reversed(self.known) if s.gender == found.gender and _is_body(s, outlet))
            return next(fits, None)
        return None

    @staticmethod
    def _same(old: Speaker, found: Speaker) -> bool:
        if old.id and found.id:
            named = old.kind == found.kind == "monitor" and found.words < old.words and found.head == old.head
            return old.id == found.id or named and len(found.words) == 1  # المرصد, behind the name of another
        if (found.words - old.words) & word_set("another"):
            return False  # مصدر ثان
        if not found.words:
            return False
        if found.words <= old.words:
            if found.head == old.head or found.words <= old.person:
                return True
            return not is_head(found.head) and not is_title(old.head)
        return old.words <= found.words and (old.head == found.head and len(old.words) > 1)

    def agreeing(self, gender: str) -> Speaker | None:
        """The latest source that a verb of this gender can have as its subject; plural verbs take any."""
        for old in reversed(self.known):
            if gender == "p" or old.gender == gender:
                return old
        return None
