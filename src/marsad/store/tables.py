"""The tables of the store. Changing them takes a new revision in `migrations/versions` and a new `HEAD`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "FIRST_TABLES",
    "HEAD",
    "TABLES",
    "bands",
    "claims",
    "contents",
    "entries",
    "failures",
    "feeds",
    "judgements",
    "metadata",
    "originals",
    "reports",
    "reprints",
    "runs",
]

HEAD = "marsad_0020"
"""The revision that this code reads and writes."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(200), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("outlet", Text, index=True),
    Column("published", String(10), index=True),
    Column("title", Text),
    Column("url", Text),
    Column("language", String(8)),
    Column("added", String(20), nullable=False),
    Column("search", Text, nullable=False),  # folded words and stems, each once (store/search.py)
    Column("author", Text),
    Column("published_at", String(40)),
    Column("dateline", Text),
    Column("dated_by", String(16)),
)

contents = Table(
    "contents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),  # of the bytes as they came
    Column("size", Integer, nullable=False),  # bytes, unpacked
    Column("packed", LargeBinary, nullable=False),  # the bytes, compressed (store/packing.py)
)

originals = Table(
    "originals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("content", ForeignKey("contents.number"), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("url", Text),
    Column("retrieved", String(20)),  # when it was fetched, UTC; null for a local file
    Column("headers", Text, nullable=False),  # of the answer, as a JSON array of pairs
    Column("file", Text, nullable=False),  # what was read, as the user named it, and the line in it
    Column("line", Integer, nullable=False),
    Column("reader", String(64), nullable=False),  # version of Marsad that read it
    Column("added", String(20), nullable=False),
    UniqueConstraint("report", "content"),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("coder", String(64), nullable=False),  # version of the coder
    Column("coded", String(20), nullable=False),
    Column("claims", Integer, nullable=False),  # how many claims the run gave
    Column("digest", String(64), nullable=False),  # SHA-256 of the claims' lines
    Index("ix_runs_report_number", "report", "number"),
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("run", ForeignKey("runs.number"), nullable=False),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("position", Integer, nullable=False),  # order in the report, from 0
    Column("id", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False, index=True),
    Column("type", String(32), nullable=False, index=True),  # event type, outcome, change or relation
    Column("certainty", String(16), nullable=False),
    Column("confidence", Float),
    Column("start", String(10), index=True),
    Column("end", String(10)),
    Column("lat", Float),
    Column("lon", Float),
    Column("actors", Text, nullable=False),  # names and ids, folded (store/search.py)
    Column("places", Text, nullable=False),  # names, ids and admin names, folded
    Column("origin", Text, nullable=False),  # ids of the rules, joined by a space
    Column("body", Text, nullable=False),  # the claim as JSON in the codebook's form
    UniqueConstraint("run", "id"),
    Index("ix_claims_report_run", "report", "run"),
    Index("ix_claims_lat_lon", "lat", "lon"),
)

failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("met", String(20), nullable=False),  # first
    Column("tries", Integer, nullable=False, server_default="1"),
    Column("tried", String(20)),  # last
    Column("path", Text, index=True),  # of the file on this machine that can be read again
    Column("name", Text),  # id that its report would get
    Column("url", Text),  # that can be fetched again
    Column("content", ForeignKey("contents.number")),  # what was fetched and could not be read
    Column("media_type", Text),
    Column("settled", String(20), index=True),  # when a later try went well; null: still left out
    UniqueConstraint("file", "line", "reason"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),  # a hash (reports/reprints.py)
    Column("report", ForeignKey("reports.number"), primary_key=True),
    sqlite_with_rowid=False,
)

reprints = Table(
    "reprints",
    metadata,
    Column("report", ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column(
        "first", ForeignKey("reports.number"), nullable=False, index=True
    ),  # the first telling; may be itself
    Column("signature", LargeBinary),  # null: too short to be compared
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),  # the Last-Modified of the last answer
    Column("polled", String(20)),  # last, UTC
    Column("due", Float, nullable=False),  # not before, seconds since 1970
    Column("failures", Integer, nullable=False),  # in a row
)

entries = Table(
    "entries",
    metadata,
    Column("feed", ForeignKey("feeds.url"), primary_key=True),
    Column("entry", String(64), primary_key=True),  # SHA-256 of its id
    Column("done", String(20)),  # when it was read or given up; null: to be tried again
    Column("tries", Integer, nullable=False),
    Column("due", Float, nullable=False),  # not before, seconds since 1970
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("a", String(64)),  # ids of two event claims of any run; null in an undoing
    Column("b", String(64)),
    Column("verdict", String(16)),
    Column("undoes", ForeignKey("judgements.number"), index=True),
    Column("by", Text, nullable=False),  # who
    Column("at", String(20), nullable=False),  # when, UTC
)

TABLES = frozenset(metadata.tables)
FIRST_TABLES = frozenset({"reports", "runs", "claims", "failures"})
"""Those of the first revision, which every store has."""
