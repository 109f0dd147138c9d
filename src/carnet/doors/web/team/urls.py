"""Where the team's pages are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.team import board, firms, people

app_name = "team"
urlpatterns = [
    path("", board.dashboard, name="dashboard"),
    path("people/", people.people, name="people"),
    path("people/<int:number>/role/", people.change_role, name="change_role"),
    path("people/<int:number>/leave/", people.leave, name="leave"),
    path("people/invitations/<int:number>/take-back/", people.take_back, name="take_back"),
    path("firms/add/", firms.add, name="add_firm"),
    path("firms/<str:key>/", firms.firm, name="firm"),
    path("firms/<str:key>/give/", firms.give, name="give"),
    path("firms/<str:key>/take/", firms.take, name="take"),
]
