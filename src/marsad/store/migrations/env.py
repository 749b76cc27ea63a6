"""Run by Alembic. The connection, inside its transaction, comes from `marsad.store.opening`."""

from __future__ import annotations

from typing import Any

from alembic import context

from marsad.store.tables import TABLES, metadata


def _ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave what `guards` makes for searching out of comparisons."""
    return name in TABLES if kind == "table" else name != "reports_words"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=_ours,
    render_as_batch=True,
)
context.run_migrations()
