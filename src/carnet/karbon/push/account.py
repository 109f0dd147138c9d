"""A Karbon account over HTTP: paced, and tried again where that cannot make a record twice."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

URL, TOKEN, ACCESS_KEY = "CARNET_KARBON_URL", "CARNET_KARBON_TOKEN", "CARNET_KARBON_ACCESS_KEY"
VENDOR = "https://api.karbonhq.com"
A_MINUTE = 120  # calls, as Karbon recommends
_ATTEMPTS = 8
_LONGEST = 60.0  # seconds between two attempts, unless the account asks for more
_LONGEST_ASKED = 900.0
_PATIENCE = 30.0  # seconds for an answer
_IN_USE = "already in use"
Answer = TypeVar("Answer")

rule(
    "karbon.no_keys",
    Severity.ERROR,
    en="Carnet needs the keys of the Karbon account in %(detail)s. In Karbon they are under Settings, "
    "Connected Apps, API Applications.",
    fr="Carnet a besoin des clés du compte Karbon dans %(detail)s. Dans Karbon, elles sont sous Settings, "
    "Connected Apps, API Applications.",
)
rule(
    "karbon.address",
    Severity.ERROR,
    en="“%(value)s” is not an address to send contacts to: it begins with https://.",
    fr="« %(value)s » n’est pas une adresse où envoyer des contacts : elle commence par https://.",
)
rule(
    "karbon.no_access",
    Severity.ERROR,
    en="The Karbon account at %(value)s does not accept these keys (%(detail)s). Check them, then push "
    "again.",
    fr="Le compte Karbon à %(value)s n’accepte pas ces clés (%(detail)s). Vérifiez-les, puis envoyez de "
    "nouveau.",
)
rule(
    "karbon.no_answer",
    Severity.ERROR,
    en="Karbon at %(value)s does not answer as it should (%(detail)s). What was sent is kept; push again "
    "later and it goes on from there.",
    fr="Karbon à %(value)s ne répond pas comme il le devrait (%(detail)s). Ce qui a été envoyé est "
    "retenu ; envoyez de nouveau plus tard et l’envoi reprendra là.",
)
rule(
    "karbon.unreached",
    Severity.ERROR,
    en="Karbon at %(value)s cannot be reached. Look at the address and at your connection; what was sent is "
    "kept, so push again and it goes on from there.",
    fr="Karbon à %(value)s est injoignable. Vérifiez l’adresse et votre connexion ; ce qui a été envoyé est "
    "retenu, envoyez donc de nouveau et l’envoi reprendra là.",
)


class RefusedError(Exception):
    """The account does not take a record; sending it again would not help.

    Attributes:
        status: of HTTP. message: what Karbon says of it.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message

    @property
    def identifier_in_use(self) -> bool:
        """Whether another record has the client identifier."""
        return _IN_USE in self.message


class _AgainError(Exception):
    """A call that is to be tried again.

    Attributes:
        status: of the answer, None where none came. unclear: whether it may have been done all the same.
        wait: seconds that the account asks for.
    """

    def __init__(self, status: int | None, *, unclear: bool, wait: float | None = None) -> None:
        super().__init__(status)
        self.status, self.unclear, self.wait = status, unclear, wait


