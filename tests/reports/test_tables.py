"""Tables: columns found by name, by layout or by choice; days in every form; the exports of other projects."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from marsad.reports import Failure, scan

from .made import FIRST, OUTLET, SECOND, THIRD, URL, excel, table
from .reading import failures, found, notes, reports

HEADER = ("الرقم", "العنوان", "النص", "التاريخ", "المصدر", "الرابط", "الكاتب", "عدد الصور")
ROW = ("17", "قصف", FIRST, "2014-01-08 10:15", OUTLET, URL, "سلمى الخطيب", "3")


def saved(path: Path, *rows: tuple[object, ...], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The rows as CSV at `path`."""
    path.write_bytes(table(rows, delimiter).encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_columns_by_their_names(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = saved(tmp_path / "a.csv", HEADER, ROW, delimiter=delimiter, encoding=encoding)
    (item,) = found(path)
    report = item.report
    assert (report.id, report.title, report.text, report.outlet) == ("17", "قصف", FIRST, OUTLET)
    assert (report.url, report.author, report.published_at) == (URL, "سلمى الخطيب", "2014-01-08T10:15:00")
    assert item.line == 2 and item.original
    assert item.original.data.decode() == table([HEADER, ROW]) and item.original.media_type == "text/csv"
    said = "columns: id from الرقم, text from النص, published from التاريخ, outlet from المصدر, title from العنوان, "
    assert notes(path)[0] == said + "url from الرابط, author from الكاتب"


def test_columns_by_choice(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", ("ملاحظات", "النص", "يوم"), (FIRST, "x", "2014-01-08"))
    (report,) = reports(path, columns={"text": "ملاحظات", "published": "يوم"})
    assert (report.text, report.published) == (FIRST, "2014-01-08")
    (said,) = [item for item in scan([path], columns={"text": "نص آخر"}) if isinstance(item, Failure)]
    assert said.reason == "no column 'نص آخر': there are 'ملاحظات', 'النص', 'يوم'"
    with pytest.raises(ValueError, match="no field 'txt'"):
        list(scan([path], columns={"txt": "x"}))


def test_a_table_without_texts_says_how_to_name_the_column(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", ("أ", "ب"), ("1", "2"))
    assert failures(path) == ["a.csv:1: no column with the text: --map text=COLUMN names it, of 'أ', 'ب'"]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["08/01/2014", "20/01/2014"], ["2014-01-08", "2014-01-20"]),
        (["01/08/2014", "01/20/2014"], ["2014-01-08", "2014-01-20"]),
        (["08/01/2014", "09/01/2014"], [None, None]),  # nothing tells which is the month
        (["٨ كانون الثاني ٢٠١٤", "السبت 20 تشرين الأول/أكتوبر 2012"], ["2014-01-08", "2012-10-20"]),
        (["2014/1/8", "7 ربيع الأول 1435 هـ"], ["2014-01-08", "2014-01-08"]),
        (["Wed, 08 Jan 2014 10:15:00 +0300", "31/02/2014"], ["2014-01-08", None]),
    ],
)
def test_days(tmp_path: Path, days: list[str], read: list[str | None]) -> None:
    rows = [(f"{FIRST} {n}", day) for n, day in enumerate(days)]
    path = saved(tmp_path / "a.csv", ("text", "date"), *rows)
    assert [report.published for report in reports(path)] == read
    unread = [day for day, iso in zip(days, read, strict=True) if iso is None]
    assert [n for n in notes(path) if "not a date" in n] == [
        f"`published` is not a date that can be read: {day!r}; it is left null" for day in unread
    ]


def test_texts_of_several_lines_and_bad_rows(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.csv", ("id", "text"), ("1", f"{FIRST}\n{SECOND}"), ("2", ""), (), ("3",), ("4", THIRD)
    )
    data = path.read_bytes() + b"5,\xd9\xd9\xd9\n"
    path.write_bytes(data)
    assert [(i.report.id, i.line) for i in found(path)] == [("1", 2), ("4", 7)]
    assert [said.split(" at ")[0] for said in failures(path)] == [
        "a.csv:4: no `text`",
        "a.csv:6: no `text`",
        "a.csv:8: `text` has U+DCD9",
    ]


def test_a_quote_that_is_never_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_MAX_REPORT_BYTES", "200000")
    path = tmp_path / "a.csv"
    path.write_text(f'text\n{FIRST}\n"{"س" * 300_000}', encoding="utf-8")
    assert [report.text for report in reports(path)] == [FIRST]
    assert failures(path)[0].startswith("a.csv:3: broken CSV") or "MAX_REPORT_BYTES" in failures(path)[0]


def test_excel(tmp_path: Path) -> None:
    rows = [("المعرف", "النص", "التاريخ"), (7, FIRST, datetime(2014, 1, 8, 10, 15)), (), (8.0, SECOND, None)]
    path = excel(tmp_path / "a.xlsx", rows)
    first, second = found(path)
    assert (first.report.id, first.report.text) == ("7", FIRST) and second.report.id == "8"
    assert (first.report.published_at, second.report.published) == ("2014-01-08T10:15:00", None)
    assert (first.line, second.line) == (2, 4) and first.file == f"{path}!تقارير"
    assert first.original and first.original.data.decode() == table(
        [rows[0], ("7", FIRST, "2014-01-08 10:15:00")]
    )


def test_a_workbook_without_texts(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", [("أ", "ب"), (1, 2)])
    assert "no column with the text" in failures(path)[0]


def test_acled(tmp_path: Path) -> None:
    header = (
        "event_id_cnty",
        "event_date",
        "event_type",
        "country",
        "source",
        "notes",
        "fatalities",
        "timestamp",
    )
    row = ("SYR1", "2014-01-08", "Battles", "Syria", "شبكة السهل; إذاعة الوادي", FIRST, "3", "1389357000")
    (item,) = found(saved(tmp_path / "a.csv", header, row))
    assert (item.report.id, item.report.text, item.report.outlet) == (
        "SYR1",
        FIRST,
        "شبكة السهل; إذاعة الوادي",
    )
    assert item.report.published_at == "2014-01-10T12:30:00+00:00"  # when it was put in, not when it happened
    assert item.original and b"Battles" in item.original.data


BULLETIN = {
    "id": 12, "title": "Shelling", "title_ar": "قصف", "source_link": URL, "publish_date": "2014-01-08T10:15",
    "description": f"<p>{FIRST}</p><p>{SECOND}&nbsp;</p>", "documentation_date": "2014-02-01",
}  # fmt: skip


def test_bayanat_csv(tmp_path: Path) -> None:
    header = (*BULLETIN, "sources 0", "sources 1", "labels 0")
    row = (*BULLETIN.values(), OUTLET, "أخرى", "قصف")
    (report,) = reports(saved(tmp_path / "bulletins.csv", header, row))
    assert (report.id, report.title, report.text) == ("12", "قصف", f"{FIRST}\n{SECOND}")
    assert (report.outlet, report.url, report.published_at) == (OUTLET, URL, "2014-01-08T10:15:00")


@pytest.mark.parametrize(
    "wrapped", [lambda b: {"item": b}, lambda b: {"items": [b], "total": 1}, lambda b: [b]]
)
def test_bayanat_json(tmp_path: Path, wrapped: object) -> None:
    bulletin = {**BULLETIN, "sources": [{"id": 1, "title": OUTLET}], "events": [{"title": "x"}]}
    path = tmp_path / "bulletins.json"
    path.write_text(json.dumps(wrapped(bulletin), ensure_ascii=False), encoding="utf-8")  # type: ignore[operator]
    (item,) = found(path)
    assert (item.report.id, item.report.text, item.report.outlet) == ("12", f"{FIRST}\n{SECOND}", OUTLET)
    assert item.original and json.loads(item.original.data) == bulletin


def test_uwazi_csv_does_not_take_its_own_words_for_days(tmp_path: Path) -> None:
    header = (
        "Title",
        "Date added",
        "Template",
        "الوصف",
        "تاريخ النشر",
        "Geolocation",
        "Documents",
        "Attachments",
        "Published",
    )
    row = ("قصف", "2020-05-05", "خبر", FIRST, "2014-01-08", "33.5|36.3", "", "", "Published")
    path = saved(tmp_path / "a.csv", header, row, (*row[:3], SECOND, "", *row[5:]))
    assert [(r.title, r.text, r.published) for r in reports(path)] == [
        ("قصف", FIRST, "2014-01-08"),
        ("قصف", SECOND, None),
    ]


def test_uwazi_json(tmp_path: Path) -> None:
    entity = {
        "_id": "5f", "sharedId": "q1w2", "title": "قصف", "template": "t", "creationDate": 1588636800000,
        "published": True, "metadata": {"description": [{"value": f"<p>{FIRST}</p>"}], "date": [{"value": 1389139200}]},
    }  # fmt: skip
    path = tmp_path / "entities.json"
    path.write_text(json.dumps({"rows": [entity], "totalRows": 1}, indent=2), encoding="utf-8")
    (report,) = reports(path)
    assert (report.id, report.text, report.published) == ("q1w2", FIRST, "2014-01-08")


def test_jsonl_with_other_keys(tmp_path: Path) -> None:
    rows = [{"headline": "قصف", "body": FIRST, "date": "2014-01-08"}, {"x": SECOND}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [(r.title, r.text, r.published) for r in reports(path)] == [("قصف", FIRST, "2014-01-08")]
    assert failures(path) == ["a.jsonl:2: no `text`"]
    assert failures(path) and [r.text for r in reports(path, columns={"text": "x"})] == [SECOND]


def test_a_json_file_that_is_one_report_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"id": "x", "text": FIRST, "author": "سلمى الخطيب"}, indent=2), encoding="utf-8"
    )
    assert [(r.id, r.text, r.author) for r in reports(path)] == [("x", FIRST, "سلمى الخطيب")]
