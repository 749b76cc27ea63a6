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
            "MARSAD_MAX_DOCUMENT_BYTES",
            "20000000",
            "The largest page, feed, chat, Word, Excel or PDF file that is read, in bytes; these are read whole.",
        ),
        Setting(
            "MARSAD_MAX_FILES",
            "200000",
            "The most files in one archive. One with more is left out and named.",
        ),
        Setting(
            "MARSAD_MAX_UNPACKED_BYTES",
            "20000000000",
            "The most bytes that an archive may unpack to, all its files together. Nothing is unpacked to disk.",
        ),
        Setting(
            "MARSAD_BUSY_SECONDS",
            "10",
            "How long a writer waits, in seconds, while another process is writing to the same SQLite file.",
        ),
        Setting(
            "MARSAD_MODEL",
            "",
            "A weights file that `marsad train` wrote, a network (.npz) beside it. Where empty: those shipped.",
        ),
        Setting(
            "MARSAD_FETCH_SECONDS",
            "30",
            "How long a document from the web may take, in seconds, redirects included.",
        ),
        Setting(
            "MARSAD_USER_AGENT",
            "",
            "What Marsad calls itself to web servers; name a way to reach you in it. Where empty: Marsad/VERSION.",
        ),
        Setting(
            "MARSAD_LOCAL_HOSTS",
            "",
            "Local mirrors that may be fetched from, as host:port, divided by spaces. No other private address is.",
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
