"""What a person reads on the terminal: a summary of ten seconds first, then what to look at."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from carnet.findings import Severity, rules
from carnet.language import Language, Text

if TYPE_CHECKING:
    from carnet.book.actions.undo_import import UndoResult
    from carnet.book.history import Entry
    from carnet.contract import Plan
    from carnet.stages.report import Group
    from carnet.writers.notes import Note

_SEVERITY = {
    Severity.ERROR: ("bold red", Text("to correct", "à corriger")),
    Severity.WARNING: ("yellow", Text("please check", "à vérifier")),
    Severity.INFO: ("cyan", Text("for your information", "pour information")),
}


_MERGED = Text("  “%(gone)s” merged into “%(keep)s”", "  « %(gone)s » fusionné dans « %(keep)s »")
_MEANT = Text(" Did you mean “%(value)s”?", " Vouliez-vous dire « %(value)s » ?")
_CHANGED = Text("  Contacts changed together: %(count)s", "  Contacts modifiés ensemble : %(count)s")
_GOING = Text("Contacts to delete: %(count)s", "Contacts à supprimer : %(count)s")
_WORK = Text(
    "Work: %(work_create)s items to create, %(work_update)s to update, %(work_skip)s unchanged",
    "Travaux : %(work_create)s à créer, %(work_update)s à mettre à jour, %(work_skip)s inchangés",
)
_WORK_DONE = Text(
    "  Work: %(work_create)s created, %(work_update)s updated, %(work_skip)s unchanged",
    "  Travaux : %(work_create)s créés, %(work_update)s mis à jour, %(work_skip)s inchangés",
)
_WORK_GONE = Text("Work items taken away: %(count)s", "Travaux retirés : %(count)s")
_LISTS_WORK = Text("%(title)s, list of work", "%(title)s, liste de travaux")
_GONE = Text("  %(count)s deleted", "  %(count)s supprimés")
_DELETED = Text("  Deleted (%(count)s): %(names)s", "  Supprimés (%(count)s) : %(names)s")


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def number(value: int, language: Language) -> str:
    """A number as the language writes it: 1,240 or 1 240."""
    return format_decimal(value, locale=str(language))


# ------------------------------------------------------------------------------------------- plan


def plan(plan: Plan, language: Language) -> None:
    """The summary of a plan and its findings grouped by rule."""
    from carnet.stages.report import groups

    console = _console()
    _sheets(console, plan, language)
    _counts(console, plan, language)
    _balance(console, plan, language)
    _aside(console, plan, language)
    found = groups(plan, language)
    if not found:
        console.print(Text("Nothing to correct.", "Rien à corriger.")(language), style="green")
    for group in found:
        _group(console, group, language)


def _sheets(console: Console, plan: Plan, language: Language) -> None:
    from carnet.providers.layout import providers as known
    from carnet.stages.report import data_rows

    table = Table(box=None, pad_edge=False)
    for heading in (
        Text("File", "Fichier"), Text("Sheet", "Feuille"), Text("Recognised as", "Reconnu comme"),
        Text("Rows", "Lignes"), Text("Sure", "Certitude"),
    ):  # fmt: skip
        table.add_column(heading(language), overflow="fold")
    titles = known()
    for sheet in plan.sheets:
        recognised = sheet.mapped.recognised
        provider = titles.get(recognised.provider)
        title = provider.title(language) if provider else recognised.provider
        if recognised.kind == "none":
            title = Text("no list of contacts, set aside", "aucune liste de contacts, mise de côté")(language)
        if recognised.kind == "work":
            title = _LISTS_WORK(language, {"title": title})
        table.add_row(
            escape(Path(recognised.sheet.file).name), escape(recognised.sheet.name), escape(title),
            number(data_rows(sheet.mapped), language), f"{recognised.confidence:.0%}",
        )  # fmt: skip
    console.print(table)
    console.print()


def _counts(console: Console, plan: Plan, language: Language) -> None:
    shown = {name: number(value, language) for name, value in {**plan.records, **plan.counts}.items()}
    console.print(
        Text(
            "Contacts: %(organizations)s organizations, %(people)s people, %(client_groups)s client groups, "
            "%(cards)s contact cards",
            "Contacts : %(organizations)s organisations, %(people)s personnes, %(client_groups)s groupes de "
            "clients, %(cards)s fiches de contact",
        )(language, shown)
    )
    console.print(
        Text(
            "Plan: %(create)s to create, %(update)s to update, %(link)s links to make, %(skip)s unchanged, "
            "%(review)s that may be another contact",
            "Plan : %(create)s à créer, %(update)s à mettre à jour, %(link)s liens à établir, %(skip)s "
            "inchangés, %(review)s qui sont peut-être un autre contact",
        )(language, shown)
    )
    if "work_items" in plan.records:
        console.print(_WORK(language, shown))
    if plan.counts.get("delete"):
        console.print(_GOING(language, {"count": shown["delete"]}), style="bold red")


def _balance(console: Console, plan: Plan, language: Language) -> None:
    shown = {name: number(value, language) for name, value in asdict(plan.balance).items()}
    console.print(
        Text(
            "Cells: %(read)s read = %(stored)s stored + %(merged)s merged + %(set_aside)s set aside + "
            "%(refused)s refused",
            "Cellules : %(read)s lues = %(stored)s enregistrées + %(merged)s fusionnées + %(set_aside)s "
            "mises de côté + %(refused)s refusées",
        )(language, shown)
    )
    console.print()


def _aside(console: Console, plan: Plan, language: Language) -> None:
    names: list[str] = []
    for sheet in plan.sheets:
        for column in sheet.mapped.columns:
            used = column.field or column.special or column.labels
            if (
                not used
                and column.header
                and column.header not in names
                and sheet.ledger[:, column.index].any()
            ):
                names.append(column.header)
    if names:
        title = Text(
            "Columns set aside, kept with each contact: ",
            "Colonnes mises de côté, conservées avec chaque contact : ",
        )
        console.print(title(language) + escape(", ".join(names)))
        console.print()


def severity_mark(severity: Severity, language: Language) -> str:
    """How much findings matter, in words and colour."""
    style, title = _SEVERITY[severity]
    return f"[{style}]{title(language)}[/]"


def _group(console: Console, group: Group, language: Language) -> None:
    mark = severity_mark(group.severity, language)
    console.print(f"{mark} [bold]{number(group.count, language)}[/] [dim]{group.code}[/]")
    told = "%(suggestion)s" in rules()[group.code].text.en or group.code.startswith("column.")  # a field
    for example in group.examples:
        where = f"{Path(example.file).name}: " if example.file else ""
        silent = example.suggestion and not told
        meant = _MEANT(language, {"value": example.suggestion}) if silent and example.column else ""
        console.print(f"  {escape(where + example.message + meant)}")
    rest = group.count - len(group.examples)
    if rest > 0:
        more = Text("  ... and %(count)s more", "  ... et %(count)s de plus")
        console.print(more(language, {"count": number(rest, language)}), style="dim")


def result(plan: Plan, import_key: str | None, language: Language) -> None:
    """What became of an import."""
    console = _console()
    console.print()
    if import_key is None:
        console.print(Text("Nothing was changed.", "Rien n'a été modifié.")(language))
        return
    console.print(
        Text(
            "Done. The import is %(key)s. To undo it: carnet undo %(key)s",
            "Terminé. L'importation est %(key)s. Pour l'annuler : carnet undo %(key)s",
        )(language, {"key": import_key}),
        style="green",
    )


def confirm(plan: Plan, language: Language, json_: bool) -> bool:
    """Ask whether to apply; without a person at the terminal the answer is no."""
    return _ask(Text("Apply this plan? [y/N] ", "Appliquer ce plan ? [o/N] "), language, json_)


def confirm_merges(count: int, language: Language, json_: bool) -> bool:
    """Ask whether to merge so many pairs; without a person at the terminal the answer is no."""
    question = Text("Merge %(count)s pairs? [y/N] ", "Fusionner %(count)s paires ? [o/N] ")
    shown = {"count": number(count, language)}
    return _ask(Text(question(Language.EN, shown), question(Language.FR, shown)), language, json_)


def confirm_undo(language: Language, json_: bool) -> bool:
    """Ask whether to undo; without a person at the terminal the answer is no."""
    return _ask(Text("Undo it? [y/N] ", "L'annuler ? [o/N] "), language, json_)


def _ask(question: Text, language: Language, json_: bool) -> bool:
    if json_ or not sys.stdin.isatty():
        note = Text("Add --yes to go ahead.", "Ajoutez --yes pour continuer.")
        print(note(language), file=sys.stderr)
        return False
    return input(question(language)).strip().lower() in {"y", "yes", "o", "oui"}


# --------------------------------------------------------------------------------- other commands


def history(entries: Sequence[Entry], language: Language, json_: bool, *, whole: bool) -> None:
    """The imports of a book, the newest first."""
    if json_:
        print(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, default=str))
        return
    if not entries:
        print(Text("No import yet.", "Aucune importation.")(language))
    for entry in entries:
        history_entry(entry, language, json_)


def history_entry(entry: Entry, language: Language, json_: bool) -> None:
    """One import, merge or deletion in a few lines."""
    if json_:
        return
    from babel.dates import format_datetime

    console = _console()
    when = format_datetime(entry.created.astimezone(), "medium", tzinfo=None, locale=str(language))
    undone = Text(" (undone)", " (annulée)")(language) if entry.undone else ""
    console.print(f"[bold]{entry.key}[/]  {when}  {escape(entry.user)}{undone}")
    if entry.mode == "merge":
        names = dict(zip(("keep", "gone"), entry.merged or ("", ""), strict=True))
        console.print(escape(_MERGED(language, names)))
        return
    if entry.mode == "edit":
        console.print(escape(_CHANGED(language, {"count": number(entry.counts["update"], language)})))
        return
    if entry.mode == "delete":
        count = entry.counts["contacts"]
        first = ", ".join(entry.deleted) + (" ..." if count > len(entry.deleted) else "")
        console.print(escape(_DELETED(language, {"count": number(count, language), "names": first})))
        return
    console.print("  " + escape(", ".join(Path(str(name)).name for name in entry.files)))
    if entry.recipe:
        console.print(
            escape(Text("  Recipe: %(name)s", "  Recette : %(name)s")(language, {"name": entry.recipe}))
        )
    shown = {name: number(int(value), language) for name, value in entry.counts.items()}
    text = Text(
        "  %(create)s created, %(update)s updated, %(link)s linked, %(skip)s unchanged",
        "  %(create)s créés, %(update)s mis à jour, %(link)s liens, %(skip)s inchangés",
    )
    console.print(text(language, shown))
    if "work_items" in entry.records:
        console.print(_WORK_DONE(language, shown))
    if entry.counts.get("delete"):
        console.print(_GONE(language, {"count": shown["delete"]}))


def undone(outcome: UndoResult, language: Language, json_: bool) -> None:
    """What an undo did, and what it kept."""
    if json_:
        print(json.dumps(asdict(outcome), ensure_ascii=False, default=str))
        return
    console = _console()
    counts: Mapping[str, int] = outcome.counts
    items = counts.get("work_items", 0)
    total = number(sum(counts.values()) - items, language)
    console.print(
        Text("Undone: %(count)s contacts.", "Annulé : %(count)s contacts.")(language, {"count": total}),
        style="green",
    )
    if items:
        console.print(_WORK_GONE(language, {"count": number(items, language)}))
    if outcome.kept:
        text = Text(
            "Kept, because they were edited after the import: %(count)s values.",
            "Conservées, car elles ont été modifiées après l'importation : %(count)s valeurs.",
        )
        console.print(text(language, {"count": number(len(outcome.kept), language)}))
    for kept in outcome.kept[:50]:
        console.print(f"  {escape(kept.name)}: {kept.field} = {escape(kept.value)} ({escape(kept.who)})")


def providers(language: Language, json_: bool) -> None:
    """The tools whose exports are recognised."""
    from carnet.providers.layout import providers as known

    found = known()
    if json_:
        listed = [
            {
                "name": name,
                "title": provider.title(language),
                "layouts": [layout.name for layout in provider.layouts],
            }
            for name, provider in sorted(found.items())
        ]
        print(json.dumps(listed, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(Text("Name", "Nom")(language))
    table.add_column(Text("Tool", "Outil")(language))
    for name, provider in sorted(found.items()):
        table.add_row(name, provider.title(language))
    _console().print(table)


def written(path: Path, notes: Sequence[Note], language: Language, json_: bool) -> None:
    """A file was written, and what it could not hold."""
    from carnet.writers.notes import sentence

    sentences = [sentence(note, language) for note in notes]
    if json_:
        print(json.dumps({"path": str(path), "notes": sentences}, ensure_ascii=False))
        return
    print(Text("Written: %(path)s", "Écrit : %(path)s")(language, {"path": path}))
    for line in sentences:
        print(f"  {line}")


def serving(address: str, language: Language, json_: bool) -> None:
    """Where the web app is now, told at once."""
    if json_:
        print(json.dumps({"address": address}), flush=True)
        return
    opened = Text(
        "Carnet is open at %(address)s\nClose it with Ctrl+C.",
        "Carnet est ouvert à l'adresse %(address)s\nFermez-le avec Ctrl+C.",
    )
    print(opened(language, {"address": address}), flush=True)
