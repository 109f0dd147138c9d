"""What people are told of by e-mail."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """RETURNED: what is to be corrected was sent to the firm; RECEIVED: files came; READY: a plan waits to be
    signed off; DUE: the case is due tomorrow."""

    RETURNED = "returned"
    ASKED = "asked"
    ANSWERED = "answered"
    RECEIVED = "received"
    READY = "ready"
    SIGNED = "signed"
    ASSIGNED = "assigned"
    DUE = "due"
    OVERDUE = "overdue"
