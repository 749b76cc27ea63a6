"""The weapon that a sentence names beside an event."""

import pytest

from marsad.coder.proposals import propose
from marsad.coder.reading import read
from marsad.coder.weapons import weapon_of
from marsad.model import Report

ROWS = [
    ("انفجرت سيارة مفخخة قرب السوق.", "explosion", "سيارة مفخخة"),
    ("قصف الجيش البلدة بالمدفعية الثقيلة وقذائف الهاون.", "shelling", "المدفعية الثقيلة"),
    ("ورشق المحتجون الشرطة بالحجارة أمام المبنى.", "riot", "الحجارة"),
    ("وأطلق المسلحون قذائف صاروخية على المعسكر.", "shelling", "قذائف صاروخية"),
    ("نفذ مهاجم تفجيرا انتحاريا بحزام ناسف عند الحاجز.", "suicide_attack", "حزام ناسف"),
    ("هاجم مسلحون نقطة للشرطة في المدينة.", "ground_attack", None),
    ("وصلت سيارة إلى السوق ثم هاجم مسلحون الحراس.", "ground_attack", None),
    ("دمر المقاتلون دبابة عند المدخل.", "destruction", None),
    ("اجتمع الوفدان لبحث ملف الصواريخ.", "talks", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "weapon"), ROWS, ids=[r[0][:50] for r in ROWS])
def test_the_weapon_is_named_in_the_reports_words(text, kind, weapon):
    reading = read(Report(id="r", text=text, published="2015-06-10", language="ar"))
    proposals = propose(reading)
    found = {weapon_of(reading, p, proposals) for p in proposals if p.type == kind}
    assert found, "the type is proposed"
    names = {w[0] for w in found if w}
    assert weapon in names if weapon else not names


def test_the_tokens_are_those_of_the_name():
    reading = read(Report(id="r", text="قصفت المروحيات القرية ببراميل متفجرة.", language="ar"))
    proposals = propose(reading)
    name, (first, last) = next(w for p in proposals if (w := weapon_of(reading, p, proposals)))
    assert name in reading.doc.quote(first, last)
