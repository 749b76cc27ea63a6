"""Room 7, reference: the earlier mention that "التنظيم" or "المقاتلين" stands for."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coder.actor_words import lexis
from marsad.coder.catalogue import catalogue
from marsad.coder.mentions import ActorMention
from marsad.coder.text import Document, fold

_ENDINGS = ("ون", "ين", "ات", "و", "ي", "ا")
_GROUP_ROLES = {
    "حزب": ("PTY", "OPP"),
    "منظمه": ("NGO", "IGO"),
    "جمعيه": ("NGO",),
    "مرصد": ("NGO",),
    "هييه": ("NGO", "GOV"),
    "قبيله": ("CVL",),
    "مجلس": ("GOV", "LEG", "IGO"),
    "حلف": ("IGO", "MIL"),
    "تحالف": ("MIL", "PTY", "REB"),
}
_ARMED = ("REB", "UAF")
_UNIFORMED = ("MIL", "COP")
_KINDS = {
    "group": ("group",),
    "force": ("force", "group"),
    "state": ("force", "state"),
    "person": ("person", "office"),
}
_REACH = 3  # sentences back in which a reference without a shared noun is looked for
_BODIES = ("group", "force", "state")
_BACK = 80  # mentions back that a reference reaches


def resolve_references(doc: Document, actors: Sequence[ActorMention]) -> None:
    """Gives bodies that a definite word stands for (التنظيم، الحركة) the id and role of their actor."""
    for k, mention in enumerate(actors):
        if mention.id is None and mention.kind in _BODIES:
            earlier = antecedent(doc, mention, actors[max(0, k - _BACK) : k])
            if earlier is not None and earlier.id:
                mention.id, mention.role = earlier.id, earlier.role


def antecedent(doc: Document, mention: ActorMention, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The earlier mention that the definite reference `mention` ("التنظيم", "المقاتلين") stands for, if any.

    A mention that names somebody itself has none. `mentions` may hold later ones; only earlier ones are looked at.
    """
    words = lexis()
    kind = words.references.get(mention.head)
    if kind is None or mention.last - mention.first > 2 or not _definite(doc, mention):
        return None
    earlier = [m for m in mentions if m.last <= mention.first and m.kind != "pronoun"]
    if kind == "people":
        return _people(mention, earlier)
    same = _same_noun(doc, mention, earlier) or _by_alias(mention, earlier)
    if same is not None or kind in ("person", "state") or mention.last - mention.first > 1:
        return same  # القوات الدولية are not those named last
    here = doc.sentence_of[mention.first]
    roles = _GROUP_ROLES.get(mention.head, _ARMED if kind == "group" else _UNIFORMED)
    for m in reversed(earlier):
        if here - doc.sentence_of[m.first] > _REACH:
            break
        if m.kind in _KINDS[kind] and m.role in roles and not m.flags & {"weak", "possessed"} and _names(m):
            return m
    return None


def _definite(doc: Document, mention: ActorMention) -> bool:
    """Whether the article stands on the first word: then it points back."""
    norm = doc.norms[mention.first]
    return "ال" in norm[:4] or norm[len(mention.conj) :].startswith("لل")


def _names(mention: ActorMention) -> bool:
    """Whether the mention says more than its head noun."""
    return mention.known or mention.last - mention.first > 1


def _same_noun(doc: Document, mention: ActorMention, earlier: Sequence[ActorMention]) -> ActorMention | None:
    """The latest earlier mention with the same head that names somebody; for a person, the noun may stand inside."""
    for m in reversed(earlier):
        if not _names(m):
            continue
        if m.head == mention.head:
            return m
        if m.kind == "person" and mention.head in (n.removeprefix("ال") for n in doc.norms[m.first : m.last]):
            return m
    return None


def _by_alias(mention: ActorMention, earlier: Sequence[ActorMention]) -> ActorMention | None:
    """The latest earlier actor that the catalogue also calls by the noun: "التنظيم" for داعش."""
    actors = catalogue().actors
    for m in reversed(earlier):
        if m.id and m.kind in ("group", "force") and not m.flags & {"as_place"}:
            actor = actors[m.id]
            if any(fold(name.split()[0]).removeprefix("ال") == mention.head for name in actor.names):
                return m
    return None


def _people(mention: ActorMention, earlier: Sequence[ActorMention]) -> ActorMention | None:
    """The latest earlier people of the same noun in any case: المسلحين for مسلحون مجهولون."""
    lemma = _lemma(mention.head)
    for m in reversed(earlier):
        if (
            m.kind in ("people", "group", "force")
            and _lemma(m.head) == lemma
            and m.last - m.first >= mention.last - mention.first
        ):
            return m
    if mention.role in _ARMED:
        for m in reversed(earlier):
            if (
                m.kind in ("people", "group")
                and m.role in _ARMED
                and _names(m)
                and "possessed" not in m.flags
            ):
                return m
    return None


def _lemma(head: str) -> str:
    return next((head[: -len(e)] for e in _ENDINGS if head.endswith(e) and len(head) - len(e) > 2), head)


def epicene(mention: ActorMention) -> bool:
    """Whether the mention's one-word name is used in both genders: داعش and its like, of a تنظيم or جماعة."""
    return " " not in mention.name and fold(mention.name) in lexis().epicenes


def feminine(mention: ActorMention) -> bool:
    """Whether the mention's head is feminine in the singular: القوات, الحركة; so are cities and most states."""
    head, words = mention.head, lexis()
    name = fold(mention.name.split()[0]) if mention.name else head
    if mention.kind == "state":
        return name not in words.masculines
    bare = name.removeprefix("ال")
    return any(w.endswith(("ه", "ات")) or w in words.feminines for w in (head, name, bare))
