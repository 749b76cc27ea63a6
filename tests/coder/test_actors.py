"""Actors found in sentences: boundaries, kinds, ids, nested names, references. All sentences are the project's own."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from marsad.coder.actor_references import antecedent
from marsad.coder.actor_words import lexis
from marsad.coder.actors import find_actors, theatre_of
from marsad.coder.mentions import ActorMention
from marsad.coder.numbers import find_numbers
from marsad.coder.reading import read
from marsad.coder.text import Document, fold
from marsad.knowledge import read_yaml, vocabulary
from marsad.model import Report

SHARED = Path(os.environ.get("MARSAD_SHARED", Path(__file__).parents[3] / "shared"))


def found(text: str, published: str = "2014-01-08", nested: bool = False) -> list[ActorMention]:
    """The mentions in `text`, without nested ones unless asked for."""
    return [m for m in find_actors(Document(text, published)) if nested or "nested" not in m.flags]


def names(text: str, published: str = "2014-01-08") -> list[str]:
    return [m.name for m in found(text, published)]


def the(text: str, name: str, published: str = "2014-01-08") -> ActorMention:
    """The first mention called `name`, nested ones included."""
    return next(m for m in found(text, published, nested=True) if m.name == name)


BOUNDARIES = [
    ("سيطر مقاتلو أحرار الشام على القرية", ["مقاتلو أحرار الشام"]),
    ("وحملت الحكومة اليمنية الحوثيين المسؤولية", ["الحكومة اليمنية", "الحوثيين"]),
    ("مواقع لجماعة أنصار الله (الحوثيين) في المدينة", ["جماعة أنصار الله (الحوثيين)"]),
    ("واتهم رئيس الحكومة المكلف سمير البدوي خصومه", ["رئيس الحكومة المكلف سمير البدوي", "خصومه"]),
    ("أفرجت السلطات عن القيادي بسام الشامي", ["السلطات", "القيادي بسام الشامي"]),
    ("واحتشد المئات أمام الجسر", ["المئات"]),
    ("وخرج عشرات الآلاف في شوارع البلدة", ["عشرات الآلاف"]),
    ("واحتشد المئات من المتظاهرين", ["المتظاهرين"]),
    ("وقتل العشرات في الزلزال", []),
    ("وكان المئات قد تجمهروا عند الجسر", ["المئات"]),
    ("وأضاف أن العشرات أغلقوا الشارع", ["العشرات"]),
    ("وأصيب العشرات ونقلوا بعيدا", []),
    ("ورفضت لجنة السوق المقترح", ["لجنة السوق"]),
    ("واختيرت لجنة لذلك أمس", []),
    ("وحذر والي القضارف آدم جماع من السيول", ["والي القضارف آدم جماع"]),
    ("وخرج 40 موقوفا أمس", ["موقوفا"]),
    ("ثم أوقفت مشتبها بهم أمس", ["مشتبها بهم"]),
    ("ونزحت عائلات أمس", ["عائلات"]),
    ("وأصيب سوري أمس", ["سوري"]),
    ("ودمرت مفرزة أخرى مخبأين", ["مفرزة أخرى"]),
    ('انسحب عناصر من تنظيم "داعش" صباحا', ['عناصر من تنظيم "داعش"']),
    ("وقصفت مدفعية الجيش السوري المزارع", ["مدفعية الجيش السوري"]),
    ("قتلت وحدات من الجيش السوري النظامي سبعة", ["وحدات من الجيش السوري النظامي"]),
    ("أعلنت كتيبة صقور الوادي مسؤوليتها", ["كتيبة صقور الوادي"]),
    ("هاجم لواء أنصار الحق الحاجز", ["لواء أنصار الحق"]),
    ("وصلت القوات الفرنسية والمالية إلى المدينة", ["القوات الفرنسية والمالية"]),
    ("أطلق مسلحون مجهولون النار", ["مسلحون مجهولون"]),
    ("هاجم المسلحون المدنيين", ["المسلحون", "المدنيين"]),
    ("تدعم القوات الحركة الوطنية لتحرير أزواد", ["القوات", "الحركة الوطنية لتحرير أزواد"]),
    ("اشتبك مسلحون موالون للرئيس السابق مع الشرطة", ["مسلحون موالون للرئيس السابق", "الشرطة"]),
    ("وأوضح المتحدث باسم الجيش العقيد سمير ناصر أن", ["المتحدث باسم الجيش العقيد سمير ناصر"]),
    ("التقى وزير الدفاع المصري الوفد", ["وزير الدفاع المصري", "الوفد"]),
    ("استقبل الرئيس اليمني السابق علي عبد الله صالح", ["الرئيس اليمني السابق علي عبد الله صالح"]),
    ("وصرح رئيس الوزراء العراقي، نوري المالكي، بأن", ["رئيس الوزراء العراقي، نوري المالكي"]),
    ("قتل لبنانيان وسوريون في الهجوم", ["لبنانيان", "سوريون"]),
    ("اتهمت الجبهة الاسلامية الجماعة", ["الجبهة الاسلامية", "الجماعة"]),
    ("تقدمت قوات حفظ السلام الأفريقية", ["قوات حفظ السلام الأفريقية"]),
    ("نفت هيومن رايتس ووتش الخبر", ["هيومن رايتس ووتش"]),
    ("خرج أهالي قرية الوادي من بيوتهم", ["أهالي قرية الوادي"]),
    ("وقال الناشط بلال بدر إن القصف", ["الناشط بلال بدر"]),
    ("قتل فلسطيني قرب الحاجز", ["فلسطيني"]),
    ("اعتقلت الدورية 12 سودانيا", ["الدورية", "سودانيا"]),
    ("اختطف لبنانيان ويوناني وإيطالي", ["لبنانيان", "يوناني", "إيطالي"]),
    ("فاز فيلم مصري بالجائزة", []),
    ("بعد العدوان الإسرائيلي والغارات السورية والروسية", ["الإسرائيلي", "السورية", "الروسية"]),
    ("التدخل العسكري الفرنسي", ["الفرنسي"]),
    ("قوات مرتبطة بالقاعدة", ["قوات مرتبطة بالقاعدة"]),
    ("قصفت الطائرات المدارس والمستشفيات", ["الطائرات", "المدارس", "المستشفيات"]),
    ("سقطوا في قصف حوثي على المزرعة", ["حوثي"]),
    ("قصف مسيرة إسرائيلية سيارة في الوادي", ["إسرائيلية"]),
    ("استهدفت الغارة موقعا عسكريا قرب النهر", ["موقعا عسكريا"]),
    ("قتل 12 عسكريا", ["عسكريا"]),
    ("قتلهم مسلحون شمالي البلاد", ["مسلحون"]),
    ("معارك بين “فصائل محلية وعشائر”، وتوسعت إلى “الريف”", ["فصائل محلية"]),
    ('انضم ألف مقاتل لـ"الجيش الوطني" أمس', ["مقاتل", "الجيش الوطني"]),
    ("أغار الطيران على القاعدة العسكرية", ["الطيران"]),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDARIES, ids=range(len(BOUNDARIES)))
def test_boundaries(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "سيطر على الفور على الطريق على الرغم من المطر",
        "تعطلت حركة المرور في الشارع",
        "أعلن تنظيم مسيرة في الميدان",
        "الآن تبدأ المباراة",
        "دعا إلى حوار سياسي وطني شامل",
        "عبرت السفينة قناة السويس",
        "مبلغ مالي كبير",
        "سماحة الإسلام",
    ],
)
def test_ordinary_words_name_nobody(text: str) -> None:
    assert [n for n in names(text) if n not in ("السفينة",)] == []


IDS = [
    ("في سوريا قصفت قوات النظام حلب ودمشق", "قوات النظام", "2014-01-08", "syr-mil"),
    ("في العراق قصفت القوات الحكومية الفلوجة", "القوات الحكومية", "2014-01-08", "irq-mil"),
    ("في اليمن تقدمت القوات الحكومية نحو صنعاء", "القوات الحكومية", "2016-01-08", "yem-mil"),
    ("أعلنت المعارضة السورية الهدنة", "المعارضة السورية", "2014-01-08", "syrian-opposition"),
    ("قصف التحالف الدولي الرقة في سوريا", "التحالف الدولي", "2015-01-08", "coalition-against-is"),
    ("قصف التحالف الدولي قندهار في أفغانستان", "التحالف الدولي", "2012-01-08", "coalition-afghanistan"),
    ("شن التحالف غارات على صنعاء في اليمن", "التحالف", "2016-01-08", "coalition-yemen"),
    ("اقتحمت قوات الاحتلال الخليل", "قوات الاحتلال", "2014-01-08", "isr-mil"),
    ("انسحب الحوثيون من عدن", "الحوثيون", "2015-08-08", "houthis"),
    ("هاجم مقاتلو جبهة النصرة الحاجز في سوريا", "مقاتلو جبهة النصرة", "2014-01-08", "jabhat-al-nusra"),
    ("أعلن الجيش التركي مقتل جنديين", "الجيش التركي", "2014-01-08", "tur-mil"),
    ("قالت الشرطة الإسرائيلية ذلك", "الشرطة الإسرائيلية", "2014-01-08", "isr-pol"),
    ("دعت واشنطن إلى التهدئة", "واشنطن", "2014-01-08", "usa-gov"),
    ("اغتال مسلحو القاعدة ضابطا في اليمن", "مسلحو القاعدة", "2013-01-08", "al-qaida"),
    ("هاجمت أنصار الشريعة المعسكر في بنغازي بليبيا", "أنصار الشريعة", "2013-06-08", "ansar-al-sharia-libya"),
    ("هاجم أنصار الشريعة المعسكر في أبين باليمن", "أنصار الشريعة", "2012-06-08", "ansar-al-sharia-yemen"),
    ("جرحت راعية برصاص قناص حوثي في المرتفعات", "قناص حوثي", "2022-01-08", "houthis"),
    ("قتل عناصر داعشية في الكمين", "عناصر داعشية", "2017-01-08", "islamic-state"),
    ("وانسحبت قوات الاحتلال التركي من التلة", "قوات الاحتلال التركي", "2020-01-08", "tur-mil"),
]


@pytest.mark.parametrize(("text", "name", "published", "actor"), IDS, ids=[i[3] for i in IDS])
def test_resolved_by_theatre_and_date(text: str, name: str, published: str, actor: str) -> None:
    assert the(text, name, published).id == actor


def test_unknown_groups_stay_unresolved() -> None:
    mention = the("أعلنت كتيبة صقور الوادي مسؤوليتها", "كتيبة صقور الوادي")
    assert (mention.id, mention.known, mention.kind) == (None, False, "force")


def test_clitics_are_kept_apart() -> None:
    mention = the("وتصدت للمقاتلين ولقوات النظام", "المقاتلين")
    assert mention.prep == "ل"
    assert the("وتصدت للمقاتلين ولقوات النظام", "قوات النظام").conj == "و"


def test_nested_heads_are_flagged() -> None:
    mention = the("قصفت مدفعية الجيش السوري البلدة", "الجيش السوري")
    assert "nested" in mention.flags
    assert mention.id == "syr-mil"


def test_adjectives_are_nobody() -> None:
    assert names("قتل شرطيان في هجوم على حاجز أمني") == ["شرطيان"]
    assert names("تصدت وحدات الجيش لهجوم مسلح") == ["وحدات الجيش"]
    assert names("أصيب رجل بقصف مصدره الجانب الآخر") == ["رجل", "الجانب الآخر"]


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("إن صاروخا باليستيا حوثيا أصاب منزلا", "حوثيا", "houthis"),
        ("إن قصفا عنيفا إسرائيليا أصاب منزلا", "إسرائيليا", "isr"),
    ],
)
def test_a_deeds_adjective_names_who_does_it(text: str, name: str, actor: str) -> None:
    assert the(text, name, "2021-05-04").id == actor


def test_states_as_places_are_flagged() -> None:
    assert "as_place" in the("وقع انفجار في سوريا", "سوريا").flags
    assert "as_place" not in the("رفضت إسرائيل الاقتراح", "إسرائيل").flags


def test_roles_and_countries() -> None:
    forces = the("تقدمت القوات الفرنسية", "القوات الفرنسية")
    assert (forces.role, forces.country) == ("MIL", "FRA")
    assert the("هاجمت مجموعة مسلحة المقر", "مجموعة مسلحة").role == "UAF"
    assert the("أصيب متظاهرون", "متظاهرون").role == "CVL"


def test_a_count_before_a_mention_belongs_to_it() -> None:
    doc = Document("قتل 21 مقاتلا في الهجوم")
    mention = find_actors(doc, find_numbers(doc))[0]
    assert mention.number is not None
    assert mention.number.min == 21


def test_definite_references() -> None:
    doc = Document("سيطر داعش على البلدة. وقال التنظيم إنه باق. وهاجم مسلحون مجهولون حاجزا ثم فر المسلحون.")
    mentions = find_actors(doc)
    led = {m.name: a.name for m in mentions if (a := antecedent(doc, m, mentions))}
    assert led == {"التنظيم": "داعش", "المسلحون": "مسلحون مجهولون"}


def test_a_definite_word_is_the_body_it_stands_for() -> None:
    text = "هاجمت ميليشيات الحوثي مأرب. وقتلت الجماعة ستة. وقصفت حركة الشفق تعز ثم نفت الحركة ذلك."
    found = {m.name: m.id for m in read(Report(id="r", text=text, published="2021-03-01")).actors}
    assert found["الجماعة"] == "houthis"
    assert found["الحركة"] is None  # what it stands for is in no catalogue


def test_a_body_takes_no_plural_and_no_person_for_its_adjective() -> None:
    assert names("ويتهم النظام المتمردين بالهجوم.") == ["النظام", "المتمردين"]
    assert names("اشتبكت القوات النظامية والمقاتلين المعارضين.")[0] == "القوات النظامية"
    assert names("اعتقلت قوات الأمن الناشط سالم العلي.") == ["قوات الأمن", "الناشط سالم العلي"]
    assert names("قتل الجنود الفرنسيين في الكمين.") == ["الجنود الفرنسيين"]
    assert names("بين قبيلتين عربيتين.") == ["قبيلتين عربيتين"]
    assert names("أوقفت السلطات السودانية المعارض إبراهيم الشيخ.")[0] == "السلطات السودانية"
    assert names("قصفت القوات العراقية المشتركة الموقع.") == ["القوات العراقية المشتركة"]
    assert names("زرعها عناصر تنظيم القاعدة في مديرية مودية.") == ["عناصر تنظيم القاعدة"]


def test_forces_by_who_is_meant() -> None:
    text = "قصفت قوات الدعم السريع أم درمان بالسودان. ونفت القوات ذلك. وفي الجزائر قتل الجيش مسلحا."
    ids = {m.name: m.id for m in read(Report(id="r", text=text, published="2024-03-01")).actors}
    assert (ids["القوات"], ids["الجيش"]) == ("rsf", "dza-mil")
    (sna, *_) = found("هاجم الجيش الوطني المدعوم من تركيا مدينة الباب في سوريا.", "2024-03-01")
    assert sna.id == "sna"


def test_surnames_and_short_forms_after_the_full_name() -> None:
    assert names("قال طاهر المنزلاوي إنه باق. وأضاف المنزلاوي ذلك.") == ["طاهر المنزلاوي", "المنزلاوي"]


def test_theatre_is_the_state_most_spoken_of() -> None:
    assert theatre_of(Document("قتلى في حلب ودمشق وسط سوريا بحسب واشنطن"), lexis()) == "SYR"
    assert theatre_of(Document("لا أحد هنا"), lexis()) is None


def test_word_lists_use_roles_of_the_vocabulary() -> None:
    data, roles = read_yaml("words/actors.yaml"), vocabulary()["roles"]
    rows = (*data["heads"], *data["offices"])
    assert {row["role"] for row in rows if "role" in row} <= set(roles)


def test_spans_quote_the_text() -> None:
    for text, _ in BOUNDARIES:
        doc = Document(text)
        for m in find_actors(doc):
            assert fold(m.name.split()[-1]) in fold(doc.quote(m.first, m.last))


def _gold(name: str) -> list[dict[str, object]]:
    path = SHARED / name / "gold.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here: the shared gold data does not ship with the project")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.sub(r"^(?:وال|بال|لل|ال)(?=\w{2})", "", w) for w in re.findall(r"\w+", fold(name)))


def test_train_actors_are_found() -> None:
    """At least 95 % of the actors named in the gold events are mentions, by any of their names."""
    hits = total = 0
    for report in _gold("train"):
        mentions = [_words(m.name) for m in find_actors(Document(report["text"], report["published"]))]  # type: ignore[arg-type]
        for claim in report["claims"]:  # type: ignore[attr-defined]
            for actor in claim.get("actors") or ():
                forms = [_words(n) for n in ([actor] if isinstance(actor, str) else actor)]
                total += 1
                hits += any(f <= m or (m and m <= f) for f in forms for m in mentions)
    assert hits / total >= 0.95


def test_nationals_behind_a_preposition_are_named_without_it() -> None:
    assert names("وقدمت وجبات للسودانيين") == ["السودانيين"]
