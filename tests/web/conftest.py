"""A real store with a few invented reports, shown by the real server in a process of its own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.coder.code import code
from marsad.model import Claim, Report
from marsad.store import open_store

# Invented. Emoji before and inside the evidence, vowel signs, tatweel, a family of emoji joined to one.
POST = (
    "🔴🔴 عاجل | مراسل الشبكة 📡\n\n"
    "قُتِلَ 12 مدنيّاً 😢 وجُرِحَ نحو ثلاثين آخرين في قصــف مدفعي استهدف سوق بلدة العقدة 🏚️ في ريف حلب الشمالي، "
    "وقالت المنظمة الطبية ان بين القتلى ما لا يقل عن 5 أطفال.\n"
    "وسيطر لواء السهل على تلة الشيح بعد انسحاب الكتيبة 77 منها، بحسب الناطق باسم اللواء.\n"
    "ويتبع لواء السهل للجبهة الوسطى 👨‍👩‍👧."
)
WIRE = (
    "بيروت - قال مسؤول محلي إن طائرة مسيّرة أغارت على حاجز قرب مدينة صور ليل الثلاثاء، "
    "ولم ترد أنباء عن إصابات. وطالب المجلس البلدي بوقف الغارات."
)
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n"
    "</div></body>&amp; &#x3c; \u202eقلب النص\u202c \u2066معزول\u2069 \u200fعلامة\n"
    "قصف الجيش <b>البلدة</b> {{ 7*7 }}"
)
CODED = (
    "📍 قال المرصد السوري لحقوق الإنسان إنّ 12 مدنيًا قُتلوا وأُصيب نحو 30 آخرون، 😢 في قصفٍ مدفعي لقوات النظام "
    "على مدينة حلب أمس الأربعاء.\n\n🚨 وسيطر مقاتلو المعارضة على بلدة حريتان بعد اشتباكات عنيفة مع تنظيم الدولة."
)
ENGLISH = "Talks resumed on Sunday, the ministry said."


def place(name: str, **given: Any) -> dict[str, Any]:
    known = {"id": None, "lat": None, "lon": None, "admin": [], "precision": "settlement", "flags": []}
    return {"name": name, **known, **given}


def actor(name: str, role: str | None = None) -> dict[str, Any]:
    return {"name": name, "id": None, "role": role, "country": None}


OWN: dict[str, dict[str, Any]] = {
    "event": {
        "type": "shelling",
        "actors": [],
        "recipients": [],
        "place": None,
        "time": None,
        "weapon": None,
    },
    "casualties": {
        "outcome": "killed",
        "category": "unspecified",
        "affiliation": None,
        "min": None,
        "max": None,
        "approx": False,
        "perpetrator": None,
        "part_of": None,
        "place": None,
        "time": None,
    },
    "control": {
        "actor": actor("لواء السهل"),
        "place": None,
        "change": "gained",
        "extent": "full",
        "time": None,
    },
    "relation": {"a": None, "b": None, "relation": "part_of", "place": None, "time": None},
}


def claim(report: Report, kind: str, *quotes: str, **given: Any) -> dict[str, Any]:
    """A claim in the codebook's form whose evidence is where `quotes` stand first in the report."""
    spans = [(report.text.index(quote), quote) for quote in quotes]
    end = {"sources": [], "certainty": "asserted", "confidence": 0.8, "origin": ["frames/shelling/1"]}
    made = {
        "report": report.id,
        "id": hashlib.sha256(f"{report.id}{kind}{quotes}{given}".encode()).hexdigest()[:16],
        "kind": kind,
        **OWN[kind],
        "evidence": [{"start": start, "end": start + len(quote), "text": quote} for start, quote in spans],
        **end,
        **given,
    }
    Claim.validate_python(made)
    return made


