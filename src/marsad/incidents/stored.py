"""The incidents of a store."""

from __future__ import annotations

from marsad.incidents.joining import join
from marsad.incidents.model import Incident
from marsad.store import ClaimFilter, Store

__all__ = ["claim_meant", "incidents_of"]


def incidents_of(store: Store) -> list[Incident]:
    """What the stored claims tell of, as people's judgements bind it, earliest first."""
    claims = [c for kind in ("event", "casualties") for c in store.claims(ClaimFilter(kind=kind))]
    stored = [one for name in sorted({c["report"] for c in claims}) if (one := store.report(name))]
    reprints = {one.report.id: one.reprint_of for one in stored if one.reprint_of}
    return join(claims, [one.report.model_dump() for one in stored], store.edges(), reprint_of=reprints)


def claim_meant(store: Store, name: str) -> str:
    """The event claim that `name` means: the earliest of the incident with this id, else the claim of this id."""
    if store.has_claim(name):
        return name
    return next((one.claims[0] for one in incidents_of(store) if one.id == name), name)
