"""Taking the import of a draft back."""

from __future__ import annotations

from carnet.book.actions import undo_import
from carnet.contract import CarnetError
from carnet.office.drafts.work import Work
from carnet.office.working import listed


def undo(work: Work) -> None:
    """Undo the import; what was edited since stays, and is listed."""
    work.tell("undo")
    try:
        result = undo_import.undo(work.book, work.draft.imported, user=work.user)
    except CarnetError as error:
        if error.code != "import.already_undone":
            raise
        return
    work.keep(outcome={"counts": result.counts, "kept": listed(result.kept)})
