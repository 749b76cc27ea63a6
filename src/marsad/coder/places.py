"""Room 3, places: where the report names a place.

A bare name is never enough: a trigger word (مدينة، حي، مطار …), a preposition, a list with another place, the dateline,
or the size and plainness of the name must license it. Names that the actor room took (`blocked`) are left alone.
"""

from __future__ import annotations

from marsad.coder.gazetteer import ANYWHERE, PREPOSED, gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_names import Name, NameReader, cuts, known
from marsad.coder.place_parts import Direction, direction, distance_before
from marsad.coder.place_words import MANY, ONE, PlaceWords, Trigger, place_words
from marsad.coder.text import Document
from marsad.coder.words import bare

_SITES = {"site", "base", "house", "square"}
_AREAS = {"rural", "front"}


def find_places(doc: Document, blocked: set[int] | None = None) -> list[PlaceMention]:
    """Place mentions of `doc` in order; tokens in `blocked` belong to other names. Positions come with `resolve_places`."""
    finder = _Finder(doc, blocked or set())
    finder.run()
    return finder.found


class _Finder:
    """One pass over the tokens, then a second for names that the report itself made plain."""

    def __init__(self, doc: Document, blocked: set[int]) -> None:
        self.doc, self.norms = doc, doc.norms
        self.gaz, self.words = gazetteer(), place_words()
        self.blocked = blocked | _phrases(doc.norms, self.words)
        self.names = NameReader(self.norms, self.gaz, self.words, self.blocked)
        self.found: list[PlaceMention] = []
        self.plain: set[str] = set()  # folded names that the report puts behind a trigger
        self.dateline = _dateline_end(doc)

    def run(self) -> None:
        interesting = _interesting
        skipped: list[int] = []
        i, n = 0, len(self.norms)
        while i < n:
            if i in self.blocked or not interesting(self.norms[i]):
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
        self.found.sort(key=lambda m: (m.first, m.last))

    def _at(self, i: int) -> int:
        """Reads what stands at token `i`; the token after it, or `i` where no place is named."""
        for conj, prep, stem in cuts(self.norms[i]):
            if (conj or prep) and self.norms[i] in self.words.everyday and stem not in self.words.triggers:
                if known(self.norms, i, self.gaz)[0]:
                    break
                if not (stem in self.gaz.longest and len(stem) > 3) and stem not in self.words.directions:
                    continue
            after = (
                self._known(i, conj, prep, stem, long=True)
                or self._direction(i, conj, prep, stem)
                or self._trigger(i, conj, prep, stem)
                or self._general(i, conj, prep, stem)
                or self._known(i, conj, prep, stem)
            )
            if after:
                return after
        return i

    # names behind a trigger word

    def _trigger(self, i: int, conj: str, prep: str, stem: str) -> int:
        for trigger in self.words.triggers.get(stem, ()):
            size = len(trigger.words)
            if size > 1 and tuple(self.norms[i + 1 : i + size]) != trigger.words[1:]:
                continue
            after = self._named(i, i + size, trigger, conj, prep)
            if after:
                return after
            if trigger.sort in ("site",) and trigger.count == ONE and not trigger.weak or size > 1:
                self._add(i, i + size, trigger.one, "site", conj, prep)
                return i + size
            if trigger.sort in ("site", "house", "square") and trigger.count == ONE and (prep or self._placed(i)):
                self._add(i, i + size, trigger.one, "site-bare", conj, prep)
                return i + size
        return 0

    def _named(self, i: int, j: int, trigger: Trigger, conj: str, prep: str) -> int:
        """A trigger at [i, j) with its names; several behind a dual or plural."""
        if trigger.sort in _AREAS and j < len(self.norms):
            inner = self._inner_trigger(i, j, trigger, conj, prep)
            if inner:
                return inner
        name = self.names.behind(j, trigger)
        if name is None:
            return 0
        first = i if trigger.keep or not name.quoted else name.first
        mention = self._name(first if trigger.keep else name.inner, name, trigger, conj if trigger.keep else "", prep)
        last = self._tail(mention, name, trigger)
        group = [mention]
        while trigger.count != ONE and len(group) < trigger.count:
            k = last + 1 if last < len(self.norms) and self.norms[last] in ("،", ",") else last
            name = self.names.behind(k, trigger, listed=True)
            if name is None:
                break
            mention = self._name(name.inner, name, trigger, name.conj, "")
            last = self._tail(mention, name, trigger)
            group.append(mention)
        for earlier in group[:-1]:
            if earlier.bearing is None and group[-1].bearing is not None and trigger.count != MANY:
                earlier.bearing, earlier.km, earlier.of = group[-1].bearing, group[-1].km, group[-1].of
        return last

    def _inner_trigger(self, i: int, j: int, outer: Trigger, conj: str, prep: str) -> int:
        """محيط مطار X, ريف مدينة X: an area around what another trigger names."""
        for trigger in self.words.triggers.get(self.norms[j], ()):
            size = len(trigger.words)
            if trigger.count != ONE or (size > 1 and tuple(self.norms[j + 1 : j + size]) != trigger.words[1:]):
                continue
            name = self.names.behind(j + size, trigger)
            if name:
                inner = self._name(j if trigger.keep else name.inner, name, trigger, "", "")
                self.found.pop()
                mention = self._add(i, inner.last, outer.one, "around", conj, prep)
                mention.of = inner
                return mention.last
        return 0

    def _name(self, first: int, name: Name, trigger: Trigger, conj: str, prep: str) -> PlaceMention:
        mention = self._add(first, name.end, trigger.one, "trigger" if name.rows else "unknown", conj, prep, name.rows)
        self.plain.add(_key(self.norms, name))
        return mention

    def _tail(self, mention: PlaceMention, name: Name, trigger: Trigger) -> int:
        """Adjectives and brackets behind a name; the token after them."""
        last = name.last
        norms = self.norms
        if trigger.sort in ("rural", "site", "base") and last < len(norms) and not name.quoted:
            while last < len(norms) and norms[last].startswith("ال") and norms[last].endswith(("ي", "يه")) and (
                norms[last] in self.words.directions or trigger.sort != "rural" and norms[last] not in self.words.nisba
            ) and last - name.last < 2:  # fmt: skip
                if trigger.sort == "rural":
                    mention.bearing = float(self.words.directions[norms[last]])
                last += 1
                mention.last = last
            mention.name = self._text(mention)
        return self._bracket(mention, last)

    def _bracket(self, mention: PlaceMention, i: int) -> int:
        """A direction in brackets from token `i` on, as (شمال) or (20 كلم شرق حلب)."""
        norms = self.norms
        if i >= len(norms) or norms[i] not in ("(", "-", "–", "،"):
            return i
        km, j = distance_before(norms, i + 1, self.words)
        found = direction(norms, j, self.words)
        if found is None or (norms[i] != "(" and km is None):
            return i
        mention.bearing, mention.km = found.bearing, km
        after = found.last
        reference = self._reference_name(after)
        if reference:
            mention.of = reference
            after = reference.last
        elif after < len(norms) and norms[after] in self.words.homeland | {"سوريا"}:
            after += 1
        if norms[i] == "(":
            while after < len(norms) and norms[after] != ")" and after - i < 12:
                after += 1
            return after + 1
        return after

    def _reference_name(self, i: int) -> PlaceMention | None:
        """The place at token `i` that a direction is told from: a known name, with or without its trigger word."""
        norms = self.norms
        if i >= len(norms) or i in self.blocked:
            return None
        start = i
        if norms[i] == "من" and i + 1 < len(norms):
            i += 1
        if norms[i] in self.words.capital and i + 1 < len(norms):
            i += 1
            if norms[i] in self.words.nisba and i + 1 < len(norms):
                i += 1
        trigger = next((t for t in self.words.triggers.get(norms[i], ()) if t.count == ONE and len(t.words) == 1), None)
        if trigger and not known(norms, i, self.gaz)[0] > 1:
            name = self.names.behind(i + 1, trigger)
            if name:
                return self._make(i if trigger.keep else name.inner, name.end, trigger.one, "reference", "", "", name.rows)
            return None
        length, grade, rows = known(norms, i, self.gaz)
        if length and (grade >= PREPOSED or grade and start != i and norms[i] not in self.words.everyday):
            return self._make(i, i + length, None, "reference", "", "", rows)
        return None

    # directions, parts of countries, general words

    def _direction(self, i: int, conj: str, prep: str, stem: str) -> int:
        """شمال حلب, جنوب غرب البلاد, وسط العاصمة دمشق: a part of a place, or where the place before it lies."""
        if stem in self.words.middles:
            found: Direction | None = Direction(i + 1, None)
        elif stem in self.words.directions:
            found = direction(self.norms, i, self.words, stem)
        else:
            return 0
        if found is None or found.last >= len(self.norms):
            return 0
        reference = self._reference_name(found.last)
        if reference is None:
            if self.norms[found.last] in self.words.homeland:
                mention = self._add(i, found.last + 1, stem, "direction", conj, prep)
                mention.bearing = found.bearing
                return mention.last
            return 0
        km, start = self._distance_behind(i)
        mention = self._add(i, reference.last, stem, "direction", conj, prep)
        mention.of, mention.bearing, mention.km = reference, found.bearing, km
        previous = self.found[-2] if len(self.found) > 1 else None
        if previous and found.bearing is not None and 0 <= start - previous.last <= 3 and previous.of is None:
            if all(t in ("(", "،", "الواقعه", "الواقع", "تقع", "علي", "بعد", "التي", "تبعد") for t in self.norms[previous.last : start]):
                previous.of, previous.bearing, previous.km = reference, found.bearing, km
                mention.rule = "direction-of"
        return mention.last

    def _distance_behind(self, i: int) -> tuple[float | None, int]:
        """(kilometres, first token) of a distance that ends right before token `i`, as 20 كلم; else (None, i)."""
        for back in range(1, 6):
            km, after = distance_before(self.norms, i - back, self.words) if i >= back else (None, 0)
            if km is not None and after in (i, i - 1):
                return km, i - back
        return None, i

    def _general(self, i: int, conj: str, prep: str, stem: str) -> int:
        """العاصمة السورية, الأراضي اللبنانية, الحدود السورية التركية, and definite words for a place named before."""
        words, norms = self.words, self.norms
        nxt = norms[i + 1] if i + 1 < len(norms) else ""
        if stem in words.capital:
            after = i + 2 if nxt in words.nisba else i + 1
            length, grade, rows = known(norms, after, self.gaz) if after < len(norms) else (0, 0, ())
            if length and grade >= PREPOSED:
                self._add(after, after + length, stem, "capital", conj, prep, rows)
                return after + length
            self._add(i, after, stem, "capital", conj, prep)
            return after
        if stem in words.homeland:
            self._add(i, i + 1, stem, "homeland", conj, prep)
            return i + 1
        if stem in words.border or stem in words.grounds:
            j = i + 1
            while j < len(norms) and j - i < 4 and (norms[j] in words.nisba or norms[j] in ("-", "–", "مع") and j > i):
                j += 1
            if norms[j - 1] in ("-", "–"):
                j -= 1
            if j < len(norms) and norms[j - 1] == "مع":
                length, grade, _ = known(norms, j, self.gaz)
                j = j + length if length and grade >= PREPOSED else j - 1
            if j == i + 1:
                return 0
            mention = self._add(i, j, stem, "border" if stem in words.border else "ground", conj, prep)
            mention.bearing = float(words.directions[stem]) if stem in words.directions else None
            return j
        if stem in words.references and not (stem in self.gaz.names and self.gaz.names[stem][0] > 1):
            trigger = words.references[stem]
            if nxt in words.nisba or trigger.sort in ("region", "rural", "land", "road", "front", "base", "house"):
                return 0
            self._add(i, i + 1, trigger.one, "definite", conj, prep)
            return i + 1
        return 0

    # bare names

    def _known(self, i: int, conj: str, prep: str, stem: str, long: bool = False) -> int:
        """A name of the gazetteer; with `long` only one of two words or more that starts with a trigger or direction."""
        length, grade, rows = known(self.norms, i, self.gaz, stem)
        if not length:
            return 0
        if long and not (length > 1 and (stem in self.words.triggers or stem in self.words.directions)):
            return 0
        last = i + length
        if not long and grade < PREPOSED:
            return 0
        plainly = grade >= ANYWHERE and (length > 1 or stem not in self.words.everyday)
        rule = self._licence(i, last, conj, prep, stem if length == 1 else "")
        if rule is None and not (plainly or long):
            return 0
        if length == 1 and stem in self.words.nisba and rule != "preposition":
            return 0
        mention = self._add(i, last, None, rule or "known", conj, prep, rows)
        return self._bracket(mention, last)

    def _licence(self, i: int, last: int, conj: str, prep: str, word: str) -> str | None:
        """What makes the bare name at [i, last) a place, or None."""
        norms = self.norms
        if i < self.dateline:
            return "dateline"
        if prep in ("ب", "ل"):
            return "preposition"
        before = norms[i - 1] if i else ""
        if before in self.words.prepositions and not conj:
            if before not in self.words.loose or word not in self.words.everyday:
                return "preposition"
        previous = self.found[-1] if self.found else None
        if previous and previous.rule != "definite":
            between = norms[previous.last : i]
            if conj == "و" and (not between or between == [")"]) or between in (["،"], [","], ["("], ["-"], ["–"]):
                return "list"
        if before in self.words.nisba and i > 1 and norms[i - 2] in self.words.references:
            return "apposition"
        return None

    def _second_pass(self, skipped: list[int]) -> None:
        """Names that the report has put behind a trigger once are places behind a preposition too."""
        taken = {k for m in self.found for k in range(m.first, m.last)}
        for i in skipped:
            if i in taken:
                continue
            for conj, prep, stem in cuts(self.norms[i]):
                if stem not in self.plain or len(stem) < 4:
                    continue
                rule = self._licence(i, i + 1, conj, prep, stem)
                if rule or stem not in self.words.everyday:
                    rows = self.gaz.names.get(stem, (0, ()))[1]
                    self._add(i, i + 1, None, rule or "named", conj, prep, rows)
                break

    def _placed(self, i: int) -> bool:
        return i > 0 and self.norms[i - 1] in self.words.prepositions and self.norms[i - 1] not in ("من", "علي")

    # making mentions

    def _add(
        self, first: int, last: int, kind: str | None, rule: str, conj: str, prep: str, rows: tuple[int, ...] = ()
    ) -> PlaceMention:
        mention = self._make(first, last, kind, rule, conj, prep, rows)
        self.found.append(mention)
        return mention

    def _make(
        self, first: int, last: int, kind: str | None, rule: str, conj: str, prep: str, rows: tuple[int, ...]
    ) -> PlaceMention:
        mention = PlaceMention(first, last, "", kind, rule, prep=prep, conj=conj, rows=rows)
        mention.name = self._text(mention)
        return mention

    def _text(self, mention: PlaceMention) -> str:
        """The report's words of the mention without conjunction and preposition."""
        text = self.doc.quote(mention.first, mention.last)
        if not (mention.conj or mention.prep):
            return text
        norm = self.norms[mention.first]
        if mention.prep == "ل" and norm[len(mention.conj) :].startswith("لل"):
            return "ال" + bare(text, len(mention.conj) + 2)
        return bare(text, len(mention.conj) + len(mention.prep))


