"""Invented wire stories and what papers make of them: reprints, tellings in other words, follow-ups, bulletins.

Every sentence is made up. A story is a list of facts; each fact can be put in several ways, so that one event can be
told twice without one shared phrase, and each way takes names of places, groups and people from lists.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Text", "collection", "stories"]

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
WAYS: list[list[str]] = WORDS["facts"]
HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا"})


@dataclass(frozen=True)
class Text:
    """A text of the collection: which wire it is a printing of, how it was made of it, and on which day."""

    id: str
    wire: str
    made: str
    published: str
    text: str


def facts(rng: random.Random) -> dict[str, str]:
    """Who, where and how many, of one invented story."""
    p, r = rng.sample(WORDS["places"], 2)
    g, q = rng.sample(WORDS["groups"], 2)
    n, m, k, f = rng.randint(3, 29), rng.randint(5, 80), rng.randint(3, 9), rng.randint(30, 900)
    chosen = {"p": p, "r": r, "g": g, "q": q, "n": str(n), "m": str(m), "k": str(k), "f": str(f)}
    lists = {"o": "offices", "a": "agencies", "s": "sites", "h": "hours", "d": "days"}
    chosen |= {key: rng.choice(WORDS[name]) for key, name in lists.items()}
    return chosen | {"w": f"{rng.choice(WORDS['given_names'])} {rng.choice(WORDS['family_names'])}"}


def wire(rng: random.Random) -> tuple[dict[str, str], list[int], list[int]]:
    """A story: its facts, which are told and in which of their ways."""
    told = [0, *sorted(rng.sample(range(1, len(WAYS)), rng.randint(4, 11)))]
    return facts(rng), told, [rng.randrange(len(WAYS[i])) for i in told]


def paragraphs(story: tuple[dict[str, str], list[int], list[int]]) -> list[str]:
    """The story's paragraphs."""
    given, told, ways = story
    return [WAYS[i][way].format(**given) + "." for i, way in zip(told, ways, strict=True)]


def reprint(rng: random.Random, lines: list[str], given: dict[str, str]) -> tuple[str, str]:
    """What a paper makes of a wire, and the names of the two to four edits."""
    lines, x = list(lines), rng.choice(WAYS[0]).format(**given)
    edits = rng.sample(["lead", "tail", "headline", "hamza", "merged", "closing", "words"], rng.randint(2, 4))
    if "tail" in edits:
        lines = lines[: max(3, round(len(lines) * rng.uniform(0.5, 0.9)))]
    if "lead" in edits:
        lines[0] = rng.choice(WORDS["openings"]).format(x=x, **given) + "."
    if "headline" in edits:
        lines.insert(0, f"{given['a']}: {rng.choice(WORDS['headlines'])} في {given['p']}")
    if "closing" in edits:
        lines.append(rng.choice(WORDS["closings"]))
    for wired, printed in WORDS["exchanged"].items() if "words" in edits else ():
        lines = [line.replace(wired, printed) for line in lines]
    text = "\n".join(lines)
    if "merged" in edits:
        text = text.replace(".\n", ". ")
    return (text.translate(HAMZA) if "hamza" in edits else text), "+".join(sorted(edits))


def other_words(rng: random.Random, story: tuple[dict[str, str], list[int], list[int]]) -> list[str]:
    """The same facts, each put in another way, in an order of its own."""
    given, told, ways = story
    lines = [
        rng.choice([w for n, w in enumerate(WAYS[i]) if n != way]).format(**given) + "."
        for i, way in zip(told, ways, strict=True)
    ]
    rest = lines[1:]
    rng.shuffle(rest)
    return [lines[0], *rest]


def follow_up(
    rng: random.Random, story: tuple[dict[str, str], list[int], list[int]], lines: list[str]
) -> list[str]:
    """News of a later day with up to a third of its paragraphs repeated as background."""
    later = wire(rng)
    later[0].update({key: story[0][key] for key in ("p", "g", "q")})
    new = paragraphs(later)
    return new + rng.sample(lines[1:], min(len(lines) - 1, max(1, len(new) // 2)))


def bulletin(rng: random.Random) -> list[str]:
    """A daily bulletin: the same sentences every day, with other places and numbers."""
    return [line.format(**facts(rng)) + "." for line in WORDS["bulletin"] * 2]


def stories(count: int, seed: int = 1) -> Iterator[Text]:
    """`count` wires, each with up to five reprints, a telling in other words and a follow-up; some with a bulletin."""
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        story, name, day = wire(rng), f"w{number}", rng.randint(1, 20)
        lines = paragraphs(story)
        made = [("wire", "\n".join(lines))]
        for _ in range(rng.choice([0, 1, 2, 3, 5])):
            text, edits = reprint(rng, lines, story[0])
            made.append((edits, text))
        for place, (edits, text) in enumerate(made):
            yield Text(f"{name}-{place}", name, edits, f"2014-03-{day + (place > 2):02d}", text)
        others = {"other words": other_words(rng, story), "follow-up": follow_up(rng, story, lines)}
        if number % 10 == 0:
            others["bulletin"] = bulletin(rng)
        for kind, told in others.items():
            yield Text(f"{name}-{kind}", f"{name}-{kind}", kind, f"2014-03-{day + 2:02d}", "\n".join(told))


def collection(texts: int, seed: int = 1) -> list[Text]:
    """The first `texts` texts of as many stories as they take, in an order that tells nothing."""
    found: list[Text] = []
    for text in stories(texts, seed):
        if len(found) == texts:
            break
        found.append(text)
    random.Random(seed).shuffle(found)
    return found
