"""Words for deeds that tell of none, and who stands around what others tell of."""

import pytest

from marsad.coder.code import code
from marsad.coder.proposals import propose
from marsad.coder.reading import read
from marsad.model import Report


def types(text: str) -> set[str]:
    """The types of the events that a sentence is found to propose."""
    return {p.type for p in propose(read(Report(id="r", text=text, published="2016-05-18")))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أبطلت الشرطة مفعول سيارة مفخخة في الكرادة.", "explosion"),
        ("ضبطت القوات الأمنية معملا لتفخيخ السيارات في الفلوجة.", "explosion"),
        ("ضبط الجيش منصة لإطلاق الصواريخ في مأرب.", "shelling"),
        ("هدمت جرافات الاحتلال منزلين في قرية الولجة.", "capture"),
        ("هاجمت المقاومة مواقع الحوثيين في نهم.", "armed_clash"),
        ("بحسب بعثة الأمم المتحدة لدعم ليبيا قتل 14 مدنيا في طرابلس.", "support"),
        ("سقوط طائرة حربية قرب تفتناز.", "air_strike"),
        ("حرر الجيش ستين رهينة من قبضة بوكو حرام.", "abduction"),
    ],
)
def test_what_is_found_freed_or_only_named_is_no_deed(text: str, kind: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("انفجرت سيارة مفخخة في الكرادة.", "explosion"),
        ("دمرت شاحنة مفخخة مبنى البلدية.", "explosion"),
        ("بدأ الاحتلال العراقي للكويت.", "capture"),
        ("أعلن الجيش القضاء على عشرة مسلحين في تيزي وزو.", "ground_attack"),
    ],
)
def test_the_same_words_as_deeds(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("اتهم الجيش السوداني المتمردين بقصف مدينة كادوقلي.", "shelling", ["المتمردين"]),
        ("لم تعلق إسرائيل على الغارة التي استهدفت مطار المزة.", "air_strike", []),
        ("قضى 38 شخصا تحت التعذيب في سجون النظام.", "torture", ["النظام"]),
    ],
)
def test_who_did_what_others_tell_of(text: str, kind: str, actors: list[str]) -> None:
    events = code(Report(id="r", text=text, published="2016-05-18", language="ar"))
    assert [[a["name"] for a in e["actors"]] for e in events if e.get("type") == kind] == [actors]


def test_who_dies_has_not_ended_others() -> None:
    assert "ground_attack" in types("قضت وحدة من الجيش على 14 مسلحا في درعا.")
    assert "ground_attack" not in types("قضى ثلاثة مدنيين في قصف على دوما.")