_memo: dict[str, bool] = {}


def _interesting(norm: str) -> bool:
    """Whether a word can begin a place mention under some reading; memoised, as news vocabulary saturates."""
    known_word = _memo.get(norm)
    if known_word is None:
        gaz, words = gazetteer(), place_words()
        known_word = any(
            stem in gaz.longest or stem in words.triggers or stem in words.directions or stem in words.middles
            or stem in words.references or stem in words.capital or stem in words.homeland or stem in words.border
            or stem in words.grounds
            for _, _, stem in cuts(norm)
        )  # fmt: skip
        if len(_memo) < 1 << 17:
            _memo[norm] = known_word
    return known_word


def _key(norms: list[str], name: Name) -> str:
    word = norms[name.inner]
    return " ".join([word[len(name.conj) :], *norms[name.inner + 1 : name.end]])


def _phrases(norms: list[str], words: PlaceWords) -> set[int]:
    """Tokens of runs of words that name something else than a place."""
    out: set[int] = set()
    for i, norm in enumerate(norms):
        for phrase in words.phrases.get(norm, ()):
            if tuple(norms[i : i + len(phrase)]) == phrase:
                out.update(range(i, i + len(phrase)))
                break
    return out


def _dateline_end(doc: Document) -> int:
    """The token after the dateline: a first line's start up to a dash, colon or bracket, at most 12 tokens in."""
    stop = min(12, len(doc.norms))
    for i in range(stop):
        if doc.norms[i] in ("-", "–", ":", "_", "(", "ـ") and i:
            return i
        if i and "\n" in doc.text[doc.tokens[i - 1].end : doc.tokens[i].start]:
            return i
    return 0
