"""What is said beside the output: a line for everything left out, and a progress bar where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from marsad.reports import Failure, Meter, Note

__all__ = ["Remarks", "watched"]

Item = TypeVar("Item")
_LARGE = 10_000_000  # bytes; how far a smaller file was read is not worth a look


class Remarks:
    """Says every remark on standard error as `file:line: reason`, and keeps count of what was left out."""

    def __init__(self) -> None:
        self.left_out = 0

    def say(self, remark: Failure | Note) -> None:
        """One line on standard error."""
        self.left_out += remark.left_out
        line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(remark))
        typer.echo(line, err=True)

    def exit(self) -> None:
        """End the command: exit code 1 where something was left out."""
        if self.left_out:
            raise typer.Exit(1)


def watched(items: Iterable[Item], doing: str, meter: Meter | None = None) -> Iterator[Item]:
    """`items`, counted by a progress bar if standard error is a terminal; `meter` tells how far a file was read."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Read(ProgressColumn):
        max_refresh = 0.5

        def render(self, task: Task) -> Text:
            if not meter or meter.total < _LARGE:
                return Text()
            return Text(f"{meter.done() / 1e6:,.0f} of {meter.total / 1e6:,.0f} MB of {meter.file}")

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,} reports"),
        TimeElapsedColumn(),
        Read(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None)
        for item in items:
            progress.advance(task)
            yield item
