"""What the pages of incidents and judgements hold: the content of their JSON twins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from marsad.incidents.model import Incident
from marsad.web.joined import Joined
from marsad.web.pages import NotFound, Query, day_of, page_of, text_of

Data = dict[str, Any]

INCIDENTS_A_PAGE = 40
_NEAR = 8  # incidents offered for judging
_NEAR_DAYS = 3


def incidents(joined: Joined, query: Query) -> Data:
    """Incidents that fit the query (type, place, actor, since, until), the newest first."""
    wanted = {name: text_of(query, name) for name in ("type", "place", "actor")}
    wanted |= {name: day_of(query, name) for name in ("since", "until")}
    found = [one for one in joined.incidents().values() if _fits(one, wanted)]
    found.sort(key=newest, reverse=True)
    page, pages = page_of(query, len(found), INCIDENTS_A_PAGE)
    shown = found[(page - 1) * INCIDENTS_A_PAGE : page * INCIDENTS_A_PAGE]
    return {
        "filters": wanted,
        "total": len(found),
        "page": page,
        "pages": pages,
        "incidents": [summary(one) for one in shown],
    }


def summary(incident: Incident) -> Data:
    """An incident without its tolls' voices and its links."""
    return {k: v for k, v in incident.as_dict().items() if k not in ("tolls", "links", "contradictions")} | {
        "contradictions": len(incident.contradictions)
    }


def newest(one: Incident) -> tuple[str, str]:
    """What incidents are sorted by: the last begun at the end, those of no day at the start."""
    return (_start(one), one.id)


def _fits(one: Incident, wanted: Data) -> bool:
    if wanted["type"] and wanted["type"] not in one.types:
        return False
    places = (one.place.name, one.place.id, *one.place.admin) if one.place else ()
    if wanted["place"] and not _names(wanted["place"], places):
        return False
    if wanted["actor"] and not _names(wanted["actor"], (*one.actors, *one.recipients)):
        return False
    start, end = _start(one), one.time["end"] if one.time else ""
    return not (wanted["since"] and end < wanted["since"]) and not (
        wanted["until"] and start > wanted["until"]
    )


def _names(asked: str, names: Iterable[str | None]) -> bool:
    return any(asked in name for name in names if name)


def _start(one: Incident) -> str:
    return one.time["start"] if one.time else ""


def incident(joined: Joined, key: str, query: Query) -> Data:
    """An incident, the claims and reports it is made of, what was judged of them, and incidents that may be the same.

    NotFound where there is none. A claim's id leads to the incident that the claim is in.
    """
    found = joined.incidents()
    one = found.get(key) or next((i for i in found.values() if key in i.claims), None)
    if one is None:
        raise NotFound(key)
    ids = {*one.claims, *one.casualties}
    claims = [claim for claim in joined.claims_of(one.reports) if claim["id"] in ids]
    about = {report.id: report for report in joined.about() if report.id in one.reports}
    return {
        "incident": one.as_dict(),
        "reports": {name: {"outlet": r.outlet, "published": r.published} for name, r in about.items()},
        "claims": claims,
        "judgements": [r.as_dict() for r in joined.store.judgements() if {r.a, r.b} & ids and r.in_force],
        "near": [summary(other) for other in _near(one, found.values())],
    }


def _near(one: Incident, others: Iterable[Incident]) -> list[Incident]:
    """Incidents that a person may take for the same: at the same place within days, kindred types first."""

    def distance(other: Incident) -> tuple[Any, ...]:
        return (not set(one.types) & set(other.types), _apart(one, other), other.id)

    here = (o for o in others if o.id != one.id and _apart(one, o) <= _NEAR_DAYS and _same_place(one, o))
    return sorted(here, key=distance)[:_NEAR]


def _same_place(one: Incident, other: Incident) -> bool:
    """Whether both are at one place, or of one type and the one place lies in the other."""
    a, b = one.place, other.place
    if not a or not b:
        return False
    if (a.id or a.name) == (b.id or b.name):
        return True
    return bool(set(one.types) & set(other.types)) and (a.name in b.admin or b.name in a.admin)


def _apart(one: Incident, other: Incident) -> int:
    """Days between two incidents; of one without a day none."""
    if not one.time or not other.time:
        return 0
    first, second = sorted((one.time, other.time), key=lambda t: t["start"])
    return max(0, (date.fromisoformat(second["start"]) - date.fromisoformat(first["end"])).days)


def judgements(joined: Joined, query: Query) -> Data:
    """Every judgement and undoing, the newest first."""
    return {"judgements": [record.as_dict() for record in reversed(joined.store.judgements())]}
