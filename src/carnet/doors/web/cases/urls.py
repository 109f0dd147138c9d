"""Where the pages of cases are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.cases import asking, deeds, listed, page

app_name = "cases"
urlpatterns = [
    path("", listed.cases, name="cases"),
    path("open/", listed.begin, name="begin"),
    path("<slug:key>/", page.case, name="case"),
    path("<slug:key>/move/", deeds.move, name="move"),
    path("<slug:key>/plan/", deeds.plan, name="plan"),
    path("<slug:key>/files/", deeds.send, name="send"),
    path("<slug:key>/sign/", deeds.sign, name="sign"),
    path("<slug:key>/ask/", asking.ask, name="ask"),
    path("<slug:key>/remarks/", deeds.write, name="write"),
    path("<slug:key>/remarks/<int:number>/answer/", deeds.answer, name="answer"),
    path("<slug:key>/remarks/<int:number>/settle/", deeds.settle, name="settle"),
]
