"""What each page holds, as the store gives it: the content of the JSON twins, and what the views are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from marsad.knowledge import vocabulary
from marsad.store import ClaimFilter, ReportFilter, Store, StoredReport
from marsad.web.joined import Joined
from marsad.web.placing import gather

REPORTS_A_PAGE = 30
CLAIMS_A_PAGE = 60
CLAIMS_ON_MAP = 50_000
PLACES_ON_MAP = 1_000
CLAIMS_OF_A_PLACE = 10  # on the map of all reports

Query = Mapping[str, str]
Data = dict[str, Any]


class BadRequest(ValueError):
    """The query makes no sense; the message says which part of it."""


class NotFound(LookupError):
    """There is no such report."""


def reports(joined: Joined, query: Query) -> Data:
    """Reports that fit the query's `q` and `outlet`, the newest first, with the number of claims of each kind."""
    store = joined.store
    wanted = ReportFilter(query=text_of(query, "q"), outlet=text_of(query, "outlet"))
    total = store.count_reports(wanted)
    page, pages = page_of(query, total, REPORTS_A_PAGE)
    found = store.reports(wanted, limit=REPORTS_A_PAGE, offset=(page - 1) * REPORTS_A_PAGE)
    rows = [summary.as_dict() | {"kinds": _kinds(_claims_of(store, summary.id))} for summary in found]
    return {
        "q": wanted.query,
        "outlet": wanted.outlet,
        "outlets": list(store.counts().outlets),
        "total": total,
        "page": page,
        "pages": pages,
        "reports": rows,
    }


def report(joined: Joined, report_id: str, query: Query) -> Data:
    """A report and its claims; NotFound where there is none."""
    store = joined.store
    found = store.report(report_id)
    if found is None:
        raise NotFound(report_id)
    claims = _claims_of(store, report_id)
    return {"report": found.as_dict(), "kinds": _kinds(claims), "claims": claims}


def claims(joined: Joined, query: Query) -> Data:
    """Claims that fit the query: kind, type, certainty, actor, place, outlet, since, until."""
    store = joined.store
    filters = {
        name: text_of(query, name) for name in ("kind", "type", "certainty", "actor", "place", "outlet")
    }
    filters |= {name: day_of(query, name) for name in ("since", "until")}
    period = {"start": filters["since"], "end": filters["until"]}
    wanted = ClaimFilter(**{k: v for k, v in filters.items() if k not in ("since", "until")}, **period)
    total = store.count_claims(wanted)
    page, pages = page_of(query, total, CLAIMS_A_PAGE)
    found = store.claims(wanted, limit=CLAIMS_A_PAGE, offset=(page - 1) * CLAIMS_A_PAGE)
    named = {claim["report"]: store.report(claim["report"]) for claim in found}
    return {
        "filters": filters,
        "outlets": list(store.counts().outlets),
        "total": total,
        "page": page,
        "pages": pages,
        "reports": {name: _about(report) for name, report in named.items() if report},
        "claims": found,
    }


def places(joined: Joined, query: Query) -> Data:
    """The places of the newest reports' claims, the most often named first, each with some of its claims."""
    store = joined.store
    found = gather(store.claims(limit=CLAIMS_ON_MAP), CLAIMS_OF_A_PLACE)
    return {
        "total": len(found),
        "left_out": max(0, len(found) - PLACES_ON_MAP),
        "claims_left_out": max(0, store.count_claims() - CLAIMS_ON_MAP),
        "places": found[:PLACES_ON_MAP],
    }


def _about(stored: StoredReport) -> Data:
    report = stored.report
    return {"outlet": report.outlet, "published": report.published, "title": report.title, "url": report.url}


def _claims_of(store: Store, report_id: str) -> list[dict[str, Any]]:
    return store.claims(ClaimFilter(report=report_id))


def _kinds(found: list[dict[str, Any]]) -> dict[str, int]:
    number = Counter(claim["kind"] for claim in found)
    return {kind: number[kind] for kind in vocabulary()["kinds"]}


def text_of(query: Query, name: str) -> str | None:
    return query.get(name, "").strip() or None


def day_of(query: Query, name: str) -> str | None:
    value = text_of(query, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadRequest(f"{name}={value!r}: a day is written YYYY-MM-DD") from error


def page_of(query: Query, total: int, size: int) -> tuple[int, int]:
    """The page asked for, and how many there are; a page past the end is the last one."""
    value = text_of(query, "page") or "1"
    if not value.isascii() or not value.isdigit() or int(value[:9]) < 1:
        raise BadRequest(f"page={value!r}: a whole number above zero is needed")
    pages = max(1, -(-total // size))
    return min(int(value[:9]), pages), pages
