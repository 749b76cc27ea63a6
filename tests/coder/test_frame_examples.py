"""Every example sentence of the frame files, run through the whole coder with its shipped models.

`known_misses.yaml` names the sentences that the coder still gets wrong; one of them that comes right fails here, so
that the list can only shrink.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.coder.code import code
from marsad.coder.examples import Example, examples
from marsad.coder.text import fold

KNOWN = frozenset(yaml.safe_load(Path(__file__).with_name("known_misses.yaml").read_text(encoding="utf-8")))


def cases() -> list[Any]:
    """The sentences, the known misses marked."""
    wrong = pytest.mark.xfail(strict=True, reason="named in known_misses.yaml")
    return [
        pytest.param(e, id=e.report.id, marks=[wrong] if e.report.id in KNOWN else []) for e in examples()
    ]


def value(claim: dict[str, Any]) -> str | None:
    """A claim's type, change or relation."""
    return claim.get("type") or claim.get("change") or claim.get("relation")


def states(claim: dict[str, Any], wanted: dict[str, Any], frame: str) -> bool:
    """Whether a coded claim is the wanted one: its kind and type, at the wanted trigger."""
    coded, told = fold(claim["evidence"][0]["text"]), fold(wanted["trigger"])
    overlap = (
        told in coded or coded in told or set(coded.split()) & set(told.split())
    )  # a glued و belongs to the word
    kind = wanted.get("kind", "event")
    same = claim["kind"] == kind and value(claim) == (value(wanted) or frame)
    return same and bool(overlap)


@pytest.mark.parametrize("example", cases())
def test_the_sentence_states_what_it_should(example: Example) -> None:
    claims = code(example.report)
    if not example.claims:
        assert not [c for c in claims if example.frame in (c["kind"], value(c))]
    for wanted in example.claims:
        assert any(states(c, wanted, example.frame) for c in claims), wanted


def test_no_known_miss_is_forgotten() -> None:
    assert {e.report.id for e in examples()} >= KNOWN
