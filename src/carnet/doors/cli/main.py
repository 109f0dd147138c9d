"""The command ``carnet``: each command reads its arguments, makes one call and shows the result."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from carnet.doors.cli import usage
from carnet.doors.cli.options import (
    SPOKEN,
    AsBulk,
    AsJson,
    ClearEmpty,
    Country,
    DateOrder,
    Delimiter,
    DryRun,
    Encoding,
    Engine,
    Files,
    Firm,
    FollowRecipe,
    HeaderRow,
    Host,
    ImportKey,
    KeepSide,
    Keys,
    Level,
    Maps,
    MergeAbove,
    MergePair,
    Most,
    NoBrowser,
    Out,
    Overrule,
    Port,
    Provider,
    PushTo,
    Report,
    Rows,
    SaveRecipe,
    SeparatePair,
    Sheet,
    SomeImport,
    Spoken,
    To,
    WithDuplicates,
    WithMode,
    Workers,
    Yes,
    said,
)  # fmt: skip
from carnet.language import Language
from carnet.terms import CarnetError, Duplicates, Mode, Options, place_of

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.choices import Choices
    from carnet.contract import Plan
    from carnet.pipeline import Timings

DONE, FAULTS, UNUSABLE = 0, 1, 2

app = typer.Typer(
    name="carnet",
    help=said(
        "Any accounting firm's exports become one clean contact book.",
        "Les exportations d'un cabinet comptable deviennent un seul carnet de contacts propre.",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


# --------------------------------------------------------------------------------------- commands


@app.command(
    help=said(
        "Recognise, map and validate files; change nothing.",
        "Reconnaître, associer et valider des fichiers ; ne rien modifier.",
    )
)
def check(
    files: Files, json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
    provider: Provider = None, country: Country = None, sheet: Sheet = None, header_row: HeaderRow = None,
    encoding: Encoding = None, delimiter: Delimiter = None, date_order: DateOrder = None, map_: Maps = None,
    report: Report = None,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        reading = _reading(provider, country, sheet, header_row, encoding, delimiter, date_order, map_)
        _writable(report, ".xlsx", files)
        from carnet.choices import Choices

        with _planned(files, Choices(reading), firm, language, json_) as (plan, *_):
            if report:
                _write_report(report, plan, None, language)
            _end(plan, None, language, json_)


@app.command(
    "import",
    help=said(
        "Import files into the book: the plan first, then the change.",
        "Importer des fichiers dans le carnet : le plan d'abord, puis la modification.",
    ),
)
def import_(
    files: Files, json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
    provider: Provider = None, country: Country = None, sheet: Sheet = None, header_row: HeaderRow = None,
    encoding: Encoding = None, delimiter: Delimiter = None, date_order: DateOrder = None, map_: Maps = None,
    report: Report = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    duplicates: WithDuplicates = Duplicates.REVIEW,
    mode: WithMode = Mode.UPSERT,
    key: Keys = None,
    clear_empty: ClearEmpty = False,
    overrule_book: Overrule = False,
    recipe: FollowRecipe = None,
    save_recipe: SaveRecipe = None,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.choices import Choices
        from carnet.pipeline import recipes

        reading = _reading(provider, country, sheet, header_row, encoding, delimiter, date_order, map_)
        choices = Choices(
            reading, mode=mode, keys=tuple(key or ()), duplicates=duplicates, clear=clear_empty,
            overrule=overrule_book,
        )  # fmt: skip
        _writable(report, ".xlsx", files)
        if save_recipe is not None:
            save_recipe = recipes.named(save_recipe)
        told = _planned(files, choices, firm, language, json_, recipe)
        with told as (plan, chosen, book, timings):
            from carnet.doors.cli import show

            if not json_:
                show.plan(plan, language)
            import_key = None
            if not dry_run and (yes or show.confirm(plan, language, json_)):
                import_key = _apply(book, plan, timings, language)
                if save_recipe is not None:
                    from carnet.book.actions import keep_recipe

                    made = recipes.recipe_of(chosen, plan.sheets)
                    keep_recipe.keep(book, save_recipe, made, user=_user())
            if report:
                _write_report(report, plan, import_key, language)
            _end(plan, import_key, language, json_, shown=True)


@app.command(
    help=said(
        "Find the rows of tables that are the same contact; no book is touched.",
        "Trouver les lignes de tableaux qui sont le même contact ; aucun carnet n'est modifié.",
    )
)
def match(
    files: Files, out: Rows,
    json_: AsJson = False, language: Spoken = SPOKEN,
    provider: Provider = None, country: Country = None, sheet: Sheet = None, header_row: HeaderRow = None,
    encoding: Encoding = None, delimiter: Delimiter = None, date_order: DateOrder = None, map_: Maps = None,
    engine: Engine = "duckdb",
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        reading = _reading(provider, country, sheet, header_row, encoding, delimiter, date_order, map_)
        if engine not in {"duckdb", "spark"}:
            raise CarnetError("argument.engine", value=engine)
        _writable(out, read=files)
        from carnet.choices import Choices
        from carnet.doors.cli import show_matched
        from carnet.pipeline.find_duplicates import match_files
        from carnet.writers.matched_rows import write_matched

        with _scratch(language) as (folder, timings):
            found = match_files(files, Choices(reading), folder, timings, engine)
            write_matched(out, found.sheets.mapped, found.rows, found.clusters.frame)
            show_matched.matched(found, out, language, json_)


@app.command(
    help=said(
        "List the contacts of the book that may be the same, or decide on them.",
        "Lister les contacts du carnet qui sont peut-être les mêmes, ou les trancher.",
    )
)
def duplicates(
    merge: MergePair = None, keep: KeepSide = "first", separate: SeparatePair = None,
    merge_above: MergeAbove = None, limit: Most = 100,
    json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
    yes: Yes = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        if keep.lower() not in {"first", "second"}:
            raise CarnetError("argument.keep", value=keep)
        if sum(choice is not None for choice in (merge, separate, merge_above)) > 1:
            raise CarnetError("argument.one_decision")
        book = _book(firm, make=False)
        from carnet.doors.cli import decide

        if merge is not None:
            decide.merge(book, merge, keep.lower(), _user(), language, json_)
        elif separate is not None:
            decide.separate(book, separate, _user(), language, json_)
        elif merge_above is not None:
            decide.merge_above(book, merge_above, _user(), language, json_, yes)
        else:
            decide.listed(book, limit, language, json_)


@app.command(
    help=said(
        "Undo an import, a merge or a deletion; what was edited since is kept and listed.",
        "Annuler une importation, une fusion ou une suppression ; ce qui a été modifié depuis est conservé "
        "et listé.",
    )
)
def undo(
    import_key: ImportKey,
    json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
    yes: Yes = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.book.actions.undo_import import UndoResult
        from carnet.book.actions.undo_import import undo as undo_import
        from carnet.doors.cli import show

        book = _book(firm, make=False)
        show.history_entry(book.history(import_key)[0], language, json_)
        if yes or show.confirm_undo(language, json_):
            show.undone(undo_import(book, import_key, user=_user()), language, json_)
        elif json_:
            show.undone(UndoResult(import_key, {}, []), language, json_)


@app.command(
    help=said(
        "List the imports, merges and deletions of the book, or one in full.",
        "Lister les importations, fusions et suppressions du carnet, ou une seule en détail.",
    )
)
def history(
    import_key: SomeImport = None,
    json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.doors.cli import show

        entries = _book(firm, make=False).history(import_key)
        show.history(entries, language, json_, whole=import_key is not None)


@app.command(
    help=said(
        "List the tools whose exports are recognised.",
        "Lister les outils dont les exportations sont reconnues.",
    )
)
def providers(json_: AsJson = False, language: Spoken = SPOKEN) -> None:
    from carnet.doors.cli import show

    show.providers(language, json_)


@app.command(help=said("Write the import file to fill in.", "Écrire le fichier d'importation à remplir."))
def template(
    out: Out,
    level: Level = "basic",
    language: Spoken = SPOKEN, json_: AsJson = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet import catalog
        from carnet.doors.cli import show
        from carnet.writers.template import write_template

        if level not in {"basic", "assisted"}:
            raise CarnetError("argument.level", value=level)
        _writable(out, ".xlsx")
        write_template(out, catalog.Level(level), language)
        show.written(out, [], language, json_)


@app.command(
    help=said(
        "Write the book as a file of another program.",
        "Écrire le carnet dans le format d'un autre programme.",
    )
)
def export(
    to: To,
    out: Out,
    bulk: AsBulk = False,
    language: Spoken = SPOKEN, firm: Firm = None, json_: AsJson = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.doors.cli import show
        from carnet.writers import export as write

        if bulk and to != "karbon":
            raise CarnetError("argument.bulk", value=to)
        book = _book(firm, make=False)
        if bulk:
            from carnet.book.bulk_workbook import write_bulk

            _writable(out)
            show.written(out, write_bulk(book, out, language), language, json_)
            return
        from carnet.book.exporting import to_export

        contents = to_export(book)
        _writable(out)
        show.written(out, write(to, contents, out, language), language, json_)


@app.command(
    help=said(
        "Send the book to a Karbon account: first what would be sent, then with --yes the sending.",
        "Envoyer le carnet à un compte Karbon : d'abord ce qui serait envoyé, puis l'envoi avec --yes.",
    )
)
def push(
    to: PushTo,
    json_: AsJson = False, language: Spoken = SPOKEN, firm: Firm = None,
    yes: Yes = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        if to != "karbon":
            raise CarnetError("argument.push", value=to)
        from carnet.karbon.push.account import Account

        with Account.of_environment() as account:
            book = _book(firm, make=False)
            from carnet.doors.cli import push as pushing  # it knows tables, which the book makes ready

            faults = pushing.push(book, account, language, json_, yes)
        raise typer.Exit(FAULTS if faults else DONE)


@app.command(
    help=said(
        "Open Carnet in a browser: the web app, on this computer or for a team.",
        "Ouvrir Carnet dans un navigateur : l'application web, sur cet ordinateur ou pour une équipe.",
    )
)
def serve(
    host: Host = "127.0.0.1", port: Port = 8765, workers: Workers = 2, no_browser: NoBrowser = False,
    json_: AsJson = False, language: Spoken = SPOKEN,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.doors.cli import show
        from carnet.doors.web import serve as web

        web.configure()
        with web.listening(host, port) as chosen, web.workers(workers, web.root(host, chosen)):
            address = web.address(host, chosen)
            show.serving(address, language, json_)
            if not no_browser and not json_:
                typer.launch(address)
            web.until_interrupted()


# ------------------------------------------------------------------------------------------ parts


def _reading(
    provider: str | None, country: str | None, sheets: list[str] | None, header_row: int | None,
    encoding: str | None, delimiter: str | None, date_order: str | None, maps: list[str] | None,
) -> Options:  # fmt: skip
    from carnet.doors.cli import arguments
    from carnet.pipeline.options import options

    mapping = arguments.mapping(maps or [])
    return options(provider, country, sheets or (), header_row, encoding, delimiter, date_order, mapping)


@contextmanager
def _planned(
    files: list[Path], choices: Choices, firm: str | None, language: Language, json_: bool,
    recipe: str | None = None,
) -> Iterator[tuple[Plan, Choices, FirmBook, Timings]]:  # fmt: skip
    """The plan, with the choices that it was made of once the recipe was followed."""
    from carnet.book.importing import plan_import

    with _scratch(language) as (folder, timings):
        planned = plan_import(files, choices, firm, folder, timings, recipe)
        yield planned.plan, planned.choices, planned.book, timings


@contextmanager
def _scratch(language: Language) -> Iterator[tuple[Path, Timings]]:
    """A folder for what the stages put away, and what takes their seconds."""
    from carnet.doors.cli.progress import progress
    from carnet.pipeline import Timings
    from carnet.pipeline.scratch import scratch

    with progress(language) as tell, scratch() as folder:
        timings = Timings(tell)
        try:
            yield folder, timings
        finally:
            _write_timings(timings)


def _apply(book: FirmBook, plan: Plan, timings: Timings, language: Language) -> str:
    from carnet.book.actions.apply_import import apply

    with timings.stage("apply"):
        return apply(book, plan, user=_user()).key


def _write_timings(timings: Timings) -> None:
    path = os.environ.get("CARNET_TIMINGS")
    if path:
        Path(path).write_text(json.dumps(timings.seconds), encoding="utf-8")


def _book(firm: str | None, *, make: bool = True) -> FirmBook:
    from carnet.book.setup import open_book

    return open_book(firm=firm, make=make)


def _user() -> str:
    from carnet.book.importing import own_name

    return own_name()


def _write_report(path: Path, plan: Plan, import_key: str | None, language: Language) -> None:
    from carnet.writers.corrections import write_corrections

    write_corrections(path, plan, import_key, language)


def _writable(path: Path | None, ending: str = "", read: Sequence[Path] = ()) -> None:
    """Refuse a file that cannot be written, or would overwrite one that is read, before anything is done."""
    from carnet.writers import check_writable

    if path is not None:
        check_writable(path, ending)
        if path.exists() and any(file.exists() and path.samefile(file) for file in read):
            raise CarnetError("argument.own_file", file=str(path))


def _end(plan: Plan, import_key: str | None, language: Language, json_: bool, *, shown: bool = False) -> None:
    from carnet.doors.cli import show
    from carnet.stages.report import has_errors, write_document

    status = FAULTS if has_errors(plan) else DONE
    if json_:
        write_document(plan, import_key, language, sys.stdout)
    elif shown:
        show.result(plan, import_key, language)
    else:
        show.plan(plan, language)
    raise typer.Exit(status)


@contextmanager
def _spoken_errors(language: Language, json_: bool) -> Iterator[None]:
    """An error that ends the run is a sentence on standard error, and exit status 2."""
    from carnet.doors.cli import arguments as _declared  # noqa: F401  (its rules word the errors)

    try:
        yield
    except CarnetError as error:
        _tell(error, language, json_)
        raise typer.Exit(UNUSABLE) from error
    except (typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except OSError as error:
        _tell(CarnetError("storage", detail=error.strerror or str(error)), language, json_)
        raise typer.Exit(UNUSABLE) from error
    except Exception as error:  # a fault of ours is a sentence too
        _tell(CarnetError("internal", detail=place_of(error)), language, json_)
        raise typer.Exit(UNUSABLE) from error


def _tell(error: CarnetError, language: Language, json_: bool) -> None:
    from carnet.stages.report import refusal, refusal_finding

    if json_:
        print(json.dumps(refusal(error, language), ensure_ascii=False))
    print(refusal_finding(error, language).message, file=sys.stderr)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    words = sys.argv[1:] or ["--help"]
    try:
        sys.exit(app(words, standalone_mode=False))
    except usage.UsageError as error:
        _tell(usage.misused(error), usage.asked_language(words), "--json" in words)
        sys.exit(UNUSABLE)
    except typer.Abort:
        sys.exit(FAULTS)
