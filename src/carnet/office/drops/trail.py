"""What happened to a link: when, by whom, from where."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.utils import timezone

from carnet.office.drops.states import Happening
from carnet.office.models import Drop, DropEvent, User

MOST = 2000  # lines that visitors may add to a link's trail
MOST_CORRECTED = 50_000  # and of corrections besides
_REPEATED = {Happening.OPENED, Happening.LATE, Happening.REFUSED, Happening.READ}
_ONCE = timedelta(minutes=1)  # one line for what somebody does again and again


def note(drop: Drop, what: Happening, *, user: User | None = None, address: str = "", file: str = "") -> None:
    """Add a line to a link's trail.

    Args:
        user: of the firm. address: where a visitor comes from; it is kept in shortened form.
        file: its name; of a correction with the cell behind it.
    """
    near = shortened(address)
    if user is None and address and (_just_said(drop, what, near, file) or _full(drop, what)):
        return
    DropEvent.objects.create(drop=drop, what=what.value, user=user, address=near, file=file)


def shortened(address: str) -> str:
    """The network that an address is of: 256 addresses of IPv4, a site's of IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{known}/{24 if known.version == 4 else 48}", strict=False))


def _full(drop: Drop, what: Happening) -> bool:
    corrected = what is Happening.CORRECTED
    said = drop.events.filter(what=what) if corrected else drop.events.exclude(what=Happening.CORRECTED)
    return said.count() >= (MOST_CORRECTED if corrected else MOST)


def _just_said(drop: Drop, what: Happening, near: str, file: str) -> bool:
    same = drop.events.filter(what=what.value, address=near, file=file, at__gt=timezone.now() - _ONCE)
    return what in _REPEATED and same.exists()
