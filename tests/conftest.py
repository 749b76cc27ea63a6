"""What tests in every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
os.environ["XDG_DATA_HOME"] = str(
    ROOT / "build" / "no-imported-places"
)  # what the developer imported is no part of it
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the repository; tests that ask for it are skipped where it is absent."""
    if not (SHARED / "codebook.md").is_file():
        pytest.skip("the reference data of ../shared is not beside this checkout")
    return SHARED
