"""Claims as the pages show them: labels, bounds and dates in words, nothing added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marsad.web.strings import Words

Claim = dict[str, Any]

_UNSURE = {"possible", "alleged", "denied", "called_for"}
_TITLE = {
    "event": ("event_types", "type"),
    "control": ("changes", "change"),
    "relation": ("relations", "relation"),
}


def card(claim: Claim, words: Words, wholes: dict[str, Claim] | None = None) -> dict[str, Any]:
    """What a claim's card shows. `wholes` are claims by id, to name the toll that this one is a part of."""
    return {
        "id": claim["id"],
        "report": claim["report"],
        "kind": claim["kind"],
        "kind_label": words.label("kinds", claim["kind"]),
        "title": title(claim, words),
        "definition": _definition(claim, words),
        "certainty": words.label("certainties", claim["certainty"]),
        "certainty_definition": words.definition("certainties", claim["certainty"]),
        "unsure": claim["certainty"] in _UNSURE,
        "confidence": claim["confidence"],
        "quotes": [span["text"] for span in claim["evidence"]],
        "spans": " ".join(f"{span['start']}-{span['end']}" for span in claim["evidence"]),
        "facts": [f for f in _facts(claim, words, wholes or {}) if f["values"]],
        "origin": claim["origin"],
    }


def title(claim: Claim, words: Words) -> str:
    """A claim in a few words: the type of an event, the bounds of a toll, the change of control."""
    if claim["kind"] == "casualties":
        many = words.how_many(claim["min"], claim["max"], claim["approx"])
        return f"{words.outcome(claim['outcome'])}: {many}"
    group, field = _TITLE[claim["kind"]]
    label = words.label(group, claim[field])
    return label[:1].upper() + label[1:]


def _definition(claim: Claim, words: Words) -> str:
    if claim["kind"] == "casualties":
        return words.definition("outcomes", claim["outcome"])
    group, field = _TITLE[claim["kind"]]
    return words.definition(group, claim[field])


def _facts(claim: Claim, words: Words, wholes: dict[str, Claim]) -> list[dict[str, Any]]:
    """The rows of a card in reading order; a row without values is left out by the caller."""
    rows = {"event": _event, "casualties": _casualties, "control": _control, "relation": _relation}
    facts = rows[claim["kind"]](claim, words)
    if part_of := claim.get("part_of"):
        whole = wholes.get(part_of)
        value = _value(title(whole, words) if whole else part_of, claim=part_of if whole else None)
        facts.append(_row("part_of_toll", words, [value]))
    facts.append(_row("where", words, [place(claim["place"], words)] if claim["place"] else []))
    facts.append(_row("when", words, [_value(words.period(claim["time"]))] if claim["time"] else []))
    facts.append(_row("on_whose_word", words, sources(claim, words)))
    return facts


def _event(claim: Claim, words: Words) -> list[dict[str, Any]]:
    return [
        _row("who", words, _actors(claim["actors"], words)),
        _row("to_whom", words, _actors(claim["recipients"], words)),
        _row("with_what", words, [_value(claim["weapon"], quoted=True)] if claim["weapon"] else []),
    ]


def _casualties(claim: Claim, words: Words) -> list[dict[str, Any]]:
    category = claim["category"]
    people = [] if category == "unspecified" else [_value(words.label("categories", category))]
    return [
        _row("which_people", words, people),
        _row("whose_people", words, _actors([claim["affiliation"]], words)),
        _row("by_whom", words, _actors([claim["perpetrator"]], words)),
    ]


def _control(claim: Claim, words: Words) -> list[dict[str, Any]]:
    extent = claim["extent"]
    return [
        _row("who", words, _actors([claim["actor"]], words)),
        _row("how_much", words, [_value(words.label("extents", extent))] if extent else []),
    ]


def _relation(claim: Claim, words: Words) -> list[dict[str, Any]]:
    return [
        _row("standing_of", words, _actors([claim["a"]], words)),
        _row("standing_to", words, _actors([claim["b"]], words)),
    ]


def _row(key: str, words: Words, values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "label": words(key), "values": values}


def _value(
    name: str,
    *,
    quoted: bool = False,
    note: str = "",
    hint: str = "",
    admin: Sequence[str] = (),
    flags: Sequence[dict[str, str]] = (),
    claim: str | None = None,
) -> dict[str, Any]:
    """One thing in a row: `quoted` is the report's own wording, `claim` the claim that it links to."""
    return {
        "name": name,
        "quoted": quoted,
        "note": note,
        "hint": hint,
        "admin": admin,
        "flags": flags,
        "claim": claim,
    }


def _actors(actors: list[dict[str, Any] | None], words: Words) -> list[dict[str, Any]]:
    return [
        _value(
            a["name"],
            quoted=True,
            note=words.label("roles", a["role"]) if a.get("role") else "",
            hint=" · ".join(part for part in (a.get("id"), a.get("country")) if part),
        )
        for a in actors
        if a
    ]


def place(place: dict[str, Any], words: Words) -> dict[str, Any]:
    """A place's name, precision, chain of provinces, and what is odd about it."""
    flags = place.get("flags") or []
    return _value(
        place["name"],
        quoted=True,
        note=words.label("precisions", place["precision"]) if place.get("precision") else "",
        admin=[name for name in place.get("admin") or [] if name and name != place["name"]],
        hint=place.get("id") or "",
        flags=[{"label": words.label("flags", f), "definition": words.definition("flags", f)} for f in flags],
    )


def sources(claim: Claim, words: Words) -> list[dict[str, Any]]:
    """Who is cited, innermost first; the report itself where nobody is."""
    if not claim["sources"]:
        return [_value(words("report_itself"))]
    return [
        _value(
            s["name"],
            quoted=True,
            note=words("via", n=words.label("channels", s["via"])) if s.get("via") else "",
            hint=s.get("id") or "",
        )
        for s in claim["sources"]
    ]
