"""One choice among the places and none, and among the dates and none."""

from __future__ import annotations

import pytest

from marsad.coder import when, where
from marsad.coder.code import code, prepare
from marsad.coder.decide import Linear, Models, shares
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.where_features import describe, scene_of
from marsad.model import Report

TEXT = "قصفت المدفعية صباح الاثنين بلدة تلبيسة وبلدة الرستن. ونزح السكان إلى مدينة حمص."


@pytest.fixture(scope="module")
def told() -> tuple[Reading, Proposal]:
    """A report, and the shelling that it tells of."""
    reading = read(Report(id="r", text=TEXT, published="2015-06-10"))
    return reading, next(p for p in prepare(reading) if p.type == "shelling")


def test_shares_sum_to_one_and_follow_the_totals() -> None:
    found = shares([1000.0, 1001.0, -1000.0])
    assert sum(found) == pytest.approx(1)
    assert found[1] > found[0] > found[2]


def filled(told: tuple[Reading, Proposal], none: float) -> Proposal:
    """The shelling under models that know nothing but how likely it has no place and no time."""
    reading, proposal = told
    models = Models(place=Linear(0.0, {"none": none}), date=Linear(0.0, {"none": none}))
    proposal.places, proposal.date = [], None
    where.fill(reading, [proposal], models)
    when.fill(reading, [proposal], models)
    return proposal


def test_nothing_is_given_where_none_is_likelier(told: tuple[Reading, Proposal]) -> None:
    proposal = filled(told, 20.0)
    assert not proposal.places
    assert proposal.date is None


def test_towns_of_one_list_come_together(told: tuple[Reading, Proposal]) -> None:
    proposal = filled(told, -20.0)
    assert {m.name for m in proposal.places} >= {"تلبيسة", "الرستن"}
    assert proposal.date is not None
    assert proposal.date.start == "2015-06-08" or proposal.date.start == "2015-06-10"


def test_without_models_the_nearest_is_given(told: tuple[Reading, Proposal]) -> None:
    reading, proposal = told
    proposal.places, proposal.date = [], None
    where.fill(reading, [proposal], Models())
    when.fill(reading, [proposal], Models())
    assert "تلبيسة" in proposal.places[0].name
    assert proposal.date is not None
    assert proposal.date.start == "2015-06-08"


def test_every_candidate_is_described_and_none_comes_last(told: tuple[Reading, Proposal]) -> None:
    reading, proposal = told
    found = where.candidates(reading, proposal)
    described = describe(reading, proposal, found, scene_of(reading))
    assert len(described) == len(found) + 1
    assert all(described)


def test_a_name_that_begins_with_waw_joins_no_list() -> None:
    text = "اندلعت اشتباكات في حي بابا عمرو في وسط مدينة حمص بين الجيش والمسلحين."
    (clash,) = [
        c
        for c in code(Report(id="r", text=text, published="2013-03-01", language="ar"))
        if c["kind"] == "event"
    ]
    assert clash["place"]["name"] == "حي بابا عمرو"


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    text = "شنت طائرات تابعة للجيش الوطني الليبي بقيادة خليفة حفتر سبع غارات على عين زارة جنوب طرابلس."
    claims = code(Report(id="r", text=text, published="2019-04-20", language="ar"))
    assert [c["type"] for c in claims if c["kind"] == "event"] == ["air_strike"]


def test_a_list_may_repeat_its_preposition() -> None:
    text = "تدور المعارك بين الفصائل ومقاتلي العشائر عند قرية كناكر وفي بلدتي الثعلة والمزرعة بريف السويداء."
    claims = code(Report(id="r", text=text, published="2025-07-15", language="ar"))
    clashes = [c for c in claims if c["kind"] == "event" and c["type"] == "armed_clash"]
    assert {c["place"]["name"] for c in clashes} == {"كناكر", "الثعلة", "المزرعة"}


