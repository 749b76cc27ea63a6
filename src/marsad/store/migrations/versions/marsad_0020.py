"""Judgements of people: which claims tell of one happening, and which do not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.store.guards import install

revision = "marsad_0020"
down_revision = "marsad_0002"


def upgrade() -> None:
    """Add the table; what is stored stays as it is."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(64)),
        sa.Column("b", sa.String(64)),
        sa.Column("verdict", sa.String(16)),
        sa.Column("undoes", sa.Integer()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_judgements"),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.number"], name="fk_judgements_undoes_judgements"),
    )
    op.create_index("ix_judgements_undoes", "judgements", ["undoes"])
    install(op.get_bind())
