"""Claims and reports from JSONL files for joining; a line that is neither is left out with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from marsad.model import Claim, Report
from marsad.reports.items import Failure

__all__ = ["read_claims", "read_reports"]

Record = dict[str, Any]
_FIELDS = frozenset(Report.model_fields)


def read_claims(path: Path, reports: Container[str]) -> Iterator[Record | Failure]:
    """The event and casualty claims of a file, a claim a line, whose report is one of `reports`.

    Claims of other kinds are passed over.
    """

    def check(row: Record) -> Record | None:
        if row.get("kind") in ("control", "relation"):
            return None
        Claim.validate_python(row)
        if row["report"] not in reports:
            raise ValueError(f"claim {row['id']}: its report {row['report']} is not among the reports")
        return row

    return _lines(path, check)


def read_reports(path: Path) -> Iterator[Record | Failure]:
    """The reports of a file, a report a line; fields that Marsad doesn't know, but `reprint_of`, are passed over."""

    def check(row: Record) -> Record:
        found = Report(**{k: v for k, v in row.items() if k in _FIELDS} | {"id": str(row.get("id") or "")})
        if not found.id:
            raise ValueError("a report without an id")
        return found.model_dump() | {"reprint_of": row.get("reprint_of")}

    return _lines(path, check)


def _lines(path: Path, check: Callable[[Record], Record | None]) -> Iterator[Record | Failure]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("not a JSON object")
                found = check(row)
            except ValidationError as error:
                first = error.errors()[0]
                yield Failure(str(path), number, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
            except ValueError as error:  # JSON and UTF-8 that are none are ValueErrors too
                yield Failure(str(path), number, " ".join(str(error).split()))
            else:
                if found is not None:
                    yield found
