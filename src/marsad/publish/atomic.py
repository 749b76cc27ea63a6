"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

__all__ = ["Unwritable", "output"]


class Unwritable(Exception):
    """An output that cannot be written; the message names it and says why."""


@contextmanager
def output(path: str | os.PathLike[str] | None) -> Iterator[TextIO]:
    """A stream whose text, in UTF-8, replaces the file `path` once the block ends well; None or "-" is standard output.

    If the block raises, the file is left as it was. Raises `Unwritable`.
    """
    name = "-" if path is None else os.fspath(path)
    try:
        if name == "-":
            yield from _standard_output()
        elif Path(name).exists() and not Path(name).is_file() and not Path(name).is_dir():
            with Path(name).open("w", encoding="utf-8", newline="") as stream:  # a pipe or a device
                yield stream
        else:
            yield from _file(Path(os.path.realpath(name)))
    except BrokenPipeError:
        raise
    except OSError as error:
        shown = "standard output" if name == "-" else name
        raise Unwritable(f"{shown}: cannot be written: {error.strerror or error}") from error


def _standard_output() -> Iterator[TextIO]:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield sys.stdout
    sys.stdout.flush()


def _file(path: Path) -> Iterator[TextIO]:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as stream:
            if path.exists():
                unfinished.chmod(stat.S_IMODE(path.stat().st_mode))
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink()
