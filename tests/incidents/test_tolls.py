"""Tolls by the rule of docs/incidents.md: nothing averaged, "at least" kept, parts no totals, reprints no voices."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.incidents import Incident, join
from marsad.incidents.grades import airwars, ucdp
from marsad.incidents.model import Judgement, Range

from .happenings import OTHER, TOWN, Writer, bombing


def bombed(told: Writer) -> Incident:
    """The incident of the first claim."""
    return next(i for i in join(told.claims, told.reports) if told.claims[0]["id"] in i.claims)


def one_report(*counts: tuple[Any, ...], **fields: Any) -> Writer:
    told = Writer()
    told.report("a", "2014-05-05", "وكالة الجبل")
    told.event("explosion", "انفجار", "هز انفجار سوق بلدة الصفصاف.", TOWN, "2014-05-05")
    for count in counts:
        told.killed(*count, **fields)
    return told


def test_lowest_latest_and_highest_total() -> None:
    assert bombed(bombing()).killed == Range(low=12, best=18, high=18, open=True)


def test_a_reprint_is_a_claim_but_no_voice() -> None:
    found = bombed(bombing())
    assert found.voices == 3
    (toll,) = [t for t in found.tolls if t.outcome == "killed"]
    assert [(v.report, v.reprint_of) for v in toll.voices] == [
        ("a", None),
        ("b", None),
        ("c", None),
        ("d", "a"),
    ]


def test_a_reprint_that_somebody_knows_of_counts_as_one() -> None:
    told = bombing()
    found = join(told.claims, told.reports, reprint_of={"b": "a"})
    assert next(i for i in found if "b" in i.reports and i.type == "explosion").voices == 2


def test_words_for_many_bound_nothing() -> None:
    assert bombed(one_report(("عشرات القتلى", 20, None), approx=True)).killed is None
    assert bombed(one_report(("قتلى", None, None))).killed is None


def test_at_least_stays_at_least() -> None:
    found = bombed(one_report(("21 على الأقل", 21, None)))
    assert found.killed == Range(21, 21, 21, open=True)
    assert found.killed.shown == "21+"


def test_a_part_is_no_total() -> None:
    told = one_report(("42 جثة", 42, 42))
    whole = told.claims[-1]["id"]
    told.killed("خمسة أطفال", 5, 5, part_of=whole, category="child")
    found = bombed(told)
    assert found.killed == Range(42, 42, 42)
    children = next(t for t in found.tolls if t.category == "child")
    assert (children.low, children.high, children.voices[0].total) == (5, 5, False)


def test_neighbouring_parts_without_a_whole_are_added_up() -> None:
    told = one_report(("ثمانية أطفال", 8, 8), category="child")
    told.killed("وشرطي", 1, 1, category="police")
    assert bombed(told).killed == Range(9, 9, 9)


def test_what_is_likely_called_for_or_denied_is_no_total() -> None:
    for certainty in ("possible", "called_for", "denied"):
        assert bombed(one_report(("100 قتيل", 100, 100), certainty=certainty)).killed is None


def test_a_toll_of_the_whole_country_is_not_the_incident_s() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.reports[-1]["text"] += "."
    told.killed("92 شخصا في أنحاء متفرقة من البلاد", 92, 92)
    assert bombed(told).killed == Range(12, 12, 12)


def test_rival_tolls_of_one_day_are_contradictions_and_a_rise_is_none() -> None:
    found = bombed(bombing())
    said = {(c.says_a, c.says_b) for c in found.contradictions if c.about == "killed"}
    assert said == {("12", "15+")}


def test_rival_accounts_of_who_did_it_are_listed() -> None:
    told = bombing()
    for report, actor in (("a", "syr-mil"), ("b", "islamic-state")):
        claim = next(c for c in told.claims if c["report"] == report and c.get("type") == "explosion")
        claim["actors"] = [{"name": actor, "id": actor, "role": None, "country": None}]
    (rival,) = [c for c in bombed(told).contradictions if c.about == "actors"]
    assert (rival.says_a, rival.says_b) == ("syr-mil", "islamic-state")


def test_ucdp_figures() -> None:
    found = ucdp(bombed(bombing()))
    assert found == {"low": 12, "best": 18, "high": 18, "where_prec": 1, "date_prec": 1}


def test_airwars_grades() -> None:
    assert airwars(bombed(bombing()))["grade"] == "fair"
    assert airwars(bombed(one_report(("12 مدنيا", 12, 12), category="civilian")))["grade"] == "weak"
    assert airwars(bombed(one_report(("12 مقاتلا", 12, 12), category="combatant")))["grade"] == "discounted"
    harm = airwars(bombed(one_report(("12 مدنيا", 12, 12), category="civilian")))
    assert harm["civilians_killed_min"] == 12
    told = one_report(("12 مدنيا", 12, 12), category="civilian")
    told.claims[0]["actors"] = [{"name": "الجيش", "id": "syr-mil", "role": "MIL", "country": "SYR"}]
    told.claims[0]["sources"] = [{"name": "الجيش", "id": "syr-mil", "via": None}]
    assert airwars(bombed(told))["grade"] == "confirmed"


def test_tolls_of_two_towns_stay_apart() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.event("shelling", "قصفت", ".\nوقصفت المدفعية مدينة السنديان.", OTHER, "2014-05-05")
    told.killed("ثلاثة", 3, 3)
    assert bombed(told).killed == Range(12, 12, 12)


def test_a_named_victim_is_one_of_the_dead_of_others() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.report("b", "2014-05-05", "صحيفة السهل")
    told.event("explosion", "انفجار", "قتل في انفجار سوق بلدة الصفصاف", TOWN, "2014-05-05")
    told.killed("سمير العطار", 1, 1)
    found = join(told.claims, told.reports, [same(told, 0, 2)])
    assert next(i for i in found if told.claims[0]["id"] in i.claims).killed == Range(12, 12, 12)
    assert bombed(one_report(("سمير العطار", 1, 1))).killed == Range(1, 1, 1)
    assert bombed(one_report(("رجل", 1, 1))).killed == Range(1, 1, 1)


def same(told: Writer, a: int, b: int) -> Judgement:
    return Judgement(told.claims[a]["id"], told.claims[b]["id"], "same", "reader", "2014-06-01T00:00:00Z")


def test_dead_and_wounded_in_one_number_bound_nothing_below() -> None:
    told = one_report(("210 قتلى", 210, 210))
    told.reports[-1]["text"] += " وجرحى"
    found = bombed(told)
    assert found.killed is None
    assert [v.said for t in found.tolls for v in t.voices] == ["<=210"]


def test_some_of_the_dead_are_no_total() -> None:
    assert bombed(one_report(("سبعة من القتلى", 7, 7))).killed is None


def test_a_toll_whose_parts_are_spread_over_a_country_is_not_the_incident_s() -> None:
    told = one_report(("99 قتيلا", 99, 99))
    whole = told.claims[-1]["id"]
    told.reports[-1]["text"] += ". وتوزع القتلى بواقع"
    told.killed("30 في دمشق", 30, 30, part_of=whole)
    assert bombed(told).killed is None


def test_the_dead_of_two_sides_are_added_up() -> None:
    sides = [{"name": side, "id": side, "role": "MIL", "country": None} for side in ("syr-mil", "irq-mil")]
    told = one_report(("48 جنديا", 48, 48), category="combatant", affiliation=sides[0])
    told.reports[-1]["text"] += " سوريا كانوا في طريقهم إلى معبر حدودي غربي البلاد بعد أن فروا"
    told.killed("وتسعة جنود", 9, 9, category="combatant", affiliation=sides[1])
    found = bombed(told)
    assert found.killed == Range(57, 57, 57)
    assert {t.affiliation: t.high for t in found.tolls} == {"syr-mil": 48, "irq-mil": 9}


@pytest.mark.parametrize("category", ["unspecified", "civilian"])
def test_what_an_and_joins_is_added_up(category: str) -> None:
    told = one_report(("37 عاملا", 37, 37), category="civilian")
    told.killed("وسائق واحد", 1, 1, category=category)
    assert bombed(told).killed == Range(38, 38, 38)


def test_zero_where_somebody_says_that_nobody_came_to_harm() -> None:
    told = one_report()
    told.reports[-1]["text"] += " دون وقوع إصابات."
    found = bombed(told)
    assert found.killed == found.wounded == Range(0, 0, 0)
    assert found.casualties == ()
    assert {v.claim for t in found.tolls for v in t.voices} == {told.claims[0]["id"]}
    told.reports[-1]["text"] = told.reports[-1]["text"].replace("وقوع إصابات", "ذكر عدد الإصابات")
    assert bombed(told).killed is None


def test_the_dead_belong_to_what_the_words_beside_them_name() -> None:
    told = one_report()
    told.event("armed_clash", "اشتباكات", " تلته اشتباكات في محيط البلدة", TOWN, "2014-05-05")
    told.reports[-1]["text"] += ". وقال شهود إن عدد من قضوا في الانفجار بلغ"
    told.killed("12 شخصا", 12, 12)
    found = join(told.claims, told.reports)
    assert [(i.type, i.killed) for i in found if i.killed] == [("explosion", Range(12, 12, 12))]


def test_what_an_attack_answers_to_is_not_its_toll() -> None:
    told = one_report()
    told.reports[-1]["text"] += " وقالت جماعة إن التفجير جاء ردا على مقتل"
    told.killed("خمسة أشخاص", 5, 5)
    assert bombed(told).killed is None


def test_a_second_telling_s_dead_are_the_first_one_s() -> None:
    told = one_report()
    told.event("explosion", "التفجير", " وقال شهود إن التفجير أدى إلى مقتل", TOWN, "2014-05-05")
    told.killed("12 شخصا", 12, 12)
    assert bombed(told).killed == Range(12, 12, 12)


def test_what_is_told_as_a_day_older_is_of_another_happening() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.reports[-1]["text"] += " بعد ساعات على مقتل"
    told.killed("ثلاثين", 30, 30)
    assert bombed(told).killed == Range(12, 12, 12)


def test_a_report_that_counts_dead_tells_no_zero() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.reports[-1]["text"] += ". ولم تقع خسائر في الأرواح بين الموظفين."
    assert bombed(told).killed == Range(12, 12, 12)


def write(told: Writer, more: str) -> None:
    told.reports[-1]["text"] += more


def test_an_and_before_a_number_joins_too() -> None:
    told = one_report(("13 جنديا", 13, 13), category="combatant")
    write(told, " و")
    told.killed("65 مسلحا", 65, 65, category="combatant")
    told.reports[-1]["text"] = told.reports[-1]["text"].replace(" و 65", " و65")
    trigger = told.claims[-1]["evidence"][0]
    trigger["start"], trigger["end"] = trigger["start"] - 1, trigger["end"] - 1
    assert bombed(told).killed == Range(78, 78, 78)


def test_a_noun_that_begins_like_an_and_is_not_joined() -> None:
    told = one_report(("12 شخصا", 12, 12))
    told.killed("وزيران", 2, 2, category="official")
    assert bombed(told).killed == Range(12, 12, 12)


@pytest.mark.parametrize(
    ("beside", "wide"),
    [
        (" الأسبوع الماضي", False),
        (" في 16 كانون الثاني من الشهر الماضي", False),
        (" في أسبوع", True),
        (" خلال الشهر الماضي", True),
        (" منذ بداية العام", True),
    ],
)
def test_a_week_in_a_date_is_no_longer_time(beside: str, wide: bool) -> None:
    told = one_report(("12 شخصا", 12, 12))
    write(told, beside)
    assert (bombed(told).killed is None) is wide


def test_attacks_all_over_a_country_have_a_toll_of_their_own() -> None:
    told = Writer()
    told.report("a", "2014-05-05", "وكالة الجبل")
    told.event("explosion", "تفجيرات", "وقعت تفجيرات في أنحاء متفرقة من البلاد.", TOWN, "2014-05-05")
    write(told, " وأدت في مختلف المناطق إلى مقتل")
    told.killed("92 شخصا", 92, 92)
    assert bombed(told).killed == Range(92, 92, 92)


def test_a_part_whose_whole_is_told_of_another_happening_is_a_total() -> None:
    told = Writer()
    told.report("a", "2014-05-05", "وكالة الجبل")
    told.event("explosion", "انفجار", "هز انفجار سوق بلدة الصفصاف وقتل", TOWN, "2014-05-05")
    told.killed("19 شخصا", 19, 19)
    whole = told.claims[-1]["id"]
    told.event("shelling", "قصف", ".\nوأدى قصف مدينة السنديان إلى مقتل", OTHER, "2014-05-05")
    told.killed("شرطيين", 2, 2, part_of=whole, category="police")
    found = {i.type: i.killed for i in join(told.claims, told.reports)}
    assert found == {"explosion": Range(19, 19, 19), "shelling": Range(2, 2, 2)}


def test_the_dead_of_two_sides_are_one_where_they_are_told_again() -> None:
    told = one_report(("اثنان من أفراد الأمن", 2, 2), category="police")
    write(told, ".\nوأكدت إدارة العلاقات العامة مقتل")
    told.killed("جنديين اثنين", 2, 2, category="combatant")
    assert bombed(told).killed == Range(2, 2, 2)


def test_a_count_belongs_to_an_event_of_its_own_sentence() -> None:
    told = Writer()
    told.report("a", "2014-05-05", "وكالة الجبل")
    told.event("ground_attack", "اقتحم", "اقتحم مسلحون سوق بلدة الصفصاف", TOWN, "2014-05-05")
    write(told, " في ساعة مبكرة من صباح اليوم بينما كان الباعة يفتحون محالهم وقتل")
    told.killed("سبعة", 7, 7)
    told.claims[-1]["place"] = None
    told.event("shelling", "وقصفت", ".\nوقصفت المدفعية مدينة السنديان", OTHER, "2014-05-05")
    found = {i.type: i.killed for i in join(told.claims, told.reports)}
    assert found == {"ground_attack": Range(7, 7, 7), "shelling": None}
