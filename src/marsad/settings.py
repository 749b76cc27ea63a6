"""Settings: every one is an environment variable with a default, described here and nowhere else."""

from __future__ import annotations

import os
from typing import NamedTuple

__all__ = ["SETTINGS", "Setting", "SettingError", "number", "text"]


class SettingError(ValueError):
    """A setting whose value cannot be used; the message names the variable."""


class Setting(NamedTuple):
    """An environment variable, its default and what it means."""

    name: str
    default: str
    description: str


SETTINGS = {
    s.name: s
    for s in (
        Setting("MARSAD_DB", "marsad.db", "The store: a SQLite file, or a postgresql:// address."),
        Setting(
            "MARSAD_MAX_REPORT_BYTES",
            "5000000",
            "The largest report that is read, in bytes of its text. A larger one is left out and named.",
        ),
        Setting(
            "MARSAD_BUSY_SECONDS",
            "10",
            "How long a writer waits, in seconds, while another process is writing to the same SQLite file.",
        ),
        Setting(
            "MARSAD_MODEL",
            "",
            "A weights file that `marsad train` wrote. Where empty: the weights that the package ships.",
        ),
        Setting(
            "MARSAD_CACHE",
            "",
            "The folder for the compiled gazetteer. Where empty: $XDG_CACHE_HOME/marsad, else ~/.cache/marsad.",
        ),
        Setting(
            "MARSAD_PLACES",
            "",
            "The folder with the places that `marsad places import` keeps. "
            "Where empty: $XDG_DATA_HOME/marsad/places, else ~/.local/share/marsad/places.",
        ),
    )
}


def text(name: str) -> str:
    """The value of the setting `name`, from the environment or its default."""
    return os.environ.get(name) or SETTINGS[name].default


def number(name: str) -> int:
    """The value of the setting `name` as a whole number above zero; `SettingError` where it is none."""
    value = text(name)
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise SettingError(f"{name}={value!r}: a whole number above zero is needed")
    return int(value)