class Account:
    """One Karbon account.

    Args:
        url: of the API, without a path. token, access_key: the account's keys.
        a_minute: how many calls in any minute. sleep: how to wait.
    """

    def __init__(
        self,
        url: str,
        token: str,
        access_key: str,
        *,
        a_minute: int = A_MINUTE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._key = access_key
        self._http = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {token}", "AccessKey": access_key},
            timeout=_PATIENCE,
        )
        self._pace = _Pace(a_minute, sleep)
        self._sleep = sleep

    @classmethod
    def of_environment(cls) -> Self:
        """The account that the environment names.

        Raises:
            CarnetError: karbon.no_keys, karbon.address.
        """
        missing = [name for name in (TOKEN, ACCESS_KEY) if not os.environ.get(name)]
        if missing:
            raise CarnetError("karbon.no_keys", detail=", ".join(missing))
        url = os.environ.get(URL) or VENDOR
        parts = urlsplit(url)
        safe = parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme not in {"http", "https"} or not parts.hostname or not safe:
            raise CarnetError("karbon.address", value=url)
        return cls(url, os.environ[TOKEN], os.environ[ACCESS_KEY])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def name(self, tenant: str | None) -> str:
        """What the book calls the account: its tenant's key, else a digest of its access key."""
        known = tenant or hashlib.sha256(self._key.encode()).hexdigest()[:16]
        return f"{urlsplit(self.url).netloc}/{known}"

    def read(self, path: str, **options: str) -> dict[str, Any] | None:
        """One record, or one page of a list; None where there is none.

        Args:
            options: OData's, without their dollar.

        Raises:
            CarnetError: karbon.no_access, karbon.no_answer. RefusedError.
        """
        params = {f"${name}": value for name, value in options.items()}
        try:
            answer: dict[str, Any] = self._tried("GET", path, params=params or None).json()
        except RefusedError as error:
            if error.status == 404:
                return None
            raise
        return answer

    def every(self, path: str, **options: str) -> Iterator[dict[str, Any]]:
        """All records of a list, from page to page.

        Raises:
            As read.
        """
        page = self.read(path, **options)
        while page is not None:
            yield from page.get("value") or ()
            following = page.get("@odata.nextLink")
            page = self.read(self._own(following)) if following else None

    def create(
        self, path: str, body: Mapping[str, Any], find: Callable[[], dict[str, Any] | None], **options: str
    ) -> dict[str, Any]:
        """A new record as the account has it.

        Args:
            find: looks for the record where an attempt may have made it although no answer came.

        Raises:
            As read.
        """
        params = {f"${name}": value for name, value in options.items()}
        unclear = False

        def attempt() -> dict[str, Any]:
            nonlocal unclear
            if unclear and (there := find()) is not None:
                return there
            try:
                answer: dict[str, Any] = self._once("POST", path, params=params or None, json=body).json()
            except _AgainError as again:
                unclear = unclear or again.unclear
                raise
            return answer

        return self._trying(attempt)

    def change(self, method: str, path: str, body: Mapping[str, Any]) -> None:
        """PUT or PATCH a record; doing it twice is doing it once.

        Raises:
            As read; RefusedError with status 409 where somebody else changed it at the same moment.
        """
        self._tried(method, path, json=body)

    def _own(self, link: str) -> str:
        """A link of the account's to itself: the keys go nowhere else."""
        if not link.startswith(f"{self.url}/"):
            raise CarnetError("karbon.no_answer", value=self.url, detail="nextLink")
        return link

    def _tried(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._trying(lambda: self._once(method, path, **more))

    def _trying(self, attempt: Callable[[], Answer]) -> Answer:
        retrying = Retrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception_type(_AgainError),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except _AgainError as error:
            if error.status is None:
                raise CarnetError("karbon.unreached", value=self.url) from error
            raise CarnetError("karbon.no_answer", value=self.url, detail=f"HTTP {error.status}") from error

    def _once(self, method: str, path: str, **more: Any) -> httpx.Response:
        self._pace.wait()
        try:
            response = self._http.request(method, path, **more)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _AgainError(None, unclear=False) from error
        except httpx.TransportError as error:
            raise _AgainError(None, unclear=True) from error
        status = response.status_code
        if status < 400:
            return response
        message = _message(response)
        if status in {401, 403}:
            raise CarnetError("karbon.no_access", value=self.url, detail=f"{status} {message}")
        if status == 429 or (status >= 500 and _IN_USE not in message):
            raise _AgainError(status, unclear=status != 429, wait=_asked(response))
        raise RefusedError(status, message)


class _Pace:
    """At most so many calls in any minute."""

    def __init__(self, a_minute: int, sleep: Callable[[float], None]) -> None:
        self._calls: deque[float] = deque(maxlen=a_minute)
        self._sleep = sleep

    def wait(self) -> None:
        """Until there may be one more."""
        if len(self._calls) == self._calls.maxlen:
            rest = self._calls[0] + 60 - time.monotonic()
            if rest > 0:
                self._sleep(rest)
        self._calls.append(time.monotonic())


def _wait(state: RetryCallState) -> float:
    """What the account asks for, else twice as long each time."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _AgainError) and error.wait is not None:
        return min(error.wait, _LONGEST_ASKED)
    return min(float(2 ** (state.attempt_number - 2)), _LONGEST)


def _asked(response: httpx.Response) -> float | None:
    """Retry-After, in seconds or as a date."""
    text = response.headers.get("Retry-After", "")
    if text.isdigit():
        return float(text)
    try:
        seconds: float = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        return max(0.0, seconds)
    except (TypeError, ValueError):
        return None


def _message(response: httpx.Response) -> str:
    """What an answer says is wrong."""
    try:
        body = response.json()
    except ValueError:
        return response.reason_phrase
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return str(body.get("message", response.reason_phrase)) if isinstance(body, dict) else ""
    details = error.get("details")
    several = details if isinstance(details, list) else [details]
    parts = [one.get("message") for one in several if isinstance(one, dict)]
    return ": ".join(str(part) for part in (error.get("message"), *parts) if part)
