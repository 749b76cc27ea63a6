"""Joining as a function: claims and their reports in, incidents out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.coder.decide import Linear
from marsad.incidents.joiner import Joiner
from marsad.incidents.model import Incident, Judgement

__all__ = ["UnknownReport", "join"]

Record = Mapping[str, Any]


class UnknownReport(ValueError):
    """A claim whose report is not given."""


def join(
    claims: Iterable[Record],
    reports: Iterable[Record],
    judgements: Iterable[Judgement] = (),
    *,
    reprint_of: Mapping[str, str] | None = None,
    model: Linear | None = None,
) -> list[Incident]:
    """The incidents that `claims` tell of, earliest first; the order of claims and reports doesn't matter.

    `reports` are records with id, text, published, outlet and title; `reprint_of` says of which report another is a
    reprint, where that is known. Raises `UnknownReport` for a claim without its report.
    """
    of_report: dict[str, list[Record]] = {}
    for claim in claims:
        of_report.setdefault(str(claim["report"]), []).append(claim)
    joiner = Joiner(model)
    for report in reports:
        joiner.add(report, of_report.pop(str(report["id"]), ()))
    for name, left in of_report.items():
        raise UnknownReport(f"claim {left[0]['id']}: its report {name} is not among the reports")
    return list(joiner.incidents(judgements=judgements, reprint_of=reprint_of))
