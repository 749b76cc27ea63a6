"""The first schema: reports, coding runs, claims, failures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.store.guards import install

revision = "marsad_0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, their guards and the search index."""
    _reports()
    _runs()
    _claims()
    op.create_table(
        "failures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("met", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_failures"),
        sa.UniqueConstraint("file", "line", "reason", name="uq_failures_file_line_reason"),
    )
    install(op.get_bind())


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("published", sa.String(10)),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("language", sa.String(8)),
        sa.Column("added", sa.String(20), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    for column in ("sha256", "outlet", "published"):
        op.create_index(f"ix_reports_{column}", "reports", [column])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(64), nullable=False),
        sa.Column("coded", sa.String(20), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_runs_report_reports"),
    )
    op.create_index("ix_runs_report_number", "runs", ["report", "number"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("certainty", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float()),
        sa.Column("start", sa.String(10)),
        sa.Column("end", sa.String(10)),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_claims"),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name="fk_claims_run_runs"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_claims_report_reports"),
        sa.UniqueConstraint("run", "id", name="uq_claims_run_id"),
    )
    for column in ("id", "kind", "type", "start"):
        op.create_index(f"ix_claims_{column}", "claims", [column])
    op.create_index("ix_claims_report_run", "claims", ["report", "run"])
    op.create_index("ix_claims_lat_lon", "claims", ["lat", "lon"])
