"""What the templates of control, places and actors show, in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from marsad.incidents.sides import side_of
from marsad.incidents.standing import DIRECTED
from marsad.web import incident_rows, present
from marsad.web.addresses import actor_url, place_url
from marsad.web.strings import Words
from marsad.web.timeline import timeline
from marsad.web.views import address, map_locale

Data = dict[str, Any]

COLOURS = 8  # sides with a colour of their own; the others share one


def control(data: Data, words: Words) -> Data:
    """For control.html."""
    colour = _colours(data["sides"])
    return {
        **data,
        "section": "control",
        "sides": _key(data["sides"], words),
        "places": [_place_row(row, words, colour, data["at"]) for row in data["places"]],
        "left_out": data["total"] - len(data["places"]),
        "locale": map_locale(words),
        "twin": address("/control.json", {"at": data["at"], "known": data["known"]}),
    }


def place(data: Data, words: Words) -> Data:
    """For place.html."""
    colour = _colours(data["sides"])
    site = data["place"]
    spells = [_spell(spell, words, colour) for spell in data["spells"]]
    return {
        **data,
        "section": "control",
        "name": site["name"],
        "around": [{"name": a["name"], "url": place_url(a["key"])} for a in site["around"]],
        "about": present.place(site | {"flags": []}, words),
        "sides": _key(data["sides"], words),
        "spells": spells[::-1],
        "incidents": [incident_rows.row(one, words) for one in data["incidents"]],
        "chart": timeline(data["spells"], spells, _dots(data["incidents"], words), words),
        "undated": [_statement(s, words) for s in data["undated"]],
        "inside": [_place_row(row, words, colour, row["spells"][-1]["said"]) for row in data["inside"]],
        "relations": standings(data["relations"], words),
        "claims_url": address("/claims", {"place": site["id"] or site["name"]}),
        "twin": address(place_url(site["key"]) + ".json", {"known": data["known"]}),
    }


def actors(data: Data, words: Words) -> Data:
    """For actors.html."""
    rows = [
        {
            "url": actor_url(row["key"]),
            "name": row[words.language] or next(iter(row["names"])),
            "names": list(row["names"]),
            "claims": row["claims"],
        }
        for row in data["actors"]
    ]
    return {
        **data,
        "section": "actors",
        "q": data["q"] or "",
        "actors": rows,
        "left_out": data["total"] - len(rows),
        "twin": address("/actors.json", {"q": data["q"]}),
    }


def actor(data: Data, words: Words) -> Data:
    """For actor.html."""
    reported = next(iter(data["names"]), data["key"])
    catalogue = data["catalogue"]
    return {
        **data,
        "section": "actors",
        "name": data[words.language] or reported,
        "role": words.label("roles", catalogue["role"]) if catalogue else "",
        "parent": _linked(catalogue["parent"], words) if catalogue and catalogue["parent"] else None,
        "parts": [_linked(part, words) for part in data["parts"]],
        "relations": standings(data["relations"], words, data["key"]),
        "places": [
            {"name": row["place"]["name"], "url": place_url(row["place"]["key"]), **_spell(row, words, {})}
            for row in data["places"]
        ],
        "incidents": [incident_rows.row(one, words) for one in data["incidents"]],
        "claims_url": address("/claims", {"actor": data["key"] if catalogue else reported}),
        "twin": address(actor_url(data["key"]) + ".json", {"at": data["at"]}),
    }


def _dots(incidents: list[Data], words: Words) -> list[Data]:
    """Incidents on a timeline."""
    rows = [incident_rows.row(one, words) for one in incidents]
    return [
        {"day": r["day"], "url": r["url"], "label": f"{r['title']}, {r['when']}"} for r in rows if r["day"]
    ]


def standings(rows: list[Data], words: Words, of: str | None = None) -> list[Data]:
    """Relations in groups of one kind, those told last first; `of` is the actor whose page it is."""
    groups: dict[str, list[Data]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r["last"] or "", reverse=True):
        a, b = (row["b"], row["a"]) if of == row["b"]["key"] else (row["a"], row["b"])
        groups[row["relation"]].append(
            {
                "a": _linked(a, words),
                "b": _linked(b, words),
                "turned": a is not row["a"] and row["relation"] in DIRECTED,
                "place": row["place"]
                and {"name": row["place"]["name"], "url": place_url(row["place"]["key"])},
                "when": words.period({"start": row["first"], "end": row["last"]}) if row["first"] else "",
                "basis": [words(f"basis_{basis}") for basis in row["basis"]],
                "voices": row["voices"],
                "disputed": row["disputed"],
                "ties": [_evidence(tie, words) for tie in row["ties"]],
            }
        )
    order = ("allied", "affiliated", "part_of", "neutral", "hostile")
    return [
        {"relation": name, "label": words.label("relations", name), "rows": groups[name]}
        for name in order
        if name in groups
    ]


def _linked(side: Data, words: Words) -> Data:
    return {"name": side[words.language] or side.get("name") or side["key"], "url": actor_url(side["key"])}


def _colours(sides: list[Data]) -> dict[str, int]:
    return {side["key"]: min(i, COLOURS) for i, side in enumerate(sides)}


def _key(sides: list[Data], words: Words) -> list[Data]:
    shown = sides[:COLOURS]
    return [{"side": i, "name": side[words.language] or side["name"]} for i, side in enumerate(shown)]


def _place_row(row: Data, words: Words, colour: dict[str, int], at: str | None) -> Data:
    site = row["place"]
    spells = [
        _spell(spell, words, colour) | {"now": at is not None and _covers(spell, at)}
        for spell in row["spells"]
    ]
    return {
        **present.place(site | {"flags": []}, words),
        "url": place_url(site["key"]),
        "lat": site["lat"],
        "lon": site["lon"],
        "precision": site["precision"] or "site",
        "side": next((spell["side"] for spell in spells if spell["now"]), None),
        "spells": spells,
    }


def _covers(spell: Data, at: str) -> bool:
    first = spell["start"] or spell["end"]
    return bool(first <= at and (spell["end"] is None or at <= spell["end"]))


def _spell(spell: Data, words: Words, colour: dict[str, int]) -> Data:
    holders = [_holder(h, words, colour, spell["said"]) for h in spell["holders"]]
    return {
        "from": spell["start"] or spell["end"],
        "to": spell["end"],
        "state": spell["state"],
        "label": words.label("states", spell["state"]),
        "definition": words.definition("states", spell["state"]),
        "period": _period(spell, words),
        "implied": spell["implied"],
        "side": min(h["side"] for h in holders) if spell["state"] in ("held", "partial") else spell["state"],
        "holders": holders,
        "gone": [_holder(h, words, colour, spell["said"]) for h in spell["gone"]],
        "perhaps": [_statement(s, words) for s in spell["perhaps"]],
        "statements": [_statement(s, words) for s in spell["statements"]],
    }


def _period(spell: Data, words: Words) -> str:
    if spell["implied"]:
        return words("until", a=words.day(spell["end"]))
    if spell["end"] is None:
        return words("since", a=words.day(spell["start"]))
    return words.period(spell)


def _holder(holder: Data, words: Words, colour: dict[str, int], day: str) -> Data:
    return {
        "name": holder[words.language] or holder["name"],
        "url": actor_url(holder["actor"]),
        "part": holder["extent"] == "partial",
        "own_word": holder["own_word"],
        "side": colour.get(side_of(holder["actor"], day), COLOURS),
    }


def _statement(said: Data, words: Words) -> Data:
    return {
        **_evidence(said, words),
        "name": said["name"],
        "change": words.label("changes", said["change"]),
        "extent": words.label("extents", said["extent"]) if said["extent"] == "partial" else "",
        "certainty": words.label("certainties", said["certainty"]) if said["certainty"] != "asserted" else "",
        "own_word": said["own_word"],
        "day": words.day(said["day"]) if said["day"] else words("unknown_date"),
    }


def _evidence(said: Data, words: Words) -> Data:
    """Where one reads it: the report at the claim, and who says it."""
    return {
        "report": said["report"],
        "claim": said["claim"],
        "quote": said["quote"],
        "outlet": said["outlet"] or said["report"],
        "published": words.day(said["published"]) if said["published"] else words("unknown_date"),
    }
