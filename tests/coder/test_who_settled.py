"""Who did it where grammar settles it: verbs of doing, adjectives of strikes, owners of strikes and sites, lists."""

from __future__ import annotations

import pytest

from marsad.coder.code import code
from marsad.coder.lexicon import lexicon
from marsad.coder.text import Document
from marsad.model import Report


def sides(text: str, type_: str, published: str = "2021-03-01") -> tuple[list[str], list[str]]:
    """The names of the actors and of the recipients of the first event of `type_`."""
    claims = code(Report(id="r", text=text, published=published, language="ar"))
    event = next(c for c in claims if c["kind"] == "event" and c["type"] == type_)
    return [a["name"] for a in event["actors"]], [a["name"] for a in event["recipients"]]


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("قتل ستة مزارعين في غارات شنتها طائرات روسية على بلدة سرمين في إدلب بسوريا.", "air_strike", ["طائرات روسية"]),
        ("استهدفت غارات سورية وروسية بلدة سرمين بريف إدلب وقتلت مدنيين.", "air_strike", ["سورية", "روسية"]),
        ("قتل مدنيان في قصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب في سوريا.", "shelling", ["قوات النظام"]),
        ("قصفت قوات النظام وروسيا بلدة سرمين بريف إدلب وقتلت مدنيين.", "shelling", ["قوات النظام", "روسيا"]),
        ("أسفرت اعتداءات المستوطنين وقوات الاحتلال على قرية بورين عن إصابة سبعة فلسطينيين.", "ground_attack",
         ["المستوطنين", "قوات الاحتلال"]),
        ("قتل طفل بانفجار لغم من مخلفات تنظيم داعش في مدينة الرقة.", "explosion", ["تنظيم داعش"]),
        ("استهدف الطيران الحربي الروسي والنظام السوري قرية الحراكي في إدلب بصواريخ وقتل ثلاثة مدنيين.", "shelling",
         ["الطيران الحربي الروسي", "النظام السوري"]),
        ("هاجم مستوطنون قرية عوريف جنوب نابلس وأصابوا رجلا، بحماية من قوات الاحتلال.", "support", ["قوات الاحتلال"]),
        ("تتعرض قوات الأمن الليبية بانتظام لهجمات في شرق البلاد.", "ground_attack", []),
        ("قتل 40 مدنيا في غارة على مدينة الحديدة، واتهم الحوثيون التحالف بالوقوف وراء الغارة.", "air_strike", []),
        ("هاجم مسلحون مقر الحزب في بغداد وقتلوا حارسا، ردا على قصف المدينة بالمدفعية.", "shelling", []),
        ("سيطر الجيش السوري بدعم روسي على بلدة كفرنبل جنوب إدلب بعد اشتباكات.", "support", ["روسي"]),
        ("هاجمت قوات سوريا الديمقراطية مواقع تنظيم داعش في الرقة بإسناد من طيران التحالف الدولي.", "support",
         ["طيران التحالف الدولي"]),
        ("سقط عشرات القتلى والجرحى من قوات النظام في كمين لتنظيم داعش في بادية السخنة شرقي حمص.", "ground_attack",
         ["تنظيم داعش"]),
        ("استهدفت مسيرة قاعدة تتمركز فيها قوات حفظ السلام في كادوقلي بالسودان وقتلت جنديا.", "air_strike", []),
        ("نددت باريس ولندن وروما ومدريد بالقصف على مدينة حلب في سوريا.", "accusation",
         ["باريس", "لندن", "روما", "مدريد"]),
        ("حاصر مسلحو تنظيم داعش بلدة في ريف حماة بسوريا قبل أن يطردهم منها الجيش.", "capture", ["الجيش"]),
        ("قصف التحالف صعدة باليمن وقتل طفلين، وطالب الوزير سامر البدوي بتحقيق عاجل.", "demand", ["الوزير سامر البدوي"]),
        ("واتهمت بغداد تنظيم داعش بقتل ثلاثة جنود قرب سامراء في العراق.", "accusation", ["بغداد"]),
        ("نزح أكثر من 40 ألف شخص من ريف إدلب في سوريا بسبب القصف.", "displacement", ["شخص"]),
        ("تعرضت قوات حكومة الوفاق في طرابلس لقصف، ورحبت به مصر وروسيا.", "support", ["مصر", "روسيا"]),
        ("نفذ مسلحون كمينا تعرضت له مفرزة من الجيش العراقي قرب سامراء وقتل جنديان.", "ground_attack", ["مسلحون"]),
    ],
)  # fmt: skip
def test_who_acts(text: str, type_: str, actors: list[str]) -> None:
    assert sides(text, type_)[0] == actors


