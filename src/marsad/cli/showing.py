"""`marsad schema` and `marsad explain`: the form of a claim, and how the coder came to one."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from marsad.cli.console import Remarks

__all__ = ["explain", "schema"]


def schema() -> None:
    """Print the JSON Schema of a claim."""
    from marsad.model import Claim

    typer.echo(json.dumps(Claim.json_schema(), ensure_ascii=False, indent=2))


def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A report, or several in JSONL; - for standard input.")
    ],
) -> None:
    """Show what each room of the coder made of each sentence."""
    from marsad.coder.explain import explain_report
    from marsad.publish import output
    from marsad.publish.table import shown
    from marsad.reports import Failure, Note, scan

    remarks = Remarks()
    with output(None) as stream:
        for item in scan([path]):
            if isinstance(item, Failure | Note):
                remarks.say(item)
            else:
                stream.writelines(shown(line) + "\n" for line in explain_report(item.report))
    remarks.exit()
