"""Counts as claims: where their people were hurt."""

from __future__ import annotations

import pytest

from marsad.coder.code import code
from marsad.coder.decide import Models
from marsad.model import Report


def places(text: str) -> list[tuple[int, str | None]]:
    claims = code(Report(id="r", text=text, published="2013-03-23", language="ar"), Models())
    counts = [c for c in claims if c["kind"] == "casualties"]
    return [(c["min"], c["place"] and c["place"]["name"]) for c in counts]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "قتل 40 شخصا بينهم 18 في حلب، و11 في درعا، و7 بحمص.",
            [(40, None), (18, "حلب"), (11, "درعا"), (7, "حمص")],
        ),
        (
            "قتل 40 شخصا بينهم 9 في كل من حماة وحمص، و7 في الرقة.",
            [(40, None), (9, "حماة"), (9, "حمص"), (7, "الرقة")],
        ),
        ("انفجرت سيارة مفخخة في حلب. وقتل تسعة جنود.", [(9, "حلب")]),
        ("قتل أربعة وأصيب تسعة آخرون في درعا.", [(4, "درعا"), (9, "درعا")]),
        ("قتل تسعة من حلب.", [(9, None)]),
    ],
)
def test_a_count_is_where_the_words_behind_it_say(text: str, told: list[tuple[int, str | None]]) -> None:
    assert sorted(places(text), key=str) == sorted(told, key=str)


def test_one_of_several_is_theirs_and_a_bare_part_of_its_wholes_people() -> None:
    text = "اشتبك الجيش مع مسلحين في حلب، ما أدى إلى مقتل خمسة جنود وأحد المسلحين."
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [(c["min"], c["affiliation"]["name"]) for c in counts] == [(5, "الجيش"), (1, "المسلحين")]
    text = "قتل 14 جنديا من الجيش السوري بينهم 11 في هجوم انتحاري."
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [(c["min"], c["affiliation"]["name"]) for c in counts] == [
        (14, "الجيش السوري"),
        (11, "الجيش السوري"),
    ]


def test_who_counts_victims_and_whose_planes_hit_them() -> None:
    text = "وقتل، بحسب المرصد السوري لحقوق الإنسان، ثلاثة مدنيين في مدينة دوما."
    (count,) = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert count["perpetrator"] is None
    text = "قصف طيران التحالف رتلا لداعش في القائم، ما أسفر عن مقتل 14 عنصرا."
    (count,) = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert count["affiliation"]["name"] == "داعش" and count["perpetrator"]["name"] == "طيران التحالف"


def test_a_count_has_the_date_right_behind_it() -> None:
    text = "سقط 72 قتيلا و129 جريحا خلال الساعات الـ24 الماضية، ليرتفع عدد ضحايا القصف منذ 7 أكتوبر إلى 900 قتيل."
    claims = code(Report(id="r", text=text, published="2024-03-12", language="ar"))
    times = {c["min"]: c["time"] and c["time"]["start"] for c in claims if c["kind"] == "casualties"}
    assert (times[72], times[129]) == ("2024-03-11", "2024-03-11")


def counted(text: str, published: str = "2021-03-01") -> list[tuple[int | None, str | None, str | None]]:
    """(bound, affiliation, perpetrator) of each count of a text."""
    claims = code(Report(id="r", text=text, published=published, language="ar"))
    counts = [c for c in claims if c["kind"] == "casualties"]
    people = [[c[slot] and c[slot]["name"] for slot in ("affiliation", "perpetrator")] for c in counts]
    return [(c["max"], *names) for c, names in zip(counts, people, strict=True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # one side of a clash is not said to have done it
            "قتل 37 شخصا في اشتباكات عنيفة بين كتائب الوادي وعشائر بدوية في محافظة السويداء جنوب سوريا.",
            [(37, None, None)],
        ),
        (  # whose strike it was, named behind the count
            "قتل خمسة مدنيين وأصيب آخرون جراء قصف مكثف لقوات النظام على بلدة أريحا في إدلب بسوريا.",
            [(5, None, "قوات النظام"), (None, None, "قوات النظام")],
        ),
        ("استشهد 24 شخصا في غارة إسرائيلية استهدفت بلدة عين الدلب في لبنان.", [(24, None, "إسرائيلية")]),
        (  # whose losses a side inflicts
            "كبد الجيش المسلحين عشرات القتلى في معارك شمال مدينة سرت في ليبيا.",
            [(None, "المسلحين", "الجيش")],
        ),
        (  # those among whom they fell
            "أسفر الاعتداء عن سقوط قتلى وجرحى بين أفراد الكتيبة 152 التابعة للجيش الوطني في أجدابيا بليبيا.",
            [(None, "الكتيبة 152 التابعة للجيش الوطني", None)] * 2,
        ),
        (  # two sides did it to each other
            "تبادل الجيش السوداني وقوات الدعم السريع القصف المدفعي في الفاشر، ما أسفر عن مقتل تسعة مدنيين.",
            [(9, None, None)],
        ),
        ("قتل طفلان في قصف متبادل بين فصائل المعارضة والجيش السوري في ريف إدلب.", [(2, None, None)]),
        (  # whose losses are counted
            "بلغت خسائر الحوثيين في معارك مأرب 20 قتيلا و30 جريحا، بحسب مصدر عسكري في الجيش اليمني.",
            [(20, "الحوثيين", None), (30, "الحوثيين", None)],
        ),
        (  # who is blamed has lost nobody
            "قتل 111 جنديا وأصيب العشرات في هجوم على معسكر في مأرب باليمن، واتهم الرئيس هادي الحوثيين بالهجوم.",
            [(111, None, None), (None, None, None)],
        ),
        (  # each by whom the words behind it name
            "قتل في درعا بسوريا ثمانية قتلهم تنظيم داعش، وأربعة على يد قوات النظام.",
            [(8, None, "تنظيم داعش"), (4, None, "قوات النظام")],
        ),
        (  # of both sides
            "قتل شخصان من الطرفين في اشتباكات بين كتائب الوادي ولواء الساحل في مدينة إدلب.",
            [(2, None, None)],
        ),
    ],
)
def test_whose_people_are_told(text: str, told: list[tuple[int | None, str | None, str | None]]) -> None:
    assert counted(text) == told


