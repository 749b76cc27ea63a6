"""Real files of every format, made by the tools that make them; every sentence is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

FIRST = "قصفت طائرات مجهولة بلدة الصفصاف يوم الأربعاء، ما أدى إلى مقتل 12 مدنيا بينهم ثلاثة أطفال."
SECOND = "وقال ناشطون إن القصف استهدف السوق الرئيسي في البلدة، وإن عشرات الجرحى نقلوا إلى مشاف ميدانية."
THIRD = "ولم تعلق الجهات الرسمية على الأنباء حتى الآن، في حين تتواصل الاشتباكات في محيط البلدة منذ الفجر."
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
OUTLET = "شبكة السهل"
URL = "https://example.org/news/17"
FONTS = ("fonts/truetype/dejavu/DejaVuSans.ttf", "fonts/truetype/noto/NotoNaskhArabic-Regular.ttf")


def page(charset: str | None = "utf-8", head: str = "", body: str = "") -> str:
    """A page of a news site: an article among the usual things; `charset` is what it says of itself."""
    declared = f'<meta charset="{charset}">' if charset else ""
    paragraphs = body or "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
    return (
        f"<!DOCTYPE html><html lang='ar' dir='rtl'><head>{declared}<title>قصف على الصفصاف</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/w'>الطقس</a></li></ul></nav>"
        f"<article><h1>قصف على الصفصاف</h1>{paragraphs}</article>"
        "<aside><ul><li><a href='/2'>اقرأ أيضا: أسعار الخضار</a></li></ul></aside>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


META = (
    f'<meta property="og:site_name" content="{OUTLET}"><meta name="author" content="سلمى الخطيب">'
    f'<meta property="article:published_time" content="2014-01-08T10:15:00+03:00"><link rel="canonical" href="{URL}">'
)


def rss(entries: Iterable[tuple[str, str, str]], encoding: str = "utf-8") -> bytes:
    """An RSS feed of entries (title, date, HTML)."""
    items = "".join(
        f"<item><title>{title}</title><link>{URL}?{n}</link><guid>g{n}</guid><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>\n"
        for n, (title, date, html) in enumerate(entries)
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel><title>{OUTLET}</title>'
    text += f"{items}</channel></rss>"
    return text.encode("utf-8" if encoding == "utf-8" else "cp1256")


def telegram(messages: Sequence[dict[str, object]], name: str = OUTLET) -> dict[str, object]:
    """The JSON export of a channel by Telegram Desktop."""
    return {"name": name, "type": "public_channel", "id": 1077, "messages": list(messages)}


def post(number: int, text: object, **more: object) -> dict[str, object]:
    """A message of 8 January 2014, 10:15 in a zone three hours before UTC."""
    at = {"date": "2014-01-08T10:15:00", "date_unixtime": "1389165300"}
    return {"id": number, "type": "message", **at, "from": OUTLET, "text": text, **more}


TELEGRAM_HTML = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title><script src="js/script.js"></script></head>
<body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
{OUTLET}
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">8 January 2014</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="08.01.2014 10:15:00 UTC+03:00">10:15</div>
<div class="from_name">
{OUTLET}
</div><div class="text">
عاجل: <strong>{FIRST}</strong><br><br>{SECOND}
</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="08.01.2014 10:20:00 UTC+03:00">10:20</div>
<div class="text">
{THIRD} &amp; &lt;تفاصيل&gt;
</div></div></div>
</div></div></div></body></html>"""


