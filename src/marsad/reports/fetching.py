"""Documents from the web: asked for politely, and taken in with care, since whoever answers may mean harm.

robots.txt is obeyed; http and https only; every hop of a redirect is checked like the first address; size is counted
while the answer comes in, also of what a compressed answer unpacks to; the whole takes no longer than
MARSAD_FETCH_SECONDS.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpcore
import httpx
from protego import Protego

from marsad import __version__, settings
from marsad.reports.transport import Transport

__all__ = ["Answer", "Fetcher", "Unfetched"]

_HOPS = 5
_ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for 500 KiB at least
_ROBOTS_KEPT = 24 * 3600.0  # seconds, the most that RFC 9309 allows
_TEMPORARY = {408, 425, 429, 500, 502, 503, 504}
_PACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}  # zlib's number for: find out by the header


class Unfetched(Exception):
    """A document that was not got; the message says why.

    `temporary`: it may be there later. `retry_after`: not before so many seconds, where the server said so.
    """

    def __init__(self, reason: str, *, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.temporary, self.retry_after = temporary, retry_after


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `data` unpacked, `url` after redirects, `retrieved` in UTC. `status` is 200 or 304."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    retrieved: str

    def header(self, name: str) -> str | None:
        """The first header of this name (in lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def media_type(self) -> str:
        """The type that the server names, without parameters."""
        named = (self.header("content-type") or "").partition(";")[0].strip().lower()
        return named or "application/octet-stream"


class Fetcher:
    """Gets documents, one after another. Not to be shared between threads."""

    def __init__(self) -> None:
        local = settings.text("MARSAD_LOCAL_HOSTS").replace(",", " ").split()
        self._transport = Transport(frozenset(local))
        self._limit = settings.number("MARSAD_MAX_DOCUMENT_BYTES")
        self._seconds = settings.number("MARSAD_FETCH_SECONDS")
        self._agent = settings.text("MARSAD_USER_AGENT") or f"Marsad/{__version__}"
        self._client = httpx.Client(transport=self._transport, timeout=self._seconds, trust_env=False)
        self._robots: dict[str, tuple[float, Protego]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """The document at `url`, or status 304 where it is still the one of `etag` or `modified`.

        Raises `Unfetched`.
        """
        given = {"If-None-Match": etag, "If-Modified-Since": modified}
        asked = {name: value for name, value in given.items() if value}
        self._transport.until(time.monotonic() + self._seconds)
        return self._follow(url, asked, self._limit, obey=True)

    def delay(self, url: str) -> float:
        """Seconds between two requests that the site of `url` asks for in its robots.txt, once that was read."""
        known = self._robots.get(_site(httpx.URL(url)))
        return float((known and known[1].crawl_delay(self._agent)) or 0)

    def _follow(self, url: str, headers: Mapping[str, str], limit: int, *, obey: bool) -> Answer:
        for _ in range(_HOPS + 1):
            address = _checked(url)
            if obey and not self._allowed(address):
                raise Unfetched(f"{url}: robots.txt does not allow it")
            answer = self._one(address, headers, limit)
            onward = answer.header("location")
            if answer.status == 304 or not 300 <= answer.status < 400:
                return _good(answer)
            if not onward:
                raise Unfetched(f"{url}: HTTP {answer.status} without an address to go to")
            url = str(address.join(onward))
        raise Unfetched(f"{url}: more than {_HOPS} redirects")

    def _one(self, url: httpx.URL, headers: Mapping[str, str], limit: int) -> Answer:
        asked = {**headers, "User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"}
        try:
            with self._client.stream("GET", url, headers=asked) as response:
                data = b"" if response.is_redirect else b"".join(_body(response, limit))
                retrieved = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                kept = tuple((k, v) for k, v in response.headers.multi_items() if k != "set-cookie")
                return Answer(str(url), response.status_code, kept, data, retrieved)
        except httpcore.UnsupportedProtocol as reason:  # an address that is refused
            raise Unfetched(str(reason)) from reason
        except httpcore.TimeoutException as error:
            raise Unfetched(
                f"{url}: no answer in MARSAD_FETCH_SECONDS={self._seconds}", temporary=True
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Unfetched(f"{url}: {error or type(error).__name__}", temporary=True) from error

    def _allowed(self, url: httpx.URL) -> bool:
        """Whether the robots.txt of the site lets us in: where there is none, yes; where the site fails, no."""
        site = _site(url)
        until, robots = self._robots.get(site, (0.0, None))
        if robots is None or until < time.monotonic():
            robots = self._read_robots(site)
            self._robots[site] = time.monotonic() + _ROBOTS_KEPT, robots
        return bool(robots.can_fetch(str(url), self._agent))

    def _read_robots(self, site: str) -> Protego:
        try:
            text = self._follow(f"{site}/robots.txt", {}, _ROBOTS_BYTES, obey=False).data.decode(
                "utf-8", "replace"
            )
        except Unfetched as reason:
            if reason.temporary:
                raise
            text = ""
        return Protego.parse(text)


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _checked(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise Unfetched(f"{url}: not an address: {error}") from error
    if address.scheme not in ("http", "https"):
        raise Unfetched(f"{url}: {address.scheme or 'no scheme'}, not http or https")
    if not address.host or address.userinfo:
        raise Unfetched(f"{url}: an address without a host, or with a password, is not fetched")
    return address.copy_with(fragment=None)


def _good(answer: Answer) -> Answer:
    if answer.status in (200, 304):
        return answer
    temporary = answer.status in _TEMPORARY
    raise Unfetched(
        f"{answer.url}: HTTP {answer.status}",
        temporary=temporary,
        retry_after=_seconds(answer.header("retry-after")) if temporary else None,
    )


def _seconds(said: str | None) -> float | None:
    """Seconds to wait, of a Retry-After header in either of its forms."""
    if said is None:
        return None
    if said.strip().isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None


def _body(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The answer in pieces, unpacked; `Unfetched` as soon as there are more than `limit` bytes."""
    too_much = Unfetched(f"{response.url}: more than {limit:,} bytes (MARSAD_MAX_DOCUMENT_BYTES)")
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise too_much
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", *_PACKED):
        raise Unfetched(f"{response.url}: packed as {encoding!r}, which was not asked for")
    unpack = zlib.decompressobj(_PACKED[encoding]) if encoding in _PACKED else None
    size = 0
    for raw in response.iter_raw():
        try:
            piece = unpack.decompress(raw, limit - size + 1) if unpack else raw
        except zlib.error as error:
            raise Unfetched(f"{response.url}: broken {encoding}") from error
        size += len(piece)
        if size > limit:
            raise too_much
        yield piece
    if unpack and not unpack.eof:
        raise Unfetched(f"{response.url}: {encoding} that breaks off", temporary=True)
