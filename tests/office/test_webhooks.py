"""Messages to other programs: signed, retried until they arrive, never into a private network."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from carnet.book import outgoing
from carnet.contract import CarnetError
from carnet.office.webhooks.addresses import Reach, is_public
from carnet.office.webhooks.post import Answer, Message, post
from carnet.office.webhooks.schedule import WAITS, Schedule
from carnet.office.webhooks.sender import LOST, MOST, Sender
from tests.book.test_outgoing import ALL
from tests.book.test_undo_import import applied
from tests.support.book_plans import Wish
from tests.support.receiver import PATIENCE, Receiver, receiving

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from carnet.book.models import Delivery, Subscription

ANYWHERE = Reach(private=True)


def posted(message: Message, reach: Reach, now: datetime) -> Answer:
    """What became of sending, in a thread of its own: in this one a browser's loop may run."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(post(message, reach, now))).result()


@dataclass
class Clock:
    """The time, with what a test adds to it."""

    added: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.added

    def on(self, wait: timedelta) -> None:
        """Move on by that much, and a little."""
        self.added += wait * 1.3


@dataclass
class Post:
    """The sender at work on a book, step by step."""

    book: FirmBook
    clock: Clock
    sender: Sender

    def deliver(self) -> None:
        """Send what is due now until nothing is on its way."""
        while self.sender.step():
            self.sender.wait(PATIENCE)


@contextlib.contextmanager
def sending(book: FirmBook, clock: Clock, reach: Reach = ANYWHERE) -> Iterator[Post]:
    """A sender on that book."""
    sender = Sender(book.using, book.keys, reach, Schedule(chance=lambda: 1.0), clock)
    try:
        yield Post(book, clock, sender)
    finally:
        sender.close()


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def desk(book: FirmBook, clock: Clock) -> Iterator[Post]:
    """A sender; what other tests left in the same database is no longer due."""
    from carnet.book.models import Delivery

    Delivery.objects.using(book.using).all().delete()
    with sending(book, clock) as post:
        yield post


def subscribed(book: FirmBook, receiver: Receiver) -> tuple[Subscription, str]:
    from carnet.book.actions.subscribe import subscribe

    return subscribe(book, receiver.address, ALL, (), user="Ada")


def deliveries(book: FirmBook, row: Subscription) -> list[Delivery]:
    """The oldest first."""
    return list(reversed(outgoing.deliveries(book, row.key)))


def test_a_message_is_signed_so_that_the_library_verifies_it(desk: Post, tmp_path: Path) -> None:
    with receiving() as receiver:
        row, secret = subscribed(desk.book, receiver)
        applied(desk.book, tmp_path, Wish("Ana"))
        desk.deliver()
        for one in receiver.wait(2):
            assert Webhook(secret).verify(one.body, one.headers)["type"] in ALL
            with pytest.raises(WebhookVerificationError):
                Webhook(secret).verify(one.body + " ", one.headers)
        told = deliveries(desk.book, row)
        assert [(one.state, one.status, one.tries, one.fault) for one in told] == [
            ("delivered", 204, 1, "")
        ] * 2
        assert {one.id for one in receiver.received} == {outgoing.message_id(row, one.event) for one in told}
        assert all(one.seconds is not None and one.seconds > 0 for one in told)


def test_a_receiver_that_fails_for_a_while_gets_the_message_later_with_the_same_id(desk: Post) -> None:
    from carnet.book.actions.subscribe import send_test

    with receiving(500, 503, 404) as receiver:
        row, _ = subscribed(desk.book, receiver)
        send_test(desk.book, row.key)
        for tries, wait in enumerate(WAITS[:3], 1):
            desk.deliver()
            (told,) = deliveries(desk.book, row)
            assert (told.state, told.tries, told.fault) == ("waiting", tries, "answer")
            assert told.tried is not None
            waits = told.due - told.tried
            assert wait * 1.2 <= waits < wait * 1.2 + timedelta(seconds=4)  # with all the spread there is
            desk.clock.on(wait)
        assert outgoing.subscription(desk.book, row.key).failing_since is not None
        desk.deliver()
        (told,) = deliveries(desk.book, row)
        assert (told.state, told.tries, told.status) == ("delivered", 4, 204)
        assert len({one.id for one in receiver.wait(4)}) == 1
        assert outgoing.subscription(desk.book, row.key).failing_since is None


