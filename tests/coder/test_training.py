"""Training: gold without its texts, what a report is about, and a model learnt from a few reports."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from marsad.coder.decide import Linear, Models, load
from marsad.coder.reading import read
from marsad.coder.standoff import detached, joined
from marsad.coder.tenor import asked, matter, subject_words, tenor
from marsad.coder.text import Document
from marsad.model import Report

TEXT = "قصف الجيش بلدة الصفصاف أمس، فقتل ثلاثة مدنيين بينهم طفل بحسب ناشطين."
CASUALTIES = {
    "kind": "casualties",
    "outcome": "killed",
    "category": "civilian",
    "quote": "ثلاثة مدنيين",
    "min": 3,
    "max": 3,
    "approx": False,
    "affiliation": None,
    "perpetrator": ["الجيش"],
    "part_of": None,
    "place": {"name": ["الصفصاف", "بلدة الصفصاف"]},
    "sources": [["ناشطين"]],
    "actors": [],
    "recipients": [],
    "actor": None,
    "a": None,
    "b": None,
    "certainty": "asserted",
}
PART = CASUALTIES | {"category": "child", "quote": "طفل", "min": 1, "max": 1, "part_of": "ثلاثة مدنيين"}


def packed(path: Path, rows: list[dict[str, object]]) -> Path:
    """A .jsonl.gz file of `rows`."""
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def test_gold_comes_back_from_its_spans(tmp_path: Path) -> None:
    row = {"id": "r1", "text": TEXT, "claims": [CASUALTIES, PART]}
    spans = detached(row)
    assert "ثلاثة" not in json.dumps(spans, ensure_ascii=False)
    coded = tmp_path / "coded.jsonl"
    coded.write_text(json.dumps(spans) + "\n", encoding="utf-8")
    texts = packed(tmp_path / "texts.jsonl.gz", [{"id": "r0", "text": "x"}, {"id": "r1", "text": TEXT}])
    (back,) = joined(coded, texts)
    assert back["claims"] == [CASUALTIES, PART]
    changed = packed(tmp_path / "changed.jsonl.gz", [{"id": "r1", "text": TEXT + " "}])
    assert list(joined(coded, changed)) == []
    assert [row["id"] for row in joined(coded, changed, texts)] == ["r1"]


def test_of_a_report_read_in_part_only_that_part_comes_back(tmp_path: Path) -> None:
    spans = detached({"id": "r1", "text": TEXT, "until": len(TEXT), "claims": [CASUALTIES, PART]})
    coded = tmp_path / "coded.jsonl"
    coded.write_text(json.dumps(spans) + "\n", encoding="utf-8")
    texts = packed(tmp_path / "texts.jsonl.gz", [{"id": "r1", "text": TEXT + " وأكثر."}])
    (back,) = joined(coded, texts)
    assert back["text"] == TEXT and back["claims"] == [CASUALTIES, PART]


def words_of(text: str) -> list[str]:
    return subject_words(Document(text, None))


def test_the_tenor_is_drawn_to_nothing_where_a_report_is_short() -> None:
    models = load({"models": {"tenor": {"bias": -1.0, "weights": {"قصف": 3.0, "مباراه": -3.0}}}})
    assert words_of("القصف والقصف") == ["قصف", "والقصف"]
    war, sport, other = (tenor(words_of(text), models) for text in ("قصف", "مباراة", "شجرة"))
    assert 0 < war < 1 and -1 < sport < 0 and other == 0 == tenor(words_of("قصف"), Models())


def test_what_there_is_to_code_is_told_by_other_reports() -> None:
    pytest.importorskip("sklearn", reason="needs the train extra")
    from marsad.coder.silence import fit_matter
    from marsad.coder.training import Lesson

    texts = {"war": "قصف الجيش البلدة فقتل مدني", "feud": "تشاجر جاران فتحرر محضر بالواقعة"}
    lessons = [
        Lesson(read(Report(id=kind, text=text)), [], {}, [CASUALTIES] if kind == "war" else [])
        for _ in range(40)
        for kind, text in texts.items()
    ]
    model = fit_matter(lessons, [], 3.0)
    assert matter(words_of(texts["war"]), model) > 0 > matter(words_of(texts["feud"]), model)
    assert all((item.reading.matter > 0) == bool(item.claims) for item in lessons)
    assert matter(words_of(texts["war"]), Models()) == 0


def test_a_report_is_about_what_its_words_are_about() -> None:
    pytest.importorskip("sklearn", reason="needs the train extra")
    from marsad.coder.fitting import fit_shares

    war, sport = "قصف قذيفة جبهة مقاتل".split(), "ملعب هدف مباراة لاعب".split()
    lessons = [(sorted({*words, f"كلمة{n}"}), words is war) for n in range(20) for words in (war, sport)]
    model = fit_shares(lessons, 3.0)
    assert set(model.weights) == {*war, *sport}
    assert all(model.weights[w] > 0 for w in war) and all(model.weights[w] < 0 for w in sport)


def test_a_report_of_armed_actors_and_violence_is_on_a_conflict() -> None:
    models = Models(tenor=Linear(-9.0, {}))
    quiet = read(Report(id="q", text="وافتتح الوزير معرض الكتاب في المدينة أمام جمهور كبير. " * 12))
    loud = read(Report(id="l", text="قصف الجيش البلدة، فقتل المسلحون جنديا وفجر التنظيم سيارة. " * 12))
    quiet.tenor = loud.tenor = -0.8
    assert asked(quiet, [], models) == pytest.approx(0.8 * 2.0)
    assert asked(loud, [], models) == 0.0


def test_training_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn", reason="needs the train extra")
    from typer.testing import CliRunner

    from marsad.cli.main import app

    towns = "الصفصاف الريحان السنديان النخيل الزيتون التفاح الرمان البلوط".split()
    rows = [{"id": t, "text": TEXT.replace("الصفصاف", t), "claims": [gold(t)]} for t in towns]
    calm = [{"id": f"q{n}", "text": f"فاز الفريق {n} في المباراة بهدف جميل أمام جمهوره"} for n in range(30)]
    gold_file = tmp_path / "gold.jsonl"
    gold_file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    quiet = packed(tmp_path / "quiet.jsonl.gz", calm)
    weights = tmp_path / "weights.json"
    ran = CliRunner().invoke(app, ["train", str(gold_file), "--quiet", str(quiet), "-o", str(weights)])
    assert ran.exit_code == 0, ran.output
    assert "8 reports and 0 quiet ones learnt" in ran.output
    models = load(json.loads(weights.read_text(encoding="utf-8")))
    assert models.among is not None and {"words", "event", "who_actors", "casualty"} <= set(models)


def test_codings_of_events_teach_the_network_only(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from marsad.cli.main import app

    file = tmp_path / "file.jsonl"
    file.write_text("", encoding="utf-8")
    ran = CliRunner().invoke(app, ["train", str(file), "--events", str(file), "-o", str(tmp_path / "w.json")])
    assert ran.exit_code == 2
    assert "--events needs" in ran.output


def gold(town: str) -> dict[str, object]:
    """What the report on `town` states."""
    return {
        "kind": "event",
        "type": "shelling",
        "quote": "قصف الجيش",
        "actors": [["الجيش"]],
        "recipients": [],
        "place": {"name": [town]},
        "time": None,
        "sources": [],
        "certainty": "asserted",
    }
