"""Websites as written, and the profiles at social networks among them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from carnet.contract import SOCIAL
from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.seldom import known_of_none
from carnet.stages.normalise.text import clean, clean_lines, verdict

rule(
    "website.invalid",
    Severity.WARNING,
    en="“%(detail)s” is not the address of a website. It is set aside; write it as www.example.com, with or "
    "without https://.",
    fr="« %(detail)s » n'est pas l'adresse d'un site Web. Elle est mise de côté ; écrivez-la comme "
    "www.example.com, avec ou sans https://.",
)
rule(
    "website.is_email",
    Severity.WARNING,
    en="“%(detail)s” is an email address in a website's place. It is set aside; move it to the email column.",
    fr="« %(detail)s » est une adresse électronique à la place d'un site Web. Elle est mise de côté ; "
    "déplacez-la dans la colonne des adresses électroniques.",
)
rule(
    "social.other_network",
    Severity.WARNING,
    en="“%(value)s” is a link to another site than this column is for (%(detail)s). It is set aside; move it "
    "to the column of its own network.",
    fr="« %(value)s » mène à un autre site que celui de cette colonne (%(detail)s). La valeur est mise de "
    "côté ; déplacez-la dans la colonne de son propre réseau.",
)
rule(
    "social.invalid",
    Severity.WARNING,
    en="“%(value)s” is neither a profile's link nor its name. It is set aside; write the link, or the name "
    "without spaces.",
    fr="« %(value)s » n'est ni le lien ni le nom d'un profil. La valeur est mise de côté ; écrivez le lien, "
    "ou le nom sans espaces.",
)

_HOSTS: Mapping[str, str] = {
    "facebook": r"(?:facebook|fb)\.com|fb\.me",
    "linkedin": r"linkedin\.com|lnkd\.in",
    "google_plus": r"plus\.google\.com",
    "twitter": r"(?:twitter|x)\.com",
    "skype": r"join\.skype\.com",
}
_START = r"(?i)^(?:https?://)?(?:(?:www|m|mobile|[a-z]{2}|[a-z]{2}-[a-z]{2})\.)?"
_LABEL = r"[\p{L}\p{N}][\p{L}\p{N}_-]*"
_SITE = (
    rf"^(?:(?i:https?)://(?:[^\s/@]+@)?)?(?:{_LABEL}\.)+(?:\p{{L}}{{2,}}|(?i:xn--)[a-zA-Z0-9-]+)\.?"
    r"(?::[0-9]{1,5})?(?:[/?#]\S*)?$|^(?i:https?)://(?:(?i:localhost)|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
    r"|\[[0-9a-fA-F:]+\])(?::[0-9]+)?(?:[/?#]\S*)?$"
)
_HOST = r"^(?:[A-Za-z]+://)?(?:[^\s/@]+@)?([^/?#:]+)"
_LONGEST_LABEL = 63  # RFC 1035 2.3.4
_ORDINARY = r"^(?:https?://)?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?:/[A-Za-z0-9/_.%~=&?+#-]*)?$"
_MAY_BE_SOCIAL = (
    r"^(?:https?://)?(?:[a-z0-9-]+\.)*(?:facebook|fb|linkedin|lnkd|google|twitter|x|skype)\.[a-z]+/"
)
_EMAIL = r"^(?i:mailto:)?[^\s@/]+@[^\s@/]+\.[^\s@/]+$"
_HANDLE = r"^@?[\p{L}\p{N}._:,'+@-]+$"
_LONGEST = 101  # characters of a handle; bounded repeats make a pattern that takes long to prepare
_ONLY_WWW = r"(?i)^(?:https?://)?www\.[^./]+/?$"
_HYPERLINK = r"(?i)^([^#\s]+)#(?:https?://)?[^#\s]+#$"  # as Access writes it
# As a page and a note write a link, and as a form writes its own label.
_MARKED_UP = r"""(?i)^(?:<a\s[^>]*href=["']?([^"'\s>]+)["']?.*|\[[^\]]*\]\((\S+)\))$"""
_NAMED = r"(?i)^(?:web ?site|site(?: web| internet)?|web|url)\s*:\s+"
_TWO_HOSTS = r"^(\S+\.\p{L}{2,}) / ((?i:https?://|www\.)?[\p{L}\p{N}-]+\.\p{L}{2,}\S*)$"
_EMPTY = r"(?i)^(?:https?:/*)?(?:www\.?)?/*$"  # the form's own prefix, with nothing behind it


def website_key(expr: pl.Expr) -> pl.Expr:
    """The comparable form of a website: no scheme, no www., no trailing slash, lower case."""
    bare = expr.str.to_lowercase().str.replace(r"^[a-z]+://", "").str.replace(r"^www\.", "")
    return bare.str.strip_chars_end("/")


@over_distinct
def normalise_websites(values: pl.Series) -> pl.DataFrame:
    """Websites with or without https://, and social profiles told by their host.

    Args:
        values: n texts, each one address or several.

    Returns:
        n rows: values (list of addresses as written, without a trailing slash, the scheme in lower
        case), social (list of contract.SOCIAL), rest, code, suggestion, detail.

    Source: RFC 3986 3.1 and 3.2 for the form.
    """
    cells = values.to_frame("text").with_columns(clean_lines(pl.col("text"))).with_row_index("cell")
    told = cells.filter(pl.col("text").is_not_null() & ~is_no_data(pl.col("text")))
    plain = pl.col("text").str.contains(_ORDINARY)
    plain &= ~pl.col("text").str.contains(_MAY_BE_SOCIAL) & ~pl.col("text").str.contains(_ONLY_WWW)
    found = pl.concat([_as_written(told.filter(plain)), _taken_apart(told.filter(~plain))])
    return (
        cells.select("cell")
        .join(found, on="cell", how="left", maintain_order="left")
        .select(
            pl.col("values").fill_null(pl.lit([], dtype=pl.List(pl.String))),
            pl.col("social").fill_null(pl.lit([], dtype=pl.List(SOCIAL))),
            pl.when(pl.col("rest") != "").then("rest").alias("rest"),
            "code",
            "suggestion",
            "detail",
        )
    )


@known_of_none
def _as_written(cells: pl.DataFrame) -> pl.DataFrame:
    """The ordinary cells: one address in lower case, nothing to tell."""
    nothing = pl.lit(None, dtype=pl.String)
    return cells.select(
        "cell",
        values=pl.concat_list(pl.col("text").str.strip_chars_end("/")),
        social=pl.lit([], dtype=pl.List(SOCIAL)),
        rest=nothing,
        code=nothing,
        suggestion=nothing,
        detail=nothing,
    )


@known_of_none
def _taken_apart(cells: pl.DataFrame) -> pl.DataFrame:
    pieces = _judge(_cut(cells))
    social = pl.struct(network="network", value="piece")
    faulty, profile = pl.col("code").is_not_null(), pl.col("network").is_not_null()
    return pieces.group_by("cell").agg(
        pl.col("piece").filter(~faulty & ~profile).unique(maintain_order=True).alias("values"),
        social.filter(~faulty & profile).unique(maintain_order=True).alias("social"),
        pl.col("piece").filter(faulty).str.join(" ").alias("rest"),
        pl.col("code", "suggestion").filter(faulty).first(),
        pl.col("piece").filter(faulty).first().alias("detail"),
    )


def _cut(cells: pl.DataFrame) -> pl.DataFrame:
    """One row an address; a cell that is one mistyped address is not cut at its spaces or commas."""
    text = pl.col("text").str.replace(_HYPERLINK, "${1}").str.replace(_MARKED_UP, "${1}${2}")
    text = text.str.replace(_NAMED, "").str.replace(_TWO_HOSTS, "${1}\n${2}")
    several = text.str.replace_all(r"\s*(?: ::: |[;|\n]|,\s|\s(?i:or|ou|and|et)\s)\s*", "\n")
    whole = several.str.replace_all(r"[\s,]+((?i:https?://|www\.)\S)", "\n$1")
    spaced = whole.str.split("\n").list.eval(
        pl.when(pl.element().str.contains(r"^(?:\S+\.\p{L}{2,}\S*\s+)+\S+\.\p{L}{2,}\S*$"))
        .then(pl.element().str.replace_all(r"\s+", "\n"))
        .otherwise(pl.element())
    )
    pieces = cells.select("cell", piece=spaced.list.join("\n").str.split("\n")).explode("piece")
    tidy = pl.col("piece").str.strip_chars(" ,<>\"'").str.replace(r"^(?i)(https?)://", "${1}://")
    return pieces.with_columns(tidy).filter(pl.col("piece") != "", ~pl.col("piece").str.contains(_EMPTY))


def _judge(pieces: pl.DataFrame) -> pl.DataFrame:
    piece = pl.col("piece")
    mended = _mend(piece)
    skype = piece.str.extract(r"^(?i)skype:([^\s?]+)", 1)
    site, email = _is_site(piece), piece.str.contains(_EMAIL)
    code = (
        pl.when(email)
        .then(pl.lit("website.is_email"))
        .when(~site & skype.is_null())
        .then(pl.lit("website.invalid"))
    )
    return pieces.with_columns(
        code=code,
        suggestion=pl.when(~site & ~email & skype.is_null() & _is_site(mended)).then(mended),
        network=pl.when(skype.is_not_null()).then(pl.lit("skype")).otherwise(_network(piece)),
        piece=pl.coalesce(skype, _unified(piece)),
    )


def _is_site(text: pl.Expr) -> pl.Expr:
    labels = text.str.extract(_HOST).str.split(".").list.eval(pl.element().str.len_chars()).list.max()
    return text.str.contains(_SITE) & ~text.str.contains(_ONLY_WWW) & (labels <= _LONGEST_LABEL)


def _unified(piece: pl.Expr) -> pl.Expr:
    """As written, the scheme in lower case, no slash at the end."""
    scheme = piece.str.extract(r"^([A-Za-z]+)://", 1).str.to_lowercase()
    rest = piece.str.replace(r"^[A-Za-z]+://", "").str.strip_chars_end("/.")
    return pl.when(scheme.is_null()).then(rest).otherwise(pl.concat_str(scheme, pl.lit("://"), rest))


def _mend(piece: pl.Expr) -> pl.Expr:
    """What a mistyped address probably meant: remarks, spaces, commas for dots, a broken or second scheme."""
    return (
        piece.str.replace(r"\s*\([^()]*\)$", "")
        .str.replace_all(r"\s+", "")
        .str.replace(r"^(?i)(?:https?://(?:www\.)?)+(https?://)", "${1}")
        .str.replace(r"^(?i)(?:h+t*p*|htt?ps?|http?s?)(s?)[:;]?[/\\]{1,3}", "http$1://")
        .str.replace(r"^(?i)(?:htp|htpp|ttp|http|hhtp|htttp)(s?)[:;]/*", "http$1://")
        .str.replace_all(",", ".")
        .str.replace(r"^(?i)((?:https?://)?)w{2,4}[.,]+", "${1}www.")
        .str.replace(r"^(?i)((?:https?://)?)www([^.])", "${1}www.$2")
        .str.replace_all(r"\.{2,}", ".")
    )


def _network(address: pl.Expr) -> pl.Expr:
    """The social network of a profile's link by its host; null for a site of any other host."""
    return pl.coalesce(
        *[
            pl.when(address.str.contains(rf"{_START}(?:{host})/[^\s/]")).then(pl.lit(network))
            for network, host in _HOSTS.items()
        ]
    )


