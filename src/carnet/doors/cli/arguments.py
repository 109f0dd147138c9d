"""Arguments that need more than a type, each with a sentence for what cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "argument.map",
    Severity.ERROR,
    en='--map “%(value)s” has no equals sign. Write it as --map "Header=field", for example '
    '--map "Client No=organization.client_identifier".',
    fr='--map « %(value)s » n\'a pas de signe égal. Écrivez --map "En-tête=champ", par exemple '
    '--map "No client=organization.client_identifier".',
)
rule(
    "internal",
    Severity.ERROR,
    en="Carnet stopped because of a fault of its own (%(detail)s). An import is written whole or not at all; "
    "carnet history shows whether it was. Please report the words in parentheses.",
    fr="Carnet s'est arrêté à cause d'une erreur interne (%(detail)s). Une importation est écrite en entier "
    "ou pas du tout ; carnet history indique si elle l'a été. Veuillez signaler les mots entre parenthèses.",
)
rule(
    "storage",
    Severity.ERROR,
    en="A file that Carnet needs meanwhile could not be read or written (%(detail)s). An import is written "
    "whole or not at all; carnet history shows whether it was. Free some space on the disk, check that you "
    "may write into the folder for temporary files, and try again.",
    fr="Un fichier dont Carnet a besoin entre-temps n'a pas pu être lu ou écrit (%(detail)s). Une "
    "importation est écrite en entier ou pas du tout ; carnet history indique si elle l'a été. Libérez de "
    "l'espace sur le disque, vérifiez que vous pouvez écrire dans le dossier des fichiers temporaires, et "
    "réessayez.",
)
rule(
    "argument.own_file",
    Severity.ERROR,
    en="%(file)s is one of the files to read, and would be overwritten. Give it another name.",
    fr="%(file)s est l'un des fichiers à lire et serait écrasé. Donnez-lui un autre nom.",
)
rule(
    "argument.level",
    Severity.ERROR,
    en="--level “%(value)s” is not known. Choose basic or assisted.",
    fr="--level « %(value)s » n'est pas connu. Choisissez basic ou assisted.",
)
rule(
    "argument.bulk",
    Severity.ERROR,
    en="--bulk writes the workbook in Karbon's shape; it cannot be written as “%(value)s”. Use --to karbon "
    "--bulk.",
    fr="--bulk écrit le classeur dans la forme de Karbon ; il ne peut pas être écrit en « %(value)s ». "
    "Utilisez --to karbon --bulk.",
)
rule(
    "argument.keep",
    Severity.ERROR,
    en="--keep “%(value)s” is not known. Choose first or second, the order in which the pair is listed.",
    fr="--keep « %(value)s » n'est pas connu. Choisissez first ou second, dans l'ordre de la liste.",
)
rule(
    "argument.push",
    Severity.ERROR,
    en="Carnet does not send to “%(value)s”. Choose karbon.",
    fr="Carnet n'envoie pas vers « %(value)s ». Choisissez karbon.",
)
rule(
    "argument.one_decision",
    Severity.ERROR,
    en="Give one of --merge, --separate and --merge-above, not several. Nothing was changed.",
    fr="Donnez une seule des options --merge, --separate et --merge-above. Rien n'a été modifié.",
)
rule(
    "argument.engine",
    Severity.ERROR,
    en="--engine “%(value)s” is not known. Choose duckdb or spark.",
    fr="--engine « %(value)s » n'est pas connu. Choisissez duckdb ou spark.",
)


def mapping(values: Sequence[str]) -> dict[str, str]:
    """Header -> field of the arguments "Header=field"; the last equals sign parts the two.

    Raises:
        CarnetError: one has no equals sign.
    """
    found = {}
    for value in values:
        header, sign, field = value.rpartition("=")
        if not sign:
            raise CarnetError("argument.map", value=value)
        found[header.strip()] = field.strip()
    return found
