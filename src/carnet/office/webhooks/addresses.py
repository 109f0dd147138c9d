"""Where messages may be sent: to public addresses, unless the operator allows private ones.

A name is resolved once, and the connection is made to the very address that was checked: whoever changes
the name's address meanwhile reaches nothing.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from carnet.contract import CarnetError
from carnet.findings import Severity, rule

if TYPE_CHECKING:
    import httpx

rule(
    "webhook.address",
    Severity.ERROR,
    en="“%(value)s” is no address that Carnet sends to: it must be a whole one that begins with https://, "
    "without a password. Nothing was changed.",
    fr="« %(value)s » n'est pas une adresse à laquelle Carnet envoie : il faut une adresse complète qui "
    "commence par https://, sans mot de passe. Rien n'a été modifié.",
)
rule(
    "webhook.private",
    Severity.ERROR,
    en="“%(value)s” is an address inside a private network, to which Carnet sends nothing. Whoever operates "
    "Carnet can allow it with CARNET_WEBHOOKS_PRIVATE=allow. Nothing was changed.",
    fr="« %(value)s » est une adresse d'un réseau privé, à laquelle Carnet n'envoie rien. La personne qui "
    "exploite Carnet peut l'autoriser avec CARNET_WEBHOOKS_PRIVATE=allow. Rien n'a été modifié.",
)

LONGEST = 2_000  # letters of an address
_TRANSLATED = ip_network("64:ff9b::/96")  # its addresses end in the IPv4 one that they lead to
_SERVICES = {ip_address("168.63.129.16")}  # public by its number, but a cloud's own services
Resolve = Callable[[str, int], list[str]]


class PrivateAddressError(Exception):
    """The name leads into a private network."""


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, the system's best first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@lru_cache(1)
def _tls() -> ssl.SSLContext:
    import httpx  # here, as loading it takes a tenth of a server's start

    return httpx.create_ssl_context()


@dataclass(frozen=True)
class Reach:
    """Where messages may be sent.

    Attributes:
        private: whether private addresses, and http, are allowed.
        resolve: gives the addresses of a name; raises OSError where it has none.
        tls: what certificates are checked by.
    """

    private: bool = False
    resolve: Resolve = resolved
    tls: ssl.SSLContext = field(default_factory=_tls)

    @classmethod
    def of_the_operator(cls) -> Reach:
        """As the environment says."""
        return cls(os.environ.get("CARNET_WEBHOOKS_PRIVATE") == "allow")

    def checked(self, address: str) -> httpx.URL:
        """An address to which messages may be sent, as far as one can tell now.

        Raises:
            CarnetError: webhook.address, webhook.private.
        """
        url = self._whole(address.strip())
        try:
            self.places(url)
        except PrivateAddressError:
            raise CarnetError("webhook.private", value=url.host) from None
        except (OSError, UnicodeError):
            pass  # a name may be there later
        return url

    def _whole(self, address: str) -> httpx.URL:
        import httpx

        try:
            url = httpx.URL(address if len(address) <= LONGEST else "")
        except (httpx.InvalidURL, UnicodeError):
            raise CarnetError("webhook.address", value=address[:100]) from None
        schemes = {"https", "http"} if self.private else {"https"}
        if url.scheme not in schemes or not url.host or url.userinfo or url.fragment:
            raise CarnetError("webhook.address", value=address[:100])
        return url

    def places(self, url: httpx.URL) -> list[str]:
        """The addresses to connect to.

        Raises:
            PrivateAddressError: one of them is private.
            OSError: the name has none.
        """
        found = self.resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        if not self.private and not all(is_public(one) for one in found):
            raise PrivateAddressError
        return found

    async def places_soon(self, url: httpx.URL) -> list[str]:
        """The same while others go on."""
        return await asyncio.to_thread(self.places, url)


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, and no way around to one that is not."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and address not in _SERVICES


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    compatible = IPv4Address(int(address)) if int(address) >> 32 == 0 else None
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or compatible
