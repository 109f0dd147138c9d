"""A process that tells other programs of changes."""

from __future__ import annotations

import threading

from carnet.doors.web.serve import configure
from carnet.doors.web.worker import end_with_the_server


def main() -> None:
    """Send until the server's process is gone."""
    configure()
    end_with_the_server()
    from carnet.book.setup import database
    from carnet.office.webhooks.addresses import Reach
    from carnet.office.webhooks.sender import Sender

    Sender(*database(), Reach.of_the_operator()).run(threading.Event())


if __name__ == "__main__":
    main()
