"""`marsad serve`: the pages on this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress

from marsad.store import open_store
from marsad.web.app import LOOPBACK, STATIC, create_app


class ServeError(Exception):
    """The pages cannot be served; the message says why, in one line."""


def serve(
    db: str | os.PathLike[str],
    host: str = "127.0.0.1",
    port: int = 8765,
    *,
    beyond_this_machine: bool = False,
    names: Iterable[str] = (),
    open_browser: bool = False,
    announce: Callable[[str], object] = lambda address: None,
) -> None:
    """Serve the store `db` until interrupted. `announce` gets the address once it is open; port 0 is any free one.

    Only the machine itself can ask unless `beyond_this_machine`, since there is no login; then `names` are the host
    names that are answered, and nothing can be judged. Raises `ServeError` or `StoreError` with one clear line.
    """
    import uvicorn

    if not is_loopback(host) and not beyond_this_machine:
        raise ServeError(
            f"{host}: others could read everything, as there is no login (--beyond-this-machine allows it)"
        )
    if not (STATIC / "page.css").is_file():
        raise ServeError(
            "the pages' scripts and styles are missing: run `npm ci && node build.mjs` in frontend/"
        )
    with open_store(db, create=False) as store, _listening(host, port) as listener:
        app = create_app(store, {*LOOPBACK, _bracketed(host), *names}, writable=is_loopback(host))
        where = address(host, listener.getsockname()[1])
        announce(where)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [where]).start()
        with suppress(KeyboardInterrupt):
            config = uvicorn.Config(app, log_level="warning", server_header=False)
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family)
    except OSError as error:
        raise ServeError(
            f"{address(host, port)} cannot be opened: {str(error.strerror).split(' (')[0]}"
        ) from error


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    return f"http://{_bracketed(host)}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
