"""`marsad add https://...`: a page becomes a report with its original; what cannot be read is kept for another try."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.store import open_store

from .conftest import Site
from .test_watch import PAGE, TEXT, feed

HTML = "text/html; charset=utf-8"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_page_is_added_with_its_original(site: Site) -> None:
    body = PAGE.format(n=3, text=TEXT.format(n=3))
    url = site.show("/3", body, Content_Type=HTML)
    ran = run("add", url)
    assert ran.stdout.startswith("1 reports added"), ran.stderr
    with open_store("marsad.db") as store:
        (report,) = store.reports()
        kept = store.original(report.id)
    assert report.url == url and kept.original.data == body.encode() and kept.file == url
    assert kept.original.retrieved and dict(kept.original.headers)["content-type"] == HTML
    assert json.loads(run("original", report.id, "--about").stdout)["url"] == url
    assert run("add", url).stdout == "0 reports added, 1 there already; 0 claims added\n"


def test_a_redirected_page_bears_the_address_it_was_found_at(site: Site) -> None:
    url = site.show("/3", PAGE.format(n=3, text=TEXT.format(n=3)), Content_Type=HTML)
    site.show("/old", "", 301, Location="/3")
    run("add", site.url("/old"))
    with open_store("marsad.db") as store:
        assert [s.url for s in store.reports()] == [url]


def test_a_feed_gives_a_report_for_every_entry(site: Site) -> None:
    feed(site, [1, 2])
    assert run("add", site.url("/feed")).stdout.startswith("2 reports added")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/", "127.0.0.1 is 127.0.0.1, which is not an address of the public internet"),
        ("http://169.254.169.254/latest/", "which is not an address of the public internet"),
        ("/none", "HTTP 404"),
        ("/shut", "robots.txt does not allow it"),
    ],
)
def test_what_is_not_fetched_is_on_the_list_and_stops_nothing(site: Site, url: str, said: str) -> None:
    site.show("/robots.txt", "User-agent: *\nDisallow: /shut\n")
    good = site.show("/3", PAGE.format(n=3, text=TEXT.format(n=3)), Content_Type=HTML)
    bad = url if url.startswith("http") else site.url(url)
    ran = run("add", bad, good)
    assert ran.exit_code == 1 and said in ran.stderr and ran.stdout.startswith("1 reports added")
    (letter,) = map(json.loads, run("failed", "--format", "jsonl").stdout.splitlines())
    assert letter["file"] == bad and said in letter["reason"]


def test_a_page_that_could_not_be_got_is_got_at_another_try(site: Site) -> None:
    site.show("/3", "", 503)
    assert run("add", site.url("/3")).exit_code == 1
    site.show("/3", PAGE.format(n=3, text=TEXT.format(n=3)), Content_Type=HTML)
    assert run("retry").stdout == "1 reports added; 1 failures settled, 0 left\n"
    assert run("failed", "--format", "jsonl").stdout == ""


def test_a_page_that_could_not_be_read_is_kept_and_read_without_the_web(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too large at first; then the limit is raised, and the page is gone."""
    url = site.show("/3", PAGE.format(n=3, text=TEXT.format(n=3)), Content_Type=HTML)
    monkeypatch.setenv("MARSAD_MAX_REPORT_BYTES", "50")
    assert run("add", url).exit_code == 1
    monkeypatch.delenv("MARSAD_MAX_REPORT_BYTES")
    site.show("/3", "", 404)
    site.asked.clear()
    assert run("retry").stdout == "1 reports added; 1 failures settled, 0 left\n"
    assert site.asked == []
    with open_store("marsad.db") as store:
        assert store.reports()[0].url == url and store.verify().problems == []
