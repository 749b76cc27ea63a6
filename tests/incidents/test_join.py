"""Joining: what is one happening becomes one incident, whatever the order, and people's judgements bind it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.incidents import Incident, Joiner, Judgement, UnknownReport, join

from .happenings import OTHER, TOWN, Writer, bombing

DAYS = ["2014-05-04", "2014-05-05", "2014-05-06", "2014-04-01"]
SAID = {"explosion": "انفجار", "shelling": "قصف", "killing": "إعدام", "armed_clash": "اشتباك"}


def incident_of(incidents: list[Incident], claim: str) -> Incident:
    (found,) = [i for i in incidents if claim in i.claims]
    return found


def test_what_several_outlets_tell_of_one_bombing_is_one_incident() -> None:
    told = bombing()
    found = join(told.claims, told.reports)
    first = told.claims[0]["id"]
    assert incident_of(found, first).reports == ("a", "b", "c", "d")
    assert sorted(i.type for i in found) == ["explosion", "explosion", "shelling"]


def test_background_joins_no_news_and_another_town_stays_another() -> None:
    told = bombing()
    found = join(told.claims, told.reports)
    old = next(i for i in found if i.time == {"start": "2014-03-02", "end": "2014-03-02"})
    assert old.reports == ("c",)
    assert next(i for i in found if i.type == "shelling").place.name == OTHER["name"]  # type: ignore[union-attr]


def test_two_events_that_one_report_tells_apart_never_join() -> None:
    told = Writer()
    told.report("a", "2014-05-05", "وكالة الجبل", "انفجاران")
    one = told.event("explosion", "انفجار", "وقع انفجار سيارة في بلدة الصفصاف صباحا. ", TOWN, "2014-05-05")
    two = told.event("explosion", "انفجار", "ووقع انفجار آخر في مدينة السنديان ليلا. ", OTHER, "2014-05-05")
    told.report("b", "2014-05-05", "صحيفة السهل", "انفجاران")
    told.event("explosion", "انفجار", "وقع انفجار سيارة في بلدة الصفصاف صباحا. ", TOWN, "2014-05-05")
    told.event("explosion", "انفجار", "ووقع انفجار آخر في مدينة السنديان ليلا. ", OTHER, "2014-05-05")
    found = join(told.claims, told.reports)
    assert incident_of(found, one).id != incident_of(found, two).id
    assert len(incident_of(found, one).claims) == 2


def test_a_claim_without_its_report_is_refused_by_name() -> None:
    told = bombing()
    with pytest.raises(UnknownReport, match="report d is not among the reports"):
        join(told.claims, told.reports[:3])


def test_every_claim_but_the_first_says_why_it_is_there() -> None:
    told = bombing()
    found = incident_of(join(told.claims, told.reports), told.claims[0]["id"])
    assert {link.b for link in found.links} == set(found.claims[1:])
    assert all(link.reasons and 0 < link.score <= 1 for link in found.links)
    assert found.score == min(link.score for link in found.links)


def test_the_id_is_that_of_the_earliest_claim() -> None:
    told = bombing()
    whole = join(told.claims, told.reports)
    later = [r for r in told.reports if r["id"] != "d"]
    less = join([c for c in told.claims if c["report"] != "d"], later)
    assert incident_of(whole, told.claims[0]["id"]).id == incident_of(less, told.claims[0]["id"]).id


@st.composite
def tellings(draw: st.DrawFn) -> Writer:
    """A few reports of a few happenings, near enough to each other to be hard."""
    told = Writer()
    for number in range(draw(st.integers(1, 6))):
        told.report(
            f"r{number}",
            draw(st.sampled_from(DAYS)),
            f"o{number % 3}",
            draw(st.sampled_from(["", "سوق الخضار"])),
        )
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(sorted(SAID)))
            place = draw(st.sampled_from([TOWN, OTHER, None]))
            words = draw(st.sampled_from(["قرب سوق الخضار", "عند جسر الحديد القديم", ""]))
            day = draw(st.sampled_from([*DAYS, None]))
            told.event(kind, SAID[kind], f"وقع {SAID[kind]} {words}. ", place, day)
            if draw(st.booleans()):
                told.killed("قتلى", draw(st.integers(1, 20)), None)
    return told


@settings(max_examples=60, deadline=None)
@given(tellings(), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(told: Writer, chance: random.Random) -> None:
    expected = join(told.claims, told.reports)
    claims, reports = list(told.claims), list(told.reports)
    chance.shuffle(claims)
    chance.shuffle(reports)
    assert join(claims, reports) == expected


@settings(max_examples=40, deadline=None)
@given(tellings(), st.data())
def test_taking_a_report_out_or_in_again_leaves_no_trace(told: Writer, data: st.DataObject) -> None:
    joiner = filled(told)
    before = list(joiner.incidents())
    report = data.draw(st.sampled_from(told.reports))
    mine = [c for c in told.claims if c["report"] == report["id"]]
    joiner.add(report, mine)  # what is there already is replaced by itself
    assert list(joiner.incidents()) == before
    joiner.remove(report["id"])
    left = [r for r in told.reports if r is not report]
    assert list(joiner.incidents()) == join([c for c in told.claims if c not in mine], left)
    joiner.add(report, mine)
    assert list(joiner.incidents()) == before


@settings(max_examples=40, deadline=None)
@given(tellings(), st.data())
def test_a_new_report_touches_only_its_neighbourhood(told: Writer, data: st.DataObject) -> None:
    joiner = filled(told)
    report = data.draw(st.sampled_from(told.reports))
    ids = joiner.add(report, [c for c in told.claims if c["report"] == report["id"]])
    touched = list(joiner.incidents(ids))
    everything = list(joiner.incidents())
    assert all(incident in everything for incident in touched)
    assert set(ids) <= {claim for incident in touched for claim in incident.claims}


@settings(max_examples=60, deadline=None)
@given(tellings(), st.data())
def test_judgements_hold_and_are_undone_exactly(told: Writer, data: st.DataObject) -> None:
    events = [c["id"] for c in told.claims if c["kind"] == "event"]
    if len(events) < 2:
        return
    before = join(told.claims, told.reports)
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(events), st.sampled_from(events)), min_size=1, max_size=4)
    )
    judgements = [
        Judgement(
            a, b, data.draw(st.sampled_from(["same", "different", "unsure"])), "ر. س.", f"2020-01-0{i + 1}"
        )
        for i, (a, b) in enumerate(pairs)
        if a != b
    ]
    bound = join(told.claims, told.reports, judgements)
    for one in judgements:
        latest = [j for j in judgements if {j.a, j.b} == {one.a, one.b}][-1]
        together = incident_of(bound, one.a) is incident_of(bound, one.b)
        assert not (latest.verdict == "different" and together)
        alone = all(j.verdict != "different" for j in judgements)
        assert not (latest.verdict == "same" and alone and not together)
    assert join(told.claims, told.reports, []) == before


def test_a_person_overrules_what_the_machine_told_apart() -> None:
    told = bombing()
    shelling = next(c["id"] for c in told.claims if c.get("type") == "shelling")
    bomb = next(c["id"] for c in told.claims if c["report"] == "b" and c.get("type") == "explosion")
    found = join(told.claims, told.reports, [Judgement(bomb, shelling, "same", "ر. س.", "2020-01-01")])
    assert incident_of(found, bomb).id == incident_of(found, shelling).id


def filled(told: Writer) -> Joiner:
    joiner = Joiner()
    for report in told.reports:
        joiner.add(report, [c for c in told.claims if c["report"] == report["id"]])
    return joiner
