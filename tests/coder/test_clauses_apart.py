"""What one clause tells stays with it: its place, its doer, its day, what is only planned or denied in it."""

from __future__ import annotations

import pytest

from .coded_text import claims_of, event_of, names

BREAKDOWN = (
    "قتل اليوم 70 شخصا في سوريا. ففي محافظة ريف دمشق قتل 24 شخصا بينهم ستة مقاتلين في حرستا ودوما، "
    "وفي محافظة درعا قتل ستة مواطنين بينهم طفلان جراء قصف بلدة نصيب، "
    "وفي حلب قتل رجلان برصاص قناص في حي الأنصاري."
)


def counts(text: str) -> list[tuple[int | None, str | None, str | None]]:
    """How many at least, where and by whom."""
    claims = (c for c in claims_of(text) if c["kind"] == "casualties")
    return [
        (c["min"], c["place"] and c["place"]["name"], c["perpetrator"] and c["perpetrator"]["name"])
        for c in claims
    ]


def test_a_clause_that_opens_with_a_place_keeps_its_dead_apart() -> None:
    assert counts(BREAKDOWN) == [
        (70, "سوريا", None),
        (24, "ريف دمشق", None),
        (6, "حرستا", None),
        (6, "نصيب", None),
        (2, "نصيب", None),
        (2, "حي الأنصاري", "قناص"),
    ]


def test_as_many_dead_in_another_town_are_others() -> None:
    told = "قتل ستة من رجال الشرطة في هجوم للمسلحين على حاجز في كركوك مساء الثلاثاء."
    text = f"{told} وفي الموصل، قتل ستة من رجال الشرطة في هجوم مماثل."
    assert [place for _, place, _ in counts(text)] == ["كركوك", "الموصل"]


def test_events_are_where_their_own_clause_opens() -> None:
    text = "وفي حلب قتل رجلان في انفجار، وفي درعا قتل ستة مواطنين بينهم طفلان."
    assert event_of(text, "explosion")["place"]["name"] == "حلب"
    assert [place for _, place, _ in counts(text)] == ["حلب", "درعا", "درعا"]


def test_the_place_that_saw_a_count_is_where_it_was() -> None:
    text = (
        "محيط قصر الاتحادية شهد إصابة 88 شخصا، فيما شهدت محافظة كفر الشيخ إصابة 13 شخصا في اشتباكات مع الأمن."
    )
    assert [place for _, place, _ in counts(text)] == ["محيط قصر الاتحادية", "كفر الشيخ"]


@pytest.mark.parametrize(
    ("text", "type_", "start"),
    [
        ("دعت جمعية الوفاق إلى التظاهر الجمعة في المنامة.", "protest", "2024-08-23"),
        ("دعا النشطاء إلى مسيرة يوم الجمعة المقبل في ميدان التحرير.", "protest", "2024-08-23"),
        ("تظاهر الآلاف الجمعة في صنعاء.", "protest", "2024-08-16"),
    ],
)
def test_what_is_called_for_is_still_to_come(text: str, type_: str, start: str) -> None:
    assert event_of(text, type_)["time"]["start"] == start


def test_the_day_of_a_threat_is_not_that_of_the_deed() -> None:
    text = "هددت جماعة الحوثي الخميس بقصف مطار أبوظبي بالصواريخ."
    shelling = event_of(text, "shelling")
    assert shelling["certainty"] == "called_for"
    assert shelling["time"] is None


@pytest.mark.parametrize(
    "text",
    [
        "نفت البحرية الهندية أنباء عن مهاجمة سفينة تجارية قبالة سواحل الصومال.",
        "وقال نافيا ما تردد عن وقوع اشتباكات في سجن بورسعيد.",
        "لا صحة لما تردد عن اعتقال القيادي في حركة حماس.",
    ],
)
def test_denied_hearsay_is_not_coded(text: str) -> None:
    assert [c["type"] for c in claims_of(text)] == ["denial"]


@pytest.mark.parametrize(
    "text",
    [
        "ضبطت قوات الأمن قائمة باغتيال 100 شخصية سياسية.",
        "ضبطت الخلية وهي تخطط لاغتيال عدد من المسؤولين.",
        "وجهت النيابة للمتهمين تهم الشروع في قتل ضابطين وستة مجندين.",
    ],
)
def test_the_dead_of_a_plan_are_not_counted(text: str) -> None:
    claims = claims_of(text)
    assert not [c for c in claims if c["kind"] == "casualties"]
    assert not [
        c for c in claims if c["kind"] == "event" and (c["type"], c["certainty"]) == ("killing", "asserted")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انفجرت سيارة مفخخة قرب مقر حزب البعث في وسط دمشق.", "مقر حزب البعث"),
        ("تظاهر المئات أمام منزل وزير الداخلية في عدن.", "منزل وزير الداخلية"),
        ("وتجمع المحتجون أمام مبنى محافظة البصرة.", "مبنى محافظة البصرة"),
    ],
)
def test_a_site_is_named_after_whose_it_is(text: str, place: str) -> None:
    assert event_of(text)["place"]["name"] == place


