"""Stories as lessons: those whose words are spans of reports kept elsewhere, and which claim tells which mention."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from marsad.incidents import stories
from marsad.incidents.stories import marked_claims, restored
from marsad.incidents.training import told_by

TEXTS = {
    "a": "قصفت المدفعية بلدة الصفصاف صباح اليوم. وفي المساء قصفت المدفعية مدينة السنديان.",
    "b": "جددت المدفعية مساء قصف مدينة السنديان.",
}
SECOND = TEXTS["a"].rindex("قصفت")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    rows = [{"id": key, "text": text, "published": "2014-05-05"} for key, text in TEXTS.items()]
    texts = tmp_path / "reports.jsonl.gz"
    with gzip.open(texts, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    coded = tmp_path / "stories.jsonl"
    coded.write_text(json.dumps(story()) + "\n", encoding="utf-8")
    return coded, texts


def story() -> dict[str, Any]:
    in_b = TEXTS["b"].index("قصف")
    mentions = [
        {"report": "a", "type": "shelling", "quote": [SECOND, SECOND + 4]},
        {"report": "b", "type": "shelling", "quote": [in_b, in_b + 3]},
    ]
    reports = [{"report": k, "sha256": hashlib.sha256(t.encode()).hexdigest()} for k, t in TEXTS.items()]
    return {
        "story": "s",
        "reports": reports,
        "incidents": [{"id": "A", "type": "shelling", "mentions": mentions}],
    }


def test_spans_get_their_words_back(files: tuple[Path, Path]) -> None:
    (found,) = restored(*files)
    assert [r["text"] for r in found["reports"]] == list(TEXTS.values())
    assert [m["quote"] for m in found["incidents"][0]["mentions"]] == ["قصفت", "قصف"]


def test_a_report_whose_text_is_another_is_passed_over_with_its_mentions(files: tuple[Path, Path]) -> None:
    coded, texts = files
    changed = story()
    changed["reports"][0]["sha256"] = "0" * 64
    coded.write_text(json.dumps(changed) + "\n", encoding="utf-8")
    (found,) = restored(coded, texts)
    assert [r["id"] for r in found["reports"]] == ["b"]
    assert [m["report"] for m in found["incidents"][0]["mentions"]] == ["b"]


def test_a_mention_is_where_its_span_says_not_where_its_words_stand_first(files: tuple[Path, Path]) -> None:
    (found,) = restored(*files)
    claims = [
        {
            "id": str(at),
            "report": "a",
            "kind": "event",
            "type": "shelling",
            "evidence": [{"start": at, "end": at + 4}],
        }
        for at in (TEXTS["a"].index("قصفت"), SECOND)
    ]
    assert told_by(found, claims) == {str(SECOND): "A"}
    marked, told = marked_claims(found)
    events = {c["id"]: c for c in marked if c["kind"] == "event"}
    assert [events[i]["evidence"][0]["start"] for i in told] == [SECOND, TEXTS["b"].index("قصف")]


def test_a_long_story_teaches_no_more_than_others(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = restored(*files)
    found["incidents"][0]["mentions"].insert(
        0, {"report": "a", "type": "shelling", "quote": "قصفت", "start": 0}
    )
    assert len(stories.in_short(found)) == len(stories.by_marks(found).examples) == 3
    monkeypatch.setattr(stories, "PAIRS", 2)
    assert len(stories.in_short(found)) == 2
