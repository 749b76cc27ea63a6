"""Which column of a table, or key of a record, gives which field of a report: by choice, by layout, by name.

The layouts of known programs and the usual names of columns are in `knowledge/columns.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.knowledge import read_yaml
from marsad.reports.making import FIELDS
from marsad.reports.markup import plain
from marsad.reports.moments import Moment, unix
from marsad.reports.source import Options, Unreadable

__all__ = ["Columns", "choose", "fields_of"]

_NOTHING = {"", "NA", "N/A", "null", "None"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of every field that has one, and how its cells are written."""

    of: Mapping[str, str]
    html: bool = False
    unix: bool = False
    layout: str | None = None

    def fields(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a report from a row; cells without a value are left out."""
        found = {}
        for field, column in self.of.items():
            value = row.get(column)
            if value is None or (isinstance(value, str) and value.strip() in _NOTHING):
                continue
            found[field] = self._value(field, value)
        return found

    def _value(self, field: str, value: Any) -> Any:
        if field == "published":
            return _moment(value) if self.unix else value
        if self.html and field == "text" and isinstance(value, str):
            return plain(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def __str__(self) -> str:
        said = ", ".join(f"{field} from {column}" for field, column in self.of.items())
        return f"columns{f' of {self.layout}' if self.layout else ''}: {said}"


def fields_of(record: dict[str, Any], options: Options) -> dict[str, Any]:
    """The fields of a record of JSON: itself where it has a `text` and nothing else is wanted, else by its keys."""
    if not options.columns and "text" in record:
        return record
    flat = _flat(record)
    columns = choose(tuple(flat), tuple(options.columns.items()))
    return columns.fields(flat) if "text" in columns.of else record


@lru_cache(maxsize=256)
def choose(names: tuple[str, ...], wanted: tuple[tuple[str, str], ...] = ()) -> Columns:
    """The columns of a table whose columns are `names`; `wanted` are (field, column) that the user chose.

    `Unreadable` where a chosen column is not there.
    """
    chosen = dict(wanted)
    missing = [column for column in chosen.values() if column not in names]
    if missing:
        raise Unreadable(f"no column {missing[0]!r}: there are {', '.join(map(repr, names))[:500]}")
    by_key = {_key(name): name for name in reversed(names)}
    layout, known = _layout(by_key)
    preferences = [known.get("fields", {}), _data()["general"]]
    never = set(map(_key, known.get("never", ())))
    of: dict[str, str] = {}
    for field in FIELDS:
        column = chosen.get(field) or _first(
            field, preferences, {k: n for k, n in by_key.items() if k not in never}
        )
        if column and (field in chosen or column not in (*of.values(), *chosen.values())):
            of[field] = column
    return Columns(of, bool(known.get("html")), bool(known.get("unix")), layout)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("columns.yaml")
    return data


def _key(name: str) -> str:
    return "".join(name.split()).replace("_", "").casefold()


def _layout(by_key: Mapping[str, str]) -> tuple[str | None, dict[str, Any]]:
    for name, layout in _data()["layouts"].items():
        if all(_key(column) in by_key for column in layout["when"]):
            return name, layout
    return None, {}


def _first(
    field: str, preferences: Iterable[Mapping[str, list[str]]], by_key: Mapping[str, str]
) -> str | None:
    names = (name for preferred in preferences for name in preferred.get(field, ()))
    return next((by_key[key] for key in map(_key, names) if key in by_key), None)


def _moment(value: Any) -> Any:
    """The moment of a count of seconds, in digits or a number; other values as they are."""
    try:
        return unix(float(value))
    except (TypeError, ValueError):
        return value


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record of nested JSON as one row: `metadata` one level up, of a list its first entry, of an object its name."""
    inner = record.get("metadata")
    flat = {**record, **(inner if isinstance(inner, dict) else {})}
    return {key: _cell(value) for key, value in flat.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        names = (value.get(key) for key in ("label", "title_ar", "title", "name", "value"))
        value = next((name for name in names if isinstance(name, str | int | float) and name != ""), None)
    return value if isinstance(value, str | int | float | Moment) else None
