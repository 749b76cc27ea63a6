"""`marsad watch` against a real server: what is new is added once, whatever happens in between."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.reports.fetching import Fetcher
from marsad.store import Store, open_store
from marsad.watching import BadList, Watcher, read_list
from marsad.watching.pace import Pace

from .conftest import Asked, Site

TEXT = "قصفت قوات النظام مدينة الباب في ريف حلب صباح الأربعاء، ما أدى إلى مقتل {n} مدنيين وإصابة آخرين بجروح."
PAGE = """<html lang="ar"><head><title>خبر {n}</title></head><body><nav>الرئيسية</nav><article><h1>خبر {n}</h1>
<p>{text}</p><p>وقال مسعفون في المدينة إن القصف استمر ساعات وإن عدد الضحايا مرشح للارتفاع خلال اليوم.</p>
</article></body></html>"""


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_400_000_000.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Watching:
    """A watcher of the site's feed, on a clock of its own, with what it logged."""

    def __init__(self, site: Site, store: Store, folder: Path, *, read: str = "page") -> None:
        self.site, self.store, self.clock = site, store, Clock()
        self.said: list[dict[str, Any]] = []
        listed = folder / "feeds.toml"
        listed.write_text(
            f'every = "10m"\n[[feed]]\nurl = "{site.url("/feed")}"\noutlet = "شبكة"\nread = "{read}"\n'
        )
        self.feeds = read_list(listed)
        self.fetcher = Fetcher()
        pace = Pace(2, clock=self.clock.time, sleep=self.clock.sleep, chance=random.Random(1))
        self.watcher = Watcher(self.feeds, store, self.fetcher, "1", self.said.append, pace)

    def once(self, later: float = 0) -> list[str]:
        """What is said of a poll `later` seconds from now."""
        self.clock.now += later
        self.said.clear()
        self.watcher.once()
        return [line["event"] for line in self.said]


def feed(site: Site, numbers: list[int], status: int = 200, **headers: str) -> None:
    """Put a feed with a page for each number on the site, the newest first."""
    for n in numbers:
        site.show(f"/{n}", PAGE.format(n=n, text=TEXT.format(n=n)), Content_Type="text/html; charset=utf-8")
    items = "".join(
        f"<item><title>خبر {n}</title><link>{site.url(f'/{n}')}</link><guid>id-{n}</guid>"
        f"<pubDate>Wed, 08 Jan 2014 10:{n:02d}:00 +0200</pubDate><description>{TEXT.format(n=n)}</description></item>"
        for n in sorted(numbers, reverse=True)
    )
    head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>شبكة</title>"
    site.show(
        "/feed", f"{head}{items}</channel></rss>", status, Content_Type="application/rss+xml", **headers
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "marsad.db") as opened:
        yield opened


@pytest.fixture
def watching(site: Site, store: Store, tmp_path: Path) -> Iterator[Watching]:
    made = Watching(site, store, tmp_path)
    with made.fetcher:
        yield made


def test_what_is_new_is_coded_and_kept_with_what_the_feed_says(watching: Watching, site: Site) -> None:
    feed(site, [1, 2])
    assert watching.once() == ["added", "added", "polled"]
    assert [line["url"] for line in watching.said[:2]] == [site.url("/1"), site.url("/2")]  # the oldest first
    assert watching.said[0]["claims"] > 0
    summary = next(s for s in watching.store.reports() if s.url == site.url("/1"))
    assert (summary.outlet, summary.published, summary.dated_by) == ("شبكة", "2014-01-08", "feed")
    assert summary.published_at is not None and summary.published_at.startswith("2014-01-08T10:01:00")
    kept = watching.store.original(summary.id)
    assert "الرئيسية" in kept.original.data.decode() and kept.original.url == site.url("/1")
    assert kept.original.retrieved is not None
    feed(site, [1, 2, 3])
    site.asked.clear()
    assert watching.once(700) == ["added", "polled"] and watching.store.counts().reports == 3
    assert site.asked == ["/feed", "/3"]


def test_the_entry_itself_is_read_where_the_list_says_so(site: Site, store: Store, tmp_path: Path) -> None:
    watching = Watching(site, store, tmp_path, read="entry")
    feed(site, [1])
    with watching.fetcher:
        assert watching.once() == ["added", "polled"]
    (summary,) = store.reports()
    assert summary.opening.startswith("قصفت") and (summary.outlet, summary.url) == ("شبكة", site.url("/1"))
    assert site.asked == ["/robots.txt", "/feed"]
    assert store.original(summary.id).original.data.startswith(b"<item>")


