"""Adding to the store. Every function runs inside a writing transaction that its caller opened."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from marsad.model import Report
from marsad.publish.lines import claim_line
from marsad.quotes import misquoted
from marsad.store.clock import now
from marsad.store.errors import DuplicateId, RefusedClaims
from marsad.store.linking import link
from marsad.store.locking import lock
from marsad.store.search import index_words, name_words
from marsad.store.tables import claims, reports, runs

__all__ = ["actors_of", "put_claims", "put_report"]


def put_report(connection: Connection, report: Report) -> tuple[int, bool]:
    """The number of `report` in the store and whether it is new. `DuplicateId` where the id has another text."""
    lock(connection, report.id)
    held = connection.execute(
        select(reports.c.number, reports.c.sha256).where(reports.c.id == report.id)
    ).first()
    if held is not None:
        if held.sha256 != report.sha256:
            raise DuplicateId(f"id {report.id!r} is that of a report with another text in the store")
        return held.number, False
    row = report.model_dump() | {
        "sha256": report.sha256,
        "added": now(),
        "search": index_words(report.title, report.text),
    }
    number = connection.execute(insert(reports).values(row).returning(reports.c.number)).scalar_one()
    link(connection, number, report.text)
    return number, True


def put_claims(
    connection: Connection, number: int, text: str, coder: str, found: Sequence[dict[str, Any]]
) -> bool:
    """Append a run of the coder version `coder` over report `number`. False where the last run gave the very same.

    `RefusedClaims` where a quote is not in `text` as the claim says, or two claims have one id.
    """
    for claim in found:
        if reason := misquoted(text, claim):
            raise RefusedClaims(f"claim {claim['id']}: {reason}")
    if len({claim["id"] for claim in found}) < len(found):
        raise RefusedClaims("two claims of one report have the same id")
    lines = [claim_line(claim) for claim in found]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    last = connection.execute(
        select(runs.c.coder, runs.c.digest)
        .where(runs.c.report == number)
        .order_by(runs.c.number.desc())
        .limit(1)
    ).first()
    if last is not None and (last.coder, last.digest) == (coder, digest):
        return False
    row = {"report": number, "coder": coder, "coded": now(), "claims": len(lines), "digest": digest}
    run = connection.execute(insert(runs).values(row).returning(runs.c.number)).scalar_one()
    both = enumerate(zip(found, lines, strict=True))
    rows = [_claim_row(claim, line, i) | {"run": run, "report": number} for i, (claim, line) in both]
    if rows:
        connection.execute(insert(claims), rows)
    return True


def _claim_row(claim: dict[str, Any], line: str, position: int) -> dict[str, Any]:
    """The columns of a claim that are searched; its body holds everything."""
    place, time = claim.get("place") or {}, claim.get("time") or {}
    return {
        "position": position,
        "id": claim["id"],
        "kind": claim["kind"],
        "type": next(claim[k] for k in ("type", "outcome", "change", "relation") if k in claim),
        "certainty": claim["certainty"],
        "confidence": claim.get("confidence"),
        "start": time.get("start"),
        "end": time.get("end"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "actors": name_words(n for a in actors_of(claim) for n in (a.get("name"), a.get("id"))),
        "places": name_words([place.get("name"), place.get("id"), *place.get("admin", ())]),
        "origin": " ".join(claim.get("origin", ())),
        "body": line,
    }


def actors_of(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """Every actor that a claim names."""
    several = [*claim.get("actors", ()), *claim.get("recipients", ())]
    single = (claim.get(key) for key in ("actor", "affiliation", "perpetrator", "a", "b"))
    return [actor for actor in (*several, *single) if actor]
