"""What tests in every room share."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def kill_once_it_adds() -> Callable[..., int]:
    """Runs a command that adds to a store, kills it with SIGKILL `pause` seconds after it has added; how many are in.

    A command that ends by itself, or adds nothing for a minute, is not waited for longer.
    """

    def kill(store: Any, command: list[str], pause: float, **how: Any) -> int:
        before, until = store.counts().reports, time.monotonic() + 60
        process = subprocess.Popen(command, **how)
        while store.counts().reports <= before and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        return int(store.counts().reports)

    return kill
