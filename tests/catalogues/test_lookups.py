"""Look-ups by hand answer as the coder does, and say why."""

from __future__ import annotations

import pytest

from marsad.catalogues import look_up_actors, look_up_places
from marsad.coder.reading import read
from marsad.model import Report


@pytest.mark.parametrize(
    ("name", "date", "country", "taken"),
    [
        ("الجيش السوري", "2014-01-01", None, "syr-mil"),
        ("الجيش السوري", "2025-06-01", None, "syr-mil-2024"),
        ("التحالف", "2016-01-01", "YEM", "coalition-yemen"),
        ("التحالف", "2016-01-01", "IRQ", "coalition-against-is"),
        ("المقاومة الشعبية", "2024-01-01", "SDN", "popular-resistance-sdn"),
        ("المقاومة الشعبية", "2016-01-01", "YEM", "popular-resistance-yemen"),
        ("حزب الله", "2013-01-01", "LBN", "hezbollah"),
    ],
)
def test_a_name_as_of_a_day_and_a_theatre(name: str, date: str, country: str | None, taken: str) -> None:
    found = look_up_actors(name, date, country)
    assert [f.actor.id for f in found if f.taken] == [taken]
    assert found[0].taken and all(f.why for f in found)


def test_what_is_called_by_part_of_its_name_is_shown_but_not_taken() -> None:
    found = look_up_actors("أحرار الشرق")
    assert not any(f.taken for f in found)
    assert look_up_actors("الصفصافيون القدامى") == []


def test_the_coder_takes_the_same_actor() -> None:
    report = Report(id="x", text="قصفت جبهة فتح الشام حاجزا في حلب بسوريا.", published="2016-10-01")
    mine = {a.id for a in read(report).actors}
    assert {f.actor.id for f in look_up_actors("جبهة فتح الشام", "2016-10-01", "SYR") if f.taken} <= mine


@pytest.mark.parametrize(
    ("name", "country", "beside", "id_"),
    [
        ("العباسية", "LBN", (), "own:lbn/abbasiyeh"),
        ("العباسية", "EGY", (), "own:egy/abbassia"),
        ("حيدر آباد", "PAK", (), "own:pak/hyderabad-pakistan"),
        ("حيدر آباد", "IND", (), "own:ind/hyderabad-india"),
        ("طرابلس", None, ("صيدا", "بيروت"), "own:lbn/tripoli-lebanon"),
        ("طرابلس", None, ("بنغازي", "سرت"), "own:lby/tripoli"),
    ],
)
def test_a_place_in_a_country_and_beside_others(
    name: str, country: str | None, beside: tuple[str, ...], id_: str
) -> None:
    found = look_up_places(name, country, beside)
    assert found[0].record is not None and found[0].record["id"] == id_
    assert all(f.record is None and f.why for f in found[1:] if f.row is not None)


def test_a_name_that_needs_a_word_before_it_says_so() -> None:
    found = look_up_places("الباب", "SYR")
    assert found[0].record and found[0].record["id"] == "own:syr/al-bab"
    assert "behind" in found[0].why
    assert look_up_places("قططنططق") == [] or look_up_places("قططنططق")[0].row is None
