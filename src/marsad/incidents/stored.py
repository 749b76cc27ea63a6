"""The incidents of a store."""

from __future__ import annotations

from marsad.incidents.joining import join
from marsad.incidents.model import Incident
from marsad.store import ClaimFilter, Store

__all__ = ["incidents_of"]


def incidents_of(store: Store) -> list[Incident]:
    """What the stored claims tell of, as people's judgements bind it, earliest first."""
    claims = [c for kind in ("event", "casualties") for c in store.claims(ClaimFilter(kind=kind))]
    stored = (store.report(name) for name in sorted({c["report"] for c in claims}))
    reports = [one.report.model_dump() for one in stored if one]
    return join(claims, reports, store.edges())
