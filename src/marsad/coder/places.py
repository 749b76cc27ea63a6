"""Room 3, places: where the report names a place.

A bare name is never enough: a trigger word (مدينة، حي، مطار …), a preposition, a list with another place, the dateline,
or the size and plainness of the name must license it. Names that the actor room took (`blocked`) are left alone.
"""

from __future__ import annotations

from marsad.coder.actor_words import lexis
from marsad.coder.gazetteer import ANYWHERE, PREPOSED, TRIGGERED, gazetteer
from marsad.coder.lexicon import lexicon
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_licence import (
    dateline_end,
    heads_line,
    held,
    interesting,
    licence,
    phrases,
    written_as,
)
from marsad.coder.place_mentions import Found
from marsad.coder.place_names import SETTLED, Name, NameReader, cuts, joined, known, neighbours, plain_place
from marsad.coder.place_relative import Relative
from marsad.coder.place_seats import seats
from marsad.coder.place_streets import street
from marsad.coder.place_unlisted import may_be_unlisted, unlisted
from marsad.coder.place_words import MANY, ONE, Trigger, opens_holder, place_words
from marsad.coder.text import Document

_VERBAL = {"سد"}  # بسد الحاجة: a verbal noun where no name follows
_TOWN = "بلده"  # what is taken to be named where only what holds it is said
_AREAS = {"rural", "front"}
_CITY = 100_000  # people
_LONG = 5  # letters
_REACH = 5  # words from a verb to the site behind its preposition


def find_places(doc: Document, blocked: set[int] | None = None) -> list[PlaceMention]:
    """Place mentions of `doc` in order; tokens in `blocked` are other names'. Positions come with `resolve_places`."""
    finder = _Finder(doc, blocked or set())
    finder.run()
    return finder.found.mentions


