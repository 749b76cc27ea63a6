"""Which files of a folder or archive may be reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

__all__ = ["ids", "is_attachment", "is_hidden", "page_parts"]

# What comes with chats and saved pages. It is passed over and counted; named itself, such a file is a failure.
_ATTACHMENTS = frozenset(
    ".jpg .jpeg .png .gif .webp .bmp .tif .tiff .svg .ico .heic .mp3 .m4a .ogg .oga .opus .wav .aac .mp4 .m4v .mov "
    ".avi .mkv .webm .3gp .tgs .css .js .mjs .map .woff .woff2 .ttf .otf .eot .vcf".split()
)


def is_hidden(name: str) -> bool:
    """Whether a path within a folder is hidden, of a system, or a README."""
    path = PurePosixPath(name)
    return any(part.startswith((".", "__MACOSX")) for part in path.parts) or path.stem.upper() == "README"


def is_attachment(name: str) -> bool:
    """Whether a name is that of a picture, sound, film, or of a script or style of a page."""
    return PurePosixPath(name).suffix.lower() in _ATTACHMENTS


def ids(names: Iterable[str]) -> dict[str, str]:
    """The ids that files give their reports: the path without its ending, with it where several differ in that only."""
    bare = {name: str(PurePosixPath(name).with_suffix("")) for name in names}
    count = Counter(bare.values())
    return {name: short if count[short] == 1 else name for name, short in bare.items()}


def page_parts(names: Iterable[str]) -> Callable[[str], bool]:
    """A test for the files that browsers save beside a page: those in `page_files` where there is `page.html`."""
    folders = {
        f"{PurePosixPath(name).with_suffix('')}{ending}"
        for name in names
        if name.lower().endswith((".html", ".htm"))
        for ending in ("_files", ".files", "_ملفات")
    }
    return lambda name: any(str(parent) in folders for parent in PurePosixPath(name).parents)
