"""The build hook: bundles when the sources are newer, and only then asks for Node."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
assert SPEC and SPEC.loader
hatch_build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(hatch_build)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MARSAD_SKIP_ASSETS", raising=False)
    (tmp_path / "frontend/node_modules").mkdir(parents=True)
    (tmp_path / "frontend/package-lock.json").write_text("{}")
    (tmp_path / "src/marsad/web/static").mkdir(parents=True)
    return tmp_path


def hook(project: Path) -> Any:
    return hatch_build.AssetsHook(str(project), {}, None, None, str(project), "wheel")


def stamp(project: Path) -> None:
    mark = hatch_build.fingerprint(project / "frontend")
    (project / "src/marsad/web/static/.stamp").write_text(mark)


def test_node_is_needed_where_nothing_is_bundled_yet(project: Path) -> None:
    assert hook(project).dependencies() == [hatch_build.NODE]


def test_a_current_bundle_needs_neither_node_nor_a_run(project: Path) -> None:
    stamp(project)
    assert hook(project).dependencies() == []
    hook(project).initialize("standard", {})


def test_a_changed_source_is_bundled_anew_and_installed_packages_are_no_source(project: Path) -> None:
    stamp(project)
    (project / "frontend/node_modules/any.js").write_text("1")
    assert hook(project).dependencies() == []
    (project / "frontend/page.css").write_text("a{}")
    assert hook(project).dependencies() == [hatch_build.NODE]


def test_bundling_can_be_left_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_SKIP_ASSETS", "1")
    assert hook(project).dependencies() == []
    hook(project).initialize("standard", {})
    assert not (project / "src/marsad/web/static/.stamp").exists()


def test_the_frontend_names_exact_versions() -> None:
    package = json.loads((ROOT / "frontend/package.json").read_text())
    versions = [*package["dependencies"].values(), *package.get("devDependencies", {}).values()]
    assert all(version[0].isdigit() for version in versions)