def post_claims(report: Report) -> list[dict[str, Any]]:
    flags = ["misspelt", "direction_contradicts"]
    aleppo = ["ريف حلب", "سوريا"]
    battalion = actor("الكتيبة 77")
    town = place("العقدة", id="sy-1", lat=36.4, lon=37.2, admin=aleppo, flags=flags)
    hill = place("تلة الشيح", lat=36.5, lon=37.1, admin=aleppo, precision="area")
    day = {"start": "2016-02-03", "end": "2016-02-03"}
    medics = [{"name": "المنظمة الطبية", "id": None, "via": "statement"}]
    killed = claim(
        report, "casualties", "12 مدنيّاً", "قُتِلَ", category="civilian", min=12, max=12, place=town, time=day
    )
    held = {"place": hill, "actor": actor("لواء السهل", "REB"), "confidence": 0.91}
    return [
        killed,
        claim(
            report,
            "casualties",
            "نحو ثلاثين آخرين",
            outcome="wounded",
            min=30,
            max=30,
            approx=True,
            place=town,
        ),
        claim(
            report,
            "casualties",
            "ما لا يقل عن 5 أطفال",
            category="child",
            min=5,
            part_of=killed["id"],
            sources=medics,
        ),
        claim(
            report, "event", "قصــف مدفعي", "استهدف سوق بلدة العقدة 🏚️", place=town, time=day, weapon="مدفعي"
        ),
        claim(report, "control", "وسيطر لواء السهل", **held),
        claim(
            report,
            "control",
            "انسحاب الكتيبة 77",
            place=hill,
            change="lost",
            actor=battalion,
            certainty="alleged",
        ),
        claim(report, "event", "انسحاب", type="withdrawal", actors=[battalion], place=hill),
        claim(report, "relation", "ويتبع لواء السهل للجبهة", a=actor("لواء السهل"), b=actor("الجبهة الوسطى")),
    ]


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    """The invented reports by id; one id holds what an address must escape."""
    made = [
        Report(id="post", text=POST, published="2016-02-03", outlet="شبكة السهل", language="ar"),
        Report(
            id="wire/1 ؟#%2F",
            text=WIRE,
            published="2024-10-02",
            outlet="وكالة الساحل",
            title="غارة قرب صور",
            url="https://example.org/1",
            language="ar",
        ),
        Report(id="hostile", text=HOSTILE, outlet="<i>x</i>", url="javascript:alert(1)", language="ar"),
        Report(id="coded", text=CODED, published="2014-01-09", outlet="مجلة النهر", language="ar"),
        Report(id="english", text=ENGLISH, published="2020-01-01", language="en"),
    ]
    return {report.id: report for report in made}


@pytest.fixture(scope="session")
def claims(reports: dict[str, Report]) -> dict[str, list[dict[str, Any]]]:
    """The claims of each report, in the codebook's form."""
    wire, hostile = reports["wire/1 ؟#%2F"], reports["hostile"]
    tyre = place("صور", id="lb-1", lat=33.27, lon=35.2, admin=["الجنوب", "لبنان"], precision="settlement")
    return {
        "post": post_claims(reports["post"]),
        wire.id: [claim(wire, "event", "أغارت", type="air_strike", place=tyre, weapon="طائرة مسيّرة")],
        "coded": code(reports["coded"]),
        hostile.id: [claim(hostile, "event", "قصف الجيش <b>البلدة</b>", place=place("<b>البلدة</b>"))],
    }


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory, reports: Any, claims: Any) -> Path:
    """A store with the reports and their claims."""
    path = tmp_path_factory.mktemp("web") / "pages.db"
    with open_store(path) as store:
        for report in reports.values():
            store.add(report, claims.get(report.id, []), "test")
    return path


@contextmanager
def _served(db: Path, bundle: str) -> Iterator[str]:
    from marsad.web.app import STATIC

    if not (STATIC / bundle).is_file():
        pytest.skip("the front end is not bundled: npm ci && node build.mjs in frontend/")
    program = (
        "import sys; from marsad.web.server import serve; "
        "serve(sys.argv[1], port=0, announce=lambda address: print(address, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, db], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        try:
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def served() -> Callable[[Path, str], AbstractContextManager[str]]:
    """`marsad serve` of a store on a free port, as a context: its address, without a slash at the end.

    Skips where a named file of the front end is not bundled.
    """
    return _served


@pytest.fixture(scope="session")
def server(db: Path, served: Any) -> Iterator[str]:
    """The address at which the store is shown."""
    with served(db, "page.css") as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """A client of the server, without cookies."""
    with httpx.Client(base_url=server, timeout=20) as made:
        yield made


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, drawing maps without a graphics card."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    return {**browser_type_launch_args, "executable_path": found, "args": software}