def test_a_receiver_that_fails_for_days_is_disabled_and_its_messages_can_be_sent_again(desk: Post) -> None:
    from carnet.book.actions.subscribe import replay_failed, resume, send_test

    with receiving(*[500] * 10) as receiver:
        row, _ = subscribed(desk.book, receiver)
        send_test(desk.book, row.key)
        for wait in (*WAITS, timedelta(0)):
            desk.deliver()
            desk.clock.on(wait)
        (told,) = deliveries(desk.book, row)
        kept = outgoing.subscription(desk.book, row.key)
        assert (told.state, told.tries) == ("failed", 10)
        assert (kept.state, kept.reason) == ("disabled", "failing")
        resume(desk.book, row.key)
        assert replay_failed(desk.book, row.key) == 1
        desk.deliver()
        assert deliveries(desk.book, row)[0].state == "delivered"
        assert len({one.id for one in receiver.received}) == 1


def test_a_receiver_that_is_gone_is_disabled_at_once(desk: Post) -> None:
    from carnet.book.actions.subscribe import send_test

    with receiving(410) as receiver:
        row, _ = subscribed(desk.book, receiver)
        send_test(desk.book, row.key)
        desk.deliver()
        kept = outgoing.subscription(desk.book, row.key)
        assert (kept.state, kept.reason) == ("disabled", "gone")
        assert deliveries(desk.book, row)[0].state == "failed"


def test_a_redirect_is_not_followed(desk: Post) -> None:
    from carnet.book.actions.subscribe import send_test

    with receiving(302) as receiver, receiving() as elsewhere:
        receiver.redirect = elsewhere.address
        row, _ = subscribed(desk.book, receiver)
        send_test(desk.book, row.key)
        desk.deliver()
        (told,) = deliveries(desk.book, row)
        assert (told.state, told.status, elsewhere.received) == ("waiting", 302, [])


def test_a_slow_receiver_holds_up_nobody_else(desk: Post, tmp_path: Path) -> None:
    with receiving() as slow, receiving() as quick:
        row, _ = subscribed(desk.book, slow)
        subscribed(desk.book, quick)
        slow.hold()
        applied(desk.book, tmp_path, *(Wish(f"P{number}") for number in range(30)))
        while len(quick.received) < 31:
            desk.sender.step()
            desk.sender.wait(PATIENCE)
        assert len(slow.received) <= MOST
        slow.let_go()
        desk.deliver()
        assert {one.state for one in deliveries(desk.book, row)} == {"delivered"}


def test_what_a_sender_that_died_had_begun_is_sent_by_the_next_with_the_same_id(desk: Post) -> None:
    from carnet.book.actions.subscribe import send_test

    with receiving() as receiver:
        row, _ = subscribed(desk.book, receiver)
        send_test(desk.book, row.key)
        receiver.hold()
        desk.sender.step()
        receiver.wait(1)  # and now it dies: nobody writes down what came of it
        with sending(desk.book, desk.clock) as other:
            assert other.sender.step() == 0  # for a while it may be still at it
            desk.clock.on(LOST)
            receiver.let_go()
            other.deliver()
        first, second = receiver.wait(2)
        assert first.id == second.id
        assert deliveries(desk.book, row)[0].state == "delivered"


