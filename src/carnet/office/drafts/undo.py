"""Taking the import of a draft back."""

from __future__ import annotations

from carnet.book.actions import undo_import
from carnet.contract import CarnetError
from carnet.office.cases.drafted import undone
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
        undone(work.draft.firm, work.draft.imported, work.draft.user)
        return
    undone(work.draft.firm, work.draft.imported, work.draft.user)
    work.keep(outcome={"counts": result.counts, "kept": listed(result.kept)})
