"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.importing import (
    back,
    check,
    columns,
    duplicates,
    files,
    plan,
    progress,
    recipes,
    recognised,
    result,
    start,
)
from carnet.doors.web.importing.drafted import at_draft

app_name = "importing"
urlpatterns = [
    path("", start.start, name="start"),
    path("<slug:key>/", start.resume, name="resume"),
    path("<slug:key>/discard/", start.discard, name="discard"),
    path("<slug:key>/progress/", at_draft(progress.progress), name="progress"),
    path("<slug:key>/again/", at_draft(progress.again), name="again"),
    path("<slug:key>/undo/", at_draft(back.undo), name="undo_step"),
    path("<slug:key>/redo/", at_draft(back.redo), name="redo_step"),
    path("<slug:key>/files/", files.files, name="files"),
    path("<slug:key>/files/<int:number>/remove/", files.remove, name="remove"),
    path("<slug:key>/recognised/", recognised.recognised, name="recognised"),
    path("<slug:key>/recognised/file/", recognised.choose_file, name="choose_file"),
    path("<slug:key>/recognised/sheet/", recognised.choose_sheet, name="choose_sheet"),
    path("<slug:key>/recognised/recipe/", recipes.use, name="use_recipe"),
    path("<slug:key>/columns/", columns.columns, name="columns"),
    path("<slug:key>/columns/field/", columns.choose_field, name="choose_field"),
    path("<slug:key>/columns/policy/", columns.choose_policy, name="choose_policy"),
    path("<slug:key>/columns/manner/", columns.choose_manner, name="choose_manner"),
    path("<slug:key>/check/", check.check, name="check"),
    path("<slug:key>/check/rows/", at_draft(check.rows), name="rows"),
    path("<slug:key>/check/findings/", at_draft(check.findings), name="findings"),
    path("<slug:key>/check/edit/", at_draft(check.edit), name="edit"),
    path("<slug:key>/check/accept/", at_draft(check.accept), name="accept"),
    path("<slug:key>/check/replace/", at_draft(check.replace), name="replace"),
    path("<slug:key>/check/again/", at_draft(check.again), name="check_again"),
    path("<slug:key>/duplicates/", duplicates.duplicates, name="duplicates"),
    path("<slug:key>/duplicates/decide/", duplicates.decide, name="decide"),
    path("<slug:key>/duplicates/accept/", duplicates.accept, name="accept_above"),
    path("<slug:key>/duplicates/reopen/", duplicates.reopen, name="reopen"),
    path("<slug:key>/plan/", plan.plan, name="plan"),
    path("<slug:key>/recipe/", recipes.keep, name="keep_recipe"),
    path("<slug:key>/apply/", result.apply, name="apply"),
    path("<slug:key>/result/", result.result, name="result"),
    path("<slug:key>/result/workbook/", result.workbook, name="workbook"),
    path("<slug:key>/result/undo/", result.undo, name="undo"),
]
