"""Email addresses: every address of a cell, checked offline, with mistypings pointed out."""

from __future__ import annotations

import re

import polars as pl
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.mail_hosts import intended_hosts, with_dot
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.seldom import known_of_none, only_where
from carnet.stages.normalise.text import clean_lines

rule(
    "email.invalid",
    Severity.ERROR,
    en="“%(detail)s” is not an email address. It is set aside; write it as name@example.com.",
    fr="« %(detail)s » n'est pas une adresse électronique. Elle est mise de côté ; écrivez-la comme "
    "nom@example.com.",
)
rule(
    "email.domain_typo",
    Severity.WARNING,
    en="“%(detail)s” looks mistyped. Did you mean “%(suggestion)s”? It is kept as written until you accept.",
    fr="« %(detail)s » semble mal saisi. Vouliez-vous dire « %(suggestion)s » ? La valeur reste telle quelle "
    "tant que vous n'acceptez pas.",
)
rule(
    "email.extra_text",
    Severity.WARNING,
    en="“%(value)s” holds more than an email address. The text “%(detail)s” is set aside with the contact; "
    "check that no part of the address is in it.",
    fr="« %(value)s » contient autre chose qu'une adresse électronique. Le texte « %(detail)s » est mis de "
    "côté avec le contact ; vérifiez qu'il ne fait pas partie de l'adresse.",
)
rule(
    "email.several",
    Severity.INFO,
    en="“%(value)s” holds %(detail)s email addresses; each is kept by itself.",
    fr="« %(value)s » contient %(detail)s adresses électroniques ; chacune est conservée séparément.",
)
rule(
    "email.exchange",
    Severity.INFO,
    en="“%(value)s” is an address inside an Exchange server, not an email address. It is set aside; if the "
    "person has an email address, write it here.",
    fr="« %(value)s » est une adresse interne d'un serveur Exchange, non une adresse électronique. Elle est "
    "mise de côté ; si la personne a une adresse électronique, écrivez-la ici.",
)
rule(
    "email.placeholder",
    Severity.INFO,
    en="“%(value)s” stands for “no email address”. It is set aside.",
    fr="« %(value)s » signifie « aucune adresse électronique ». La valeur est mise de côté.",
)

_Row = tuple[list[str], str | None, str | None, str | None, str | None]
_ROW: dict[str, pl.DataType] = {
    "values": pl.List(pl.String),
    "rest": pl.String(),
    "code": pl.String(),
    "suggestion": pl.String(),
    "detail": pl.String(),
}
_ATOM = r"[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+"
_HOST_PART = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# Ordinary addresses, all of which email-validator accepts (RFC 5322 dot-atom, RFC 1035 host).
_ORDINARY = rf"^{_ATOM}(?:\.{_ATOM})*@(?:(?i:{_HOST_PART})\.)+[A-Za-z]{{2,63}}$"
# The same with letters of any alphabet before the @ (RFC 6531); Python's re has no such class.
_ANY_ALPHABET = _ORDINARY.replace(_ATOM, _ATOM.replace("A-Za-z", r"\p{L}"))
_NOT_ORDINARY = r"^'|@(?:.*\.)?..--|@(?i:localhost)$"
_MOST, _MOST_LOCAL = 254, 64  # octets; made of bounded repeats, the pattern would take long to prepare
_MAY_BE_ADDRESS = r"@|(?i)[(\[{ ](?:at|arobase|à)[)\]} ]"
_SHAPE = r"[^\s<>()\[\],;:\"|/\\@]+@[^\s<>()\[\],;:\"|/\\@]+\.[^\s<>()\[\],;:\"|/\\@.]+"
# Access writes "a@b.example#mailto:a@b.example#", a browser "mailto:a@b.example?subject=...".
_HYPERLINK = r"(?i)^(?:mailto:)?([^#?\s]+@[^#?\s]+)(?:#(?:mailto:)?[^#]*#|\?(?:subject|body|cc|bcc)=.*)$"
_LINKED = r"(?i)^#(?:mailto:)?([^#?\s]+@[^#?\s]+)#$"
_WIDE = r"[\x{FF01}-\x{FF5E}]"  # letters and signs of full width
_COMMA_IN_HOST = r"@[^\s@,;]+,\p{L}{2,3}$"
_INSIDE = r"(?i)^imceaex-"  # Exchange's own address in the form of an email
_EXCHANGE = rf"(?i)^/o=|^/?cn=|^ex:/|{_INSIDE}"
_PLACEHOLDER = (
    r"(?i)^(?:(?:no|non|none|noemail|no-email|no_email|no\.email|nomail|na|n/a|nobody|unknown|aucun|"
    r"inconnu|sansemail|pasdemail|pas-de-mail|noreply\.none|xxx?|no-address)@(?:none|no|noemail|nomail|na|"
    r"nowhere|unknown|email|mail|aucun|nil|null|xxx?|none\.none|no-email)(?:\.[a-z]{2,4})?(?:\.[a-z]{2})?|"
    r"no[ _-]?e-?mail(?:[ _-]address)?(?:@.*)?|(?:pas|aucun|sans) (?:d')?(?:e-?mail|courriel|adresse)|"
    r"(?:does not|doesn't) have (?:an )?e-?mail|none@.*|@)$"
)
_WORDS = r"(?i)\b(?:mailto|and|or|et|ou|und|y|e-?mails?|courriels?|mails?|smtp)\b|[\s<>()\[\],;:\"'|/\\&]+"


