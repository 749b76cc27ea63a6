"""Room 7, reference: mentions of one actor in a report gathered into an entity."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.coder.mentions import ActorMention
from marsad.coder.text import fold
from marsad.coder.words import proclitic_cuts

# Heads that do not tell two actors apart: "مقاتلو لواء X" and "لواء X" are one.
_GENERIC = frozenset(
    fold(w)
    for w in "قوات قوة عناصر عنصر مقاتلو مقاتلي مقاتلين مقاتلون مسلحو مسلحي تنظيم جماعة حركة منظمة أحد من في وحدات".split()
)


@dataclass(slots=True)
class Entity:
    """One actor of the report: the indexes of its mentions, in order, and the mention that names it best."""

    index: int
    mentions: list[int] = field(default_factory=list)
    best: int = 0


def core(name: str) -> frozenset[str]:
    """The folded words of a name that tell it from others, without article and generic heads."""
    words = {proclitic_cuts(w)[-1].stem if w.startswith("ال") else w for w in map(fold, name.split())}
    return frozenset(w for w in words if w not in _GENERIC and w.isalnum()) or frozenset(words)


def group_entities(actors: list[ActorMention]) -> list[Entity]:
    """Entities in order of first mention; each mention belongs to exactly one.

    Two mentions are one actor when the catalogue says so, when one's telling words are the other's, or when a definite
    reference ("التنظيم") leads to an earlier mention.
    """
    entities: list[Entity] = []
    by_id: dict[str, Entity] = {}
    cores: list[tuple[frozenset[str], Entity]] = []
    of: dict[int, Entity] = {}
    for k, mention in enumerate(actors):
        words = core(mention.name)
        entity = by_id.get(mention.id) if mention.id else None
        if entity is None and not mention.id:
            entity = next((e for c, e in reversed(cores) if c == words), None)
            if entity is None:
                earlier = _antecedent(mention, actors[:k])
                entity = of.get(id(earlier)) if earlier is not None else None
        if entity is None:
            entity = Entity(len(entities), [], k)
            entities.append(entity)
        entity.mentions.append(k)
        of[id(mention)] = entity
        cores.append((words, entity))
        if mention.id:
            by_id.setdefault(mention.id, entity)
        if _names_better(mention, actors[entity.best]):
            entity.best = k
    return entities


def _antecedent(mention: ActorMention, before: list[ActorMention]) -> ActorMention | None:
    """The earlier mention that a bare definite word ("التنظيم", "المقاتلين") refers to: the latest with its head."""
    if len(mention.name.split()) > 1 or not mention.name.startswith(("ال", "لل")):
        return None
    longer = (b for b in reversed(before) if b.head == mention.head and len(b.name.split()) > 1)
    return next(longer, None)


def _names_better(new: ActorMention, old: ActorMention) -> bool:
    """Whether `new` names the actor better than `old`: a catalogue name beats a reference, else the first stays."""
    return new.known and not old.known
