"""The frame files as data: known keys, known roles, unique ids, and enough example sentences in each."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.coder.lexicon import written_forms
from marsad.coder.text import fold
from marsad.knowledge import frame_files, read_yaml, vocabulary

KEYS = {
    *(
        "id",
        "type",
        "verb",
        "forms",
        "masdar",
        "noun",
        "participle",
        "phrase",
        "tail",
        "never",
        "after",
        "not_after",
        "not_before",
        "not_next",
        "not_behind",
        "not_written",
        "needs",
        "topic",
    ),
    *("passive", "certainty", "args", "weight"),
}
ROLES = {"actors", "recipients", "sides", "place", "weapon", "source", "none"}
POSITIONS = {"subj", "obj", "gen", "bare1", "bare2"}
CLAIM_KEYS = {"kind", "type", "trigger", "actors", "recipients", "place", "time", "weapon", "certainty"}
OTHERS = ("control", "relation")  # kinds of their own, with types below them
FILES = {data["type"]: data for data in frame_files()}


def event_types() -> set[str]:
    """The event types of the vocabulary."""
    types = vocabulary()["event_types"]
    return {t["id"] for t in types} if isinstance(types, list) else set(types)


def test_every_event_type_has_a_file() -> None:
    assert event_types() | set(OTHERS) == set(FILES)


@pytest.mark.parametrize("kind", FILES)
def test_ids_are_plain_and_unique(kind: str) -> None:
    ids = [entry["id"] for entry in FILES[kind]["triggers"]]
    assert len(ids) == len(set(ids))
    assert all(i.isascii() and i.replace("_", "").isalnum() for i in ids)


@pytest.mark.parametrize("kind", FILES)
def test_entries(kind: str) -> None:
    for entry in FILES[kind]["triggers"]:
        check_entry(kind, entry)


def check_entry(kind: str, entry: dict[str, Any]) -> None:
    """Whether an entry has known keys, roles and cues, and something to look for."""
    assert set(entry) <= KEYS, entry["id"]
    assert any(entry.get(k) for k in ("verb", "forms", "masdar", "noun", "participle", "phrase"))
    assert 0 < entry["weight"] <= 1
    assert set((entry.get("args") or {}).values()) <= ROLES
    for position in entry.get("args") or {}:
        assert position in POSITIONS or " " not in position
    assert all(" " in phrase for phrase in entry.get("phrase") or ()) or kind in OTHERS, entry["id"]
    if kind not in OTHERS:
        assert entry.get("type", kind) == kind
        assert {*entry.get("needs", ()), *entry.get("topic", ())} <= set(read_yaml("words/cues.yaml"))


@pytest.mark.parametrize("kind", FILES)
def test_words_are_folded_and_not_one_letter(kind: str) -> None:
    for entry in FILES[kind]["triggers"]:
        for form, _ in written_forms(entry):
            assert len(form) >= 2, f"{kind}/{entry['id']}: {form}"
            assert form == fold(form)


@pytest.mark.parametrize("kind", [k for k in FILES if k not in OTHERS])
def test_examples(kind: str) -> None:
    examples = FILES[kind]["examples"]
    assert sum(bool(e.get("claims")) for e in examples) >= 4
    assert sum(bool(e.get("none")) for e in examples) >= 3
    assert len({e["text"] for e in examples}) == len(examples)
    for example in examples:
        assert bool(example.get("claims")) != bool(example.get("none"))
        for claim in example.get("claims") or ():
            assert set(claim) <= CLAIM_KEYS
            assert claim["trigger"] in example["text"]
            assert claim.get("type", kind) == kind
