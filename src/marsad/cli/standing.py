"""`marsad control` and `marsad relations`: who held what, who stood with whom, in two times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.options import Db, Form, Output, an_iso_day, db_of
from marsad.cli.rows import write_rows

if TYPE_CHECKING:
    from marsad.incidents.control import Held
    from marsad.incidents.holding import Holder
    from marsad.incidents.standing import Standing

__all__ = ["control", "relations"]

_CONTROL = ("place", "in", "state", "since", "who has it", "who has left", "last said", "reports")
_RELATIONS = ("who", "relation", "to whom", "where", "first", "last", "voices", "from")

_Known = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        callback=an_iso_day,
        help="As it was known on this day, from reports published by then.",
    ),
]
_Form = Annotated[Form, typer.Option("--format", help="The form of the answer.")]


def control(
    at: Annotated[str, typer.Option(metavar="DAY", callback=an_iso_day, help="The day that is asked about.")],
    known: _Known = None,
    place: Annotated[
        str | None, typer.Option(help="Words of a place's name or of one it lies in, or an id.")
    ] = None,
    db: Db = None,
    form: _Form = Form.table,
    output: Output = None,
) -> None:
    """Say who held which place on a day, with what lies inside a place below it.

    A side marked with * is told to hold it by its own word alone; (part) is a part of the place.
    """
    from marsad.incidents.control import control_at
    from marsad.store import ClaimFilter, open_store

    with open_store(db_of(db), create=False) as store:
        found = control_at(store.claims(ClaimFilter(kind="control")), store.about(), at, known, place)
    lines = [one.as_dict() for one in found] if form is Form.jsonl else map(_held, found)
    write_rows(_CONTROL, lines, form, output)


def _held(held: Held) -> dict[str, Any]:
    spell = held.spell
    holders = [_side(h) for h in spell.holders] or ["?"]
    values = (
        held.site.name,
        [place.name for place in held.site.around] or list(held.site.admin),
        spell.state,
        "" if spell.implied else spell.start,
        holders,
        [_side(h) for h in spell.gone],
        spell.said,
        sorted({s.report for s in spell.statements}),
    )
    return dict(zip(_CONTROL, values, strict=True))


def _side(holder: Holder) -> str:
    from marsad.incidents.sides import usual_name

    part = " (part)" if holder.extent == "partial" else ""
    return f"{usual_name(holder.actor, holder.name)}{'*' if holder.own_word else ''}{part}"


def relations(
    at: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", callback=an_iso_day, help="Only what was so on this day. [default: ever]"
        ),
    ] = None,
    known: _Known = None,
    actor: Annotated[
        str | None, typer.Option(help="Only of this actor and its parts: an id, or a name as reported.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Only what is told of this town: its id.")] = None,
    db: Db = None,
    form: _Form = Form.table,
    output: Output = None,
) -> None:
    """List who stood with whom, where and when: from what reports say of standing, and from who fought whom."""
    from marsad.incidents.sides import find_actor
    from marsad.incidents.standing import relations as told
    from marsad.store import ClaimFilter, open_store

    with open_store(db_of(db), create=False) as store:
        claims = [c for kind in ("relation", "event") for c in store.claims(ClaimFilter(kind=kind))]
        found = told(claims, store.about(), at, known, find_actor(actor) if actor else None, place)
    lines = [one.as_dict() for one in found] if form is Form.jsonl else map(_relation, found)
    write_rows(_RELATIONS, lines, form, output)


def _relation(one: Standing) -> dict[str, Any]:
    from marsad.incidents.sides import usual_name

    line = one.as_dict()
    values = (
        usual_name(one.a, one.names[0]),
        one.relation + (" (disputed)" if one.disputed else ""),
        usual_name(one.b, one.names[1]),
        one.place.name if one.place else "",
        one.first,
        one.last,
        line["voices"],
        line["basis"],
    )
    return dict(zip(_RELATIONS, values, strict=True))
