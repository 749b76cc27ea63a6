"""Claims told in one line each; made here, since joining doesn't care how a claim came about."""

from __future__ import annotations

from typing import Any

from marsad.model import Claim, Report

ALEPPO = {
    "name": "حلب", "id": "own:syr/aleppo", "lat": 36.2021, "lon": 37.1343, "admin": ["سوريا"],
    "precision": "settlement", "flags": [],
}  # fmt: skip
QUARTER = {
    "name": "قاضي عسكر", "id": "own:syr/qadi-askar", "lat": 36.1989, "lon": 37.1797,
    "admin": ["حلب", "سوريا"], "precision": "neighbourhood", "flags": [],
}  # fmt: skip
IS, OPPOSITION, ARMY = "islamic-state", "syrian-opposition", "syr-mil"


def site(name: str, *admin: str) -> dict[str, Any]:
    """A building that the gazetteer doesn't have."""
    return {
        "name": name, "id": None, "lat": None, "lon": None, "admin": list(admin), "precision": "site",
        "flags": ["unresolved"],
    }  # fmt: skip


def report(name: str, published: str | None, outlet: str | None = None) -> Report:
    """An invented report; only its date and outlet matter."""
    return Report(id=name, text="نص", published=published, outlet=outlet or f"outlet of {name}")


def actor(name: str, role: str | None = "REB") -> dict[str, Any]:
    """An actor of the catalogue by its id; an Arabic name is of one that isn't in it."""
    return {"name": name, "id": name if name.isascii() else None, "role": role, "country": None}


class Telling:
    """Collects the claims of reports; each call puts one claim after the last in its report."""

    def __init__(self) -> None:
        self.claims: list[dict[str, Any]] = []
        self.reports: dict[str, Report] = {}

    def report(self, name: str, published: str | None, outlet: str | None = None) -> Report:
        """A report that the claims told next can be in."""
        self.reports[name] = report(name, published, outlet)
        return self.reports[name]

    def control(
        self, of: str, who: str, change: str, place: dict[str, Any], day: str | None = None, **given: Any
    ) -> str:
        """Who gained, lost, holds what; `at` gives two claims one trigger. The claim's id."""
        own = {"actor": actor(who), "place": place, "change": change, "extent": given.pop("extent", "full")}
        return self._put(of, "control", own, day, given)

    def relation(
        self,
        of: str,
        a: str,
        relation: str,
        b: str,
        place: dict[str, Any] | None = None,
        day: str | None = None,
    ) -> str:
        """How one stands to another. The claim's id."""
        own = {"a": actor(a), "b": actor(b), "relation": relation, "place": place}
        return self._put(of, "relation", own, day, {})

    def event(
        self,
        of: str,
        kind: str,
        by: list[str],
        to: list[str],
        place: dict[str, Any] | None = None,
        day: str | None = None,
        **given: Any,
    ) -> str:
        """Who did what to whom. The claim's id."""
        own = {
            "type": kind, "actors": [actor(a) for a in by], "recipients": [actor(a) for a in to],
            "place": place, "weapon": None,
        }  # fmt: skip
        return self._put(of, "event", own, day, given)

    def _put(self, of: str, kind: str, own: dict[str, Any], day: str | None, given: dict[str, Any]) -> str:
        start = given.pop("at", 10 * len(self.claims))
        sources = [
            {"name": s, "id": s if s.isascii() else None, "via": None} for s in given.pop("sources", ())
        ]
        claim = {
            "report": of,
            "id": f"{of}-{len(self.claims)}",
            "kind": kind,
            **own,
            "time": {"start": day, "end": given.pop("until", day)} if day else None,
            "evidence": [{"start": start, "end": start + 4, "text": "قالت"}],
            "sources": sources,
            "certainty": given.pop("certainty", "asserted"),
            "confidence": 0.8,
            "origin": [],
            **given,
        }
        Claim.validate_python(claim)
        self.claims.append(claim)
        return str(claim["id"])
