"""Where the pages of the book are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.contacts import layout, views
from carnet.doors.web.contacts.one import add, cards, edit, groups, merge, page, pick, remove

app_name = "contacts"
urlpatterns = [
    path("", views.contacts, name="list"),
    path("columns/", layout.keep_columns, name="columns"),
    path("views/", layout.save_view, name="save_view"),
    path("views/<int:number>/forget/", layout.forget_view, name="forget_view"),
    path("add/<slug:kind>/", add.add, name="add"),
    path("pick/", pick.pick, name="pick"),
    path("<slug:key>/", page.contact, name="contact"),
    path("<slug:key>/edit/<slug:section>/", edit.section, name="edit"),
    path("<slug:key>/cards/", cards.edit, name="add_card"),
    path("<slug:key>/cards/<int:card>/", cards.edit, name="edit_card"),
    path("<slug:key>/cards/<int:card>/remove/", cards.remove, name="remove_card"),
    path("<slug:key>/cards/<int:card>/primary/", cards.primary, name="primary_card"),
    path("<slug:key>/groups/join/", groups.join, name="join"),
    path("<slug:key>/groups/leave/", groups.leave, name="leave"),
    path("<slug:key>/merge/", merge.merge, name="merge"),
    path("<slug:key>/archive/", remove.archive, name="archive"),
    path("<slug:key>/delete/", remove.delete, name="delete"),
    path("<slug:key>/restore/", remove.restore, name="restore"),
    path("<slug:key>/undo/<int:change>/", remove.undo_change, name="undo_change"),
    path("<slug:key>/undo/<int:after>/<int:upto>/", remove.undo_changes, name="undo_changes"),
]
