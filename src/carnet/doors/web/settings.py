"""Django's settings for the web app and its workers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from carnet.book import settings as book_settings
from carnet.book.crypto import keyring
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "serve.email",
    Severity.ERROR,
    en="CARNET_EMAIL_URL does not say how email goes out. Write it as "
    "smtp+tls://user:password@mail.example.com:587, or begin it with smtps:// or smtp://.",
    fr="CARNET_EMAIL_URL n'indique pas comment envoyer les courriels. Écrivez-la sous la forme "
    "smtp+tls://utilisateur:motdepasse@mail.example.com:587, ou commencez par smtps:// ou smtp://.",
)

OFFICE_FILE = "office.sqlite3"
HERE = Path(__file__).parent
WEB_APPS = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    *book_settings.APPS,
    "carnet.office",
    "carnet.doors.web",
)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
WEEKS = 7 * 24 * 60 * 60  # seconds


def settings(home: Path, url: str | None) -> dict[str, Any]:
    """What django.conf.settings.configure takes.

    Args:
        home: the folder of the embedded book, the office's tables, uploads and the key.
        url: the PostgreSQL URL that holds everything in place of the two embedded files, or None.
    """
    public = urlsplit(os.environ.get("CARNET_URL", ""))  # the address people use, behind a proxy
    https = public.scheme == "https"
    return {
        **book_settings.settings(home, url),
        "DATABASES": {"default": _office(home, url)},
        "INSTALLED_APPS": list(WEB_APPS),
        "SECRET_KEY": keyring(home).digest("carnet/web"),
        "DEBUG": False,
        "ALLOWED_HOSTS": [public.hostname or "", *LOOPBACK] if public.hostname else LOOPBACK,
        "CSRF_TRUSTED_ORIGINS": [f"{public.scheme}://{public.netloc}"] if public.netloc else [],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "SECURE_HSTS_SECONDS": WEEKS * 52 if https else 0,
        "SESSION_COOKIE_NAME": "carnet_session",
        "SESSION_COOKIE_AGE": WEEKS * 2,
        "CSRF_COOKIE_NAME": "carnet_csrf",
        "CSRF_FAILURE_VIEW": "carnet.doors.web.errors.stale",
        "LANGUAGE_COOKIE_NAME": "carnet_language",
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "ROOT_URLCONF": "carnet.doors.web.urls",
        "WSGI_APPLICATION": "carnet.doors.web.serve.application",
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": TEMPLATES,
        "STATIC_URL": "static/",
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "WHITENOISE_USE_FINDERS": True,
        "USE_I18N": True,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("fr", "Français")],
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.TemporaryFileUploadHandler"],
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 32 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        **_mail(home),
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}},
        "LOGGING": _LOGGING,
        "SILENCED_SYSTEM_CHECKS": [],
        **accounts(),
        **_POLICY,
    }


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def _mail(home: Path) -> dict[str, Any]:
    """How e-mail goes out: as CARNET_EMAIL_URL says; without it each becomes a file under the home folder.

    Raises:
        CarnetError: serve.email.
    """
    text = os.environ.get("CARNET_EMAIL_URL", "")
    sender = os.environ.get("CARNET_EMAIL_FROM", "Carnet <carnet@localhost>")
    if not text:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": home / "mail", "DEFAULT_FROM_EMAIL": sender}
    try:
        url = urlsplit(text)
        port = url.port or _MAIL_PORTS[url.scheme]
    except (ValueError, KeyError):
        raise CarnetError("serve.email") from None
    if not url.hostname:
        raise CarnetError("serve.email")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
        "DEFAULT_FROM_EMAIL": sender,
    }


def _office(home: Path, url: str | None) -> dict[str, Any]:
    described = book_settings.database(home, url) | {"CONN_MAX_AGE": 60}  # seconds; opening takes time
    return described if url else described | {"NAME": str(home / OFFICE_FILE)}


MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carnet.doors.web.speech.SpokenLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "carnet.doors.web.desk.AtTheDesk",
    "carnet.doors.web.faults.ToldToThePerson",
    "carnet.doors.api.answers.OfTheApi",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "carnet.doors.web.desk.shown",
            ],
            "builtins": ["carnet.doors.web.templatetags.words"],
        },
    }
]

# Only errors are logged, with the place and never with a request's contents.
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "CRITICAL"}, "django_tasks_db": {"level": "WARNING"}},
}

_POLICY = {
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "font-src": [SELF],
            "connect-src": [SELF],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
        }
    }
}


def accounts() -> dict[str, Any]:
    """How people sign in: allauth, Django's rules for passwords, at most so many tries."""
    validation = "django.contrib.auth.password_validation"
    return {
        "AUTH_USER_MODEL": "office.User",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{validation}.UserAttributeSimilarityValidator",
             "OPTIONS": {"user_attributes": ("email", "name")}},
            {"NAME": f"{validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
            {"NAME": f"{validation}.CommonPasswordValidator"},
            {"NAME": f"{validation}.NumericPasswordValidator"},
        ],
        "ACCOUNT_ADAPTER": "carnet.doors.web.people.adapter.Invited",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"},
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": "Carnet",
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    }  # fmt: skip
