"""Incidents of a store keep to what people judged, and an undoing brings back exactly what was there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.coder.code import code
from marsad.incidents.stored import claim_meant, incidents_of
from marsad.model import Report
from marsad.store import Store, open_store

# Invented: one bombing told twice, another on the same day elsewhere, and an unlike event.
TEXTS = {
    "a": ("2016-03-08", "قتل سبعة مدنيين في انفجار سيارة مفخخة في مدينة الباب بريف حلب يوم الثلاثاء."),
    "b": (
        "2016-03-09",
        "ارتفعت حصيلة انفجار السيارة المفخخة في مدينة الباب أمس الثلاثاء إلى 12 قتيلا مدنيا.",
    ),
    "c": ("2016-03-09", "قتل ثلاثة مدنيين في انفجار سيارة مفخخة في مدينة الرقة يوم الثلاثاء."),
    "d": ("2016-03-09", "اقتحمت قوات النظام بلدة حيان في ريف حلب يوم الأربعاء."),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the reports, coded by the coder."""
    with open_store(tmp_path_factory.mktemp("judged") / "a.db") as made:
        for name, (day, text) in TEXTS.items():
            told = Report(id=name, text=text, published=day, outlet=f"outlet {name}", language="ar")
            made.add(told, code(told), "1")
        yield made


@pytest.fixture(scope="module")
def events(store: Store) -> list[str]:
    """The first event claim of each report."""
    first: dict[str, str] = {}
    for incident in incidents_of(store):
        for claim in incident.claims:
            first.setdefault(claim, incident.id)
    of_report = {c["report"]: c["id"] for c in reversed(store.claims()) if c["kind"] == "event"}
    assert set(of_report) == set(TEXTS) and set(of_report.values()) <= set(first)
    return [of_report[name] for name in TEXTS]


def home(store: Store, claim: str) -> str:
    return next(incident.id for incident in incidents_of(store) if claim in incident.claims)


def test_the_machine_alone(store: Store, events: list[str]) -> None:
    a, b, c, d = (home(store, claim) for claim in events)
    assert a == b and len({a, c, d}) == 3
    assert claim_meant(store, a) in events and claim_meant(store, events[1]) == events[1]


PAIR = st.sampled_from([(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)])
JUDGED = st.lists(st.tuples(PAIR, st.sampled_from(["same", "different", "unsure"])), max_size=3)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JUDGED, PAIR, st.sampled_from(["same", "different"]))
def test_a_judgement_is_kept_to_and_its_undoing_leaves_no_trace(
    store: Store, events: list[str], before: Any, pair: tuple[int, int], verdict: str
) -> None:
    numbers = [store.judge(events[i], events[j], said, "x") for (i, j), said in before]
    was = incidents_of(store)
    number = store.judge(events[pair[0]], events[pair[1]], verdict, "x")
    together = home(store, events[pair[0]]) == home(store, events[pair[1]])
    if verdict == "different" or not any(said == "different" for _, said in before):
        assert together == (verdict == "same")  # a chain of `same` gives way to `different`
    store.undo_judgement(number, "y")
    assert incidents_of(store) == was
    for number in reversed(numbers):
        store.undo_judgement(number, "y")


def test_ids_stay_when_a_report_is_added_or_coded_again(store: Store, events: list[str]) -> None:
    before = {claim: home(store, claim) for claim in events}
    later = Report(id="e", text=TEXTS["b"][1] + " وأغلقت الطرق.", published="2016-03-10", language="ar")
    store.add(later, code(later), "1")
    claims = [c for c in store.claims() if c["report"] == "b"]
    store.add_claims("b", [c | {"confidence": 0.5} for c in claims], "2")
    assert {claim: home(store, claim) for claim in events} == before