@over_distinct
def normalise_social(values: pl.Series, network: str) -> pl.DataFrame:
    """A profile at one network: its link as written, or the bare name without @.

    Args:
        values: n texts.
        network: facebook, linkedin, google_plus, twitter or skype.

    Returns:
        n rows: value, code, suggestion, detail (the network of the column).
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    told = text.select(pl.when(~is_no_data(pl.col("text"))).then("text").alias("piece"))
    piece = pl.col("piece")
    if network == "skype":
        told = told.with_columns(piece.str.replace(r"(?i)^skype:([^\s?]+).*$", "$1"))
    host, link, own, handle = pl.col("host"), pl.col("link"), pl.col("own"), pl.col("handle")
    read = told.with_columns(
        host=piece.str.contains(rf"{_START}(?:{_HOSTS[network]})/[^\s/]"),
        link=piece.str.contains(r"(?i)^https?://|^www\.|^[^\s/@]+\.[a-z]{2,}/"),
        handle=piece.str.contains(_HANDLE) & (piece.str.len_chars() <= _LONGEST),
    ).with_columns(own=host & link, handle=~link & handle)
    email = piece.str.contains(_EMAIL) & pl.lit(network != "skype")  # people sign in to Skype with theirs
    code = (
        pl.when(link & ~own)
        .then(pl.lit("social.other_network"))
        .when(~own & (~handle | email))
        .then(pl.lit("social.invalid"))
    )
    value = pl.when(own).then(_unified(piece)).when(handle & ~email).then(piece.str.strip_chars_start("@"))
    return read.select(verdict(value, code, detail=pl.when(code.is_not_null()).then(pl.lit(network))))