def test_the_date_of_a_sentence_that_goes_back_is_its_own() -> None:
    text = (
        "أسفرت غارة عن مقتل مدني في إدلب بسوريا. وهاجم مسلحون حاجزا وخطفوا جنديا قرب المدينة. "
        "وكانت المدينة قد تعرضت لتفجير يوم 9 آذار الماضي."
    )
    claims = code(Report(id="r", text=text, published="2018-03-29", language="ar"))
    times = {c["type"]: c["time"] and c["time"]["start"] for c in claims if c["kind"] == "event"}
    assert times["explosion"] == "2018-03-09" and times["abduction"] != "2018-03-09"


def dates(text: str, published: str) -> dict[str, set[str | None]]:
    """The first days of the dates that the events of a text may have, by type."""
    seen = read(Report(id="r", text=text, published=published, language="ar"))
    return {p.type: {d.start for d, _ in when.candidates(seen, p)} for p in prepare(seen)}


def test_how_long_after_a_deed_dates_that_deed_only() -> None:
    given = dates("أفرجت السلطات عن الصحفي خالد محمود بعد ثلاثة أشهر من اعتقاله.", "2014-02-03")
    assert given["release"] == {"2014-02-03"}
    assert "2013-11-01" in given["arrest"]


def test_since_when_a_town_is_besieged_dates_the_siege_only() -> None:
    given = dates("قصفت قوات النظام مدينة الرستن المحاصرة منذ عام 2012.", "2014-02-03")
    assert given["shelling"] == {"2014-02-03"}
    assert "2012-01-01" in given["siege"]


def events(text: str, published: str) -> list[tuple[str, str | None]]:
    """(type, name of the place) of each event of a text."""
    claims = code(Report(id="r", text=text, published=published, language="ar"))
    return [(c["type"], c["place"] and c["place"]["name"]) for c in claims if c["kind"] == "event"]


def test_what_is_answered_does_not_happen_where_the_answer_does() -> None:
    text = "أعلنت سرايا القدس قصف عسقلان بعشرات الصواريخ ردا على اغتيال قائد وحدتها في غارة."
    assert ("killing", "عسقلان") not in events(text, "2023-05-12")


def test_a_machine_that_is_shot_down_strikes_nobody() -> None:
    text = "أسقطت جبهة تحرير تيغراي مروحية للجيش الإثيوبي وسيطرت على مدينة ديسي."
    assert {t for t, _ in events(text, "2021-11-02")} == {"interception", "capture"}


def test_a_raid_by_drones_is_one_strike() -> None:
    text = "أعلنت المقاومة الإسلامية في العراق استهداف قاعدة عين الأسد غربي البلاد بطائرة مسيرة."
    assert [t for t, _ in events(text, "2023-10-20")] == ["air_strike"]


def test_a_sure_capture_gains() -> None:
    text = "سقطت بلدة زمار شمال غرب الموصل بيد تنظيم داعش بعد معارك عنيفة."
    claims = code(Report(id="r", text=text, published="2014-08-03", language="ar"))
    told = [(c["actor"]["name"], c["change"]) for c in claims if c["kind"] == "control"]
    assert told == [("تنظيم داعش", "gained")]


def test_a_likely_deed_of_an_armed_side_makes_a_report_one_on_a_conflict() -> None:
    text = "افتتح الوزير معرض الكتاب في المدينة أمام جمهور كبير من القراء والكتاب. " * 5
    deed = "وقصف الجيش السوري بلدة سرمين بريف إدلب بالمدفعية فقتل ثلاثة مدنيين."
    assert "shelling" in {t for t, _ in events(text + deed, "2020-01-01")}


def test_a_bombers_car_is_no_second_blast() -> None:
    text = "استهدف انتحاري يقود شاحنة مفخخة رتلا للبيشمركة قرب مدينة مخمور وقتل أربعة مقاتلين."
    assert {t for t, _ in events(text, "2016-10-17")} & {"suicide_attack", "explosion"} == {"suicide_attack"}
