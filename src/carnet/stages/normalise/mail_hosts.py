"""Hosts of mail addresses that are one slip of the keyboard away from a well-known provider's."""

from __future__ import annotations

import re
from functools import cache

import polars as pl
import pycountry

# Providers of mail to the public, the world over and in the countries of most firms.
_PROVIDERS = (
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.ca", "yahoo.fr", "yahoo.com.au",
    "yahoo.co.nz", "ymail.com", "rocketmail.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr",
    "hotmail.ca", "hotmail.com.au", "outlook.com", "outlook.fr", "outlook.com.au", "live.com",
    "live.co.uk", "live.fr", "live.ca", "live.com.au", "msn.com", "icloud.com", "me.com", "mac.com",
    "aol.com", "protonmail.com", "proton.me", "fastmail.com", "hushmail.com", "gmx.com", "gmx.net",
    "gmx.de", "zoho.com", "yandex.com", "bigpond.com", "bigpond.com.au", "bigpond.net.au",
    "optusnet.com.au", "iinet.net.au", "tpg.com.au", "internode.on.net", "ozemail.com.au",
    "westnet.com.au", "netspace.net.au", "exetel.com.au", "dodo.com.au", "xtra.co.nz", "orcon.net.nz",
    "slingshot.co.nz", "vodafone.co.nz", "paradise.net.nz", "ihug.co.nz", "actrix.co.nz",
    "btinternet.com", "btopenworld.com", "virginmedia.com", "ntlworld.com", "talktalk.net",
    "tiscali.co.uk", "blueyonder.co.uk", "sky.com", "eircom.net", "comcast.net", "verizon.net",
    "att.net", "sbcglobal.net", "bellsouth.net", "charter.net", "cox.net", "earthlink.net", "juno.com",
    "optonline.net", "roadrunner.com", "frontier.com", "windstream.net", "centurylink.net",
    "suddenlink.net", "rogers.com", "shaw.ca", "telus.net", "bell.net", "sympatico.ca", "videotron.ca",
    "videotron.com", "cogeco.ca", "cgocable.ca", "eastlink.ca", "sasktel.net", "orange.fr",
    "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "numericable.fr", "bbox.fr", "club-internet.fr",
    "aliceadsl.fr",
)  # fmt: skip
# Hosts of others that one letter tells from one of the above.
_REAL = {
    "email.com", "mail.com", "fmail.com", "imail.com", "tmail.com", "qmail.com", "xmail.com", "zmail.com",
    "jmail.com", "hmail.com", "cloud.com", "comcast.com", "verizon.com", "earthlink.com", "frontier.net",
    "frontiers.com", "rogers.ca", "roger.com", "rodgers.com", "charter.com", "charters.net", "clouds.com",
    "orange.com", "telus.com", "cogeco.com", "proton.com", "yahoo-inc.com",
}  # fmt: skip
# Endings that no country and no registry has.
_ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "cim": "com", "cpm": "com",
    "comm": "com", "coom": "com", "ccom": "com", "con.au": "com.au", "cmo.au": "com.au", "vom.au": "com.au",
    "co.nx": "co.nz", "co.ukk": "co.uk", "nte": "net", "ogr": "org", "rog": "org", "orgg": "org",
    "nett": "net",
}  # fmt: skip
_WRONG_ENDING = re.compile(rf"\.({'|'.join(map(re.escape, _ENDINGS))})\Z")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SHORTEST_NAME = 5  # letters; a neighbour of a shorter name is too often somebody's own
# Endings of countries, where a provider may well be. Behind the three left out, more people meant .com.
_COUNTRIES = {country.alpha_2.lower() for country in pycountry.countries} - {"co", "cm", "om"} | {"uk", "eu"}


def intended_hosts(hosts: pl.Series) -> pl.Series:
    """The host that each mistyped one probably meant.

    Args:
        hosts: n hosts in lower case.

    Returns:
        n hosts; null where nothing looks mistyped. A real neighbour (ymail.com) is never touched.
    """
    return pl.Series("meant", [host and _intended(host) for host in hosts], pl.String)


def _intended(host: str) -> str | None:
    wrong = _WRONG_ENDING.search(host)
    mended = host[: wrong.start(1)] + _ENDINGS[wrong[1]] if wrong else None
    return _slips().get(mended or host, mended)


def with_dot(host: str) -> str:
    """The host that a text without a dot probably is: "gmail" or "gmailcom" give gmail.com."""
    if "." in host:
        return host
    for provider in _PROVIDERS:
        if host in (provider.partition(".")[0], provider.replace(".", "")):
            return provider
    for ending in ("com", "net", "org"):
        if host.endswith(ending) and len(host) > len(ending) + 1:
            return f"{host.removesuffix(ending)}.{ending}"
    return host


@cache
def _slips() -> dict[str, str]:
    """Every host one slip away from a provider's, and the provider's."""
    known = {*_PROVIDERS, *_REAL}
    slips: dict[str, str] = {}
    for provider in _PROVIDERS:
        if len(provider.partition(".")[0]) >= _SHORTEST_NAME:
            for slip in _one_edit_from(provider) - known:
                if not _is_elsewhere(slip, provider):
                    slips.setdefault(slip, provider)
        if provider.count(".") > 1:  # a full stop left out: "xtra.conz", "xtraco.nz"
            name, *ending = provider.split(".")
            slips |= dict.fromkeys((f"{name}.{''.join(ending)}", f"{name}{'.'.join(ending)}"), provider)
    return slips


def _one_edit_from(word: str) -> set[str]:
    """Words with one letter missing, added, wrong or swapped with its neighbour."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return {each for each in missing | swapped | wrong | added if "." in each}


def _is_elsewhere(slip: str, provider: str) -> bool:
    """Whether the slip is the provider's name under the ending of some country."""
    name, _, ending = slip.partition(".")
    return name == provider.partition(".")[0] and ending.rpartition(".")[2] in _COUNTRIES
