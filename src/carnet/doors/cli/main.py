"""The command ``carnet``: each command reads its arguments, makes one call and shows the result."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from carnet.language import Language, Text, preferred
from carnet.terms import CarnetError, Duplicates, Mode, Options

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.contract import Plan
    from carnet.pipeline import ImportOptions, Timings

DONE, FAULTS, UNUSABLE = 0, 1, 2

_SPOKEN = preferred()


def _t(en: str, fr: str) -> str:
    return Text(en, fr)(_SPOKEN)


app = typer.Typer(
    name="carnet",
    help=_t(
        "Any accounting firm's exports become one clean contact book.",
        "Les exportations d'un cabinet comptable deviennent un seul carnet de contacts propre.",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help=_t("The export files of one import.", "Les fichiers exportés d'une importation."),
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help=_t("Print one JSON document.", "Afficher un document JSON."))
]
Spoken = Annotated[
    Language,
    typer.Option("--language", help=_t("Language of messages: en or fr.", "Langue des messages : en ou fr.")),
]
Firm = Annotated[
    str | None,
    typer.Option("--firm", help=_t("The firm whose book it is.", "Le cabinet auquel appartient le carnet.")),
]
Provider = Annotated[
    str | None,
    typer.Option(
        "--provider",
        help=_t(
            "The tool that wrote the file, when it is not recognised.",
            "L'outil qui a produit le fichier, s'il n'est pas reconnu.",
        ),
    ),
]
Country = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="CC",
        help=_t(
            "Country of phones and numbers that do not say theirs (AU, FR ...).",
            "Pays des téléphones et numéros qui ne l'indiquent pas (AU, FR...).",
        ),
    ),
]
Sheet = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        help=_t(
            "Only this sheet, by name or position. Repeatable.",
            "Seulement cette feuille, par nom ou position. Répétable.",
        ),
    ),
]
HeaderRow = Annotated[
    int | None,
    typer.Option(
        "--header-row", min=1, help=_t("The row that holds the headers.", "La ligne qui porte les en-têtes.")
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        help=_t(
            "Encoding of text files (utf-8, cp1252 ...).", "Encodage des fichiers texte (utf-8, cp1252...)."
        ),
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(
        "--delimiter",
        help=_t(
            "Delimiter of text files; tab for a tabulator.",
            "Séparateur des fichiers texte ; tab pour une tabulation.",
        ),
    ),
]
DateOrder = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy|ymd",
        help=_t(
            "Order of day, month and year in dates.", "Ordre du jour, du mois et de l'année dans les dates."
        ),
    ),
]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=FIELD",
        help=_t(
            "Field of a column; nothing after = sets it aside. Repeatable; remembered by import.",
            "Champ d'une colonne ; rien après = pour la mettre de côté. Répétable ; retenu par import.",
        ),
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.xlsx",
        help=_t("Write the workbook of what to correct.", "Écrire le classeur de ce qu'il faut corriger."),
    ),
]


# --------------------------------------------------------------------------------------- commands


@app.command(
    help=_t(
        "Recognise, map and validate files; change nothing.",
        "Reconnaître, associer et valider des fichiers ; ne rien modifier.",
    )
)
def check(
    files: Files, json_: AsJson = False, language: Spoken = _SPOKEN, firm: Firm = None,
    provider: Provider = None, country: Country = None, sheet: Sheet = None, header_row: HeaderRow = None,
    encoding: Encoding = None, delimiter: Delimiter = None, date_order: DateOrder = None, map_: Maps = None,
    report: Report = None,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        reading = _reading(provider, country, sheet, header_row, encoding, delimiter, date_order, map_)
        from carnet.pipeline import ImportOptions

        with _planned(files, ImportOptions(reading), firm, language, json_) as (plan, _, _timings):
            if report:
                _write_report(report, plan, None, language)
            _end(plan, None, language, json_)


@app.command(
    "import",
    help=_t(
        "Import files into the book: the plan first, then the change.",
        "Importer des fichiers dans le carnet : le plan d'abord, puis la modification.",
    ),
)
def import_(
    files: Files, json_: AsJson = False, language: Spoken = _SPOKEN, firm: Firm = None,
    provider: Provider = None, country: Country = None, sheet: Sheet = None, header_row: HeaderRow = None,
    encoding: Encoding = None, delimiter: Delimiter = None, date_order: DateOrder = None, map_: Maps = None,
    report: Report = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_t("Stop at the plan.", "S'arrêter au plan."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_t("Apply without asking.", "Appliquer sans demander."))] = False,
    duplicates: Annotated[Duplicates, typer.Option(help=_t("What to do with contacts that may be the same.", "Que faire des contacts qui sont peut-être les mêmes."))] = Duplicates.REVIEW,
    mode: Annotated[Mode, typer.Option(help=_t("What may be done: add and change, only add, only change, or only fill what is empty.", "Ce qui est permis : ajouter et modifier, seulement ajouter, seulement modifier ou seulement remplir ce qui est vide."))] = Mode.UPSERT,
    key: Annotated[list[str] | None, typer.Option("--key", metavar="FIELD", help=_t("Field by which contacts are found again. Repeatable, in order.", "Champ par lequel les contacts sont retrouvés. Répétable, dans l'ordre."))] = None,
    clear_empty: Annotated[bool, typer.Option("--clear-empty", help=_t("An empty cell empties the field in the book.", "Une cellule vide vide le champ dans le carnet."))] = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.pipeline import ImportOptions

        reading = _reading(provider, country, sheet, header_row, encoding, delimiter, date_order, map_)
        options = ImportOptions(reading, mode, tuple(key or ()), duplicates, clear_empty)
        with _planned(files, options, firm, language, json_) as (plan, book, timings):
            from carnet.doors.cli import show

            if not json_:
                show.plan(plan, language)
            import_key = None
            if not dry_run and (yes or show.confirm(plan, language, json_)):
                import_key = _apply(book, plan, timings, language)
            if report:
                _write_report(report, plan, import_key, language)
            _end(plan, import_key, language, json_, shown=True)


@app.command(
    help=_t(
        "Undo an import; what was edited since is kept and listed.",
        "Annuler une importation ; ce qui a été modifié depuis est conservé et listé.",
    )
)
def undo(
    import_key: Annotated[str, typer.Argument(metavar="IMPORT", help=_t("The import's key, as in carnet history.", "La clé de l'importation, voir carnet history."))],
    json_: AsJson = False, language: Spoken = _SPOKEN, firm: Firm = None,
    yes: Annotated[bool, typer.Option("--yes", help=_t("Undo without asking.", "Annuler sans demander."))] = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.book.actions.undo_import import undo as undo_import
        from carnet.doors.cli import show

        book = _book(firm, make=False)
        show.history_entry(book.history(import_key)[0], language, json_)
        if yes or show.confirm_undo(language, json_):
            show.undone(undo_import(book, import_key, user=_user()), language, json_)


@app.command(
    help=_t(
        "List the imports of the book, or one import in full.",
        "Lister les importations du carnet, ou une importation en détail.",
    )
)
def history(
    import_key: Annotated[str | None, typer.Argument(metavar="[IMPORT]")] = None,
    json_: AsJson = False, language: Spoken = _SPOKEN, firm: Firm = None,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.doors.cli import show

        show.history(_book(firm, make=False).history(import_key), language, json_, whole=import_key is not None)


@app.command(
    help=_t(
        "List the tools whose exports are recognised.",
        "Lister les outils dont les exportations sont reconnues.",
    )
)
def providers(json_: AsJson = False, language: Spoken = _SPOKEN) -> None:
    from carnet.doors.cli import show

    show.providers(language, json_)


@app.command(help=_t("Write the import file to fill in.", "Écrire le fichier d'importation à remplir."))
def template(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help=_t("The file to write.", "Le fichier à écrire."))],
    level: Annotated[str, typer.Option("--level", metavar="basic|assisted", help=_t("The basic or the assisted file.", "Le fichier de base ou assisté."))] = "basic",
    language: Spoken = _SPOKEN, json_: AsJson = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.catalog import Level
        from carnet.doors.cli import show
        from carnet.writers.template import write_template

        if level not in {"basic", "assisted"}:
            raise CarnetError("argument.level", value=level)
        _writable(out)
        write_template(out, Level(level), language)
        show.written(out, [], language, json_)


@app.command(
    help=_t(
        "Write the book as a file of another program.",
        "Écrire le carnet dans le format d'un autre programme.",
    )
)
def export(
    to: Annotated[str, typer.Option("--to", metavar="karbon|google|outlook|vcard|csv|jsonl", help=_t("Kind of file.", "Type de fichier."))],
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help=_t("The file to write.", "Le fichier à écrire."))],
    language: Spoken = _SPOKEN, firm: Firm = None, json_: AsJson = False,
) -> None:  # fmt: skip
    with _spoken_errors(language, json_):
        from carnet.doors.cli import show
        from carnet.writers import export as write

        book = _book(firm, make=False)
        contents = book.contents()
        if to == "jsonl":
            contents.set_aside = book.set_aside()
        _writable(out)
        show.written(out, write(to, contents, out, language), language, json_)


# ------------------------------------------------------------------------------------------ parts


def _reading(
    provider: str | None, country: str | None, sheets: list[str] | None, header_row: int | None,
    encoding: str | None, delimiter: str | None, date_order: str | None, maps: list[str] | None,
) -> Options:  # fmt: skip
    from carnet.doors.cli import arguments

    return Options(
        sheets=tuple(sheets or ()),
        encoding=encoding,
        delimiter=delimiter,
        provider=provider,
        header_row=header_row,
        date_order=arguments.date_order(date_order),
        country=arguments.country(country),
        mapping=arguments.mapping(maps or []),
    )


@contextmanager
def _planned(
    files: list[Path], options: ImportOptions, firm: str | None, language: Language, json_: bool
) -> Iterator[tuple[Plan, FirmBook, Timings]]:
    from carnet.doors.cli.progress import progress
    from carnet.pipeline import Timings, make_plan

    with (
        progress(language) as tell,
        tempfile.TemporaryDirectory(prefix="carnet-", ignore_cleanup_errors=True) as scratch,
    ):
        timings = Timings(tell)
        book = _book(firm)
        try:
            yield make_plan(files, options, book, Path(scratch), timings), book, timings
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
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container or a service may have no user name
        return "carnet"


def _write_report(path: Path, plan: Plan, import_key: str | None, language: Language) -> None:
    from carnet.writers.corrections import write_corrections

    _writable(path)
    write_corrections(path, plan, import_key, language)


def _writable(path: Path) -> None:
    if not path.parent.is_dir():
        raise CarnetError("argument.no_folder", file=str(path), value=str(path.parent))
    if path.is_dir():
        raise CarnetError("argument.is_folder", file=str(path), value=str(path))


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
        _refuse(error, language, json_)
    except (typer.Exit, typer.Abort, KeyboardInterrupt):
        raise
    except Exception as error:  # a fault of ours is a sentence too; its text could hold a contact's data
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"
        _refuse(CarnetError("internal", detail=place), language, json_)


def _refuse(error: CarnetError, language: Language, json_: bool) -> None:
    from carnet.stages.report import refusal, refusal_finding

    if json_:
        print(json.dumps(refusal(error, language), ensure_ascii=False))
    print(refusal_finding(error, language).message, file=sys.stderr)
    raise typer.Exit(UNUSABLE)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    app()
