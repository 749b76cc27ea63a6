"""The pages in Chromium: highlights that are the quote, keys, both languages, nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

pytest.importorskip("playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import BrowserContext, Page, expect

HOT = "() => [...CSS.highlights.get('hot')].map(range => range.toString())"
BOX = """([name, which]) => {
    const box = [...CSS.highlights.get(name)].at(which).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""
LOADED = "[...document.fonts].some(f => f.family.includes('Noto Sans Arabic') && f.status === 'loaded')"
LANGUAGES = ("ar", "en")
PATHS = ("/", "/claims", "/map", "/reports/post", "/reports/hostile", "/reports/english", "/none")


class Watch:
    """Everything that a browser asked for and complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        context.on("request", lambda r: self.hosts.add(urlsplit(r.url).hostname) if "://" in r.url else None)
        context.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))
        context.on("requestfailed", lambda r: self.complaints.append(f"{r.url}: {r.failure}"))


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    """Fails a test whose pages ask another host for something, or complain."""
    found = Watch(context)
    yield found
    assert found.hosts <= {"127.0.0.1"}
    expected = "the server responded with a status of 404"  # for the page that is not there
    assert [c for c in found.complaints if expected not in c] == []


@pytest.fixture
def post(page: Page, server: str, watch: Watch) -> Page:
    """The page of the report with emoji and vowel signs."""
    page.goto(f"{server}/reports/post")
    return page


def _middle(page: Page, highlight: str, which: int) -> tuple[float, float]:
    """The middle of a highlight's range on the screen."""
    x, y = page.evaluate(BOX, [highlight, which])
    return x, y


def _wait_for_map(page: Page) -> None:
    expect(page.locator(".map[data-ready]")).to_be_attached(timeout=30_000)


@pytest.mark.parametrize("report_id", ["post", "coded", "wire/1 ؟#%2F", "hostile"])
def test_highlighted_words_are_the_quote(
    page: Page, server: str, watch: Watch, claims: dict[str, list[dict[str, Any]]], report_id: str
) -> None:
    page.goto(f"{server}/reports/{quote(report_id, safe='')}")
    text = page.locator("#report-text")
    assert text.evaluate("node => [...node.childNodes].map(n => n.nodeType)") == [3]  # one text node
    assert claims[report_id]
    for claim in claims[report_id]:
        page.locator(f"#c-{claim['id']}").focus()
        assert page.evaluate(HOT) == [span["text"] for span in claim["evidence"]]
    expect(page.locator(".text-differs")).to_be_hidden()


def test_every_kind_is_painted(post: Page, claims: dict[str, list[dict[str, Any]]]) -> None:
    for kind in ("event", "casualties", "control", "relation"):
        words = post.evaluate("kind => [...CSS.highlights.get(kind)].map(r => r.toString())", kind)
        assert words == [
            s["text"] for c in _in_order(claims["post"]) if c["kind"] == kind for s in c["evidence"]
        ]


def _in_order(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(claims, key=lambda c: (c["evidence"][0]["start"], c["evidence"][0]["end"]))


def test_text_that_differs_is_not_highlighted(page: Page, server: str, watch: Watch) -> None:
    def shortened(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("📡", ""))

    page.route("**/reports/post", shortened)
    page.goto(f"{server}/reports/post")
    expect(page.locator(".text-differs")).to_be_visible()
    assert page.evaluate("CSS.highlights.size") == 0
    assert page.locator("#report-text mark").count() == 0


def test_the_keyboard_alone_is_enough(post: Page, claims: dict[str, list[dict[str, Any]]]) -> None:
    order = _in_order(claims["post"])
    post.locator(".text-pane").focus()
    for claim in order[:3]:
        post.keyboard.press("n")
        expect(post.locator(f"#c-{claim['id']}")).to_be_focused()
        assert post.evaluate(HOT) == [span["text"] for span in claim["evidence"]]
    post.keyboard.press("ArrowUp")
    expect(post.locator(f"#c-{order[1]['id']}")).to_be_focused()
    post.keyboard.press("p")
    expect(post.locator(f"#c-{order[0]['id']}")).to_have_attribute("aria-current", "true")
    post.keyboard.press("Escape")
    assert post.evaluate(HOT) == []
    post.keyboard.press("Tab")  # from the first card into its rules, then on to the next card
    post.keyboard.press("Tab")
    expect(post.locator(f"#c-{order[1]['id']}")).to_be_focused()


def test_a_card_and_its_evidence_show_each_other(post: Page, claims: dict[str, list[dict[str, Any]]]) -> None:
    gained = next(c for c in claims["post"] if c["kind"] == "control")
    card = post.locator(f"#c-{gained['id']}")
    card.hover()
    expect(card).to_have_class("card hot")
    assert post.evaluate(HOT) == ["وسيطر لواء السهل"]
    post.mouse.move(2, 2)
    expect(card).to_have_class("card")
    x, y = _middle(post, "control", 0)
    post.mouse.move(x, y)
    expect(card).to_have_class("card hot")
    post.mouse.click(x, y)
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()


def test_evidence_that_two_claims_share_is_stepped_through(
    post: Page, claims: dict[str, list[dict[str, Any]]]
) -> None:
    x, y = _middle(post, "event", -1)  # of the withdrawal, whose words are part of the loss
    seen = set()
    for _ in range(2):
        post.mouse.click(x, y)
        seen.add(post.locator(".card[aria-current]").get_attribute("data-kind"))
    assert seen == {"event", "control"}


def test_kinds_can_be_hidden(post: Page) -> None:
    chip = post.locator("[data-toggle-kind=casualties]")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    assert post.locator(".card[data-kind=casualties]:visible").count() == 0
    assert post.evaluate("CSS.highlights.get('casualties').size") == 0
    assert post.evaluate("CSS.highlights.get('event').size") > 0
    chip.click()
    assert post.locator(".card[data-kind=casualties]:visible").count() == 3


def test_an_address_opens_its_claim(page: Page, server: str, watch: Watch, claims: dict[str, Any]) -> None:
    last = _in_order(claims["post"])[-1]
    page.goto(f"{server}/reports/post#c-{last['id']}")
    expect(page.locator(f"#c-{last['id']}")).to_be_focused()
    assert page.evaluate(HOT) == [span["text"] for span in last["evidence"]]


def test_the_server_s_marks_serve_without_script(browser: Any, server: str, reports: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/reports/post")
    text = page.locator("#report-text")
    assert text.text_content() == reports["post"].text
    assert "12 مدنيّاً" in text.locator("mark[data-kind=casualties]").all_text_contents()
    expect(page.locator(".place-list")).to_be_visible()
    context.close()


def test_print_gets_the_marks(post: Page) -> None:
    marks = "document.querySelectorAll('#report-text mark').length"
    assert post.evaluate(marks) == 0
    assert post.evaluate(f"dispatchEvent(new Event('beforeprint')), {marks}") > 5
    assert post.evaluate(f"dispatchEvent(new Event('afterprint')), {marks}") == 0
    assert post.evaluate("[...CSS.highlights.get('relation')].map(r => r.toString())") == [
        "ويتبع لواء السهل للجبهة"
    ]


def test_hostile_text_does_nothing(page: Page, server: str, watch: Watch, reports: Any) -> None:
    for path in ("/", "/claims", "/map", "/reports/hostile"):
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        assert "owned" not in page.title().split("·")[0].replace("document.title='owned'", "")
        assert page.locator("img:not([src='/static/icon.svg'])").count() == 0
    page.goto(f"{server}/reports/hostile")
    assert page.locator("#report-text").text_content() == reports["hostile"].text
    assert page.locator("#report-text").evaluate("node => node.children.length") == 0
    expect(page.locator(".notice").first).to_contain_text("2")  # hidden marks are told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_both_languages_and_no_overflow(
    page: Page, server: str, watch: Watch, path: str, language: str
) -> None:
    direction = {"ar": "rtl", "en": "ltr"}[language]
    for width in (420, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{server}{path}?lang={language}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("html")).to_have_attribute("dir", direction)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    switch = page.locator(".language")
    switch.click()
    expect(page.locator("html")).not_to_have_attribute("lang", language)


def _grave(run: Any, page: Page) -> list[Any]:
    """What axe calls serious or critical, with the elements."""
    found = run.Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in grave]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_for_axe(browser: Any, server: str, path: str, scheme: Any) -> None:
    run = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    for language in LANGUAGES:
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{server}{path}?lang={language}")
        page.wait_for_load_state("networkidle")
        if page.locator("#tab-places").count():
            page.locator("details").first.evaluate("node => node.open = true")
        assert _grave(run, page) == []
        context.close()


def test_axe_on_the_places_of_a_report(post: Page) -> None:
    run = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    post.locator("#tab-places").click()
    _wait_for_map(post)
    assert _grave(run, post) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_on_the_map_shows_its_claims(page: Page, server: str, watch: Watch, language: str) -> None:
    page.goto(f"{server}/reports/post?lang={language}")
    page.locator("#tab-places").click()
    _wait_for_map(page)
    item = page.locator("[data-name=العقدة]")
    item.locator("summary").click()  # brings the place to the middle of the map
    page.wait_for_timeout(500)
    item.locator("summary").click()
    expect(item.locator("details")).not_to_have_attribute("open", "")
    box = page.locator(".map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(item.locator("details")).to_have_attribute("open", "")
    assert "12 مدنيّاً" in page.evaluate(HOT)
    item.locator("a").first.click()
    expect(page.locator("#panel-claims")).to_be_visible()
    assert page.evaluate(HOT)[0] == "12 مدنيّاً"


def test_the_map_draws_land_names_and_places(page: Page, server: str, watch: Watch) -> None:
    page.goto(f"{server}/map")
    _wait_for_map(page)
    picture = page.locator(".map canvas").screenshot()
    assert len(picture) > 15_000  # an empty canvas is a few hundred bytes
    assert page.evaluate(LOADED)


def test_the_search_from_the_page(page: Page, server: str, watch: Watch) -> None:
    page.goto(server)
    page.locator("[name=q]").fill("طائره")
    page.keyboard.press("Enter")
    expect(page.locator(".row")).to_have_count(1)
    page.locator(".row a").click()
    expect(page.locator("h1")).to_have_text("غارة قرب صور")
