"""The arguments and options of the commands, each once, with its help in the machine's language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from carnet.language import Language, Text, preferred
from carnet.terms import Duplicates, Mode

SPOKEN = preferred()


def said(en: str, fr: str) -> str:
    """A help text in the language that the machine asks for."""
    return Text(en, fr)(SPOKEN)


def _option(*names: str, en: str, fr: str, **more: Any) -> Any:
    return typer.Option(*names, help=said(en, fr), **more)


def _argument(metavar: str, en: str, fr: str, **more: Any) -> Any:
    return typer.Argument(metavar=metavar, help=said(en, fr), **more)


Files = Annotated[
    list[Path],
    _argument(
        "FILE...",
        "The export files of one import.",
        "Les fichiers exportés d'une importation.",
        readable=False,  # the reader says it
    ),
]
ImportKey = Annotated[
    str,
    _argument(
        "IMPORT",
        "The import's key, as in carnet history.",
        "La clé de l'importation, voir carnet history.",
    ),
]
SomeImport = Annotated[str | None, typer.Argument(metavar="[IMPORT]")]
AsJson = Annotated[bool, _option("--json", en="Print one JSON document.", fr="Afficher un document JSON.")]
Spoken = Annotated[
    Language,
    _option("--language", en="Language of messages: en or fr.", fr="Langue des messages : en ou fr."),
]
Firm = Annotated[
    str | None,
    _option(
        "--firm",
        metavar="NAME",
        en="The firm whose book it is.",
        fr="Le cabinet auquel appartient le carnet.",
    ),
]
Provider = Annotated[
    str | None,
    _option(
        "--provider",
        metavar="NAME",
        en="The tool that wrote the file, when it is not recognised.",
        fr="L'outil qui a produit le fichier, s'il n'est pas reconnu.",
    ),
]
Country = Annotated[
    str | None,
    _option(
        "--country",
        metavar="CC",
        en="Country of phones and numbers that do not say theirs (AU, FR ...).",
        fr="Pays des téléphones et numéros qui ne l'indiquent pas (AU, FR...).",
    ),
]
Sheet = Annotated[
    list[str] | None,
    _option(
        "--sheet",
        metavar="NAME",
        en="Only this sheet, by name or position. Repeatable.",
        fr="Seulement cette feuille, par nom ou position. Répétable.",
    ),
]
HeaderRow = Annotated[
    int | None,
    _option(
        "--header-row",
        metavar="ROW",
        min=1,
        en="The row that holds the headers.",
        fr="La ligne qui porte les en-têtes.",
    ),
]
Encoding = Annotated[
    str | None,
    _option(
        "--encoding",
        metavar="NAME",
        en="Encoding of text files (utf-8, cp1252 ...).",
        fr="Encodage des fichiers texte (utf-8, cp1252...).",
    ),
]
Delimiter = Annotated[
    str | None,
    _option(
        "--delimiter",
        metavar="CHARACTER",
        en="Delimiter of text files; tab for a tabulator.",
        fr="Séparateur des fichiers texte ; tab pour une tabulation.",
    ),
]
DateOrder = Annotated[
    str | None,
    _option(
        "--date-order",
        metavar="dmy|mdy|ymd",
        en="Order of day, month and year in dates.",
        fr="Ordre du jour, du mois et de l'année dans les dates.",
    ),
]
Maps = Annotated[
    list[str] | None,
    _option(
        "--map",
        metavar="HEADER=FIELD",
        en="Field of a column; nothing after = sets it aside. Repeatable; remembered by import.",
        fr="Champ d'une colonne ; rien après = pour la mettre de côté. Répétable ; retenu par import.",
    ),
]
Report = Annotated[
    Path | None,
    _option(
        "--report",
        metavar="FILE.xlsx",
        en="Write the workbook of what to correct.",
        fr="Écrire le classeur de ce qu'il faut corriger.",
    ),
]
DryRun = Annotated[bool, _option("--dry-run", en="Stop at the plan.", fr="S'arrêter au plan.")]
Yes = Annotated[bool, _option("--yes", en="Go ahead without asking.", fr="Continuer sans demander.")]
WithDuplicates = Annotated[
    Duplicates,
    _option(
        "--duplicates",
        en="What to do with contacts that may be the same.",
        fr="Que faire des contacts qui sont peut-être les mêmes.",
    ),
]
WithMode = Annotated[
    Mode,
    _option(
        "--mode",
        en="What may be done: add and change, only add, only change, or only fill what is empty.",
        fr="Ce qui est permis : ajouter et modifier, seulement ajouter, seulement modifier ou seulement "
        "remplir ce qui est vide.",
    ),
]
Keys = Annotated[
    list[str] | None,
    _option(
        "--key",
        metavar="FIELD",
        en="Field by which contacts are found again; who has none of it is found as usual. Repeatable, in "
        "order.",
        fr="Champ par lequel les contacts sont retrouvés ; qui n'en a pas est retrouvé comme d'habitude. "
        "Répétable, dans l'ordre.",
    ),
]
ClearEmpty = Annotated[
    bool,
    _option(
        "--clear-empty",
        en="An empty cell empties the field in the book.",
        fr="Une cellule vide vide le champ dans le carnet.",
    ),
]
Overrule = Annotated[
    bool,
    _option(
        "--overrule-book",
        en="Of a bulk workbook: take what was edited also where the book changed since the export.",
        fr="D'un classeur de modification groupée : prendre aussi ce qui a été modifié là où le carnet a "
        "changé depuis l'exportation.",
    ),
]
FollowRecipe = Annotated[
    str | None,
    _option(
        "--recipe",
        metavar="NAME",
        en="Choices saved before, for files of the same shape; what is given here besides wins.",
        fr="Des choix enregistrés, pour des fichiers de même forme ; ce qui est donné ici en plus l'emporte.",
    ),
]
SaveRecipe = Annotated[
    str | None,
    _option(
        "--save-recipe",
        metavar="NAME",
        en="Save the choices under this name once the import is applied.",
        fr="Enregistrer les choix sous ce nom une fois l'importation appliquée.",
    ),
]
Out = Annotated[Path, _option("--out", metavar="PATH", en="The file to write.", fr="Le fichier à écrire.")]
Level = Annotated[
    str,
    _option(
        "--level",
        metavar="basic|assisted",
        en="The basic or the assisted file.",
        fr="Le fichier de base ou assisté.",
    ),
]
AsBulk = Annotated[
    bool,
    _option(
        "--bulk",
        en="With --to karbon: the workbook in which many contacts are edited; import it again to change "
        "them.",
        fr="Avec --to karbon : le classeur où de nombreux contacts sont modifiés ; importez-le de nouveau "
        "pour les modifier.",
    ),
]
To = Annotated[
    str,
    _option(
        "--to",
        metavar="karbon|google|outlook|vcard|csv|jsonl",
        en="Kind of file.",
        fr="Type de fichier.",
    ),
]
PushTo = Annotated[
    str,
    _option("--to", metavar="karbon", en="Where to send the book.", fr="Où envoyer le carnet."),
]
Rows = Annotated[
    Path,
    _option(
        "--out",
        metavar="FILE.csv",
        en="The CSV file to write: the rows with cluster_id and probability.",
        fr="Le fichier CSV à écrire : les lignes avec cluster_id et probability.",
    ),
]
MergePair = Annotated[
    int | None,
    _option("--merge", metavar="ID", en="Merge this pair.", fr="Fusionner cette paire."),
]
KeepSide = Annotated[
    str,
    _option(
        "--keep",
        metavar="FIRST|SECOND",
        en="Which contact of the pair is kept.",
        fr="Le contact de la paire qui est conservé.",
    ),
]
SeparatePair = Annotated[
    int | None,
    _option(
        "--separate",
        metavar="ID",
        en="This pair is two contacts; it is not proposed again.",
        fr="Cette paire, ce sont deux contacts ; elle n'est plus proposée.",
    ),
]
MergeAbove = Annotated[
    float | None,
    _option(
        "--merge-above",
        metavar="PROBABILITY",
        min=0.5,
        max=1.0,
        en="Merge every pair of at least this probability (0.5 to 1).",
        fr="Fusionner toutes les paires d'au moins cette probabilité (0.5 à 1).",
    ),
]
Most = Annotated[
    int,
    _option("--limit", metavar="COUNT", min=1, en="How many pairs to list.", fr="Nombre de paires à lister."),
]
Engine = Annotated[
    str,
    _option(
        "--engine",
        metavar="duckdb|spark",
        en="Where records are compared: on this machine, or on Spark.",
        fr="Où les fiches sont comparées : sur cette machine, ou sur Spark.",
    ),
]
Host = Annotated[
    str,
    _option(
        "--host",
        metavar="ADDRESS",
        en="The address to listen on; others can reach Carnet only if it is not 127.0.0.1.",
        fr="L'adresse d'écoute ; d'autres n'accèdent à Carnet que si ce n'est pas 127.0.0.1.",
    ),
]
Port = Annotated[
    int,
    _option(
        "--port", metavar="PORT", en="The port; 0 chooses a free one.", fr="Le port ; 0 en choisit un libre."
    ),
]
Workers = Annotated[
    int,
    _option(
        "--workers",
        metavar="COUNT",
        min=1,
        max=16,
        en="How many imports are worked on at the same time.",
        fr="Combien d'importations sont traitées en même temps.",
    ),
]
NoBrowser = Annotated[
    bool,
    _option("--no-browser", en="Do not open a browser.", fr="Ne pas ouvrir de navigateur."),
]
