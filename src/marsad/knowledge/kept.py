"""Parsed knowledge, kept in the user's cache folder: reading YAML and JSON anew took most of a start.

What is kept is plain values in `marshal` form, under a hash of their source, so that a changed source is parsed anew.
The folder is `MARSAD_CACHE`, else `$XDG_CACHE_HOME/marsad`, else `~/.cache/marsad`; where nothing can be written,
everything is parsed each time.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

_VERSION = b"1"


def folder() -> Path:
    """The cache folder."""
    named = os.environ.get("MARSAD_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "marsad"


def kept(name: str, source: bytes, build: Callable[[], Any]) -> Any:
    """What `build` makes of `source`, from the cache where it was kept; `name` tells it from other files there."""
    stamp = blake2b(_VERSION + source, digest_size=12).hexdigest()
    try:
        path = folder() / f"{name}-{stamp}-{sys.implementation.cache_tag}.bin"
    except RuntimeError:  # a user without a home
        return build()
    try:
        return marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        data = build()
    try:
        _write(path, marshal.dumps(data), name)
    except (OSError, ValueError):
        pass  # a read-only home, or a value that marshal doesn't know
    return data


def _write(path: Path, data: bytes, name: str) -> None:
    """Writes a file of the cache, whole or not at all, and removes its older versions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
        out.write(data)
    Path(out.name).replace(path)
    for old in path.parent.glob(f"{name}-*-{sys.implementation.cache_tag}.bin"):
        if old != path:
            old.unlink(missing_ok=True)