def test_unnamed_dead_are_nobodys_fighters() -> None:
    text = "عثر الأهالي على 12 جثة مجهولة الهوية في مقبرة جماعية قرب سنجار في العراق."
    claims = code(Report(id="r", text=text, published="2021-03-01", language="ar"))
    (count,) = [c for c in claims if c["kind"] == "casualties"]
    assert (count["category"], count["affiliation"]) == ("unspecified", None)


def test_those_of_whom_they_are_counted() -> None:
    text = "هاجم مسلحون حاجزا للجيش في رفح، ما أدى إلى مقتل ستة جنود من الجيش و24 مقاتلا من المهاجمين."
    assert [people for _, people, _ in counted(text)] == ["الجيش", "المهاجمين"]


def test_no_armed_group_without_a_state_has_soldiers() -> None:
    text = "وقالت جماعة نصرة الإسلام والمسلمين في مالي إنها قتلت 60 جنديا خلال المعارك."
    ((_, people, doer),) = counted(text, "2025-05-14")
    assert people != doer and doer == "جماعة نصرة الإسلام والمسلمين"


def test_people_of_a_body_that_rescues_are_aid_workers() -> None:
    text = "استشهد عنصر من الدفاع المدني في غارة على مدينة معرة النعمان في سوريا."
    claims = code(Report(id="r", text=text, published="2020-05-04", language="ar"))
    (count,) = [c for c in claims if c["kind"] == "casualties"]
    assert (count["category"], count["affiliation"]["name"]) == ("aid_worker", "الدفاع المدني")


def test_each_count_keeps_the_place_it_is_told_with() -> None:
    text = "أسفرت غارات على قضاء بعلبك في لبنان عن استشهاد 4 أشخاص وإصابة 3 ببلدة فلاوى، واستشهاد شخص ببلدة بريتال."
    claims = code(Report(id="r", text=text, published="2024-11-23", language="ar"))
    counts = [(c["max"], c["place"]["name"]) for c in claims if c["kind"] == "casualties"]
    assert counts == [(4, "فلاوى"), (3, "فلاوى"), (1, "بريتال")]


def test_a_sentence_opens_with_where_its_people_were_hurt() -> None:
    text = "اقتحمت القوات الإسرائيلية مدينة نابلس وقتلت رجلا. وفي مدينة جنين، أصيب شابان بجروح."
    claims = code(Report(id="r", text=text, published="2025-01-08", language="ar"))
    counts = [(c["max"], c["place"] and c["place"]["name"]) for c in claims if c["kind"] == "casualties"]
    assert (2, "جنين") in counts


def test_who_is_blamed_has_not_hurt_others_on_the_reports_own_word() -> None:
    text = "قتل مئات المدنيين في قصف على المستشفى الأهلي بمدينة غزة، وحملت حركة حماس إسرائيل المسؤولية."
    ((_, _, doer),) = counted(text, "2023-10-17")
    assert doer is None


def test_dead_and_wounded_of_one_breath_share_who_hurt_them() -> None:
    text = "فتح مسلحون النار على حافلة في مدينة كركوك في العراق، فقتلوا أربعة أشخاص وأصيب تسعة آخرون."
    doers = {doer for _, _, doer in counted(text)}
    assert doers == {"مسلحون"}


