"""Claims written out: the same bytes every time, safe for spreadsheets, whole files or none."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from marsad.publish import FORMATS, Unwritable, output, write
from marsad.publish.flat import COLUMNS, cell
from marsad.publish.lines import claim_line, in_order

EVENT: dict[str, Any] = {
    "report": "r1",
    "id": "c1",
    "kind": "event",
    "type": "shelling",
    "actors": [{"name": "=قوات النظام", "id": "syr_gov", "role": "GOV", "country": "SYR"}],
    "recipients": [],
    "place": {
        "name": "الباب",
        "id": "p1",
        "lat": 36.37,
        "lon": -37.5,
        "admin": ["حلب", "سوريا"],
        "precision": "settlement",
        "flags": ["misspelt"],
    },
    "time": {"start": "2014-01-08", "end": "2014-01-08"},
    "weapon": None,
    "evidence": [{"start": 0, "end": 4, "text": "قصفت"}],
    "sources": [{"name": "ناشط", "id": None, "via": "phone"}, {"name": "وكالة", "id": None, "via": None}],
    "certainty": "asserted",
    "confidence": 0.9,
    "origin": ["shelling/qasafa"],
}
TOLL: dict[str, Any] = {
    "report": "r1",
    "id": "c2",
    "kind": "casualties",
    "outcome": "killed",
    "category": "civilian",
    "affiliation": None,
    "min": 10,
    "max": None,
    "approx": True,
    "perpetrator": EVENT["actors"][0],
    "part_of": None,
    "place": None,
    "time": None,
    "evidence": [{"start": 5, "end": 14, "text": "عشرة قتلى"}],
    "sources": [],
    "certainty": "possible",
    "confidence": 0.5,
    "origin": [],
}


def written(form: str) -> str:
    stream = io.StringIO()
    write(iter([EVENT, TOLL]), stream, form)
    return stream.getvalue()


def test_jsonl_is_the_claim_itself() -> None:
    assert [json.loads(line) for line in written("jsonl").splitlines()] == [EVENT, TOLL]
    assert "الباب" in written("jsonl") and "\\u" not in written("jsonl")


def test_fields_are_written_in_the_codebooks_order_whatever_order_they_come_in() -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: turned(v) for k, v in reversed(value.items())}
        return [turned(v) for v in value] if isinstance(value, list) else value

    for claim in (EVENT, TOLL):
        assert claim_line(turned(claim)) == claim_line(claim) == json.dumps(claim, ensure_ascii=False)


def test_a_missing_field_is_null() -> None:
    assert in_order({k: v for k, v in EVENT.items() if k != "weapon"}) == EVENT


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 2
    event, toll = rows
    assert (event["type"], event["actors"], event["actor_ids"]) == ("shelling", "'=قوات النظام", "syr_gov")
    assert (event["lat"], event["lon"], event["admin"]) == ("36.37", "-37.5", "حلب | سوريا")
    assert (event["start"], event["quote"], event["quote_start"]) == ("2014-01-08", "قصفت", "0")
    assert event["sources"] == "ناشط (phone) | وكالة"
    assert (toll["type"], toll["min"], toll["max"], toll["approx"]) == ("killed", "10", "", "true")
    assert toll["actors"] == "'=قوات النظام" and toll["place"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formula_cells_are_neutralised(start: str) -> None:
    assert cell(start + "cmd|' /C calc'!A0") == "'" + start + "cmd|' /C calc'!A0"
    assert cell([start + "a", "b"]) == "'" + start + "a | b"


def test_numbers_and_nulls_in_cells() -> None:
    assert [cell(v) for v in (-1.5, 0, None, True, [], "a=b")] == [-1.5, 0, "", "true", "", "a=b"]


def test_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    hostile = EVENT | {"report": "[red]r\x1b[31m\u202e"}
    stream = io.StringIO()
    write([hostile, TOLL], stream, "table")
    lines = stream.getvalue()
    assert "\x1b" not in lines and "\u202e" not in lines and "[red]r" in lines
    assert "event shelling" in lines and "~10+ civilian" in lines and "2014-01-08" in lines


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_claims_give_the_same_bytes(form: str) -> None:
    assert written(form) == written(form) and written(form)


def test_a_file_is_replaced_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    with output(path) as stream:
        stream.write("سطر\n")
        assert path.read_text() == "old"
    assert path.read_bytes() == "سطر\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with pytest.raises((error, Unwritable)), output(path) as stream:
        stream.write("half")
        raise error
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with output(tmp_path / "link") as stream:
        stream.write("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("name", ["missing/out.jsonl", "folder", "file/out.jsonl"])
def test_unwritable_outputs(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match=f"{tmp_path / name}: cannot be written: "), output(tmp_path / name):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_device() -> None:
    with pytest.raises(Unwritable, match="No space left"), output("/dev/full") as stream:
        stream.write("x" * 100_000)
