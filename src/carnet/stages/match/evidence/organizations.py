"""Names of organizations as they are compared: the name, the legal form, what it trades as."""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl

from carnet.stages.match.evidence.words import over_distinct, plain
from carnet.stages.normalise import names

# Spellings of one legal form, and the forms that are held to be one.
_FORMS = {
    "proprietary limited": "ptyltd",
    "pty limited": "ptyltd",
    "proprietary ltd": "ptyltd",
    "pty ltd": "ptyltd",
    "p l": "ptyltd",
    "pty": "ptyltd",
    "private limited": "ltd",
    "pvt ltd": "ltd",
    "pte ltd": "ltd",
    "limited": "ltd",
    "ltd": "ltd",
    "ltee": "ltd",
    "limitee": "ltd",
    "incorporated": "inc",
    "inc": "inc",
    "incorporee": "inc",
    "enr": "enr",
    "corporation": "inc",
    "corp": "inc",
    "limited liability company": "llc",
    "llc": "llc",
    "l l c": "llc",
    "limited liability partnership": "llp",
    "llp": "llp",
    "lp": "lp",
    "plc": "plc",
    "gmbh": "gmbh",
    "ag": "ag",
    "sarl": "sarl",
    "eurl": "eurl",
    "sasu": "sasu",
    "sas": "sas",
    "sa": "sa",
    "sci": "sci",
    "snc": "snc",
    "scp": "scp",
    "selarl": "selarl",
    "senc": "senc",
    "sencrl": "sencrl",
    "srl": "srl",
    "sprl": "srl",
    "bv": "bv",
    "nv": "nv",
    "pc": "pc",
    "pllc": "pllc",
    "pa": "pc",
    "ulc": "ulc",
    "trust": "trust",
    "family trust": "trust",
    "trustee": "trust",
    "trustees": "trust",
    "asbl": "asbl",
    "super fund": "fund",
    "superannuation fund": "fund",
    "smsf": "fund",
    "co": "",
    "company": "",
    "cie": "",
    "et cie": "",
    "and co": "",
    "co ltd": "ltd",
    "co inc": "inc",
    "and company": "",
    "unlimited": "ulc",
}
_AS = (
    r"\s+(?:t a|ta|trading as|dba|d b a|doing business as|also known as|aka|faisant affaires? sous|f a s)\s+"
)
_NUMBERED = r"\b(?:no|nr|num|number|numero)\s*(\d+)\b"
_SERIAL = r"^\d+$"
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_SPELT = {
    "and": "",
    "et": "",
    "the": "",
    "le": "",
    "la": "",
    "les": "",
    "of": "",
    "de": "",
    "du": "",
    "des": "",
}
_SHORT = {
    "svcs": "services",
    "svc": "services",
    "service": "services",
    "assoc": "associates",
    "mgmt": "management",
    "intl": "international",
    "mfg": "manufacturing",
    "bros": "brothers",
    "ctr": "centre",
    "center": "centre",
    "grp": "group",
    "hldgs": "holdings",
    "holding": "holdings",
    "ent": "enterprises",
    "enterprise": "enterprises",
    "tech": "technologies",
    "technology": "technologies",
    "dept": "department",
    "natl": "national",
    "constr": "construction",
    "constructions": "construction",
    "consultants": "consulting",
    "st": "saint",
    "ste": "sainte",
    "acctg": "accounting",
    "props": "properties",
    "property": "properties",
    "investment": "investments",
    "solution": "solutions",
    "builder": "builders",
    "elec": "electrical",
    "plumbers": "plumbing",
    "aust": "australia",
    "dist": "distribution",
}


@cache
def _common() -> list[str]:
    text = resources.files(names).joinpath("business_words.txt").read_text(encoding="utf-8")
    return sorted(
        {*text.split(), "group", "holdings", "international", "services", "solutions", "enterprises"}
    )


