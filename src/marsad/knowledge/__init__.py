"""Knowledge as data: what Marsad knows that is not code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from marsad.knowledge.compiled import compiled


def read_yaml(name: str) -> Any:
    """The parsed YAML file `name`, a path below the knowledge folder; not to be changed by who reads it."""
    return _files()[name]


@cache
def _files() -> Any:
    """The parsed YAML files by name; of the actors only the states, since `coder.catalogue` compiles them all."""
    every = dict(_sources(files(__package__)))
    found = {n: text for n, text in every.items() if not n.startswith("actors/") or n == "actors/states.yaml"}
    texts = [name.encode() + b"\n" + text for name, text in found.items()]
    return compiled("words", texts, lambda: {name: parse_yaml(text) for name, text in found.items()})


def _sources(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            yield prefix + entry.name, entry.read_bytes()
        elif entry.is_dir():
            yield from _sources(entry, f"{prefix}{entry.name}/")


def parse_yaml(text: str | bytes) -> Any:
    """The parsed YAML `text`, by the C reader where there is one; yaml.YAMLError where it is none."""
    import yaml  # here, because compiled knowledge needs no YAML reader

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def vocabulary() -> dict[str, Any]:
    """The codebook's vocabulary: kinds, event types and the other enumerations with labels and crosswalks."""
    data: dict[str, Any] = read_yaml("vocabulary.yaml")
    return data


def frame_files() -> list[dict[str, Any]]:
    """The parsed frame files, in the order of their names."""
    return [data for name, data in sorted(_files().items()) if name.startswith("frames/")]
