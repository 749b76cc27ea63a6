"""The grammar of an actor's name: head, adjectives, genitive, attachments, and the person's name behind an office.

`Reader.at(i)` reads the longest name that begins at token `i`. It knows words and their classes only, so a phrase it
has never seen is read as well as a famous one; the catalogue is asked afterwards, by `actors.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.actor_persons import person_end
from marsad.coder.actor_words import Head, HeadReading, Lexis, Quality
from marsad.coder.catalogue import QUOTES, Name
from marsad.coder.text import Document
from marsad.coder.words import Cut, proclitic_cuts

_OPEN = frozenset("\"'«“”‘„([/")
_CLOSE = frozenset("\"'»”“’)]/")
_ALWAYS = frozenset(("name",))
_BEHIND_HEAD = frozenset(("name", "headed", "short"))
_PLACING = frozenset("في من الي داخل خارج شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط عبر نحو قرب صوب انحاء عموم اراضي حدود مع".split()) - {"مع"}
_MEMBERS = frozenset(
    "عضو اعضاء قيادي قياديا قيادات قاده قياديين قياديون عناصر عنصر مقاتل مقاتلين ضابط ضباط جنود جندي مسوول مسوولين مسيول مسيولين مقاتلون مدير نايب ناشط ناشطين نشطاء محام موظف موظفين دبلوماسي دبلوماسيين".split()
)
_HEADED = frozenset(
    "تنظيم حركه جماعه حزب جبهه ميليشيا ميليشيات مليشيا مليشيات مقاتلو مقاتلي مقاتلين عناصر مسلحو مسلحي اعضاء قوات كتايب لواء انصار قاده قياده زعيم خلايا فصيل جيش حكومه متمردي متمردو تيار منظمه كتله شباب وحدات الويه قيادات".split()
)


@dataclass(slots=True)
class Phrase:
    """A name as read: tokens [first, last), the clitics before it, and what its words say."""

    first: int
    last: int
    letters: int
    conj: str
    prep: str
    kind: str
    head: str
    role: str | None = None
    country: str | None = None
    body: str | None = None
    name: Name | None = None
    rule: str = ""
    pronoun: str = ""
    definite: bool = False
    person: int = 0  # where the person's own name begins, 0 if there is none
    flags: set[str] = field(default_factory=set)
    parts: list[Phrase] = field(default_factory=list)


class Reader:
    """Reads the names in one document."""

    def __init__(self, doc: Document, words: Lexis) -> None:
        self.doc = doc
        self.norms = doc.norms
        self.words = words
        self.known = words.known
        self.size = len(self.norms)
        self._limits = [s.last for s in doc.sentences for _ in range(s.first, s.last)]

    def sentence_end(self, i: int) -> int:
        """The token after the sentence of token `i`."""
        return self._limits[i]

    def at(self, i: int, inside: bool = False, depth: int = 0) -> Phrase | None:
        """The longest name that begins at token `i`; `inside` another name no clitic may stand before it."""
        if i >= self.size or depth > 4:
            return None
        norms = self.norms
        name = self.known.match(norms, i, _ALWAYS, clitics=not inside)
        heads = self.words.heads(norms[i])
        if name and (name.last - i > 1 or not heads):
            return self._named(i, name, depth)
        best: Phrase | None = None
        for reading in heads:
            if inside and (reading.cut.conj or reading.cut.prep):
                continue
            phrase = self._headed(i, reading, depth)
            if phrase and (best is None or phrase.last > best.last):
                best = phrase
        if best is None and name:
            return self._named(i, name, depth)
        return best or self._other(i, inside)

    def _other(self, i: int, inside: bool) -> Phrase | None:
        """A nationality in the plural (السوريين), a person without a title, or nothing."""
        norm = self.norms[i]
        last = person_end(self, i, bare=True)
        if last:
            cut = _person_cut(norm, self.words)
            return Phrase(
                i,
                last,
                len(cut),
                cut[:1] if cut[:1] in "وف" else "",
                cut[-1:] if cut[-1:] in "بلك" else "",
                "person",
                "",
                "CVL",
                rule="person",
                person=i,
                definite=True,
            )
        quality = self.words.quality(self.norms, i)
        if (
            quality
            and quality.country
            and (
                quality.ending in ("ين", "ون", "ان")
                or norm.removeprefix("و").removeprefix("ال") in self.known.nationals
            )
        ):
            last, country, role = self._qualities(i + 1, quality.definite, norm, None)
            letters = len(quality.conj)
            return Phrase(
                i,
                last,
                letters,
                quality.conj,
                "",
                "people",
                norm[letters:],
                role or "CVL",
                quality.country,
                rule="nationals",
                definite=quality.definite,
            )
        return self._capital(i, inside)

    def _capital(self, i: int, inside: bool) -> Phrase | None:
        """A capital that may stand for its state's government; flagged, since most often it is a place."""
        for words, iso in (
            self.known.capitals_by_first.get(self.norms[i]) or self.known.capitals_by_first.get(self.norms[i][1:]) or ()
        ):
            if tuple(self.norms[i + 1 : i + len(words)]) == words[1:]:
                conj = "و" if self.norms[i] != words[0] else ""
                flags = {"capital"} | ({"as_place"} if not inside and self._behind_preposition(i) else set())
                actor = self.known.actors[iso.lower() + "-gov"]
                name = Name(i + len(words), (actor.id,), "name", len(conj), conj, "")
                phrase = Phrase(i, i + len(words), len(conj), conj, "", "state", words[0], "GOV", iso, name=name, rule="capital")
                phrase.flags = flags
                return phrase
        return None

    def _behind_preposition(self, i: int) -> bool:
        """Whether the word before token `i` makes a place of it."""
        return i > 0 and (self.norms[i - 1] in _PLACING or self.norms[i - 1] in self.words.places)

    def _named(self, i: int, name: Name, depth: int) -> Phrase:
        """A name of the catalogue, with the adjectives that follow it (حزب الله اللبناني)."""
        actor = self.known.actors[name.ids[0]]
        start = self.norms[i][name.letters :]
        end = self._close(i, name.last)
        last = end
        if actor.kind != "person":
            last, _, _ = self._qualities(end, True, start, None)
            last = self._tie(last, True, [], depth) if last > end else last
        kind = "person" if actor.kind == "person" else "state" if actor.kind == "state" else "group"
        phrase = Phrase(
            i,
            last,
            name.letters,
            name.conj,
            name.prep,
            kind,
            start,
            actor.role,
            actor.country,
            None,
            name,
            "name",
        )
        phrase.definite = True
        if kind == "person":
            phrase.person = i
        if kind == "state" and (name.prep == "ب" or self._behind_preposition(i)):
            phrase.flags.add("as_place")
        return phrase

    def _headed(self, i: int, reading: HeadReading, depth: int) -> Phrase | None:
        head, cut = reading
        if head.words > 1 and not self.words.long_head(self.norms, i, head):
            return None
        if head.base in self.words.verbal and not cut.article and not head.cls == "office":
            return (
                None
                if not (head.named or head.cls == "force")
                else self._build(i, head, cut, depth, strict=True)
            )
        return self._build(i, head, cut, depth)

    def _build(self, i: int, head: Head, cut: Cut, depth: int, strict: bool = False) -> Phrase | None:
        phrase = Phrase(
            i,
            i + head.words,
            cut.letters - 2 * cut.article,
            cut.conj,
            cut.prep,
            head.cls,
            head.base,
            head.role,
            body=head.body,
        )
        if cut.prep == "ل" and cut.article:
            phrase.letters = len(cut.conj) + 1
            phrase.flags.add("glued_article")
        phrase.pronoun = cut.pronoun
        phrase.definite = cut.article or bool(cut.pronoun)
        if head.weak:
            phrase.flags.add("weak")
        if head.cls == "title":
            return self._titled(phrase)
        found = False
        if not phrase.definite and not head.free:
            found = self._genitive(phrase, head, depth)
        if not found:
            found = self._adjectives(phrase) > phrase.last - 1 and phrase.last > i + head.words
        if strict and not found:
            return None
        self._attach(phrase, head, depth)
        grown = phrase.last > i + head.words
        if head.cls == "office":
            if not grown and not phrase.definite:
                return None
            self._person_tail(phrase)
        elif head.cls == "people" and head.role in ("GOV", "REL", "MED", "HLH") and not head.free:
            self._person_tail(phrase, comma=False)
        if phrase.last == i + head.words and not phrase.definite and not head.open:
            return None
        phrase.kind = "person" if phrase.person else phrase.kind
        phrase.rule = phrase.rule or head.cls
        return phrase

    def _adjectives(self, phrase: Phrase) -> int:
        last, country, role = self._qualities(phrase.last, phrase.definite, self.norms[phrase.first], phrase)
        phrase.last = last
        phrase.country = phrase.country or country
        phrase.role = role or phrase.role
        return last

    def _qualities(
        self, j: int, definite: bool, head: str, phrase: Phrase | None
    ) -> tuple[int, str | None, str | None]:
        """(token after the adjectives that begin at `j` and agree, the state and the role that they give)."""
        country = role = None
        start = j
        limit = self._limits[j - 1]
        while j < limit:
            at = j + 1 if self.norms[j] in _OPEN and j + 2 < limit and self.norms[j + 2] in _CLOSE else j
            quality = self.words.quality(self.norms, at)
            if quality is None:
                nisba = (
                    definite
                    and _nisba(self.norms[j])
                    and not self.words.heads(self.norms[j])
                    and self.norms[j] not in self.words.family
                )
                if nisba and not (phrase and phrase.head in ("رييس",)):
                    j += 1
                    continue
                break
            if not self._agrees(quality, definite, head, j > start):
                break
            country = country or quality.country
            role = role or quality.role
            j = at + quality.words + (at > j)
        return j, country, role

    def _agrees(self, quality: Quality, definite: bool, head: str, later: bool) -> bool:
        if quality.definite != definite or (quality.conj and not (later and quality.conj == "و")):
            return False
        if quality.conj and not quality.definite and quality.country is None:
            return False
        return not (head.endswith("ون") and quality.ending == "ين") and not (
            head.endswith("ين") and quality.ending == "ون"
        )

    def _genitive(self, phrase: Phrase, head: Head, depth: int) -> bool:
        """Take what the head is construct to: a known name, a noun with the article, another head, a proper name."""
        j = phrase.last
        if j >= self._limits[j - 1]:
            return False
        norms = self.norms
        if norms[j] in _OPEN:
            end = self._quoted(j)
            if end:
                inner = self._inner(j + 1, head, depth)
                if inner and inner.last <= end:
                    self._absorb(phrase, inner)
                phrase.last = end
                return self._after_genitive(phrase)
        inner = self._inner(j, head, depth)
        if inner:
            self._absorb(phrase, inner)
            return True
        norm = norms[j]
        if norm.startswith("ال") and len(norm) > 3 and not self.words.stops(norm):
            phrase.last = j + 1
            return self._after_genitive(phrase)
        if norm in self.words.places and head.cls in ("people", "force", "office") and j + 1 < self._limits[j]:
            end = self._proper(j + 1)
            if end:
                phrase.last = end
                return True
        quality = self.words.quality(norms, j)
        if quality and not quality.definite and not head.construct:
            return False
        if (
            head.named
            or head.construct
            or head.cls == "office"
            or phrase.head in ("سكان", "اهالي", "ابناء", "حكومه", "شرطه", "قبايل")
        ):
            end = self._proper(j)
            if end:
                phrase.last = end
                phrase.rule = f"{head.cls}_name"
                return True
        return False

    def _inner(self, j: int, head: Head, depth: int) -> Phrase | None:
        """The name at `j` that a head's genitive is; short and headed names count here."""
        if head.base in _HEADED:
            name = self.known.match(self.norms, j, _BEHIND_HEAD, clitics=False)
            if name:
                return self._named(j, name, depth + 1)
        inner = self.at(j, inside=True, depth=depth + 1)
        if inner is None or (
            inner.kind == "people" and not inner.definite and inner.last == j + 1 and head.cls == "people"
        ):
            return None
        if inner.rule == "person" and head.cls not in ("office", "people", "title", "group"):
            return inner if head.base in ("نظام", "قوات", "جيش", "حكومه", "كتايب") else None
        return inner

    def _absorb(self, phrase: Phrase, inner: Phrase) -> None:
        phrase.parts.append(inner)
        phrase.last = inner.last
        phrase.country = phrase.country or inner.country
        phrase.definite = phrase.definite or inner.definite

    def _after_genitive(self, phrase: Phrase) -> bool:
        phrase.definite = True
        self._adjectives(phrase)
        return True

    def _proper(self, j: int) -> int:
        """The token after the proper name at `j`: one word, or a construct with its genitive; 0 if there is none."""
        norms, limit = self.norms, self._limits[j]
        if self.words.stops(norms[j]) or any(r.cut.prep or r.cut.conj for r in self.words.heads(norms[j])):
            return 0
        if norms[j] in self.words.given or norms[j] in self.words.joints:
            end = person_end(self, j, strong=True)
            if end:
                return end
        end = j + 1
        if (
            not norms[j].startswith("ال")
            and end < limit
            and norms[end].startswith("ال")
            and not self.words.stops(norms[end])
        ):
            if (
                not self.words.quality(norms, end)
                or norms[j] in self.words.joints
                or norms[j].endswith(("اء", "ار"))
            ):
                end += 1
        elif norms[j] in self.words.joints and end < limit and not self.words.stops(norms[end]):
            end += 1
        last, _, _ = self._qualities(end, True, norms[j], None)
        return last

    def _attach(self, phrase: Phrase, head: Head, depth: int) -> None:
        """Take the phrases that may follow: من + group, في + group, تابع ل, باسم, لتحرير ..."""
        for _ in range(3):
            j = phrase.last
            if j >= self._limits[j - 1]:
                return
            norm = self.norms[j]
            if norm == "من" and head.part and (not phrase.definite or phrase.head in _MEMBERS):
                taken = self._take(phrase, j + 1, depth, ("force", "group", "people", "state"))
            elif norm == "في" and (head.cls == "office" or phrase.head in _MEMBERS):
                taken = self._take(phrase, j + 1, depth, ("force", "group"))
            elif norm == "باسم" and phrase.head in ("متحدث", "ناطق", "متحدثه", "ناطقه"):
                taken = self._take(phrase, j + 1, depth, ()) or self._plain(phrase, j + 1)
            elif norm in self.words.purposes and head.cls in ("group", "force", "office"):
                taken = self._purpose(phrase, j)
            elif (
                norm[0] == "ل"
                and len(norm) > 3
                and (not phrase.definite or head.cls == "office")
                and head.cls in ("force", "group", "office")
            ):
                taken = self._take(phrase, j, depth, ("force", "group"), prep="ل")
            else:
                end = self._tie(j, phrase.definite, phrase.parts, depth)
                taken = end > j
                phrase.last = max(phrase.last, end)
            if not taken:
                return

    def _take(self, phrase: Phrase, j: int, depth: int, kinds: tuple[str, ...], prep: str = "") -> bool:
        while j < self.size and self.norms[j] in self.words.quantifiers:
            j += 1
        if j >= self._limits[phrase.last - 1] or depth > 2:
            return False
        inner = self.at(j, inside=not prep, depth=depth + 1)
        if inner is None or (kinds and inner.kind not in kinds) or inner.prep != prep or inner.conj:
            return False
        phrase.parts.append(inner)
        phrase.last = inner.last
        phrase.country = phrase.country or inner.country
        return True

    def _plain(self, phrase: Phrase, j: int) -> bool:
        """Take any noun with the article at `j` and its adjectives."""
        if j >= self.size or not self.norms[j].startswith("ال"):
            return False
        phrase.last = j + 1
        return self._after_genitive(phrase)

    def _purpose(self, phrase: Phrase, j: int) -> bool:
        """Take what a body is for: لتحرير أزواد, للدفاع عن الثورة, لحقوق الإنسان."""
        end = j + 1
        limit = self._limits[j]
        if end < limit and self.norms[end] in ("عن", "علي", "في", "من"):
            end += 1
        if end >= limit:
            return False
        if self.norms[end].startswith("ال"):
            end, _, _ = self._qualities(end + 1, True, "", None)
        elif not self.norms[j].startswith("لل") and not self.words.stops(self.norms[end]):
            end = self._proper(end) or end
        if self.norms[end - 1] in ("عن", "علي", "في", "من"):
            return False
        phrase.last = end
        return True

    def _tie(self, j: int, definite: bool, parts: list[Phrase], depth: int) -> int:
        """The token after 'تابعة لـ X', 'المرتبط بالقاعدة' at `j`; `j` itself where there is no such phrase."""
        if j >= self._limits[j - 1] or depth > 2:
            return j
        norm = self.norms[j]
        if norm.startswith("ال") != definite:
            return j
        preps = self.words.ties.get(norm.removeprefix("ال"))
        if not preps:
            return j
        k = j + 1
        if k < self.size and self.norms[k] in preps:
            k += 1
            if k < self.size and self.norms[k] in QUOTES and self.norms[k] not in _OPEN:
                return j
            inner = self.at(k, inside=True, depth=depth + 1)
            glued = False
        else:
            inner = self.at(k, depth=depth + 1) if k < self.size else None
            glued = True
        if inner is None or inner.conj or (glued and inner.prep not in preps):
            return j
        parts.append(inner)
        return inner.last

    def _titled(self, phrase: Phrase) -> Phrase | None:
        """A title with a person's name: الرئيس السوري بشار الأسد, العقيد رياض الأسعد."""
        phrase.definite = True
        while (
            phrase.last < self.size
            and any(
                r.head.cls == "title" and not r.cut.conj for r in self.words.heads(self.norms[phrase.last])
            )
            and self.norms[phrase.last] not in self.words.given
        ):
            phrase.last += 1
        self._adjectives(phrase)
        if self.norms[phrase.last : phrase.last + 1] and self.norms[phrase.last] == ".":
            phrase.last += phrase.head == "د"
        return phrase if self._person_tail(phrase, strong=True) else None

    def _person_tail(self, phrase: Phrase, comma: bool = True, strong: bool = False) -> bool:
        """Take the name of the person who holds the office, perhaps behind a comma, and titles before it."""
        j = phrase.last
        if (
            comma
            and j + 1 < self.size
            and self.norms[j] in ("،", ",")
            and self.norms[j + 1] in self.words.given
        ):
            j += 1
        first = j
        while (
            j < self.size
            and any(
                r.head.cls == "title" and not r.cut.conj and not r.cut.prep
                for r in self.words.heads(self.norms[j])
            )
            and self.norms[j] not in self.words.given
        ):
            j += 1
        if (
            j < self.size
            and self.norms[j] in _OPEN
            and j + 1 < self.size
            and person_end(self, j + 1, strong=strong)
        ):
            j += 1
        if j >= self.size or j > self._limits[phrase.first]:
            return False
        name = self.known.match(self.norms, j, _BEHIND_HEAD, clitics=False)
        if name and self.known.actors[name.ids[0]].kind == "person":
            end = name.last
        else:
            end = person_end(self, j, strong=strong or j > first)
        if not end:
            return False
        phrase.last = self._close(j - 1, end) if j > first and self.norms[j - 1] in _OPEN else end
        phrase.person = j
        phrase.kind = "person"
        phrase.rule = phrase.rule or "titled"
        return True

    def _quoted(self, j: int) -> int:
        """The token after the quotation that opens at `j`, when it is short enough to be a name; else 0."""
        for k in range(j + 1, min(j + 8, self._limits[j])):
            if self.norms[k] in _CLOSE:
                return k + 1 if k > j + 1 else 0
        return 0

    def _close(self, i: int, last: int) -> int:
        """`last`, moved over a closing quote when one was opened inside the name or just before it."""
        inside = sum(self.norms[k] in QUOTES for k in range(i, last))
        return last + 1 if inside % 2 and last < self.size and self.norms[last] in _CLOSE else last


def _nisba(norm: str) -> bool:
    return len(norm) > 5 and norm.startswith("ال") and norm.endswith(("ي", "يه", "يين", "يون", "ويين"))


def _person_cut(norm: str, words: Lexis) -> str:
    """The clitics written before a person's first name."""
    if norm in words.given:
        return ""
    for cut in proclitic_cuts(norm):
        if not cut.article and cut.stem in words.given:
            return norm[: cut.letters]
    return ""