def test_a_feed_is_not_polled_before_it_is_due(watching: Watching, site: Site) -> None:
    feed(site, [1])
    watching.once()
    site.asked.clear()
    assert watching.once(500) == [] and site.asked == []
    assert watching.once(200) == ["polled"]


def test_a_feed_that_has_not_changed_is_not_sent_again(watching: Watching, site: Site) -> None:
    feed(site, [1], ETag='"7"', Last_Modified="Wed, 08 Jan 2014 10:00:00 GMT")
    whole = site.pages["/feed"]
    got: list[tuple[str | None, str | None]] = []

    def page(asked: Asked) -> None:
        got.append((asked.headers["If-None-Match"], asked.headers["If-Modified-Since"]))
        asked.answer(304) if got[-1][0] else whole(asked)

    site.pages["/feed"] = page
    watching.once()
    assert watching.once(700) == ["polled"] and watching.said[0]["status"] == 304
    assert watching.once(700) == ["polled"] and watching.said[0]["status"] == 304
    assert got == [(None, None)] + [('"7"', "Wed, 08 Jan 2014 10:00:00 GMT")] * 2


def test_after_failures_it_waits_longer_and_as_long_as_the_server_asks(
    watching: Watching, site: Site
) -> None:
    feed(site, [1], 500)
    waits = []
    for _ in range(4):
        assert watching.once() == ["failed"]
        waits.append(watching.said[0]["due"] - watching.clock.now)
        watching.clock.now = watching.said[0]["due"]
    assert all(base <= wait <= base * 1.1 for wait, base in zip(waits, (1200, 2400, 4800, 9600), strict=True))
    feed(site, [1], 429, Retry_After="50000")
    watching.once()
    assert watching.said[0]["due"] - watching.clock.now >= 50000
    feed(site, [1])
    assert watching.once(60000) == ["added", "polled"]
    assert watching.store.feed(site.url("/feed")).failures == 0


def test_a_page_that_cannot_be_got_is_tried_again_and_then_left_out(watching: Watching, site: Site) -> None:
    feed(site, [1, 2], ETag='"7"')
    site.show("/1", "", 503)
    site.show("/2", "", 404)
    assert watching.once() == ["postponed", "left out", "polled"]
    for _ in range(4):
        assert watching.once(90_000) == ["postponed", "polled"]
    assert watching.once(90_000) == ["left out", "polled"]
    assert watching.once(90_000) == ["polled"]
    assert {letter.file for letter in watching.store.failed()} == {site.url("/1"), site.url("/2")}
    assert "HTTP 503" in watching.store.failed()[0].reason
    assert site.asked.count("/1") == 6 and site.asked.count("/2") == 1


def test_a_postponed_page_comes_though_the_feed_has_not_changed(watching: Watching, site: Site) -> None:
    feed(site, [1], ETag='"7"')
    page = site.pages["/1"]
    site.show("/1", "", 503)
    watching.once()
    site.pages["/1"] = page
    assert watching.once(90_000) == ["added", "polled"]


def test_a_page_without_an_article_is_left_out_with_its_bytes(watching: Watching, site: Site) -> None:
    feed(site, [1])
    site.show("/1", "<html><body></body></html>", Content_Type="text/html")
    assert watching.once() == ["left out", "polled"]
    (letter,) = watching.store.failed()
    kept = watching.store.fetched(letter)
    assert kept is not None and kept.data == b"<html><body></body></html>"
    assert watching.once(700) == ["polled"]


@pytest.mark.parametrize("body", ["no feed at all", "<rss", "", "<html><body>x</body></html>"])
def test_what_is_no_feed_is_a_failure(watching: Watching, site: Site, body: str) -> None:
    site.show("/feed", body, Content_Type="application/rss+xml")
    assert watching.once() == ["failed"] and watching.store.counts().reports == 0


def test_a_dead_network_stops_nothing(
    watching: Watching, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_: object, **__: object) -> list[object]:
        raise socket.gaierror("network is unreachable")

    feed(site, [1])
    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", dead)
        assert watching.once() == ["failed"]
    assert watching.once(2000) == ["added", "polled"]


