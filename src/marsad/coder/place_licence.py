"""What makes a bare name a place, and what shuts words out before any name is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad.coder.gazetteer import PREPOSED, Row, gazetteer
from marsad.coder.mentions import PlaceMention
from marsad.coder.place_geometry import km
from marsad.coder.place_names import QUOTES, cuts, known
from marsad.coder.place_parts import direction
from marsad.coder.place_words import PlaceWords, place_words
from marsad.coder.text import Document

_JOINS = (["،"], [","], ["("], ["-"], ["–"])


def licence(
    norms: Sequence[str],
    i: int,
    conj: str,
    prep: str,
    word: str,
    previous: PlaceMention | None,
    words: PlaceWords,
) -> str | None:
    """What makes the bare name at token `i` (`word` where it is one word) a place behind `previous`, or None."""
    if prep in ("ب", "ل"):
        return "preposition"
    back = i - 2 if i > 1 and norms[i - 1] in QUOTES else i - 1
    before = norms[back] if back >= 0 else ""
    if (
        before in words.prepositions
        and not conj
        and (before not in words.loose or word not in words.everyday)
    ):
        return "preposition"
    if previous and previous.rule != "definite":
        between = [n for n in norms[previous.last : i] if n not in QUOTES and n not in QUOTES.values()]
        if conj == "و" and (not between or between == [")"]) or between in _JOINS or between == ["و"]:
            return "list"
    if before in words.nisba and i > 1 and norms[i - 2] in words.references:
        return "apposition"
    return None


# How far, in km, a place can lie from the middle of what is said to hold it.
_HELD = {"country": 2500.0, "admin1": 200.0, "admin2": 60.0, "area": 100.0}
_HELD_BY_TOWN = 40.0
_MANY = 40  # places of one name, of which nothing is said any more


def held(norms: Sequence[str], i: int, rows: tuple[int, ...], words: PlaceWords) -> bool:
    """Whether what follows at token `i` says where a place of `rows` lies: بريف حلب, جنوب لبنان, في قره باغ."""
    return i < len(norms) and bool(_within(rows, _holder(norms, i, words)))


def rows_held(
    norms: Sequence[str], i: int, rows: tuple[int, ...], words: PlaceWords
) -> tuple[int, ...] | None:
    """Those of `rows` that lie where the words at token `i` say: الجامع الكبير في X, حي Y شرقي مدينة X.

    None where nothing says it, or the name has too many bearers.
    """
    if i + 1 < len(norms) and norms[i].startswith("ال") and norms[i] not in words.directions:
        i += 1  # an adjective
    return _within(rows, _holder(norms, i, words)) if i < len(norms) else None


def _within(rows: tuple[int, ...], holders: tuple[int, ...]) -> tuple[int, ...] | None:
    """Those of `rows` that are near enough to one of `holders` to lie in it; None without any, or with too many."""
    if not holders or max(len(rows), len(holders)) > _MANY:
        return None
    gaz = gazetteer()
    over = [gaz.row(k) for k in holders]
    return tuple(k for k in rows if any(_holds(holder, gaz.row(k)) for holder in over))


def _holds(holder: Row, place: Row) -> bool:
    return holder.country == place.country and km(place, holder) <= _HELD.get(holder.kind, _HELD_BY_TOWN)


def _holder(norms: Sequence[str], i: int, words: PlaceWords) -> tuple[int, ...]:
    """Rows of the place that the words at token `i` say holds the one before them."""
    gaz = gazetteer()
    told = direction(norms, i, words)
    glued = [stem for _, prep, stem in cuts(norms[i]) if prep == "ب"]
    for stem in glued:
        _, grade, holders = known(norms, i, gaz, stem)
        if grade >= PREPOSED:
            return holders  # بسلطنة عمان
    if told is not None:
        start = told.last
    elif norms[i] == "في" or any(stem in words.triggers for stem in glued):
        start = i + 1
    else:
        return ()
    while start + 1 < len(norms) and norms[start] in words.triggers and known(norms, start, gaz)[0] < 2:
        start += 1
    _, grade, holders = known(norms, start, gaz) if start < len(norms) else (0, 0, ())
    return holders if grade >= PREPOSED else ()


_memo: dict[str, bool] = {}


def interesting(norm: str) -> bool:
    """Whether a word can begin a place mention under some reading; memoised, as news vocabulary saturates."""
    known_word = _memo.get(norm)
    if known_word is None:
        known_word = not _starts().isdisjoint([stem for _, _, stem in cuts(norm)])
        if len(_memo) < 1 << 17:
            _memo[norm] = known_word
    return known_word


@cache
def _starts() -> frozenset[str]:
    """The words that a place mention can begin with."""
    words = place_words()
    lists = (words.triggers, words.directions, words.middles, words.references, words.capital, words.shorts)
    lands = (words.homeland, words.border, words.grounds, words.tracts)
    return frozenset(gazetteer().longest).union(*lists, *lands, words.owned)


def phrases(norms: Sequence[str], words: PlaceWords) -> set[int]:
    """Tokens of runs of words that name something else than a place."""
    out: set[int] = set()
    for i, norm in enumerate(norms):
        for phrase in words.phrases.get(norm, ()):
            if tuple(norms[i : i + len(phrase)]) == phrase:
                out.update(range(i, i + len(phrase)))
                break
    return out


def dateline_end(doc: Document) -> int:
    """The token after the dateline: a first line's start up to a dash, colon or bracket, at most 12 tokens in."""
    stop = min(12, len(doc.norms))
    for i in range(stop):
        if doc.norms[i] in ("-", "–", ":", "_", "(", "ـ") and i:
            return i
        if i and "\n" in doc.text[doc.tokens[i - 1].end : doc.tokens[i].start]:
            return i
    return 0


_BULLETS = frozenset("-–•*·▪●")
_BRACKET = 8  # tokens of a bracket behind the name that opens an item


def heads_line(doc: Document, i: int, after: int, bulleted: bool = False) -> bool:
    """Whether the tokens [i, after) open a line with a colon behind, behind a bullet if so asked: "- طفس: ..."."""
    norms, n = doc.norms, after
    if n < len(norms) and norms[n] == "(":
        n = next((k + 1 for k in range(n, min(n + _BRACKET, len(norms))) if norms[k] == ")"), n)
    if n >= len(norms) or norms[n] != ":":
        return False
    start = i
    while start and i - start < 2 and norms[start - 1] in _BULLETS:
        start -= 1
    if bulleted and start == i:
        return False
    return not start or "\n" in doc.text[doc.tokens[start - 1].end : doc.tokens[start].start]


_SEATS = "أإآؤئ"
_MARKS = {chr(c) for c in range(0x64B, 0x653)} | {"ـ", "ٰ"}


def written_as(text: str, letters: int, surface: str) -> bool:
    """Whether `text` without its first `letters` letters can be `surface`: a hamza that is written is a hamza.

    وأدى folds like وادي, and إحياء like أحياء, but neither is written so.
    """
    plain = [c for c in text if c not in _MARKS][letters:]
    return all(a == b or a not in _SEATS for a, b in zip(plain, surface, strict=False))
