"""How sure: the corpus of governing words."""

from pathlib import Path

import pytest
import yaml

from marsad.coder.actors import find_actors
from marsad.coder.attribution import find_attributions
from marsad.coder.certainty import certainty_at
from marsad.coder.numbers import find_numbers
from marsad.coder.text import Document

CORPUS = Path(__file__).parent / "corpus"
ROWS = yaml.safe_load((CORPUS / "certainty.yaml").read_text(encoding="utf-8"))


def certainty(row):
    doc = Document(row["text"])
    actors = find_actors(doc, find_numbers(doc))
    at = next(i for i, t in enumerate(doc.tokens) if t.text == row["at"])
    return certainty_at(doc, at, at + 1, find_attributions(doc, actors), row["event"])


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['at']}: {r['text'][:60]}" for r in ROWS])
def test_certainty(row):
    assert certainty(row)[0] == row["is"]


def test_the_rule_is_named():
    assert certainty(ROWS[0])[1].startswith("certainty:")