class _Finder:
    """One pass over the tokens, then a second for names that the report itself made plain."""

    def __init__(self, doc: Document, blocked: set[int]) -> None:
        self.doc, self.norms = doc, doc.norms
        self.gaz, self.words = gazetteer(), place_words()
        self.blocked = blocked | phrases(doc.norms, self.words)
        self.names = NameReader(self.norms, self.gaz, self.words, self.blocked)
        self.found = Found(doc)
        self.relative = Relative(self.found, self.gaz, self.words, self.names)
        self.plain: set[str] = set()  # folded names that the report puts behind a trigger
        self.dateline = dateline_end(doc)

    def run(self) -> None:
        """Fills `found`."""
        skipped: list[int] = []
        i, n = 0, len(self.norms)
        while i < n:
            if i in self.blocked or not (interesting(self.norms[i]) or may_be_unlisted(self.norms, i)):
                i += 1
                continue
            after = self._at(i)
            if after <= i:
                skipped.append(i)
                i += 1
            else:
                i = after
        if self.plain and skipped:
            self._second_pass(skipped)
        self._add_seats()
        self.found.mentions.sort(key=lambda m: (m.first, m.last))

    def _add_seats(self) -> None:
        """Seats of the state, in place of words in them that point to places: القصر in القصر الرئاسي."""
        mentions = self.found.mentions
        taken = {k for m in mentions if m.rule != "definite" for k in range(m.first, m.last)}
        named = {(m.first, m.last): m for m in mentions if m.rule != "definite"}
        for seat in seats(self.norms, self.words):
            if same := named.get((seat.first, seat.last)):  # the map's palace of that name may be another one
                same.kind, same.rule = seat.kind, "trigger"
            elif taken.isdisjoint(range(seat.first, seat.last)):
                mentions[:] = [m for m in mentions if m.first < seat.first or m.last > seat.last]
                self.found.add(seat.first, seat.last, seat.kind, "unknown", seat.conj, seat.prep, ())

    def _at(self, i: int) -> int:
        """Reads what stands at token `i`; the token after it, or `i` where no place is named."""
        for conj, prep, stem in cuts(self.norms[i]):
            if (conj or prep) and self.norms[i] in self.words.everyday and stem not in self.words.triggers:
                if known(self.norms, i, self.gaz)[1] > TRIGGERED:
                    break
                if not self._worth(i, stem):
                    continue
            after = (
                self._known(i, conj, prep, stem, long=True)
                or self.relative.tract(i, conj, prep, stem)
                or self.relative.part(i, conj, prep, stem)
                or self._trigger(i, conj, prep, stem)
                or self._owned(i, conj, prep, stem)
                or self.relative.general(i, conj, prep, stem)
                or self._known(i, conj, prep, stem)
            )
            if after:
                return after
        return self._unlisted(i)

    def _unlisted(self, i: int) -> int:
        """في كازقيل بولاية كذا: a town that no gazetteer has; `i` where none is named."""
        prep = unlisted(self.norms, i, self.words)
        if prep is None:
            return i
        self.found.add(i, i + 1, _TOWN, "unknown", "", prep, ())
        return i + 1

    def _worth(self, i: int, stem: str) -> bool:
        """Whether an everyday word is worth reading as a clitic and `stem`."""
        if stem in self.words.directions or stem in self.gaz.longest and len(stem) > 3:
            return True
        return plain_place(self.norms, i, self.gaz, stem)

    # names behind a trigger word

    def _trigger(self, i: int, conj: str, prep: str, stem: str) -> int:
        for trigger in self.words.triggers.get(stem, ()):
            size = len(trigger.words)
            if size > 1 and tuple(self.norms[i + 1 : i + size]) != trigger.words[1:]:
                continue
            if not written_as(self.doc.tokens[i].text, len(conj) + len(prep), trigger.surface):
                continue
            after = self._named(i, i + size, trigger, conj, prep)
            if after:
                return after
            if trigger.sort == "site" and trigger.count == ONE and not trigger.weak or size > 1:
                self.found.add(i, i + size, trigger.one, "site", conj, prep)
                return i + size
            bare = trigger.sort in ("site", "house", "square") and trigger.one not in _VERBAL
            at = prep != "ك" if prep else self._placed(i)
            if bare and trigger.count == ONE and at:
                self.found.add(i, i + size, trigger.one, "site-bare", conj, prep)
                return i + size
        return 0

    def _owned(self, i: int, conj: str, prep: str, stem: str) -> int:
        """أمام منزله, بمسجدهم: a house of somebody's as where something is; the token after it, or 0."""
        kind = self.words.owned.get(stem)
        library = self.doc.tokens[i].text.endswith("ة")  # مكتبة is not مكتبه
        if kind is None or library or not (prep == "ب" or self._placed(i)):
            return 0
        self.found.add(i, i + 1, kind, "site-bare", conj, prep)
        return i + 1

    def _named(self, i: int, j: int, trigger: Trigger, conj: str, prep: str) -> int:
        """A trigger at [i, j) with its names; several behind a dual or plural."""
        if trigger.sort == "road" and j - i > 1:
            return 0  # الطريق الساحلي الرابط بين كذا وكذا
        if trigger.sort in _AREAS and j < len(self.norms):
            inner = self._inner_trigger(i, j, trigger, conj, prep)
            if inner:
                return inner
        name = self.names.behind(j, trigger) or street(self.norms, j, trigger, self.words)
        if name is None:
            return 0
        clitics = (conj, prep) if trigger.keep else ("", "")
        mention = self._name(i if trigger.keep else name.inner, name, trigger, *clitics)
        last = self._tail(mention, name, trigger)
        group = [mention]
        while trigger.count != ONE and len(group) < trigger.count:
            last = self._past_holder(last)
            k = last + 1 if last < len(self.norms) and self.norms[last] in ("،", ",") else last
            if k < len(self.norms) and self.norms[k].startswith("و") and self.norms[k].endswith("ها"):
                k += 1  # عدرا ومزارعها وجوبر
            name = self.names.behind(k, trigger, listed=True, beside=mention.rows)
            if name is None:
                break
            mention = self._name(name.inner, name, trigger, name.conj, "")
            last = self._tail(mention, name, trigger)
            group.append(mention)
        for earlier in group[:-1]:
            if earlier.bearing is None and group[-1].bearing is not None and trigger.count != MANY:
                earlier.bearing, earlier.km, earlier.of = group[-1].bearing, group[-1].km, group[-1].of
        return last

    def _past_holder(self, i: int) -> int:
        """بلدات X قضاء A، وY قضاء B: the token behind what holds a town of a list, or `i` where nothing is named."""
        return self._at(i) if i < len(self.norms) and opens_holder(self.norms[i]) else i

    def _inner_trigger(self, i: int, j: int, outer: Trigger, conj: str, prep: str) -> int:
        """محيط مطار X, ريف مدينة X: an area around what another trigger names."""
        for trigger in self.words.triggers.get(self.norms[j], ()):
            size = len(trigger.words)
            if trigger.count != ONE or (
                size > 1 and tuple(self.norms[j + 1 : j + size]) != trigger.words[1:]
            ):
                continue
            name = self.names.behind(j + size, trigger)
            if name:
                inner = self._name(j if trigger.keep else name.inner, name, trigger, "", "")
                self.found.mentions.pop()
                mention = self.found.add(i, inner.last, outer.one, "around", conj, prep)
                mention.of = inner
                return mention.last
        return 0

    def _name(self, first: int, name: Name, trigger: Trigger, conj: str, prep: str) -> PlaceMention:
        rule = "trigger" if name.rows else "unknown"
        mention = self.found.add(first, name.end, trigger.one, rule, conj, prep, name.rows)
        word = self.norms[name.inner]
        if trigger.sort in SETTLED or trigger.sort == "region":
            self.plain.add(" ".join([word[len(name.conj) :], *self.norms[name.inner + 1 : name.end]]))
        return mention

    def _tail(self, mention: PlaceMention, name: Name, trigger: Trigger) -> int:
        """Adjectives and brackets behind a name; the token after them."""
        last = name.last
        norms = self.norms
        if trigger.sort in ("rural", "site", "base") and not name.quoted:
            while last < len(norms) and last - name.last < 2 and self._adjective(norms[last], trigger):
                if trigger.sort == "rural":
                    mention.bearing = float(self.words.directions[norms[last]])
                last += 1
                mention.last = last
            self.found.name(mention)
        return self.relative.bracket(mention, last)

    def _adjective(self, norm: str, trigger: Trigger) -> bool:
        """Whether a word behind a name belongs to it: a direction, or the adjective of a site."""
        if not (norm.startswith("ال") and norm.endswith(("ي", "يه"))) or norm in self.words.unnameable:
            return False
        return norm in self.words.directions or trigger.sort != "rural" and norm not in self.words.nisba

    # bare names

    def _known(self, i: int, conj: str, prep: str, stem: str, long: bool = False) -> int:
        """A name of the gazetteer; with `long` only one of two words or more that starts with a trigger."""
        length, grade, rows = known(self.norms, i, self.gaz, stem)
        if not length:
            return 0
        if "ً" in self.doc.tokens[i + length - 1].text:
            return 0  # عسكريا سوريا with its ending written: no name
        if long and not (length > 1 and (self._opens(stem) or stem in self.words.directions)):
            return 0
        if prep == "ك" and (len(stem) < _LONG or not any(self.gaz.row(r).kind == "country" for r in rows)):
            return 0  # كسرت is a verb before it is كـ and سرت, كلاوس a person
        if (
            not long
            and grade < PREPOSED
            and not self._heads(i, i + length, grade, stem)
            and not (self._listed(i, conj, stem, rows) or self._held(i, i + length, prep, stem, rows))
            and not (length == 1 and self._happened(i, stem))
        ):
            return 0
        glued = bool(prep) and (len(stem) < 4 or self.norms[i] in self.words.everyday)
        if glued and length == 1 and grade < ANYWHERE and not stem.startswith("ال"):
            return 0  # بحركة, لصور: a word of its own rather than a preposition and a small place
        word = stem if length == 1 else ""
        rule = self._licence(i, conj, prep, word) or self._heads(i, i + length, grade, word)
        if rule is None and length == 1 and not (conj or prep) and self._happened(i, stem):
            rule = "preposition"
        plainly = grade >= ANYWHERE and word not in self.words.everyday
        if prep == "ل" and length == 1 and (stem in self.words.doubtful or not self._great(rows)):
            return 0  # تماثل للشفاء, قالت للسفيرة: for somebody, no small town
        if rule is None and not (plainly or long):
            return 0
        if length == 1 and stem in self.words.nisba and rule != "preposition":
            return 0
        kind, rows = self._kind(i, stem, length, rows)
        mention = self.found.add(i, i + length, kind, rule or "known", conj, prep, rows)
        return self.relative.bracket(mention, i + length)

    def _opens(self, stem: str) -> bool:
        """Whether a place's name of several words can open with the word: مسجد كذا، المسجد الأقصى."""
        sites = self.words.triggers.get(stem.removeprefix("ال"), ())
        return stem in self.words.triggers or any(t.sort == "site" for t in sites)

    def _great(self, rows: tuple[int, ...]) -> bool:
        """Whether one of `rows` is a country, a province or a city."""
        found = (self.gaz.row(i) for i in rows)
        return any(r.kind in ("country", "admin1", "area") or r.population >= _CITY for r in found)

    def _kind(
        self, i: int, stem: str, length: int, rows: tuple[int, ...]
    ) -> tuple[str | None, tuple[int, ...]]:
        """The trigger that a longer name begins with, and its rows with those of the name without it."""
        triggers = self.words.triggers.get(stem, ()) if length > 1 else ()
        trigger = next((t for t in triggers if t.count == ONE and len(t.words) == 1), None)
        if trigger is None or trigger.sort not in SETTLED:
            return trigger.one if trigger else None, rows
        alone = known(self.norms, i + 1, self.gaz)
        return trigger.one, joined(rows, alone[2] if alone[0] == length - 1 else ())

    def _listed(self, i: int, conj: str, stem: str, rows: tuple[int, ...]) -> bool:
        """Whether a small place's name goes on a list of places near it: الأتارب والباب وعندان."""
        mentions = self.found.mentions
        if conj != "و" or not mentions or mentions[-1].last != i or stem in self.words.never:
            return False
        if stem in self.words.common and mentions[-1].rule not in ("trigger", "unknown", "list"):
            return False
        return mentions[-1].rule != "definite" and neighbours(self.gaz, rows, mentions[-1].rows)

    def _held(self, i: int, after: int, prep: str, stem: str, rows: tuple[int, ...]) -> bool:
        """Whether a small place's name behind a preposition is told by what holds it: في الباب بريف حلب."""
        place = prep == "ب" or i > 0 and self.norms[i - 1] in ("في", "علي", "قرب", "حول", "من", "الي")
        if not place or stem in self.words.never:
            return False
        if after < len(self.norms) and self.norms[after] in self.words.beside:
            return True  # في بلد المجاورة
        listed = self.names.next_listed(after) if self.norms[i - 1] == "في" else ()  # في حرض وميدي
        return held(self.norms, after, rows, self.words) or neighbours(self.gaz, rows, listed)

    def _happened(self, i: int, stem: str) -> bool:
        """Whether what happened is called by the place that the word at `i` names: هجوم الكرك، تفجيرات كذا."""
        words = self.words
        if (
            i == 0
            or stem in words.never
            or stem in words.common
            or stem in words.everyday
            or stem in words.nisba
        ):
            return False
        return any(noun in words.happenings for _, _, noun in cuts(self.norms[i - 1]))

    def _licence(self, i: int, conj: str, prep: str, word: str) -> str | None:
        before = self.norms[i - 1] if i else ""
        if i < self.dateline and before not in lexis().given and before != "عبد":
            return "dateline"  # القاهرة - كتب فلان, not فلان السادات
        mentions = self.found.mentions
        return licence(self.norms, i, conj, prep, word, mentions[-1] if mentions else None, self.words)

    def _heads(self, i: int, after: int, grade: int, word: str) -> str | None:
        """Whether a name opens an item of a list, as طفس in "- طفس: اجتماع بين ..."; the rule that licenses it.

        What is a word first, as إبراهيم: ..., does so only where a bracket says where it lies.
        """
        told = after < len(self.norms) and self.norms[after] == "("
        if word in self.words.common and not told or not heads_line(self.doc, i, after, grade < PREPOSED):
            return None
        return "list"

    def _second_pass(self, skipped: list[int]) -> None:
        """Names that the report has put behind a trigger once are places behind a preposition too."""
        taken = {k for m in self.found.mentions for k in range(m.first, m.last)}
        for i in skipped:
            if i in taken:
                continue
            for conj, prep, stem in cuts(self.norms[i]):
                if stem not in self.plain or len(stem) < 4:
                    continue
                rows = self.gaz.names.get(stem, (0, ()))[1]
                rule = self._licence(i, conj, prep, stem)
                if rule or rows and stem not in self.words.everyday and stem not in self.words.common:
                    self.found.add(i, i + 1, None, rule or "named", conj, prep, rows)
                break

    def _placed(self, i: int) -> bool:
        before = self.norms[i - 1] if i > 0 else "من"
        if before in ("من", "علي"):  # سيطروا على مقر, انسحبوا من سجن, not حصل على مقعد
            return any(lexicon().of_word(norm) for norm in self.norms[max(0, i - _REACH) : i - 1])
        return before in self.words.prepositions or before in self.words.seats["before"]