def email_key(expr: pl.Expr) -> pl.Expr:
    """The comparable form of an email address: all lower case."""
    return expr.str.to_lowercase()


@over_distinct
def normalise_emails(values: pl.Series) -> pl.DataFrame:
    """Email addresses as written, the host in lower case.

    Args:
        values: n texts, each one address or several, with or without names and ``mailto:``.

    Returns:
        n rows: values (list of addresses), rest (text in none of them, or null), code, suggestion (the
        address that was probably meant), detail (the address, the text or the count it is about).
        An invalid address is in rest; one with a mistyped host is kept as written.

    Source: RFC 5321 4.5.3.1, RFC 5322 3.4.1; email-validator, without asking the network.
    """
    text = only_where(clean_lines(pl.col("text")), _WIDE, lambda wide: wide.str.normalize("NFKC"))
    text = text.str.replace(_HYPERLINK, "${1}").str.replace(_LINKED, "${1}")
    cells = values.to_frame("text").with_columns(text).with_row_index("cell")
    none = is_no_data(pl.col("text")) & ~pl.col("text").str.contains(_PLACEHOLDER)
    told = cells.filter(pl.col("text").is_not_null() & ~none)
    plain = _is_ordinary(pl.col("text")) & ~pl.col("text").str.contains(rf"{_PLACEHOLDER}|{_INSIDE}")
    found = pl.concat([_as_written(told.filter(plain)), _taken_apart(told.filter(~plain))])
    rows = cells.select("cell").join(found, on="cell", how="left", maintain_order="left")
    return _with_typos(rows).select(
        pl.col("values").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        "rest",
        "code",
        "suggestion",
        "detail",
    )


def _is_ordinary(text: pl.Expr) -> pl.Expr:
    short = (text.str.len_bytes() <= _MOST) & (text.str.find("@", literal=True) <= _MOST_LOCAL)
    return short & text.str.contains(_ANY_ALPHABET) & ~text.str.contains(_NOT_ORDINARY)


def _low_host(address: pl.Expr) -> pl.Expr:
    host = address.str.extract(r"@([^@]*)$", 1).str.to_lowercase()
    return pl.concat_str(address.str.replace(r"@[^@]*$", "@"), host)


@known_of_none
def _as_written(cells: pl.DataFrame) -> pl.DataFrame:
    nothing = pl.lit(None, dtype=pl.String)
    return cells.select(
        "cell",
        values=pl.concat_list(_low_host(pl.col("text"))),
        rest=nothing,
        code=nothing,
        suggestion=nothing,
        detail=nothing,
    )


