"""Who holds what and who stands to whom: the pairs of names that a word of standing could join."""

import pytest

from marsad.coder.code import code
from marsad.coder.reading import read
from marsad.coder.standing import pairs, standing_hits
from marsad.coder.standing_plain import is_plain
from marsad.model import Report

# The sentence, the word of standing, and the two names that it joins.
ROWS = [
    ("قالت حركة الفجر المدعومة من إيران إنها لن تشارك.", "relation.allied", "حركة الفجر", "إيران"),
    ("قتل خمسة من كتائب الصقر الموالية للحكومة الليبية.", "relation.affiliated", "كتائب الصقر", "الحكومة الليبية"),
    ("وقال التحالف الذي تقوده فرنسا إن طائراته عادت.", "relation.part_of", "التحالف", "فرنسا"),
    ("هاجم الجيش جماعة مسلحة مرتبطة بالقاعدة في الجبال.", "relation.affiliated", "جماعة مسلحة", "القاعدة"),
    ("ودانت الدول الداعمة للمعارضة السورية القصف.", "relation.allied", "الدول", "المعارضة السورية"),
    ("وأغارت الطائرات على بلدة الرستن التي تسيطر عليها جبهة الأحرار.", "control.holds", "جبهة الأحرار", "الرستن"),
    ("تسيطر حركة الشباب على مدينة كيسمايو.", "control.holds", "حركة الشباب", "كيسمايو"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "a", "b"), ROWS, ids=[r[0][:50] for r in ROWS])
def test_the_right_pair_is_a_candidate(text, kind, a, b):
    reading = read(Report(id="r", text=text, published="2015-06-10", language="ar"))
    found = [
        (p.a.mention.name, p.b.mention.name)
        for hit in standing_hits(reading)
        if hit.trigger.type == kind
        for p in pairs(reading, hit)
        if p.a.mention and p.b.mention
    ]
    assert any(a in x and b in y for x, y in found), found


def named(text, side, word, published="2018-06-10"):
    """The names that can be the side, a or b, of a word of standing, by its type or id; of any where it is empty."""
    reading = read(Report(id="r", text=text, published=published, language="ar"))
    hits = [h for h in standing_hits(reading) if word in ("", h.trigger.type, h.trigger.id)]
    found = (getattr(p, side).mention for h in hits for p in pairs(reading, h))
    return {m.name for m in found if m}


def test_a_name_never_stands_to_itself():
    text = "وقال متحدث باسم حركة الفجر المدعومة من إيران إن الحركة تنسق مع إيران."
    reading = read(Report(id="r", text=text, language="ar"))
    for hit in standing_hits(reading):
        assert all(p.a.mention is not p.b.mention for p in pairs(reading, hit))


def test_every_pair_has_features_to_explain_it():
    reading = read(Report(id="r", text="كتائب الوادي هي الجناح المسلح لحزب النهوض.", language="ar"))
    found = [p for hit in standing_hits(reading) for p in pairs(reading, hit)]
    assert found
    assert all(any(f.startswith("places=") for f in p.features) for p in found)


def test_whose_body_it_is_is_no_place_that_it_holds():
    text = "تسيطر قوات سوريا الديمقراطية المدعومة من الولايات المتحدة على مناطق شرق الفرات."
    assert named(text, "b", "control.holds", "2020-01-15") == {"شرق الفرات"}


def test_nobody_else_holds_what_is_under_somebodys_hold():
    text = "استهدفت كتائب الوادي مواقع في سراقب الخاضعة لنفوذ النظام في سوريا."
    assert named(text, "a", "", "2021-03-01") == {"النظام"}


# What grammar alone makes plain: the sentence, and the two names that its word of standing joins.
PLAIN = [
    ("ووصف التحالف بقيادة السعودية الهجوم بأنه مشروع.", "التحالف بقيادة السعودية", "السعودية"),
    ("وشارك التحالف الدولي الذي تقوده فرنسا في الغارات.", "التحالف الدولي", "فرنسا"),
    ("وقالت كتائب الصقر المقربة من حركة الفجر إنها باقية.", "كتائب الصقر", "حركة الفجر"),
    ("وهاجم الجيش مدينة كيسمايو، المعقل الأخير لحركة الشباب.", "حركة الشباب", "كيسمايو"),
    ("وقصفت الطائرات مدينة كيسمايو التي لا تزال في يد حركة الشباب.", "حركة الشباب", "كيسمايو"),
]


