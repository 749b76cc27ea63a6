"""Every bad input gets one clear line with file, line and reason; the rest of the batch is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.reports import Failure, Found, Note, scan

GOOD = "قال ناشطون إن قوات النظام قصفت بلدة كفرزيتا اليوم الأحد."
DAY = "2014-03-02"


def line(**fields: object) -> str:
    return json.dumps({"id": "a", "text": GOOD, "published": DAY, **fields}, ensure_ascii=False) + "\n"


def read(path: Path, limit: int = 5_000_000) -> tuple[list[Found], list[Failure], list[Note]]:
    items = list(scan([path], limit=limit))
    return (
        [i for i in items if isinstance(i, Found)],
        [i for i in items if isinstance(i, Failure)],
        [i for i in items if isinstance(i, Note)],
    )


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder with one good report, to which a test adds a bad one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(f"---\npublished: {DAY}\n---\n{GOOD}\n", encoding="utf-8")
    return tmp_path / "in"


def only_the_good_one(batch: Path, name: str, at: int, reason: str, limit: int = 5_000_000) -> None:
    """The good report is read, and the bad file gives one failure at that line, for that reason."""
    found, failures, notes = read(batch, limit)
    assert [f.report.id for f in found] == ["good"] and notes == []
    assert [(Path(f.file).name, f.line) for f in failures] == [(name, at)]
    assert reason in failures[0].reason
    assert str(failures[0]) == f"{batch / name}:{at}: {failures[0].reason}" and "\n" not in str(failures[0])


def test_empty_file(batch: Path) -> None:
    (batch / "empty.txt").write_bytes(b"")
    only_the_good_one(batch, "empty.txt", 1, "empty file")


def test_empty_jsonl(batch: Path) -> None:
    (batch / "empty.jsonl").write_bytes(b"\n \n")
    only_the_good_one(batch, "empty.jsonl", 1, "empty file")


def test_front_matter_without_text(batch: Path) -> None:
    (batch / "front.txt").write_text("---\ntitle: عنوان\n---\n\n", encoding="utf-8")
    only_the_good_one(batch, "front.txt", 1, "no text")


@pytest.mark.parametrize("name", ["picture.bin", "picture.jsonl", "picture.txt"])
def test_binary_file(batch: Path, name: str) -> None:
    (batch / name).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
    only_the_good_one(batch, name, 1, "binary")


def test_binary_without_nul(batch: Path) -> None:
    (batch / "noise.txt").write_bytes(bytes(b for b in range(1, 256)) * 20)
    only_the_good_one(batch, "noise.txt", 1, "binary")


def test_missing_file(tmp_path: Path) -> None:
    found, failures, _ = read(tmp_path / "nothing.txt")
    assert not found and "No such file" in failures[0].reason


def test_empty_folder(tmp_path: Path) -> None:
    _, failures, _ = read(tmp_path)
    assert [f.reason for f in failures] == ["a folder without files"]


def test_windows_1256(batch: Path) -> None:
    (batch / "old.txt").write_bytes(GOOD.encode("cp1256"))
    found, failures, notes = read(batch)
    assert [f.report.text.strip() for f in found] == [GOOD, GOOD] and not failures
    assert any("windows-1256" in n.reason and n.file.endswith("old.txt") for n in notes)


def test_windows_1256_in_one_line_of_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(line().encode() + line(id="b").encode("cp1256"))
    found, failures, notes = read(path)
    assert [f.report.text for f in found] == [GOOD, GOOD] and not failures
    assert [(n.line, n.reason) for n in notes] == [(2, "read as windows-1256")]


@pytest.mark.parametrize(
    "text", ["Le café était fermé à midi, après la fête. ", "Die Straße führt über die Brücke. "]
)
def test_other_eight_bit_text_is_not_taken_for_arabic(batch: Path, text: str) -> None:
    (batch / "latin.txt").write_bytes((text * 20).encode("latin-1"))
    only_the_good_one(batch, "latin.txt", 1, "neither UTF-8")


def test_broken_utf8_is_not_taken_for_windows_1256(batch: Path) -> None:
    (batch / "cut.txt").write_bytes((GOOD + "\n").encode() * 3 + GOOD.encode()[:-3] + b"\xd8")
    only_the_good_one(batch, "cut.txt", 1, "line 4")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("name", ["marked.txt", "marked.jsonl"])
def test_byte_order_marks(tmp_path: Path, encoding: str, name: str) -> None:
    text = GOOD if name.endswith("txt") else line() + line(id="b", text="بيان آخر من البلدة.")
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    (tmp_path / name).write_bytes((mark + text).encode(encoding))
    found, failures, _ = read(tmp_path / name)
    assert found[0].report.text == GOOD and not failures
    assert len(found) == (1 if name.endswith("txt") else 2)


def test_line_of_broken_json(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        line() + '{"id": "b", "text": "\n' + line(id="c") + "[1]\n" + line(id="d", text=None),
        encoding="utf-8",
    )
    found, failures, _ = read(path)
    assert [f.report.id for f in found] == ["a", "c"]
    assert [f.line for f in failures] == [2, 4, 5]
    assert [f.reason[:n] for f, n in zip(failures, (11, 17, 9), strict=True)] == [
        "broken JSON",
        "not a JSON object",
        "no `text`",
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": 7}, "not a string"),
        ({"text": " \n"}, "empty"),
        ({"text": "قصف\u0000"}, "U+0000"),
        ({"id": ["a"]}, "`id` is neither"),
        ({"id": True}, "`id` is neither"),
        ({"id": "a\nb"}, "`id` cannot be used"),
        ({"id": "x" * 201}, "`id` cannot be used"),
        ({"outlet": 3}, "`outlet` is not a string"),
    ],
)
def test_fields_that_cannot_be_used(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line(**fields) + line(id="after"), encoding="utf-8")
    found, failures, _ = read(path)
    assert [f.report.id for f in found] == ["after"]
    assert len(failures) == 1 and failures[0].line == 1 and reason in failures[0].reason


def test_lone_surrogate(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"id": "a", "text": "قصف \\ud83d"}\n', encoding="utf-8")
    _, failures, _ = read(path)
    assert "U+D83D" in failures[0].reason


def test_deep_json(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line() + "[" * 100_000 + "\n", encoding="utf-8")
    found, failures, _ = read(path)
    assert len(found) == 1 and failures[0].line == 2


@pytest.mark.parametrize("value", [None, ""])
def test_without_published(tmp_path: Path, value: object) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line(published=value), encoding="utf-8")
    found, failures, notes = read(path)
    assert found[0].report.published is None and not failures
    assert len(notes) == 1 and notes[0].left_out and "no `published`" in notes[0].reason


@pytest.mark.parametrize("value", ["yesterday", "2014-02-30", "02/03/2014", 20140302, "0201-20-13"])
def test_published_that_is_no_date(tmp_path: Path, value: object) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line(published=value), encoding="utf-8")
    found, _, notes = read(path)
    assert found[0].report.published is None
    assert len(notes) == 1 and notes[0].left_out and repr(value) in notes[0].reason


@pytest.mark.parametrize("value", [DAY, f"{DAY}T23:59:00+03:00", f"{DAY} 10:00", f"{DAY}T10:00:00.123Z"])
def test_published_date_or_datetime(tmp_path: Path, value: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line(published=value), encoding="utf-8")
    found, _, notes = read(path)
    assert found[0].report.published == DAY and not notes


def test_report_in_english(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line(text="Activists said that the town was shelled on Sunday."), encoding="utf-8")
    found, _, notes = read(path)
    assert found[0].report.language == "en"
    assert [(n.left_out, n.reason) for n in notes] == [(True, "language en: kept, not coded")]


def test_large_report(batch: Path) -> None:
    (batch / "large.txt").write_text(GOOD * 220_000, encoding="utf-8")
    assert (batch / "large.txt").stat().st_size > 20_000_000
    only_the_good_one(batch, "large.txt", 1, "MARSAD_MAX_REPORT_BYTES")


def test_large_report_in_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line() + line(id="b", text=GOOD * 220_000) + line(id="c"), encoding="utf-8")
    found, failures, _ = read(path)
    assert [f.report.id for f in found] == ["a", "c"]
    assert [f.line for f in failures] == [2] and "MARSAD_MAX_REPORT_BYTES=5000000" in failures[0].reason


def test_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line() + "x" * 10_000 + "\n" + line(id="c"), encoding="utf-8")
    found, failures, _ = read(path, limit=500)
    assert [f.report.id for f in found] == ["a", "c"] and [f.line for f in failures] == [2]


def test_bidi_controls_are_kept(tmp_path: Path) -> None:
    text = "قصف \u202eBMP-1\u202c البلدة \u2067و\u2069 الريف"
    path = tmp_path / "reports.jsonl"
    path.write_text(line(text=text), encoding="utf-8")
    found, failures, notes = read(path)
    assert found[0].report.text == text and not failures
    assert len(notes) == 1 and "U+202E at character 4" in notes[0].reason and not notes[0].left_out


def test_duplicate_id_with_another_text(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line() + line(text="نص آخر في البلدة.") + line() + line(id="b"), encoding="utf-8")
    found, failures, notes = read(path)
    assert [f.report.id for f in found] == ["a", "b"] and not notes
    assert [(f.line, f.reason) for f in failures] == [(2, f"id 'a' was given to another text at {path}:1")]


def test_same_file_twice_is_one(batch: Path) -> None:
    assert len(list(scan([batch, batch, batch / "good.txt"]))) == 1
