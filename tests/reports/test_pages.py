"""Web pages and feeds: the article and nothing else, in whatever encoding, with what the page says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.reports import Found, Original
from marsad.reports.fetched import read_original
from marsad.reports.source import Options

from .made import FIRST, META, OUTLET, SECOND, TEXT, THIRD, URL, page, rss
from .reading import failures, found, notes, one, reports

pytest.importorskip("trafilatura")


def test_the_article_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(page(head=META), encoding="utf-8")
    report = one(tmp_path / "saved.html")
    assert all(line in report.text.split("\n") for line in TEXT.split("\n"))
    assert not any(other in report.text for other in ("الرئيسية", "الخضار", "الحقوق"))
    assert (report.id, report.title, report.outlet, report.author) == (
        "saved", "قصف على الصفصاف", OUTLET, "سلمى الخطيب",
    )  # fmt: skip
    assert (report.url, report.language) == (URL, "ar")
    assert (report.published, report.published_at, report.dated_by) == (
        "2014-01-08", "2014-01-08T10:15:00+03:00", "meta",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "encoding", "note"),
    [
        ("utf-8", "utf-8", None),
        ("windows-1256", "cp1256", "read as windows-1256"),
        (None, "cp1256", "read as windows-1256"),
        ("utf-8", "cp1256", "read as windows-1256"),  # the page lies
        ("windows-1256", "utf-8", None),  # the page lies
        ("iso-8859-1", "cp1256", "read as windows-1256"),  # the page lies
        ("no-such-charset", "cp1256", "read as windows-1256"),
        ("iso-8859-6", "iso-8859-6", "read as iso-8859-6"),
        ("utf-16", "utf-16", "read as utf-16"),
    ],
)
def test_encodings_declared_or_not_or_lying(
    tmp_path: Path, said: str | None, encoding: str, note: str | None
) -> None:
    (tmp_path / "a.html").write_bytes(page(said).encode(encoding))
    assert FIRST in one(tmp_path / "a.html").text
    assert [n for n in notes(tmp_path / "a.html") if n.startswith("read as")] == ([note] if note else [])


def test_a_page_in_utf8_with_a_broken_place_is_read_and_said(tmp_path: Path) -> None:
    data = (page() + "<!--" + "نص طويل " * 1000 + "-->").encode()
    (tmp_path / "a.html").write_bytes(data.replace(SECOND.encode(), SECOND.encode() + b"\xd9", 1))
    assert f"{SECOND}\N{REPLACEMENT CHARACTER}" in one(tmp_path / "a.html").text
    assert "1 places are not UTF-8: they are read as U+FFFD" in notes(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("head", "day", "at"),
    [
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2014-01-08T07:15:00Z"}]}</script>',
         "2014-01-08", "2014-01-08T07:15:00+00:00"),
        ('<meta itemprop="datePublished" content="2014-01-08">', "2014-01-08", None),
        ('<meta name="pubdate" content="Wed, 08 Jan 2014 10:15:00 +0300">', "2014-01-08", "2014-01-08T10:15:00+03:00"),
        ('<meta name="date" content="الأربعاء 8 كانون الثاني 2014">', "2014-01-08", None),
        ('<meta property="article:modified_time" content="2014-02-01">', None, None),
        ('<script type="application/ld+json">{"datePublished": [}</script>', None, None),
    ],
)  # fmt: skip
def test_the_day_of_publication_in_the_head(
    tmp_path: Path, head: str, day: str | None, at: str | None
) -> None:
    (tmp_path / "a.html").write_text(page(head=head), encoding="utf-8")
    report = one(tmp_path / "a.html")
    assert (report.published, report.published_at) == (day, at)
    assert report.dated_by == ("meta" if day else None)


def test_the_day_of_publication_by_what_is_trusted_most(tmp_path: Path) -> None:
    body = f"<p>حلب، سوريا، 08 يناير 2014 -- {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    address = '<link rel="canonical" href="https://example.org/2014/01/07/a">'
    (tmp_path / "2014-01-06.html").write_text(page(head=address, body=body), encoding="utf-8")
    report = one(tmp_path / "2014-01-06.html")
    assert (report.published, report.dated_by, report.dateline) == (
        "2014-01-08", "dateline", "حلب، سوريا، 08 يناير 2014",
    )  # fmt: skip
    (tmp_path / "2014-01-06.html").write_text(page(head=address), encoding="utf-8")
    report = one(tmp_path / "2014-01-06.html")
    assert (report.published, report.dated_by) == ("2014-01-07", "url")
    (tmp_path / "2014-01-06.html").write_text(page(), encoding="utf-8")
    report = one(tmp_path / "2014-01-06.html")
    assert (report.published, report.dated_by) == ("2014-01-06", "file")


def test_where_a_browser_saved_it_from(tmp_path: Path) -> None:
    text = f"<!-- saved from url=(0030){URL} -->\n" + page()
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert one(tmp_path / "a.html").url == URL


def test_a_saved_folder_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "قصف.html").write_text(page(), encoding="utf-8")
    (tmp_path / "قصف_files").mkdir()
    (tmp_path / "قصف_files" / "advert.html").write_text(page(), encoding="utf-8")
    (tmp_path / "قصف_files" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    assert [report.id for report in reports(tmp_path)] == ["قصف"]
    assert "3 pictures, sounds, films and parts of pages passed over" in notes(tmp_path)


def test_what_was_fetched_keeps_how(tmp_path: Path) -> None:
    data = page().encode("cp1256")
    came = Original(data, "text/html", URL, "2014-01-09T07:00:00Z", (("server", "nginx"),))
    item = next(iter(read_original(came, URL, Options(5_000_000))))
    assert isinstance(item, Found) and item.report.url == URL
    assert item.original == came


def test_a_page_in_english_is_kept_and_not_coded(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The army said on Monday that it had taken village number {n} of the valley.</p>" for n in "1234"
    )
    (tmp_path / "a.html").write_text(page(body=body), encoding="utf-8")
    assert one(tmp_path / "a.html").language == "en"
    assert "language en: kept, not coded" in notes(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body></body></html>", "no article found in the page"),
        (b" \n", "empty file"),
        (b"<html>" + b"\0" * 500, "not text: a binary file"),
        ("<html><p>Zdjęcie wsi pod lasem, żółć".encode("iso-8859-2") * 3, "neither UTF-8 nor Arabic"),
    ],
)
def test_pages_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    (said,) = failures(tmp_path / "a.html")
    assert said.startswith(f"a.html:1: {reason}")


def test_an_entry_of_a_feed_is_a_report(tmp_path: Path) -> None:
    date = "Wed, 08 Jan 2014 10:15:00 +0300"
    (tmp_path / "feed.xml").write_bytes(
        rss([("قصف", date, f"<p>{FIRST}</p><p>{SECOND}</p>"), ("هدوء", "", f"{THIRD}")])
    )
    first, second = found(tmp_path / "feed.xml")
    assert first.report.text == f"{FIRST}\n{SECOND}" and first.report.title == "قصف"
    assert (first.report.published_at, first.report.dated_by) == ("2014-01-08T10:15:00+03:00", "feed")
    assert (first.report.outlet, first.report.url) == (OUTLET, f"{URL}?0")
    assert (second.report.text, second.report.published, second.report.dated_by) == (THIRD, None, None)
    assert (first.line, second.line) == (2, 3)
    assert (
        first.original and first.original.data.startswith(b"<item>") and FIRST.encode() in first.original.data
    )


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-8"])
def test_feeds_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    data = rss([("قصف", "", FIRST)], "windows-1256").replace(b"windows-1256", encoding.encode())
    (tmp_path / "feed.rss").write_bytes(data)  # in windows-1256, whatever it says
    assert one(tmp_path / "feed.rss").text == FIRST


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><id>x</id>'
        f"<title>قصف</title><author><name>سلمى الخطيب</name></author><published>2014-01-08T10:15:00Z</published>"
        f"<updated>2014-02-01T00:00:00Z</updated><summary>موجز</summary>"
        f'<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content>'
        f'<link href="{URL}"/></entry></feed>',
        encoding="utf-8",
    )
    report = one(tmp_path / "a.atom")
    assert (report.text, report.author, report.published_at) == (
        FIRST,
        "سلمى الخطيب",
        "2014-01-08T10:15:00+00:00",
    )


def test_a_feed_cut_short_gives_its_whole_entries(tmp_path: Path) -> None:
    data = rss([("قصف", "", FIRST), ("هدوء", "", THIRD)])
    (tmp_path / "feed.xml").write_bytes(data[: data.rindex(b"<description>")])
    assert next(report.text for report in reports(tmp_path / "feed.xml")) == FIRST
    assert any(note.startswith("a broken feed") for note in notes(tmp_path / "feed.xml"))


def test_entities_of_a_feed_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ها"><!ENTITY x SYSTEM "{secret.as_uri()}">{laughs}]>'
    data = rss([("قصف &x;", "", "")]).decode().replace("<rss", f"{doctype}<rss")
    data = data.replace("<![CDATA[]]>", f"{FIRST} &l19; &x;")
    (tmp_path / "feed.xml").write_text(data, encoding="utf-8")
    for report in reports(tmp_path / "feed.xml"):
        assert len(report.text) < 1000 and "سر" not in f"{report.text}{report.title}"


def test_a_page_among_others_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    with (tmp_path / "b.html").open("wb") as file:
        file.write(b"<html><body>")
        file.seek(50_000_000)
        file.write(b"</body>")
    assert [report.id for report in reports(tmp_path)] == ["a"]
    assert failures(tmp_path) == ["b.html:1: more than 20,000,000 bytes: MARSAD_MAX_DOCUMENT_BYTES=20000000"]
