"""Bounds, days and sources in words: nothing that the report doesn't give."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.web import present
from marsad.web.placing import gather
from marsad.web.strings import Words

EN, AR = Words("en"), Words("ar")


@pytest.mark.parametrize(
    ("low", "high", "approx", "english", "arabic"),
    [
        (21, 21, False, "21", "21"),
        (21, None, False, "at least 21", "ما لا يقل عن 21"),
        (15, 15, True, "about 15", "نحو 15"),
        (10, 15, False, "between 10 and 15", "بين 10 و15"),
        (10, 15, True, "roughly between 10 and 15", "بين 10 و15 تقريبا"),
        (20, None, True, "roughly 20 or more", "ما لا يقل عن 20 تقريبا"),
        (None, 6, False, "at most 6", "ما لا يزيد على 6"),
        (None, 6, True, "roughly 6 at most", "ما لا يزيد على 6 تقريبا"),
        (None, None, False, "number not given", "عدد غير مذكور"),
        (None, None, True, "number not given", "عدد غير مذكور"),
        (1069, 1069, False, "1,069", "1,069"),
        (0, 0, False, "0", "0"),
    ],
)
def test_how_many(low: int | None, high: int | None, approx: bool, english: str, arabic: str) -> None:
    assert EN.how_many(low, high, approx) == english
    assert AR.how_many(low, high, approx) == arabic


def test_days_and_periods() -> None:
    assert AR.day("2014-01-08") == "8 يناير 2014"
    assert EN.period({"start": "2014-01-08", "end": "2014-01-08"}) == "8 January 2014"
    assert EN.period({"start": "2014-01-03", "end": "2014-01-08"}) == "3 January 2014 to 8 January 2014"
    assert EN.day("2014") == "2014"
    assert EN.day("2014-13-01") == "2014-13-01"


def _facts(claim: dict[str, Any], words: Words = EN, **kwargs: Any) -> dict[str, list[str]]:
    return {f["key"]: [v["name"] for v in f["values"]] for f in present.card(claim, words, **kwargs)["facts"]}


def test_a_card_shows_what_the_claim_holds(claims: dict[str, list[dict[str, Any]]]) -> None:
    killed, wounded, children, shelling, gained, lost, _, relation = claims["post"]
    card = present.card(killed, AR)
    assert card["title"] == "قتلى: 12"
    assert card["quotes"] == ["12 مدنيّاً", "قُتِلَ"]
    assert _facts(killed) == {
        "which_people": ["civilian"],
        "where": ["العقدة"],
        "when": ["3 February 2016"],
        "on_whose_word": ["the report itself"],
    }
    assert present.title(wounded, EN) == "Wounded: about 30"
    assert _facts(shelling)["with_what"] == ["مدفعي"]
    assert _facts(gained)["who"] == ["لواء السهل"]
    assert present.card(lost, EN)["unsure"]
    assert _facts(relation) == {
        "standing_of": ["لواء السهل"],
        "standing_to": ["الجبهة الوسطى"],
        "on_whose_word": ["the report itself"],
    }
    assert _facts(children, wholes={killed["id"]: killed})["part_of_toll"] == ["Killed: 12"]
    source = present.card(children, EN)["facts"][-1]["values"][0]
    assert (source["name"], source["note"]) == ("المنظمة الطبية", "by statement")


def test_a_place_keeps_its_precision_and_flags(claims: dict[str, list[dict[str, Any]]]) -> None:
    shown = present.place(claims["post"][0]["place"], EN)
    assert shown["note"] == "settlement"
    assert [flag["label"] for flag in shown["flags"]] == ["misspelt", "direction contradicts"]


def test_places_are_gathered_once(claims: dict[str, list[dict[str, Any]]]) -> None:
    found = gather(claims["post"])
    assert [(p["place"]["name"], len(p["claims"])) for p in found] == [("العقدة", 3), ("تلة الشيح", 3)]
