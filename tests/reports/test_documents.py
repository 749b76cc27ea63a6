"""Word and PDF: the words in their order, letter for letter."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.reports import Failure, Found

from .made import FIRST, SECOND, TEXT, archive, page, pdf, word
from .reading import document, failures, found, one


def test_word(tmp_path: Path) -> None:
    path = word(
        tmp_path / "تقرير.docx",
        ["حلب، سوريا، 08 يناير 2014", FIRST, SECOND],
        author="سلمى الخطيب",
        title="قصف",
    )
    (item,) = found(path)
    report = item.report
    assert report.text == f"حلب، سوريا، 08 يناير 2014\n{FIRST}\n{SECOND}"
    assert (report.id, report.title, report.author) == ("تقرير", "قصف", "سلمى الخطيب")
    assert (report.published, report.dated_by) == ("2014-01-08", "dateline")  # not the day the file was made
    assert item.original and item.original.data == path.read_bytes()


def test_word_with_tables(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = docx.Document()
    file.add_paragraph(FIRST)
    rows = file.add_table(2, 2)
    for cell, words in zip(
        (c for row in rows.rows for c in row.cells), ("القتلى", "12", "الجرحى", "30"), strict=True
    ):
        cell.text = words
    file.add_paragraph(SECOND)
    file.save(tmp_path / "a.docx")
    assert one(tmp_path / "a.docx").text == f"{FIRST}\nالقتلى | 12\nالجرحى | 30\n{SECOND}"


def test_entities_of_a_word_file_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("سر", encoding="utf-8")
    path = word(tmp_path / "a.docx", [FIRST])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    xml = parts["word/document.xml"].decode()
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    xml = xml.replace("?>", f"?>{doctype}", 1).replace(FIRST, f"{FIRST} &x;")
    hostile = archive(tmp_path / "b.docx", {**parts, "word/document.xml": xml})
    assert all("سر" not in item.report.text for item in found(hostile))


LINES = [
    "حلب، سوريا، 08 يناير 2014",
    FIRST,
    "وقال ناشطون (من المدينة) إن 25% من المنازل دُمّرت، وإن عربات BMP-1 شوهدت قرب الجامع عند الساعة 10:30.",
    "الأهالي لا يعلمون إلا القليل، والإصابات لأطفال ولآخرين.",
    "بلغ عدد النازحين 1,250 شخصا بين 3 و5 آذار/مارس 2013، بنسبة ٤٥٪ من السكان.",
]


def test_pdf_letter_for_letter(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", LINES, author="سلمى الخطيب", title="قصف")
    report = one(path)
    assert report.text.split("\n") == LINES
    assert (report.title, report.author, report.published, report.dated_by) == (
        "قصف", "سلمى الخطيب", "2014-01-08", "dateline",
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed() -> Iterator[Callable[[str], bytes]]:
    """Prints a page as PDF in a browser."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()

        def printing(html: str) -> bytes:
            tab.set_content(html)
            return bytes(tab.pdf())

        yield printing
        browser.close()


def test_pdf_printed_by_a_browser(tmp_path: Path, printed: Callable[[str], bytes]) -> None:
    """Another program that makes them, with other ways to write letters, brackets and spaces."""
    (tmp_path / "a.pdf").write_bytes(printed(page(body="".join(f"<p>{line}</p>" for line in LINES))))
    text = one(tmp_path / "a.pdf").text
    assert [line for line in LINES if line not in text] == [], text


def test_pdf_in_two_columns_from_the_right(tmp_path: Path, printed: Callable[[str], bytes]) -> None:
    style = "columns:2;column-fill:auto;height:6em;font-size:14px"
    body = f"<div style='{style}'><p>{FIRST}</p><p>{SECOND}</p></div>"
    (tmp_path / "a.pdf").write_bytes(printed(page(body=body)))
    text = one(tmp_path / "a.pdf").text
    assert text.index(FIRST) < text.index(SECOND)


def test_pdf_without_words(tmp_path: Path) -> None:
    fpdf = pytest.importorskip("fpdf")
    scanned = fpdf.FPDF()
    scanned.add_page()
    scanned.rect(10, 10, 50, 50)
    scanned.output(str(tmp_path / "a.pdf"))
    assert failures(tmp_path / "a.pdf") == [
        "a.pdf:1: no text on its 1 pages: a scanned document; run it through OCR first"
    ]


def test_pdf_with_a_password(tmp_path: Path) -> None:
    fpdf = pytest.importorskip("fpdf")
    locked = fpdf.FPDF()
    locked.add_page()
    locked.set_encryption(owner_password="a", user_password="b")
    locked.output(str(tmp_path / "a.pdf"))
    assert failures(tmp_path / "a.pdf") == ["a.pdf:1: locked with a password"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99,
            "an Office file of before 2007: save it as .docx or .xlsx",
        ),
        (b"{\\rtf1\\ansi x}", "RTF: save it as .docx or as text"),
        (b"Rar!\x1a\x07\x00", "a RAR archive: unpack it first"),
        (b"SQLite format 3\x00", "an SQLite file: export a table as CSV"),
        (b"%PDF-1.7\n", "broken"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    (item,) = document(data, "file")
    assert isinstance(item, Failure) and item.reason.startswith(reason)


def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for library in ("trafilatura", "feedparser", "fastwarc", "fastwarc.warc", "openpyxl", "docx", "lxml"):
        monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, "pdfminer.high_level", None)
    files = {
        "a.html": page().encode(),
        "b.xml": b"<rss version='2.0'/>",
        "c.warc": b"WARC/1.0\r\n",
        "d.pdf": b"%PDF-1.4",
    }
    for name, data in files.items():
        (item,) = document(data, name)
        assert isinstance(item, Failure) and item.reason.endswith("pip install 'marsad[ingest]'"), item
    assert any(isinstance(item, Found) for item in document(TEXT.encode(), "e.txt"))