def with_names(table: pl.DataFrame) -> pl.DataFrame:
    """The table with core, bag, words, distinctive, acronym, serial, form and names of its organizations."""
    texts = table.select(
        name=pl.when(pl.col("kind") != "person").then("name"),
        trading="accounting.trading_name",
        legal="accounting.legal_name",
    )
    distinct = pl.concat([texts[name] for name in texts.columns]).unique().drop_nulls().to_frame("text")
    read = _read(distinct)
    own = texts.select(text="name").join(read, on="text", how="left", maintain_order="left")
    others = [
        texts.select(text=name).join(read, on="text", how="left", maintain_order="left")["core"]
        for name in ("trading", "legal")
    ]
    every = pl.DataFrame([own["core"], own["also"], *(o.alias(str(i)) for i, o in enumerate(others))])
    gathered = every.select(
        pl.concat_list(pl.all()).list.drop_nulls().list.unique(maintain_order=True)
    ).to_series()
    organization = table["kind"] != "person"
    return table.hstack(own.drop("text", "also").get_columns()).with_columns(
        names=gathered.set((gathered.list.len() == 0) | ~organization, None)
    )


def _read(distinct: pl.DataFrame) -> pl.DataFrame:
    """text, core, bag, words, distinctive, acronym, serial, form, also (the core of what it trades as)."""
    told = over_distinct(distinct["text"], lambda text: plain(text.str.replace_all("&", " and ")))
    rows = distinct.with_columns(told=told.str.replace_all(r"\bt\s?/?\s?a\b", "ta"))
    halves = pl.col("told").str.replace(_AS, "\n").str.split_exact("\n", 1)
    rows = rows.with_columns(front=halves.struct.field("field_0"), behind=halves.struct.field("field_1"))
    front, behind = _without_form(rows["front"]), _without_form(rows["behind"])
    made = _worded(front["name"].str.replace_all(_NUMBERED, " $1 "))
    return (
        rows.select("text")
        .hstack(made.get_columns())
        .with_columns(form=front["form"], also=behind["name"].str.replace_all(" ", ""))
    )


def _worded(names: pl.Series) -> pl.DataFrame:
    """core, bag, words, distinctive, acronym and serial of names, in order."""
    word = pl.element()
    spelt = word.replace(_SPELT | _SHORT)
    telling = word.replace(_common(), [""] * len(_common()))
    told = names.str.split(" ").list.eval(spelt.filter(spelt != "")).alias("all").to_frame()
    told = told.with_columns(
        words=pl.col("all").list.eval(word.filter(~word.is_in(_ROMAN.keys()) & ~word.str.contains(_SERIAL))),
        serial=pl.col("all").list.eval(
            word.replace(_ROMAN).filter(word.is_in(_ROMAN.keys()) | word.str.contains(_SERIAL))
        ),
    )
    lettered = pl.col("words").list.len() > 0
    told = told.with_columns(words=pl.when(lettered).then("words").otherwise("all"))
    told = told.with_columns(rare=pl.col("words").list.eval(telling.filter(telling != "")))
    words, rare, serial = pl.col("words"), pl.col("rare"), pl.col("serial")
    filled = words.list.len() > 0
    return told.select(
        core=pl.when(filled).then(words.list.join("")),
        bag=pl.when(filled).then(words.list.sort().list.join(" ")),
        words=pl.when(filled).then(words),
        distinctive=pl.when(rare.list.len() > 0).then(rare.list.sort().list.join("")),
        acronym=pl.when(words.list.len() > 2).then(words.list.eval(word.str.slice(0, 1)).list.join("")),
        serial=pl.when(lettered & (serial.list.len() > 0)).then(serial.list.sort().list.join(" ")),
    )


def _without_form(told: pl.Series) -> pl.DataFrame:
    """name, form: the legal form that ends a name, taken off as often as there is one."""
    spelt = "|".join(sorted(_FORMS, key=len, reverse=True))
    rows = told.to_frame("name").with_columns(form=pl.lit(None, pl.String))
    for _ in range(2):
        parts = pl.col("name").str.extract_groups(rf"^(?P<rest>.+?)\s+(?P<end>{spelt})$")
        found = rows.select(parts.alias("p")).unnest("p")
        rows = rows.with_columns(
            name=pl.coalesce(found["rest"], pl.col("name")),
            form=pl.coalesce("form", found["end"].replace(_FORMS).replace("", None)),
        )
    return rows