@known_of_none
def _taken_apart(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells that hold more than one ordinary address, or something else."""
    text = pl.col("text").str.replace_all(r"(?i)\b(?:mailto|smtp):", " ").str.replace_all(r"[“”]", '"')
    shaped = cells.with_columns(
        found=text.str.extract_all(_SHAPE).list.eval(pl.element().str.strip_chars("'`*")),
        others=text.str.replace_all(_SHAPE, " ").str.replace_all(_WORDS, " ").str.strip_chars(" -.*·"),
        named=text.str.contains(r"<[^<>]*@[^<>]*>"),
    )
    good = shaped.select(
        (pl.col("found").list.len() == pl.col("text").str.count_matches("@"))
        & (pl.col("found").list.len() > 0)
        & pl.col("found").list.eval(_is_ordinary(pl.element())).list.all()
        & ~pl.col("text").str.contains(_PLACEHOLDER)
        & ~pl.col("text").str.contains(_EXCHANGE)
        & ~pl.col("text").str.contains(r"[.,]$")
        & ~pl.col("text").str.contains(_COMMA_IN_HOST)
    ).to_series()
    return pl.concat([_several(shaped.filter(good)), _doubtful(cells.filter(~good))])


@known_of_none
def _several(shaped: pl.DataFrame) -> pl.DataFrame:
    values = pl.col("found").list.eval(_low_host(pl.element())).list.unique(maintain_order=True)
    rows = shaped.with_columns(values=values, rest=pl.when(pl.col("others") != "").then("others"))
    extra, count = pl.col("rest").is_not_null() & ~pl.col("named"), pl.col("values").list.len()
    return rows.select(
        "cell",
        "values",
        "rest",
        code=pl.when(extra).then(pl.lit("email.extra_text")).when(count > 1).then(pl.lit("email.several")),
        suggestion=pl.lit(None, dtype=pl.String),
        detail=pl.when(extra).then("rest").when(count > 1).then(count.cast(pl.String)),
    )


@known_of_none
def _doubtful(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells without a good address, or with one that is not; the last are read one after the other."""
    text = pl.col("text")
    known = cells.with_columns(
        code=pl.when(text.str.contains(_EXCHANGE))
        .then(pl.lit("email.exchange"))
        .when(text.str.contains(_PLACEHOLDER))
        .then(pl.lit("email.placeholder"))
        .when(~text.str.contains(_MAY_BE_ADDRESS))
        .then(pl.lit("email.invalid"))
    )
    plain = known.filter(pl.col("code").is_not_null()).select(
        "cell",
        values=pl.lit([], dtype=pl.List(pl.String)),
        rest="text",
        code="code",
        suggestion=pl.lit(None, dtype=pl.String),
        detail=pl.when(pl.col("code") == "email.invalid").then("text"),
    )
    asked = known.filter(pl.col("code").is_null())
    read = pl.DataFrame([_read(cell) for cell in asked["text"]], schema=_ROW, orient="row")
    return pl.concat([plain, asked.select("cell").hstack(read)])


def _read(text: str) -> _Row:
    """values, rest, code, suggestion, detail of one cell."""
    parts = [part for part in re.split(r"\s*(?: ::: |[;|\n])\s*", text) if part]
    if text.count("@") > 1 and len(parts) == 1:
        parts = [part for part in re.split(r"[\s,/]+(?=[^\s,/@]+@)", text) if part]
    judged = [(part, _valid(_bare(part))) for part in parts]
    good = list(dict.fromkeys(address for _, address in judged if address))
    bad = [part for part, address in judged if not address]
    if not bad and len(good) > 1:
        return good, None, "email.several", None, str(len(good))
    if not bad:
        return good, None, None, None, None
    return good, "; ".join(bad), "email.invalid", _mended(bad[0]), bad[0]


def _bare(part: str) -> str:
    named = re.search(r"<([^<>]+)>", part)
    return re.sub(r"(?i)^(?:mailto|smtp):", "", (named.group(1) if named else part).strip(" \"'<>"))


def _valid(address: str) -> str | None:
    """The address with its host in lower case, or None; hosts such as .test are as good as others."""
    local, _, host = address.rpartition("@")
    host = host.lower()
    if re.search("[‘’“”]", local):
        return None
    if address.isascii() and not re.search(r"/|xn--|@localhost$", address.lower()):
        short = len(address) <= _MOST and len(local) <= _MOST_LOCAL
        ordinary = re.search(_ORDINARY, address) and not re.search(_NOT_ORDINARY, address)
        return f"{local}@{host}" if short and ordinary else None
    if not re.search(r"\.(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)$|^localhost$", host):
        return None
    reserved = any(f".{host}".endswith(f".{name}") for name in SPECIAL_USE_DOMAIN_NAMES)
    try:
        validate_email(f"{local}@{host}.org" if reserved else address, check_deliverability=False)
    except EmailNotValidError:
        return None
    return f"{local}@{host}"


def _mended(text: str) -> str | None:
    """The address that one usual slip would explain, or None."""
    address = re.sub(r"(?i)\s*[(\[{]\s*(?:at|arobase|à)\s*[)\]}]\s*|\s+at\s+(?=\S+\.\S)", "@", _bare(text))
    address = re.sub(r"(?i)\s*[(\[{]\s*(?:dot|point)\s*[)\]}]\s*", ".", address)
    if re.search(r"(?i)\s(?:dot|point)\s", address):
        address = re.sub(r"(?i)\s+(?:at|arobase)\s+", "@", re.sub(r"(?i)\s+(?:dot|point)\s+", ".", address))
    address = re.sub(r"\s*@[\s@]*|@\s+", "@", address)
    address = re.sub(r"\s*([.,])\s*", r"\1", address)
    local, at, host = address.rpartition("@")
    host = re.sub(r"[,;:]", ".", host.replace(" ", ""))
    host = re.sub(r"\.{2,}", ".", host).strip(".-,;:!?*")
    local = re.sub(r"\.{2,}", ".", local.replace(",", ".")).strip(".;:,")
    local = re.sub("[‘’]", "'", local)
    if not at:
        return None
    return _valid(f"{local}@{with_dot(host)}")


def _with_typos(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the finding on a mistyped host where the cell has no graver one."""
    quiet = rows.filter(pl.col("code").is_null() | (pl.col("code") == "email.several"))
    told = quiet.select("cell", address="values").explode("address").drop_nulls()
    told = told.with_columns(host=pl.col("address").str.extract(r"@([^@]*)$", 1))
    hosts = told["host"].unique()
    meant = pl.DataFrame({"host": hosts, "meant": intended_hosts(hosts)}).drop_nulls()
    typos = (
        told.join(meant, on="host", maintain_order="left")
        .unique("cell", keep="first", maintain_order=True)
        .select(
            "cell",
            typed="address",
            meant=pl.concat_str(pl.col("address").str.replace(r"@[^@]*$", "@"), "meant"),
        )
    )
    typed = pl.col("typed").is_not_null()
    return rows.join(typos, on="cell", how="left", maintain_order="left").with_columns(
        code=pl.when(typed).then(pl.lit("email.domain_typo")).otherwise("code"),
        suggestion=pl.coalesce("meant", "suggestion"),
        detail=pl.coalesce("typed", "detail"),
    )
