"""Packed documents: WARC, WACZ, zip, gzip; the same reports as unpacked, and what is hostile in them refused."""

from __future__ import annotations

import gzip
import io
import json
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from marsad.reports import Found, Meter, scan

from .made import (
    FIRST,
    META,
    OUTLET,
    SECOND,
    TEXT,
    THIRD,
    URL,
    archive,
    excel,
    html_response,
    page,
    warc,
    word,
)
from .reading import failures, found, notes, reports

OK = "HTTP/1.1 200 OK\nContent-Type: "
JSONL = json.dumps({"id": "j", "text": SECOND, "published": "2014-01-08"}).encode()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    body = page(head=META).encode("cp1256")
    path = warc(tmp_path / name, [
        html_response("https://example.org/", body),
        html_response("https://example.org/p.png", b"\x89PNG", "image/png"),
        ("https://example.org/gone", "HTTP/1.1 404 Not Found\nContent-Type: text/html", page().encode()),
        ("https://example.org/b", f"{OK}text/plain\nContent-Encoding: gzip", gzip.compress(THIRD.encode())),
    ])  # fmt: skip
    first, second = found(path)
    assert FIRST in first.report.text and first.report.outlet == OUTLET
    assert first.report.url == "https://example.org/" and first.file == f"{path}!https://example.org/"
    original = first.original
    assert original and original.data == body and original.media_type == "text/html"
    assert original.retrieved == "2014-01-09T07:00:00Z" and ("Server", "nginx") in original.headers
    assert second.report.text == THIRD
    assert notes(path)[-1] == "records passed over: 1 image/png, 1 with status 404"


def test_the_same_page_at_two_addresses_is_two_reports(tmp_path: Path) -> None:
    pages = [html_response(f"https://{host}.example.org/", page().encode()) for host in "ab"]
    assert len({report.id for report in reports(warc(tmp_path / "a.warc", pages))}) == 2


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_cut_short_gives_what_is_before_and_says_so(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, [html_response(f"{URL}/{n}", page().encode()) for n in range(3)])
    path.write_bytes(path.read_bytes()[:-300])
    assert len(reports(path)) == 2
    assert any("cut short" in said or "broken" in said for said in failures(path))


def test_a_record_that_says_it_is_longer_than_it_is(tmp_path: Path) -> None:
    path = warc(
        tmp_path / "a.warc", [html_response(URL, page().encode()), html_response(f"{URL}/2", page().encode())]
    )
    data = path.read_bytes()
    at = data.index(b"Content-Length: ") + len(b"Content-Length: ")
    for length in (b"99999999", b"-5", b"x", b"3"):
        path.write_bytes(data[:at] + length + data[data.index(b"\r\n", at) :])
        assert failures(path) or notes(path)


def test_a_large_warc_takes_the_memory_of_one_page(tmp_path: Path) -> None:
    film = html_response(URL, bytes(1_000_000), "video/mp4")
    path = warc(tmp_path / "a.warc", [film] * 40 + [html_response(URL, page().encode())])
    meter = Meter()
    list(scan([path]))  # what is imported and compiled once does not count
    tracemalloc.start()
    seen = sum(isinstance(item, Found) for item in scan([path], meter=meter))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = path.stat().st_size
    assert seen == 1 and size > 40_000_000 and peak < size / 8
    assert (meter.file, meter.total, meter.done()) == (str(path), size, size)


def test_a_page_of_a_warc_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_MAX_DOCUMENT_BYTES", "10000")
    packed = gzip.compress(b"<html>" + b"a" * 5_000_000)
    bomb = ("https://example.org/b", f"{OK}text/html\nContent-Encoding: gzip", packed)
    path = warc(tmp_path / "a.warc", [bomb, html_response(URL, page().encode())])
    assert len(reports(path)) == 1
    (said,) = [item for item in scan([path]) if getattr(item, "file", "").endswith("/b")]
    assert "MARSAD_MAX_DOCUMENT_BYTES=10000" in str(said)


def test_wacz(tmp_path: Path) -> None:
    crawl = warc(tmp_path / "x.warc.gz", [html_response(URL, page().encode())]).read_bytes()
    pages = json.dumps({"url": URL, "text": TEXT}) + "\n"
    path = archive(
        tmp_path / "a.wacz",
        {"datapackage.json": "{}", "pages/pages.jsonl": pages, "archive/x.warc.gz": crawl},
    )
    assert [report.url for report in reports(path)] == [URL]


