"""What is kept in the cache folder equals its source, and a changed source or a broken file is read anew."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from marsad import knowledge
from marsad.knowledge import parse_yaml, read_yaml
from marsad.knowledge.kept import kept


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path))
    knowledge._parsed.cache_clear()
    return tmp_path


def names() -> list[str]:
    return [name for name, _ in knowledge._sources()]


@pytest.mark.parametrize("name", names())
def test_a_kept_file_equals_its_source(name: str) -> None:
    for _ in range(2):  # parsed, then from the cache
        knowledge._parsed.cache_clear()
        assert repr(read_yaml(name)) == repr(
            parse_yaml(files("marsad.knowledge").joinpath(name).read_bytes())
        )


def test_kept_weights_equal_their_source() -> None:
    raw = files("marsad.knowledge").joinpath("weights/coder.json").read_bytes()
    made = [kept("weights", raw, lambda: json.loads(raw)) for _ in range(2)]
    assert repr(made[0]) == repr(made[1]) == repr(json.loads(raw))


def test_a_reader_may_change_what_it_reads() -> None:
    read_yaml("vocabulary.yaml").clear()
    assert read_yaml("vocabulary.yaml")


def test_a_changed_source_is_built_anew_and_replaces_the_old(cache: Path) -> None:
    assert [kept("x", raw, lambda raw=raw: [raw]) for raw in (b"1", b"2", b"2")] == [[b"1"], [b"2"], [b"2"]]  # type: ignore[misc]
    assert len(list(cache.glob("x-*"))) == 1


def test_a_broken_file_is_built_anew(cache: Path) -> None:
    kept("x", b"1", lambda: 1)
    (path,) = cache.glob("x-*")
    path.write_bytes(path.read_bytes()[:-1])
    assert kept("x", b"1", lambda: 2) == 2
    assert kept("x", b"1", lambda: 3) == 2


def test_without_a_writable_folder_it_is_built_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "file" / "cache"))
    assert [kept("x", b"1", lambda n=n: n) for n in (1, 2)] == [1, 2]  # type: ignore[misc]
