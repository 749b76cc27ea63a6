"""The pages over HTTP: what they hold, their twins, and who may ask for what."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from marsad.web.security import HEADERS, POLICY
from marsad.web.server import ServeError, serve

PAGES = ["/", "/reports", "/claims", "/map", "/reports/post", "/reports/english", "/no/such/page"]
TWINS = ["/.json", "/reports.json", "/claims.json", "/map.json", "/reports/post.json", "/reports/none.json"]
WIRE = "/reports/" + quote("wire/1 ؟#%2F", safe="")


@pytest.mark.parametrize("path", [*PAGES, *TWINS, "/static/page.css", "/static/none"])
def test_every_answer_is_guarded(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in POLICY and "http" not in POLICY


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1"]
)
def test_an_unknown_host_name_is_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8765", "[::1]"])
def test_this_machine_s_names_are_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/reports/post").status_code == 403
    from_here = {"sec-fetch-site": "same-origin"}
    assert client.request(method, "/reports/post", headers=from_here).status_code == 405


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_other_machines_are_let_in_only_when_asked(db: Any, host: str) -> None:
    with pytest.raises(ServeError, match="no login"):
        serve(db, host, 0)


def test_a_taken_port_is_named(server: str, db: Any) -> None:
    port = int(server.rpartition(":")[2])
    with pytest.raises(ServeError, match=f":{port}/ cannot be opened: Address already in use"):
        serve(db, port=port)


def test_a_report_and_its_twin(client: httpx.Client, reports: Any, claims: Any) -> None:
    for report in reports.values():
        path = "/reports/" + quote(report.id, safe="")
        page, twin = client.get(path), client.get(path + ".json")
        assert page.status_code == twin.status_code == 200
        assert f'href="{path}.json"' in page.text
        data = twin.json()
        assert data["report"]["text"] == report.text
        assert data["claims"] == claims.get(report.id, [])
        assert page.text.count('class="card"') == len(data["claims"])


def test_lists_and_their_twins(client: httpx.Client, reports: Any, claims: Any) -> None:
    listed = client.get("/reports.json").json()
    assert {row["id"] for row in listed["reports"]} == set(reports)
    post = next(row for row in listed["reports"] if row["id"] == "post")
    assert post["kinds"] == {"event": 2, "casualties": 3, "control": 2, "relation": 1}
    assert client.get("/.json").json() == listed
    found = client.get("/claims.json", params={"kind": "control", "outlet": "شبكة السهل"}).json()
    assert [c["change"] for c in found["claims"]] == ["gained", "lost"]
    places = client.get("/map.json").json()
    assert {p["place"]["name"] for p in places["places"]} >= {"العقدة", "تلة الشيح", "صور"}


@pytest.mark.parametrize("query", ["طائره مسيره", "الطائرة", "اغارت", "صور"])
def test_the_search_knows_no_hamzas_or_vowel_signs(client: httpx.Client, query: str) -> None:
    found = client.get("/reports.json", params={"q": query}).json()
    assert [row["id"] for row in found["reports"]] == ["wire/1 ؟#%2F"]


def test_filters_narrow(client: httpx.Client) -> None:
    def total(path: str, **params: str) -> int:
        number: int = client.get(path, params=params).json()["total"]
        return number

    assert total("/reports.json", outlet="شبكة السهل") == 1
    assert total("/reports.json", q="لا وجود لها") == 0
    assert total("/claims.json", type="air_strike") == 1
    assert total("/claims.json", certainty="alleged") == 1
    assert total("/claims.json", actor="لواء السهل") == 2
    assert total("/claims.json", place="العقده") == 3
    assert total("/claims.json", since="2016-02-01", until="2016-02-28") == 2
    assert total("/claims.json", outlet="وكالة الساحل") == 1


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=-1", "?page=٣"])
def test_a_query_without_sense_says_so(client: httpx.Client, query: str) -> None:
    assert client.get("/" + query).status_code == 400
    assert "page=" in client.get("/reports.json" + query).json()["error"]


def test_a_day_that_is_none_says_so(client: httpx.Client) -> None:
    answer = client.get("/claims.json?since=2016-02-31")
    assert answer.status_code == 400
    assert "YYYY-MM-DD" in answer.json()["error"]


def test_a_page_past_the_end_is_the_last(client: httpx.Client) -> None:
    assert client.get("/reports.json?page=99999999999999").json()["page"] == 1


def test_what_is_not_there(client: httpx.Client) -> None:
    for path in ("/reports/none", "/none", "/reports/../none"):
        assert client.get(path).status_code == 404
    assert client.get("/reports/none.json").json() == {"status": 404, "error": "not found"}


def test_the_language_is_kept(client: httpx.Client) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/").text
    english = client.get("/?lang=en&q=x")
    assert '<html lang="en" dir="ltr">' in english.text
    assert 'href="?q=x&amp;lang=ar"' in english.text
    assert '<html lang="en" dir="ltr">' in client.get("/claims").text
    assert '<html lang="ar" dir="rtl">' in client.get("/?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in client.get("/?lang=xx").text


def test_hostile_text_is_escaped(client: httpx.Client) -> None:
    for path in ("/", "/claims", "/map", "/reports/hostile"):
        page = client.get(path).text
        assert "<script>" not in page and "<img src=x" not in page and "<i>x" not in page
        assert "<b>البلدة" not in page and "javascript:" not in page
    assert 'rel="noreferrer' in client.get(WIRE).text
