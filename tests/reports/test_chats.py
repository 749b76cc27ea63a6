"""Exports of Telegram and WhatsApp: every message with words is a report, named, dated and with its sender."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .made import FIRST, OUTLET, SECOND, TELEGRAM_HTML, THIRD, WHATSAPP, post, telegram
from .reading import failures, found, notes, reports


def saved(path: Path, data: object, indent: int | None = 1) -> Path:
    """`data` as JSON at `path`, in the form Telegram writes it."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent), encoding="utf-8")
    return path


def test_telegram_json(tmp_path: Path) -> None:
    pieces = ["عاجل: ", {"type": "bold", "text": FIRST}, "\n\n", {"type": "hashtag", "text": "#الصفصاف"}]
    posts = [
        post(1, "", type="service", action="pin_message"),
        post(2, pieces, forwarded_from="إذاعة الوادي"),
        post(3, "", photo="photos/1.jpg"),
        post(4, SECOND),
    ]
    first, second = found(saved(tmp_path / "result.json", telegram(posts)))
    assert first.report.text == f"عاجل: {FIRST}\n\n#الصفصاف"
    assert (first.report.id, first.report.outlet, first.report.author) == (
        "telegram-1077/2",
        OUTLET,
        "إذاعة الوادي",
    )
    assert (first.report.published_at, first.report.dated_by) == ("2014-01-08T10:15:00+03:00", "given")
    assert second.report.author is None and second.report.id == "telegram-1077/4"
    assert first.original and json.loads(first.original.data) == posts[1]
    lines = (tmp_path / "result.json").read_text(encoding="utf-8").split("\n")
    assert '"id": 2' in lines[first.line] and '"id": 4' in lines[second.line]
    assert notes(tmp_path / "result.json") == ["2 messages without words passed over"]


def test_telegram_json_of_all_chats(tmp_path: Path) -> None:
    chats = [telegram([post(7, FIRST)], "أولى"), {**telegram([post(7, SECOND)], "ثانية"), "id": 5}]
    everything = {
        "about": "x",
        "personal_information": {"user_id": 1},
        "chats": {"about": "y", "list": chats},
    }
    read = reports(saved(tmp_path / "result.json", everything))
    assert [(r.id, r.outlet, r.text) for r in read] == [
        ("telegram-1077/7", "أولى", FIRST),
        ("telegram-5/7", "ثانية", SECOND),
    ]


def test_telegram_json_on_one_line_and_with_other_clocks(tmp_path: Path) -> None:
    posts = [
        post(1, FIRST, date_unixtime=None),
        post(2, SECOND, date="2014-01-08T07:15:00"),
        post(3, THIRD, date="2014-01-08T07:15:00", date_unixtime="99999999999999999"),
    ]
    read = reports(saved(tmp_path / "export.json", telegram(posts), indent=None))
    assert [r.published_at for r in read] == [
        "2014-01-08T10:15:00",
        "2014-01-08T07:15:00+00:00",
        "2014-01-08T07:15:00",
    ]


def test_a_telegram_export_that_breaks_off_gives_what_is_before(tmp_path: Path) -> None:
    path = saved(tmp_path / "result.json", telegram([post(1, FIRST), post(2, SECOND), post(3, THIRD)]))
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index(THIRD) + 9], encoding="utf-8")
    assert [r.text for r in reports(path)] == [FIRST, SECOND]
    (said,) = failures(path)
    assert "broken JSON" in said and "what follows is left out" in said and said.startswith("result.json:")


def test_deep_json_in_a_telegram_export(tmp_path: Path) -> None:
    text = json.dumps(telegram([post(1, FIRST)]))[:-2] + ', {"text": ' + "[" * 100_000
    (tmp_path / "result.json").write_text(text, encoding="utf-8")
    assert [r.text for r in reports(tmp_path / "result.json")] == [FIRST]
    assert "nested too deep" in failures(tmp_path / "result.json")[0]


