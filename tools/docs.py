"""Write the pages of docs/ that follow from the program: fields, findings, providers and commands.

With --check nothing is written; a page that is not what the program says makes the exit status 1.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import django
import typer
from django.conf import settings

import carnet
from carnet.catalog import ALL_FIELDS, Field, Level, prefix_of
from carnet.findings import Rule, rules
from carnet.providers.layout import Provider, providers

DOCS = Path(__file__).resolve().parent.parent / "docs"
SOURCE = Path(carnet.__file__).parent
NOTE = "*This page is made by `make docs`; change the program, not the page.*"

_LEVELS = {Level.BASIC: "basic", Level.ASSISTED: "assisted", Level.BEYOND: "neither"}
_ROWS = {
    "person": "a person",
    "organization": "an organization",
    "client_group": "a client group",
    "contact": "a person or an organization, told row by row",
    "none": "no contact",
    "work": "a work item",
}


def page(title: str, intro: str, parts: Iterable[str]) -> str:
    """A whole page."""
    return "\n\n".join((f"# {title}", NOTE, intro, *parts)) + "\n"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; cells may hold any text."""
    names = list(header)
    lines = [names, ["---"] * len(names), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>").replace("<s", "&lt;s")


def fields() -> str:
    """The field catalogue, a table for each prefix."""
    header = ("Id", "English", "French", "Type", "Import file", "Limit or values", "Help")
    parts = (
        f"## {prefix}\n\n{table(header, map(_field_row, entries))}"
        for prefix, entries in groupby(ALL_FIELDS.values(), key=lambda entry: prefix_of(entry.id))
    )
    intro = (
        "Each field once, as `src/carnet/catalog` has it; those of `work` are a work item's. Import file: "
        "the one that has the field as a column. A secret field is a tax identifier: encrypted in the book, "
        "masked on the screen."
    )
    return page("Fields", intro, parts)


def _field_row(entry: Field) -> tuple[str, ...]:
    limits = [f"{entry.limit} characters"] if entry.limit else []
    limits += ["secret"] if entry.secret else []
    limits += [", ".join(entry.choices)] if entry.choices else []
    kind = entry.type.value.replace("_", " ")
    label = entry.label
    return (f"`{entry.id}`", label.en, label.fr, kind, _LEVELS[entry.level], "; ".join(limits), entry.help.en)


def findings() -> str:
    """Every rule with both wordings, a table for each group of codes."""
    declare_rules()
    ordered = sorted(rules().values(), key=lambda rule: rule.code)
    parts = (
        f"## {group}\n\n{table(('Code', 'Severity', 'English', 'French'), map(_rule_row, entries))}"
        for group, entries in groupby(ordered, key=lambda rule: rule.code.partition(".")[0])
    )
    intro = (
        "What Carnet tells about a file. A code never changes, its wording may. `%(value)s` stands for what "
        "was found, `%(suggestion)s` for the proposed value, `%(detail)s` for one more fact. An error makes "
        "the exit status 1."
    )
    return page("Findings", intro, parts)


def _rule_row(rule: Rule) -> tuple[str, ...]:
    return (f"`{rule.code}`", rule.severity.value, rule.text.en, rule.text.fr)


def declare_rules() -> None:
    """Import every module that declares a rule; those of book and office need Django, but no database."""
    if not settings.configured:
        import typed_settings

        settings.configure(**{name: value for name, value in vars(typed_settings).items() if name.isupper()})
        django.setup()
    for path in sorted(SOURCE.rglob("*.py")):
        if re.search(r"\brule\(", path.read_text(encoding="utf-8")):
            module = path.relative_to(SOURCE.parent).with_suffix("")
            importlib.import_module(".".join(module.parts).removesuffix(".__init__"))


def provider_pages() -> str:
    """Every provider: its layouts and what its file says about itself."""
    intro = (
        "Sure: **A** a real export or the vendor's own page, **B** programs of others that read or write "
        "these headers, **C** inferred. A file is recognised by several headers together, never by its name."
    )
    return page("Providers", intro, map(_provider, providers().values()))


def _provider(provider: Provider) -> str:
    rows = ((f"`{layout.name}`", _ROWS[layout.kind], layout.sure) for layout in provider.layouts)
    module = next(
        module
        for name, module in sys.modules.items()
        if name.startswith("carnet.providers.") and getattr(module, "PROVIDER", None) is provider
    )
    layouts = table(("Layout", "A row is", "Sure"), rows)
    about = re.sub(r"([*_<])", r"\\\1", module.__doc__ or "").strip()
    return f"## {provider.title.en} (`{provider.name}`)\n\n{layouts}\n\n{about}"


def commands() -> str:
    """The help of every command, as it prints it."""
    os.environ["CARNET_LANGUAGE"] = "en"
    from carnet.doors.cli.main import app  # speaks the language that is set when it is imported

    group = typer.main.get_group(app)
    parts = [_help("carnet", group)]
    parts += [_help(f"carnet {name}", command) for name, command in group.commands.items()]
    intro = (
        "Exit status: 0 done; 1 done, or not applied, with findings of severity error; 2 a file or an "
        "argument that cannot be used, and nothing changed. `CARNET_LANGUAGE=fr` makes the help French."
    )
    return page("Commands", intro, parts)


def _help(name: str, command: Any) -> str:
    context = typer.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    return f"## {name}\n\n```\n{command.get_help(context)}\n```"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "fields.md": fields,
    "findings.md": findings,
    "providers.md": provider_pages,
}


def main() -> int:
    """Write the pages, or only compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DOCS)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    stale = []
    for name, made in PAGES.items():
        path, text = arguments.folder / name, made()
        if not arguments.check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"docs/ does not say what the program does in {', '.join(stale)}. Run make docs.")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