@pytest.mark.parametrize(
    ("text", "type_", "recipients"),
    [
        ("سيطر مقاتلو المعارضة السورية مساء أمس على مقر غير رئيسي لداعش في مدينة الرقة.", "capture", ["داعش"]),
        ("نفذ مسلحون عمليات إرهابية في سيناء ضد قوات الجيش والشرطة.", "ground_attack",
         ["قوات الجيش", "الشرطة"]),
        ("تتعرض قوات الأمن الليبية بانتظام لهجمات في شرق البلاد.", "ground_attack", ["قوات الأمن الليبية"]),
        ("تواصل القوات العراقية والبشمركة تقدمها نحو الموصل من المحورين الجنوبي والشرقي.", "ground_attack", []),
        ("هاجم مستوطنون قرية عوريف جنوب نابلس وأصابوا رجلا، بحماية من قوات الاحتلال.", "ground_attack", []),
        ("سيطر الجيش السوري بدعم روسي على بلدة كفرنبل جنوب إدلب بعد اشتباكات.", "support", ["الجيش السوري"]),
        ("سقط عشرات القتلى والجرحى من قوات النظام في كمين لتنظيم داعش في بادية السخنة شرقي حمص.", "ground_attack",
         ["قوات النظام"]),
        ("قال المرصد إن القوات قصفت مدينة دوما بسوريا وقتلت مدنيين، وطالبت المنظمة مجلس الأمن بالتحقيق.", "demand",
         ["مجلس الأمن"]),
        ("حاصر المتظاهرون مبنى البلدية في بنغازي بليبيا وطالبوا الحكومة بالاستقالة.", "demand", ["الحكومة"]),
        ("ودعت بغداد وأنقرة وطهران المسلحين إلى وقف القتال في كركوك بالعراق.", "demand", ["المسلحين"]),
        ("قصفت قوات الحكومة المليشيات الموالية لإيران في البوكمال بسوريا وقتلت خمسة مسلحين.", "shelling",
         ["المليشيات الموالية لإيران"]),
    ],
)  # fmt: skip
def test_who_is_acted_upon(text: str, type_: str, recipients: list[str]) -> None:
    assert sides(text, type_, "2015-03-01")[1] == recipients


def test_a_word_in_ta_marbuta_has_no_pronoun() -> None:
    hits = lexicon().find(Document("استعادت القوات المواقع من قبضة الجماعة."))
    assert "arrest" not in {h.trigger.type for h in hits}


def test_with_whom_one_fights_is_not_whom_one_fights() -> None:
    text = "تقاتل كتائب البراء مع الجيش السوداني في الخرطوم ضد قوات الدعم السريع."
    assert sides(text, "armed_clash", "2024-03-01")[1] == ["قوات الدعم السريع"]


def test_who_receives_a_place_is_given_it() -> None:
    text = "استلمت الشرطة العسكرية الروسية حاجزا من قوات سوريا الديمقراطية في منبج."
    assert sides(text, "handover") == (["قوات سوريا الديمقراطية"], ["الشرطة العسكرية الروسية"])


def test_who_survived_was_the_one_to_be_hit() -> None:
    text = "نجا قائد الجيش من محاولة اغتيال في بنغازي."
    assert sides(text, "killing") == ([], ["قائد الجيش"])


def test_whose_the_craft_is_that_strikes() -> None:
    text = "قتل جندي حين شنت طائرة مسيرة تابعة لحزب الله هجوما على موقع في الجليل."
    assert sides(text, "air_strike", "2024-03-01")[0] == ["حزب الله"]


