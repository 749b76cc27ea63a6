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
from functools import cache

from marsad.coder.lexicon import Hit
from marsad.coder.mentions import ActorMention, PlaceMention
from marsad.coder.text import Document, fold
from marsad.knowledge import read_yaml

_GLUED = {"ب": "ب", "ل": "ل", "ك": "ك"}
_STOPS = {".", "؛", "!", "?", "؟", ":"}


@cache
def function_words(group: str) -> frozenset[str]:
    """The folded words of a group of `words/syntax.yaml`."""
    return frozenset(fold(str(w)) for w in read_yaml("words/syntax.yaml")[group])


@dataclass(slots=True, frozen=True)
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
        self.sides = 0


def positions(
    doc: Document, hit: Hit, mentions: Sequence[ActorMention | PlaceMention], lo: int, hi: int
) -> dict[int, Position]:
    """Position of each mention (by its index) of the token range [lo, hi) that does not overlap the trigger."""
    out: dict[int, Position] = {}
    right = sorted((m.first, k) for k, m in enumerate(mentions) if hit.last <= m.first < hi)
    left = sorted((-m.last, k) for k, m in enumerate(mentions) if lo <= m.first and m.last <= hit.first)
    walk, at = _Walk(hit), hit.last
    for order, (first, k) in enumerate(right):
        mention = mentions[k]
        if first >= at:
            _advance(doc, walk, at, first)
            at = mention.last
        out[k] = Position(_name(doc, walk, hit, mention), first - hit.last, order)
    for order, (end, k) in enumerate(left):
        out[k] = Position(_before(doc, hit, mentions[k]), hit.first + end, order)
    return out


def _advance(doc: Document, walk: _Walk, at: int, until: int) -> None:
    """Reads the tokens between two mentions: prepositions, clause boundaries, بين."""
    preps, temporal = function_words("prepositions"), function_words("temporal")
    bounds, relatives = function_words("subordinators"), function_words("relatives")
    for norm in doc.norms[at:until]:
        plain = norm[1:] if norm[0] in "وف" and len(norm) > 3 else norm
        if plain in ("بين", "وبين"):
            walk.sides += 1 if walk.prep == "بين" or walk.sides else 0
            walk.prep = "بين"
            walk.sides = max(walk.sides, 1)
        elif plain in preps or norm in preps:
            walk.prep = plain if plain in preps else norm
        elif plain in temporal or norm in temporal:
            walk.prep = "t"
        elif norm in bounds or plain in bounds or norm in relatives or norm in _STOPS:
            walk.outside, walk.prep = True, ""
        elif walk.prep == "gen":
            walk.prep = ""


def _name(doc: Document, walk: _Walk, hit: Hit, mention: ActorMention | PlaceMention) -> str:
    """The position name of the next mention to the right, and the state behind it."""
    glued = _GLUED.get(getattr(mention, "prep", ""), "")
    norm = doc.norms[mention.first]
    joined = norm[0] == "و" and walk.previous_end == mention.first and not glued
    prep = glued or walk.prep
    if joined and walk.previous.startswith("side"):
        name = "side2"
    elif joined and walk.previous:
        name = walk.previous.rstrip("&") + "&"
    elif prep == "بين":
        name = "side1" if walk.sides <= 1 and not walk.previous.startswith("side") else "side2"
        walk.sides = max(walk.sides, 1)
    elif prep:
        name = prep
    else:
        walk.bare += 1
        name = f"bare{min(walk.bare, 3)}"
    if walk.outside and not name.startswith("x"):
        name = "x" + name
    if not (prep == "بين" or name.startswith("side")):
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
    if any(n in function_words("relatives") for n in between[-3:]):
        return "rel"
    if any(n in _STOPS or n in function_words("subordinators") for n in between):
        return "x" + name
    return name
