"""`marsad serve`: the pages on this machine."""

from __future__ import annotations

import ipaddress
import os
import threading
import webbrowser
from collections.abc import Iterable

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
) -> None:
    """Serve the store `db` until interrupted.

    Only the machine itself can ask unless `beyond_this_machine`, since there is no login; then `names` are the host
    names that are answered. Raises `ServeError` or `StoreError` with one clear line.
    """
    import uvicorn

    if not is_loopback(host) and not beyond_this_machine:
        raise ServeError(f"{host}: whoever reaches this machine could read everything; there is no login")
    if not (STATIC / "page.css").is_file():
        raise ServeError(
            "the pages' scripts and styles are missing: run `npm ci && node build.mjs` in frontend/"
        )
    store = open_store(db, create=False)
    config = uvicorn.Config(
        create_app(store, {*LOOPBACK, _bracketed(host), *names}),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
    )
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [address(host, port)]).start()
    try:
        uvicorn.Server(config).run()
    except KeyboardInterrupt:
        pass
    finally:
        store.close()


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