QUAKE = (
    "ضرب زلزال بلغت قوته ست درجات جنوب البلاد فجر اليوم الأحد، وقالت هيئة المسح إن مركزه يقع قرب الساحل. "
    "ونقلت وكالة الأنباء عن مسؤول في الدفاع المدني قوله إن 12 شخصا قتلوا وإن 30 آخرين أصيبوا بجروح."
)
FEUD = (
    "تلقى مدير أمن الجيزة إخطارا من مأمور مركز العياط بنشوب مشاجرة بين عائلتين بسبب خلافات على قطعة أرض "
    "زراعية. وانتقل ضباط المباحث إلى مكان الواقعة، وتبين أن المشاجرة أسفرت عن مقتل مزارع وإصابة ثلاثة أشخاص "
    "بجروح، نقلوا إلى المستشفى العام. وكشفت التحريات أن المتهم كان على خلاف مع ابن عمه منذ سنوات، وأنه أطلق "
    "عليه عيارا من بندقية خرطوش. وتحرر محضر بالواقعة وباشرت النيابة العامة التحقيق، وقررت حبس المتهم أربعة أيام."
)
BLAST = QUAKE.replace("ضرب زلزال بلغت قوته ست درجات جنوب البلاد", "هز انفجار سيارة مفخخة وسط مدينة الموصل")


@pytest.mark.parametrize(("text", "wounded"), [(QUAKE, []), (FEUD, []), (BLAST, [30])])
def test_who_nature_or_a_private_feud_hurt_is_not_counted(text: str, wounded: list[int]) -> None:
    claims = code(Report(id="r", text=text, published="2013-05-05", language="ar"))
    assert [c["min"] for c in claims if c["kind"] == "casualties" and c["outcome"] == "wounded"] == wounded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("نفت قيادة الجيش مقتل 20 من جنودها في معارك سرت.", []),
        ("ونفت الحركة أسر ثلاثة من مقاتليها قرب المطار.", []),
        ("هدد تنظيم الراية بإعدام 21 أسيرا في سرت.", []),
        ("حاول مسلحون خطف صحفي في تعز لكنهم فشلوا، وأصيب جنديان.", [("wounded", 2, "asserted")]),
        ("وقال المسؤول إن نحو 50 شخصا ربما قتلوا في غارة على سوق.", [("killed", 50, "possible")]),
        ("وقال إن 15 مسلحا قد يكونون قتلوا في الغارة.", [("killed", 15, "possible")]),
        ("طالبت المنظمة بالتحقيق في مقتل 20 مدنيا بغارة على سوق.", [("killed", 20, "asserted")]),
        ("ونفى الناطق مسؤولية قواته عن مقتل خمسة متظاهرين.", [("killed", 5, "asserted")]),
    ],
)
def test_the_denied_the_threatened_and_the_tried_are_not_counted(
    text: str, told: list[tuple[str, int, str]]
) -> None:
    report = Report(id="r", text=f"قصفت قوات النظام بلدة دوما. {text}", published="2016-05-18", language="ar")
    counts = [c for c in code(report) if c["kind"] == "casualties"]
    assert [(c["outcome"], c["min"], c["certainty"]) for c in counts] == told


def test_who_killed_some_of_them_has_not_killed_them_all() -> None:
    text = "وثقت الشبكة مقتل 300 مدني في حلب، 200 منهم على يد قوات النظام و40 على يد داعش."
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    doers = {c["min"]: c["perpetrator"] and c["perpetrator"]["name"] for c in counts}
    assert doers == {300: None, 200: "قوات النظام", 40: "داعش"}


def test_nobody_is_hurt_by_the_body_that_tells_of_its_own_losses() -> None:
    text = "أعلن الناطق باسم حكومة الوفاق أن خمسة من قواتها قتلوا وجرح 11 في معارك سرت."
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [(c["min"], c["perpetrator"]) for c in counts] == [(5, None), (11, None)]


@pytest.mark.parametrize(
    "text",
    [
        "كاد قناص أن يقتل الصحفي خالد العيسى.",
        "قضت محكمة عسكرية بإعدام سبعة متهمين.",
        "لولا وصول التعزيزات لقتل المسلحون عشرات الجنود.",
    ],
)
def test_near_misses_and_sentences_of_death_kill_nobody(text: str) -> None:
    report = Report(id="r", text=f"قصفت قوات النظام بلدة دوما. {text}", published="2016-05-18", language="ar")
    assert not [c for c in code(report) if c["kind"] == "casualties"]


