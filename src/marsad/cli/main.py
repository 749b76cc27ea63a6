"""The application: its commands, and what every error comes to: one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from marsad.cli import (
    archiving,
    asking,
    coding,
    failing,
    joining,
    judging,
    knowing,
    serving,
    showing,
    standing,
    training,
    watching,
)

__all__ = ["app"]

_USAGE = 2


class _Group(TyperGroup):
    """Commands whose known errors are one line, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read our output (head, less) has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None
        except Exception as error:
            code = _code(error)
            if code is None:
                raise
            typer.echo(f"marsad: {error}", err=True)
            raise typer.Exit(code) from error


def _code(error: Exception) -> int | None:
    """The exit code of a known error, None for one that is not."""
    from marsad.publish.atomic import Unwritable
    from marsad.settings import SettingError

    if isinstance(error, SettingError):
        return _USAGE
    if isinstance(error, Unwritable):
        return 1
    module = type(error).__module__  # asked by name: importing the store or the pages here would take long
    known = ("marsad.store.errors", "marsad.web.server", "marsad.catalogues.places", "marsad.reports.source")
    return 1 if module in known else None


app = typer.Typer(
    name="marsad",
    cls=_Group,
    help="Reads Arabic reports of a conflict and codes every claim in them: who did what to whom, where, when, "
    "how many, on whose word.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all done; 1 something was left out or could not be done, each with one line on standard "
    "error; 2 wrong usage. Settings are environment variables: MARSAD_DB and others, see the documentation.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from marsad import __version__

        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="The version, and nothing else."),
    ] = False,
) -> None:
    pass


app.command("code")(coding.code)
app.command("add")(coding.add)
app.command("watch")(watching.watch)
app.command("reports")(asking.reports)
app.command("claims")(asking.claims)
app.command("reprints")(asking.reprints)
app.command("relink")(asking.relink)
app.command("failed")(failing.failed)
app.command("retry")(failing.retry)
app.command("check")(asking.check)
app.command("verify")(archiving.verify)
app.command("original")(archiving.original)
app.command("control")(standing.control)
app.command("relations")(standing.relations)
app.command("judge")(judging.judge)
app.command("judgements")(judging.judgements)
app.command("schema")(showing.schema)
app.command("explain")(showing.explain)
app.command("join")(joining.join)
app.command("incidents")(joining.incidents)
app.command("tolls")(joining.tolls)
app.command("serve")(serving.serve)
app.command("actors")(knowing.actors)
app.add_typer(knowing.places, name="places")
app.add_typer(knowing.knowledge, name="knowledge")
app.command("train")(training.train)
