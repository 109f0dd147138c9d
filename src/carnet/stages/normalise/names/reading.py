"""A column of names read: the kind of each, and its parts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.names import remarks
from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.casing import recased
from carnet.stages.normalise.names.organizations import INSTITUTION
from carnet.stages.normalise.names.parse import parse
from carnet.stages.normalise.names.scripts import with_other_scripts
from carnet.stages.normalise.names.shapes import Reading, Role, Token
from carnet.stages.normalise.names.tokens import JOINT, MAX_TOKENS, Cut, cut
from carnet.stages.normalise.no_data import is_no_name
from carnet.stages.normalise.text import clean

rule(
    "name.unclear",
    Severity.INFO,
    en="“%(value)s” may be a person, a couple or an organization. If it was read wrongly, say which it is in "
    "a column of its own (Person or Organization), or write a person as “Last name, First name”.",
    fr="« %(value)s » peut être une personne, un couple ou une organisation. En cas d'erreur, indiquez le "
    "genre dans une colonne à part (Personne ou Organisation), ou écrivez une personne « Nom, Prénom ».",
)
rule(
    "name.one_word",
    Severity.INFO,
    en="“%(value)s” is a single name. A person needs a first name and a last name: add the one that is "
    "missing.",
    fr="« %(value)s » est un seul nom. Une personne a besoin d'un prénom et d'un nom de famille : ajoutez "
    "celui qui manque.",
)
rule(
    "name.order",
    Severity.INFO,
    en="In “%(value)s” it is not certain which is the family name. It was read as “%(suggestion)s” (family "
    "name, given name). Write it that way, with a comma, to settle it.",
    fr="Dans « %(value)s », le nom de famille n'est pas certain. La lecture retenue est « %(suggestion)s » "
    "(nom de famille, prénom). Écrivez-le ainsi, avec une virgule, pour trancher.",
)
rule(
    "name.two_last_names",
    Severity.INFO,
    en="“%(value)s” may have two family names. It was read as “%(suggestion)s” (family name, given name). "
    "Write it with a comma to settle it.",
    fr="« %(value)s » porte peut-être deux noms de famille. La lecture retenue est « %(suggestion)s » (nom "
    "de famille, prénom). Écrivez-le avec une virgule pour trancher.",
)
rule(
    "name.remark",
    Severity.INFO,
    en="“%(value)s” is more than a name. The name was read as “%(suggestion)s”; words beside it are kept as "
    "the role or in the description. If they belong to the name, write it as “Last name, First name”.",
    fr="«\u00a0%(value)s\u00a0» est plus qu'un nom. Le nom retenu est «\u00a0%(suggestion)s\u00a0»\u00a0; "
    "les mots à côté sont gardés comme rôle ou dans la description. S'ils font partie du nom, écrivez-le "
    "«\u00a0Nom, Prénom\u00a0».",
)
rule(
    "name.couple",
    Severity.INFO,
    en="“%(value)s” seems to name two people. They were read as “%(suggestion)s”. If that is wrong, write "
    "the first and last name of each.",
    fr="«\u00a0%(value)s\u00a0» semble nommer deux personnes. La lecture retenue est "
    "«\u00a0%(suggestion)s\u00a0». En cas d'erreur, écrivez le prénom et le nom de chacune.",
)
rule(
    "name.capitals",
    Severity.INFO,
    en="“%(value)s” is written all in capitals or all in small letters. It is kept as written; "
    "“%(suggestion)s” is the usual spelling.",
    fr="« %(value)s » est écrit tout en majuscules ou tout en minuscules. Il est gardé tel quel ; la graphie "
    "habituelle est « %(suggestion)s ».",
)
rule(
    "name.no_name",
    Severity.WARNING,
    en="“%(value)s” looks like an email, a telephone number or a mark, where a name was expected. Write the "
    "name, and put the rest in its own column.",
    fr="« %(value)s » ressemble à un courriel, à un numéro de téléphone ou à un signe, là où un nom est "
    "attendu. Écrivez le nom et placez le reste dans sa propre colonne.",
)

PARTS = {
    "salutation": (Role.SALUTATION,),
    "first_name": (Role.FIRST,),
    "middle_name": (Role.MIDDLE,),
    "last_name": (Role.LAST, Role.SHARED),
    "suffix": (Role.SUFFIX,),
    "preferred_name": (Role.PREFERRED,),
    "remark": (Role.REMARK,),
    "salutation_2": (Role.SALUTATION_2,),
    "first_name_2": (Role.FIRST_2,),
    "middle_name_2": (Role.MIDDLE_2,),
    "last_name_2": (Role.LAST_2, Role.SHARED),
    "suffix_2": (Role.SUFFIX_2,),
    "remark_2": (Role.REMARK_2,),
}
SCHEMA = pl.Schema(
    {"kind": pl.String, "confidence": pl.Float64, "reason": pl.String}
    | dict.fromkeys(PARTS, pl.String)
    | dict.fromkeys(("household", "code", "suggestion", "detail"), pl.String)
)
Numbers = npt.NDArray[np.int64]


@over_distinct
def read_names(values: pl.Series) -> pl.DataFrame:
    """Who is meant by each name: a person, an organization or a couple; and the parts of people's names.

    Args:
        values: n whole names, in any case and in either order ("Ann Lee", "LEE, Ann").

    Returns:
        n rows of SCHEMA. kind is null where the name alone does not tell; its parts are then those of a
        person, to be used where something else tells so. Case is kept as written. household is a couple's
        whole name, cleaned.

        reason is one of legal_form, business_word, article, digits, joined_names (organization), title,
        suffix, comma_order, given_name, two_first_names, last_name, capital_last_name, surname_first,
        initials (person or couple), one_word, unknown_words, no_name (undecided).

    Cost: 2 us a distinct name.
    """
    text = clean(pl.col("text"))
    cleaned = values.to_frame("text").select(
        text.str.replace_all("\n", " "), named=text.is_not_null() & ~is_no_name(text)
    )
    present = cleaned.select(pl.arg_where(pl.col("named"))).to_series()
    if not len(present):
        return pl.DataFrame(schema=SCHEMA).clear(len(values))
    read = _without_remarks(cleaned["text"].gather(present))
    if len(present) == len(values):
        return read
    at = pl.Series([None], dtype=pl.Int64).extend_constant(None, len(values) - 1)
    return read[at.scatter(present, np.arange(len(present)))]


def _without_remarks(names: pl.Series) -> pl.DataFrame:
    """The names read, those with a mark or remark beside them without it where that leaves somebody's."""
    read, marked = _read(names), remarks.apart(names)
    if not marked.height:
        return read
    again = marked.hstack(_read(marked["bare"]))
    numbered = (pl.col("kind") == "couple") & pl.col("beside").str.contains(r"\d").fill_null(False)
    human = pl.col("kind").is_in(["person", "couple"]) & (pl.col("confidence") >= 0.7) & ~numbered
    open_ = pl.col("sunk") & pl.col("kind").is_null() & (pl.col("code") != "name.no_name")
    again = again.filter(human.fill_null(False) | open_).with_columns(
        code=pl.when(human).then(pl.lit("name.remark")).otherwise("code"),
        remark=pl.concat_str("remark", "beside", separator=" ", ignore_nulls=True).replace("", None),
        suggestion=pl.when(human).then(_shown()).otherwise("suggestion"),
    )
    rest = read.with_row_index("at").join(again.select("at"), on="at", how="anti")
    return pl.concat([rest, again.select(rest.columns)]).sort("at").drop("at")


