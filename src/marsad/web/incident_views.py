"""What the templates of incidents and judgements show, in the reader's language."""

from __future__ import annotations

from typing import Any

from marsad.incidents.sides import usual_name
from marsad.knowledge import vocabulary
from marsad.web import present
from marsad.web.addresses import incident_url
from marsad.web.incident_rows import row
from marsad.web.strings import Words
from marsad.web.tolls import chart
from marsad.web.views import address, pages_of

Data = dict[str, Any]


def incidents(data: Data, words: Words) -> Data:
    """For incidents.html."""
    return {
        **data,
        "section": "incidents",
        "rows": [row(one, words) for one in data["incidents"]],
        "types": vocabulary()["event_types"],
        "page_link": pages_of("/incidents", data["filters"]),
        "twin": address("/incidents.json", data["filters"] | {"page": data["page"]}),
    }


def incident(data: Data, words: Words) -> Data:
    """For incident.html: its voices side by side, the oldest first."""
    one = data["incident"]
    claims = {claim["id"]: claim for claim in data["claims"]}
    return {
        **data,
        "section": "incidents",
        "one": row(one, words),
        "other_types": [words.label("event_types", name) for name in one["types"][1:]],
        "voices": [_voice(name, data, one, claims, words) for name in _by_time(one, data)],
        "chart": chart(one, words),
        "contradictions": [_contradiction(c, claims, words) for c in one["contradictions"]],
        "links": [_link(link, claims) for link in one["links"]],
        "judged": [judgement(record, words) for record in data["judgements"]],
        "near": [row(other, words) for other in data["near"]],
        "verdicts": vocabulary()["verdicts"],
        "back": incident_url(one["id"]),
        "twin": incident_url(one["id"]) + ".json",
    }


def judgements(data: Data, words: Words) -> Data:
    """For judgements.html."""
    rows = [judgement(record, words) for record in data["judgements"]]
    return {"section": "incidents", "rows": rows, "back": "/judgements", "twin": "/judgements.json"}


def judgement(record: Data, words: Words) -> Data:
    """A judgement or an undoing as a line."""
    return {
        **record,
        "label": words.label("verdicts", record["verdict"]),
        "when": words.day(record["at"][:10]),
        "a_url": incident_url(record["a"]) if record["a"] else None,
        "b_url": incident_url(record["b"]) if record["b"] else None,
    }


def _by_time(one: Data, data: Data) -> list[str]:
    return sorted(
        one["reports"], key=lambda name: (data["reports"].get(name, {}).get("published") or "", name)
    )


def _voice(name: str, data: Data, one: Data, claims: dict[str, Data], words: Words) -> Data:
    """What one report says of the incident."""
    about = data["reports"].get(name) or {"outlet": None, "published": None}
    ordered = [claims[c] for c in (*one["claims"], *one["casualties"]) if c in claims]
    cards = [present.card(claim, words, claims) for claim in ordered if claim["report"] == name]
    events = [claim["id"] for claim in ordered if claim["report"] == name and claim["kind"] == "event"]
    reprint = next((v["reprint_of"] for t in one["tolls"] for v in t["voices"] if v["report"] == name), None)
    return {
        "report": name,
        "outlet": about["outlet"] or name,
        "published": words.day(about["published"]) if about["published"] else words("unknown_date"),
        "reprint_of": reprint,
        "cards": cards,
        "events": [claim for claim in events if claim != one["claims"][0]],
    }


def _contradiction(found: Data, claims: dict[str, Data], words: Words) -> Data:
    about, ours = found["about"], found["about"] in vocabulary()["outcomes"]
    sides = []
    for side in ("a", "b"):
        claim, says = claims.get(found[side]), found[f"says_{side}"]
        if about == "actors":
            says = f"{words.comma} ".join(usual_name(name, name, words.language) for name in says.split(", "))
        sides.append({"claim": found[side], "report": claim and claim["report"], "says": says})
    return {"about": words.outcome(about) if ours else words(f"about_{about}"), "sides": sides}


def _link(link: Data, claims: dict[str, Data]) -> Data:
    ends = [claims.get(link[side]) for side in ("a", "b")]
    return {
        "ends": [
            {"report": c["report"], "claim": c["id"], "quote": c["evidence"][0]["text"]} for c in ends if c
        ],
        "score": link["score"],
        "reasons": [{"name": name, "weight": weight} for name, weight in link["reasons"]],
    }
