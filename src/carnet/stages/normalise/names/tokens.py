"""Names cut into tokens, and the class of each token; whole columns at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.neighbours import plain, told_by_neighbours

MAX_TOKENS = 18  # of a name; nine classes of seven bits fit in each of a shape's two keys
JOINT = "\ue000"  # stands for the space inside "Jean Pierre" while the name is cut

# Given names written with a space that are one name, when something follows.
_PAIRS = (
    ("jean", "pierre|paul|claude|marc|luc|louis|fran[cç]ois|michel|philippe|s[eé]bastien|jacques|yves|marie"
     "|baptiste|charles|christophe|guy|ren[eé]|denis|robert|patrick|daniel"),
    ("marie", "claude|[eèé]ve|pier|pierre|jos[eé]e|france|h[eé]l[eè]ne|christine|andr[eé]e|th[eé]r[eè]se"
     "|laure|louise|anne|chantal|claire|soleil|no[eë]lle|lou|michelle|odile|paule"),
    ("anne", "marie|sophie|laure|claire|charlotte|julie"),
    ("pierre", "luc|yves|olivier|marc|alexandre|paul|louis|andr[eé]"),
    ("marc", "andr[eé]|antoine|olivier"),
    ("louis", "philippe|charles"),
    ("charles", "andr[eé]|antoine|[eé]tienne"),
    ("mary", "ann|anne|beth|jane|lou|kate|ellen|jo"),
    ("jos[eé]", "luis|antonio|mar[ií]a|manuel|miguel|carlos|angel"),
    ("mar[ií]a", "jos[eé]|teresa|luisa|fernanda|elena|isabel|del carmen"),
    ("juan", "carlos|jos[eé]|manuel|pablo|francisco|antonio"),
    ("luis", "miguel|fernando|alberto"),
    ("hans", "peter|j[uü]rgen|joachim"),
    ("karl", "heinz"),
)  # fmt: skip
_JOINS = {
    **{first: rf"\b((?:{first})) ((?:{second}))\b" for first, second in _PAIRS},
    r"abd\w*": r"\b(abd(?:[uo]+l|el|al)?) (rahman|rahim|aziz|karim|kareem|malik|latif|hamid|hadi|wahab|qadir"
    r"|kader)\b",
}
_MAY_JOIN = (
    r"(?i)\b(?:jean|marie|anne|pierre|marc|louis|charles|mary|jos[eé]|mar[ií]a|juan|luis|hans|karl|abd\w*) "
)

_PUNCTUATION = r"[,;*&+()\[\]\"“”„«»/|]"
_ODD = rf"{_PUNCTUATION}|JT(?:WROS|ROS|TEN) |['‘’](?:\s|$)|\s{{2}}"
_BEHIND = r"(?:van|von|vom|zu|zur|de|der|den|ten|ter|du|des|da|dos|das|di|del|della|la)"  # as the Dutch sort
# What a name must hold to be changed, the pattern and what it becomes.
_BESIDE = (
    ("['‘’]", r"(^|\s)['‘’]([\p{L} .-]+)['‘’](\s|$)", '${1}"${2}"${3}'),  # 'Bob' as a nickname
    ("[/|]", r"(\p{L}{2,})\s*[/|]\s*(\p{L}{2,})", "${1} / ${2}"),  # not in A/S, t/a, c/o
    (";", r"(\p{L}{2,}\.?|\p{L}\.)\s*;\s*(\p{L})", "${1} & ${2}"),  # a list of people
    (" JT", r"(\p{L}),? (?:JTWROS|JTROS|JTTEN) (\p{L})", "${1} & ${2}"),
    (",", rf"^([^,]+), ([^,]+?)((?: {_BEHIND})+)$", "${3} ${1}, ${2}"),  # "Berg, Jan van der"
    ("[,;]", r"[,;]", " , "),
    (r"\*", r"^\*+|\*+$", " * "),
    ("[&+()]", r"([&+()])", " ${1} "),
    (r"\[", r"\[", " ( "),
    (r"\]", r"\]", " ) "),
    ("""["“”„«»'‘’]""", r'["“”„«»]', ' " '),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """Names as tokens.

    Attributes:
        tokens: m texts, name after name.
        row: m numbers: the name that each token belongs to.
        position: m numbers: its place in the name, from 0.
        first: n numbers: where each name begins in tokens.
        count: n numbers of tokens.
        codes: m UInt8: the class (index into vocabulary.CLASSES) times two, plus one where the token is
            written in capitals.
    """

    tokens: pl.Series
    row: npt.NDArray[np.int64]
    position: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    codes: npt.NDArray[np.uint8]