def test_a_craft_told_with_a_verb_or_a_noun_of_attack_strikes_once() -> None:
    for text in (
        "استهدف طيران النظام المروحي قرية التمانعة بريف إدلب في سوريا وقتل مدنيان.",
        "قتل جندي حين شنت طائرة مسيرة تابعة لحزب الله هجوما على موقع في الجليل.",
    ):
        claims = code(Report(id="r", text=text, published="2024-03-01", language="ar"))
        types = [c["type"] for c in claims if c["kind"] == "event"]
        assert types.count("air_strike") == 1
        assert "ground_attack" not in types


def test_whose_stronghold_is_hit_has_not_hit_it() -> None:
    text = "قتل ثلاثة مدنيين في قصف مدفعي على دوما بسوريا، معقل جيش الإسلام."
    assert sides(text, "shelling") == ([], [])
    claims = code(Report(id="r", text=text, published="2021-03-01", language="ar"))
    assert [c["perpetrator"] for c in claims if c["kind"] == "casualties"] == [None]


def test_who_tells_of_the_death_of_their_own_has_not_killed() -> None:
    text = "أعلنت كتائب القسام مقتل ثلاثة من مقاتليها في قصف على خان يونس."
    assert "كتائب القسام" not in sides(text, "killing", "2024-03-01")[0]


def test_a_car_bomb_or_a_bomber_told_with_a_verb_of_attack_is_one_blow() -> None:
    for text, type_ in (
        ("استهدفت سيارة مفخخة مقرا للبيشمركة في كركوك وقتل جنديان.", "explosion"),
        ("استهدف انتحاري من داعش حاجزا للجيش الليبي في سرت وقتل جنديان.", "suicide_attack"),
    ):
        claims = code(Report(id="r", text=text, published="2016-05-18", language="ar"))
        types = [c["type"] for c in claims if c["kind"] == "event"]
        assert type_ in types
        assert "ground_attack" not in types


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("اتهمت أنقرة دمشق بدعم مسلحين، ونفت الأخيرة ذلك.", "denial", ["دمشق"]),
        ("هدد نتنياهو باجتياح رفح إذا لم تطلق حماس الرهائن.", "threat", ["نتنياهو"]),
        ("هاجم مسلحون ثكنة للجيش في بوسو وقتل سبعة من المهاجمين.", "ground_attack", ["مسلحون"]),
    ],
)
def test_who_acts_by_the_words_around(text: str, type_: str, actors: list[str]) -> None:
    assert sides(text, type_)[0] == actors


def test_who_replies_with_a_deed_does_it() -> None:
    text = "قصف نفذته مليشيا الحوثي على مأرب، وردت المقاومة بقصف مواقعها."
    claims = code(Report(id="r", text=text, published="2021-03-01", language="ar"))
    shellings = [[a["name"] for a in c["actors"]] for c in claims if c.get("type") == "shelling"]
    assert shellings == [["مليشيا الحوثي"], ["المقاومة"]]


def test_a_condition_does_not_name_who_does_it() -> None:
    text = "هدد نتنياهو باجتياح رفح إذا لم تطلق حماس الرهائن."
    claims = code(Report(id="r", text=text, published="2021-03-01", language="ar"))
    attacks = [c for c in claims if c.get("type") == "ground_attack"]
    assert all("حماس" not in [a["name"] for a in c["actors"]] for c in attacks)


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("أرغمت قوات البيشمركة مسلحي داعش على الانسحاب من سنجار.", "withdrawal", ["مسلحي داعش"], []),
        ("حرر الجيش بلدة الراعي من داعش، وكان الأخير قد اقتحمها.", "ground_attack", ["داعش"], []),
        ("دعا المجلس إلى تحرير بلدة السخنة التي يحتلها تنظيم الدولة.", "capture", ["المجلس"], ["تنظيم الدولة"]),
        ("خرج المقاتلون المحاصرون من حمص القديمة.", "siege", [], ["المقاتلون"]),
        ("هاجم مسلحون من طالبان مركزا في غزني، وتصدت لهم الشرطة وقتلت سبعة منهم.", "killing", ["الشرطة"],
         ["مسلحون من طالبان"]),
    ],
)  # fmt: skip
def test_both_sides_by_the_words_around(
    text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    assert sides(text, type_, "2016-05-18") == (actors, recipients)
