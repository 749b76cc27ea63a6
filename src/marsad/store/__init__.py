"""The store, on SQLite or PostgreSQL. Claims are append-only: re-coding appends, the last run counts."""

from __future__ import annotations

from marsad.store.archive import StoredOriginal
from marsad.store.core import Store, open_store
from marsad.store.errors import DuplicateId, ForeignDatabase, NewerSchema, RefusedClaims, StoreError
from marsad.store.failing import Letter
from marsad.store.feeding import EntryState, FeedState
from marsad.store.linking import Printing, Reprinted
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
    Verified,
)

__all__ = [
    "About",
    "Added",
    "Checked",
    "ClaimFilter",
    "Counts",
    "DuplicateId",
    "EntryState",
    "FeedState",
    "ForeignDatabase",
    "JudgementRecord",
    "Letter",
    "NewerSchema",
    "Printing",
    "Problem",
    "RefusedClaims",
    "ReportFilter",
    "Reprinted",
    "Store",
    "StoreError",
    "StoredOriginal",
    "StoredReport",
    "Summary",
    "Verified",
    "open_store",
]