def cut(names: pl.Series) -> Cut:
    """Names, none of them null or empty, cut at spaces and punctuation."""
    lists = _spaced(_joined(names)).str.strip_chars().str.split(" ")
    count = lists.list.len().to_numpy().astype(np.int64)
    first = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64)
    tokens = lists.explode(empty_as_null=True).alias("token")
    row = np.repeat(np.arange(len(names)), count)
    position = np.arange(len(tokens)) - first[row]
    return Cut(tokens, row, position, first, count, told_by_neighbours(tokens, row, position, _codes(tokens)))


def _where(names: pl.Series, pattern: str, change: pl.Expr) -> pl.Series:
    """The names with ``change`` (an expression over "name") made where the pattern is found."""
    found = names.str.contains(pattern)
    if not found.any():
        return names
    changed = names.filter(found).to_frame("name").select(change).to_series()
    return names.scatter(found.arg_true(), changed)


def _joined(names: pl.Series) -> pl.Series:
    name, heads = pl.col("name"), _heads(names)
    if not heads:
        return names.clone()
    for pattern in (join for first, join in _JOINS.items() if _begins(first, heads)):
        behind = r"(,? ?\p{L}| ?&)"
        name = name.str.replace_all(rf"(?i){pattern}{behind}", f"${{1}}{JOINT}${{2}}${{3}}")
        name = name.str.replace_all(rf"(?i)(,\s*){pattern}", f"${{1}}${{2}}{JOINT}${{3}}")
    return _where(names.clone(), _MAY_JOIN, name)


def _heads(names: pl.Series) -> list[str]:
    """The words of the names with which given names of two words begin."""
    found = names.filter(names.str.contains(_MAY_JOIN)).str.extract_all(_MAY_JOIN)
    return found.explode(empty_as_null=True).unique().str.strip_chars().to_list()


def _begins(first: str, heads: list[str]) -> bool:
    return any(re.fullmatch(first, head, re.IGNORECASE) for head in heads)


def _spaced(names: pl.Series) -> pl.Series:
    at = names.str.contains(_ODD).arg_true()
    odd = names.gather(at).to_frame("name")
    held = odd.select(
        pl.col("name").str.contains(mark).any().alias(str(at)) for at, (mark, _, _) in enumerate(_BESIDE)
    )
    name = pl.col("name")
    for found, (_, pattern, replacement) in zip(held.row(0), _BESIDE, strict=True):
        name = name.str.replace_all(pattern, replacement) if found else name
    return names.scatter(at, odd.select(name.str.replace_all(" {2,}", " ")).to_series())


def _codes(tokens: pl.Series) -> npt.NDArray[np.uint8]:
    token = pl.col("token")
    distinct = tokens.unique().to_frame().with_columns(folded=plain(token))
    halves = distinct["folded"].str.extract(rf"^(\p{{L}}+)[-{JOINT}]\p{{L}}+$", 1)
    distinct = distinct.with_columns(known=_known(distinct["folded"]), half=_known(halves))
    letters = token.str.replace_all(r"\P{L}", "")
    capitals = (letters.str.len_chars() > 1) & (letters == letters.str.to_uppercase())
    marks = {mark: index for index, mark in enumerate(v.CLASSES)}
    table = distinct.select(
        token,
        code=(_class(token).replace_strict(marks, return_dtype=pl.UInt8) * 2 + capitals.cast(pl.UInt8)),
    )
    joined = tokens.to_frame().join(table, on="token", how="left", maintain_order="left")
    return joined["code"].to_numpy().astype(np.uint8)


