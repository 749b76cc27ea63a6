"""Tables compiled once, and read back as they are: large knowledge files at a fraction of their parsing time.

The compiled form holds plain values only (`marshal`), lies in the cache folder (MARSAD_CACHE, else the user's), and is
stamped with a hash of its sources, so that a changed source is compiled anew.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

__all__ = ["compiled", "user_folder"]


def compiled(name: str, sources: Iterable[bytes], build: Callable[[], Any]) -> Any:
    """What `build` makes of `sources`, from the cache if neither changed since; plain values only.

    `name` says which table it is, `sources` include the version of its compiled form where it has one; older forms of
    the name are removed.
    """
    stamp = blake2b(digest_size=12)
    for part in sources:
        stamp.update(len(part).to_bytes(8, "big") + part)
    folder = user_folder("MARSAD_CACHE", "XDG_CACHE_HOME", "~/.cache", "marsad")
    path = folder / f"{name}-{stamp.hexdigest()}-{sys.implementation.cache_tag}.bin"
    try:
        return marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        data = build()
        _keep(path, name, marshal.dumps(data))
        return data


def user_folder(setting: str, base: str, home: str, below: str) -> Path:
    """The folder that `setting` names, else the one of that use in the user's home."""
    named = os.environ.get(setting)
    return Path(named) if named else Path(os.environ.get(base) or Path(home).expanduser()) / below


def _keep(path: Path, name: str, data: bytes) -> None:
    """Writes the compiled form in its older ones' place, whole or not at all; failing to is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            out.write(data)
        Path(out.name).replace(path)
        for old in path.parent.glob(f"{name}-*.bin"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
