"""Knowledge as data: what Marsad knows that is not code."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.knowledge.kept import kept


def read_yaml(name: str) -> Any:
    """The parsed YAML file `name`, a path below the knowledge folder; the caller's own, to change as it likes."""
    parsed = _parsed().get(name)
    if parsed is None:
        return parse_yaml(files(__package__).joinpath(name).read_bytes())
    return marshal.loads(parsed)


def parse_yaml(text: str | bytes) -> Any:
    """The parsed YAML `text`, by the C reader where there is one; yaml.YAMLError where it is none."""
    import yaml  # here, because kept knowledge needs no YAML reader

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def _parsed() -> dict[str, bytes]:
    """The YAML files that every start reads, each parsed and in `marshal` form, by name."""
    sources = dict(sorted(_sources()))

    def build() -> dict[str, bytes]:
        parsed = {}
        for name, raw in sources.items():
            try:
                parsed[name] = marshal.dumps(parse_yaml(raw))
            except ValueError:
                pass  # a value that marshal doesn't know, such as a date: parsed each time
        return parsed

    data: dict[str, bytes] = kept("knowledge", repr(sources).encode(), build)
    return data


def _sources() -> Iterator[tuple[str, bytes]]:
    """(name, content) of the YAML files that `read_yaml` is asked for; the catalogue of actors keeps its own."""
    top = files(__package__)
    for folder in ("", "words/", "frames/"):
        for file in top.joinpath(folder).iterdir():
            if file.name.endswith(".yaml"):
                yield folder + file.name, file.read_bytes()
    yield "actors/states.yaml", top.joinpath("actors/states.yaml").read_bytes()


@cache
def vocabulary() -> dict[str, Any]:
    """The codebook's vocabulary: kinds, event types and the other enumerations with labels and crosswalks."""
    data: dict[str, Any] = read_yaml("vocabulary.yaml")
    return data


def frame_files() -> list[dict[str, Any]]:
    """The parsed frame files, in the order of their names."""
    folder = files(__package__).joinpath("frames")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))
    return [read_yaml(f"frames/{name}") for name in names]
