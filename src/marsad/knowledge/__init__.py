"""Knowledge as data: what Marsad knows that is not code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def read_yaml(name: str) -> Any:
    """The parsed YAML file `name`, a path below the knowledge folder."""
    return parse_yaml(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def parse_yaml(text: str | bytes) -> Any:
    """The parsed YAML `text`, by the C reader where there is one; yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


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
