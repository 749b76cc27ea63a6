"""Documents from a real server: what is taken, and what is refused of a server that means harm."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reports.addresses import Refused, resolve
from marsad.reports.fetching import Fetcher, Unfetched

from .conftest import Asked, Site


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher() as opened:
        yield opened


def test_a_page_with_how_it_was_got(site: Site, fetcher: Fetcher) -> None:
    url = site.show("/a", "نص", Content_Type="text/html; charset=utf-8", ETag='"1"', Set_Cookie="id=7")
    got = fetcher.get(url)
    assert (got.status, got.url, got.data.decode(), got.media_type) == (200, url, "نص", "text/html")
    assert got.header("etag") == '"1"' and got.header("set-cookie") is None
    assert got.retrieved.endswith("Z") and site.asked == ["/robots.txt", "/a"]


def test_redirects_are_followed_to_their_end(site: Site, fetcher: Fetcher) -> None:
    site.show("/old", "", 301, Location="/newer")
    site.show("/newer", "", 302, Location=site.url("/new"))
    url = site.show("/new", "here")
    assert (fetcher.get(site.url("/old")).url, fetcher.get(site.url("/old")).data) == (url, b"here")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is 169.254.169.254, which is not"),
        ("http://127.0.0.1:1/", "127.0.0.1 is 127.0.0.1, which is not"),
        ("http://[::ffff:10.0.0.1]/", "which is not an address of the public internet"),
        ("file:///etc/passwd", "file, not http or https"),
        ("gopher://127.0.0.1/", "gopher, not http or https"),
        ("http://user:secret@127.0.0.1/", "with a password"),
        ("/loop", "more than 5 redirects"),
    ],
)
def test_each_hop_is_checked(site: Site, fetcher: Fetcher, target: str, said: str) -> None:
    url = site.show("/loop", "", 302, Location=target)
    with pytest.raises(Unfetched, match=said.replace("[", r"\[")) as caught:
        fetcher.get(url)
    assert not caught.value.temporary


def test_a_redirect_without_an_address(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Unfetched, match="HTTP 302 without an address"):
        fetcher.get(site.show("/a", "", 302))


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
    ::1 fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::10.0.0.1 64:ff9b::7f00:1
    198.18.0.1 192.0.2.1 2001:db8::1""".split(),
)
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    with pytest.raises(Refused):
        resolve(address, 80, frozenset())


@given(st.integers(0, 2**32 - 1))
def test_no_private_address_passes_in_any_dress(number: int) -> None:
    plain = socket.inet_ntoa(number.to_bytes(4))
    dresses = [plain, f"::ffff:{plain}", f"64:ff9b::{plain}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::"]

    def passes(address: str) -> bool:
        try:
            return bool(resolve(address, 80, frozenset()))
        except Refused:
            return False

    assert len({passes(address) for address in dresses}) == 1


