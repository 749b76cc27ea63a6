"""Dates: the corpus of phrasings against one report's day, and what happens without it."""

from pathlib import Path

import pytest
import yaml

from marsad.coder.dates import find_dates, report_day
from marsad.coder.text import Document

CORPUS = Path(__file__).parent / "corpus"
DAY = "2014-01-08"


def rows():
    for row in yaml.safe_load((CORPUS / "dates.yaml").read_text(encoding="utf-8")):
        for phrase in row["says"]:
            start = row["start"] and str(row["start"])
            yield pytest.param(start, str(row.get("end") or start or "") or None, str(phrase), id=str(phrase))


@pytest.mark.parametrize(("start", "end", "phrase"), list(rows()))
def test_resolved(start, end, phrase):
    found = find_dates(Document(phrase, DAY))
    assert found, "no date found"
    assert (found[0].start, found[0].end) == (start, end)


@pytest.mark.parametrize("phrase", yaml.safe_load((CORPUS / "dates_none.yaml").read_text(encoding="utf-8")))
def test_what_is_no_date(phrase):
    assert [m.rule for m in find_dates(Document(phrase, DAY)) if m.start] == []


def test_without_a_report_day_only_absolute_dates_resolve():
    doc = Document("قتل أمس ثلاثة أشخاص في هجوم وقع الجمعة، بعد هجوم 3 مايو 2013 وهجمات عام 2011.")
    assert [(m.start, m.end) for m in find_dates(doc) if m.start] == [
        ("2013-05-03", "2013-05-03"),
        ("2011-01-01", "2011-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قال ناشطون اليوم الثلاثاء إن القصف تجدد.", "2014-01-07"),
        ("قال ناشطون اليوم الأربعاء إن القصف تجدد.", DAY),
        ("تجدد القصف أمس الاثنين على المدينة.", "2014-01-07"),
        ("تجدد القصف على المدينة.", DAY),
        (
            "تجدد القصف اليوم الجمعة على المدينة.",
            DAY,
        ),  # too far from the day of publication to be the report's own
    ],
)
def test_the_reports_own_day(text, day):
    assert report_day(Document(text, DAY)) == day


def test_relative_days_follow_the_reports_own_day():
    doc = Document("قتل شخصان اليوم الثلاثاء، غداة هجوم وقع أمس.", DAY)
    assert [m.start for m in find_dates(doc)] == ["2014-01-07", "2014-01-06", "2014-01-06"]


def test_a_bad_day_of_publication_is_no_day():
    assert find_dates(Document("قتل أمس", "yesterday")) == []
    assert report_day(Document("قتل أمس", "2014-13-40")) is None


@pytest.mark.parametrize(
    "phrase", ["قبل خمسة آلاف سنة", "منذ 9000000000 يوم", "قبل 99999999999 ساعة", "منذ 4000 عام"]
)
def test_ages_before_the_report_are_no_time(phrase):
    assert [m.rule for m in find_dates(Document(f"وقعت اشتباكات {phrase}.", DAY)) if m.start] == []
