"""Room 4: where a mention stands to a trigger."""

import pytest

from marsad.coder.proposals import propose
from marsad.coder.reading import Reading, read
from marsad.coder.syntax import positions
from marsad.model import Report


def reading(text: str) -> Reading:
    return read(Report(id="x", text=text, published="2015-06-10", language="ar"))


def names(text: str, kind: str) -> dict[str, str]:
    """Position names of the actors around the first trigger of the type."""
    r = reading(text)
    proposal = next(p for p in propose(r) if p.type == kind)
    found = positions(r.doc, proposal.hit, r.actors, r.actors_in[proposal.sentence])
    return {r.actors[k].name: p.name for k, p in found.items() if k not in r.nested}


def test_the_sides_of_between() -> None:
    found = names("اندلعت اشتباكات عنيفة بين قوات الأمن ومسلحين مجهولين قرب المطار.", "armed_clash")
    assert found["قوات الأمن"] == "side1"
    assert found["مسلحين مجهولين"] == "side2"


def test_names_behind_namely_stand_for_their_head() -> None:
    found = names("تدور اشتباكات بين الجيش السوري وثلاثة فصائل هي حركة النور ولواء الفجر.", "armed_clash")
    assert found["حركة النور"] == found["لواء الفجر"] == "side2"


def test_a_preposition_names_the_position() -> None:
    found = names("اشتبك مقاتلو الجيش الحر مع عناصر الشرطة أمس.", "armed_clash")
    assert found["عناصر الشرطة"] == "مع"


@pytest.mark.parametrize("mark", ["“", "«", '"'])
def test_quotes_around_names_change_nothing(mark: str) -> None:
    close = {"“": "”", "«": "»", '"': '"'}[mark]
    found = names(f"دارت معارك بين {mark}الجيش الحر{close} وقوات النظام.", "armed_clash")
    assert found["الجيش الحر"] == "side1"
    assert found["قوات النظام"] == "side2"