def test_a_name_that_changes_its_address_gains_nothing(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is the one connected to: the resolver is asked once a connection."""
    asked: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    reached: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError("no way out in a test")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    for said in ("no way out", "rebind.example is 127.0.0.1"):
        with pytest.raises(Unfetched, match=said):
            fetcher.get(f"http://rebind.example:{site.server_port}/")
    assert reached == [("93.184.216.34", site.server_port)]


def test_loopback_is_refused_unless_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.show("/a", "x")
    monkeypatch.delenv("MARSAD_LOCAL_HOSTS")
    with Fetcher() as fetcher, pytest.raises(Unfetched, match="not an address of the public internet"):
        fetcher.get(url)
    assert site.asked == []


def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher) -> None:
    site.show("/robots.txt", "User-agent: *\nDisallow: /private*.html\nCrawl-delay: 7\n")
    open_, shut = site.show("/open.html", "x"), site.show("/private-1.html", "x")
    assert fetcher.get(open_).data == b"x" and fetcher.delay(open_) == 7
    with pytest.raises(Unfetched, match=r"robots\.txt does not allow it"):
        fetcher.get(shut)
    site.show("/way-in", "", 302, Location="/private-1.html")
    with pytest.raises(Unfetched, match=r"robots\.txt does not allow it"):
        fetcher.get(site.url("/way-in"))
    assert site.asked.count("/robots.txt") == 1 and "/private-1.html" not in site.asked


def test_a_site_whose_robots_txt_fails_is_left_alone_for_now(site: Site, fetcher: Fetcher) -> None:
    site.show("/robots.txt", "", 503)
    with pytest.raises(Unfetched, match="HTTP 503") as caught:
        fetcher.get(site.show("/a", "x"))
    assert caught.value.temporary and site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "headers", "temporary", "wait"),
    [
        (404, {}, False, None),
        (410, {"Retry_After": "5"}, False, None),
        (429, {"Retry_After": "120"}, True, 120),
        (503, {"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"}, True, 0),
        (500, {"Retry_After": "soon"}, True, None),
    ],
)
def test_what_the_server_says_when_it_has_nothing(
    site: Site, fetcher: Fetcher, status: int, headers: dict[str, str], temporary: bool, wait: float | None
) -> None:
    with pytest.raises(Unfetched, match=f"HTTP {status}") as caught:
        fetcher.get(site.show("/a", "gone", status, **headers))
    assert (caught.value.temporary, caught.value.retry_after) == (temporary, wait)


def test_what_has_not_changed_is_not_sent(site: Site, fetcher: Fetcher) -> None:
    def page(asked: Asked) -> None:
        same = asked.headers["If-None-Match"] == '"7"' and asked.headers["If-Modified-Since"] == "yesterday"
        asked.answer(304 if same else 200, b"x")

    site.pages["/a"] = page
    assert fetcher.get(site.url("/a")).status == 200
    assert fetcher.get(site.url("/a"), etag='"7"', modified="yesterday").status == 304


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_packed_answers_are_unpacked(site: Site, fetcher: Fetcher, encoding: str) -> None:
    body = ("كلمة " * 500).encode()
    packed = gzip.compress(body) if encoding == "gzip" else zlib.compress(body)
    assert fetcher.get(site.show("/a", packed, Content_Encoding=encoding)).data == body


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (b"not packed at all", "gzip", "broken gzip"),
        (gzip.compress(b"x" * 1000)[:20], "gzip", "breaks off"),
        (b"x", "br", "which was not asked for"),
    ],
)
def test_packing_that_lies(site: Site, fetcher: Fetcher, body: bytes, encoding: str, said: str) -> None:
    with pytest.raises(Unfetched, match=said):
        fetcher.get(site.show("/a", body, Content_Encoding=encoding))


def test_a_bomb_is_stopped_at_the_limit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_MAX_DOCUMENT_BYTES", "100000")
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 250_000
    site.pages["/a"] = lambda asked: _chunks(asked, iter([bomb[:50_000]]), Content_Encoding="gzip")
    before = time.process_time()
    with Fetcher() as fetcher, pytest.raises(Unfetched, match="more than 100,000 bytes"):
        fetcher.get(site.url("/a"))
    assert time.process_time() - before < 5


def test_a_size_that_is_announced_is_believed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_MAX_DOCUMENT_BYTES", "1000")
    with Fetcher() as fetcher, pytest.raises(Unfetched, match="more than 1,000 bytes"):
        fetcher.get(site.show("/a", b"x" * 1001))


def test_an_endless_answer_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_MAX_DOCUMENT_BYTES", "300000")

    def endless(asked: Asked) -> None:
        _chunks(asked, iter(lambda: b"x" * 65536, b""))

    site.pages["/a"] = endless
    with Fetcher() as fetcher, pytest.raises(Unfetched, match="more than 300,000 bytes"):
        fetcher.get(site.url("/a"))


def _chunks(asked: Asked, pieces: Iterator[bytes], **headers: str) -> None:
    asked.send_response(200)
    for name, value in headers.items():
        asked.send_header(name.replace("_", "-"), value)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    for piece in pieces:
        asked.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    asked.wfile.write(b"0\r\n\r\n")


@pytest.mark.parametrize("part", ["head", "body", "nothing"])
def test_a_server_that_dribbles_is_left_in_time(
    site: Site, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setenv("MARSAD_FETCH_SECONDS", "1")

    def slow(asked: Asked) -> None:
        start = {"head": b"HTTP/1.1 200 OK\r\nX-Slow: ", "body": b"HTTP/1.1 200 OK\r\n\r\n", "nothing": b""}
        asked.wfile.write(start[part])
        while not asked.server.over.wait(0.1):
            if part != "nothing":
                asked.wfile.write(b"x")

    site.pages["/a"] = slow
    start = time.monotonic()
    with Fetcher() as fetcher, pytest.raises(Unfetched, match="MARSAD_FETCH_SECONDS=1") as caught:
        fetcher.get(site.url("/a"))
    assert caught.value.temporary and time.monotonic() - start < 5


def test_a_server_that_is_not_there(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("MARSAD_LOCAL_HOSTS", f"127.0.0.1:{port}")
    with Fetcher() as other, pytest.raises(Unfetched) as caught:
        other.get(f"http://127.0.0.1:{port}/")
    assert caught.value.temporary
    with pytest.raises(Unfetched, match=r"no address of no\.such\.host\.invalid"):
        fetcher.get("http://no.such.host.invalid/")


@pytest.mark.parametrize("url", ["http://", "http:///x", "https://[::1", "http://a b/"])
def test_addresses_that_are_none(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Unfetched):
        fetcher.get(url)
