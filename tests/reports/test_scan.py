"""What is read, and what of it becomes the report."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Report
from marsad.reports import Found, read, scan
from marsad.reports.encoding import normalise
from marsad.reports.language import language

TEXT = "اندلعت اشتباكات في حي السكري.\nوقتل مقاتلان."


def reports(*paths: Path | str) -> list[Report]:
    return [r for r in read(paths) if isinstance(r, Report)]


def test_front_matter(tmp_path: Path) -> None:
    head = (
        "---\npublished: 2013-09-01\noutlet: شبكة أخبار الحي\nurl: https://example.org/a:b\n"
        'title: "قصف: تفاصيل"\nx: y\n---\n\n'
    )
    (tmp_path / "a.txt").write_text(head + TEXT, encoding="utf-8")
    (item,) = scan([tmp_path / "a.txt"])
    assert isinstance(item, Found) and item.line == 1
    assert item.report == Report(
        id="a", text=TEXT, published="2013-09-01", outlet="شبكة أخبار الحي", title="قصف: تفاصيل",
        url="https://example.org/a:b", language="ar", dated_by="given",
    )  # fmt: skip


@pytest.mark.parametrize("text", [f"---\n{TEXT}", f"---\nقال ناشط: قصف\n{TEXT}\n---\n", "--- عاجل\n" + TEXT])
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert reports(tmp_path / "a.txt")[0].text == text


def test_folders_are_read_in_order_with_ids_from_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden/x.txt", "c/.seen"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"خبر من {name}", encoding="utf-8")
    assert [r.id for r in reports(tmp_path)] == ["a/1", "a/2", "b"]


def test_files_that_differ_in_their_ending_only_are_two_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر من البلدة", encoding="utf-8")
    (tmp_path / "a.text").write_text("خبر آخر من البلدة", encoding="utf-8")
    assert [r.id for r in reports(tmp_path)] == ["a.text", "a.txt"]


def test_jsonl_ignores_other_keys_and_takes_numbers_as_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"id": 7, "text": TEXT, "claims": [], "country": "SYR"}) + "\n\n", encoding="utf-8"
    )
    assert [(r.id, r.text) for r in reports(path)] == [("7", TEXT)]


def test_an_id_comes_from_the_text_where_none_is_given(tmp_path: Path) -> None:
    for name, outlet in (("a.jsonl", "x"), ("b.jsonl", "y")):
        (tmp_path / name).write_text(json.dumps({"text": TEXT, "outlet": outlet}), encoding="utf-8")
    first, second = reports(tmp_path / "a.jsonl")[0], reports(tmp_path / "b.jsonl")[0]
    assert first.id == second.id and first.id == "r" + first.sha256[:16]


@pytest.mark.parametrize("jsonl", [True, False])
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, jsonl: bool) -> None:
    data = json.dumps({"id": "x", "text": TEXT}) + "\n" if jsonl else TEXT
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode()))))
    (report,) = reports("-")
    assert report.text == TEXT and (report.id == "x") is jsonl


def test_json_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "export").write_text(json.dumps({"id": "x", "text": TEXT}), encoding="utf-8")
    (tmp_path / "braces.txt").write_text("{عاجل} " + TEXT, encoding="utf-8")
    assert [r.id for r in reports(tmp_path / "export", tmp_path / "braces.txt")] == ["x", "braces"]


def test_line_ends_once_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("  أ\r\n\r\nب \rج\t\n\n".encode())
    assert reports(tmp_path / "a.txt")[0].text == "  أ\n\nب \nج\t\n\n"


def test_letters_are_composed_but_vowel_signs_stay_in_their_order() -> None:
    assert normalise("ا\u0654حرار") == "أحرار"
    signs = "مدرّ\u064eسة"  # shadda before fatha, as it is typed
    assert unicodedata.normalize("NFC", signs) != signs and normalise(signs) == signs


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", TEXT),
        ("ar", "عاجل || حلب"),
        ("ar", "قُتِلَ شَخْصَانِ في المدينة 😢 #حلب"),
        ("ar", "قال المرصد في بيان:\nThe monitor said in a statement"),
        ("fa", "نیروهای دولتی به این شهر حمله کردند و گفته شده است که چند نفر کشته شدند."),
        ("ur", "شہر میں دھماکے سے کئی افراد ہلاک ہو گئے ہیں اور حکام نے کہا کہ"),
        ("en", "The army said on Monday that it had taken the town."),
        ("fr", "Les forces de l'armée sont entrées dans la ville par le nord."),
        (None, "Войска вошли в город."),
        (None, "12345 !!! 😢"),
    ],
)
def test_language(code: str | None, text: str) -> None:
    assert language(text) == code


def test_shared_reports_are_unchanged_by_reading() -> None:
    path = Path(__file__).parents[3] / "shared" / "train" / "reports.jsonl"
    if not path.exists():
        pytest.skip("../shared/train/reports.jsonl is not beside this checkout")
    given_texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    found = reports(path)
    assert [r.text for r in found] == given_texts and {r.language for r in found} == {"ar"}
