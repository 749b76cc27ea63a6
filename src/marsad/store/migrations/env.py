"""Run by Alembic. The connection, inside its transaction, comes from `marsad.store.opening`."""

from __future__ import annotations

from typing import Any

from alembic import context

from marsad.store.tables import TABLES, metadata


def _ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the search tables and hand-made indexes of `guards` out of comparisons."""
    return kind != "table" or name in TABLES


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=_ours,
    render_as_batch=True,
)
context.run_migrations()
