"""`marsad join`, `marsad incidents` and `marsad tolls`: what many reports say of one happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.console import Remarks
from marsad.cli.options import Db, Form, Limit, Output, a_term, an_iso_day, db_of
from marsad.cli.rows import limit_of, say_more, write_rows

if TYPE_CHECKING:
    from marsad.incidents import Incident
    from marsad.reports import Failure

__all__ = ["incidents", "join", "tolls"]

_INCIDENT = ("id", "type", "where", "from", "to", "voices", "reports", "killed", "wounded", "contradictions")
_TOLL = (
    "incident",
    "outcome",
    "whose",
    "low",
    "best",
    "high",
    "said",
    "published",
    "outlet",
    "source",
    "words",
    "as",
)

_Form = Annotated[Form, typer.Option("--format", help="The form of the answer.")]
_From = Annotated[
    str | None, typer.Option("--from", callback=an_iso_day, help="Only what ended on this day or later.")
]
_To = Annotated[
    str | None, typer.Option("--to", callback=an_iso_day, help="Only what began on this day or earlier.")
]
_Type = Annotated[
    str | None,
    typer.Option("--type", callback=a_term("event_types"), help="Only incidents told as this event type."),
]
_Place = Annotated[
    str | None, typer.Option(help="Words of the place's name or of one it lies in, or its id.")
]
_Least = Annotated[int, typer.Option("--voices", min=1, help="Only what so many independent voices tell.")]
_Id = Annotated[str | None, typer.Option("--id", help="Only this incident.")]


def join(
    claims: Annotated[
        Path, typer.Argument(metavar="CLAIMS", help="Claims, one a line, as marsad code writes them.")
    ],
    reports: Annotated[
        Path, typer.Option(help="Their reports, one a line: id, text, published, outlet, title, reprint_of.")
    ],
    output: Output = None,
    form: _Form = Form.jsonl,
) -> None:
    """Join claims of many reports into incidents, an incident a line: its claims, tolls, sources, contradictions.

    The order of claims and reports changes nothing. A line that is no claim or report is left out, with one line on
    standard error.
    """
    from marsad.incidents import join as joined
    from marsad.incidents.files import read_claims, read_reports

    for path, name in ((claims, "CLAIMS"), (reports, "--reports")):
        if not path.is_file():
            raise typer.BadParameter(f"{path}: no such file", param_hint=name)
        if output and Path(output).is_file() and path.samefile(output):
            raise typer.BadParameter(f"{output} is one of the inputs", param_hint="'--output'")
    remarks = Remarks()
    given = list(_good(read_reports(reports), remarks))
    kept = _good(read_claims(claims, {report["id"] for report in given}), remarks)
    reprints = {r["id"]: r["reprint_of"] for r in given if r["reprint_of"]}
    _write(joined(kept, given, reprint_of=reprints), form, output)
    remarks.exit()


def _good(items: Iterable[dict[str, Any] | Failure], remarks: Remarks) -> Iterator[dict[str, Any]]:
    for item in items:
        if isinstance(item, dict):
            yield item
        else:
            remarks.say(item)


def incidents(
    db: Db = None,
    identifier: _Id = None,
    type_: _Type = None,
    place: _Place = None,
    start: _From = None,
    end: _To = None,
    voices: _Least = 1,
    form: _Form = Form.table,
    output: Output = None,
    limit: Limit = None,
) -> None:
    """List what the stored reports tell of, joined over reports and as people's judgements bind it."""
    found = _stored(db, (identifier, type_, place, start, end), voices)
    shown = found[: limit_of(limit, form)]
    _write(shown, form, output)
    say_more(len(shown), None, len(found), "incidents", form)


def tolls(
    db: Db = None,
    identifier: _Id = None,
    type_: _Type = None,
    place: _Place = None,
    start: _From = None,
    end: _To = None,
    form: _Form = Form.table,
    output: Output = None,
    limit: Limit = None,
) -> None:
    """List who gives which toll of which incident: every voice, and the lowest, best and highest total.

    A voice is a total, a part, or a repeat of another outlet's text; docs/incidents.md has the rule.
    """
    found = _stored(db, (identifier, type_, place, start, end), 1)
    rows = [row for incident in found for row in _voices(incident)]
    shown = rows[: limit_of(limit, form)]
    write_rows(_TOLL, shown, form, output)
    say_more(len(shown), None, len(rows), "voices", form)


def _stored(db: str | None, wanted: tuple[str | None, ...], voices: int) -> list[Incident]:
    from marsad.incidents.stored import incidents_of
    from marsad.store import open_store

    with open_store(db_of(db), create=False) as store:
        return [i for i in incidents_of(store) if _fits(i, *wanted) and i.voices >= voices]


def _fits(
    one: Incident,
    identifier: str | None,
    kind: str | None,
    place: str | None,
    start: str | None,
    end: str | None,
) -> bool:
    from marsad.coder.text import fold

    if (identifier and one.id != identifier) or (kind and kind not in one.types):
        return False
    if (start or end) and one.time is None:
        return False
    if one.time and ((start and one.time["end"] < start) or (end and one.time["start"] > end)):
        return False
    if not place:
        return True
    names = (one.place.name, one.place.id or "", *one.place.admin) if one.place else ()
    return place in names or set(fold(place).split()) <= set(fold(" ".join(names)).split())


def _write(found: list[Incident], form: Form, output: str | None) -> None:
    rows = (i.as_dict() if form is Form.jsonl else _summary(i) for i in found)
    write_rows(_INCIDENT, rows, form, output)


def _summary(one: Incident) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type,
        "where": one.place.name if one.place else None,
        "from": one.time and one.time["start"],
        "to": one.time and one.time["end"],
        "voices": one.voices,
        "reports": len(one.reports),
        "killed": one.killed and one.killed.shown,
        "wounded": one.wounded and one.wounded.shown,
        "contradictions": len(one.contradictions),
    }


def _voices(one: Incident) -> Iterator[dict[str, Any]]:
    for toll in one.tolls:
        for voice in toll.voices:
            yield {
                "incident": one.id,
                "outcome": toll.outcome,
                "whose": " ".join(filter(None, (toll.category, toll.affiliation))),
                "low": toll.low,
                "best": toll.best,
                "high": toll.high,
                "said": voice.said,
                "published": voice.published,
                "outlet": voice.outlet,
                "source": " < ".join(voice.sources),
                "words": voice.quote,
                "as": "reprint" if voice.reprint_of else "total" if voice.total else "part",
            }
