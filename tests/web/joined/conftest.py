"""A real store in which three invented outlets tell of one bombing, shown by the real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.coder.code import code
from marsad.model import Report
from marsad.reports import Found, scan
from marsad.store import open_store

# Invented: one bombing as three outlets tell it, and another in another town on the same day.
TOLD = {
    "first": (
        "2016-03-08",
        "وكالة الوادي",
        "قتل سبعة مدنيين وأصيب 15 آخرون في انفجار سيارة مفخخة في مدينة الباب بريف حلب يوم الثلاثاء، بحسب ناشطين.",
    ),
    "second": (
        "2016-03-09",
        "شبكة النهر",
        "ارتفعت حصيلة انفجار السيارة المفخخة في مدينة الباب بريف حلب أمس الثلاثاء إلى 12 قتيلا مدنيا، "
        "وقال الدفاع المدني إن ما لا يقل عن 20 شخصا أصيبوا.",
    ),
    "third": (
        "2016-03-09",
        "<b>صحيفة</b>",
        "قال مصدر طبي إن انفجار سيارة مفخخة في مدينة الباب بريف حلب الثلاثاء أسفر عن مقتل 9 مدنيين.",
    ),
    "elsewhere": (
        "2016-03-09",
        "شبكة النهر",
        "قتل ثلاثة مدنيين في انفجار سيارة مفخخة في مدينة الرقة يوم الثلاثاء.",
    ),
}


@pytest.fixture(scope="session")
def joined_db(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The store: the tellings, and the sample that tells who holds what in two cities."""
    path = tmp_path_factory.mktemp("joined") / "joined.db"
    reports = [
        Report(id=name, text=text, published=day, outlet=outlet, language="ar")
        for name, (day, outlet, text) in TOLD.items()
    ]
    found = scan([str(root / "samples/13-aleppo-who-holds-what.txt")])
    (sample,) = [item.report for item in found if isinstance(item, Found)]
    told = (root / "tests/incidents/who-holds-what.jsonl").read_text(encoding="utf-8")
    with open_store(path) as store:
        for report in reports:
            store.add(report, code(report), "test")
        store.add(sample, [json.loads(line) for line in told.splitlines()], "readers")
    return path


@pytest.fixture(scope="session")
def joined_server(joined_db: Path, served: Any) -> Iterator[str]:
    """The address at which the store is shown."""
    with served(joined_db, "control.js") as address:
        yield address


@pytest.fixture
def client(joined_server: str) -> Iterator[httpx.Client]:
    """A client of the server, without cookies."""
    with httpx.Client(base_url=joined_server, timeout=60) as made:
        yield made