def test_telegram_html(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    (tmp_path / "messages.html").write_text(TELEGRAM_HTML, encoding="utf-8")
    first, second = found(tmp_path / "messages.html")
    assert first.report.text == f"عاجل: {FIRST}\n\n{SECOND}"
    assert second.report.text == f"{THIRD} & <تفاصيل>"
    assert (first.report.id, first.report.outlet) == (f"telegram-{OUTLET}/2", OUTLET)
    assert (second.report.published_at, second.report.author) == ("2014-01-08T10:20:00+03:00", None)
    assert (
        second.original
        and b'id="message3"' in second.original.data
        and FIRST.encode() not in second.original.data
    )
    assert notes(tmp_path / "messages.html") == ["1 messages without words passed over"]


def test_whatsapp_with_arabic_digits_marks_and_lines_of_the_system(tmp_path: Path) -> None:
    path = tmp_path / "محادثة واتساب مع أخبار الحي.txt"
    path.write_text(WHATSAPP, encoding="utf-8")
    first, second = found(path)
    assert first.report.text == f"{FIRST}\n{SECOND}" and first.line == 2
    assert (first.report.author, first.report.outlet) == ("أبو سالم", "أخبار الحي")
    assert first.report.published_at == "2014-01-08T22:16:00"  # pm, on the eighth
    assert second.report.published_at == "2014-01-09T00:05:00"  # five past midnight
    assert "2 lines without words of a sender passed over" in notes(path)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("08/01/2014, 22:15 - {}", "2014-01-08T22:15:00"),
        ("[08/01/2014, 22:15:30] {}", "2014-01-08T22:15:30"),
        ("[1/8/14, 10:15:30\u202fPM] {}", "2014-01-08T22:15:30"),
        ("\u200e[08.01.14, 22:15:30] \u200e{}", "2014-01-08T22:15:30"),
        ("2014-01-08, 22:15 - {}", "2014-01-08T22:15:00"),
        ("٨/١/٢٠١٤، ١٠:١٥ م - {}", "2014-01-08T22:15:00"),
    ],
)
def test_whatsapp_in_the_forms_of_regions_and_phones(tmp_path: Path, line: str, at: str) -> None:
    month_first = line.startswith("[1/8")
    later = line.replace("08", "20").replace("1/8/14", "1/20/14").replace("٨/", "٢٠/")
    path = tmp_path / "_chat.txt"
    path.write_text(f"{line.format('Sami: ' + FIRST)}\n{later.format('Sami: ' + SECOND)}\n", encoding="utf-8")
    first, second = reports(path)
    assert first.published_at == at and first.author == "Sami" and first.text == FIRST, month_first
    assert second.published == "2014-01-20"


def test_whatsapp_where_only_the_order_of_messages_tells_the_month(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text(
        f"[1/8/14, 10:00:00] A: {FIRST}\n[2/9/14, 10:00:00] B: {SECOND}\n[3/10/14, 9:00:00] C: {THIRD}\n"
    )
    assert [r.published for r in reports(path)] == [None, None, None]  # in order either way
    path.write_text(
        f"[1/8/14, 10:00:00] A: {FIRST}\n[2/3/14, 10:00:00] B: {SECOND}\n[3/1/14, 9:00:00] C: {THIRD}\n"
    )
    assert [r.published for r in reports(path)] == ["2014-01-08", "2014-02-03", "2014-03-01"]


def test_whatsapp_pictures_and_what_was_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    heads = [f"[2{n}/01/2014, 10:00:00] Sami: " for n in range(6)]
    said = [
        "\u200eimage omitted",
        "<Media omitted>",
        "تم حذف هذه الرسالة",
        "IMG-1.jpg (file attached)",
        "a.jpg (الملف مرفق)",
    ]
    lines = [head + words for head, words in zip(heads, [*said, FIRST], strict=True)]
    lines[4] += "\n" + SECOND  # a caption
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [r.text for r in reports(path)] == [SECOND, FIRST]


def test_the_same_words_said_twice_are_two_reports_and_a_second_export_adds_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"[20/01/2014, 10:00:00] A: {FIRST}\n[21/01/2014, 10:00:00] A: {FIRST}\n")
    (tmp_path / "b.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    assert len(reports(tmp_path)) == 2


def test_a_report_that_begins_with_a_day_is_no_chat(tmp_path: Path) -> None:
    text = f"08/01/2014 - حلب: {FIRST}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [r.text for r in reports(tmp_path / "a.txt")] == [text]
