"""Who held what: the rule of docs/control.md, case by case and as properties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.incidents.control import History, control_at, histories
from marsad.incidents.sites import site_of

from .telling import ALEPPO, ARMY, IS, OPPOSITION, QUARTER, Telling, site

HOSPITAL = site("المشفى الوطني", "حلب", "سوريا")


@pytest.fixture
def told() -> Telling:
    """Three outlets on three days."""
    made = Telling()
    for name, published in (("one", "2014-01-08"), ("two", "2014-01-09"), ("three", "2014-01-10")):
        made.report(name, published)
    return made


def on(told: Telling, day: str, place: dict[str, Any] = ALEPPO, known: str | None = None) -> Any:
    found = control_at(told.claims, told.reports.values(), day, known)
    return next((h for h in found if h.site.key == site_of(place, "one").key), None)


def state(told: Telling, day: str, place: dict[str, Any] = ALEPPO, known: str | None = None) -> Any:
    """The state and who holds how much, as one comparable value."""
    held = on(told, day, place, known)
    return held and (held.spell.state, {h.actor: h.extent for h in held.spell.holders})


def test_a_gain_lasts_until_somebody_else_gains(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08")
    told.control("three", ARMY, "gained", ALEPPO, "2014-01-10")
    assert state(told, "2014-01-07") is None
    assert state(told, "2014-01-09") == ("held", {OPPOSITION: "full"})
    assert state(told, "2015-06-01") == ("held", {ARMY: "full"})
    assert [h.actor for h in on(told, "2014-01-10").spell.gone] == [OPPOSITION]


def test_two_times(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08")
    told.control("three", ARMY, "gained", ALEPPO, "2014-01-09")  # told a day late
    assert state(told, "2014-01-09") == ("held", {ARMY: "full"})
    assert state(told, "2014-01-09", known="2014-01-09") == ("held", {OPPOSITION: "full"})
    assert state(told, "2014-01-09", known="2014-01-07") is None


def test_a_report_without_a_date_was_known_at_no_time(told: Telling) -> None:
    told.report("undated", None)
    told.control("undated", IS, "holds", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08") == ("held", {IS: "full"})
    assert state(told, "2014-01-08", known="2020-01-01") is None


def test_a_claim_without_any_day_is_kept_apart(told: Telling) -> None:
    told.report("undated", None)
    told.control("undated", IS, "holds", ALEPPO)
    (history,) = histories(told.claims, told.reports.values()).values()
    assert history.spells == () and [s.actor for s in history.undated] == [IS]


def test_a_loss_tells_of_the_day_before_and_no_further(told: Telling) -> None:
    told.control("one", IS, "lost", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08") == ("unknown", {})
    assert state(told, "2014-01-07") == ("held", {IS: "full"})
    assert on(told, "2014-01-07").as_dict()["start"] is None
    assert state(told, "2014-01-06") is None


def test_a_part_lost_leaves_the_rest(told: Telling) -> None:
    told.control("one", IS, "holds", ALEPPO, "2014-01-08")
    told.control("two", IS, "lost", ALEPPO, "2014-01-09", extent="partial")
    told.control("two", OPPOSITION, "gained", ALEPPO, "2014-01-09", extent="partial")
    assert state(told, "2014-01-09") == ("partial", {IS: "partial", OPPOSITION: "partial"})


def test_contradictory_claims_leave_it_contested_with_both_shown(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08")
    told.control("two", ARMY, "holds", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08") == ("contested", {OPPOSITION: "full", ARMY: "full"})
    assert {s.report for s in on(told, "2014-01-08").spell.statements} == {"one", "two"}
    told.control("three", ARMY, "gained", ALEPPO, "2014-01-10")
    assert state(told, "2014-01-10") == ("held", {ARMY: "full"})


def test_a_state_told_against_a_fresh_gain_is_a_contradiction_and_later_news(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08")
    told.control("two", ARMY, "holds", ALEPPO, "2014-01-20")
    told.control("three", IS, "holds", QUARTER, "2014-01-08")
    told.control("three", ARMY, "holds", QUARTER, "2014-06-08")
    assert state(told, "2014-01-20") == ("contested", {OPPOSITION: "full", ARMY: "full"})
    assert state(told, "2014-06-08", QUARTER) == ("held", {ARMY: "full"})


def test_who_says_it_left_and_who_says_it_did_not(told: Telling) -> None:
    told.control("one", IS, "holds", ALEPPO, "2014-01-07")
    told.control("one", IS, "lost", ALEPPO, "2014-01-08")
    told.control("two", IS, "holds", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08") == ("contested", {IS: "full"})


def test_a_voice_s_newer_word_replaces_its_older_one(told: Telling) -> None:
    told.control("one", ARMY, "holds", ALEPPO, "2014-01-08", sources=["sohr"])
    told.control("two", ARMY, "lost", ALEPPO, "2014-01-08", sources=["sohr"])
    assert state(told, "2014-01-08") == ("unknown", {})
    assert state(told, "2014-01-08", known="2014-01-08") == ("held", {ARMY: "full"})


def test_one_side_s_formations_do_not_contest_each_other(told: Telling) -> None:
    told.control("one", "fsa", "gained", ALEPPO, "2014-01-08")
    told.control("two", "islamic-front", "holds", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08")[0] == "held"
    told.control("three", "syrian-opposition", "lost", ALEPPO, "2014-01-10")
    assert state(told, "2014-01-10") == ("unknown", {})


def test_two_that_took_it_together_hold_it_together(told: Telling) -> None:
    told.control("one", "irq-mil", "gained", ALEPPO, "2014-01-08", at=5)
    told.control("one", "peshmerga", "gained", ALEPPO, "2014-01-08", at=5)
    assert state(told, "2014-01-08") == ("partial", {"irq-mil": "full", "peshmerga": "full"})


def test_nobody_in_particular_contests_nothing_and_displaces(told: Telling) -> None:
    told.control("one", IS, "holds", ALEPPO, "2014-01-07")
    told.control("one", "المقاتلين", "gained", ALEPPO, "2014-01-08")
    told.control("two", OPPOSITION, "holds", ALEPPO, "2014-01-08")
    assert state(told, "2014-01-08") == ("held", {"~مقاتلين": "full", OPPOSITION: "full"})


@pytest.mark.parametrize("certainty", ["possible", "alleged", "denied"])
def test_what_is_not_told_as_so_changes_nothing_and_is_shown(told: Telling, certainty: str) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08")
    told.control("two", ARMY, "gained", ALEPPO, "2014-01-09", certainty=certainty)
    assert state(told, "2014-01-09") == ("held", {OPPOSITION: "full"})
    assert [(s.actor, s.certainty) for s in on(told, "2014-01-09").spell.perhaps] == [(ARMY, certainty)]


def test_what_is_only_demanded_is_left_out(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-08", certainty="called_for")
    assert histories(told.claims, told.reports.values()) == {}


def test_a_party_s_own_word_is_marked(told: Telling) -> None:
    told.control("one", "fsa", "gained", ALEPPO, "2014-01-08", sources=["syrian-opposition"])
    assert on(told, "2014-01-08").spell.holders[0].own_word
    told.control("two", "fsa", "holds", ALEPPO, "2014-01-09", sources=["sohr"])
    assert not on(told, "2014-01-09").spell.holders[0].own_word


def test_a_quarter_lost_inside_a_held_city_shows_and_changes_nothing_of_the_city(told: Telling) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-07")
    told.control("one", ARMY, "gained", QUARTER, "2014-01-08")
    told.control("two", ARMY, "gained", HOSPITAL, "2014-01-09")
    assert state(told, "2014-01-09") == ("held", {OPPOSITION: "full"})
    assert state(told, "2014-01-09", QUARTER) == ("held", {ARMY: "full"})
    assert set(on(told, "2014-01-09").inside) == {QUARTER["id"], site_of(HOSPITAL, "one").key}


def test_who_takes_the_whole_city_has_its_quarters(told: Telling) -> None:
    told.control("one", ARMY, "gained", QUARTER, "2014-01-08")
    told.control("two", OPPOSITION, "gained", ALEPPO, "2014-01-09")
    assert state(told, "2014-01-09", QUARTER) == ("held", {OPPOSITION: "full"})
    told.control("three", ARMY, "lost", ALEPPO, "2014-01-10", extent="partial")  # a part, but which?
    assert state(told, "2014-01-10", QUARTER) == ("held", {OPPOSITION: "full"})


def test_sites_are_one_by_name_within_their_town() -> None:
    def key(place: dict[str, Any], report: str = "one") -> str:
        return site_of(place, report).key

    assert key(site("المشفى الوطني", "حلب", "سوريا")) == key(site("مستشفى الوطني", "حلب", "سوريا"), "two")
    assert key(site("المشفى الوطني", "حلب", "سوريا")) != key(site("المشفى الوطني", "الرقة", "سوريا"))
    assert key(site("المشفى الوطني"), "one") != key(site("المشفى الوطني"), "two")  # of no known town
    assert site_of(site("مشفى", "قاضي عسكر", "حلب", "سوريا"), "one").within[:2] == (
        QUARTER["id"],
        ALEPPO["id"],
    )


@pytest.mark.parametrize(("asked", "number"), [("حلب", 3), (ALEPPO["id"], 3), ("قاضي عسكر", 2), ("الرقة", 0)])
def test_a_place_also_stands_for_what_lies_in_it(told: Telling, asked: str, number: int) -> None:
    told.control("one", OPPOSITION, "gained", ALEPPO, "2014-01-07")
    told.control("one", ARMY, "gained", QUARTER, "2014-01-08")
    told.control("two", ARMY, "gained", site("مدرسة", "قاضي عسكر", "حلب", "سوريا"), "2014-01-08")
    assert len(control_at(told.claims, told.reports.values(), "2014-01-08", place=asked)) == number


DAY = st.integers(0, 12).map(lambda n: (date(2014, 1, 1) + timedelta(n)).isoformat())
TOLD = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([OPPOSITION, ARMY, IS, "fsa", "المقاتلين"]),
        st.sampled_from(["gained", "lost", "holds", "contested", "cleared"]),
        st.sampled_from([ALEPPO, QUARTER, HOSPITAL]),
        DAY,
        st.sampled_from(["full", "partial"]),
        st.sampled_from(["asserted", "asserted", "possible"]),
    ),
    max_size=14,
)


def telling(rows: list[Any]) -> Telling:
    made = Telling()
    for number, name in enumerate("abcd"):
        made.report(name, (date(2014, 1, 4) + timedelta(3 * number)).isoformat())
    for of, who, change, place, day, extent, certainty in rows:
        made.control(of, who, change, place, day, extent=extent, certainty=certainty)
    return made


@settings(deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_arrival_is_of_no_matter(rows: list[Any], random: Any) -> None:
    told = telling(rows)
    shuffled = random.sample(told.claims, len(told.claims))
    assert histories(shuffled, told.reports.values()) == histories(told.claims, told.reports.values())


@settings(deadline=None)
@given(TOLD, DAY)
def test_known_on_a_day_is_all_that_was_published_by_then(rows: list[Any], known: str) -> None:
    told = telling(rows)
    by_then = {r.id for r in told.reports.values() if (r.published or "9") <= known}
    early = [c for c in told.claims if c["report"] in by_then]
    assert histories(told.claims, told.reports.values(), known) == histories(early, told.reports.values())


@settings(deadline=None)
@given(TOLD)
def test_spells_follow_one_another_and_lose_no_statement(rows: list[Any]) -> None:
    told = telling(rows)
    found = histories(told.claims, told.reports.values())
    for history in found.values():
        _check_spells(history)
    kept = {s.claim for h in found.values() for spell in h.spells for s in spell.statements if s.day}
    assert kept == {claim["id"] for claim in told.claims}


def _check_spells(history: History) -> None:
    *closed, last = history.spells
    assert last.end is None or last.implied is False
    for spell, after in zip(closed, history.spells[1:], strict=True):
        assert spell.end is not None and spell.start <= spell.end
        assert date.fromisoformat(after.start) - date.fromisoformat(spell.end) == timedelta(1)
    for spell in history.spells:
        assert (spell.state == "unknown") == (not spell.holders)
        assert spell.state != "held" or any(h.extent == "full" for h in spell.holders)
        assert not {h.actor for h in spell.holders} & {h.actor for h in spell.gone}
