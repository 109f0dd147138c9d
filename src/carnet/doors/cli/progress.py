"""Which stage is running, on standard error, for anything that takes longer than a moment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from carnet.language import Language, Text

STAGES = {
    "read": Text("Reading the files", "Lecture des fichiers"),
    "recognise": Text("Recognising who wrote them", "Reconnaissance de leur origine"),
    "map": Text("Giving each column its field", "Attribution d'un champ à chaque colonne"),
    "normalise": Text("Bringing values into standard form", "Mise des valeurs en forme standard"),
    "assemble": Text("Making contacts of rows", "Formation des contacts"),
    "validate": Text("Checking the rules", "Vérification des règles"),
    "match": Text("Comparing with the book", "Comparaison avec le carnet"),
    "plan": Text("Planning the changes", "Préparation du plan"),
    "apply": Text("Writing the book", "Écriture du carnet"),
}


@contextmanager
def progress(language: Language) -> Iterator[Callable[[str], None] | None]:
    """Something to tell the stages to; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") as status:

        def tell(stage: str) -> None:
            status.update(STAGES[stage](language) + " ...")

        yield tell
