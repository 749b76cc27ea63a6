"""`marsad serve`: the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.options import Db, db_of

__all__ = ["serve"]


def serve(
    db: Db = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8765,
    beyond_this_machine: Annotated[
        bool, typer.Option("--beyond-this-machine", help="Let other machines in. There is no login.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="A further host name that is answered; may be repeated.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:
    """Show the store in a browser, to this machine only."""
    try:
        from marsad.web.server import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("marsad"):
            raise
        typer.echo(f"marsad: {error.name} is not installed: pip install 'marsad[web]'", err=True)
        raise typer.Exit(1) from error
    run(
        db_of(db),
        host,
        port,
        beyond_this_machine=beyond_this_machine,
        names=name or (),
        open_browser=open_browser,
        announce=lambda address: typer.echo(f"Marsad at {address} (stop with Ctrl-C)", err=True),
    )
