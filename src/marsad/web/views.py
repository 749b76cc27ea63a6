"""What the templates show of a page's data, in the reader's language."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from marsad.knowledge import vocabulary
from marsad.web import placing, present
from marsad.web.segments import overrides, segments
from marsad.web.strings import Words

Data = dict[str, Any]

_TYPES = (
    ("event_types", "event"),
    ("outcomes", "casualties"),
    ("changes", "control"),
    ("relations", "relation"),
)
_HEADING = 110  # characters


def report_url(report_id: str) -> str:
    """The address of a report's page."""
    return "/reports/" + quote(report_id, safe="")


def reports(data: Data, words: Words) -> Data:
    """For reports.html."""
    rows = [row | _headed(row["title"], row["opening"]) | {"counts": row["kinds"]} for row in data["reports"]]
    return {
        **data,
        "q": data["q"] or "",
        "reports": rows,
        "section": "reports",
        "page_link": pages_of("/", {"q": data["q"], "outlet": data["outlet"]}),
        "twin": address("/reports.json", {"q": data["q"], "outlet": data["outlet"], "page": data["page"]}),
    }


def report(data: Data, words: Words) -> Data:
    """For report.html: cards in the order of the text."""
    claims = sorted(data["claims"], key=lambda c: (c["evidence"][0]["start"], c["evidence"][0]["end"]))
    by_id = {claim["id"]: claim for claim in claims}
    text = data["report"]["text"]
    about = data["report"] | _headed(data["report"]["title"], text) | {"link": _link(data["report"]["url"])}
    return {
        "section": "reports",
        "report": about,
        "counts": data["kinds"],
        "segments": segments(text, claims),
        "overrides": overrides(text),
        "cards": [present.card(claim, words, by_id) for claim in claims],
        "places": [placing.shown(entry, words) for entry in placing.gather(claims)],
        "locale": map_locale(words),
        "twin": report_url(about["id"]) + ".json",
    }


def claims(data: Data, words: Words) -> Data:
    """For claims.html."""
    by_id = {claim["id"]: claim for claim in data["claims"]}
    return {
        **data,
        "section": "claims",
        "cards": [
            present.card(claim, words, by_id) | {"about": data["reports"][claim["report"]]}
            for claim in data["claims"]
        ],
        "terms": vocabulary(),
        "types": _TYPES,
        "page_link": pages_of("/claims", data["filters"]),
        "twin": address("/claims.json", data["filters"] | {"page": data["page"]}),
    }


def places(data: Data, words: Words) -> Data:
    """For map.html."""
    return {
        **data,
        "section": "map",
        "places": [placing.shown(entry, words) for entry in data["places"]],
        "days": sorted({day for entry in data["places"] for day in entry["days"]}),
        "locale": map_locale(words),
        "twin": "/map.json",
    }


def map_locale(words: Words) -> str:
    """The words of MapLibre's own controls, as JSON."""
    keys = {
        "Map.Title": "map_of_places",
        "NavigationControl.ZoomIn": "zoom_in",
        "NavigationControl.ZoomOut": "zoom_out",
        "ScaleControl.Kilometers": "kilometres",
        "ScaleControl.Meters": "metres",
    }
    return json.dumps({name: words(key) for name, key in keys.items()}, ensure_ascii=False)


def _headed(title: str | None, text: str) -> Data:
    """A heading, the title or the text's first line, and how the text goes on."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if title and title.strip():
        return {"heading": title.strip(), "opening": _cut(" ".join(lines))}
    first = lines[0] if lines else "…"
    if len(first) <= _HEADING:
        return {"heading": first, "opening": _cut(" ".join(lines[1:]))}
    cut = first.rfind(" ", 0, _HEADING)
    cut = cut if cut > 0 else _HEADING
    return {
        "heading": first[:cut] + " …",
        "opening": _cut("… " + " ".join([first[cut:].strip(), *lines[1:]])),
    }


def _cut(text: str) -> str:
    """`text` without its last word, which the store may have cut through."""
    return text.rsplit(" ", 1)[0] + " …" if text else ""


def _link(url: str | None) -> str | None:
    """`url` where it is one of the web; anything else is never made a link."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def address(path: str, values: Data) -> str:
    """`path` with those of `values` that are given."""
    given = {name: value for name, value in values.items() if value and (name, value) != ("page", 1)}
    return f"{path}?{urlencode(given)}" if given else path


def pages_of(path: str, values: Data) -> Any:
    """A function from a number to the address of that page of results."""
    return lambda page: address(path, values | {"page": page})
