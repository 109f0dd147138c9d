"""A push from the terminal: the plan first, the sending where the person wants it."""

from __future__ import annotations

from carnet.book.firm_book import FirmBook
from carnet.doors.cli import show_push
from carnet.karbon.push.account import Account
from carnet.karbon.push.plan import plan
from carnet.karbon.push.send import Sender
from carnet.karbon.push.session import Session
from carnet.language import Language


def push(book: FirmBook, account: Account, language: Language, json_: bool, yes: bool) -> bool:
    """Show what would be sent, and send it with ``yes``; whether something is to be corrected.

    Raises:
        CarnetError: karbon.no_access, karbon.no_answer, book.locked.
    """
    session = Session(book, account)
    planned = plan(session)
    if not json_:
        show_push.planned(session.name, planned, language)
    if not yes:
        if json_:
            show_push.document(
                session.name, planned.counts, planned.fields, planned.told, language, sent=False
            )
        elif planned.size:
            show_push.how_to_go_on(language)
        return show_push.has_errors(planned.told)
    whole = False
    with show_push.progress(language) as tell:
        sender = Sender(session, planned, tell)
        try:
            sender.run()
            whole = True
        except KeyboardInterrupt:
            pass
    result = sender.result
    told = [*planned.told, *result.told]
    if json_:
        show_push.document(session.name, result.counts, planned.fields, told, language, sent=whole)
    else:
        show_push.sent(result.counts, result.told, language, whole=whole)
    return not whole or show_push.has_errors(told)
