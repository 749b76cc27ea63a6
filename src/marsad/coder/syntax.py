"""Room 4, clauses: where a mention stands to a trigger.

There is no parser: a walk from the trigger over its sentence notes prepositions, coordination, relative pronouns and
clause ends, and names the position of each mention. Frames and the slot model read these names.

Position names: `gen` (genitive right after a masdar), `bare1`, `bare2` (noun phrases without preposition, in order),
`<preposition>`, `side1`/`side2` (within بين A وB), `pre` (before the trigger), `rel` (antecedent of its relative
clause). A trailing `&` marks a coordinated second; a leading `x` a position behind a clause boundary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.coder.actor_words import lexis
from marsad.coder.lexicon import Hit
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.text import Document, fold
from marsad.coder.words import stem
from marsad.knowledge import read_yaml

_GLUED = {"ب": "ب", "ل": "ل", "ك": "ك"}
_SECOND = 9  # tokens that may describe the first side before the second is named
_HANDS = ("جهه", "ناحيه", "جانب")
_TO_SPLIT = 30  # tokens behind بين in which the second side begins
_ENDS = frozenset(".؛؟!:")
_NAMELY = {"هي", "هم", "هما", "وهي", "وهم", "وهما"}
_SIGNS = {"“", "”", "«", "»", '"', "(", ")", "،"}
_STOPS = {".", "؛", "!", "?", "؟", ":"}


@cache
def function_words(group: str) -> frozenset[str]:
    """The folded words of a group of `words/syntax.yaml`."""
    return _groups()[group]


@cache
def control_words(group: str) -> frozenset[str]:
    """The folded words of a group of `words/control.yaml`."""
    return frozenset(fold(str(w)) for w in read_yaml("words/control.yaml")[group])


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, list[object]] = read_yaml("words/syntax.yaml")
    return {group: frozenset(fold(str(w)) for w in words) for group, words in groups.items()}


@dataclass(slots=True)
class Position:
    """Where a mention stands to a trigger: its name, how many tokens away, how many mentions lie between."""

    name: str
    distance: int
    order: int


class _Walk:
    """The state of the walk to the right of a trigger."""

    def __init__(self, hit: Hit) -> None:
        self.prep = "" if hit.form != "masdar" else "gen"
        self.bare = 0
        self.outside = False
        self.previous = ""
        self.previous_end = -1
        self.sides = 0  # 0 outside of بين, 1 before the second side, 2 behind it
        self.gap = 0  # words between the last mention and the next
        self.opened = False  # a first side has been named
        self.split = 0  # the token at which the second side begins, where the text says so; else 0
        self.described = False  # a relative clause stands before the next mention
        self.named = False  # هي, هم: what follows names the side before
        self.beyond = False  # بين itself stands behind a clause boundary
        self.joined = False  # a و stands before the next mention: وثلاثة تشكيلات
        self.over = ""  # what stands between the preposition and the next mention: ^ a post, ~ other words


def positions(
    doc: Document, hit: Hit, mentions: Sequence[ActorMention | PlaceMention], here: Sequence[int]
) -> dict[int, Position]:
    """Position of each mention whose index is in `here`, those of the trigger's sentence, unless it overlaps it."""
    out: dict[int, Position] = {}
    right = sorted((mentions[k].first, k) for k in here if hit.last <= mentions[k].first)
    left = sorted((-mentions[k].last, k) for k in here if mentions[k].last <= hit.first)
    walk, at, order = _Walk(hit), hit.last, 0
    last_side: int | None = None
    for first, k in sorted(right, key=lambda r: (r[0], -mentions[r[1]].last)):
        mention = mentions[k]
        if first < at:  # inside the mention before it: where that one stands
            out[k] = Position(walk.previous, first - hit.last, order)
            continue
        _advance(doc, walk, at, first)
        if walk.named and last_side is not None:  # ثلاثة تشكيلات هي A وB: the names stand for the head
            out[last_side] = Position(
                out[last_side].name + ":head", out[last_side].distance, out[last_side].order
            )
        at = mention.last
        out[k] = Position(_name(doc, walk, mention), first - hit.last, order)
        last_side = k if out[k].name.lstrip("x").startswith("side") else last_side
        order += 1
    for order, (end, k) in enumerate(left):
        out[k] = Position(_before(doc, hit, mentions[k]), hit.first + end, order)
    return out


