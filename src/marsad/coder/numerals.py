"""Room 3, numbers: what a written word can be within a number, and the value of a run of such words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from marsad.coder.text import fold
from marsad.coder.words import Cut, proclitic_cuts
from marsad.knowledge import read_yaml

_DIGITS = re.compile(r"[0-9]+(?:[.,٫٬][0-9]+)*\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,٬][0-9]{3})+\Z")
_WHOLE = Cut("", "", False, "", "")


class Numeral(NamedTuple):
    """A word of a number; kinds: units ten tens hundred hundreds scales dual_scales fractions vague digits teen."""

    kind: str
    value: float
    cut: Cut


class Value(NamedTuple):
    """A number that ends before token `last`; `most` is None for vague ones (عشرات), `least` too if unsaid."""

    last: int
    least: int | None
    most: int | None
    approx: bool
    kind: str  # digits words vague ordinal decimal


class _Part(NamedTuple):
    value: float
    last: int
    step: float
    digits: bool


def _folded(words: Any) -> list[str]:
    return [fold(str(w)) for w in words]


class Numerals:
    """The numeral lexicon, with a memo of every word seen."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._words: dict[str, list[tuple[str, float]]] = {}
        self._memo: dict[str, Numeral | None] = {}
        self._vague = {w: int(v) for v, ws in data["vague"].items() for w in _folded(ws)}
        self._teens: dict[str, list[tuple[list[str], int]]] = {}
        self._quantities: dict[str, list[tuple[list[str], int | None, bool]]] = {}
        for kind in ("units", "tens", "scales", "dual_scales", "fractions", "ordinals", "vague"):
            for value, words in data[kind].items():
                self._add(_folded(words), kind, float(value))
        self._add(_folded(data["ten"]), "ten", 10)
        self._add(_folded(data["hundred"]), "hundred", 100)
        self._add(_folded(data["two_hundred"]), "hundreds", 200)
        self._add_hundreds(data)
        self._add_teens(data["teens"])
        self._add_quantities(data["quantities"])

    def _add(self, words: list[str], kind: str, value: float) -> None:
        for word in words:
            self._words.setdefault(word, []).append((kind, value))

    def _add_hundreds(self, data: dict[str, Any]) -> None:
        """ثلاثمئة and its like: three to nine, feminine, glued to every spelling of a hundred."""
        for value, words in data["units"].items():
            stems = [w for w in _folded(words) if value > 2 and not w.endswith("ه")]
            self._add(
                [stem + tail for stem in stems for tail in _folded(data["hundred"])],
                "hundreds",
                100.0 * value,
            )

    def _add_teens(self, teens: dict[int, list[str]]) -> None:
        for value, words in teens.items():
            for first, *rest in (w.split() for w in _folded(words)):
                self._teens.setdefault(first, []).append((rest, int(value)))
                if first not in self._words:
                    self._add([first], "teen", float(value))

    def _add_quantities(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            for first, *rest in (w.split() for w in _folded(entry["words"])):
                self._quantities.setdefault(first, []).append((rest, entry["min"], entry["approx"]))
        for phrases in self._quantities.values():
            phrases.sort(key=lambda p: -len(p[0]))

    def read(self, norm: str) -> Numeral | None:
        """What the folded word is within a number, or None."""
        try:
            return self._memo[norm]
        except KeyError:
            found = self._memo[norm] = self._read(norm)
            return found

    def _read(self, norm: str) -> Numeral | None:
        if norm[0].isdigit():
            return Numeral("digits", 0, _WHOLE) if _DIGITS.match(norm) else None
        for cut in proclitic_cuts(norm):
            for kind, value in self._words.get(cut.stem, ()):
                weekday = kind == "units" and value <= 2 and cut.article  # الاثنين is Monday, الواحد a name
                plain_ordinal = kind == "ordinals" and not cut.article
                if not weekday and not plain_ordinal and (kind != "teen" or not cut.article):
                    return Numeral(kind, value, cut)
            if cut.stem in self._quantities and cut.prep != "ك" and not cut.article:
                return Numeral("quantity", 0, cut)
        return None

    def at(self, norms: list[str], i: int, end: int) -> Value | None:
        """The number that begins at token `i` and ends by token `end`, or None."""
        word = self.read(norms[i])
        if word is None:
            return None
        if word.kind == "quantity":
            return self._quantity(norms, i, end, word)
        if word.kind == "ordinals":
            return self._ordinal(norms, i, end, word)
        if word.cut.stem in self._vague:
            return self._round(norms, i, end, word)
        if word.kind == "fractions":
            scale = self._follow(norms, i + 1, end)
            if scale and scale.kind == "scales":
                return _exact(i + 2, scale.value / word.value, "words")
            return None
        return self._count(norms, i, end)

    def _quantity(self, norms: list[str], i: int, end: int, word: Numeral) -> Value | None:
        for rest, least, approx in self._quantities[word.cut.stem]:
            last = i + 1 + len(rest)
            if last > end or norms[i + 1 : last] != rest:
                continue
            if last < end and not rest:
                nested = self.at(norms, last, end)
                if nested and nested.kind == "vague":  # بضع مئات
                    return nested
            return Value(last, least, None, approx, "vague")
        return None

    def _ordinal(self, norms: list[str], i: int, end: int, word: Numeral) -> Value:
        value, last = int(word.value), i + 1
        follow = self._follow(norms, last, end)
        if follow and follow.kind == "ten" and value < 10:  # الخامس عشر
            return Value(last + 1, value + 10, value + 10, False, "ordinal")
        if last < end and value < 10:
            tens = self.read(norms[last])
            if tens and tens.kind == "tens" and tens.cut.conj == "و":  # الخامس والعشرين
                value, last = value + int(tens.value), last + 1
        return Value(last, value, value, False, "ordinal")

    def _round(self, norms: list[str], i: int, end: int, word: Numeral) -> Value:
        value, last = self._vague[word.cut.stem], i + 1
        follow = self._follow(norms, last, end)
        if follow and follow.kind == "scales" and value < follow.value:  # عشرات الآلاف
            value, last = value * int(follow.value), last + 1
        return Value(last, value, None, True, "vague")

    def _count(self, norms: list[str], i: int, end: int) -> Value | None:
        total, limit, last, digits = 0.0, float("inf"), i, False
        at: int | None = i
        while at is not None:
            part = self._part(norms, at, end, limit)
            if part is None or (total and part.digits and part.value < 100):
                break
            if part.step == 0:  # 7.8 counts nothing
                return None if total else Value(part.last, None, None, False, "decimal")
            total, limit, last, digits = total + part.value, part.step, part.last, part.digits
            if part.step == 1:
                break
            half = self.read(norms[last]) if last < end else None
            if (
                half and half.kind == "fractions" and half.cut.conj == "و" and not half.cut.prep
            ):  # مليون ونصف المليون
                total, last = total + part.step / half.value, last + 1
                same = self._follow(norms, last, end)
                last += bool(same and same.kind == "scales" and same.value == part.step)
                break
            at = self._joined(norms, last, end)
        return _exact(last, total, "digits" if digits and limit == 1 else "words") if total else None

    def _part(self, norms: list[str], i: int, end: int, limit: float) -> _Part | None:
        """A part of a number below `limit`, times the scale after it (ستين ألفا); step 0 is a loose decimal."""
        group = self._group(norms, i, end)
        if group is None:
            return None
        value, last, digits, decimal = group
        if value >= 1000 and not digits:  # a bare or dual scale
            scale_of = next(s for s in (1e9, 1e6, 1e3) if value >= s)
            return _Part(value, last, scale_of, False) if scale_of < limit else None
        scale = self._follow(norms, last, end)
        if scale and scale.kind == "scales" and scale.value < limit and value < 1000:
            return _Part(value * scale.value, last + 1, scale.value, digits)
        return _Part(value, last, 0 if decimal else 1, digits) if value < limit else None

    def _joined(self, norms: list[str], i: int, end: int) -> int | None:
        """Where the part joined by و at token `i` begins, or None."""
        if i + 1 < end and norms[i] == "و":
            return i + 1
        word = self.read(norms[i]) if i < end else None
        return i if word and word.cut.conj == "و" and not word.cut.prep else None

    def _group(self, norms: list[str], i: int, end: int) -> tuple[float, int, bool, bool] | None:
        """Value, end, whether digits, whether a fraction of one: a part below a thousand, digits, or a bare scale."""
        word = self.read(norms[i]) if i < end else None
        if word is None:
            return None
        if word.kind == "digits":
            value, decimal = _digits(norms[i])
            return value, i + 1, True, decimal
        if word.kind in ("scales", "dual_scales"):
            values = [v for k, v in self._words[word.cut.stem] if k in ("scales", "dual_scales")]
            goes_on = self._joined(norms, i + 1, end) is not None  # ألفا ومئتي: a dual would keep its ن
            return min(values) if goes_on else max(values), i + 1, False, False
        if word.kind in ("hundred", "hundreds"):
            return self._with_rest(norms, i + 1, end, word.value)
        if word.kind == "units":
            follow = self._follow(norms, i + 1, end)
            if follow and follow.kind == "hundred" and word.value > 2 and not follow.cut.article:
                return self._with_rest(norms, i + 2, end, 100 * word.value)
        small = self._below_hundred(norms, i, end)
        return (*small, False, False) if small else None

    def _with_rest(self, norms: list[str], i: int, end: int, value: float) -> tuple[float, int, bool, bool]:
        joined = self.read(norms[i]) if i < end else None
        if joined and joined.cut.conj == "و" and not joined.cut.prep:
            small = self._below_hundred(norms, i, end)
            if small:
                return value + small[0], small[1], False, False
        return value, i, False, False

    def _below_hundred(self, norms: list[str], i: int, end: int) -> tuple[float, int] | None:
        word = self.read(norms[i])
        if word is None:
            return None
        for rest, value in self._teens.get(word.cut.stem, ()):
            if norms[i + 1 : i + 1 + len(rest)] == rest and i + 1 + len(rest) <= end:
                return value, i + 1 + len(rest)
        if word.kind in ("tens", "ten"):
            return word.value, i + 1
        if word.kind == "teen":  # إحدى وعشرين; alone, أحد is "one of"
            follow = self.read(norms[i + 1]) if i + 1 < end else None
            tens = follow and follow.kind == "tens" and follow.cut.conj == "و" and not follow.cut.prep
            return (1 + follow.value, i + 2) if follow and tens else None
        if word.kind != "units":
            return None
        follow = self.read(norms[i + 1]) if i + 1 < end else None
        if follow and follow.kind == "ten" and not follow.cut.letters:
            return word.value + 10, i + 2
        if follow and follow.kind == "tens" and follow.cut.conj == "و" and not follow.cut.prep:
            return word.value + follow.value, i + 2
        return word.value, i + 1

    def _follow(self, norms: list[str], i: int, end: int) -> Numeral | None:
        """The numeral at token `i` if it carries no conjunction or preposition."""
        word = self.read(norms[i]) if i < end else None
        return word if word and not word.cut.conj and not word.cut.prep else None


def _exact(last: int, value: float, kind: str) -> Value:
    return Value(last, round(value), round(value), False, kind)


def _digits(norm: str) -> tuple[float, bool]:
    """The value of a run of digits, and whether it has decimals: 15,000 and 15.000 are thousands, 1,5 is not."""
    if norm.isdigit():
        return float(norm), False
    if _GROUPED.match(norm):
        return float(re.sub(r"\D", "", norm)), False
    whole, *rest = re.split(r"\D", norm)
    return float(f"{whole}.{''.join(rest)}"), True


@cache
def numerals() -> Numerals:
    """The compiled numeral lexicon."""
    return Numerals(read_yaml("words/numbers.yaml"))
