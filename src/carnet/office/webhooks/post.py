"""One message to one address: signed as Standard Webhooks says, within a time limit, no redirect followed."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx
from standardwebhooks import Webhook

from carnet.book.outgoing import Fault
from carnet.office.webhooks.addresses import PrivateAddressError, Reach

WHOLE = 20.0  # seconds that a message may take, from the name's address to the end of the answer
_CONNECTING = 8.0  # seconds
_READ = 64 * 1024  # bytes of an answer that are waited for
_PLACES = 3  # addresses of a name that are tried


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, and where; ``secrets`` sign it."""

    address: str
    id: str
    body: str
    secrets: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the status that was answered, or why there is none; and how long it took."""

    status: int | None
    fault: Fault | None
    seconds: float


def headers(message: Message, now: datetime) -> dict[str, str]:
    """Those of Standard Webhooks, of a message that is sent now."""
    signed = [Webhook(one).sign(message.id, now, message.body) for one in message.secrets]
    return {
        "content-type": "application/json",
        "user-agent": "Carnet",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signed),
    }


async def post(message: Message, reach: Reach, now: datetime) -> Answer:
    """Send a message once."""
    started = time.monotonic()
    status: int | None = None
    fault: Fault | None = None
    try:
        async with asyncio.timeout(WHOLE):
            status = await _sent(message, reach, now)
        fault = None if 200 <= status < 300 else Fault.ANSWER
    except PrivateAddressError:
        fault = Fault.REFUSED
    except (TimeoutError, httpx.TimeoutException):
        fault = Fault.TIMEOUT
    except (httpx.HTTPError, httpx.InvalidURL):
        fault = Fault.CONNECTION
    except (OSError, UnicodeError):
        fault = Fault.NAME
    return Answer(status, fault, time.monotonic() - started)


async def _sent(message: Message, reach: Reach, now: datetime) -> int:
    url = httpx.URL(message.address)
    places = (await reach.places_soon(url))[:_PLACES]
    if url.scheme != "https" and not reach.private:
        raise PrivateAddressError
    for place in places[:-1]:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await _sent_to(place, url, message, reach, now)
    return await _sent_to(places[-1], url, message, reach, now)


async def _sent_to(place: str, url: httpx.URL, message: Message, reach: Reach, now: datetime) -> int:
    """To that very address, under the name: Host and the certificate are the name's."""
    named = {"host": url.netloc.decode("ascii"), **headers(message, now)}
    limits = httpx.Timeout(WHOLE, connect=_CONNECTING)
    sender = httpx.AsyncClient(verify=reach.tls, timeout=limits, trust_env=False, follow_redirects=False)
    async with (
        sender as client,
        client.stream(
            "POST", url.copy_with(host=place), content=message.body.encode(), headers=named,
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        ) as answer,
    ):  # fmt: skip
        read = 0
        with contextlib.suppress(httpx.HTTPError):  # the status is what counts
            async for part in answer.aiter_raw():
                read += len(part)
                if read > _READ:
                    break
        return answer.status_code