def test_a_place_record_has_the_words_of_the_report() -> None:
    text = "تظاهر المئات أمام منزل وزير الداخلية في عدن."
    assert event_of(text)["place"]["name"] in text


@pytest.mark.parametrize(
    ("text", "category", "side"),
    [
        ("ارتفع عدد مصابي الشرطة إلى 120 في اشتباكات مع المحتجين.", "police", "الشرطة"),
        ("بلغ عدد القتلى من الشرطة 12 قتيلا في هجوم على مركز بالعريش.", "police", "الشرطة"),
    ],
)
def test_whose_dead_a_toll_is_of(text: str, category: str, side: str) -> None:
    claim = next(c for c in claims_of(text) if c["kind"] == "casualties")
    assert (claim["category"], claim["affiliation"]["name"]) == (category, side)


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        (
            "اندلعت اشتباكات بين الجيش من جهة والمقاتلين الإسلاميين من جهة أخرى في درنة.",
            "armed_clash",
            ["الجيش"],
            ["المقاتلين الإسلاميين"],
        ),
        ("اعتقلت الشرطة الخارجين عن القانون في سيناء.", "arrest", ["الشرطة"], ["الخارجين عن القانون"]),
        (
            "هاجمت قوات الأمن متظاهري ميدان التحرير.",
            "ground_attack",
            ["قوات الأمن"],
            ["متظاهري ميدان التحرير"],
        ),
        ("اختطف مسلحون رجل أعمال عراقيا في بغداد.", "abduction", ["مسلحون"], ["رجل أعمال عراقيا"]),
    ],
)
def test_where_names_end(text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    event = event_of(text, type_)
    assert (names(event["actors"]), names(event["recipients"])) == (actors, recipients)


def test_the_accused_are_no_part_of_the_accuser() -> None:
    text = "اتهم المحافظ بعض القوى السياسية بتشجيع البلطجية على مهاجمة المقار الحكومية."
    assert names(event_of(text, "ground_attack")["sources"]) == ["المحافظ"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "أصيب ثلاثة جنود في اشتباكات في حلب، حيث توفي أحدهم متأثرا بجراحه.",
            [("wounded", 3, False), ("killed", 1, False)],
        ),
        (
            "استهدف تفجير جنودا ماليين في مدينة غاو ما أدى إلى إصابة أحدهم بجروح طفيفة.",
            [("wounded", 1, False)],
        ),
        ("أصيب خمسة متظاهرين أحدهم في حالة خطيرة برصاص الأمن.", [("wounded", 5, False)]),
        ("أصيب خمسة متظاهرين أحدهم طفل برصاص الأمن.", [("wounded", 5, False), ("wounded", 1, True)]),
        (
            "قتل تسعة جنود في هجومين في مدينة عدن، تبنى أحدهما المتمردون الحوثيون فيما نفذ الآخر انتحاريون.",
            [("killed", 9, False)],
        ),
        (
            "قتل مدنيان إلى جانب منفذ الهجوم في تفجير كابول.",
            [("killed", 2, False), ("killed", 1, False)],
        ),
        (
            "قتل 13 شرطيا وجميع المهاجمين الثمانية في الهجوم على مقر الشرطة.",
            [("killed", 13, False), ("killed", 8, False)],
        ),
        (
            "قتل 35 شخصا أمس، وتوزعت حصيلة القتلى على النحو الآتي: 20 في حلب، و10 في حمص، و5 في درعا.",
            [("killed", 35, False), ("killed", 20, True), ("killed", 10, True), ("killed", 5, True)],
        ),
        ("سقوط أحدهم في اشتباكات بين الجيش ومسلحين في درعا.", []),
        ("ويقضي الاتفاق بخروج 700 مسلح بسلاحهم الفردي نحو الشمال.", []),
        ("برأت المحكمة مدير الأمن من تهمة قتل المتظاهرين إبان أحداث ثورة 25 يناير.", []),
        (
            "اغتال مسلحون سيف طلال وحسن العنبكي، المراسل والمصور لدى قناة الشرقية، عند حاجز.",
            [("killed", 1, False), ("killed", 1, False)],
        ),
        ("وفي حادث اغتيال ثالث، اغتال مسلحون مجهولون مزارعا في هيت.", [("killed", 1, False)]),
    ],
)
def test_who_is_counted(text: str, told: list[tuple[str, int, bool]]) -> None:
    claims = (c for c in claims_of(text) if c["kind"] == "casualties")
    assert [(c["outcome"], c["min"], c["part_of"] is not None) for c in claims] == told


def test_a_force_that_opens_a_road_has_not_taken_it() -> None:
    claims = claims_of("وأعادت قوات الأمن فتح الطريق الدولي بعد غلقه من قبل المحتجين.")
    assert "capture" not in {c.get("type") for c in claims}
    assert "withdrawal" in {c.get("type") for c in claims}


