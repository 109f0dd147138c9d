"""A command line that cannot be understood: a sentence as for any other error, a document with --json."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from carnet.findings import Severity, rule
from carnet.language import Language, preferred
from carnet.terms import CarnetError

UsageError: type[Exception] = typer.BadParameter.__bases__[0]  # what every wrong use is a case of

rule(
    "argument.command",
    Severity.ERROR,
    en="There is no command “%(value)s”. Choose one of: %(detail)s.",
    fr="Il n'y a pas de commande « %(value)s ». Choisissez parmi : %(detail)s.",
)
rule(
    "argument.option",
    Severity.ERROR,
    en="%(detail)s has no option “%(value)s”. To see its options: %(detail)s --help",
    fr="%(detail)s n'a pas d'option « %(value)s ». Pour voir ses options : %(detail)s --help",
)
rule(
    "argument.missing",
    Severity.ERROR,
    en="%(value)s is missing. To see what is needed: %(detail)s --help",
    fr="%(value)s manque. Pour voir ce qu'il faut : %(detail)s --help",
)
rule(
    "argument.choice",
    Severity.ERROR,
    en="%(value)s takes one of: %(detail)s.",
    fr="%(value)s accepte l'une de ces valeurs : %(detail)s.",
)
rule(
    "argument.row",
    Severity.ERROR,
    en="%(value)s takes the number of a row; the first row is 1.",
    fr="%(value)s accepte un numéro de ligne ; la première ligne est 1.",
)
rule(
    "argument.usage",
    Severity.ERROR,
    en="The command cannot be read (%(value)s). To see how it is written: %(detail)s --help",
    fr="La commande ne peut pas être lue (%(value)s). Pour voir comment l'écrire : %(detail)s --help",
)


def asked_language(words: Sequence[str]) -> Language:
    """The language that the words of a command line ask for, else the machine's."""
    asked = re.search(r"--language[ =](en|fr)\b", " ".join(words))
    return Language(asked[1]) if asked else preferred()


def misused(error: Any) -> CarnetError:
    """The parser's UsageError as one of ours; its attributes tell what is wrong."""
    parameter, option = getattr(error, "param", None), getattr(error, "option_name", None)
    command = f"carnet {error.ctx.info_name}" if error.ctx and error.ctx.parent else "carnet"
    name = _name(parameter) if parameter else str(option or "")
    message = str(error.message)
    if not parameter and not option and command == "carnet" and "'" in message:
        commands = ", ".join(error.ctx.command.list_commands(error.ctx))
        return CarnetError("argument.command", value=message.split("'")[1], detail=commands)
    if hasattr(error, "possibilities"):
        return CarnetError("argument.option", value=name, detail=command)
    if hasattr(error, "param_type") or (option and not parameter):
        return CarnetError("argument.missing", value=name, detail=command)
    choices = re.search(r"is not one of (.*?)\.?$", message)
    if choices:
        return CarnetError("argument.choice", value=name, detail=choices[1].replace("'", ""))
    if parameter and parameter.name == "header_row":
        return CarnetError("argument.row", value=name)
    return CarnetError("argument.usage", value=message, detail=command)


def _name(parameter: Any) -> str:
    """A parameter as the person writes it: --out, or FILE..."""
    return str(next((one for one in parameter.opts if one.startswith("-")), None) or parameter.metavar)
