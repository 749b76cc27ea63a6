"""`marsad knowledge check`: the package's own catalogues are sound, and each kind of mistake is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.catalogues import check_knowledge
from marsad.coder.gazetteer import COLUMNS

GOOD_ACTOR = "theatre: t\nactors:\n  - {id: a, en: [A], ar: [لواء الصفصاف], role: REB, country: SYR}\n"
GOOD_PLACE = "p1\tالصفصاف\t\tSafsaf\t35.1\t36.5\tsettlement\tSYR\tحماة\t\t\t\t\town"
GOOD_OUTLET = "- {id: o, kind: paper, country: SYR, names: [صحيفة الصفصاف]}\n"


def knowledge(
    folder: Path, actors: str = GOOD_ACTOR, place: str = GOOD_PLACE, outlets: str = GOOD_OUTLET
) -> Path:
    (folder / "actors").mkdir()
    (folder / "places" / "t").mkdir(parents=True)
    (folder / "actors" / "t.yaml").write_text(actors, encoding="utf-8")
    table = "\t".join(COLUMNS) + "\n" + place + "\n"
    (folder / "places" / "t" / "own.tsv").write_text(table, encoding="utf-8")
    (folder / "outlets.yaml").write_text(outlets, encoding="utf-8")
    return folder


def test_the_packages_own_knowledge_is_sound() -> None:
    found = check_knowledge()
    assert found.problems == []
    assert found.actors >= 1200 and found.places >= 14_000 and found.outlets >= 120


def test_a_sound_folder_is_sound(tmp_path: Path) -> None:
    found = check_knowledge(knowledge(tmp_path))
    assert (found.problems, found.actors, found.places, found.outlets) == ([], 1, 1, 1)


def more(entry: str) -> str:
    return GOOD_ACTOR + f"  - {{{entry}}}\n"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("id: a, en: [B], ar: [كتيبة التين], role: REB", "the id is given 2 times"),
        (
            "id: b, en: [B], ar: [كتيبة التين], role: REB, parent: nobody",
            "'nobody', which it belongs to, is nobody's id",
        ),
        (
            "id: b, en: [B], ar: [كتيبة التين], role: REB, from: 2015-01-01, to: 2014-01-01",
            "before it begins",
        ),
        ("id: b, en: [B], ar: [كتيبة التين], role: REB, from: soon", "is no date"),
        ("id: b, en: [B], ar: [كتيبة التين], role: KNIGHT", "is not in the vocabulary"),
        ("id: b, en: [B], ar: [كتيبة التين], role: REB, country: XXX", "is no alpha-3 code"),
        ("id: b, en: [B], ar: [كتيبة التين], role: REB, colour: red", "unknown fields: colour"),
        ("id: B b, en: [B], ar: [كتيبة التين], role: REB", "an id is small letters"),
        ("id: b, en: [], ar: [كتيبة التين], role: REB", "an English name are needed"),
        ("id: b, en: [B], ar: [كتيبة التين], local: [الكتيبة], role: REB", "local names need a theatre"),
        ("id: b, en: [B], ar: [لواء الصفصاف], role: REB", "means both"),
    ],
)
def test_mistakes_among_actors_are_named(tmp_path: Path, entry: str, problem: str) -> None:
    found = check_knowledge(knowledge(tmp_path, actors=more(entry)))
    assert any(problem in p for p in found.problems), found.problems


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (GOOD_PLACE + "\n" + GOOD_PLACE.replace("35.1", "35.9"), "the id is given 2 times"),
        (GOOD_PLACE + "\n" + GOOD_PLACE.replace("p1", "p2"), "the same place as t/own.tsv:2"),
        (GOOD_PLACE.replace("35.1", "55.1"), "lies outside SYR"),
        (GOOD_PLACE.replace("35.1", "north"), "is no point on Earth"),
        (GOOD_PLACE.replace("SYR", "SYY"), "is no alpha-3 code"),
        (GOOD_PLACE.replace("settlement", "hamlet"), "kind 'hamlet'"),
        (GOOD_PLACE.replace("\town", "\t"), "where the fact comes from"),
        (GOOD_PLACE + "\textra", "columns, 14 are needed"),
    ],
)
def test_mistakes_among_places_are_named(tmp_path: Path, place: str, problem: str) -> None:
    found = check_knowledge(knowledge(tmp_path, place=place))
    assert any(problem in p for p in found.problems), found.problems


@pytest.mark.parametrize(
    ("outlet", "problem"),
    [
        ("- {id: o, kind: blog, names: [مدونة التين]}\n", "the id is given 2 times"),
        ("- {id: q, kind: blog, names: [مدونة التين]}\n", "kind 'blog'"),
        ("- {id: q, kind: paper, names: [صحيفة الصفصاف]}\n", "is o too"),
        ("- {id: q, kind: paper, country: XX, names: [صحيفة التين]}\n", "is no alpha-3 code"),
        (
            "- {id: q, kind: paper, owner: nobody, names: [صحيفة التين]}\n",
            "the owner 'nobody' is nobody's id",
        ),
    ],
)
def test_mistakes_among_outlets_are_named(tmp_path: Path, outlet: str, problem: str) -> None:
    found = check_knowledge(knowledge(tmp_path, outlets=GOOD_OUTLET + outlet))
    assert any(problem in p for p in found.problems), found.problems
