"""Originals, the list of what was left out made to be tried again, reprints, feeds, and who wrote a report and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.store.guards import install

revision = "marsad_0002"
down_revision = "marsad_0001"


def upgrade() -> None:
    """Add columns and tables; what is stored stays as it is."""
    for column in (
        sa.Column("author", sa.Text()),
        sa.Column("published_at", sa.String(40)),
        sa.Column("dateline", sa.Text()),
        sa.Column("dated_by", sa.String(16)),
    ):
        op.add_column("reports", column)
    _archive()
    _failures()
    _reprints()
    _feeds()
    install(op.get_bind())


def _archive() -> None:
    op.create_table(
        "contents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_contents"),
        sa.UniqueConstraint("sha256", name="uq_contents_sha256"),
    )
    op.create_table(
        "originals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("content", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("retrieved", sa.String(20)),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("added", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_originals"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_originals_report_reports"),
        sa.ForeignKeyConstraint(["content"], ["contents.number"], name="fk_originals_content_contents"),
        sa.UniqueConstraint("report", "content", name="uq_originals_report_content"),
    )


def _failures() -> None:
    with op.batch_alter_table("failures") as table:
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("tried", sa.String(20)))
        table.add_column(sa.Column("path", sa.Text()))
        table.add_column(sa.Column("name", sa.Text()))
        table.add_column(sa.Column("url", sa.Text()))
        table.add_column(sa.Column("content", sa.Integer()))
        table.add_column(sa.Column("media_type", sa.Text()))
        table.add_column(sa.Column("settled", sa.String(20)))
        table.create_foreign_key("fk_failures_content_contents", "contents", ["content"], ["number"])
    for column in ("path", "settled"):
        op.create_index(f"ix_failures_{column}", "failures", [column])


def _reprints() -> None:
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("band", "report", name="pk_bands"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_bands_report_reports"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reprints",
        sa.Column("report", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("report", name="pk_reprints"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_reprints_report_reports"),
        sa.ForeignKeyConstraint(["first"], ["reports.number"], name="fk_reprints_first_reports"),
    )
    op.create_index("ix_reprints_first", "reprints", ["first"])


def _feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("polled", sa.String(20)),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    op.create_table(
        "entries",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("done", sa.String(20)),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "entry", name="pk_entries"),
        sa.ForeignKeyConstraint(["feed"], ["feeds.url"], name="fk_entries_feed_feeds"),
    )
