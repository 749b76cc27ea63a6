"""What tables cannot say: append-only guards and the search index, for SQLite and PostgreSQL.

`install` is idempotent and ends every migration, because Alembic's batch mode on SQLite drops triggers without a word
when it rebuilds a table. `missing` is what `marsad check` asks.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

__all__ = ["install", "missing"]

# Tables whose rows are never changed or deleted, and the keys by which a REPLACE could do it all the same.
_APPEND_ONLY = {
    "claims": ("number", "run id"),
    "runs": ("number",),
    "judgements": ("number",),
    "contents": ("number", "sha256"),
    "originals": ("number", "report content"),
}
_KEPT = ("number", "id", "sha256", "text")  # of a report: what claims rest on


def _sqlite() -> dict[str, str]:
    """Statements by name. A REPLACE deletes without firing delete triggers, so inserts are watched too."""
    made = {}
    for table, keys in _APPEND_ONLY.items():
        stop = f"SELECT RAISE(ABORT, '{table} are append-only')"
        made[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} BEGIN {stop}; END"
        made[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} BEGIN {stop}; END"
        for name, key in zip(("no_replace", "no_second"), keys, strict=False):
            same = " AND ".join(f"{column} = NEW.{column}" for column in key.split())
            there = f"SELECT 1 FROM {table} WHERE {same}"
            made[f"{table}_{name}"] = f"BEFORE INSERT ON {table} WHEN EXISTS ({there}) BEGIN {stop}; END"
    kept = "SELECT RAISE(ABORT, 'the text of a report is never changed')"
    made["reports_no_update"] = f"BEFORE UPDATE OF {', '.join(_KEPT)} ON reports BEGIN {kept}; END"
    made["reports_no_delete"] = f"BEFORE DELETE ON reports BEGIN {kept}; END"
    there = "SELECT 1 FROM reports WHERE number = NEW.number OR id = NEW.id"
    made["reports_no_replace"] = f"BEFORE INSERT ON reports WHEN EXISTS ({there}) BEGIN {kept}; END"
    put = "INSERT INTO reports_words(rowid, search) VALUES (NEW.number, NEW.search)"
    drop = "INSERT INTO reports_words(reports_words, rowid, search) VALUES ('delete', OLD.number, OLD.search)"
    made["reports_words_insert"] = f"AFTER INSERT ON reports BEGIN {put}; END"
    made["reports_words_update"] = f"AFTER UPDATE OF search ON reports BEGIN {drop}; {put}; END"
    return {name: f"CREATE TRIGGER IF NOT EXISTS {name} {body}" for name, body in made.items()}


_SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS reports_words USING fts5("
    "search, content='reports', content_rowid='number', tokenize='unicode61 remove_diacritics 0')"
)

_POSTGRES_STOP = """
CREATE OR REPLACE FUNCTION marsad_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END $$
"""


def _postgres() -> dict[str, str]:
    made = {}
    for table in _APPEND_ONLY:
        stop = f"EXECUTE FUNCTION marsad_stop('{table} are append-only')"
        made[f"{table}_no_change"] = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {stop}"
        made[f"{table}_no_truncate"] = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {stop}"
    kept = "EXECUTE FUNCTION marsad_stop('the text of a report is never changed')"
    made["reports_no_change"] = (
        f"BEFORE DELETE OR UPDATE OF {', '.join(_KEPT)} ON reports FOR EACH ROW {kept}"
    )
    made["reports_no_truncate"] = f"BEFORE TRUNCATE ON reports FOR EACH STATEMENT {kept}"
    return {name: f"CREATE OR REPLACE TRIGGER {name} {body}" for name, body in made.items()}


_POSTGRES_INDEX = (
    "CREATE INDEX IF NOT EXISTS reports_words ON reports "
    "USING gin (array_to_tsvector(string_to_array(search, ' ')))"
)


def install(connection: Connection) -> None:
    """Make whatever guard or index is not there yet, on the tables that the schema has so far."""
    if connection.dialect.name == "sqlite":
        always, guards = [_SQLITE_INDEX], _sqlite()
    else:
        always, guards = [_POSTGRES_STOP, _POSTGRES_INDEX], _postgres()
    there = set(inspect(connection).get_table_names())
    for statement in (*always, *(s for name, s in guards.items() if name.partition("_")[0] in there)):
        connection.exec_driver_sql(statement)


def missing(connection: Connection) -> list[str]:
    """Names of the guards and indexes that are not there."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR name = 'reports_words'"
        wanted = {*_sqlite(), "reports_words"}
    else:
        query = (
            "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal"
            " UNION SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        )
        wanted = {*_postgres(), "reports_words"}
    return sorted(wanted - set(connection.execute(text(query)).scalars()))
