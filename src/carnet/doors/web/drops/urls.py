"""Where the pages of upload links are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.drops import files, links

app_name = "drops"
urlpatterns = [
    path("", links.drops, name="drops"),
    path("<slug:key>/", links.drop, name="drop"),
    path("<slug:key>/extend/", links.extend, name="extend"),
    path("<slug:key>/revoke/", links.revoke, name="revoke"),
    path("<slug:key>/unlock/", links.unlock, name="unlock"),
    path("<slug:key>/import/", files.begin_import, name="import"),
    path("<slug:key>/files/<slug:file>/", files.download, name="download"),
    path("<slug:key>/files/<slug:file>/erase/", files.erase, name="erase"),
]