def test_two_senders_on_one_book_send_each_message_once(desk: Post, tmp_path: Path) -> None:
    with receiving() as receiver, sending(desk.book, desk.clock) as other:
        subscribed(desk.book, receiver)
        applied(desk.book, tmp_path, *(Wish(f"P{number}") for number in range(60)))
        ended = threading.Event()
        both = [threading.Thread(target=run, args=(one, ended)) for one in (desk, other)]
        for thread in both:
            thread.start()
        ids = [one.id for one in receiver.wait(61)]
        ended.set()
        for thread in both:
            thread.join()
        assert len(set(ids)) == len(receiver.received) == 61


def run(desk: Post, ended: threading.Event) -> None:
    """Let a sender run as its process does."""
    try:
        desk.sender.run(ended)
    finally:
        desk.book.connection.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
        "168.63.129.16", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1",
        "2002:7f00:1::", "::7f00:1",
    ],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://example.com/", "webhook.address"), ("https://", "webhook.address"), ("", "webhook.address"),
        ("ftp://example.com/", "webhook.address"), ("https://me:secret@example.com/", "webhook.address"),
        ("https://localhost/", "webhook.private"), ("https://2130706433/", "webhook.private"),
        ("https://[::1]:8443/", "webhook.private"), ("https://inside.example.com/", "webhook.private"),
    ],
)  # fmt: skip
def test_a_subscription_to_an_address_to_which_nothing_is_sent_is_refused(address: str, code: str) -> None:
    from carnet.office.webhooks.addresses import resolved

    def resolve(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "10.0.0.5"] if host == "inside.example.com" else resolved(host, port)

    with pytest.raises(CarnetError, match=code):
        Reach(resolve=resolve).checked(address)


def test_a_name_that_leads_inside_only_when_a_message_is_sent_reaches_nothing(book: FirmBook) -> None:
    from carnet.book.actions.subscribe import send_test, subscribe
    from carnet.book.models import Delivery

    Delivery.objects.using(book.using).all().delete()
    answers = [["1.1.1.1"], ["127.0.0.1"], ["1.1.1.1"]]
    reach = Reach(resolve=lambda host, port: answers.pop(0))
    with receiving() as receiver, sending(book, Clock(), reach) as desk:
        port = urlsplit(receiver.address).port
        address = str(reach.checked(f"https://rebind.example.com:{port}/hook"))
        row, _ = subscribe(book, address, ALL, (), user="Ada")
        send_test(book, row.key)
        desk.deliver()
        (told,) = deliveries(book, row)
        assert (told.state, told.fault, receiver.received) == ("waiting", "refused", [])
        assert answers == [["1.1.1.1"]]  # nobody asked once more, after the check


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server with a certificate for that name listens with, and what trusts it alone."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(secret + made)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    return server, ssl.create_default_context(cadata=made.decode())


def test_the_certificate_is_checked_against_the_name_and_the_very_address_is_connected_to(
    tmp_path: Path,
) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server, client = certified(tmp_path, "hooks.example.com")
    reach = Reach(private=True, resolve=resolve, tls=client)
    secret = "whsec_" + "c2VjcmV0" * 4
    with receiving(tls=server) as receiver:
        port = urlsplit(receiver.address).port
        for host, status in (("hooks.example.com", 204), ("other.example.com", None)):
            message = Message(f"https://{host}:{port}/hook", "msg_1", "{}", [secret])
            answer = posted(message, reach, datetime.now(UTC))
            assert answer.status == status
        (only,) = receiver.received
        assert only.headers["host"] == f"hooks.example.com:{port}"
        assert asked == ["hooks.example.com", "other.example.com"]


def test_nothing_listens_or_the_name_is_unknown_and_the_try_says_so() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError

    with receiving() as receiver:
        address = receiver.address
    message = Message(address, "msg_1", "{}", ["whsec_" + "c2VjcmV0" * 4])
    assert posted(message, ANYWHERE, datetime.now(UTC)).fault == "connection"
    reach = Reach(private=True, resolve=nowhere)
    assert posted(message, reach, datetime.now(UTC)).fault == "name"
