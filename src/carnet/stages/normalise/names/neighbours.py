"""Words whose class their neighbours decide: "Rossi e Bianchi", "Ortega y Gasset", "Kim Min-jun"."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.normalise.names import vocabulary as v

Codes = npt.NDArray[np.uint8]  # the class of each token times two, plus one for capitals
Numbers = npt.NDArray[np.int64]

_GIVEN = [v.CLASSES.index(mark) for mark in (v.GIVEN, v.EITHER, v.TITLE)]
ANDS = ["e", "en", "i", "og", "och", "és"]  # in small letters, between given names
_LINKS = ["y", "e", "i"]  # between two last names of one person
_IRISH = """
brien connor connell neill neil reilly donnell sullivan keefe keeffe leary hara malley dwyer grady toole
rourke shea callaghan flaherty dea meara gorman driscoll halloran loughlin mahony regan riordan donoghue
donovan doherty farrell hanlon kane kelly byrne brian dowd
"""
_KOREAN = """
kim lee park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin sin
kwon hwang ahn an song ryu yoo yu hong jeon moon son bae baek baik heo hur nam noh roh ha kwak joo min koo
goo woo na jin eom cha bang byun
"""
_SYLLABLES = """
ah bin bo bok bong byung byeong chae chan chang cheol chul chung dae deok do dong duk eun ga geun gi gil guk
gun gwang gyeong gyu ha hae hak han hee heon ho hong hoon hui hun hwa hwan hye hyeok hyeon hyo hyuk hyun il
in ja jae jeong ji jin jo jong joo joon ju jun jung kang keun ki kuk kun kwang kwon kyeong kyu kyung man mi
min mo moon mun myeong myung na nam ok pil rae ran ri rim ryeol ryul sang seo seok seon seong seung shik si
sik so sol sook soon soo su suk sun sung tae u uk ung won wook woo woong ye yeol yeon yeong yong yoo yoon
young yu yul yun
"""
_TWO = {"one": pl.String, "two": pl.String}
_O_NAMES, _FAMILIES, _HALVES = (frozenset(words.split()) for words in (_IRISH, _KOREAN, _SYLLABLES))


def plain(token: pl.Expr) -> pl.Expr:
    """A word as the lists hold it: no case, accents, apostrophes, full stops."""
    folded = token.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"[\p{Mn}'’.]", "")
    return folded.str.replace_all("œ", "oe").str.replace_all("ß", "ss").str.replace_all("ø", "o")


def told_by_neighbours(tokens: pl.Series, row: Numbers, position: Numbers, codes: Codes) -> Codes:
    """The classes of the tokens of names, where those beside a token tell its own.

    Args:
        tokens, row, position, codes: as in tokens.Cut.
    """
    last = np.append(row[1:] != row[:-1], True)
    changed = codes.copy()
    for decide in (_links, _last_names_twice, _irish, _korean):
        decide(tokens, row, position, last, changed)
    return changed


def _plain(tokens: pl.Series, at: Numbers) -> list[str]:
    return tokens.gather(at).to_frame("token").select(plain(pl.col("token"))).to_series().to_list()


def _set(codes: Codes, at: Numbers, mark: str) -> None:
    codes[at] = v.CLASSES.index(mark) * 2 + (codes[at] & 1)


def _links(
    tokens: pl.Series, row: Numbers, position: Numbers, last: npt.NDArray[np.bool_], codes: Codes
) -> None:
    """ "Giuseppe e Anna Rossi" are two, "José Ortega y Gasset" is one."""
    at = tokens.is_in([*ANDS, *_LINKS]).arg_true().to_numpy().astype(np.int64)
    at = at[(position[at] > 0) & ~last[at]]
    if not len(at):
        return
    marks = codes >> 1
    first = at - position[at]
    upper = tokens.gather(at + 1).str.contains(r"^\p{Lu}").to_numpy()
    named = np.isin(marks[at + 1], _GIVEN) & (np.isin(marks[at - 1], _GIVEN) | np.isin(marks[first], _GIVEN))
    _set(codes, at[named & upper & tokens.gather(at).is_in(ANDS).to_numpy()], v.AND)
    own = (
        (position[at] > 1) & last[at + 1] & ~np.isin(marks[at + 1], _GIVEN) & ~np.isin(marks[at - 1], _GIVEN)
    )
    own &= np.isin(marks[first], _GIVEN) & upper & tokens.gather(at).is_in(_LINKS).to_numpy()
    _set(codes, at[own], v.LINK)


def _last_names_twice(
    tokens: pl.Series, row: Numbers, position: Numbers, last: npt.NDArray[np.bool_], codes: Codes
) -> None:
    """Thomas is a last name in "Ava Thomas & Liam Thomas" though many are called Thomas."""
    before = np.flatnonzero(
        np.append(codes[1:] >> 1 == v.CLASSES.index(v.AND), False) & (position > 0) & ~last
    )
    if len(before):
        ends = np.flatnonzero(last)[row[before]]
        same = np.array(_plain(tokens, before)) == np.array(_plain(tokens, ends))
        _set(codes, np.concatenate([before[same], ends[same]]), v.SURNAME)


def _irish(
    tokens: pl.Series, row: Numbers, position: Numbers, last: npt.NDArray[np.bool_], codes: Codes
) -> None:
    """ "Pat O Brien", whose apostrophe a program lost."""
    at = tokens.is_in(["O", "o"]).arg_true().to_numpy().astype(np.int64)
    at = at[(position[at] > 0) & ~last[at]]
    if len(at):
        _set(codes, at[[word in _O_NAMES for word in _plain(tokens, at + 1)]], v.VAN)


def _korean(
    tokens: pl.Series, row: Numbers, position: Numbers, last: npt.NDArray[np.bool_], codes: Codes
) -> None:
    """ "Kim Min-jun" and "Lee Soo Jin" have the family name in front."""
    starts = np.flatnonzero(position == 0)
    ends = np.flatnonzero(last)
    few = np.isin(ends - starts, (1, 2))
    starts, ends = starts[few], ends[few]
    chosen = tokens.gather(starts).str.to_lowercase().is_in(sorted(_FAMILIES)).to_numpy()
    starts, ends = starts[chosen], ends[chosen]
    given = pl.DataFrame({"one": _plain(tokens, starts + 1), "two": _plain(tokens, ends)}, schema=_TWO)
    halves = (
        pl.when(pl.lit(ends - starts == 1))
        .then(pl.col("one").str.split("-"))
        .otherwise(pl.concat_list("one", "two"))
    )
    syllables = pl.element().is_in(sorted(_HALVES))
    korean = given.select((halves.list.len() == 2) & halves.list.eval(syllables).list.all()).to_series()
    starts, ends = starts[korean.to_numpy()], ends[korean.to_numpy()]
    _set(codes, np.concatenate([starts + 1, ends]), v.GIVEN)
    _set(codes, starts, v.ASIAN)
