"""The documentation is complete, its generated pages are current, and its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from marsad.knowledge import vocabulary
from marsad.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
# A path in the repository named in running text: `src/...`, `docs/...`; not one with a placeholder.
NAMED = re.compile(
    r"`((?:src|docs|tests|quality|bench|samples|frontend|\.ci)/[\w./-]*|[\w-]+\.(?:py|md|toml|lock))`"
)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["codebook.md", "cli.md", "settings.md"])
def test_generated_pages_are_current(generate: ModuleType, name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == generate.PAGES[name](), "run make docs"


def test_every_term_of_the_vocabulary_is_documented() -> None:
    page = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    missing = [key for terms in vocabulary().values() for key in terms if f"| `{key}` |" not in page]
    assert not missing


def test_every_command_and_option_has_help(generate: ModuleType) -> None:
    commands = generate.commands()
    assert {"add", "check", "claims", "code", "explain", "reports", "schema", "serve"} <= set(commands)
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for name, command in commands.items():
        assert command.help, f"marsad {name} says nothing of itself"
        assert f"## marsad {name}\n" in page
        silent = [p.name for p in command.params if p.name != "help" and not p.hidden and not p.help]
        assert not silent, f"marsad {name}: {silent} have no help"


def test_every_setting_is_documented_and_every_one_used_is_a_setting() -> None:
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in SETTINGS)
    sources = [*ROOT.glob("src/**/*.py"), *ROOT.glob("frontend/*.mjs")]
    used = {
        name
        for path in sources
        for name in re.findall(r"\bMARSAD_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert used <= set(SETTINGS)


def anchor(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_internal_links_resolve(file: Path) -> None:
    for target in LINK.findall(file.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        linked = (file.parent / path).resolve() if path else file
        assert linked.exists(), f"{file.name}: {target}"
        if fragment and linked.suffix == ".md":
            headings = HEADING.findall(linked.read_text(encoding="utf-8"))
            assert fragment in map(anchor, headings), f"{file.name}: {target}"


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_paths_named_in_the_pages_exist(file: Path) -> None:
    named = set(NAMED.findall(file.read_text(encoding="utf-8")))
    missing = [path for path in named if not (ROOT / path).exists() and not (file.parent / path).exists()]
    assert not missing


def test_the_rooms_of_the_architecture_are_the_rooms_of_the_package() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "src/marsad").iterdir() if (path / "__init__.py").is_file()}
    assert all(f"src/marsad/{room}/" in page for room in rooms)


def test_make_targets_named_in_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, page.name


def test_the_generator_runs_as_a_script() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_commands_print_what_the_pages_say() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs/tour.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
