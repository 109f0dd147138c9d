"""What was done, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal

from carnet.book.bulk import Verb
from carnet.language import Language, Text
from carnet.office.jobs import ErrandJob
from carnet.office.models import Errand
from carnet.pipeline.pages.shown import label

_CHANGED = {
    Verb.SET: Text(
        "%(field)s is now “%(value)s”. Contacts changed: %(count)s.",
        "%(field)s : « %(value)s ». Contacts modifiés : %(count)s.",
    ),
    Verb.JOIN: Text(
        "Added to the group “%(group)s”. Contacts: %(count)s.",
        "Ajout au groupe « %(group)s ». Contacts : %(count)s.",
    ),
    Verb.LEAVE: Text(
        "Taken out of the group “%(group)s”. Contacts: %(count)s.",
        "Retrait du groupe « %(group)s ». Contacts : %(count)s.",
    ),
    Verb.ARCHIVE: Text("Archived. Contacts: %(count)s.", "Archivage. Contacts : %(count)s."),
    Verb.RESTORE: Text(
        "Out of the archive. Contacts: %(count)s.", "Retrait des archives. Contacts : %(count)s."
    ),
}
_EMPTIED = Text(
    "%(field)s was emptied. Contacts changed: %(count)s.", "%(field)s : vidé. Contacts modifiés : %(count)s."
)
_DELETED = Text("Deleted. Contacts: %(count)s.", "Suppression. Contacts : %(count)s.")
_MERGED = Text("Duplicates merged. Pairs: %(count)s.", "Doublons fusionnés. Paires : %(count)s.")
_WRITTEN = Text("The workbook is ready. Contacts: %(count)s.", "Le classeur est prêt. Contacts : %(count)s.")
_EXPORTED = Text("The file is ready. Contacts: %(count)s.", "Le fichier est prêt. Contacts : %(count)s.")
_UNDONE = Text("Undone.", "Annulation faite.")


def sentence(errand: Errand, language: Language) -> str:
    """What an errand did."""
    outcome: Mapping[str, Any] = errand.outcome
    count = format_decimal(outcome.get("count", len(outcome.get("entries", ()))), locale=language.value)
    match ErrandJob(errand.job):
        case ErrandJob.DELETE:
            return _DELETED(language, {"count": count})
        case ErrandJob.MERGE:
            return _MERGED(language, {"count": count})
        case ErrandJob.UNDO:
            return _UNDONE(language)
        case ErrandJob.WORKBOOK:
            return _WRITTEN(language, {"count": count})
        case ErrandJob.EXPORT:
            return _EXPORTED(language, {"count": count})
        case ErrandJob.CHANGE:
            change = errand.asked["change"]
            said = {
                "count": count,
                "field": label(change["field"], "", language),
                "value": change["value"],
                "group": errand.asked.get("group", ""),
            }
            emptied = change["verb"] == Verb.SET and not change["value"]
            return (_EMPTIED if emptied else _CHANGED[Verb(change["verb"])])(language, said)


def entries(errand: Errand) -> list[str]:
    """The keys of the history that take an errand back, in the order of undoing."""
    outcome: Mapping[str, Any] = errand.outcome
    return list(outcome.get("entries", ())) or ([outcome["entry"]] if "entry" in outcome else [])