@pytest.mark.parametrize(
    ("text", "category", "side"),
    [
        ("أصيب 38 شخصا من المتظاهرين وقوات الأمن خلال اشتباكات في طنطا.", "unspecified", None),
        ("قتل 12 من المتظاهرين في اشتباكات مع الأمن في طنطا.", "civilian", "المتظاهرين"),
        ("وارتفع عدد الجنود الفرنسيين الذين قتلوا في مالي إلى أربعة.", "combatant", "الجنود الفرنسيين"),
        ("وارتفع عدد المدنيين الذين قتلوا في الغارة إلى 12 بحسب المرصد.", "civilian", None),
    ],
)
def test_of_which_kind_the_counted_are(text: str, category: str, side: str | None) -> None:
    claim = next(c for c in claims_of(text) if c["kind"] == "casualties")
    assert (claim["category"], claim["affiliation"] and claim["affiliation"]["name"]) == (category, side)


def test_no_side_of_a_riot_is_said_to_have_hurt_people_of_no_side() -> None:
    text = "أسفرت المواجهات بين المتظاهرين وقوات الأمن في محيط القصر عن إصابة 17 شخصا."
    claim = next(c for c in claims_of(text) if c["kind"] == "casualties")
    assert claim["perpetrator"] is None


def test_towns_called_after_sheikhs_are_nobody() -> None:
    text = "أعلن المتحدث العسكري مقتل ثمانية تكفيريين في حملة مداهمات بالشيخ زويد ورفح."
    told = [
        n for c in claims_of(text) if c["kind"] == "event" for n in names([*c["actors"], *c["recipients"]])
    ]
    assert "الشيخ زويد" not in told


def test_victims_belong_to_the_deed_that_led_to_them() -> None:
    text = (
        "ألقت مروحيات النظام براميل متفجرة على بلدة داعل بريف درعا ما أدى لاستشهاد امرأة وطفليها، "
        "وردت فصائل الجيش الحر باستهداف مطار خلخلة العسكري بصواريخ غراد."
    )
    assert {(place, by) for _, place, by in counts(text)} <= {("داعل", None), ("داعل", "مروحيات النظام")}


def test_who_claims_a_deed_does_not_charge_anybody() -> None:
    text = "أعلنت جبهة النصرة مسؤوليتها عن اغتيال رئيس فرع الأمن السياسي في حمص بتفجير انتحاري."
    killing = event_of(text, "killing")
    assert (killing["certainty"], names(killing["actors"])) == ("asserted", ["جبهة النصرة"])


def test_a_claimed_attack_on_a_seat_builds_none() -> None:
    types = {c.get("type") for c in claims_of("تبنى تنظيم الدولة مسؤوليته عن قصف مقر الجيش في دمشق.")}
    assert types & {"base_established", "shelling"} == {"shelling"}


@pytest.mark.parametrize(
    ("text", "change", "actor", "place"),
    [
        ("بقيت بلدة كوباني بيد المقاتلين الأكراد رغم القصف.", "holds", "المقاتلين الأكراد", "كوباني"),
        ("باتت بلدة الباب خارج سيطرة التنظيم.", "lost", "التنظيم", "الباب"),
        ("يتقاسم النظام وقسد السيطرة على مدينة الحسكة.", "contested", "النظام", "الحسكة"),
    ],
)
def test_in_whose_hand_a_town_is(text: str, change: str, actor: str, place: str) -> None:
    told = [c for c in claims_of(text) if c["kind"] == "control"]
    assert [(c["change"], c["actor"]["name"], c["place"]["name"]) for c in told] == [(change, actor, place)]
    assert "capture" not in {c.get("type") for c in claims_of(text)}


def test_what_is_only_answered_has_happened() -> None:
    text = "توعد الحرس الثوري الإيراني إسرائيل برد قاس على اغتيال مستشاره في دمشق."
    assert event_of(text, "killing")["certainty"] == "asserted"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سيطر لواء المعتز بالله على الحاجز في بلدة سحم.", "لواء المعتز بالله"),
        ("وطالبت ميليشيات من إثنية القمز الحكومة بالانسحاب من بلدة متكل.", "ميليشيات"),
        ("وندد حلفاء دمشق بالغارة على مطار المزة.", "حلفاء دمشق"),
    ],
)
def test_who_is_named(text: str, name: str) -> None:
    assert name in {n for c in claims_of(text) if c["kind"] == "event" for n in names(c["actors"])}


def test_more_places_of_one_deed_open_no_clause() -> None:
    text = (
        "اندلعت مواجهات بين شبان وقوات الاحتلال عند مدخل مدينة البيرة، وفي بلدتي بيت أمر وأبو ديس، "
        "أصيب خلالها 34 شابا، بحسب جمعية إسعاف."
    )
    riots = {c["place"]["name"] for c in claims_of(text) if c["kind"] == "event"}
    assert {"بيت أمر", "أبو ديس"} <= riots


def test_the_place_in_an_outlets_name_is_not_where_it_was() -> None:
    text = (
        "هاجم مسلحون قرية سرف عمرة بشمال دارفور أمس. "
        "وقال شيخ لراديو دارفور إن المهاجمين أحرقوا عشرات المنازل ونهبوا المواشي."
    )
    assert event_of(text, "destruction")["place"]["name"] == "سرف عمرة"