def _shown() -> pl.Expr:
    """The names of the people read, without what stands beside them: "John Smith", "Ann Roe & Bo Lee"."""
    people = [
        pl.concat_str(f"first_name{which}", f"middle_name{which}", f"last_name{which}", separator=" ",
                      ignore_nulls=True).replace("", None)
        for which in ("", "_2")
    ]  # fmt: skip
    return pl.concat_str(people, separator=" & ", ignore_nulls=True)


def _read(names: pl.Series) -> pl.DataFrame:
    pieces = cut(names)
    shape, readings = _shapes(pieces)
    facts = pl.DataFrame(
        [(r.kind, r.confidence, r.reason, r.code) for r in readings],
        schema={"kind": pl.String, "confidence": pl.Float64, "reason": pl.String, "code": pl.String},
        orient="row",
    )[shape]
    roles = _roles(pieces, shape, readings)
    endless = pl.Series(pieces.count > MAX_TOKENS) & (facts["kind"] != "organization").fill_null(True)
    facts = facts.with_columns(
        kind=pl.when(~endless).then("kind"),
        code=pl.when(endless).then(pl.lit("name.unclear")).otherwise("code"),
    )
    roles[endless.to_numpy()[pieces.row]] = Role.NONE
    tokens = pieces.tokens.str.replace_all(JOINT, " ", literal=True)
    columns = {name: _part(pieces, tokens, roles, wanted) for name, wanted in PARTS.items()}
    columns |= {
        name: columns[name].str.replace_all(r"(\() | (\))", "${1}${2}") for name in ("remark", "remark_2")
    }
    frame = with_other_scripts(_with_institutions(facts.with_columns(name=names, **columns)))
    return _with_findings(frame).select(SCHEMA.names())


