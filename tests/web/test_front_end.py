"""The front end's sources and what is bundled of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

PHYSICAL = re.compile(
    r"(?<![-\w])((margin|padding|border|inset)-(left|right|top|bottom)|left|right|(min-|max-)?(width|height))\s*:"
)


@pytest.fixture(scope="module")
def static(root: Path) -> Path:
    """The bundle."""
    folder = root / "src/marsad/web/static"
    if not (folder / "page.css").is_file():
        pytest.skip("the front end is not bundled: npm ci && node build.mjs in frontend/")
    return folder


def test_styles_are_logical(root: Path) -> None:
    for sheet in (root / "frontend/src").glob("*.css"):
        text = re.sub(r"@media[^{]*", "", sheet.read_text())
        assert PHYSICAL.findall(text) == [], sheet.name
        assert not re.search(r"text-align:\s*(left|right)", text), sheet.name


def test_highlights_leave_letters_joined(root: Path) -> None:
    """Colour or weight inside a word can break a ligature: backgrounds and underlines only."""
    text = (root / "frontend/src/reading.css").read_text()
    rules = re.findall(r"::highlight\([^)]*\)\s*{([^}]*)}", text)
    assert len(rules) == 9
    used = {line.split(":")[0].strip() for rule in rules for line in rule.split(";") if line.strip()}
    assert used == {"background-color", "text-decoration"}


def test_locked_packages_are_whole(root: Path) -> None:
    lock = json.loads((root / "frontend/package-lock.json").read_text())
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert all(about.get("integrity", "").startswith("sha512-") for about in packages.values())
    licences = {about["license"] for about in packages.values()}
    assert licences <= {
        "MIT",
        "ISC",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "0BSD",
        "OFL-1.1",
        "(MIT OR Apache-2.0)",
    }


def test_licences_of_what_is_bundled(root: Path, static: Path) -> None:
    text = (static / "LICENCES.txt").read_text()
    wanted = json.loads((root / "frontend/package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        assert f"{name} {version}" in text
    for part in text.split("=" * 80):
        assert len(part.strip().splitlines()) > 2, part


def test_a_country_is_named_once(static: Path) -> None:
    names = [f["properties"] for f in json.loads((static / "country-names.json").read_text())["features"]]
    for language in ("ar", "en"):
        assert [n for n, times in Counter(name[language] for name in names).items() if times > 1] == []
    assert {"ar": "سوريا", "en": "Syria"}.items() <= next(n for n in names if n["en"] == "Syria").items()


def test_nothing_bundled_asks_another_host(static: Path) -> None:
    """Addresses in scripts are of specifications and messages; styles and pages have none that is fetched."""
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", (static / "page.css").read_text())
