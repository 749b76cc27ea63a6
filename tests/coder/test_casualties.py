"""Casualties: the corpus of sentences, triggers, whose people and who did it."""

import os
from pathlib import Path

import pytest
import yaml

from marsad.coder.actors import find_actors
from marsad.coder.casualties import find_casualties
from marsad.coder.dates import find_dates
from marsad.coder.numbers import find_numbers
from marsad.coder.text import Document

CORPUS = Path(__file__).parent / "corpus"


def casualties(text, published="2014-01-08"):
    doc = Document(text, published)
    numbers = find_numbers(doc)
    return doc, find_casualties(doc, numbers, find_actors(doc, numbers), [], find_dates(doc, numbers))


def read(name):
    return yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))


def told(candidate):
    flags = "a" * candidate.approx + "p" * (candidate.part_of is not None)
    return [candidate.outcome, candidate.category, candidate.min, candidate.max, *([flags] if flags else [])]


@pytest.mark.parametrize("row", read("casualties.yaml"), ids=lambda row: row["text"])
def test_claims(row):
    assert [told(c) for c in casualties(row["text"])[1]] == row["claims"]


@pytest.mark.parametrize("text", read("casualties_none.yaml"))
def test_what_is_no_casualty(text):
    assert [told(c) for c in casualties(text)[1]] == []


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("أسفر القصف عن مقتل أربعة أشخاص وإصابة تسعة.", ["أربعة أشخاص", "تسعة"]),
        ("قتل ما لا يقل عن 21 مقاتلا في الكمين.", ["ما لا يقل عن 21 مقاتلا"]),
        ("سقط 30 قتيلا وعشرات الجرحى.", ["30 قتيلا", "وعشرات الجرحى"]),
    ],
)
def test_triggers_are_the_shortest_words_that_count(text, triggers):
    doc, found = casualties(text)
    assert [doc.quote(c.first, c.last) for c in found] == triggers


def test_a_part_points_at_its_whole():
    found = casualties("قتل ثلاثة جنود. وقتل 30 مدنيا بينهم خمسة أطفال.")[1]
    assert [c.part_of for c in found] == [None, None, 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قتل ثلاثة من عناصر الجيش السوري الحر في المعركة.", "الجيش السوري الحر"),
        ("أدى الهجوم إلى مقتل خمسة مقاتلين من حركة طالبان.", "حركة طالبان"),
        ("سقط عشرة قتلى في صفوف حزب الله.", "حزب الله"),
        ("قالت كتيبة الصخر إن خمسة جرحى سقطوا في صفوفها.", "كتيبة الصخر"),
        ("صد الجيش هجوما لحركة طالبان وأسر ثلاثة منهم.", "حركة طالبان"),
        ("وقال الأهالي إن صحفيا يعمل في قناة الأفق كان بين القتلى.", "قناة الأفق"),
    ],
)
def test_whose_people_they_are(text, name):
    assert casualties(text)[1][0].affiliation.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قتل ستة متظاهرين برصاص قوات الأمن.", "قوات الأمن"),
        ("قتل خمسة جنود على يد مسلحين في المدينة.", "مسلحين"),
        ("قتل مسلحون ستة مزارعين قرب القرية.", "مسلحون"),
        ("اعتقلت الشرطة خمسة ناشطين.", "الشرطة"),
        ("وكان تنظيم داعش قد قتل الأحد ثمانية جنود.", "تنظيم داعش"),
        ("وقال المرصد إن الجيش قتل ثلاثة مزارعين.", "الجيش"),
        ("أصيب أربعة جنود في كمين نصبه مسلحون.", "مسلحون"),
    ],
)
def test_who_did_it(text, name):
    assert casualties(text)[1][0].perpetrator.name == name


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("اغتال مسلحون العقيد خالد سالم أمام منزله.", "combatant"),
        ("أعلن الفصيل مقتل القيادي محمود حسن في غارة.", "combatant"),
        ("أصيب الناشط أحمد سعيد بطلق ناري.", "activist"),
    ],
)
def test_a_named_victim_is_one(text, category):
    found = casualties(text)[1]
    assert [(c.category, c.min, c.max) for c in found] == [(category, 1, 1)]


def test_a_named_victim_told_again_is_one_claim():
    text = "قتل العقيد خالد سالم في كمين. ودان الحزب مقتل العقيد خالد سالم."
    assert len(casualties(text)[1]) == 1


def test_links_to_other_reports_are_passed_over():
    text = "قتل ثلاثة أشخاص في القصف.\nاقرأ أيضا:\nمقتل 15 شخصا في العاصمة\nإصابة تسعة متظاهرين"
    assert [c.max for c in casualties(text)[1]] == [3]


def test_nothing_breaks_on_odd_text():
    for text in ("", " ", "قتل", "بينهم", "مقتل و", "12", "بين قتيل وجريح", "و\n\nو", "معظمهم من"):
        casualties(text)


def test_measured_on_reference_data(shared):
    """Recall of exact counts on the reference reports, as a floor against losses."""
    import json

    hits = total = 0
    for line in (shared / "dev" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        found = {(c.outcome, c.min, c.max) for c in casualties(report["text"], report["published"])[1]}
        gold = [c for c in report["claims"] if c["kind"] == "casualties"]
        hits += sum((c["outcome"], c["min"], c["max"]) in found for c in gold)
        total += len(gold)
    assert hits / total > 0.72, os.linesep + f"{hits} of {total}"


@pytest.mark.parametrize("by", ["برصاص قوات الأمن", "بنيران قوات الأمن السورية", "بهجوم قوات الأمن"])
def test_those_hurt_are_not_the_people_of_who_did_it(by):
    (found,) = casualties(f"مقتل 12 شخصا {by}.")[1]
    assert (found.category, found.affiliation) == ("unspecified", None)


def test_some_of_a_body_are_of_that_body():
    found = casualties("أصيب تسعة من عناصر شرطة المدينة بينهم ضابط. وانتشر الجيش في الحي.")[1]
    assert [c.affiliation.name for c in found] == ["شرطة المدينة", "شرطة المدينة"]


def test_who_died_with_somebody_was_not_killed_by_him():
    found = casualties("وقالت المصادر إن قائد كتيبة الصخر قتل مع ثلاثة من مرافقيه في كمين.")[1]
    assert [c.perpetrator for c in found] == [None, None]


def test_the_side_out_of_which_they_are_counted():
    found = casualties("وقتل من الجيش السوري تسعة وجرح أربعة. واستشهد من قواتنا خمسة.")[1]
    sides = [c.affiliation.name if c.affiliation else None for c in found if c.outcome == "killed"]
    assert sides == ["الجيش السوري", "قواتنا"]
