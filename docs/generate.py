"""Writes the pages of docs/ that say what the package itself knows: the codebook, the commands, the settings.

    python docs/generate.py [--check]

`--check` writes nothing and fails where a page differs from what it would be.
"""

from __future__ import annotations

import argparse
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

from marsad.cli import app
from marsad.knowledge import vocabulary
from marsad.settings import SETTINGS

FOLDER = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py (`make docs`): change what it is made from instead. -->\n\n"
GROUPS = {
    "outcomes": "`outcome`: what became of the people",
    "categories": "`category`: who the people were",
    "changes": "`change`: of control",
    "extents": "`extent`: of control",
    "relations": "`relation`: how the first actor stands to the second",
    "states": "`state` of a place on a day, made from claims of control",
    "verdicts": "verdict of a person on two claims of events",
    "certainties": "`certainty`: how it is told",
    "precisions": "`precision` of a place",
    "flags": "`flags` of a place: what is odd about it",
    "roles": "`role` of an actor: PLOVER sectors",
    "channels": "`via` of a source: how it was said",
    "datings": "`dated_by` of a report: how its day was got",
}


def row(*cells: object) -> str:
    """One line of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", r"\|") for cell in cells) + " |\n"


def head(*cells: str) -> str:
    """The first two lines of a Markdown table."""
    return row(*cells) + row(*("---" for _ in cells))


def terms(group: dict[str, Any]) -> str:
    """A table of keys with labels and definitions."""
    lines = (
        row(f"`{key}`", t["en"], t["ar"], t["definition"]["en"], t["definition"]["ar"])
        for key, t in group.items()
    )
    return head("key", "English", "Arabic", "means", "المعنى") + "".join(lines)


def crosswalk(types: dict[str, Any]) -> str:
    """A table of event types in ACLED, PLOVER and UCDP terms."""
    lines = []
    for key, term in types.items():
        acled, plover, ucdp = term["acled"] or {}, term["plover"] or {}, term["ucdp"]
        notes = [
            f"{n}: {c['note']}"
            for n, c in (("ACLED", acled), ("PLOVER", plover), ("UCDP", ucdp))
            if "note" in c
        ]
        lines.append(
            row(
                f"`{key}`",
                " / ".join(acled[k] for k in ("event_type", "sub_event_type") if acled) or "–",
                "-".join(str(plover[k]) for k in ("category", "mode") if plover.get(k)) or "–",
                ", ".join(str(n) for n in ucdp["types_of_violence"]) or "–",
                "; ".join(notes),
            )
        )
    return head("type", "ACLED", "PLOVER", "UCDP violence", "what else decides") + "".join(lines)


def codebook() -> str:
    """docs/codebook.md, from the vocabulary."""
    words = vocabulary()
    page = (
        NOTE
        + "# Codebook\n\nWhat is recorded from one report. A **claim** is what the report says, on whose word; "
    )
    page += 'never "what happened".\nThe terms live in `src/marsad/knowledge/vocabulary.yaml`; `marsad schema` prints'
    page += " the JSON Schema of a claim.\n\n## The four kinds of claim\n\n" + terms(words["kinds"])
    page += (
        "\nEvery claim has `report`, `id`, `kind`, then its kind's own fields, then `evidence`, `sources`, "
    )
    page += "`certainty`, `confidence`, `origin`:\n\n"
    for key, kind in words["kinds"].items():
        page += f"- `{key}`: " + ", ".join(f"`{field}`" for field in kind["fields"]) + "\n"
    page += "\n## Fields\n\n" + terms(words["fields"])
    page += "\n## Event types\n\n" + terms(words["event_types"])
    page += "\n### In the terms of other projects\n\nThe category that an event has when nothing else is known.\n\n"
    page += crosswalk(words["event_types"])
    for group, title in GROUPS.items():
        page += f"\n## {title}\n\n" + terms(words[group])
    return page


def command_page(name: str, command: Any) -> str:
    """What one command does, its arguments and options."""
    shown = [p for p in command.params if p.name != "help" and not p.hidden]
    usage = " ".join(_metavar(p) for p in shown if p.param_type_name == "argument")
    options = " [OPTIONS]" if any(p.param_type_name == "option" for p in shown) else ""
    page = (
        f"\n## marsad {name}\n\n```\nmarsad {name}{options} {usage}".rstrip()
        + f"\n```\n\n{_plain(command.help)}\n"
    )
    return page + (
        "\n" + head("argument or option", "means") + "".join(map(_parameter, shown)) if shown else ""
    )


def _metavar(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    if argument.nargs == -1 and not name.endswith("..."):
        name += "..."
    return name if argument.required else f"[{name.strip('[]')}]"


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        names = f"`{_metavar(parameter)}`"
    else:
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    said, default = _plain(parameter.help), parameter.default
    if isinstance(default, str | int | float) and default is not False and default != "":
        if isinstance(default, Enum):
            said += f" One of {', '.join(f'`{choice.value}`' for choice in type(default))}."
        said += f" Default: `{getattr(default, 'value', default)}`."
    return row(names, " ".join(said.split()))


def _plain(help_: str | None) -> str:
    """Help text as Markdown: typer's line-break marks taken out."""
    return (help_ or "").replace("\b", "").strip()


def commands() -> dict[str, Any]:
    """Every command of `marsad`, those of groups by their full name."""
    found: dict[str, Any] = {}

    def walk(prefix: str, command: Any) -> None:
        for name, child in sorted(getattr(command, "commands", {}).items()):
            if getattr(child, "commands", None):
                walk(f"{prefix}{name} ", child)
            elif not child.hidden:
                found[prefix + name] = child

    walk("", typer.main.get_command(app))
    return found


def cli() -> str:
    """docs/cli.md, from the commands themselves."""
    page = (
        NOTE + "# Commands\n\n`marsad --help` lists them; `marsad COMMAND --help` prints what stands here.\n"
    )
    return page + "".join(command_page(name, command) for name, command in commands().items())


def settings() -> str:
    """docs/settings.md, from the settings themselves."""
    page = NOTE + "# Settings\n\nAll settings are environment variables; each has a default.\n\n"
    lines = (
        row(f"`{s.name}`", f"`{s.default}`" if s.default else "–", s.description) for s in SETTINGS.values()
    )
    return page + head("variable", "default", "means") + "".join(lines)


PAGES = {"codebook.md": codebook, "cli.md": cli, "settings.md": settings}


def main() -> int:
    """Writes the pages, or says which ones are behind."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    behind = []
    for name, make in PAGES.items():
        path, page = FOLDER / name, make()
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != page):
            behind.append(name)
        elif not check:
            path.write_text(page, encoding="utf-8")
    if behind:
        print(f"behind what they are made from: {', '.join(behind)}; run make docs")
    return 1 if behind else 0


if __name__ == "__main__":
    raise SystemExit(main())
