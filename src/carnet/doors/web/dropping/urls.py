"""Where an upload link leads."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.dropping import page, remarks, returned, tus
from carnet.doors.web.dropping.returned import at_findings
from carnet.doors.web.importing import back, check, progress
from carnet.office.drops.states import Happening

app_name = "drop"
urlpatterns = [
    path("<str:token>/", page.page, name="page"),
    path("<str:token>/enter/", page.enter, name="enter"),
    path("<str:token>/arrived/", page.arrived, name="arrived"),
    path("<str:token>/files/", tus.files, name="files"),
    path("<str:token>/files/<slug:file>/", tus.file, name="file"),
    path("<str:token>/progress/", at_findings(progress.progress), name="progress"),
    path("<str:token>/again/", at_findings(progress.again), name="again"),
    path("<str:token>/undo/", at_findings(back.undo, Happening.CORRECTED), name="undo_step"),
    path("<str:token>/redo/", at_findings(back.redo, Happening.CORRECTED), name="redo_step"),
    path("<str:token>/check/", at_findings(returned.check, Happening.READ), name="check"),
    path("<str:token>/check/rows/", at_findings(check.rows, Happening.READ), name="rows"),
    path("<str:token>/check/findings/", at_findings(check.findings, Happening.READ), name="findings"),
    path("<str:token>/check/edit/", at_findings(check.edit, Happening.CORRECTED), name="edit"),
    path("<str:token>/check/accept/", at_findings(check.accept, Happening.CORRECTED), name="accept"),
    path("<str:token>/check/replace/", at_findings(check.replace, Happening.CORRECTED), name="replace"),
    path("<str:token>/check/again/", at_findings(check.again), name="check_again"),
    path("<str:token>/workbook/", at_findings(returned.book, Happening.READ), name="workbook"),
    path("<str:token>/sign/", returned.sign, name="sign"),
    path("<str:token>/ask/", at_findings(remarks.ask), name="ask"),
    path("<str:token>/remarks/", remarks.write, name="write"),
    path("<str:token>/remarks/<int:number>/answer/", remarks.answer, name="answer"),
    path("<str:token>/remarks/<int:number>/settle/", remarks.settle, name="settle"),
    path("<str:token>/send/", at_findings(returned.send, Happening.SENT), name="send"),
]
