"""Room 7, reference: mentions of one actor in a report gathered into an entity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from marsad.coder.actor_references import epicene, feminine
from marsad.coder.actor_words import lexis
from marsad.coder.mentions import ActorMention
from marsad.coder.text import fold
from marsad.coder.words import proclitic_cuts

# Heads that do not tell two actors apart: "مقاتلو لواء X" and "لواء X" are one.
_GENERIC = frozenset(
    fold(w)
    for w in (
        "قوات قوة عناصر عنصر مقاتلو مقاتلي مقاتلين مقاتلون مسلحو مسلحي تنظيم جماعة حركة منظمة أحد من في وحدات"
    ).split()
)


_LED = frozenset(("group", "force", "state", "people"))  # kinds of mentions that a pronoun mostly means
_POSSESSED = re.compile("(هم|ها|ه)$")
# What a pronoun can mean though it is named inside another: of عنصرا من قوات كذا the forces, of قوات فلان him.
_APART = {"group": ("people",), "force": ("people",), "person": ("force", "group")}
_BACK = 80  # mentions back that a definite word reaches
_REACH = 45  # tokens back that a pronoun reaches for its antecedent


@dataclass(slots=True)
class Entity:
    """One actor of the report: the indexes of its mentions, in order, and the mention that names it best."""

    index: int
    mentions: list[int] = field(default_factory=list)
    best: int = 0


@lru_cache(maxsize=1 << 14)
def core(name: str) -> frozenset[str]:
    """The folded words of a name that tell it from others, without article and generic heads."""
    words = {_bare(w) for w in map(fold, name.split())}
    return frozenset(w for w in words if w not in _GENERIC and w.isalnum()) or frozenset(words)


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    return proclitic_cuts(word)[-1].stem if word.startswith("ال") and len(word) > 3 else word


def group_entities(actors: list[ActorMention], spoken_of: Mapping[int, int] | None = None) -> list[Entity]:
    """Entities in order of first mention; each mention belongs to exactly one.

    `spoken_of` names the owners of those that a speaker calls his, by index: ذكر الجيش أن قواته.

    Two mentions are one actor when the catalogue says so, when one's telling words are the other's, when a definite
    reference ("التنظيم") leads to an earlier mention, or when a pronoun makes them somebody's people ("عناصرها").
    """
    entities: list[Entity] = []
    by_id: dict[str, Entity] = {}
    by_core: dict[frozenset[str], Entity] = {}
    of: list[Entity] = []
    for k, mention in enumerate(actors):
        words = core(mention.name)
        owner = (spoken_of or {}).get(k)
        owner = owner_of(actors, k) if owner is None else owner
        entity = of[owner] if owner is not None else by_id.get(mention.id or "")
        if entity is None and not mention.id:
            entity = by_core.get(words)
            earlier = _antecedent(actors, k) if entity is None else None
            if earlier is not None:
                entity = of[earlier]
        if entity is None:
            entity = Entity(len(entities), [], k)
            entities.append(entity)
        entity.mentions.append(k)
        of.append(entity)
        if owner is None:
            by_core[words] = entity
            if mention.id:
                by_id.setdefault(mention.id, entity)
            best = actors[entity.best]
            if mention.known and not best.known or best.kind == "office" and mention.kind in _LED:
                entity.best = k  # its body rather than who speaks for it
    return entities


def possessed(mention: ActorMention) -> bool:
    """Whether the mention names somebody's people or forces by a pronoun only: عناصرها، قواته."""
    by_pronoun = "possessed" in mention.flags and mention.kind in ("people", "force")
    return by_pronoun and _one_word(mention.name) and mention.head not in lexis().crews


def pronoun_of(word: str) -> str | None:
    """The pronoun of the third person (هم ها ه) that a folded word seems to end in."""
    found = _POSSESSED.search(word)
    return found[0] if found else None


@lru_cache(maxsize=1 << 14)
def _one_word(name: str) -> bool:
    """Whether the name is one word with a pronoun of the third person."""
    word = fold(name)
    return " " not in word and bool(_POSSESSED.search(word))


def owner_of(actors: Sequence[ActorMention], k: int) -> int | None:
    """The index of the earlier mention that the pronoun of the possessed mention `k` refers to.

    Of who speaks for a body (المتحدث باسم قوات كذا), the body: قواته are its forces.
    """
    if not possessed(actors[k]):
        return None
    pronoun = pronoun_of(fold(actors[k].name))
    assert pronoun
    near = antecedents(actors[k].first, actors, k, _LED | {"person", "office"})
    for lead in near:
        body = _spoken_for(actors, lead, k)
        if agrees(actors[lead], pronoun) or body is not None and agrees(actors[body], pronoun):
            return lead if body is None else body
    return None


def _spoken_for(actors: Sequence[ActorMention], lead: int, until: int) -> int | None:
    """The index under `until` of the body in the name of the office or person `lead`: الناطق باسم الحوثيين."""
    if actors[lead].kind not in ("person", "office"):
        return None
    inside = range(lead + 1, min(lead + 5, until))
    return next((j for j in inside if actors[j].kind in _LED and actors[j].last <= actors[lead].last), None)


def agrees(mention: ActorMention, pronoun: str) -> bool:
    """Whether a pronoun (هم ها ه) can mean whom `mention` names."""
    if pronoun == "هم":
        return mention.kind in ("people", "group", "force")
    return mention.kind != "people" and (epicene(mention) or feminine(mention) == (pronoun == "ها"))


def antecedents(
    first: int, actors: Sequence[ActorMention], until: int, kinds: frozenset[str] = _LED
) -> list[int]:
    """Indexes under `until` of mentions of `kinds` that a pronoun at token `first` can mean, the nearest first."""
    out = []
    for k in range(until - 1, -1, -1):
        m = actors[k]
        if first - m.last > _REACH:
            break
        around = actors[max(0, k - 4) : min(k + 5, until)]
        apart = _APART.get(m.kind, ())
        inside = any(
            o is not m and o.first <= m.first and m.last <= o.last and o.kind not in apart for o in around
        )
        if m.last <= first and m.kind in kinds and not inside and not possessed(m):
            out.append(k)
    return out


def _antecedent(actors: Sequence[ActorMention], k: int) -> int | None:
    """The earlier mention that a bare definite word ("التنظيم", "المقاتلين") refers to: the latest with its head."""
    mention = actors[k]
    if len(mention.name.split()) > 1 or not mention.name.startswith(("ال", "لل")):
        return None
    for j in range(k - 1, max(-1, k - _BACK), -1):
        if actors[j].head == mention.head and len(actors[j].name.split()) > 1:
            return j
    return None
