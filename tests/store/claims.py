"""Claims to store, in the codebook's form; made here, since the store does not care how a claim came about."""

from __future__ import annotations

from typing import Any

from marsad.model import Report

TEXT = (
    "قصفت قوات النظام مدينة الباب يوم الأربعاء، وسقط عشرة قتلى من المدنيين بحسب ناشطين. ولم ترد أنباء عن حلب."
)


def report(report_id: str = "a", text: str = TEXT, **fields: Any) -> Report:
    """A report with an outlet and a date."""
    return Report(
        **{"id": report_id, "text": text, "published": "2014-01-08", "outlet": "شبكة", "language": "ar"}
        | fields
    )


def actor(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "id": None, "role": None, "country": None} | fields


def place(name: str, **fields: Any) -> dict[str, Any]:
    fields = {
        "id": None,
        "lat": None,
        "lon": None,
        "admin": [],
        "precision": "settlement",
        "flags": [],
    } | fields
    return {"name": name} | fields


def claim(of: Report, kind: str, quote: str, own: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A claim of `kind` whose quote is looked up in the report."""
    start = of.text.index(quote)
    return {
        "report": of.id,
        "id": f"{of.id}-{kind}-{start}",
        "kind": kind,
        **own,
        "evidence": [{"start": start, "end": start + len(quote), "text": quote}],
        "sources": [],
        "certainty": "asserted",
        "confidence": 0.75,
        "origin": ["test/rule"],
    } | fields


def claims_of(of: Report) -> list[dict[str, Any]]:
    """An event in a town and the casualties of it."""
    where = place("الباب", id="wof:1", lat=36.37, lon=37.52, admin=["حلب", "سوريا"])
    when = {"start": "2014-01-07", "end": "2014-01-08"}
    event = {
        "type": "shelling",
        "actors": [actor("قوات النظام", id="syr_government", role="GOV", country="SYR")],
        "recipients": [],
        "place": where,
        "time": when,
        "weapon": None,
    }
    toll = {
        "outcome": "killed",
        "category": "civilian",
        "affiliation": None,
        "min": 10,
        "max": 10,
        "approx": False,
        "perpetrator": None,
        "part_of": None,
        "place": where,
        "time": None,
    }
    sources = [{"name": "ناشطين", "id": None, "via": None}]
    return [
        claim(of, "event", "قصفت", event),
        claim(of, "casualties", "عشرة قتلى", toll, sources=sources, certainty="alleged"),
    ]
