"""`marsad train`: the coder's small models, fitted on gold claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["train"]


def _file(told: str) -> Any:
    """An option that names a file that is there."""
    return typer.Option(exists=True, dir_okay=False, help=told)


def train(
    gold: Annotated[
        list[Path],
        typer.Argument(exists=True, dir_okay=False, help="Gold reports: JSONL with `text` and `claims`."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MODEL", help="The weights file to write.")
    ],
    quiet: Annotated[Path | None, _file("Reports of no conflict, JSONL.gz: they teach silence.")] = None,
    coded: Annotated[
        Path | None, _file("More gold as spans of --texts and --quiet, as in quality/coding.")
    ] = None,
    events: Annotated[
        Path | None,
        _file("As --coded, without counts of people and without sources: the network learns from it."),
    ] = None,
    texts: Annotated[Path | None, _file("The reports that --coded and --events speak of.")] = None,
    network: Annotated[
        bool,
        typer.Option(
            "--network",
            help="Fit the network too, beside MODEL as .npz; needs --texts and the extra `network`.",
        ),
    ] = False,
) -> None:
    """Fit the coder's models on reports coded by hand. Minutes on two cores; needs the extra `train`.

    Code with them by setting MARSAD_MODEL to the file.
    """
    from marsad.coder.fitting import dump
    from marsad.coder.standoff import joined
    from marsad.coder.training import example_lessons, gold_rows, lesson, silence, train
    from marsad.publish import output as opened

    if coded and texts is None:
        raise typer.BadParameter("--coded needs --texts: it holds spans of them")
    if network and texts is None:
        raise typer.BadParameter("--network needs --texts: it learns words from reports that nobody coded")
    if events and not network:
        raise typer.BadParameter("--events needs --network: nothing else learns from it")
    reports = [path for path in (texts, quiet) if path]
    try:
        careful = [lesson(row) for path in gold for row in gold_rows(path)]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    whole = [lesson(row) for row in joined(coded, *reports)] if coded else []
    lessons = [*careful, *whole]
    more = [lesson(row) for row in joined(events, *reports)] if events else []
    silent, about = silence(quiet, texts, {item.reading.report.id for item in [*lessons, *more]})
    sentences = example_lessons()
    models = train(lessons, sentences, silent, about)
    models.figures = {"reports": len(lessons), "quiet": len(silent)}
    with opened(str(output)) as stream:
        stream.write(dump(models))
    if network:
        from marsad.coder.network_fitting import fit_on_lessons
        from marsad.coder.word_vectors import news_of

        others = [*more, *sentences, *silent]
        fitted = fit_on_lessons(careful, whole, others, models, news_of(*reports))
        output.with_suffix(".npz").write_bytes(fitted.dump())
    typer.echo(f"{len(lessons)} reports and {len(silent)} quiet ones learnt; {output} written")
