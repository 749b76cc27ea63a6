"""`marsad check` and `verify`: whether what is stored is still what was said, word for word, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from marsad.model import Claim
from marsad.quotes import misquoted
from marsad.store.archive import mismatches
from marsad.store.guards import missing
from marsad.store.records import Checked, Problem, Verified
from marsad.store.tables import claims, reports, runs

__all__ = ["check", "verify"]


def check(connection: Connection) -> Checked:
    """All that `verify` does; every claim of every run against the codebook, its quotes against the text."""
    problems = [
        Problem(None, None, f"{name} is missing, which guards or indexes it") for name in missing(connection)
    ]
    problems += verify(connection).problems
    claimed = quotes = 0
    numbers = connection.execute(select(reports.c.number).order_by(reports.c.number)).scalars().all()
    for number in numbers:
        report = connection.execute(select(reports).where(reports.c.number == number)).one()
        for run in connection.execute(select(runs).where(runs.c.report == number)).all():
            rows = connection.execute(
                select(claims).where(claims.c.run == run.number).order_by(claims.c.position)
            ).all()
            problems += _run(report, run, rows)
            claimed += len(rows)
            quotes += sum(_quotes(row.body) for row in rows)
    return Checked(len(numbers), claimed, quotes, problems)


def verify(connection: Connection) -> Verified:
    """Every text and every document hashed anew."""
    problems, texts, documents, size = [], 0, 0, 0
    numbers = connection.execute(select(reports.c.number).order_by(reports.c.number)).scalars().all()
    for number in numbers:
        columns = (reports.c.id, reports.c.sha256, reports.c.text)
        row = connection.execute(select(*columns).where(reports.c.number == number)).one()
        texts += 1
        if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
            problems.append(Problem(row.id, None, "the text is not the one that was hashed"))
    for sha256, length, wrong in mismatches(connection):
        documents, size = documents + 1, size + length
        if wrong:
            problems.append(Problem(None, None, f"original {sha256}: {wrong}"))
    return Verified(texts, documents, size, problems)


def _quotes(body: str) -> int:
    try:
        return len(json.loads(body)["evidence"])
    except (ValueError, KeyError, TypeError):
        return 0


def _run(report: Row[Any], run: Row[Any], rows: Sequence[Row[Any]]) -> Iterator[Problem]:
    digest = hashlib.sha256("\n".join(row.body for row in rows).encode()).hexdigest()
    if len(rows) != run.claims or digest != run.digest:
        yield Problem(report.id, None, f"the claims of run {run.number} are not those that were added")
    ids = {row.id for row in rows}
    for row in rows:
        for reason in _claim(report, row, ids):
            yield Problem(report.id, row.id, reason)


def _claim(report: Row[Any], row: Row[Any], ids: set[str]) -> Iterator[str]:
    try:
        claim = json.loads(row.body)
        Claim.validate_python(claim)
    except ValidationError as error:
        first = error.errors()[0]
        yield f"not in the codebook's form: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        return
    except ValueError:
        yield "not JSON"
        return
    if (claim["report"], claim["id"]) != (report.id, row.id):
        yield "its body is that of another claim"
    if reason := misquoted(report.text, claim):
        yield reason
    if claim.get("part_of") and claim["part_of"] not in ids:
        yield f"is part of {claim['part_of']}, which is not there"
