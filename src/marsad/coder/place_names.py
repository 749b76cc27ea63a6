"""Reading a place's name off the tokens: known names by the gazetteer, unknown ones by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.coder.gazetteer import ANYWHERE, PREPOSED, Gazetteer
from marsad.coder.lexicon import lexicon
from marsad.coder.place_geometry import km
from marsad.coder.place_villages import ends_name, village_name
from marsad.coder.place_words import MANY, ONE, SITES, PlaceWords, Trigger

QUOTES = {"«": "»", "“": "”", '"': '"', "”": "“", "'": "'", "‘": "’", "„": "“", "″": "″"}
_CLOSERS = {"»", "”", '"', "'", "’", "“", "″", ")"}
_LONGEST_QUOTE = 5
# no names by themselves
_NEEDY = frozenset(("ابو", "ابي", "ابا", "ام", "ود", "بني", "بنو", "عبد", "ابن", "بن"))
_PRONOUNS = ("ها", "هما", "هم", "هن")
_WINDS = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط".split())  # كمين غرب كذا: where it is
SETTLED = {"settlement", "quarter", "camp", "province", "district"}  # sorts whose names stand without it too


@dataclass(slots=True, frozen=True)
class Name:
    """A name at tokens [first, last) of the report; the words of it proper are [inner, end)."""

    first: int
    last: int
    inner: int
    end: int
    rows: tuple[int, ...]
    grade: int  # 0: in no gazetteer
    conj: str = ""
    prep: str = ""
    quoted: bool = False


@lru_cache(maxsize=1 << 14)
def cuts(norm: str) -> tuple[tuple[str, str, str], ...]:
    """(conjunction, preposition, stem) readings of a folded word, the whole word first."""
    out = [("", "", norm)]
    for conj in ("", "و", "ف"):
        if conj and not norm.startswith(conj):
            continue
        rest = norm[len(conj) :]
        if conj and len(rest) > 1:
            out.append((conj, "", rest))
        if rest.startswith("لل") and len(rest) > 3:
            out.append((conj, "ل", "ال" + rest[2:]))
            out.append((conj, "ل", "ا" + rest[1:]))
        for prep in ("ب", "ل", "ك"):
            if rest.startswith(prep) and len(rest) > 2:
                out.append((conj, prep, rest[1:]))
    return tuple(out)


def known(
    norms: Sequence[str], i: int, gaz: Gazetteer, stem: str | None = None
) -> tuple[int, int, tuple[int, ...]]:
    """(tokens, grade, rows) of the longest gazetteer name at token `i`, its word read as `stem`; tokens 0: none.

    None, too, where the report has ended before `i`.
    """
    if i >= len(norms):
        return 0, 0, ()
    stem = norms[i] if stem is None else stem
    length = min(gaz.longest.get(stem, 0), len(norms) - i)
    while length > 0:
        found = gaz.names.get(stem if length == 1 else " ".join([stem, *norms[i + 1 : i + length]]))
        if found:
            return length, found[0], found[1]
        length -= 1
    return 0, 0, ()


def plain_place(norms: Sequence[str], i: int, gaz: Gazetteer, stem: str) -> bool:
    """Whether the everyday word at `i` is a conjunction or preposition and a place beyond doubt: وحمص, ودير الزور."""
    length, grade, _ = known(norms, i, gaz, stem)
    return length > 1 or grade == ANYWHERE


def neighbours(gaz: Gazetteer, rows: tuple[int, ...], beside: tuple[int, ...], reach: float = 80.0) -> bool:
    """Whether one of `rows` lies within `reach` km of one of `beside`; never where a name has too many bearers."""
    if not beside or len(rows) > 40 or len(beside) > 40:
        return False
    others = [gaz.row(i) for i in beside]
    return any(km(gaz.row(i), other) <= reach for i in rows for other in others)


def joined(rows: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    """Both lists of rows, each row once: حي التضامن may be called so, or be a quarter called التضامن."""
    return tuple(dict.fromkeys([*rows, *others]))


class NameReader:
    """Reads names off one report's folded tokens."""

    def __init__(self, norms: Sequence[str], gaz: Gazetteer, words: PlaceWords, blocked: set[int]) -> None:
        self.norms, self.gaz, self.words, self.blocked = norms, gaz, words, blocked

    def behind(
        self, i: int, trigger: Trigger, listed: bool = False, beside: tuple[int, ...] = ()
    ) -> Name | None:
        """The name at token `i` behind `trigger`; a later item of a list (`listed`) has و before it or no sign.

        A plain word in a list is a name where a place called so lies near one of the rows `beside`.
        """
        if i >= len(self.norms) or i in self.blocked or trigger.sort in SITES and self.norms[i] in _WINDS:
            return None
        if self.norms[i] in QUOTES or self.norms[i] == "(":
            return self._quoted(i, trigger)
        if listed and self.norms[i] == "و" and i + 1 < len(self.norms) and self.norms[i + 1] in QUOTES:
            return self._quoted(i + 1, trigger)
        for conj, prep, stem in cuts(self.norms[i]):
            if (
                prep
                or (conj and not listed)
                or (listed and not conj and self.norms[i - 1] not in ("،", ",", "و"))
            ):
                continue
            length, grade, rows = known(self.norms, i, self.gaz, stem)
            if trigger.count != ONE and not beside and length:
                beside = self.next_listed(i + length)
            plain = length > 1 or grade == ANYWHERE or neighbours(self.gaz, rows, beside)
            if conj and self.norms[i] in self.words.everyday and not plain:
                continue
            full = self._with_trigger(i, trigger, stem)
            if full:
                return Name(i, i + full[0], i, i + full[0], full[1], 2, conj)
            nxt = self.norms[i + 1] if i + 1 < len(self.norms) else "."
            headless = (
                length == 1 and stem in self.words.heads and self._part(nxt)
            )  # بلدة عين منين is not عين
            if length and not headless and self._fits(stem if length == 1 else "", trigger, rows, beside):
                return Name(i, i + length, i, i + length, rows, grade, conj)
        return self._unknown(i, trigger, listed)

    def next_listed(self, i: int) -> tuple[int, ...]:
        """Rows of the name that follows in a list, as تادف in مدينتي الباب وتادف; () where there is none."""
        if i < len(self.norms) and self.norms[i].startswith("و"):
            return known(self.norms, i, self.gaz, self.norms[i][1:])[2]
        return ()

    def _with_trigger(self, i: int, trigger: Trigger, stem: str) -> tuple[int, tuple[int, ...]] | None:
        """(tokens, rows) of a gazetteer name that starts with the trigger word itself, as مخيم اليرموك."""
        head = trigger.one.split(" ")
        longest = self.gaz.longest.get(head[0], 0) - len(head)
        for length in range(min(longest, len(self.norms) - i), 0, -1):
            found = self.gaz.names.get(" ".join([*head, stem, *self.norms[i + 1 : i + length]]))
            if found:
                alone = known(self.norms, i, self.gaz, stem) if trigger.sort in SETTLED else (0, 0, ())
                return length, joined(found[1], alone[2] if alone[0] == length else ())
        return None

    def _fits(self, word: str, trigger: Trigger, rows: tuple[int, ...], beside: tuple[int, ...]) -> bool:
        """Whether a known one-word name is a name here: behind a weak trigger not if it is an everyday word."""
        if not word:
            return True
        pointing = self.words.references.get(word)
        if word in self.words.never or pointing is not None and pointing.sort in SETTLED:
            return False  # بلدية المدينة names no town
        if trigger.sort in ("site", "base", "house", "square", "road", "front"):
            return not (word in self.words.common or word in self.words.everyday)
        if word in self.words.nisba and word.endswith("ه"):
            return False  # منطقة سورية: an adjective, though سورية is a country too
        if word not in self.words.common or neighbours(self.gaz, rows, beside):
            return True
        if trigger.weak or trigger.count != ONE:
            return False
        if word.startswith("ال"):
            return True
        # مدينة سلمية is a city, قرية هامة an important village: an agreeing adjective needs a place of size.
        adjective = word.endswith("ه") and not any(form == "masdar" for _, form, _ in lexicon().of_word(word))
        least = 20000 if adjective else 2000 if word in self.words.everyday else 0
        return any(self.gaz.row(r).population >= least for r in rows)

    def _quoted(self, i: int, trigger: Trigger) -> Name | None:
        """A name in quotation marks or brackets from token `i`; a bracketed direction is none."""
        bracket = self.norms[i] == "("
        closers = {")"} if bracket else _CLOSERS
        reach = range(i + 1, min(i + _LONGEST_QUOTE + 2, len(self.norms)))
        stop = next((k for k in reach if self.norms[k] in closers), None)
        if stop is None or stop == i + 1:
            return None
        first = self.norms[i + 1]
        if first in self.words.directions or first in self.words.never or not first[0].isalpha():
            return None
        if bracket and (trigger.weak and trigger.sort != "region" or stop - i > 4):
            return None
        full = self._with_trigger(i + 1, trigger, first)
        if full and i + 1 + full[0] == stop:
            return Name(i, stop + 1, i + 1, stop, full[1], 2, quoted=True)
        length, grade, rows = known(self.norms, i + 1, self.gaz)
        whole = i + 1 + length == stop
        return Name(i, stop + 1, i + 1, stop, rows if whole else (), grade if whole else 0, quoted=True)

    def _unknown(self, i: int, trigger: Trigger, listed: bool) -> Name | None:
        """A name that no gazetteer has, by its shape; None where the word is everyday language."""
        norm, conj = self.norms[i], ""
        if listed and self.norms[i - 1] not in ("،", ","):
            if not norm.startswith("و") or len(norm) < 4:
                return None
            norm, conj = norm[1:], "و"
        if (
            not self._nameable(norm, trigger, listed)
            and not self._told_by_company(norm, i + 1, trigger)
            and not self._told_by_head(norm, i + 1, trigger)
            and not self._told_by_list(norm, i + 1, trigger)
            and not self._told_as_village(norm, i + 1, trigger)
        ):
            return None
        last = i + 1
        heads = self.words.heads
        if norm in heads or norm in ("ابو", "ام", "بن", "ود"):
            listed_next = trigger.count != ONE and last < len(self.norms) and self.norms[last].startswith("و")
            if norm in heads and listed_next and norm not in _NEEDY:  # مناطق سان | ومعربليت
                return Name(i, last, i, last, (), 0, conj)
            if last >= len(self.norms) or not self._part(self.norms[last]):
                return None
            last += 1
            if self.norms[last - 1] in heads and last < len(self.norms) and self._part(self.norms[last]):
                last += 1
        elif self._runs_on(norm, last, trigger):
            last += 1
        return Name(i, last, i, last, (), 0, conj)

    def _told_by_company(self, norm: str, after: int, trigger: Trigger) -> bool:
        """Whether an everyday word with the article is a name by what stands behind it: قرية الوساطة بريف إدلب، قرى
        القصر وكفر عمة.
        """
        if trigger.sort == "site" and trigger.weak:
            return self._stands_within(norm, after)
        if (
            not norm.startswith("ال")
            or trigger.weak
            and trigger.count == ONE
            or norm in self.words.unnameable
        ):
            return False
        if (
            trigger.sort not in ("settlement", "region")
            or norm in self.words.nisba
            or norm in self.words.triggers
        ):
            return False
        if any(d in self.words.directions for d in (norm, norm[2:])) or after >= len(self.norms):
            return False
        if trigger.count != ONE:
            return bool(self.next_listed(after))
        nxt = self.norms[after]
        held = nxt in self.words.holders and nxt.startswith("ال")
        return self._within(nxt) or held or nxt.startswith("ومحيط")

    def _told_by_list(self, norm: str, after: int, trigger: Trigger) -> bool:
        """Whether a word behind a plural is a name by the name that follows: قرى تعارة والدويرة، قرى رابعة وقاطية."""
        if trigger.count == ONE or trigger.weak or trigger.sort not in SETTLED or after >= len(self.norms):
            return False
        nxt = self.norms[after]
        taken = (self.words.unnameable, self.words.nisba, self.words.triggers, self.words.references)
        if len(norm) < 3 or not nxt.startswith("و") or len(nxt) < 5 or any(norm in group for group in taken):
            return False
        if norm.startswith("ال") or not norm.isalpha() or norm.endswith(("يه", "ات", "ين")):
            return False
        own = norm in self.words.everyday or norm in self.words.common or self._glued(norm)
        if nxt.startswith("وال"):
            return not own and nxt[1:] not in self.words.references
        return not (self._glued(nxt) or nxt in self.words.everyday)

    def _told_by_head(self, norm: str, after: int, trigger: Trigger) -> bool:
        """Whether a word is a name by the word before it or behind it: وادي الشاي، قاعدة كذا الجوية.

        A river, a valley or a hill can be a village's name: قرية نهر الإمام.
        """
        words, nxt = self.words, self.norms[after] if after < len(self.norms) else ""
        if trigger.count != ONE or norm in words.unnameable or norm in words.nisba or not norm.isalpha():
            return False
        if trigger.one in words.terrain and norm.startswith("ال"):
            return norm not in words.references and norm not in words.directions
        if trigger.one == "قاعده":
            plain = norm in words.everyday or norm in words.common or norm in words.triggers
            return nxt in words.forces and not plain and not norm.startswith("ال")
        headed = trigger.sort in ("settlement", "camp") and norm in words.heads and norm in words.triggers
        return headed and nxt.startswith("ال") and nxt not in words.references

    def _told_as_village(self, norm: str, after: int, trigger: Trigger) -> bool:
        """Whether a word behind قرية or بلدة that no adjective can be is its name: قرية العشيرة في مديرية كذا."""
        if not village_name(norm, trigger, self.words) or self._within(norm):
            return False
        nxt = self.norms[after] if after < len(self.norms) else "."
        return self._within(nxt) or ends_name(nxt, self.words)

    def _within(self, norm: str) -> bool:
        """Whether the word says in which place another lies: بريف، بمحافظة."""
        return any(prep == "ب" and stem in self.words.triggers for _, prep, stem in cuts(norm))

    def _stands_within(self, norm: str, after: int) -> bool:
        """Whether a word without article that is no everyday one stands before where it is: سوق كذا بمحافظة كذا."""
        words = self.words
        taken = (words.unnameable, words.nisba, words.triggers, words.directions, words.references)
        if len(norm) < 4 or not norm.isalpha() or norm[0].isascii() or any(norm in group for group in taken):
            return False
        if (
            norm in words.everyday
            or norm in words.common
            or self._glued(norm)
            or norm.startswith(("ال", "لل"))
        ):
            return False
        return after < len(self.norms) and self._within(self.norms[after])

    def _nameable(self, norm: str, trigger: Trigger, listed: bool) -> bool:
        words = self.words
        if norm in ("ام", "ود"):  # أم الغزلان, ود الحداد
            return True
        if len(norm) < 3 or not norm.isalpha() or norm[0].isascii() or norm in words.unnameable:
            return False
        if (
            norm in words.nisba
            or norm in words.triggers
            or norm in words.directions
            or norm in words.references
        ):
            return False
        if len(norm) >= 5 and norm.endswith(_PRONOUNS):  # أحياء تقطنها, بلدة استخدمتها
            return False
        if (
            norm.endswith("ه")
            and not norm.startswith("ال")
            and (trigger.weak and trigger.one.endswith("ه") or trigger.count == MANY and not listed)
        ):  # منطقة مجاورة, قرى مهجورة, أحياء مأهولة: an agreeing adjective
            return False
        if trigger.sort in ("house", "front") or trigger.weak and trigger.sort == "base":
            return False
        if norm in words.heads:
            return True
        common = norm in words.everyday or norm in words.common or self._glued(norm)
        definite = norm.startswith("ال")
        if trigger.sort in ("site", "base", "square", "road", "quarter"):
            if common and (trigger.sort == "road" or trigger.count == MANY or trigger.one == "سد"):
                return False  # طريق المصالحة, قواعد القانون, سد الاحتياجات
            return definite if trigger.weak or common else definite or trigger.sort != "road"
        if (
            not definite
            and norm.endswith(("يه", "ين", "ات", "ون"))
            and (trigger.weak or trigger.count != ONE)
        ):
            return False
        return not common

    def _glued(self, norm: str) -> bool:
        """Whether the word is an everyday one, or after ب a place, behind a clitic: واختراق, لإمداده, مدن بالسند."""
        words = self.words
        return any(
            (conj or prep)
            and len(stem) > 2
            and (
                stem in words.everyday
                or stem in words.triggers
                or prep == "ب"
                and self.gaz.names.get(stem, (0, ()))[0] >= PREPOSED
            )
            for conj, prep, stem in cuts(norm)
        )

    def _part(self, norm: str) -> bool:
        return (
            norm.isalpha()
            and len(norm) > 1
            and norm not in self.words.never
            and norm not in self.words.prepositions
            and not any(prep and stem in self.words.triggers for _, prep, stem in cuts(norm))
        )

    def _runs_on(self, norm: str, i: int, trigger: Trigger) -> bool:
        """Whether the word at `i` belongs to the unknown name before it: a foreign second word or an adjective."""
        if i >= len(self.norms) or i in self.blocked:
            return False
        nxt, words = self.norms[i], self.words
        if (
            not nxt.isalpha()
            or len(nxt) < 3
            or nxt in words.never
            or nxt in words.prepositions
            or nxt in words.nisba
        ):
            return False
        if norm.startswith("ال"):
            adjective = nxt.startswith("ال") and nxt.endswith(("ي", "يه"))
            return adjective and trigger.sort in ("site", "base", "land", "road", "square")
        if nxt in words.everyday or nxt.startswith(
            ("ال", "لل", "وال", "بال", "و", "ف", "ب", "ل", "ي", "ت", "س")
        ):
            return False
        return not trigger.weak and trigger.sort in ("settlement", "camp", "land", "quarter")
