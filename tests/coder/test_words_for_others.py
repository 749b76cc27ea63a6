"""Words that only look as if they told something: names of bodies and towns, crews, counted members, fronts."""

from __future__ import annotations

import pytest

from .coded_text import claims_of, event_of, names


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("واتهمت لجان مقاومة الفاشر قوات الدعم السريع بقصف مخيم أبو شوك للنازحين بالمدفعية.", "armed_clash"),
        ("وأدانت منظمة العفو قصف الجيش بلدة الرستن ومقتل مدنيين فيها.", "release"),
        ("ومنعت ميليشيا الحشد أهالي بلدة جرف الصخر من العودة إلى ديارهم.", "destruction"),
        ("تبادل الجيش الإسرائيلي وحزب الله القصف عبر الحدود لليوم الثالث على التوالي.", "deployment"),
        ("وخطف مسلحون طبيبا في مدينة طفس ثم أطلقوا سراحه لقاء فدية.", "talks"),
        ("قتل 12 شخصا في قصف بالبراميل المتفجرة استهدف سوقا جنوبي الخرطوم.", "shelling"),
    ],
)
def test_no_event_is_read_into_them(text: str, none: str) -> None:
    assert none not in {c["type"] for c in claims_of(text) if c["kind"] == "event"}


def test_counted_members_stand_to_nobody_else() -> None:
    text = "وسلمت قوات سوريا الديمقراطية 50 من عناصر داعش إلى السلطات العراقية."
    assert not [c for c in claims_of(text) if c["kind"] == "relation"]


def test_a_crew_is_the_crafts() -> None:
    text = "وأعلنت كتائب القسام تفجير دبابة ميركافا وقتل طاقمها شرقي خان يونس."
    named = [a["name"] for c in claims_of(text) if c["kind"] == "event" for a in c["recipients"]]
    assert "كتائب القسام" not in named


def test_a_front_is_no_side() -> None:
    text = "استعادت القوات المشتركة مواقع في جبهة حيس جنوب الحديدة."
    capture = event_of(text)
    assert capture["recipients"] == []
    assert capture["place"]["name"] == "جبهة حيس"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أعلن المتحدث أبو عبيدة قصف مدينة عسقلان برشقة صاروخية.", ["المتحدث أبو عبيدة"]),
        (
            "أعلن الجيش اللبناني استشهاد أحد عناصره جراء استهداف إسرائيلي لمركز في العامرية.",
            ["الجيش اللبناني"],
        ),
    ],
)
def test_a_speakers_name_ends_before_what_is_told(text: str, source: list[str]) -> None:
    assert names(event_of(text)["sources"]) == source


def test_doubt_ends_where_a_second_clause_of_what_is_said_begins() -> None:
    text = "قالت الشرطة إن سبعين جنديا قتلوا على الأرجح في بغداد، وإن الجيش قصف بلدة الرستن."
    found = claims_of(text)
    assert {c["certainty"] for c in found if c["kind"] == "casualties"} == {"possible"}
    assert {c["certainty"] for c in found if c["kind"] == "event" and c["type"] == "shelling"} == {"asserted"}


def test_a_count_keeps_the_frame_around_it() -> None:
    text = (
        "قال المرصد إن 220 شخصا قتلوا أمس في سوريا.\nفي غضون ذلك، قالت المفوضة نافي بيلاي إن عدد القتلى في سوريا"
        " يقترب على الأرجح من سبعين ألفا، وإن المدنيين يدفعون ثمن عدم تحرك المجلس لإنهاء الصراع المستمر."
    )
    toll = next(c for c in claims_of(text) if c["kind"] == "casualties" and c["min"] == 70_000)
    assert [s["name"] for s in toll["sources"]] == ["المفوضة نافي بيلاي"]


def test_a_denied_fall_gives_nobody_the_town() -> None:
    assert not [c for c in claims_of("نفى محافظ مأرب سقوط المدينة بيد الحوثيين.") if c["kind"] == "control"]


def test_who_receives_a_place_gains_it() -> None:
    text = "وتسلم الجيش الليبي ميناء الزويتينة من حرس المنشآت."
    handover = event_of(text)
    assert names(handover["actors"]) == ["حرس المنشآت"]
    assert names(handover["recipients"]) == ["الجيش الليبي"]
    assert [
        c["actor"]["name"] for c in claims_of(text) if c["kind"] == "control" and c["change"] == "gained"
    ] == ["الجيش الليبي"]


@pytest.mark.parametrize(
    ("text", "type_", "not_actor"),
    [
        (
            "أعلن المتحدث العسكري تنفيذ عملية نوعية استهدفت تجمعا لجنود الاحتلال في بلدة يارون.",
            "ground_attack",
            "جنود",
        ),
        ("واستهدف القصف رتلا لقوات النظام قرب تدمر.", "shelling", "قوات النظام"),
        ("منعت قوات الأمن مسيرة كانت متجهة إلى القصر الرئاسي وفرقتها بالغاز.", "protest", "قوات الأمن"),
        ("وأسر الجيش السوري الحر ضابطا خلال معركة في ريف اللاذقية.", "armed_clash", "أسر الجيش السوري الحر"),
        (
            "تمكنت عملية بركان الغضب من أسر 12 من مرتزقة فاغنر وتدمير خمس آليات في محور صلاح الدين.",
            "destruction",
            "مرتزقة",
        ),
    ],
)
def test_who_suffers_a_deed_or_stops_it_has_not_done_it(text: str, type_: str, not_actor: str) -> None:
    assert not [name for name in names(event_of(text, type_)["actors"]) if name.startswith(not_actor)]


@pytest.mark.parametrize(
    ("text", "type_", "slot", "name"),
    [
        (
            "واختطف مسلحون مجهولون إمام مسجد الرحمة في مدينة بنغازي.",
            "abduction",
            "recipients",
            "إمام مسجد الرحمة",
        ),
        ("وفتح جندي النار على متظاهرين في ساحة الحرية بمدينة كركوك.", "ground_attack", "actors", "جندي"),
        ("وأجلت قوات اليونيفيل 11 مدنيا من بلدة عيتا الشعب.", "displacement", "actors", "قوات اليونيفيل"),
    ],
)
def test_names_end_where_they_end(text: str, type_: str, slot: str, name: str) -> None:
    assert names(event_of(text, type_)[slot]) == [name]


def test_who_takes_people_out_of_a_town_does_not_leave_it() -> None:
    text = "وأجلت قوات اليونيفيل 11 مدنيا من بلدة عيتا الشعب."
    assert {c["kind"] for c in claims_of(text)} == {"event", "casualties"}


def test_the_site_that_somebody_keeps_is_not_where_it_was() -> None:
    text = "واختطف مسلحون إمام مسجد الرحمة في مدينة بنغازي."
    assert event_of(text, "abduction")["place"]["name"] == "بنغازي"
    count = next(c for c in claims_of(text) if c["kind"] == "casualties")
    assert (count["affiliation"], count["place"]["name"]) == (None, "بنغازي")
