"""Invented reports of invented happenings for the tests of joining: sentences are the tests' own."""

from __future__ import annotations

from typing import Any

TOWN = {"name": "بلدة الصفصاف", "id": "t:1", "lat": 35.1, "lon": 36.7, "admin": ["حماة", "سوريا"], "precision": "settlement", "flags": []}  # fmt: skip # noqa: E501
OTHER = {"name": "مدينة السنديان", "id": "t:2", "lat": 33.5, "lon": 36.3, "admin": ["دمشق", "سوريا"], "precision": "settlement", "flags": []}  # fmt: skip # noqa: E501
STATED = {"sources": [], "certainty": "asserted", "confidence": 0.8, "origin": []}


class Writer:
    """Writes reports sentence by sentence, with the claims that each sentence states."""

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []

    def report(self, name: str, published: str, outlet: str, title: str = "") -> Writer:
        """Begins a report."""
        report = {"id": name, "published": published, "outlet": outlet, "title": title, "text": ""}
        self.reports.append(report)
        return self

    def event(
        self,
        kind: str,
        trigger: str,
        sentence: str,
        place: dict[str, Any] | None = None,
        day: str | None = None,
    ) -> str:
        """A sentence with the trigger of an event; the claim's id."""
        who = {"actors": [], "recipients": [], "weapon": None}
        return self._claim("event", trigger, sentence, {"type": kind, **who}, place, day)

    def killed(self, count: str, least: int | None, most: int | None, source: str = "", **fields: Any) -> str:
        """A count of dead in the last sentence; the claim's id."""
        sources = [{"name": source, "id": None, "via": None}] if source else []
        own = {
            "outcome": "killed", "category": "unspecified", "affiliation": None, "min": least, "max": most,
            "approx": False, "perpetrator": None, "part_of": None, "sources": sources, **fields,
        }  # fmt: skip
        last = self.claims[-1]
        return self._claim(
            "casualties", count, f" {count}", own, last["place"], (last["time"] or {}).get("start")
        )

    def _claim(
        self, kind: str, trigger: str, sentence: str, own: dict[str, Any], place: Any, day: str | None
    ) -> str:
        report = self.reports[-1]
        base = len(report["text"])
        report["text"] += sentence
        start = base + sentence.index(trigger)
        span = {"start": start, "end": start + len(trigger), "text": trigger}
        time = {"start": day, "end": day} if day else None
        name = f"{report['id']}-{start}-{kind}"
        claim = {"report": report["id"], "id": name, "kind": kind, **STATED, "place": place, "time": time}
        self.claims.append({**claim, "evidence": [span], **own})
        return name


def bombing() -> Writer:
    """One bombing told by three outlets over two days, beside an old attack, another town and a reprint."""
    w = Writer()
    text = "هز انفجار سيارة مفخخة سوق الخضار في بلدة الصفصاف ظهر الاثنين وتصاعدت أعمدة الدخان فوق المحلات"
    w.report("a", "2014-05-05", "وكالة الجبل", "انفجار سيارة مفخخة في سوق بلدة الصفصاف")
    w.event("explosion", "انفجار", text, TOWN, "2014-05-05")
    w.killed("12 شخصا", 12, 12, "مصدر طبي")
    w.report("b", "2014-05-05", "صحيفة السهل", "سيارة مفخخة تضرب سوق الصفصاف")
    w.event(
        "explosion",
        "تفجير",
        "أدى تفجير سيارة مفخخة في سوق الخضار وسط بلدة الصفصاف الاثنين إلى مقتل",
        TOWN,
        "2014-05-05",
    )
    w.killed("15 شخصا على الأقل", 15, None, "شهود")
    w.event("shelling", "قصفت", ".\nوفي مكان آخر قصفت المدفعية مدينة السنديان مساء", OTHER, "2014-05-05")
    w.report("c", "2014-05-06", "إذاعة النهر", "ارتفاع حصيلة تفجير سوق الصفصاف")
    w.event(
        "explosion", "تفجير", "ارتفعت حصيلة تفجير سيارة مفخخة في سوق بلدة الصفصاف أمس إلى", TOWN, "2014-05-05"
    )
    w.killed("18 قتيلا", 18, 18, "مصدر طبي")
    w.event("explosion", "انفجار", ".\nوشهدت البلدة انفجار عبوة في آذار الماضي", TOWN, "2014-03-02")
    w.report("d", "2014-05-06", "موقع الوادي", "انفجار سيارة مفخخة في سوق بلدة الصفصاف")
    w.event("explosion", "انفجار", text, TOWN, "2014-05-05")
    w.killed("12 شخصا", 12, 12, "مصدر طبي")
    return w
