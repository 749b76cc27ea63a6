"""Adding and asking, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from marsad.model import Claim
from marsad.publish import claim_line
from marsad.store import (
    Added,
    ClaimFilter,
    DuplicateId,
    RefusedClaims,
    ReportFilter,
    Store,
    StoreError,
    open_store,
)

from .claims import TEXT, claims_of, report


def test_the_claims_of_these_tests_are_in_the_codebooks_form() -> None:
    for claim in claims_of(report()):
        Claim.validate_python(claim)


def test_a_report_and_its_claims_come_back_as_they_went_in(store: Store) -> None:
    text = "قصفت 😢 \u202eBMP\u202c الحَيّ، عشرة قتلى '; DROP TABLE claims; --"
    given = report(text=text, title="عنوان", url="https://example.org/")
    assert store.add(given, claims_of(given), "1") == Added(report=True, run=True)
    held = store.report("a")
    assert held is not None and held.report == given and held.sha256 == given.sha256 and held.coder == "1"
    assert store.claims() == claims_of(given)
    assert json.dumps(store.claims()[0], ensure_ascii=False) == claim_line(claims_of(given)[0])
    assert store.report("b") is None


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    assert store.add(report(), claims_of(report()), "1") == Added(report=False, run=False)
    assert store.add_report(report()) is False
    assert store.counts().reports == 1 and store.counts().claims == 2


def test_an_id_with_another_text_is_refused(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    with pytest.raises(DuplicateId, match="'a'"):
        store.add(report(text="نص آخر"), [], "1")
    assert store.report("a").report.text == TEXT  # type: ignore[union-attr]


def test_recoding_appends_and_the_last_run_counts(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    assert store.add_claims("a", claims_of(report())[:1], "2") is True
    assert len(store.claims()) == 1 and store.report("a").coder == "2"  # type: ignore[union-attr]
    assert store.reports()[0].claims == 1 and store.counts().claims == 1
    assert store.check().claims == 3  # those of the first run are still there
    assert store.coded_by(report()) == "2" and store.coded_by(report(text="نص آخر")) is None


def test_claims_of_an_unknown_report_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no report 'x'"):
        store.add_claims("x", [], "1")


def test_a_quote_that_is_not_in_the_text_is_refused_with_all_of_its_report(store: Store) -> None:
    wrong = claims_of(report())
    wrong[1]["evidence"][0]["end"] += 1
    with pytest.raises(RefusedClaims, match="is not the text from"):
        store.add(report(), wrong, "1")
    same = [claims_of(report())[0]] * 2
    with pytest.raises(RefusedClaims, match="same id"):
        store.add(report(), same, "1")
    assert store.counts().reports == 0


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (ClaimFilter(), ["event", "casualties"]),
        (ClaimFilter(kind="event"), ["event"]),
        (ClaimFilter(type="killed"), ["casualties"]),
        (ClaimFilter(certainty="alleged"), ["casualties"]),
        (ClaimFilter(actor="النظام"), ["event"]),
        (ClaimFilter(actor="قوات نظام"), ["event"]),
        (ClaimFilter(actor="syr_government"), ["event"]),
        (ClaimFilter(actor="نظ"), []),
        (ClaimFilter(actor="100%"), []),
        (ClaimFilter(place="الباب"), ["event", "casualties"]),
        (ClaimFilter(place="حلب"), ["event", "casualties"]),
        (ClaimFilter(place="wof:1"), ["event", "casualties"]),
        (ClaimFilter(place="الباب سوريا"), []),
        (ClaimFilter(start="2014-01-08"), ["event"]),
        (ClaimFilter(start="2014-01-09"), []),
        (ClaimFilter(end="2014-01-07"), ["event"]),
        (ClaimFilter(end="2014-01-06"), []),
        (ClaimFilter(outlet="شبكة"), ["event", "casualties"]),
        (ClaimFilter(outlet="أخرى"), []),
        (ClaimFilter(report="a", kind="casualties"), ["casualties"]),
        (ClaimFilter(report="b"), []),
    ],
)
def test_claim_filters(store: Store, wanted: ClaimFilter, kinds: list[str]) -> None:
    store.add(report(), claims_of(report()), "1")
    assert [c["kind"] for c in store.claims(wanted)] == kinds
    assert store.count_claims(wanted) == len(kinds)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("قصف", True),  # a stem of قصفت? no: the word itself is in the title
        ("الباب", True),
        ("للمدنيين", True),  # ل and the article cut off
        ("مدنيين حلب", True),
        ("المدنيون", True),  # another ending
        ("أنباء", True),
        ("انباء", True),  # without hamza
        ("قَصَفَت", True),  # with vowel signs
        ("الأربعاء", True),
        ("١٢", True),
        ("12", True),
        ("SANA", True),
        ("عند", False),
        ("حلب دمشق", False),
        ("باب AND (", False),
        ('"', False),
        ("؟", False),
        ("   ", True),
    ],
)
def test_search_in_normalised_arabic(store: Store, query: str, found: bool) -> None:
    store.add(report(title="قصف بلدة عندان، 12 غارة (sana)"), [], "1")
    wanted = ReportFilter(query=query)
    assert [s.id for s in store.reports(wanted)] == (["a"] if found else [])
    assert store.count_reports(wanted) == found


def test_reports_are_listed_newest_first_in_pages(store: Store) -> None:
    for n, day in enumerate(["2014-01-05", None, "2014-01-07", "2014-01-06"]):
        store.add_report(report(f"r{n}", text=f"نص {n}", published=day, outlet=f"o{n % 2}"))
    assert [s.id for s in store.reports()] == ["r2", "r3", "r0", "r1"]
    assert [s.id for s in store.reports(limit=2, offset=1)] == ["r3", "r0"]
    assert [s.id for s in store.reports(ReportFilter(outlet="o1"))] == ["r3", "r1"]
    assert [s.id for s in store.reports(ReportFilter(published_from="2014-01-06"))] == ["r2", "r3"]
    assert [s.id for s in store.reports(ReportFilter(published_to="2014-01-05"))] == ["r0"]
    assert store.reports()[0].opening == "نص 2" and store.reports()[0].claims == 0


def test_counts(store: Store) -> None:
    store.add(report(), claims_of(report()), "1")
    store.add_report(report("b", text="Shelling was reported.", language="en", outlet=None))
    counts = store.counts()
    assert (counts.reports, counts.claims, counts.failures) == (2, 2, 0)
    assert counts.kinds == {"casualties": 1, "event": 1} and counts.types == {"killed": 1, "shelling": 1}
    assert counts.certainties == {"alleged": 1, "asserted": 1}
    assert counts.outlets == {"شبكة": 1} and counts.languages == {"ar": 1, "en": 1}


def test_a_long_text_of_many_words_can_be_searched(store: Store) -> None:
    words = " ".join(f"كلمة{n}ات" for n in range(60_000))
    store.add_report(report(text="مقدمة " + words))
    assert store.count_reports(ReportFilter(query="المقدمة")) == 1


def test_writers_and_readers_side_by_side(target: str) -> None:
    """Two writers that add the same reports, eight readers: nothing twice, nothing half, no error."""
    many = [report(f"r{n}", text=f"{TEXT} {n}") for n in range(40)]
    with open_store(target) as first, open_store(target) as second:

        def write(store: Store) -> int:
            return sum(store.add(r, claims_of(r), "1").report for r in many)

        def read(store: Store) -> bool:
            return all(s.claims == 2 for _ in range(20) for s in store.reports())

        with ThreadPoolExecutor(10) as pool:
            written = [pool.submit(write, store) for store in (first, second)]
            seen = [pool.submit(read, store) for store in (first, second) * 4]
            assert sum(f.result() for f in written) == 40
            assert all(f.result() for f in seen)
        assert first.check().problems == [] and first.counts().claims == 80
