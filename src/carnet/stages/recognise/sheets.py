"""One sheet after another: its header, its provider, its rows, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import polars as pl

from carnet.contract import CarnetError, Options, Recognised, Sheet, SourceFile
from carnet.findings import FINDINGS, gather
from carnet.language import Language, Text
from carnet.providers.layout import FINDINGS_SHEETS, GUIDE_SHEETS, Provider, key, providers, reserved
from carnet.stages.recognise import rules as rules  # declares what this stage may say
from carnet.stages.recognise.claim import OTHER, Claim, claims, forced
from carnet.stages.recognise.header import Header, Row, clean, find
from carnet.stages.recognise.plain import MOST, are_address_labels, find_single, is_plain_list, leading_titles
from carnet.stages.recognise.rows import left_out, lone_rows, second_table
from carnet.stages.recognise.words import (
    NO_LISTS,
    is_email,
    is_hint,
    is_rule,
    is_value,
    likeness,
    may_reach,
    names_somebody,
)

HEAD = 60  # first rows among which the header is looked for
UNCERTAIN = 0.6  # the most that a provider is sure that another fits nearly as well
TIE = 0.1  # two providers whose claims are nearer than this are told apart by a person
_SHOWN = 5  # texts of rows that a finding cites
_FIELDS = 3  # names of fields one below the other that make no list
_PACKAGES = ("<?xml", "<html", "<!doctype", "!hdr", "{\\rtf", "%pdf")


def recognise(
    files: Sequence[SourceFile], options: Options, own: Sequence[Options] = ()
) -> tuple[list[Recognised], pl.DataFrame]:
    """Who made each sheet, and which of its rows are contacts.

    Args:
        files: the read files; each sheet of each is recognised by itself, in order.
        options: what a person fixed: the provider, the header row.
        own: the same for each sheet by itself; where none is given, the options hold for all.

    Returns:
        One Recognised a sheet, kind "none" where it is no list of contacts, and findings.FINDINGS
        whose ``sheet`` counts the sheets of all files in order.

    Raises:
        CarnetError: provider.unknown, header.beyond, header.cards: the options cannot be followed.

    Cost: the first and last rows, and one pass in columns over the rows with few cells.
    """
    sheets = [sheet for file in files for sheet in file.sheets]
    own = own or [options] * len(sheets)
    _check_header_row(sheets, options.header_row)
    for sheet, its in zip(sheets, own, strict=True):
        if its.header_row != options.header_row:
            _check_header_row([sheet], its.header_row)
    wishes = [_Wish(_provider(its.provider), its.header_row) for its in own]
    found: list[Recognised] = []
    said: list[Said] = []
    for _, together in groupby(files, key=lambda file: (file.position, file.path.removesuffix(file.member))):
        first = len(found)
        for file in together:
            for recognised, notes in _file(file, wishes[len(found) : len(found) + len(file.sheets)]):
                found.append(recognised)
                said.append(notes)
        codes = {code for notes in said[first:] for code, _, _ in notes}
        if "sheet.no_list" in codes and all(recognised.kind == "none" for recognised in found[first:]):
            said[first].append(("file.no_list", "", ""))
    return found, gather([_frame(index, notes) for index, notes in enumerate(said)])


Said = list[tuple[str, str, str]]  # code, value, detail


class _Wish(NamedTuple):
    """What a person fixed about one sheet."""

    provider: Provider | None
    header_row: int | None


def _file(file: SourceFile, wishes: Sequence[_Wish]) -> list[tuple[Recognised, Said]]:
    """The sheets of a file; where none of them has a header, bare names count as a list too."""
    asked = list(zip(file.sheets, wishes, strict=True))
    found = [_sheet(sheet, *wish) for sheet, wish in asked]
    if all(recognised.kind == "none" for recognised, _ in found):
        found = [_sheet(sheet, *wish, bare=True) for sheet, wish in asked]
    return found


def _frame(index: int, said: Said) -> pl.DataFrame:
    rows = [
        {"sheet": index, "row": None, "column": None, "code": code, "value": value, "suggestion": "",
         "detail": detail}
        for code, value, detail in said
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=FINDINGS)


def _provider(name: str | None) -> Provider | None:
    if name is None:
        return None
    known = providers()
    if name not in known:
        raise CarnetError("provider.unknown", value=name, detail=", ".join(sorted(known)))
    return known[name]


def _check_header_row(sheets: Sequence[Sheet], row: int | None) -> None:
    if not row or not sheets:
        return
    if row > 0 and any(sheet.header is None and _has_row(sheet, row) for sheet in sheets):
        return
    if all(sheet.header is not None for sheet in sheets):
        raise CarnetError("header.cards", value=row)
    last = max((_last_row(sheet) for sheet in sheets if sheet.rows), default=0)
    raise CarnetError("header.beyond", value=row, detail=last)


def _has_row(sheet: Sheet, row: int) -> bool:
    return sheet.rows > 0 and not sheet.scan().filter(pl.col("row") == row).select("row").collect().is_empty()


def _last_row(sheet: Sheet) -> int:
    return int(sheet.scan().select(pl.col("row").max()).collect().item())


def _sheet(
    sheet: Sheet, provider: Provider | None, header_row: int | None, *, bare: bool = False
) -> tuple[Recognised, Said]:
    if not sheet.rows or not sheet.width:
        return _none(sheet, Text("The sheet is empty.", "La feuille est vide.")), [("sheet.empty", "", "")]
    if sheet.header is not None:
        return _named(sheet, sheet.header), []
    if header_row and not _has_row(sheet, header_row):  # it is that of another sheet
        header_row = None
    head, drawn = _without_rules(_head(sheet, header_row))
    if not head:
        return _none(sheet, _NO_HEADER), [("sheet.no_list", "", "")]
    if key(_first(head)).startswith(GUIDE_SHEETS):
        return _none(sheet, _GUIDE), []
    if said := _no_list(sheet, head, header_row):
        return _none(sheet, Text("The sheet is no list.", "La feuille n'est pas une liste.")), said
    if header_row is None and are_address_labels(head):
        return _none(sheet, _NO_HEADER), [("sheet.address_labels", str(head[0].number), _first(head))]
    header = _header(head, header_row)
    if header_row is None and _stands_across(head, header):
        return _none(sheet, _NO_HEADER), [("sheet.across", "", "")]
    text_file = sheet.delimiter is not None
    if header is None and not (_has_values(head) or (bare and is_plain_list(head, text_file=text_file))):
        return _none(sheet, _NO_HEADER), [("sheet.no_list", "", "")]
    if header is None:
        return _headerless(sheet, head, drawn, provider)
    return _listed(sheet, head, drawn, header, provider, header_row is not None)


Drawn = dict[int, str]


def _without_rules(head: Sequence[Row]) -> tuple[list[Row], Drawn]:
    """The rows, and those that are but a line drawn between others."""
    drawn = {row.number: "title" for row in head if all(map(is_rule, filter(None, row.cells)))}
    return [row for row in head if row.number not in drawn], drawn


def _header(head: Sequence[Row], chosen: int | None) -> Header | None:
    if chosen is not None:
        return find(head, chosen)
    single = find_single(head)
    several = find(head) if any(row.filled > 1 for row in head) else None
    if several and (single is None or any(len(text) > 1 and likeness(text) == 1 for text in several.texts)):
        return several
    return single


_BY_VALUES = Text(
    "No row names the columns; they were told from their values.",
    "Aucune ligne ne nomme les colonnes ; elles ont été reconnues d'après leurs valeurs.",
)
_GUIDE = Text("The sheet is the import file's guide.", "La feuille est la notice du fichier d'importation.")
_NO_HEADER = Text("No row names columns of contacts.", "Aucune ligne ne nomme des colonnes de contacts.")


def _head(sheet: Sheet, header_row: int | None) -> list[Row]:
    first = sheet.head(HEAD)
    if header_row and (first.is_empty() or header_row > first["row"][-1]):
        near = pl.col("row").is_between(header_row - 2, header_row + HEAD)
        first = pl.concat([first, sheet.scan().filter(near & (pl.col("row") > first["row"][-1])).collect()])
    return [Row(number, tuple(clean(cell) for cell in cells)) for number, *cells in first.iter_rows()]


def _first(head: Sequence[Row]) -> str:
    return next(cell for cell in head[0].cells if cell)


def _no_list(sheet: Sheet, head: Sequence[Row], header_row: int | None) -> Said:
    first = _first(head)
    if key(first).startswith(FINDINGS_SHEETS):
        return [("sheet.findings", "", "")]
    if first.casefold().startswith(_PACKAGES):
        return [("sheet.package", first[:20], "")]
    if key(sheet.name) in NO_LISTS and header_row is None:
        return [("sheet.no_list", "", "")]
    return []


def _has_values(head: Sequence[Row]) -> bool:
    """Whether a sheet without a header may still be a list: rows of equal shape, emails or numbers."""
    several = [row for row in head if row.filled >= 2]
    if 2 * len(several) < len(head):
        return sum(any(map(is_email, row.cells)) for row in head) >= MOST * len(head)
    return any(is_value(cell) for row in several for cell in row.cells) or len(several) == len(head)


def _none(sheet: Sheet, reason: Text) -> Recognised:
    return Recognised(sheet, OTHER, "", 0.9, reason, 0, ("",) * sheet.width, kind="none")


def _named(sheet: Sheet, header: Sequence[str]) -> Recognised:
    layout = providers()["vcard"].layouts[0]
    reason = Text("The file is a vCard, which names its own fields.",
                  "Le fichier est une vCard, qui nomme elle-même ses champs.")  # fmt: skip
    return Recognised(sheet, "vcard", layout.name, 1.0, reason, 0, tuple(header), kind=layout.kind)


def _headerless(
    sheet: Sheet, head: Sequence[Row], drawn: Drawn, provider: Provider | None
) -> tuple[Recognised, Said]:
    out = left_out(sheet, (), (), head) | drawn | dict.fromkeys(leading_titles(head), "title")
    recognised = Recognised(
        sheet, provider.name if provider else OTHER, "", 0.2, _BY_VALUES, 0, ("",) * sheet.width, out
    )
    said = [*_rows_said(out), *_hidden_said(sheet, recognised.headers)]
    return recognised, [("header.missing", "", ""), *said]


def _listed(
    sheet: Sheet, head: Sequence[Row], drawn: Drawn, header: Header, provider: Provider | None, chosen: bool
) -> tuple[Recognised, Said]:
    titles = [cell for row in head if row.number < header.rows[0] for cell in row.cells if cell]
    found = claims(header.texts, titles, sheet.name)
    best = forced(provider, header.texts) if provider else next(iter(found), None)
    if best is None and not chosen and provider is None and not _names_somebody(header, head):
        return _none(sheet, _NO_HEADER), [("sheet.no_list", "", "")]
    own = next(row.cells for row in head if row.number == header.rows[-1])
    out = left_out(sheet, header.rows, own, head) | drawn | _hints(head, header.rows[-1])
    groups, maybe = lone_rows(sheet, header.rows, out) if sum(map(bool, header.texts)) > 2 else ([], [])
    second = second_table(sheet, header.rows[-1], own)
    out |= dict.fromkeys(second, "title")
    said = [
        *_rows_said(out),
        *_lone_said("rows.group_titles", groups),
        *_lone_said("rows.maybe_titles", maybe),
    ]
    out |= {row.number: "title" for row in groups}
    recognised = replace(
        _claimed(sheet, header, best, provider), left_out=out, kind=best.layout.kind if best else "contact"
    )
    said += _longer(sheet, header, out)
    if second:
        said.append(("sheet.second_table", str(second[0]), str(len(second))))
    if not provider and best and (doubt := _uncertain(best, found)):
        said += doubt
        recognised = replace(recognised, confidence=min(recognised.confidence, UNCERTAIN))
    ours = any(target.special in {"bulk_state", "row_mark"} for target in reserved(header.texts).values())
    said += [] if ours else _hidden_said(sheet, header.texts)
    if sheet.rows <= len(out) + 1 and not ours:  # Carnet writes the tabs of all kinds
        said.append(("sheet.no_rows", "", ""))
    return recognised, said


def _hints(head: Sequence[Row], last: int) -> Drawn:
    """The row below the header where it says what to write in each column."""
    row = next((row for row in head if row.number > last), None)
    cells = [cell for cell in row.cells if cell] if row else []
    return {row.number: "header"} if row and len(cells) > 1 and all(map(is_hint, cells)) else {}


def _stands_across(head: Sequence[Row], header: Header | None) -> bool:
    """Whether the names of the fields stand one below the other, and those of a header do not."""
    first = [row.cells[0] for row in head if row.cells[0]]
    known = sum(likeness(cell) == 1 for cell in first)
    beside = sum(likeness(text) == 1 for text in header.texts[1:]) if header else 0
    return len(first) >= _FIELDS and known > len(first) / 2 and beside == 0 and len(head[0].cells) > 1


def _longer(sheet: Sheet, header: Header, out: Drawn) -> Said:
    """Rows of a text file that go on where the header has ended."""
    end = max((place for place, text in enumerate(header.texts, 1) if text), default=sheet.width)
    beyond = [pl.col(name).is_not_null() for name in sheet.columns()[end:]]
    if not beyond or sheet.delimiter is None:
        return []
    below = (pl.col("row") > header.rows[-1]) & ~pl.col("row").is_in(list(out))
    rows = sheet.scan().filter(below & pl.any_horizontal(beyond)).select("row").collect()["row"]
    return [("rows.long", str(len(rows)), str(rows[0]))] if len(rows) else []


def _claimed(sheet: Sheet, header: Header, claim: Claim | None, provider: Provider | None) -> Recognised:
    if claim is None:
        name = provider.name if provider else OTHER
        reason = Text("No provider's tell-tale headers were found; the columns are mapped by their words.",
                      "Aucun en-tête caractéristique d'un fournisseur n'a été trouvé ; les colonnes sont "
                      "associées d'après leurs mots.")  # fmt: skip
        return Recognised(
            sheet, name, "", 1.0 if provider else round(0.4 + 0.5 * header.sure, 2), reason, header.rows[-1],
            header.texts,
        )  # fmt: skip
    if provider:
        confidence, reason = 1.0, Text("The provider was chosen.", "Le fournisseur a été choisi.")
    else:
        confidence, reason = claim.confidence, _why(claim)
    return Recognised(
        sheet, claim.provider.name, claim.layout.name, confidence, reason, header.rows[-1], header.texts
    )


def _why(claim: Claim) -> Text:
    share = round(100 * claim.share)
    title, telling = claim.provider.title, claim.evidence
    return Text(
        f"{share}% of the headers are those of {title.en}; {telling} of them are tell-tale.",
        f"{share} % des en-têtes sont ceux de {title.fr} ; {telling} d'entre eux sont caractéristiques.",
    )


def _uncertain(best: Claim, found: Sequence[Claim]) -> Said:
    rival = next((claim for claim in found if claim.provider != best.provider), None)
    if rival is None or best.score - rival.score > TIE:
        return []
    return [("provider.uncertain", best.provider.title(Language.EN), rival.provider.title(Language.EN))]


def _rows_said(out: dict[int, str]) -> Said:
    return [("rows.left_out", str(len(out)), str(min(out)))] if out else []


def _hidden_said(sheet: Sheet, headers: Sequence[str]) -> Said:
    """The columns that a workbook does not show, by name or number, where they have cells."""
    if not sheet.hidden:
        return []
    filled = sheet.scan().select(pl.col(f"c{index}").is_not_null().any() for index in sheet.hidden).collect()
    names = [headers[index] or str(index + 1) for index in sheet.hidden if filled[f"c{index}"].item()]
    return [("sheet.hidden_columns", ", ".join(names), "")] if names else []


def _lone_said(code: str, rows: Sequence[Row]) -> Said:
    texts = list(dict.fromkeys("".join(row.cells) for row in rows))
    return [(code, str(len(rows)), ", ".join(texts[:_SHOWN]))] if rows else []


def _names_somebody(header: Header, head: Sequence[Row]) -> bool:
    """Whether any column may name or reach a contact; a table of rates or services has none."""
    if any(names_somebody(text) for text in header.texts):
        return True
    return any(may_reach(cell) for row in head for cell in row.cells)
