"""What every answer carries, whoever made it: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Asgi = Callable[[Any, Any, Any], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob:",  # MapLibre makes its icons of data: and blob: images
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # a source's site must not learn who reads its report, or where
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
}


_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Answers only for known host names, against DNS rebinding, and adds HEADERS to every answer.

    What would change something is answered only where it comes from these pages, against forged requests.
    """

    def __init__(self, app: Asgi, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = {host.lower() for host in hosts}
        self.headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self.headers]}
            await send(message)

        if host_name(scope) not in self.hosts:
            await _refuse(sending, 400, b"Unknown host name.\n")
            return
        if scope["method"] not in _SAFE and not from_here(scope):
            await _refuse(sending, 403, b"Refused: the request does not come from these pages.\n")
            return
        await self.app(scope, receive, sending)


def from_here(scope: Any) -> bool:
    """Whether a request that changes something comes from these pages, or from a program that is no browser.

    A browser says where a request comes from (`Sec-Fetch-Site`, else `Origin`), and sends JSON to another site only
    after asking it; so without both headers only JSON passes.
    """
    site, origin = _header(scope, b"sec-fetch-site"), _header(scope, b"origin")
    if site:
        return site == "same-origin"
    if origin:
        return origin.partition("://")[2] == _header(scope, b"host")
    return _header(scope, b"content-type").partition(";")[0].strip() == "application/json"


def _header(scope: Any, name: bytes) -> str:
    found = next((value for key, value in scope["headers"] if key == name), b"")
    return str(found.decode("latin-1").lower())


def host_name(scope: Any) -> str:
    """The name in the Host header without its port; an IPv6 address keeps its brackets."""
    value = _header(scope, b"host")
    head, _, port = value.rpartition(":")
    return head if head and port.isdigit() else value


async def _refuse(send: Any, status: int, why: bytes) -> None:
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [kind]})
    await send({"type": "http.response.body", "body": why})