_SLASHED = ["a/s", "s/s", "t/a", "k/s", "i/s", "d/b/a", "a.t.f.", "o/a"]
# Words beside a name that are no part of it: the name is read without them, and it is said.
_BEFORE_NAMES = [
    "c/o", "attn", "attn:", "attn.", "attention", "attention:", "wife", "husband", "spouse", "épouse",
    "conjoint", "conjointe",
]  # fmt: skip
# McDonald, O'Neil, LeBlanc: a capital inside that makes no firm of a name.
_INNER_CAPITAL = r"^(?:Mc|Mac|De|Di|Da|La|Le|Du|Van|Von|Fitz|St|Ste|O|D|L|Al|El)['’-]?\p{Lu}"


def _class(token: pl.Expr) -> pl.Expr:
    """The class of each token, by the columns folded, known and half as well."""
    folded, known = pl.col("folded"), pl.col("known")
    lower = token.str.to_lowercase()
    compound = _compound()
    return (
        pl.when(token.is_in([",", "(", ")", '"'])).then(token)
        .when(token.str.contains(r"^[-–—]+$")).then(pl.lit(v.DASH))
        .when(token.str.contains(r"[^@]@.|^https?:|^www\.|^\+?[\d().-]{7,}$")).then(pl.lit(v.ADDRESS))
        .when(lower.is_in(_BEFORE_NAMES)).then(pl.lit(v.OTHER))
        .when(lower == "m.").then(pl.lit(v.MONSIEUR))
        .when(lower == "me.").then(pl.lit(v.TITLE))
        .when(lower.is_in(_SLASHED)).then(pl.lit(v.LEGAL))
        .when(token.str.contains(r"\p{N}")).then(pl.lit(v.DIGITS))
        .when(token.is_in(["y", "ou"])).then(pl.lit(v.AND))
        .when(token.str.contains(r"^[OoDdÓó]['’]$|^[Óó]$")).then(pl.lit(v.VAN))
        .when(token.str.contains(r"^(?:\p{L}\.?|(?:\p{L}\.)+(?:-?\p{L}\.?)?|\p{Lu}\.?-\p{Lu}\.?)$")
              & known.is_null()).then(pl.lit(v.INITIAL))
        .when(known.is_not_null()).then(known)
        .when(compound.is_not_null()).then(compound)
        .when(token.str.contains(r"(?i)^.{2,}['’]s$")).then(pl.lit(v.BUSINESS))
        .when(folded.str.contains(r"^\p{L}{3,}(?:verein|verband|stiftung|gesellschaft|genossenschaft)$"))
        .then(pl.lit(v.BUSINESS))
        .when(token.str.contains(r"^[\p{L}\p{N}-]+\.(?i:com|net|org|io|ca|fr|au|co|biz|info|test|example)$"))
        .then(pl.lit(v.BUSINESS))
        .when(token.str.contains(r"\p{Ll}\p{Lu}")
              & ~token.str.contains(_INNER_CAPITAL))
        .then(pl.lit(v.HINT))
        .when(token.str.contains(r"\p{L}")).then(pl.lit(v.WORD))
        .otherwise(pl.lit(v.OTHER))
    )  # fmt: skip


def _known(folded: pl.Series) -> pl.Series:
    """The class of each word that the lists have."""
    classes = v.word_classes()
    return pl.Series([classes.get(word) for word in folded], dtype=pl.String)


def _compound() -> pl.Expr:
    """Jean-Pierre and Smith-Jones: the class of the first half, where both halves are letters."""
    known, joint = pl.col("half"), pl.col("folded").str.contains(JOINT)
    return (
        pl.when(joint).then(pl.lit(v.GIVEN))
        .when(known.is_in([v.GIVEN, v.SURNAME, v.HISPANIC, v.ASIAN])).then(known)
        .when(known == v.EITHER).then(pl.lit(v.EITHER))
    )  # fmt: skip
