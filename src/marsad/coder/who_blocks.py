"""What speaks for an actor in a slot, in blocks: features that hang on the same few facts (see `decide`).

Names of the facts: `name` of the position, `voice` of the trigger and `verb`, the same without it, `role` that the
valency gives, `sector` and `sort` of the actor, `kind` of the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.classes import word_classes
from marsad.coder.words import stem

CLAUSES = (
    "subordinators",
    "relatives",
    "temporal",
    "agentives",
)  # groups of words that begin a clause or phrase


def stands(name: str, voice: str, conj: str, rank: int) -> Iterator[str]:
    """Where the mention stands, to which form of trigger."""
    yield f"pos={name}"
    yield f"pos={name}|{voice}"
    yield f"pos={name}|{conj}{voice}|{rank}"


def fills(role: str | None, name: str, back: int, sector: str | None) -> Iterator[str]:
    """The slot that the valency gives to the position."""
    yield f"val={role}|{back}"
    yield f"val={role}|{name}"
    yield f"val={role}|{sector}"


def sort_of(sort: str, known: bool, order: int, side: str) -> Iterator[str]:
    """What sort of actor it is, and how many mentions lie between."""
    yield f"kind={sort}"
    yield f"known={known}"
    yield f"order={order}|{side}"


def sector_of(sort: str, sector: str | None, name: str, voice: str) -> Iterator[str]:
    """What sort of actor of which sector stands there."""
    yield f"role={sector}|{voice}|{name}"
    yield f"{sort}|{sector}|{name}|{voice}"


def nearness(near: str, name: str, voice: str, role: str | None) -> Iterator[str]:
    """How near it is."""
    yield f"near={near}|{name}|{voice}"
    yield f"near={near}|{role}"


def sort_near(near: str, name: str, sort: str) -> Iterator[str]:
    """What sort of actor is so near."""
    yield f"near={near}|{name}|{sort}"
    yield f"kind={sort}|{name}"


def ranked(rank: int, name: str, role: str | None, sector: str | None) -> Iterator[str]:
    """How many are nearer on its side."""
    yield f"rank={rank}|{name}|{role}"
    yield f"rank={rank}|{name}|{sector}"
    yield f"rank={rank}|{name[:3]}"


def of_type(kind: str, name: str, back: int, rank: int) -> Iterator[str]:
    """Where it stands to the event."""
    yield f"pos={name}|{kind}"
    yield f"back={back}|{kind}"
    yield f"rank={rank}|{name}|{kind}"


def takes(kind: str, sort: str, sector: str | None, role: str | None, voice: str) -> Iterator[str]:
    """What sort of actor of which sector the event takes."""
    yield f"kind={sort}|{kind}|{voice}"
    yield f"role={sector}|{kind}"
    yield f"{sort}|{sector}|{role}|{kind}"
    yield f"val={role}|{kind}|{voice}"


def headed(kind: str, group: str | None) -> Iterator[str]:
    """The class of its head at the event."""
    yield f"head={group}|{kind}"


def counted(kind: str, name: str, voice: str) -> Iterator[str]:
    """It is counted."""
    yield f"counted|{name}"
    yield f"counted|{name}|{kind}|{voice}"


def as_place(kind: str, name: str) -> Iterator[str]:
    """Its name is a place's too."""
    yield f"as-place|{name}"
    yield f"as-place|{kind}"


def owns_site(kind: str, voice: str) -> Iterator[str]:
    """A post or base of it is named."""
    yield f"site-owner|{voice}"
    yield f"site-owner|{kind}"


def before(word: str, name: str) -> Iterator[str]:
    """The word before it."""
    yield f"before={word}"
    yield f"before-class={word_classes().get(stem(word))}|{name}"


def after(word: str, name: str) -> Iterator[str]:
    """The word behind it."""
    yield f"after={word}"
    yield f"after-class={word_classes().get(stem(word))}|{name}"


def ruled(word: str, verb: str, name: str) -> Iterator[str]:
    """The word that rules it."""
    yield f"of={word}|{verb}"
    yield f"of={word}|{name}"
    yield f"of-class={word_classes().get(word)}|{verb}|{name}"


def crossed(verbs: int, nouns: int, side: str, verb: str, sort: str, conj: str, commas: int) -> Iterator[str]:
    """How many other triggers and commas lie between it and the trigger."""
    yield f"verbs={verbs}|nouns={nouns}|{side}|{verb}"
    yield f"verbs={verbs}|{side}|{sort}|{conj}"
    yield f"commas={commas}|{side}"


def clauses(counts: tuple[int, ...], side: str, verb: str) -> Iterator[str]:
    """How many words of each group lie between."""
    yield from (f"{group}={n}|{side}|{verb}" for group, n in zip(CLAUSES, counts, strict=True))


def told(size: int, where: str, sort: str, since: int) -> Iterator[str]:
    """How often the report names it, and from where on."""
    yield f"told={size}|{where}"
    yield f"told={size}|{sort}"
    yield f"since={since}|{where}"


def finite(verbs: int, side: str, form: str, name: str) -> Iterator[str]:
    """How many finite verbs lie between."""
    yield f"finite={verbs}|{side}|{form}"
    yield f"finite={verbs}|{name}"


def over(verb: str, side: str, form: str, name: str) -> Iterator[str]:
    """The verb that lies between."""
    yield f"over={verb}|{side}|{form}"
    yield f"over={word_classes().get(verb)}|{side}|{form}|{name}"


def main(verb: str, says: bool, place: str, near: str, form: str) -> Iterator[str]:
    """The verb before the trigger, and whether it is that verb's subject."""
    yield f"main={verb}|{place}|{form}"
    yield f"main={'says' if says else ''}|{place}|{near}|{form}"
    yield f"main={word_classes().get(verb)}|{place}|{form}"


def of_verb(verb: str, says: bool, side: str, form: str) -> Iterator[str]:
    """The other verb that it stands right behind."""
    yield f"of-verb={verb}|{form}"
    yield f"of-verb={'says' if says else word_classes().get(verb)}|{side}|{form}"
    yield f"of-other-verb|{side}|{form}"


def shaped(shape: str, name: str, rank: int) -> Iterator[str]:
    """Who comes first in the sentence."""
    yield f"shape={shape}|{name}"
    yield f"shape={shape}|{name}|{rank}"


def agrees(verb: str, gender: str, name: str, sort: str) -> Iterator[str]:
    """The number and gender of the verb and of the actor."""
    yield f"agrees={verb}{gender}|{name}"
    yield f"agrees={verb}|{sort}|{name}"