@pytest.mark.parametrize(("text", "a", "b"), PLAIN, ids=[r[0][:50] for r in PLAIN])
def test_what_stands_right_beside_the_word_is_plain(text, a, b):
    reading = read(Report(id="r", text=text, published="2018-06-10", language="ar"))
    found = [
        (p.a.mention.name, p.b.mention.name)
        for hit in standing_hits(reading)
        for p in pairs(reading, hit)
        if p.a.mention and p.b.mention and is_plain(reading, hit, p)
    ]
    assert any(a in x and b in y for x, y in found), found


def test_a_body_of_somebodys_is_not_plain():
    text = "وأصيب حارس في قوات حفظ السلام التابعة لبلدية كيسمايو."
    reading = read(Report(id="r", text=text, published="2018-06-10", language="ar"))
    assert not any(is_plain(reading, h, p) for h in standing_hits(reading) for p in pairs(reading, h))


def test_who_takes_the_verb_alone_holds_the_place():
    text = "ويسيطر مسلحون أعلنوا مبايعة حركة الشباب على أجزاء من كيسمايو."
    assert named(text, "a", "control.holds") == {"مسلحون"}


def test_behind_what_is_held_a_preposition_names_no_holder():
    text = "بات الجيش يسيطر على بلدة الرستن بعد معارك مع كتائب الصخر."
    assert named(text, "a", "control.holds") == {"الجيش"}
    assert "كتائب الصخر" in named("وتسيطر على الرستن كتائب الصخر.", "a", "control.holds")


@pytest.mark.parametrize(
    "text",
    [
        "ولا تزال كتائب الصخر تسيطر على الرستن.",
        "وكانت كتائب الصخر تسيطر على الرستن حتى عام 2012.",
        "وتخضع بلدة الرستن لسيطرة كتائب الصخر.",
        "تقع بلدة سراقب تحت سيطرة هيئة تحرير الشام.",
    ],
)
def test_who_holds_a_place_has_not_just_taken_it(text):
    report = Report(id="r", text=text, published="2014-02-03", language="ar")
    claims = [c for c in code(report) if c["kind"] in ("event", "control")]
    assert [(c["kind"], c.get("change")) for c in claims] == [("control", "holds")]


@pytest.mark.parametrize(
    "text",
    [
        "قصفت قوات النظام مناطق سيطرة كتائب الصخر في ريف حمص.",
        "تحتفظ كتائب الصخر بسيطرتها على مطار كويرس.",
        "معارك بين كتائب الصخر وقوات النظام للسيطرة على بلدة سراقب.",
        "لم تعد بلدة سراقب تحت سيطرة كتائب الصخر.",
    ],
)
def test_what_is_theirs_or_fought_for_or_no_more_theirs_is_not_taken(text):
    report = Report(id="r", text=text, published="2014-02-03", language="ar")
    claims = [(c["kind"], c.get("type")) for c in code(report)]
    assert not [c for c in claims if c[0] == "control" or c[1] == "capture"]


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("سيطر الجيش الحر على بلدة سراقب.", "full"),
        ("استعاد الجيش الحر نصف مدينة الموصل.", "partial"),
        ("سيطر الجيش الحر على شوارع عدة من حي الصاخور.", "partial"),
    ],
)
def test_how_much_of_it(text, extent):
    claims = code(Report(id="r", text=text, published="2014-02-03", language="ar"))
    assert {c["extent"] for c in claims if c["kind"] == "control"} == {extent}


def test_a_province_is_no_town_in_it_that_is_held():
    text = "ودخل الجيش بلدة الرستن في محافظة حمص، آخر معقل للمسلحين."
    assert named(text, "b", "control/maqil") == {"الرستن"}


def plain_of(text):
    """The pairs of which grammar leaves little doubt: whose name, the word, and whose."""
    reading = read(Report(id="r", text=text, published="2018-06-10", language="ar"))
    return {
        (p.a.mention.name, h.trigger.id, p.b.mention.name)
        for h in standing_hits(reading)
        for p in pairs(reading, h)
        if is_plain(reading, h, p)
    }