def table(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def excel(path: Path, rows: Iterable[Sequence[object]], title: str = "تقارير") -> Path:
    """A workbook with one sheet, by openpyxl."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def word(path: Path, paragraphs: Iterable[str], **properties: str) -> Path:
    """A Word document, by python-docx."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.core_properties.author = ""
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(path)
    return path


def pdf(path: Path, paragraphs: Iterable[str], **about: str) -> Path:
    """A PDF with shaped Arabic, by fpdf2."""
    fpdf = pytest.importorskip("fpdf")
    pytest.importorskip("uharfbuzz")
    fonts = [file for name in FONTS if (file := Path("/usr/share") / name).is_file()]
    if not fonts:
        pytest.skip(
            "no font with Arabic letters in /usr/share/fonts: Debian's fonts-noto-core or fonts-dejavu-core"
        )
    document = fpdf.FPDF()
    document.add_page()
    document.add_font("arabic", fname=str(fonts[0]))
    document.set_font("arabic", size=14)
    document.set_text_shaping(True, direction="rtl", script="arab", language="ara")
    for key, value in about.items():
        getattr(document, f"set_{key}")(value)
    for paragraph in paragraphs:
        document.multi_cell(0, 10, paragraph, align="R", new_x="LMARGIN", new_y="NEXT")
        document.ln(6)
    document.output(str(path))
    return path


Response = tuple[str, str, bytes]
"""An address, the lines of the HTTP head, and the body."""


def warc(path: Path, responses: Iterable[Response]) -> Path:
    """A WARC of responses, by fastwarc; packed record by record where the name ends in .gz."""
    pytest.importorskip("fastwarc")
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as raw:
        for url, head, body in responses:
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.record_date = datetime.fromisoformat("2014-01-09T07:00:00+00:00")
            record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.is_http = True
            record.set_bytes_content(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
            if path.suffix == ".gz":
                packed = GzipWriter(raw)
                record.write(packed)
                packed.close()
            else:
                record.write(raw)
    return path


def html_response(url: str, body: bytes, kind: str = "text/html; charset=utf-8") -> Response:
    """A page that was fetched well."""
    return url, f"HTTP/1.1 200 OK\nContent-Type: {kind}\nServer: nginx", body


def archive(path: Path, files: dict[str, bytes | str]) -> Path:
    """A zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


WHATSAPP = (
    "\u200f٨\u200f/١\u200f/٢٠١٤، ١٠:١٥ م - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.\n"
    f"\u200f٨\u200f/١\u200f/٢٠١٤، ١٠:١٦ م - أبو سالم: {FIRST}\n{SECOND}\n"
    "\u200f٩\u200f/١\u200f/٢٠١٤، ٩:٠٠ ص - أم خالد: <تم استبعاد الوسائط>\n"
    f"\u200f٩\u200f/١\u200f/٢٠١٤، ١٢:٠٥ ص - أم خالد: {THIRD}\n"
)

MAKERS: dict[str, Callable[[Path], bytes]] = {
    "page.html": lambda folder: page(head=META).encode(),
    "feed.xml": lambda folder: rss([("قصف", "Wed, 08 Jan 2014 10:15:00 +0300", f"<p>{FIRST}</p>")]),
    "result.json": lambda folder: json.dumps(
        telegram([post(2, FIRST)]), ensure_ascii=False, indent=1
    ).encode(),
    "messages.html": lambda folder: TELEGRAM_HTML.encode(),
    "chat.txt": lambda folder: WHATSAPP.encode(),
    "table.csv": lambda folder: table([("النص", "التاريخ"), (FIRST, "2014-01-08")]).encode(),
    "records.json": lambda folder: json.dumps([{"text": FIRST, "date": "2014-01-08"}]).encode(),
    "lines.jsonl": lambda folder: json.dumps({"text": FIRST, "published": "2014-01-08"}).encode(),
    "plain.txt": lambda folder: f"---\npublished: 2014-01-08\n---\n{TEXT}".encode(),
    "book.xlsx": lambda folder: excel(
        folder / "x", [("النص", "التاريخ"), (FIRST, datetime(2014, 1, 8))]
    ).read_bytes(),
    "paper.docx": lambda folder: word(folder / "x", [FIRST, SECOND]).read_bytes(),
    "paper.pdf": lambda folder: pdf(folder / "x", [FIRST, SECOND]).read_bytes(),
    "crawl.warc.gz": lambda folder: warc(folder / "x.gz", [html_response(URL, page().encode())]).read_bytes(),
    "crawl.warc": lambda folder: warc(folder / "x", [html_response(URL, page().encode())]).read_bytes(),
    "all.zip": lambda folder: archive(folder / "x", {"a.txt": FIRST, "b.html": page()}).read_bytes(),
}
"""A valid file of every format: its name, and its bytes made in a folder."""
