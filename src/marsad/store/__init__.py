"""The store, on SQLite or PostgreSQL. Claims are append-only: re-coding appends, the last run counts."""

from __future__ import annotations

from marsad.store.core import Store, open_store
from marsad.store.errors import DuplicateId, ForeignDatabase, NewerSchema, RefusedClaims, StoreError
from marsad.store.records import (
    About,
    Added,
    Checked,
    ClaimFilter,
    Counts,
    JudgementRecord,
    Problem,
    ReportFilter,
    StoredReport,
    Summary,
)

__all__ = [
    "About",
    "Added",
    "Checked",
    "ClaimFilter",
    "Counts",
    "DuplicateId",
    "ForeignDatabase",
    "JudgementRecord",
    "NewerSchema",
    "Problem",
    "RefusedClaims",
    "ReportFilter",
    "Store",
    "StoreError",
    "StoredReport",
    "Summary",
    "open_store",
]
