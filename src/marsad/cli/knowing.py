"""`marsad actors`, `marsad places` and `marsad knowledge`: what the coder knows, and more of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from marsad.cli.options import Form, an_iso_day
from marsad.cli.rows import write_rows

__all__ = ["actors", "knowledge", "places"]

_SHOWN = 40  # of what was left out, or what only resembles the name


def _a_country(value: str | None) -> str | None:
    """`value` as an alpha-3 code."""
    if value is None:
        return None
    from marsad.catalogues.places import alpha3

    code = alpha3().get(value.upper())
    if code is None:
        raise typer.BadParameter(f"{value!r} is no ISO 3166-1 code such as SYR")
    return code


_Words = Annotated[list[str], typer.Argument(metavar="NAME...", help="A name, in Arabic or English.")]
_In = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="COUNTRY",
        callback=_a_country,
        help="The country that the report is on, as SYR or SY.",
    ),
]
_Form = Annotated[Form, typer.Option("--format", help="The form of the answer.")]


def actors(
    name: _Words,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", callback=an_iso_day, help="The day of the report.")
    ] = None,
    country: _In = None,
    form: _Form = Form.table,
) -> None:
    """Look a name up among the actors, as the coder would: as of a day, in a theatre.

    The one it takes comes first, with a mark; exit code 1 where nobody is called so.
    """
    from marsad.catalogues.lookups import look_up_actors

    found = look_up_actors(" ".join(name), on, country)
    listed = [
        {
            "taken": "*" if f.taken else "", "id": f.actor.id, "names": [*f.actor.names[:3], *f.actor.english[:1]],
            "role": f.actor.role, "country": f.actor.country, "from": f.actor.start, "to": f.actor.end,
            "belongs to": list(f.actor.ties(on)), "codes": [f"{k}: {v}" for k, v in f.actor.codes], "why": f.why,
        }
        for f in found
    ]  # fmt: skip
    _answer(listed, form, "no actor is called so")


places = typer.Typer(
    help="Look a name up in the gazetteer, as the coder would; or import places into it.",
    no_args_is_help=True,
    cls=type("_NameOrCommand", (TyperGroup,), {"resolve_command": lambda s, c, a: _name_or_command(s, c, a)}),
)


def _name_or_command(group: Any, context: Any, arguments: list[str]) -> Any:
    """`marsad places حلب` is `marsad places find حلب`."""
    known = not arguments or arguments[0] in group.commands
    return TyperGroup.resolve_command(group, context, arguments if known else ["find", *arguments])


@places.command("find")
def find(
    name: _Words,
    country: _In = None,
    beside: Annotated[
        list[str] | None, typer.Option("--with", metavar="PLACE", help="Another place that the report names.")
    ] = None,
    form: _Form = Form.table,
) -> None:
    """Look a name or a phrase up, as the coder would; `find` may be left out.

    What it takes comes first, with a mark, then what else is called so, with what speaks for each. Exit code 1 where
    it would read no place.
    """
    from marsad.catalogues.lookups import look_up_places

    found = look_up_places(" ".join(name), country, beside or ())
    listed = []
    for f in found:
        record, row = f.record or {}, f.row
        listed.append(
            {
                "taken": "*" if f.record else "", "name": record.get("name") or (row.name if row else ""),
                "id": record.get("id") if f.record else row.id if row else None,
                "lat": record.get("lat") if f.record else row.lat if row else None,
                "lon": record.get("lon") if f.record else row.lon if row else None,
                "precision": record.get("precision") or (row.kind if row else None),
                "in": record.get("admin") or ([*row.parents, row.country] if row else []),
                "flags": record.get("flags") or [], "score": None if f.score is None else round(f.score, 1),
                "why": f.why,
            }
        )  # fmt: skip
    _answer(listed, form, "no place is called so")


@places.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", exists=True, dir_okay=False, help="Files as they are downloaded."),
    ],
) -> None:
    """Add places to the coder's gazetteer from files as they are downloaded.

    Known forms: GeoNames country dumps (SY.zip, SY.txt), with alternateNamesV2.txt for Arabic names; Who's On First
    (SQLite, or a table with wof_id); OCHA COD-AB (CSV with P-codes and points, or GeoJSON); a CSV with the columns
    name, lat, lon and country. Places that the gazetteer has are not added twice. Exit code 1 where records were left
    out.
    """
    from marsad.catalogues import import_files
    from marsad.coder.gazetteer import gazetteer, imported_folder

    done = import_files(files, imported_folder())
    for reason in done.left_out[:_SHOWN]:
        typer.echo(reason, err=True)
    if len(done.left_out) > _SHOWN:
        typer.echo(f"... and {len(done.left_out) - _SHOWN} more left out", err=True)
    gazetteer()  # compiled now, so that the next command need not
    said = f"{done.new} places added, {done.known} there already, {len(done.left_out)} left out"
    typer.echo(f"{said}; kept in {done.path}")
    if done.left_out:
        raise typer.Exit(1)


knowledge = typer.Typer(help="The catalogues of actors, places and outlets.", no_args_is_help=True)


@knowledge.callback()
def _group() -> None:
    pass


@knowledge.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            exists=True,
            file_okay=False,
            help="A knowledge folder. [default: the package's own]",
        ),
    ] = None,
) -> None:
    """Check the catalogues: form, ids given twice, parents that are not there, impossible dates, points abroad."""
    from marsad.catalogues.checking import check_knowledge

    found = check_knowledge(folder)
    for problem in found.problems:
        typer.echo(problem, err=True)
    typer.echo(
        f"{found.actors} actors, {found.places} places, {found.outlets} outlets checked; {len(found.problems)} wrong"
    )
    if found.problems:
        raise typer.Exit(1)


def _answer(listed: list[dict[str, Any]], form: Form, nothing: str) -> None:
    if not listed:
        typer.echo(nothing, err=True)
        raise typer.Exit(1)
    if form is Form.table and len(listed) > _SHOWN:
        typer.echo(f"{_SHOWN} of {len(listed)}; --format jsonl shows all", err=True)
        listed = listed[:_SHOWN]
    write_rows(tuple(listed[0]), listed, form, None)
