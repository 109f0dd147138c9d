"""Serving the web app: the server, its workers, and the way back down."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError

from carnet.book import settings as book_settings
from carnet.book.setup import open_book
from carnet.contract import CarnetError
from carnet.doors.web.settings import settings
from carnet.findings import Severity, rule
from carnet.office.drops.sealed import PIECE

rule(
    "serve.port",
    Severity.ERROR,
    en="Port %(value)s on %(detail)s is taken or not allowed. Choose another one with --port.",
    fr="Le port %(value)s de %(detail)s est occupé ou interdit. Choisissez-en un autre avec --port.",
)

rule(
    "serve.address",
    Severity.ERROR,
    en="Others will reach Carnet at %(value)s only under an address that it knows. Set CARNET_URL to the "
    "one that they will type, such as https://carnet.example.com or http://%(value)s:%(detail)s, and start "
    "again.",
    fr="D'autres n'accéderont à Carnet sur %(value)s que par une adresse qu'il connaît. Donnez à CARNET_URL "
    "celle qu'ils saisiront, par exemple https://carnet.example.com ou http://%(value)s:%(detail)s, puis "
    "recommencez.",
)

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
THREADS = 8
WORKER, SENDER = "carnet.doors.web.worker", "carnet.doors.web.sender"
GRACE = 4.0  # seconds that a worker gets to end by itself
PAUSE = 1.0  # seconds before a worker that ended is started again


def configure() -> None:
    """Give Django the web app's settings, with the tables up to date.

    Raises:
        CarnetError: the book or the key cannot be used.
    """
    import django
    from django.conf import settings as django_settings

    home = book_settings.home_folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    django_settings.configure(**settings(home, os.environ.get("CARNET_DATABASE_URL")))
    django.setup()
    from carnet.office.setup import migrate_office

    migrate_office()
    try:
        open_book()
    except CarnetError as error:
        if error.code != "firm.choose":  # of several firms each request says which
            raise


def application() -> WSGIHandler:
    """The WSGI application of a configured process."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def address(host: str, port: int) -> str:
    """What to open in a browser: the first page asks for a code that only this address carries."""
    from carnet.doors.web.people.welcome import nobody_yet, welcome_code

    page = f"welcome/?code={welcome_code()}" if nobody_yet() else ""
    return f"{root(host, port)}/{page}"


def root(host: str, port: int) -> str:
    """The address of the pages."""
    own = f"http://{'localhost' if host in OWN_MACHINE else host}:{port}"
    return (os.environ.get("CARNET_URL") or own).rstrip("/")


@contextmanager
def listening(host: str, port: int) -> Iterator[int]:
    """A server in threads of this process, until the block ends; gives its port (0 chooses one).

    Raises:
        CarnetError: serve.port, serve.address.
    """
    if host not in OWN_MACHINE and not os.environ.get("CARNET_URL"):
        raise CarnetError("serve.address", value=host, detail=str(port))
    from waitress.server import create_server

    try:
        server = create_server(
            application(), host=host, port=port, threads=THREADS, ident="Carnet", asyncore_loop_timeout=1,
            max_request_body_size=4 * 1024**3,
            # a piece of a file that comes or goes by an upload link waits in memory, never on the disk
            inbuf_overflow=2 * PIECE, outbuf_high_watermark=PIECE, outbuf_overflow=4 * PIECE,
            # a proxy that ends TLS says so, and who asks; the settings rely on it then
            clear_untrusted_proxy_headers=not os.environ.get("CARNET_URL", "").startswith("https:"),
        )  # fmt: skip
    except (OSError, OverflowError, ValueError):
        raise CarnetError("serve.port", value=str(port), detail=host) from None
    thread = threading.Thread(target=server.run, name="server", daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.close()


@contextmanager
def workers(count: int, root: str) -> Iterator[None]:
    """Processes that do the heavy work, and one that tells other programs of changes where any wants to be
    told: started again when one dies, ended with the block.

    Args:
        root: the address of the pages, for the e-mail that they send.
    """
    stopped = threading.Event()
    wanted = [*[(WORKER, lambda: True)] * count, (SENDER, _anybody_listens)]
    threads = [
        threading.Thread(target=_keep_working, args=(*one, root, stopped), daemon=True) for one in wanted
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        for thread in threads:
            thread.join(timeout=2 * GRACE)


def _anybody_listens() -> bool:
    """Whether there is a webhook; most installations have none, and need no process for them."""
    from django.db import connections

    from carnet.book.models import Subscription
    from carnet.book.setup import database

    try:
        using, _ = database()
        return Subscription.objects.using(using).exists()
    except (CarnetError, DatabaseError):  # a database that restarts answers the next time
        return False
    finally:
        connections.close_all()


def _keep_working(module: str, wanted: Callable[[], bool], root: str, stopped: threading.Event) -> None:
    while not stopped.is_set():
        if not wanted():
            stopped.wait(PAUSE)
            continue
        command = [sys.executable, "-m", module]
        own = os.environ | {"CARNET_URL": root}
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, env=own)  # the pipe ends with this process
        while worker.poll() is None and not stopped.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                worker.kill()  # what it was at is taken up at the next start
        stopped.wait(PAUSE)


def until_interrupted() -> None:
    """Wait for the person to press Ctrl+C, or for a polite end of the process."""
    import signal

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        while not ended.is_set():
            time.sleep(0.2)
    except KeyboardInterrupt:
        pass
