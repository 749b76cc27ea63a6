"""The vocabulary is complete in both languages, and its crosswalks name categories that the other projects have."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import BaseModel

from marsad import model
from marsad.knowledge import vocabulary

ARABIC = re.compile("[\u0621-\u064a]")
DISORDER = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST REJECT ACCUSE THREATEN "
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
TERMS = [(group, key) for group, terms in vocabulary().items() for key in terms]
TYPES = vocabulary()["event_types"]


@pytest.mark.parametrize(("group", "key"), TERMS, ids=lambda part: str(part))
def test_every_term_is_said_in_both_languages(group: str, key: str) -> None:
    term = vocabulary()[group][key]
    assert ARABIC.search(term["ar"]) and ARABIC.search(term["definition"]["ar"])
    assert not ARABIC.search(term["en"]) and term["definition"]["en"].endswith(".")


@pytest.mark.parametrize("group", [g for g in vocabulary() if g != "fields"])
def test_labels_tell_terms_apart(group: str) -> None:
    for language in ("ar", "en"):
        labels = [term[language] for term in vocabulary()[group].values()]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("key", TYPES)
def test_crosswalks_name_existing_categories(key: str) -> None:
    acled, plover, ucdp = (TYPES[key][scheme] for scheme in ("acled", "plover", "ucdp"))
    assert acled is None or acled["sub_event_type"] in DISORDER[acled["event_type"]]
    assert plover is None or plover["category"] in PLOVER
    assert set(ucdp["types_of_violence"]) <= {1, 2, 3}


def fields_of(record: type[BaseModel]) -> list[str]:
    return list(record.model_fields)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("event", model.Event),
        ("casualties", model.Casualties),
        ("control", model.Control),
        ("relation", model.Relation),
    ],
)
def test_the_models_have_the_fields_of_the_vocabulary_in_its_order(kind: str, record: Any) -> None:
    own = vocabulary()["kinds"][kind]["fields"]
    first, last = ["report", "id", "kind"], ["evidence", "sources", "certainty", "confidence", "origin"]
    assert fields_of(record) == first + own + last
    assert set(first + own + last) <= set(vocabulary()["fields"])


def test_every_event_type_has_a_frame_file(root: Any) -> None:
    frames = {path.stem for path in (root / "src/marsad/knowledge/frames").glob("*.yaml")}
    assert set(TYPES) <= frames
