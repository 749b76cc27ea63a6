"""The compiled gazetteer: equal to its tables, made anew when one changes, and never in the way."""

from __future__ import annotations

import csv
import itertools
import marshal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder import gazetteer as module
from marsad.coder.gazetteer import COLUMNS, built_in, compile_tables, gazetteer, spellings
from marsad.coder.place_spelling import skeleton

LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=1, max_size=14)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache and a folder of imported places of its own."""
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MARSAD_PLACES", str(tmp_path / "places"))
    gazetteer.cache_clear()
    yield tmp_path
    gazetteer.cache_clear()


def test_the_kept_index_is_byte_for_byte_what_the_tables_say(alone: Path) -> None:
    gazetteer()
    (kept,) = (alone / "cache").glob("places-*.bin")
    index, made = marshal.loads(kept.read_bytes()), compile_tables(built_in())
    assert marshal.dumps(index, 2) == marshal.dumps(
        made, 2
    )  # later forms depend on what else points to a string


def test_an_imported_table_is_compiled_in_and_taken_out_again(alone: Path) -> None:
    before = len(gazetteer())
    (alone / "places").mkdir()
    table = alone / "places" / "mine.tsv"
    row = dict.fromkeys(COLUMNS, "") | {
        "id": "mine:1", "name_ar": "الغياثية", "lat": "35.3", "lon": "36.4", "kind": "settlement", "country": "SYR",
        "source": "import:mine",
    }  # fmt: skip
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    gazetteer.cache_clear()
    assert len(gazetteer()) == before + 1 and gazetteer().lookup("الغياثية")[0].id == "mine:1"
    table.unlink()
    gazetteer.cache_clear()
    assert len(gazetteer()) == before and not gazetteer().lookup("الغياثية")


def test_a_broken_cache_is_made_anew(alone: Path) -> None:
    size = len(gazetteer())
    (kept,) = (alone / "cache").glob("places-*.bin")
    kept.write_bytes(b"broken")
    gazetteer.cache_clear()
    assert len(gazetteer()) == size


def test_a_folder_that_cannot_be_written_is_no_error(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone / "file").write_text("no folder")
    monkeypatch.setenv("MARSAD_CACHE", str(alone / "file" / "cache"))
    assert len(gazetteer()) > 10_000


def test_every_theatre_has_its_folder_and_every_row_its_source() -> None:
    assert all(r["source"] for r in built_in())
    folder = Path(module.__file__).parents[1] / "knowledge" / "places"
    for (
        theatre
    ) in "syria iraq yemen libya sudan lebanon palestine egypt sahel somalia afghanistan_pakistan".split():
        assert (folder / theatre / "own.tsv").is_file()


@given(LETTERS)
def test_spellings_keep_the_name_and_are_folded(name: str) -> None:
    key = " ".join(name.split())
    assert key in spellings(key) or not key


@given(LETTERS)
def test_a_skeleton_has_no_weak_letters_and_no_doubled_ones(name: str) -> None:
    bones = skeleton(name)
    assert len(bones) <= len(name) and not set(bones[1:]) & set("اويءئؤة ")
    assert all(a != b for a, b in itertools.pairwise(bones))


@pytest.mark.parametrize(
    ("one", "other"),
    [("تشيتاجونج", "شيتاغونغ"), ("غاو", "جاو"), ("مايديجوري", "مايدوغوري"), ("غوما", "جوما")],
)
def test_sounds_that_arabic_has_no_letter_for(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
