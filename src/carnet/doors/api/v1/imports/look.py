"""What was seen of an import's files: sheets, who wrote them, and where each column goes."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from ninja import Field, Schema

from carnet.catalog import ALL_FIELDS
from carnet.choices import Choices, SheetChoices
from carnet.contract import CarnetError
from carnet.doors.api.auth import READS_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.v1.imports.routes import routes
from carnet.findings import Severity, render, rule
from carnet.language import Language
from carnet.office.drafts.choose import choices_of
from carnet.office.drafts.keep import found
from carnet.office.drafts.look import kept_look
from carnet.office.drafts.offers import CUSTOM
from carnet.pipeline.fitting import fit
from carnet.pipeline.look import Look, SeenColumn, SeenFile, SeenSheet
from carnet.providers.layout import providers
from carnet.stages.report.mask import veiled

rule(
    "draft.no_look",
    Severity.ERROR,
    en="The files were not looked at yet as they are now. Wait until they are.",
    fr="Les fichiers n'ont pas encore été examinés tels qu'ils sont. Attendez qu'ils le soient.",
)

_FINDINGS = 8  # of a sheet


class LookFinding(Schema):
    """What is to say of a sheet or a column as a whole."""

    code: str
    severity: str
    message: str
    suggestion: str


class LookColumn(Schema):
    """A column and where it goes."""

    index: int = Field(description="Its position, from 0; by which choices name it.")
    header: str
    field: str | None = Field(
        description="A field of the catalogue or `custom.<name>`; null where it is set aside."
    )
    label: str | None = Field(description="The field as a person knows it.")
    special: str = Field(description="How its cells are read where the field alone does not tell.")
    confidence: float
    reason: str
    chosen: bool = Field(description="A person or a program chose the field for this import.")
    filled: float = Field(description="The share of the rows that have a value, 0 to 1.")
    secret: bool = Field(description="It holds tax identifiers, which are masked.")
    samples: list[str]
    findings: list[LookFinding]


class LookSheet(Schema):
    """A sheet and what it was taken for."""

    file: int = Field(description="The position of its file.")
    sheet: str = Field(description="Its name, by which choices name it; with `file`.")
    number: int | None = Field(
        description="Its number in the plan and in findings; null where it is left out."
    )
    taken: bool
    provider: str
    title: str = Field(description="The provider as a person knows it.")
    confidence: float
    reason: str
    kind: str = Field(
        description="What a row is; contact where each decides, none where no row is a contact."
    )
    header_row: int
    rows: int
    width: int
    country: str | None
    head: list[list[str]] = Field(description="The first rows of the file.")
    columns: list[LookColumn]
    findings: list[LookFinding]


class LookFile(Schema):
    """A file, or one of the lists in a zip."""

    position: int
    path: str
    format: str
    encoding: str | None
    delimiter: str | None
    hidden: list[str] = Field(description="Sheets that the workbook hides.")
    sheets: list[LookSheet]


class LookRecipe(Schema):
    """A saved recipe that fits the files."""

    id: str
    name: str


class ImportLook(Schema):
    """What was seen of the files of an import."""

    files: list[LookFile]
    recipes: list[LookRecipe] = Field(description="Saved recipes that fit, the best first.")


@routes.get(
    "/{import_id}/look",
    auth=READS_IMPORTS,
    operation_id="get_look",
    summary="What the files were taken for",
    response={200: ImportLook},
    openapi_extra=failing(404, 409),
)
def get(request: ApiRequest, import_id: str) -> ImportLook:
    """Sheets, who wrote them, and where each column goes, with the confidence and the reason."""
    draft = found(request.auth.firm, import_id)
    seen = kept_look(draft) if draft.seen else None
    if seen is None:
        raise CarnetError("draft.no_look")
    choices = choices_of(draft)
    return ImportLook(
        files=[_file(one, seen, choices, request.language) for one in seen.files],
        recipes=_fitting(request, seen),
    )


def _fitting(request: ApiRequest, seen: Look) -> list[LookRecipe]:
    fits = [(how, one) for one in request.auth.book.recipes() if (how := fit(one.recipe, seen.sheets))]
    best = sorted(fits, key=lambda found: found[0], reverse=True)
    return [LookRecipe(id=one.key, name=one.name) for _, one in best]


def _file(file: SeenFile, seen: Look, choices: Choices, language: Language) -> LookFile:
    return LookFile(
        position=file.position, path=file.path, format=file.format, encoding=file.encoding,
        delimiter=file.delimiter, hidden=list(file.hidden),
        sheets=[_sheet(sheet, seen, choices, language) for sheet in file.sheets],
    )  # fmt: skip


def _sheet(sheet: SeenSheet, seen: Look, choices: Choices, language: Language) -> LookSheet:
    own = choices.sheets.get(sheet.place, SheetChoices())
    provider = providers().get(sheet.provider)
    about = seen.findings.filter(pl.col("sheet") == pl.lit(sheet.index, pl.UInt16))
    secret = {column.index for column in sheet.columns if column.secret}
    return LookSheet(
        file=sheet.place.file, sheet=sheet.place.sheet, number=sheet.index, taken=sheet.taken,
        provider=sheet.provider, title=provider.title(language) if provider else sheet.provider,
        confidence=round(sheet.confidence, 2), reason=sheet.reason(language), kind=sheet.kind,
        header_row=sheet.header_row, rows=sheet.rows, width=sheet.width, country=sheet.country,
        head=[_head(cells, secret if row > sheet.header_row else set()) for row, cells in sheet.head],
        columns=[_column(column, own, about, language) for column in sheet.columns],
        findings=_findings(about.filter(pl.col("column").is_null()), language),
    )  # fmt: skip


def _head(cells: Sequence[str], secret: set[int]) -> list[str]:
    return [veiled(cell) if at in secret else cell for at, cell in enumerate(cells)]


def _column(seen: SeenColumn, own: SheetChoices, about: pl.DataFrame, language: Language) -> LookColumn:
    field = own.columns.get(seen.index, seen.field or "")
    return LookColumn(
        index=seen.index, header=seen.header, field=field or None, label=_label(field, language),
        special=seen.special, confidence=round(seen.confidence, 2), reason=seen.reason(language),
        chosen=seen.index in own.columns, filled=round(seen.filled, 3), secret=seen.secret,
        samples=[veiled(text) for text in seen.samples] if seen.secret else list(seen.samples),
        findings=_findings(about.filter(pl.col("column") == seen.index), language),
    )  # fmt: skip


def _label(field: str, language: Language) -> str | None:
    entry = ALL_FIELDS.get(field)
    return entry.label(language) if entry else field.removeprefix(CUSTOM) or None


def _findings(about: pl.DataFrame, language: Language) -> list[LookFinding]:
    told = []
    for row in about.head(_FINDINGS).iter_rows(named=True):
        suggestion = row["suggestion"] or ""
        if row["code"].startswith("column."):  # what it suggests is a field
            suggestion = _label(suggestion, language) or ""
        one = render(
            row["code"], language, row=row["row"] or 0, value=row["value"] or "", suggestion=suggestion,
            detail=row["detail"] or "",
        )  # fmt: skip
        told.append(
            LookFinding(code=one.code, severity=one.severity, message=one.message, suggestion=suggestion)
        )
    return told
