"""A training session as an iCalendar file, which any calendar takes in.

Sources: RFC 5545 3.1 (lines of 75 octets), 3.3.5 (moments in UTC), 3.3.11 (escapes), 3.6.1 (events).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils import timezone

from carnet.language import Language
from carnet.office.models import Training

_OCTETS = 75  # of a line, its blank included
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def invitation(training: Training, firm: str, language: Language) -> bytes:
    """The file.

    Args:
        firm: the firm's name.
    """
    task = training.task
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Carnet//Onboarding//EN", "BEGIN:VEVENT",
        f"UID:{task.stage.plan.key}-{task.pk}@carnet", f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(training.starts)}", f"DURATION:PT{training.minutes}M",
        f"SUMMARY:{_text(f'{task.name(language)} ({firm})')}", f"LOCATION:{_text(training.place)}",
        f"DESCRIPTION:{_text(task.note)}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """A line in pieces that fit; no character is cut."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