def test_an_armed_body_is_led_by_a_person_a_party_is_not():
    assert any(
        w == "relation/biqiyada" for _, w, _ in plain_of("وهاجم لواء الصخر بقيادة محمد الصالح مواقع الجيش.")
    )
    assert not plain_of("والتقى الوزير وفدا من حزب النهوض بزعامة محمد الصالح.")


def test_the_part_stands_to_the_whole_that_holds_it():
    found = plain_of("ووقعت الحكومة اتفاقا مع الجبهة الثورية التي تضم حركة العدل والمساواة.")
    assert {(a, b) for a, w, b in found if w == "relation/damma"} == {
        ("حركة العدل والمساواة", "الجبهة الثورية")
    }


def test_an_armed_body_belongs_to_whom_its_verb_takes():
    row = ("قوة الصخر", "relation/tabia_verb", "الفرقة الرابعة")
    assert row in plain_of("وهاجم المسلحون قوة الصخر التي تتبع الفرقة الرابعة في سراقب.")
    assert row not in plain_of("وهاجم المسلحون قوة الصخر في سراقب، ولم تتبع الفرقة الرابعة أثرهم.")


@pytest.mark.parametrize(
    ("text", "who", "place"),
    [
        ("وأكد أن كتائب الصخر تسيطر على الرستن منذ الأحد.", "كتائب الصخر", "الرستن"),
        ("ويسيطر مقاتلو كتائب الصخر منذ عام على الرستن.", "مقاتلو كتائب الصخر", "الرستن"),
        ("وقصفت الطائرات بلدة الرستن التي لا تزال تسيطر عليها كتائب الصخر.", "كتائب الصخر", "الرستن"),
    ],
)
def test_a_verb_of_holding_with_both_its_sides_is_plain(text, who, place):
    assert any(a == who and b == place for a, _, b in plain_of(text)), plain_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "ومن المستحيل أن تسيطر كتائب الصخر على الرستن.",
        "وما زالت كتائب الصخر تسيطر على سوريا.",
    ],
)
def test_what_is_wished_or_a_whole_country_is_not_plain(text):
    assert not plain_of(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وما زالت كتائب الصخر تسيطر على مناطق جبلية واسعة.", {"مناطق جبلية واسعة"}),
        ("وقالت كتائب الصخر إنها تسيطر على ثلث الأراضي وهو ما نفته دمشق.", {"الأراضي"}),
    ],
)
def test_land_without_a_name_can_be_held(text, names):
    assert named(text, "b", "control.holds") == names


def test_land_in_a_named_place_is_that_place():
    text = "وقصفت الطائرات أحياء تسيطر عليها كتائب الصخر في مدينة الرستن."
    assert "الرستن" in named(text, "b", "control.holds")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "واعتقلت الشرطة خمسة مسلحين لانتمائهم إلى كتائب الصخر.",
            ("مسلحين", "relation/intama", "كتائب الصخر"),
        ),
        (
            "وقتل مسلحون يعتقد أنهم من حركة طالبان خمسة جنود.",
            ("مسلحون", "relation/hum_min", "حركة طالبان"),
        ),
    ],
)
def test_the_pronoun_of_a_word_of_belonging_is_who_belongs(text, row):
    assert row in plain_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "وقدم المسلحون أنفسهم على أنهم من قوات الأمن قبل أن يقتلوا الحارس.",
        "وأطلق تحالف الجماعات المسلحة في سرت سراح سبعة جنود.",
    ],
)
def test_what_only_looks_like_a_word_of_standing(text):
    reading = read(Report(id="r", text=text, published="2018-06-10", language="ar"))
    assert not {h.trigger.id for h in standing_hits(reading)} & {"relation/hum_min", "relation/tahalafa"}


def test_others_joined_by_and_are_not_described():
    assert not named(
        "ووقعت اشتباكات بين قوات الشرطة وأنصار كتائب الصخر.", "a", "relation/muayyid_affiliated"
    ) & {"قوات الشرطة"}


def test_where_a_state_is_fought_in_is_no_enemy():
    text = "وتقاتل كتائب الصخر في سوريا إلى جانب الجيش."
    assert "سوريا" not in named(text, "b", "relation/yuqatil")
