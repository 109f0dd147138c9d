"""A process that does the heavy work of the web app: reading files, planning, applying."""

from __future__ import annotations

import os
import sys
import threading

from carnet.doors.web.serve import configure

LOOK = 0.2  # seconds between two looks for work


def main() -> None:
    """Work until the server's process is gone."""
    configure()
    end_with_the_server()
    from django.core.management import call_command

    from carnet.office.drafts import attend as drafts
    from carnet.office.drops import check as drops
    from carnet.office.errands import attend as errands
    from carnet.office.notices import send as notices
    from carnet.office.tidy import keep_tidy, tidy

    tidy()
    threading.Thread(target=keep_tidy, daemon=True).start()
    drafts.take_up()
    errands.take_up()
    drops.take_up()
    notices.take_up()
    call_command("db_worker", interval=LOOK, verbosity=0, startup_delay=False, queue_name="*")


def end_with_the_server() -> None:
    """The server holds the other end of standard input: it closes when the server ends, however that is."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