def test_requests_to_one_host_are_spread_out(watching: Watching, site: Site) -> None:
    feed(site, [1, 2, 3])
    watching.once()
    assert watching.clock.slept == [2, 2, 2]
    site.show("/robots.txt", "User-agent: *\nCrawl-delay: 5\n")
    watching.fetcher._robots.clear()
    feed(site, [4, 5])
    watching.clock.slept.clear()
    watching.once(700)
    assert watching.clock.slept == [2, 5]  # the first wait was agreed before robots.txt was read


def test_chance_is_seeded_and_bounded() -> None:
    paces = [Pace(0, clock=lambda: 0.0, chance=random.Random(3)) for _ in range(2)]
    waits = [[pace.later(100) for _ in range(50)] for pace in paces]
    assert waits[0] == waits[1] and len(set(waits[0])) == 50
    assert min(waits[0]) >= 100 and max(waits[0]) <= 110
    assert paces[0].later(100, failures=500) <= 24 * 3600 * 1.1
    assert paces[0].later(100, retry_after=1e9) == 24 * 3600


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("feed = 1", "feed: Input should be a valid list"),
        ("", "feed: Field required"),
        ('[[feed]]\nurl = "ftp://a.example"', "feed.1.url: Value error, an http:// or https:// address"),
        ('[[feed]]\nurl = "http://a.example"\nevery = "often"', "feed.1.every: Value error, a time like 30s"),
        ('[[feed]]\nurl = "http://a.example"\nevery = "1s"', "feed.1.every: Input should be greater"),
        (
            '[[feed]]\nurl = "http://a.example"\nread = "all"',
            "feed.1.read: Input should be 'page' or 'entry'",
        ),
        ('[[feed]]\nurl = "http://a.example"\nname = "x"', "feed.1.name: Extra inputs are not permitted"),
        ('[[feed]]\nurl = "http://a.example"\n' * 2, "http://a.example is listed twice"),
        ("[[feed", "not TOML"),
    ],
)
def test_a_list_that_is_wrong_says_where(tmp_path: Path, listed: str, said: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(listed)
    with pytest.raises(BadList) as caught:
        read_list(path)
    assert str(caught.value).startswith(f"{path}: ") and said in str(caught.value)
    with pytest.raises(BadList, match="cannot be read"):
        read_list(tmp_path / "none.toml")


def test_killed_again_and_again_it_adds_everything_once(
    site: Site, tmp_path: Path, kill_once_it_adds: Callable[..., int]
) -> None:
    """A real process, killed at random moments with -9; the pages come slowly, so that it is hit in between."""
    feed(site, list(range(1, 13)))
    for path, page in list(site.pages.items()):
        if path != "/feed":

            def slow(asked: Asked, page: Any = page) -> None:
                time.sleep(0.05)
                page(asked)

            site.pages[path] = slow
    listed, db, rng = tmp_path / "feeds.toml", tmp_path / "marsad.db", random.Random(5)
    listed.write_text(f'every = "60s"\ndelay = "0s"\n[[feed]]\nurl = "{site.url("/feed")}"\n')
    source = str(Path(marsad.__file__).parents[1])
    command = [sys.executable, "-m", "marsad", "watch", str(listed), "--once", "--db", str(db)]
    environment = os.environ | {"PYTHONPATH": source}
    counts = []
    with open_store(db) as store:
        for _ in range(5):
            how = {"env": environment, "stdout": subprocess.DEVNULL}
            counts.append(kill_once_it_adds(store, command, rng.uniform(0, 0.1), **how))
            assert store.check().problems == []
        assert counts[0] < 12  # it was hit in between
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        events = [json.loads(line)["event"] for line in done.stdout.splitlines()]
        assert events == ["added"] * (12 - counts[-1]) + ["polled"] or counts[-1] == 12
        assert store.counts().reports == 12 and len({s.url for s in store.reports()}) == 12
        assert store.check().problems == [] and store.failed() == []
        assert all(store.original(s.id).original.data for s in store.reports())


def test_a_watcher_that_is_asked_to_end_ends(site: Site, tmp_path: Path) -> None:
    feed(site, [1])
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\n')
    command = [sys.executable, "-m", "marsad", "watch", "feeds.toml"]
    environment = os.environ | {"PYTHONPATH": str(Path(marsad.__file__).parents[1])}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    seen = [json.loads(process.stdout.readline())["event"] for _ in range(2)]
    process.terminate()
    assert process.wait(30) == 0 and seen == ["added", "polled"]
    process.stdout.close()