def test_a_zip_of_everything_and_the_folder_give_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "أ").mkdir(parents=True)
    (folder / "أ" / "نص.txt").write_text(f"---\npublished: 2014-01-08\n---\n{THIRD}", encoding="utf-8")
    (folder / "b.html").write_text(page(head=META), encoding="utf-8")
    (folder / "c.jsonl").write_bytes(JSONL)
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(JSONL.replace(b'"j"', b'"k"')))
    excel(folder / "e.xlsx", [("id", "text"), (5, FIRST)])
    word(folder / "f.docx", [FIRST, SECOND])
    archive(folder / "g.zip", {"h.txt": SECOND})
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    packed = archive(tmp_path / "all.zip", files)
    unpacked = reports(folder)
    assert sorted(r.id for r in unpacked) == ["5", "b", "f", "h", "j", "k", "أ/نص"]
    assert {r.id: r for r in reports(packed)} == {r.id: r for r in unpacked}
    assert any("1 pictures, sounds" in note for note in notes(packed)) and failures(packed) == []


def test_names_in_old_encodings(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"XXXX.txt": FIRST, "YYYYYYYY.txt": SECOND})
    data = path.read_bytes().replace(b"XXXX", "حلب!".encode("cp1256")).replace(b"YYYYYYYY", "حماة".encode())
    path.write_bytes(data)
    assert sorted(report.id for report in reports(path)) == ["حلب!", "حماة"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", {name: FIRST, "good.txt": SECOND})
    assert [report.id for report in reports(path)] == ["good"]
    (said,) = [item for item in scan([path]) if "leads out" in str(item)]
    assert name in str(said)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for text in (FIRST, SECOND, FIRST):
            packed.writestr("a.txt", text)
    assert [report.text for report in reports(path)] == [FIRST]
    assert "id 'a' was given to another text" in failures(path)[0]


def test_links_and_passwords(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(link, "/etc/passwd")
        packed.writestr("secret.txt", SECOND)
        packed.writestr("good.txt", FIRST)
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(b"secret.txt"))
    data[directory + 8] |= 1  # the flag of a password
    path.write_bytes(bytes(data))
    assert [report.id for report in reports(path)] == ["good"]
    assert failures(path) == [
        "a.zip!link.txt:1: a link to another file",
        "a.zip!secret.txt:1: packed with a password",
    ]


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path / "a.zip", {"a.txt": b"a" * 30_000_000})
    assert "a zip bomb: 'a.txt' unpacks to" in failures(tmp_path / "a.zip")[0]
    monkeypatch.setenv("MARSAD_MAX_UNPACKED_BYTES", "1000")
    archive(tmp_path / "b.zip", {f"{n}.txt": f"{n} {FIRST}" for n in range(9)})
    assert "MARSAD_MAX_UNPACKED_BYTES=1000" in failures(tmp_path / "b.zip")[0]
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(JSONL + b"\n" * 5000))
    assert "MARSAD_MAX_UNPACKED_BYTES=1000" in failures(tmp_path / "c.jsonl.gz")[0]
    monkeypatch.setenv("MARSAD_MAX_UNPACKED_BYTES", "1000000")
    monkeypatch.setenv("MARSAD_MAX_FILES", "5")
    assert "9 files in one archive: MARSAD_MAX_FILES=5" in failures(tmp_path / "b.zip")[0]


def test_archives_in_archives(tmp_path: Path) -> None:
    data: bytes = FIRST.encode()
    for n in range(3):
        data = archive(tmp_path / "x", {f"{n}.zip" if n else "a.txt": data}).read_bytes()
    (tmp_path / "a.zip").write_bytes(data)
    assert [report.id for report in reports(tmp_path / "a.zip")] == ["a"]
    (tmp_path / "a.zip").write_bytes(
        archive(tmp_path / "x", {"x.zip": archive(tmp_path / "y", {"y.zip": data}).read_bytes()}).read_bytes()
    )
    assert "archives within archives" in failures(tmp_path / "a.zip")[0]


def test_a_broken_file_in_a_zip_does_not_stop_the_others(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": FIRST, "b.txt": f"{SECOND} " * 50, "c.txt": THIRD})
    data = bytearray(path.read_bytes())
    at = data.index(b"b.txt") + 20
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    assert [report.id for report in reports(path)] == ["a", "c"]
    assert failures(path)[0].startswith("a.zip!b.txt:1: ")


def test_a_book_that_lies_about_its_size(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", [("text",), (FIRST,)])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    hostile = archive(tmp_path / "b.xlsx", parts)
    assert [report.text for report in reports(hostile)] == [FIRST]


def test_entities_of_a_book_are_refused(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", [("text",), (FIRST,)])
    with zipfile.ZipFile(path) as packed:
        parts: dict[str, bytes | str] = {name: packed.read(name) for name in packed.namelist()}
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><'
    for name in [name for name in parts if name.endswith(("sheet1.xml", "sharedStrings.xml"))]:
        parts[name] = parts[name].decode().replace("<", doctype, 1).replace(FIRST, "&l11;")  # type: ignore[union-attr]
    assert reports(archive(tmp_path / "b.xlsx", parts)) == [] and failures(tmp_path / "b.xlsx")


def test_standard_input_may_be_packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = archive(tmp_path / "a.zip", {"a.txt": FIRST}).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert [item.report.text for item in scan(["-"]) if isinstance(item, Found)] == [FIRST]
