"""The text cut for the server's own marks: nothing lost, nothing nested."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.segments import Segment, overrides, segments


def _claim(kind: str, *spans: tuple[int, int]) -> dict[str, Any]:
    return {"kind": kind, "evidence": [{"start": start, "end": end} for start, end in spans]}


def test_the_shorter_evidence_is_on_top() -> None:
    found = segments("abcdefgh", [_claim("event", (1, 7)), _claim("control", (3, 5))])
    assert found == [
        Segment("a", None),
        Segment("bc", "event"),
        Segment("de", "control"),
        Segment("fg", "event"),
        Segment("h", None),
    ]


def test_an_empty_text_has_no_segment() -> None:
    assert segments("", []) == []


TEXT = st.text(min_size=1, max_size=60)
SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["event", "control"])), max_size=8
)


@given(
    TEXT,
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["event", "control"])), max_size=8
    ),
)
def test_segments_join_to_the_text(text: str, edges: list[tuple[int, int, str]]) -> None:
    cut = [(min(a, b, len(text)), min(max(a, b), len(text)), kind) for a, b, kind in edges]
    found = segments(text, [_claim(kind, (a, b)) for a, b, kind in cut])
    assert "".join(s.text for s in found) == text
    marked = sum(len(s.text) for s in found if s.kind)
    assert marked == len({i for a, b, _ in cut for i in range(a, b)})


def test_overrides_are_counted() -> None:
    assert overrides("ا\u202eب\u202c\u2066ج\u2069\u200f") == 2