@pytest.mark.parametrize(
    ("text", "affiliation", "perpetrator"),
    [
        (
            "أحبطت القوات الأمنية هجوما لتنظيم داعش على الحويجة وقتلت أربعة من عناصره.",
            "تنظيم داعش",
            "القوات الأمنية",
        ),
        ("صد الجيش هجوما للحركة في بلدة حارم وقتل أربعة من عناصرها.", "الحركة", "الجيش"),
        ("هاجمت طالبان مقرا للجيش في قندوز وقتلت عشرة من جنوده.", "الجيش", "طالبان"),
    ],
)
def test_the_pronoun_agrees_with_whose_people_they_are(text: str, affiliation: str, perpetrator: str) -> None:
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [(c["affiliation"]["name"], c["perpetrator"]["name"]) for c in counts] == [
        (affiliation, perpetrator)
    ]


@pytest.mark.parametrize("text", ["سقط عشرات الجرحى في دوما.", "سقط عدد من الجرحى في القصف على دوما."])
def test_the_wounded_who_fall_have_not_died(text: str) -> None:
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [c["outcome"] for c in counts] == ["wounded"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("هاجمت طالبان قاعدة للقوات الأفغانية وقتلت عشرة من جنودها.", ("القوات الأفغانية", "طالبان")),
        ("أحبط الجيش هجوما لداعش قرب مكحول وقتل 12 من عناصره.", ("داعش", "الجيش")),
        ("تصدت الفصائل لهجوم شنته قوات النظام على كبانة وقتلت 9 من عناصرها.", ("قوات النظام", "الفصائل")),
        ("هاجم الجيش مواقع التنظيم في سرت وخسر عشرين من جنوده.", ("الجيش", None)),
        ("قصفت القوات الحكومية مواقع الحوثيين وقتلت اثني عشر من مسلحيهم.", ("الحوثيين", "القوات الحكومية")),
        ("قتل شرطيان في انفجار لغم وأصيب ستة من زملائهما.", (None, None)),
    ],
)
def test_a_joined_verb_goes_on_with_the_main_subject(text: str, told: tuple[str | None, str | None]) -> None:
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    last = counts[-1]
    assert tuple(last[k] and last[k]["name"] for k in ("affiliation", "perpetrator")) == told


def test_the_doer_of_a_joined_verb_is_not_who_attacked_before() -> None:
    text = "صد عناصر الجيش هجوما نفذه تنظيم داعش على السخنة وأسروا أربعة مسلحين."
    events = [
        c
        for c in code(Report(id="r", text=text, published="2016-05-18", title="أخبار", language="ar"))
        if c["kind"] == "event"
    ]
    doers = {e["type"]: [a["name"] for a in e["actors"]] for e in events}
    assert doers["abduction"] == ["عناصر الجيش"] and doers["ground_attack"] == ["تنظيم داعش"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بعد ساعات على مقتل جنديين في الخليل، اعتقلت القوات الإسرائيلية شبانا في دورا.", (2, None, None)),
        ("قتل مدني قرب حاجز للجيش في كركوك.", (1, None, None)),
        ("أوقع المقاومون جنود القوة بين قتيل وجريح.", (None, "القوة", "المقاومون")),
        ("وثقت الشبكة السورية مقتل 31 امرأة في نيسان، قتل التحالف الدولي ست منهن.", (31, None, None)),
        ("نعت كتائب القسام القائد أحمد الجعبري، الذي ارتقى شهيدا في غزة.", (1, "كتائب القسام", None)),
    ],
)
def test_no_side_is_lent_from_another_clause(
    text: str, told: tuple[int | None, str | None, str | None]
) -> None:
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    first = counts[0]
    sides = tuple(first[k] and first[k]["name"] for k in ("affiliation", "perpetrator"))
    assert (first["min"], *sides) == told


@pytest.mark.parametrize(
    "text", ["بعد القضاء على آخر فلول داعش في الموصل.", "قتل آمر كتيبة 302 صاعقة في بنغازي."]
)
def test_the_last_of_them_and_a_units_number_count_nobody(text: str) -> None:
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert not [c for c in counts if c["min"] in (1, 302)]


def test_whom_a_unit_has_ended_are_counted() -> None:
    text = "قضت وحدة من الجيش على 14 إرهابيا في بلدة اليادودة بريف درعا."
    counts = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert [(c["outcome"], c["min"], c["perpetrator"]["name"]) for c in counts] == [
        ("killed", 14, "وحدة من الجيش")
    ]


def test_a_court_that_sentences_has_killed_nobody() -> None:
    text = "قضت محكمة في القاهرة بالسجن المؤبد على 14 من المعارضين."
    assert not [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]


def test_whose_gunman_shot_a_man_is_not_whose_man_he_was() -> None:
    text = "استشهاد رجل برصاص قناص من قوات النظام في داريا."
    (count,) = [c for c in code(Report(id="r", text=text, language="ar")) if c["kind"] == "casualties"]
    assert (count["category"], count["affiliation"]) == ("civilian", None)
