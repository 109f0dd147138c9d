"""Where the pages about people and firms are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.people import firms, joining, members, own

app_name = "people"
urlpatterns = [
    path("", members.members, name="members"),
    path("<int:number>/role/", members.change_role, name="change_role"),
    path("<int:number>/password/", members.renew, name="renew"),
    path("<int:number>/remove/", members.remove, name="remove"),
    path("invitations/<int:number>/take-back/", members.take_back, name="take_back"),
    path("join/<str:token>/", joining.join, name="join"),
    path("me/", own.own, name="own"),
    path("firm/", firms.firm, name="firm"),
    path("firm/choose/", firms.choose, name="choose_firm"),
    path("firm/rename/", firms.rename, name="rename_firm"),
    path("firm/add/", firms.add, name="add_firm"),
]