def _advance(doc: Document, walk: _Walk, at: int, until: int) -> None:
    """Reads the tokens between two mentions: prepositions, clause boundaries, بين."""
    preps, temporal = function_words("prepositions"), function_words("temporal")
    bounds, relatives = function_words("subordinators"), function_words("relatives")
    walk.joined = walk.named = walk.described = False
    walk.gap = sum(n not in _SIGNS and n != "و" for n in doc.norms[at:until])
    walk.over = ""
    second = False  # a و since the last mention: the second side began with words that name nobody
    for i, norm in enumerate(doc.norms[at:until], at):
        plain = norm[1:] if norm[0] == "و" and len(norm) > 3 else norm
        if plain == "بين":
            walk.sides = 2 if walk.sides and norm != plain else 1
            walk.split = _split(doc, i) if walk.sides == 1 else walk.split
            walk.prep, walk.beyond = "بين", walk.outside
            walk.opened = walk.opened and walk.sides == 2
        elif walk.sides and plain in _NAMELY:
            walk.prep, walk.named = "side", True
            walk.sides = 2 if second else walk.sides
        elif plain in preps or norm in preps:
            walk.prep, walk.over = plain if plain in preps else norm, ""
        elif plain in temporal or norm in temporal:
            walk.prep, walk.over = "t", ""
        elif norm in bounds or plain in bounds or norm in relatives or norm in _STOPS:
            walk.outside, walk.prep = True, ""
        elif walk.prep == "gen":
            walk.prep = ""
        elif not walk.over and norm not in _SIGNS and not counts(norm):
            walk.over = "^" if stem(norm) in function_words("sites") else "~"
        walk.described = walk.described or norm in relatives
        joins = norm[0] == "و" and norm not in function_words("with_waw")
        second = second or (joins and plain not in _NAMELY)
        walk.joined = norm == "و" or (joins and len(norm) > 2) or (walk.joined and norm in _SIGNS)


def _split(doc: Document, at: int) -> int:
    """Where the second side begins behind the بين at token `at`: بين A وB وبين C، بين A وB من جهة وC; or 0."""
    norms, end = doc.norms, min(at + _TO_SPLIT, doc.sentences[doc.sentence_of[at]].last)
    for i in range(at + 1, end):
        if norms[i] == "وبين" or norms[i] == "من" and norms[i + 1 : i + 2] and norms[i + 1] in _HANDS:
            return i
        if norms[i] in _ENDS or norms[i] in function_words("relatives"):
            return 0
    return 0


@lru_cache(maxsize=1 << 14)
def counts(norm: str) -> bool:
    """Whether the word only counts what follows it: digits, عدد, عشرات, أحد."""
    return norm.isdigit() or norm in lexis().quantifiers or norm in function_words("counting")


def _name(doc: Document, walk: _Walk, mention: ActorMention | PlaceMention) -> str:
    """The position name of the next mention to the right, and the state behind it."""
    glued = _GLUED.get(getattr(mention, "prep", ""), "")
    norm = doc.norms[mention.first]
    joined = not glued and (walk.joined or (norm[0] == "و" and getattr(mention, "conj", "و") == "و"))
    prep = glued or walk.prep
    near = walk.gap <= (_SECOND if walk.sides == 1 or walk.described else 1)
    if walk.sides and not glued and (walk.prep in ("بين", "side") or (joined and near)):
        if walk.split:
            walk.sides = 1 if mention.first < walk.split else 2
        else:
            walk.sides = 2 if joined and walk.opened else walk.sides
        walk.opened = True
        name, walk.outside = f"side{walk.sides}", walk.beyond
    elif joined and walk.previous and walk.previous_end in (mention.first, mention.first - 1):
        name = walk.previous.rstrip("&").lstrip("x") + "&"
    elif prep and prep != "side":
        name = prep if glued or not isinstance(mention, ActorMention) else prep + walk.over
    else:
        walk.bare += 1
        name = f"bare{min(walk.bare, 3)}"
    if walk.outside:
        name = "x" + name
    walk.prep = ""
    walk.previous, walk.previous_end = name, mention.last
    return name


def _before(doc: Document, hit: Hit, mention: ActorMention | PlaceMention) -> str:
    """The position name of a mention before the trigger."""
    between = doc.norms[mention.last : hit.first]
    prep = getattr(mention, "prep", "") or ""
    before = doc.norms[mention.first - 1] if mention.first else ""
    if not prep and before in function_words("prepositions"):
        prep = before
    name = "pre" + (f":{prep}" if prep else "")
    if not function_words("relatives").isdisjoint(between[-3:]):
        return "rel"
    if not _STOPS.isdisjoint(between) or not function_words("subordinators").isdisjoint(between):
        return "x" + name
    return name


def answered(norms: list[str], at: int) -> bool:
    """Whether what begins at token `at` is only what another deed answers: قصفت الكتائب المدينة ردا على اغتيال كذا."""
    before = norms[max(0, at - 3) : at - 1]  # رد قاس على كذا
    return at > 1 and norms[at - 1] == "علي" and not function_words("answers").isdisjoint(before)
