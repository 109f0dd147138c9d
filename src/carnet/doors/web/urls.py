"""Where each page is."""

from __future__ import annotations

from django.urls import include, path

from carnet.doors.web import speech
from carnet.doors.web.contacts import views as contacts
from carnet.doors.web.people import firms, welcome

urlpatterns = [
    path("", contacts.home, name="home"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("language/", speech.speak, name="speak"),
    path("firm/", firms.choose, name="choose_firm"),
    path("account/", include("allauth.urls")),
    path("contacts/", contacts.contacts, name="contacts"),
]
handler403 = "carnet.doors.web.errors.forbidden"
handler404 = "carnet.doors.web.errors.missing"
handler500 = "carnet.doors.web.errors.broken"
