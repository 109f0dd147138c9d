"""Names of organizations as they are compared: the name, the legal form, what it trades as."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources

import polars as pl

from carnet.frames import paged
from carnet.stages.match.evidence.words import over_distinct, plain
from carnet.stages.normalise import names
from carnet.stages.normalise.seldom import known_of_none

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
    "unit trust": "trust",
    "discretionary trust": "trust",
    "partnership": "partnership",
    "foundation": "foundation",
    "fondation": "foundation",
    "trustee": "trust",
    "trustees": "trust",
    "earl": "earl",
    "gaec": "gaec",
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
_IN_FRONT = "sarl|sas|sasu|sci|eurl|snc|scp|selarl|earl|gaec"  # "SCI Les Tilleuls"
# What each form makes an organization; those that are not named make it a company.
_SORTS = {
    "trust": "trust", "fund": "fund", "foundation": "foundation", "asbl": "association", "sci": "landlord",
    "partnership": "partnership", "llp": "partnership", "lp": "partnership", "snc": "partnership",
    "senc": "partnership", "sencrl": "partnership",
}  # fmt: skip
_HELD = {
    "holdings", "investments", "properties", "nominees", "ventures", "developments", "capital", "realty",
    "placements", "gestion", "immobilier", "immobiliere", "immeubles",
}  # fmt: skip
_AS = (
    r"\s+(?:t as?|ta|(?:also )?trading as|d ?b ?a|doing business as|o a|oa|operating as|c ?o ?b(?: as)?|"
    r"carrying on business as|also known as|aka|formerly(?: known as)?|f ?k ?a|anciennement|"
    r"faisant affaires?(?: sous)?(?: le nom(?: de)?)?|f ?a ?s|exercant sous le nom(?: de)?)\s+"
)
_TRUSTEE = r"^(?:.* )?(?:atf|(?:as )?trustees? (?:for|of))(?: the)? "  # the client is the trust
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
    "groupe": "group",
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
    return sorted({*text.split(), *_HELD, "group", "international", "services", "solutions", "enterprises"})


def with_names(table: pl.DataFrame) -> pl.DataFrame:
    """The table with the columns of TABLE that tell the names of its organizations."""
    return _with_read(table, _read)


def with_cores(table: pl.DataFrame) -> pl.DataFrame:
    """The same with core, bag and names alone, for less."""
    return _with_read(table, _cores)


def _with_read(table: pl.DataFrame, read: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    texts = table.select(
        name=pl.when(pl.col("kind") != "person").then("name"),
        trading="accounting.trading_name",
        legal="accounting.legal_name",
    )
    distinct = pl.concat([texts[name] for name in texts.columns]).unique().drop_nulls().to_frame("text")
    told = read(distinct)
    own = texts.select(text="name").join(told, on="text", how="left", maintain_order="left")
    others = [
        texts.select(text=name).join(told, on="text", how="left", maintain_order="left")["core"]
        for name in ("trading", "legal")
        if texts[name].null_count() < table.height
    ]
    every = pl.DataFrame([own["core"], own["also"], *(o.alias(str(i)) for i, o in enumerate(others))])
    gathered = every.select(
        pl.concat_list(pl.all()).list.drop_nulls().list.unique(maintain_order=True)
    ).to_series()
    organization = table["kind"] != "person"
    names = gathered.set((gathered.list.len() == 0) | ~organization, None).alias("names")
    return table.hstack(paged(own.drop("text", "also").with_columns(names)).get_columns())


@known_of_none
def _cores(distinct: pl.DataFrame) -> pl.DataFrame:
    """text, core, bag, also (the core of what it trades as)."""
    halves = _halves(distinct["text"])
    words = _words(_without_form(halves["front"])["name"])
    return words.select(*_core(), distinct["text"], _also(halves["behind"]))


@known_of_none
def _read(distinct: pl.DataFrame) -> pl.DataFrame:
    """text, the words of the name, core, bag, distinctive, held, acronym, serial, form, sort, also."""
    halves = _halves(distinct["text"])
    front = _without_form(halves["front"])
    form = front["form"]
    return _worded(_words(front["name"])).with_columns(
        distinct["text"], form, _sort(form).alias("sort"), _also(halves["behind"])
    )


def _halves(texts: pl.Series) -> pl.DataFrame:
    """front: the name; behind: what it trades as, null where it does not say."""
    told = over_distinct(texts, lambda text: plain(text.str.replace_all("&", " and ")))
    rows = told.str.replace(_TRUSTEE, "").to_frame("told")
    halves = pl.col("told").str.replace(_AS, "\n").str.split_exact("\n", 1).struct
    return rows.select(front=halves.field("field_0"), behind=halves.field("field_1"))


def _also(behind: pl.Series) -> pl.Series:
    if behind.null_count() == len(behind):
        return behind.alias("also")
    return _without_form(behind)["name"].str.replace_all(" ", "").alias("also")


def _words(names: pl.Series) -> pl.DataFrame:
    """all: the words of names; words: without numbers where lettered, where something else is left."""
    word = pl.element()
    spelt = word.replace(_SPELT | _SHORT)
    numbered = names.str.replace_all(_NUMBERED, " $1 ")
    told = numbered.str.split(" ").list.eval(spelt.filter(spelt != "")).alias("all").to_frame()
    told = told.with_columns(
        words=pl.col("all").list.eval(word.filter(~word.is_in(_ROMAN.keys()) & ~word.str.contains(_SERIAL)))
    )
    lettered = pl.col("words").list.len() > 0
    return told.with_columns(words=pl.when(lettered).then("words").otherwise("all"), lettered=lettered)


def _core() -> list[pl.Expr]:
    words = pl.col("words")
    filled = words.list.len() > 0
    core, bag = words.list.join(""), words.list.sort().list.join(" ")
    return [pl.when(filled).then(core).alias("core"), pl.when(filled).then(bag).alias("bag")]


def _worded(told: pl.DataFrame) -> pl.DataFrame:
    """core, bag, words, distinctive, held, acronym and serial of what _words gives."""
    word = pl.element()
    telling = word.replace(_common(), [""] * len(_common()))
    numbers = word.replace(_ROMAN).filter(word.is_in(_ROMAN.keys()) | word.str.contains(_SERIAL))
    told = told.with_columns(
        rare=pl.col("words").list.eval(telling.filter(telling != "")), serial=pl.col("all").list.eval(numbers)
    )
    words, rare, serial = pl.col("words"), pl.col("rare"), pl.col("serial")
    held = words.list.eval(word.filter(word.is_in(sorted(_HELD))))
    return told.select(
        *_core(),
        words=pl.when(words.list.len() > 0).then(words),
        distinctive=pl.when(rare.list.len() > 0).then(rare.list.sort().list.join("")),
        held=pl.when(held.list.len() > 0).then(held.list.sort().list.join(" ")),
        acronym=pl.when(words.list.len() > 2).then(words.list.eval(word.str.slice(0, 1)).list.join("")),
        serial=pl.when("lettered", serial.list.len() > 0).then(serial.list.sort().list.join(" ")),
    )


def _sort(form: pl.Series) -> pl.Series:
    others = form.replace_strict(_SORTS, default="company")
    return others.set(form.is_null(), None)


def _without_form(told: pl.Series) -> pl.DataFrame:
    """name, form: the legal form that ends a name, taken off as often as there is one, or begins it."""
    spelt = "|".join(sorted(_FORMS, key=len, reverse=True))
    rows = told.to_frame("name").lazy().with_columns(form=pl.lit(None, pl.String))
    end = pl.col("p").struct.field("end").replace(_FORMS).replace("", None)
    for pattern in (
        *(rf"^(?P<rest>.+?)\s+(?P<end>{spelt})(?: the)?$",) * 2,
        rf"^(?P<end>{_IN_FRONT})\s+(?P<rest>.+)$",
    ):
        rows = rows.with_columns(p=pl.col("name").str.extract_groups(pattern)).with_columns(
            name=pl.coalesce(pl.col("p").struct.field("rest"), "name"), form=pl.coalesce("form", end)
        )
    return rows.drop("p").collect()
