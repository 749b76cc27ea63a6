"""The grammar of an actor's name: head, adjectives, genitive, attachments, and the person's name behind an office.

`Reader.at(i)` reads the longest name that begins at token `i`. It knows words and their classes only, so a phrase it
has never seen is read as well as a famous one; the catalogue is asked afterwards, by `actors.py`.
"""

from __future__ import annotations

from collections.abc import Set

from marsad.coder.actor_adjectives import adjectives, qualities
from marsad.coder.actor_genitives import genitive
from marsad.coder.actor_persons import person_end, person_tail, titled
from marsad.coder.actor_tails import attach, tie
from marsad.coder.actor_words import Head, HeadReading, Lexis, Phrase, Quality
from marsad.coder.catalogue import CLOSING, Name
from marsad.coder.text import Document
from marsad.coder.words import Cut, is_misread, proclitic_cuts

_NAMES = frozenset(("name",))
_LEADS = frozenset(("ان", "وان", "بان", "كان", "وكان", "فيما", "بينما", "حيث", "لكن", "ولكن"))
"""Words behind which a subject stands before its verb: وكان المئات قد خرجوا."""
_AND_TO = ("وإلى", "والى")  # "and to", no governor
_KINDS = {"person": "person", "state": "state", "group": "group", "body": "group"}


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
        if i >= self.size or depth > 4 or not self.words.live(self.norms[i]):
            return None
        norms = self.norms
        name = self.known.match(norms, i, _NAMES, clitics=not inside)
        if name and not self._plausible(i, name):
            name = None
        heads = self.words.heads(norms[i])
        if name and (name.last - i > 1 or not heads):
            return self.named(i, name, depth)
        doer = self._doing_group(i) if heads else None
        if doer:
            return doer  # قصف حوثي: no Houthi by himself
        best: Phrase | None = None
        for reading in heads:
            if inside and (reading.cut.conj or reading.cut.prep):
                continue
            phrase = self._headed(i, reading, depth)
            if phrase and (best is None or phrase.last > best.last):
                best = phrase
        if best is None and name:
            return self.named(i, name, depth)
        best = best or self._target(i) or self._person(i) or self._national(i)
        return best or self._capital(i, inside) or self._crowd(i)

    def _plausible(self, i: int, name: Name) -> bool:
        """Whether a name that is a common word too (مالي: Mali, financial) stands where a state's name would."""
        if name.ids[0] not in self.known.doubtful or name.last - i > 1:
            return True
        return i > 0 and (self.behind_place_word(i) or bool(self.words.heads(self.norms[i - 1])))

    def _person(self, i: int) -> Phrase | None:
        """A person named without a title."""
        last = person_end(self, i, bare=True)
        if not last:
            return None
        cut = _person_cut(self.norms[i], self.words)
        conj = cut[:1] if cut[:1] in ("و", "ف") else ""
        prep = cut[-1:] if cut[-1:] in ("ب", "ل", "ك") else ""
        return Phrase(
            i, last, len(cut), conj, prep, "person", "", "CVL", rule="person", person=i, definite=True
        )

    def _national(self, i: int) -> Phrase | None:
        """A nationality standing for people: in the plural or dual (السوريين), or of one who is counted or harmed."""
        quality, norm = self.words.quality(self.norms, i), self.norms[i]
        if quality is None:
            return self._to_nationals(i)
        if not quality.country:
            return self._doing_group(i)
        noun = norm.removeprefix("و").removeprefix("ال") in self.known.nationals
        if quality.ending not in ("ين", "ون", "ان") and not noun and not self._one(i, quality):
            return self._doer(i, quality)
        last, _, role = qualities(self, i + 1, quality.definite, norm, nisba=False)
        letters = len(quality.conj)
        phrase = Phrase(
            i, last, letters, quality.conj, "", "people", norm[letters:], role or "CVL", rule="nationals"
        )
        phrase.country, phrase.definite = quality.country, quality.definite
        return phrase

    def _to_nationals(self, i: int) -> Phrase | None:
        """Nationals behind a preposition written with them: للفلسطينيين، بالسوريين."""
        found = self.words.national(self.norms[i])
        if found is None:
            return None
        cut, country = found
        if not (cut.prep and cut.article) or cut.stem[-2:] not in ("ين", "ان"):
            return None
        letters = len(cut.conj) + 1
        phrase = Phrase(
            i, i + 1, letters, cut.conj, cut.prep, "people", "ال" + cut.stem, "CVL", rule="nationals"
        )
        phrase.country, phrase.definite = country, True
        if cut.prep == "ل":
            phrase.flags.add("glued_article")
        return phrase

    def _one(self, i: int, quality: Quality) -> bool:
        """Whether a nationality in the singular is a person: 12 فلسطينيا، مقتل سعودي، خطف لبنانيان ويوناني."""
        if quality.definite or i == 0:
            return False
        before = self.norms[i - 1]
        if quality.conj:
            other = self.words.quality(self.norms, i - 1)
            if other is None or not other.country or other.definite:
                return False
            return other.ending in ("ين", "ان") or self._one(i - 1, other)
        known = self.words.before_national
        return before[0].isdigit() or before in known or before[0] in "وف" and before[1:] in known

    def _doer(self, i: int, quality: Quality) -> Phrase | None:
        """The state that a deed's adjective names: العدوان الإسرائيلي، التدخل العسكري الفرنسي."""
        state = str(quality.country).lower()
        if state not in self.known.actors or not self._of_deed(i, self.words.deeds):
            return None
        return self._named_by_adjective(i, state, len(quality.conj))

    def _doing_group(self, i: int) -> Phrase | None:
        """The group that the adjective of a deed or its arms names: قصف حوثي، لغم حوثي، الهجمات الحوثية."""
        found = self.words.of_group(self.norms[i])
        if not found or not self._of_deed(i, self.words.deeds | self.words.arms):
            return None
        return self._named_by_adjective(i, found[1], len(found[0].conj))

    def _named_by_adjective(self, i: int, actor: str, letters: int) -> Phrase:
        """The catalogue's `actor`, named by the adjective at token `i` behind a conjunction of so many letters."""
        norm, known = self.norms[i], self.known.actors[actor]
        kind, conj = _KINDS[known.kind], norm[:letters]
        phrase = Phrase(i, i + 1, letters, conj, "", kind, norm[letters:], known.role, rule="deed")
        phrase.name = Name(i + 1, (actor,), "name", letters, conj, "")
        phrase.country, phrase.definite = known.country, True
        return phrase

    def _of_deed(self, i: int, deeds: Set[str]) -> bool:
        """Whether the adjective at `i` is of one of `deeds`: the noun before it, or before the adjectives before."""
        for k in range(i - 1, max(-1, i - 4), -1):
            if any(
                cut.stem in deeds or cut.stem.removesuffix("ا") in deeds
                for cut in proclitic_cuts(self.norms[k])
            ):
                return True
            if self.norms[k] in self.words.means:
                continue  # قصف مسيرة إسرائيلية
            if self.words.quality(self.norms, k) is None:
                return False
        return False

    def _crowd(self, i: int) -> Phrase | None:
        """Those who gather or flee and are only counted: احتشد المئات أمام، خرج عشرات الآلاف في مظاهرات."""
        norms, words = self.norms, self.words
        last = i + 1 + (norms[i + 1 : i + 2] == ["الالاف"])
        if norms[i] not in words.crowds or not i:
            return None
        if norms[i - 1] not in words.gathering and not (norms[i - 1] in _LEADS and self._act(last)):
            return None
        if last == i + 1 and not norms[i].startswith("ال"):
            return None  # مئات الطلاب
        if last < self.size and (norms[last] == "من" or norms[last].startswith("ال")):
            return None  # المئات من أنصاره are named
        return Phrase(i, last, 0, "", "", "people", norms[i], "CVL", rule="crowd", definite=True)

    def _act(self, j: int) -> bool:
        """Whether token `j` is a verb in the plural, its subject before it: المئات قد خرجوا، العشرات يهتفون."""
        j += self.norms[j : j + 1] == ["قد"]
        verb = self.norms[j] if j < self.size else ""
        return len(verb) > 3 and verb.endswith("ون" if verb[0] == "ي" else "وا")

    def _describes(self, i: int) -> bool:
        """Whether a word for people is an adjective of the indefinite noun before it: اشتباكا مسلحا، موقعا عسكريا."""
        before, norm = self.norms[i - 1] if i else "", self.norms[i]
        if norm in self.words.manners and before.endswith(("ها", "هم", "ه")):
            return True  # وإسقاطها عسكريا
        if self.words.target(before) and before.endswith("ا") == norm.endswith("ا"):
            quality = self.words.quality(self.norms, i)
            return quality is not None and not quality.definite
        deed = any(
            c.stem.removesuffix("ا") in self.words.deeds and not c.article for c in proclitic_cuts(before)
        )
        if not deed or norm[-1] in "نت":
            return False
        of_many = norm[-1] in "وي" and bool(self.words.heads(norm[:-1]))  # هجمات مسلحي الحركة
        return not of_many and norm.endswith("ا") == before.endswith("ا")

    def _target(self, i: int) -> Phrase | None:
        """What is hit, with an adjective that may also stand for people: موقعا عسكريا، مركزا مدنيا."""
        if i + 1 >= self._limits[i] or not self.words.target(self.norms[i]) or not self._describes(i + 1):
            return None
        people = next((h.head for h in self.words.heads(self.norms[i + 1]) if h.head.cls == "people"), None)
        if people is None:
            return None
        cut = next(c for c in proclitic_cuts(self.norms[i]) if self.words.target(c.stem))
        phrase = Phrase(i, i + 2, cut.letters, cut.conj, cut.prep, "facility", cut.stem, people.role)
        phrase.rule = "target"
        phrase.last, phrase.country, _ = qualities(self, i + 2, False, self.norms[i])
        return phrase

    def _capital(self, i: int, inside: bool) -> Phrase | None:
        """A capital that may stand for its state's government; flagged, since most often it is a place."""
        norm = self.norms[i]
        first = self.known.capitals_by_first
        for words, iso in first.get(norm) or first.get(norm[1:]) or ():
            if tuple(self.norms[i + 1 : i + len(words)]) == words[1:]:
                clitic = norm[0] if norm != words[0] else ""
                if clitic not in ("", "و", "ل"):
                    continue
                conj, prep = ("و" if clitic == "و" else ""), ("ل" if clitic == "ل" else "")
                name = Name(i + len(words), (f"{iso.lower()}-gov",), "name", len(clitic), conj, prep)
                phrase = Phrase(i, name.last, len(clitic), conj, prep, "state", words[0], "GOV", iso)
                phrase.name, phrase.rule, phrase.flags = name, "capital", {"capital"}
                if not inside and self.behind_place_word(i):
                    phrase.flags.add("as_place")
                return phrase
        return None

    def behind_place_word(self, i: int) -> bool:
        """Whether the word before token `i` makes a place of it."""
        return i > 0 and (self.norms[i - 1] in self.words.placing or self.norms[i - 1] in self.words.places)

    def named(self, i: int, name: Name, depth: int) -> Phrase:
        """A name of the catalogue, with the adjectives that follow it (حزب الله اللبناني)."""
        actor = self.known.actors[name.ids[0]]
        kind = _KINDS[actor.kind]
        start = self.norms[i][name.letters :]
        last = self.doc.closed(i, name.last)
        phrase = Phrase(i, last, name.letters, name.conj, name.prep, kind, start, actor.role, actor.country)
        phrase.name, phrase.rule, phrase.definite = name, "name", True
        if name.prep == "ل" and name.letters == len(name.conj):  # للجيش: ل and the article in one
            phrase.letters = len(name.conj) + 1
            phrase.flags.add("glued_article")
        if kind == "group":
            end, of, _ = qualities(self, last, True, start, nisba=False, body=actor.kind != "person")
            if of and actor.country and of != actor.country and actor.role == "MIL":
                phrase.name, phrase.country, phrase.body = None, of, "mil"  # قوات الاحتلال التركي
            elif end > last and name.mode == "headed":
                phrase.name = None  # جبهة الشباب الليبرالي
            phrase.last = tie(self, end, True, phrase.parts, depth) if end > last else end
        elif kind == "person":
            phrase.person = i
        elif name.prep == "ب" or self.behind_place_word(i):
            phrase.flags.add("as_place")
        return phrase

    def _headed(self, i: int, reading: HeadReading, depth: int) -> Phrase | None:
        """The name that begins with the head at token `i`; a head that looks like a verb needs a genitive."""
        head, cut = reading
        if head.words > 1 and not self.words.long_head(self.norms, i, head):
            return None
        unowned = cut.pronoun == "ي" and head.cls in ("force", "group") or cut.pronoun and head.base == "مصدر"
        written = self.doc.tokens[i].text
        if is_misread(cut, written) or unowned or written in _AND_TO:
            return None  # حاجز أمني is nobody's "my security", قصف مصدره كذا has no speaker
        if head.cls == "people" and (self.norms[i] == head.base and self._describes(i) or self._of_site(i)):
            return None
        noun = cut.article or cut.pronoun or "إ" in written  # no verb of the past and no preposition has إ
        doubtful = head.base in self.words.verbal and not noun
        if doubtful and not (head.named or head.cls in ("force", "office") or self._of_nation(i + 1)):
            return None
        phrase = Phrase(
            i, i + head.words, cut.letters - 2 * cut.article, cut.conj, cut.prep, head.cls, head.base
        )
        phrase.role, phrase.body, phrase.pronoun = head.role, head.body, cut.pronoun
        phrase.definite = cut.article or bool(cut.pronoun)
        if cut.prep == "ل" and cut.article:
            phrase.letters = len(cut.conj) + 1
            phrase.flags.add("glued_article")
        if head.weak:
            phrase.flags.add("weak")
        if head.cls == "title":
            return titled(self, phrase)
        return self._built(phrase, head, cut, depth, doubtful)

    def _of_site(self, i: int) -> bool:
        """المطار المدني: whether the word at token `i` is the adjective of a site right before it."""
        site = self.norms[i - 1].removeprefix("ال") if i and self.norms[i].startswith("ال") else ""
        return site != self.norms[i - 1] and site in self.words.installations

    def _of_nation(self, i: int) -> bool:
        """Whether an indefinite adjective of a nation at token `i` shows that a noun stands before: شاب فلسطيني."""
        quality = self.words.quality(self.norms, i) if i < self.size else None
        return quality is not None and bool(quality.country) and not quality.definite

    def _built(self, phrase: Phrase, head: Head, cut: Cut, depth: int, strict: bool) -> Phrase | None:
        """`phrase` with all that belongs to its head; None where the head alone names nobody."""
        bare_end = phrase.last
        barred = self.words.not_names.get(head.base)
        if barred and bare_end < self.size and self.norms[bare_end] in barred:
            return None
        open_to = not phrase.definite and not head.free and self._takes_genitive(phrase, head)
        found = open_to and genitive(self, phrase, head, depth)
        if not found:
            found = adjectives(self, phrase)
        if head.base in self.words.units and phrase.last < self.size and self.norms[phrase.last].isdigit():
            phrase.last += 1  # اللواء 38
            adjectives(self, phrase)
            found = True
        if strict and not found:
            return None
        attach(self, phrase, head, depth)
        grown = phrase.last > bare_end
        if head.cls == "office":
            if not grown and not phrase.definite:
                return None
            person_tail(self, phrase)
        elif head.cls == "people" and head.role in ("GOV", "REL", "JRN", "MED") and not head.free:
            person_tail(self, phrase, comma=False)
        loose = head.open or (depth > 0 and head.cls in ("group", "force"))
        if phrase.last == bare_end and not phrase.definite and not loose:
            return None
        phrase.kind = "person" if phrase.person else phrase.kind
        phrase.rule = phrase.rule or head.cls
        phrase.last = self.doc.closed(phrase.first, phrase.last)
        return phrase

    def _takes_genitive(self, phrase: Phrase, head: Head) -> bool:
        """Whether what stands behind can belong to the name: not of اقتحمت قوة | منزل فلان، أطلق جندي | النار."""
        behind, words = self.norms[phrase.last : phrase.last + 1], self.words
        stormed = head.base in words.squads and not words.premises.isdisjoint(behind)
        opened = head.cls in ("people", "force", "office") and not words.fire.isdisjoint(behind)
        return not (stormed or opened)

    def quoted(self, j: int) -> int:
        """The token after the quotation that opens at `j`, when it is short enough to be a name; else 0."""
        signs = self.doc.tokens[j - 1 : j + 2]
        glued = len(signs) > 2 and signs[0].end == signs[1].start
        if glued and (signs[1].end < signs[2].start or not signs[2].norm[0].isalnum()):
            return 0  # عشائر”، it closes what was opened before the name
        for k in range(j + 1, min(j + 8, self._limits[j])):
            if self.norms[k] in CLOSING:
                return k + 1 if k > j + 1 else 0
        return 0


def _person_cut(norm: str, words: Lexis) -> str:
    """The clitics written before a person's first name."""
    if norm in words.given:
        return ""
    for cut in proclitic_cuts(norm):
        if not cut.article and (cut.stem in words.given or cut.stem in ("عبد", "ابو")):
            return norm[: cut.letters]
    return ""
