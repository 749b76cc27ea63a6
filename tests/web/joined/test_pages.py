"""Control, places, actors, incidents and judgements over HTTP: pages, twins, and who may change what."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import httpx
import pytest

from marsad.store import open_store

CITY = "/places/" + quote("own:syr/aleppo", safe="")
HOSPITAL = "/places/" + quote("مستشفي اطفال@own:syr/qadi-askar", safe="")
IS = "/actors/islamic-state"
PAGES = ["/control", "/control?at=2014-01-08", CITY, HOSPITAL, "/actors", IS, "/incidents", "/judgements"]


@pytest.fixture
def bombing(client: httpx.Client) -> dict[str, Any]:
    """The incident that three outlets tell of."""
    found = client.get("/incidents.json", params={"place": "الباب", "type": "explosion"}).json()
    told: dict[str, Any] = max(found["incidents"], key=lambda one: len(one["reports"]))
    return told


@pytest.fixture
def clean(joined_db: Path) -> Iterator[None]:
    """Takes back, after the test, every judgement that is in force."""
    yield
    with open_store(joined_db) as store:
        for record in store.judgements():
            if record.in_force and record.undoes is None:
                store.undo_judgement(record.number, "test")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_and_its_twin(client: httpx.Client, path: str, language: str) -> None:
    page = client.get(path, params={"lang": language})
    assert page.status_code == 200, page.text
    start = page.text.index('type="application/json" href="') + len('type="application/json" href="')
    twin = client.get(page.text[start : page.text.index('"', start)].replace("&amp;", "&"))
    assert twin.status_code == 200 and twin.json()
    assert "<b>صحيفة" not in page.text


def test_control_on_a_day_as_known_on_another(client: httpx.Client) -> None:
    def states(**asked: str) -> dict[str, str | None]:
        places = client.get("/control.json", params=asked).json()["places"]
        return {row["place"]["name"]: row["now"] and row["now"]["state"] for row in places}

    assert states(at="2014-01-08")["الرقة"] == "partial"
    assert states(at="2014-01-08")["مبنى البريد"] == "held"
    assert states(at="2014-01-06")["حلب"] is None
    assert states(at="2014-01-08", known="2014-01-08") == {}
    assert client.get("/control", params={"known": "2014-01-08"}).status_code == 200
    assert "YYYY-MM-DD" in client.get("/control.json", params={"at": "x"}).json()["error"]


def test_a_place_shows_what_is_inside_and_leads_to_the_words(client: httpx.Client) -> None:
    data = client.get(CITY + ".json").json()
    assert {row["place"]["name"] for row in data["inside"]} == {
        "حي الإنذارات",
        "مبنى البريد",
        "مستشفى الأطفال",
    }
    said = data["spells"][-1]["statements"][0]
    page = client.get(CITY).text
    assert f'href="/reports/{said["report"]}#c-{said["claim"]}"' in page
    assert "<svg" in page and HOSPITAL in page
    assert client.get("/places/none").status_code == 404


def test_a_place_of_which_only_incidents_are_told_has_a_page(
    client: httpx.Client, bombing: dict[str, Any]
) -> None:
    data = client.get("/places/" + quote(bombing["place"]["id"], safe="") + ".json").json()
    assert bombing["id"] in {one["id"] for one in data["incidents"]}
    assert data["spells"] == []


def test_an_actor_has_names_relations_and_places(client: httpx.Client) -> None:
    data = client.get(IS + ".json").json()
    assert data["names"]["داعش"] >= 3
    assert {r["relation"] for r in data["relations"]} == {"hostile"}
    assert "الرقة" in {row["place"]["name"] for row in data["places"]}
    assert data["catalogue"]["codes"]["wikidata"] == "Q2429253"
    assert client.get(IS + ".json", params={"at": "2013-01-01"}).json()["relations"] == []
    found = client.get("/actors.json", params={"q": "islamic"}).json()["actors"]
    assert [row["key"] for row in found] == ["islamic-state"]
    assert client.get("/actors/none").status_code == 404


def test_three_outlets_tell_of_one_incident(client: httpx.Client, bombing: dict[str, Any]) -> None:
    assert set(bombing["reports"]) == {"first", "second", "third"}
    data = client.get(f"/incidents/{bombing['id']}.json").json()
    killed = [toll for toll in data["incident"]["tolls"] if toll["outcome"] == "killed"]
    assert {voice["report"] for toll in killed for voice in toll["voices"]} == {"first", "second", "third"}
    page = client.get(f"/incidents/{bombing['id']}", params={"lang": "en"}).text
    for claim in data["claims"]:
        assert f'href="/reports/{claim["report"]}#c-{claim["id"]}"' in page
    assert client.get(f"/incidents/{bombing['claims'][-1]}.json").json()["incident"]["id"] == bombing["id"]
    assert client.get("/incidents/none").status_code == 404


def test_filters_of_incidents_narrow(client: httpx.Client) -> None:
    def total(**asked: str) -> int:
        number: int = client.get("/incidents.json", params=asked).json()["total"]
        return number

    assert total() > total(type="explosion") == 2
    assert total(type="explosion", place="الرقة") == 1
    assert total(since="2016-01-01") >= 2 and total(until="2013-01-01") == 0
    assert total(actor="islamic-state") >= 1


def test_a_judgement_splits_and_its_undoing_restores(
    client: httpx.Client, bombing: dict[str, Any], clean: None
) -> None:
    first, *_, last = bombing["claims"]
    asked = {"a": first, "b": last, "verdict": "different", "by": "منى"}
    made = client.post("/judge.json", json=asked)
    assert made.status_code == 201
    apart = client.get(f"/incidents/{last}.json").json()["incident"]
    assert apart["id"] != bombing["id"]
    number = made.json()["number"]
    undone = client.post("/judge.json", json={"undo": number, "by": "سامي"})
    assert undone.json() == {"number": number + 1}
    again = client.get(f"/incidents/{last}.json").json()["incident"]
    assert (again["id"], again["claims"]) == (bombing["id"], bombing["claims"])


def test_a_form_leads_back_and_remembers_the_name(
    client: httpx.Client, bombing: dict[str, Any], clean: None
) -> None:
    back = f"/incidents/{bombing['id']}"
    fields = {
        "a": bombing["claims"][0],
        "b": bombing["claims"][1],
        "verdict": "same",
        "by": "منى خليل",
        "back": back,
    }
    headers = {"sec-fetch-site": "same-origin"}
    made = client.post("/judge", data=fields, headers=headers)
    assert (made.status_code, made.headers["location"]) == (303, back)
    page = client.get(back, headers={"cookie": made.headers["set-cookie"].partition(";")[0]}).text
    assert 'value="منى خليل"' in page and "حكم به منى خليل" in page
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org", "", "/\r\nx: y"):
        left = client.post("/judge", data=fields | {"back": elsewhere}, headers=headers)
        assert left.headers["location"] == "/judgements"


FORGED = [
    {"sec-fetch-site": "cross-site", "content-type": "application/json"},
    {"sec-fetch-site": "same-site", "content-type": "application/json"},
    {"origin": "https://example.org", "content-type": "application/json"},
    {"origin": "null", "content-type": "application/json"},
    {"content-type": "application/x-www-form-urlencoded"},
    {"content-type": "text/plain"},
    {},
]


@pytest.mark.parametrize("headers", FORGED)
@pytest.mark.parametrize("path", ["/judge", "/judge.json"])
def test_a_forged_request_changes_nothing(
    client: httpx.Client, joined_db: Path, headers: dict[str, str], path: str
) -> None:
    before = client.get("/judgements.json").json()
    answer = client.post(path, content=b'{"undo": 1, "by": "x"}', headers=headers)
    assert answer.status_code == 403
    assert client.get("/judgements.json").json() == before


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"x", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "by is missing"),
        (b'{"by": "x", "undo": "x"}', "number of a judgement"),
        (b'{"by": "x", "undo": 999}', "no judgement 999"),
        (b'{"by": "x", "a": "p", "b": "q", "verdict": "same"}', "no claim or incident p"),
        (b'{"by": "x", "a": "p", "b": "q", "verdict": 7}', "verdict is missing"),
    ],
)
def test_what_makes_no_sense_is_told(client: httpx.Client, body: bytes, reason: str) -> None:
    answer = client.post("/judge.json", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert reason in answer.json()["error"]


def test_a_large_request_is_refused(client: httpx.Client) -> None:
    answer = client.post("/judge.json", json={"by": "x" * 20_000})
    assert answer.status_code == 413


def test_pages_for_other_machines_are_for_reading_only(joined_db: Path) -> None:
    from marsad.web.app import create_app

    async def ask() -> tuple[int, str]:
        with open_store(joined_db) as store:
            transport = httpx.ASGITransport(create_app(store, {"test"}, writable=False))
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as asking:
                refused = await asking.post("/judge.json", json={"by": "x", "undo": 1})
                return refused.status_code, (await asking.get("/judgements?lang=en")).text

    with ThreadPoolExecutor(1) as apart:  # a browser's tests may leave an event loop in this thread
        status, page = apart.submit(anyio.run, ask).result()
    assert status == 403
    assert '<form method="post"' not in page