def _shapes(pieces: Cut) -> tuple[Numbers, list[Reading]]:
    """The number of each name's shape, and the reading of each shape."""
    keep = pieces.position < MAX_TOKENS
    place = pieces.position[keep].astype(np.uint64)
    half = MAX_TOKENS // 2
    bits = (pieces.codes[keep].astype(np.uint64) + 1) << (7 * (place % half))
    starts = np.cumsum(np.minimum(pieces.count, MAX_TOKENS))
    starts = np.concatenate([[0], starts[:-1]]).astype(np.int64)
    low = np.add.reduceat(np.where(place < half, bits, 0), starts)
    high = np.add.reduceat(np.where(place < half, 0, bits), starts)
    keys = pl.DataFrame({"low": low, "high": high})
    distinct = keys.unique().with_row_index("shape")
    shape = keys.join(distinct, on=["low", "high"], how="left", maintain_order="left")["shape"]
    readings = [parse(_tokens(*key)) for key in distinct.select("low", "high").iter_rows()]
    return shape.to_numpy().astype(np.int64), readings


def _tokens(low: int, high: int) -> list[Token]:
    tokens: list[Token] = []
    for key in (low, high):
        while key:
            code = (key & 127) - 1
            tokens.append(Token(v.CLASSES[code >> 1], bool(code & 1), len(tokens)))
            key >>= 7
    return tokens


def _roles(pieces: Cut, shape: Numbers, readings: list[Reading]) -> npt.NDArray[np.uint8]:
    table = np.zeros((len(readings), MAX_TOKENS), np.uint8)
    for number, reading in enumerate(readings):
        for at, role in reading.roles.items():
            table[number, at] = role
    place = np.minimum(pieces.position, MAX_TOKENS - 1)
    return table[shape[pieces.row], place]


def _part(
    pieces: Cut, tokens: pl.Series, roles: npt.NDArray[np.uint8], wanted: tuple[Role, ...]
) -> pl.Series:
    """The tokens of one role, joined by spaces; null where a name has none."""
    at = np.flatnonzero(np.isin(roles, wanted))
    if not len(at):
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(pieces.count))
    row = pieces.row[at]
    alone = np.ones(len(at), bool)
    alone[1:] &= row[1:] != row[:-1]
    several = np.zeros(len(at), bool)
    several[:-1] |= ~alone[1:]
    several |= ~alone
    index = np.full(len(pieces.count), -1, np.int64)
    index[row] = at
    part = tokens.gather(
        pl.Series("at", index).to_frame().select(pl.when(pl.col("at") >= 0).then("at"))["at"]
    )
    if several.any():
        text = tokens.gather(at[several]).to_frame("token").with_columns(row=pl.Series(row[several]))
        joined = text.group_by("row", maintain_order=True).agg(pl.col("token").str.join(" "))
        part = part.scatter(joined["row"], joined["token"])
    return part


def _with_institutions(frame: pl.DataFrame) -> pl.DataFrame:
    """Names that begin as only institutions' do ("Ville de Québec", "Estate of Jane Doe")."""
    at = frame["name"].str.contains(INSTITUTION).arg_true()
    if not len(at):
        return frame
    told = {"kind": "organization", "confidence": 0.95, "reason": "business_word", "code": None}
    for name, value in (dict.fromkeys(PARTS) | told).items():
        frame = frame.with_columns(frame[name].scatter(at, value))
    return frame


def _with_findings(frame: pl.DataFrame) -> pl.DataFrame:
    name, kind = pl.col("name"), pl.col("kind")
    human = kind.is_in(["person", "couple"])
    upper, lower = name.str.to_uppercase(), name.str.to_lowercase()
    one_case = ((name == upper) | (name == lower)) & (upper != lower)  # not in scripts without case
    shouted = human & one_case & pl.col("code").is_null() & name.str.contains(r"\p{L}{2}")
    sorted_name = pl.concat_str(
        "last_name",
        pl.concat_str("first_name", "middle_name", separator=" ", ignore_nulls=True),
        separator=", ",
    )
    two = (pl.col("code") == "name.unclear") & (kind == "couple")
    frame = frame.with_columns(
        code=pl.when(shouted)
        .then(pl.lit("name.capitals"))
        .when(two)
        .then(pl.lit("name.couple"))
        .otherwise("code")
    ).with_columns(
        household=pl.when(kind == "couple").then(name),
        suggestion=pl.when(pl.col("code").is_in(["name.order", "name.two_last_names"]))
        .then(sorted_name)
        .when(pl.col("code").is_in(["name.remark", "name.couple"]))
        .then(_shown()),
        detail=pl.lit(None, pl.String),
    )
    loud = (frame["code"] == "name.capitals").fill_null(False)
    if not loud.any():
        return frame
    suggestion = frame["suggestion"].scatter(loud.arg_true(), recased(frame["name"].filter(loud)))
    return frame.with_columns(suggestion=suggestion)
