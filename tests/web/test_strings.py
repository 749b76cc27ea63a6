"""Every string in both languages, used, and with the same blanks to fill."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from marsad.knowledge import vocabulary
from marsad.web.strings import LANGUAGES, Words, strings

WEB = Path("src/marsad/web")


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", strings())
def test_both_languages(key: str) -> None:
    entry = strings()[key]
    assert set(entry) == set(LANGUAGES)
    assert all(text.strip() for text in entry.values())
    assert _blanks(entry["ar"]) == _blanks(entry["en"])
    if key not in {"other_language", "exactly"}:
        assert re.search("[\u0620-\u064a]", entry["ar"])
        assert not re.search("[\u0620-\u064a]", entry["en"])


def test_no_string_is_unused(root: Path) -> None:
    sources = "".join(p.read_text() for p in (root / WEB).rglob("*") if p.suffix in {".py", ".html"})
    made = {f"month_{n}" for n in range(1, 13)} | {f"{k}_about" for k in ("at_least", "at_most", "between")}
    made |= {"basis_standing", "basis_fight"}
    made |= {f"about_{what}" for what in ("actors", "place", "time", "denied")}
    made |= set(vocabulary()["outcomes"])
    unused = [
        key
        for key in strings()
        if key not in made and f'"{key}"' not in sources and f"'{key}'" not in sources
    ]
    assert not unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_has_a_plural(language: str) -> None:
    for outcome in vocabulary()["outcomes"]:
        assert Words(language).outcome(outcome) == strings()[outcome][language]


def test_an_unknown_term_is_shown_as_it_is() -> None:
    assert Words("ar").label("event_types", "no_such_type") == "no_such_type"
