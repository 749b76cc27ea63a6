"""Days and hours in every form, and the dateline at the head of a report: found where it is, never in running text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reports import dateline
from marsad.reports.moments import day_in_name, moment

from .reading import reports

TAIL = "قصفت طائرات بلدة الصفصاف"


@pytest.mark.parametrize(
    ("head", "words", "day"),
    [
        (f"حلب، سوريا، 08 يناير 2014 -- {TAIL}", "حلب، سوريا، 08 يناير 2014", "2014-01-08"),
        (f"حلب، سوريا، ٠٨ يناير ٢٠١٤ – {TAIL}", "حلب، سوريا، ٠٨ يناير ٢٠١٤", "2014-01-08"),
        (f"دمشق - 8 كانون الثاني/يناير 2014 : {TAIL}", "دمشق - 8 كانون الثاني/يناير 2014", "2014-01-08"),
        (
            f"بيروت 15 تشرين الأول 2013 (إذاعة الوادي) - {TAIL}",
            "بيروت 15 تشرين الأول 2013 (إذاعة الوادي)",
            "2013-10-15",
        ),
        (f"الجزائر في 12 جانفي 2012 - {TAIL}", None, None),  # "in Algiers on": may be a sentence
        (f"الرباط، الخميس 5 غشت 2012\n{TAIL}", "الرباط، الخميس 5 غشت 2012", "2012-08-05"),
        (f"الأربعاء 8 كانون الثاني 2014\n{TAIL}", "الأربعاء 8 كانون الثاني 2014", "2014-01-08"),
        (f"الرياض - 7 ربيع الأول 1435هـ - {TAIL}", "الرياض - 7 ربيع الأول 1435هـ", "2014-01-08"),
        (f"صنعاء (شبكة السهل) 2014/01/08 | {TAIL}", "صنعاء (شبكة السهل) 2014/01/08", "2014-01-08"),
        (f"عنوان الخبر هنا\n\nسلمى الخطيب\nحمص، 8 آذار 2013.\n{TAIL}", "حمص، 8 آذار 2013", "2013-03-08"),
        (f"بغداد (إذاعة الوادي) - {TAIL}", "بغداد (إذاعة الوادي)", None),
        (f"بيروت، لبنان (وادي)-- {TAIL}", "بيروت، لبنان (وادي)", None),
        (f"الموصل (العراق) (وكالة السهل) - {TAIL}", "الموصل (العراق) (وكالة السهل)", None),
    ],
)
def test_datelines(head: str, words: str | None, day: str | None) -> None:
    found = dateline.find(head)
    assert (found.words if found else None, found.day if found else None) == (words, day)
    assert not found or found.words in head


@pytest.mark.parametrize(
    "text",
    [
        "قتل عشرة أشخاص في 8 يناير 2014 في قصف على البلدة.",
        "اندلعت المعارك منذ 8 يناير 2014، وفق السكان.",
        "قال ناشطون إن القصف بدأ يوم 8 يناير 2014.",
        "شهدت البلدة التي سيطر عليها المقاتلون في معارك 8 يناير 2014 هدوءا.",
        "ارتفعت حصيلة قتلى انفجار 8 يناير 2014 - وهو الأعنف - إلى عشرة.",
        "دخلت البلدة (شرق) - وهي الأكبر - قوات جديدة.",
        "8 يناير",
        "ثورة 25 يناير 2011 المصرية في ذكراها.",
        "حلب، سوريا، 31 فبراير 2014 -- خبر",
        "",
        "\n\n",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    found = dateline.find(text)
    assert not found or not found.day


@given(st.text(max_size=300))
def test_a_dateline_is_words_of_the_text(text: str) -> None:
    found = dateline.find(text)
    assert not found or (found.words in text and found.words == found.words.strip())


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2014-01-08", "2014-01-08", None),
        ("2014-01-08T10:15:00+03:00", "2014-01-08", "2014-01-08T10:15:00+03:00"),
        ("2014-01-08 10:15 UTC", "2014-01-08", "2014-01-08T10:15:00+00:00"),
        ("2014-01-08T23:59:00-08:00", "2014-01-08", "2014-01-08T23:59:00-08:00"),  # the day there
        ("Wed, 08 Jan 2014 10:15:00 GMT", "2014-01-08", "2014-01-08T10:15:00+00:00"),
        ("08 Jan 2014", "2014-01-08", None),
        ("20/01/2014 9:05", "2014-01-20", "2014-01-20T09:05:00"),
        ("٢٠١٤/١/٨", "2014-01-08", None),
        ("الأربعاء، 8 كانون الثاني 2014 - 10:15", "2014-01-08", "2014-01-08T10:15:00"),
        (date(2014, 1, 8), "2014-01-08", None),
    ],
)  # fmt: skip
def test_moments(value: object, day: str, at: str | None) -> None:
    assert moment(value) == (day, at)


@pytest.mark.parametrize(
    "value",
    ["", "أمس", "2014", "02/03/2014", "2014-02-30", "2014-01-08T25:00", "8 يناير", "9999999999", 20140108, None,
     "1/1/1", "8 يناير 2014 وما بعده", "x" * 1000],
)  # fmt: skip
def test_what_is_no_moment(value: object) -> None:
    assert moment(value) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d %b %Y"]))
def test_days_are_read_as_they_were_written(day: date, form: str) -> None:
    found = moment(day.strftime(form))
    assert found and found.day == day.isoformat()


@given(st.text(max_size=60) | st.from_regex(r"[\d/.\-: T]{5,25}"))
def test_any_text_is_a_moment_or_none(value: str) -> None:
    found = moment(value)
    assert found is None or date.fromisoformat(found.day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("/2014/01/08/title-17", "2014-01-08"),
        ("news-20140108-3", "2014-01-08"),
        ("2014-1-8", "2014-01-08"),
        ("id-201401083", None),
        ("2014-01-08_2014-01-09", None),
        ("2014-13-08", None),
    ],
)
def test_days_in_addresses_and_names(name: str, day: str | None) -> None:
    assert day_in_name(name) == day


def test_what_is_given_is_trusted_most(tmp_path: Path) -> None:
    text = f"حلب، سوريا، 08 يناير 2014 -- {TAIL}"
    rows = [
        {"text": text + "1", "published": "2014-01-10", "url": "https://example.org/2014/01/07/a"},
        {"text": text + "2", "url": "https://example.org/2014/01/07/a"},
        {"text": TAIL, "url": "https://example.org/2014/01/07/a"},
        {"text": text + "3", "published": "غير معروف"},
        {
            "text": TAIL + "4",
            "published": "2014-01-10T10:00:00Z",
            "dated_by": "meta",
            "dateline": "حلب",
            "author": "سلمى",
        },
    ]
    path = tmp_path / "2014-02-02.jsonl"  # the day of a file of many reports is not theirs
    path.write_text(
        "".join(json.dumps(row) + "\n" for row in [*rows, {"text": TAIL + "5"}]), encoding="utf-8"
    )
    read = reports(path)
    assert [(r.published, r.dated_by) for r in read] == [
        ("2014-01-10", "given"),
        ("2014-01-08", "dateline"),
        ("2014-01-07", "url"),
        ("2014-01-08", "dateline"),
        ("2014-01-10", "meta"),
        (None, None),
    ]
    assert (
        read[0].dateline == "حلب، سوريا، 08 يناير 2014"
        and read[4].dateline == "حلب"
        and read[4].author == "سلمى"
    )
