"""Reprints in the store: linked to their first telling, whatever the order they came in."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, permutations
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from marsad.store import ReportFilter, Store, linking, open_store

from .claims import report

PARTS = [
    "قال سكان في بلدة تل الورد إن القصف الذي بدأ قبيل الفجر أصاب ثلاثة منازل قريبة من السوق القديم",
    "وذكر مسعفون أن جريحين نقلا إلى مشفى المدينة المجاورة لأن المستوصف المحلي بلا كهرباء منذ أسبوع",
    "وأغلقت المدارس أبوابها وطلب المجلس من الأهالي ملازمة بيوتهم حتى يتضح ما ستؤول إليه الأمور هناك",
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم بينما تتبادل الفصائل في الريف الاتهامات بخرق الهدنة الأخيرة",
]
WIRE = ".\n".join(PARTS)
COPY = "خاص لصحيفتنا من مراسلها في المنطقة.\n" + ". ".join(PARTS[:3]).replace("أ", "ا")
CUT = ". ".join(PARTS[1:]) + ". تابعوا صفحتنا"
OTHER = "افتتح وزير الزراعة معرض الزهور السنوي في حديقة البلدية بحضور عدد كبير من المزارعين وطلاب المدارس في المحافظة"


def groups(store: Store) -> list[list[str]]:
    return [[one.first.id, *sorted(r.id for r in one.reprints)] for one in store.reprints()]


def test_reprints_are_kept_and_linked(store: Store) -> None:
    store.add_report(report("wire", WIRE, published="2014-01-08", outlet="وكالة"))
    store.add_report(report("other", OTHER))
    store.add_report(report("copy", COPY, published="2014-01-09"))
    store.add_report(report("cut", CUT, published="2014-01-08"))
    assert groups(store) == [["wire", "copy", "cut"]]
    (text,) = store.reprints()
    assert text.first.likeness == 1 and all(0.38 <= r.likeness < 1 for r in text.reprints)
    assert [r.id for r in text.reprints] == ["cut", "copy"]  # by their days
    held = store.report("wire")
    assert held is not None and held.reprint_of is None and set(held.reprints) == {"copy", "cut"}
    copied = store.report("copy")
    assert copied is not None and copied.reprint_of == "wire" and copied.reprints == ()
    assert {s.id: s.reprint_of for s in store.reports()} == {
        "wire": None,
        "other": None,
        "copy": "wire",
        "cut": "wire",
    }
    voices = ReportFilter(firsts=True)
    assert {s.id for s in store.reports(voices)} == {"wire", "other"} and store.count_reports(voices) == 2


@pytest.mark.parametrize("order", list(permutations(["wire", "copy", "cut"])))
def test_the_first_telling_is_the_one_published_first(store: Store, order: tuple[str, ...]) -> None:
    texts = {"wire": (WIRE, "2014-01-07"), "copy": (COPY, "2014-01-08"), "cut": (CUT, None)}
    for name in order:
        store.add_report(report(name, texts[name][0], published=texts[name][1]))
    assert groups(store) == [["wire", "copy", "cut"]]


def test_hours_and_then_the_order_of_adding_decide_within_a_day(store: Store) -> None:
    store.add_report(report("no hour", WIRE))
    store.add_report(report("noon", COPY, published_at="2014-01-08T12:00:00+03:00"))
    assert groups(store) == [["noon", "no hour"]]
    store.add_report(report("ten in London", CUT, published_at="2014-01-08T08:30:00+00:00"))
    assert groups(store) == [["ten in London", "no hour", "noon"]]


def test_two_groups_become_one_when_a_report_is_like_both(store: Store) -> None:
    store.add_report(report("head", ". ".join(PARTS[:2]), published="2014-01-08"))
    store.add_report(report("tail", ". ".join(PARTS[2:]), published="2014-01-07"))
    assert groups(store) == []
    store.add_report(report("whole", WIRE, published="2014-01-09"))
    assert groups(store) == [["tail", "head", "whole"]]


def test_texts_too_short_to_tell_are_left_alone(store: Store) -> None:
    for name in "ab":
        store.add_report(report(name, "صباح الخير يا حلب"))
    assert groups(store) == [] and store.unlinked() == 0


def test_buckets_do_not_fill_without_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "_CROWD", 4)
    for number in range(12):
        store.add_report(report(f"same{number}", WIRE))
        store.add_report(report(f"like{number}", WIRE + f". {number} " * 12))
    assert len(groups(store)) == 1 and len(groups(store)[0]) == 24
    with store._engine.connect() as connection:
        rows = connection.execute(sql("SELECT count(*) FROM bands GROUP BY band")).scalars().all()
    assert rows and max(rows) <= 4


def test_the_order_of_adding_makes_no_difference(tmp_path: Path, root: Path) -> None:
    """On invented stories; and what bench/reprints.py measures on more of them holds here."""
    sys.path.append(str(root / "bench"))
    try:
        from retelling import collection
    finally:
        sys.path.remove(str(root / "bench"))
    texts = collection(120, 2)
    made = []
    for seed in (1, 2):
        random.Random(seed).shuffle(texts)
        with open_store(tmp_path / f"{seed}.db") as store:
            for one in texts:
                store.add_report(report(one.id, one.text, published=one.published))
            made.append({frozenset(group) for group in groups(store)})
            store.link_reprints()
            made.append({frozenset(group) for group in groups(store)})
    assert all(one == made[0] for one in made)
    wires = {one.id: one.wire for one in texts}
    found = {pair for group in made[0] for pair in combinations(sorted(group), 2)}
    wanted = {pair for pair in combinations(sorted(wires), 2) if wires[pair[0]] == wires[pair[1]]}
    assert len(found & wanted) >= 0.95 * len(wanted) and len(found & wanted) >= 0.95 * len(found)


def test_linking_anew_gives_the_same(store: Store) -> None:
    for name, text in (("wire", WIRE), ("other", OTHER), ("copy", COPY), ("cut", CUT)):
        store.add_report(report(name, text))
    before = groups(store)
    assert store.link_reprints() == 4 and groups(store) == before


def test_two_writers_link_what_both_add(target: str) -> None:
    """Each adds a printing of one text at the same moment: they are one group all the same."""
    with open_store(target) as first, open_store(target) as second, ThreadPoolExecutor(2) as pool:
        for n in range(10):
            words = [f"{word}{n}" for word in WIRE.split()]
            both = [(first, f"a{n}", " ".join(words)), (second, f"b{n}", " ".join(words[3:]))]
            list(pool.map(lambda one: one[0].add_report(report(one[1], one[2])), both))
        assert all(len(group) == 2 for group in groups(first)) and len(groups(first)) == 10
