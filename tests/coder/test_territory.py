"""What is taken, left and entered: which words can tell it, and of which towns of a list."""

import pytest

from marsad.coder.code import code
from marsad.coder.proposals import Proposal, propose
from marsad.coder.reading import read
from marsad.coder.territory import _raid
from marsad.coder.where import listed_with
from marsad.model import Report


def reading_of(text):
    return read(Report(id="r", text=text, published="2019-08-20", language="ar"))


def told(text):
    return {p.hit.trigger.id for p in propose(reading_of(text))}


# The sentence, what it can tell, and what it can not.
ROWS = [
    ("وغادرت عشرات العائلات بلدة الرستن خوفا من القصف.", "displacement/ghadara_ahali", "withdrawal/ghadara"),
    ("وغادر المسلحون بلدة الرستن بعد المعارك.", "withdrawal/ghadara", "displacement/ghadara_ahali"),
    ("وقال إن ستين أسرة غادرت بيوتها في الرستن.", "displacement/taraka_bayt", "withdrawal/ghadara"),
    ("وانتهت المعارك. وتسيطر كتائب الصخر على الرستن.", "", "capture/saytara"),
    ("وانتهت المعارك. وسيطرت كتائب الصخر على الرستن.", "capture/saytara", ""),
    ("وقاتل المسلحون قبل أن تسيطر كتائب الصخر. وقصفت الطائرات قبل أن تسيطر على الرستن.", "capture/saytara", ""),
    ("ودخلت كتائب الصخر مدينة الرستن.", "capture/dakhala_madina", ""),
    ("ودخلت قافلة مدينة الرستن برفقة جنود.", "", "capture/dakhala_madina"),
    ("ودخلت معارك الجيش يومها الثاني في مدينة الرستن.", "", "capture/dakhala_madina"),
    ("وتسلم الجيش مواقع كتيبة الصخر في الرستن.", "handover/tasallama_makan", "handover/sallama_makan"),
    ("وسقطت تلعفر بعد معارك مع الجيش.", "capture/saqata_makan", ""),
    ("ويتجه المسلحون إلى الرستن التي سقطت قبل شهر.", "capture/saqata_makan", ""),
    ("وسقط في الرستن خمسة جنود.", "", "capture/saqata_makan"),
    ("وقال إن مئات العائلات غادرت بلدة الرستن.", "displacement/ahali_ghadaru", ""),
    ("وقال إن مئات الجنود غادروا بلدة الرستن.", "", "displacement/ahali_ghadaru"),
    ("وسقطت قذائف الجيش على منازل في مدينة الرستن.", "", "capture/suqut_madina"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "can", "can_not"), ROWS, ids=[r[0][:50] for r in ROWS])
def test_what_the_words_can_tell(text, can, can_not):
    found = told(text)
    assert not can or can in found
    assert can_not not in found


@pytest.mark.parametrize(
    ("text", "raid"),
    [
        ("واقتحمت قوة مخيم الفوار وانسحبت بعد ساعات.", True),
        ("وسيطرت كتائب الصخر على بلدة الرستن ثم انسحبت منها.", False),
    ],
)
def test_who_raids_a_place_had_not_held_it(text, raid):
    reading = reading_of(text)
    proposals: list[Proposal] = propose(reading)
    assert [_raid(reading, p) for p in proposals if p.type == "withdrawal"] == [raid]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "وانسحبت الفصائل من مدينة خان شيخون في ريف إدلب الجنوبي ومن بلدات اللطامنة وكفرزيتا ومورك أمس.",
            ["خان شيخون", "اللطامنة", "كفرزيتا", "مورك"],
        ),
        ("وسيطر الجيش على سراقب ثاني كبرى المدن، وعلى بلدة خان شيخون.", ["سراقب", "خان شيخون"]),
        ("وفر السكان من سراقب. وفي إدلب ومن حولها قتل خمسة.", ["سراقب"]),
    ],
)
def test_a_list_goes_on_behind_its_preposition(text, names):
    reading = reading_of(text)
    best, *others = reading.places
    assert [best.name, *(m.name for m in listed_with(reading, best, others))] == names


def changes_of(text):
    """The changes of control that the whole coder tells: who, what, where."""
    claims = code(Report(id="r", text=text, published="2019-08-20", language="ar"))
    return {
        (c["actor"]["name"], c["change"], c["place"]["name"])
        for c in claims
        if c["kind"] == "control" and c["place"]
    }


def test_who_is_driven_out_has_lost_the_place():
    text = "وقال ناشطون إن مقاتلي جبهة النصرة طردوا الجيش السوري من مدينة إدلب بعد معارك عنيفة."
    found = {(change, place) for _, change, place in changes_of(text)}
    assert {("gained", "إدلب"), ("lost", "إدلب")} <= found


def test_a_place_that_is_yet_to_be_left_is_not_lost():
    text = "وتزداد المخاوف قبل انسحاب قوات حلف شمال الأطلسي من كابول."
    assert not any(change == "lost" for _, change, _ in changes_of(text))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("وهاجمت كتائب الصخر بلدة سراقب وسيطرت على آليات للجيش فيها.", "gained"),
        ("وهاجم مسلحون بلدة سراقب، ثم انسحب المهاجمون من البلدة.", "lost"),
        ("وأمر الرئيس بالعمل على سحب القوات الخاصة من ولاية ورداك خلال أسبوعين.", "lost"),
    ],
)
def test_no_place_changes_hands(text, row):
    assert row not in {change for _, change, _ in changes_of(text)}


def test_armour_that_takes_a_town_is_no_loot():
    assert ("gained", "سراقب") in {r[1:] for r in changes_of("وسيطرت آليات الجيش على بلدة سراقب بعد معارك.")}


@pytest.mark.parametrize(
    "text",
    [
        "سقطت بلدة سراقب في قبضة مقاتلي لواء البيان بعد معارك.",
        "وكان سقوط سراقب في أيدي مقاتلي لواء البيان قبل شهر.",
    ],
)
def test_whose_hand_a_place_falls_into_has_gained_it(text):
    assert {change for _, change, _ in changes_of(text)} == {"gained"}


def test_whose_rule_a_place_is_freed_from_gains_nothing():
    text = "وأعلن الجيش تحرير بلدة سراقب من سيطرة مقاتلي جبهة النصرة بعد معارك."
    assert not {who for who, change, _ in changes_of(text) if change == "gained" and "النصرة" in who}


def test_who_was_driven_out_has_lost_the_place_whoever_did_it():
    found = changes_of("وقال ناشطون إن المقاتلين الذين طردوا من مدينة إدلب بعد معارك وصلوا إلى سراقب.")
    assert {(who, change) for who, change, place in found if place == "إدلب"} == {("المقاتلين", "lost")}


def test_from_whom_a_place_was_taken_stands_behind_the_taker():
    found = changes_of("وتقع القرية قرب سراقب، وهي مدينة انتزعتها قوات النظام من جبهة النصرة قبل شهر.")
    assert ("lost", "سراقب") in {row[1:] for row in found}


def test_the_town_that_fell_is_meant_not_the_province_it_lies_in():
    found = changes_of("وسقطت مدينة سراقب بمحافظة إدلب في قبضة مقاتلي جبهة النصرة.")
    assert {row[1:] for row in found} == {("gained", "سراقب")}


def test_raiders_who_leave_have_not_held_the_place():
    text = "هاجم مقاتلو طالبان مركزا للشرطة في قندوز ثم انسحبوا."
    claims = code(Report(id="r", text=text, published="2016-05-18", language="ar"))
    assert not [c for c in claims if c["kind"] == "control"]
