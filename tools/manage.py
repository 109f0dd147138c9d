"""Django's own commands for the web app, for developers: python tools/manage.py makemigrations office"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from carnet.doors.web.settings import settings as web_settings


def main() -> None:
    """Run a command of Django's with the web app's settings, on a book of its own."""
    with tempfile.TemporaryDirectory() as home:
        settings.configure(**web_settings(Path(home), os.environ.get("CARNET_DATABASE_URL")))
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
