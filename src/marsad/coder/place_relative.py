"""Places told by others: شمال حلب, وسط العاصمة دمشق, (20 كلم شرق حلب), and general words (البلاد, الحدود)."""

from __future__ import annotations

from marsad.coder.gazetteer import PREPOSED, Gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_mentions import Found
from marsad.coder.place_names import SETTLED, NameReader, known
from marsad.coder.place_parts import Direction, direction, distance_before
from marsad.coder.place_tracts import Tract, bare_border, border_end, tract
from marsad.coder.place_words import ONE, PlaceWords

_LOCATED = {"(", "،", "الواقعه", "الواقع", "تقع", "علي", "بعد", "التي", "تبعد"}
_BORDER = "الحدود"
_PARTS = ("جزء", "اجزاء")
_OF = ("من", "في")
_ANY_PART = frozenset((*_PARTS, *("ال" + part for part in _PARTS)))
_NO_REFERENCE = {"region", "rural", "land", "road", "front", "base", "house"}


class Relative:
    """Reads directions and general words for places off one report."""

    def __init__(self, found: Found, gaz: Gazetteer, words: PlaceWords, names: NameReader) -> None:
        self.found, self.gaz, self.words, self.names = found, gaz, words, names
        self.norms = found.doc.norms

    def bracket(self, mention: PlaceMention, i: int) -> int:
        """A direction in brackets from token `i` on, as (شمال) or (20 كلم شرق حلب); the token after it."""
        norms = self.norms
        if i >= len(norms) or norms[i] not in ("(", "-", "–", "،"):
            return i
        km, j = distance_before(norms, i + 1, self.words)
        told = direction(norms, j, self.words)
        if told is None or (norms[i] != "(" and km is None):
            return i
        mention.bearing, mention.km = told.bearing, km
        after = told.last
        reference = self.reference(after)
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

    def reference(self, i: int) -> PlaceMention | None:
        """The place at token `i` that a direction is told from: a known name, with or without its trigger word."""
        norms, words = self.norms, self.words
        if i >= len(norms) or i in self.names.blocked:
            return None
        start = i
        if norms[i] == "من" and i + 1 < len(norms):
            i += 1
        if norms[i] in words.capital and i + 1 < len(norms):
            i += 1
            if norms[i] in words.nisba and i + 1 < len(norms):
                i += 1
        pointing = words.references.get(norms[i])
        if pointing is not None and pointing.sort in SETTLED:
            return self.found.make(i, i + 1, pointing.one, "definite", "", "", ())
        trigger = next(
            (t for t in words.triggers.get(norms[i], ()) if t.count == ONE and len(t.words) == 1), None
        )
        if trigger and not known(norms, i, self.gaz)[0] > 1:
            name = self.names.behind(i + 1, trigger)
            first = i if trigger.keep else name.inner if name else i
            return (
                self.found.make(first, name.end, trigger.one, "reference", "", "", name.rows)
                if name
                else None
            )
        length, grade, rows = known(norms, i, self.gaz)
        if length and (grade >= PREPOSED or grade and start != i and norms[i] not in words.everyday):
            return self.found.make(i, i + length, None, "reference", "", "", rows)
        return None

    def part(self, i: int, conj: str, prep: str, stem: str) -> int:
        """شمال حلب, جنوب غرب البلاد, وسط العاصمة دمشق: a part of a place, or where the place before it lies."""
        if stem in self.words.middles:
            told: Direction | None = Direction(i + 1, None)
        elif stem in self.words.directions:
            told = direction(self.norms, i, self.words, stem)
        else:
            return 0
        if told is None or told.last >= len(self.norms):
            return 0
        reference = self.reference(told.last)
        if reference is None:
            if self.norms[told.last] not in self.words.homeland:
                return 0
            mention = self.found.add(i, told.last + 1, stem, "direction", conj, prep)
            mention.bearing = told.bearing
            return mention.last
        km, start = self._distance_behind(i)
        mention = self.found.add(i, reference.last, stem, "direction", conj, prep)
        mention.of, mention.bearing, mention.km = reference, told.bearing, km
        self._tell_previous(mention, start)
        return mention.last

    def _tell_previous(self, mention: PlaceMention, start: int) -> None:
        """A direction right behind a place says where that place lies."""
        before = self.found.mentions
        previous = before[-2] if len(before) > 1 else None
        if previous is None or mention.bearing is None or previous.of is not None:
            return
        between = self.norms[previous.last : start]
        if 0 <= start - previous.last <= 3 and all(t in _LOCATED for t in between):
            previous.of, previous.bearing, previous.km = mention.of, mention.bearing, mention.km
            mention.rule = "direction-of"

    def _distance_behind(self, i: int) -> tuple[float | None, int]:
        """(kilometres, first token) of a distance that ends right before token `i`, as 20 كلم; else (None, i)."""
        for back in range(1, 6):
            km, after = distance_before(self.norms, i - back, self.words) if i >= back else (None, 0)
            if km is not None and after in (i, i - 1):
                return km, i - back
        return None, i

    def tract(self, i: int, conj: str, prep: str, stem: str) -> int:
        """قرى حدودية مع لبنان, المناطق الشمالية, الجزء الجنوبي من المدينة: land told by where it lies."""
        told = tract(self.norms, i, stem, self.gaz, self.words)
        if told is None:
            return 0
        of = self.norms[told.last] if told.last < len(self.norms) else ""
        reference = None
        if told.bearing is not None and of in _OF:
            reference = self.reference(told.last + (of != "من"))
        if reference is None and stem.removeprefix("ال") in _PARTS:
            return self._other_part(i, told, conj, prep, stem)
        if reference is not None:
            mention = self.found.add(i, reference.last, stem, "direction", conj, prep)
            mention.of = reference
        else:
            rule = "border" if told.border else "tract" if told.bearing is not None else "ground"
            mention = self.found.add(i, told.last, stem, rule, conj, prep)
        mention.bearing = told.bearing
        return mention.last

    def _other_part(self, i: int, told: Tract, conj: str, prep: str, stem: str) -> int:
        """الجزء الغربي, where the eastern part of a place was told of before; the token after it, or 0."""
        whole = next((m.of for m in reversed(self.found.mentions) if m.of and m.kind in _ANY_PART), None)
        if whole is None or told.bearing is None:
            return 0
        mention = self.found.add(i, told.last, stem, "direction", conj, prep)
        mention.of, mention.bearing = whole, told.bearing
        return mention.last

    def general(self, i: int, conj: str, prep: str, stem: str) -> int:
        """العاصمة السورية, الأراضي اللبنانية, الحدود السورية التركية, and definite words for a place named before."""
        words, norms = self.words, self.norms
        nxt = norms[i + 1] if i + 1 < len(norms) else ""
        if stem in words.capital:
            after = i + 2 if nxt in words.nisba else i + 1
            length, grade, rows = known(norms, after, self.gaz) if after < len(norms) else (0, 0, ())
            if length and grade >= PREPOSED:
                self.found.add(after, after + length, stem, "capital", "", "", rows)
                return after + length
            self.found.add(i, after, stem, "capital", conj, prep)
            return after
        if stem in words.homeland:
            self.found.add(i, i + 1, stem, "homeland", conj, prep)
            return i + 1
        if stem in words.shorts and not nxt.startswith("ال"):
            return self._short(i, conj, prep, stem)
        if stem in words.border or stem in words.grounds:
            return self._ground(i, conj, prep, stem)
        if stem in words.references and not (stem in self.gaz.names and self.gaz.names[stem][0] > 1):
            trigger = words.references[stem]
            if known(norms, i, self.gaz, stem)[0] > 1:  # الضاحية الجنوبية is a name
                return 0
            if nxt in words.nisba or trigger.sort in _NO_REFERENCE:
                return 0
            self.found.add(i, i + 1, trigger.one, "definite", conj, prep)
            return i + 1
        return 0

    def _short(self, i: int, conj: str, prep: str, stem: str) -> int:
        """القطاع for قطاع غزة, in a report that names it; not القطاع الصحي, القطاع المصرفي."""
        told_by, name = self.words.shorts[stem]
        _, rows = self.gaz.names.get(name, (0, ()))
        if not rows or not any(n.endswith(told_by) for n in self.norms):
            return 0
        self.found.add(i, i + 1, None, "known", conj, prep, rows)
        return i + 1

    def _ground(self, i: int, conj: str, prep: str, stem: str) -> int:
        """الأراضي اللبنانية, الحدود السورية التركية, الحدود مع تركيا from token `i` on; the token after, or 0."""
        words, norms = self.words, self.norms
        border = stem in words.border
        j = border_end(norms, i + 1, self.gaz, words)
        if j == i + 1 and not (border and stem == _BORDER and bare_border(norms, i, prep)):
            return 0
        mention = self.found.add(i, j, stem, "border" if border else "ground", conj, prep)
        mention.bearing = float(words.directions[stem]) if stem in words.directions else None
        return j
